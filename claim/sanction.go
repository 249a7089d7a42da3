package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// sanction finds that an actor punishes another: expulsions, sanctions,
// indictments. The one who acts is the subject, the target the object.
var sanction = Kind{communique.Sanction, findSanctions, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" {
		return nil
	}
	return []communique.Question{key("sanction", c.Subject, c.Object)}
}}

var (
	expelling = verbs{}.with("expel", "expels", "expelled", "expelled", "expelling")
	punishing = regular("sanction indict")
	// who is expelled without being named
	expellable = set("diplomats diplomat ambassador officers officials envoy envoys attaché attachés")
	imposing   = regular("impose announce adopt")
)

func findSanctions(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		w := l.low[i]
		switch {
		case w == "expulsion" && l.at(i+1) == "of":
			if c, ok := l.expulsion(i); ok {
				out = append(out, c)
			}
		case expelling[w] != noForm && expelling[w] != gerund:
			out = append(out, l.punishedAll(i, expelling[w], i+1, "expelled")...)
		case (punishing[w] == participle || punishing[w] == base && l.at(i-1) != "the") && l.mention[i] < 0:
			out = append(out, l.punishedAll(i, punishing[w], i+1, w)...)
		case imposing[w] != noForm && imposing[w] != gerund:
			right := l.rightEdge(i)
			for k := i + 1; k <= right && k < i+6; k++ {
				if l.low[k] == "sanctions" && (l.at(k+1) == "on" || l.at(k+1) == "against") {
					out = append(out, l.punishedAll(i, imposing[w], k+2, "sanctions")...)
					break
				}
			}
		}
	}
	return out
}

// expulsion reads "the expulsion of over 120 Russian diplomats from Western countries".
func (l *line) expulsion(i int) (communique.Claim, bool) {
	right := l.rightEdge(i)
	target, last, value := l.punishedTarget(i+2, right)
	if target == "" {
		return communique.Claim{}, false
	}
	var by communique.EntityID
	if w := l.at(last + 1); w == "from" || w == "by" {
		first := last + 2
		end := first
		for end+1 <= right && end < first+5 && l.nounLike(end+1) && l.Tokens[end+1].Kind == communique.Word && !l.looksVerb(end+1) {
			end++
		}
		for first < end && (determiners[l.at(first)] || l.at(first) == "various" || l.at(first) == "several" || l.at(first) == "many") {
			first++
		}
		if first <= right && end <= right && l.nounLike(end) {
			if by = l.entityAt(end); !by.IsActor() {
				by = l.np(first, end)
			}
			last = end
		}
	}
	start := i
	if l.at(i-1) == "the" {
		start--
	}
	c := l.draft(communique.Sanction, "expulsion", start, last, i)
	c.Subject, c.Object, c.Value = by, target, value
	return c, true
}

// punishedTarget reads whom a measure is aimed at, with their number.
func (l *line) punishedTarget(j, right int) (communique.EntityID, int, *communique.Value) {
	cmpr := communique.Equal
	for k := j; k < j+3 && k <= right; k++ {
		if c, _, ok := l.comparator(k + 1); ok {
			cmpr, j = c, k+1
			break
		}
	}
	var value *communique.Value
	if n, last, ok := l.number(j); ok {
		value = &communique.Value{N: n, Cmp: cmpr}
		j = last + 1
	}
	for determiners[l.at(j)] {
		j++
	}
	end := j
	for end+1 <= right && end < j+5 && l.nounLike(end+1) && l.Tokens[end+1].Kind == communique.Word && !l.looksVerb(end+1) && l.low[end+1] != "and" {
		end++
	}
	if j > right || !l.nounLike(j) {
		return "", 0, nil
	}
	if value != nil {
		value.Unit = l.low[end]
		return l.np(j, end), end, value
	}
	if id := l.entityAt(end); id.IsActor() {
		return id, end, nil
	}
	named := false
	for k := j; k <= end; k++ {
		named = named || l.entityAt(k).IsActor()
	}
	if !named && !(expelling[l.at(j-1)] != noForm || determiners[l.at(j-1)] && expelling[l.at(j-2)] != noForm) || !named && !expellable[l.low[end]] {
		return "", 0, nil
	}
	return l.np(j, end), end, nil
}

// punishedAll is punished for each of the targets that are counted one by one:
// "six persons and three entities".
func (l *line) punishedAll(i int, f form, target int, rule string) []communique.Claim {
	c, ok := l.punished(i, f, target, rule)
	if !ok {
		return nil
	}
	out := []communique.Claim{c}
	last := l.TokenAt(c.Evidence.End - 1)
	for c.Value != nil && l.at(last+1) == "and" && last+2 < l.Last {
		if _, _, ok := l.number(last + 2); !ok {
			break
		}
		object, end, value := l.punishedTarget(last+2, l.rightEdge(i))
		if object == "" || value == nil || end <= last {
			break
		}
		next := c
		next.Object, next.Value, next.Evidence = object, value, l.span(last+2, end).Quote(l.Text)
		out = append(out, next)
		last = end
	}
	return out
}

func (l *line) punished(i int, f form, target int, rule string) (communique.Claim, bool) {
	g := l.verbGroup(i, f)
	s := l.subject(g)
	planned := g.modal == "will" || g.expected
	if !s.entity.IsActor() || !g.finite() || g.passive || l.inCondition(g) || g.modal != "" && !planned || !planned && !g.isPast() {
		return communique.Claim{}, false
	}
	object, last, value := l.punishedTarget(target, l.rightEdge(i))
	if object == "" {
		return communique.Claim{}, false
	}
	c := l.draft(communique.Sanction, strings.ToLower(rule), s.first, last, i)
	c.Subject, c.Object, c.Value = s.entity, object, value
	governed(&c, g)
	c.About = l.acted(&c, s.first, l.rightEdge(i), g)
	return c, true
}
