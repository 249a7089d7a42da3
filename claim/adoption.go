package claim

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// adoption finds that an actor adopted a document or policy: "endorsed a new
// cyber defence policy", "the treaty was signed by France", "the directive
// issued in May", "the signature of the protocol". What is issued, released or
// published under a body's own name counts as well.
var adoption = Kind{communique.Adoption, findAdoptions, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" || bare(c.Object) {
		return nil // "a statement" of one text is not that of another
	}
	return []communique.Question{key("adoption", c.Subject, c.Object)}
}}

var (
	adopting  = fold.TableOf(regular("adopt endorse approve issue sign ratify"))
	adoptions = lexiconOf("adopt endorse approve sign ratify issue release publish promulgate enact conclude pass launch present unveil establish introduce agree_to agree_on agree_upon finalize finalise table make")
	// papers are words for what a body puts its name to; a claim's subject may be one.
	papers = set(`policy policies strategy strategies statement communique communiqué declaration concept pledge act law resolution convention treaty framework
		doctrine definition plan agreement charter protocol memorandum guide guidance package directive regulation principles norms roadmap order`)
	// morePapers are adopted or issued as well, but do not speak.
	morePapers = set(`statements resolutions declarations treaties conventions protocols plans agreements accord accords pact pacts directives regulations laws acts orders rules guidelines standards
		procedures advisory advisories bulletin report reports bill bills legislation decree decrees code memorandum memoranda roadmaps agenda initiative programme program recommendations
		conclusions paper papers deal compact manual manuals handbook commitments commitment mandate elements requirements blueprint alert review proclamation charters frameworks principle decision
		decisions sheet measures budget criteria toolkit toolbox vision posture`)
	// What is set up or presented is a policy only where it rules.
	ruled     = set("establish launch introduce present unveil")
	rules     = set("policy policies strategy strategies plan plans agenda framework frameworks principles principle rules guidelines standards procedures requirements norms norm roadmap doctrine directive regulation regulations code criteria measures package legislation guidance programme program act law order review initiative")
	consented = set("policy policies strategy strategies plan plans framework declaration statement package roadmap commitment commitments pledge guidelines concept agenda principles communique communiqué mandate charter compact")
)

func findAdoptions(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(adoptions, l.mayAdopt) {
		mood, told := l.told(f)
		if !told || l.habitual(f) || l.taken[f.verb] != "" || l.partOfDecision(f) {
			continue
		}
		objects := f.objects
		consents := strings.HasPrefix(f.lemma, "agree")
		if consents {
			// "agree to a plan": the particle brings the object in.
			if objects = nil; f.how == "to" {
				continue
			}
			if a, ok := l.nounAt(f.last+2, f.right); ok && !f.passive && !f.nominal {
				objects = []argument{a}
			}
		}
		adopters := f.subjects
		if len(objects) == 0 && len(adopters) > 0 && !f.passive && !f.reduced && !f.nominal && l.isPaperNoun(adopters[0]) && f.first-adopters[0].last <= 2 && !ruled.Has(f.lemma) && f.lemma != "pass" {
			// No paper adopts: "the pledge | adopted in 2014" lacks its auxiliary.
			objects, adopters, f.reduced = adopters, nil, true
		}
		if len(adopters) == 0 && !f.passive && !f.reduced && !f.nominal || !f.passive && !f.reduced && !f.nominal && !l.adopts(adopters[0]) {
			continue
		}
		if !f.nominal && !f.isPast() && mood == communique.Asserted && !f.reduced && !f.infinitive && !l.announced(f) {
			continue
		}
		for n, o := range objects {
			id, end := l.adopted(f, o)
			for up, ok := o, f.passive || f.reduced; id == "" && ok; {
				if up, ok = l.upward(up); ok {
					if id, _ = l.adopted(f, up); id != "" {
						o.first = up.first
					}
				}
			}
			if id == "" || f.nominal && !l.namesPaper(id, f) {
				continue
			}
			var subject communique.EntityID
			if len(adopters) > 0 && l.adopts(adopters[0]) {
				subject = l.actorOf(adopters[0])
			}
			if subject == id {
				continue
			}
			if end == 0 {
				end = l.coreEnd(o) // the paper itself stands further up
			}
			first, last := l.evidence(f, o, end, adopters)
			if n > 0 {
				first, last = o.first, end
			}
			c := l.draft(communique.Adoption, l.low[f.verb], first, last, f.verb)
			c.Subject, c.Object = subject, id
			if f.nominal || f.reduced {
				l.ridesAlong(&c, f.verb)
			}
			c.Modality, c.Polarity = mood, f.polarity()
			c.About = l.happened(&c, f)
			l.taken[f.verb] = communique.Adoption
			out = append(out, c)
		}
	}
	return out
}

// mayAdopt reports whether the words around token i allow it to tell an adoption;
// it spares sentences their trees.
func (l *line) mayAdopt(i int, e lexeme) bool {
	if !l.marked(paperMark) || !l.isFree(i, e) {
		return false
	}
	switch {
	case e.lemma == "make":
		return l.nearStatement(i)
	case ruled.Has(e.lemma):
		if !l.holdsPaper(rules) {
			return false
		}
	case strings.HasPrefix(e.lemma, "agree"):
		if !l.holdsPaper(consented) {
			return false
		}
	case e.lemma == "pass":
		if !l.holdsPaper(passable) {
			return false
		}
	}
	// What is done again and again is no act.
	return e.noun || e.form != third || e.lemma == "endorse" || l.headlineLike() || l.inText(l.First, l.Last-1, "today") || l.inText(l.First, l.Last-1, "hereby")
}

// nearStatement reports whether a word for a statement stands near "make".
func (l *line) nearStatement(i int) bool {
	for k := i - 4; k < i+7; k++ {
		if statements.Has(l.at(k)) {
			return true
		}
	}
	return false
}

var statements = set("statement statements declaration declarations proclamation")

// isPaperNoun reports whether a phrase names a document or policy.
func (l *line) isPaperNoun(a argument) bool {
	w := l.low[a.head]
	return documentary(a.entity) || a.entity == "" && (papers.Has(w) || morePapers.Has(w))
}

// adopts reports whether a phrase can put its name to something.
func (l *line) adopts(a argument) bool {
	if a.entity.IsActor() {
		return true
	}
	if a.entity != "" {
		return false
	}
	w := l.low[a.head]
	return officials.Has(w) || offices.Has(w) || w == "we" || w == "i" && l.actorOf(a) != "" || (w == "he" || w == "she" || w == "it" || w == "they") && l.actorOf(a) != ""
}

var (
	offices = set(`president minister secretary secretary-general government administration cabinet commission committee assembly congress senate department ministry agency ambassadors presidents
		ministers secretaries chancellor authorities commander council councils organization organisation alliance union partners foreign-ministers legislators lawmakers regulators regulator bureau office
		agencies departments directors chiefs envoys delegations delegates representatives group coalition signatories nation state country member ally board treasury pentagon kremlin chairman chair court house governor mayor king queen`)
)

// actorOf returns the id of who acts: the phrase's own, or for "we", "I", "it"
// and "they" whom the text shows them to be; "" where that stays open.
func (l *line) actorOf(a argument) communique.EntityID {
	if w := l.low[a.head]; (w == "allies" || w == "members") && l.mention[a.head] >= 0 && a.entity.Kind() == communique.Organisation {
		a.entity = "" // the members act, each for itself
	}
	if id := l.named(a); id != "" {
		return id
	}
	return l.meant(a.head)
}

// announced reports whether a verb in the present tense tells an act: a
// headline, a progressive, "today", or "hereby".
func (l *line) announced(f *frame) bool {
	return f.form == third && l.headlineLike() || f.form == gerund && f.first < f.verb || l.inText(f.left, f.right, "today") || l.inText(f.left, f.right, "hereby") || f.form == gerund && len(f.subjects) > 0 ||
		f.lemma == "endorse" && len(f.subjects) > 0
}

// adopted returns the document or policy that an object names for the verb of
// its frame, and its last token.
func (l *line) adopted(f *frame, o argument) (communique.EntityID, int) {
	end := l.coreEnd(o)
	w := l.low[o.head]
	id := o.entity
	if last := l.low[o.last]; !papers.Has(w) && papers.Has(last) && isTitleCase(l.Word(o.last)) && isTitleCase(l.Word(o.head)) && id == "" {
		o.head, end, w = o.last, o.last, last // "the Armed Forces in Europe Treaty"
	}
	if !documentary(id) {
		for k := o.first; k <= end; k++ {
			if e := l.entityAt(k); documentary(e) && (k == o.head || papers.Has(w) || morePapers.Has(w)) && !possessive(l.low[min(l.lastOf(k), l.Last-1)]) && l.lastOf(k) >= o.head {
				id = e
				break
			}
		}
	}
	if documentary(id) {
		return id, end
	}
	if id.IsActor() && id.Kind() != communique.NounPhrase || !papers.Has(w) && !morePapers.Has(w) {
		return "", 0
	}
	if w == "order" && l.at(o.head+1) == "to" || w == "act" && l.at(o.head+1) == "of" && l.at(o.head+2) == "war" {
		return "", 0
	}
	switch {
	case ruled.Has(f.lemma):
		if !rules.Has(w) {
			return "", 0
		}
	case strings.HasPrefix(f.lemma, "agree"):
		if !consented.Has(w) {
			return "", 0
		}
	case f.lemma == "make" && !statements.Has(w), f.lemma == "pass" && !passable.Has(w), f.lemma == "conclude" && w == "review":
		return "", 0
	}
	a := o
	a.entity = ""
	return l.named(a), end
}

var passable = set("law laws act acts bill bills legislation resolution resolutions decree budget")

// documentary reports whether an id names a document or an instrument.
func documentary(id communique.EntityID) bool {
	return id.Kind() == communique.NamedDocument || id.Kind() == communique.Instrument
}

// lastOf returns the last token of the mention at token k.
func (l *line) lastOf(k int) int {
	_, last := l.mentionTokens(k)
	return last
}

// namesPaper reports whether the noun of an act is about a paper that can be
// told from others: "the signature of the treaty" alone tells nothing of note.
func (l *line) namesPaper(id communique.EntityID, f *frame) bool {
	if f.lemma == "launch" || f.lemma == "establish" || f.lemma == "present" || f.lemma == "introduce" {
		return false
	}
	return documentary(id) || len(f.subjects) > 0 || l.timeOf(f).Known()
}

// evidence is the shortest stretch that shows who did it to what.
func (l *line) evidence(f *frame, o argument, end int, actors []argument) (int, int) {
	lo, hi := min(f.first, o.first), max(f.last, end)
	for _, a := range actors {
		if a.first >= f.left-1 && a.last <= f.right && a.first >= l.First && a.last < l.Last {
			lo, hi = min(lo, a.first), max(hi, min(a.last, l.coreEnd(a)))
		}
	}
	return lo, hi
}

// partOfDecision reports whether an act is what a decision consists in: the
// decision is told by itself.
func (l *line) partOfDecision(f *frame) bool {
	if !f.parsed || f.nominal || !f.infinitive && f.form != base {
		return false
	}
	h := f.governor
	for n := 0; n < 4 && h >= l.First && h < l.Last; n++ {
		if resolving.of(l.low[h]) != nil {
			return true
		}
		if l.Tokens[h].Tag != communique.VB || l.Tokens[h].Dependency == communique.Root {
			return false
		}
		h = int(l.Tokens[h].Head)
	}
	return false
}
