package claim

import (
	"github.com/communique-kg/communique"
)

// denial finds that an actor denies something: "China dismissed the
// accusation", "Moscow has denied any involvement".
var denial = Kind{communique.Denial, findDenials, func(*communique.Claim) []communique.Question {
	return nil // what is denied differs from text to text
}}

var (
	denying = regular("deny reject dismiss repudiate")
	charges = set("accusation accusations allegation allegations involvement responsibility charge charges claim claims wrongdoing")
)

func findDenials(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f := denying[l.low[i]]
		if f == noForm || f == gerund {
			continue
		}
		g := l.verbGroup(i, f)
		s := l.subject(g)
		if !s.entity.IsActor() || !g.finite() || g.passive || g.modal != "" || l.inCondition(g) {
			continue
		}
		right := l.rightEdge(i)
		c := l.draft(communique.Denial, l.low[i], s.first, right, i)
		c.Subject = s.entity
		if l.at(i+1) == "that" && i+2 <= right && l.low[i][:3] == "den" {
			c.Proposition = proposition(l.text(i+2, right))
		} else {
			end := 0
			for k := i + 1; k <= right && k < i+8 && !openers[l.low[k]]; k++ {
				if charges[l.low[k]] {
					end = k
					break
				}
			}
			if end == 0 {
				continue
			}
			c.Object = l.np(i+1, end)
		}
		governed(&c, g)
		c.About = l.acted(&c, s.first, right, g)
		out = append(out, c)
	}
	return out
}
