package when

import "github.com/communique-kg/communique/internal/atom"

// Two dates joined by a dash are two expressions, as TIMEX3 has no value for a
// range: "6" and "7 January 1916", "March 5" and "9, 1918", "1915" and "17". Each
// takes from the other what it leaves out.

// spans reports whether atom i joins the ends of a range.
func (g *grammar) spans(i int) bool {
	switch {
	case g.dash(i), g.mark(i, '/'), g.mark(i, '&'):
		return true
	case i >= 0 && i < len(g.atoms) && g.atoms[i].Kind == atom.Mark:
		return g.of(i) == "—"
	}
	return g.class(i) == and
}

// readRangeDay: the "6" of "6-7 January 1916", the "24" of "24 and 25 April".
func readRangeDay(g *grammar, i int) (expression, int) {
	j := g.weekdayAt(i)
	if g.class(j) == the {
		j++
	}
	d, end := g.dayAt(j)
	if d == 0 || !g.spans(end) {
		return expression{}, 0
	}
	e, stop := readDayMonth(g, end+1)
	if stop == 0 || e.day <= d || !exists(e.year, e.month, d) {
		return expression{}, 0
	}
	e.day = d
	return e, end
}

// readRangeEnd: the "9, 1918" of "March 5-9, 1918", the "17" of "1915-17".
func readRangeEnd(g *grammar, i int) (expression, int) {
	if g.end < 0 || g.end != i-1 || g.last.kind != calendar || g.last.hour != "" || g.last.month == 0 && g.last.year == 0 || !g.spans(i-1) {
		return expression{}, 0
	}
	e := g.last
	if e.month > 0 && e.day > 0 {
		d, end := g.dayAt(i)
		if d <= e.day || !exists(e.year, e.month, d) || !g.dash(i-1) && !g.standsAlone(end) {
			return expression{}, 0
		}
		if _, stop := g.monthAt(end); stop > 0 {
			return expression{}, 0
		}
		e.day, e.joined = d, g.dash(i-1)
		k := g.comma(end)
		if y, stop := g.yearAt(k); y > 0 && (e.year == 0 || y == e.year) && exists(y, e.month, d) {
			e.year, end = y, stop
		}
		return date(e), end
	}
	if e.year == 0 || e.month > 0 || e.part > 0 || e.modifier != whole || !g.dash(i-1) && !g.mark(i-1, '/') {
		return expression{}, 0
	}
	n, ok := g.figure(i, 0, 2199)
	switch {
	case !ok || g.attached(i):
		return expression{}, 0
	case len(g.of(i)) == 2 && g.glued(i) && g.glued(i-1) && e.year/100*100+n > e.year && !g.spans(i+1):
		n += e.year / 100 * 100
	case len(g.of(i)) == 4 && n > e.year && (n >= 1900 || g.glued(i)):
	default:
		return expression{}, 0
	}
	return date(expression{year: n, joined: true}), i + 1
}

// standsAlone reports whether nothing follows that a number could count.
func (g *grammar) standsAlone(i int) bool {
	if i >= len(g.atoms) || g.atoms[i].Kind == atom.Mark {
		return !g.mark(i, '%') && !g.mark(i, '-') && !g.mark(i, '$')
	}
	switch g.class(i) {
	case in, on, of, the, about, and, after, before, pastVerb, future, this, last, next:
		return true
	}
	return g.digits(i) && len(g.of(i)) == 4
}
