package draw

import (
	"slices"
	"strconv"
	"time"

	"github.com/communique-kg/communique"
)

// The sizes of what stands on years, in pixels.
const (
	usualWidth = 940 // of what is neither squeezed nor needs more room
	rowHeight  = 24  // of a mark with its surroundings, wide enough for a finger
	topHeight  = 24  // of the years
	gapWidth   = 36  // of a run of years without events
	widest     = 240 // a year at most
	fewYears   = 3   // a longer run without events is a gap
	labelRoom  = 44  // what the number of a year needs
)

// Tick is where a year, or a run of years without events, begins.
type Tick struct {
	X     int
	Label string // "" where there is no room for it
	Gap   bool
}

// scale puts days on a line of years.
type scale struct {
	columns []column // in order of time
	start   int      // where what has no beginning begins
	width   int
}

// column is a year, or the years of a gap.
type column struct {
	first, last int // years
	x, w        int
	gap         bool
}

// newScale makes room for every year in which one of the days begins or ends;
// long runs of other years are squeezed into a gap. The first year begins at left.
func newScale(all []communique.Days, left int) scale {
	s := scale{columns: columnsOf(yearsOf(all)), start: left - rowHeight/2}
	gaps := 0
	for _, c := range s.columns {
		if c.gap {
			gaps++
		}
	}
	n := len(s.columns) - gaps
	w := min(max((usualWidth-gaps*gapWidth)/max(n, 1), narrowest(n)), widest)
	x := left
	for i := range s.columns {
		c := &s.columns[i]
		c.x, c.w = x, w
		if c.gap {
			c.w = gapWidth
		}
		x += c.w
	}
	s.width = x + rowHeight/2
	return s
}

// narrowest is the width of a year at least, where there are so many.
func narrowest(years int) int {
	switch {
	case years <= 60:
		return 24
	case years <= 200:
		return 12
	}
	return 6
}

// yearsOf lists the years in which days begin or end, in order.
func yearsOf(all []communique.Days) []int {
	var years []int
	for _, days := range all {
		for _, d := range []communique.Day{days.From, days.To} {
			if t, err := time.Parse(time.DateOnly, string(d)); err == nil {
				years = append(years, t.Year())
			}
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// columnsOf lists years in order with those between them, long runs as gaps.
func columnsOf(years []int) []column {
	var out []column
	for i, y := range years {
		if i > 0 {
			before := out[len(out)-1].last
			if y-before-1 > fewYears {
				out = append(out, column{first: before + 1, last: y - 1, gap: true})
			} else {
				for f := before + 1; f < y; f++ {
					out = append(out, column{first: f, last: f})
				}
			}
		}
		out = append(out, column{first: y, last: y})
	}
	return out
}

func (s scale) ticks() []Tick {
	var out []Tick
	free := 0
	for _, c := range s.columns {
		t := Tick{X: c.x, Gap: c.gap}
		switch {
		case c.x < free:
		case c.gap:
			t.Label = "…"
		default:
			t.Label = strconv.Itoa(c.first)
			free = c.x + labelRoom
		}
		out = append(out, t)
	}
	return out
}

// at returns where a day begins.
func (s scale) at(d communique.Day) int {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil || len(s.columns) == 0 {
		return 0
	}
	for _, c := range s.columns {
		switch {
		case t.Year() > c.last:
			continue
		case c.gap:
			return c.x + c.w*(t.Year()-c.first)/(c.last-c.first+1)
		case t.Year() < c.first:
			return c.x
		}
		return c.x + c.w*(t.YearDay()-1)/366
	}
	last := s.columns[len(s.columns)-1]
	return last.x + last.w
}

// ends returns where a range begins and ends; open ends reach the border.
func (s scale) ends(d communique.Days) (from, to int) {
	from, to = s.start, s.width-1
	if d.From != "" {
		from = s.at(d.From)
	}
	if d.To != "" {
		to = s.at(d.To.Add(1))
	}
	if to-from < barNarrow {
		to = from + barNarrow
	}
	return from, min(to, s.width-1)
}
