package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/edtf"
)

// Rules of dates that a calendar has: days, months, years, seasons, quarters.

// yearAt reads a year in figures. It takes no licence into account: who calls
// it has seen a month or another word that makes the number a year.
func (g *grammar) yearAt(i int) (year, end int) {
	if g.apostrophe(i) && g.digits(i+1) && g.glued(i+1) && len(g.of(i+1)) == 2 {
		n, _ := g.figure(i+1, 0, 99)
		if n >= 30 {
			return 1900 + n, i + 2
		}
		return 2000 + n, i + 2
	}
	if n, ok := g.figure(i, 1000, 2199); ok && len(g.of(i)) == 4 && !g.attached(i) {
		return n, i + 1
	}
	if g.is(i, "two") && g.is(i+1, "thousand") { // "two thousand [and] twenty-two"
		j := i + 2
		if g.is(j, "and") {
			j++
		}
		if n, ok := atom.Cardinal(g.text, g.atoms, j); ok && n.N >= 1 && n.N <= 99 && g.class(j) == number {
			y, end := 2000+int(n.N), n.End
			if y%10 == 0 && g.dash(end) && g.glued(end+1) { // behind a hyphen that does not break, or an ordinal
				one, ok := atom.Cardinal(g.text, g.atoms, end+1)
				if !ok || one.N < 1 || one.N > 9 {
					return 0, 0
				}
				y, end = y+int(one.N), one.End
			}
			return y, end
		}
	}
	if g.class(i) == number && g.n(i) >= 18 && g.class(i+1) == number {
		if n, ok := atom.Cardinal(g.text, g.atoms, i+1); ok && n.N >= 10 && n.N <= 99 {
			return g.n(i)*100 + int(n.N), n.End
		}
	}
	return 0, 0
}

// attached reports whether a run of digits is part of something longer: "2,014",
// "2014.5", "A2014", "2014km".
func (g *grammar) attached(i int) bool {
	if g.glued(i) {
		switch {
		case g.atoms[i-1].Kind == atom.Letters:
			return true
		case g.digits(i-2) && (g.mark(i-1, ',') || g.mark(i-1, '.')) && g.atoms[i-1].Glued:
			return true
		case g.mark(i-1, '$') || g.mark(i-1, '+') || g.mark(i-1, '#') || g.of(i-1) == "€" || g.of(i-1) == "£" || g.of(i-1) == "§":
			return true
		}
	}
	if g.glued(i + 1) {
		switch {
		case g.atoms[i+1].Kind == atom.Letters:
			return true
		case (g.mark(i+1, ',') || g.mark(i+1, '.')) && g.digits(i+2) && g.glued(i+2):
			return true
		case g.mark(i+1, '%') || g.mark(i+1, ':') && g.digits(i+2) && g.glued(i+2):
			return true
		}
	}
	return false
}

// comma steps over one comma.
func (g *grammar) comma(i int) int {
	if g.mark(i, ',') {
		return i + 1
	}
	return i
}

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

// dayAt reads the day of a month: "4", "04", "4th", "eighth".
func (g *grammar) dayAt(i int) (n, end int) {
	if o, ok := atom.Ordinal(g.text, g.atoms, i); ok && o.N >= 1 && o.N <= 31 {
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
	if o, ok := atom.Ordinal(g.text, g.atoms, j); ok && o.End == end && g.is(end, "day") && g.class(end+1) == of { // the 17th day of October
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

// readISO: "2018-04-04", "2018-04-04T08:47:00Z", "2018-04" at a distance from other figures.
func readISO(g *grammar, i int) (expression, int) {
	y, ok := g.figure(i, 1000, 2199)
	if !ok || len(g.of(i)) != 4 || g.glued(i) && (g.atoms[i-1].Kind == atom.Letters || g.mark(i-1, '-') || g.mark(i-1, '/')) {
		return expression{}, 0
	}
	sep := byte('-')
	if g.mark(i+1, '/') {
		sep = '/'
	}
	two := func(j int) (int, bool) {
		if !g.mark(j, sep) || !g.glued(j) || !g.glued(j+1) || !g.digits(j+1) || len(g.of(j+1)) != 2 {
			return 0, false
		}
		return g.figure(j+1, 1, 31)
	}
	m, ok := two(i + 1)
	if !ok || m > 12 {
		return expression{}, 0
	}
	d, ok := two(i + 3)
	if !ok {
		return expression{}, 0
	}
	end := i + 5
	e := date(expression{year: y, month: m, day: d})
	if !exists(y, m, d) {
		return expression{}, 0
	}
	if end < len(g.atoms) && g.glued(end) && g.is(end, "t") {
		if c, stop := g.clockFigures(end + 1); c != "" {
			e.typ, e.hour, end = communique.Clock, c, stop
			if g.is(end, "z") && g.glued(end) {
				end++
			}
		}
	}
	if g.glued(end) && end < len(g.atoms) && g.atoms[end].Kind == atom.Letters {
		return expression{}, 0
	}
	return e, end
}

// readNumeric: "04.04.2018", "13/06/2016", "01/22/2025": only where day and
// month cannot be taken for each other.
func readNumeric(g *grammar, i int) (expression, int) {
	first, ok := g.figure(i, 1, 31)
	if !ok || g.glued(i) && !g.mark(i-1, '(') {
		return expression{}, 0
	}
	for _, sep := range []byte{'.', '/', '-'} {
		if !g.mark(i+1, sep) || !g.mark(i+3, sep) || !g.glued(i+1) || !g.glued(i+2) || !g.glued(i+3) || !g.glued(i+4) {
			continue
		}
		second, ok := g.figure(i+2, 1, 31)
		y, whole := g.figure(i+4, 1900, 2199)
		if !ok || !whole || len(g.of(i+4)) != 4 || g.glued(i+5) && (g.digits(i+6) && g.glued(i+6) || g.atoms[i+5].Kind == atom.Letters) {
			return expression{}, 0
		}
		d, m := first, second
		switch {
		case second > 12 && first <= 12 && sep != '.':
			d, m = second, first
		case first > 12 || first == second:
		default: // both could be the month
			return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%04d", y), edtf: fmt.Sprintf("%04d", y), explicit: true}, i + 5
		}
		if m > 12 || !exists(y, m, d) {
			return expression{}, 0
		}
		return date(expression{year: y, month: m, day: d}), i + 5
	}
	return expression{}, 0
}

// beforeChrist reads "149 BC", "480 B.C.", and, with a year after Christ, "AD 70".
func (g *grammar) beforeChrist(i int) (y int, ok bool, end int) {
	y, ok = g.figure(i, 1, 4000)
	if !ok || g.attached(i) {
		return 0, false, 0
	}
	if g.class(i+1) == year && g.n(i+1) < 0 && g.atoms[i+1].Capital {
		return y, true, i + 2
	}
	if g.is(i+1, "b") && g.mark(i+2, '.') && g.is(i+3, "c") {
		end = i + 4
		if g.mark(end, '.') && g.glued(end) {
			end++
		}
		return y, true, end
	}
	return 0, false, 0
}

// readBC: "149 BC", "480 B.C.".
func readBC(g *grammar, i int) (expression, int) {
	y, ok, end := g.beforeChrist(i)
	if !ok {
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("BC%04d", y)}, end
}

// readFiscal: "FY 2019", "fiscal year 2019", "fiscal 1989". What days a fiscal
// year has is the government's own; the year is given as approximate.
func readFiscal(g *grammar, i int) (expression, int) {
	j := i + 1
	if g.class(j) == unitWord && unit(g.n(j)) == yearUnit {
		j++
	}
	y, end := g.yearAt(j)
	if n, ok := g.figure(i+1, 0, 2199); ok && y == 0 && g.n(i) == 1 {
		switch len(g.of(i + 1)) {
		case 2: // FY21
			y, end = 2000+n, i+2
		case 4: // FY2021
			y, end = n, i+2
		}
	}
	if y == 0 {
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%04d", y), edtf: fmt.Sprintf("%04d~", y), explicit: true}, end
}

// readDecade: "1990s", "1990's", "the nineties", "the '90s".
func readDecade(g *grammar, i int) (expression, int) {
	y, end := 0, 0
	switch {
	case g.class(i) == number && g.n(i) >= 18 && g.class(i+1) == nineties: // "nineteen seventies"
		y, end = 100*g.n(i)+10*g.n(i+1), i+2
	case g.class(i) == nineties:
		if g.class(i-1) != the && g.class(i-1) != early && g.class(i-1) != late && g.class(i-1) != middle && !g.dash(i-1) {
			return expression{}, 0
		}
		y, end = 1900+10*g.n(i), i+1
	case g.apostrophe(i) && g.glued(i+1):
		n, ok := g.figure(i+1, 20, 99)
		if !ok || n%10 != 0 || !g.is(i+2, "s") || !g.glued(i+2) {
			return expression{}, 0
		}
		y, end = 1900+n, i+3
	default:
		n, ok := g.figure(i, 20, 2190)
		if ok && len(g.of(i)) == 2 && (g.class(i-1) == the || g.class(i-1) == early || g.class(i-1) == late || g.class(i-1) == middle || g.dash(i-1) && g.class(i-2) == middle || g.class(i-1) == and && g.end == i-1 && g.last.kind == fixed && len(g.last.value) == 3) {
			n += 1900
		}
		if !ok || n%10 != 0 || n < 1000 || len(g.of(i)) == 3 {
			return expression{}, 0
		}
		j := i + 1
		if g.apostrophe(j) && g.glued(j) {
			j++
		}
		if !g.is(j, "s") || !g.glued(j) || g.glued(j+1) && g.atoms[j+1].Kind != atom.Mark {
			return expression{}, 0
		}
		y, end = n, j+1
		if y%100 == 0 && j > i+1 { // "2000's" is as likely the year's
			return expression{}, 0
		}
	}
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%03d", y/10), edtf: fmt.Sprintf("%03dX", y/10)}, end
}

// readCentury: "the 21st century", "the twentieth century".
func readCentury(g *grammar, i int) (expression, int) {
	o, ok := atom.Ordinal(g.text, g.atoms, i)
	if !ok || o.N < 1 || o.N > 22 {
		return expression{}, 0
	}
	j := o.End
	if g.mark(j, '-') {
		j++
	}
	if g.class(j) != unitWord || unit(g.n(j)) != century {
		return expression{}, 0
	}
	c := int(o.N) - 1
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%02d", c), edtf: fmt.Sprintf("%02dXX", c)}, j + 1
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
	return e, end
}
