package claim

// A text is asked for the words of every policy line at once: one pass over it
// marks which of them it holds.

// lineWord numbers the words of the policy lines.
type lineWord int

// wordSet is a set of words of the policy lines.
type wordSet [8]uint64

func (s *wordSet) add(w lineWord)        { s[w/64] |= 1 << (w % 64) }
func (s *wordSet) holds(w lineWord) bool { return s[w/64]&(1<<(w%64)) != 0 }

// wordIndex finds the words of the policy lines in a text.
type wordIndex struct {
	words   []string
	numbers map[string]lineWord
	opening [1 << 16]uint8 // by the first two bytes of a word: which of lists, 0 for none
	lists   [][]lineWord   // the words that begin alike
	groups  [][][]lineWord // by line: the groups of words that it asks for
}

var lineIndex = newWordIndex(lines)

func newWordIndex(lines []policyLine) *wordIndex {
	x := &wordIndex{numbers: map[string]lineWord{}, lists: [][]lineWord{nil}}
	for _, l := range lines {
		var groups [][]lineWord
		for _, words := range l.words {
			var group []lineWord
			for _, w := range words {
				group = append(group, x.number(w))
			}
			groups = append(groups, group)
		}
		x.groups = append(x.groups, groups)
	}
	return x
}

func (x *wordIndex) number(word string) lineWord {
	if n, ok := x.numbers[word]; ok {
		return n
	}
	n := lineWord(len(x.words))
	x.words, x.numbers[word] = append(x.words, word), n
	first := int(word[0])<<8 | int(word[1])
	if x.opening[first] == 0 {
		x.opening[first] = uint8(len(x.lists))
		x.lists = append(x.lists, nil)
	}
	list := &x.lists[x.opening[first]]
	*list = append(*list, n)
	return n
}

// in returns the words that a text holds. The text must have been made even.
func (x *wordIndex) in(even string) (found wordSet) {
	for i := 0; i+1 < len(even); i++ {
		for _, n := range x.lists[x.opening[int(even[i])<<8|int(even[i+1])]] {
			if w := x.words[n]; len(even)-i >= len(w) && even[i:i+len(w)] == w {
				found.add(n)
			}
		}
	}
	return found
}

// asked reports whether a text that holds these words has one of each group of a line.
func (x *wordIndex) asked(line int, found *wordSet) bool {
groups:
	for _, group := range x.groups[line] {
		for _, w := range group {
			if found.holds(w) {
				continue groups
			}
		}
		return false
	}
	return true
}
