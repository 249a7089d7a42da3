package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readDecade: "1990s", "1990's", "the nineties", "the '90s".
func readDecade(g *grammar, i int) (expression, int) {
	y, end := 0, 0
	switch {
	case g.class(i) == number && g.n(i) >= 18 && g.class(i+1) == nineties: // "nineteen seventies"
		y, end = 100*g.n(i)+10*g.n(i+1), i+2
	case g.class(i) == nineties:
		if g.class(i-1) != the && g.class(i-1) != early && g.class(i-1) != late && g.class(i-1) != middle && !g.dash(i-1) {
			return expression{}, 0
		}
		y, end = 1900+10*g.n(i), i+1
	case g.apostrophe(i) && g.glued(i+1):
		n, ok := g.figure(i+1, 20, 99)
		if !ok || n%10 != 0 || !g.is(i+2, "s") || !g.glued(i+2) {
			return expression{}, 0
		}
		y, end = 1900+n, i+3
	default:
		n, ok := g.figure(i, 20, 2190)
		if ok && len(g.of(i)) == 2 && (g.class(i-1) == the || g.class(i-1) == early || g.class(i-1) == late || g.class(i-1) == middle || g.dash(i-1) && g.class(i-2) == middle || g.class(i-1) == and && g.end == i-1 && g.last.kind == fixed && len(g.last.value) == 3) {
			n += 1900
		}
		if !ok || n%10 != 0 || n < 1000 || len(g.of(i)) == 3 {
			return expression{}, 0
		}
		j := i + 1
		if g.apostrophe(j) && g.glued(j) {
			j++
		}
		if !g.is(j, "s") || !g.glued(j) || g.glued(j+1) && g.atoms[j+1].Kind != atom.Mark {
			return expression{}, 0
		}
		y, end = n, j+1
		if y%100 == 0 && j > i+1 { // "2000's" is as likely the year's
			return expression{}, 0
		}
	}
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%03d", y/10), edtf: fmt.Sprintf("%03dX", y/10)}, end
}

// readCentury: "the 21st century", "the twentieth century".
func readCentury(g *grammar, i int) (expression, int) {
	o, ok := atom.Ordinal(g.low, g.atoms, i)
	if !ok || o.N < 1 || o.N > 22 {
		return expression{}, 0
	}
	j := o.End
	if g.mark(j, '-') {
		j++
	}
	if g.class(j) != unitWord || unit(g.n(j)) != century {
		return expression{}, 0
	}
	c := int(o.N) - 1
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%02d", c), edtf: fmt.Sprintf("%02dXX", c)}, j + 1
}

// beforeChrist reads "149 BC", "480 B.C.", and, with a year after Christ, "AD 70".
func (g *grammar) beforeChrist(i int) (y int, ok bool, end int) {
	y, ok = g.figure(i, 1, 4000)
	if !ok || g.attached(i) {
		return 0, false, 0
	}
	if g.class(i+1) == year && g.n(i+1) < 0 && g.atoms[i+1].Capital {
		return y, true, i + 2
	}
	if g.is(i+1, "b") && g.mark(i+2, '.') && g.is(i+3, "c") {
		end = i + 4
		if g.mark(end, '.') && g.glued(end) {
			end++
		}
		return y, true, end
	}
	return 0, false, 0
}

// readBC: "149 BC", "480 B.C.".
func readBC(g *grammar, i int) (expression, int) {
	y, ok, end := g.beforeChrist(i)
	if !ok {
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("BC%04d", y)}, end
}
