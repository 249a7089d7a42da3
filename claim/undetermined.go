package claim

import (
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
)

// judgeUndetermined holds where answers differ and what is known does not
// settle how they stand: most often a date is missing.
var judgeUndetermined = judgement{
	relation: Undetermined,
	between: func(g *gathering, a, b *answer) bool {
		x, y := a.first, b.first
		if len(g.against(a))+len(g.against(b)) > 0 {
			return false // the reference says already which of them does not fit
		}
		if x.Kind == communique.QuantityClaim && x.Subject.Kind() == communique.NounPhrase && !shareDocument(a, b) {
			return false // two numbers of such a set are most often of two sets
		}
		if x.Kind == communique.MemberCount && x.Scope != "" && !shareDocument(a, b) {
			return false // the others of one text are not those of another
		}
		switch {
		case x.Kind != y.Kind || x.Scope != y.Scope:
			return false
		case x.Kind == communique.Recognition && x.Polarity == y.Polarity:
			return false // a thing can be recognised as this and as that
		case x.Kind == communique.Position:
			return false // opinions on one matter need not bear on each other
		case x.Polarity != y.Polarity && (x.Object != y.Object || x.Subject != y.Subject):
			return false
		}
		if x.Kind == communique.RoleClaim && x.Polarity == y.Polarity {
			return false // one holder at whatever times, or two that follow each other or sit together
		}
		if (x.Kind == communique.Establishment || x.Kind == communique.Incident) && x.Polarity == y.Polarity {
			return false // the words are how it is told, not what is answered
		}
		return a.says != b.says || x.Polarity != y.Polarity || a.about != b.about
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		var says []string
		undated := 0
		for _, a := range f.answers {
			if !a.about.Known() {
				undated++
			}
			s := g.plain(a)
			switch {
			case g.asksWhen() || s == a.of():
			case a.about.Known():
				s += " (" + a.of() + ")"
			default:
				s += " (no date)"
			}
			if !slices.Contains(says, s) {
				says = append(says, s)
			}
		}
		because := "The answers differ: " + joined(firstOf(says, 5)) + ". What is known does not settle how they stand."
		settles := "A reference fact that dates the answers."
		if f.answers[0].first.Kind == communique.Attribution {
			return "The answers differ: " + joined(firstOf(says, 5)) + ". One may act for the other, so both can be right.", f.facts(), "A source that says for whom they acted."
		}
		if undated > 0 {
			settles = fmt.Sprintf("A date for %s.", undatedWritten(undated))
			because = "The answers differ: " + joined(firstOf(says, 5)) + ". Without a date for each, they can both be right at different times."
		}
		return because, f.facts(), settles
	},
}

func undatedWritten(n int) string {
	if n == 1 {
		return "the answer that has none"
	}
	return fmt.Sprintf("the %d answers that have none", n)
}
