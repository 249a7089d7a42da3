package claim

import (
	"fmt"

	"github.com/communique-kg/communique"
)

// judgeRefinement holds where one answer says the same as another more
// precisely: a day within a year, 123 where the other says over 120, a date
// where the other gives none.
var judgeRefinement = judgement{
	relation: Refinement, clustered: true,
	between: func(g *gathering, a, b *answer) bool {
		if refines(a, b) || refines(b, a) {
			return true
		}
		_, ok := g.headOf(a, b)
		return ok
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		fine, coarse := f.pairs[0][0], f.pairs[0][1]
		if office, ok := g.headOf(fine, coarse); ok {
			return fmt.Sprintf("They agree, and one is more precise: it names %s, the %s of %s.", nameOf(office.Subject, g.name), office.Object.Name(), nameOf(communique.EntityID(office.Scope), g.name)),
				append(f.facts(), office), ""
		}
		if !refines(fine, coarse) {
			fine, coarse = coarse, fine
		}
		x, y := g.plain(fine), g.plain(coarse)
		switch {
		case !isState(fine.first.Kind) && !coarse.about.Known():
			return fmt.Sprintf("They say the same; only one gives the date: %s.", fine.at()), f.facts(), ""
		case !isState(fine.first.Kind):
			x, y = fine.of(), coarse.of()
		}
		return fmt.Sprintf("They agree, and one is more precise: %s lies within %s.", x, y), f.facts(), ""
	},
}

// headOf returns the reference fact by which one of two attributions names a
// person who held an office of the state or body that the other names.
func (g *gathering) headOf(a, b *answer) (communique.Fact, bool) {
	x, y := a.first, b.first
	if x.Kind != communique.Attribution || y.Kind != communique.Attribution || x.Subject != y.Subject || x.Polarity != y.Polarity || x.Modality != y.Modality {
		return communique.Fact{}, false
	}
	if x.Object.Kind() != communique.Person {
		x, y = y, x
	}
	if x.Object.Kind() != communique.Person || y.Object.Kind() != communique.State && y.Object.Kind() != communique.Organisation {
		return communique.Fact{}, false
	}
	for _, f := range g.ref.Facts() {
		if f.Kind == communique.RoleClaim && f.Subject == x.Object && f.Scope == string(y.Object) {
			return f, true
		}
	}
	return communique.Fact{}, false
}

// refines reports whether fine says the same as coarse, more precisely.
func refines(fine, coarse *answer) bool {
	x, y := fine.first, coarse.first
	if x.Kind != y.Kind || x.Kind == communique.Position || x.Polarity != y.Polarity || x.Modality != y.Modality || x.Scope != y.Scope || x.Act != y.Act || x.Subject != y.Subject || !sameDay(fine, coarse) {
		return false
	}
	if x.Value != nil && y.Value != nil && *x.Value != *y.Value {
		return x.Value.Cmp == communique.Equal && y.Value.Cmp != communique.Equal && admits(*y.Value, x.Value.N)
	}
	if isState(x.Kind) {
		return false // a state told on a day does not narrow the same state
	}
	if x.Object != y.Object && x.Kind != communique.Decision || x.Kind == communique.Decision && !sameMatter(x, y) {
		return false
	}
	if x.Kind == communique.Recognition && !sharesWord(x.As, y.As) {
		return false
	}
	if !coarse.about.Known() {
		return fine.about.Known() && x.Kind != communique.Decision
	}
	return fine.about.Within(coarse.about) && fine.about != coarse.about
}
