package when

import "time"

// shift is how far an anchor is moved back before an expression is told from it.
type shift struct{ years, months, days int }

// moved returns the day that an expression is told from, given its anchor, and
// whether the calendar has such a day.
func (e expression) moved(day time.Time) (time.Time, bool) {
	if e.in > 0 {
		return time.Date(e.in, day.Month(), day.Day(), 0, 0, 0, 0, time.UTC), exists(e.in, int(day.Month()), day.Day())
	}
	return day.AddDate(-e.back.years, -e.back.months, -e.back.days), true
}

// readAnniversary: "ten years ago today", "75 years ago this month", "a year ago
// to the day", "two weeks ago today". It is told from the anchor's own day so
// long ago.
func readAnniversary(g *grammar, i int) (expression, int) {
	back, counted, j := g.shift(i)
	if j == 0 {
		return expression{}, 0
	}
	e, end := g.commemorated(j, counted)
	e.back = back
	return e, end
}

// readThisDay: "on this day in 1999", "this date 25 years ago".
func readThisDay(g *grammar, i int) (expression, int) {
	if !g.is(i, "this") || !g.is(i+1, "day") && !g.is(i+1, "date") {
		return expression{}, 0
	}
	day := periodOf(dayUnit, 0)
	if g.is(i+2, "in") && g.digits(i+3) {
		e, end := readYear(g, i+3)
		day.in = e.year
		return day, end
	}
	back, _, end := g.shift(i + 2)
	day.back = back
	return day, end
}

// shift reads how long ago something was, in whole units: "ten years ago". The
// atom after it is 0 where nothing of the kind stands there.
func (g *grammar) shift(i int) (back shift, counted unit, end int) {
	q, j, ok := g.amount(i)
	if !ok || q.vague || q.about || q.n != float64(int(q.n)) || q.n > 1000 || g.class(j) != ago {
		return shift{}, 0, 0
	}
	n := int(q.n)
	switch q.unit {
	case century:
		back.years = 100 * n
	case decade:
		back.years = 10 * n
	case yearUnit:
		back.years = n
	case monthUnit:
		back.months = n
	case week:
		back.days = 7 * n
	default:
		return shift{}, 0, 0
	}
	return back, q.unit, j + 1
}

// commemorated reads the day or period of the anchor's own that an anniversary
// names, shorter than the unit that it counts in.
func (g *grammar) commemorated(j int, counted unit) (expression, int) {
	if g.class(j) == on || g.is(j, "in") {
		j++
	}
	switch {
	case g.class(j) == dayWord && g.n(j) != 9: // not "tonight"
		return periodOf(dayUnit, g.n(j)), j + 1
	case g.is(j, "to") && g.is(j+1, "the") && g.is(j+2, "day"):
		return periodOf(dayUnit, 0), j + 3
	case g.is(j, "this") && (g.is(j+1, "day") || g.is(j+1, "date")):
		return periodOf(dayUnit, 0), j + 2
	}
	n := 0
	switch g.class(j) {
	case this:
	case last:
		n = -1
	case next:
		n = 1
	default:
		return expression{}, 0
	}
	u, ok := g.unitAt(j + 1)
	if !ok || u < week || u >= counted || u == fortnight {
		return expression{}, 0
	}
	return periodOf(u, n), j + 2
}
