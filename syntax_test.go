package communique_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// tree returns a reading of two sentences, of which the second has a random tree
// without crossing arcs over n tokens; the first is not parsed.
func tree(rng *rand.Rand, n int) *communique.Reading {
	const before = 3
	r := &communique.Reading{Document: &communique.Document{}}
	for i := range before + n {
		r.Tokens = append(r.Tokens, communique.Token{Span: communique.Span{Start: 2 * i, End: 2*i + 1}})
	}
	r.Sentences = []communique.Sentence{
		{Span: communique.Span{Start: 0, End: 2*before - 1}, Last: before},
		{Span: communique.Span{Start: 2 * before, End: 2*(before+n) - 1}, First: before, Last: before + n},
	}
	var hang func(first, last int, head int32)
	hang = func(first, last int, head int32) {
		for first < last {
			end := first + 1 + rng.IntN(last-first)
			if head < 0 {
				end = last // one root
			}
			h := first + rng.IntN(end-first)
			r.Tokens[h].Head = head
			hang(first, h, int32(h))
			hang(h+1, end, int32(h))
			first = end
		}
	}
	hang(before, before+n, -1)
	return r
}

func TestSubtree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		r := tree(rng, 1+rng.IntN(12))
		s := r.Sentences[1]
		for i := s.First; i < s.Last; i++ {
			// The slow way: every token below i, however far.
			var want, children []int
			for j := s.First; j < s.Last; j++ {
				k := j
				for k >= 0 && k != i {
					k = int(r.Tokens[k].Head)
				}
				if k == i {
					want = append(want, j)
				}
				if int(r.Tokens[j].Head) == i {
					children = append(children, j)
				}
			}
			first, last := r.Subtree(i)
			if first != want[0] || last != want[len(want)-1]+1 || last-first != len(want) {
				t.Fatalf("Subtree(%d) = %d, %d; want %v of %v", i, first, last, want, r.Tokens)
			}
			if got := slices.Collect(r.Children(i)); !slices.Equal(got, children) {
				t.Fatalf("Children(%d) = %v, want %v", i, got, children)
			}
		}
	}
}

func TestChild(t *testing.T) {
	r := tree(rand.New(rand.NewPCG(3, 4)), 1)
	r.Tokens = append(r.Tokens[:0], communique.Token{Dependency: communique.Nsubj, Head: 1}, communique.Token{Dependency: communique.Root, Head: -1},
		communique.Token{Dependency: communique.Obj, Head: 1}, communique.Token{Dependency: communique.Punct, Head: 1})
	r.Sentences = []communique.Sentence{{Last: 4}}
	for i := range r.Tokens {
		r.Tokens[i].Span = communique.Span{Start: i, End: i + 1}
	}
	if got := r.Child(1, communique.Obj, communique.Nsubj); got != 0 {
		t.Errorf("Child(1, obj, nsubj) = %d, want the first of them, 0", got)
	}
	if got := r.Child(1, communique.Iobj); got != -1 {
		t.Errorf("Child(1, iobj) = %d, want -1", got)
	}
	if got := r.Child(2, communique.Nsubj); got != -1 {
		t.Errorf("Child(2, nsubj) = %d, want -1", got)
	}
}
