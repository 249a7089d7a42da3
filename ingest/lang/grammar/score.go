package grammar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// ratio counts hits among tries.
type ratio struct{ hits, of int }

func (r *ratio) count(hit bool) {
	r.of++
	if hit {
		r.hits++
	}
}

func (r ratio) String() string {
	return fmt.Sprintf("%.2f %% (%d of %d)", 100*float64(r.hits)/float64(max(r.of, 1)), r.hits, r.of)
}

// Score tags and parses the examples, finds their names and says how much of it
// is right, a line a figure. All figures are over our tokens; "as in the
// treebank" counts those that are words of the treebank, too.
func (m *Models) Score(examples []Example) string {
	var tags, whole, unknown, heads, arcs, wordHeads, wordArcs ratio
	var relations [communique.Dependencies]prf
	for _, e := range examples {
		r, s := reading(e)
		m.Tag(r, s)
		m.Parse(r, s)
		for i, gold := range e.Tokens {
			got := r.Tokens[i]
			right := got.Tag == gold.Tag
			tags.count(right)
			if e.Whole[i] {
				whole.count(right)
			}
			var w word
			w.set(e.Text, gold, mixedCase, false)
			if gold.Kind != communique.Punctuation && m.tagger.lexicon.find(w.whole()).tags[0] == communique.Untagged {
				unknown.count(right)
			}
			head := got.Head == gold.Head
			arc := head && got.Dependency == gold.Dependency
			heads.count(head)
			arcs.count(arc)
			if gold.Dependency != communique.Punct {
				wordHeads.count(head)
				wordArcs.count(arc)
			}
			relations[gold.Dependency].gold++
			relations[got.Dependency].found++
			if arc {
				relations[gold.Dependency].right++
			}
		}
	}
	var b strings.Builder
	line := func(name string, figure fmt.Stringer) { fmt.Fprintf(&b, "%-28s %s\n", name, figure) }
	fmt.Fprintf(&b, "%-28s %d\n", "sentences", len(examples))
	line("tags", tags)
	line("tags, as in the treebank", whole)
	line("tags, words not learnt", unknown)
	line("heads (UAS)", heads)
	line("heads and relations (LAS)", arcs)
	line("heads, marks apart", wordHeads)
	line("relations, marks apart", wordArcs)
	for _, d := range []communique.Dependency{communique.Nsubj, communique.NsubjPass, communique.Obj, communique.Obl, communique.OblAgent,
		communique.Ccomp, communique.Xcomp, communique.Advcl, communique.Acl, communique.AclRelcl, communique.Appos, communique.Nmod, communique.Conj, communique.Parataxis} {
		line(d.String(), relations[d])
	}
	if by, bounds := m.scoreNames(examples); bounds.gold > 0 {
		for k := Person; k < nameKinds; k++ {
			line("names, "+k.String(), by[k])
		}
		line("names, bounds alone", bounds)
	}
	return b.String()
}

// prf is precision, recall and their mean.
type prf struct{ right, found, gold int }

func (p prf) String() string {
	precision, recall := float64(p.right)/float64(max(p.found, 1)), float64(p.right)/float64(max(p.gold, 1))
	f := 0.0
	if p.right > 0 {
		f = 2 * precision * recall / (precision + recall)
	}
	return fmt.Sprintf("P %.1f R %.1f F %.1f (%d gold)", 100*precision, 100*recall, 100*f, p.gold)
}

// scoreNames compares the names found with those marked.
func (m *Models) scoreNames(examples []Example) (by [nameKinds]prf, bounds prf) {
	var got, want []Name
	for _, e := range examples {
		if e.names == nil {
			continue
		}
		r, s := reading(e)
		r.Sentences = []communique.Sentence{s}
		r.Grammar = m
		got, want = m.Names(r, 0, got[:0]), collect(want[:0], e.names, 0)
		for _, n := range got {
			by[n.Kind].found++
			bounds.found++
		}
		for _, n := range want {
			by[n.Kind].gold++
			bounds.gold++
			if slices.Contains(got, n) {
				by[n.Kind].right++
			}
			if slices.ContainsFunc(got, func(g Name) bool { return g.First == n.First && g.Last == n.Last }) {
				bounds.right++
			}
		}
	}
	return by, bounds
}

// reading lays out the example as the models meet it.
func reading(e Example) (*communique.Reading, communique.Sentence) {
	r := &communique.Reading{Document: &communique.Document{Text: e.Text}, Tokens: make([]communique.Token, len(e.Tokens))}
	for i, t := range e.Tokens {
		r.Tokens[i] = communique.Token{Span: t.Span, Kind: t.Kind}
	}
	return r, communique.Sentence{Span: communique.Span{End: len(e.Text)}, Last: len(e.Tokens)}
}
