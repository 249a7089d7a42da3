package lang

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		text, want string // tokens divided by a space, each with a letter for its kind: w n p s
	}{
		{"", ""},
		{"The U.S. said", "w:The w:U.S. w:said"},
		{"U.S", "w:U.S"},
		{"a U.S.-EU deal", "w:a w:U.S.-EU w:deal"},
		{"9 a.m. EDT", "n:9 w:a.m. w:EDT"},
		{"doesn’t don't NATO’s allies’ rock", "w:doesn’t w:don't w:NATO’s w:allies p:’ w:rock"},
		{"case-by-case COVID-19 F-35 G7", "w:case-by-case w:COVID-19 w:F-35 w:G7"},
		{"Gen. Smith", "w:Gen p:. w:Smith"},
		{"2014-09-05", "n:2014 p:- n:09 p:- n:05"},
		{"9/11 9:36", "n:9 p:/ n:11 n:9 p:: n:36"},
		{"1,000 2.5 1,2 04.04.2018 31st 1990s 5G", "n:1,000 n:2.5 n:1 p:, n:2 n:04.04.2018 n:31st n:1990s n:5G"},
		{"69-year 21-year-old", "n:69 p:- w:year n:21 p:- w:year-old"},
		{"“Yes,” he said—and…", "p:“ w:Yes p:, p:” w:he w:said p:— w:and p:…"},
		{"10% of $5 & AT&T", "n:10 s:% w:of s:$ n:5 s:& w:AT&T"},
		{"wait... -- no", "w:wait p:... p:-- w:no"},
		{"a\u00a0b", "w:a w:b"},
		{"Biden-\u2060Harris", "w:Biden-\u2060Harris"},
		{"answers.ilmc.univie+2", "w:answers p:. w:ilmc p:. w:univie s:+ n:2"},
		{"see https://www.nato.int/a_b?c=1). Then", "w:see w:https://www.nato.int/a_b?c=1 p:) p:. w:Then"},
		{"Übergröße café naïve", "w:Übergröße w:café w:naïve"},
		{"Article 5)A", "w:Article n:5 p:) w:A"},
		{"Россия и НАТО", "w:Россия w:и w:НАТО"},
		{"👍 ok", "s:👍 w:ok"},
		{"state-", "w:state p:-"},
	} {
		var got []string
		for _, tok := range scan(nil, tt.text, 0, len(tt.text)) {
			got = append(got, string("wnps"[tok.Kind])+":"+tok.Of(tt.text))
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("tokens of %q\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

// The scanner keeps nothing but the tokens.
func TestScanAllocatesNothing(t *testing.T) {
	text := strings.Repeat("The U.S. doesn’t see 1,000 “cases” at www.nato.int. ", 20)
	tokens := make([]communique.Token, 0, len(text))
	if n := testing.AllocsPerRun(10, func() { tokens = scan(tokens[:0], text, 0, len(text)) }); n != 0 {
		t.Errorf("scan allocates %v times", n)
	}
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("NATO Secretary General Jens Stoltenberg told reporters that the U.S. doesn’t see 1,000 “cases” a day. ", 1000)
	var tokens []communique.Token
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		tokens = scan(tokens[:0], text, 0, len(text))
	}
}

func BenchmarkSegment(b *testing.B) {
	text := strings.Repeat("NATO Secretary General Jens Stoltenberg told reporters that the U.S. doesn’t see 1,000 “cases” a day. He left.\n\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		read(text)
	}
}
