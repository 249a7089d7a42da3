package claim

import "github.com/communique-kg/communique"

// bePosition reads judgements by a form of "be".
func (l *line) bePosition(i int) (held, bool) {
	g := l.verbGroup(i, base)
	g.negated = g.negated || negations.Has(l.low[i])
	if g.modal != "" {
		return held{}, false
	}
	return l.judgedAt(g, i, i+1)
}

// judgedAt reads the predicate that begins at token j, after a form of "be"
// whose group begins at token i.
func (l *line) judgedAt(g group, i, j int) (held, bool) {
	for j < l.Last && (isAdverb(l.low[j]) || negations.Has(l.low[j]) || l.low[j] == "very" || l.low[j] == "so" || l.low[j] == "as" && l.at(j+1) != "is" || l.low[j] == "fully" || l.low[j] == "more" || l.low[j] == "most") {
		if negations.Has(l.low[j]) && !(l.low[j] == "not" && (l.at(j+1) == "only" || l.at(j+1) == "just")) {
			g.negated = true
		}
		j++
	}
	x := l.at(j)
	c := l.clauseAround(g)
	if !l.usable(c, i) || c.right < j || l.tellsOfNoun(c) {
		return held{}, false
	}
	subject := l.whoIs(c)
	word := l.subjectWord(c)
	there := word == "there" || word == "there's"
	itself := there || word == "it" || word == "it's" || word == "that's"
	if subject == onePerson && !itself {
		return held{}, false
	}
	h := l.held("judgement", c, g, communique.Asserted)
	switch {
	case x == "going" && l.at(j+1) == "to":
		if subject == aThing || scheduled.Has(l.at(j+2)) && l.at(j+2) != "get" || itself {
			return held{}, false
		}
		h.rule, h.modality = "plan", communique.Planned
		return h, true
	case x == "able" && l.at(j+1) == "to":
		h.rule, h.modality = "able", communique.Possible
		return h, subject != onePerson
	case beMeaning.Has(x) && l.at(j-1) != "been" && (l.at(j+1) == "to" || l.at(j+1) == ","):
		h.rule, h.modality = "plan", communique.Planned
		if x == "committed" && l.Tokens[min(j+2, l.Last-1)].Tag != communique.VB {
			h.modality = communique.Asserted
		}
		h.strong = subject != aThing
		return h, true
	case beTrying.Has(x) && l.at(j+1) == "to":
		h.rule = "aim"
		return h, subject != onePerson && !itself
	case beNeeded.Has(x):
		h.rule, h.modality, h.strong = "necessary", communique.Necessary, true
		if itself && !there {
			h.subject = l.forWhom(j+1, c.right)
		}
		return h, true
	case itself && (x == "important" || l.inText(j, min(j+3, c.right), "time")):
		h.rule, h.modality, h.strong = "due", communique.Normative, true
		h.subject = l.forWhom(j+1, c.right)
		return h, x != "important" || l.inText(j, c.right, "to") || l.inText(j, c.right, "that")
	}
	// "The aim of the strategy is to deter attacks."
	if x == "to" && l.Tokens[min(j+1, l.Last-1)].Tag == communique.VB {
		for k := c.subject.first; k <= c.subject.last; k++ {
			if aims.Has(l.low[k]) {
				return h, true
			}
		}
		return held{}, false
	}
	if t := l.Tokens[min(j, l.Last-1)].Tag; (t == communique.VBG || t == communique.VBN && !deemed.Has(x)) && !judgingWords.Has(x) {
		return held{}, false
	}
	// a judging word in the predicate, before anything hangs on it
	for k := j; k <= c.right && k < j+12; k++ {
		y := l.low[k]
		if y == "why" || y == "how" || y == "what" || y == "when" || y == "where" {
			break
		}
		if judgingWords.Has(y) && l.mention[k] < 0 && (!there || existing.Has(y)) {
			if y == "responsibility" && itself {
				h.modality, h.subject = communique.Normative, l.forWhom(k+1, c.right)
			}
			if y == "possible" {
				h.modality = communique.Possible
			}
			if l.at(j) == "no" {
				h.denied = true
			}
			return h, true
		}
		if k > j && (l.finiteAt(k) || y == "," || y == "that" || y == "which") {
			break
		}
		if y == "to" && l.Tokens[min(k+1, l.Last-1)].Tag == communique.VB && k > j {
			break
		}
	}
	return held{}, false
}

// presentVerb reports whether a verb form at token i tells a standing matter: a
// present tense with its subject, or a perfect that lasts.
func (l *line) presentVerb(i int, f form) (group, bool) {
	t := l.Tokens[i].Tag
	if (f == base || f == third) && !t.Verb() && t != communique.Untagged || t == communique.VBG && f != gerund {
		return group{}, false
	}
	g := l.verbGroup(i, f)
	if g.modal != "" || g.infinitive || g.was || g.expected || (l.at(i-1) == "further" || l.at(i-1) == "better") && l.at(i-2) == "to" {
		return g, false
	}
	if f == base && t == communique.VB && !g.negated {
		return g, false
	}
	if f == participle || f == past {
		return g, g.perfect && !g.passive
	}
	return g, true
}

// verbPosition reads a stance, an intention or a judgement by a verb.
func (l *line) verbPosition(i int, cf cueForm) (held, bool) {
	g, ok := l.presentVerb(i, cf.form)
	if !ok {
		return held{}, false
	}
	c := l.clauseAround(g)
	subject := l.whoIs(c)
	if !l.usable(c, i) || l.tellsOfNoun(c) || c.right < i+1 ||
		subject == onePerson && !(cf.cue == stanceCue && strongStances.Has(cf.lemma) && l.subjectWord(c) == "i") {
		return held{}, false
	}
	h := l.held("stance", c, g, communique.Asserted)
	switch cf.cue {
	case stanceCue:
		if subject == aThing || cf.lemma == "stand" && !standsBy.Has(l.at(i+1)) || cf.lemma == "take" && !l.inText(i, c.right, "seriously") {
			return held{}, false
		}
		h.strong = strongStances.Has(cf.lemma)
	case planCue:
		to := l.at(i+1) == "to" || l.at(i+2) == "to" || l.inText(i, min(i+6, c.right), "to") && !l.finiteBetween(i+1, min(i+6, c.right))
		if !to || subject == aThing || subject == anActor && (cf.lemma == "commit" || cf.lemma == "pledge") {
			return held{}, false
		}
		for k := i + 1; k < i+4; k++ {
			if l.at(k) == "to" && claimedElsewhere.Has(l.at(k+1)) {
				return held{}, false
			}
		}
		h.rule, h.modality = "plan", communique.Planned
		h.strong = true
	case paperCue:
		h.rule = "provision"
		if !paperNouns.Has(l.subjectWord(c)) && c.subject.entity.Kind() != communique.Instrument && c.subject.entity.Kind() != communique.NamedDocument {
			return held{}, false
		}
		if cf.lemma == "direct" || cf.lemma == "mandate" || cf.lemma == "instruct" {
			h.modality = communique.Necessary
		}
		for k := i + 1; k <= c.right && k < i+8; k++ {
			if intended.Has(l.low[k]) {
				h.modality = communique.Planned
			}
		}
	case judgeCue:
		h.rule = "judgement"
		if next := l.at(i + 1); (cf.lemma == "lead" || cf.lemma == "deserve") && next != "to" || next == "who" || next == "of" {
			return held{}, false
		}
		if cf.lemma == "require" {
			h.modality = communique.Necessary
		}
		h.joined = subject == noSubject && !c.relative
	}
	return h, true
}

// standsBy are words after "stand" by which somebody takes sides.
var standsBy = set("with by for up together united ready firm firmly in against shoulder")
