package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// attribution finds who is held responsible for an attack or activity:
// "attributed to Russian hackers", "Iran was responsible for the attack",
// "carried out by the GRU".
var attribution = Kind{communique.Attribution, findAttributions, func(c *communique.Claim) []communique.Question {
	if c.Subject.Kind() != communique.Event || c.Object == "" {
		return nil // "the attack" of one text is not that of another
	}
	return []communique.Question{key("attribution", c.Subject)}
}}

var badDeeds = set(`attack attacks cyberattack cyberattacks cyber-attack cyber-attacks hack hacks breach breaches intrusion intrusions compromise operation operations
	activity activities campaign campaigns ransomware malware espionage hacking incident incidents interference wave`)

func findAttributions(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		w := l.low[i]
		var c communique.Claim
		ok := false
		switch {
		case w == "attributed" || w == "attributes" || w == "attribute" || w == "blamed":
			c, ok = l.attributedTo(i)
		case strings.HasSuffix(w, "'s") && i+1 < l.Last && l.entityAt(i).IsActor() || possessed(w) && l.entityAt(i-1).IsActor() && l.mention[i] < 0:
			c, ok = l.ownDeed(i)
		case w == "conducted" || w == "launched" || w == "perpetrated" || w == "carried" && l.at(i+1) == "out":
			if l.at(i+1) != "by" && l.at(i+2) != "by" {
				c, ok = l.didIt(i)
			} else if w == "conducted" || w == "launched" || w == "perpetrated" {
				c, ok = l.doneBy(i)
			}
		case w == "responsible" && l.at(i+1) == "for":
			c, ok = l.responsibleFor(i)
		case (w == "out" && l.at(i-1) == "carried" || w == "conducted" || w == "perpetrated" || w == "launched" || w == "committed") && l.at(i+1) == "by":
			c, ok = l.doneBy(i)
		}
		if ok {
			out = append(out, c)
		}
	}
	return out
}

// culprit reads the actor that begins at token j: a known one, else a noun
// phrase with a state's adjective in it ("Russian nationalist hackers").
func (l *line) culprit(j int) (communique.EntityID, int) {
	for determiners[l.at(j)] {
		j++
	}
	if j >= l.Last {
		return "", 0
	}
	last, named := j, false
	for last < l.Last && last < j+7 && l.nounLike(last) && !pronouns[l.low[last]] && !determiners[l.low[last]] && (l.mention[last] >= 0 || !l.looksVerb(last)) && l.low[last] != "and" && l.low[last] != "or" {
		named = named || l.entityAt(last).IsActor()
		last++
	}
	last--
	if last < j || !named {
		return "", 0
	}
	if id := l.entityAt(last); id.IsActor() {
		return id, last
	}
	return l.np(j, last), last
}

// deed reads what was done from a phrase: an event, else a noun phrase with a word for an attack.
func (l *line) deed(first, last int) communique.EntityID {
	bad := false
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Event {
			return id
		}
		bad = bad || badDeeds[l.low[k]]
	}
	if !bad {
		return ""
	}
	if last-first > 12 {
		return ""
	}
	if id := l.knownAttackOn(first, last); id != "" {
		return id
	}
	return l.np(first, last)
}

// knownAttackOn reads "the cyber attacks on Estonia" in a text of the very year
// in which the known attack on that state happened.
func (l *line) knownAttackOn(first, last int) communique.EntityID {
	if l.publishedOn.From == "" || l.publishedOn.To == "" || l.publishedOn.From[:4] != l.publishedOn.To[:4] {
		return ""
	}
	for k := max(first+1, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.State && (l.low[k-1] == "on" || l.low[k-1] == "against") && attackNouns[l.at(k-2)] {
			event := communique.EntityID("event:" + id.Name() + "-" + string(l.publishedOn.From[:4]))
			if l.entity(event).ID == event {
				return event
			}
		}
	}
	return ""
}

// attributedTo reads "X, widely attributed to Y", "X was attributed to Y" and "Z attributed X to Y".
func (l *line) attributedTo(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	if l.at(i+1) == "to" && l.low[i] == "attributed" {
		if w := l.at(i - 1); formsOfHave[w] {
			return no, false
		}
		actor, last := l.culprit(i + 2)
		if actor == "" {
			return no, false
		}
		g := l.verbGroup(i, participle)
		end := g.first - 1
		for end >= l.First && (l.at(end) == "," || l.at(end) == "(" || l.at(end) == "which" || l.at(end) == "that") {
			end--
		}
		if end < l.First {
			return no, false
		}
		s := l.nounPhraseEnding(end, max(l.First, end-farLeft))
		if s.empty() {
			return no, false
		}
		what := l.deed(s.first, s.last)
		if what == "" || l.inCondition(g) || g.modal != "" {
			return no, false
		}
		c := l.draft(communique.Attribution, "attributed-to", s.first, last, i)
		c.Subject, c.Object = l.eventOfParagraph(what), actor
		governed(&c, g)
		if c.About = l.stated(s.first, last, g); !c.About.Known() {
			c.About = l.eventTime(c.Subject)
		}
		return c, true
	}
	// "Albania attributed the attack to Iran", "blamed Russia for the attack"
	f := participle
	if l.low[i] == "attribute" {
		f = base
	}
	g := l.verbGroup(i, f)
	s := l.subject(g)
	if !s.entity.IsActor() && (s.empty() || !speaksFor[l.low[s.last]]) || !g.finite() || g.modal != "" && g.modal != "will" || l.inCondition(g) || g.passive {
		return no, false
	}
	right := l.rightEdge(i)
	for k := i + 2; k <= right; k++ {
		if l.low[i] != "blamed" && l.low[k] == "to" || l.low[i] == "blamed" && l.low[k] == "on" {
			what := l.deed(i+1, k-1)
			actor, last := l.culprit(k + 1)
			if what == "" || actor == "" {
				continue
			}
			return l.attribute(g, s, what, actor, last)
		}
		if l.low[i] == "blamed" && l.low[k] == "for" {
			actor, _ := l.culprit(i + 1)
			end := right
			what := l.deed(k+1, end)
			if what == "" || actor == "" {
				return no, false
			}
			return l.attribute(g, s, what, actor, end)
		}
	}
	return no, false
}

func (l *line) attribute(g group, s phrase, what, actor communique.EntityID, last int) (communique.Claim, bool) {
	c := l.draft(communique.Attribution, l.low[g.verb], s.first, last, g.verb)
	c.Subject, c.Object = l.eventOfParagraph(what), actor
	governed(&c, g)
	if c.About = l.acted(&c, s.first, last, g); !c.About.Known() {
		c.About = l.eventTime(c.Subject)
	}
	return c, true
}

// responsibleFor reads "X was responsible for Y".
func (l *line) responsibleFor(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	j := i - 1
	for isAdverb(l.at(j)) || l.at(j) == "not" {
		j--
	}
	if !formsOfBe[l.at(j)] {
		return no, false
	}
	g := l.verbGroup(j, base)
	g.negated = g.negated || l.inText(j, i, "not")
	s := l.subject(g)
	if !s.entity.IsActor() || g.modal != "" || g.infinitive || l.inCondition(g) {
		return no, false
	}
	right := l.rightEdge(i)
	what := l.deed(i+2, right)
	if what == "" || strings.HasSuffix(l.at(i+2), "ing") || what.Kind() == communique.NounPhrase && !l.attackWithin(i+2, min(i+7, right)) {
		return no, false
	}
	c := l.draft(communique.Attribution, "responsible-for", s.first, right, i)
	c.Subject, c.Object = l.eventOfParagraph(what), s.entity
	governed(&c, g)
	c.About = l.eventTime(c.Subject)
	return c, true
}

// doneBy reads "the attack was carried out by X".
func (l *line) doneBy(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	verb := i
	if l.low[i] == "out" {
		verb = i - 1
	}
	actor, last := l.culprit(i + 2)
	if actor == "" {
		return no, false
	}
	g := l.verbGroup(verb, participle)
	end := g.first - 1
	if end < l.First {
		return no, false
	}
	s := l.nounPhraseEnding(end, max(l.First, end-farLeft))
	if s.empty() || g.modal != "" || g.infinitive || l.inCondition(g) {
		return no, false
	}
	what := l.deed(s.first, s.last)
	if what == "" || what.Kind() == communique.NounPhrase && !l.attackWithin(s.first, s.last) {
		return no, false
	}
	c := l.draft(communique.Attribution, "done-by", s.first, last, verb)
	c.Subject, c.Object = what, actor
	governed(&c, g)
	c.About = l.acted(&c, s.first, l.rightEdge(last), g)
	return c, true
}

// attackWithin reports whether the tokens have a word for an attack.
func (l *line) attackWithin(first, last int) bool {
	for k := first; k <= last && k < l.Last; k++ {
		if attackNouns[l.low[k]] {
			return true
		}
	}
	return false
}

// eventOfParagraph reads a bare "attacks" as the event that its paragraph
// names, where it names just one.
func (l *line) eventOfParagraph(what communique.EntityID) communique.EntityID {
	if what.Kind() == communique.Event {
		return what
	}
	only := communique.EntityID("")
	end := l.End
	start := l.Paragraphs[l.Paragraph].Start
	if l.index > 0 {
		// The answer of a FAQ speaks of what its question names.
		if q := (&line{scan: l.scan, Sentence: l.Sentences[l.index-1]}); q.isQuestion() && l.Start-q.End < 40 {
			start = min(start, q.Start)
		}
	}
	for _, m := range l.MentionsIn(communique.Span{Start: start, End: end}) {
		if m.Entity.Kind() != communique.Event {
			continue
		}
		if only != "" && only != m.Entity {
			return what
		}
		only = m.Entity
	}
	if only != "" {
		return only
	}
	return what
}

// eventTime is the time that the text gives to an event by its name: "the 2007
// cyberattacks on Estonia".
func (s *scan) eventTime(id communique.EntityID) communique.TimeValue {
	if id.Kind() != communique.Event {
		return communique.TimeValue{}
	}
	for _, m := range s.Mentions {
		if m.Entity != id {
			continue
		}
		for _, t := range s.timesIn(m.Span) {
			if t.Known() && t.End <= m.End && t.Exact != "" {
				t.Role = "event"
				if t.Basis == "" {
					t.Basis = "stated"
				}
				return t
			}
		}
	}
	return communique.TimeValue{}
}

// those who hold somebody responsible for their state without being named
var speaksFor = set("officials authorities government governments investigators experts agencies ministers prosecutors police")

func possessed(w string) bool { return w == "'s" || w == "'" }

// ownDeed reads a deed that a noun phrase gives to its doer: "Iran's
// cyberattack against Albania", "North Korea's state-sponsored hacking". A
// bare "Estonia's cyberattack" could as well be the one that it suffered.
func (l *line) ownDeed(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	actor := l.entityAt(i)
	if actor == "" {
		actor = l.entityAt(i - 1)
	}
	if actor.Kind() != communique.State && actor.Kind() != communique.Organisation || l.inCondition(group{first: i, verb: i, last: i}) {
		return no, false
	}
	hostile, head := false, -1
	for k := i + 1; k < l.Last && k < i+7 && l.Tokens[k].Kind != communique.Punctuation; k++ {
		w := l.low[k]
		hostile = hostile || wicked[w] || w == "sponsored" && strings.HasPrefix(l.at(k-2), "state")
		if badDeeds[w] {
			head = k
		} else if prepositions[w] || l.isFiniteWord(k) || openers[w] || head >= 0 {
			break
		}
	}
	if head < 0 || head+1 < l.Last && l.nounLike(head+1) && !l.looksVerb(head+1) && l.Tokens[head+1].Kind == communique.Word {
		return no, false
	}
	last := head
	if w := l.at(head + 1); attackNouns[l.low[head]] && (w == "against" || w == "on") {
		k := head + 2
		for k < l.Last && k < head+7 && (!l.entityAt(k).IsActor() || memberNouns[l.at(k+1)]) && (determiners[l.low[k]] || l.nounLike(k) || l.low[k] == ",") {
			k++
		}
		if target := l.entityAt(k); target.IsActor() && target != actor {
			_, last = l.mentionTokens(k)
			hostile = true
		}
	}
	if !hostile {
		return no, false
	}
	first, _ := l.mentionTokens(i)
	if l.mention[i] < 0 {
		first, _ = l.mentionTokens(i - 1)
	}
	first = max(first, l.First)
	c := l.draft(communique.Attribution, "own-deed", first, min(last, l.Last-1), first)
	l.ridesAlong(&c, first)
	what := l.np(i+1, min(last, l.Last-1))
	if id := l.deed(first, last); id.Kind() == communique.Event {
		what = id
	}
	c.Subject, c.Object = what, actor
	c.About = l.eventTime(what)
	return c, what != ""
}

var wicked = set("malicious malign state-sponsored illegal hostile destructive disruptive reckless irresponsible")

// didIt reads "the Government of Iran conducted this cyberattack".
func (l *line) didIt(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	g := l.verbGroup(i, participle)
	s := l.subject(g)
	if !s.entity.IsActor() || !g.isPast() || g.passive || g.negated || l.inCondition(g) || l.isReducedRelative(g) {
		return no, false
	}
	from := i + 1
	if l.at(from) == "out" {
		from++
	}
	right := l.rightEdge(i)
	last := -1
	wrong := false
	for k := from; k <= right && k < from+8; k++ {
		wrong = wrong || wicked[l.low[k]]
		if attackNouns[l.low[k]] || wrong && badDeeds[l.low[k]] {
			last = k
			break
		}
		if prepositions[l.low[k]] || openers[l.low[k]] {
			break
		}
	}
	if last < 0 || last < right && (l.low[last+1] == "response" || l.nounLike(last+1) && !l.looksVerb(last+1) && l.Tokens[last+1].Kind == communique.Word) {
		return no, false
	}
	what := l.deed(from, last)
	if what == "" {
		return no, false
	}
	c := l.draft(communique.Attribution, "did-it", s.first, last, i)
	c.Subject, c.Object = what, s.entity
	if determiners[l.at(from)] && (l.at(from) == "this" || l.at(from) == "the" || l.at(from) == "these") {
		c.Subject = l.eventOfParagraph(what)
	}
	governed(&c, g)
	if c.About = l.acted(&c, s.first, right, g); !c.About.Known() {
		c.About = l.eventTime(c.Subject)
	}
	return c, true
}
