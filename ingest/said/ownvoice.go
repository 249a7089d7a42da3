package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// ownVoice reports whether a text speaks for those who issued it: it says "we" and
// "our" all along and reports hardly anybody. What they think and want is there to
// be read as what the text says, not as what it tells of somebody.
func (f *finder) ownVoice() bool {
	words, first := 0, 0
	for _, s := range f.r.Sentences {
		if !f.r.SentenceInArticle(s) {
			continue
		}
		for k := s.First; k < s.Last; k++ {
			f.looks++
			if f.inContent[k] || f.r.Tokens[k].Kind != communique.Word {
				continue
			}
			words++
			switch f.r.Tokens[k].Of(f.text) {
			case "we", "We", "our", "Our", "us", "I", "my", "My":
				first++
			}
		}
	}
	return first*90 > words && len(f.drafts)*250 < words
}

// firstPerson are the sources that a text in its own voice does not tell of.
var firstPerson = set("i we our my us")

// firstPerson reports whether the source of an attribution is one of these.
func (t *tree) firstPerson(a attributed) bool {
	return a.head >= 0 && firstPerson.Has(t.stem(a.head))
}

// stem returns a word without what hangs on to it behind an apostrophe: "i" of "I'd".
func (t *tree) stem(k int) string {
	w, _, _ := strings.Cut(strings.ReplaceAll(t.word(k), "’", "'"), "'")
	return w
}
