package fold

import (
	"iter"
	"slices"
	"strings"
)

// Table gives a value to each of some words in lower case. It is made once and
// then only asked, for each word of each text: most words stand in none of the
// tables, and cost a look at their first letter and length. The zero value holds
// no words.
type Table[V any] struct {
	initials initials
	slots    []slot[V] // a power of two, by hash and then in order; at least half are empty
	size     int
}

type slot[V any] struct {
	word  string
	value V
}

// TableOf makes a table of the words and values of a map.
func TableOf[V any](values map[string]V) *Table[V] {
	t := &Table[V]{}
	for w, v := range values {
		t.Put(w, v)
	}
	return t
}

// Put gives a word its value; "" is no word. It is meant for making a table, not
// for one that several goroutines ask.
func (t *Table[V]) Put(w string, value V) {
	if w == "" {
		return
	}
	if 2*(t.size+1) > len(t.slots) {
		old := t.slots
		t.slots, t.size = make([]slot[V], max(4, 2*len(old))), 0
		for _, s := range old {
			t.Put(s.word, s.value)
		}
	}
	s := t.find(w)
	if s.word == "" {
		t.size++
	}
	s.word, s.value = w, value
	t.initials.add(w)
}

// Of returns the value of a word, the zero value where the table does not hold it.
func (t *Table[V]) Of(w string) (value V) {
	if t.initials.may(w) {
		value = t.find(w).value
	}
	return value
}

// Has reports whether the table holds a word.
func (t *Table[V]) Has(w string) bool { return t.initials.may(w) && t.find(w).word != "" }

// find returns the slot that holds a word, or the empty one where it would stand.
func (t *Table[V]) find(w string) *slot[V] {
	for i := hash(w); ; i++ {
		if s := &t.slots[i&(len(t.slots)-1)]; s.word == w || s.word == "" {
			return s
		}
	}
}

// initials tell by first letter and length which words a table may hold: for each
// first letter, the last for other characters, a bit for each length.
type initials [27]uint32

func initial(c byte) byte { return min(c-'a', 26) }

// add adds a word.
func (t *initials) add(w string) { t[initial(w[0])] |= 1 << min(len(w), 31) }

// may reports whether the table may hold a word in lower case; where it does not,
// it surely holds none.
func (t *initials) may(w string) bool {
	return w != "" && t[initial(w[0])]&(1<<min(len(w), 31)) != 0
}

// hash spreads words by their length and by up to eight bytes at each end.
func hash(w string) int {
	var head, tail uint64
	switch n := len(w); {
	case n >= 8:
		head, tail = eight(w), eight(w[n-8:])
	case n >= 4:
		head, tail = four(w), four(w[n-4:])
	default:
		head, tail = uint64(w[0])<<8|uint64(w[n/2]), uint64(w[n-1])
	}
	h := (head ^ tail<<21 ^ tail>>43 ^ uint64(len(w))) * 0x9e3779b97f4a7c15
	return int(h >> 40)
}

func four(w string) uint64 {
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}

func eight(w string) uint64 { return four(w) | four(w[4:])<<32 }

// All yields the words and their values, in no order.
func (t *Table[V]) All() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, s := range t.slots {
			if s.word != "" && !yield(s.word, s.value) {
				return
			}
		}
	}
}

// Words yields the words, in no order.
func (t *Table[V]) Words() iter.Seq[string] {
	return func(yield func(string) bool) {
		for w := range t.All() {
			if !yield(w) {
				return
			}
		}
	}
}

// Set is a set of words in lower case, made once and then only asked. A nil set
// holds none.
type Set struct{ table Table[struct{}] }

// Has reports whether the set holds a word.
func (s *Set) Has(w string) bool { return s != nil && s.table.Has(w) }

// All yields the words, in no order.
func (s *Set) All() iter.Seq[string] { return s.table.Words() }

// With returns the set that holds the words of further sets too.
func (s *Set) With(others ...*Set) *Set {
	words := slices.Collect(s.All())
	for _, o := range others {
		words = slices.AppendSeq(words, o.All())
	}
	return SetOf(words...)
}

// SetOf makes the set of the words of some lists, which white space parts.
func SetOf(lists ...string) *Set {
	words := map[string]struct{}{}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			words[w] = struct{}{}
		}
	}
	return &Set{*TableOf(words)}
}
