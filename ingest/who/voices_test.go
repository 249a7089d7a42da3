package who

import (
	"testing"

	"github.com/communique-kg/communique"
)

// told is a voice that calls every run of these words a name of this type.
type told map[string]string

func (n told) Names(r *communique.Reading, s communique.Sentence, found func(first, last int, typ string)) {
	for i := s.First; i < s.Last; i++ {
		for j := i + 1; j <= s.Last; j++ {
			if typ := n[r.Text[r.Tokens[i].Start:r.Tokens[j-1].End]]; typ != "" {
				found(i, j, typ)
			}
		}
	}
}

// TestWithNames: the further voice is heard about free words with a capital, and
// never against what other finders know.
func TestWithNames(t *testing.T) {
	g := fixture(t)
	voice := told{"Lotte Wilms": "person", "Zubrin": "organisation", "Zubrin's": "organisation", "Pláka": "place", "NATO": "person", "water": "place", "Water": "place", "The": "place", "Wednesday": "person"}
	for _, c := range []struct{ text, without, with string }{
		{"Then Lotte Wilms left Pláka. Wilms works for Zubrin's rivals.", "", "Lotte Wilms=person:lotte-wilms; Pláka=np:pláka; Wilms=person:lotte-wilms; Zubrin=org:zubrin"},
		{"The water of NATO on Wednesday; Water is water.", "NATO=org:nato", "NATO=org:nato"},
		{"LOTTE WILMS OF ZUBRIN LEFT", "", ""},
	} {
		r := reading(c.text)
		g.Find(r)
		if got := show(r); got != c.without {
			t.Errorf("%q without a voice: got %s, want %s", c.text, got, c.without)
		}
		g.WithNames(voice).Find(r)
		sound(t, r)
		if got := show(r); got != c.with {
			t.Errorf("%q with a voice: got %s, want %s", c.text, got, c.with)
		}
	}
}
