package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeContradiction holds where two answers cannot both be right: they say
// different things of the same days, or one denies what the other says.
var judgeContradiction = judgement{
	relation: Contradiction,
	between: func(g *gathering, a, b *answer) bool {
		x, y := a.first, b.first
		if x.Kind != y.Kind || x.Kind == communique.Position || !both(a, b) || x.Scope != y.Scope {
			return false
		}
		if isState(x.Kind) && (len(g.against(a)) > 0 || len(g.against(b)) > 0) {
			return false // the reference says already which of them does not fit
		}
		if x.Polarity != y.Polarity {
			return x.Subject == y.Subject && x.Object == y.Object && sameTime(a, b)
		}
		switch x.Kind {
		case communique.MemberCount, communique.QuantityClaim:
			if x.Kind == communique.QuantityClaim && (x.Subject.Kind() == communique.NounPhrase || x.Value != nil && strings.HasPrefix(x.Value.Unit, "percent")) {
				return false // two numbers of such a set are most often of two sets
			}
			return x.Value != nil && y.Value != nil && x.Value.Cmp == communique.Equal && y.Value.Cmp == communique.Equal && x.Value.N != y.Value.N && sameTime(a, b)
		case communique.RoleClaim:
			return !samePerson(x.Subject, y.Subject) && x.Polarity == communique.Affirmed && a.about.Known() && b.about.Known() && sameTime(a, b) && g.single()
		case communique.Invocation:
			return x.Value != nil && y.Value != nil && x.Value.N != y.Value.N && (x.Object == y.Object || x.Object == "" || y.Object == "")
		case communique.Attribution:
			return x.Subject == y.Subject && x.Object != y.Object && !actsFor(x.Object, y.Object) && !actsFor(y.Object, x.Object)
		case communique.Accession:
			return x.Subject == y.Subject && x.Object == y.Object && apart(a, b)
		}
		return false
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		a, b := f.pairs[0][0], f.pairs[0][1]
		at := ""
		if a.about.Known() && b.about.Known() && a.about.Overlaps(b.about) {
			at = " of the same time"
		}
		x, y := g.plain(a), g.plain(b)
		if x == y {
			x, y = x+" "+a.at(), y+" "+b.at()
		}
		if a.first.Kind == communique.Attribution {
			return fmt.Sprintf("They hold different ones responsible: %s and %s.", x, y), f.facts(), ""
		}
		return fmt.Sprintf("They cannot both be right%s: %s and %s.", at, x, y), f.facts(), ""
	},
}

// actsFor reports whether one who is held responsible may be an arm of another:
// a body of a state, or its military. Private hackers are none.
func actsFor(one, state communique.EntityID) bool {
	if state.Kind() != communique.State {
		return false
	}
	switch one.Kind() {
	case communique.Organisation:
		return true
	case communique.NounPhrase:
		name := state.Name()
		return len(name) >= 4 && strings.HasPrefix(one.Name(), strings.ReplaceAll(name[:4], "-", " ")) && arms.Has(lastWord(one.Name()))
	}
	return false
}

// arms are nouns for what a state acts by.
var arms = set("military government army navy intelligence forces service services agency agencies officers authorities regime state")

// samePerson reports whether two names may be of one person: they differ at
// most by the initials of further names, "Jennifer M. Granholm".
func samePerson(a, b communique.EntityID) bool {
	return a == b || a.Kind() == communique.Person && b.Kind() == communique.Person && withoutInitials(a) == withoutInitials(b)
}

func withoutInitials(id communique.EntityID) string {
	names := strings.FieldsFunc(string(id), func(r rune) bool { return r == '-' || r == ' ' })
	kept := names[:0]
	for i, n := range names {
		if i == 0 || i == len(names)-1 || len(n) > 1 {
			kept = append(kept, n)
		}
	}
	return strings.Join(kept, "-")
}

// sameTime reports whether two answers are known to be about the same days, or
// stand in one document that tells both as present.
func sameTime(a, b *answer) bool {
	if a.about.Known() && b.about.Known() {
		return closedDays(a.about) && closedDays(b.about) && a.about.Overlaps(b.about)
	}
	return !a.about.Known() && !b.about.Known() && !a.dated() && !b.dated() && shareDocument(a, b)
}

func closedDays(d communique.Days) bool { return d.From != "" && d.To != "" }

// single reports whether the reference knows the office of the question with
// one holder at a time.
func (g *gathering) single() bool {
	if len(g.facts) < 2 {
		return false
	}
	for i := 1; i < len(g.facts); i++ {
		if g.facts[i-1].To == "" || g.facts[i].From <= g.facts[i-1].To && g.facts[i].From != g.facts[i-1].To {
			return false
		}
	}
	return true
}
