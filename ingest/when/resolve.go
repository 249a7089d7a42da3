package when

import (
	"fmt"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
)

// anchor is what a relative expression is measured from.
type anchor struct {
	days communique.Days
	name string
}

// unanchored gives what an expression says by itself: a value, symbolic where
// it is relative, and an EDTF form where it is stated in full.
func (f *found) unanchored() (value, ed string) {
	e := &f.expression
	switch e.kind {
	case fixed:
		return e.value, e.edtf
	case calendar:
		if e.year > 0 {
			return e.stated()
		}
		return e.symbolic(), ""
	case refer:
		return refs[e.n], ""
	case today:
		if f.tense == pastTense || f.tense == futureTense {
			return "XXXX-XX-XX", ""
		}
		return refs[refPresent], ""
	}
	value = [...]string{dayUnit: "XXXX-XX-XX", weekend: "XXXX-WXX-WE", week: "XXXX-WXX", monthUnit: "XXXX-XX", quarter: "XXXX-QX",
		yearUnit: "XXXX", decade: "XXX", century: "XX", millennium: "X"}[e.unit]
	if e.hour != "" {
		value += "T" + e.hour
	}
	return value, ""
}

func daysOf(ed string) communique.Days {
	from, to, err := edtf.Bounds(ed)
	if err != nil {
		return communique.Days{}
	}
	return communique.Days{From: communique.Day(from), To: communique.Day(to)}
}

// story is what was told last: what "the same year" and "two days later" hang on.
type story struct {
	days      communique.Days
	stated    bool // its year stands in the text
	paragraph int
	told      string
}

// resolve walks the expressions in order, keeps the story's thread, and gives
// values to those that pick gives an anchor for.
func resolve(r *communique.Reading, pick func(*found) (anchor, bool)) {
	all := scan(r)
	historical := historical(all, r)
	var last story
	ti := 0
	for i := range all {
		f := &all[i]
		for ti < len(r.Times) && r.Times[ti].Start < f.Start {
			ti++
		}
		if ti >= len(r.Times) || r.Times[ti].Span != f.Span {
			continue
		}
		t := &r.Times[ti]
		told := false // the story gave it its year
		paragraph := -1
		if f.sentence < len(r.Sentences) {
			paragraph = r.Sentences[f.sentence].Paragraph
		}
		if t.EDTF == "" {
			if a, ok := pick(f); ok {
				near := last.days.Known() && (last.paragraph == paragraph || historical && paragraph-last.paragraph <= 2)
				told = f.settle(t, a, last, near, historical)
			}
		}
		if t.Type != communique.Duration && t.Type != communique.Set && t.Known() && f.kind != refer && f.kind != today && t.From != "" && t.To != "" {
			last = story{days: t.Days, stated: f.explicit || told && last.stated, paragraph: paragraph, told: t.Exact}
		}
	}
}

// historical reports whether a document tells history rather than news: it
// names many years and hardly ever the days around its writing.
func historical(all []found, r *communique.Reading) bool {
	years, news := 0, 0
	published := r.Published().Days
	for _, f := range all {
		switch {
		case f.kind == calendar && f.explicit && f.year > 0:
			if !published.Known() || !published.Overlaps(daysOf(fmt.Sprintf("%04d", f.year))) {
				years++
			}
		case f.kind == calendar && f.weekday > 0, f.kind == today, f.kind == period && !f.story && f.direction != byTense:
			news++
		case f.kind == fixed && f.explicit:
			years++
		}
	}
	return years >= 8 && news*10 <= years
}

// settle resolves one expression against the anchor of its voice or the story,
// and reports whether it was the story.
func (f *found) settle(t *communique.TimeValue, voice anchor, last story, near, historical bool) (told bool) {
	e := &f.expression
	a, tense := voice, f.tense
	switch {
	case e.story:
		if !near {
			return false
		}
		a = anchor{last.days, fmt.Sprintf("told from %q", last.told)}
	case e.kind == calendar && e.year == 0 && e.direction == byTense && e.unit == 0 && near && last.stated && tense != futureTense &&
		(historical || e.weekday == 0 && !last.days.Overlaps(yearsOf(voice.days)) && !e.closeTo(voice.days, tense)):
		a = anchor{last.days, fmt.Sprintf("told after %q", last.told)}
		if e.weekday == 0 {
			return f.tellOn(t, a)
		}
		tense = futureTense
	case e.kind == calendar && e.year == 0 && e.direction == byTense && e.unit == 0 && historical && tense != futureTense:
		return false // in history, but too far from the last year told
	case e.kind == period && e.direction == here && historical && near && e.unit != dayUnit:
		a = anchor{last.days, fmt.Sprintf("told from %q", last.told)}
	}
	if a.days.From == "" || a.days.To == "" {
		return false
	}
	from, err := time.Parse(time.DateOnly, string(a.days.From))
	to, err2 := time.Parse(time.DateOnly, string(a.days.To))
	if err != nil || err2 != nil {
		return false
	}
	if e.kind == refer || e.kind == today && from != to && tense != pastTense && tense != futureTense {
		if e.kind == refer && e.n != refPresent {
			return false
		}
		t.EDTF = compact(a.days)
		t.Days = a.days
		t.Basis = f.basis(a, presentTense)
		return false
	}
	if tense == unknownTense || tense == presentTense {
		tense = pastTense
		if e.kind == calendar && e.part == 0 && f.tense == presentTense {
			tense = presentTense
		}
	}
	if y := from.Year() + e.n; e.story && e.kind == period && e.unit == yearUnit && e.modifier == 0 && within(y) {
		// "up from a year earlier", told of a quarter, is the same quarter.
		q := (int(from.Month()) - 1) / 3
		if daysOf(fmt.Sprintf("%04d-%02d", from.Year(), edtf.Quarter1+q)) == a.days {
			t.Value, t.EDTF = fmt.Sprintf("%04d-Q%d", y, q+1), fmt.Sprintf("%04d-%02d", y, edtf.Quarter1+q)
			t.Days, t.Basis = daysOf(t.EDTF), f.basis(a, f.tense)
			return true
		}
	}
	value, ed, ok := e.from(from, tense)
	if !ok {
		return false
	}
	if !from.Equal(to) {
		v2, ed2, ok := e.from(to, tense)
		if !ok || v2 != value || ed2 != ed {
			return false
		}
	}
	if daysOf(ed) == (communique.Days{}) {
		return false
	}
	t.Value, t.EDTF, t.Days = value, ed, daysOf(ed)
	if e.kind == fixed {
		t.Value = e.value
	}
	t.Basis = f.basis(a, f.tense)
	return a.name != voice.name
}

// closeTo reports whether a date without its year falls into the weeks around
// the voice's own day, where news leaves the year out.
func (e expression) closeTo(voice communique.Days, tense tense) bool {
	day, err := time.Parse(time.DateOnly, string(voice.From))
	if err != nil || voice.From != voice.To {
		return false
	}
	for y := day.Year() - 1; y <= day.Year()+1; y++ {
		e.year, e.modifier, e.hour = y, whole, ""
		_, ed := e.stated()
		if d := daysOf(ed); distance(d, day) <= 60 && (tense != pastTense || d.From <= voice.From) {
			return true
		}
	}
	return false
}

// tellOn gives a date without its year the year of the story: the date nearest
// after what was told last, in the same year or early in the next.
func (f *found) tellOn(t *communique.TimeValue, a anchor) bool {
	e := f.expression
	if len(a.days.From) < 4 {
		return false
	}
	y := 0
	if _, err := fmt.Sscanf(string(a.days.From[:4]), "%d", &y); err != nil || y == 0 || y >= 9999 {
		return false
	}
	if a.days.From[:4] != a.days.To[:4] {
		return false
	}
	e.year = y
	value, ed := e.stated()
	// A story that has come to the end of a year and then names one of its
	// first months has gone on into the next.
	if a.days.From[5:7] >= "10" && e.month > 0 && e.month <= 3 && a.days.To != communique.Day(string(a.days.From[:4])+"-12-31") {
		e.year++
		value, ed = e.stated()
	}
	d := daysOf(ed)
	if !d.Known() {
		return false
	}
	t.Value, t.EDTF, t.Days, t.Basis = value, ed, d, f.rule+": "+a.name
	return true
}

// basis puts into words why an expression is read so.
func (f *found) basis(a anchor, tense tense) string {
	s := a.name
	if a.days.Known() {
		s += " " + compact(a.days)
	}
	if f.direction == byTense && f.kind != period && !f.story {
		s += ", " + tenseNames[tense]
	}
	return f.rule + ": " + s
}

// yearsOf widens a range to the whole years that it touches.
func yearsOf(d communique.Days) communique.Days {
	if len(d.From) == 10 {
		d.From = d.From[:4] + "-01-01"
	}
	if len(d.To) == 10 {
		d.To = d.To[:4] + "-12-31"
	}
	return d
}

// compact writes a range of days as the shortest EDTF: a whole month as
// 2016-06, a whole year as 2016.
func compact(d communique.Days) string {
	if len(d.From) == 10 && len(d.To) == 10 {
		month := string(d.From[:7])
		if d.From[8:] == "01" && daysOf(month) == d {
			return month
		}
		if year := string(d.From[:4]); daysOf(year) == d {
			return year
		}
	}
	return d.String()
}

// from resolves the expression against one day.
func (e expression) from(day time.Time, tense tense) (value, ed string, ok bool) {
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

func within(y int) bool { return y >= 1 && y <= 9998 }

// calendarFrom finds the year or the week of a date that does not state it.
func (e expression) calendarFrom(day time.Time, tense tense) (value, ed string, ok bool) {
	switch {
	case e.weekday > 0:
		return e.weekdayFrom(day, tense)
	case e.month == 0 && e.part == 0 && e.day == 0: // a clock time by itself
		return "", "", false
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
		case e.part >= edtf.Quarter1 && e.part <= edtf.Quarter4: // a quarter is reported on when it is over
			fits = d.To < now
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
	// "by Jan. 14" in a text of January means the one to come, whatever the verb.
	if e.direction == byTense && e.month > 0 && tense != futureTense && gap > 270 {
		if near := e.nearestYear(day, futureTense); near > best {
			c := e
			c.year, c.modifier, c.hour = near, whole, ""
			if _, ed := c.stated(); distance(daysOf(ed), day) < 70 {
				return near
			}
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
