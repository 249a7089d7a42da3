package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
)

// place is what ?at=907-1004 names: code points of a text, end exclusive.
type place struct{ Start, End int }

// parsePlace reads the at parameter of a permalink.
func parsePlace(s string) (place, error) {
	from, to, ok := strings.Cut(s, "-")
	start, err1 := wholeNumber(from)
	end, err2 := wholeNumber(to)
	switch {
	case !ok || err1 != nil || err2 != nil:
		return place{}, badParam("at", fmt.Sprintf("at: %q is not a place such as 907-1004.", clip(s, 40)))
	case end <= start:
		return place{}, badParam("at", fmt.Sprintf("at: %q ends before it begins.", s))
	}
	return place{start, end}, nil
}

// wholeNumber reads digits only: no sign, no space, at most nine.
func wholeNumber(s string) (int, error) {
	if len(s) == 0 || len(s) > 9 || strings.Trim(s, "0123456789") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.Atoi(s)
}

func (p place) String() string { return fmt.Sprintf("%d-%d", p.Start, p.End) }

// proof is the hash by which a permalink proves its words: the first 16
// hexadecimal digits of their SHA-256.
func proof(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:8])
}

// permalink returns the address of words in a document.
func (q *request) permalink(d communique.DocID, at place, words string) string {
	return q.href("/document", "id", string(d), "at", at.String(), "q", proof(words)) + "#here"
}

// placeOf gives a span of the text that o indexes in code points.
func placeOf(o *communique.Offsets, s communique.Span) place {
	return place{o.Rune(s.Start), o.Rune(s.End)}
}

// located is how a permalink stands to the text that the store holds.
type located struct {
	At     string `json:"at"`
	Proved bool   `json:"proved"`          // the words hash to what the link says
	Exact  string `json:"exact,omitempty"` // the words there; only where nothing speaks against them
	Says   string `json:"says"`            // a sentence for the reader
	Shown  bool   `json:"-"`
	span   communique.Span
}

// locate finds the words of a permalink. Where they do not match the hash it
// says so and shows nothing: it never guesses.
func locate(text string, o *communique.Offsets, p place, hash string) located {
	l := located{At: p.String()}
	length := o.Rune(len(text))
	if p.End > length {
		l.Says = fmt.Sprintf("The link points at characters %d to %d, but this text has %d. The document was read in another way since, or the link is damaged.", p.Start, p.End, length)
		return l
	}
	l.span = communique.Span{Start: o.Byte(p.Start), End: o.Byte(p.End)}
	words := l.span.Of(text)
	switch {
	case hash == "":
		l.Exact, l.Shown = words, true
		l.Says = "The link names a place but carries no hash, so that these words cannot be proved to be the ones that were meant."
	case strings.EqualFold(hash, proof(words)):
		l.Exact, l.Shown, l.Proved = words, true, true
		l.Says = "These are the words that the link was made for: their hash agrees."
	default:
		l.Says = "The words at this place are not the ones that the link was made for: their hash differs. Nothing is highlighted."
	}
	return l
}
