package grammar

import "github.com/communique-kg/communique"

// tagger gives each token of a sentence its part of speech, from left to right:
// a linear model over the word, those around it and the two tags before.
type tagger struct {
	lexicon lexicon
	weights table
}

// tagFeatures is how many features a token has for the tagger.
const tagFeatures = 46

// neighbours are the words that stand in for those before and behind a sentence.
var outside = word{form: 1, last: 1, shape: 1}

func at(words []word, i int) *word {
	if i < 0 || i >= len(words) {
		return &outside
	}
	return &words[i]
}

// tagsBefore returns the tags one and two before token i.
func tagsBefore(tags []communique.Tag, i int) (one, two uint64) {
	one, two = uint64(communique.Tags), uint64(communique.Tags)
	if i > 0 {
		one = uint64(tags[i-1])
	}
	if i > 1 {
		two = uint64(tags[i-2])
	}
	return one, two
}

// features fills in the features of token i, whose tags before are given.
func (tagger) features(f *[tagFeatures]uint64, words []word, tags []communique.Tag, i int) {
	w, before, before2, next, next2 := at(words, i), at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	t1, t2 := tagsBefore(tags, i)
	class, nextClass, next2Class := w.known.class(), next.known.class(), next2.known.class()
	c, cb, cn, cn2 := uint64(w.known.cluster.number), uint64(before.known.cluster.number), uint64(next.known.cluster.number), uint64(next2.known.cluster.number)
	written := uint64(w.known.cluster.written)
	shape := w.shape ^ uint64(w.initial)*k3
	*f = [tagFeatures]uint64{
		f1(1, w.form),
		f2(2, w.form, shape),
		f2(3, w.suffix[0], shape),
		f2(4, w.suffix[1], shape),
		f1(5, w.suffix[2]),
		f1(6, w.suffix[3]),
		f1(7, w.prefix[0]),
		f1(8, w.prefix[1]),
		f1(9, w.prefix[2]),
		f1(10, shape),
		f1(11, t1),
		f2(12, t1, t2),
		f2(13, t1, w.form),
		f1(14, before.form),
		f1(15, before2.form),
		f1(16, next.form),
		f1(17, next2.form),
		f1(18, next.suffix[2]),
		f1(19, nextClass),
		f2(20, t1, nextClass),
		f2(21, class, t1),
		f3(22, class, t1, t2),
		f2(23, class, nextClass),
		f2(24, nextClass, next2Class),
		f3(25, before.shape, shape, next.shape),
		f2(26, w.last, 0),
		f2(27, t1, next.form),
		f2(28, before.form, w.form),
		f2(29, w.form, next.form),
		f2(30, uint64(w.clitic), t1),
		f3(31, class, t1, nextClass),
		f3(32, w.suffix[2], t1, nextClass),
		f1(33, c),
		f1(34, cb),
		f1(35, cn),
		f1(36, cn2),
		f2(37, w.known.group(), t1),
		f2(38, c, t1),
		f2(39, cb, c),
		f2(40, c, cn),
		f2(41, written, shape),
		f2(42, next.known.group(), t1),
		f3(43, class, t1, cn),
		f3(44, class, cb, next.known.group()),
		f3(45, written, shape, t1),
		f3(46, w.suffix[1], shape, t1),
	}
}

// plainly returns the tag of a token that needs no weighing, Untagged for others.
func plainly(w *word, kind communique.TokenKind) communique.Tag {
	switch {
	case kind == communique.Punctuation:
		return communique.PUNC
	case w.known.sure && !w.capital && w.initial>>1 != uint8(noCase):
		return w.known.tags[0]
	}
	return communique.Untagged
}

// tag fills in the tags of a sentence.
func (t *tagger) tag(words []word, tokens []communique.Token, tags []communique.Tag) {
	var f [tagFeatures]uint64
	for i := range words {
		if tags[i] = plainly(&words[i], tokens[i].Kind); tags[i] != communique.Untagged {
			continue
		}
		t.features(&f, words, tags, i)
		var sum lanes
		t.weights.sum(&sum, f[:])
		tags[i] = communique.Tag(sum.best(communique.Tags))
	}
}
