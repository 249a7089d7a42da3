package claim

import (
	"strconv"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// writtenDay writes a day out: "4 June 2017".
func writtenDay(d communique.Day) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return strconv.Itoa(t.Day()) + " " + t.Month().String() + " " + strconv.Itoa(t.Year())
}

// written writes days out as a point: "2014", "June 2016", "5 September 2014",
// "from … to …", "from …", "until …"; "" where unknown.
func written(d communique.Days) string {
	if !d.Known() {
		return ""
	}
	if d.From == "" || d.To == "" || d.From != d.To && wholePeriod(d) == "" {
		return span(d)
	}
	if d.From == d.To {
		return writtenDay(d.From)
	}
	return wholePeriod(d)
}

// span writes days out as an interval.
func span(d communique.Days) string {
	switch {
	case !d.Known():
		return ""
	case d.From == "":
		return "until " + writtenDay(d.To)
	case d.To == "":
		return "from " + writtenDay(d.From)
	}
	return "from " + writtenDay(d.From) + " to " + writtenDay(d.To)
}

// when writes days out with a preposition: "in 2014", "on 5 September 2014".
func when(d communique.Days) string {
	switch {
	case !d.Known():
		return "at an unknown date"
	case d.From != "" && d.From == d.To:
		return "on " + writtenDay(d.From)
	case d.From != "" && d.To != "" && wholePeriod(d) != "":
		return "in " + wholePeriod(d)
	}
	return span(d)
}

// of writes the time of an answer out as a point. Days that rest on an inferred
// publication date tell when the text was written, not when the answer holds.
func (a *answer) of() string {
	if a.about.Known() && a.first.About.Basis == inferredPublication {
		return textOf(a.about)
	}
	return written(a.about)
}

// at is of with a preposition.
func (a *answer) at() string {
	if a.about.Known() && a.first.About.Basis == inferredPublication {
		return textOf(a.about)
	}
	return when(a.about)
}

// textOf tells that a text was written in days that were inferred.
func textOf(d communique.Days) string {
	switch {
	case d.From == "":
		return "in a text of " + writtenDay(d.To) + " or earlier"
	case d.To == "":
		return "in a text of " + writtenDay(d.From) + " or later"
	case d.From == d.To || wholePeriod(d) != "":
		return "in a text of " + written(d)
	}
	return "in a text of between " + writtenDay(d.From) + " and " + writtenDay(d.To)
}

// wholePeriod names days that fill a year or a month.
func wholePeriod(d communique.Days) string {
	from, err1 := time.Parse(time.DateOnly, string(d.From))
	to, err2 := time.Parse(time.DateOnly, string(d.To))
	if err1 != nil || err2 != nil || from.Day() != 1 {
		return ""
	}
	switch next := to.AddDate(0, 0, 1); {
	case next.Equal(from.AddDate(1, 0, 0)) && from.Month() == time.January:
		return strconv.Itoa(from.Year())
	case next.Equal(from.AddDate(0, 1, 0)):
		return from.Month().String() + " " + strconv.Itoa(from.Year())
	}
	return ""
}

// sentence joins parts: "a", "a and b", "a, b and c".
func joined(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}
