package when

import (
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
		c, ok := atom.Cardinal(g.text, g.atoms, i)
		if !ok || g.digits(i) && g.glued(i) && g.atoms[i-1].Kind == atom.Letters {
			return expression{}, 0
		}
		n, j = c.N, c.End
	}
	if j > i {
		switch {
		case g.dash(j):
			j++
		case g.class(i-1) == a && g.class(j) == unitWord && n > 1: // a five year low
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
	if !ok || q.n == 1 {
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Duration, value: durationValue(q.n, q.unit, q.vague)}, end
}
