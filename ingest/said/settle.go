package said

import (
	"slices"

	"github.com/communique-kg/communique"
)

// A sentence that is one attribution all through needs no tree either: The
// minister said that …. In Brussels, the alliance refused to …. “…,” police said.
// Its subject stands right before its verb, and all else is the content.

// settle keeps the attribution that a sentence is, by a tree without branches,
// and reports whether it is one: all other candidates stand within it.
func (f *finder) settle(t *tree, v voice) bool {
	for _, c := range f.found {
		if f.inCue[c.token] > 0 || !t.tellsPlainly(c.token, c.predicate) {
			continue
		}
		if a, ok := t.verbal(c.token, c.predicate); ok && t.holdsAll(a, f.found) && f.reported(t, c, &a, v) && f.attribute(t, a, c.predicate) {
			return true
		}
	}
	t.shares = t.shares[:0]
	return false
}

// holdsAll reports whether all candidates stand within an attribution or are cues already.
func (t *tree) holdsAll(a attributed, found []candidate) bool {
	return !slices.ContainsFunc(found, func(c candidate) bool {
		in := func(s run) bool { return s.from <= c.token && c.token <= s.to }
		return !in(a.cue) && !slices.ContainsFunc(a.contents, in) && t.f.inCue[c.token] == 0
	})
}

// tellsPlainly reports whether words and tags bound what the verb at c tells, and
// who tells it.
func (t *tree) tellsPlainly(c int, p *predicate) bool {
	if t.f.form(c).lexeme.verb != p || p.takes(raising) || lightVerbs.Has(t.word(c)) || t.tag(c) == communique.NNS || t.passive(c) {
		return false
	}
	first, last := t.group(c)
	if !t.tag(first).Finite() && t.speaksOn(c) < 0 || t.asked(c, first) || t.plainSubject(c) < 0 {
		return false
	}
	next := t.word(last + 1)
	switch {
	case t.ended(last):
		return p.takes(clausal) && p.class == utterance
	case t.tag(last+1) == communique.RB:
		return false
	case p.takes(clausal) && openers.Has(next):
		return t.tag(last+1) != communique.DT && (next != "that" || t.predicates(last+1))
	case p.takes(clausal) && (t.mark(last+1, "“") || t.mark(last+1, ",:") && t.mark(last+2, "“")):
		return true
	case p.takes(infinitive) && next == "to":
		return t.tag(last+2) == communique.VB
	case p.governs(next), p.takes(object):
		return false // how far a noun phrase goes only a tree tells
	}
	return p.takes(clausal) && t.clauseFrom(last+1)
}

// ended reports whether the sentence ends behind token k.
func (t *tree) ended(k int) bool {
	return k+1 == t.last || t.mark(k+1, ".") && k+2 == t.last
}

// plainSubject returns the head of the source of the verb at c, by tags: that of the
// cue before a participle, else the noun phrase right before its group where it
// opens the sentence, stands behind "but", "however"
// or an adverbial with a comma that opens it, or is all that stands between a
// comma and a verb that ends it; -1 elsewhere.
func (t *tree) plainSubject(c int) int {
	if h := t.speaksOn(c); h >= 0 {
		return h
	}
	first, last := t.group(c)
	h := first - 1
	if h < t.first || !t.tag(h).Noun() && t.tag(h) != communique.PRP || t.f.timed(t.f.r.Tokens[h].Span) {
		return -1
	}
	from := t.leftmost(h)
	for placed.Has(t.word(from-1)) && t.tag(from-2).Noun() {
		h = from - 2 // "the ambassador | of France | to Estonia"
		from = t.leftmost(h)
	}
	switch {
	case from == t.first, from == t.first+1 && (t.tag(t.first) == communique.CC || outsideGroup.Has(t.word(t.first))):
		return h
	case t.ended(last) && t.mark(from-1, ",”\"'’"):
		return h
	case t.mark(from-1, ",") && t.adverbial(from-1):
		return h
	}
	return -1
}

// speaksOn returns the head of the source of the statement whose cue stands before
// the participle at c, behind a comma: "he said, | adding that"; -1 where c is none.
func (t *tree) speaksOn(c int) int {
	if t.tag(c) != communique.VBG || !t.mark(c-1, ",") {
		return -1
	}
	for k := c - 2; k >= t.first && !t.mark(k, ",;”\"'’"); k-- {
		if n := t.f.inCue[k]; n > 0 {
			if s := t.runOf(t.f.drafts[n-1].SpeakerSpan.Span); !s.empty() && s.to < c {
				return t.headNoun(s)
			}
			return -1
		}
	}
	return -1
}

// adverbial reports whether the sentence opens with a phrase that ends with token
// end and tells when, where or how.
func (t *tree) adverbial(end int) bool {
	if tag := t.tag(t.first); tag != communique.IN && tag != communique.RB && !t.f.timed(t.f.r.Tokens[t.first].Span) {
		return false
	}
	for k := t.first; k < end; k++ {
		if t.tag(k).Finite() || relatives.Has(t.word(k)) || t.mark(k, "“\"(—–':,") || t.word(k) == "as" {
			return false
		}
	}
	return true
}

// leftmost returns where the noun phrase whose last token is k begins, by tags.
func (t *tree) leftmost(k int) int {
	if t.tag(k) == communique.PRP {
		return k
	}
	for k > t.first && t.tag(k) != communique.DT && t.tag(k) != communique.PRPS && (t.premodifies(k-1) || t.mark(k-1, ".") && t.abbreviated(k-1) && t.tag(k-2).Proper()) {
		k--
	}
	return k
}

// premodifies reports whether token k may stand in a noun phrase before its noun.
func (t *tree) premodifies(k int) bool {
	switch tag := t.tag(k); tag {
	case communique.DT, communique.JJ, communique.JJR, communique.JJS, communique.CD, communique.POS, communique.PRPS:
		return true
	default:
		return tag.Noun()
	}
}
