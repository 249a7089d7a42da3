package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// accession finds that a state joined an organisation: "Finland became the 31st
// Ally", "Croatia joined NATO in 2009", "we welcome Sweden as an Ally", "the
// accession of Greece and Turkey". Each state of a list is a claim of its own.
// Applying for membership is none.
var accession = Kind{communique.Accession, findAccessions, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" {
		return nil
	}
	return []communique.Question{key("accession", c.Subject, c.Object), key("membership", c.Subject, c.Object)}
}}

// How a state comes to belong: it joins, it is taken in, or it becomes a member.
var (
	joins   = lexiconOf("join rejoin accede enter")
	takesIn = lexiconOf("admit welcome accept incorporate add include absorb")
	becomes = lexiconOf("become").verbsOnly()
)

func findAccessions(l *line) []communique.Claim {
	if !l.names(communique.State) {
		return nil // and no sentence is parsed in vain
	}
	var out []communique.Claim
	for f := range l.framesWhere(joins, func(i int, e lexeme) bool {
		return l.mayBeTold(i, e) && (e.noun && e.lemma == "accede" || l.names(communique.Organisation))
	}) {
		if org, last, ok := l.joined(f); ok {
			out = append(out, l.accessions(f, f.subjects, org, last)...)
		}
	}
	for f := range l.framesWhere(takesIn, func(i int, e lexeme) bool {
		return (e.lemma == "welcome" || l.mayBeTold(i, e)) && l.mayTakeIn(i, e)
	}) {
		if org, last, ok := l.takenInto(f); ok {
			out = append(out, l.accessions(f, l.listedAfter(f), org, last)...)
		}
	}
	for f := range l.framesWhere(becomes, func(i int, e lexeme) bool {
		_, _, ok := l.becameMember(i)
		return ok && l.mayBeTold(i, e)
	}) {
		if org, last, ok := l.becameMember(f.verb); ok {
			out = append(out, l.accessions(f, f.subjects, org, last)...)
		}
	}
	return out
}

// mayTakeIn reports whether the words around token i name an organisation into
// which somebody may be taken (see takenInto); it spares sentences their trees.
func (l *line) mayTakeIn(i int, e lexeme) bool {
	if e.lemma == "incorporate" || e.lemma == "absorb" || e.lemma == "admit" {
		return l.names(communique.Organisation)
	}
	for k := i + 1; k < l.Last; k++ {
		switch l.low[k] {
		case "to", "into":
			for n := k + 1; n < l.Last && n < k+farLeft; n++ {
				if l.entityAt(n).Kind() == communique.Organisation {
					return true
				}
			}
		case "as":
			if _, _, ok := l.becameMember(k); ok {
				return true
			}
		}
	}
	return false
}

// names reports whether the sentence names an entity of a kind.
func (l *line) names(kinds ...communique.EntityKind) bool {
	for _, m := range l.MentionsIn(l.Sentence.Span) {
		if slices.Contains(kinds, m.Entity.Kind()) {
			return true
		}
	}
	return false
}

// accessions makes a claim for each state among those who come to belong.
func (l *line) accessions(f *frame, states []argument, org communique.EntityID, last int) []communique.Claim {
	mood, told := l.told(f)
	if f.lemma == "welcome" && !told {
		mood, told = l.ceremony(f)
	}
	if !told || !l.countsMembers(org) {
		return nil
	}
	var out []communique.Claim
	for _, state := range states {
		if state.entity.Kind() != communique.State {
			continue
		}
		first, end := f.left, max(last, f.verb)
		if f.infinitive && first < f.verb {
			first = f.verb // without its "to"
		}
		if state.last < f.verb {
			first = state.first
		} else if state.first > f.verb {
			end = max(end, state.last)
		}
		if len(states) > 1 {
			first, end = l.ownPart(states, state, first, end)
		}
		c := l.draft(communique.Accession, f.lemma, max(first, l.First), min(end, l.Last-1), f.verb)
		c.Subject, c.Object, c.Modality, c.Polarity = state.entity, org, mood, f.polarity()
		if f.form == gerund && (l.awaited(f.first) || l.awaited(state.first)) {
			c.Modality = communique.Planned
		}
		if f.nominal {
			c.Polarity = communique.Affirmed
		}
		if c.About = l.happened(&c, f); !c.About.Known() && c.Modality == communique.Asserted {
			c.About = l.ownTime(state)
		}
		if f.form == gerund && f.first > l.First && c.About.Exact == "" {
			c.About = communique.TimeValue{} // "look forward to Sweden joining NATO": when is not told
		}
		out = append(out, c)
	}
	return out
}

// awaited reports whether what begins at a token is awaited or promised: "look
// forward to Sweden joining NATO", "committed to welcoming Sweden".
func (l *line) awaited(first int) bool {
	if l.at(first-1) != "to" {
		return false
	}
	switch l.at(first - 2) {
	case "forward", "commitment", "commitments", "committed", "pledge", "pledged", "closer":
		return true
	}
	return false
}

// ceremony tells of "proud to welcome" that it welcomes, of "looking forward to
// welcoming" that it will, and of a headline "Welcoming Finland" that it does.
func (l *line) ceremony(f *frame) (communique.Modality, bool) {
	if f.infinitive {
		switch w := l.at(f.first - 1); w {
		case "proud", "honored", "honoured", "pleased", "glad", "delighted", "happy", "privileged", "together":
			return communique.Asserted, true
		case "ready":
			return communique.Planned, true
		}
	}
	if f.form == gerund {
		switch {
		case f.first == l.First && l.headlineLike():
			return communique.Asserted, true
		case l.at(f.first-1) == "to" && l.at(f.first-2) == "forward":
			return communique.Planned, true
		}
	}
	return "", false
}

// listedAfter returns the objects of a frame; where these are "the following
// countries" or end before a colon, the states behind it.
func (l *line) listedAfter(f *frame) []argument {
	for k := f.verb + 1; k < f.verb+24 && k < l.Last; k++ {
		if l.low[k] != ":" {
			continue
		}
		var out []argument
		for _, i := range l.stateList(k + 1) {
			first, last := l.mentionTokens(i)
			out = append(out, argument{phrase: phrase{first: first, last: last, entity: l.entityAt(i)}, head: last})
		}
		if len(out) > 1 {
			return out
		}
	}
	return f.objects
}

// ownPart returns the tokens of one state of a list: the whole where that is
// short, else its name alone.
func (l *line) ownPart(states []argument, state argument, first, end int) (int, int) {
	const short = 14
	for _, other := range states {
		first, end = min(first, other.first), max(end, other.last)
	}
	if end-first < short {
		return first, end
	}
	return state.first, state.last
}

// ownTime is the year or day in brackets behind a state of a list: "Bulgaria (2004)".
func (l *line) ownTime(state argument) communique.TimeValue {
	if l.at(state.last+1) != "(" || state.last+2 >= l.Last {
		return communique.TimeValue{}
	}
	for _, t := range l.TimesIn(communique.Span{Start: l.Tokens[state.last+2].Start, End: l.Tokens[min(state.last+6, l.Last-1)].End}) {
		if t.Known() && t.Type == communique.Date && t.Start == l.Tokens[state.last+2].Start {
			t.Role = "event"
			return t
		}
	}
	return communique.TimeValue{}
}

// joined returns the organisation that somebody joins, and the last token that says so.
func (l *line) joined(f *frame) (communique.EntityID, int, bool) {
	for _, o := range f.objects {
		if o.entity.Kind() == communique.Organisation {
			return o.entity, o.last, true
		}
	}
	if len(f.objects) > 0 && !f.nominal {
		return "", 0, false
	}
	if o, ok := f.after("to", "into"); ok && o.entity.Kind() == communique.Organisation {
		return o.entity, o.last, true
	}
	// "the accession of Finland": to what the document is about.
	if f.nominal && f.lemma == "accede" {
		if org := l.nearestOrganisation(f.verb); org != "" && l.isMainOrganisation(org) {
			return org, f.verb, true
		}
	}
	return "", 0, false
}

// takenInto returns the organisation into which somebody is taken: "welcomed
// Sweden as NATO's 32nd Ally", "admitted to the Union", "the addition of Finland to NATO".
func (l *line) takenInto(f *frame) (communique.EntityID, int, bool) {
	for _, o := range f.obliques {
		switch o.prep {
		case "to", "into":
			if o.entity.Kind() == communique.Organisation && (f.lemma != "add" || f.nominal || o.prep == "to") {
				return o.entity, o.last, true
			}
		case "as":
			if org, last, ok := l.becameMember(o.at); ok {
				return org, last, true
			}
		}
	}
	if f.lemma == "incorporate" || f.lemma == "absorb" || f.lemma == "admit" {
		for _, s := range f.subjects {
			if s.entity.Kind() == communique.Organisation {
				return s.entity, f.verb, true
			}
		}
	}
	return "", 0, false
}

// becameMember reads "the 31st Ally", "a member of NATO", "NATO's newest member" after the "became" or "as" at token i.
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
		if org == "" && w == "ally" && (ordinal || l.Word(k) == "Ally") && l.knowsNATO {
			org = "org:nato"
		}
		if id := l.nearestOrganisation(k); org == "" && id != "" && l.isMainOrganisation(id) {
			org = id // "as a member": of what the text is about
		}
		return org, last, org != ""
	}
	return "", 0, false
}
