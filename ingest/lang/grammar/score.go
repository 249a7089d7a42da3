package grammar

import (
	"fmt"
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

// Score tags and parses the examples and says how much of it is right, a line a figure.
func (m *Models) Score(examples []Example) string {
	var tags, whole, unknown, uas, las, uasWords, lasWords ratio
	for _, e := range examples {
		r, s := reading(e)
		m.Tag(r, s)
		m.Parse(r, s)
		c := caseOf(e.Text, e.Tokens)
		for i, gold := range e.Tokens {
			got := r.Tokens[i]
			right := got.Tag == gold.Tag
			tags.count(right)
			if e.Whole[i] {
				whole.count(right)
			}
			var w word
			w.set(e.Text, gold, c, false)
			if gold.Kind != communique.Punctuation && m.tagger.lexicon.find(lexiconForm(&w)) == (entry{}) {
				unknown.count(right)
			}
			head := got.Head == gold.Head
			uas.count(head)
			las.count(head && got.Dependency == gold.Dependency)
			if gold.Dependency != communique.Punct {
				uasWords.count(head)
				lasWords.count(head && got.Dependency == gold.Dependency)
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "sentences %d\ntags %v\ntags of the treebank's words %v\ntags of unknown words %v\nUAS %v\nLAS %v\nUAS without marks %v\nLAS without marks %v\n",
		len(examples), tags, whole, unknown, uas, las, uasWords, lasWords)
	return b.String()
}

// reading lays out the example as the models meet it.
func reading(e Example) (*communique.Reading, communique.Sentence) {
	r := &communique.Reading{Document: &communique.Document{Text: e.Text}, Tokens: make([]communique.Token, len(e.Tokens))}
	for i, t := range e.Tokens {
		r.Tokens[i] = communique.Token{Span: t.Span, Kind: t.Kind}
	}
	return r, communique.Sentence{Span: communique.Span{End: len(e.Text)}, Last: len(e.Tokens)}
}
