package when

import (
	"fmt"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
)

// The arithmetic of the calendar: what an expression means, told from one day.

// from resolves the expression against one day.
func (e expression) from(day time.Time, tense tense) (value, ed string, ok bool) {
	if day, ok = e.moved(day); !ok {
		return "", "", false
	}
	switch e.kind {
	case fixed:
		return e.lapseFrom(day)
	case calendar:
		return e.calendarFrom(day, tense)
	case today:
		s := day.Format(time.DateOnly)
		return s, s, true
	case period:
		return e.periodFrom(day, tense)
	}
	return "", "", false
}

// clockOnly reports whether the expression is a clock time that states no day.
func (e expression) clockOnly() bool {
	return e.kind == calendar && e.hour != "" && e.year == 0 && e.month == 0 && e.day == 0 && e.weekday == 0 && e.part == 0
}

func within(y int) bool { return y >= 1 && y <= 9998 }

// calendarFrom finds the year or the week of a date that does not state it.
func (e expression) calendarFrom(day time.Time, tense tense) (value, ed string, ok bool) {
	switch {
	case e.weekday > 0:
		return e.weekdayFrom(day, tense)
	case e.clockOnly():
		s := day.Format(time.DateOnly)
		return s + "T" + e.hour, s, true
	case e.unit == yearUnit:
		e.year = day.Year() + e.n
	case e.direction == here:
		e.year = day.Year()
	default:
		e.year = e.nearestYear(day, tense)
	}
	if !within(e.year) || e.day > 0 && !exists(e.year, e.month, e.day) {
		return "", "", false
	}
	value, ed = e.stated()
	return value, ed, true
}

// nearestYear chooses among the years around day.
func (e expression) nearestYear(day time.Time, tense tense) int {
	now := communique.DayOf(day)
	best, gap := 0, 0
	for y := day.Year() - 2; y <= day.Year()+2; y++ {
		c := e
		c.year, c.modifier, c.hour = y, whole, ""
		_, ed := c.stated()
		d := daysOf(ed)
		if e.part == edtf.Winter {
			d = communique.Days{From: communique.Day(fmt.Sprintf("%04d-12-01", y)), To: communique.Day(fmt.Sprintf("%04d-02-28", y+1))}
		}
		fits := false
		switch {
		case e.direction == backward:
			fits = d.To < now
		case e.direction == forward:
			fits = d.From > now
		case tense == futureTense:
			fits = d.To >= now
		case tense == presentTense && e.day == 0:
			fits = true
		default:
			fits = d.From <= now
		}
		if !fits {
			continue
		}
		dist := distance(d, day)
		if best == 0 || dist < gap {
			best, gap = y, dist
		}
	}
	// "by Jan. 14" in a text of January means the one to come, and "the victims
	// of Aug. 7" in one of August those of the last, whatever the verb.
	if e.direction == byTense && e.month > 0 && gap > 270 && gap < 400 {
		other, reach := futureTense, 80
		if tense == futureTense {
			other, reach = pastTense, 45
		}
		near := e.nearestYear(day, other)
		c := e
		c.year, c.modifier, c.hour = near, whole, ""
		if _, ed := c.stated(); near > 0 && distance(daysOf(ed), day) < reach {
			return near
		}
	}
	// Nor is a quarter that ended just now the one of next year.
	if e.part >= edtf.Quarter1 && e.part <= edtf.Quarter4 && e.direction == byTense && tense == futureTense && gap > 100 {
		if over := e.nearestYear(day, pastTense); over > 0 && over < best {
			return over
		}
	}
	return best
}

// distance is how many days lie between a day and a range, 0 inside it.
func distance(d communique.Days, day time.Time) int {
	now := communique.DayOf(day)
	var edge communique.Day
	switch {
	case d.Contains(now):
		return 0
	case now < d.From:
		edge = d.From
	default:
		edge = d.To
	}
	t, err := time.Parse(time.DateOnly, string(edge))
	if err != nil {
		return 1 << 30
	}
	n := int(t.Sub(day).Hours() / 24)
	if n < 0 {
		n = -n
	}
	return n
}

func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

func (e expression) weekdayFrom(day time.Time, tense tense) (value, ed string, ok bool) {
	delta := e.weekday - isoWeekday(day) // -6 … 6
	switch {
	case e.direction == backward:
		if delta >= 0 {
			delta -= 7
		}
	case e.direction == forward:
		if delta <= 0 {
			delta += 7
		}
	case e.direction == here: // of the week that holds the day
		if e.story {
			return "", "", false
		}
		if delta < 0 && tense == futureTense {
			delta += 7
		}
	case tense == futureTense:
		if delta < 0 {
			delta += 7
		}
	default:
		if delta > 0 {
			delta -= 7
		}
	}
	s := day.AddDate(0, 0, delta).Format(time.DateOnly)
	value = s
	if e.hour != "" {
		value += "T" + e.hour
	}
	return value, s, true
}

// periodFrom moves the unit that holds the day.
func (e expression) periodFrom(day time.Time, tense tense) (value, ed string, ok bool) {
	n := e.n
	first := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
	switch e.unit {
	case dayUnit:
		day = day.AddDate(0, 0, n)
		value = day.Format(time.DateOnly)
		ed = value
	case weekend:
		saturday := day.AddDate(0, 0, 6-isoWeekday(day))
		switch {
		case e.direction == byTense && tense != futureTense && saturday.After(day):
			n--
		case e.direction == backward && isoWeekday(day) >= 6:
		}
		saturday = saturday.AddDate(0, 0, 7*n)
		y, w := saturday.ISOWeek()
		value = fmt.Sprintf("%04d-W%02d-WE", y, w)
		ed = saturday.Format(time.DateOnly) + "/" + saturday.AddDate(0, 0, 1).Format(time.DateOnly)
	case week:
		monday := day.AddDate(0, 0, 1-isoWeekday(day)+7*n)
		y, w := monday.ISOWeek()
		value = fmt.Sprintf("%04d-W%02d", y, w)
		ed = monday.Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly)
	case monthUnit:
		day = first.AddDate(0, n, 0)
		value = day.Format("2006-01")
		ed = value
	case quarter:
		day = first.AddDate(0, 3*n, 0)
		q := (int(day.Month()) - 1) / 3
		value = fmt.Sprintf("%04d-Q%d", day.Year(), q+1)
		ed = fmt.Sprintf("%04d-%02d", day.Year(), edtf.Quarter1+q)
	case yearUnit:
		day = time.Date(day.Year()+n, 1, 1, 0, 0, 0, 0, time.UTC)
		value = fmt.Sprintf("%04d", day.Year())
		ed = value
	case decade:
		y := day.Year() + 10*n
		day = time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		value = fmt.Sprintf("%03d", y/10)
		ed = value + "X"
	case century:
		y := day.Year() + 100*n
		day = time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		value = fmt.Sprintf("%02d", y/100)
		ed = value + "XX"
	default:
		return "", "", false
	}
	if !within(day.Year()) {
		return "", "", false
	}
	if e.nth.n != 0 {
		value, ed = e.nth.of(value, ed)
		return value, ed, true
	}
	if e.modifier != whole {
		ed = narrow(ed, e.modifier)
	}
	if e.hour != "" {
		value += "T" + e.hour
	}
	return value, ed, true
}

// lapseFrom gives the days of a stretch that ends or begins at the day: "the
// past two years". Its outer end is approximate.
func (e expression) lapseFrom(day time.Time) (value, ed string, ok bool) {
	if e.direction == byTense || e.typ != communique.Duration || e.n <= 0 || e.n > 2000 {
		return "", "", false
	}
	n := e.n
	if e.direction == backward {
		n = -n
	}
	format := time.DateOnly
	other := day
	switch e.unit {
	case dayUnit:
		other = day.AddDate(0, 0, n)
	case week, fortnight:
		if e.unit == fortnight {
			n *= 2
		}
		other = day.AddDate(0, 0, 7*n)
	case monthUnit, quarter:
		if e.unit == quarter {
			n *= 3
		}
		other, format = time.Date(day.Year(), day.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC), "2006-01"
	case yearUnit:
		other, format = day.AddDate(n, 0, 0), "2006"
	case decade:
		other, format = day.AddDate(10*n, 0, 0), "2006"
	default:
		return "", "", false
	}
	if !within(other.Year()) {
		return "", "", false
	}
	if n < 0 {
		return e.value, other.Format(format) + "~/" + day.Format(format), true
	}
	return e.value, day.Format(format) + "/" + other.Format(format) + "~", true
}
