package when

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/edtf"
)

// What the rules of calendar dates share: days, weekdays, what exists.

// comma steps over one comma.
func (g *grammar) comma(i int) int {
	if g.mark(i, ',') {
		return i + 1
	}
	return i
}

// dayAt reads the day of a month: "4", "04", "4th", "eighth".
func (g *grammar) dayAt(i int) (n, end int) {
	if o, ok := atom.Ordinal(g.low, g.atoms, i); ok && o.N >= 1 && o.N <= 31 {
		return int(o.N), o.End
	}
	if d, ok := g.figure(i, 1, 31); ok && len(g.of(i)) <= 2 && !g.attached(i) {
		return d, i + 1
	}
	return 0, 0
}

// weekdayAt steps over a weekday, its full stop and a comma before a date.
func (g *grammar) weekdayAt(i int) int {
	if g.class(i) != weekday || g.words[i].plural || g.words[i].short && !g.atoms[i].Capital {
		return i
	}
	i++
	if g.mark(i, '.') && g.words[i-1].short {
		i++
	}
	i = g.comma(i)
	if g.class(i) == on {
		i++
	}
	return i
}

func date(e expression) expression {
	e.kind, e.typ = calendar, communique.Date
	e.explicit = e.year > 0
	return e
}

func exists(y, m, d int) bool {
	if y == 0 {
		y = 2000
	}
	return d >= 1 && d <= edtf.DaysIn(y, m)
}

// readWeekday: "Wednesday", "Friday night".
func readWeekday(g *grammar, i int) (expression, int) {
	if g.words[i].short || g.words[i].plural {
		return expression{}, 0
	}
	e := date(expression{weekday: g.n(i)})
	end := i + 1
	if g.class(end) == partOfDay && !g.words[end].plural {
		e.typ, e.hour, end = communique.Clock, parts[g.n(end)], end+1
	}
	if y, ok := g.figure(end+1, 1000, 2099); ok && g.is(end, "in") && g.yearAllowed(end+1, y) {
		return expression{}, 0 // "one Sunday in 1941": which one is not told
	}
	return e, end
}
