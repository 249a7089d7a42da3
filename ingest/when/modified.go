package when

import (
	"github.com/communique-kg/communique"
)

// readModified: "early 2019", "mid-2016", "late last week", "the end of 1990",
// "the beginning of the year", "late in 1911".
func readModified(g *grammar, i int) (expression, int) {
	m := whole
	j := i + 1
	switch g.class(i) {
	case early:
		m = earlyIn
	case late:
		m = lateIn
	case middle:
		m = midIn
	case ending:
		m = endOf
	case beginning:
		m = startOf
	default:
		return expression{}, 0
	}
	needsOf := g.words[i].n > 0
	switch {
	case needsOf && g.class(j) != of:
		return expression{}, 0
	case needsOf:
		j++
	case g.dash(j) && g.glued(j):
		j++
	case g.is(j, "in") && (m == earlyIn || m == lateIn):
		j++
	}
	if g.class(j) == the {
		if u, ok := g.unitAt(j + 1); ok && u >= week && u != fortnight && (needsOf || g.is(j-1, "in")) {
			e := periodOf(u, 0)
			e.direction, e.modifier = here, m
			return e, j + 2
		}
		e, end := readThe(g, j)
		if end == 0 || e.typ != communique.Date {
			return expression{}, 0
		}
		return e.modified(m), end
	}
	e, end := g.base(j)
	if end == 0 || e.typ != communique.Date && e.typ != communique.Clock || e.kind == refer {
		return expression{}, 0
	}
	if g.class(j) == partOfDay {
		return expression{}, 0
	}
	e, end = g.yearFromAnchor(e, end)
	return e.modified(m), end
}

func (e expression) modified(m modifier) expression {
	if e.kind == fixed {
		e.edtf = narrow(e.edtf, m)
		return e
	}
	e.modifier = m
	return e
}

// readPart: "later that year", "early in the year".
func readPart(g *grammar, i int) (expression, int) {
	switch g.class(i) {
	case earlier, later, early, late:
		return readPartOfPeriod(g, i)
	}
	return expression{}, 0
}
