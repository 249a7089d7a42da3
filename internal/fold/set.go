package fold

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// Table gives a value to each of some words in lower case. It is made once and
// then only asked, for each word of each text: most words stand in none of the
// tables, and cost a look at their first letter and length. The zero value holds
// no words.
type Table[V any] struct {
	initials initials
	slots    []slot[V] // a power of two, by key and then in order; at least half are empty
	words    []string  // of the slots
	size     int
}

type slot[V any] struct {
	value V
	key   uint64 // 0 where the slot is empty
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
		old := *t
		n := max(4, 2*len(old.slots))
		t.slots, t.words, t.size = make([]slot[V], n), make([]string, n), 0
		for i, w := range old.words {
			t.Put(w, old.slots[i].value)
		}
	}
	i := t.find(w)
	if t.slots[i].key == 0 {
		t.size++
	}
	t.slots[i], t.words[i] = slot[V]{value, key(w)}, w
	t.initials.add(w)
}

// Of returns the value of a word, the zero value where the table does not hold it.
func (t *Table[V]) Of(w string) (value V) {
	if t.initials.may(w) {
		value = t.slots[t.find(w)].value // that of an empty slot is zero
	}
	return value
}

// Has reports whether the table holds a word.
func (t *Table[V]) Has(w string) bool { return t.initials.may(w) && t.slots[t.find(w)].key != 0 }

// find returns the slot that holds a word, or the empty one where it would stand.
func (t *Table[V]) find(w string) int {
	k, last := key(w), len(t.slots)-1
	for i := int(k * 0x9e3779b97f4a7c15 >> 40); ; i++ {
		at := i & last
		if have := t.slots[at].key; have == 0 || have == k && (len(w) < 8 || t.words[at] == w) {
			return at
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

// key returns a number for a word, which is never 0: of one with less than eight
// bytes its bytes and length, so that no two have the same, of a longer one its
// length and its bytes at each end, which others may share.
func key(w string) uint64 {
	switch n := len(w); {
	case n >= 8:
		return (eight(w) ^ bits.RotateLeft64(eight(w[n-8:]), 21) ^ uint64(n)) | 1<<63
	case n >= 4:
		return uint64(n)<<56 | four(w[n-4:])<<(8*(n-4)) | four(w)
	default:
		return uint64(n)<<56 | uint64(w[n-1])<<(8*(n-1)) | uint64(w[n/2])<<(8*(n/2)) | uint64(w[0])
	}
}

func four(w string) uint64 {
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}

func eight(w string) uint64 { return four(w) | four(w[4:])<<32 }

// All yields the words and their values, in no order.
func (t *Table[V]) All() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for i, w := range t.words {
			if w != "" && !yield(w, t.slots[i].value) {
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
