package grammar

import (
	"cmp"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// Training is how the models are trained. The zero value trains in full.
type Training struct {
	Small bool                             // small tables and few rounds, for tests
	Log   func(format string, args ...any) // progress; nil says nothing
}

func (t Training) log(format string, args ...any) {
	if t.Log != nil {
		t.Log(format, args...)
	}
}

// rows is the size of a table that has n rows when trained in full.
func (t Training) rows(n int) int {
	if t.Small {
		return 1 << 12
	}
	return n
}

func (t Training) rounds(n int) int {
	if t.Small {
		return min(n, 3)
	}
	return n
}

// The sizes of the tables, in rows.
const (
	tagRows      = 1 << 15
	moveRows     = 1 << 19
	relationRows = 1 << 15
	tagStride    = 40
	moveStride   = 4
	relStride    = 48
)

// lesson is one example in the form that training walks over.
type lesson struct {
	*Example
	lexicon *lexicon
	words   []word
	tags    []communique.Tag // as a tagger would set them that has not seen the sentence
}

// Train learns the models from the examples. The same examples give the same bytes.
func (t Training) Train(examples []Example) *Models {
	m := &Models{}
	m.tagger.lexicon = learnLexicon(examples)
	lessons := make([]lesson, len(examples))
	for i := range examples {
		lessons[i] = newLesson(&examples[i], &m.tagger.lexicon)
	}
	t.log("tagger: %d sentences", len(lessons))
	m.tagger.weights = t.tagger(lessons, 8)
	// The parser must learn from tags as they will be, errors and all: those of
	// taggers that have not seen the sentence.
	const parts = 4
	for part := range parts {
		var others []lesson
		for i, l := range lessons {
			if i/50%parts != part {
				others = append(others, l)
			}
		}
		other := tagger{lexicon: m.tagger.lexicon, weights: t.tagger(others, 4)}
		for i, l := range lessons {
			if i/50%parts == part {
				l.tags = make([]communique.Tag, len(l.Tokens))
				other.tag(l.words, l.Tokens, l.tags)
				lessons[i] = l
			}
		}
		t.log("tags for the parser: %d of %d", part+1, parts)
	}
	m.parser = t.parser(lessons)
	return m
}

func newLesson(e *Example, lex *lexicon) lesson {
	l := lesson{Example: e, lexicon: lex, words: make([]word, len(e.Tokens)), tags: make([]communique.Tag, len(e.Tokens))}
	read(l.words, e.Text, e.Tokens, lex)
	for i, tok := range e.Tokens {
		l.tags[i] = tok.Tag
	}
	return l
}

// learnLexicon collects the tags of the words that were seen more than once.
func learnLexicon(examples []Example) lexicon {
	type seen struct {
		tags  [communique.Tags]int
		count int
		other bool // seen with a capital inside a sentence
	}
	all := map[uint64]*seen{}
	var order []uint64
	for _, e := range examples {
		c := caseOf(e.Text, e.Tokens)
		for i, tok := range e.Tokens {
			var w word
			w.set(e.Text, tok, c, i == 0)
			form := lexiconForm(&w)
			s := all[form]
			if s == nil {
				s = &seen{}
				all[form] = s
				order = append(order, form)
			}
			s.tags[tok.Tag]++
			s.count++
		}
	}
	order = slices.DeleteFunc(order, func(form uint64) bool { return all[form].count < 2 })
	slices.SortFunc(order, func(a, b uint64) int {
		return cmp.Or(cmp.Compare(all[b].count, all[a].count), cmp.Compare(a, b))
	})
	size := 1 << 8
	for size < len(order)*3/2 {
		size *= 2
	}
	l := lexicon{slots: make([]byte, size*lexiconSlot), mask: uint32(size - 1)}
	for _, form := range order {
		s := all[form]
		i := home(form, l.mask)
		taken := false
		for ; binary.LittleEndian.Uint32(l.slots[i*lexiconSlot:]) != 0; i = (i + 1) & l.mask {
			if binary.LittleEndian.Uint32(l.slots[i*lexiconSlot:]) == lexiconKey(form) {
				taken = true
			}
		}
		if taken {
			continue
		}
		slot := l.slots[i*lexiconSlot:][:lexiconSlot]
		binary.LittleEndian.PutUint32(slot, lexiconKey(form))
		for n := range 3 {
			best := 0
			for tag, c := range s.tags {
				if c > s.tags[best] {
					best = tag
				}
			}
			if n == 0 && s.tags[best] == s.count && s.count >= 20 {
				slot[7] = 1
			}
			// A tag in a hundred is a slip of the annotators.
			if s.tags[best]*60 < s.count || s.tags[best] == 0 {
				break
			}
			slot[4+n] = byte(best)
			s.tags[best] = 0
		}
	}
	return l
}

// newRand returns the source of chance for training, the same each time.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 20260101)) }

// recased returns the example as a headline would write it: every eighth round
// of a sentence is in capitals or in title case, so that the models learn to do
// without them.
func recased(l *lesson, lex *lexicon, round, i int) *lesson {
	var text string
	switch (i + round) % 12 {
	case 0:
		text = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' {
				return r - 'a' + 'A'
			}
			return r
		}, l.Text)
	case 1:
		b := []byte(l.Text)
		for _, t := range l.Tokens {
			if t.Len() > 3 && b[t.Start] >= 'a' && b[t.Start] <= 'z' {
				b[t.Start] -= 'a' - 'A'
			}
		}
		text = string(b)
	default:
		return l
	}
	if len(text) != len(l.Text) || !utf8.ValidString(text) {
		return l
	}
	c := *l
	c.words = make([]word, len(l.words))
	read(c.words, text, l.Tokens, lex)
	return &c
}

// tagger learns the weights of the tagger.
func (t Training) tagger(lessons []lesson, rounds int) table {
	lex := lexiconOf(lessons)
	seen := newVocabulary()
	var f [tagFeatures]uint64
	for i := range lessons {
		for _, l := range []*lesson{&lessons[i], recased(&lessons[i], lex, 0, i%2)} {
			gold := goldTags(l.Example)
			for j := range l.words {
				if plainly(&l.words[j], l.Tokens[j].Kind) == communique.Untagged {
					tagger{}.features(&f, l.words, gold, j)
					for _, h := range f {
						seen.see(h)
					}
				}
			}
		}
	}
	m := newLinear(seen, communique.Tags, 3, 8)
	scores, ids := make([]int32, communique.Tags), make([]int32, 0, tagFeatures)
	rng := newRand(1)
	order := rng.Perm(len(lessons))
	for round := range t.rounds(rounds) {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			l := recased(&lessons[i], lex, round, i)
			tags := make([]communique.Tag, len(l.words))
			for j := range l.words {
				if tags[j] = plainly(&l.words[j], l.Tokens[j].Kind); tags[j] != communique.Untagged {
					continue
				}
				tagger{}.features(&f, l.words, tags, j)
				ids = m.find(ids, f[:])
				m.score(ids, scores)
				gold := int(l.Example.Tokens[j].Tag)
				best, rival := 1, 0
				for c := 1; c < m.classes; c++ {
					if scores[c] > scores[best] {
						best = c
					}
					if c != gold && (rival == 0 || scores[c] > scores[rival]) {
						rival = c
					}
				}
				if scores[gold]-scores[rival] <= m.margin {
					m.update(ids, gold, rival)
				}
				m.step++
				tags[j] = communique.Tag(best)
				if best == gold {
					right++
				}
				all++
			}
		}
		t.log("tagger: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	return newTable(m.pack(t.rows(tagRows), tagStride, 1), tagStride)
}

func lexiconOf(lessons []lesson) *lexicon {
	if len(lessons) == 0 {
		return &lexicon{}
	}
	return lessons[0].lexicon
}

func goldTags(e *Example) []communique.Tag {
	tags := make([]communique.Tag, len(e.Tokens))
	for i, t := range e.Tokens {
		tags[i] = t.Tag
	}
	return tags
}
