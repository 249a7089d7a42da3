package web

import (
	"unicode"
	"unicode/utf8"
)

// run is a stretch of text that is shown in one way.
type run struct {
	Text    string
	Control bool // marks that steer the direction of writing: shown as a sign, and of no effect
	Heap    bool // a character under a heap of combining marks: clipped to its line
}

// isControl reports whether a character embeds, overrides or isolates a direction
// of writing. The plain marks of a direction, which belong to honest texts in
// Arabic and Hebrew, do no harm.
func isControl(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// isControlAt reports whether such a character begins at a byte.
func isControlAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:min(i+utf8.UTFMax, len(text))])
	return isControl(r)
}

// heapOf is how many combining marks on one character are no writing any more.
const heapOf = 4

// runs cuts a text at what must be made inert. Joined, the runs are the text.
func runs(text string) []run {
	var out []run
	start := 0 // of the plain run
	flush := func(end int) {
		if start < end {
			out = append(out, run{Text: text[start:end]})
		}
	}
	base, marks := 0, 0 // the last character that is no mark, and the marks on it
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case isControl(r):
			flush(i)
			end := i
			for end < len(text) && isControlAt(text, end) {
				end += 3 // all of them take three bytes
			}
			out = append(out, run{Text: text[i:end], Control: true})
			i, start, base, marks = end, end, end, 0
			continue
		case r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me):
			if marks++; marks == heapOf {
				end := endOfMarks(text, i+size)
				flush(base)
				out = append(out, run{Text: text[base:end], Heap: true})
				i, start, base, marks = end, end, end, 0
				continue
			}
		default:
			base, marks = i, 0
		}
		i += size
	}
	flush(len(text))
	return out
}

// endOfMarks returns where the combining marks from i on end.
func endOfMarks(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			break
		}
		i += size
	}
	return i
}
