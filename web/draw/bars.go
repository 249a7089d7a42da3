package draw

import (
	"fmt"
	"html/template"
	"slices"
)

// Year is how many things a year has.
type Year struct{ Year, N int }

// Bin is a run of years with how many things they have together.
type Bin struct {
	First, Last int // years, both within
	N           int
	Gap         bool // years that have nothing, squeezed into one
}

// Name gives the years of a bin: "2014", "2010–2019".
func (b Bin) Name() string {
	if b.First == b.Last {
		return fmt.Sprint(b.First)
	}
	return fmt.Sprintf("%d–%d", b.First, b.Last)
}

// binSteps are the lengths of a bin in years.
var binSteps = []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}

// BinYears puts years together until there are at most so many bins, in order;
// runs that have nothing become gaps. Years that are given twice are added up;
// those without anything, or outside 0 to 9999, are left out.
func BinYears(years []Year, most int) []Bin {
	for _, step := range binSteps {
		if bins := binYears(years, step); len(bins) <= most || step == binSteps[len(binSteps)-1] {
			return bins
		}
	}
	return nil // unreachable: the last step is always taken
}

func binYears(years []Year, step int) []Bin {
	counts := map[int]int{}
	for _, y := range years {
		if y.N > 0 && y.Year >= 0 && y.Year <= 9999 {
			counts[y.Year/step] += y.N
		}
	}
	var filled []int
	for bin := range counts {
		filled = append(filled, bin)
	}
	slices.Sort(filled)
	var out []Bin
	for _, c := range columnsOf(filled) {
		out = append(out, Bin{First: c.first * step, Last: (c.last+1)*step - 1, N: counts[c.first], Gap: c.gap})
	}
	return out
}

// Count is a bar before it is drawn.
type Count struct {
	Name  string // under the bar, where there is room
	N     int    // 0 and less draw no bar
	Label string // what it is, for who does not see it
	Href  string // where it leads; "" leads nowhere
	Shown bool   // it is what the page shows
	Gap   bool   // stands for several without anything
}

// Bars is a drawing of counts: where each thing stands.
type Bars struct {
	Title         string // what is drawn, for who does not see it
	Width, Height int
	Base          int // the line on which the bars stand
	Most          int // the greatest count
	Bars          []Bar
	From, To      int // where the part that is shown begins and ends; both 0 where none is
}

// Bar is a count with the box that a pointer hits, from the top to the names,
// and the bar inside it.
type Bar struct {
	Count
	X, W    int  // of the box
	BX, BW  int  // of the bar
	Y, H    int  // of the bar
	NX      int  // the middle of its name
	Written bool // its name has room
	Most    bool // the greatest, the first of several, whose count is written above it
}

// Top is the base line of the count above the bar.
func (b Bar) Top() int { return b.Y - 4 }

// Span is the width of the part that is shown.
func (b Bars) Span() int { return b.To - b.From }

// The sizes of a drawing of counts, in pixels.
const (
	barsTop    = 20 // for the greatest count
	barsHeight = 64 // of the greatest bar
	barsBottom = 20 // for the names
	barWidest  = 48
	nameLetter = 8 // the width of a letter of a name at most
)

// LayBars draws counts as bars, in the order given, each at least a finger wide
// and one pixel high where it counts anything. It is pure.
func LayBars(counts []Count) Bars {
	b := Bars{Height: barsTop + barsHeight + barsBottom, Base: barsTop + barsHeight}
	for _, c := range counts {
		b.Most = max(b.Most, c.N)
	}
	w := min(max(usualWidth/max(len(counts), 1), rowHeight), barWidest)
	x, free := 0, 0
	for _, c := range counts {
		bar := Bar{Count: c, X: x, W: w, BX: x + 2, BW: w - 4, NX: x + w/2, Y: b.Base}
		if c.N > 0 {
			bar.H = max(c.N*barsHeight/b.Most, 1)
			bar.Y = b.Base - bar.H
			bar.Most = c.N == b.Most && !slices.ContainsFunc(b.Bars, func(o Bar) bool { return o.Most })
		}
		if half := (len([]rune(c.Name))*nameLetter + 1) / 2; bar.NX-half >= free || free == 0 {
			bar.Written = c.Name != ""
			if bar.Written {
				free = bar.NX + half + nameLetter/2
			}
		}
		if c.Shown {
			if b.To == 0 {
				b.From = x
			}
			b.To = x + w
		}
		b.Bars = append(b.Bars, bar)
		x += w
	}
	b.Width = max(x, rowHeight)
	return b
}

// SVG is the drawing as an element for a page.
func (b Bars) SVG() (template.HTML, error) { return render("bars", b) }
