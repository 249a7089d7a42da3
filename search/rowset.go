package search

import (
	"iter"
	"math/bits"
)

// rowSet is a set of rows of a segment, a bit for each. Sets of one segment have
// the same length.
type rowSet []uint64

// wordsFor is the length of a set for so many rows.
func wordsFor(rows uint64) int { return int(rows+63) / 64 }

func (s rowSet) has(row uint32) bool { return s[row/64]&(1<<(row%64)) != 0 }

func (s rowSet) add(row uint32) { s[row/64] |= 1 << (row % 64) }

// and keeps the rows that another set has as well.
func (s rowSet) and(other rowSet) {
	other = other[:len(s)]
	for i := range s {
		s[i] &= other[i]
	}
}

// or takes in the rows of another set.
func (s rowSet) or(other rowSet) {
	other = other[:len(s)]
	for i := range s {
		s[i] |= other[i]
	}
}

// without drops the rows of another set.
func (s rowSet) without(other rowSet) {
	other = other[:len(s)]
	for i := range s {
		s[i] &^= other[i]
	}
}

// size is the number of rows.
func (s rowSet) size() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// shared is the number of rows that both sets have.
func (s rowSet) shared(other rowSet) (n int) {
	other = other[:len(s)]
	for i, w := range s {
		n += bits.OnesCount64(w & other[i])
	}
	return n
}

func (s rowSet) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// all goes over the rows in order.
func (s rowSet) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, w := range s {
			for w != 0 {
				if !yield(uint32(i*64 + bits.TrailingZeros64(w))) {
					return
				}
				w &= w - 1
			}
		}
	}
}
