package claim

import (
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// Deeds are hostile acts, whoever tells them and however: "Russia invaded
// Ukraine", "the network was breached by criminals", "Russia's use of a chemical
// weapon", "malicious cyber activity perpetrated by state actors". A deed with
// somebody who did it is an attribution; one that struck somebody is an incident.

var (
	// striking are verbs that hit a target, with the nouns made from them.
	striking = lexiconOf("attack invade annex hack breach compromise infiltrate poison bomb shell occupy cripple sabotage hijack steal exploit target").
			withNouns("attack", "cyberattack cyber-attack onslaught war aggression intrusion").
			withNouns("shell", "shelling").withNouns("bomb", "explosion").withNouns("hack", "heist")
	// meddling are deeds that harm without striking.
	meddling = lexiconOf("interfere meddle intervene").withNouns("interfere", "activity campaign operation espionage behavior behaviour conduct crime atrocity effort attempt action use hacking")
	// committing are verbs whose object is the deed.
	committing = lexiconOf("conduct launch carry_out engage_in commit perpetrate wage mount stage orchestrate direct lead execute run pursue").verbsOnly()
)

// withNouns adds nouns for the act of a verb.
func (x *lexicon) withNouns(lemma, nouns string) *lexicon {
	for _, n := range strings.Fields(nouns) {
		for _, w := range []string{n, pluralOf(n)} {
			x.add(w, lexeme{lemma: lemma, noun: true, of: subjectPlace})
		}
	}
	return x
}

// strikes are the nouns of deeds that strike, crimes those of deeds that do not,
// harms those that are deeds only where one of wickedly says so.
var (
	strikes = set(`attack attacks cyberattack cyberattacks cyber-attack cyber-attacks onslaught war aggression intrusion intrusions invasion annexation breach breaches hack hacks
		poisoning bombing bombings shelling explosion heist occupation sabotage assault compromise`)
	harms        = set("activity activities campaign campaigns operation operations behavior behaviour conduct effort efforts attempt attempts action actions use hacking technique techniques")
	crimes       = set("espionage crime crimes atrocity atrocities interference meddling intervention theft massacre massacres coup")
	wickedly     = set("malicious malign hostile harmful illegal unlawful reckless irresponsible destructive disruptive destabilizing destabilising state-sponsored criminal ransomware influence disinformation espionage hacking unsanctioned aggressive coordinated cyber-enabled subversive")
	perpetrators = set(`hackers hacker criminals cybercriminals attackers attacker actors actor operators agents troops forces officers group groups gang gangs unit units militants terrorists
		rebels separatists spies hacktivists proxies services service intruders perpetrators regime authorities government invader invaders army soldiers`)
)

// deed is one hostile act.
type deed struct {
	*frame
	what   communique.EntityID // the event, or the words for the act
	actor  argument
	by     communique.EntityID
	target communique.EntityID
	hit    argument
	struck bool
}

// nobody fills a place that the text leaves open.
var nobody = argument{phrase: none, head: -1}

// deeds returns the hostile acts that a sentence tells as having happened.
func (l *line) deeds() []deed {
	if !l.actsKnown {
		l.actsKnown = true
		l.acts = l.findDeeds()
	}
	return l.acts
}

func (l *line) findDeeds() []deed {
	if l.lexicons&(committing.number|striking.number|meddling.number) == 0 {
		return nil
	}
	if !l.names(communique.State, communique.Organisation, communique.Person, communique.Event) && !l.holdsAny(perpetrators) {
		return nil // nobody is there who did it or suffered it
	}
	var out []deed
	add := func(d deed, ok bool) {
		if ok && !slices.ContainsFunc(out, func(o deed) bool { return o.verb == d.verb }) {
			out = append(out, d)
		}
	}
	for f := range l.framesWhere(committing, func(i int, e lexeme) bool {
		return l.mayHaveHappened(i, e) && (l.near(strikes, i) || l.near(crimes, i) || l.near(attackNouns, i) || l.near(harms, i) && l.near(wickedly, i))
	}) {
		add(l.committed(f))
	}
	for f := range l.framesWhere(striking, func(i int, e lexeme) bool { return l.mayHaveHappened(i, e) && l.involves(i, e) }) {
		add(l.struckBy(f))
	}
	for f := range l.framesWhere(meddling, func(i int, e lexeme) bool {
		w := l.low[i]
		return l.mayHaveHappened(i, e) && l.involves(i, e) && (!e.noun || crimes.Has(w) || w == "use" && l.at(i+1) == "of" || harms.Has(w) && w != "use" && (l.has(wickedly, i-8, i) || l.at(i+1) == "to" && hostileAims.Has(l.at(i+2))))
	}) {
		add(l.struckBy(f))
	}
	return out
}

// involves reports whether somebody may have done or suffered the deed that the
// word at token i tells. What a noun tells is told of whoever stands in the phrase
// before it, else of those whom prepositions right behind it bring in.
func (l *line) involves(i int, e lexeme) bool {
	if next := l.at(i + 1); !e.noun || prepositions.Has(next) || next == "(" || isAdverb(next) || i+1 < l.Last && l.timeAt(i+1) {
		return true
	}
	for k := max(l.First, i-25); k <= i; k++ {
		if id := l.entityAt(k); id.IsActor() || id.Kind() == communique.Event || perpetrators.Has(l.low[k]) || pronouns.Has(l.low[k]) || l.timeAt(k) {
			return true
		}
	}
	return false
}

// holdsAny reports whether the sentence has one of the words.
func (l *line) holdsAny(words *fold.Set) bool {
	for i := l.First; i < l.Last; i++ {
		if words.Has(l.low[i]) {
			return true
		}
	}
	return false
}

// committed reads a verb whose object is the deed: "launched a war against".
func (l *line) committed(f *frame) (deed, bool) {
	object, ok := f.object()
	if !ok || f.nominal || !l.isDeed(object) {
		return deed{}, false
	}
	d := deed{frame: f, actor: nobody, hit: nobody, struck: strikes.Has(l.low[object.head])}
	for _, o := range f.obliques {
		if o.prep == "against" || o.prep == "on" && !l.timeAt(o.first) {
			d.hit = o.argument
			break
		}
	}
	if d.hit.empty() {
		d.hit = l.targetAfter(object)
	}
	d.what = l.eventWithin(min(object.first, f.left), max(object.last, d.hit.last))
	if d.what == "" {
		if d.what = l.named(object); d.what.Kind() == communique.Concept {
			d.what = l.np(l.wordsFrom(object.first, object.head), object.head)
		}
	}
	return l.completed(d)
}

// struckBy reads a verb or noun that is the deed itself.
func (l *line) struckBy(f *frame) (deed, bool) {
	w := l.low[f.verb]
	d := deed{frame: f, actor: nobody, hit: nobody, struck: strikes.Has(w)}
	if !f.nominal {
		d.struck = f.lemma != "target" && f.lemma != "exploit" && f.lemma != "interfere" && f.lemma != "meddle"
		if len(f.objects) == 0 && f.lemma != "interfere" && f.lemma != "meddle" && f.lemma != "intervene" {
			return deed{}, false
		}
	} else if !strikes.Has(w) && !crimes.Has(w) && !l.isHarm(f) {
		return deed{}, false
	}
	own := f.left
	if f.nominal && len(f.subjects) == 0 {
		f.subjects = l.patternOwner(f)
	}
	if o, ok := f.object(); ok {
		d.hit = o
	} else if o, ok := f.after("on", "against", "in", "at", "of"); ok && !l.timeAt(o.first) {
		d.hit = o.argument
	}
	d.what = l.eventWithin(f.left, max(f.right, d.hit.last))
	if d.what == "" && f.nominal {
		last := f.verb
		if o, ok := f.object(); ok && bareDeeds.Has(w) && l.at(f.verb+1) == "of" && o.last-f.verb < 9 {
			last = o.last // "use of a chemical weapon"
		}
		d.what = l.np(l.wordsFrom(own, f.verb), last)
	} else if d.what == "" {
		d.what = communique.EntityID("np:" + nounOf(f.lemma))
	}
	return l.completed(d)
}

// notYet reports whether a deed cannot be the event of its name: the text is
// older, or the deed is any one of its kind: "an invasion by Russia".
func (l *line) notYet(d *deed) bool {
	if e := l.entity(d.what); e.Exists.From != "" && l.publishedOn.To != "" && l.publishedOn.To < e.Exists.From {
		return true
	}
	if w := l.low[d.left]; d.nominal && (w == "a" || w == "an" || w == "any") && (d.what.Kind() == communique.Event || warlike.Has(l.low[d.verb])) {
		return !l.timeOf(d.frame).Known()
	}
	return false
}

// precedes reports whether a deed is told of a time before the event of its name
// began: "Russia invaded Ukraine in 2014" is not the invasion of 2022.
func (l *line) precedes(d *deed) bool {
	return d.what.Kind() == communique.Event && l.beforeEvent(d.what, l.timeOf(d.frame))
}

// beforeEvent reports whether a time is over when an event begins.
func (s *scan) beforeEvent(id communique.EntityID, t communique.TimeValue) bool {
	began := s.entity(id).Exists.From
	return began != "" && t.To != "" && t.To < began
}

// unnamed returns what a deed is by its own noun.
func (l *line) unnamed(d *deed) communique.EntityID {
	switch o, ok := d.object(); {
	case d.nominal:
		return l.np(l.wordsFrom(d.left, d.verb), d.verb)
	case ok && l.isDeed(o):
		return l.np(l.wordsFrom(o.first, o.head), o.head)
	}
	return communique.EntityID("np:" + nounOf(d.lemma))
}

// bareDeeds are nouns that name a deed only with what it was done with or to.
var bareDeeds = set("use theft")

// completed completes a deed by who did it and whom it hit, and drops what is not
// told as having happened or names neither.
func (l *line) completed(d deed) (deed, bool) {
	mood, told := l.told(d.frame)
	if !told || mood != communique.Asserted || d.negated || d.what == "" {
		return d, false
	}
	for _, s := range d.subjects {
		if d.nominal && s.last == s.first && (pronouns.Has(l.low[s.first]) || determiners.Has(l.low[s.first])) && (l.low[s.first] == "our" || l.low[s.first] == "my" || l.low[s.first] == "we") {
			return d, false // one's own war is no deed that one attributes
		}
		if d.nominal && s.last < d.verb && s.entity.Kind() == communique.State && !possessive(l.low[s.last]) && l.at(s.last+1) != "'s" && l.at(s.last+1) != "'" && !demonym(l.low[s.last]) {
			d.hit = s // "the Kosovo intervention" is not Kosovo's
			continue
		}
		if id := l.doer(s); id != "" {
			d.actor, d.by = s, id
			break
		}
	}
	if d.by == "" && d.nominal {
		d.by = l.doerInName(d.verb)
	}
	if w := l.low[d.verb]; d.nominal && !d.hit.empty() && d.hit.last < d.verb && d.hit.entity.Kind() == communique.Organisation && !broken.Has(w) {
		d.hit = nobody // "the Houthi attacks" hit others
	}
	if !d.hit.empty() && (strikes.Has(l.low[d.hit.head]) || waged.Has(l.low[d.hit.head])) {
		d.hit = l.targetAfter(d.hit) // "war of aggression against Ukraine", "war of choice"
	}
	if !d.hit.empty() && !pronouns.Has(l.low[d.hit.head]) && !l.timeAt(d.hit.first) {
		if id := d.hit.entity; id != "" && !id.IsActor() && id.Kind() != communique.Concept {
			d.hit = nobody
		} else {
			d.target = l.named(d.hit)
		}
	}
	if id := l.entityAt(d.hit.last + 2); !d.hit.empty() && d.target.Kind() != communique.State && id.Kind() == communique.State && (l.at(d.hit.last+1) == "," || l.isDash(d.hit.last+1)) {
		if next := l.at(l.lastOf(d.hit.last+2) + 1); (next == "" || next == "," || next == "." || l.isDash(l.lastOf(d.hit.last+2)+1)) && l.has(memberNouns, d.hit.first, d.hit.last) {
			d.target, d.hit.last = id, l.lastOf(d.hit.last+2) // "our NATO Ally, | Albania"
		}
	}
	if d.target == "" && d.what.Kind() == communique.Event && d.nominal {
		if d.target = l.targetInName(d.what); d.target == "" {
			d.target = l.targetOfEvent(&d)
		}
	}
	if !l.plausible(&d) {
		return d, false
	}
	if d.what.Kind() != communique.Event {
		if id := l.eventBetween(d.by, d.target); id != "" {
			d.what = id
		} else if id := l.knownDeed(&d); id != "" {
			d.what = id
		}
	}
	if l.notYet(&d) {
		return d, false
	}
	if l.precedes(&d) {
		d.what = l.unnamed(&d)
	}
	known := d.by.IsActor() || d.what.Kind() == communique.Event
	if d.nominal && !known && (!l.definite(d.frame) || d.by == "" && !d.target.IsActor()) {
		return d, false // an attack on anybody, by anybody
	}
	if !d.nominal && !known && !(d.isPast() || d.reduced) {
		return d, false // what such people do
	}
	return d, d.by != "" || d.struck && d.target != ""
}

// waged are nouns that say what kind of war or attack it is, or where it is spoken of, and not on whom.
var waged = set("choice attrition conquest words necessity terror agenda basis occasion scale nature kind sort")

// plausible reports whether a deed is told of somebody in particular. It takes
// from the deed the target that is nobody's.
func (l *line) plausible(d *deed) bool {
	w := l.low[d.verb]
	if !d.hit.empty() {
		switch l.at(d.hit.first) {
		case "a", "an", "any", "every", "no", "another":
			d.struck = false // on whom is open: "the worst attack on a company"
		}
	}
	switch {
	case d.nominal && (w == "war" || w == "wars" || w == "aggression"):
		// A war is a name of history; a war of somebody against somebody is a deed.
		return d.by.IsActor() && (!d.hit.empty() || d.what.Kind() == communique.Event && d.target != "")
	case d.lemma == "occupy":
		return d.by.Kind() != communique.Person && (d.target.Kind() == communique.State || d.hit.entity != "" || d.nominal && d.by.IsActor())
	case d.nominal && d.by.IsActor() && strikes.Has(w) && d.target == "" && !l.isWicked(d.frame) && d.what.Kind() != communique.Event:
		// "Estonia's cyberattack" may be the one that it suffered.
		return len(d.subjects) > 0 && d.subjects[0].first > d.verb
	case d.reduced && d.by == "" && !d.target.IsActor():
		return false
	case d.nominal && l.headlineLike() && d.hit.empty() && d.what.Kind() != communique.Event:
		return false // the matter of a section: "Chinese Infrastructure Attacks"
	}
	return true
}

// isWicked reports whether an adjective of a nominal frame calls it hostile.
func (l *line) isWicked(f *frame) bool {
	for k := f.left; k < f.verb; k++ {
		if wickedly.Has(l.low[k]) {
			return true
		}
	}
	return false
}

// doer returns who an argument says did a deed: an actor, or a noun phrase of
// such people as do them.
func (l *line) doer(a argument) communique.EntityID {
	if a.entity.IsActor() {
		return a.entity
	}
	if perpetrators.Has(l.low[a.head]) {
		return l.named(a)
	}
	if w := l.low[a.head]; w == "its" || w == "it" || w == "their" {
		if id := l.meant(a.head); id.Kind() == communique.State || id.Kind() == communique.Organisation {
			return id
		}
	}
	return ""
}

// patternOwner returns whose pattern or campaign of deeds a noun phrase tells,
// with its owner: "the PRC's | pattern of malicious activity".
func (l *line) patternOwner(f *frame) []argument {
	if l.at(f.left-1) != "of" || !patterns.Has(l.at(f.left-2)) {
		return nil
	}
	for j := f.left - 3; j >= l.First && j > f.left-9; j-- {
		w := l.low[j]
		if w == "'s" || w == "'" {
			continue
		}
		if possessive(w) || l.at(j+1) == "'s" || l.at(j+1) == "'" {
			a := l.ownerAt(j)
			f.left = a.first
			return []argument{a}
		}
		if w == "its" || w == "their" {
			f.left = j
			return []argument{{phrase{j, j, l.selfReference(w, j)}, j}}
		}
		if prepositions.Has(w) || l.Tokens[j].Kind == communique.Punctuation || l.Tokens[j].Tag.Verb() && l.Tokens[j].Tag != communique.VBG && l.Tokens[j].Tag != communique.VBN {
			break
		}
	}
	return nil
}

// patterns are words for many deeds; hostileAims are verbs for what hostile action is to bring about.
var (
	patterns    = set("pattern patterns series campaign campaigns acts wave spate string history record kind")
	hostileAims = set("undermine destabilize destabilise interfere influence weaken disrupt subvert sow sabotage steal poison topple delegitimize discredit")
)

// doerInName returns the state that opens the name of an event: "Russia's
// invasion of Ukraine", "Russian invasion".
func (l *line) doerInName(verb int) communique.EntityID {
	if l.entityAt(verb).Kind() != communique.Event {
		return ""
	}
	first, last := l.mentionTokens(verb)
	for k := max(first, l.First); k < last && k < verb; k++ {
		w := l.low[k]
		if name, ok := strings.CutSuffix(w, "'s"); ok {
			if id := communique.EntityID("state:" + name); l.entity(id).ID == id {
				return id
			}
		}
		for _, ending := range []string{"n", "an", "ian", "ese"} {
			stem, ok := strings.CutSuffix(w, ending)
			if !ok {
				continue
			}
			for _, id := range []communique.EntityID{communique.EntityID("state:" + stem), communique.EntityID("state:" + stem + "a")} {
				if e := l.entity(id); e.ID == id && slices.ContainsFunc(e.Adjectives, func(a string) bool { return strings.EqualFold(a, w) }) {
					return id
				}
			}
		}
	}
	return ""
}

// isDeed reports whether a noun phrase names a hostile act.
func (l *line) isDeed(a argument) bool {
	w := l.low[a.head]
	if strikes.Has(w) || crimes.Has(w) || l.entityAt(a.head).Kind() == communique.Event && l.attackWithin(a.first, a.last) {
		return true
	}
	if !harms.Has(w) {
		return false
	}
	for k := a.first; k < a.head; k++ {
		if wickedly.Has(l.low[k]) {
			return true
		}
	}
	return false
}

// isHarm reports whether a nominal frame is told by a noun that an adjective makes hostile.
func (l *line) isHarm(f *frame) bool {
	if l.low[f.verb] == "use" {
		o, ok := f.object()
		return ok && (strings.HasPrefix(l.low[o.head], "weapon") || perpetrators.Has(l.low[o.head]))
	}
	if l.at(f.verb+1) == "to" && hostileAims.Has(l.at(f.verb+2)) && harms.Has(l.low[f.verb]) && len(f.subjects) > 0 {
		return true // "Russia's actions to undermine"
	}
	return harms.Has(l.low[f.verb]) && l.isWicked(f)
}

// wordsFrom returns where the words for a deed whose noun is token last begin,
// behind articles and whoever did it.
func (l *line) wordsFrom(first, last int) int {
	start := first
	for k := first; k < last; k++ {
		if w := l.low[k]; possessive(w) || w == "its" || w == "their" || l.entityAt(k).IsActor() || determiners.Has(w) || lasting.Has(w) && k == start {
			start = k + 1
		}
	}
	return min(start, last)
}

// broken are nouns of deeds that a name before them suffered: "the OPM breach".
var broken = set("breach breaches hack hacks intrusion intrusions compromise heist")

// lasting are adjectives that say how long or how often a deed went on, not what it was.
var lasting = set("ongoing continued continuing broader repeated recent recurring persistent subsequent alleged further new latest previous past current")

// definite reports whether a noun phrase means one deed that happened: "the",
// "this", an owner, or a time of its own.
func (l *line) definite(f *frame) bool {
	switch l.low[f.left] {
	case "a", "an", "any", "every", "no", "such", "another", "future", "each":
		return false
	}
	w := l.low[f.left]
	return w == "the" || w == "this" || w == "these" || w == "those" || possessive(w) || l.timeOf(f).Known()
}

// eventWithin returns the event that the tokens name, "" where they name none.
func (l *line) eventWithin(first, last int) communique.EntityID {
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Event {
			return id
		}
	}
	if id := l.eventOn(first, last); id != "" {
		return id
	}
	return l.knownAttackOn(first, last)
}

// eventBetween returns the one event of the document whose id names both states:
// "Russia's aggression against Ukraine" in a text that names the invasion.
func (s *scan) eventBetween(by, target communique.EntityID) communique.EntityID {
	if by.Kind() != communique.State || target.Kind() != communique.State || by == target {
		return ""
	}
	return s.onlyEvent(func(id communique.EntityID) bool {
		return strings.Contains(id.Name(), by.Name()) && strings.Contains(id.Name(), target.Name())
	})
}

// targetOfEvent returns whom the name of an event says it struck: the state that
// its id names beside the one that did it, else the words after "of" in the name.
func (l *line) targetOfEvent(d *deed) communique.EntityID {
	parts := strings.Split(d.what.Name(), "-")
	for _, p := range slices.Backward(parts) {
		if id := communique.EntityID("state:" + p); id != d.by && p != "" && l.entity(id).ID == id {
			return id
		}
	}
	if l.entityAt(d.verb) != d.what {
		return ""
	}
	first, last := l.mentionTokens(d.verb)
	for k := max(first, d.verb+1); k < last && k+1 < l.Last; k++ {
		if l.low[k] == "of" {
			d.hit = argument{phrase{k + 1, min(last, l.Last-1), ""}, min(last, l.Last-1)}
			return l.np(k+1, min(last, l.Last-1))
		}
	}
	return ""
}

// knownDeed returns the event that the gazetteer has under the target of a deed
// and the year that the sentence or its paragraph states, or under the states
// at war, the text being no older than the event; "" where it has none.
func (l *line) knownDeed(d *deed) communique.EntityID {
	by := d.by
	if by.Kind() == communique.Person {
		by = l.governs(by)
	}
	until := l.publishedOn.To
	if until == "" {
		until = l.publishedOn.From // the text is of that day or later
	}
	if by.Kind() == communique.State && l.has(warlike, d.left, d.right) && until != "" {
		if state := l.stateWithin(d); state != "" && state != by {
			if id := l.yearOf("event:"+by.Name()+"-invasion-"+state.Name()+"-", until); id != "" {
				return id
			}
		}
	}
	if !attackNouns.Has(l.low[d.verb]) && !l.isCyber(d) || d.target.Kind() != communique.State && d.target.Kind() != communique.Organisation {
		return ""
	}
	names := []string{d.target.Name()}
	if short, _, cut := strings.Cut(d.target.Name(), "-"); cut && d.target.Kind() == communique.Organisation {
		names = append(names, short) // "org:sony-pictures"
	}
	for _, span := range []communique.Span{l.Sentence.Span, l.Paragraphs[l.Paragraph]} {
		for _, t := range l.TimesIn(span) {
			if len(t.From) < 4 || t.Exact == "" {
				continue
			}
			for _, name := range names {
				id := communique.EntityID("event:" + name + "-" + string(t.From[:4]))
				if e := l.entity(id); e.ID == id && (e.Exists.From == "" || (t.From == "" || t.From <= e.Exists.From) && (t.To == "" || e.Exists.From <= t.To)) {
					return id
				}
			}
		}
	}
	return ""
}

var warlike = set("war invasion aggression invaded invades invade invading")

// isCyber reports whether the words of a deed say that it was done by computers.
func (l *line) isCyber(d *deed) bool {
	for k := d.left; k <= d.right && k < l.Last; k++ {
		if strings.HasPrefix(l.low[k], "cyber") || strings.HasPrefix(l.low[k], "hack") || attackNouns.Has(l.low[k]) {
			return true
		}
	}
	return false
}

// stateWithin returns the state that the target of a deed is or holds: "the people of Ukraine".
func (l *line) stateWithin(d *deed) communique.EntityID {
	if d.target.Kind() == communique.State || d.hit.empty() {
		return d.target
	}
	for k := d.hit.first; k <= d.hit.last+2 && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.State {
			return id
		}
	}
	return ""
}

// yearOf returns the event with the last year, not after a day, that makes an id known.
func (l *line) yearOf(prefix string, until communique.Day) communique.EntityID {
	const farBack = 30
	year, err := strconv.Atoi(string(until[:4]))
	if err != nil {
		return ""
	}
	for y := year; y > year-farBack; y-- {
		id := communique.EntityID(prefix + strconv.Itoa(y))
		if e := l.entity(id); e.ID == id && (e.Exists.From == "" || e.Exists.From <= until) {
			return id
		}
	}
	return ""
}

// targetAfter returns what a deed's noun phrase was done to: "a war against the people".
func (l *line) targetAfter(a argument) argument {
	for k := a.head + 1; k < a.head+6 && k < l.Last; k++ {
		if w := l.low[k]; w == "against" || w == "on" && !l.timeAt(k+1) {
			if hit, ok := l.nounAt(k+1, min(k+farRight, l.Last-1)); ok {
				return hit
			}
		}
	}
	return nobody
}

// nounOf returns the noun of a striking verb.
func nounOf(lemma string) string {
	for _, n := range strings.Fields(deverbal[lemma]) {
		return strings.TrimPrefix(n, "<")
	}
	return lemma
}

// deedClaim drafts a claim that rests on a deed's own words.
func (l *line) deedClaim(kind communique.Kind, d deed) communique.Claim {
	const near = 14 // tokens between the doer and the deed
	first, last := d.left, d.verb
	right := d.right
	if d.nominal && d.content >= 0 && strikes.Has(l.low[d.verb]) {
		right = d.content - 2 // "invasion of Ukraine | to reiterate"
	}
	if !d.nominal || d.by != "" {
		last = max(last, min(right, d.verb+near))
	}
	if !d.actor.empty() && d.actor.first < first && d.verb-d.actor.first < near {
		first = d.actor.first
	}
	if !d.actor.empty() && d.actor.last > last && d.actor.last < d.verb+2*near {
		last = d.actor.last
	}
	if !d.hit.empty() && d.hit.last > d.verb && d.hit.last < d.verb+2*near {
		last = max(d.hit.last, min(last, d.verb))
	}
	if !d.actor.empty() && d.actor.first > d.verb {
		last = max(last, d.actor.last)
	}
	if l.entityAt(d.verb).Kind() == communique.Event {
		from, to := l.mentionTokens(d.verb)
		first, last = min(first, from), max(last, to)
	}
	c := l.draft(kind, "deed", max(first, l.First), min(last, l.Last-1), d.verb)
	if d.nominal {
		l.ridesAlong(&c, d.verb)
	}
	c.Subject = d.what
	if c.About = l.happened(&c, d.frame); c.About.Exact != "" && l.attributive(c.About) && int(l.Tokens[l.TokenAt(c.About.Evidence.End-1)].Head) != d.verb {
		c.About = communique.TimeValue{} // "attempts to influence the 2020 election"
	}
	l.onTheDay(&c)
	return c
}

// onTheDay gives a claim on an event the event's own year where the text tells but
// its day: "was attacked on September 11th".
func (l *line) onTheDay(c *communique.Claim) {
	e, t := l.entity(c.Subject), c.About
	if c.Subject.Kind() != communique.Event || len(e.Exists.From) != 10 || len(t.From) != 10 || t.From != t.To || t.From == e.Exists.From ||
		t.From[4:] != e.Exists.From[4:] || strings.Contains(t.Exact, string(t.From[:4])) {
		return
	}
	c.About.Days, c.About.EDTF, c.About.Basis = communique.Days{From: e.Exists.From, To: e.Exists.From}, string(e.Exists.From), "the day of "+e.Name
}

// deedAttributions makes the attributions of a sentence's deeds.
func (l *line) deedAttributions() []communique.Claim {
	var out []communique.Claim
	for _, d := range l.deeds() {
		if d.by == "" || d.by == d.target {
			continue
		}
		c := l.deedClaim(communique.Attribution, d)
		c.Object = d.by
		out = append(out, c)
	}
	return out
}

// deedIncidents makes the incidents of a sentence's deeds.
func (l *line) deedIncidents() []communique.Claim {
	var out []communique.Claim
	for _, d := range l.deeds() {
		if !d.struck || d.target == "" {
			continue
		}
		c := l.deedClaim(communique.Incident, d)
		c.Object = d.target
		out = append(out, c)
	}
	return out
}

// besides returns the claims that rest on no words of those found before.
func besides(found, more []communique.Claim) []communique.Claim {
	for _, c := range more {
		if !slices.ContainsFunc(found, func(f communique.Claim) bool { return f.Evidence.Span.Overlaps(c.Evidence.Span) }) {
			found = append(found, c)
		}
	}
	return found
}
