package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// clockFigures reads "08:47", "8:47:33 am", "5 p.m.", "10am" and gives it as
// "08:47" in 24 hours; "" where there is none. A bare number is no clock time.
func (g *grammar) clockFigures(i int) (clock string, end int) {
	if c, end := g.militaryClock(i); end > 0 {
		return c, end
	}
	h, ok := g.figure(i, 0, 24)
	if !ok || len(g.of(i)) > 2 || g.glued(i) && (g.mark(i-1, '.') || g.mark(i-1, ',') || g.mark(i-1, '$')) {
		return "", 0
	}
	end = i + 1
	m, minutes := 0, false
	if (g.mark(end, ':') || g.mark(end, '.')) && g.glued(end) && g.digits(end+1) && g.glued(end+1) && len(g.of(end+1)) == 2 {
		if n, ok := g.figure(end+1, 0, 59); ok {
			minutes = g.mark(end, ':')
			stop := end + 2
			if minutes || g.meridiemAt(stop) > 0 {
				m, end = n, stop
			}
		}
	}
	if minutes && g.mark(end, ':') && g.glued(end) && g.digits(end+1) && g.glued(end+1) && len(g.of(end+1)) == 2 {
		end += 2
		if g.mark(end, '.') && g.glued(end) && g.digits(end+1) && g.glued(end+1) { // parts of a second
			end += 2
		}
	}
	if stop := g.meridiemAt(end); stop > 0 {
		if h < 1 || h > 12 {
			return "", 0
		}
		pm := g.is(end, "pm") || g.is(end, "p")
		switch {
		case pm && h < 12:
			h += 12
		case !pm && h == 12:
			h = 0
		}
		end, minutes = stop, true
	}
	if !minutes || h == 24 && m > 0 {
		if g.is(end, "o") && g.apostrophe(end+1) && g.is(end+2, "clock") && h <= 12 && h > 0 {
			return fmt.Sprintf("%02d:00", h), end + 3
		}
		return "", 0
	}
	return fmt.Sprintf("%02d:%02d", h, m), g.zone(end)
}

// militaryClock reads "1300 hours", "0900 GMT".
func (g *grammar) militaryClock(i int) (clock string, end int) {
	n, ok := g.figure(i, 0, 2359)
	if !ok || len(g.of(i)) != 4 || n%100 > 59 || g.attached(i) {
		return "", 0
	}
	if z := g.zone(i + 1); z > i+1 && !g.glued(i+1) {
		return fmt.Sprintf("%02d:%02d", n/100, n%100), z
	}
	if g.is(i+1, "hours") && (n < 1000 || g.is(i-1, "at") || g.is(i-1, "by") || g.is(i-1, "until")) {
		return fmt.Sprintf("%02d:%02d", n/100, n%100), i + 2
	}
	return "", 0
}

// spokenClock reads a clock time in words: "seven o'clock", "ten a.m.", "8 in
// the morning", "half past eight", "a quarter to nine".
func (g *grammar) spokenClock(i int) (clock string, end int) {
	minutes, j := 0, i
	if g.class(j) == a && g.is(j+1, "quarter") {
		j++
	}
	switch past, to := g.is(j+1, "past"), g.is(j+1, "to"); {
	case g.class(j) == half && past:
		minutes, j = 30, j+2
	case g.is(j, "quarter") && past:
		minutes, j = 15, j+2
	case g.is(j, "quarter") && to:
		minutes, j = -15, j+2
	case j > i:
		return "", 0
	}
	n, ok := atom.Cardinal(g.low, g.atoms, j)
	if !ok || !n.Whole || n.N < 1 || n.N > 12 || g.digits(j) && (len(g.of(j)) > 2 || g.glued(j) || n.End != j+1) {
		return "", 0
	}
	h, told := int(n.N), minutes != 0
	j = n.End
	if g.is(j, "o") && g.apostrophe(j+1) && g.is(j+2, "clock") {
		j, told = j+3, true
	}
	switch {
	case g.meridiemAt(j) > 0 && !told:
		if h %= 12; g.is(j, "pm") || g.is(j, "p") {
			h += 12
		}
		j, told = g.meridiemAt(j), true
	case g.is(j, "in") && g.class(j+1) == the && g.class(j+2) == partOfDay && !g.words[j+2].plural:
		if h %= 12; g.n(j+2) > 1 {
			h += 12
		}
		j, told = j+3, true
	case told && g.is(j, "at") && g.is(j+1, "night"):
		h, j = h%12+12, j+2
	}
	if !told {
		return "", 0
	}
	if minutes < 0 {
		h, minutes = (h+23)%24, 60+minutes
	}
	return fmt.Sprintf("%02d:%02d", h%24, minutes), g.zone(j)
}

// readSpokenClock: "seven o'clock", "8 in the morning", "half past eight".
func readSpokenClock(g *grammar, i int) (expression, int) {
	c, end := g.spokenClock(i)
	if c == "" {
		return expression{}, 0
	}
	return g.dayOfClock(clockTime(c), end)
}

// zone steps over the name of a time zone.
func (g *grammar) zone(i int) int {
	if g.class(i) == clockWord && !g.is(i, "clock") && (g.atoms[i].Capital || g.is(i, "hrs")) {
		return i + 1
	}
	return i
}

// meridiemAt returns the end of "am", "p.m." and the like at i, else 0.
func (g *grammar) meridiemAt(i int) int {
	if g.class(i) == meridiem {
		return i + 1
	}
	if (g.is(i, "a") || g.is(i, "p")) && g.mark(i+1, '.') && g.glued(i+1) && g.is(i+2, "m") && g.glued(i+2) {
		if g.mark(i+3, '.') && g.glued(i+3) {
			return i + 4
		}
		return i + 3
	}
	return 0
}

func clockTime(hour string) expression {
	return expression{kind: calendar, typ: communique.Clock, hour: hour}
}

// readClock: "08:47 am", "5 p.m.", "10 p.m. Wednesday", "9:34 p.m., March 19".
func readClock(g *grammar, i int) (expression, int) {
	c, end := g.clockFigures(i)
	if c == "" {
		return expression{}, 0
	}
	return g.dayOfClock(clockTime(c), end)
}

// readNoon: "noon", "midnight", "noon Thursday".
func readNoon(g *grammar, i int) (expression, int) {
	if g.glued(i+1) && g.dash(i+1) || g.atoms[i].Capital && i > 0 {
		return expression{}, 0
	}
	return g.dayOfClock(clockTime(fmt.Sprintf("%02d:00", g.n(i))), i+1)
}

// dayOfClock joins a clock time to the day that follows it.
func (g *grammar) dayOfClock(e expression, end int) (expression, int) {
	j := g.comma(end)
	if g.class(j) == on {
		j++
	}
	d, stop := g.base(j)
	if stop == 0 || !d.aDay() {
		return e, end
	}
	d.typ, d.hour = communique.Clock, e.hour
	return d, stop
}

// aDay reports whether the expression is a single day without a time of day.
func (e expression) aDay() bool {
	return e.hour == "" && (e.kind == calendar && (e.day > 0 || e.weekday > 0) || e.kind == period && e.unit == dayUnit)
}

// clockOfDay joins a day to the clock time that follows it: "June 5, 2021 10:30 AM",
// "Friday at noon".
func (g *grammar) clockOfDay(e expression, end int) (expression, int) {
	if !e.aDay() {
		return e, end
	}
	j := g.comma(end)
	if g.is(j, "at") {
		j++
	}
	if g.class(j) == noon {
		e.typ, e.hour = communique.Clock, fmt.Sprintf("%02d:00", g.n(j))
		return e, j + 1
	}
	if c, stop := g.clockFigures(j); c != "" && (j == end || j > end) {
		e.typ, e.hour = communique.Clock, c
		return e, stop
	}
	if g.is(end, "in") && g.class(end+1) == the && g.class(end+2) == partOfDay && !g.words[end+2].plural && e.kind == calendar && e.weekday > 0 { // "Tuesday in the evening"
		e.typ, e.hour = communique.Clock, parts[g.n(end+2)]
		return e, end + 3
	}
	if g.class(end) == partOfDay && !g.words[end].plural && e.kind == calendar && e.day > 0 {
		e.typ, e.hour = communique.Clock, parts[g.n(end)]
		return e, end + 1
	}
	return e, end
}

// readPartOf: "the morning of 31 January 1965", "the night of April 18".
func readPartOf(g *grammar, i int) (expression, int) {
	if g.class(i-1) != the || g.words[i].plural || g.class(i+1) != of {
		return expression{}, 0
	}
	d, end := g.base(i + 2)
	if end == 0 || !d.aDay() {
		return expression{}, 0
	}
	d.typ, d.hour = communique.Clock, parts[g.n(i)]
	return d, end
}

// readNamedDay: "9/11", "September 11 attacks", "D-Day".
func readNamedDay(g *grammar, i int) (expression, int) {
	named := func(y, m, d int, end int) (expression, int) {
		e := date(expression{year: y, month: m, day: d})
		e.explicit = false // its year is not told, so that nothing else has it
		return e, end
	}
	switch {
	case g.digits(i) && g.is(i, "9") && g.mark(i+1, '/') && g.glued(i+1) && g.is(i+2, "11") && g.glued(i+2) && !g.glued(i+3) && !g.glued(i),
		g.digits(i) && g.is(i, "9") && g.mark(i+1, '/') && g.glued(i+1) && g.is(i+2, "11") && g.glued(i+2) && i+3 < len(g.atoms) && g.atoms[i+3].Kind == atom.Mark && !g.mark(i+3, '/') && !g.digits(i+4):
		return named(2001, 9, 11, i+3)
	case g.class(i) == month:
		m, j := g.monthAt(i)
		if m != 9 {
			break
		}
		if d, end := g.dayAt(j); d == 11 && end < len(g.atoms) {
			switch g.of(end) {
			case "attacks", "attack", "terrorist", "terror", "attackers", "hijackers":
				return named(2001, 9, 11, end)
			}
		}
	case g.is(i, "d") && g.atoms[i].Capital && g.mark(i+1, '-') && g.glued(i+1) && g.is(i+2, "day") && g.glued(i+2):
		return named(1944, 6, 6, i+3)
	}
	return expression{}, 0
}
