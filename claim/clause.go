package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// How far a clause is followed; it bounds the work on endless sentences.
const (
	farLeft  = 40
	farRight = 70
)

// group is a verb with its auxiliaries and adverbs.
type group struct {
	first, verb, last int    // tokens
	modal             string // "can", "will", "should", "must", "would" or ""
	form              form
	negated           bool
	perfect           bool // has/have decided
	passive           bool
	was               bool // was, were, had, did: the past
	infinitive        bool // to decide
	expected          bool // is expected to, plans to, is going to
	just              bool // "just" or "now" stands in the group
}

// verbGroup gathers the verb group around the verb at token i.
func (l *line) verbGroup(i int, f form) group {
	g := group{first: i, verb: i, last: i, form: f}
	be, have := false, false
	for j := i - 1; j >= l.First && j >= i-12; j-- {
		w := l.low[j]
		switch {
		case modals.Has(w):
			if g.modal == "" || g.modal == "would" {
				g.modal = modals.Of(w)
			}
		case formsOfBe.Has(w):
			be = true
			g.was = g.was || w == "was" || w == "were" || w == "wasn't" || w == "weren't"
		case formsOfHave.Has(w):
			if g.infinitive && (w == "has" || w == "have" || w == "had" || w == "having") {
				g.modal = "must"
			} else {
				have = true
				g.was = g.was || w == "had"
			}
		case formsOfDo.Has(w):
			g.was = g.was || w == "did" || w == "didn't"
		case w == "to" && j == g.first-1 && !g.infinitive && (g.form == base || be):
			g.infinitive = true
		case g.infinitive && expecting.Has(w):
			g.expected = true
		case g.infinitive && (w == "need" || w == "needs" || w == "obliged" || w == "required"):
			g.modal = "must"
		case g.infinitive && w == "able":
			g.modal = "can"
		case (w == "and" || w == "or") && modals.Has(l.at(j-1)) && modals.Has(l.at(j+1)):
		case isAdverb(w) || negations.Has(w):
			// An adverb before the subject's own verb belongs to it only where
			// something of the group or the subject stands to its left.
		default:
			return l.finish(g, be, have)
		}
		g.negated = g.negated || negations.Has(w) && !(w == "not" && (l.at(j+1) == "only" || l.at(j+1) == "just"))
		g.just = g.just || w == "just" || w == "now"
		g.first = j
	}
	return l.finish(g, be, have)
}

var expecting = set("expected expects expect going set due plans plan planned planning intends intend intended aims aim seeking seek seeks poised scheduled hopes hope wants want about")

func (l *line) finish(g group, be, have bool) group {
	g.passive = be && (g.form == participle || g.form == past)
	g.perfect = have && !g.passive || have && be
	if l.at(g.verb+1) == "not" && l.at(g.verb+2) != "only" && l.at(g.verb+2) != "just" {
		g.negated, g.last = true, g.verb+1
	}
	// "and then decide": an adverb alone at the head of the group stays with it.
	return g
}

// finite reports whether the group can carry a sentence: it is not a bare
// gerund, a bare infinitive or a participle that only modifies a noun.
func (g group) finite() bool {
	switch {
	case g.modal != "" || g.expected || g.perfect || g.passive:
		return true
	case g.form == gerund:
		return g.first < g.verb
	case g.infinitive:
		return false
	}
	return true
}

// isPast reports whether the group tells a finished act.
func (g group) isPast() bool {
	return g.modal == "" && !g.expected && (g.perfect || g.was || g.form == past || g.form == participle && !g.infinitive)
}

// modality reads the modality of the group.
func (g group) modality() communique.Modality {
	switch {
	case g.modal == "can":
		return communique.Possible
	case g.modal == "must":
		return communique.Necessary
	case g.modal == "should":
		return communique.Normative
	case g.modal == "would":
		return communique.Conditional
	case g.modal == "will" || g.expected:
		return communique.Planned
	}
	return communique.Asserted
}

func (g group) polarity() communique.Polarity {
	if g.negated {
		return communique.Denied
	}
	return communique.Affirmed
}

// sameVoice reports whether token j belongs to the same utterance as token i:
// a clause never leaves the words of whoever speaks.
func (l *line) sameVoice(i, j int) bool {
	if l.statement[i] < 0 {
		return true
	}
	return l.contents[l.content[i]].Contains(l.Tokens[j].Span)
}

// rightEdge returns the last token of the clause whose verb stands at token i.
func (l *line) rightEdge(i int) int {
	last, depth := i, 0
	for j := i + 1; j < l.Last && j <= i+farRight; j++ {
		w := l.low[j]
		if !l.sameVoice(i, j) {
			break
		}
		if w == "(" {
			depth++
		}
		if w == ")" {
			if depth == 0 {
				break
			}
			depth--
		}
		if depth == 0 {
			if w == ";" || w == ":" || l.isDash(j) || w == "!" || w == "?" {
				break
			}
			if w == "." && l.at(j+1) == "[" {
				break // a note after a full stop: the next sentence follows
			}
			if w == "," && l.endsClause(j) {
				break
			}
			if (w == "and" || w == "but" || w == "so") && l.startsClause(j+1) {
				break
			}
		}
		last = j
	}
	for last > i {
		switch w := l.low[last]; {
		case w == "." || w == ",":
			last--
			continue
		case w == `"` || isCloseQuote(w):
			if l.opensQuote(i, last) {
				return last
			}
			last--
			continue
		}
		break
	}
	return last
}

// opensQuote reports whether a quotation mark that token last closes was opened after i.
func (l *line) opensQuote(i, last int) bool {
	n := 0
	for j := i + 1; j < last; j++ {
		switch w := l.low[j]; {
		case w == `"`:
			n = 1 - n
		case isOpenQuote(w):
			n = 1
		case isCloseQuote(w):
			n = 0
		}
	}
	return n == 1
}

var afterComma = set("which who whom whose while whereas although though but so because meaning effectively according potentially blurring causing leading triggering showcasing forcing allowing making stating adding saying warning said says told noted explained added therefore known followed including however and")

// endsClause reports whether the comma at token j ends the clause before it
// rather than going on with a list or an aside.
func (l *line) endsClause(j int) bool {
	next := l.at(j + 1)
	if isCloseQuote(next) || next == `"` {
		next = l.at(j + 2)
	}
	switch {
	case next == "and" || next == "or":
		return l.startsClause(j + 2)
	case afterComma.Has(next):
		return true
	case strings.HasSuffix(next, "ing") && len(next) > 5:
		return true
	}
	// "…, Stoltenberg said": a short subject with a verb of saying.
	for k := j + 1; k < j+9 && k < l.Last; k++ {
		if sayings.Has(l.low[k]) {
			return true
		}
		if l.low[k] == "," {
			break
		}
	}
	return l.startsClause(j + 1)
}

var sayings = set("said says say told added adds noted notes explained explains warned warns argued argues wrote writes stressed insisted announced declared read reads stated tells")

// startsClause reports whether a subject and its verb begin at token j.
func (l *line) startsClause(j int) bool {
	w := l.at(j)
	if w == "" {
		return false
	}
	if w == "it's" || w == "we're" || w == "there's" || w == "they're" || w == "we'll" || w == "that's" {
		return true
	}
	if openers.Has(w) {
		return w != "as" && w != "since"
	}
	if pronouns.Has(w) && (w == "it" || w == "they" || w == "we" || w == "he" || w == "she" || w == "i" || w == "you" || w == "this" || w == "these" || w == "that") {
		j++
		for isAdverb(l.at(j)) {
			j++
		}
		return l.isFiniteWord(j) || w != "this" && w != "these" && w != "that"
	}
	// A noun phrase followed within a few words by an auxiliary.
	for k := j; k < j+8 && k < l.Last; k++ {
		x := l.low[k]
		if x == "," || x == ";" || x == "." || prepositions.Has(x) && x != "of" || x == "and" || x == "or" {
			return false
		}
		if k > j && l.isFiniteWord(k) {
			return true
		}
	}
	return false
}

// isFiniteWord reports whether the word at token j can only be the beginning of a finite verb group.
func (l *line) isFiniteWord(j int) bool { return l.is(j, finiteClass) }

// isFinite is isFiniteWord for a word.
func isFinite(w string) bool {
	return modals.Has(w) || formsOfHave.Has(w) && w != "having" || formsOfDo.Has(w) || formsOfBe.Has(w) && w != "been" && w != "being" && w != "be"
}

// phrase is a noun phrase: its tokens, and the entity it names, if one is known.
type phrase struct {
	first, last int
	entity      communique.EntityID
}

func (p phrase) empty() bool { return p.last < p.first }

var none = phrase{first: 0, last: -1}

// subject finds the noun phrase that the verb group says something of, to its
// left in the same clause and voice.
func (l *line) subject(g group) phrase {
	j := g.first - 1
	stop := max(l.First, g.first-farLeft)
	relative := false
	for n := 0; n < 3 && j >= stop; n++ {
		switch w := l.low[j]; {
		case w == ")":
			k := j
			for k >= stop && l.low[k] != "(" {
				k--
			}
			j = k - 1
			continue
		case w == ",":
			// "Article 5, which …, has been": the subject stands before the aside.
			k := j - 1
			for k >= stop && l.low[k] != "," {
				k--
			}
			if k < stop {
				return none
			}
			j = k - 1
			continue
		case l.isDash(j):
			k := j - 1
			for k >= stop && !l.isDash(k) {
				k--
			}
			if k < stop {
				return none
			}
			j = k - 1
			continue
		case w == "who" || w == "which" || w == "that" && j > l.First && !openers.Has(l.low[j-1]) && l.nounLike(j-1):
			relative = true
			j--
			if j >= stop && l.low[j] == "," {
				j--
			}
			continue
		}
		break
	}
	if j < stop || !l.sameVoice(g.verb, j) {
		return none
	}
	if w := l.low[j]; (w == "and" || w == "but" || w == "or") && (g.modal != "" || g.perfect) {
		// "considers X and will Y": the subject is that of the first verb.
		if i := l.mainActorAt(g); i >= 0 {
			return phrase{i, i, l.entityAt(i)}
		}
		return none
	}
	p := l.nounPhraseEnding(j, stop)
	if relative && !p.empty() {
		// The clause tells of the noun right before it.
		if id := l.entityAt(j); id.IsActor() {
			first, _ := l.mentionTokens(j)
			return phrase{max(first, l.First), j, id}
		}
	}
	return p
}

// nounLike reports whether a word can end a noun phrase.
func (l *line) nounLike(j int) bool {
	if j < l.First || j >= l.Last || l.Tokens[j].Kind == communique.Punctuation || l.Tokens[j].Kind == communique.Symbol {
		return false
	}
	return l.entries[j].class&noNounClass == 0
}

// endsNoNoun reports whether a word can end no noun phrase.
func endsNoNoun(w string) bool {
	return conjunctions.Has(w) || prepositions.Has(w) || openers.Has(w) || sayings.Has(w) || deciders.Has(w) || modals.Has(w) || formsOfBe.Has(w) || formsOfHave.Has(w) || formsOfDo.Has(w) || isAdverb(w)
}

var conjunctions = set("and or but")

// deciders are forms of verbs that no noun is written as.
var deciders = set("agreed decided determined resolved stated declared announced confirmed reaffirmed believe believes argued claims suggest suggests")

// nounPhraseEnding returns the noun phrase whose last word is token j.
func (l *line) nounPhraseEnding(j, stop int) phrase {
	if j < stop {
		return none
	}
	w := l.low[j]
	if l.mention[j] >= 0 {
		first, last := l.mentionTokens(j)
		first = max(first, l.First)
		if last == j && !strings.HasSuffix(w, "'s") {
			p := phrase{first, j, l.entityAt(j)}
			if p.entity == "" {
				p.entity = l.selfReference(w, j)
			}
			for p.first-1 >= stop && l.isNamePart(p.first-1) {
				p.first--
			}
			if p.first-1 >= stop && determiners.Has(l.low[p.first-1]) && l.low[p.first-1] != "that" && l.mention[p.first-1] < 0 {
				p.first--
			}
			if p.entity.IsActor() {
				p = l.listBefore(p, stop)
			}
			if head := l.headBefore(p.first, stop); !head.empty() {
				return phrase{first: head.first, last: j, entity: l.collective(head.first, j)}
			}
			return p
		}
	}
	if id := l.selfReference(w, j); id != "" || pronouns.Has(w) {
		return phrase{j, j, id}
	}
	if !l.nounLike(j) {
		return none
	}
	first := j
	for first-1 >= stop && l.sameVoice(j, first-1) {
		x := l.low[first-1]
		if x == "that" {
			break
		}
		if determiners.Has(x) && l.mention[first-1] < 0 {
			first--
			if first-1 >= stop && l.low[first-1] == "of" && first-2 >= stop && l.nounLike(first-2) {
				first--
				continue
			}
			break
		}
		if x == "of" && first-2 >= stop && l.nounLike(first-2) {
			first--
			continue
		}
		if x == "and" && first-2 >= stop && l.nounLike(first-2) && !l.isFiniteWord(first-2) && l.mention[first-2] >= 0 == (l.mention[first] >= 0) {
			first--
			continue
		}
		if !l.nounLike(first-1) || pronouns.Has(x) {
			break
		}
		first--
	}
	if head := l.headBefore(first, stop); !head.empty() {
		first = head.first
	}
	return phrase{first: first, last: j, entity: l.wholeMembership(first, j)}
}

// wholeMembership is collective that also reads "the 28 allies" and "the
// leaders of the 28 allies": all the members are the organisation.
func (l *line) wholeMembership(first, last int) communique.EntityID {
	if id := l.collective(first, last); id != "" {
		return id
	}
	if !memberNouns.Has(l.low[last]) && !countNouns.Has(l.low[last]) {
		return ""
	}
	for i := last - 1; i >= first && i > last-4; i-- {
		if n, end, ok := l.number(i); ok && n > 2 {
			if c, ok := l.memberCountAt(i, end, n); ok && c.Scope == "" && c.Value.Cmp == communique.Equal && c.Evidence.End == l.Tokens[last].End {
				return c.Subject
			}
		}
	}
	return ""
}

// listBefore stretches an actor over the list that it ends: "Denmark, France
// and | Estonia". The first one stands for all.
func (l *line) listBefore(p phrase, stop int) phrase {
	listed := false // without an "and" before the last one, a comma ends something else
	for {
		j := p.first - 1
		if j >= stop && (l.low[j] == "and" || l.low[j] == "&") {
			listed = true
			j--
		}
		if !listed {
			return p
		}
		if j >= stop && l.low[j] == "," {
			j--
		}
		if j == p.first-1 || j < stop || l.mention[j] < 0 || !l.entityAt(j).IsActor() || strings.HasSuffix(l.low[j], "'s") {
			return p
		}
		first, _ := l.mentionTokens(j)
		if first = max(first, l.First); first >= p.first {
			return p
		}
		if first-1 >= stop && l.low[first-1] == "the" {
			first--
		}
		p.first, p.entity = first, l.entityAt(j)
	}
}

// isNamePart reports whether token i is a large word that belongs to the name after it.
func (l *line) isNamePart(i int) bool {
	w := l.low[i]
	return i > l.First && isTitleCase(l.Word(i)) && l.mention[i] < 0 && l.Tokens[i].Kind == communique.Word && !openers.Has(w) && !prepositions.Has(w) && !determiners.Has(w)
}

// headBefore returns the noun phrase that the one beginning at token first
// hangs on by a preposition: "cyberattacks on | any ally", "an attack deemed
// serious by | NATO". Empty where it stands by itself.
func (l *line) headBefore(first, stop int) phrase {
	at := first - 1
	if at-1 < stop || !hanging.Has(l.low[at]) || !l.sameVoice(first, at-1) || !l.nounLike(at-1) || pronouns.Has(l.low[at-1]) {
		return none
	}
	if l.isFiniteWord(at-2) || at-2 >= l.First && isAdverb(l.low[at-2]) && l.isFiniteWord(at-3) {
		return none // "would lead to": a verb, no noun
	}
	// A time or place at the head of a sentence is no subject: "On Friday in Brussels the …".
	if at-2 < l.First || prepositions.Has(l.low[at-2]) && at-2 == l.First {
		if at-2 >= l.First {
			return none
		}
	}
	return l.nounPhraseEnding(at-1, stop)
}

var hanging = set("of on against by from in across between among to")

// collective reads a noun phrase that stands for a whole organisation: "NATO
// leaders", "the leaders of the Alliance", "EU foreign ministers".
func (l *line) collective(first, last int) communique.EntityID {
	leads, org := false, communique.EntityID("")
	for i := first; i <= last; i++ {
		if l.low[i] == "on" || l.low[i] == "against" || l.low[i] == "by" || l.low[i] == "to" {
			return ""
		}
		leads = leads || collectives.Has(l.low[i])
		if id := l.entityAt(i); id != "" {
			if org != "" && org != id {
				return ""
			}
			org = id
		}
	}
	if leads && (org.Kind() == communique.Organisation || org.Kind() == communique.State) {
		return org
	}
	return ""
}

var collectives = set("leaders ministers heads government governments summit administration council")

// selfReference resolves "we" and its like: to what the mention says, else to
// the organisation or state for which the speaker speaks.
func (l *line) selfReference(w string, j int) communique.EntityID {
	if id := l.entityAt(j); id != "" {
		return id
	}
	switch w {
	case "we", "we're", "we've", "we'll", "our", "us", "ourselves":
		if id := l.speaksHereAs(j); id != "" {
			return id
		}
		if n := l.statement[j]; n >= 0 {
			return l.onBehalfOf(l.Statements[n].Speaker)
		}
	}
	return ""
}

// speaksHereAs returns the body that a phrase right before "we" at token j says they
// are: "as an Alliance, | we agreed".
func (l *line) speaksHereAs(j int) communique.EntityID {
	const near = 6
	if l.at(j-1) != "," {
		return ""
	}
	var body communique.EntityID
	for k := j - 2; k >= l.First && k > j-near; k-- {
		switch id := l.entityAt(k); {
		case id.Kind() == communique.Organisation:
			body = id
		case l.low[k] == "alliance" || l.low[k] == "allies":
			body = l.calledAlliance()
		case l.low[k] == "as":
			return body
		}
	}
	return ""
}

// calledAlliance returns the body that the document calls "the Alliance", "" where it calls none so.
func (s *scan) calledAlliance() communique.EntityID {
	for i := range s.Mentions {
		if m := &s.Mentions[i]; m.Via == communique.ViaNominal && m.Entity.Kind() == communique.Organisation && strings.HasSuffix(strings.ToLower(m.Exact), "alliance") {
			return m.Entity
		}
	}
	return ""
}

func isTitleCase(w string) bool {
	return w != "" && w[0] >= 'A' && w[0] <= 'Z'
}

// inCondition reports whether the verb group stands in a clause that only
// supposes something: after "if", "unless", "whether", "should … ,".
func (l *line) inCondition(g group) bool {
	for j := g.first - 1; j >= l.First && j >= g.first-farLeft; j-- {
		w := l.low[j]
		if conditions.Has(w) {
			return true
		}
		if w == "," || w == ";" || l.isDash(j) || w == "that" || w == "which" || w == "then" {
			return false
		}
	}
	return false
}
