package amount

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// TestSteps holds that the work is in proportion to the text, however it is
// made: every atom is looked at by each rule at most once.
func TestSteps(t *testing.T) {
	const size = 1 << 18
	for _, piece := range []string{"7", "7 ", "1,", "1.", ".", "\"(", "$", "$1-", "five-", "one of the ", "from 5 to ", "dozens of ", "a ", "up to about ", "half of the ", "1/2 ", "minus ", "some big "} {
		text := strings.Repeat(piece, size/len(piece))
		var g grammar
		if g.cut(text, fold.ASCII(text), 0, len(text)) {
			g.forbid(nil, len(text))
			g.sentence(func(quantity) {})
		}
		if most := len(rules) * len(g.atoms); g.steps > most {
			t.Errorf("%d steps for %d atoms of %q, want at most %d", g.steps, len(g.atoms), piece, most)
		}
	}
}

// One line of ten megabytes is read like any other.
func BenchmarkLongLine(b *testing.B) {
	for name, piece := range map[string]string{"digits": "7", "dots": ".", "quotes": "\"(", "numbers": "from 5 to "} {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(piece, 10<<20/len(piece))
			r := &communique.Reading{Document: &communique.Document{Text: text}}
			r.Regions = []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}}
			r.Sentences = []communique.Sentence{{Span: communique.Span{End: len(text)}}}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(r)
			}
		})
	}
}
