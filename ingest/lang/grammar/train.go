package grammar

import (
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// Training is how the models are trained. The zero value knows no clusters.
type Training struct {
	Clusters Clusters                         // of words, learnt from plain text
	Log      func(format string, args ...any) // progress; nil says nothing
}

func (t Training) log(format string, args ...any) {
	if t.Log != nil {
		t.Log(format, args...)
	}
}

// The sizes of the tables, in rows. Smaller ones lose little, since training goes
// on after the features that found no row were dropped; larger ones learn the
// treebanks by heart.
const (
	tagRows      = 1 << 14
	moveRows     = 1 << 17
	relationRows = 1 << 14
	nameRows     = 1 << 15
)

// lesson is one example in the form that training walks over.
type lesson struct {
	*Example
	lexicon *lexicon
	counts  tally
	words   []word
	tags    []communique.Tag // as a tagger would set them that has not seen the sentence
}

// Train learns the models from the examples. The same examples and clusters give
// the same bytes. All examples train tagger and parser, those of treebanks with
// names the name finder.
func (t Training) Train(examples []Example) *Models {
	m := &Models{}
	lessons := t.lessons(examples, m)
	m.parser = t.parser(lessons)
	m.finder = t.finder(lessons)
	return m
}

// lessons makes lessons of the examples, and lexicon and tagger on the way.
func (t Training) lessons(examples []Example, m *Models) []lesson {
	counts := count(examples)
	m.tagger.lexicon = learnLexicon(counts, t.Clusters)
	lessons := make([]lesson, len(examples))
	for i := range examples {
		lessons[i] = newLesson(&examples[i], &m.tagger.lexicon, counts)
	}
	t.log("tagger: %d sentences", len(lessons))
	m.tagger.weights = t.tagger(lessons, 8)
	// The others must learn from tags as they will be, errors and all: those of
	// taggers that have not seen the sentence. Neighbours are of one document.
	const parts = 4
	together := min(50, 1+len(lessons)/(8*parts))
	for part := range parts {
		var others []lesson
		for i, l := range lessons {
			if i/together%parts != part {
				others = append(others, l)
			}
		}
		other := tagger{lexicon: m.tagger.lexicon, weights: t.tagger(others, 4)}
		for i, l := range lessons {
			if i/together%parts == part {
				l.tags = make([]communique.Tag, len(l.Tokens))
				other.tag(l.words, l.Tokens, l.tags)
				lessons[i] = l
			}
		}
		t.log("tags for parser and name finder: part %d of %d", part+1, parts)
	}
	return lessons
}

func newLesson(e *Example, lex *lexicon, counts tally) lesson {
	l := lesson{Example: e, lexicon: lex, counts: counts, words: make([]word, len(e.Tokens)), tags: make([]communique.Tag, len(e.Tokens))}
	l.read(e.Text)
	for i, tok := range e.Tokens {
		l.tags[i] = tok.Tag
	}
	return l
}

// read fills in the words, as if the lexicon had not been told of them here.
func (l *lesson) read(text string) {
	read(l.words, text, l.Tokens, l.lexicon)
	for i := range l.words {
		w := &l.words[i]
		sure := w.known.sure
		l.counts.tags(&w.known, w.whole(), l.Tokens[i].Tag)
		w.known.sure = sure
		w.spread()
	}
}

// tally counts the tags of each word of the treebanks.
type tally map[uint64]*[communique.Tags]int32

func count(examples []Example) tally {
	all := tally{}
	for _, e := range examples {
		c := caseOf(e.Text, e.Tokens)
		for i, tok := range e.Tokens {
			var w word
			w.set(e.Text, tok, c, i == 0)
			if all[w.whole()] == nil {
				all[w.whole()] = &[communique.Tags]int32{}
			}
			all[w.whole()][tok.Tag]++
		}
	}
	return all
}

// tags fills in what the counts say of a word. One tag is left out of the count;
// Untagged leaves out none. So a model in training sees of a word what others
// have told, as it will when a text has it.
func (t tally) tags(e *entry, form uint64, without communique.Tag) {
	e.tags, e.sure = [3]communique.Tag{}, false
	of := t[form]
	if of == nil {
		return
	}
	counts := *of
	if without != communique.Untagged {
		counts[without]--
	}
	sum, covered := int32(0), int32(0)
	for _, c := range counts {
		sum += c
	}
	for n := range e.tags {
		best := 0
		for tag, c := range counts {
			if c > counts[best] {
				best = tag
			}
		}
		// A tag in sixty is a slip of the annotators.
		if counts[best]*60 < sum || counts[best] == 0 {
			break
		}
		e.tags[n] = communique.Tag(best)
		covered += counts[best]
		counts[best] = 0
	}
	alone := e.tags[1] == communique.Untagged && covered == sum
	e.sure = alone && sum >= 20 || sum >= 50 && covered*1000 >= sum*997
}

// learnLexicon makes the lexicon of the words that were counted and those that
// have a cluster.
func learnLexicon(counts tally, clusters Clusters) lexicon {
	entries := map[uint64]entry{}
	for form, c := range clusters {
		entries[form] = entry{cluster: c}
	}
	for form := range counts {
		e := entries[form]
		counts.tags(&e, form, communique.Untagged)
		entries[form] = e
	}
	size := 1 << 8
	for size < len(entries)*9/8 {
		size *= 2
	}
	l := lexicon{slots: make([]byte, size*lexiconSlot), mask: uint32(size - 1)}
	for _, form := range slices.Sorted(maps.Keys(entries)) {
		i := home(form, l.mask)
		for l.key(i) != 0 && l.key(i) != lexiconKey(form) {
			i = (i + 1) & l.mask
		}
		if l.key(i) == 0 {
			e := entries[form]
			e.put(l.slots[i*lexiconSlot:], form)
		}
	}
	return l
}

// key returns what stands in slot i.
func (l *lexicon) key(i uint32) uint32 {
	return binary.LittleEndian.Uint32(l.slots[i*lexiconSlot:]) & 0xFFFFFF
}

// newRand returns the source of chance for training, the same each time.
func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 20260101)) }

// recased returns the example as a headline would write it: every eighth round
// of a sentence is in capitals or in title case, so that the models learn to do
// without them.
func recased(l *lesson, round, i int) *lesson {
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
	c.read(text)
	return &c
}

// tagger learns the weights of the tagger.
func (t Training) tagger(lessons []lesson, rounds int) table {
	seen := newVocabulary()
	var room [tagFeatures]uint64
	for i := range lessons {
		for _, l := range []*lesson{&lessons[i], recased(&lessons[i], 0, i%2)} {
			gold := goldTags(l.Example)
			for j := range l.words {
				if plainly(&l.words[j], l.Tokens[j].Kind) == communique.Untagged {
					for _, h := range (tagger{}).features(room[:0], l.words, gold, j) {
						seen.see(h)
					}
				}
			}
		}
	}
	m := newLinear(seen, communique.Tags, 3, 25)
	scores, ids := make([]int32, communique.Tags), make([]int32, 0, tagFeatures)
	var choices [3]byte
	rng := newRand(1)
	order := rng.Perm(len(lessons))
	for round := range rounds {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, all := 0, 0
		for _, i := range order {
			l := recased(&lessons[i], round, i)
			tags := make([]communique.Tag, len(l.words))
			for j := range l.words {
				if tags[j] = plainly(&l.words[j], l.Tokens[j].Kind); tags[j] != communique.Untagged {
					continue
				}
				ids = m.find(ids, tagger{}.features(room[:0], l.words, tags, j))
				m.score(ids, scores)
				gold := int(l.Example.Tokens[j].Tag)
				best := m.learn(ids, scores, gold, choicesOf(&l.words[j], &choices))
				tags[j] = communique.Tag(best)
				if best == gold {
					right++
				}
				all++
			}
		}
		if round == 2 {
			t.log("tagger: %d features kept of %d", m.trim(tagRows), len(m.counts))
		}
		t.log("tagger: round %d: %.2f %% of %d", round+1, 100*float64(right)/float64(max(all, 1)), all)
	}
	return newTable(m.pack(tagRows, tagStride, 1), tagStride)
}

func goldTags(e *Example) []communique.Tag {
	tags := make([]communique.Tag, len(e.Tokens))
	for i, t := range e.Tokens {
		tags[i] = t.Tag
	}
	return tags
}
