package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// incident finds that something happened to somebody: an attack that has a
// name, with its target. Attacks that are only supposed are none.
var incident = Kind{communique.Incident, findIncidents, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" {
		return nil
	}
	return []communique.Question{key("incident", c.Subject)}
}}

var attackNouns = set(`attack attacks cyberattack cyberattacks cyber-attack cyber-attacks hack hacks breach breaches intrusion intrusions compromise ransomware
	ddos incident incidents poisoning heist`)

func findIncidents(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		if l.entityAt(i).Kind() != communique.Event || i > l.First && l.mention[i-1] == l.mention[i] {
			continue
		}
		id := l.entityAt(i)
		first, last := l.mentionTokens(i)
		first, last = max(first, l.First), min(last, l.Last-1)
		attack := false
		for k := first; k <= last; k++ {
			attack = attack || attackNouns[strings.TrimSuffix(l.low[k], "'s")]
		}
		// "the 9/11 | terrorist attacks"
		for k := last + 1; k < l.Last && k < last+4 && l.Tokens[k].Kind == communique.Word; k++ {
			if attackNouns[l.low[k]] {
				attack, last = true, k
				break
			}
			if prepositions[l.low[k]] || l.looksVerb(k) {
				break
			}
		}
		if !attack {
			continue
		}
		g := group{first: first, verb: last, last: last, form: past}
		if l.inCondition(g) {
			continue
		}
		c := communique.EntityID("")
		end := last
		if w := l.at(last + 1); w == "on" || w == "against" || w == "at" {
			k := last + 2
			if determiners[l.at(k)] {
				k++
			}
			if target := l.entityAt(k); target.IsActor() {
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
		for _, t := range l.timesIn(x.Evidence.Span) {
			if t.Known() && t.End <= x.Evidence.End && t.Exact != "" {
				x.About = t
				x.About.Role = "event"
				if x.About.Basis == "" {
					x.About.Basis = "stated"
				}
				break
			}
		}
		out = append(out, x)
	}
	return out
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
