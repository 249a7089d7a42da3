package when

import "github.com/communique-kg/communique"

// quotations appends the stretches of a paragraph between double quotation
// marks, in order. A quotation that is not closed ends with the paragraph.
func quotations(dst []communique.Span, text string, p communique.Span) []communique.Span {
	open := -1
	for i := p.Start; i < p.End; i++ {
		n, opens, closes := 1, true, true
		switch c := text[i]; {
		case c == '"':
		case c == 0xE2 && i+2 < p.End && text[i+1] == 0x80 && text[i+2]|1 == 0x9D: // “ and ”
			n, opens, closes = 3, text[i+2] == 0x9C, text[i+2] == 0x9D
		default:
			continue
		}
		switch {
		case open < 0 && opens:
			open = i
		case open >= 0 && closes:
			dst = append(dst, communique.Span{Start: open, End: i + n})
			open = -1
		}
		i += n - 1
	}
	if open >= 0 {
		dst = append(dst, communique.Span{Start: open, End: p.End})
	}
	return dst
}
