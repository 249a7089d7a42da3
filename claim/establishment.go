package claim

import (
	"strings"

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
	establishments = lexiconOf("establish create found form launch inaugurate set_up stand_up institute constitute build open activate")
	bodies         = set("centre center agency command commission bureau directorate organisation organization headquarters institute")
	// moreBodies come into being as well where their phrase tells which one it is.
	moreBodies = set(`centres centers agencies commands commissions committee committees council councils alliance union pact partnership forum coalition force forces mission missions tribunal tribunals court
		taskforce group groups team teams unit units office offices post position dialogue network corps accelerator academy secretariat ministry department board panel platform mechanism body bodies
		league federation bank fund facility brigade battalion battlegroup battlegroups squadron cell hub laboratory authority service initiative programme program presidency assembly parliament league
		community division section school university institution system registry register police charter treaty conference`)
	// What only some verbs bring into being.
	launchable   = set("dialogue forum partnership fund accelerator centre center network coalition platform mission taskforce force academy agency alliance group hub facility council")
	buildable    = set("force forces command centre center headquarters corps agency brigade")
	titledBodies = set("initiative network programme program system charter treaty conference service register registry position bank school university institution section division community mechanism team teams unit units group groups police")
)

func findEstablishments(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(establishments, l.mayEstablish) {
		mood, told := l.told(f)
		if l.taken[f.verb] != "" || l.habitual(f) || l.partOfDecision(f) {
			continue
		}
		if !told && f.nominal && l.isCalledFor(f) {
			mood, told = communique.Normative, true
		}
		if !told || f.form == third && !f.nominal || f.form == base && !f.nominal && mood == communique.Asserted && !f.infinitive {
			continue
		}
		objects := f.objects
		if len(objects) == 0 && len(f.subjects) > 0 && !f.passive && !f.reduced && !f.nominal && f.first-f.subjects[0].last <= 2 && f.isPast() {
			if id, _ := l.established(f, f.subjects[0]); id != "" && (f.lemma == "create" || f.lemma == "establish" || f.lemma == "found" || f.lemma == "form" || f.lemma == "launch") && l.at(f.verb+1) != "," && l.at(f.verb+1) != "and" {
				objects, f.reduced = f.subjects, true // "the force | created in 2014"
			}
		}
		exemplary := l.examples(f, objects)
		if len(exemplary) > 0 {
			objects = exemplary
		}
		for n, o := range objects {
			body, end := l.established(f, o)
			for up, ok := o, f.passive || f.reduced; body == "" && ok; {
				if up, ok = l.upward(up); ok {
					if body, _ = l.established(f, up); body != "" {
						o.first, end = up.first, o.last
					}
				}
			}
			if body == "" || len(f.subjects) > 0 && !f.passive && !f.reduced && l.actorOf(f.subjects[0]) == body {
				continue
			}
			first, last := l.evidence(f, o, end, f.subjects)
			if f.infinitive || f.form == gerund && f.first == f.verb {
				first = f.verb
			}
			if n > 0 || len(exemplary) > 0 || len(objects) > 1 && (f.passive || f.reduced) {
				first, last = o.first, end
			}
			c := l.draft(communique.Establishment, l.low[f.verb], first, last, f.verb)
			c.Subject = body
			if place, at := l.placeAfter(end); place != "" && (n == len(objects)-1) {
				c.Object = place
				c.Evidence = l.span(first, max(last, at)).Quote(l.Text)
			}
			if f.nominal || f.reduced {
				l.ridesAlong(&c, f.verb)
			}
			c.Modality, c.Polarity = mood, f.polarity()
			c.About = l.happened(&c, f)
			l.taken[f.verb] = communique.Establishment
			out = append(out, c)
		}
	}
	return out
}

// mayEstablish reports whether the words around token i allow it to tell an
// establishment; it spares sentences their trees.
func (l *line) mayEstablish(i int, e lexeme) bool {
	if !l.marked(bodyMark) || !e.noun && e.form == third || !l.isFree(i, e) {
		return false
	}
	switch e.lemma {
	case "launch":
		return l.has(launchable, l.First, l.Last-1)
	case "build":
		return l.holdsBody(buildable)
	}
	return true
}

// examples returns the bodies that stand for those that the object only counts:
// "new forums were set up, like | the council and the dialogue".
func (l *line) examples(f *frame, objects []argument) []argument {
	if len(objects) != 1 {
		return nil
	}
	for k := objects[0].head + 1; k < l.Last-1 && k < f.last+8; k++ {
		w := l.low[k]
		if w != "like" && w != "including" && w != "namely" && !(w == "such" && l.at(k+1) == "as") {
			continue
		}
		if w == "such" {
			k++
		}
		a, ok := l.nounAt(k+1, l.Last-1)
		if !ok || !isTitleCase(l.Word(a.head)) {
			return nil
		}
		list := []argument{a}
		for n := 0; n < 12; n++ {
			j := list[len(list)-1].last + 1
			for l.at(j) == "," || l.at(j) == "and" {
				j++
			}
			next, ok := l.nounAt(j, l.Last-1)
			if !ok || j == list[len(list)-1].last+1 || !isTitleCase(l.Word(next.head)) && !(determiners.Has(l.low[next.first]) && next.first < next.head && isTitleCase(l.Word(next.first+1))) {
				break
			}
			list = append(list, next)
		}
		return list
	}
	return nil
}

// isCalledFor reports whether the noun of an act is called for: "calls for the creation of".
func (l *line) isCalledFor(f *frame) bool {
	for j := f.left - 1; j >= l.First && j > f.left-6; j-- {
		switch w := l.low[j]; w {
		case "for":
			return strings.HasPrefix(l.at(j-1), "call") || l.at(j-1) == "calls"
		case "support", "supports", "supported", "propose", "proposes", "proposed", "urge", "urges", "urged", "demand", "demands":
			return true
		}
	}
	return false
}

// placeAfter reads "in Tallinn" after token end, and returns its last token.
func (l *line) placeAfter(end int) (communique.EntityID, int) {
	n := end + 2
	if l.at(end+1) != "in" || n >= l.Last || l.timeAt(n) || l.Tokens[n].Kind != communique.Word {
		return "", 0
	}
	if l.mention[n] < 0 {
		if !isTitleCase(l.Word(n)) {
			return "", 0
		}
		return l.np(n, n), n
	}
	last := min(l.lastOf(n), l.Last-1)
	return l.np(n, last), last
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

// established returns the body that an object names for the verb of its frame,
// and its last token: a known organisation, or a noun phrase whose head is a
// word for a body and that tells which one.
func (l *line) established(f *frame, o argument) (communique.EntityID, int) {
	end := l.coreEnd(o)
	w := l.low[o.head]
	if w := l.low[o.first]; o.entity.Kind() == communique.Organisation && (w == "a" || w == "an") && (o.first+2 <= o.head && !isTitleCase(l.Word(o.first+1)) && !bodies.Has(l.low[o.head]) && !moreBodies.Has(l.low[o.head])) {
		return "", 0 // "the birth of a new NATO"
	}
	if o.entity.Kind() == communique.Organisation && l.lastOf(o.head) >= o.head && l.mention[o.head] >= 0 {
		if f.lemma == "launch" && !launchable.Has(w) || f.lemma == "form" && l.at(o.head+1) == "'s" || f.lemma == "open" || f.lemma == "build" && !buildable.Has(w) && !isTitleCase(l.Word(o.head)) {
			return "", 0
		}
		return o.entity, end
	}
	if o.entity != "" && o.entity.Kind() != communique.NounPhrase && o.entity.Kind() != communique.Concept && !(documentary(o.entity) && f.lemma == "form") || possessive(w) {
		return "", 0
	}
	title := isTitleCase(l.Word(o.head)) && o.head > o.first && isTitleCase(l.Word(o.head-1)) || titledBodies.Has(w) && o.head-2 >= o.first && isTitleCase(l.Word(o.head-1)) && isTitleCase(l.Word(o.head-2))
	if !bodies.Has(w) && !moreBodies.Has(w) {
		return "", 0
	}
	if (w == "treaty" || w == "charter" || w == "conference" || w == "pact" || w == "programme" || w == "program") && !(title && (f.lemma == "form" || f.lemma == "found" || f.lemma == "establish" || f.lemma == "create")) {
		return "", 0
	}
	switch f.lemma {
	case "launch":
		if !launchable.Has(w) {
			return "", 0
		}
	case "build":
		if !buildable.Has(w) || !title && l.mention[o.head] < 0 {
			return "", 0
		}
	case "open":
		if w != "centre" && w != "center" && w != "office" && w != "headquarters" && w != "academy" && w != "embassy" {
			return "", 0
		}
	}
	if w == "network" && !title {
		return "", 0 // "of contacts"
	}
	if titledBodies.Has(w) && !title && !(f.lemma == "establish" || f.lemma == "set up" || f.lemma == "create" || f.lemma == "found" || f.lemma == "stand up" || f.lemma == "form") {
		return "", 0
	}
	// A word for a body alone tells nothing: "create a system", "form a group".
	if !title && o.head == o.first+boolToInt(determiners.Has(l.low[o.first])) && o.last <= o.head {
		return "", 0
	}
	a := o
	a.entity = ""
	return l.named(a), max(end, o.head)
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
