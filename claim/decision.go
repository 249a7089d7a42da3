package claim

import (
	"github.com/communique-kg/communique"
)

// decision finds what an actor decided: "the alliance agreed that …", "NATO has
// declared that …", "will announce …" (planned). Those who only think or report
// something decide nothing: "experts agree that …".
var decision = Kind{communique.Decision, findDecisions, func(c *communique.Claim) []communique.Question {
	out := lineQuestions(c)
	for _, l := range linesOf(c) {
		if c.Subject != "" && !l.bySubject {
			out = append(out, key("when/decision", c.Subject, communique.EntityID(l.name)))
		}
	}
	return out
}}

var (
	deciding  = regular("decide agree resolve determine").with("agree", "agrees", "agreed", "agreed", "agreeing")
	declaring = regular("declare announce unveil")
)

func findDecisions(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f, announces := deciding[l.low[i]], false
		if f == noForm {
			f, announces = declaring[l.low[i]], true
		}
		if f == noForm || f == gerund || l.mention[i] >= 0 {
			continue
		}
		g := l.verbGroup(i, f)
		if !g.finite() || l.inCondition(g) || g.passive {
			continue
		}
		planned := g.modal == "will" || g.expected
		if g.modal != "" && !planned || !planned && !g.isPast() && !(f == third && l.headlineLike()) {
			continue
		}
		if f == participle && g.first == g.verb && l.isReducedRelative(g) {
			continue
		}
		s := l.subject(g)
		if !l.decides(s, announces && !planned) {
			continue
		}
		from, rule := l.complement(i)
		if from < 0 || announces && rule == "to" {
			continue
		}
		if rule == "object" && !(announces && l.entityOrNoun(from) && !l.timeAt(from)) {
			continue
		}
		right := l.complementEnd(i, from)
		if right < from {
			continue
		}
		start := s.first
		if n := l.timeBefore(start); n >= 0 {
			start = n
		}
		c := l.draft(communique.Decision, rule, start, right, i)
		c.Subject = l.idOf(s)
		c.Proposition = proposition(l.text(from, right))
		if c.Proposition == "" || c.Subject == "" {
			continue
		}
		governed(&c, g)
		c.About = l.acted(&c, start, right, g)
		if planned && !c.About.Known() {
			c.About = communique.TimeValue{}
		}
		l.decided = append(l.decided, l.span(from, right))
		out = append(out, c)
	}
	return out
}

// decides reports whether a subject can take a decision: an organisation, a
// state, or people who act for one. A person alone thinks rather than decides.
func (l *line) decides(s phrase, declares bool) bool {
	if s.empty() {
		return false
	}
	switch s.entity.Kind() {
	case communique.Organisation, communique.State:
		return true
	case communique.Person:
		return false
	}
	if s.entity == "" {
		w := l.low[s.last]
		return officials[w] && !declares || officials[w] && declares && w != "leaders"
	}
	return false
}

var officials = set("allies members member-states states nations countries leaders ministers governments parties council parliament summit heads participants")

// complement finds where what is decided begins: after "that", at the verb
// after "to", or at the object. -1 where nothing follows.
func (l *line) complement(i int) (int, string) {
	j := i + 1
	for isAdverb(l.at(j)) {
		j++
	}
	// "agreed back in 2014 that", "agreed on Thursday to": the time is no part of what was decided.
	for k := j; k < l.Last && k < j+6; k++ {
		if w := l.low[k]; w == "back" || (w == "in" || w == "on") && (l.timeAt(k) || k+1 < l.Last && (l.timeAt(k+1) || weekdays[l.low[k+1]])) || l.timeAt(k) || weekdays[w] {
			continue
		} else if k > j && (w == "that" || w == "to") {
			j = k
		}
		break
	}
	if l.at(j) == "," {
		return -1, ""
	}
	// "decided at the summit that": a short adverbial may stand between.
	for k := j; k < j+9 && k+1 < l.Last; k++ {
		if l.low[k] == "that" && (k == j || prepositions[l.low[j]] && l.low[j] != "with" && l.low[j] != "on" || l.timeAt(j) || l.low[j] == "on" && j+1 < l.Last && l.timeAt(j+1)) {
			return k + 1, "that"
		}
		if l.low[k] == "," || l.low[k] == ";" {
			break
		}
	}
	if l.at(j) == "to" && j+1 < l.Last && l.Tokens[j+1].Kind == communique.Word && !determiners[l.low[j+1]] && l.mention[j+1] < 0 {
		return j + 1, "to"
	}
	if l.at(j) == "on" && j+1 < l.Last && deciding[l.low[i]] != noForm {
		return j + 1, "on"
	}
	if j < l.Last && l.Tokens[j].Kind == communique.Word && !prepositions[l.low[j]] && !openers[l.low[j]] {
		return j, "object"
	}
	return -1, ""
}

var weekdays = set("monday tuesday wednesday thursday friday saturday sunday")

// timeAt reports whether a temporal expression begins at token j or goes on there.
func (l *line) timeAt(j int) bool {
	for _, t := range l.TimesIn(communique.Span{Start: max(l.Start, l.Tokens[j].Start-40), End: l.Tokens[j].End}) {
		if t.Exact != "" && t.Start < l.Tokens[j].End && l.Tokens[j].Start < t.End {
			return true
		}
	}
	return false
}

func (l *line) entityOrNoun(j int) bool {
	return l.mention[j] >= 0 || determiners[l.low[j]] || l.Tokens[j].Kind == communique.Word && l.nounLike(j) && !pronouns[l.low[j]] && !l.isFiniteWord(j)
}

// complementEnd is the right edge of a complement, which may hold a clause of
// its own: "that a cyber attack can trigger Article 5".
func (l *line) complementEnd(i, from int) int { return l.rightEdge(max(i, from)) }

// isReducedRelative reports a participle that only tells of the noun before it:
// "the measures agreed to limit …" has no verb of its own there.
func (l *line) isReducedRelative(g group) bool {
	right := l.rightEdge(g.verb)
	for j := g.verb + 1; j <= right; j++ {
		if l.low[j] == "that" {
			return false
		}
		if l.isFiniteWord(j) && !l.inText(g.verb, j, "to") {
			return true
		}
	}
	return false
}

// timeBefore returns the token where a time that stands right before token i
// begins: "back in 2014 | the alliance agreed". -1 where there is none.
func (l *line) timeBefore(i int) int {
	at := i - 1
	if at < l.First || l.low[at] == "," || at-3 < l.First-1 {
		return -1
	}
	for _, t := range l.TimesIn(communique.Span{Start: max(l.Start, l.Tokens[i].Start-40), End: l.Tokens[i].Start}) {
		if t.End != l.Tokens[at].End {
			continue
		}
		n := l.TokenAt(t.Start)
		if n < l.First {
			return -1
		}
		if prepositions[l.at(n-1)] {
			n--
		}
		if l.at(n-1) == "back" {
			n--
		}
		return n
	}
	return -1
}
