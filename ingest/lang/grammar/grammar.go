// Package grammar tags sentences, finds how their words depend on each other,
// and finds names: linear models, trained by cmd/modeltrain from open treebanks
// and kept in data/models, whose README.md says whose annotations they are.
//
// All work on the tokens of package lang, sentence by sentence. Tagger and name
// finder go from left to right once; the parser makes two moves a token, along a
// few rows of moves at a time. Nothing is quadratic, nothing is allocated for a
// sentence, and many goroutines may share the models.
//
// What each model looks at is a list of features in tagger.go, parser.go and
// names.go. A feature is a hash of what it combines; its weights are looked up in
// a table whose rows are read as they lie in the file. To change a model, change
// its features, raise edition in weights.go, train again as data/models/README.md
// says, and read the difference in testdata/scores.txt.
package grammar

import (
	"io/fs"
	"sync"

	"github.com/communique-kg/communique"
)

// Models are the trained models. They are read once, when first asked for.
type Models struct {
	data fs.FS // nil where they were trained in this process

	once, onceNamed sync.Once
	err, errNamed   error

	tagger tagger
	parser parser
	finder finder

	rooms sync.Pool // of *room
}

// New returns the models in the folder models of data. Load reads them.
func New(data fs.FS) *Models { return &Models{data: data} }

// Load reads the models of tags and trees unless that was done. An error names the
// file that is missing, damaged or of another edition, and the remedy; then
// nothing is tagged or parsed.
func (m *Models) Load() error {
	m.once.Do(func() { m.err = m.read(m.parts()) })
	return m.err
}

// loadNames is Load for the name finder, which readers of documents do without.
func (m *Models) loadNames() error {
	m.onceNamed.Do(func() { m.errNamed = m.read(m.namedParts()) })
	return m.errNamed
}

// most is how many tokens are looked at together. Longer sentences, which are
// lists and debris, are taken in pieces.
const most = 256

// room is what the models need while they look at a piece of a sentence.
type room struct {
	words  [most]word
	tags   [most]communique.Tag
	labels [most]label
	search search

	// The piece that words were read from, by its text and tokens: a sentence is
	// often parsed right after it was tagged. A room at rest keeps one text at most.
	text  string
	first *communique.Token
	count int
}

func (m *Models) room() *room {
	if r, ok := m.rooms.Get().(*room); ok {
		return r
	}
	return &room{}
}

// piece returns where the piece of a sentence ends that begins at token first:
// behind a mark if one is near.
func piece(tokens []communique.Token, first, last int) int {
	if last-first <= most {
		return last
	}
	for k := first + most; k > first+most/2; k-- {
		if tokens[k-1].Kind == communique.Punctuation {
			return k
		}
	}
	return first + most
}

// wordsOf returns the words of a piece, which it reads unless it was the last one read.
func (r *room) wordsOf(text string, tokens []communique.Token, lex *lexicon) []word {
	words := r.words[:len(tokens)]
	if r.first != &tokens[0] || r.count != len(tokens) || r.text != text {
		read(words, text, tokens, lex)
	}
	r.text, r.first, r.count = text, &tokens[0], len(tokens)
	return words
}

// read fills in the words of a piece.
func read(words []word, text string, tokens []communique.Token, lex *lexicon) {
	c := caseOf(text, tokens)
	first := true
	for i, t := range tokens {
		words[i].set(text, t, c, first && t.Kind == communique.Word)
		lex.look(&words[i])
		if t.Kind <= communique.Number {
			first = false
		}
	}
}

// Tag sets the tags of the tokens of one sentence.
func (m *Models) Tag(r *communique.Reading, s communique.Sentence) {
	if m.Load() != nil {
		return
	}
	room := m.room()
	defer m.rooms.Put(room)
	for first := s.First; first < s.Last; {
		last := piece(r.Tokens, first, s.Last)
		tokens := r.Tokens[first:last]
		room.first = nil // who tags tokens again may have changed them
		words, tags := room.wordsOf(r.Text, tokens, &m.tagger.lexicon), room.tags[:len(tokens)]
		m.tagger.tag(words, tokens, tags)
		for i := range tokens {
			tokens[i].Tag = tags[i]
		}
		first = last
	}
}

// Parse sets heads and dependencies of the tokens of one sentence, which is
// tagged. Each sentence has one root, and no arcs cross.
func (m *Models) Parse(r *communique.Reading, s communique.Sentence) {
	if m.Load() != nil {
		return
	}
	room := m.room()
	defer m.rooms.Put(room)
	root := int32(-1)
	for first := s.First; first < s.Last; {
		last := piece(r.Tokens, first, s.Last)
		tokens := r.Tokens[first:last]
		words := room.wordsOf(r.Text, tokens, &m.tagger.lexicon)
		room.search.start(words, tokens)
		m.parser.heads(&room.search)
		m.parser.relate(&room.search)
		for i := range tokens {
			t, n := &tokens[i], &room.search.nodes[i]
			if t.Head, t.Dependency = n.head, n.relation; t.Head >= 0 {
				t.Head += int32(first)
				continue
			}
			// The pieces of a sentence stand beside each other under the first one's root.
			if root < 0 {
				root = int32(first + i)
			} else {
				t.Head, t.Dependency = root, communique.Parataxis
			}
		}
		first = last
	}
}
