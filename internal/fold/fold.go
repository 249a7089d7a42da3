// Package fold writes texts in lower case and keeps the lists of words in lower
// case that the words of a text are looked up in.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ASCII returns a text with its letters A to Z in lower case and all else as it
// stands, so that offsets into the one hold for the other.
func ASCII(text string) string {
	var low strings.Builder
	low.Grow(len(text))
	var part [256]byte
	for len(text) > 0 {
		n := copy(part[:], text)
		for i, c := range part[:n] {
			if c >= 'A' && c <= 'Z' {
				part[i] = c + ('a' - 'A')
			}
		}
		low.Write(part[:n])
		text = text[n:]
	}
	return low.String()
}

// Lower is strings.ToLower, made for texts with few letters beyond A to Z.
func Lower(text string) string {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError || unicode.ToLower(r) != r {
			return strings.ToLower(text)
		}
		i += size
	}
	return ASCII(text)
}
