package lang

import (
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	for _, tt := range []struct{ want, text string }{
		{"en", "The ministers agreed that a serious attack on one ally may call for an answer by all of them."},
		{"en", "Allies reaffirmed their support for Ukraine."},
		{"de", "Die Minister haben sich darauf verständigt, dass ein schwerer Angriff auf einen Verbündeten alle angeht."},
		{"fr", "Les ministres sont convenus qu’une attaque grave contre un allié pourrait appeler une réponse de tous."},
		{"es", "Los ministros acordaron que un ataque grave contra un aliado podría exigir una respuesta de todos."},
		{"it", "I ministri hanno concordato che un attacco grave contro un alleato può richiedere una risposta di tutti."},
		{"pl", "Ministrowie zgodzili się, że poważny atak na jednego sojusznika może wymagać odpowiedzi wszystkich."},
		{"et", "Ministrid leppisid kokku, et tõsine rünnak ühe liitlase vastu võib nõuda kõigi vastust."},
		{"ru", "Министры договорились, что серьёзное нападение на одного союзника может потребовать ответа всех."},
		{"uk", "Міністри домовилися, що серйозний напад на одного союзника може потребувати відповіді всіх."},
		{"ja", "大臣たちは、同盟国への深刻な攻撃には全員で対応することに合意した。"},
		{"zh", "部长们一致认为，对一个盟国的严重攻击可能需要所有盟国作出回应。"},
		{"el", "Οι υπουργοί συμφώνησαν ότι μια σοβαρή επίθεση μπορεί να απαιτήσει απάντηση από όλους."},
		{"", "NATO"},
		{"", "12:30 — 14:00"},
		{"", ""},
	} {
		if got := Identify(tt.text); got != tt.want {
			t.Errorf("Identify(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func BenchmarkIdentify(b *testing.B) {
	text := strings.Repeat("NATO Secretary General Jens Stoltenberg told reporters that the alliance will look at each attack by itself. ", 500)
	for b.Loop() {
		if Identify(text) != "en" {
			b.Fatal("not English")
		}
	}
}
