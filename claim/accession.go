package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// accession finds that a state joined an organisation: "Finland became the 31st
// Ally", "Croatia joined NATO in 2009". Applying for membership is none.
var accession = Kind{communique.Accession, findAccessions, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" {
		return nil
	}
	return []communique.Question{key("accession", c.Subject, c.Object), key("membership", c.Subject, c.Object)}
}}

var joining = regular("join").with("accede", "accedes", "acceded", "acceded", "acceding")
var becoming = verbs{"become": base, "becomes": third, "became": past, "becoming": gerund}

func findAccessions(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f := joining[l.low[i]]
		org := communique.EntityID("")
		last := i
		switch {
		case f != noForm && f != gerund:
			k := i + 1
			if l.at(k) == "to" {
				k++
			}
			if l.at(k) == "the" {
				k++
			}
			if org = l.entityAt(k); org.Kind() != communique.Organisation {
				continue
			}
			_, last = l.mentionTokens(k)
		case becoming[l.low[i]] != noForm && becoming[l.low[i]] != gerund:
			f = becoming[l.low[i]]
			var ok bool
			if org, last, ok = l.becameMember(i); !ok {
				continue
			}
		default:
			continue
		}
		g := l.verbGroup(i, f)
		s := l.subject(g)
		if f == base && g.first == g.verb || s.entity.Kind() != communique.State || !g.finite() || l.inCondition(g) || !l.countsMembers(org) || g.modal != "" && g.modal != "will" {
			continue
		}
		c := l.draft(communique.Accession, l.low[i], s.first, last, i)
		c.Subject, c.Object = s.entity, org
		governed(&c, g)
		c.About = l.acted(&c, s.first, l.rightEdge(i), g)
		if !c.About.Known() {
			c.About = l.leadingTime(s.first, g)
		}
		out = append(out, c)
	}
	return out
}

// becameMember reads "the 31st Ally", "a member of NATO", "NATO's newest member" after "became".
func (l *line) becameMember(i int) (org communique.EntityID, last int, ok bool) {
	ordinal := false
	for k := i + 1; k < i+8 && k < l.Last; k++ {
		w := l.low[k]
		if id := l.entityAt(k); id.Kind() == communique.Organisation && w != "ally" && w != "member" {
			org = id
			continue
		}
		ordinal = ordinal || len(w) > 2 && w[0] >= '0' && w[0] <= '9' && (strings.HasSuffix(w, "st") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd") || strings.HasSuffix(w, "th"))
		if w != "member" && w != "ally" && w != "member-state" {
			if w == "," || w == "." {
				break
			}
			continue
		}
		last = k
		if l.at(k+1) == "state" {
			last = k + 1
		}
		if l.at(last+1) == "of" {
			n := last + 2
			if l.at(n) == "the" {
				n++
			}
			if id := l.entityAt(n); id.Kind() == communique.Organisation {
				_, end := l.mentionTokens(n)
				return id, end, true
			}
			return "", 0, false
		}
		if org == "" && w == "ally" && ordinal && l.knowsNATO {
			org = "org:nato"
		}
		return org, last, org != ""
	}
	return "", 0, false
}

// leadingTime finds the date that opens a sentence: "On 4 April 2023, Finland …".
func (l *line) leadingTime(before int, g group) communique.TimeValue {
	if before <= l.First {
		return communique.TimeValue{}
	}
	start := l.First
	if j := l.lastBreak(before); j > start {
		start = j
	}
	if start >= before {
		return communique.TimeValue{}
	}
	return l.stated(start, before-1, g)
}

// lastBreak returns the token after the last full break before token j.
func (l *line) lastBreak(j int) int {
	for k := j - 1; k >= l.First && k >= j-farLeft; k-- {
		if w := l.low[k]; w == ";" || w == ":" || l.isDash(k) || w == "that" || w == "which" || w == "while" || w == "and" && k < j-1 && l.at(k+1) != "" && l.startsClause(k+1) && k+1 < j && l.low[j-1] != "," {
			return k + 1
		}
	}
	return max(l.First, j-farLeft)
}
