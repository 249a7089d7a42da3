package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Positions in general: what somebody holds about a matter of policy, wherever
// a clause shows it by its form. A position on a policy line is found in
// position.go; what follows finds the others, clause by clause:
//
//	We will impose costs.                           positionmodal.go  planned
//	Vendors must report incidents.                                    necessary
//	Cyber attacks are a threat to all of us.        positionjudge.go  asserted
//	Norway condemns the attack.                                       asserted, about who holds it
//	We call on Russia to stop it.                   positioncall.go   normative, about who is addressed
//	We believe that attribution takes time.         positionview.go   asserted: the content alone
//
// Words that can carry one stand in positioncue.go, how far a clause goes in
// positionclause.go, what it is about in positionsubject.go, and whether it
// speaks of policy at all in positionfield.go. Positions found here answer only
// the questions of policy lines that list answers: else two of them are
// compared that have nothing but a word in common.

// held is a position that the words of a clause carry.
type held struct {
	rule        string
	left, right int // its evidence
	trigger     int // the verb that carries it
	subject     communique.EntityID
	modality    communique.Modality
	denied      bool
	strong      bool // the form alone makes it one, whatever it speaks of
	ours        bool // its subject is "we"
	joined      bool // it goes on with the subject of the position before it
}

// generalPositions finds the positions of a sentence that stand on no policy
// line. No evidence overlaps another one, or that of what is taken.
func (l *line) generalPositions(taken []communique.Claim) []communique.Claim {
	if !l.maySpeakOfPolicy() {
		return nil
	}
	var out []communique.Claim
	edge := l.First - 1 // the end of the position before
	for i := l.First; i < l.Last; i++ {
		cf := l.entries[i].cue
		if cf.cue == noCue || i <= edge || l.shouted(i) || l.mention[i] >= 0 && !contracted.Has(l.low[i]) {
			continue
		}
		l.Tag(l.index)
		h, ok := l.positionAt(i, cf)
		if !ok && (cf.cue == thinkCue || cf.cue == beCue) {
			from := -1
			if cf.cue == beCue {
				from = l.viewContent(i)
			} else {
				from = l.heldContent(i, cf)
			}
			if from >= 0 {
				h, ok = l.contentPosition(from)
			}
		}
		if from := l.madeClear(h); ok && from >= 0 {
			if inner, found := l.contentPosition(from); found {
				h = inner
			}
		}
		h.left = max(h.left, edge+1)
		if ok && h.joined {
			if len(out) == 0 || h.left > edge+4 {
				continue
			}
			h.subject = out[len(out)-1].Subject
		}
		if !ok || !l.whole(h) || l.isTaken(h) || l.entertained(h) || l.cutShort(h) || !l.gate(h) || l.overlapsAny(taken, h) {
			continue
		}
		out = append(out, l.positionClaim(h))
		edge = h.right
	}
	return out
}

// shouted reports whether a word stands in capitals, as in notices.
func (l *line) shouted(i int) bool {
	w := l.Word(i)
	return len(w) > 2 && w == strings.ToUpper(w)
}

// positionAt reads the position that a cue at token i carries.
func (l *line) positionAt(i int, cf cueForm) (held, bool) {
	switch {
	case cf.cue == modalCue:
		return l.modalPosition(i)
	case cf.cue == needCue:
		return l.needPosition(i)
	case cf.cue == haveCue:
		return l.havePosition(i)
	case cf.cue == beCue:
		return l.bePosition(i)
	case cf.cue == weightCue:
		return l.weightPhrase(i)
	case cf.cue == longCue:
		return l.tooLong(i)
	case cf.cue == callCue:
		return l.callPosition(i, cf)
	case cf.form == gerund:
		return held{}, false
	case cf.cue == thinkCue:
		return l.weightPosition(i, cf.form)
	}
	return l.verbPosition(i, cf)
}

// held makes a position of a clause by the verb of a group.
func (l *line) held(rule string, c clause, g group, m communique.Modality) held {
	h := held{rule: rule, left: c.left, right: c.right, trigger: g.verb, modality: m,
		denied: g.negated || l.at(g.first-1) == "longer" && l.at(g.first-2) == "no"}
	h.subject, h.ours = l.aboutWhom(c, g), l.whoIs(c) == weOurselves
	if h.ours && (m == communique.Necessary || m == communique.Normative) && l.statement[g.verb] < 0 && h.subject.Kind() == communique.State {
		h.subject = "" // "we must": all who are addressed
	}
	return h
}

// whole reports whether a position has the words of a clause: it begins where
// one can begin, ends where one can end, and stays with its speaker.
func (l *line) whole(h held) bool {
	if h.right <= h.left || h.left > h.trigger || !l.sameVoice(h.trigger, h.left) || !l.sameVoice(h.trigger, h.right) || l.low[h.right] == "to" || prepositions.Has(l.low[h.right]) {
		return false
	}
	first := l.low[h.left]
	if !prepositions.Has(first) && first != "than" && first != "to" || h.left == l.First {
		return true
	}
	// a preposition that ties it to the noun before is no beginning
	switch w := l.low[h.left-1]; {
	case l.Tokens[h.left-1].Kind == communique.Punctuation, w == "and", w == "or", w == "but", openers.Has(w):
		return first != "of" && first != "than" && first != "to"
	}
	return false
}

// isTaken reports whether another kind holds what the clause tells: the act of
// its verb, or for a judgement an act that it only comments on.
func (l *line) isTaken(h held) bool {
	if l.claimed(h.trigger) || l.taken[h.trigger] != "" {
		return true
	}
	for k := h.trigger + 1; h.rule == "judgement" && k <= h.right; k++ {
		if l.taken[k] == communique.Decision {
			return true
		}
	}
	return false
}

func (l *line) overlapsAny(taken []communique.Claim, h held) bool {
	s := l.span(h.left, h.right)
	for i := range taken {
		if taken[i].Evidence.Overlaps(s) {
			return true
		}
	}
	return false
}

// positionClaim makes the claim of a position.
func (l *line) positionClaim(h held) communique.Claim {
	c := l.draft(communique.Position, h.rule, h.left, h.right, h.trigger)
	c.Subject, c.Modality = h.subject, h.modality
	if h.denied {
		c.Polarity = communique.Denied
	}
	if c.Modality == communique.Planned && (l.inText(h.left, h.right, "if") || l.inText(h.left, h.right, "unless")) {
		c.Modality = communique.Conditional
	}
	c.Proposition = proposition(l.text(h.left, h.right))
	return c
}

// lineRules are the rules by which a position is found for its policy line.
var lineRules = set("position/modal position/standing position/domains-given position/non-binding")

// positionQuestions returns the questions of a position. One that was found in
// general answers those of policy lines that list answers, no others.
func positionQuestions(c *communique.Claim) []communique.Question {
	out := lineQuestions(c)
	if lineRules.Has(c.Rule) {
		return out
	}
	kept := out[:0]
	for _, q := range out {
		if p := lineNamed(q); p != nil && len(p.answers) == 0 {
			continue
		}
		kept = append(kept, q)
	}
	return kept
}

// isLabel reports whether a token numbers or marks a paragraph before its
// words: "48.", "2.8", "•".
func (l *line) isLabel(i int) bool {
	switch l.Tokens[i].Kind {
	case communique.Symbol:
		return true
	case communique.Punctuation:
		w := l.low[i]
		return w != "(" && w != "[" && w != `"` && !isOpenQuote(w)
	case communique.Number:
		return l.at(i+1) == "." || isTitleCase(l.Word(i+1)) && strings.Contains(l.low[i], ".")
	}
	return false
}
