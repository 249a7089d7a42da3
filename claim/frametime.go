package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// happened dates the act of a frame: by the time that its clause states for it,
// else by the time at the head of the clauses that it belongs to, else, where
// the act is told as having just happened or as happening now, by the
// publication date. A noun dates nothing by its tense.
func (l *line) happened(c *communique.Claim, f *frame) communique.TimeValue {
	if t := l.timeOf(f); t.Known() {
		return t
	}
	if f.nominal || f.reduced {
		return communique.TimeValue{}
	}
	if c.Modality == communique.Planned && f.modal == "will" && len(f.subjects) > 0 && attendants.Has(l.low[f.subjects[0].head]) {
		return l.meeting()
	}
	if c.Modality == communique.Asserted && (f.just && f.perfect || !f.isPast() && f.modal == "" && !f.infinitive && (f.form != gerund || f.first < f.verb || len(f.subjects) > 0) || l.saysToday(f)) {
		return l.present(c, f.verb)
	}
	return communique.TimeValue{}
}

// attendants holds words for who acts at a meeting that a text announces.
var attendants = set("leaders allies ministers heads president presidents members they we partners nato chancellor premier chiefs secretaries delegates")

// meetings are words for the meetings that a text may announce with their day.
var meetings = set("summit meeting conference session assembly talks")

// meeting returns the day of the one meeting that the text before this sentence
// announces: "will take part in the summit on June 14". What its participants
// will do is told of that day. The zero value where no meeting or more than one is announced.
func (l *line) meeting() communique.TimeValue {
	s := l.scan
	if !s.meetingKnown {
		s.meetingKnown = true
		for i := range s.Sentences {
			sentence := &s.Sentences[i]
			coming, met := false, false
			for j := sentence.First; j < sentence.Last && s.SentenceInArticle(*sentence); j++ {
				coming = coming || modals.Of(s.low[j]) == "will" || s.low[j] == "upcoming"
				met = met || meetings.Has(s.low[j]) && j+1 < sentence.Last
			}
			if !coming || !met {
				continue
			}
			for _, t := range s.TimesIn(sentence.Span) {
				if !t.Known() || t.Type != communique.Date || t.From != t.To || t.Role == "publication" || s.publishedOn.From != "" && t.To < s.publishedOn.From {
					continue
				}
				if s.meetingOn.Known() && s.meetingOn.Days != t.Days {
					s.meetingOn = communique.TimeValue{}
					return s.meetingOn
				}
				if !s.meetingOn.Known() {
					s.meetingOn, s.meetingAt = t, i
				}
			}
		}
	}
	if !s.meetingOn.Known() || l.index < s.meetingAt {
		return communique.TimeValue{}
	}
	return inferred(s.meetingOn, "date of the meeting that the text announces")
}

// saysToday reports whether the clause of a past verb says that it was today.
func (l *line) saysToday(f *frame) bool {
	for k := f.left; k <= f.right; k++ {
		if l.low[k] == "today" {
			return true
		}
	}
	return f.left-1 > l.First && (l.low[l.First] == "today" || l.at(f.left-1) == "today")
}

// timeOf returns the time that the sentence states for the act of a frame; the
// zero value where it states none.
func (l *line) timeOf(f *frame) communique.TimeValue { return l.timeBeside(f, communique.TimeValue{}) }

// timeBeside is timeOf without one of the times, which is known to date something else.
func (l *line) timeBeside(f *frame, other communique.TimeValue) communique.TimeValue {
	var best communique.TimeValue
	rank := 100000
	for _, t := range l.TimesIn(l.Sentence.Span) {
		if !t.Known() || t.Type != communique.Date && t.Type != communique.Clock || t.Exact == "" || t.Role == "publication" || other.Exact != "" && t.Span == other.Span {
			continue
		}
		i := l.TokenAt(t.Start)
		if i < l.First || i >= l.Last || !l.sameVoice(f.verb, i) || f.isPast() && (strings.EqualFold(t.Exact, "now") || strings.EqualFold(t.Exact, "today")) && t.From != t.To {
			continue
		}
		prep := l.at(i - 1)
		if f.parsed && !f.nominal && l.namesAPlan(t) {
			continue
		}
		if prep == "since" && !f.perfect || aiming.Has(prep) && !f.nominal && (f.lemma != "" && prep != "before") {
			continue // when something is to be done, or has lasted since
		}
		if r := l.timeRank(f, i); r < rank {
			best, rank = t, r
		}
	}
	if rank >= 100000 {
		return communique.TimeValue{}
	}
	return l.between(l.bounded(best))
}

// namesAPlan reports whether a year belongs to the name of a paper or an aim rather
// than to an act: "the NATO 2030 | agenda", "its 1967 | Protocol".
func (l *line) namesAPlan(t communique.TimeValue) bool {
	if len(t.EDTF) != len("2030") {
		return false
	}
	w := l.at(l.TokenAt(t.End-1) + 1)
	return papers.Has(w) || agendas.Has(w)
}

var agendas = set("agenda goal goals target targets budget vision roadmap protocol charter")

// between stretches a time over both ends of "between 1994 and 1997" and "from
// 1994 to 1997".
func (l *line) between(t communique.TimeValue) communique.TimeValue {
	if t.Exact == "" {
		return t
	}
	for _, other := range l.TimesIn(l.Sentence.Span) {
		a, b := other, t
		if a.Start > b.Start {
			a, b = b, a
		}
		if a.End >= b.Start || a.Exact == "" || !closed(a) || !closed(b) || a.To > b.From {
			continue
		}
		i, j := l.TokenAt(a.Start), l.TokenAt(b.Start)
		open, middle := l.at(i-1), l.at(j-1)
		if j-1 != l.TokenAt(a.End-1)+1 || !(open == "between" && middle == "and" || open == "from" && (middle == "to" || middle == "until")) {
			continue
		}
		days := communique.Days{From: a.From, To: b.To}
		span := communique.Span{Start: a.Start, End: b.End}
		return communique.TimeValue{Evidence: span.Quote(l.Text), Type: communique.Date, Days: days, EDTF: edtfOf(a) + "/" + edtfOf(b), Basis: "stated", Role: "event"}
	}
	return t
}

// aiming are prepositions before the time until which something is to be done.
var aiming = set("by until through till for")

// timeRank tells how near the time at token i is to the act of a frame, in the
// tree and in the text; 100000 where it dates something else.
func (l *line) timeRank(f *frame, i int) int {
	const no = 100000
	distance := i - f.last
	if i < f.first {
		distance = f.first - i
	}
	if f.nominal {
		if i >= f.left && i <= f.right+3 && (i <= f.right || l.onlyBetween(f.right+1, i)) {
			return distance
		}
		if g := f.governor; g >= l.First && l.Tokens[f.verb].Dependency.Subject() && (occurring.Has(l.low[g]) || formsOfBe.Has(l.low[g])) && i > g && i < g+8 {
			return 100 + distance
		}
		return no
	}
	if !f.parsed {
		if i < f.left-6 || i > f.right {
			return no
		}
		return distance
	}
	owner := l.clauseOf(i)
	switch {
	case owner == f.verb:
		return distance
	case i >= f.left && i <= f.right:
		// Another verb of the clause has it: an infinitive that the act consists in
		// ("decided to apply in May") lends it, a clause with a subject of its own does not.
		if owner > f.verb && (f.content >= 0 && f.how == "to" || l.at(owner-1) == "to") && l.Child(owner, communique.Nsubj, communique.NsubjPass) < 0 {
			return 200 + distance
		}
		if owner < 0 || owner < f.left || owner > f.right || !l.Tokens[owner].Tag.Verb() {
			return 300 + distance
		}
		return no
	case i < f.first && l.fronted(i):
		// "In 1998, X did and Y was made": it dates what the sentence tells.
		if f.reduced || l.Tokens[f.verb].Dependency == communique.Acl || l.Tokens[f.verb].Dependency == communique.AclRelcl {
			return no
		}
		return 400 + distance
	}
	// The verb that governs an infinitive or a second verb lends its time.
	d := l.Tokens[f.verb].Dependency
	if owner >= 0 && owner == f.governor && (d == communique.Xcomp || d == communique.Conj && owner > i || d == communique.Advcl && f.infinitive) {
		return 500 + distance
	}
	return no
}

var occurring = set("took occurred happened came followed began started dates dated")

// onlyBetween reports whether nothing but prepositions, articles and commas
// stand between a phrase and a time.
func (l *line) onlyBetween(from, to int) bool {
	for k := from; k < to; k++ {
		if w := l.low[k]; !prepositions.Has(w) && !determiners.Has(w) && w != "," && w != "(" && !isAdverb(w) {
			return false
		}
	}
	return true
}

// clauseOf returns the verb that governs token i in the tree, -1 where none does.
func (l *line) clauseOf(i int) int {
	j := int(l.Tokens[i].Head)
	for n := 0; n < 12 && j >= l.First && j < l.Last; n++ {
		if d := l.Tokens[j].Dependency; l.Tokens[j].Tag.Verb() && d != communique.Amod && d != communique.Compound {
			return j
		}
		j = int(l.Tokens[j].Head)
	}
	return -1
}

// fronted reports whether the time at token i stands at the head of its sentence.
func (l *line) fronted(i int) bool {
	start := l.First
	for k := i - 1; k > l.First && k > i-9; k-- {
		if w := l.low[k]; w == ":" || w == ";" || l.isDash(k) {
			start = k + 1 // "It was agreed: In 1998, …"
			break
		}
	}
	for k := start; k < i; k++ {
		if l.Tokens[k].Tag.Verb() || l.Tokens[k].Tag.Finite() || l.isFiniteWord(k) || i-start > 12 {
			return false
		}
		if t := l.Tokens[k].Tag; l.low[k] == "," && k > start+8 || t == communique.PRP {
			return false
		}
	}
	return true
}

// told tells how the text puts the act of a frame: as having happened or
// happening (asserted) or as to come (planned), and whether it puts it at all:
// what is only possible, asked for, supposed or wished is not told. A denied act is told.
func (l *line) told(f *frame) (communique.Modality, bool) {
	if l.inCondition(f.group) {
		return communique.Asserted, false
	}
	switch {
	case f.nominal:
		return l.nounTold(f)
	case f.reduced:
		return communique.Asserted, true
	case f.modal == "will" || f.expected:
		return communique.Planned, true
	case f.modal == "would" && l.statement[f.verb] >= 0 && l.Statements[l.statement[f.verb]].Kind == communique.Indirect:
		return communique.Planned, true // "said that they would": what was said with "will"
	case f.modal != "":
		return communique.Asserted, false
	case f.infinitive || f.form == gerund && f.first == f.verb || f.form == base && f.parsed && l.Tokens[f.verb].Tag == communique.VB && f.first == f.verb:
		return l.hangingTold(f)
	}
	return communique.Asserted, true
}

// Verbs by what they say of the act that hangs on them.
var (
	achieving = lexiconOf("manage succeed help force cause lead prompt meet gather come unite join begin start convene assemble compel").verbsOnly()
	resolving = lexiconOf("decide agree commit pledge promise vow apply")
	intending = lexiconOf("decide agree commit pledge plan intend promise vow resolve prepare announce aim undertake expect schedule determine propose_to").verbsOnly()
)

// pioneers reports whether "first", "last" or "only" stands before the noun at token h.
func (l *line) pioneers(h int) bool {
	for j := h - 1; j >= l.First && j > h-5; j-- {
		switch l.low[j] {
		case "first", "last", "only", "second", "third", "latest":
			return true
		}
	}
	return false
}

// designs are nouns of what is to come.
var designs = set("plan plans initiative intention intentions agreement deal")

// hangingTold tells of an infinitive or gerund what the verb says on which it hangs.
func (l *line) hangingTold(f *frame) (communique.Modality, bool) {
	h := f.governor
	if !f.parsed || h < l.First || h >= l.Last {
		return communique.Asserted, f.infinitive && l.forced(f.group)
	}
	if f.infinitive && (resolving.of(l.low[h]) != nil || designs.Has(l.low[h])) && l.Tokens[h].Tag.Noun() {
		return communique.Planned, true // "the decision to join"
	}
	for n := 0; n < 4 && l.Tokens[f.verb].Dependency == communique.Conj && l.Tokens[h].Tag == communique.VB && l.Tokens[h].Dependency != communique.Root; n++ {
		// "agreed to take command and | set up a headquarters"
		up := int(l.Tokens[h].Head)
		if up < l.First || l.verbGroup(h, base).modal != "" {
			break
		}
		joined := l.Tokens[h].Dependency == communique.Conj
		if h = up; !joined {
			break
		}
	}
	if f.infinitive && l.Tokens[h].Tag.Noun() && l.pioneers(h) {
		return communique.Asserted, true // "the first country to publish"
	}
	if f.form == gerund && h == f.verb-1 && l.entityAt(h).IsActor() && l.Tokens[f.verb].Dependency == communique.Acl {
		return l.nounTold(f) // "from the talks to NATO adopting": the act is a noun
	}
	g := l.verbGroup(h, formOf(l.Tokens[h].Tag))
	if !l.Tokens[h].Tag.Verb() || l.inCondition(g) || g.modal != "" && g.modal != "will" || g.negated {
		return communique.Asserted, false
	}
	planned := g.modal == "will" || g.expected
	switch w := l.low[h]; {
	case intending.of(w) != nil:
		return communique.Planned, true
	case achieving.of(w) != nil || f.form == gerund && f.first == f.verb && (l.Tokens[f.verb].Dependency == communique.Advcl || l.Tokens[f.verb].Dependency == communique.Acl):
		if planned {
			return communique.Planned, true
		}
		_, accompanied := l.accompanied(f)
		return communique.Asserted, g.isPast() || g.form == gerund && f.infinitive || l.forced(f.group) || f.form == gerund && (accompanied || l.Child(f.verb, communique.Nsubj) >= 0)
	}
	return communique.Asserted, false
}

// wanting are verbs and prepositions after which a noun tells of nothing that happened.
var wanting = lexiconOf("support favor favour oppose seek want propose request demand urge consider discuss negotiate prevent avoid expect await hope anticipate call ask contemplate envisage threaten fear deter risk prepare block veto encourage require promote plan").verbsOnly()

// nounTold tells of a noun whether its act is put as having happened.
func (l *line) nounTold(f *frame) (communique.Modality, bool) {
	for j := f.left - 1; j >= l.First && j > f.left-9; j-- {
		w := l.low[j]
		if wanting.of(w) != nil || modals.Has(w) && modals.Of(w) != "will" || conditions.Has(w) || w == "potential" || w == "possible" || w == "future" || w == "without" {
			return communique.Asserted, false
		}
		if modals.Of(w) == "will" || expecting.Has(w) && l.at(j+1) == "to" {
			return communique.Planned, true
		}
		if w == "," || w == ";" || w == "and" || l.Tokens[j].Tag.Finite() {
			break // the verb right before it says how it is put
		}
	}
	for j := f.left; j < f.verb; j++ {
		switch l.low[j] {
		case "potential", "possible", "future", "any", "no", "eventual", "prospective", "proposed":
			return communique.Asserted, false
		case "planned", "upcoming", "forthcoming":
			return communique.Planned, true
		}
	}
	if j := f.right + 1; modals.Has(l.at(j)) {
		if modals.Of(l.at(j)) == "will" {
			return communique.Planned, true
		}
		return communique.Asserted, false
	}
	return communique.Asserted, true
}
