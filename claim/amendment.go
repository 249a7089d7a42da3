package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// amendment finds what a document does to an instrument: it amends, reaffirms
// or extends it. "We reaffirm …" in a document is the document's own act.
var amendment = Kind{communique.Amendment, findAmendments, func(c *communique.Claim) []communique.Question {
	out := lineQuestions(c)
	if c.Subject != "" && c.Subject.Kind() != communique.NounPhrase && c.Object != "" {
		out = append(out, key("amendment", c.Subject, c.Object))
		if c.Object.Kind() == communique.Instrument && (c.Subject.Kind() == communique.NamedDocument || changes(c)) {
			out = append(out, key("amended", c.Object))
		}
	}
	return out
}}

// changes reports whether a claim tells that something was given new words.
func changes(c *communique.Claim) bool {
	return c.Kind == communique.Amendment && (c.Act == "amends" || c.Act == "extends")
}

var acts = map[string]string{"amend": "amends", "amends": "amends", "amended": "amends", "revise": "amends", "revises": "amends", "revised": "amends",
	"modify": "amends", "modifies": "amends", "modified": "amends",
	"reaffirm": "reaffirms", "reaffirms": "reaffirms", "reaffirmed": "reaffirms", "reiterate": "reaffirms", "reiterates": "reaffirms", "reiterated": "reaffirms",
	"extend": "extends", "extends": "extends", "extended": "extends", "expand": "extends", "expands": "extends", "expanded": "extends"}

var amending = regular("amend revise modify reaffirm reiterate extend expand")

func findAmendments(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		f := amending[l.low[i]]
		if f == noForm || f == gerund {
			continue
		}
		g := l.verbGroup(i, f)
		if !g.finite() || g.passive || l.inCondition(g) || g.modal != "" && g.modal != "will" {
			continue
		}
		s := l.subject(g)
		if s.empty() {
			continue
		}
		act := acts[l.low[i]]
		right := l.rightEdge(i)
		var object communique.EntityID
		for k := i + 1; k <= right; k++ {
			if id := l.entityAt(k); id.Kind() == communique.Instrument || id.Kind() == communique.NamedDocument {
				object = id
				break
			}
			// Only what is said again may hold the instrument inside a clause.
			if act != "reaffirms" && (prepositions[l.low[k]] || openers[l.low[k]]) {
				break
			}
		}
		if object == "" {
			continue
		}
		subject := l.amender(s, i)
		if subject == "" {
			continue
		}
		c := l.draft(communique.Amendment, act, s.first, right, i)
		c.Subject, c.Object, c.Act = subject, object, act
		governed(&c, g)
		c.About = l.acted(&c, s.first, right, g)
		if n := l.timeBefore(s.first); n >= 0 && !c.About.Known() {
			c.About = l.stated(n, right, g)
		}
		if !c.About.Known() && !g.isPast() && c.Modality == communique.Asserted {
			c.About = l.present(&c, i)
		}
		out = append(out, c)
	}
	return out
}

// amender returns the document or actor that does it: "the document" is the
// document named or quoted last before; "we" in a document is the document.
func (l *line) amender(s phrase, i int) communique.EntityID {
	w := l.low[s.last]
	if (w == "we" || w == "allies" || w == "leaders") && l.statement[i] >= 0 {
		if speaker := l.Statements[l.statement[i]].Speaker; isPaper(speaker) {
			return speaker
		}
	}
	if s.entity != "" {
		if k := s.entity.Kind(); k == communique.NamedDocument || s.entity.IsActor() {
			return s.entity
		}
		return ""
	}
	if papers[w] || w == "document" || w == "text" {
		return l.documentBefore(l.Tokens[s.first].Start)
	}
	return ""
}

// documentBefore returns the document that the text quoted or named last
// before an offset, "" where there is none.
func (l *line) documentBefore(offset int) communique.EntityID {
	best, at := communique.EntityID(""), -1
	for n := range l.Statements {
		st := &l.Statements[n]
		if isPaper(st.Speaker) && len(st.Content) > 0 && st.Content[0].Start < offset && st.Content[0].Start > at {
			best, at = st.Speaker, st.Content[0].Start
		}
	}
	for k := l.TokenAt(offset) - 1; k >= 0 && k > l.TokenAt(offset)-300; k-- {
		if l.Tokens[k].Start < at {
			break
		}
		if id := l.entityAt(k); id.Kind() == communique.NamedDocument {
			return id
		}
	}
	return best
}

// isPaper reports whether an id names a document, known or by a word for one.
func isPaper(id communique.EntityID) bool {
	if id.Kind() == communique.NounPhrase {
		name := id.Name()
		return papers[name[strings.LastIndexByte(name, ' ')+1:]]
	}
	return id.Kind() == communique.NamedDocument
}
