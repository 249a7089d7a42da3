package who

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// atom is the smallest piece that names are matched by: a run of letters and
// digits, or one mark. Atoms are finer than tokens, so that "NATO’s", "U.S.-led"
// and "Guinea-Bissau" show the names in them.
type atom struct {
	start, end int32
	id         uint32 // place in the gazetteer's vocabulary; 0 where no name holds it
	class      class  // the closed lists of words that it stands in
	lexeme     uint32 // index into the gazetteer's lexemes, 0 where it knows no such word
	flags      flags
}

type flags uint16

const (
	isWord     flags = 1 << iota // letters, perhaps with digits
	isNumber                     // digits only
	upperFirst                   // begins with a capital
	allUpper                     // two or more letters, all capitals
	spaced                       // white space before it
	broken                       // a line break before it: no name crosses it
	sentFirst                    // the first word of a sentence
	titleCase                    // stands in a sentence whose words are all capitalised
	allCaps                      // stands in a sentence written in capitals
	isLower                      // has a small letter
	plain                        // has no character beyond ASCII
)

func (f flags) has(g flags) bool { return f&g == g }

// longestRun is how many atoms a repeated mark makes; the last one is what remains.
const longestRun = 1000

// inWords holds the bytes of which words and numbers are made, those beyond ASCII apart.
var inWords = func() (of [256]bool) {
	for c := range utf8.RuneSelf {
		of[c] = inWord(rune(c))
	}
	return of
}()

// scan appends to atoms those of a text, which low gives in lower case, in one walk.
func (g *Gazetteer) scan(atoms []atom, text, low string) []atom {
	atoms = slices.Grow(atoms, len(text)/4+8)
	var gap flags = broken | spaced
	run := 0 // how often one mark was repeated
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v':
			gap |= broken | spaced
			i += size
			continue
		case r == ' ' || r == '\t' || r >= utf8.RuneSelf && unicode.IsSpace(r):
			gap |= spaced
			i += size
			continue
		}
		if n := len(atoms); n == cap(atoms) {
			atoms = slices.Grow(atoms, n*(len(text)-i)/(i+1)+64) // at the rate so far
		}
		a := atom{start: int32(i), flags: gap}
		gap = 0
		if !inWord(r) {
			if a.flags&spaced != 0 || text[i-1] != text[i] {
				run = 0
			}
			for run++; run == longestRun && r < utf8.RuneSelf && i+size < len(text) && text[i+size] == text[i]; {
				size++ // what remains
			}
			a.end = int32(i + size)
			if m := mark(r); r < utf8.RuneSelf {
				a.lexeme = g.marks[r]
				a.flags |= plain
			} else if len(m) == 1 {
				a.lexeme = g.marks[m[0]]
			} else {
				a.lexeme = g.vocabulary.Of(m)
			}
			a.id, a.class = g.lexemes[a.lexeme].id, g.lexemes[a.lexeme].class
			atoms = append(atoms, a)
			i += size
			continue
		}
		a.flags |= isNumber
		letters, lower, ascii := 0, 0, true
		for i < len(text) {
			// Plain small letters are most of a text.
			from := i
			for i < len(text) && text[i]-'a' <= 'z'-'a' {
				i++
			}
			if i > from {
				a.flags = a.flags&^isNumber | isWord
				letters += i - from
				lower += i - from
				if i == len(text) {
					break
				}
			}
			if r, size = rune(text[i]), 1; r < utf8.RuneSelf {
				if !inWords[r] {
					break
				}
			} else if r, size = utf8.DecodeRuneInString(text[i:]); !inWord(r) {
				break
			}
			if r < '0' || r > '9' {
				a.flags = a.flags&^isNumber | isWord
				letters++
				up := r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
				if up && int(a.start) == i {
					a.flags |= upperFirst
				}
				if !up {
					lower++
				}
			}
			ascii = ascii && r < utf8.RuneSelf
			i += size
		}
		if lower > 0 {
			a.flags |= isLower
		} else if letters >= 2 {
			a.flags |= allUpper
		}
		a.end = int32(i)
		key := low[a.start:a.end]
		if ascii {
			a.flags |= plain
		} else {
			key = atomKey(key)
		}
		a.lexeme = g.vocabulary.Of(key)
		known := &g.lexemes[a.lexeme]
		a.id, a.class = known.id, known.class
		atoms = append(atoms, a)
	}
	return atoms
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

// mark gives the spelling under which a mark is kept: apostrophes and dashes
// come in several shapes that mean the same.
func mark(r rune) string {
	if r < 0 {
		return ""
	}
	switch r {
	case '\'', '’', '‘', 'ʼ':
		return "'"
	case '-', '‐', '‑', '–':
		return "-"
	}
	if r < utf8.RuneSelf {
		return ascii[r : r+1]
	}
	return string(r)
}

const ascii = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f"

// shape marks the atoms that begin sentences, and those of sentences in
// headline case or capitals, where a capital letter says nothing. A sentence of
// names that ends with a full stop is no headline.
func shape(text string, atoms []atom, sentences []communique.Sentence) {
	next := 0
	for _, s := range sentences {
		for next < len(atoms) && int(atoms[next].end) <= s.Start {
			next++
		}
		first := next
		words, capitals, shouted := 0, 0, 0
		begun, stopped := false, false
		for next < len(atoms) && int(atoms[next].start) < s.End {
			a := &atoms[next]
			stopped = a.end == a.start+1 && text[a.start] == '.'
			if a.flags.has(isWord) {
				if !begun {
					a.flags |= sentFirst
					begun = true
				}
				if a.end-a.start > 3 {
					words++
					if a.flags.has(upperFirst) {
						capitals++
					}
					if a.flags.has(allUpper) {
						shouted++
					}
				}
			} else if a.flags.has(isNumber) {
				begun = true
			}
			next++
		}
		var style flags
		if words >= 4 && !stopped && capitals*5 >= words*4 {
			style |= titleCase
		}
		if words >= 3 && shouted*5 >= words*4 {
			style |= allCaps
		}
		if style != 0 {
			for i := first; i < next; i++ {
				atoms[i].flags |= style
			}
		}
	}
}
