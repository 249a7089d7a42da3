package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// modalPosition reads what will, must, should or can be.
func (l *line) modalPosition(i int) (held, bool) {
	w := l.low[i]
	if w == "may" && isTitleCase(l.Word(i)) || l.Tokens[i].Tag.Noun() || l.nounAfter(i-1) || l.at(i+1) == "of" {
		return held{}, false
	}
	head := l.mainVerb(i, true, false)
	if head == i {
		head = l.pastAside(i)
	}
	if w := l.at(head - 1); head > i+1 && (formsOfHave.Has(w) || formsOfBe.Has(w)) && l.Tokens[head].Tag != communique.Untagged && !l.Tokens[head].Tag.Verb() {
		head-- // "will have an effect", "must be the first"
	}
	if head < 0 || personal.Has(l.at(i+1)) && !l.inText(l.First, i, "only") {
		return held{}, false // "can we be sure"
	}
	g := l.verbGroup(head, base)
	if g.modal == "" {
		g.modal = modals.Of(w)
	}
	g.negated = g.negated || negations.Has(w)
	g.first = min(g.first, i)
	g.passive = formsOfBe.Has(l.at(head-1)) && !formsOfBe.Has(l.low[head]) && !strings.HasSuffix(l.at(head), "ing")
	c := l.clauseAround(g)
	if !l.usable(c, i) {
		return held{}, false
	}
	subject, verb := l.whoIs(c), l.low[head]
	if l.tellsOfNoun(c) {
		return held{}, false
	}
	h := l.held(g.modal, c, g, g.modality())
	switch g.modal {
	case "will":
		switch {
		case subject == onePerson,
			subject != aThing && claimedElsewhere.Has(verb) && !g.negated,
			subject == weOurselves && arranged.Has(verb),
			(subject == anActor || subject == noSubject) && (scheduled.Has(verb) || verb == "commit"),
			subject == aThing && arranged.Has(verb),
			verb == "have" && (l.inText(head, min(head+4, c.right), "opportunity") || l.inText(head, min(head+4, c.right), "chance") || l.at(head+1) == "more"):
			return held{}, false // an act, or the programme
		case l.low[head] == "be" && beNeeded.Has(l.at(head+1)):
			h.modality = communique.Necessary
		case l.at(c.left-1) == "perhaps" || l.low[c.left] == "perhaps":
			h.modality = communique.Possible
		case subject == aThing && !g.passive && !paperNouns.Has(l.subjectWord(c)):
			h.modality = communique.Asserted // a forecast
		}
	case "would":
		n := l.statement[i]
		switch {
		case subject == onePerson, l.inText(i+1, head-1, "have"):
			return held{}, false // "would have taken days" tells of what never was
		case n >= 0 && l.Statements[n].Kind == communique.Indirect:
			h.modality = communique.Planned // "said that it would answer"
		case subject != aThing:
			return held{}, false
		}
	case "can":
		if subject == onePerson || subject != aThing && talking.Has(verb) || l.wasAble(i) {
			return held{}, false
		}
	case "should", "must":
		if subject == onePerson && (l.subjectWord(c) == "i" || l.subjectWord(c) == "you") {
			return held{}, false
		}
		h.strong = true
	}
	return h, true
}

// pastAside returns the verb of the modal at token i behind an opening quotation
// mark or an aside between commas; -1 where none follows.
func (l *line) pastAside(i int) int {
	switch w := l.at(i + 1); {
	case w == `"` || isOpenQuote(w):
		if i+2 < l.Last {
			return i + 2
		}
	case w == ",":
		for k := i + 2; k < i+18 && k+1 < l.Last; k++ {
			if l.low[k] == "," {
				if t := l.Tokens[k+1].Tag; t == communique.VB || t == communique.VBP {
					return k + 1
				}
				break
			}
		}
	}
	return -1
}

// nounAfter reports whether after token i "will", "can" or "might" is a noun.
func (l *line) nounAfter(i int) bool {
	if i < l.First {
		return false
	}
	switch l.Tokens[i].Tag {
	case communique.JJ, communique.PRPS, communique.IN, communique.POS:
		return l.mention[i] < 0 && l.low[i] != "that"
	case communique.DT:
		return l.low[i] == "the" || l.low[i] == "a" || l.low[i] == "an"
	}
	return false
}

// wasAble reports whether "could" tells of the past.
func (l *line) wasAble(i int) bool {
	if w := l.low[i]; w != "could" && w != "couldn't" {
		return false
	}
	for k := l.First; k < l.Last; k++ {
		if x := l.low[k]; x == "was" || x == "were" || x == "had" || x == "did" || x == "said" || x == "told" || x == "used" && l.Tokens[k].Tag == communique.VBD {
			return true
		}
	}
	return false
}

// needPosition reads "need to", "needs more".
func (l *line) needPosition(i int) (held, bool) {
	g := l.verbGroup(i, base)
	if p := l.at(i - 1); determiners.Has(p) && p != "that" && p != "this" && p != "these" && p != "those" && p != "all" && p != "both" {
		return l.weightPhrase(i) // the noun
	}
	if l.at(i+1) == "to" {
		head := l.mainVerb(i, false, true)
		g.verb, g.last = head, max(head, g.last)
	} else if t := l.Tokens[i].Tag; t != communique.VBP && t != communique.VBZ && t != communique.VB {
		return held{}, false
	}
	c := l.clauseAround(g)
	subject := l.whoIs(c)
	if !l.usable(c, i) || subject == onePerson || c.relative || talking.Has(l.low[g.verb]) {
		return held{}, false
	}
	h := l.held("need", c, g, communique.Necessary)
	h.strong = true
	return h, true
}

// havePosition reads "have to act", "has a responsibility", "has the potential to".
func (l *line) havePosition(i int) (held, bool) {
	g := l.verbGroup(i, base)
	j := i + 1
	for isAdverb(l.at(j)) {
		j++
	}
	if l.at(j) == "to" && l.low[i] != "we've" && l.low[i] != "they've" {
		if g.infinitive {
			return held{}, false // "hope not to have to"
		}
		head := l.mainVerb(i, false, true)
		g.verb, g.last = head, max(head, g.last)
		c := l.clauseAround(g)
		if s := l.whoIs(c); !l.usable(c, i) || s == onePerson || c.relative || talking.Has(l.low[head]) {
			return held{}, false
		}
		h := l.held("must", c, g, communique.Necessary)
		h.strong = true
		return h, true
	}
	if l.at(j) == "been" || l.at(j) == "long" && l.at(j+1) == "been" {
		h, ok := l.judgedAt(l.verbGroup(i, base), i, j+1)
		return h, ok
	}
	head := -1
	for k := j; k < j+7 && k < l.Last; k++ {
		w := l.low[k]
		if haveWords.Has(w) {
			head = k
			break
		}
		if prepositions.Has(w) || w == "," || w == "to" || l.finiteAt(k) || l.Tokens[k].Tag == communique.VBN && k == j {
			break
		}
	}
	if head < 0 || g.modal != "" {
		return held{}, false
	}
	c := l.clauseAround(g)
	if s := l.whoIs(c); !l.usable(c, i) || s == onePerson || c.right < head {
		return held{}, false
	}
	if l.tellsOfNoun(c) {
		return held{}, false
	}
	h := l.held("have", c, g, communique.Asserted)
	h.denied = h.denied || l.at(j) == "no"
	switch w := l.low[head]; {
	case (w == "responsibility" || w == "duty" || w == "obligation") && l.at(head+1) == "to":
		h.modality = communique.Normative
	case w == "potential" || w == "ability":
		h.modality = communique.Possible
	}
	return h, true
}
