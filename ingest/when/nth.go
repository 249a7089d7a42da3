package when

import (
	"fmt"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/edtf"
)

// nth picks one unit or weekday out of a longer time: "the first Friday of
// July", "the last week of 2013". The zero nth picks nothing.
type nth struct {
	n       int8 // 1 to 5, -1 the last
	unit    unit // 0 for a weekday
	weekday int8
}

// readNthOf: "the first Friday of July", "the last week of September 1918",
// "the second day of the month".
func readNthOf(g *grammar, i int) (expression, int) {
	j := i
	if g.class(j) == the {
		j++
	}
	var pick nth
	switch o, ok := atom.Ordinal(g.low, g.atoms, j); {
	case ok && o.N >= 1 && o.N <= 5:
		pick.n, j = int8(o.N), o.End
	case g.class(j) == last, g.is(j, "final"):
		pick.n, j = -1, j+1
	case g.is(j, "opening"):
		pick.n, j = 1, j+1
	default:
		return expression{}, 0
	}
	if g.is(j, "full") {
		j++
	}
	switch u, ok := g.unitAt(j); {
	case ok && (u == dayUnit || u == week || u == weekend || u == monthUnit):
		pick.unit = u
	case g.class(j) == weekday && !g.words[j].plural && !g.words[j].short:
		pick.weekday = int8(g.n(j))
	default:
		return expression{}, 0
	}
	if g.class(j+1) != of && !g.is(j+1, "in") {
		return expression{}, 0
	}
	j += 2
	var e expression
	end := 0
	if g.class(j) == the {
		u, ok := g.unitAt(j + 1)
		if !ok || u != monthUnit && u != yearUnit {
			return expression{}, 0
		}
		e, end = periodOf(u, 0), j+2
		e.direction = here
	} else if e, end = g.base(j); end > 0 {
		e, end = g.yearFromAnchor(e, end)
	}
	if end == 0 || e.typ != communique.Date || e.nth.n != 0 || e.modifier != whole || e.hour != "" || e.part > 0 || e.holiday > 0 {
		return expression{}, 0
	}
	switch e.kind {
	case calendar:
		if e.day > 0 || e.weekday > 0 || e.month == 0 && e.year == 0 || e.month > 0 && pick.unit == monthUnit {
			return expression{}, 0
		}
	case period:
		if e.unit != monthUnit && e.unit != yearUnit || e.unit == monthUnit && pick.unit == monthUnit {
			return expression{}, 0
		}
	default:
		return expression{}, 0
	}
	e.nth = pick
	return e, end
}

// of gives the picked part of a month or year as TIMEX3 and EDTF; it leaves
// what has no such part as it is. TIMEX3 has no value for a week of a month:
// it keeps the month's.
func (p nth) of(value, ed string) (string, string) {
	d := daysOf(ed)
	first, err := time.Parse(time.DateOnly, string(d.From))
	last, err2 := time.Parse(time.DateOnly, string(d.To))
	if p.n == 0 || err != nil || err2 != nil {
		return value, ed
	}
	day, length, back := first, 1, 0
	switch {
	case p.unit == monthUnit:
		m := int(p.n)
		if p.n < 0 {
			m = 12
		}
		s := edtf.Date{Year: first.Year(), Month: m}.String()
		return s, s
	case p.unit == dayUnit:
		back, day = 1, first.AddDate(0, 0, int(p.n)-1)
	case p.unit == week:
		back, length, day = 7, 7, first.AddDate(0, 0, 7*(int(p.n)-1))
	default:
		w := int(p.weekday)
		if p.unit == weekend {
			w, length = 6, 2
		}
		day = first.AddDate(0, 0, (w-isoWeekday(first)+7)%7+7*(int(p.n)-1))
		back = (isoWeekday(last)-w+7)%7 + 1
	}
	if p.n < 0 {
		day = last.AddDate(0, 0, 1-back)
	}
	end := day.AddDate(0, 0, length-1)
	if day.Before(first) || day.After(last) || !within(end.Year()) {
		return value, ed
	}
	s := day.Format(time.DateOnly)
	switch length {
	case 1:
		return s, s
	case 2:
		y, w := day.ISOWeek()
		value = fmt.Sprintf("%04d-W%02d-WE", y, w)
		return value, s + "/" + end.Format(time.DateOnly)
	}
	return value, s + "~/" + end.Format(time.DateOnly) + "~"
}
