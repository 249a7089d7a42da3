package claim

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// decision finds what an actor decided: "the alliance agreed that …", "NATO has
// declared that …", "will announce …" (planned). Those who only think or report
// something decide nothing: "experts agree that …".
var decision = Kind{communique.Decision, findDecisions, func(c *communique.Claim) []communique.Question {
	out := lineQuestions(c)
	for _, l := range linesOf(c) {
		if c.Subject != "" && !l.bySubject {
			out = append(out, key("when/decision", c.Subject, communique.EntityID(l.name)))
		}
	}
	return out
}}

var (
	deciding  = fold.TableOf(regular("decide agree resolve determine").with("agree", "agrees", "agreed", "agreed", "agreeing"))
	declaring = fold.TableOf(regular("declare announce unveil"))
)

// decisions are the verbs by which something is decided; resolution says what each asks for.
var decisions = lexiconOf(`decide agree resolve determine opt choose consent elect vote declare announce unveil proclaim commit pledge promise vow undertake
	apply submit file withdraw pull_out approve authorize authorise order mandate decline allocate earmark set_aside ratify set launch make take reach strike broker`)

// resolution is what a verb asks for, to tell a decision.
type resolution struct {
	contents *fold.Set // how what is decided may be brought in: "that", "to" a verb, "on" or "to" a noun ("for")
	objects  *fold.Set // the heads of objects that it decides on; nil: any, where objects count at all
	anything bool      // any object will do
	persons  bool      // a person alone can do it
	from     *fold.Set // heads after "from", "for" or "to" that make it one
	needs    mark      // what the sentence must hold
	nouns    bool      // its noun tells it as well: "the pledge of ministers to"
}

// onlyTo is what brings in the content of verbs that decide on nothing else.
var onlyTo = set("to")

var resolutions = map[string]resolution{
	"decide": {contents: set("that to on"), persons: true, nouns: true}, "opt": {contents: onlyTo, persons: true}, "choose": {contents: onlyTo, persons: true}, "elect": {contents: onlyTo},
	"agree": {contents: set("that to on gerund"), anything: true, nouns: true}, "resolve": {contents: set("that to")}, "determine": {contents: set("that to")}, "consent": {contents: onlyTo}, "vote": {contents: set("to that")},
	"declare": {contents: set("that"), anything: true, persons: true}, "announce": {contents: set("that"), anything: true, persons: true}, "unveil": {anything: true, persons: true}, "proclaim": {contents: set("that"), anything: true},
	"commit": {contents: set("that to gerund noun"), persons: true, nouns: true}, "pledge": {contents: set("that to gerund"), anything: true, persons: true, nouns: true}, "promise": {contents: set("to that"), objects: granted, persons: true, nouns: true},
	"vow": {contents: set("to that"), persons: true, nouns: true}, "undertake": {contents: onlyTo},
	"apply": {needs: appliedMark, from: set("membership accession admission status candidacy"), nouns: true}, "submit": {needs: appliedMark, objects: set("application applications bid bids request requests")}, "file": {needs: appliedMark, objects: set("application applications")},
	"withdraw": {needs: leftMark, from: leavable, nouns: true}, "pull out": {needs: leftMark, from: leavable},
	"approve": {needs: approvedMark, objects: approvable, persons: true}, "authorize": {contents: set("to"), objects: approvable, persons: true}, "authorise": {contents: set("to"), objects: approvable, persons: true},
	"order": {contents: set("to"), objects: approvable, persons: true}, "mandate": {contents: set("that to")},
	"decline":  {contents: onlyTo, persons: true},
	"allocate": {needs: moneyMark, objects: moneys}, "earmark": {needs: moneyMark, objects: moneys}, "set aside": {needs: moneyMark, objects: moneys},
	"ratify": {needs: appliedMark, objects: set("membership accession admission")},
	"set":    {needs: goalMark, objects: goals}, "launch": {needs: goalMark, objects: set("initiatives set series range")},
	"make": {needs: resolvedMark, objects: resolved, persons: true}, "take": {needs: resolvedMark, objects: resolved, persons: true}, "reach": {needs: resolvedMark, objects: resolved}, "strike": {needs: resolvedMark, objects: resolved}, "broker": {needs: resolvedMark, objects: resolved, persons: true},
}

var (
	resolved   = set("decision decisions commitment commitments pledge pledges promise agreement agreements deal choice resolution")
	granted    = set("membership aid assistance support billion million help weapons troops funds money")
	leavable   = set("treaty treaties agreement agreements accord accords pact pacts deal deals structure structures union alliance convention command organization organisation council commission partnership protocol troops forces")
	approvable = set(`it deployment deployments operation operations withdrawal mission missions increase strike strikes sale sales transfer transfers mobilization mobilisation sanctions strategy creation establishment accession membership invitation
		request requests bid application applications proposal proposals funding deployment use evacuation closure review membership investigation enlargement expansion release suspension response action actions measures`)
	goals  = set("ambition ambitions goal goals target targets deadline deadlines")
	moneys = set("million billion funds money resources trillion £ $ € funding")
)

func findDecisions(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(decisions, l.mayDecide) {
		r, known := resolutions[f.lemma]
		if !known || l.taken[f.verb] != "" || l.partOfDecision(f) && !(f.parsed && l.Tokens[f.verb].Dependency == communique.Conj && resolving.of(l.low[f.verb]) != nil) {
			continue
		}
		out = append(out, l.decisionsOf(f, r)...)
	}
	return out
}

// mayDecide reports whether the words around token i allow it to tell a
// decision; it spares sentences their trees.
func (l *line) mayDecide(i int, e lexeme) bool {
	r := resolutions[e.lemma]
	if r.needs != 0 && !l.marked(r.needs) || !l.isFree(i, e) {
		return false
	}
	if e.noun {
		if w := l.at(i - 1); !r.nouns || w == "our" || w == "my" {
			return false // one's own is a stance
		}
		for k := i + 1; r.from == nil && k < i+14; k++ {
			if w := l.at(k); w == "to" || w == "by" || w == "from" {
				return true
			}
		}
		return r.from != nil
	}
	if r.contents == onlyTo && !l.inText(i+1, l.Last-1, "to") {
		return false
	}
	if r.objects == resolved && !l.resolvesAfter(i) || l.verbGroup(i, e.form).passive && !l.inText(i+1, l.Last-1, "by") && !l.inText(l.First, i, "it") {
		return false // nobody has decided it
	}
	for k := i - 1; k > i-4; k-- {
		switch modals.Of(l.at(k)) {
		case "can", "should", "must":
			return false // only possible or asked for
		}
	}
	return true
}

// resolvesAfter reports whether a word for a decision stands behind token i, with
// what may bring in what is decided: "made the decision | to".
func (l *line) resolvesAfter(i int) bool {
	for k := i + 1; k < l.Last; k++ {
		if !resolved.Has(l.low[k]) {
			continue
		}
		for n := k + 1; n < k+8; n++ {
			if w := l.at(n); w == "to" || n == k+1 && (w == "that" || w == "on") {
				return true
			}
		}
	}
	return false
}

// decisionsOf makes the claims of one frame.
func (l *line) decisionsOf(f *frame, r resolution) []communique.Claim {
	mood, told := l.told(f)
	if !told || f.nominal && !r.nouns || l.isKept(f) {
		return nil
	}
	if c, ok := l.impersonal(f, r, mood); ok {
		return []communique.Claim{c}
	}
	if len(f.subjects) == 0 {
		return nil
	}
	s := f.subjects[0]
	if w := l.low[s.head]; f.nominal && (w == "our" || w == "my") {
		return nil // "our commitment to" is a stance of its own speaker
	}
	if !l.resolves(s, r, mood) {
		return nil
	}
	from, to, rule := l.resolvedOn(f, r)
	if from < 0 || to < from || rule == "that" && announcing.Has(f.lemma) && (s.entity.Kind() == communique.Person || pronouns.Has(l.low[s.head])) {
		return nil // a person who announces that something is so reports it
	}
	if !f.nominal && !f.reduced && mood == communique.Asserted && !f.isPast() {
		// The present tense tells an opinion or a habit, unless it heads a report or brings in an act.
		w := l.low[s.head]
		progressive := f.form == gerund && f.first < f.verb
		if f.lemma == "choose" || f.lemma == "opt" || f.lemma == "elect" || f.lemma == "undertake" && f.form == third {
			return nil
		}
		if !progressive && !(f.form == third && l.headlineLike()) && f.form != gerund && (rule == "that" || rule == "object" || w == "we" || w == "i" || w == "you" || announcing.Has(f.lemma) || l.isHabit(f)) {
			return nil
		}
	}
	if f.reduced || f.form == gerund && f.first == f.verb && (s.first > f.verb || resolving.of(l.low[f.verb]) != nil && f.parsed && l.Child(f.verb, communique.Nsubj) < 0) {
		return nil
	}
	polarity := f.polarity()
	if l.at(f.verb+1) == "not" && rule == "to" {
		polarity, from = communique.Affirmed, f.verb+1 // "agreed not to use force" is agreed
	}
	first, last := l.evidence(f, argument{phrase{from, to, ""}, to}, to, f.subjects[:1])
	if len(f.subjects) > 1 {
		first, last = l.evidence(f, argument{phrase{from, to, ""}, to}, to, f.subjects)
	}
	if f.nominal {
		last = max(to, f.verb)
	}
	if n := l.timeBefore(first); n >= 0 {
		first = n
	}
	subjects := f.subjects[:1]
	if l.at(from) == "apply" || f.lemma == "apply" || f.lemma == "submit" || f.lemma == "withdraw" {
		subjects = f.subjects // each does it for itself
	}
	var out []communique.Claim
	for _, s := range subjects {
		share, at := l.shareOf(s)
		if at >= 0 {
			first = min(first, at) // the evidence says whom it leaves out
		}
		c := l.draft(communique.Decision, rule, first, last, f.verb)
		if c.Subject = l.actorOf(s); c.Subject == "" && l.low[s.head] != "we" {
			continue
		}
		c.Proposition = proposition(l.text(from, to))
		if c.Proposition == "" {
			continue
		}
		if f.nominal {
			l.ridesAlong(&c, f.verb)
		}
		c.Modality, c.Polarity = mood, polarity
		c.Scope = share
		c.About = l.happened(&c, f)
		out = append(out, c)
	}
	if len(out) > 0 {
		l.taken[f.verb] = communique.Decision
		for k := from; k <= to && k < from+2; k++ {
			if resolved.Has(l.low[k]) {
				l.taken[k] = communique.Decision
			}
		}
		l.decided = append(l.decided, l.span(from, to))
	}
	return out
}

// impersonal reads "it was agreed that", which leaves open who decided unless
// "by" names them.
func (l *line) impersonal(f *frame, r resolution, mood communique.Modality) (communique.Claim, bool) {
	if !f.passive || len(f.objects) != 1 || l.low[f.objects[0].head] != "it" || announcing.Has(f.lemma) || f.content < 0 || !r.contents.Has(f.how) || f.how == "on" || f.how == "that" && !l.holdsVerb(f.content, f.right) {
		return communique.Claim{}, false
	}
	c := l.draft(communique.Decision, f.how, f.left, f.right, f.verb)
	if len(f.subjects) > 0 {
		c.Subject = l.actorOf(f.subjects[0])
	}
	if c.Proposition = proposition(l.text(f.content, f.right)); c.Proposition == "" || !f.isPast() && mood == communique.Asserted {
		return communique.Claim{}, false
	}
	c.Modality, c.Polarity = mood, f.polarity()
	c.About = l.happened(&c, f)
	l.taken[f.verb] = communique.Decision
	l.decided = append(l.decided, l.span(f.content, f.right))
	return c, true
}

var announcing = set("declare announce unveil proclaim approve authorize authorise order")

// isHabit reports whether a verb in the present tense tells what is done again and again.
func (l *line) isHabit(f *frame) bool {
	for k := f.left; k <= f.verb; k++ {
		switch l.low[k] {
		case "always", "often", "never", "usually", "generally", "typically", "each", "who":
			return true
		}
	}
	return false
}

// isKept reports whether the act is said to be kept, broken or praised rather
// than made: its noun is the object of "reaffirm", "honour", "fulfil".
func (l *line) isKept(f *frame) bool {
	if !f.nominal {
		return false
	}
	for j := f.left - 1; j >= l.First && j > f.left-7; j-- {
		if kept.of(l.low[j]) != nil {
			return true
		}
	}
	return false
}

var kept = lexiconOf("reaffirm reiterate recommit renew honor honour fulfil fulfill meet keep break uphold underscore underline demonstrate restate implement remain").verbsOnly()

// resolves reports whether a subject can take such a decision: an organisation,
// a state, people who act for one, and for some verbs a person. "Experts" agree
// without deciding anything.
func (l *line) resolves(s argument, r resolution, mood communique.Modality) bool {
	id := s.entity
	w := l.low[s.head]
	if id == "" && pronouns.Has(w) {
		id = l.meant(s.head)
	}
	switch id.Kind() {
	case communique.Organisation, communique.State:
		return true
	case communique.Person:
		return r.persons
	case communique.NounPhrase:
		return officials.Has(w) || pronouns.Has(w)
	}
	return id == "" && (!pronouns.Has(w) && (officials.Has(w) || offices.Has(w)) || w == "we" && l.statement[s.head] >= 0)
}

// shareOf returns the words that leave some out, "nearly all" or "almost every", and
// the first of them; -1 where there are none.
func (l *line) shareOf(s argument) (string, int) {
	for k := max(l.First, s.first-1); k < s.head; k++ {
		if nearly.Has(l.low[k]) && (l.at(k+1) == "all" || l.at(k+1) == "every" || l.at(k+1) == "each") {
			return l.low[k] + " " + l.low[k+1], k
		}
	}
	return "", -1
}

var nearly = set("nearly almost virtually practically")

// resolvedOn returns the tokens of what is decided and how they are brought in; -1 where nothing is.
func (l *line) resolvedOn(f *frame, r resolution) (from, to int, rule string) {
	if open := l.at(f.last + 1); open == "how" || open == "whether" || open == "what" || open == "when" || open == "why" || open == "which" {
		return -1, -1, "" // it is still to be decided, or asked
	}
	if f.how == "that" && !l.holdsVerb(f.content, f.right) || f.how == "to" && len(f.objects) > 0 && !f.passive && !addressing.Has(f.lemma) && f.objects[0].head < f.content {
		return -1, -1, "" // "resolved that completely", "undertakes surveys to learn"
	}
	if f.content >= 0 && f.how == "to" && (openers.Has(l.at(f.content)) || l.at(f.content) == "." || l.at(f.content) == ",") {
		return -1, -1, "" // "what we agreed to when"
	}
	if f.content >= 0 && f.nominal && r.contents.Has(f.how) {
		return f.content, l.beforeFinite(f.content, f.right), f.how
	}
	if f.content >= 0 && r.contents.Has(f.how) && f.content <= f.right {
		if f.how == "on" && f.lemma == "decide" && !f.isPast() {
			return -1, -1, ""
		}
		return f.content, f.right, f.how
	}
	if f.nominal {
		// "the spending commitment by the members": what it is about stands before it.
		if o, ok := f.after("by", "from"); ok && (f.lemma == "commit" || f.lemma == "pledge") && f.left+1 < f.verb && (officials.Has(l.low[o.head]) || o.entity.IsActor()) {
			first := f.left
			for first < f.verb && determiners.Has(l.low[first]) {
				first++
			}
			if f.verb-first >= 2 {
				return first, f.verb, "noun"
			}
		}
		if r.from == nil {
			return -1, -1, ""
		}
	} else if r.contents.Has("gerund") || r.contents.Has("noun") {
		k := f.last + 1
		for isAdverb(l.at(k)) {
			k++
		}
		if w := l.at(k); (w == "to" || w == "on") && k+1 <= f.right {
			n := k + 1
			for isAdverb(l.at(n)) {
				n++
			}
			ing := strings.HasSuffix(l.at(n), "ing") && (l.Tokens[n].Tag == communique.VBG || l.Tokens[n].Tag == communique.NN || l.Tokens[n].Tag == communique.Untagged)
			if ing || r.contents.Has("noun") || w == "on" || f.lemma == "agree" && l.isDeal(n, f.right) {
				return k + 1, f.right, "to"
			}
		}
	}
	if r.from != nil {
		for _, o := range f.obliques {
			if o.prep != "from" && o.prep != "for" && o.prep != "to" && !(o.prep == "of" && f.lemma == "pull out") {
				continue
			}
			if r.from.Has(l.low[o.head]) || f.lemma != "apply" && (o.entity.Kind() == communique.Organisation || o.entity.Kind() == communique.Instrument) {
				return l.wholeFrom(f, o)
			}
			// "from deals such as the pact": what the phrase goes on with.
			for k := o.first; k <= min(o.head+1, f.right); k++ {
				if r.from.Has(l.low[k]) {
					return l.wholeFrom(f, o)
				}
			}
		}
		return -1, -1, ""
	}
	if f.how == "to" && f.content >= 0 && !r.anything && r.objects == nil {
		return -1, -1, ""
	}
	for _, o := range f.objects {
		w := l.low[o.head]
		if l.timeAt(o.first) || documentary(o.entity) && f.lemma != "announce" {
			continue
		}
		switch {
		case f.lemma == "make" || f.lemma == "take" || f.lemma == "reach" || f.lemma == "strike" || f.lemma == "broker":
			if !r.objects.Has(w) || o.head < f.verb {
				continue // "the commitment that allies made" tells by its noun
			}
			for k := o.head + 1; k <= f.right && k < o.head+8 && l.low[k] != "respect" && l.low[k] != "regard"; k++ {
				if (l.low[k] == "to" && l.Tokens[min(k+1, l.Last-1)].Tag != communique.NN && !determiners.Has(l.at(k+1)) || l.low[k] == "that" && k == o.head+1) && k+1 <= f.right {
					return k + 1, f.right, l.low[k]
				}
				if l.low[k] == "on" && (f.lemma == "reach" || f.lemma == "strike") && k == o.head+1 {
					return k + 1, f.right, "on"
				}
			}
		case r.objects.Has(w), r.anything && l.announceable(f, o):
			return o.first, max(l.coreEnd(o), min(f.right, l.objectEnd(f, o))), "object"
		}
	}
	if f.lemma == "promise" && len(f.second) > 0 && granted.Has(l.low[f.second[0].head]) {
		return f.second[0].first, f.second[0].last, "object"
	}
	return -1, -1, ""
}

// addressing are verbs whose object is told to do it.
var addressing = set("promise authorize authorise order mandate make take reach strike broker")

// holdsVerb reports whether a finite verb stands between two tokens.
func (l *line) holdsVerb(from, to int) bool {
	for k := from; k >= 0 && k <= to; k++ {
		if t := l.Tokens[k].Tag; t.Finite() || t == communique.Untagged || l.isFiniteWord(k) {
			return true
		}
	}
	return false
}

// beforeFinite ends what a noun is about before the verb that the noun is the subject of.
func (l *line) beforeFinite(from, right int) int {
	for k := from + 1; k <= right; k++ {
		if openers.Has(l.low[k]) {
			break // a clause inside it has a verb of its own
		}
		if l.isFiniteWord(k) || l.Tokens[k].Tag.Finite() {
			return k - 1
		}
	}
	return right
}

// isDeal reports whether a noun phrase at token n is something that is agreed to as a deal is.
func (l *line) isDeal(n, right int) bool {
	a, ok := l.nounAt(n, right)
	if !ok {
		return false
	}
	w := l.low[a.head]
	return w == "increase" || w == "reduction" || w == "investment" || w == "target" || w == "targets" || w == "cuts" || w == "deployment" || w == "goal" || w == "request" || w == "ceasefire"
}

// wholeFrom is the stretch of a verb and the phrase that makes it a decision: "withdraw from the pact".
func (l *line) wholeFrom(f *frame, o oblique) (int, int, string) {
	return f.verb, max(o.last, o.head), o.prep
}

// objectEnd is where the words of an announced object end: its clause, up to
// another verb's.
func (l *line) objectEnd(f *frame, o argument) int {
	end := o.last
	for k := o.last + 1; k <= f.right; k++ {
		if l.isFiniteWord(k) || l.low[k] == "," || l.low[k] == "which" || l.low[k] == "that" {
			break
		}
		end = k
	}
	return end
}

// announceable reports whether what is announced is an act or plan, not the news itself.
func (l *line) announceable(f *frame, o argument) bool {
	if w := l.low[o.head]; w == "charges" || w == "indictment" || w == "indictments" || w == "arrest" || w == "arrests" {
		return false // of others
	}
	if len(f.second) > 0 || o.entity.Kind() == communique.Person || pronouns.Has(l.low[o.head]) {
		return false
	}
	if as, ok := f.after("as"); ok && as.at < f.last+8 {
		return false // recognised as something
	}
	if f.lemma == "declare" || f.lemma == "proclaim" {
		return declarable.Has(l.low[o.head])
	}
	if f.lemma == "pledge" {
		w := l.low[o.head]
		return granted.Has(w) || moneys.Has(w) || l.Tokens[o.head].Tag == communique.CD || len(l.QuantitiesIn(l.span(o.first, o.last))) > 0
	}
	return true
}

var declarable = set("war independence mobilization mobilisation emergency neutrality ceasefire truce moratorium sovereignty law intention readiness end victory withdrawal")

var officials = set("allies members member-states states nations countries leaders ministers governments parties council parliament summit heads participants")

// complement finds where what is decided begins: after "that", at the verb
// after "to", or at the object. -1 where nothing follows.
func (l *line) complement(i int) (int, string) {
	j := i + 1
	for isAdverb(l.at(j)) {
		j++
	}
	// "agreed back in 2014 that", "agreed on Thursday to": the time is no part of what was decided.
	for k := j; k < l.Last && k < j+6; k++ {
		if w := l.low[k]; w == "back" || (w == "in" || w == "on") && (l.timeAt(k) || k+1 < l.Last && (l.timeAt(k+1) || weekdays.Has(l.low[k+1]))) || l.timeAt(k) || weekdays.Has(w) {
			continue
		} else if k > j && (w == "that" || w == "to") {
			j = k
		}
		break
	}
	if l.at(j) == "," {
		return -1, ""
	}
	// "decided at the summit that": a short adverbial may stand between.
	for k := j; l.at(j) != "to" && k < j+9 && k+1 < l.Last; k++ {
		if l.low[k] == "that" && (k == j || prepositions.Has(l.low[j]) && l.low[j] != "with" && l.low[j] != "on" || l.timeAt(j) || l.low[j] == "on" && j+1 < l.Last && l.timeAt(j+1)) {
			return k + 1, "that"
		}
		if l.low[k] == "," || l.low[k] == ";" {
			break
		}
	}
	if l.at(j) == "to" && j+1 < l.Last && l.Tokens[j+1].Kind == communique.Word && !determiners.Has(l.low[j+1]) && l.mention[j+1] < 0 {
		return j + 1, "to"
	}
	if l.at(j) == "on" && j+1 < l.Last && deciding.Has(l.low[i]) {
		return j + 1, "on"
	}
	if j < l.Last && l.Tokens[j].Kind == communique.Word && !prepositions.Has(l.low[j]) && !openers.Has(l.low[j]) {
		return j, "object"
	}
	return -1, ""
}

var weekdays = set("monday tuesday wednesday thursday friday saturday sunday")

// timeAt reports whether a temporal expression begins at token j or goes on there.
func (l *line) timeAt(j int) bool {
	for _, t := range l.TimesIn(communique.Span{Start: max(l.Start, l.Tokens[j].Start-40), End: l.Tokens[j].End}) {
		if t.Exact != "" && t.Start < l.Tokens[j].End && l.Tokens[j].Start < t.End {
			return true
		}
	}
	return false
}

// isReducedRelative reports a participle that only tells of the noun before it:
// "the measures agreed to limit …" has no verb of its own there.
func (l *line) isReducedRelative(g group) bool {
	right := l.rightEdge(g.verb)
	for j := g.verb + 1; j <= right; j++ {
		if l.low[j] == "that" {
			return false
		}
		if l.isFiniteWord(j) && !l.inText(g.verb, j, "to") {
			return true
		}
	}
	return false
}

// timeBefore returns the token where a time that stands right before token i
// begins: "back in 2014 | the alliance agreed". -1 where there is none.
func (l *line) timeBefore(i int) int {
	at := i - 1
	if at < l.First || l.low[at] == "," || at-3 < l.First-1 {
		return -1
	}
	for _, t := range l.TimesIn(communique.Span{Start: max(l.Start, l.Tokens[i].Start-40), End: l.Tokens[i].Start}) {
		if t.End != l.Tokens[at].End {
			continue
		}
		n := l.TokenAt(t.Start)
		if n < l.First {
			return -1
		}
		if prepositions.Has(l.at(n - 1)) {
			n--
		}
		if l.at(n-1) == "back" {
			n--
		}
		return n
	}
	return -1
}
