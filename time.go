package communique

import (
	"fmt"
	"time"
)

// Day is a calendar day in UTC, "2006-01-02". Days compare as strings.
// The empty Day means unknown, or open where it ends a range.
type Day string

// DayOf returns the UTC day of t.
func DayOf(t time.Time) Day { return Day(t.UTC().Format(time.DateOnly)) }

// Validate reports whether d is empty or a real calendar day.
func (d Day) Validate() error {
	if d == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, string(d)); err != nil {
		return fmt.Errorf("day %q: want YYYY-MM-DD", string(d))
	}
	return nil
}

// Add returns the day n days later; an empty or invalid day stays as it is.
func (d Day) Add(n int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return DayOf(t.AddDate(0, 0, n))
}

// Days is an inclusive range of days. An empty From or To is open; the zero
// Days is unknown, which is not the same as always.
type Days struct {
	From Day `json:"from,omitempty"`
	To   Day `json:"to,omitempty"`
}

// Known reports whether at least one end is known.
func (d Days) Known() bool { return d.From != "" || d.To != "" }

// Contains reports whether day lies in a known range.
func (d Days) Contains(day Day) bool {
	return d.Known() && (d.From == "" || d.From <= day) && (d.To == "" || day <= d.To)
}

// Overlaps reports whether two known ranges share a day.
func (d Days) Overlaps(o Days) bool {
	return d.Known() && o.Known() && (d.To == "" || o.From == "" || o.From <= d.To) && (o.To == "" || d.From == "" || d.From <= o.To)
}

// Within reports whether every day of d is a day of o; both must be known.
func (d Days) Within(o Days) bool {
	return d.Known() && o.Known() &&
		(o.From == "" || d.From != "" && o.From <= d.From) && (o.To == "" || d.To != "" && d.To <= o.To)
}

// Validate reports an impossible day or a range that ends before it begins.
func (d Days) Validate() error {
	if err := d.From.Validate(); err != nil {
		return err
	}
	if err := d.To.Validate(); err != nil {
		return err
	}
	if d.From != "" && d.To != "" && d.To < d.From {
		return fmt.Errorf("days %s/%s: ends before it begins", d.From, d.To)
	}
	return nil
}

// String gives the range as an EDTF interval: "2014-09-05", "2016-06-01/2016-06-30",
// "2024-03-07/..", "" where unknown.
func (d Days) String() string {
	switch {
	case !d.Known():
		return ""
	case d.From == d.To:
		return string(d.From)
	}
	from, to := d.From, d.To
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
	}
	return string(from) + "/" + string(to)
}

// TimeType is the TIMEX3 type of a temporal expression.
type TimeType string

// The TIMEX3 types.
const (
	Date     TimeType = "DATE"
	Clock    TimeType = "TIME"
	Duration TimeType = "DURATION"
	Set      TimeType = "SET"
)

// TimeValue is one reading of a time: the words it rests on, what they say in
// TIMEX3 and in EDTF, the days they can mean, and why they are read so.
// The zero TimeValue is an unknown time; unknown stays unknown.
type TimeValue struct {
	Evidence          // the words; empty where the value was inferred from elsewhere
	Type     TimeType `json:"type,omitempty"`
	Value    string   `json:"value,omitempty"` // TIMEX3 value: "2016-07", "P69Y", "PRESENT_REF"
	EDTF     string   `json:"edtf,omitempty"`  // EDTF reading: "2016-07", "2024-03-07/.."; "" for what has no place in time yet, such as a duration or an unresolved reference
	Days              // earliest and latest day; zero where unknown
	Basis    string   `json:"basis,omitempty"` // why: "stated", "publication date", "caption, agrees with weekday", …
	Role     string   `json:"role,omitempty"`  // "event", "publication", "utterance"; "" where not decided
}

// Validate reports what is wrong with the value by itself.
func (t TimeValue) Validate() error {
	switch t.Type {
	case "", Date, Clock, Duration, Set:
	default:
		return fmt.Errorf("time %q: unknown type %q", t.Exact, t.Type)
	}
	if err := t.Days.Validate(); err != nil {
		return fmt.Errorf("time %q: %w", t.Exact, err)
	}
	return nil
}
