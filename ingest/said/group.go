package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

var (
	// auxiliaryForms stand before a verb in its group.
	auxiliaryForms = set("am is are was were be been being has have had having do does did will would can could may might must shall should ought cannot " +
		"isn’t isn't aren’t aren't wasn’t wasn't weren’t weren't hasn’t hasn't haven’t haven't hadn’t hadn't doesn’t doesn't don’t don't didn’t didn't won’t won't wouldn’t wouldn't can’t can't couldn’t couldn't shouldn’t shouldn't")
	// catenatives lead a verb to its infinitive without telling of an attitude: what
	// follows is the cue, "continued to insist".
	catenatives = set("continue continues continued continuing begin begins began try tries tried trying attempt attempts attempted has have had need needs needed used tend tends tended come comes came go goes went fail fails failed proceed proceeds proceeded manage manages managed help helps helped started starts rush rushed move moved wait waits waited able going on about out forward around up failed fails fail struggle struggled struggling rose rise stand stood paused pause stop stopped want wants wanted")
	// outsideGroup are adverbs that belong to the sentence.
	outsideGroup = set("however meanwhile moreover furthermore instead therefore thus nevertheless nonetheless besides ago later too not")
	// papers are what something may be said in, within the cue: "said in a statement".
	papers = set("statement interview interviews speech email e-mail letter tweet post memo op-ed filing briefing release message call remarks report address note column book ad affidavit testimony essay blog")
)

// group returns the first and the last token of the verb group of the verb at
// token c: its auxiliaries, its negation, its adverbs and its particle.
func (t *tree) group(c int) (from, to int) {
	from, to = c, c
walk:
	for k := c - 1; k >= t.first; k-- {
		w, tag := t.word(k), t.tag(k)
		switch {
		case auxiliaryForms.Has(w), tag == communique.MD:
			from = k
		case w == "not", w == "n’t", w == "never":
			from = k
		case tag == communique.RB && !outsideGroup.Has(w), tag == communique.RBR && k+1 == c:
			from = k
		case w == "to" && t.tag(from) == communique.VB && k > t.first && catenatives.Has(t.word(k-1)) && (t.tag(k-1).Verb() || t.tag(k-1) == communique.RP || t.tag(k-1) == communique.IN || t.tag(k-1) == communique.RB || t.tag(k-1) == communique.JJ):
			from = k - 1
			k--
			for from > t.first && !t.tag(from).Verb() && t.tag(from-1).Verb() && catenatives.Has(t.word(from-1)) {
				from--
				k--
			}
		case w == "to" && t.tag(from) == communique.VB:
			from = k
			break walk
		case t.tag(k).Finite() && contractedAuxiliary(w) && from == k+1:
			from = k
		default:
			break walk
		}
	}
	for to+1 < t.last && (t.dep(to+1) == communique.CompoundPrt || t.tag(to+1) == communique.RP) {
		to++
	}
	if w := t.word(to + 1); t.tag(to+1) == communique.RB && t.head(to+1) == c && strings.HasSuffix(w, "ly") {
		to++
	}
	return from, to
}

func contractedAuxiliary(w string) bool { return w == "’s" || w == "’ve" || w == "’re" }

// paper extends a cue that ends with token to over "in a statement".
func (t *tree) paper(to int) int {
	if w := t.word(to + 1); w != "in" {
		return to
	}
	for k := to + 2; k < t.last && k < to+6; k++ {
		if papers.Has(t.word(k)) && !t.tag(k+1).Noun() {
			return k
		}
		if tag := t.tag(k); tag != communique.DT && tag != communique.JJ && !tag.Noun() && tag != communique.PRPS {
			break
		}
	}
	return to
}
