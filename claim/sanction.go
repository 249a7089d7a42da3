package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// sanction finds that an actor punishes another, in every voice and by nouns:
// expulsions, sanctions and other restrictions, designations, bans, frozen
// assets, charges. The one who acts is the subject, the target the object. What
// could or should be imposed is none, nor is a rule that is merely in force.
var sanction = Kind{communique.Sanction, findSanctions, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" {
		return nil
	}
	return []communique.Question{key("sanction", c.Subject, c.Object)}
}}

// How a text tells of a sanction.
var (
	// the verb has the target as its object
	punishing = lexiconOf("expel sanction indict blacklist penalize penalise").withNouns("expel", "ouster")
	// so has this, but only targets that can be punished: it says other things too
	listing = lexiconOf("designate charge ban bar prohibit exclude suspend fine").verbsOnly()
	// the verb has the measure as its object, the target follows
	imposing = lexiconOf("impose slap levy announce unveil introduce adopt place enact extend renew tighten expand strengthen toughen broaden approve file bring unseal issue reimpose maintain put enforce apply declare add").verbsOnly().withForms("slap", "slapped", "slapped")
	// the verb has the target's goods as its object
	seizing = lexiconOf("freeze seize revoke block confiscate").verbsOnly().withForms("freeze", "froze", "frozen")
	// nouns that are the measure itself: "US sanctions on Iran"
	measuresNamed = (&lexicon{}).withNouns("sanction", "sanctions embargo tariff blacklist indictment").withNouns("ban", "ban")
)

var (
	// measures punish by themselves
	penalties = set("sanction sanctions embargo embargoes embargos tariff tariffs indictment indictments charge charges penalty penalties fine fines blacklist")
	// limits do where they are aimed at somebody
	limits = set("restriction restrictions measures countermeasures ban bans prohibition prohibitions limitation limitations costs freeze freezes controls curbs blockade")
	// those who can be punished without being named
	punishable = set(`officials official officers officer diplomats diplomat ambassador envoy envoys attaché attachés individuals individual persons person people entities entity
		companies company firms firm banks bank hackers hacker oligarchs oligarch elites members nationals national citizens citizen operatives operative agents agent organizations
		organisations organization organisation groups group institutions exchange exchanges ministers minister leaders leader generals general judges judge soldiers spies spy
		criminals cybercriminals executives businessmen politicians lawmakers men man women vessels ships tankers aircraft airlines actors suspects defendants contractors
		actor attackers personnel staff developers administrators affiliates regime associates networks journalists intermediaries facilitators proxies debt accounts`)
	// what is taken from a target
	holdings = set("assets asset visa visas accounts account funds property properties bonds licence licences license licenses accreditation accreditations reserves yacht yachts domains websites")
)

func findSanctions(l *line) []communique.Claim {
	var out []communique.Claim
	add := func(found []communique.Claim) {
		for _, c := range found {
			if !slices.ContainsFunc(out, func(o communique.Claim) bool {
				return o.Object == c.Object && o.Evidence.Span.Overlaps(c.Evidence.Span)
			}) {
				out = append(out, c)
			}
		}
	}
	for f := range l.frames(punishing) {
		l.countedTarget(f)
		add(l.punished(f, f.objects, f.lemma == "expel" || f.lemma == "sanction" || f.lemma == "indict"))
	}
	for f := range l.framesWhere(listing, func(i int, e lexeme) bool { return l.near(listed[e.lemma], i) }) {
		if l.listsAsPunished(f) {
			add(l.punished(f, f.objects, false))
		}
	}
	for f := range l.framesWhere(imposing, func(i int, e lexeme) bool {
		if e.lemma == "declare" {
			return l.near(nonGrata, i)
		}
		return l.near(penalties, i) || l.near(limits, i) || (e.lemma == "place" || e.lemma == "put" || e.lemma == "add") && l.near(lists, i)
	}) {
		if targets, ok := l.measureAgainst(f); ok {
			add(l.punished(f, targets, true))
		}
	}
	for f := range l.framesWhere(seizing, func(i int, _ lexeme) bool { return l.near(holdings, i) }) {
		if targets, ok := l.holdingsOf(f); ok {
			add(l.punished(f, targets, true))
		}
	}
	for f := range l.framesWhere(measuresNamed, func(i int, _ lexeme) bool { return l.aimsAt(i) }) {
		add(l.measureNamed(f))
	}
	return out
}

// What the words around a verb must hold for it to punish.
var (
	listed = map[string]*fold.Set{"designate": punishable.With(set("terrorist terrorists")), "charge": benches.With(set("with over in against")), "exclude": set("from"), "suspend": set("from")}
	lists  = set("list lists blacklist sanctions")
	// of persons who are unwanted
	nonGrata = set("persona personae")
)

// near reports whether one of the words stands around token i in its sentence; nil asks for nothing.
func (l *line) near(w *fold.Set, i int) bool {
	return w == nil || l.has(w, i-farLeft, min(i+farLeft, l.Last-1))
}

// aimsAt reports whether "on" or "against" follows a measure at token i, with nothing but its year or kind between.
func (l *line) aimsAt(i int) bool {
	return l.has(towards, i+1, min(i+5, l.Last-1))
}

var towards = set("on against")

// listsAsPunished reports whether a verb that says other things too punishes
// its objects: "designated six companies", "charged with fraud", "banned from".
func (l *line) listsAsPunished(f *frame) bool {
	if len(f.objects) == 0 {
		return false
	}
	switch f.lemma {
	case "designate":
		if o, ok := f.after("as"); ok {
			return l.has(set("terrorist terrorists"), o.first, o.last)
		}
		o := f.objects[0]
		if w := l.at(o.first); (w == "a" || w == "an" || w == "one") && !l.holdsActor(o.first, o.last) {
			return false // "will designate a person for the question"
		}
		return l.has(punishable, o.first, o.last)
	case "charge":
		w := l.at(max(f.objects[0].last, f.last) + 1)
		return w == "with" || w == "over" || w == "in" || f.passive
	case "exclude", "suspend":
		o, ok := f.after("from")
		return ok && o.entity.IsActor() && f.objects[0].entity.IsActor()
	case "prohibit":
		return l.holdsActor(f.objects[0].first, f.objects[0].last)
	case "fine":
		return f.objects[0].entity.Kind() == communique.Organisation
	}
	return true
}

// measureAgainst returns at whom the measures that are a frame's object are aimed:
// "imposed sanctions on Iran and Syria", "announced charges against four
// officers", "approved new Russia sanctions"; and for "declare" who is declared unwanted.
func (l *line) measureAgainst(f *frame) ([]argument, bool) {
	object, ok := f.object()
	if !ok {
		return nil, false
	}
	if f.lemma == "declare" {
		if !l.unwanted(f) {
			return nil, false
		}
		out := slices.Clone(f.objects)
		for i, a := range out {
			for k := a.first + 1; k <= a.last; k++ {
				if l.low[k] == "persona" || l.low[k] == "personae" {
					out[i].last, out[i].head = k-1, k-1
					break
				}
			}
		}
		return out, true
	}
	if f.lemma == "place" || f.lemma == "put" || f.lemma == "add" {
		if o, ok := f.after("on", "under", "onto", "to"); ok && (l.has(set("blacklist sanctions"), o.first, o.last) || l.has(set("list"), o.first, o.last) && l.has(set("entity sanctions trade export"), o.first, o.last)) && !limits.Has(l.low[object.head]) && !penalties.Has(l.low[object.head]) {
			return f.objects, true
		}
	}
	for _, measure := range f.objects {
		w := l.low[l.headOfMeasure(measure)]
		sharp := penalties.Has(w)
		if !sharp && !limits.Has(w) {
			continue
		}
		for _, o := range f.obliques {
			switch o.prep {
			case "on", "against", "upon", "in", "at":
				if o.at < measure.head || l.timeAt(o.first) || o.prep == "in" && (w != "costs" || !markets.Has(l.low[o.head])) || o.prep == "at" || l.verbWithin(measure.head+1, o.at-1) {
					continue
				}
				list := l.listed(o.argument, o.first, f.right)
				if sharp && !blunt.Has(w) || l.aimed(o.argument) {
					return list, true
				}
			case "to":
				if f.lemma == "apply" && l.aimed(o.argument) {
					return l.listed(o.argument, o.first, f.right), true
				}
			}
		}
		// "restrictions — unheard of ones — on Iran"
		if k := measure.last + 1; l.isDash(k) {
			for end := k + 1; end < k+14 && end+2 < l.Last; end++ {
				if l.isDash(end) && (l.low[end+1] == "on" || l.low[end+1] == "against") {
					if a, ok := l.nounAt(end+2, min(l.Last-1, end+farRight)); ok && l.aimed(a) {
						return l.listed(a, a.first, l.Last-1), true
					}
				}
			}
		}
		// "sanctions targeting three banks"
		for k := measure.head + 1; k <= measure.head+3 && k < l.Last; k++ {
			if l.low[k] == "targeting" || l.low[k] == "aimed" && l.at(k+1) == "at" {
				from := k + 1
				if l.low[k] == "aimed" {
					from++
				}
				if a, ok := l.nounAt(from, min(l.Last-1, from+farRight)); ok {
					return l.listed(a, a.first, l.Last-1), true
				}
			}
		}
		// "Russia sanctions", "sanctions" whose target the adjective names
		for k := measure.first; k < measure.head; k++ {
			if id := l.entityAt(k); id.Kind() == communique.State && !possessive(l.low[k]) && !demonym(l.low[k]) && l.at(k+1) != "'s" && sharp && id != l.subjectID(f) {
				return []argument{{phrase{k, l.lastOf(k), id}, l.lastOf(k)}}, true
			}
		}
	}
	return nil, false
}

// blunt are measures that are no sanctions where they are aimed at things.
var (
	blunt   = set("charge charges fine fines tariff tariffs penalty penalties")
	markets = set("market markets economy sector sectors industry")
)

// verbWithin reports whether a verb stands in a stretch of tokens: "sanctions |
// based on conduct".
func (l *line) verbWithin(first, last int) bool {
	for k := first; k <= last && k < l.Last; k++ {
		if l.Tokens[k].Tag.Verb() {
			return true
		}
	}
	return false
}

// subjectID returns who acts in a frame, "" where that stays open.
func (l *line) subjectID(f *frame) communique.EntityID {
	if s, ok := f.subject(); ok {
		return l.actsFor(s)
	}
	return ""
}

// headOfMeasure returns the token of the measure itself: "another set of |
// restrictions", "a package of | sanctions", "an asset | freeze".
func (l *line) headOfMeasure(a argument) int {
	if l.at(a.head+1) == "of" && bundles.Has(l.low[a.head]) {
		for k := a.head + 2; k <= a.head+6 && k < l.Last; k++ {
			if penalties.Has(l.low[k]) || limits.Has(l.low[k]) {
				return k
			}
		}
	}
	return a.head
}

var bundles = set("set package round series range number raft wave slate variety tranche batch list")

// aimed reports whether a phrase names somebody or something of somebody that a
// measure can be aimed at.
func (l *line) aimed(a argument) bool {
	return a.entity.IsActor() || punishable.Has(l.low[a.head]) || l.holdsActor(a.first, a.last) ||
		l.Tokens[a.head].Tag == communique.NNP && isTitleCase(l.Word(a.head)) && !l.timeAt(a.head)
}

// unwanted reports whether a frame declares its objects unwanted persons.
func (l *line) unwanted(f *frame) bool {
	for k := f.verb + 1; k <= f.right+3 && k+2 < l.Last; k++ {
		if (l.low[k] == "persona" || l.low[k] == "personae") && l.at(k+1) == "non" {
			return true
		}
	}
	return false
}

// holdingsOf returns whose assets or visas a frame takes: "froze the assets of
// X", "revoked X's visas", "blocked property belonging to X".
func (l *line) holdingsOf(f *frame) ([]argument, bool) {
	object, ok := f.object()
	if !ok || !holdings.Has(l.low[object.head]) {
		return nil, false
	}
	for _, o := range f.obliques {
		if (o.prep == "of" || o.prep == "from" || o.prep == "for") && o.at >= object.head && l.aimed(o.argument) {
			return l.listed(o.argument, o.first, f.right), true
		}
	}
	if l.at(object.head+1) == "of" || l.at(object.head+1) == "belonging" {
		if a, ok := l.nounAt(object.head+2, f.right); ok && l.aimed(a) {
			return l.listed(a, a.first, f.right), true
		}
	}
	for k := object.first; k < object.head; k++ {
		if id := l.entityAt(k); id.IsActor() {
			return []argument{{phrase{l.firstOfMention(k), l.lastOf(k), id}, l.lastOf(k)}}, true
		}
	}
	return nil, false
}

// measureNamed reads a measure that a noun phrase gives to who takes it and
// aims at somebody: "US sanctions on Iran", "the American embargo against Cuba".
func (l *line) measureNamed(f *frame) []communique.Claim {
	if l.low[f.verb] == "ban" && l.at(f.verb+1) != "on" {
		return nil
	}
	var targets []argument
	for _, o := range f.obliques {
		if (o.prep == "on" || o.prep == "against") && !l.timeAt(o.first) && (o.entity.IsActor() || punishable.Has(l.low[o.head])) {
			targets = l.listed(o.argument, o.first, f.right)
			break
		}
	}
	if targets == nil {
		return nil
	}
	by := f.subjects
	if by == nil {
		// "EU sanctions", "the United States embargo": the name right before it.
		for k := f.verb - 1; k >= l.First && k > f.verb-6 && (l.mention[k] >= 0 || l.Tokens[k].Tag == communique.JJ || l.Tokens[k].Tag.Noun()); k-- {
			if id := l.entityAt(k); id.Kind() == communique.State || id.Kind() == communique.Organisation {
				first := l.firstOfMention(k)
				by = []argument{{phrase{first, k, id}, k}}
				f.left = min(f.left, first)
				break
			}
		}
	}
	if by == nil {
		return nil
	}
	f.subjects = by
	out := l.punished(f, targets, true)
	for i := range out {
		out[i].Rule = "sanction/noun"
		l.ridesAlong(&out[i], f.verb)
	}
	return out
}

// punished makes a claim for each target of a frame; any says that words for
// other things than people may be one.
func (l *line) punished(f *frame, targets []argument, any bool) []communique.Claim {
	if f.form == gerund && f.first == f.verb && f.verb > l.First && isTitleCase(l.Word(f.verb)) && !l.headlineLike() {
		return nil // the title of an order
	}
	mood, told, now := l.toldOrTaken(f)
	if !told || len(targets) == 0 || f.negated && f.nominal || mood == communique.Planned && l.supposed(f) {
		return nil
	}
	var by communique.EntityID
	var actor argument
	for _, s := range f.subjects {
		if id := l.actsFor(s); id != "" {
			by, actor = id, s
			break
		}
	}
	if by == "" && len(f.subjects) > 0 && benches.Has(l.low[f.subjects[0].head]) && (f.lemma == "indict" || f.lemma == "charge" || f.lemma == "fine") {
		by, actor = l.named(f.subjects[0]), f.subjects[0]
	}
	if by == "" && f.nominal && f.lemma == "expel" {
		by, actor = l.expelledFrom(f)
	}
	if by == "" && len(f.subjects) > 0 && (!f.nominal || f.lemma != "expel") {
		return nil // a law or a thing does it
	}
	if by == "" && !(f.lemma == "expel" || f.lemma == "indict" || f.lemma == "charge" || f.lemma == "sanction") {
		return nil
	}
	if by == "" && (!f.passive && !f.nominal || f.nominal && f.lemma != "expel") {
		return nil
	}
	if f.lemma == "prohibit" && !by.IsActor() {
		return nil // what a provision does
	}
	if parent := l.entity(by).Parent; parent.Kind() == communique.State && !actor.empty() && pronouns.Has(l.low[actor.head]) {
		by = parent // "we" of a press secretary
	}
	if by == "" && f.passive && !f.isPast() {
		return nil // "those who are sanctioned"
	}
	if o, ok := f.after("from"); ok && f.lemma == "expel" && l.has(set("network networks systems system school"), o.first, o.last) {
		return nil
	}
	targets = l.countedAlike(targets)
	var out []communique.Claim
	for _, t := range targets {
		object, value, first := l.target(t)
		if object == "" || object == by {
			continue
		}
		people := t.entity.IsActor() || l.has(punishable, t.first, t.last)
		if !people && !(any && l.holdsActor(t.first, t.last)) && !(any && f.lemma != "expel" && f.lemma != "sanction" && f.lemma != "indict") {
			continue
		}
		if f.lemma == "expel" && !expellable.Has(l.low[t.head]) && !(t.entity.Kind() == communique.State && len(f.obliques) > 0) && t.entity.Kind() != communique.Person {
			continue // a people, or an intruder
		}
		if by == "" && f.lemma == "charge" && t.entity.Kind() != communique.Person && !punishable.Has(l.low[t.head]) {
			continue
		}
		left, right := min(f.left, f.first), max(t.last, f.verb)
		if !actor.empty() && actor.first < left && f.verb-actor.first < farLeft {
			left = actor.first
		}
		if !actor.empty() && actor.last > right && actor.last-right < 12 {
			right = actor.last
		}
		if t.last < f.verb {
			left = min(left, t.first)
		}
		if o, ok := f.object(); ok && o.first <= t.first && t.last < o.head {
			right = max(right, o.head) // "approved new Russia | sanctions"
		}
		if f.infinitive && actor.last < f.first && f.first-actor.last > 8 {
			left = f.verb
		}
		if len(targets) > 1 && len(out) > 0 {
			left, right = first, t.last
		}
		c := l.draft(communique.Sanction, strings.ReplaceAll(f.lemma, " ", "-"), max(left, l.First), min(right, l.Last-1), f.verb)
		c.Subject, c.Object, c.Value, c.Modality = by, object, value, mood
		if !f.nominal {
			c.Polarity = f.polarity()
		}
		c.About = l.actTime(&c, f)
		if now && !c.About.Known() {
			c.About = l.present(&c, f.verb)
		}
		if f.form == gerund && f.first == f.verb && f.governor >= l.First && f.governor < l.Last && l.Tokens[f.governor].Tag != communique.VBZ && l.Tokens[f.governor].Tag != communique.VBP && l.Tokens[f.governor].Tag.Verb() {
			c.About = l.timeOf(f) // "retaliated by expelling": when, the other verb says
		}
		out = append(out, c)
		if f.lemma == "expel" && c.Value != nil {
			out = append(out, l.expelledBy(c, max(t.last, right)+1)...)
		}
	}
	return out
}

// expelledBy reads whose part of those expelled is told behind the whole: "…,
// including 60 from the United States and | four from Canada".
func (l *line) expelledBy(whole communique.Claim, from int) []communique.Claim {
	var out []communique.Claim
	for k := from; k+2 < l.Last && k < from+30; k++ {
		n, last, ok := l.number(k)
		if !ok || l.at(last+1) != "from" && l.at(last+1) != "by" {
			continue
		}
		j := last + 2
		for determiners.Has(l.at(j)) {
			j++
		}
		if by := l.entityAt(j); by.Kind() == communique.State && by != whole.Subject {
			c := whole
			c.Rule, c.Subject = string(communique.Sanction)+"/part", by
			c.Value = &communique.Value{N: n, Unit: whole.Value.Unit, Cmp: communique.Equal}
			c.Evidence = l.span(k, min(l.lastOf(j), l.Last-1)).Quote(l.Text)
			out = append(out, c)
		}
		k = last
	}
	return out
}

// toldOrTaken is told that also knows "is taking action to impose", and leaves
// out what hangs on "should" or "must". Now says that the action is under way.
func (l *line) toldOrTaken(f *frame) (mood communique.Modality, told, now bool) {
	mood, told = l.told(f)
	h := f.governor
	if !f.parsed || h < l.First || h >= l.Last {
		return mood, told, false
	}
	if f.infinitive && !told && (steps.Has(l.low[h]) || takingForms.Has(l.low[h])) {
		v := h
		if !takingForms.Has(l.low[h]) {
			v = int(l.Tokens[h].Head)
		}
		if v >= l.First && v < l.Last && takingForms.Has(l.low[v]) {
			g := l.verbGroup(v, formOf(l.Tokens[v].Tag))
			if g.finite() && !g.negated && (g.modal == "" || g.modal == "will") && !l.inCondition(g) {
				return g.modality(), true, g.modal == "" && !g.isPast()
			}
		}
	}
	for n := 0; told && n < 4 && h >= l.First && h < l.Last && (f.infinitive || f.form == gerund); n++ {
		if m := l.verbGroup(h, formOf(l.Tokens[h].Tag)).modal; l.Tokens[h].Tag.Verb() && m != "" && m != "will" {
			return mood, false, false
		}
		if d := l.Tokens[h].Dependency; d != communique.Conj && d != communique.Xcomp && d != communique.Advcl {
			break
		}
		h = int(l.Tokens[h].Head)
	}
	return mood, told, false
}

var (
	steps       = set("action actions step steps measures")
	takingForms = set("take takes took taken taking")
	expellable  = set("diplomats diplomat ambassador officers officer officials official envoy envoys attaché attachés spies personnel staff individuals")
)

// actTime is happened without times that only tell one thing from another: "the
// 2020 election".
func (l *line) actTime(c *communique.Claim, f *frame) communique.TimeValue {
	t := l.happened(c, f)
	if t.Exact == "" {
		if l.low[f.verb] == "froze" {
			return communique.TimeValue{} // no present, whatever its tag
		}
		if !t.Known() && f.isPast() && !f.nominal && l.inText(l.First, f.first, "today") {
			return l.present(c, f.verb) // "Under its powers today, the ministry sanctioned"
		}
		return t
	}
	last := l.TokenAt(t.End - 1)
	if last < l.First || last+1 >= l.Last || !f.parsed {
		return t
	}
	switch d := l.Tokens[last].Dependency; d {
	case communique.Amod, communique.Compound, communique.Nummod, communique.NmodUnmarked:
		if h := int(l.Tokens[last].Head); h > last && h < l.Last && l.Tokens[h].Tag.Noun() && last > f.verb && !l.timeAt(h) {
			return communique.TimeValue{}
		}
	}
	return t
}

// benches are those who charge and convict.
var benches = set("jury court judge judges tribunal magistrate prosecutors prosecutor")

// supposed reports whether a condition stands anywhere in the sentence of a frame.
func (l *line) supposed(f *frame) bool {
	for k := l.First; k < l.Last; k++ {
		if conditions.Has(l.low[k]) && l.sameVoice(f.verb, k) {
			return true
		}
	}
	return false
}

// countedAlike joins the members of a list that one number counts: "32 entities and
// individuals" are one target, "six persons and three entities" two.
func (l *line) countedAlike(list []argument) []argument {
	out := list[:1:1]
	for _, a := range list[1:] {
		prev := &out[len(out)-1]
		if a.entity == "" && prev.entity == "" && l.numberIn(a) < 0 && a.first > prev.last && a.first-prev.last <= 3 && !l.holdsActor(a.first, a.last) {
			prev.last, prev.head = a.last, a.head
			continue
		}
		out = append(out, a)
	}
	return out
}

// numberIn returns the token of the number that counts an argument, -1 where none does.
func (l *line) numberIn(a argument) int {
	for k := a.first; k <= a.head; k++ {
		if _, _, ok := l.number(k); ok {
			return k
		}
	}
	return -1
}

// withForms adds the past and the participle of a verb that has forms of its own.
func (x *lexicon) withForms(lemma, past_, participle_ string) *lexicon {
	x.add(past_, lexeme{lemma: lemma, form: past})
	x.add(participle_, lexeme{lemma: lemma, form: participle})
	return x
}

// target reads whom a measure is aimed at, with their number, and the first token of both.
func (l *line) target(a argument) (communique.EntityID, *communique.Value, int) {
	first := a.first
	if n := l.numberIn(a); n >= 0 && !a.entity.IsActor() {
		count, last, _ := l.number(n)
		if last >= a.head {
			return "", nil, first
		}
		v := &communique.Value{N: count, Cmp: communique.Equal}
		if c, from, ok := l.comparator(n); ok {
			v.Cmp, first = c, min(first, from)
		}
		from := last + 1
		for from < a.head && (determiners.Has(l.low[from]) || vague.Has(l.low[from]) || l.low[from] == "of" || ownerWord(l.low[from])) {
			from++
		}
		v.Unit = strings.ToLower(strings.Join(strings.Fields(l.text(a.head, a.head)), " "))
		for k := from; k < a.head; k++ {
			if l.low[k] == "and" && k > from { // "entities and individuals"
				v.Unit = strings.ToLower(l.text(k-1, a.head))
			}
		}
		return l.np(from, a.head), v, first
	}
	if a.entity.IsActor() {
		return a.entity, nil, first
	}
	return l.named(a), nil, first
}

// countedTarget gives a frame the object that begins with a bound on its number:
// "the expulsion of | over 120 diplomats", "expelled | more than 60 officials".
func (l *line) countedTarget(f *frame) {
	if len(f.objects) > 0 {
		return
	}
	j := f.last + 1
	if f.nominal {
		if l.at(j) != "of" {
			return
		}
		j++
	}
	for k := j + 1; k < j+4 && k < l.Last; k++ {
		if _, _, ok := l.number(k); !ok {
			continue
		}
		if _, from, bounded := l.comparator(k); !bounded || from != j {
			return
		}
		a, ok := l.nounAt(k, min(l.Last-1, k+farRight))
		if !ok {
			return
		}
		a.last = l.coreEnd(a)
		f.objects, f.right = []argument{a}, max(f.right, a.last)
		if p := l.at(a.last + 1); p == "from" || p == "by" {
			if o, ok := l.nounAt(a.last+2, min(l.Last-1, a.last+farRight)); ok {
				f.obliques = append(f.obliques, oblique{o, p, a.last + 1})
			}
		}
		return
	}
}

// expelledFrom returns who expels, of "the expulsion of diplomats from Western countries".
func (l *line) expelledFrom(f *frame) (communique.EntityID, argument) {
	if o, ok := f.after("from", "by"); ok && !l.timeAt(o.first) {
		if o.entity.IsActor() {
			return o.entity, o.argument
		}
		return l.named(o.argument), o.argument
	}
	return "", nobody
}
