package search

import (
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// surroundings returns the sentence around a piece of evidence: as far as the
// line, the region and a bound allow, to the nearest sign that ends a sentence.
// It is what finds a claim by the words beside its own, and what a hit shows.
func surroundings(text string, regions []communique.Region, at communique.Span) communique.Span {
	const most = 300 // bytes to either side
	lo, hi := 0, len(text)
	for _, r := range regions {
		if r.Contains(at) {
			lo, hi = r.Start, r.End
			break
		}
	}
	from := runeUp(text, max(lo, at.Start-most))
	if n := strings.LastIndexByte(text[from:at.Start], '\n'); n >= 0 {
		from += n + 1
	}
	if n := lastSentence(text[from:at.Start]); n >= 0 {
		from += n
	}
	to := runeDown(text, min(hi, at.End+most))
	if n := strings.IndexByte(text[at.End:to], '\n'); n >= 0 {
		to = at.End + n
	}
	if n := firstSentence(text[at.End:to]); n >= 0 {
		to = at.End + n
	}
	return communique.Span{Start: from, End: to}
}

// lastSentence returns where the last sentence of s begins, -1 where only one is there.
func lastSentence(s string) int {
	best := -1
	for _, end := range []string{". ", "! ", "? ", ".” ", ".\" "} {
		if n := strings.LastIndex(s, end); n >= 0 {
			best = max(best, n+len(end))
		}
	}
	return best
}

// firstSentence returns where the first sentence of s ends, -1 where it does not.
func firstSentence(s string) int {
	best := -1
	for _, end := range []string{". ", "! ", "? ", ".” ", ".\" "} {
		if n := strings.Index(s, end); n >= 0 && (best < 0 || n+len(end)-1 < best) {
			best = n + len(end) - 1
		}
	}
	return best
}

// runeUp moves an offset up to the start of a character, runeDown down.
func runeUp(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}

func runeDown(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}
