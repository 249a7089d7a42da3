package draw

import (
	"slices"
	"strconv"

	"github.com/communique-kg/communique"
)

// Step is a value that held for some days.
type Step struct {
	communique.Days
	Value float64
}

// Dot is a value that was given for some days.
type Dot struct {
	Mark  // its lane is that of the value
	Value float64
}

// Stair is a step of a staircase, and the riser to the next where that begins on
// the next day.
type Stair struct {
	Bar, Begin, End *Stretch
	Riser           string // a path; "" where the next begins later or never
}

// stepLeft is the room for the values before a staircase.
const stepLeft = 64

// LaySteps draws values that held one after the other as a staircase, the
// greatest value on top, with what was said of them as marks in the row of their
// value. Rows are as far apart as their order, not their values. Steps that
// follow each other on the next day are joined. It is pure, and does not depend
// on the order of steps or dots. Steps without any known day are left out.
func LaySteps(steps []Step, dots []Dot) Timeline {
	var values []float64
	var days []communique.Days
	steps = slices.DeleteFunc(slices.Clone(steps), func(s Step) bool { return !s.Known() })
	slices.SortFunc(steps, compareSteps)
	for _, s := range steps {
		values, days = append(values, s.Value), append(days, s.Days)
	}
	for _, d := range dots {
		values = append(values, d.Value)
	}
	slices.Sort(values)
	values = slices.Compact(values)
	slices.Reverse(values)
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	marks := make([]Mark, len(dots))
	for i, d := range dots {
		marks[i] = d.Mark
		marks[i].Lane = slices.Index(values, d.Value)
	}
	f := frame{left: stepLeft, between: 6}
	t := f.lay(names, marks, nil, days)
	t.Name, t.Bands = "steps", true
	s := newScale(append(days, daysOf(marks)...), f.left)
	level := func(v float64) int { return t.Lanes[slices.Index(values, v)].Y - 4 }
	for i, step := range steps {
		from, to := s.ends(step.Days)
		y := level(step.Value)
		var stair Stair
		stair.Bar, stair.Begin, stair.End = stretches(from, max(to, from), y-1, step.Days)
		if i+1 < len(steps) && step.To != "" && steps[i+1].From == step.To.Add(1) {
			stair.Riser = "M" + strconv.Itoa(to) + " " + strconv.Itoa(y) + "V" + strconv.Itoa(level(steps[i+1].Value))
		}
		t.Stairs = append(t.Stairs, stair)
	}
	return t
}

func daysOf(marks []Mark) []communique.Days {
	out := make([]communique.Days, len(marks))
	for i, m := range marks {
		out[i] = m.Days
	}
	return out
}

// compareSteps orders steps by their days, then by their values.
func compareSteps(a, b Step) int {
	switch {
	case a.From != b.From:
		return compareDays(a.From, b.From)
	case a.To != b.To:
		return compareDays(a.To, b.To)
	case a.Value < b.Value:
		return -1
	case a.Value > b.Value:
		return 1
	}
	return 0
}

func compareDays(a, b communique.Day) int {
	if a < b {
		return -1
	}
	return 1
}
