package format

import (
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// writer builds readable text out of blocks: one paragraph, heading, item or row
// on a line, a blank line between them but not between items or rows.
type writer struct {
	b      strings.Builder
	blocks []Block
}

// add appends a block. White space inside it becomes single spaces, but for the
// line breaks of code; a blank one is left out.
func (w *writer) add(kind, text string) {
	if kind == "code" {
		text = strings.Trim(text, "\n\r")
	} else {
		text = collapse(text)
	}
	if blank(text) {
		return
	}
	if n := len(w.blocks); n > 0 {
		w.b.WriteByte('\n')
		if last := w.blocks[n-1].Type; last != kind || kind != "list" && kind != "table" {
			w.b.WriteByte('\n')
		}
	}
	start := w.b.Len()
	w.b.WriteString(text)
	w.blocks = append(w.blocks, Block{Span: communique.Span{Start: start, End: w.b.Len()}, Type: kind})
}

// text returns what was written, with a line break at its end.
func (w *writer) text() string {
	if len(w.blocks) == 0 {
		return ""
	}
	return w.b.String() + "\n"
}

// collapse makes single spaces of the white space of HTML, which leaves the
// no-break space alone, and takes it off both ends. Cells keep the tab between them.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	pending := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\n', '\r', '\f', '\v':
			if pending == 0 {
				pending = ' '
			}
		case '\t':
			pending = '\t'
		default:
			if pending != 0 && b.Len() > 0 {
				b.WriteByte(pending)
			}
			pending = 0
			if c < ' ' || c == 0x7f {
				continue
			}
			b.WriteByte(c)
		}
	}
	if out := b.String(); utf8.ValidString(out) {
		return out
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}
