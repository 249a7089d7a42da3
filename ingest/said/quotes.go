package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// quote is a stretch in quotation marks, marks included. It never leaves its
// paragraph, so that a mark without its partner swallows no more than that.
type quote struct {
	communique.Span
	goes  bool // runs to the end of its paragraph, and the next one opens with a mark again
	ended bool // the words inside end with a full stop, question or exclamation mark
	words int
}

// quotes finds the quotations of a paragraph. Marks inside another quotation
// belong to it. follows says whether the next paragraph opens with a mark.
func quotes(text string, p communique.Span, follows bool) []quote {
	var out []quote
	var without []rune // closing marks that do not come any more
	for i := p.Start; i < p.End; {
		if c := text[i]; c < utf8.RuneSelf && c != '"' && c != '\'' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '\'' && strings.HasPrefix(text[i:p.End], "''") && !slices.Contains(without, r) {
			// Two apostrophes for a double mark.
			end := strings.Index(text[i+2:p.End], "''")
			if end < 0 {
				without = append(without, r)
			}
			if end < 0 || !opens(text, p, i, 2, '"') {
				i += 2
				continue
			}
			q := quote{Span: communique.Span{Start: i, End: i + 2 + end + 2}}
			if q.describe(text); q.words > 0 {
				out = append(out, q)
			}
			i = q.End
			continue
		}
		closer := closing(r)
		if closer == 0 || !opens(text, p, i, size, r) {
			i += size
			continue
		}
		end := -1
		if !slices.Contains(without, closer) {
			if end = findCloser(text, p, i+size, closer); end < 0 {
				without = append(without, closer)
			}
		}
		q := quote{Span: communique.Span{Start: i, End: end}}
		if end < 0 {
			if r == '‘' || r == '\'' {
				i += size // an apostrophe after all
				continue
			}
			if !follows && i > p.Start {
				// No partner: an inch mark or a slip. Only at the head of a paragraph
				// does it still open a quotation.
				i += size
				continue
			}
			q.End = p.End
			q.goes = follows
		}
		q.describe(text)
		if q.words > 0 {
			out = append(out, q)
		}
		i = max(q.End, i+size)
	}
	return out
}

func closing(r rune) rune {
	switch r {
	case '“', '„', '‟':
		return '”'
	case '"':
		return '"'
	case '«':
		return '»'
	case '‘':
		return '’'
	}
	return 0
}

// opens reports whether the mark at i stands where a quotation begins.
func opens(text string, p communique.Span, i, size int, r rune) bool {
	if i == p.Start {
		return i+size < p.End
	}
	before, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
	after, _ := utf8.DecodeRuneInString(text[i+size : p.End])
	if r == '“' || r == '«' || r == '„' {
		return i+size < p.End
	}
	wordBefore := unicode.IsLetter(before) || unicode.IsDigit(before)
	return !wordBefore && (unicode.IsSpace(before) || unicode.IsPunct(before) || unicode.IsSymbol(before)) && i+size < p.End && !unicode.IsSpace(after)
}

// findCloser returns the offset after the closing mark, -1 where there is none.
func findCloser(text string, p communique.Span, from int, closer rune) int {
	for i := from; i < p.End; {
		if c := text[i]; c < utf8.RuneSelf && c != '"' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == closer && closer != '’':
			return i + size
		case r == closer:
			after, _ := utf8.DecodeRuneInString(text[i+size : p.End])
			if i+size >= p.End || !unicode.IsLetter(after) && !unicode.IsDigit(after) {
				return i + size
			}
		case closer == '”' && r == '"', closer == '"' && r == '”':
			// Houses that mix the two shapes.
			if i+size >= p.End {
				return i + size
			}
		}
		i += size
	}
	return -1
}

func (q *quote) describe(text string) {
	inner := text[q.Start:q.End]
	inWord := false
	last := rune(0)
	for i, r := range inner {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && !inWord {
			q.words++
		}
		inWord = word || inWord && (r == '’' || r == '\'' || r == '-')
		if i > 0 && !unicode.IsSpace(r) && closing(r) == 0 && r != '”' && r != '»' && r != '’' && r != '"' && r != '\'' {
			last = r
		}
	}
	q.ended = last == '.' || last == '?' || last == '!' || last == '…'
}

// opening reports whether a paragraph begins with a quotation mark.
func opening(text string, p communique.Span) bool {
	r, _ := utf8.DecodeRuneInString(text[p.Start:p.End])
	return r == '“' || r == '"' || r == '«' || r == '„' || r == '‘'
}
