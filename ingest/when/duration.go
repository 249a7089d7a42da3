package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readDuration: "three years", "nearly two weeks", "a few days", "decades".
func readDuration(g *grammar, i int) (expression, int) {
	q, end, ok := g.amount(i)
	if !ok || q.unit == weekend && q.n == 1 {
		return expression{}, 0
	}
	if q.unit == second && !q.vague && q.n == 1 {
		return expression{}, 0
	}
	if g.class(i) == unitWord { // a bare plural: only after a word that measures with it
		switch {
		case g.class(i-1) == in && g.n(i-1) != 0, g.class(i-1) == in && g.is(i-1, "in"), g.class(i-1) == after:
		default:
			return expression{}, 0
		}
	}
	if g.class(i) == a && q.n == 1 && q.unit == dayUnit && g.is(end, "of") {
		return expression{}, 0
	}
	if g.is(end, "old") || g.is(end, "of") && g.is(end+1, "age") { // an age says no time
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Duration, value: durationValue(q.n, q.unit, q.vague)}, end
}

// readAll: "all day", "all year".
func readAll(g *grammar, i int) (expression, int) {
	u, ok := g.unitAt(i + 1)
	if !g.is(i, "all") || !ok || u < dayUnit || u == fortnight {
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Duration, value: durationValue(1, u, false)}, i + 2
}

// readHyphened: "two-day", "69-year", "a five year low", "year-long", "decades-long", "month-long".
func readHyphened(g *grammar, i int) (expression, int) {
	n, vague, j := 1.0, false, i
	switch {
	case g.class(i) == unitWord:
		vague = g.words[i].plural
		if !g.dash(i+1) || g.class(i+2) != long || !g.glued(i+2) {
			return expression{}, 0
		}
	case g.class(i) == several:
		vague, j = true, i+1
	default:
		c, ok := atom.Cardinal(g.low, g.atoms, i)
		if !ok || g.digits(i) && g.glued(i) && g.atoms[i-1].Kind == atom.Letters {
			return expression{}, 0
		}
		n, j = c.N, c.End
	}
	if j > i {
		switch {
		case g.dash(j):
			j++
		case (g.class(i-1) == a || g.class(i-1) == the) && g.class(j) == unitWord && n > 1 && n <= 100 && !g.words[j].plural: // a five year low
		default:
			return expression{}, 0
		}
	}
	if g.class(j) != unitWord || g.words[j].plural && j > i && !g.dash(j+1) {
		return expression{}, 0
	}
	u := unit(g.n(j))
	if u == second && j == i {
		return expression{}, 0
	}
	if u == second && !g.digits(i) && n >= 20 && n < 100 && int(n)%10 == 0 {
		return expression{}, 0 // "the sixty-second session": the number goes on
	}
	j++
	if g.dash(j) && g.class(j+1) == long {
		if g.n(j+1) == 1 { // an age says no time
			return expression{}, 0
		}
		j += 2
	}
	return expression{kind: fixed, typ: communique.Duration, value: durationValue(n, u, vague)}, j
}

// readTheUnits: "the nine months", "the first two years", "the four days".
func readTheUnits(g *grammar, i int) (expression, int) {
	if g.class(i-1) != the {
		return expression{}, 0
	}
	j := i
	if g.class(j) == ordinalNth || g.class(j) == last {
		j++
	}
	if j > i && g.class(j) == unitWord && g.words[j].plural {
		return expression{kind: fixed, typ: communique.Duration, value: durationValue(0, unit(g.n(j)), true)}, j + 1
	}
	if g.class(j) != number && !g.digits(j) && g.class(j) != several {
		return expression{}, 0
	}
	q, end, ok := g.amount(j)
	if !ok || q.n == 1 || g.atoms[end-1].Capital { // "the Seven Years' War"
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Duration, value: durationValue(q.n, q.unit, q.vague)}, end
}

// lapse is a stretch of n units that ends (sign -1) or begins (sign 1) at the anchor.
func lapse(u unit, n float64, sign int) expression {
	e := expression{kind: fixed, typ: communique.Duration, value: durationValue(n, u, false), unit: u, direction: forward}
	e.n = int(n)
	if sign < 0 {
		e.direction = backward
	}
	return e
}

// readLapse: "the past two months", "the last few weeks", "past 20 years", "the next four years".
func readLapse(g *grammar, i int) (expression, int) {
	sign := -1
	switch g.class(i) {
	case next, coming, following:
		sign = 1
	}
	if g.class(i) == same || g.class(i) == this || g.class(i) == that || g.class(i) == latest {
		return expression{}, 0
	}
	if g.class(i+1) == ordinalNth || g.class(i+1) == about || g.class(i+1) == a || g.class(i+1) == in {
		return expression{}, 0
	}
	q, end, ok := g.amount(i + 1)
	if !ok {
		return expression{}, 0
	}
	if q.vague || q.n != float64(int(q.n)) || q.n == 0 {
		return expression{kind: fixed, typ: communique.Duration, value: durationValue(q.n, q.unit, q.vague)}, end
	}
	return lapse(q.unit, q.n, sign), end
}

func durationValue(n float64, u unit, vague bool) string {
	l := letters[u]
	t := ""
	if l[0] == 'T' {
		t, l = "T", l[1:]
	}
	switch {
	case vague:
		return "P" + t + "X" + l
	case u == fortnight:
		n *= 2
	case u == decade:
		n, l = n*10, "Y"
	case u == century:
		n, l = n*100, "Y"
	case u == millennium:
		n, l = n*1000, "Y"
	case u == quarter:
		n, l = n*3, "M"
	case u == weekend:
		n, l = n*2, "D"
	}
	if n != float64(int(n)) {
		switch u {
		case yearUnit:
			if m := n * 12; m == float64(int(m)) {
				if int(n) == 0 {
					return fmt.Sprintf("P%dM", int(m))
				}
				return fmt.Sprintf("P%dY%dM", int(n), int(m)%12)
			}
		case hour, minute:
			if m := n * 60; m == float64(int(m)) {
				lower := letters[u-1][1:]
				if int(n) == 0 {
					return fmt.Sprintf("PT%d%s", int(m), lower)
				}
				return fmt.Sprintf("PT%d%s%d%s", int(n), l, int(m)%60, lower)
			}
		}
		return fmt.Sprintf("P%s%g%s", t, n, l)
	}
	return fmt.Sprintf("P%s%d%s", t, int64(n), l)
}
