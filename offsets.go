package communique

import "unicode/utf8"

// Offsets converts between byte offsets, which the program keeps, and Unicode
// code points, which everything outside it sees. Making one walks the text
// once; each conversion walks at most 256 bytes.
type Offsets struct {
	text  string
	runes []int // code points before byte i*offsetStep
}

const offsetStep = 256

// NewOffsets indexes a text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, runes: make([]int, 0, len(text)/offsetStep+1)}
	n := 0
	for i := 0; i < len(text); i += offsetStep {
		o.runes = append(o.runes, n)
		n += countStarts(text[i:min(i+offsetStep, len(text))])
	}
	return o
}

// countStarts counts the bytes that begin a character, so that counting by
// pieces that cut characters still adds up.
func countStarts(s string) int {
	n := 0
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

// Rune returns the number of code points before the byte offset, which must
// lie in [0, len(text)].
func (o *Offsets) Rune(offset int) int {
	i := offset / offsetStep
	if i >= len(o.runes) {
		i = len(o.runes) - 1
	}
	if i < 0 {
		return 0
	}
	return o.runes[i] + countStarts(o.text[i*offsetStep:offset])
}

// Byte returns the offset of code point n, len(text) where the text ends before it.
func (o *Offsets) Byte(n int) int {
	lo, hi := 0, len(o.runes)
	for lo < hi {
		if mid := (lo + hi) / 2; o.runes[mid] <= n {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return 0
	}
	at, left := (lo-1)*offsetStep, n-o.runes[lo-1]
	for at < len(o.text) {
		if utf8.RuneStart(o.text[at]) {
			if left == 0 {
				return at
			}
			left--
		}
		at++
	}
	return at
}
