package when

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readThe: "the third quarter", "the next day", "the 1990s", "the weekend".
func readThe(g *grammar, i int) (expression, int) {
	var best expression
	end := 0
	take := func(e expression, stop int) {
		if stop > end {
			best, end = e, stop
		}
	}
	j := i + 1
	if j >= len(g.atoms) {
		return expression{}, 0
	}
	switch c := g.class(j); c {
	case last, past, next, coming, previous, following, same, latest, this:
		take(readDirected(g, j))
		if c == past || c == last || c == next || c == coming || c == following || c == previous {
			take(readLapse(g, j))
		}
		if c == last {
			take(readTheUnits(g, j))
			take(readQuarter(g, j))
		}
	case season:
		if !g.qualifies(j + 1) {
			take(readSeason(g, j))
		}
	case nineties:
		take(readDecade(g, j))
	case ordinalNth, number:
		take(readDecade(g, j))
		if e, stop := readCentury(g, j); stop > 0 && !g.dash(stop-2) { // "the 21st-century economy": the article is the economy's
			take(e, stop)
		}
		if !g.dash(j + 1) { // "the third-quarter results": the article is the results'
			take(readQuarter(g, j))
		}
		take(readTheUnits(g, j))
	case unitWord:
		if !g.dash(j + 1) {
			take(readQuarter(g, j))
		}
		take(readCentury(g, j))
		take(readWeekend(g, j))
		take(readDayBefore(g, j))
		take(readTheYear(g, j))
	case early, late, middle, ending, beginning:
		take(readModified(g, j))
	case partOfDay:
		take(readPartOf(g, j))
	case several:
		take(readTheUnits(g, j))
	default:
		if g.digits(j) {
			take(readDecade(g, j))
			if e, stop := readCentury(g, j); stop > 0 && !g.dash(stop-2) {
				take(e, stop)
			}
			take(readQuarter(g, j))
			take(readTheUnits(g, j))
		} else if g.apostrophe(j) {
			take(readDecade(g, j))
		} else if g.is(j, "latter") {
			take(readQuarter(g, j))
		}
	}
	return best, end
}

// qualifies reports whether what stands before atom i qualifies a noun there:
// "the spring offensive" has the offensive's article.
func (g *grammar) qualifies(i int) bool {
	if i >= len(g.atoms) || g.atoms[i].Kind != atom.Letters || g.class(i) != none || g.words[i].n != 0 {
		return false
	}
	switch g.of(i) {
	case "with", "when", "where", "while", "but", "he", "she", "it", "they", "we", "I", "who", "which", "because", "as", "if", "so", "not", "also", "into", "under", "against", "without":
		return false
	}
	return !g.glued(i)
}

// readTheYear: "the year 2000", "the years 1955", "for the year", "the months ahead".
func readTheYear(g *grammar, i int) (expression, int) {
	if g.class(i) != unitWord || unit(g.n(i)) != yearUnit || g.words[i].plural && g.is(i+1, "ahead") {
		if g.class(i) == unitWord && g.words[i].plural && g.is(i+1, "ahead") {
			return expression{kind: fixed, typ: communique.Duration, value: durationValue(0, unit(g.n(i)), true)}, i + 2
		}
		return expression{}, 0
	}
	y, end := g.yearAt(i + 1)
	if y == 0 && g.is(i-2, "for") && g.clauseFollows(i+1) {
		e := periodOf(yearUnit, 0)
		e.direction = here
		return e, i + 1
	}
	if y == 0 && g.is(i+1, "two") && g.is(i+2, "thousand") {
		if y, end = 2000, i+3; g.class(end) == number {
			if n, ok := atom.Cardinal(g.low, g.atoms, end); ok && n.N >= 1 && n.N < 100 {
				y, end = y+int(n.N), n.End
			}
		}
	}
	if y == 0 {
		return expression{}, 0
	}
	return date(expression{year: y}), end
}

// readRest: "the rest of the year", "the remainder of this month".
func readRest(g *grammar, i int) (expression, int) {
	if g.class(i) != the || !g.is(i+1, "rest") && !g.is(i+1, "remainder") || g.class(i+2) != of {
		return expression{}, 0
	}
	if u, ok := g.unitAt(i + 4); ok && g.class(i+3) == the && u >= dayUnit && u != fortnight {
		e := periodOf(u, 0)
		e.direction = here
		return e, i + 5
	}
	e, end := g.base(i + 3)
	if end == 0 || e.typ != communique.Date || e.kind == refer {
		return expression{}, 0
	}
	return e, end
}

// readYearEnd: "year-end", "by year end", "month's end".
func readYearEnd(g *grammar, i int) (expression, int) {
	if u, ok := g.unitAt(i); !ok || u != yearUnit && u != monthUnit {
		return expression{}, 0
	}
	j := i + 1
	switch {
	case g.dash(j):
		j++
	case g.apostrophe(j) && g.is(j+1, "s"):
		j += 2
	}
	if !g.is(j, "end") || j == i+1 && g.class(i-1) != in {
		return expression{}, 0
	}
	if y, end := g.yearAt(j + 1); y > 0 {
		return date(expression{year: y}).modified(endOf), end
	}
	e := periodOf(unit(g.n(i)), 0)
	e.direction, e.modifier = here, endOf
	return e, j + 1
}
