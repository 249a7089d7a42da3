package when

import (
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/edtf"
)

// readQuarter: "Q3 2020", "the third quarter of 2019", "third-quarter", "the second half of 2008".
func readQuarter(g *grammar, i int) (expression, int) {
	part, j := 0, i
	if o, ok := atom.Ordinal(g.low, g.atoms, i); ok && o.N >= 1 && o.N <= 4 {
		j = o.End
		if g.mark(j, '-') && g.glued(j) {
			j++
		}
		switch {
		case g.class(j) == unitWord && unit(g.n(j)) == quarter && !g.words[j].plural:
			part = edtf.Quarter1 - 1 + int(o.N)
		case g.class(j) == half && o.N <= 2:
			part = edtf.Half1 - 1 + int(o.N)
		default:
			return expression{}, 0
		}
		j++
	} else if (g.is(i, "h") || g.is(i, "H")) && g.glued(i+1) {
		n, ok := g.figure(i+1, 1, 2)
		if _, end := g.yearAt(i + 2); !ok || end == 0 {
			return expression{}, 0
		}
		part, j = edtf.Half1-1+n, i+2
	} else if (g.is(i, "latter") || g.class(i) == last) && g.class(i+1) == half && g.class(i+2) == of {
		part, j = edtf.Half2, i+2
		if e, end := readDecade(g, i+3); end > 0 {
			return e.modified(lateIn), end
		}
		if g.class(i+3) == the {
			if e, end := readDecade(g, i+4); end > 0 {
				return e.modified(lateIn), end
			}
		}
	} else if j < len(g.atoms) && g.is(i, "q") && g.glued(i+1) {
		n, ok := g.figure(i+1, 1, 4)
		if !ok || len(g.of(i+1)) != 1 {
			return expression{}, 0
		}
		part, j = edtf.Quarter1-1+n, i+2
	} else if n, ok := g.figure(i, 1, 4); ok && len(g.of(i)) == 1 && g.glued(i+1) && !g.glued(i) && g.is(i+1, "q") && g.atoms[i+1].Capital { // "4Q 2012"
		if _, end := g.yearAt(i + 2); end == 0 {
			return expression{}, 0
		}
		part, j = edtf.Quarter1-1+n, i+2
	} else {
		return expression{}, 0
	}
	k := j
	if g.class(k) == of {
		k++
	}
	if g.class(k) == fiscal {
		k++
	}
	if y, end := g.yearAt(g.comma(k)); y > 0 {
		return date(expression{year: y, part: part}), end
	}
	if k > j && !g.yearTold(k) && g.class(k-1) != fiscal { // "the second quarter of the century"
		return expression{}, 0
	}
	if g.is(i, "q") && g.class(i-1) != in && g.class(i-1) != the && g.class(i-1) != of { // a chart's
		return expression{}, 0
	}
	if part >= edtf.Half1 && !(k > j && g.class(k) == the) && !(k > j && g.yearTold(k)) || g.is(i, "second") && g.class(j-1) != unitWord {
		return expression{}, 0
	}
	return date(expression{part: part}), j
}

// yearTold reports whether "this year", "the same year" or the like stands at atom i.
func (g *grammar) yearTold(i int) bool {
	if g.class(i) == the {
		i++
	}
	switch g.class(i) {
	case this, that, last, next, previous, following, same:
		u, ok := g.unitAt(i + 1)
		return ok && u == yearUnit
	case unitWord:
		return g.is(i, "year")
	}
	return false
}

// readYearAgo: "year-earlier", "the year-ago quarter", "the year-earlier period":
// the time a year before the quarter that is reported on, of the same length.
func readYearAgo(g *grammar, i int) (expression, int) {
	j := i
	if g.class(j) == the {
		j++
	}
	if g.is(j, "comparable") || g.is(j, "corresponding") || g.is(j, "same") {
		j++
	}
	if u, ok := g.unitAt(j); !ok || u != yearUnit || !g.dash(j+1) || !g.glued(j+1) || g.class(j+2) != ago && g.class(j+2) != earlier {
		return expression{}, 0
	}
	end := j + 3
	if g.class(i) == the {
		if u, ok := g.unitAt(end); g.is(end, "period") || ok && u == quarter {
			end++
		} else {
			return expression{}, 0
		}
	}
	e := periodOf(yearUnit, -1)
	e.compared = true
	return e, end
}

// readYearsQuarter: "the 1988 quarter", "the 2016 period": so much of a year as
// is compared, which only the year says.
func readYearsQuarter(g *grammar, i int) (expression, int) {
	y, j := g.yearAt(i + 1)
	if y == 0 || g.class(i) != the || !g.is(j, "period") && !g.is(j, "quarter") {
		return expression{}, 0
	}
	return date(expression{year: y}), j + 1
}

// readTheQuarter: "the quarter", "the latest period": the quarter told last, else the one that ended last.
func readTheQuarter(g *grammar, i int) (expression, int) {
	j := i + 1
	switch {
	case g.class(i) != the:
		return expression{}, 0
	case g.class(j) == latest && (g.is(j+1, "period") || g.is(j+1, "quarter")):
		j++
	case g.is(j, "quarter") && g.class(i-1) == in && !g.dash(j+1) && g.class(j+1) != of:
	default:
		return expression{}, 0
	}
	e := periodOf(quarter, -1)
	e.compared = true
	return e, j + 1
}
