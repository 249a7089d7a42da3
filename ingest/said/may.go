package said

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// A tree costs four times what tags do. Tags and words tell of most candidates that
// are none: what follows is asked of a tree without branches, before it is grown.

// allowed returns the candidates that the tags of their sentence allow.
func (t *tree) allowed(found []candidate) []candidate {
	return slices.DeleteFunc(found, func(c candidate) bool { return t.f.inCue[c.token] == 0 && !c.may(t, c.token, c.predicate) })
}

// mayLabel, maySign and mayAccord need no tree to tell all.
func (t *tree) mayLabel(c int, p *predicate) bool  { _, ok := t.labelled(c, p); return ok }
func (t *tree) maySign(c int, p *predicate) bool   { _, ok := t.signed(c, p); return ok }
func (t *tree) mayAccord(c int, p *predicate) bool { _, ok := t.according(c, p); return ok }

// mayTell reports whether the word at c may be a verb that is a cue: it is a verb
// there, and the sentence holds what may be its content.
func (t *tree) mayTell(c int, p *predicate) bool {
	if !t.f.mayBeVerb(t.sentence(), c) {
		return false
	}
	next := t.word(c + 1)
	if t.tag(c) == communique.NNS { // see verb
		return openers.Has(next) || next == "to" || p.governs(next)
	}
	return t.followed(c, p) || t.preceded(c, p)
}

// followed reports whether what may be the content of p, or head it, stands behind
// the word at c.
func (t *tree) followed(c int, p *predicate) bool {
	for k := c + 1; k < t.last; k++ {
		tag := t.tag(k)
		switch {
		case tag.Verb(), tag == communique.MD, t.mark(k, "“\"‘'"), openers.Has(t.word(k)), p.governs(t.word(k)):
			return true
		case p.takes(object|raising) || t.passive(c):
			if tag.Noun() || tag == communique.PRP || tag == communique.JJ || tag == communique.CD || tag == communique.DT {
				return true
			}
		case tag == communique.JJ, tag.Noun() && !p.takes(infinitive):
			return true
		}
	}
	return false
}

// preceded reports whether what may be the content of p stands before the word at c.
func (t *tree) preceded(c int, p *predicate) bool {
	for k := t.first; k < c; k++ {
		if w := t.word(k); relatives.Has(w) || p.takes(clausal) && (w == "as" || w == "--" || t.mark(k, ",—–-”\"’'")) {
			return true
		}
	}
	return p.takes(raising) || t.passive(c)
}

// mayName reports whether the word at c may be a noun that is a cue: it is a noun
// there, and it may have an owner, a verb or a phrase that names its source.
func (t *tree) mayName(c int, _ *predicate) bool {
	if !t.f.mayBeNoun(t.sentence(), c) {
		return false
	}
	for k := t.first; k < t.last; k++ {
		switch w, tag := t.word(k), t.tag(k); {
		case k < c && (tag == communique.PRPS || tag == communique.WPS || tag == communique.POS || strings.ContainsAny(w, "'’") || lightVerbs.Has(w)):
			return true
		case k > c && (w == "by" || w == "from" || w == "among"):
			return true
		}
	}
	return false
}

// mayQualify reports whether the word at c may be an adjective that is a cue.
func (t *tree) mayQualify(c int, _ *predicate) bool { return t.f.mayBeAdjective(t.sentence(), c) }
