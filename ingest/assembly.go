package ingest

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/fold"
)

// Speeches in the General Assembly of the United Nations bear no date, but say in
// which session they are held.

const (
	// beforeSessions is the year before the first regular session.
	beforeSessions = 1945
	// sessionAtoms is how far behind "your election" the session may stand.
	sessionAtoms = 30
)

// bySession takes the session of the General Assembly in which a text is spoken:
// "on your election as President of the General Assembly at its sixty-second
// session", "this seventy-sixth session of the Assembly". Each regular session
// opens in September and goes on to the next (rules of procedure of the General
// Assembly, rule 1); who greets its President speaks before the year ends.
func (d *dating) bySession() {
	var days communique.Days
	session := 0
	for _, s := range d.Sentences {
		if !d.SentenceInArticle(s) || !strings.Contains(s.Of(d.Text), "session") || !strings.Contains(s.Of(d.Text), "Assembly") {
			continue
		}
		n, greeted := sessionOf(s.Of(d.Text))
		if n < 2 || n < session {
			continue
		}
		year := beforeSessions + n
		session, days = n, communique.Days{From: communique.Day(fmt.Sprintf("%d-09-01", year)), To: communique.Day(fmt.Sprintf("%d-09-30", year+1))}
		if greeted {
			days.To = communique.Day(fmt.Sprintf("%d-12-31", year))
		}
	}
	if session > 0 {
		d.narrow(days, fmt.Sprintf("it is spoken in session %d of the General Assembly, which opened in September %d", session, beforeSessions+session))
	}
}

// sessionOf reads the number of the session that a sentence names as its own, 0
// where it names none, and whether it greets the session's President.
func sessionOf(sentence string) (session int, greeted bool) {
	low := fold.ASCII(sentence)
	atoms := atom.Split(nil, sentence, 0, len(sentence))
	word := func(i int) string {
		if i < 0 || i >= len(atoms) {
			return ""
		}
		return low[atoms[i].Start:atoms[i].End]
	}
	elected := -sessionAtoms - 1
	for i := range atoms {
		switch w := word(i); w {
		case "election", "assumption":
			for k := i - 1; k >= 0 && k >= i-4; k-- {
				if p := word(k); p == "your" || p == "his" || p == "her" {
					elected = i
				}
			}
		}
		n, ok := atom.Ordinal(low, atoms, i)
		if !ok {
			continue
		}
		end := n.End
		if word(end) == "regular" || word(end) == "ordinary" || word(end) == "annual" {
			end++
		}
		if word(end) != "session" {
			continue
		}
		p := word(i - 1)
		if greeted = i-elected <= sessionAtoms; greeted || p == "this" || p == "present" || p == "current" {
			return int(n.N), greeted
		}
	}
	return 0, false
}
