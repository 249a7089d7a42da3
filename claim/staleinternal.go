package claim

import (
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
)

// judgeStaleInternal holds where one document gives two values of one state in
// the present tense, and the reference dates one of them earlier: it was left
// standing.
var judgeStaleInternal = judgement{
	relation: StaleInternal,
	inside: func(g *gathering, a, b *answer) bool {
		if !stateAnswers(a, b) || a.first.Kind == communique.RoleClaim || a.says == b.says || a.first.Scope != b.first.Scope || a.dated() || b.dated() {
			return false
		}
		_, _, ok := staleOf(a, b)
		return ok && shareDocument(a, b)
	},
	against: func(_ *gathering, f *finding, a *answer) bool {
		return slices.ContainsFunc(f.answers, func(b *answer) bool {
			old, _, ok := staleOf(a, b)
			return ok && old == a
		})
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		old, current, _ := staleOf(f.pairs[0][0], f.pairs[0][1])
		last := old.holds[len(old.holds)-1]
		who, several := f.who(nil)
		says := "says"
		if several {
			says = "each say"
		}
		return fmt.Sprintf("%s %s both %s and %s. %s was right %s; %s has been right %s, so the older one was left standing.",
			who, says, g.plain(old), g.plain(current), capital(g.plain(old)), span(last.Days), g.plain(current), span(current.holds[0].Days)), f.facts(), ""
	},
}

// stateAnswers reports whether two answers tell a state as a plain fact.
func stateAnswers(a, b *answer) bool {
	return isState(a.first.Kind) && a.first.Kind == b.first.Kind && both(a, b) && a.first.Polarity == communique.Affirmed && b.first.Polarity == communique.Affirmed
}

// dated reports whether an answer states its own time rather than the present.
func (a *answer) dated() bool {
	return a.first.About.Exact != ""
}

// staleOf returns which of two answers the reference dates wholly before the other.
func staleOf(a, b *answer) (old, current *answer, ok bool) {
	if len(a.holds) != 1 || len(b.holds) != 1 {
		return nil, nil, false
	}
	x, y := a.holds[0].Days, b.holds[0].Days
	switch {
	case x.To != "" && y.From != "" && x.To < y.From:
		return a, b, true
	case y.To != "" && x.From != "" && y.To < x.From:
		return b, a, true
	}
	return nil, nil, false
}
