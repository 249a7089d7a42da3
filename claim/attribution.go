package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// attribution finds who is held responsible for an attack or activity:
// "attributed to Russian hackers", "Iran was responsible for the attack",
// "carried out by the GRU".
var attribution = Kind{communique.Attribution, findAttributions, func(c *communique.Claim) []communique.Question {
	if c.Subject.Kind() != communique.Event || c.Object == "" {
		return nil // "the attack" of one text is not that of another
	}
	return []communique.Question{key("attribution", c.Subject)}
}}

var (
	assigning = fold.TableOf(regular("attribute blame accuse"))
	naming    = fold.TableOf(regular("name identify"))
	// blaming are further words that an attribution can hang on.
	blaming  = set("behind conducted launched perpetrated carried out committed responsible responsibility")
	culprits = set("perpetrator perpetrators culprit culprits author authors actor actors source responsible")
	doing    = set("conducting launching perpetrating committing orchestrating carrying sponsoring directing staging mounting")
)

func blames(w string) bool { return assigning.Has(w) || naming.Has(w) || blaming.Has(w) }

var badDeeds = set(`attack attacks cyberattack cyberattacks cyber-attack cyber-attacks hack hacks breach breaches intrusion intrusions compromise operation operations
	activity activities campaign campaigns ransomware malware espionage hacking incident incidents interference wave`)

func findAttributions(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		w := l.low[i]
		if l.entries[i].class&blameClass == 0 && !possessed(w) && !strings.HasSuffix(w, "'s") {
			continue
		}
		var c communique.Claim
		ok := false
		switch {
		case assigning.Has(w):
			c, ok = l.attributedTo(i)
		case naming.Has(w):
			c, ok = l.namedAs(i)
		case w == "behind" && formsOfBe.Has(l.at(i-1)):
			c, ok = l.responsibleFor(i)
		case strings.HasSuffix(w, "'s") && i+1 < l.Last && l.entityAt(i).IsActor() || possessed(w) && l.entityAt(i-1).IsActor() && l.mention[i] < 0:
			c, ok = l.ownDeed(i)
		case w == "conducted" || w == "launched" || w == "perpetrated" || w == "carried" && l.at(i+1) == "out":
			if l.at(i+1) != "by" && l.at(i+2) != "by" {
				c, ok = l.didIt(i)
			} else if w == "conducted" || w == "launched" || w == "perpetrated" {
				c, ok = l.doneBy(i)
			}
		case w == "responsible" && l.at(i+1) == "for":
			c, ok = l.responsibleFor(i)
		case w == "responsibility" && l.at(i+1) == "for":
			c, ok = l.bearsResponsibility(i)
		case (w == "out" && l.at(i-1) == "carried" || w == "conducted" || w == "perpetrated" || w == "launched" || w == "committed") && l.at(i+1) == "by":
			c, ok = l.doneBy(i)
		}
		if ok {
			out = append(out, c)
		}
	}
	deeds := l.deedAttributions()
	for i := range out {
		for _, d := range deeds {
			if d.Subject.Kind() == communique.Event && out[i].Subject.Kind() == communique.NounPhrase && d.Object == out[i].Object && d.Evidence.Span.Overlaps(out[i].Evidence.Span) {
				out[i].Subject = d.Subject // the same deed, by its name
			}
		}
	}
	return besides(out, deeds)
}

// culprit reads the actor that begins at token j: a known one, else a noun
// phrase with a state's adjective in it ("Russian nationalist hackers").
func (l *line) culprit(j int) (communique.EntityID, int) {
	for determiners.Has(l.at(j)) {
		j++
	}
	if j >= l.Last {
		return "", 0
	}
	last, named := j, false
	for last < l.Last && last < j+7 && l.nounLike(last) && !pronouns.Has(l.low[last]) && !determiners.Has(l.low[last]) && (l.mention[last] >= 0 || !l.looksVerb(last)) && l.low[last] != "and" && l.low[last] != "or" {
		named = named || l.entityAt(last).IsActor()
		last++
	}
	last--
	if last < j || !named {
		return "", 0
	}
	if id := l.entityAt(last); id.IsActor() {
		return id, last
	}
	return l.np(j, last), last
}

// deed reads what was done from a phrase: an event, else a noun phrase with a word for an attack.
func (l *line) deed(first, last int) communique.EntityID {
	bad := false
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Event {
			return id
		}
		bad = bad || badDeeds.Has(l.low[k])
	}
	if !bad {
		return ""
	}
	if last-first > 12 {
		return ""
	}
	if id := l.knownAttackOn(first, last); id != "" {
		return id
	}
	if id := l.eventOn(first, last); id != "" {
		return id
	}
	return l.np(first, last)
}

// eventOn reads "the cyber attack of 15 July 2022" in a text that names just
// one event of that day.
func (l *line) eventOn(first, last int) communique.EntityID {
	if first < l.First || last >= l.Last || !l.attackWithin(first, last) {
		return ""
	}
	for _, t := range l.TimesIn(l.span(first, last)) {
		if t.From == "" || t.From != t.To || t.Exact == "" {
			continue
		}
		return l.onlyEvent(func(id communique.EntityID) bool {
			e := l.entity(id)
			return e.Exists.From != "" && t.Days.Within(e.Exists)
		})
	}
	return ""
}

// onlyEvent returns the one event of the document that fits; "" where none or several do.
func (s *scan) onlyEvent(fits func(communique.EntityID) bool) communique.EntityID {
	only := communique.EntityID("")
	for _, m := range s.Mentions {
		if m.Entity.Kind() != communique.Event || m.Entity == only || !fits(m.Entity) {
			continue
		}
		if only != "" {
			return ""
		}
		only = m.Entity
	}
	return only
}

// attackOn returns the one event that the document names and that is called
// after an attack on a state or an organisation.
func (s *scan) attackOn(target communique.EntityID) communique.EntityID {
	if target.Kind() != communique.State && target.Kind() != communique.Organisation {
		return ""
	}
	prefix := "event:" + target.Name() + "-"
	return s.onlyEvent(func(id communique.EntityID) bool {
		year, found := strings.CutPrefix(string(id), prefix)
		return found && len(year) == 4
	})
}

// knownAttackOn reads "the cyber attacks on Estonia" in a text of the very year
// in which the known attack on that state happened.
func (l *line) knownAttackOn(first, last int) communique.EntityID {
	if l.publishedOn.From == "" || l.publishedOn.To == "" || l.publishedOn.From[:4] != l.publishedOn.To[:4] {
		return ""
	}
	for k := max(first+1, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.State && (l.low[k-1] == "on" || l.low[k-1] == "against") && attackNouns.Has(l.at(k-2)) {
			event := communique.EntityID("event:" + id.Name() + "-" + string(l.publishedOn.From[:4]))
			if l.entity(event).ID == event {
				return event
			}
		}
	}
	return ""
}

// attributedTo reads "X, widely attributed to Y", "X was attributed to Y" and "Z attributed X to Y".
func (l *line) attributedTo(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	if l.at(i+1) == "to" && l.low[i] == "attributed" || l.at(i+1) == "on" && l.low[i] == "blamed" {
		if w := l.at(i - 1); formsOfHave.Has(w) {
			return no, false
		}
		actor, last := l.culprit(i + 2)
		if actor == "" {
			return no, false
		}
		g := l.verbGroup(i, participle)
		end := g.first - 1
		for end >= l.First && (l.at(end) == "," || l.at(end) == "(" || l.at(end) == "which" || l.at(end) == "that") {
			end--
		}
		if end < l.First {
			return no, false
		}
		s := l.nounPhraseEnding(end, max(l.First, end-farLeft))
		if s.empty() {
			return no, false
		}
		what := l.deed(s.first, s.last)
		if what == "" || l.inCondition(g) || g.modal != "" {
			return no, false
		}
		c := l.draft(communique.Attribution, "attributed-to", s.first, last, i)
		c.Subject, c.Object = l.eventOfParagraph(what), actor
		governed(&c, g)
		if c.About = l.stated(s.first, last, g); !c.About.Known() {
			c.About = l.eventTime(c.Subject)
		}
		return c, true
	}
	// "Albania attributed the attack to Iran", "blamed Russia for the attack",
	// "accused Russia of carrying out the attack"
	g := l.verbGroup(i, assigning.Of(l.low[i]))
	s := l.subject(g)
	if !l.canAccuse(s) || !g.finite() || g.modal != "" && g.modal != "will" || l.inCondition(g) || g.passive {
		return no, false
	}
	right := l.rightEdge(i)
	attributes, blames := strings.HasPrefix(l.low[i], "attribut"), strings.HasPrefix(l.low[i], "blam")
	for k := i + 2; k <= right; k++ {
		switch w := l.low[k]; {
		case attributes && w == "to", blames && w == "on":
			what := l.deed(i+1, k-1)
			actor, last := l.culprit(k + 1)
			if what != "" && actor != "" {
				return l.attribute(g, s, what, actor, last)
			}
		case blames && w == "for", !attributes && !blames && w == "of":
			actor, end := l.culprit(i + 1)
			from := k + 1
			if doing.Has(l.at(from)) {
				if from++; l.at(from) == "out" {
					from++
				}
			}
			if end >= k || actor == "" {
				return no, false
			}
			last := l.deedEnd(from, right)
			what := l.deed(from, last)
			if what == "" {
				return no, false
			}
			return l.attribute(g, s, what, actor, last)
		}
	}
	return no, false
}

// canAccuse reports whether a subject can hold somebody responsible.
func (l *line) canAccuse(s phrase) bool {
	return s.entity.IsActor() || !s.empty() && (speaksFor.Has(l.low[s.last]) || l.low[s.first] == "we")
}

// deedEnd returns where the words of a deed end that begin at token from:
// before a time or an afterthought.
func (l *line) deedEnd(from, right int) int {
	for k := from + 1; k <= right; k++ {
		if w := l.low[k]; w == "," || w == ";" || w == "(" || (w == "on" || w == "in") && k+1 < l.Last && (l.timeAt(k+1) || weekdays.Has(l.low[k+1])) {
			return k - 1
		}
	}
	return right
}

// namedAs reads "the United States names the SVR as the perpetrator of …".
func (l *line) namedAs(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	actor, end := l.culprit(i + 1)
	if actor == "" {
		return no, false
	}
	k := end + 1
	for k < l.Last && k < end+25 && l.low[k] != "as" || l.at(k-1) == "known" {
		k++ // over a short name in brackets, and "also known as …,"
	}
	if k >= l.Last || l.low[k] != "as" || !l.sameVoice(i, k) {
		return no, false
	}
	right := l.rightEdge(k)
	for k++; determiners.Has(l.at(k)) || isAdverb(l.at(k)) || l.at(k) == "one" || l.at(k) == "those" || l.at(k) == "party"; {
		k++
	}
	if p := l.at(k + 1); !culprits.Has(l.at(k)) || p != "of" && p != "for" && p != "behind" {
		return no, false
	}
	g := l.verbGroup(i, naming.Of(l.low[i]))
	s := l.subject(g)
	if !l.canAccuse(s) || !g.finite() || g.modal != "" && g.modal != "will" || l.inCondition(g) || g.passive {
		return no, false
	}
	last := l.deedEnd(k+2, right)
	for n := k + 3; n <= last; n++ {
		if relatives.Has(l.low[n]) {
			last = n - 1 // "the campaign that exploited …"
		}
	}
	what := l.deed(k+2, last)
	for n := last + 1; n <= right && what.Kind() == communique.NounPhrase; n++ {
		if id := l.attackOn(l.entityAt(n)); id != "" {
			what = id
		}
	}
	if what == "" {
		return no, false
	}
	return l.attribute(g, s, what, actor, last)
}

// attribute makes the claim of an act of holding somebody responsible: whoever
// does so answers for it, and its own day comes before that of the deed.
func (l *line) attribute(g group, s phrase, what, actor communique.EntityID, last int) (communique.Claim, bool) {
	c := l.draft(communique.Attribution, l.low[g.verb], s.first, last, g.verb)
	c.Subject, c.Object = l.eventOfParagraph(what), actor
	if id := l.idOf(s); id != "" {
		c.Speaker = id
	}
	governed(&c, g)
	if right := l.rightEdge(g.verb); right > last {
		c.About = l.stated(last+1, right, g)
	}
	if n := l.timeBefore(s.first); n >= 0 && !c.About.Known() {
		c.About = l.stated(n, s.first-1, g)
	}
	if !c.About.Known() {
		c.About = l.acted(&c, s.first, last, g)
	}
	if !c.About.Known() {
		c.About = l.eventTime(c.Subject)
	}
	return c, true
}

// responsibleFor reads "X was responsible for Y" and "X was behind Y".
func (l *line) responsibleFor(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	from := i + 2
	if l.low[i] == "behind" {
		from = i + 1
	}
	if from >= l.Last {
		return no, false
	}
	j := i - 1
	for isAdverb(l.at(j)) || l.at(j) == "not" {
		j--
	}
	if !formsOfBe.Has(l.at(j)) {
		return no, false
	}
	g := l.verbGroup(j, base)
	g.negated = g.negated || l.inText(j, i, "not")
	s := l.subject(g)
	if !s.entity.IsActor() || g.modal != "" || g.infinitive || l.inCondition(g) {
		return no, false
	}
	right := l.rightEdge(i)
	what := l.deed(from, right)
	if what == "" || strings.HasSuffix(l.at(from), "ing") || what.Kind() == communique.NounPhrase && !l.attackWithin(from, min(from+5, right)) {
		return no, false
	}
	c := l.draft(communique.Attribution, "responsible-for", s.first, right, i)
	c.Subject, c.Object = l.eventOfParagraph(what), s.entity
	governed(&c, g)
	c.About = l.eventTime(c.Subject)
	return c, true
}

// bearsResponsibility reads "Iran bears full responsibility for the attack".
func (l *line) bearsResponsibility(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	j := i - 1
	for j > l.First && j > i-6 && !bearing.Has(l.low[j]) && !formsOfHave.Has(l.low[j]) && !prepositions.Has(l.low[j]) {
		j--
	}
	f := bearing.Of(l.at(j))
	if f == noForm && !formsOfHave.Has(l.at(j)) || f == gerund {
		return no, false
	}
	if f == noForm {
		f = base
	}
	g := l.verbGroup(j, f)
	s := l.subject(g)
	right := l.rightEdge(i)
	if !s.entity.IsActor() || g.modal != "" || g.infinitive || l.inCondition(g) || l.inText(j, i, "no") || i+2 > right {
		return no, false
	}
	a, ok := l.nounAt(i+2, right)
	if !ok || !l.isDeed(a) && !badDeeds.Has(l.low[a.head]) {
		return no, false
	}
	what := l.deed(i+2, a.last)
	if what == "" {
		what = l.named(a)
	}
	c := l.draft(communique.Attribution, "bears-responsibility", s.first, max(a.last, i+2), i)
	c.Subject, c.Object = l.eventOfParagraph(what), s.entity
	governed(&c, g)
	c.About = l.eventTime(c.Subject)
	return c, what != ""
}

var bearing = fold.TableOf(regular("share").with("bear", "bears", "bore", "borne", "bearing"))

// doneBy reads "the attack was carried out by X".
func (l *line) doneBy(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	verb := i
	if l.low[i] == "out" {
		verb = i - 1
	}
	actor, last := l.culprit(i + 2)
	if actor == "" {
		return no, false
	}
	g := l.verbGroup(verb, participle)
	end := g.first - 1
	if end < l.First {
		return no, false
	}
	s := l.nounPhraseEnding(end, max(l.First, end-farLeft))
	if s.empty() || g.modal != "" || g.infinitive || l.inCondition(g) {
		return no, false
	}
	what := l.deed(s.first, s.last)
	if what == "" || what.Kind() == communique.NounPhrase && !l.attackWithin(s.first, s.last) {
		return no, false
	}
	c := l.draft(communique.Attribution, "done-by", s.first, last, verb)
	c.Subject, c.Object = what, actor
	governed(&c, g)
	c.About = l.acted(&c, s.first, l.rightEdge(last), g)
	return c, true
}

// attackWithin reports whether the tokens have a word for an attack.
func (l *line) attackWithin(first, last int) bool {
	for k := first; k <= last && k < l.Last; k++ {
		if attackNouns.Has(l.low[k]) {
			return true
		}
	}
	return false
}

// isAttack reports whether "the attack" can mean an event: it is called so, or its
// topics are those of attacks. Meetings, wars and annexations are none. What no
// table knows is called by the text what it is.
func (s *scan) isAttack(id communique.EntityID) bool {
	e := s.entity(id)
	if e.Name == "" {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(e.Name)) {
		switch {
		case gatherings.Has(w):
			return false
		case attackNouns.Has(w), badDeeds.Has(w):
			return true
		}
	}
	return slices.ContainsFunc(e.Topics, func(t communique.EntityID) bool { return attackTopics.Has(t.Name()) })
}

var (
	gatherings   = set("meeting summit conference initiative")
	attackTopics = set("cyber-attack ddos malware ransomware espionage cybercrime zero-day supply-chain election-interference terrorism")
)

// eventOfParagraph reads a bare "attacks" as the attack that its paragraph
// names, where it names just one.
func (l *line) eventOfParagraph(what communique.EntityID) communique.EntityID {
	if what.Kind() == communique.Event {
		return what
	}
	only := communique.EntityID("")
	end := l.End
	start := l.Paragraphs[l.Paragraph].Start
	if l.index > 0 {
		// The answer of a FAQ speaks of what its question names.
		if q := l.lineOf(l.index - 1); q.isQuestion() && l.Start-q.End < 40 {
			start = min(start, q.Start)
		}
	}
	for _, m := range l.MentionsIn(communique.Span{Start: start, End: end}) {
		if m.Entity.Kind() != communique.Event || !l.isAttack(m.Entity) {
			continue
		}
		if only != "" && only != m.Entity {
			return what
		}
		only = m.Entity
	}
	if only != "" {
		return only
	}
	return what
}

// eventTime is the time that the text gives to an event by its name: "the 2007
// cyberattacks on Estonia".
func (s *scan) eventTime(id communique.EntityID) communique.TimeValue {
	if id.Kind() != communique.Event {
		return communique.TimeValue{}
	}
	for _, m := range s.Mentions {
		if m.Entity != id {
			continue
		}
		for _, t := range s.TimesIn(m.Span) {
			if t.Known() && t.End <= m.End && t.Exact != "" {
				t.Role = "event"
				if t.Basis == "" {
					t.Basis = "stated"
				}
				return t
			}
		}
	}
	return communique.TimeValue{}
}

// those who hold somebody responsible for their state without being named
var speaksFor = set("officials authorities government governments investigators experts agencies ministers prosecutors police")

func possessed(w string) bool { return w == "'s" || w == "'" }

// ownDeed reads a deed that a noun phrase gives to its doer: "Iran's
// cyberattack against Albania", "North Korea's state-sponsored hacking". A
// bare "Estonia's cyberattack" could as well be the one that it suffered.
func (l *line) ownDeed(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	actor := l.entityAt(i)
	if actor == "" {
		actor = l.entityAt(i - 1)
	}
	if actor.Kind() != communique.State && actor.Kind() != communique.Organisation || l.inCondition(group{first: i, verb: i, last: i}) {
		return no, false
	}
	hostile, head := false, -1
	for k := i + 1; k < l.Last && k < i+7 && l.Tokens[k].Kind != communique.Punctuation; k++ {
		w := l.low[k]
		hostile = hostile || wicked.Has(w) || w == "sponsored" && strings.HasPrefix(l.at(k-2), "state")
		if badDeeds.Has(w) {
			head = k
		} else if prepositions.Has(w) || l.isFiniteWord(k) || openers.Has(w) || head >= 0 {
			break
		}
	}
	if head < 0 || head+1 < l.Last && l.nounLike(head+1) && !l.looksVerb(head+1) && l.Tokens[head+1].Kind == communique.Word {
		return no, false
	}
	last := head
	event := communique.EntityID("")
	if w := l.at(head + 1); attackNouns.Has(l.low[head]) && (w == "against" || w == "on") {
		k := head + 2
		for k < l.Last && k < head+7 && (!l.entityAt(k).IsActor() || memberNouns.Has(l.at(k+1))) && (determiners.Has(l.low[k]) || l.nounLike(k) || l.low[k] == ",") {
			k++
		}
		if target := l.entityAt(k); target.IsActor() && target != actor {
			_, last = l.mentionTokens(k)
			hostile, event = true, l.attackOn(target)
		}
	}
	if !hostile {
		return no, false
	}
	first, _ := l.mentionTokens(i)
	if l.mention[i] < 0 {
		first, _ = l.mentionTokens(i - 1)
	}
	first = max(first, l.First)
	c := l.draft(communique.Attribution, "own-deed", first, min(last, l.Last-1), first)
	l.ridesAlong(&c, first)
	from := i + 1
	for from < head && lasting.Has(l.low[from]) {
		from++
	}
	what := l.np(from, min(last, l.Last-1))
	if id := l.deed(first, last); id.Kind() == communique.Event {
		what = id
	} else if event != "" {
		what = event
	}
	c.Subject, c.Object = what, actor
	c.About = l.eventTime(what)
	return c, what != ""
}

var wicked = set("malicious malign state-sponsored illegal hostile destructive disruptive reckless irresponsible")

// didIt reads "the Government of Iran conducted this cyberattack".
func (l *line) didIt(i int) (communique.Claim, bool) {
	no := communique.Claim{}
	g := l.verbGroup(i, participle)
	s := l.subject(g)
	if !s.entity.IsActor() || !g.isPast() || g.passive || g.negated || l.inCondition(g) || l.isReducedRelative(g) {
		return no, false
	}
	from := i + 1
	if l.at(from) == "out" {
		from++
	}
	right := l.rightEdge(i)
	last := -1
	wrong := false
	for k := from; k <= right && k < from+8; k++ {
		wrong = wrong || wicked.Has(l.low[k])
		if attackNouns.Has(l.low[k]) || wrong && badDeeds.Has(l.low[k]) {
			last = k
			break
		}
		if prepositions.Has(l.low[k]) || openers.Has(l.low[k]) {
			break
		}
	}
	if last < 0 || last < right && (l.low[last+1] == "response" || l.nounLike(last+1) && !l.looksVerb(last+1) && l.Tokens[last+1].Kind == communique.Word) {
		return no, false
	}
	what := l.deed(from, last)
	if what == "" {
		return no, false
	}
	c := l.draft(communique.Attribution, "did-it", s.first, last, i)
	c.Subject, c.Object = what, s.entity
	if determiners.Has(l.at(from)) && (l.at(from) == "this" || l.at(from) == "the" || l.at(from) == "these") {
		c.Subject = l.eventOfParagraph(what)
	}
	governed(&c, g)
	if c.About = l.acted(&c, s.first, right, g); !c.About.Known() {
		c.About = l.eventTime(c.Subject)
	}
	return c, true
}
