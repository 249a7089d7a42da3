package amount

import "github.com/communique-kg/communique"

// readVague: "dozens of countries", "hundreds of thousands of computers",
// "several hundred officials".
func readVague(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	if g.class(i)&vague == 0 || g.class(i-1)&numeral != 0 || g.digits(i-1) || g.dated[i] {
		return nil, 0
	}
	n, j := g.many(i), i+1
	if g.oneOf(i, "several", "few") {
		if n = g.many(j); n == 0 || g.class(j)&power == 0 {
			return nil, 0
		}
		j++
	} else {
		for k := 0; k < 3 && g.is(j, "of") && g.many(j+1) > 0; k++ {
			n *= g.many(j + 1)
			j += 2
		}
		if j == i+1 && (g.is(i, "tens") || g.is(i, "scores") && !g.is(j, "of")) {
			return nil, 0
		}
	}
	if g.is(j, "of") {
		j++
		if g.class(j)&det != 0 {
			j++
		}
	}
	unit, end := g.measured(j)
	if unit == "" {
		unit, end = g.noun(j)
	}
	if unit == "" {
		return nil, 0
	}
	return one(first, end, n, communique.AtLeast, unit)
}

// readManifold: "once", "twice", "doubled", "tenfold".
func readManifold(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	switch c := g.class(i); {
	case c&manifold != 0:
		return g.multiplied(i, first, cmp)
	case c&times == 0 || g.dated[i]:
		return nil, 0
	}
	n := map[byte]float64{'o': 1, 't': 2}[g.text[g.atoms[i].Start]|0x20]
	if g.is(i, "thrice") {
		n = 3
	}
	if n == 1 { // often a conjunction or "formerly"
		w := ""
		if g.letters(i - 1) {
			w = g.of(i - 1)
		}
		before := g.oneOf(i-1, "only", "just", "than") || len(w) > 3 && w[len(w)-2:] == "ed"
		if g.capital(i) || !before || g.oneOf(i+1, "again", "more") {
			return nil, 0
		}
	}
	if g.class(i+1)&article != 0 || g.oneOf(i+1, "every", "per", "the", "as", "daily", "weekly", "monthly", "yearly") || g.dash(i+1) && g.glued(i+1) {
		return nil, 0 // how often, or how much more
	}
	return one(first, i+1, n, cmp, "times")
}

// multiplied reads by how much something has grown: "doubled", "tenfold", "five-fold".
func (g *grammar) multiplied(i, first int, cmp communique.Comparator) ([]quantity, int) {
	n := 0.0
	switch w := g.atoms[i]; {
	case g.dash(i+1) && g.glued(i+1), g.oneOf(i+1, "down", "up", "back", "over", "as"):
		return nil, 0 // doubled-up, doubled down
	case g.is(i, "doubled"), g.is(i, "twofold"):
		n = 2
	case g.oneOf(i, "tripled", "trebled", "threefold"):
		n = 3
	case g.oneOf(i, "quadrupled", "fourfold"):
		n = 4
	case g.oneOf(i, "quintupled", "fivefold"):
		n = 5
	case g.is(i, "sixfold"):
		n = 6
	case g.is(i, "sevenfold"):
		n = 7
	case g.is(i, "eightfold"):
		n = 8
	case g.is(i, "ninefold"):
		n = 9
	case g.is(i, "tenfold"):
		n = 10
	case g.is(i, "hundredfold"):
		n = 100
	case g.is(i, "thousandfold"):
		n = 1000
	case w.End > w.Start:
		return nil, 0
	}
	return one(first, i+1, n, cmp, "times")
}
