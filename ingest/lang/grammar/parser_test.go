package grammar

import (
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// What is kept with the states, the stack and the tokens adds up to what all
// features of a state say.
func TestKeptSums(t *testing.T) {
	m := stored(t)
	r := cut("The Council condemned the attacks on hospitals, which it attributed to a group in the service of another state, and said that NATO would not adopt the plan that had been put before it by its members.")
	s := r.Sentences[0]
	m.Tag(r, s)
	tokens := r.Tokens[s.First:s.Last]
	words := make([]word, len(tokens))
	read(words, r.Text, tokens, &m.tagger.lexicon)
	var search search
	search.start(words, tokens)
	m.parser.heads(&search)
	for i := range search.states {
		st := &search.states[i]
		got := m.parser.judge(&search, st)
		search.features(st)
		if want := scores(m.parser.moves.sum(search.f[:]), arcFeatures); got != want {
			t.Errorf("state %d of %+v: scores %v, want %v", i, *st, got, want)
		}
	}
	if len(search.states) <= 2*len(tokens) {
		t.Errorf("%d states were reached of %d tokens", len(search.states), len(tokens))
	}
}

// A sentence is parsed alike right after it was tagged and after others were.
func TestParseAfterOthers(t *testing.T) {
	m := stored(t)
	const text = "The Council condemned the attacks. NATO’s members, which met in Oslo, agreed to wait. “Why?” he asked."
	at := func(tagFirst bool) []communique.Token {
		r := cut(text)
		r.Grammar = m
		for i := range r.Sentences {
			if tagFirst {
				r.Tag(i)
			}
		}
		for i := range r.Sentences {
			r.Parse(i)
		}
		return r.Tokens
	}
	if got, want := at(true), at(false); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What a part of speech may be to another is listed from what was counted, the
// commonest first, without slips, and left open where it was seldom met.
func TestChoices(t *testing.T) {
	var counts relationCounts
	add := func(row, n int, d communique.Dependency) {
		for range n {
			counts.count(row, d)
		}
	}
	plain, slips, seldom := choiceRow(1, 2, true), choiceRow(1, 2, false), choiceRow(2, 1, true)
	add(plain, 20, communique.Obj)
	add(plain, 30, communique.Nsubj)
	add(slips, 999, communique.Det)
	add(slips, 1, communique.Obj)
	add(seldom, 5, communique.Det)
	c := counts.choices()
	for _, test := range []struct {
		row  []byte
		want []byte
	}{
		{c.of(1, 2, true), []byte{byte(communique.Nsubj), byte(communique.Obj)}},
		{c.of(1, 2, false), []byte{byte(communique.Det)}},
		{c.of(2, 1, true), nil},
		{c.of(2, 1, false), nil},
	} {
		if !slices.Equal(test.row, test.want) {
			t.Errorf("choices %v, want %v", test.row, test.want)
		}
	}
}
