package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// adoption finds that an actor adopted a document or policy: "endorsed a new
// cyber defence policy", "issued a statement", "signed the convention".
var adoption = Kind{communique.Adoption, findAdoptions, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" || c.Object.Kind() == communique.NounPhrase && !strings.Contains(c.Object.Name(), " ") {
		return nil // "a statement" of one text is not that of another
	}
	return []communique.Question{key("adoption", c.Subject, c.Object)}
}}

var (
	adopting = regular("adopt endorse approve issue sign ratify")
	papers   = set(`policy policies strategy strategies statement communique communiqué declaration concept pledge act law resolution convention treaty framework
		doctrine definition plan agreement charter protocol memorandum guide guidance package directive regulation principles norms roadmap order`)
)

func findAdoptions(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f := adopting[l.low[i]]
		if f == noForm || f == gerund || l.mention[i] >= 0 {
			continue
		}
		g := l.verbGroup(i, f)
		planned := g.modal == "will" || g.expected
		if !g.finite() || g.passive || l.inCondition(g) || g.modal != "" && !planned || !planned && !g.isPast() {
			continue
		}
		s := l.subject(g)
		if !s.entity.IsActor() && !(s.entity == "" && !s.empty() && officials[l.low[s.last]]) {
			continue
		}
		right := l.rightEdge(i)
		object, end := l.paper(i+1, right)
		if object == "" {
			continue
		}
		c := l.draft(communique.Adoption, l.low[i], s.first, end, i)
		c.Subject, c.Object = l.idOf(s), object
		governed(&c, g)
		if c.About = l.acted(&c, s.first, right, g); !c.About.Known() {
			c.About = l.leadingTime(s.first, g)
		}
		out = append(out, c)
	}
	return out
}

// paper reads the document or policy that begins at token j: a known one, else
// a noun phrase whose head is a word for one.
func (l *line) paper(j, right int) (communique.EntityID, int) {
	for k := j; k <= right && k < j+9; k++ {
		if id := l.entityAt(k); id.Kind() == communique.NamedDocument || id.Kind() == communique.Instrument {
			_, last := l.mentionTokens(k)
			return id, min(last, l.Last-1)
		}
		w := l.low[k]
		if papers[w] && !papers[l.at(k+1)] {
			first := j
			for first < k && (determiners[l.low[first]] || weakAdjectives[l.low[first]]) {
				first++
			}
			end := k
			if l.at(k+1) == "of" && k+2 <= right && l.nounLike(k+2) {
				end = k + 2
				for end+1 <= right && l.nounLike(end+1) && l.Tokens[end+1].Kind == communique.Word && !l.looksVerb(end+1) && end < k+5 {
					end++
				}
			}
			return l.np(first, end), end
		}
		if l.Tokens[k].Kind != communique.Word || prepositions[w] || openers[w] || w == "and" || w == "or" || pronouns[w] && k > j {
			break
		}
	}
	return "", 0
}
