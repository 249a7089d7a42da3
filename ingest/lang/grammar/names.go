package grammar

import "github.com/communique-kg/communique"

// NameKind is what a name names.
type NameKind uint8

// The kinds of name. Titles that belong to a person's name stand in it:
// "President Ilves".
const (
	NoName NameKind = iota
	Person
	Organisation
	Place // also a state or a city
	OtherName
	nameKinds // how many there are
)

// String returns the kind as score files write it.
func (k NameKind) String() string {
	return [...]string{"", "person", "organisation", "place", "other"}[k]
}

// Name is a name in a sentence: Tokens[First:Last] of the Reading.
type Name struct {
	First, Last int
	Kind        NameKind
}

// label is what the name finder says of a token: that it is in no name, or that
// it begins or continues one of a kind.
type label uint8

const (
	unlabelled label = iota
	noName
	labels = noName + 2*label(nameKinds-1) + 1 // how many there are
)

func begins(k NameKind) label { return noName - 1 + 2*label(k) }

// kind returns the kind of the name that the token is in, and whether it begins it.
func (l label) kind() (k NameKind, first bool) {
	if l <= noName {
		return NoName, false
	}
	return NameKind(l / 2), l%2 == 0
}

// follows reports whether a label can stand behind another: a name goes on only
// where one of its kind is open.
func (l label) follows(before label) bool {
	k, first := l.kind()
	if k == NoName || first {
		return true
	}
	open, _ := before.kind()
	return open == k
}

// finder labels each token of a tagged sentence, from left to right.
type finder struct{ weights table }

// nameFeatures is how many features a token has for the name finder.
const nameFeatures = 40

// plainlyNoName reports whether a token begins no name, whatever stands around it.
func plainlyNoName(w *word, kind communique.TokenKind, before label) bool {
	return before <= noName && (kind == communique.Punctuation || !w.capital && kind == communique.Word && w.initial>>1 != uint8(noCase))
}

func (finder) features(f *[nameFeatures]uint64, words []word, tokens []communique.Token, names []label, i int) {
	w, before, before2, next, next2 := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	n1, n2 := uint64(noName), uint64(noName)
	if i > 0 {
		n1 = uint64(names[i-1])
	}
	if i > 1 {
		n2 = uint64(names[i-2])
	}
	tag := func(i int) uint64 {
		if i < 0 || i >= len(tokens) {
			return 0
		}
		return uint64(tokens[i].Tag)
	}
	t, tb, tn := tag(i), tag(i-1), tag(i+1)
	c, cb, cn := uint64(w.known.cluster.number), uint64(before.known.cluster.number), uint64(next.known.cluster.number)
	g, gb, gn := w.known.group(), before.known.group(), next.known.group()
	written := uint64(w.known.cluster.written)
	shape := w.shape ^ uint64(w.initial)*k3
	*f = [nameFeatures]uint64{
		f1(1, w.form), f2(2, w.form, n1), f1(3, before.form), f2(4, before.form, n1), f1(5, next.form), f2(6, next.form, n1),
		f1(7, before2.form), f1(8, next2.form), f2(9, shape, n1), f1(10, w.suffix[1]), f1(11, w.suffix[2]), f1(12, w.suffix[3]),
		f1(13, w.prefix[2]), f2(14, c, n1), f2(15, g, n1), f2(16, cb, n1), f2(17, cn, n1), f2(18, g, gn), f2(19, gb, g),
		f2(20, t, n1), f2(21, t<<6|tn, n1), f2(22, tb<<6|t, n1), f2(23, n1, n2), f2(24, written, shape), f2(25, before.form, w.form),
		f2(26, w.form, next.form), f3(27, g, gn, n1), f3(28, tb, t, tn), f2(29, before.shape, shape), f2(30, shape, next.shape),
		f2(31, uint64(w.clitic), n1), f1(32, w.last), f3(33, w.suffix[2], n1, t), f2(34, gn, n1), f2(35, gb, n1), f3(36, gb, g, gn),
		f2(37, at(words, i+2).known.group(), n1), f2(38, c, cn), f2(39, cb, c), f3(40, w.known.class(), shape, n1),
	}
}

// label labels the tokens of a sentence.
func (n *finder) label(words []word, tokens []communique.Token, names []label) {
	var f [nameFeatures]uint64
	var rows [maxFeatures]uint32
	before := noName
	for i := range words {
		names[i] = noName
		if !plainlyNoName(&words[i], tokens[i].Kind, before) {
			n.features(&f, words, tokens, names, i)
			var sum lanes
			n.weights.sum(&sum, n.weights.find(&rows, f[:]))
			most := -1
			for l := noName; l < labels; l++ {
				if v := sum.class(int(l)); v > most && l.follows(before) {
					names[i], most = l, v
				}
			}
		}
		before = names[i]
	}
}

// Names appends the names in sentence i of a reading to names and returns them,
// in order. It tags the sentence where that was not done.
func (m *Models) Names(r *communique.Reading, i int, names []Name) []Name {
	if m.Load() != nil || m.loadNames() != nil || !r.Tag(i) {
		return names
	}
	room := m.room()
	defer m.rooms.Put(room)
	s := r.Sentences[i]
	for first := s.First; first < s.Last; {
		last := piece(r.Tokens, first, s.Last)
		tokens := r.Tokens[first:last]
		words, labels := room.wordsOf(r.Text, tokens, &m.tagger.lexicon), room.labels[:len(tokens)]
		m.finder.label(words, tokens, labels)
		names = collect(names, labels, first)
		first = last
	}
	return names
}

// collect appends the names that the labels of a sentence say, whose first token is first.
func collect(names []Name, labels []label, first int) []Name {
	for k := 0; k < len(labels); {
		kind, _ := labels[k].kind()
		if kind == NoName {
			k++
			continue
		}
		n := Name{First: first + k, Kind: kind}
		for k++; k < len(labels); k++ {
			if of, begins := labels[k].kind(); of != kind || begins {
				break
			}
		}
		n.Last = first + k
		names = append(names, n)
	}
	return names
}
