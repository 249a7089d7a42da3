package grammar

import "github.com/communique-kg/communique"

// tagger gives each token of a sentence its part of speech, from left to right:
// a linear model over the word, those around it and the two tags before.
type tagger struct {
	lexicon lexicon
	weights table
}

// tagFeatures is how many features a token has for the tagger.
const tagFeatures = 26

// neighbours are the words that stand in for those before and behind a sentence.
var outside = func() word {
	w := word{form: 1, last: 1, shape: 1}
	w.outline = mix(w.shape)
	w.spread()
	return w
}()

func at(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &outside
	}
	return &words[i]
}

// tagsBefore returns the keys of the tags one and two before token i.
func tagsBefore(tags []communique.Tag, i int) (t1, t2 uint64) {
	t1, t2 = keys[communique.Tags], keys[communique.Tags]
	if i > 0 {
		t1 = keys[tags[i-1]]
	}
	if i > 1 {
		t2 = keys[tags[i-2]]
	}
	return t1, t2
}

// features appends the features of token i, whose tags before are given.
func (tagger) features(f []uint64, words []word, tags []communique.Tag, i int) []uint64 {
	w, before, before2, next, next2 := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	t1, t2 := tagsBefore(tags, i)
	written := keys[w.known.cluster.written]
	return append(f,
		one(1, w.form),
		two(3, w.suffix[0], w.outline),
		two(4, w.suffix[1], w.outline),
		one(5, w.suffix[2]),
		one(7, w.prefix[0]),
		one(9, w.prefix[2]),
		one(10, w.outline),
		two(12, t1, t2),
		one(14, before.form),
		one(15, before2.form),
		one(16, next.form),
		one(18, next.suffix[2]),
		one(19, next.class),
		two(21, w.class, t1),
		two(24, next.class, next2.class),
		three(25, before.outline, w.outline, next.outline),
		one(26, w.last),
		two(30, keys[w.clitic], t1),
		three(31, w.class, t1, next.class),
		one(33, w.cluster),
		one(34, before.cluster),
		one(35, next.cluster),
		two(37, w.group, t1),
		two(41, written, w.outline),
		two(42, next.group, t1),
		three(45, written, w.outline, t1),
	)
}

// common reports whether the lexicon has all tags that a token may have.
func common(w *word) bool { return w.known.sure && !w.capital && w.initial>>1 != uint8(noCase) }

// plainly returns the tag of a token that needs no weighing, Untagged for others.
func plainly(w *word, kind communique.TokenKind) communique.Tag {
	switch {
	case kind == communique.Punctuation:
		return communique.PUNC
	case common(w) && w.known.tags[1] == communique.Untagged:
		return w.known.tags[0]
	}
	return communique.Untagged
}

// choicesOf returns the tags that a token may have, none where all are possible.
func choicesOf(w *word, room *[3]byte) []byte {
	if !common(w) {
		return nil
	}
	n := 0
	for n < len(room) && w.known.tags[n] != communique.Untagged {
		room[n] = byte(w.known.tags[n])
		n++
	}
	return room[:n]
}

// tag fills in the tags of a sentence.
func (t *tagger) tag(words []word, tokens []communique.Token, tags []communique.Tag) {
	var features [tagFeatures]uint64
	var room [3]byte
	for i := range words {
		if tags[i] = plainly(&words[i], tokens[i].Kind); tags[i] != communique.Untagged {
			continue
		}
		f := t.features(features[:0], words, tags, i)
		tags[i] = communique.Tag(t.weights.best(f, communique.Tags, choicesOf(&words[i], &room)))
	}
}
