package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// monthAt reads a month's name with the full stop of its abbreviation.
func (g *grammar) monthAt(i int) (n, end int) {
	if g.class(i) != month || !g.atoms[i].Capital && (g.n(i) == 3 || g.n(i) == 5 || (g.n(i) == 8 || g.words[i].short) && !g.digits(i+1) && !g.digits(i-1)) {
		return 0, 0
	}
	end = i + 1
	if g.words[i].short && g.mark(end, '.') && g.glued(end) {
		end++
	}
	return g.n(i), end
}

// readMonthDay: "April 4, 2018", "Friday June 16, 2017", "Sept. 30". Of "March
// 5-7, 2019" it reads the first day; readRangeEnd has the other.
func readMonthDay(g *grammar, i int) (expression, int) {
	start := g.weekdayAt(i)
	m, j := g.monthAt(start)
	if m == 0 {
		return expression{}, 0
	}
	if g.class(j) == the {
		j++
	}
	d, end := g.dayAt(j)
	if d == 0 {
		return expression{}, 0
	}
	if last, e := g.dayAt(end + 1); last > d && g.spans(end) && exists(0, m, last) {
		if y, _ := g.yearAt(g.comma(e)); y > 0 && exists(y, m, d) {
			e := date(expression{year: y, month: m, day: d})
			return e, end
		}
	}
	k := g.comma(end)
	if g.class(k) == of {
		k++
	}
	y, e := g.yearAt(k)
	if y > 0 && (g.dash(e) && g.digits(e+1) && g.glued(e)) {
		y = 0
	}
	if y > 0 {
		end = e
	}
	if !exists(y, m, d) {
		return expression{}, 0
	}
	return date(expression{year: y, month: m, day: d}), end
}

// readDayMonth: "4 April 2018", "the 4th of April".
func readDayMonth(g *grammar, i int) (expression, int) {
	j := g.weekdayAt(i)
	if g.class(j) == the {
		j++
	}
	d, end := g.dayAt(j)
	if d == 0 || g.dash(j-1) && g.glued(j) && g.class(j-2) == number { // the "eighth" of "twenty-eighth"
		return expression{}, 0
	}
	if o, ok := atom.Ordinal(g.low, g.atoms, j); ok && o.End == end && g.is(end, "day") && g.class(end+1) == of { // the 17th day of October
		end++
	}
	if g.class(end) == of || g.mark(end, '-') && g.class(end+1) == month {
		end++
	}
	m, e := g.monthAt(end)
	if m == 0 || !exists(0, m, d) {
		return expression{}, 0
	}
	end = e
	k := g.comma(end)
	switch {
	case g.class(k) == of || g.mark(k, '-') && g.mark(k-2, '-'): // 12-Jul-2016
		k++
	case g.is(k, "in") && g.class(k+1) == the && g.is(k+2, "year") && g.class(k+3) == of && g.is(k+4, "our") && g.is(k+5, "lord"):
		k += 6
	}
	y, e := g.yearAt(k)
	if y > 0 && exists(y, m, d) {
		end = e
	} else {
		y = 0
	}
	return date(expression{year: y, month: m, day: d}), end
}

// readMonthYear: "September 2014", "February of 1940", "April, 1920".
func readMonthYear(g *grammar, i int) (expression, int) {
	m, j := g.monthAt(i)
	if m == 0 {
		return expression{}, 0
	}
	j = g.comma(j)
	if g.class(j) == of {
		j++
	}
	y, end := g.yearAt(j)
	if y == 0 {
		if y, bc, end := g.beforeChrist(j); bc {
			return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("BC%04d-%02d", y, m)}, end
		}
		return expression{}, 0
	}
	return date(expression{year: y, month: m}), end
}

// readMonth: "July" by itself. "May" and "March" need a word before them that
// takes a time; abbreviations need their full stop.
func readMonth(g *grammar, i int) (expression, int) {
	m, end := g.monthAt(i)
	if m == 0 || g.words[i].short && end == i+1 || g.glued(end) && end < len(g.atoms) && g.atoms[end].Kind == atom.Letters {
		return expression{}, 0
	}
	if m == 3 || m == 5 || m == 4 || m == 6 || m == 8 {
		switch g.class(i - 1) {
		case in, of, on, early, late, middle, this, last, next, past, coming, previous, following, every, and:
		default:
			if (m == 3 || m == 5) && !g.monthFollows(end) || !(i > 0) || g.atoms[i-1].Kind == atom.Letters && g.atoms[i-1].Capital {
				return expression{}, 0
			}
		}
	}
	if g.mark(i-1, ',') && (g.mark(end, ',') || g.mark(end, '.')) && (m == 4 || m == 6 || m == 8) {
		return expression{}, 0 // somebody spoken to: "next, April."
	}
	// A name, not a month: "April Smith", "June Carter".
	if end < len(g.atoms) && g.atoms[end].Kind == atom.Letters && g.atoms[end].Capital && g.class(end) == none && (m == 4 || m == 6 || m == 8) &&
		g.class(i-1) != in && g.class(i-1) != early && g.class(i-1) != late && g.class(i-1) != middle && !g.dash(i-1) {
		return expression{}, 0
	}
	return date(expression{month: m}), end
}

// monthFollows reports whether a range goes on to another month at atom i.
func (g *grammar) monthFollows(i int) bool {
	if !g.spans(i) {
		return false
	}
	m, _ := g.monthAt(i + 1)
	return m > 0
}
