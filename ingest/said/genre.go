package said

import "github.com/communique-kg/communique"

// genre is what kind of text is read: the attitudes of others are told in reports.
type genre uint8

const (
	unjudged genre = iota
	report         // an account of what others say and think: news, political journalism
	other          // anything else: speeches, strategies, communiqués, encyclopedias
)

const (
	reportSpeakers = 3   // utterances of others that a report has
	reportWords    = 300 // words to one of them
	briefWords     = 60  // what a text has that is too short to tell
)

// judgeGenre takes a text for a report that has utterances of others, and one in
// every few sentences; and one that is too short to tell.
func (f *finder) judgeGenre() {
	if f.genre != unjudged {
		return
	}
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
	if f.genre = other; words < briefWords || others >= reportSpeakers && others*reportWords >= words {
		f.genre = report
	}
}
