package when

import "github.com/communique-kg/communique/internal/edtf"

// readSeason: "the summer of 2016", "spring 2019", "summer" after a word that
// takes a time; elsewhere only where a history tells it.
func readSeason(g *grammar, i int) (expression, int) {
	s, j := g.n(i), i+1
	k := j
	if g.class(k) == of {
		k++
	}
	if y, end := g.yearAt(g.comma(k)); y > 0 {
		return date(expression{year: y, part: s}), end
	}
	e := date(expression{part: s})
	switch g.class(i - 1) {
	case in, early, late, middle, this, last, next, past, coming, previous, following, same:
	case the:
		switch g.class(i - 2) {
		case in, of, early, late, and:
		default:
			e.loose = true
		}
	default:
		e.loose = true
	}
	next := ""
	if j < len(g.atoms) {
		next = g.of(j)
	}
	switch {
	case g.dash(j), s == edtf.Spring && (next == "break" || next == "from" || next == "up"):
		return expression{}, 0
	case g.is(i, "fall") && (e.loose && !g.is(i-1, "and") && !(g.class(i-1) == the && g.class(i-2) == in) || g.class(i-1) == the && next != "and" || g.class(j) == of):
		return expression{}, 0 // a fall is mostly that of a city
	}
	return e, j
}

// readYearSeason: "1982 summer", "the 1988 second quarter".
func readYearPart(g *grammar, i int) (expression, int) {
	if g.class(i) == the {
		i++
	}
	y, j := g.yearAt(i)
	if y == 0 || !g.digits(i) {
		return expression{}, 0
	}
	switch {
	case g.class(j) == season && !g.is(j, "fall"):
		return date(expression{year: y, part: g.n(j)}), j + 1
	case g.class(j) == ordinalNth || g.class(j) == unitWord:
		if e, end := readQuarter(g, j); end > 0 && e.year == 0 {
			e.year, e.explicit = y, true
			return e, end
		}
	}
	return expression{}, 0
}
