package claim

import "github.com/communique-kg/communique"

// heldContent returns where the content of a verb of holding begins: "we
// believe that | …"; -1 where there is none or the holder only reports.
func (l *line) heldContent(i int, cf cueForm) int {
	g, ok := l.presentVerb(i, cf.form)
	if !ok {
		return -1
	}
	c := l.clauseAround(g)
	s := l.whoIs(c)
	if g.negated {
		return -1
	}
	if hangs.Has(c.begins) || s == aThing || s == onePerson && l.subjectWord(c) != "i" {
		return -1
	}
	k := i + 1
	if l.at(k) == "," {
		return -1
	}
	if l.at(k) == "that" && l.Tokens[k].Tag != communique.DT {
		return k + 1
	}
	if cf.lemma == "believe" || cf.lemma == "think" {
		if w := l.at(k); w != "in" && w != "of" && w != "about" && w != "so" {
			return k
		}
	}
	return -1
}

// viewContent returns where the content of a view begins that a form of "be"
// holds: "we are convinced that | …", "it is clear that | …", "we remain of the
// view that | …"; -1 where there is none.
func (l *line) viewContent(i int) int {
	w := l.low[i]
	ours := w == "we're" || l.at(i-1) == "we"
	for k := i + 1; k < i+7 && k < l.Last; k++ {
		x := l.low[k]
		switch {
		case x == "convinced" || x == "confident" || x == "view" || x == "belief" || x == "conviction" || x == "certain":
			if !ours && !l.inText(max(l.First, i-6), i, "our") {
				return -1
			}
		case x == "clear" || x == "obvious" || x == "evident":
			if w != "it's" && l.at(i-1) != "it" {
				return -1
			}
		default:
			continue
		}
		if l.at(k+1) == "that" {
			return k + 2
		}
		if t := l.Tokens[min(k+1, l.Last-1)].Tag; x == "clear" && (t == communique.DT || t == communique.PRP) {
			return k + 1
		}
		return -1
	}
	return -1
}

// tooLong reads what has gone on "for too long" at the head of a clause.
func (l *line) tooLong(i int) (held, bool) {
	if l.at(i-1) != "too" || l.at(i-2) != "for" && l.at(i-3) != "for" {
		return held{}, false
	}
	from := i + 1
	if l.at(from) == "," {
		from++
	}
	for k := from; k < l.Last && k < from+20 && l.sameVoice(i, k); k++ {
		if !l.finiteAt(k) || l.inRelative(k, from) {
			continue
		}
		g := group{first: k, verb: k, last: k}
		c := clause{left: from, right: l.clauseEnd(g), subject: l.subject(g)}
		if k == from || c.subject.empty() || l.whoIs(c) == onePerson {
			return held{}, false
		}
		return l.held("too-long", c, g, communique.Asserted), true
	}
	return held{}, false
}

// madeClear returns where the content of "we want to be clear that | …" begins
// in a position; -1 where it makes nothing clear.
func (l *line) madeClear(h held) int {
	for k := h.trigger + 1; k+1 < h.right; k++ {
		if l.low[k] == "clear" && l.low[k+1] == "that" {
			return k + 2
		}
	}
	return -1
}

// contentPosition reads the clause that begins at token from as what somebody holds.
func (l *line) contentPosition(from int) (held, bool) {
	for k := from; k < l.Last && k < from+25; k++ {
		if !l.sameVoice(from, k) || l.low[k] == ";" {
			return held{}, false
		}
		if !l.finiteAt(k) || l.inRelative(k, from) {
			continue
		}
		if cf := cueForms.Of(l.low[k]); cf.cue != noCue {
			if h, ok := l.positionAt(k, cf); ok && h.left >= from {
				h.strong = true
				return h, true
			}
		}
		if modals.Has(l.low[k]) || l.Tokens[k].Tag == communique.VBD || formsOfHave.Has(l.low[k]) && l.isAuxiliary(k) {
			return held{}, false
		}
		g := l.verbGroup(k, base)
		g.first, g.verb, g.last = k, k, k
		c := clause{left: from, right: l.clauseEnd(g), subject: l.subject(g)}
		if l.whoIs(c) == onePerson {
			return held{}, false
		}
		h := l.held("held", c, g, communique.Asserted)
		return h, c.right > k
	}
	return held{}, false
}
