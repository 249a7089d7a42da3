package claim

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
	opening [1 << 16]uint8 // by the first two bytes of a phrase: which of lists, 0 for none
	lists   [][]int        // the phrases that begin alike
}

// known holds the phrases of this package. It is complete once the package's
// variables are made, and never changes after.
var known = &phraseIndex{numbers: map[string]int{}, lists: [][]int{nil}}

// phrases makes a set of phrases, of two bytes or more, for which texts are searched.
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
	first := int(phrase[0])<<8 | int(phrase[1])
	if x.opening[first] == 0 {
		x.opening[first] = uint8(len(x.lists))
		x.lists = append(x.lists, nil)
	}
	list := &x.lists[x.opening[first]]
	*list = append(*list, n)
	return n
}

// in returns the phrases that a text holds.
func (x *phraseIndex) in(even string) (found phraseSet) {
	for i := 0; i+1 < len(even); i++ {
		for _, n := range x.lists[x.opening[int(even[i])<<8|int(even[i+1])]] {
			if p := x.phrases[n]; len(even)-i >= len(p) && even[i:i+len(p)] == p {
				found.add(n)
			}
		}
	}
	return found
}

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

// asked reports whether a text that holds these phrases has one of each group of a line.
func asked(line int, found *phraseSet) bool {
	for _, group := range lineGroups[line] {
		if !found.any(group) {
			return false
		}
	}
	return true
}
