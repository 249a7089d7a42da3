package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeEvolution holds where different values of one state each hold in their
// own time: their days are apart, or the reference dates them apart and no day
// that is given speaks against it.
var judgeEvolution = judgement{
	relation: Evolution,
	between: func(g *gathering, a, b *answer) bool {
		if !stateAnswers(a, b) || a.says == b.says || a.first.Scope != b.first.Scope || len(g.against(a)) > 0 || len(g.against(b)) > 0 {
			return false
		}
		if a.first.Kind == communique.QuantityClaim && !apart(a, b) {
			return false
		}
		return g.eachKnown(a, b) || apart(a, b)
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		type step struct{ says, from, text string }
		var steps []step
		seen := map[string]bool{}
		told := map[string]*answer{}
		for _, a := range f.answers {
			if t := told[a.says]; t == nil {
				copied := *a
				told[a.says] = &copied
			} else if a.about.Known() && t.about.Known() {
				t.about = cover(t.about, a.about)
			} else if a.about.Known() {
				t.about, t.first = a.about, a.first
			}
		}
		for _, a := range f.answers {
			says := g.plain(a)
			s := step{says, string(told[a.says].about.From), says + " " + told[a.says].at()}
			if len(a.holds) > 0 {
				var spans []string
				for _, x := range a.holds {
					spans = append(spans, span(x.Days))
				}
				s.from, s.text = string(a.holds[0].Days.From), says+" "+joined(spans)
			}
			if !seen[s.text] {
				seen[s.text] = true
				steps = append(steps, s)
			}
		}
		slices.SortFunc(steps, func(a, b step) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.text, b.text)) })
		if len(steps) == 2 {
			a := f.pairs[0][0]
			b := f.pairs[0][1]
			if old, current, ok := staleOf(a, b); ok {
				return fmt.Sprintf("Both hold: %s until %s, %s from %s.", g.plain(old), writtenDay(old.holds[0].To), g.plain(current), writtenDay(current.holds[0].From)), f.facts(), ""
			}
		}
		var parts []string
		for _, s := range firstOf(steps, 12) {
			parts = append(parts, s.text)
		}
		return "Each holds in its own time: " + strings.Join(parts, "; ") + ".", f.facts(), ""
	},
}

// eachKnown reports whether the reference knows both answers, and each at
// another time than the other.
func (g *gathering) eachKnown(a, b *answer) bool {
	for _, x := range a.holds {
		for _, y := range b.holds {
			if !x.Days.Known() || !y.Days.Known() || x.Days.Overlaps(y.Days) && x.Days.To != y.Days.From && x.Days.From != y.Days.To {
				return false
			}
		}
	}
	return len(a.holds) > 0 && len(b.holds) > 0
}

// unrepeated drops facts that stand earlier in the list.
func unrepeated(facts []communique.Fact) []communique.Fact {
	var out []communique.Fact
	for _, f := range facts {
		if !slices.ContainsFunc(out, func(x communique.Fact) bool { return x.ID == f.ID }) {
			out = append(out, f)
		}
	}
	return out
}

// firstOf returns at most n elements from the start.
func firstOf[T any](list []T, n int) []T { return list[:min(n, len(list))] }
