package when

import (
	"time"

	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/edtf"
)

// holidays are days with a name. The first word of each stands in the lexicon.
var holidays = [...]struct {
	words      []string // after the first word, "'" for either apostrophe
	month, day int      // the day; where nth is set, the earliest day that it can fall on
	nth        int      // 1 Monday to 7 Sunday: the first such weekday from day on
	easter     bool     // day counts from Easter Sunday
	bare       bool     // the words suffice, "Day" may follow
}{
	{words: []string{"christmas", "eve"}, month: 12, day: 24},
	{words: []string{"christmas"}, month: 12, day: 25, bare: true},
	{words: []string{"new", "year", "'", "s", "day"}, month: 1, day: 1},
	{words: []string{"new", "year", "'", "s", "eve"}, month: 12, day: 31},
	{words: []string{"new", "year", "day"}, month: 1, day: 1},
	{words: []string{"easter", "sunday"}, month: 4, easter: true},
	{words: []string{"easter", "monday"}, month: 4, day: 1, easter: true},
	{words: []string{"easter"}, month: 4, easter: true, bare: true},
	{words: []string{"good", "friday"}, month: 4, day: -2, easter: true},
	{words: []string{"thanksgiving"}, month: 11, day: 22, nth: 4, bare: true},
	{words: []string{"halloween"}, month: 10, day: 31, bare: true},
	{words: []string{"valentine", "'", "s", "day"}, month: 2, day: 14},
	{words: []string{"independence", "day"}, month: 7, day: 4},
	{words: []string{"memorial", "day"}, month: 5, day: 25, nth: 1},
	{words: []string{"labor", "day"}, month: 9, day: 1, nth: 1},
	{words: []string{"veterans", "day"}, month: 11, day: 11},
	{words: []string{"veterans", "'", "day"}, month: 11, day: 11},
	{words: []string{"armistice", "day"}, month: 11, day: 11},
	{words: []string{"remembrance", "sunday"}, month: 11, day: 8, nth: 7},
	{words: []string{"boxing", "day"}, month: 12, day: 26},
	{words: []string{"bastille", "day"}, month: 7, day: 14},
	{words: []string{"columbus", "day"}, month: 10, day: 8, nth: 1},
	{words: []string{"presidents", "day"}, month: 2, day: 15, nth: 1},
	{words: []string{"presidents", "'", "day"}, month: 2, day: 15, nth: 1},
	{words: []string{"election", "day"}, month: 11, day: 2, nth: 2},
	{words: []string{"inauguration", "day"}, month: 1, day: 20},
}

// holidayOn returns the month and day of the holiday in a year.
func holidayOn(i, year int) (m, d int) {
	h := &holidays[i]
	switch {
	case h.easter:
		m, d = easter(year)
		day := time.Date(year, time.Month(m), d+h.day, 0, 0, 0, 0, time.UTC)
		return int(day.Month()), day.Day()
	case h.nth > 0:
		first := isoWeekday(time.Date(year, time.Month(h.month), h.day, 0, 0, 0, 0, time.UTC))
		return h.month, h.day + (h.nth-first+7)%7
	}
	return h.month, h.day
}

// readHoliday: "Christmas 2007", "New Year's Day", "Thanksgiving Day", "Easter Monday 2024".
func readHoliday(g *grammar, i int) (expression, int) {
	if !g.atoms[i].Capital {
		return expression{}, 0
	}
	another := i > 0 && g.atoms[i-1].Kind == atom.Letters && g.atoms[i-1].Capital && g.class(i-1) == none // "Workers Memorial Day"
	for n := range holidays {
		h := &holidays[n]
		if another && !h.bare && !h.easter {
			continue
		}
		j := i
		for _, w := range h.words {
			if w == "'" && g.apostrophe(j) || g.is(j, w) && g.atoms[j].Kind == g.atoms[i].Kind {
				j++
				continue
			}
			j = 0
			break
		}
		if j == 0 {
			continue
		}
		if h.bare && g.is(j, "day") && g.atoms[j].Capital {
			j++
		} else if !h.bare && !g.atoms[j-1].Capital {
			continue
		}
		e := date(expression{month: h.month, day: max(h.day, 1), holiday: n + 1})
		if y, stop := g.yearAt(g.comma(j)); y > 0 {
			e.year, e.explicit, j = y, true, stop
		}
		return e, j
	}
	return expression{}, 0
}

// easter returns the month and day of Easter Sunday in the Gregorian calendar,
// by the anonymous algorithm of Nature, 1876.
func easter(y int) (m, d int) {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	n := h + l - 7*((a+11*h+22*l)/451) + 114
	return n / 31, n%31 + 1
}

// onHoliday sets the month and day of a holiday whose year is known.
func (e expression) onHoliday() expression {
	if e.holiday > 0 && e.year > 0 {
		e.month, e.day = holidayOn(e.holiday-1, e.year)
		if e.day > edtf.DaysIn(e.year, e.month) { // no holiday of the table does
			e.day = 0
		}
	}
	return e
}
