package draw

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"

	"github.com/communique-kg/communique"
)

// Mark is an event: a dot for a day, a bar for a longer time, whose open end
// fades. Its days must be known, at one end at least.
type Mark struct {
	communique.Days
	Lane        int  // of the lanes, from 0
	Approximate bool // drawn dashed
	Inferred    bool // drawn hatched
	Against     bool // drawn as a ring: it stands against something
	Glance      bool // a look back at other marks, drawn as a diamond
	More        int  // stands for so many that are folded, and is drawn as their number; 0 stands for itself
	Label       string
	Href        string
}

// Link joins two marks, named by their places in what is handed over: one, and a
// later one that is about it.
type Link struct{ From, To int }

// Timeline is a drawing of events over the years: where each thing stands.
type Timeline struct {
	Name          string // begins the ids inside the drawing, of which a page may have several
	Title         string // what is drawn, for who does not see it
	Width, Height int
	Ticks         []Tick
	Lanes         []Lane
	Marks         []Placed // in order of time
	Stairs        []Stair  // only in a staircase
	Bands         bool     // the lanes are drawn as bands, so that what stands in a further row is seen to be in its lane
}

// Lane is a lane with its name above its marks, or before them.
type Lane struct {
	Name   string
	Y      int // the base line of its name
	Top    int
	Bottom int
}

// Height is how high the lane is.
func (l Lane) Height() int { return l.Bottom - l.Top }

// Placed is a mark with the box that it fills and its shape.
type Placed struct {
	Mark
	X, Y, W    int         // where a pointer hits it: W wide and 24 high
	Dot        bool        // a dot, or diamond, in the middle of the box
	CX, CY     int         // the middle of its shape
	Bar        *Stretch    // of what is no dot; nil where open ends leave nothing of it
	Begin, End *Stretch    // the fading parts of a bar that is open there
	Act        int         // its number as what others look back on, from 1; 0 where none does
	Back       []Connector // to what it looks back on
}

// Stretch is a part of a bar.
type Stretch struct{ X, Y, W int }

// Connector joins a mark to an earlier one.
type Connector struct {
	Act  int // the number of the earlier one
	Path string
	from int // the earlier one's place in the drawing
}

// The sizes of marks, in pixels.
const (
	nameHeight = 24 // of a lane's name
	barHeight  = 8
	barNarrow  = 10
	fadeLength = 28
	numbers    = 12 // so many acts are told apart in a style sheet; then their numbers begin again
)

// LayTimeline places marks over the years in which something begins or ends;
// long runs of other years are squeezed into a gap. Lanes without marks are left
// out. Marks of a lane never touch each other: what has no room stands a row
// further down. It is pure, and does not depend on the order of the marks.
// Links that name no marks, or join one with itself, are left out.
func LayTimeline(lanes []string, marks []Mark, links []Link) Timeline {
	return frame{left: rowHeight / 2, name: nameHeight}.lay(lanes, marks, links, nil)
}

// frame is how lanes stand: where the years begin, the height of a lane's name
// above its marks, and the room between lanes. Without height for names, they
// stand before the marks, and lanes without marks have an empty row.
type frame struct{ left, name, between int }

func (f frame) lay(lanes []string, marks []Mark, links []Link, more []communique.Days) Timeline {
	order := inTime(marks)
	all := slices.Clone(more)
	for _, m := range marks {
		all = append(all, m.Days)
	}
	s := newScale(all, f.left)
	t := Timeline{Name: "axis", Width: s.width, Ticks: s.ticks(), Marks: make([]Placed, len(marks))}
	y := topHeight
	for lane, name := range lanes {
		var ends []int // where each row of the lane is free
		top := y + f.name
		for at, i := range order {
			m := marks[i]
			if m.Lane != lane {
				continue
			}
			p := s.place(m)
			row := slices.IndexFunc(ends, func(end int) bool { return end <= p.X })
			if row < 0 {
				row = len(ends)
				ends = append(ends, 0)
			}
			ends[row] = p.X + p.W
			p.Y = top + row*rowHeight
			p.CY = p.Y + rowHeight/2
			p.shape(s)
			t.Marks[at] = p
		}
		if ends == nil && f.name > 0 {
			continue
		}
		t.Width = max(t.Width, len([]rune(name))*nameLetter+4)
		y = top + max(len(ends), 1)*rowHeight
		base := top - 7
		if f.name == 0 {
			base = top + 16
		}
		t.Lanes = append(t.Lanes, Lane{Name: name, Y: base, Top: top - f.name, Bottom: y})
		y += f.between
	}
	t.Height = y + 4
	t.connect(order, links)
	return t
}

// inTime returns the places of the marks in order of time; those that are alike
// in everything stand in for each other.
func inTime(marks []Mark) []int {
	order := make([]int, len(marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := marks[i], marks[j]
		return cmp.Or(cmp.Compare(cmp.Or(a.From, a.To), cmp.Or(b.From, b.To)), cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From), cmp.Compare(a.Lane, b.Lane), cmp.Compare(a.More, b.More),
			cmp.Compare(a.Label, b.Label), cmp.Compare(a.Href, b.Href), cmp.Compare(a.looks(), b.looks()))
	})
	return order
}

// connect draws the links, and numbers what others look back on.
func (t *Timeline) connect(order []int, links []Link) {
	at := make([]int, len(order))
	for place, i := range order {
		at[i] = place
	}
	known := func(i int) bool { return i >= 0 && i < len(at) && t.Marks[at[i]].W > 0 }
	seen := map[Link]bool{}
	for _, l := range links {
		if !known(l.From) || !known(l.To) || l.From == l.To || seen[l] {
			continue
		}
		seen[l] = true
		from, to := &t.Marks[at[l.From]], &t.Marks[at[l.To]]
		to.Back = append(to.Back, Connector{Path: curve(from.CX, from.CY, to.CX, to.CY), from: at[l.From]})
		from.Act = 1
	}
	acts := 0
	for i := range t.Marks {
		if t.Marks[i].Act > 0 {
			t.Marks[i].Act = acts%numbers + 1
			acts++
		}
	}
	for i := range t.Marks {
		back := t.Marks[i].Back
		for j := range back {
			back[j].Act = t.Marks[back[j].from].Act
		}
		slices.SortFunc(back, func(a, b Connector) int { return cmp.Compare(a.from, b.from) })
	}
}

// curve leads from one middle to another, level at both ends; within a row it
// hangs through, so that it does not hide behind what stands between.
func curve(x1, y1, x2, y2 int) string {
	bend := (x2 - x1) / 2
	if bend < rowHeight && bend > -rowHeight {
		bend = rowHeight
	}
	hang := 0
	if y1 == y2 {
		hang = 16
	}
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, x1+bend, y1+hang, x2-bend, y2+hang, x2, y2)
}

// place gives a mark its box, without its height.
func (s scale) place(m Mark) Placed {
	p := Placed{Mark: m}
	from, to := s.ends(m.Days)
	p.Dot = m.From == m.To || m.Glance || m.More > 0
	if m.From == m.To {
		p.CX = s.at(m.From)
	} else {
		p.CX = (from + to) / 2
	}
	if p.Dot || to-from < rowHeight {
		w := rowHeight
		if m.More > 0 {
			w = max(w, len(p.Number())*nameLetter+8)
		}
		p.X, p.W = min(max(p.CX-w/2, 0), s.width-w), w
		if m.More > 0 {
			p.CX = p.X + w/2
		}
		return p
	}
	p.X, p.W = from, to-from
	return p
}

// shape draws the bar of a mark that is no dot.
func (p *Placed) shape(s scale) {
	if p.Dot {
		return
	}
	from, to := s.ends(p.Days)
	p.Bar, p.Begin, p.End = stretches(from, to, p.CY-barHeight/2, p.Days)
}

// stretches cuts the fading ends off a bar that is open there.
func stretches(from, to, y int, d communique.Days) (bar, begin, end *Stretch) {
	fade := min(fadeLength, (to-from)/2)
	if d.From == "" {
		begin = &Stretch{from, y, fade}
		from += fade
	}
	if d.To == "" {
		end = &Stretch{to - fade, y, fade}
		to -= fade
	}
	if to > from {
		bar = &Stretch{from, y, to - from}
	}
	return bar, begin, end
}

// looks names the looks of a mark.
func (m Mark) looks() string {
	class := "mark"
	switch {
	case m.Glance:
		class = "mark glance"
	case m.More > 0:
		class = "mark folded"
	}
	switch {
	case m.Inferred:
		class += " inferred"
	case m.Approximate:
		class += " approximate"
	}
	if m.Against {
		class += " against"
	}
	return class
}

// Class names the looks of a mark, and its number as what others look back on.
func (p Placed) Class() string {
	if p.Act > 0 {
		return fmt.Sprintf("%s act-%d", p.looks(), p.Act)
	}
	return p.looks()
}

// Number is what stands for folded marks: "+12".
func (p Placed) Number() string { return fmt.Sprintf("+%d", p.More) }

// NumberY is the base line of the number.
func (p Placed) NumberY() int { return p.CY + 5 }

// Fade ends the name of the fading that a mark has.
func (p Placed) Fade() string {
	if p.Against {
		return "-against"
	}
	return ""
}

// Diamond is the path of a look back.
func (p Placed) Diamond() string {
	const r = 6
	return fmt.Sprintf("M%d %dl%d %dl%d %dl%d %dZ", p.CX-r, p.CY, r, -r, r, r, -r, r)
}

// SVG is the drawing as an element for a page.
func (t Timeline) SVG() (template.HTML, error) { return render("timeline", t) }

// Names are the names of the lanes as a drawing of their own, to lie above the
// other where that is moved sideways.
func (t Timeline) Names() (template.HTML, error) { return render("names", t) }
