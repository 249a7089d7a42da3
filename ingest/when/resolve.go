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

// settle resolves one expression against the anchor of its voice or the story,
// and reports whether it was the story.
func (f *found) settle(t *communique.TimeValue, voice anchor, thread *thread, paragraph int) (told bool) {
	e := &f.expression
	last, near, history := thread.last, thread.near(paragraph), thread.history
	if q := thread.quarter; e.compared || e.kind == period && e.unit == yearUnit && e.n == -1 && e.modifier == whole && f.rule == "distance" && q.days.Known() && (f.figures || paragraph-q.paragraph <= 1) {
		f.compare(t, voice, q)
		return false
	}
	a, tense := voice, f.tense
	yearless := e.kind == calendar && e.year == 0 && e.direction == byTense && e.unit == 0
	switch {
	case e.clockOnly():
		if e.adrift {
			return false
		}
		if near && last.days.From == last.days.To {
			a = anchor{last.days, fmt.Sprintf("told from %q", last.told)}
		}
	case e.joined && e.weekday > 0 && near && last.days.From == last.days.To:
		a, tense = anchor{last.days, fmt.Sprintf("told after %q", last.told)}, futureTense
	case e.story:
		if e.kind == period && e.unit == yearUnit && e.n == -1 && f.rule == "distance" && !near {
			break // "from 3 million a year earlier": told of what is reported now
		}
		if !near && !(thread.nearest.days.Known() && paragraph-thread.nearest.paragraph <= 1) {
			return false
		}
		a = anchor{thread.nearest.days, fmt.Sprintf("told from %q", thread.nearest.told)}
	case yearless && history && !(near && last.stated):
		return false // a history whose year is not told yet
	case yearless && near && last.stated &&
		(history || tense != futureTense && e.weekday == 0 && !last.days.Overlaps(yearsOf(voice.days)) && !e.closeTo(voice.days, tense)):
		a = anchor{last.days, fmt.Sprintf("told after %q", last.told)}
		if e.weekday == 0 {
			return f.tellOn(t, a)
		}
		tense = futureTense
	case e.kind == period && e.direction == here && history && near && e.unit != dayUnit && tense == pastTense:
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
	if e.kind == refer || e.kind == today && from != to { // of a month, today is no day
		if e.kind == refer && e.n != refPresent {
			return false
		}
		t.Value, t.EDTF = refs[refPresent], compact(a.days)
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
