package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// tree is one parsed sentence. Places in it are indexes into the tokens of the
// reading.
type tree struct {
	f           *finder
	first, last int
	lo, hi      []int32 // for each token, the first and the last place of its phrase
	kid, next   []int32 // for each token, its first dependent and its next sibling; -1 where there is none
	low         []string
	open        []int32
	leaves      []int
	bare        bool     // see tagged
	shares      [][2]int // verbs that have their source from another verb
}

// tagged tags sentence i, and reports whether it is tagged. Its tree has no
// branches: no token has a head, a relation or a dependent. It is good until the
// next call.
func (f *finder) tagged(i int) (*tree, bool) {
	if !f.r.Tag(i) {
		return nil, false
	}
	s := f.r.Sentences[i]
	t := &f.tree
	t.f, t.first, t.last, t.bare = f, s.First, s.Last, true
	t.low, t.shares = t.low[:0], t.shares[:0]
	for k := s.First; k < s.Last; k++ {
		t.low = append(t.low, f.lower(k))
	}
	return t, true
}

// parse gives the tree of sentence i its branches, and reports whether the
// sentence is parsed.
func (t *tree) parse(i int) bool {
	if !t.f.r.Parse(i) {
		return false
	}
	t.bare = false
	n := t.last - t.first
	t.lo, t.hi, t.kid, t.next, t.open = grown(t.lo, n), grown(t.hi, n), grown(t.kid, n), grown(t.next, n), grown(t.open, n)
	open := t.open // dependents that are not measured yet
	for k := range n {
		t.lo[k], t.hi[k], t.kid[k], t.next[k], open[k] = int32(t.first+k), int32(t.first+k), -1, -1, 0
	}
	for k := n - 1; k >= 0; k-- {
		if h := t.head(t.first + k); h >= 0 {
			t.next[k] = t.kid[h-t.first]
			t.kid[h-t.first] = int32(t.first + k)
			open[h-t.first]++
		}
	}
	leaves := t.leaves[:0]
	for k := range n {
		if open[k] == 0 {
			leaves = append(leaves, t.first+k)
		}
	}
	for len(leaves) > 0 {
		k := leaves[len(leaves)-1]
		leaves = leaves[:len(leaves)-1]
		h := t.head(k)
		if h < 0 {
			continue
		}
		t.lo[h-t.first] = min(t.lo[h-t.first], t.lo[k-t.first])
		t.hi[h-t.first] = max(t.hi[h-t.first], t.hi[k-t.first])
		if open[h-t.first]--; open[h-t.first] == 0 {
			leaves = append(leaves, h)
		}
	}
	t.leaves = leaves
	return true
}

func grown(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	return s[:n]
}

// sentence returns the sentence of the tree.
func (t *tree) sentence() communique.Sentence {
	return communique.Sentence{First: t.first, Last: t.last}
}

// head returns what token k depends on, -1 for a root.
func (t *tree) head(k int) int {
	if h := int(t.f.r.Tokens[k].Head); !t.bare && h >= t.first && h < t.last && h != k {
		return h
	}
	return -1
}

func (t *tree) dep(k int) communique.Dependency {
	if t.bare {
		return communique.Unparsed
	}
	return t.f.r.Tokens[k].Dependency
}

func (t *tree) tag(k int) communique.Tag {
	if k < t.first || k >= t.last {
		return communique.Untagged
	}
	return t.f.r.Tokens[k].Tag
}

// word returns token k in lower case, "" outside the sentence.
func (t *tree) word(k int) string {
	t.f.looks++
	if k < t.first || k >= t.last {
		return ""
	}
	return t.low[k-t.first]
}

func (t *tree) from(k int) int {
	if t.bare {
		return t.leftmost(k)
	}
	return int(t.lo[k-t.first])
}

func (t *tree) to(k int) int {
	if t.bare {
		return k
	}
	return int(t.hi[k-t.first])
}

// kids yields the dependents of token k from left to right.
func (t *tree) kids(k int) func(func(int) bool) {
	return func(yield func(int) bool) {
		if t.bare {
			return
		}
		for c := t.kid[k-t.first]; c >= 0; c = t.next[int(c)-t.first] {
			t.f.looks++
			if !yield(int(c)) {
				return
			}
		}
	}
}

// dependent returns the first dependent of k with one of the relations, -1 where
// there is none.
func (t *tree) dependent(k int, relations ...communique.Dependency) int {
	for c := range t.kids(k) {
		for _, d := range relations {
			if t.dep(c) == d {
				return c
			}
		}
	}
	return -1
}

// mark reports whether token k is one of the marks.
func (t *tree) mark(k int, marks string) bool {
	w := t.word(k)
	return w != "" && t.f.r.Tokens[k].Kind == communique.Punctuation && strings.Contains(marks, w)
}

// span returns the text from token a to token b, both included.
func (t *tree) span(a, b int) communique.Span {
	return communique.Span{Start: t.f.r.Tokens[a].Start, End: t.f.r.Tokens[b].End}
}
