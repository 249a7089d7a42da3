package web

import (
	"strconv"

	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/web/draw"
)

// barsView is counts as bars, and as a table that says the same. The template
// "bars" shows it; the zero value shows nothing.
type barsView struct {
	ID    string // of the part of the page, which begins those inside it
	Title string
	Says  string // what the drawing needs said; "" where nothing
	Head  string // of the first column: "Years"
	Unit  string // of the second: "Claims"
	Chart draw.Bars
	Rows  []barRow
}

// barRow is a bar as a row of the table.
type barRow struct {
	Name, Href string
	N          int
	Shown      bool
}

// mostBars is how many bars fit a page.
const mostBars = 36

// yearBars draws counts by years, several years together where there are many.
// Where href is not nil, each bar leads to what it gives for the first and last
// year of the bar. Shown tells which bars the page shows; nil none.
func yearBars(v barsView, years []graph.YearCount, href func(first, last int) string, shown func(first, last int) bool) barsView {
	counted := make([]draw.Year, len(years))
	for i, y := range years {
		counted[i] = draw.Year{Year: y.Year, N: y.Claims}
	}
	var counts []draw.Count
	for _, b := range draw.BinYears(counted, mostBars) {
		c := draw.Count{Name: b.Name(), N: b.N, Label: b.Name() + ": " + thousands(b.N), Gap: b.Gap}
		if b.First != b.Last {
			c.Name = strconv.Itoa(b.First) + "–"
		}
		if shown != nil {
			c.Shown = shown(b.First, b.Last)
		}
		if b.Gap {
			c.Name, c.Label = "…", ""
		}
		if b.N > 0 {
			if href != nil {
				c.Href = href(b.First, b.Last)
			}
			v.Rows = append(v.Rows, barRow{Name: b.Name(), Href: c.Href, N: b.N, Shown: c.Shown})
		}
		counts = append(counts, c)
	}
	v.Chart = draw.LayBars(counts)
	v.Chart.Title = v.Title
	return v
}

// drawingView is a drawing of marks as a page shows it: in a part that can be
// moved sideways, with a line below that says what has the focus. The template
// "drawing" shows it.
type drawingView struct {
	ID      string // of the heading that names it
	Drawing draw.Timeline
}
