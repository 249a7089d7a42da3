package when

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readDistance: "two years ago", "a month later", "three days earlier", "10
// days before", "two weeks from now".
func readDistance(g *grammar, i int) (expression, int) {
	q, j, ok := g.amount(i)
	if !ok {
		return expression{}, 0
	}
	u, n := q.unit, q.n
	switch { // half a century is fifty years, a year and a half eighteen months
	case n == float64(int(n)):
	case u == century || u == decade:
		if u == century {
			n *= 10
		}
		u, n = yearUnit, n*10
	case u == yearUnit && n*12 == float64(int(n*12)):
		u, n = monthUnit, n*12
	}
	e := periodOf(u, int(n))
	sign := 1
	switch {
	case g.class(j) == ago:
		sign, j = -1, j+1
	case g.class(j) == earlier, g.is(j, "previously"), (g.class(j) == before || g.is(j, "prior")) && g.endsHere(j+1):
		sign, e.story, j = -1, true, j+1
	case g.class(j) == later || g.class(j) == after && g.endsHere(j+1):
		e.story, j = true, j+1
	case g.is(j, "from") && g.is(j+1, "now"):
		j += 2
	case g.is(j, "hence"):
		j++
	default:
		return expression{}, 0
	}
	if u <= hour && e.story { // "an hour later": how long, of a time of day that is rarely told
		return expression{kind: fixed, typ: communique.Duration, value: durationValue(q.n, q.unit, q.vague)}, j - 1
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
	if !g.units {
		return q, 0, false
	}
	j, over, joined := i, false, false
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
		over = g.is(j, "over")
		q.about, j = true, j+1
	}
	if g.is(j, "just") || g.is(j, "only") || g.is(j, "another") && (g.class(j+1) == number || g.digits(j+1)) {
		j++
	}
	switch {
	case g.class(j) == a && g.class(j+1) == several && g.is(j+1, "few"):
		q.vague, j = true, j+2
	case g.class(j) == a && g.class(j+1) == couple && g.class(j+2) == of:
		q.n, j = 2, j+3
	case g.class(j) == couple && g.class(j+1) == of && j > 0 && g.class(j-1) != a:
		q.n, j = 2, j+2
	case g.class(j) == a && g.class(j+1) == half && g.class(j+2) == unitWord && g.n(j+2) != int(second) && !g.words[j+2].plural:
		q.n, j = .5, j+2
	case g.class(j) == a && g.class(j+1) == half && g.dash(j+2) && g.class(j+3) == unitWord && g.glued(j+3) && !g.words[j+3].plural:
		q.n, j, joined = .5, j+3, true
	case g.class(j) == a && (g.is(j+1, "hundred") || g.is(j+1, "thousand")):
		q.n = 100
		if g.is(j+1, "thousand") {
			q.n = 1000
		}
		j += 2
	case g.class(j) == a:
		if g.class(j+1) == unitWord && (g.words[j+1].plural || g.dash(j+2) && g.glued(j+2) && g.glued(j+3)) { // "a years-long", "a month-long"
			return q, 0, false
		}
		q.n, j = 1, j+1
	case g.class(j) == half && g.class(j+1) == a:
		q.n, j = .5, j+2
	case g.class(j) == half && g.class(j+1) == unitWord && g.n(j+1) != int(second) && !g.words[j+1].plural: // "a half hour"
		q.n, j = .5, j+1
	case g.class(j) == half && g.dash(j+1) && g.class(j+2) == unitWord && g.glued(j+2) && !g.words[j+2].plural: // "half-century"
		q.n, j, joined = .5, j+2, true
	case g.class(j) == several:
		q.vague, j = true, j+1
	case g.class(j) == number || g.digits(j):
		n, ok := atom.Cardinal(g.low, g.atoms, j)
		if !ok || g.digits(j) && g.glued(j) && g.atoms[j-1].Kind != atom.Mark {
			return q, 0, false
		}
		q.n, j = n.N, n.End
		if g.class(j) == and && (g.digits(j+1) || g.class(j+1) == number) { // "two to three weeks"
			if m, ok := atom.Cardinal(g.low, g.atoms, j+1); ok && g.class(m.End) == unitWord {
				j, q.about = m.End, true
			}
		}
		if g.digits(j) && g.mark(j+1, '/') && g.digits(j+2) && g.is(j, "1") && g.is(j+2, "2") { // 2 1/2
			q.n, j = q.n+.5, j+3
		}
		if g.is(j, "and") && g.class(j+1) == a && g.class(j+2) == half {
			q.n, j = q.n+.5, j+3
		}
	case g.class(j) == unitWord && g.words[j].plural && j == i: // not "talking about days"
		q.vague = true
	default:
		return q, 0, false
	}
	if j < len(g.atoms) && j > i {
		switch g.of(j) {
		case "trading", "working", "business", "calendar", "more", "full", "consecutive", "straight", "additional", "whole", "long", "solid", "short", "further":
			if g.class(j+1) == unitWord {
				j++
			}
		}
	}
	if g.class(j) != unitWord || g.glued(j) && !joined {
		return q, 0, false
	}
	q.unit = unit(g.n(j))
	if q.unit == second && !g.words[j].plural && q.n != 1 || q.unit == quarter && !g.words[j].plural || !q.vague && q.n > 1 && !g.words[j].plural && q.unit != century {
		return q, 0, false
	}
	if q.unit == second && !g.words[j].plural { // "a second man"
		return q, 0, false
	}
	if q.unit == quarter && (q.n == 1 || g.is(j+1, "of") || g.is(i, "some")) { // a quarter of them
		return q, 0, false
	}
	j++
	if q.n == 1 && g.is(j, "and") && g.class(j+1) == a && g.class(j+2) == half {
		q.n, j = 1.5, j+3
	}
	if g.is(j, "or") && g.is(j+1, "so") {
		q.about, j = true, j+2
	}
	if over && q.vague { // "over several years": while they went by
		return q, 0, false
	}
	return q, j, true
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
		if g.class(i+2) == next && u >= week { // "the week after next"
			e := periodOf(u, 2)
			e.direction = forward
			return e, i + 3
		}
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
