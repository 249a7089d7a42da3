package claim

import (
	"github.com/communique-kg/communique"
)

// establishment finds that a body came into being: "establish the CCDCOE in
// Tallinn", "the agency was set up in 2012". The body is the subject, the place the object.
var establishment = Kind{communique.Establishment, findEstablishments, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" {
		return nil
	}
	return []communique.Question{key("establishment", c.Subject)}
}}

var (
	establishing = regular("establish create found launch inaugurate").with("set", "sets", "set", "set", "setting")
	bodies       = set("centre center agency command commission bureau directorate organisation organization headquarters institute")
)

func findEstablishments(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f := establishing[l.low[i]]
		if f == noForm || f == gerund || l.mention[i] >= 0 {
			continue
		}
		after := i + 1
		if f := l.low[i]; f == "set" || f == "sets" {
			if l.at(i+1) != "up" {
				continue
			}
			after++
		}
		g := l.verbGroup(i, f)
		if l.low[i] == "set" && !g.passive && !g.perfect && !g.infinitive && g.modal == "" {
			g.form = past
		}
		if l.inCondition(g) || g.modal != "" && g.modal != "will" || !g.finite() && !g.infinitive {
			continue
		}
		right := l.rightEdge(i)
		var body communique.EntityID
		first, last := g.verb, right
		switch {
		case g.passive:
			s := l.subject(g)
			if s.empty() || l.inText(s.first, s.last, "of") {
				continue
			}
			body, first, last = l.bodyOf(s.first, s.last), s.first, i
		case g.infinitive && !g.expected:
			// "forcing the Alliance to establish X" tells an act only beside a past verb.
			if !l.forced(g) {
				continue
			}
			body, last = l.bodyAfter(after, right)
		default:
			s := l.subject(g)
			if !g.isPast() && g.modal != "will" || s.empty() {
				continue
			}
			first = s.first
			body, last = l.bodyAfter(after, right)
		}
		if body == "" {
			continue
		}
		c := l.draft(communique.Establishment, l.low[i], first, last, i)
		c.Subject = body
		if l.at(last+1) == "in" && last+2 < l.Last {
			if id := l.entityAt(last + 2); id != "" || isTitleCase(l.Word(last+2)) && l.Tokens[last+2].Kind == communique.Word {
				_, end := l.mentionTokens(last + 2)
				if l.mention[last+2] < 0 {
					end = last + 2
				}
				c.Object = l.np(last+2, end)
				c.Evidence = l.span(first, end).Quote(l.Text)
			}
		}
		governed(&c, g)
		c.About = l.stated(first, right, g)
		out = append(out, c)
	}
	return out
}

// forced reports whether an infinitive hangs on a verb that makes it happen:
// "forced NATO to", "led the EU to".
func (l *line) forced(g group) bool {
	for j := g.first - 1; j >= l.First && j > g.first-18; j-- {
		switch l.low[j] {
		case "forced", "forcing", "led", "leading", "prompted", "prompting", "caused", "causing":
			return true
		case ".", ";":
			return false
		}
	}
	return false
}

// bodyAfter reads the body that begins at token j: a known organisation, else a
// noun phrase with a name of its own and a word for a body as its head.
func (l *line) bodyAfter(j, right int) (communique.EntityID, int) {
	for determiners[l.at(j)] || weakAdjectives[l.at(j)] {
		j++
	}
	if j > right {
		return "", 0
	}
	if id := l.entityAt(j); id.Kind() == communique.Organisation {
		_, last := l.mentionTokens(j)
		if papers[l.at(last+1)] || l.nounLike(last+1) && !l.looksVerb(last+1) && l.at(last+1) != "" {
			return "", 0
		}
		return id, min(last, l.Last-1)
	}
	for k := j; k <= right && k < j+7; k++ {
		if l.Tokens[k].Kind != communique.Word || prepositions[l.low[k]] || openers[l.low[k]] {
			break
		}
		if bodies[l.low[k]] && isTitleCase(l.Word(k)) && isTitleCase(l.Word(j)) {
			return l.np(j, k), k
		}
	}
	return "", 0
}

func (l *line) bodyOf(first, last int) communique.EntityID {
	if id := l.entityAt(last); id.Kind() == communique.Organisation {
		return id
	}
	if bodies[l.low[last]] && isTitleCase(l.Word(last)) {
		return l.np(first, last)
	}
	return ""
}
