package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// class says what a character is to the scanner.
type class uint8

const (
	space class = iota
	letter
	digit
	mark   // punctuation
	symbol // anything else
)

// classes holds the class of every ASCII character.
var classes = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			t[c] = letter
		case c >= '0' && c <= '9':
			t[c] = digit
		case strings.IndexByte(`!"'(),-./:;?[]_{}`, byte(c)) >= 0:
			t[c] = mark
		case c > ' ' && c < 0x7f:
			t[c] = symbol
		}
	}
	return t
}()

// classAt returns the class and length of the character at i.
func classAt(s string, i int) (class, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return classes[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter, n
	case unicode.IsDigit(r):
		return digit, n
	case r == '\u00AD', r == '\u2060', r == '\u200B', r == '\u200C', r == '\u200D', r == '\uFEFF', unicode.IsSpace(r), unicode.IsControl(r):
		return space, n
	case unicode.IsPunct(r):
		return mark, n
	}
	return symbol, n
}

// scan appends the tokens of text[start:end] to tokens. Each step takes at least
// one character and looks no further ahead than it takes, but for a fixed few.
func scan(tokens []communique.Token, text string, start, end int) []communique.Token {
	s, first := text[:end], len(tokens)
	for i := start; i < end; {
		if s[i] == ' ' {
			i++
			continue
		}
		c, n := classAt(s, i)
		kind, next := communique.Symbol, i+n
		switch c {
		case space:
			i += n
			continue
		case letter:
			kind, next = communique.Word, wordEnd(s, i, next)
		case digit:
			kind, next = communique.Number, numberEnd(s, next)
		case mark:
			kind = communique.Punctuation
			// "..." and "--" are one mark.
			if s[i] == '.' || s[i] == '-' {
				for next < end && s[next] == s[i] {
					next++
				}
			}
		}
		if n := len(tokens); n == cap(tokens) {
			tokens = slices.Grow(tokens, (n-first)*(end-i)/(i-start+1)+64) // at the rate so far
		}
		tokens = append(tokens, communique.Token{Span: communique.Span{Start: i, End: next}, Kind: kind})
		i = next
	}
	return tokens
}

// wordEnd returns where the word ends that begins at start and whose first
// character ends at i.
func wordEnd(s string, start, i int) int {
	switch s[start] {
	case 'h', 'H', 'w', 'W':
		if end := addressEnd(s, start); end > 0 {
			return end
		}
	}
	if end := acronymEnd(s, start, i); end > 0 {
		i = end
	}
	for i < len(s) {
		if b := s[i]; b < utf8.RuneSelf && (classes[b] == letter || classes[b] == digit) { // most of a text
			i++
			continue
		}
		c, n := classAt(s, i)
		if c == letter || c == digit {
			i += n
			continue
		}
		// A joining mark belongs to the word if a letter or digit follows it.
		joins := false
		switch r := s[i]; {
		case r == '-', r == '\'':
			joins = true
		case r == '&':
			joins = i+1 < len(s) && s[i+1] >= 'A' && s[i+1] <= 'Z' && s[i-1] >= 'A' && s[i-1] <= 'Z'
		case r == 0xe2:
			switch s[i:min(i+n, len(s))] {
			case "’", "\u2010", "\u2011", "\u2060", "\u200C", "\u200D":
				joins = true
			}
		case r == 0xc2:
			joins = s[i:i+n] == "\u00AD"
		}
		if !joins {
			return i
		}
		j := i + n
		// "Biden-⁠Harris" has a word joiner behind its hyphen.
		if strings.HasPrefix(s[j:], "\u2060") {
			j += len("\u2060")
		}
		if j >= len(s) {
			return i
		}
		if c, n = classAt(s, j); c != letter && (c != digit || s[i] == '\'') {
			return i
		}
		i = j + n
	}
	return i
}

// acronymEnd returns where an acronym with stops ends ("U.S.", "a.m.", "U.N"),
// 0 where none begins: at least two single letters with a stop after the first.
func acronymEnd(s string, start, i int) int {
	letters, end := 1, 0
	for i < len(s) && s[i] == '.' {
		if i+1 >= len(s) {
			break
		}
		c, n := classAt(s, i+1)
		if c != letter {
			if letters > 1 {
				return i + 1 // with its last stop
			}
			break
		}
		j := i + 1 + n
		if j < len(s) {
			if c, _ := classAt(s, j); c == letter || c == digit {
				break // a longer word follows: "No.One"
			}
		}
		letters++
		i, end = j, j
	}
	if letters > 1 && i < len(s) && s[i] == '.' {
		return i + 1
	}
	return end
}

// addressEnd returns where an address on the web ends that begins at start, 0
// where none does.
func addressEnd(s string, start int) int {
	rest := s[start:]
	if !hasFold(rest, "http://") && !hasFold(rest, "https://") && !hasFold(rest, "www.") {
		return 0
	}
	i := start
	for i < len(s) {
		c, n := classAt(s, i)
		if c == space || s[i] == '<' || s[i] == '>' || s[i] == '"' || c == mark && s[i] >= utf8.RuneSelf {
			break
		}
		i += n
	}
	for i > start && strings.IndexByte(".,;:!?)]'", s[i-1]) >= 0 {
		i--
	}
	return i
}

// hasFold reports whether s begins with prefix, which is lower case, in any case of ASCII.
func hasFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// numberEnd returns where the number ends whose first digit ends at i.
func numberEnd(s string, i int) int {
	for i < len(s) {
		c, n := classAt(s, i)
		switch {
		case c == digit || c == letter:
			i += n // "31st", "1990s", "5G"
		case s[i] == '.' && digitAt(s, i+1):
			i++
		case s[i] == ',' && digitAt(s, i+1) && digitAt(s, i+2) && digitAt(s, i+3) && !digitAt(s, i+4):
			i++
		default:
			return i
		}
	}
	return i
}

func digitAt(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
