package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// How much is done to find words in a text.
const (
	mostWording  = 2000    // bytes of the words
	mostFound    = 20      // places that are listed
	mostCompared = 4 << 20 // characters that are compared where the spaces differ
)

// wording is where words stand in a text.
type wording struct {
	Spans []communique.Span // the first of them
	Exact bool              // they stand there as they were given, not only with other spaces
	More  bool              // there are more places, or not every place was looked at
}

// findWords finds the places of words in a text: exactly as they are given, else
// with other white space between them, as copying makes of line breaks. It never
// guesses further.
func findWords(text, words string) wording {
	w := wording{Exact: true}
	for at := 0; words != ""; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			break
		}
		if len(w.Spans) == mostFound {
			w.More = true
			break
		}
		w.Spans = append(w.Spans, communique.Span{Start: at + i, End: at + i + len(words)})
		_, size := utf8.DecodeRuneInString(text[at+i:])
		at += i + size
	}
	fields := strings.Fields(words)
	if len(w.Spans) > 0 || len(fields) < 2 {
		return w
	}
	w.Exact = false
	compared := 0
	for at := 0; ; {
		i := strings.Index(text[at:], fields[0])
		if i < 0 {
			return w
		}
		if compared > mostCompared || len(w.Spans) == mostFound {
			w.More = true
			return w
		}
		end, looked := wordsAt(text, at+i, fields)
		if compared += looked; end > 0 {
			w.Spans = append(w.Spans, communique.Span{Start: at + i, End: end})
		}
		_, size := utf8.DecodeRuneInString(text[at+i:])
		at += i + size
	}
}

// wordsAt returns where words end that begin at i, with any white space between
// them; 0 where they do not stand there. It also tells how far it looked.
func wordsAt(text string, i int, fields []string) (end, looked int) {
	at := i
	for n, f := range fields {
		if n > 0 {
			rest := strings.TrimLeftFunc(text[at:min(len(text), at+1000)], unicode.IsSpace)
			space := min(len(text), at+1000) - at - len(rest)
			if space == 0 {
				return 0, at - i + 1
			}
			at += space
		}
		if !strings.HasPrefix(text[at:], f) {
			return 0, at - i + 1
		}
		at += len(f)
	}
	return at, at - i
}
