package claim

import (
	"regexp"
	"strings"

	"github.com/communique-kg/communique"
)

// position finds what somebody holds about a matter of policy. First, here, what
// answers a policy line: what can, must or should follow from Article 5, the
// threshold, the procedure, the response, norms and legal status. Then, from
// positionform.go on, whatever else a clause shows by its form to be held.
// Narrative, programme, courtesy and praise are none.
var position = Kind{communique.Position, findPositions, positionQuestions}

var (
	// a clause with a modal verb makes a position where it speaks of one of these
	policyWords = phrases("article 5", "article v", "collective defen", "mutual defen", "armed attack", "act of war", "use of force", "threshold",
		"collective response", "military response", "international law", "case-by-case", "case by case", "retaliat", "our response")
	// or of one of these in the digital world
	normWords      = phrases("norms", "sovereignty")
	digitalContext = phrases("cyber", "digital", "internet", "online", "state behavior", "responsible behavior", "acceptable behavior",
		"incursion", "violat", "our sovereignty")
	// or where it speaks of attacks and of an answer to them
	attackWords = phrases("cyber", "attack", "malicious", "threat", "incursion", "digital")
	answerWords = phrases("respond", "response", "react", "invoke", "trigger", "retaliat", "damaging", "as serious", "as any other attack", "to war",
		"consequences", "accountab", "strike back", "with force", "a case for", "impose costs")
	// a clause without a modal verb makes a position only by these
	threshold    = phrases("threshold")
	attackOnOne  = phrases("attack on one", "attack against one")
	standingTold = phrases("armed attack", "act of war", "legally binding", "non-binding", "case-by-case",
		"as any other attack", "strategic ambiguity", "ambiguous", "part of collective defen",
		"threats very seriously", "threats seriously", "is ultimately political", "is political", "ways to respond to", "unanimous").with(attackOnOne)
	standing = standingTold.with(threshold)
	applying = phrases("law applies", "law apply", "charter applies", "in cyberspace", "to cyberspace")
	// a threshold is one of attacks only beside one of these
	ofAttacks = phrases("attack", "article 5", "armed", "war", "scale and effects", "ambigu", "conflict")
	// what a thing contains or helps with is told of one of these
	collective = phrases("article 5", "collective defen")
	// one of these a sentence must hold for any of its clauses to speak of policy; "law
	// enforcement" is written evenly as "policing", even where a clause ends between
	spoken = phrases("policing").with(policyWords, normWords, standing, applying, answering)
	// what the subject of a modal clause must speak of, where it is no actor
	subjectWords = []string{"cyber", "attack", "operation", "response", "decision", "threshold", "article", "defen", "law", "norm", "incident", "activit", "use of",
		"declar", "state", "nation", "member", "allies", "ally", "act", "principle", "treaty", "clause", "digital", "that", "it", "this", "we", "they", "there", "how", "then"}
	// these make a position only where the clause answers the question of a policy line
	tellingVerbs  = set("has have had remained possess possesses possessed keep keeps kept bears bear holds hold comes come reached reach")
	formerly      = set("previously formerly until")
	standingVerbs = set("there's is are was were constitutes constitute meets meet met means considers consider applies apply remains remain regard regards take takes depends depend did does do doesn't isn't don't didn't crosses")
)

// positionVerbs are the verbs, modals apart, that a position on a policy line begins with.
var positionVerbs = standingVerbs.With(tellingVerbs, set("have has need needs"))

func beginsPosition(w string) bool { return positionVerbs.Has(w) || modals.Has(w) }

func findPositions(l *line) []communique.Claim {
	var out []communique.Claim
	if l.speaksOfPolicy() {
		out = l.linePositions()
	}
	out = append(out, l.phrasePositions()...)
	return append(out, l.generalPositions(out)...)
}

// speaksOfPolicy reports whether the sentence holds the phrases that a clause of
// it needs for a position on a policy line. What a clause holds its sentence does.
func (l *line) speaksOfPolicy() bool {
	found, plain := known.inPlain(l.Sentence.Of(l.LowerText()))
	if !plain {
		found = known.in(even(l.Sentence.Of(l.Text)))
	}
	if found.any(spoken) || found.any(attackWords) && found.any(answerWords) {
		return true
	}
	if !found.any(linesOpen) {
		return false
	}
	for i := range lines {
		if lines[i].found && asked(i, &found) {
			return true
		}
	}
	return false
}

// linePositions finds the positions that a sentence tells on policy lines.
func (l *line) linePositions() []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		if l.entries[i].class&lineClass == 0 {
			continue
		}
		w := l.low[i]
		modal := modals.Has(w) && !(w == "may" && isTitleCase(l.Word(i)) && l.timeAt(i)) && l.mention[i] < 0
		must := (w == "have" || w == "has" || w == "need" || w == "needs") && l.at(i+1) == "to"
		if !modal && !must && !standingVerbs.Has(w) && !(tellingVerbs.Has(w) && l.mention[i] < 0 && !l.isAuxiliary(i)) {
			continue
		}
		head := l.mainVerb(i, modal, must)
		g := l.verbGroup(head, base)
		g.passive = (modal || must) && formsOfBe.Has(l.at(head-1)) && !strings.HasSuffix(l.at(head), "ing")
		if g.modal == "" && modal {
			g.modal = modals.Of(w)
		}
		if must {
			g.modal = "must"
		}
		g.first = min(g.first, i)
		if f := l.low[head]; g.modal != "" && g.modal != "will" {
			// what can or should be done no other kind claims
		} else if adopting.Has(f) || amending.Has(f) || recognising.Has(f) || deciding.Has(f) && f != "agree" && f != "decide" || declaring.Has(f) {
			continue // another kind holds it
		}
		if l.inCondition(g) || (l.at(g.first-1) == "to" && !modal) {
			i = head
			continue
		}
		s := l.subject(g)
		if w == "there's" {
			s = phrase{i, i, ""}
		}
		coordinate := s.empty() && (l.at(g.first-1) == "and" || l.at(g.first-1) == "but") && g.negated
		if coordinate {
			s = phrase{g.first, g.first, l.eventOfParagraph("")} // "… and therefore did not meet the threshold"
		}
		if s.empty() || s.first > i || relatives.Has(l.at(g.first-1)) && !(l.low[g.first-1] == "that" && s.last == g.first-1) {
			continue
		}
		right := l.positionEdge(head)
		left := l.withCondition(l.clauseLeft(s))
		if s.last < g.first-1 && (l.at(g.first-1) == "and" || l.at(g.first-1) == "but" || l.at(g.first-1) == "or") {
			left = g.first
		}
		if l.isFiniteWord(left-1) || l.isFiniteWord(left-2) || l.at(left-1) == "to" && l.isFiniteWord(left-3) {
			// The subject holds a clause of its own: "a decision as to when X would lead to Y | would be taken".
			for left > l.First && left > s.first-farLeft && l.low[left-1] != "that" && l.low[left-1] != "," && l.low[left-1] != ";" && !isOpenQuote(l.low[left-1]) && l.low[left-1] != `"` && l.sameVoice(i, left-1) {
				left--
			}
		}
		if left < l.First || !l.sameVoice(i, left) {
			continue
		}
		words, found := thresholdOfAttack(even(l.text(left, right)))
		speaks := givesAnswer(words, &found)
		if !tellingVerbs.Has(w) || modal || must || standingVerbs.Has(w) {
			speaks = speaks || found.any(standing) && l.standsNear(i, right, &found) || found.any(attackOnOne) || (w == "applies" || w == "apply") && found.any(applying) || l.goesOn(&found, s)
		}
		if (modal || must) && !speaks && !l.onlyDescribes(s, head, &found) && l.maySubject(s) {
			speaks = found.any(policyWords) || found.any(normWords) && found.any(digitalContext) || answersWith(words, &found) && l.answersAttack(s)
		}
		if !speaks || l.claimed(i) || right-left < 3 {
			if right > i && speaks {
				i = right
			}
			continue
		}
		// Both words must stand in one claim; a question word makes none.
		if left == s.first && l.openQuestion(left) {
			continue
		}
		edge := max(i, right)
		left, right = l.meaningOnly(left, right)
		matrix := l.obvious(left)
		if matrix >= 0 {
			left = matrix
		}
		c := l.draft(communique.Position, ruleOf(modal || must), left, right, max(i, left))
		c.Subject = l.positionSubject(g, s, left, right)
		c.Proposition = proposition(l.text(left, right))
		governed(&c, g)
		if c.Modality == communique.Asserted && modal {
			c.Modality = communique.Possible
		}
		if matrix >= 0 {
			c.Modality, c.Polarity = communique.Asserted, communique.Affirmed
			if l.inText(matrix, matrix+4, "not") {
				c.Polarity = communique.Denied
			}
		}
		switch {
		case g.modal == "would" && strings.HasPrefix(l.low[head], "requir"):
			c.Modality = communique.Necessary
		case g.modal == "will" && matrix < 0 && !s.entity.IsActor() && !determinedByWhom(l.low[s.first]) && !coordinate && l.at(i) == "will" && !g.passive && !acting.Has(l.low[s.last]) && !memberNouns.Has(l.low[s.last]) && l.low[s.last] != "nation":
			c.Modality = communique.Asserted // what a thing will do is told in general
		}
		if g.modal == "will" && (l.inText(left, right, "if") || l.inText(left, right, "unless")) {
			c.Modality = communique.Conditional
		}
		if t := l.stated(left, right, g); t.Known() && !nowWord(t.Exact) {
			c.About = t
		} else if formerly.Has(l.low[left]) {
			if c.Modality == communique.Conditional {
				c.Modality = communique.Asserted
			}
			if t := l.present(&c, i); t.Known() && t.To != "" {
				c.About = communique.TimeValue{Type: communique.Date, EDTF: "../" + string(t.To), Days: communique.Days{To: t.To}, Basis: t.Basis, Role: "event"}
			}
		} else if t := l.statedSince(left); t.Known() {
			c.About = t
		} else if l.inText(left, right, "now") {
			c.About = l.present(&c, i)
		}
		if c.Speaker == "" && c.Statement == "" {
			c.Speaker = l.putForthBy(left)
		}
		out = append(out, c)
		i = edge
	}
	return out
}

// standingAnswers reads what is called a response without being one: the teams,
// systems and plans for emergencies.
var standingAnswers = regexp.MustCompile(`\b((incident|emergency|crisis|disaster|detection and|security) response\b( \w+)?|response (systems?|teams?|plans?|planning|frame\w*|cent(er|re)s?|activit\w+|functions?))`)

// onlyDescribes reports whether a clause tells what a thing contains or helps
// with, or that something may come to pass, rather than what follows.
func (l *line) onlyDescribes(s phrase, head int, found *phraseSet) bool {
	if happening.Has(l.low[head]) && !s.entity.IsActor() {
		return true
	}
	return !s.entity.IsActor() && s.entity.Kind() != communique.Instrument && describing.Has(l.low[head]) && !found.any(standing) && !found.any(collective)
}

// maySubject reports whether what a modal verb is said of can be what a policy
// binds or allows: an actor, an instrument, or what has to do with attacks and their answers.
func (l *line) maySubject(s phrase) bool {
	return s.entity.IsActor() || s.entity.Kind() == communique.Instrument || containsAny(strings.ToLower(l.text(s.first, s.last)), subjectWords)
}

// standsNear reports whether a standing matter is told right behind the verb at
// token i of a clause that holds these phrases.
func (l *line) standsNear(i, right int, found *phraseSet) bool {
	near := known.in(even(l.text(i, min(i+9, right))))
	return near.any(standing) && (near.any(standingTold) || found.any(threshold))
}

// answersWith reports whether words that hold these phrases speak of an attack
// and of an answer that is none of the standing ones.
func answersWith(words string, found *phraseSet) bool {
	if !found.any(attackWords) || !found.any(answerWords) {
		return false
	}
	rest := known.in(standingAnswers.ReplaceAllString(words, ""))
	return rest.any(answerWords)
}

var (
	happening  = set("occur happen arise")
	describing = set("include involve ensure provide help enable operate make build")
)

// thresholdOfAttack leaves out thresholds of other things than attacks: "a
// reporting threshold". It returns the phrases that remain too.
func thresholdOfAttack(words string) (string, phraseSet) {
	found := known.in(words)
	if !found.any(threshold) || found.any(ofAttacks) {
		return words, found
	}
	words = strings.ReplaceAll(words, "threshold", "")
	return words, known.in(words)
}

// answersAttack reports whether a subject can hold or undergo an answer to an
// attack: a state or body, those who speak for one, or the attack itself.
func (l *line) answersAttack(s phrase) bool {
	if k := s.entity.Kind(); k == communique.Organisation || k == communique.State || k == communique.Instrument {
		return true
	}
	w := l.low[s.last]
	if pronouns.Has(w) {
		return w != "they" && w != "he" && w != "she" && w != "who"
	}
	return acting.Has(w) && !l.inText(s.first, s.last, "of") || determinedByWhom(l.low[s.first]) || containsAny(w, []string{"attack", "cyber", "response", "hostilit", "aggression", "intrusion", "activit", "operation"}) ||
		containsAny(even(l.text(s.first, s.last)), []string{"attack", "intrusion"})
}

func ruleOf(modal bool) string {
	if modal {
		return "modal"
	}
	return "standing"
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// mainVerb goes from the first word of a verb group to the verb that it ends in.
func (l *line) mainVerb(i int, modal, must bool) int {
	j := i
	if must {
		j++
	}
	if !modal && !must {
		return i
	}
	for n := 0; n < 6; n++ {
		w := l.at(j + 1)
		if isAdverb(w) || negations.Has(w) || formsOfBe.Has(w) || formsOfHave.Has(w) || w == "to" && (l.at(j) == "have" || l.at(j) == "need") || (w == "and" || w == "or") && modals.Has(l.at(j+2)) || modals.Has(w) {
			j++
			continue
		}
		break
	}
	if j+1 < l.Last && l.Tokens[j+1].Kind == communique.Word && l.sameVoice(i, j+1) {
		j++
	}
	return j
}

// positionEdge is the right edge of the clause; a condition belongs to it.
func (l *line) positionEdge(i int) int { return l.rightEdge(i) }

// claimed reports whether a decision's complement holds token i already.
func (l *line) claimed(i int) bool {
	for k := len(l.decided) - 1; k >= 0 && k >= len(l.decided)-8; k-- {
		if l.decided[k].Contains(l.Tokens[i].Span) {
			return true
		}
	}
	return false
}

var (
	asking    = set("whether when how why what where before until once which")
	relatives = set("which who that whom")
)

// withCondition stretches a clause over the condition or purpose that opens
// its sentence: "For NATO to invoke Article 5, | it would require …".
func (l *line) withCondition(left int) int {
	if l.at(left-1) != "," || left-l.First > farLeft {
		return left
	}
	first := l.First
	if w := strings.TrimSuffix(l.low[first], ":"); w == "a" && (l.at(first+1) == ":" || l.low[first] == "a:") {
		for first < left && (l.low[first] == "a" || l.low[first] == ":" || l.low[first] == "a:") {
			first++
		}
	}
	switch l.at(first) {
	case "if", "unless", "for", "by", "before", "when", "once":
		for j := first; j < left-1; j++ {
			if l.low[j] == "," && l.startsClause(j+1) || !l.sameVoice(left, j) {
				return left
			}
		}
		return first
	}
	return left
}

// openQuestion reports whether the clause hangs on a question word.
func (l *line) openQuestion(left int) bool {
	return asking.Has(l.at(left)) || asking.Has(l.at(left-1)) || asking.Has(l.at(left-2)) && l.at(left-1) != ","
}

// acting are nouns for those who hold or do something without a name of their own.
var acting = set("members nations states countries allies governments commander commanders agreement parties leaders")

// determinedByWhom reports words that point to an actor: "our response", "we".
func determinedByWhom(w string) bool {
	switch w {
	case "our", "their", "its", "we", "they", "it", "i", "he", "she", "this", "there":
		return true
	}
	return false
}

// statedSince is the time since when the clause after "has stated since 2014
// that" has been said; unknown where no such words go before token left.
func (l *line) statedSince(left int) communique.TimeValue {
	if l.at(left-1) != "that" {
		return communique.TimeValue{}
	}
	for k := left - 2; k >= l.First && k > left-9; k-- {
		if l.low[k] != "since" {
			continue
		}
		for _, t := range l.TimesIn(communique.Span{Start: l.Tokens[k].Start, End: l.Tokens[left].Start}) {
			if t.Known() && t.From != "" && t.Exact != "" {
				t.To, t.EDTF, t.Role = "", openEnd(t), "event"
				if t.Basis == "" {
					t.Basis = "stated"
				}
				return t
			}
		}
	}
	return communique.TimeValue{}
}

// positionSubject is what the position is about: the actor who is its subject,
// else the instrument that it names.
func (l *line) positionSubject(g group, s phrase, left, right int) communique.EntityID {
	if k := s.entity.Kind(); s.entity.IsActor() || k == communique.Instrument || k == communique.NamedDocument {
		return s.entity
	}
	// "would be taken by the Council", "our response": who acts, and whose it is.
	if g.passive {
		for k := g.verb + 1; k < right; k++ {
			if l.low[k] != "by" {
				continue
			}
			n := k + 1
			if determiners.Has(l.at(n)) {
				n++
			}
			if id := l.entityAt(n); id.IsActor() {
				return id
			}
		}
	}
	if w := l.low[s.first]; w == "our" || w == "its" || w == "their" {
		if id := l.selfOrMention(w, s.first); id.IsActor() {
			return id
		}
	}
	if !s.empty() && acting.Has(l.low[s.last]) {
		return l.np(s.first, s.last)
	}
	if id := l.instrumentIn(left, right); id != "" {
		return id
	}
	if s.entity.Kind() == communique.Event {
		return s.entity
	}
	// "It is not legally binding": the document named last before.
	if !s.empty() && l.inText(left, right, "binding") && pronouns.Has(l.low[s.last]) {
		if id := l.documentBefore(l.Tokens[left].Start); id.Kind() == communique.NamedDocument {
			return id
		}
	}
	// The wording of Article 5 is its own, where the text speaks of it.
	if _, ok := lineNamed("line/article-5-meaning").onLine(even(l.text(left, right))); ok && l.namesArticle5 {
		return "instrument:article-5"
	}
	return ""
}
