package web

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// highlight is a span of a text that is marked, with the number of what it marks.
type highlight struct {
	communique.Span
	Of int
}

// piece is a stretch of text between two borders of highlights.
type piece struct {
	communique.Span
	Marks  []int // the Of of every highlight over it, the shortest first
	Begins []int // those that begin here
}

// pieces cuts the stretch of a text at every border of a highlight. Joined, the
// pieces are the stretch. Highlights may overlap; what lies outside the stretch
// is left out.
func pieces(stretch communique.Span, marks []highlight) []piece {
	if stretch.Len() <= 0 {
		return nil
	}
	var inside []highlight
	borders := []int{stretch.Start, stretch.End}
	for _, m := range marks {
		if m.Len() <= 0 || !m.Overlaps(stretch) {
			continue
		}
		inside = append(inside, m)
		borders = append(borders, max(m.Start, stretch.Start), min(m.End, stretch.End))
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	slices.SortStableFunc(inside, func(a, b highlight) int { return cmp.Compare(a.Start, b.Start) })

	var out []piece
	var open []highlight // those over the current piece
	next := 0
	for i := 0; i+1 < len(borders); i++ {
		p := piece{Span: communique.Span{Start: borders[i], End: borders[i+1]}}
		open = slices.DeleteFunc(open, func(h highlight) bool { return h.End <= p.Start })
		for ; next < len(inside) && inside[next].Start <= p.Start; next++ {
			open = append(open, inside[next])
			if inside[next].Start == p.Start {
				p.Begins = append(p.Begins, inside[next].Of)
			}
		}
		over := slices.Clone(open)
		slices.SortStableFunc(over, func(a, b highlight) int { return cmp.Compare(a.Len(), b.Len()) })
		for _, h := range over {
			p.Marks = append(p.Marks, h.Of)
		}
		out = append(out, p)
	}
	return out
}

// What showing a text costs in bytes of a page, by which long texts are cut into
// parts: about, and rather too much.
const (
	costOfByte    = 4
	costOfEscape  = 6    // of a character that HTML writes in several
	costOfLine    = 100  // what stands around each line
	costOfControl = 70   // what makes a mark of direction inert
	costOfClaim   = 1800 // its mark and its card
)

// parts cuts a text into stretches that cost about as much to show, at ends of
// paragraphs where there are any near, else at spaces, else between characters.
// Claims begin at the given bytes, in order. Joined, the parts are the text;
// there is at least one.
func parts(text string, begins []int, most int) []communique.Span {
	var out []communique.Span
	start, spent, next := 0, 0, 0
	for i := 0; i < len(text); i++ {
		spent += costAt(text, i)
		for ; next < len(begins) && begins[next] <= i; next++ {
			spent += costOfClaim
		}
		if spent <= most || !utf8.RuneStart(text[i]) || i == start {
			continue
		}
		end := cutBefore(text, start+(i-start)/2, i)
		if end <= start {
			end = i
		}
		out = append(out, communique.Span{Start: start, End: end})
		start, spent = end, 0
		next, _ = slices.BinarySearch(begins, end)
		i = end - 1
	}
	if start < len(text) || len(out) == 0 {
		out = append(out, communique.Span{Start: start, End: len(text)})
	}
	return out
}

func costAt(text string, i int) int {
	switch c := text[i]; c {
	case '\n':
		return costOfLine
	case '<', '>', '&', '"', '\'', '+':
		return costOfEscape
	case 0xe2: // the first byte of every mark that steers the direction
		if isControlAt(text, i) {
			return costOfControl
		}
	}
	return costOfByte
}

// cutBefore returns the best place to cut in (low, high].
func cutBefore(text string, low, high int) int {
	for _, border := range []byte{'\n', ' '} {
		for i := high; i > low; i-- {
			if text[i-1] == border {
				return i
			}
		}
	}
	for high > low && !utf8.RuneStart(text[high]) {
		high--
	}
	return high
}

// lines cuts a stretch of a text into its lines, each with its line break.
// Joined, they are the stretch.
func lines(text string, stretch communique.Span) []communique.Span {
	var out []communique.Span
	start := stretch.Start
	for i := stretch.Start; i < stretch.End; i++ {
		if text[i] == '\n' {
			out = append(out, communique.Span{Start: start, End: i + 1})
			start = i + 1
		}
	}
	if start < stretch.End {
		out = append(out, communique.Span{Start: start, End: stretch.End})
	}
	return out
}
