// Package grammar tags sentences, finds how their words depend on each other,
// and finds names: three linear models, trained by cmd/modeltrain from open
// treebanks and kept in data/models, which says whose annotations they are.
//
// All work on the tokens of package lang. The tagger and the name finder go
// through a sentence once, from left to right; the parser takes two moves a
// token. Nothing is quadratic, nothing is allocated for a sentence, and many
// goroutines may share the models.
//
// To change what a model looks at, change its features, raise edition in
// weights.go, train again (data/models/README.md says how) and read the
// difference in testdata/scores.txt.
package grammar

import (
	"io/fs"
	"sync"

	"github.com/communique-kg/communique"
)

// Models are the trained models. They are loaded once, when first asked for.
type Models struct {
	data fs.FS
	once sync.Once
	err  error

	tagger tagger
	parser parser

	scratch sync.Pool // of *scratch
}

// New returns the models in the folder models of data, which is read by Load.
func New(data fs.FS) *Models { return &Models{data: data} }

// Load reads the models unless that was done, and says what is wrong with them.
// Where it was not called before the first sentence, or failed, nothing is
// tagged.
func (m *Models) Load() error {
	m.once.Do(func() {
		if m.data != nil {
			m.err = m.read(m.data)
		}
	})
	return m.err
}

// scratch is the room that a sentence needs while it is worked on.
type scratch struct {
	words []word
	tags  []communique.Tag
	nodes []node
	stack []int32
}

// room returns a scratch for n tokens, to be given back to the pool.
func (m *Models) room(n int) *scratch {
	s, _ := m.scratch.Get().(*scratch)
	if s == nil {
		s = &scratch{}
	}
	if cap(s.words) < n {
		size := max(n, 64) * 3 / 2
		s.words, s.tags = make([]word, size), make([]communique.Tag, size)
		s.nodes, s.stack = make([]node, size), make([]int32, 0, size)
	}
	s.words, s.tags, s.nodes = s.words[:n], s.tags[:n], s.nodes[:n]
	return s
}

// read fills in the words of a sentence.
func read(words []word, text string, tokens []communique.Token, lex *lexicon) {
	c := caseOf(text, tokens)
	first := true
	for i, t := range tokens {
		words[i].set(text, t, c, first && t.Kind == communique.Word)
		words[i].known = lex.find(lexiconForm(&words[i]))
		if t.Kind == communique.Word || t.Kind == communique.Number {
			first = false
		}
	}
}

// Tag sets the tags of the tokens of one sentence.
func (m *Models) Tag(r *communique.Reading, s communique.Sentence) {
	if m.Load() != nil {
		return
	}
	tokens := r.Tokens[s.First:s.Last]
	room := m.room(len(tokens))
	defer m.scratch.Put(room)
	read(room.words, r.Text, tokens, &m.tagger.lexicon)
	m.tagger.tag(room.words, tokens, room.tags)
	for i := range tokens {
		tokens[i].Tag = room.tags[i]
	}
}

// Parse sets heads and dependencies of the tokens of one sentence, which is tagged.
func (m *Models) Parse(r *communique.Reading, s communique.Sentence) {
	if m.Load() != nil {
		return
	}
	tokens := r.Tokens[s.First:s.Last]
	room := m.room(len(tokens))
	defer m.scratch.Put(room)
	read(room.words, r.Text, tokens, &m.tagger.lexicon)
	var st state
	st.start(room.nodes, room.stack, room.words, func(i int) communique.Tag { return tokens[i].Tag })
	m.parser.heads(&st)
	m.parser.relate(&st)
	room.stack = st.stack
	for i, n := range room.nodes {
		tokens[i].Dependency = n.relation
		tokens[i].Head = -1
		if n.head >= 0 {
			tokens[i].Head = n.head + int32(s.First)
		}
	}
}
