// Package atom cuts text into the smallest pieces that numbers and dates are
// made of, and reads numbers in figures and in words.
//
// The words of a reading keep "two-day", "9/11" and "1990s" whole; the grammars
// of packages when and amount need to look inside them. An atom is a run of
// letters, a run of digits, or one mark.
package atom

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Kind tells what an atom is made of.
type Kind uint8

// The kinds of atom.
const (
	Letters Kind = iota
	Digits
	Mark
)

// Atom is one piece of text, [Start,End) in bytes.
type Atom struct {
	Start, End int
	Kind       Kind
	Glued      bool // nothing stands between it and the atom before
	Capital    bool // begins with an upper-case letter
}

// Split appends the atoms of text[start:end] to dst. The ends must be rune
// borders. White space, no-break spaces among it, belongs to no atom. Where one
// mark is repeated for longer than any text has reason to, the last atom of
// longestRun is what remains of the run.
func Split(dst []Atom, text string, start, end int) []Atom {
	dst = slices.Grow(dst, min((end-start)/4, 256)+1) // about as many as prose has
	glued, run := false, 0
	for i := start; i < end; {
		c := text[i]
		switch {
		case letter(c):
			j := i + 1
			for j < end {
				if letter(text[j]) {
					j++
					continue
				}
				if text[j] < utf8.RuneSelf {
					break
				}
				r, n := utf8.DecodeRuneInString(text[j:end])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				j += n
			}
			dst = append(dst, Atom{i, j, Letters, glued, c < 'a'})
			i, glued = j, true
		case c >= '0' && c <= '9':
			j := i + 1
			for j < end && text[j] >= '0' && text[j] <= '9' {
				j++
			}
			dst = append(dst, Atom{i, j, Digits, glued, false})
			i, glued = j, true
		case c == ' ' || c >= '\t' && c <= '\r':
			i, glued = i+1, false
		case c < utf8.RuneSelf:
			if !glued || text[i-1] != c {
				run = 0
			}
			j := i + 1
			if run++; run == longestRun {
				for j < end && text[j] == c {
					j++
				}
			}
			dst = append(dst, Atom{i, j, Mark, glued, false})
			i, glued = j, true
		default:
			r, n := utf8.DecodeRuneInString(text[i:end])
			switch {
			case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
				i, glued = i+n, false
			case unicode.IsLetter(r):
				j := i + n
				for j < end {
					r, n := utf8.DecodeRuneInString(text[j:end])
					if !unicode.IsLetter(r) && !unicode.IsMark(r) {
						break
					}
					j += n
				}
				dst = append(dst, Atom{i, j, Letters, glued, unicode.IsUpper(r)})
				i, glued = j, true
			default:
				dst = append(dst, Atom{i, i + n, Mark, glued, false})
				i, glued = i+n, true
			}
		}
	}
	return dst
}

// longestRun is how many atoms a repeated mark makes.
const longestRun = 1000

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
