package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// incident finds that something happened to somebody: an attack that has a
// name, with its target. Attacks that are only supposed are none.
var incident = Kind{communique.Incident, findIncidents, func(c *communique.Claim) []communique.Question {
	if c.Subject.Kind() != communique.Event {
		return nil // "the attack" of one text is not that of another
	}
	return []communique.Question{key("incident", c.Subject)}
}}

var attackNouns = set(`attack attacks cyberattack cyberattacks cyber-attack cyber-attacks hack hacks breach breaches intrusion intrusions compromise ransomware
	ddos incident incidents poisoning heist`)

func findIncidents(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last && l.namesEvents; i++ {
		if l.entityAt(i).Kind() != communique.Event || i > l.First && l.mention[i-1] == l.mention[i] {
			continue
		}
		id := l.entityAt(i)
		first, last := l.mentionTokens(i)
		first, last = max(first, l.First), min(last, l.Last-1)
		attack := false
		for k := first; k <= last; k++ {
			attack = attack || attackNouns.Has(strings.TrimSuffix(l.low[k], "'s"))
		}
		// "the 9/11 | terrorist attacks"
		for k := last + 1; k < l.Last && k < last+4 && l.Tokens[k].Kind == communique.Word; k++ {
			if attackNouns.Has(l.low[k]) {
				attack, last = true, k
				break
			}
			if prepositions.Has(l.low[k]) || l.looksVerb(k) {
				break
			}
		}
		if !attack {
			continue
		}
		g := group{first: first, verb: last, last: last, form: past}
		if l.inCondition(g) || l.datedBefore(id, first, last) {
			continue
		}
		c := communique.EntityID("")
		end := last
		if w := l.at(last + 1); w == "on" || w == "against" || w == "at" || w == "in" {
			k := last + 2
			if determiners.Has(l.at(k)) {
				k++
			}
			if target := l.entityAt(k); target.Kind() == communique.State || target.IsActor() && w != "in" {
				_, end = l.mentionTokens(k)
				c = target
			}
		}
		if c == "" {
			c = l.targetInName(id)
		}
		start := first
		if l.at(first-1) == "the" {
			start--
		}
		x := l.draft(communique.Incident, "named-event", start, min(end, l.Last-1), first)
		l.ridesAlong(&x, first)
		x.Subject, x.Object = id, c
		for _, t := range l.TimesIn(x.Evidence.Span) {
			if t.Known() && t.End <= x.Evidence.End && t.Exact != "" {
				x.About = t
				x.About.Role = "event"
				if x.About.Basis == "" {
					x.About.Basis = "stated"
				}
				break
			}
		}
		if k := x.Evidence.End; occurring.Has(l.at(l.TokenAt(k-1) + 1)) {
			// "the attack took place on 3 May": nearer than the year in its name
			from := l.TokenAt(k-1) + 1
			if t := l.stated(from, l.rightEdge(from), group{first: from, verb: from, last: from, form: past}); t.Known() {
				x.About = t
			}
		}
		out = append(out, x)
	}
	return besides(append(out, l.describedIncidents()...), l.deedIncidents())
}

// datedBefore reports whether a name is told with a time before the event that bears
// it began: "the cyber attacks on Estonia in 2003".
func (l *line) datedBefore(id communique.EntityID, first, last int) bool {
	for _, t := range l.TimesIn(l.span(first, min(last+2, l.Last-1))) {
		i := l.TokenAt(t.Start)
		if w := l.at(i - 1); t.Exact != "" && l.beforeEvent(id, t) && (i <= last || w == "in" || w == "of") {
			return true
		}
	}
	return false
}

// describedIncidents reads an attack that is told of without its name, in a
// paragraph that names just one: "A massive wave of DDoS attacks … crippled
// the websites of …".
func (l *line) describedIncidents() []communique.Claim {
	if l.classes&attackClass == 0 {
		return nil
	}
	for i := l.First; i < l.Last && i < l.First+24; i++ {
		if !l.is(i, attackClass) || l.entityAt(i).Kind() == communique.Event {
			continue
		}
		first := i
		for first > l.First && first > i-16 && (l.nounLike(first-1) || l.low[first-1] == "of" || l.low[first-1] == "," || l.low[first-1] == "(" || l.low[first-1] == ")" || isAdverb(l.low[first-1])) && !l.isFiniteWord(first-1) {
			first--
		}
		for first < i && (l.low[first] == "," || l.low[first] == ")" || strings.TrimSuffix(l.low[first], ":") == "a" && (l.at(first+1) == ":" || l.at(first+1) == "a")) {
			first++
		}
		if l.at(first) == ":" {
			first++
		}
		if w := l.at(first); w != "a" && w != "an" {
			continue
		}
		right := l.rightEdge(i)
		if l.at(i+1) == "," {
			right = l.asideEdge(i, right)
		}
		hit := -1
		for k := i + 1; k <= right; k++ {
			if hitting.Has(l.low[k]) && l.at(k-1) != "to" {
				hit = k
			}
		}
		id := l.eventOfParagraph("")
		if hit < 0 || id == "" {
			continue
		}
		c := l.draft(communique.Incident, "described", first, right, i)
		l.ridesAlong(&c, i)
		c.Subject = id
		for k := hit + 1; k <= right && k < hit+4; k++ {
			if target := l.entityAt(k); target.IsActor() && !strings.HasSuffix(l.low[k], "'s") {
				c.Object = target
				break
			}
		}
		if c.Object == "" {
			c.Object = l.np(hit+1, right)
		}
		c.About = l.eventTime(id)
		return []communique.Claim{c}
	}
	return nil
}

var hitting = set("hit struck crippled paralysed paralyzed disabled targeted targeting disrupted shut knocked overwhelmed affected damaged")

// asideEdge is the right edge of a clause whose subject has an aside between
// commas: "attacks, widely attributed to X, crippled …".
func (l *line) asideEdge(i, right int) int {
	for k := i + 2; k < l.Last && k < i+14; k++ {
		if l.low[k] == "," {
			return max(right, l.rightEdge(k+1))
		}
		if l.isFiniteWord(k) {
			break
		}
	}
	return right
}

// targetInName reads the target from an event's id where it names one that the
// gazetteer knows: "event:estonia-2007" is an attack on Estonia.
func (l *line) targetInName(id communique.EntityID) communique.EntityID {
	name := id.Name()
	if at := strings.LastIndexByte(name, '-'); at > 0 && len(name)-at == 5 {
		name = name[:at]
	}
	for _, kind := range []communique.EntityKind{communique.State, communique.Organisation} {
		if target := communique.EntityID(string(kind) + ":" + name); l.entity(target).ID == target {
			return target
		}
	}
	return ""
}
