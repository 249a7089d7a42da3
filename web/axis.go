package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/communique-kg/communique"
)

// axisMark is an event as the axis shows it: a dot for a day, a bar for a
// longer time, with a pointed end where it is open.
type axisMark struct {
	communique.Days
	Lane        string
	Approximate bool
	Inferred    bool
	Label       string // what it is, for who does not see it
	Href        string
}

// axis is a drawing of events over the years: where each thing stands, in pixels.
type axis struct {
	Width, Height int
	Ticks         []axisTick
	Lanes         []axisLane
	Marks         []placedMark
}

// axisTick is where a year, or a run of years without events, begins.
type axisTick struct {
	X     int
	Label string // "" where there is no room for it
	Gap   bool
}

// axisLane is a lane with its name above its marks.
type axisLane struct {
	Name   string
	Y      int // the base line of its name
	Bottom int
}

// placedMark is a mark with the box that it fills and its shape.
type placedMark struct {
	axisMark
	X, Y, W int    // where a pointer hits it: W wide and axisRow high
	Dot     bool   // a dot in the middle of the box
	CX, CY  int    // the middle
	Path    string // of a bar
}

// The sizes of the axis.
const (
	axisWidth   = 940 // of what is neither squeezed nor needs more room
	axisRow     = 24  // the height of a mark with its surroundings, wide enough for a finger
	axisName    = 24  // the height of a lane's name
	axisTop     = 24  // the height of the years
	axisGap     = 36  // the width of a run of years without events
	narrowest   = 24  // the width of a year at least
	widest      = 240 // and at most
	fewYears    = 3   // a longer run without events is a gap
	labelRoom   = 44  // the width that the number of a year needs
	barHeight   = 8
	barNarrow   = 10
	pointLength = 7
)

// layAxis places marks, each with at least one known day, over the years in
// which something begins or ends; long runs of other years are squeezed into a
// gap. Marks of a lane never touch each other: what has no room stands a row
// further down. It is pure, and the order of the marks decides who comes first.
func layAxis(marks []axisMark) axis {
	scale := newScale(marks)
	a := axis{Width: scale.width, Ticks: scale.ticks()}
	y := axisTop
	for _, lane := range lanes {
		var ends []int // where each row of the lane is free
		for _, m := range marks {
			if m.Lane != lane {
				continue
			}
			if ends == nil {
				a.Lanes = append(a.Lanes, axisLane{Name: lane, Y: y + axisName - 7})
				y += axisName
			}
			p := scale.place(m)
			row := slices.IndexFunc(ends, func(end int) bool { return end <= p.X })
			if row < 0 {
				row = len(ends)
				ends = append(ends, 0)
			}
			ends[row] = p.X + p.W
			p.Y = y + row*axisRow
			p.CY = p.Y + axisRow/2
			p.shape(scale)
			a.Marks = append(a.Marks, p)
		}
		if ends != nil {
			y += len(ends) * axisRow
			a.Lanes[len(a.Lanes)-1].Bottom = y
		}
	}
	a.Height = y + 4
	return a
}

// timeScale puts days on a line of years.
type timeScale struct {
	columns []axisColumn // in order of time
	width   int
}

// axisColumn is a year, or the years of a gap.
type axisColumn struct {
	first, last int // years
	x, w        int
	gap         bool
}

func newScale(marks []axisMark) timeScale {
	var years []int
	for _, m := range marks {
		for _, d := range []communique.Day{m.From, m.To} {
			if y, err := strconv.Atoi(string(d[:min(4, len(d))])); err == nil {
				years = append(years, y)
			}
		}
	}
	slices.Sort(years)
	var s timeScale
	gaps := 0
	for i, y := range slices.Compact(years) {
		if i > 0 {
			before := s.columns[len(s.columns)-1].last
			if y-before-1 > fewYears {
				s.columns = append(s.columns, axisColumn{first: before + 1, last: y - 1, gap: true})
				gaps++
			} else {
				for f := before + 1; f < y; f++ {
					s.columns = append(s.columns, axisColumn{first: f, last: f})
				}
			}
		}
		s.columns = append(s.columns, axisColumn{first: y, last: y})
	}
	w := min(max((axisWidth-gaps*axisGap)/max(len(s.columns)-gaps, 1), narrowest), widest)
	x := axisRow / 2 // a dot on the first day has its left half there
	for i := range s.columns {
		c := &s.columns[i]
		c.x, c.w = x, w
		if c.gap {
			c.w = axisGap
		}
		x += c.w
	}
	s.width = x + axisRow/2
	return s
}

func (s timeScale) ticks() []axisTick {
	var out []axisTick
	free := 0
	for _, c := range s.columns {
		t := axisTick{X: c.x, Gap: c.gap}
		if c.gap {
			t.Label = "…"
		} else if c.x >= free {
			t.Label = strconv.Itoa(c.first)
			free = c.x + labelRoom
		}
		out = append(out, t)
	}
	return out
}

// at returns where a day begins.
func (s timeScale) at(d communique.Day) int {
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

// place gives a mark its box, without its height.
func (s timeScale) place(m axisMark) placedMark {
	p := placedMark{axisMark: m}
	if m.From == m.To {
		p.Dot = true
		p.CX = s.at(m.From)
		p.X, p.W = p.CX-axisRow/2, axisRow
		return p
	}
	from, to := s.ends(m)
	p.X, p.W, p.CX = from, to-from, (from+to)/2
	if p.W < axisRow {
		p.X, p.W = min(max(p.CX-axisRow/2, 0), s.width-axisRow), axisRow
	}
	return p
}

// ends returns where a bar begins and ends.
func (s timeScale) ends(m axisMark) (from, to int) {
	to = s.width - 1
	if m.From != "" {
		from = s.at(m.From)
	}
	if m.To != "" {
		to = s.at(m.To.Add(1))
	}
	if to-from < barNarrow {
		to = from + barNarrow
	}
	return from, min(to, s.width-1)
}

// shape draws the bar of a mark that is no dot.
func (p *placedMark) shape(s timeScale) {
	if p.Dot {
		return
	}
	from, to := s.ends(p.axisMark)
	top, bottom := p.CY-barHeight/2, p.CY+barHeight/2
	left, right := from, to
	begin, end := fmt.Sprintf("M%d %d", from, bottom), ""
	if p.From == "" {
		left = min(from+pointLength, to)
		begin = fmt.Sprintf("M%d %dL%d %d", left, bottom, from, p.CY)
	}
	if p.To == "" {
		right = max(to-pointLength, left)
		end = fmt.Sprintf("L%d %d", to, p.CY)
	}
	p.Path = fmt.Sprintf("%sL%d %dL%d %d%sL%d %dZ", begin, left, top, right, top, end, right, bottom)
}

// Class names the looks of a mark.
func (p placedMark) Class() string {
	switch {
	case p.Inferred:
		return "mark inferred"
	case p.Approximate:
		return "mark approximate"
	}
	return "mark"
}

// Fill is how the shape is filled: only a drawing can name its own pattern.
func (p placedMark) Fill() string {
	return cmp.Or(map[bool]string{true: "url(#hatch)"}[p.Inferred], "currentColor")
}
