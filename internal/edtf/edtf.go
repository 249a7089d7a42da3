// Package edtf reads and writes the subset of the Extended Date/Time Format
// (ISO 8601-2:2019, levels 0 and 1 and a little of 2) that the program uses:
// dates of year, month or day precision in the years 0001 to 9999, seasons,
// quarters and halves of a year, digits left unspecified from the right,
// the qualifiers ~ ? %, and intervals with open or unknown ends.
//
// It follows the Library of Congress specification of EDTF. It is a leaf: days
// go in and out as "YYYY-MM-DD" strings. To add a construct, add it to Date,
// parseDate, String and bounds together; the property tests hold them to each other.
package edtf

import (
	"fmt"
	"strings"
)

// Qualifier says how sure a date is.
type Qualifier byte

// The qualifiers; zero means that nothing is said.
const (
	Uncertain            Qualifier = '?'
	Approximate          Qualifier = '~'
	UncertainApproximate Qualifier = '%'
)

// Some stands for a month or day that is meant but not told: the XX of 2004-XX.
const Some = -1

// The numbers that stand in the place of a month for other parts of a year.
const (
	Spring, Summer, Autumn, Winter = 21, 22, 23, 24
	Quarter1, Quarter2             = 33, 34
	Quarter3, Quarter4             = 35, 36
	Half1, Half2                   = 40, 41
)

// Date is one date, or one end of an interval. The zero Date is an unknown end.
type Date struct {
	Year        int       // 1 to 9999; unspecified digits are 0
	Unspecified int       // how many digits of the year, from the right, are X
	Month       int       // 0 none, 1 to 12, one of the constants above, or Some
	Day         int       // 0 none, 1 to 31, or Some
	Qualifier   Qualifier // applies to the whole date
	Open        bool      // "..": an end that is known to lie open; everything else is zero
}

// Value is a date or an interval.
type Value struct {
	From, To Date // of a single date both are the same
	Interval bool
}

// Precision tells how fine a date is.
type Precision int

// The precisions, from coarse to fine. NoPrecision is that of an unknown or
// open end and of a year of which no digit is told.
const (
	NoPrecision Precision = iota
	Millennium
	Century
	Decade
	Year
	Half
	Quarter
	Season
	Month
	Day
)

// Precision returns how fine the date is; a month or day that is only "some"
// does not count.
func (d Date) Precision() Precision {
	switch {
	case d.Open || d.Year == 0 && d.Unspecified == 0:
		return NoPrecision
	case d.Unspecified > 0:
		return [...]Precision{NoPrecision, Decade, Century, Millennium, NoPrecision}[d.Unspecified]
	case d.Day > 0:
		return Day
	case d.Month <= 0:
		return Year
	case d.Month <= 12:
		return Month
	case d.Month <= Winter:
		return Season
	case d.Month <= Quarter4:
		return Quarter
	}
	return Half
}

// Precision returns that of a single date, or the coarser of an interval's known ends.
func (v Value) Precision() Precision {
	from, to := v.From.Precision(), v.To.Precision()
	switch {
	case from == NoPrecision:
		return to
	case to == NoPrecision:
		return from
	}
	return min(from, to)
}

// Parse reads a date or an interval. An interval must have at least one known
// end and must not end before it begins.
func Parse(s string) (Value, error) {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		d, err := parseDate(s)
		if err != nil {
			return Value{}, fmt.Errorf("edtf: %q: %w", s, err)
		}
		return Value{From: d, To: d}, nil
	}
	v := Value{Interval: true}
	for _, end := range []struct {
		text string
		date *Date
	}{{from, &v.From}, {to, &v.To}} {
		switch end.text {
		case "":
		case "..":
			end.date.Open = true
		default:
			d, err := parseDate(end.text)
			if err != nil {
				return Value{}, fmt.Errorf("edtf: %q: %w", s, err)
			}
			*end.date = d
		}
	}
	if v.From.empty() && v.To.empty() {
		return Value{}, fmt.Errorf("edtf: %q: no end is known", s)
	}
	first, _ := v.From.bounds()
	_, last := v.To.bounds()
	if first != "" && last != "" && last < first {
		return Value{}, fmt.Errorf("edtf: %q: ends before it begins", s)
	}
	return v, nil
}

func (d Date) empty() bool { return d == Date{} || d.Open }

func parseDate(s string) (Date, error) {
	var d Date
	body := s
	if n := len(s); n > 0 {
		switch q := Qualifier(s[n-1]); q {
		case Uncertain, Approximate, UncertainApproximate:
			d.Qualifier, body = q, s[:n-1]
		}
	}
	if len(body) != 4 && len(body) != 7 && len(body) != 10 {
		return Date{}, fmt.Errorf("date %q: want YYYY, YYYY-MM or YYYY-MM-DD", s)
	}
	for i := range 4 {
		d.Year *= 10
		switch c := body[i]; {
		case c == 'X':
			d.Unspecified++
		case c < '0' || c > '9':
			return Date{}, fmt.Errorf("date %q: the year needs four digits or X", s)
		case d.Unspecified > 0:
			return Date{}, fmt.Errorf("date %q: a digit after an X", s)
		default:
			d.Year += int(c - '0')
		}
	}
	if d.Year == 0 && d.Unspecified == 0 {
		return Date{}, fmt.Errorf("date %q: there is no year 0000 here", s)
	}
	var err error
	if len(body) > 4 {
		if d.Month, err = parsePart(body[4:7]); err != nil {
			return Date{}, fmt.Errorf("date %q: month: %w", s, err)
		}
		switch m := d.Month; {
		case m == Some, m >= 1 && m <= 12:
		case len(body) == 7 && (m >= Spring && m <= Winter || m >= Quarter1 && m <= Quarter4 || m == Half1 || m == Half2):
		default:
			return Date{}, fmt.Errorf("date %q: no month, season, quarter or half %02d", s, m)
		}
	}
	if len(body) > 7 {
		if d.Day, err = parsePart(body[7:10]); err != nil {
			return Date{}, fmt.Errorf("date %q: day: %w", s, err)
		}
		switch {
		case d.Day == Some:
		case d.Month == Some:
			return Date{}, fmt.Errorf("date %q: a day of a month that is not told", s)
		case d.Day < 1 || d.Day > d.longest():
			return Date{}, fmt.Errorf("date %q: month %02d has no day %02d", s, d.Month, d.Day)
		}
	}
	return d, nil
}

// longest returns the days of the date's month; February is long where the year is not told in full.
func (d Date) longest() int {
	if d.Unspecified > 0 {
		return DaysIn(2000, d.Month)
	}
	return DaysIn(d.Year, d.Month)
}

func parsePart(s string) (int, error) {
	switch {
	case s[0] != '-':
		return 0, fmt.Errorf("%q stands where - should", s[:1])
	case s[1:] == "XX":
		return Some, nil
	case s[1] < '0' || s[1] > '9' || s[2] < '0' || s[2] > '9':
		return 0, fmt.Errorf("%q is neither two digits nor XX", s[1:])
	}
	return int(s[1]-'0')*10 + int(s[2]-'0'), nil
}

// String writes the value so that Parse reads the same again.
func (v Value) String() string {
	if !v.Interval {
		return v.From.String()
	}
	return v.From.String() + "/" + v.To.String()
}

// String writes the date; ".." for an open end, "" for an unknown one.
func (d Date) String() string {
	if d.Open {
		return ".."
	}
	if d.Year == 0 && d.Unspecified == 0 {
		return ""
	}
	b := make([]byte, 0, 11)
	b = append(b, fmt.Sprintf("%04d", d.Year)...)
	for i := range d.Unspecified {
		b[3-i] = 'X'
	}
	for _, part := range []int{d.Month, d.Day} {
		switch part {
		case 0:
		case Some:
			b = append(b, "-XX"...)
		default:
			b = append(b, '-', byte('0'+part/10), byte('0'+part%10))
		}
	}
	if d.Qualifier != 0 {
		b = append(b, byte(d.Qualifier))
	}
	return string(b)
}

// DaysIn returns the number of days of a month, 0 for no month.
func DaysIn(year, month int) int {
	switch month {
	case 1, 3, 5, 7, 8, 10, 12:
		return 31
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 0
}
