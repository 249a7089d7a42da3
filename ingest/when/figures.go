package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readISO: "2018-04-04", "2018-04-04T08:47:00Z", "2018-04" at a distance from other figures.
func readISO(g *grammar, i int) (expression, int) {
	y, ok := g.figure(i, 1000, 2199)
	if !ok || len(g.of(i)) != 4 || g.glued(i) && (g.atoms[i-1].Kind == atom.Letters || g.mark(i-1, '-') || g.mark(i-1, '/')) {
		return expression{}, 0
	}
	sep := byte('-')
	if g.mark(i+1, '/') {
		sep = '/'
	}
	two := func(j int) (int, bool) {
		if !g.mark(j, sep) || !g.glued(j) || !g.glued(j+1) || !g.digits(j+1) || len(g.of(j+1)) != 2 {
			return 0, false
		}
		return g.figure(j+1, 1, 31)
	}
	m, ok := two(i + 1)
	if !ok || m > 12 {
		return expression{}, 0
	}
	d, ok := two(i + 3)
	if !ok {
		return expression{}, 0
	}
	end := i + 5
	e := date(expression{year: y, month: m, day: d})
	if !exists(y, m, d) {
		return expression{}, 0
	}
	if end < len(g.atoms) && g.glued(end) && g.is(end, "t") {
		if c, stop := g.clockFigures(end + 1); c != "" {
			e.typ, e.hour, end = communique.Clock, c, stop
			if g.is(end, "z") && g.glued(end) {
				end++
			}
		}
	}
	if g.glued(end) && end < len(g.atoms) && g.atoms[end].Kind == atom.Letters {
		return expression{}, 0
	}
	return e, end
}

// readNumeric: "04.04.2018", "13/06/2016", "01/22/2025": only where day and
// month cannot be taken for each other.
func readNumeric(g *grammar, i int) (expression, int) {
	first, ok := g.figure(i, 1, 31)
	if !ok || g.glued(i) && !g.mark(i-1, '(') {
		return expression{}, 0
	}
	for _, sep := range []byte{'.', '/', '-'} {
		if !g.mark(i+1, sep) || !g.mark(i+3, sep) || !g.glued(i+1) || !g.glued(i+2) || !g.glued(i+3) || !g.glued(i+4) {
			continue
		}
		second, ok := g.figure(i+2, 1, 31)
		y, whole := g.figure(i+4, 1900, 2199)
		if !ok || !whole || len(g.of(i+4)) != 4 || g.glued(i+5) && (g.digits(i+6) && g.glued(i+6) || g.atoms[i+5].Kind == atom.Letters) {
			return expression{}, 0
		}
		d, m := first, second
		switch {
		case second > 12 && first <= 12 && sep != '.':
			d, m = second, first
		case first > 12 || first == second:
		default: // both could be the month
			return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%04d", y), edtf: fmt.Sprintf("%04d", y), explicit: true}, i + 5
		}
		if m > 12 || !exists(y, m, d) {
			return expression{}, 0
		}
		return date(expression{year: y, month: m, day: d}), i + 5
	}
	return expression{}, 0
}
