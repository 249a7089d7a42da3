package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// Rules of what is told from an anchor: "this week", "two years ago", "the same day".

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
	if c == this && g.n(i) == 1 && g.class(i-1) != the { // "current": only "the current year"
		return expression{}, 0
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
		if definite && (c == past || c == last) && u >= yearUnit && u != century {
			// A stretch that ends now, not the calendar's last year.
			return lapse(u, 1, -1), j + 1
		}
		if definite && (c == next || c == coming) && g.class(i-2) == in { // "over the next year"
			return lapse(u, 1, 1), j + 1
		}
		if c == past && u < monthUnit {
			return expression{}, 0
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
		e, end := readWeekday(g, j)
		e.direction, e.story = dir, story
		return e, end
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

// readDistance: "two years ago", "a month later", "three days earlier", "10
// days before", "two weeks from now".
func readDistance(g *grammar, i int) (expression, int) {
	q, j, ok := g.amount(i)
	if !ok {
		return expression{}, 0
	}
	u, n := q.unit, q.n
	e := periodOf(u, int(n))
	sign := 1
	switch {
	case g.class(j) == ago:
		sign, j = -1, j+1
	case g.class(j) == earlier || g.class(j) == before && g.endsHere(j+1):
		sign, e.story, j = -1, true, j+1
	case g.class(j) == later || g.class(j) == after && g.endsHere(j+1):
		e.story, j = true, j+1
	case g.is(j, "from") && g.is(j+1, "now"):
		j += 2
	case g.is(j, "hence"):
		j++
	case g.is(j, "on") && g.mark(j+1, ','):
		e.story, j = true, j+1
	default:
		return expression{}, 0
	}
	if q.vague || n != float64(int(n)) || u <= hour || n > 1000 {
		value := refs[refPast]
		if sign > 0 {
			value = refs[refFuture]
		}
		return expression{kind: fixed, typ: communique.Date, value: value}, j
	}
	switch u {
	case fortnight:
		e.unit, e.n = week, 2*e.n
	case decade:
		e.unit, e.n = yearUnit, 10*e.n
	case weekend:
		return expression{}, 0
	}
	e.n *= sign
	if q.about {
		e.modifier = roughly
	}
	e.direction = byTense
	return e, j
}

// endsHere reports whether nothing follows that "before" or "after" could govern.
func (g *grammar) endsHere(i int) bool {
	return i >= len(g.atoms) || g.mark(i, ',') || g.mark(i, '.') || g.mark(i, ';')
}

// quantity is a number of units.
type quantity struct {
	n     float64
	unit  unit
	vague bool // several, a few, or none said
	about bool
}

// amount reads a number of units with the words that hedge it: "two years",
// "a few days", "nearly four years", "a couple of weeks", "years".
func (g *grammar) amount(i int) (q quantity, end int, ok bool) {
	j := i
	if g.class(j) == license && g.is(j, "no") && (g.is(j+1, "more") || g.is(j+1, "less") || g.is(j+1, "fewer")) && g.class(j+2) == than {
		q.about, j = true, j+3
	} else if g.class(j) == about {
		q.about = true
		switch g.n(j) {
		case 0:
			j++
		case 1: // more than, less than
			if g.class(j+1) != than || !g.is(j+1, "than") {
				return q, 0, false
			}
			j += 2
		case 2: // up to
			if !g.is(j+1, "to") {
				return q, 0, false
			}
			j += 2
		case 3: // at least
			if g.class(j+1) != than || g.is(j+1, "than") {
				return q, 0, false
			}
			j += 2
		}
	} else if g.class(j) == in && g.n(j) == 2 || g.is(j, "some") { // over, around, some
		q.about, j = true, j+1
	}
	if g.is(j, "just") || g.is(j, "only") {
		j++
	}
	switch {
	case g.class(j) == a && g.class(j+1) == several && g.is(j+1, "few"):
		q.vague, j = true, j+2
	case g.class(j) == a && g.class(j+1) == couple && g.class(j+2) == of:
		q.n, j = 2, j+3
	case g.class(j) == a && (g.is(j+1, "hundred") || g.is(j+1, "thousand")):
		q.n = 100
		if g.is(j+1, "thousand") {
			q.n = 1000
		}
		j += 2
	case g.class(j) == a:
		q.n, j = 1, j+1
	case g.class(j) == half && g.class(j+1) == a:
		q.n, j = .5, j+2
	case g.class(j) == several:
		q.vague, j = true, j+1
	case g.class(j) == number || g.digits(j):
		n, ok := atom.Cardinal(g.text, g.atoms, j)
		if !ok || g.digits(j) && g.glued(j) && g.atoms[j-1].Kind != atom.Mark {
			return q, 0, false
		}
		q.n, j = n.N, n.End
		if g.class(j) == and && (g.digits(j+1) || g.class(j+1) == number) { // "two to three weeks"
			if m, ok := atom.Cardinal(g.text, g.atoms, j+1); ok && g.class(m.End) == unitWord {
				j, q.about = m.End, true
			}
		}
		if g.digits(j) && g.mark(j+1, '/') && g.digits(j+2) && g.is(j, "1") && g.is(j+2, "2") { // 2 1/2
			q.n, j = q.n+.5, j+3
		}
		if g.is(j, "and") && g.class(j+1) == a && g.class(j+2) == half {
			q.n, j = q.n+.5, j+3
		}
	case g.class(j) == unitWord && g.words[j].plural:
		q.vague = true
	default:
		return q, 0, false
	}
	if j < len(g.atoms) && j > i {
		switch g.of(j) {
		case "more", "full", "consecutive", "straight", "additional", "whole", "long", "solid", "short", "further":
			if g.class(j+1) == unitWord {
				j++
			}
		}
	}
	if g.class(j) != unitWord || g.glued(j) {
		return q, 0, false
	}
	q.unit = unit(g.n(j))
	if q.unit == second && !g.words[j].plural && q.n != 1 || q.unit == quarter && !g.words[j].plural || !q.vague && q.n > 1 && !g.words[j].plural && q.unit != century {
		return q, 0, false
	}
	if q.unit == second && !g.words[j].plural { // "a second man"
		return q, 0, false
	}
	if q.n == 1 && q.unit == quarter { // a quarter of them
		return q, 0, false
	}
	j++
	if q.n == 1 && g.is(j, "and") && g.class(j+1) == a && g.class(j+2) == half {
		q.n, j = 1.5, j+3
	}
	return q, j, true
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

// readDayWord: "today", "yesterday", "tonight", "tomorrow morning".
func readDayWord(g *grammar, i int) (expression, int) {
	n := g.n(i)
	end := i + 1
	switch n {
	case 0:
		if g.apostrophe(end) && g.is(end+1, "s") {
			return expression{kind: refer, typ: communique.Date, n: refPresent}, end
		}
		// "conflicts today have …", "But today, …": these times, not this day.
		if g.class(end) == present || g.is(end, "have") || g.is(end, "has") ||
			g.mark(end, ',') && (i == 0 || i == 1 && (g.is(0, "but") || g.is(0, "and") || g.is(0, "yet"))) && g.tense(i, end) == presentTense {
			return expression{kind: refer, typ: communique.Date, n: refPresent}, end
		}
		return expression{kind: today, typ: communique.Date}, end
	case 9:
		e := periodOf(dayUnit, 0)
		e.typ, e.hour = communique.Clock, "NI"
		return e, end
	}
	e := periodOf(dayUnit, n)
	e.direction = forward
	if n < 0 {
		e.direction = backward
	}
	if g.class(end) == partOfDay && !g.words[end].plural {
		e.typ, e.hour, end = communique.Clock, parts[g.n(end)], end+1
	}
	return e, end
}

// readReference: "now", "currently", "recently", "recent years".
func readReference(g *grammar, i int) (expression, int) {
	e := expression{kind: refer, typ: communique.Date, n: g.n(i)}
	switch {
	case g.is(i, "recent"):
		if g.class(i+1) == unitWord && g.words[i+1].plural {
			return e, i + 2
		}
		return e, i + 1
	}
	return e, i + 1
}

// readTheseDays: "these days", "at present", "right now", "at the moment".
func readTheseDays(g *grammar, i int) (expression, int) {
	e := expression{kind: refer, typ: communique.Date, n: refPresent}
	switch {
	case g.is(i, "these") && g.is(i+1, "days"):
		return e, i + 2
	case g.is(i, "right") && g.is(i+1, "now"):
		return e, i + 2
	case g.is(i, "the") && g.is(i-1, "at") && g.is(i+1, "moment"):
		return e, i + 2
	case g.is(i, "present") && g.is(i-1, "at") && !g.is(i+1, "in"):
		return e, i + 1
	case g.is(i, "this") && g.is(i-1, "at") && (g.is(i+1, "time") || g.is(i+1, "moment")):
		return e, i + 2
	case g.is(i, "the") && g.is(i+1, "present") && g.is(i+2, "day"):
		return e, i + 3
	case g.is(i, "the") && (g.is(i+1, "future") && (g.class(i-1) == in || g.class(i-1) == of || g.is(i-1, "into") || g.is(i-1, "about")) && !(g.class(i+2) == of)):
		e.n = refFuture
		return e, i + 2
	case g.is(i, "the") && (g.is(i+1, "near") || g.is(i+1, "foreseeable")) && g.is(i+2, "future"):
		e.n = refFuture
		return e, i + 3
	case g.is(i, "the") && g.is(i+1, "past") && g.class(i-1) == in && g.endsHere(i+2):
		e.n = refPast
		return e, i + 2
	}
	return expression{}, 0
}

// readDayBefore: "the day before yesterday", "the day after tomorrow", "the day
// after", "the year before".
func readDayBefore(g *grammar, i int) (expression, int) {
	u, ok := g.unitAt(i)
	if !ok || u < dayUnit || u == fortnight || g.class(i-1) != the {
		return expression{}, 0
	}
	sign := 0
	switch g.class(i + 1) {
	case before:
		sign = -1
	case after, following:
		sign = 1
	default:
		return expression{}, 0
	}
	if u == dayUnit && g.class(i+2) == dayWord {
		switch {
		case g.n(i+2) == sign:
			return periodOf(dayUnit, 2*sign), i + 3
		default:
			return expression{}, 0
		}
	}
	if !g.endsHere(i + 2) {
		return expression{}, 0
	}
	e := periodOf(u, sign)
	e.story = true
	return e, i + 2
}

// readWeekend: "the weekend".
func readWeekend(g *grammar, i int) (expression, int) {
	if u, ok := g.unitAt(i); !ok || u != weekend || g.class(i-1) != the {
		return expression{}, 0
	}
	return expression{kind: period, typ: communique.Date, unit: weekend, direction: byTense}, i + 1
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
