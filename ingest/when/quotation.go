package when

import (
	"strings"

	"github.com/communique-kg/communique"
)

// quotations returns the stretches between double quotation marks, in order. A
// quotation that is not closed ends with its paragraph.
func quotations(r *communique.Reading) []communique.Span {
	var out []communique.Span
	for _, p := range r.Paragraphs {
		text := p.Of(r.Text)
		open := -1
		for i := 0; i < len(text); {
			step := strings.IndexAny(text[i:], "\"“”")
			if step < 0 {
				break
			}
			at := i + step
			n := 1
			if text[at] != '"' {
				n = len("“")
			}
			mark := text[at : at+n]
			switch {
			case open < 0 && mark != "”":
				open = at
			case open >= 0 && mark != "“":
				out = append(out, communique.Span{Start: p.Start + open, End: p.Start + at + n})
				open = -1
			}
			i = at + n
		}
		if open >= 0 {
			out = append(out, communique.Span{Start: p.Start + open, End: p.End})
		}
	}
	return out
}
