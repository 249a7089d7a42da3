package said

import "github.com/communique-kg/communique"

// raised reads "X seems to …", "X is expected to …": what is said of X is the
// content, and nobody says it.
func (t *tree) raised(c int, p *predicate, a attributed, subject int, passive bool) (attributed, bool) {
	complement := t.dependent(c, communique.Xcomp, communique.Ccomp)
	if complement < a.cue.to {
		complement = -1
	}
	if complement < 0 && passive {
		for k := range t.kids(c) {
			if t.dep(k) == communique.Obl && k > c && (t.caseOf(k) == "as" || t.caseOf(k) == "for") {
				complement = k
			}
		}
	}
	if complement < 0 {
		return a, false
	}
	from := t.from(complement)
	if w := t.word(from); from == a.cue.to+1 && (w == "as" || w == "for") && t.dep(from) == communique.Case {
		a.cue.to++
		from++
	}
	rest := t.trimmed(run{max(from, a.cue.to+1), t.to(complement)})
	if rest.empty() {
		return a, false
	}
	if subject >= 0 && subject < a.cue.from && t.word(subject) != "it" && t.word(subject) != "there" {
		a.contents = append(a.contents, t.phrase(subject, t.first, a.cue.from-1))
	} else if t.dep(c) == communique.Acl {
		if h := t.head(c); h >= 0 && h < a.cue.from {
			a.contents = append(a.contents, t.phrase(h, t.first, a.cue.from-1))
		}
	}
	if h := t.agent(c); h >= 0 {
		a.head, a.source = h, t.sourceRun(h, false, a.cue)
		if a.source.from <= rest.to && a.source.to >= rest.from {
			a.source, a.head = run{0, -1}, -1
		}
	}
	a.contents = append(a.contents, rest)
	a.frame = raising
	return a, true
}

// agent returns the head of the phrase with "by" of a passive verb, -1 where there is none.
func (t *tree) agent(c int) int {
	for k := range t.kids(c) {
		if t.dep(k) == communique.OblAgent || t.dep(k) == communique.Obl && t.caseOf(k) == "by" {
			return k
		}
	}
	return -1
}

// suffered reads a passive: "the plan was rejected by X", "he was told that".
func (t *tree) suffered(c int, p *predicate, a attributed) (attributed, bool) {
	agent := t.agent(c)
	subject := t.dependent(c, communique.NsubjPass, communique.Nsubj)
	if agent >= 0 {
		a.head = agent
		a.source = t.sourceRun(agent, false, a.cue)
	}
	if (p.takes(clausal) || p.takes(infinitive)) && (agent >= 0 || p.class != intention && p.class != decision) {
		content, end, fr := t.behindCue(c, p, a.cue.to)
		if !content.empty() {
			a.cue.to, content = end, t.bounded(c, content, fr)
			fr = clausal
		} else {
			content, _, fr = t.ahead(c, &predicate{p.class, p.frames&^object | addressed, p.preps}, a.cue.to)
		}
		if content = t.trimmed(content); !content.empty() && fr != object {
			a.contents, a.frame = []run{content}, fr
			return a, true
		}
	}
	if agent < 0 && p.class != request && p.class != criticism {
		return a, false
	}
	if !p.takes(object) && p.preps == "" {
		return a, false
	}
	var content run
	switch {
	case subject >= 0 && subject < a.cue.from:
		content = t.phrase(subject, t.first, a.cue.from-1)
	case t.dep(c) == communique.Acl && agent >= 0 && t.head(c) >= 0 && t.head(c) < a.cue.from:
		content = t.phrase(t.head(c), t.first, a.cue.from-1)
	default:
		return a, false
	}
	if content = t.trimmed(content); content.empty() {
		return a, false
	}
	a.contents, a.frame = []run{content}, object
	return a, true
}
