package grammar

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// entity is a stretch of treebank words that GUM marks as one entity.
type entity struct {
	first, last int // words[first:last]
	kind        NameKind
}

// entities reads the brackets of the words' Entity marks: "(12-person-…" opens,
// "12)" closes, and one without a number behind closes at its word.
func entities(words []treebankWord) (found []entity) {
	type open struct {
		id    string
		first int
		kind  NameKind
	}
	var stack []open
	closeAt := func(k, word int) {
		found = append(found, entity{stack[k].first, word + 1, stack[k].kind})
		stack = slices.Delete(stack, k, k+1)
	}
	for i, w := range words {
		s := w.entity
		for s != "" {
			if s[0] == '(' {
				end := 1 + strings.IndexAny(s[1:]+"(", "()")
				f := strings.Split(s[1:end], "-")
				o := open{id: f[0], first: i, kind: NoName}
				if len(f) > 1 {
					o.kind = kindOf(f[1])
				}
				stack = append(stack, o)
				s = s[end:]
				if s != "" && s[0] == ')' {
					closeAt(len(stack)-1, i)
					s = s[1:]
				}
				continue
			}
			id, rest, ok := strings.Cut(s, ")")
			if !ok {
				break
			}
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					closeAt(k, i)
					break
				}
			}
			s = rest
		}
	}
	return found
}

func kindOf(etype string) NameKind {
	switch etype {
	case "person":
		return Person
	case "organization":
		return Organisation
	case "place":
		return Place
	case "time":
		return NoName
	}
	return OtherName
}

// names labels tokens by the entities that are named: those whose head is a
// proper noun. A name is the stretch of proper nouns around the head, with what
// joins them. The longest of nested names counts. from is the word that each
// token stands for, -1 for none.
func names(tokens []communique.Token, words []treebankWord, from []int) []label {
	out := make([]label, len(tokens))
	for i := range out {
		out[i] = noName
	}
	var spans []entity
	for _, e := range entities(words) {
		if e.kind == NoName {
			continue
		}
		head := -1
		for i := e.first; i < e.last; i++ {
			if h := words[i].head; h < e.first || h >= e.last {
				head = i
				break
			}
		}
		if head < 0 || !words[head].tag.Proper() {
			continue
		}
		n := entity{head, head + 1, e.kind}
		part := func(i int) bool { return words[i].tag.Proper() || words[i].tag == communique.CD && i > head }
		joint := func(i int) bool {
			return words[i].dependency == communique.Case || words[i].dependency == communique.Det || words[i].tag == communique.PUNC && words[i].Len() == 1 &&
				words[i].Start == words[i-1].End && i+1 < len(words) && words[i].End == words[i+1].Start || words[i].dependency == communique.Cc
		}
		for i := head + 1; i < e.last; i++ {
			if !part(i) {
				if joint(i) {
					continue
				}
				break
			}
			if words[i].dependency == communique.Conj && words[i].head == head {
				break // a second name
			}
			n.last = i + 1
		}
		for i := head - 1; i >= e.first && words[i].tag.Proper(); i-- {
			n.first = i
		}
		spans = append(spans, n)
	}
	slices.SortStableFunc(spans, func(a, b entity) int { return cmp.Compare(b.last-b.first, a.last-a.first) })
	for _, n := range spans {
		first, last := -1, -1
		for k := range tokens {
			if i := from[k]; i >= n.first && i < n.last {
				if first < 0 {
					first = k
				}
				last = k + 1
			}
		}
		if first < 0 || slices.ContainsFunc(out[first:last], func(l label) bool { return l != noName }) {
			continue
		}
		for k := first; k < last; k++ {
			out[k] = begins(n.kind) + 1
		}
		out[first] = begins(n.kind)
	}
	return out
}
