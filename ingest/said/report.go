package said

import "github.com/communique-kg/communique"

const (
	reportSpeakers = 3   // utterances of others
	reportWords    = 300 // words to one of them
)

// isReport reports whether a text is mostly an account of what others say, as
// news and political journalism are: it has utterances of others, and one in
// every few sentences.
func (f *finder) isReport() bool {
	words, others := 0, 0
	for _, s := range f.r.Sentences {
		if f.r.SentenceInArticle(s) {
			words += s.Last - s.First
		}
	}
	for _, d := range f.drafts {
		if d.Kind != communique.Turn && d.Cue.Len() > 0 {
			others++
		}
	}
	return others >= reportSpeakers && others*reportWords >= words
}
