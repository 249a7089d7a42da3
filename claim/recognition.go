package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// recognition finds that an actor recognises something as something:
// "recognized cyberspace as a domain of operations", "considers the internet a
// battlefield". A comparison ("as seriously as") recognises nothing.
var recognition = Kind{communique.Recognition, findRecognitions, func(c *communique.Claim) []communique.Question {
	out := lineQuestions(c)
	if c.Object == "" || c.Subject == "" {
		return out
	}
	return append(out, key("recognition", c.Subject, asOneDomain(c.Object)))
}}

var (
	recognising = fold.TableOf(regular("recognize recognise designate acknowledge declare define classify"))
	defining    = fold.TableOf(regular("define classify"))
	considering = fold.TableOf(regular("consider deem").with("consider", "considers", "considered", "considered", "considering"))
)

func regards(w string) bool { return recognising.Has(w) || considering.Has(w) }

// asOneDomain lets the names of cyberspace meet in one question.
func asOneDomain(id communique.EntityID) communique.EntityID {
	switch id.Name() {
	case "internet", "digital domain", "cyber domain", "cyber", "digital space", "cyber space":
		return "concept:cyberspace"
	}
	return id
}

func findRecognitions(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(recognitions, l.mayRecognise) {
		if f.passive && len(f.subjects) > 0 && !consideringForms.Has(l.low[f.verb]) {
			out = append(out, l.recognitionsOf(f)...)
			continue
		}
		if len(f.objects) > 1 && !slices.ContainsFunc(f.objects, func(a argument) bool { return a.entity == "" }) { // a list of names; the rules below know but one
			out = append(out, l.recognitionsOf(f)...)
		}
	}
	for i := l.First; i < l.Last && l.classes&regardClass != 0; i++ {
		if !l.is(i, regardClass) || l.taken[i] != "" {
			continue
		}
		f, considers := recognising.Of(l.low[i]), false
		if f == noForm {
			f, considers = considering.Of(l.low[i]), true
		}
		if f == noForm || f == gerund {
			continue
		}
		g := l.verbGroup(i, f)
		if l.inCondition(g) || (g.modal == "can" || g.modal == "should" || g.modal == "must" || g.modal == "would") {
			continue
		}
		if c, ok := l.recognitionAt(g, considers); ok {
			l.taken[g.verb] = communique.Recognition
			out = append(out, c)
		}
	}
	for f := range l.framesWhere(recognitions, l.mayRecognise) {
		if l.taken[f.verb] == "" {
			out = append(out, l.recognitionsOf(f)...)
		}
	}
	return out
}

// mayRecognise reports whether the words around token i allow it to tell a
// recognition; it spares sentences their trees.
func (l *line) mayRecognise(i int, e lexeme) bool {
	if !l.marked(asMark) && !predicative.Has(e.lemma) || !l.mayBeTold(i, e) {
		return false
	}
	if predicative.Has(e.lemma) {
		return true
	}
	for k := i + 1; k < l.Last && k < i+farLeft+4; k++ {
		if w := l.low[k]; w == "as" && l.low[k-1] != "such" && l.at(k+1) != "well" && l.at(k+1) != "part" || w == "to" && l.at(k+1) == "be" {
			return true
		}
	}
	return false
}

var (
	recognitions     = lexiconOf("recognize recognise designate declare classify name identify list rate rank label brand proclaim regard view see treat describe characterize characterise portray categorize").verbsOnly()
	consideringForms = set("considered deemed")
	// viewing are verbs by which people see something in some way; what they say of it must be of policy.
	viewing = set("regard view see treat describe characterize characterise portray identify name list label")
	// viewed are words for what policy takes something to be.
	viewed = set(`threat threats domain domains infrastructure priority priorities challenge challenges rival rivals adversary adversaries competitor competitors partner partners ally allies enemy enemies risk risks attack attacks
		violation violations crime crimes weapon weapons member members candidate candidates state states organisation organization terrorist war aggression battlefield battlespace interest interests responsibility obligation
		concern environment pillar cornerstone territory capital government president sponsor sponsors sanctuary asset assets target targets requirement right rights norm norms commons good way means`)
	// blamed are words for who did something: that is an attribution.
	blamed = set("responsible perpetrator perpetrators author authors culprit culprits behind source origin suspect suspects mastermind")
	// predicative are verbs that take what something is without "as".
	predicative = set("declare designate name label brand proclaim")
)

// recognitionsOf makes the recognitions that a frame tells by "as", or by a
// second noun phrase: "named Norway as a partner", "declared space a domain".
func (l *line) recognitionsOf(f *frame) []communique.Claim {
	mood, told := l.told(f)
	if !told || len(f.objects) == 0 || l.partOfDecision(f) {
		return nil
	}
	var subject communique.EntityID
	if len(f.subjects) > 0 {
		s := f.subjects[0]
		w := l.low[s.head]
		switch {
		case s.entity.Kind() == communique.Person && viewing.Has(f.lemma):
			return nil
		case s.entity.IsActor() || s.entity.Kind() == communique.NamedDocument || l.adopts(s) || papers.Has(w):
		case w == "it" || w == "they" || w == "we":
		default:
			return nil
		}
		subject = l.actorOf(s)
	} else if !f.passive && !f.reduced {
		return nil
	}
	first, end, bySecond := -1, -1, false
	for k := f.last + 1; k <= f.right && k < f.last+farLeft; k++ {
		if l.low[k] == "as" && l.at(k-1) != "such" && l.at(k+1) != "well" && l.at(k+1) != "part" && k+1 <= f.right && !l.inText(k+2, min(k+5, f.right), "as") && !l.inText(max(k-4, f.last+1), k-1, "as") {
			first = k + 1
			break
		}
		if t := l.Tokens[k].Tag; t.Finite() && (t != communique.VBD || f.parsed && l.Child(k, communique.Nsubj) >= 0) {
			break
		}
	}
	if first < 0 && predicative.Has(f.lemma) && len(f.second) > 0 && !f.second[0].entity.IsActor() {
		first, bySecond = f.second[0].first, true
	}
	if first < 0 && len(f.objects) > 0 {
		for k := f.last + 1; k+1 <= f.right && k < f.last+12; k++ {
			if l.low[k] == "to" && l.low[k+1] == "be" {
				first, bySecond = k+2, true
				break
			}
		}
	}
	if first < 0 {
		return nil
	}
	for first <= f.right && (determiners.Has(l.low[first]) || weakAdjectives.Has(l.low[first]) || l.low[first] == `"` || isOpenQuote(l.low[first]) || l.low[first] == "being") {
		first++
	}
	if end = l.asEnd(first, f.right); end < first {
		return nil
	}
	head := end
	fits := false
	near := true
	for k := first; k <= end; k++ {
		near = near && !(prepositions.Has(l.low[k]) && l.low[k] != "of")
		if blamed.Has(l.low[k]) {
			return nil
		}
		fits = fits || near && viewed.Has(strings.Trim(l.low[k], "’'"))
	}
	if (viewing.Has(f.lemma) || bySecond) && !fits {
		return nil
	}
	var out []communique.Claim
	for _, o := range f.objects {
		if o.entity.Kind() == communique.Person || pronouns.Has(l.low[o.head]) || o.first > first && !f.passive {
			continue
		}
		object := l.conceptOf(phrase{o.first, min(o.last, l.coreEnd(o)), o.entity})
		if object == "" || object == subject {
			continue
		}
		lo := min(f.left, o.first)
		if len(out) > 0 && o.first < first {
			lo = o.first // a claim is known by its words: each further one has its own
		}
		c := l.draft(communique.Recognition, "as", lo, max(l.timedEnd(head, f.right), o.last), f.verb)
		c.Subject, c.Object = subject, object
		c.As = strings.Trim(strings.Join(strings.Fields(l.text(first, end)), " "), ` "“”‘’.,`)
		if c.As == "" {
			continue
		}
		c.Modality, c.Polarity = mood, f.polarity()
		if f.reduced {
			l.ridesAlong(&c, f.verb)
		}
		c.About = l.happened(&c, f)
		l.taken[f.verb] = communique.Recognition
		out = append(out, c)
	}
	return out
}

func (l *line) recognitionAt(g group, considers bool) (communique.Claim, bool) {
	no := communique.Claim{}
	right := l.recognitionEdge(g.verb)
	s := l.subject(g)
	var object phrase
	as := -1
	if g.passive {
		if s.empty() || g.verb+1 > right || !considers && l.low[g.verb+1] != "as" {
			return no, false
		}
		object, as = s, g.verb+2
		if considers {
			as = g.verb + 1
		}
		s = none
		// "by the Alliance" names who does it
		for k := as; k <= right; k++ {
			if l.low[k] == "by" {
				n := k + 1
				if determiners.Has(l.at(n)) {
					n++
				}
				if id := l.entityAt(n); id.IsActor() {
					s = phrase{n, n, id}
				}
				right = k - 1
				break
			}
		}
	} else {
		object, as = l.recognised(g.verb+1, right, considers)
	}
	if as < 0 || as > right || object.empty() {
		return no, false
	}
	if opined := considers || defining.Has(l.low[g.verb]); opined && l.conceptOf(object).Kind() != communique.Concept {
		return no, false // opinions of things that are no matters of policy
	}
	asFirst := as
	for asFirst <= right && (determiners.Has(l.low[asFirst]) || weakAdjectives.Has(l.low[asFirst]) || l.low[asFirst] == `"` || l.low[asFirst] == "“" || l.low[asFirst] == "being") {
		asFirst++
	}
	end := l.asEnd(asFirst, right)
	if asFirst > end {
		return no, false
	}
	start := g.first
	actor := l.idOf(s)
	rule := "as"
	if considers {
		rule = "consider"
	}
	switch {
	case g.passive:
		start = object.first
		rule = "passive"
	case !s.empty() && s.last == l.groupStart(g)-1 && s.first >= l.First && !g.infinitive:
		start = s.first
	case g.infinitive:
		start = g.verb
	}
	if !g.passive && !actor.IsActor() {
		// "this definition … that recognizes X": who defines is who acts in the main clause.
		if main := l.mainActor(g); main != "" && s.entity == "" {
			actor = main
		} else {
			return no, false
		}
	}
	if g.passive && actor != "" && !actor.IsActor() {
		actor = ""
	}
	c := l.draft(communique.Recognition, rule, min(start, object.first), max(l.timedEnd(end, right), object.last, l.likeDomains(end, right)), g.verb)
	c.Subject, c.Object = actor, l.conceptOf(object)
	if c.Object == "" {
		return no, false
	}
	if spoken := l.low[object.last]; c.Object == "np:cyber" || c.Object == "np:the cyber domain" || spoken == "cyber" && c.Object.Kind() == communique.NounPhrase {
		c.Object = "concept:cyberspace" // "cyber" as a domain is cyberspace
	}
	c.As = strings.Trim(strings.Join(strings.Fields(l.text(asFirst, end)), " "), ` "“”.,`)
	governed(&c, g)
	if c.Modality == communique.Asserted {
		if m := l.mainModality(g); m != "" {
			c.Modality = m
		}
	}
	if t := l.stated(min(start, object.first), right, g); t.Known() && !nowWord(t.Exact) {
		c.About = t
	} else if !g.isPast() && !g.infinitive && c.Modality == communique.Asserted && (considers || g.just) {
		c.About = l.present(&c, g.verb)
	}
	return c, true
}

// likeDomains returns the last token of "just like air, land, and sea" after
// what something is recognised as; 0 where no such list follows.
func (l *line) likeDomains(end, right int) int {
	k := end + 1
	if l.at(k) == "just" {
		k++
	}
	if l.at(k) != "like" {
		return 0
	}
	last := 0
	for k++; k <= right && (domainNames.Has(l.low[k]) || l.low[k] == "," || l.low[k] == "and" || l.low[k] == "the"); k++ {
		if domainNames.Has(l.low[k]) {
			last = k
		}
	}
	return last
}

func nowWord(w string) bool {
	return strings.EqualFold(w, "now") || strings.EqualFold(w, "today") || strings.EqualFold(w, "currently")
}

func (l *line) groupStart(g group) int {
	return g.first
}

// recognitionEdge is the right edge, for which "along with", "alongside" and
// "and" with another verb end what something is recognised as.
func (l *line) recognitionEdge(i int) int { return l.rightEdge(i) }

// recognised reads the object after the verb and where "as" begins.
func (l *line) recognised(j, right int, considers bool) (phrase, int) {
	first := j
	if considers {
		// OBJECT then a second noun phrase that begins with an article.
		for k := j + 1; k <= right && k < j+12; k++ {
			if (l.low[k] == "a" || l.low[k] == "an") && l.nounLike(k-1) && !prepositions.Has(l.low[k-1]) {
				return phrase{first, k - 1, l.entityAt(k - 1)}, k
			}
			if l.low[k] == "as" || l.low[k] == "to" && l.at(k+1) == "be" {
				n := k + 1
				if l.low[k] == "to" {
					n = k + 2
				}
				return phrase{first, k - 1, l.entityAt(k - 1)}, n
			}
		}
		return none, -1
	}
	for k := j + 1; k <= right && k < j+20; k++ {
		if l.low[k] != "as" || l.at(k-1) == "such" || l.at(k+1) == "well" {
			continue
		}
		if w := l.at(k + 1); isAdverb(w) && l.inText(k+2, min(k+6, right), "as") || w == "we" || w == "it" || w == "they" {
			return none, -1
		}
		if !(determiners.Has(l.at(k+1)) || l.at(k+1) == `"` || l.at(k+1) == "“" || l.nounLike(k+1)) {
			return none, -1
		}
		if l.inText(k+1, min(k+5, right), "as") {
			return none, -1
		}
		last := k - 1
		if l.low[last] == "," {
			last--
			// "cyberspace, or digital property and systems, as": the first name stands for it
			for c := j + 1; c < last; c++ {
				if l.low[c] == "," {
					last = c - 1
				}
			}
		}
		return phrase{first, last, l.entityAt(last)}, k + 1
	}
	return none, -1
}

// conceptOf returns the id of what is recognised: a known entity where the
// phrase is one, else its words.
func (l *line) conceptOf(p phrase) communique.EntityID {
	if p.empty() {
		return ""
	}
	for k := p.first; k <= p.last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Concept {
			return id
		}
	}
	return l.idOf(p)
}

// asEnd ends the "as" phrase: before a time, "along with", "alongside", "at
// its summit", "just like", and where a verb goes on.
func (l *line) asEnd(first, right int) int {
	for k := first; k <= right; k++ {
		w := l.low[k]
		if w == "," || w == "(" || w == "along" || w == "alongside" || w == "just" || w == "like" || w == "at" || w == "in" || w == "on" || w == "during" || w == "since" || w == "beside" || w == "besides" || w == "and" && k > first || w == "with" || w == "by" || w == "for" || w == "as" || w == "which" || w == "that" || w == "to" {
			return k - 1
		}
		if l.isFiniteWord(k) {
			return k - 1
		}
	}
	return right
}

// timedEnd stretches the evidence over a time that follows the "as" phrase.
func (l *line) timedEnd(end, right int) int {
	if times := l.TimesIn(l.span(end, right)); len(times) > 0 {
		if last := l.TokenAt(times[len(times)-1].End - 1); last <= right && last > end {
			return last
		}
	}
	return end
}

// mainActor returns the actor that the sentence begins with, for a verb in a
// clause that hangs on it.
func (l *line) mainActor(g group) communique.EntityID {
	if i := l.mainActorAt(g); i >= 0 {
		return l.entityAt(i)
	}
	return ""
}

// mainActorAt returns the last token of that actor's mention, -1 where there is none.
func (l *line) mainActorAt(g group) int {
	for j := l.First; j < g.first && j < l.First+8; j++ {
		if l.entityAt(j).IsActor() {
			_, last := l.mentionTokens(j)
			if strings.HasSuffix(l.low[min(last, l.Last-1)], "'s") || last >= g.first {
				return -1
			}
			return last
		}
		if prepositions.Has(l.low[j]) || l.low[j] == "," {
			return -1
		}
	}
	return -1
}

// mainModality returns the modality of the verb that a relative clause hangs
// on, where that is not asserted.
func (l *line) mainModality(g group) communique.Modality {
	relative := false
	for j := g.first - 1; j >= l.First && j > g.first-farLeft; j-- {
		w := l.low[j]
		if w == "that" || w == "which" {
			relative = true
		}
		if relative && (modals.Of(w) == "will" || w == "expected" && formsOfBe.Has(l.at(j-1))) {
			return communique.Planned
		}
		if w == ";" || w == "." {
			break
		}
	}
	return ""
}
