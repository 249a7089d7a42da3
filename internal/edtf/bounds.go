package edtf

import "fmt"

// Bounds returns the earliest and the latest day that the value can mean, as
// "YYYY-MM-DD"; "" where that end is open, unknown or not told. Qualifiers do
// not widen them. Seasons are the northern ones and reach as far as either the
// weather's or the sun's reckoning; the winter of a year is the one that ends
// or the one that begins in it, so its bounds span both.
func (v Value) Bounds() (earliest, latest string) {
	earliest, _ = v.From.bounds()
	_, latest = v.To.bounds()
	return earliest, latest
}

// Bounds parses s and returns its bounds.
func Bounds(s string) (earliest, latest string, err error) {
	v, err := Parse(s)
	if err != nil {
		return "", "", err
	}
	earliest, latest = v.Bounds()
	return earliest, latest, nil
}

func (d Date) bounds() (earliest, latest string) {
	first, last := d.Year, d.Year
	switch {
	case d.Open, d.Year == 0 && d.Unspecified == 0, d.Unspecified == 4:
		return "", ""
	case d.Unspecified > 0:
		step := [...]int{1, 10, 100, 1000}[d.Unspecified]
		last = first + step - 1
		if first == 0 {
			first = 1
		}
	}
	m := d.Month
	switch {
	case m <= 0:
		return day(first, 1, 1), day(last, 12, 31)
	case m <= 12 && d.Day > 0:
		if d.Unspecified > 0 && m == 2 && d.Day == 29 {
			first, last = leapFrom(first, 1), leapFrom(last, -1)
		}
		return day(first, m, d.Day), day(last, m, d.Day)
	case m <= 12:
		return day(first, m, 1), day(last, m, DaysIn(last, m))
	case m == Spring:
		return day(first, 3, 1), day(last, 6, 21)
	case m == Summer:
		return day(first, 6, 1), day(last, 9, 23)
	case m == Autumn:
		return day(first, 9, 1), day(last, 12, 21)
	case m == Winter:
		if last == 9999 {
			return day(first, 1, 1), day(last, 12, 31)
		}
		return day(first, 1, 1), day(last+1, 3, 20)
	case m >= Quarter1 && m <= Quarter4:
		end := 3 * (m - Quarter1 + 1)
		return day(first, end-2, 1), day(last, end, DaysIn(last, end))
	case m == Half1:
		return day(first, 1, 1), day(last, 6, 30)
	}
	return day(first, 7, 1), day(last, 12, 31)
}

// leapFrom returns the nearest leap year from year on in the direction of step;
// every decade holds one, except some that border on a century's end, where the
// search ends at the next.
func leapFrom(year, step int) int {
	for y := year; y > 0 && y < 10000; y += step {
		if DaysIn(y, 2) == 29 {
			return y
		}
	}
	return year
}

func day(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }

// Contains reports whether every day that o can mean is one that v can mean.
// Ends that are not known are taken as open; a value without any bound
// contains nothing and is contained in nothing.
func (v Value) Contains(o Value) bool {
	vf, vt := v.Bounds()
	of, ot := o.Bounds()
	if vf == "" && vt == "" || of == "" && ot == "" {
		return false
	}
	return (vf == "" || of != "" && vf <= of) && (vt == "" || ot != "" && ot <= vt)
}

// Overlaps reports whether v and o can mean the same day, on the same terms as Contains.
func (v Value) Overlaps(o Value) bool {
	vf, vt := v.Bounds()
	of, ot := o.Bounds()
	if vf == "" && vt == "" || of == "" && ot == "" {
		return false
	}
	return (vt == "" || of == "" || of <= vt) && (ot == "" || vf == "" || vf <= ot)
}
