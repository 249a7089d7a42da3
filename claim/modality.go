package claim

import (
	"fmt"

	"github.com/communique-kg/communique"
)

// judgeModality holds where the same thing is put with different firmness:
// planned here and done there, possible here and necessary there.
var judgeModality = judgement{
	relation: Modality,
	between: func(_ *gathering, a, b *answer) bool {
		x, y := a.first, b.first
		if x.Modality == y.Modality || x.Polarity != y.Polarity || x.Kind != y.Kind {
			return false
		}
		if x.Kind == communique.Position {
			return strength(x.Modality) != 0 && strength(y.Modality) != 0 && strength(x.Modality) != strength(y.Modality) && leaning(x) == leaning(y)
		}
		if x.Kind == communique.QuantityClaim && (x.Subject.Kind() == communique.NounPhrase || x.Value == nil || y.Value == nil || *x.Value != *y.Value) {
			return false
		}
		return x.Subject == y.Subject && x.Object == y.Object && x.Act == y.Act
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		a, b := f.pairs[0][0], f.pairs[0][1]
		if a.first.Modality == communique.Asserted {
			a, b = b, a
		}
		return fmt.Sprintf("One is put as %s (“%s”), the other as %s (“%s”).", firmness(a.first.Modality), firstWords(a.first.Evidence.Exact, 14),
			firmness(b.first.Modality), firstWords(b.first.Evidence.Exact, 14)), f.facts(), ""
	},
}

// strength ranks how far a modality binds; 0 where it has no rank.
func strength(m communique.Modality) int {
	switch m {
	case communique.Possible, communique.Conditional:
		return 1
	case communique.Necessary:
		return 2
	}
	return 0
}

func firmness(m communique.Modality) string {
	switch m {
	case communique.Asserted:
		return "a fact"
	case communique.Planned:
		return "a plan"
	case communique.Necessary:
		return "a must"
	case communique.Normative:
		return "what ought to be"
	case communique.Hypothetical:
		return "a supposition"
	}
	return string(m)
}
