package claim

import (
	"math"
	"strings"
	"unicode/utf8"
)

// A text is asked for the phrases of all policy lines and positions at once: one
// pass over it marks which of them it holds. Its words must have been made even.

// phraseSet is a set of phrases.
type phraseSet [8]uint64

func (s *phraseSet) add(n int) { s[n/64] |= 1 << (n % 64) }

// with returns the set that holds the phrases of further sets too.
func (s *phraseSet) with(others ...*phraseSet) *phraseSet {
	all := *s
	for _, o := range others {
		for i := range all {
			all[i] |= o[i]
		}
	}
	return &all
}

// any reports whether the sets have a phrase in common.
func (s *phraseSet) any(others *phraseSet) bool {
	for i := range s {
		if s[i]&others[i] != 0 {
			return true
		}
	}
	return false
}

// phraseIndex finds phrases in a text, anywhere in it: "attack" in "counterattacks".
type phraseIndex struct {
	phrases []string
	numbers map[string]int
	opening [1 << 12]uint8 // by the first three bytes of a phrase: which of lists, 0 for none
	lists   [][]int        // the phrases that begin alike
}

// opens hashes three bytes, the last ones of b.
func opens(b uint32) uint32 { return (b & 0xffffff) * 0x9e3779b1 >> 20 }

// known holds the phrases of this package. It is complete once the package's
// variables are made, and never changes after.
var known = &phraseIndex{numbers: map[string]int{}, lists: [][]int{nil}}

// phrases makes a set of phrases, of three bytes or more, for which texts are searched.
func phrases(list ...string) *phraseSet {
	var s phraseSet
	for _, p := range list {
		s.add(known.number(p))
	}
	return &s
}

// number returns the number of a phrase; one that is new gets the next.
func (x *phraseIndex) number(phrase string) int {
	if n, ok := x.numbers[phrase]; ok {
		return n
	}
	n := len(x.phrases)
	x.phrases, x.numbers[phrase] = append(x.phrases, phrase), n
	first := opens(uint32(phrase[0])<<16 | uint32(phrase[1])<<8 | uint32(phrase[2]))
	if x.opening[first] == 0 {
		if len(x.lists) > math.MaxUint8 {
			panic("claim: phrases begin in more ways than a byte can number") // unreachable: no test would run
		}
		x.opening[first] = uint8(len(x.lists))
		x.lists = append(x.lists, nil)
	}
	list := &x.lists[x.opening[first]]
	*list = append(*list, n)
	return n
}

// in returns the phrases that a text holds.
func (x *phraseIndex) in(even string) (found phraseSet) {
	three := uint32(0) // the bytes up to i
	for i := range len(even) {
		three = three<<8 | uint32(even[i])
		at := x.opening[opens(three)]
		if at == 0 || i < 2 {
			continue
		}
		for _, n := range x.lists[at] {
			if strings.HasPrefix(even[i-2:], x.phrases[n]) {
				found.add(n)
			}
		}
	}
	return found
}

// inPlain returns the phrases that a text, whose letters A to Z are in lower case,
// holds once it is even, and whether that can be told without making it so.
// Quotation marks do not matter: they stand in no phrase.
func (x *phraseIndex) inPlain(low string) (found phraseSet, plain bool) {
	for i := range len(low) {
		if c := low[i]; c <= ' ' || c >= 0xc2 {
			if !plainAt(low, i) {
				return found, false
			}
		}
	}
	found = x.in(low)
	return found, !found.any(uneven)
}

// plainAt reports whether the character at i stays as it is when its text is made even.
func plainAt(low string, i int) bool {
	next := byte(0)
	if i+1 < len(low) {
		next = low[i+1]
	}
	switch low[i] {
	case ' ':
		return i > 0 && next != 0 && next != ' '
	case 0xc2:
		return next != 0xa0 && next != 0x85 // white space
	case 0xc4:
		return next != 0xb0 // the capital that is "i" in lower case
	case 0xe2:
		return next != 0x84 // among them the sign that is "k" in lower case
	}
	return low[i] > ' '
}

// uneven are the phrases that are written in another way once a text is even.
var uneven = func() *phraseSet {
	var s phraseSet
	for _, list := range spellings {
		for _, p := range list {
			if p.other[0] < utf8.RuneSelf {
				s.add(known.number(p.other))
			}
		}
	}
	return &s
}()

// lineGroups holds for each policy line the groups of phrases that it asks for.
var lineGroups = groupsOf(lines)

func groupsOf(lines []policyLine) [][]*phraseSet {
	var all [][]*phraseSet
	for _, l := range lines {
		var groups []*phraseSet
		for _, words := range l.words {
			groups = append(groups, phrases(words...))
		}
		all = append(all, groups)
	}
	return all
}

// linesOpen holds the phrases of the first groups: without one of them no line is asked for.
var linesOpen = func() *phraseSet {
	var all phraseSet
	for _, groups := range lineGroups {
		if len(groups) > 0 {
			all = *all.with(groups[0])
		} else {
			panic("claim: a policy line asks for no words") // unreachable: every text would speak to it
		}
	}
	return &all
}()

// asked reports whether a text that holds these phrases has one of each group of a line.
func asked(line int, found *phraseSet) bool {
	for _, group := range lineGroups[line] {
		if !found.any(group) {
			return false
		}
	}
	return true
}
