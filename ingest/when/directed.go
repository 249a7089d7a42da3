package when

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

func periodOf(u unit, n int) expression {
	return expression{kind: period, typ: communique.Date, unit: u, n: n}
}

// unitAt reads a unit in the singular.
func (g *grammar) unitAt(i int) (unit, bool) {
	if g.class(i) != unitWord || g.words[i].plural {
		return 0, false
	}
	return unit(g.n(i)), true
}

// readDirected: "this July", "last Friday", "next week", "this morning", "last
// night", "this past spring", "the previous month", "the next day", "the past decade".
func readDirected(g *grammar, i int) (expression, int) {
	c := g.class(i)
	j := i + 1
	if c == this && g.n(i) == 1 && (g.class(i-1) != the || g.class(j) != unitWord && g.class(j) != fiscal) {
		if g.class(j) == unitWord { // "current": only "the current year"
			return expression{}, 0
		}
		return expression{kind: refer, typ: communique.Date, n: refPresent, loose: true}, j
	}
	switch {
	case c == this && g.class(j) == past:
		c, j = last, j+1
	case c == this && g.class(j) == coming:
		c, j = next, j+1
	case c == that && g.class(j) == same, c == this && g.class(j) == same:
		c, j = same, j+1
	}
	dir, n, story := here, 0, false
	switch c {
	case last, past:
		dir, n = backward, -1
	case next, coming:
		dir, n = forward, 1
	case previous:
		dir, n, story = backward, -1, true
	case following:
		dir, n, story = forward, 1, true
	case same, that:
		story = true
	case latest:
		dir, n = backward, -1
	}
	definite := g.class(i-1) == the
	if definite && c == next {
		story = true
	}
	// "the following month", "the same day" need their article; "that year" needs none.
	if (c == previous || c == following || c == same && g.class(i) == same || c == coming || c == latest) && !definite {
		return expression{}, 0
	}
	switch g.class(j) {
	case unitWord:
		u, ok := g.unitAt(j)
		if !ok || u <= hour || u == fortnight || c == this && u == dayUnit {
			return expression{}, 0
		}
		if definite && u < monthUnit && g.class(j+1) == of { // "the last week of October" is not last week
			return expression{}, 0
		}
		if definite && (c == past && u != weekend || c == last && u >= yearUnit) && u != century {
			// A stretch that ends now, not the calendar's last year.
			return lapse(u, 1, -1), j + 1
		}
		if definite && (c == next || c == coming) && g.class(i-2) == in { // "over the next year"
			return lapse(u, 1, 1), j + 1
		}
		if c == past && u < monthUnit {
			return expression{}, 0
		}
		if u == yearUnit && g.apostrophe(j+1) && g.is(j+2, "s") { // "next year's first quarter"
			if q, end := readQuarter(g, j+3); end > 0 && q.year == 0 {
				q.unit, q.n, q.story, q.direction = yearUnit, n, story, here
				return q, end
			}
		}
		e := periodOf(u, n)
		e.story, e.direction = story, dir
		if c == that && g.is(j+1, "when") {
			return expression{}, 0
		}
		return e, j + 1
	case fiscal:
		if u, ok := g.unitAt(j + 1); ok && u >= quarter {
			e := periodOf(u, n)
			e.story, e.direction = story, dir
			return e, j + 2
		}
	case partOfDay:
		if g.words[j].plural || c == latest || c == past {
			return expression{}, 0
		}
		e := periodOf(dayUnit, n)
		e.typ, e.hour, e.story, e.direction = communique.Clock, parts[g.n(j)], story, dir
		return e, j + 1
	case weekday:
		if g.words[j].plural || g.words[j].short {
			return expression{}, 0
		}
		if e, end := readMonthDay(g, j); end > 0 { // "this coming Sunday, March 8"
			return e, end
		}
		e, end := readWeekday(g, j)
		e.direction, e.story = dir, story
		return e, end
	case holiday:
		if e, end := readHoliday(g, j); end > 0 && e.year == 0 {
			e.direction, e.story = dir, story
			return e, end
		}
	case month:
		if g.words[j].short && !g.mark(j+1, '.') {
			return expression{}, 0
		}
		e, end := readMonthDay(g, j)
		if end == 0 {
			m, stop := g.monthAt(j)
			if m == 0 {
				return expression{}, 0
			}
			e, end = date(expression{month: m}), stop
		}
		e.direction, e.story = dir, story
		return e, end
	case season:
		if c == that && g.is(j, "fall") && j+1 < len(g.atoms) && g.atoms[j+1].Kind == atom.Letters { // "those that fall outside"
			return expression{}, 0
		}
		e := date(expression{part: g.n(j)})
		e.direction, e.story = dir, story
		return e, j + 1
	}
	return expression{}, 0
}

// readPartOfPeriod: "earlier this month", "later that year", "early in the year".
func readPartOfPeriod(g *grammar, i int) (expression, int) {
	j := i + 1
	if g.is(j, "in") {
		if g.class(j+1) == the {
			if u, ok := g.unitAt(j + 2); ok && u >= week && u != fortnight {
				e := periodOf(u, 0)
				e.direction = here
				return e, j + 3
			}
		}
		if e, end := readMonth(g, j+1); end > 0 {
			return e, end
		}
		return expression{}, 0
	}
	if g.class(j) == dayWord || g.class(j) == weekday {
		return g.base(j)
	}
	if c := g.class(j); c != this && c != that && c != last && c != next {
		return expression{}, 0
	}
	e, end := readDirected(g, j)
	if end == 0 || e.kind == fixed {
		return expression{}, 0
	}
	return e, end
}

// yearFromAnchor joins a date without its year to a year told from the
// anchor: "June last year", "January this year", "July of that year", "the
// spring of next year".
func (g *grammar) yearFromAnchor(e expression, end int) (expression, int) {
	if e.kind != calendar || e.year > 0 || e.weekday > 0 || e.direction != byTense || e.month == 0 && e.part == 0 {
		return e, end
	}
	j := end
	if g.class(j) == of {
		j++
	}
	if g.class(j) == the {
		j++
	}
	story := false
	n := 0
	if e.part > 0 && j > end && g.class(j-1) == the && g.class(end) == of { // "the first half of the year"
		if u, ok := g.unitAt(j); ok && u == yearUnit {
			e.unit, e.direction = yearUnit, here
			return e, j + 1
		}
		if u, ok := g.unitAt(j + 1); ok && u == yearUnit && (g.class(j) == fiscal || g.is(j, "calendar") || g.is(j, "current")) {
			e.unit, e.direction = yearUnit, here
			return e, j + 2
		}
	}
	switch g.class(j) {
	case this:
	case that, same:
		story = true
	case last:
		n = -1
	case next:
		n = 1
	case previous:
		n, story = -1, true
	case following:
		n, story = 1, true
	default:
		return e, end
	}
	if u, ok := g.unitAt(j + 1); !ok || u != yearUnit || g.apostrophe(j+2) {
		return e, end
	}
	e.unit, e.n, e.story, e.direction = yearUnit, n, story, here
	return e, j + 2
}
