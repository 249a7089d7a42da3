package claim

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// amendment finds what a document does to an instrument: it amends, reaffirms
// or extends it. "We reaffirm …" in a document is the document's own act.
var amendment = Kind{communique.Amendment, findAmendments, func(c *communique.Claim) []communique.Question {
	out := lineQuestions(c)
	if c.Subject != "" && c.Subject.Kind() != communique.NounPhrase && c.Object != "" && !bare(c.Object) {
		out = append(out, key("amendment", c.Subject, c.Object))
		if c.Object.Kind() == communique.Instrument && (c.Subject.Kind() == communique.NamedDocument || changes(c)) {
			out = append(out, key("amended", c.Object))
		}
	}
	return out
}}

// bare reports whether a noun phrase is one word, which does not tell its
// matter: "our commitment" of one paragraph is not that of another.
func bare(id communique.EntityID) bool {
	return id.Kind() == communique.NounPhrase && !strings.Contains(id.Name(), " ")
}

// changes reports whether a claim tells that something was given new words.
func changes(c *communique.Claim) bool {
	return c.Kind == communique.Amendment && (c.Act == "amends" || c.Act == "extends")
}

var amending = fold.TableOf(regular("amend revise modify reaffirm reiterate extend expand"))

// amendments are the verbs; reaffirmedBy says which of them say something again.
var (
	amendments  = lexiconOf("amend revise modify reaffirm re-affirm reiterate restate recommit extend expand update renew rewrite overhaul replace").verbsOnly()
	amendingAct = map[string]string{"amend": "amends", "revise": "amends", "modify": "amends", "update": "amends", "rewrite": "amends", "overhaul": "amends", "replace": "amends", "extend": "extends", "expand": "extends", "renew": "extends", "reaffirm": "reaffirms", "re-affirm": "reaffirms", "reiterate": "reaffirms", "restate": "reaffirms", "recommit": "reaffirms"}
	amendable   = set("treaty treaties agreement convention charter strategy doctrine concept policy law act directive regulation protocol resolution constitution article articles plan framework mandate guidelines memorandum pledge declaration code definition order")
	extendables = set("mandate treaty agreement convention article articles directive order protocol policy doctrine pledge declaration")
)

func findAmendments(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(amendments, l.mayAmend) {
		mood, told := l.told(f)
		if !told || l.habitual(f) || l.taken[f.verb] != "" || l.partOfDecision(f) || f.form == gerund && f.first == f.verb && len(f.subjects) == 0 {
			continue
		}
		act := amendingAct[f.lemma]
		if act == "reaffirms" && (f.passive || f.reduced) && len(f.objects) == 0 {
			continue
		}
		objects, end := l.amended(f, act)
		if len(objects) == 0 {
			continue
		}
		var subject communique.EntityID
		if len(f.subjects) > 0 {
			if subject = l.amender(f.subjects[0], f.verb); subject == "" {
				continue
			}
		} else if !f.passive && !f.reduced || act == "reaffirms" {
			continue
		}
		first := f.left
		for n, object := range objects {
			if object == subject {
				continue
			}
			if n > 0 {
				// A claim is known by its words: each further instrument has its own.
				for k := f.last + 1; k <= end; k++ {
					if l.entityAt(k) == object {
						first = k
						break
					}
				}
			}
			c := l.draft(communique.Amendment, act, first, end, f.verb)
			c.Subject, c.Object, c.Act = subject, object, act
			c.Modality, c.Polarity = mood, f.polarity()
			c.About = l.happened(&c, f)
			if l.datesObject(c.About, f) {
				c.About = l.timeBeside(f, c.About)
			}
			if !c.About.Known() && !f.isPast() && c.Modality == communique.Asserted {
				c.About = l.present(&c, f.verb)
			}
			l.taken[f.verb] = communique.Amendment
			out = append(out, c)
		}
	}
	return out
}

// mayAmend reports whether the words around token i allow it to tell an
// amendment; it spares sentences their trees.
func (l *line) mayAmend(i int, e lexeme) bool {
	switch act := amendingAct[e.lemma]; {
	case !l.isFree(i, e):
		return false
	case act == "extends":
		return l.holdsPaper(extendables)
	case act != "reaffirms":
		return l.holdsPaper(amendable)
	}
	return true
}

// datesObject reports whether a time belongs to what is changed or said again,
// "reaffirms the rule of 2014", and not to the act.
func (l *line) datesObject(t communique.TimeValue, f *frame) bool {
	if t.Exact == "" {
		return false
	}
	i := l.TokenAt(t.Start)
	if i-2 <= f.last || l.at(i-1) != "of" || !l.Tokens[i-2].Tag.Noun() {
		return false
	}
	for k := f.last + 1; k < i-2; k++ {
		if w := l.low[k]; prepositions.Has(w) && w != "of" {
			return false // "at the summit of 2014" dates the act
		}
	}
	return true
}

// amended returns what is changed or said again, and where the words for it
// end: the instruments and documents that the clause names, else, for what is
// said again, the head of the phrase: "our support", "their commitment".
func (l *line) amended(f *frame, act string) ([]communique.EntityID, int) {
	var named []communique.EntityID
	scan := func(from, to int, stops bool) {
		for k := from; k <= to; k++ {
			if id := l.entityAt(k); documentary(id) {
				if !contains(named, id) {
					named = append(named, id)
				}
				continue
			}
			if stops && (prepositions.Has(l.low[k]) && l.mention[k] < 0 || openers.Has(l.low[k])) {
				return // only what is said again may hold the instrument inside a clause
			}
		}
	}
	if f.passive || f.reduced {
		if o, ok := f.object(); ok {
			if documentary(o.entity) {
				return []communique.EntityID{o.entity}, f.right
			}
			if amendable.Has(l.low[o.head]) && (act != "extends" || extendables.Has(l.low[o.head])) {
				return []communique.EntityID{l.named(o)}, f.right
			}
		}
		return nil, 0
	}
	scan(f.last+1, f.right, act != "reaffirms")
	if len(named) > 0 {
		return named, f.right
	}
	o, ok := f.object()
	if to, is := f.after("to"); !ok && is && to.at <= f.last+2 && f.lemma == "recommit" {
		o, ok = to.argument, true
	}
	if act != "reaffirms" {
		if ok && amendable.Has(l.low[o.head]) && o.entity == "" && (act != "extends" || extendables.Has(l.low[o.head])) {
			if id := l.named(o); id != "" && strings.Contains(id.Name(), " ") {
				return []communique.EntityID{id}, l.coreEnd(o)
			}
		}
		return nil, 0
	}
	if f.content >= 0 && f.how == "that" {
		if a, is := l.nounAt(f.content, f.right); is && !pronouns.Has(l.low[a.head]) {
			o, ok = a, true
		} else {
			return nil, 0
		}
		if id := l.headOf(o); id != "" {
			return []communique.EntityID{id}, f.right
		}
		return nil, 0
	}
	if !ok || pronouns.Has(l.low[o.head]) {
		return nil, 0
	}
	if id := l.headOf(o); id != "" {
		return []communique.EntityID{id}, f.right
	}
	return nil, 0
}

// headOf names an argument by its head and what stands before it.
func (l *line) headOf(a argument) communique.EntityID {
	if a.entity != "" {
		return a.entity
	}
	a.last = a.head
	return l.named(a)
}

func contains(list []communique.EntityID, id communique.EntityID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

// amender returns the document or actor that does it: "the document" is the
// document named or quoted last before; "we" in a document is the document.
func (l *line) amender(s argument, i int) communique.EntityID {
	w := l.low[s.head]
	if n := l.statement[i]; (w == "we" || w == "allies" || w == "leaders") && n >= 0 {
		if speaker := l.Statements[n].Speaker; isPaper(speaker) {
			return speaker
		}
	}
	if w == "we" && l.statement[i] < 0 {
		if id := l.issues(); id != "" {
			return id
		}
	}
	if s.entity != "" {
		if k := s.entity.Kind(); k == communique.NamedDocument || s.entity.IsActor() {
			return s.entity
		}
		return ""
	}
	if papers.Has(w) || w == "document" || w == "text" {
		if id := l.documentBefore(l.Tokens[s.first].Start); id != "" || s.last == s.head && s.head-s.first < 2 {
			return id
		}
		return l.named(s) // "the Prague declaration"
	}
	if l.adopts(s) || w == "it" || w == "they" {
		return l.actorOf(s)
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
		return papers.Has(name[strings.LastIndexByte(name, ' ')+1:])
	}
	return id.Kind() == communique.NamedDocument
}
