package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// verbFrame makes the frame of the verb at token i; nil where the word is none there.
func (l *line) verbFrame(i int, e lexeme, parsed bool) *frame {
	form := e.form
	tag := l.Tokens[i].Tag
	if parsed {
		switch tag {
		case communique.VBD:
			form = past
		case communique.VBN:
			form = participle
		case communique.VB, communique.VBP:
			form = base
		case communique.VBZ:
			form = third
		case communique.VBG:
			form = gerund
		}
	}
	if e.form == base && e.lemma == "found" && form != base {
		return nil // of "find"
	}
	g := l.verbGroup(i, form)
	if joined := parsed && l.Tokens[i].Dependency == communique.Conj && l.Tokens[i].Head >= 0 && l.Tokens[l.Tokens[i].Head].Tag == communique.VB; form == base && !joined && unchanged.Has(l.low[i]) && g.modal == "" && !g.infinitive && i > l.First && l.Tokens[g.first-boolToInt(g.first > l.First)].Tag != communique.PRP {
		form, g = past, l.verbGroup(i, past) // "the council set up": nothing tells the tenses apart but the singular
	}
	if parsed && !tag.Verb() && (!g.passive && !g.perfect && g.modal == "" && !(form == participle && (tag == communique.JJ || tag == communique.IN)) && !(form == gerund && tag == communique.JJ)) {
		return nil // a noun, by its neighbours
	}
	dep := l.Tokens[i].Dependency
	if form == gerund && l.gerundNoun(i) {
		return nil
	}
	if parsed && (dep == communique.Amod || dep == communique.Compound) && g.first == g.verb && l.at(i+1) != "by" && !determiners.Has(l.at(i+1)) {
		return nil // "a strengthened commitment"
	}
	if !parsed && (form == base || form == third) && (determiners.Has(l.at(i-1)) || l.at(i-1) == "of") {
		return nil // "a pledge", by its article
	}
	f := &frame{group: g, lemma: e.lemma, content: -1, governor: -1, parsed: parsed, left: g.first, right: i}
	if parsed {
		f.governor = int(l.Tokens[i].Head)
		l.joinedGroup(f, dep)
	}
	bare := f.form == participle && !f.passive && !f.perfect && f.modal == "" && !f.infinitive
	if bare && e.form == participle && f.first >= f.verb-1 {
		f.reduced = l.isReduced(f, dep) && !l.takesObject(f) && !(unpassive.Has(e.lemma) && (l.at(i+1) == "to" || l.at(i+1) == "for" || l.at(i+1) == "that"))
		if !f.reduced {
			f.form = past
		}
	}
	right := l.clauseRight(f)
	if parsed && (f.reduced || dep == communique.AclRelcl || dep == communique.Acl) {
		// A clause that tells of a noun ends where its tree does: the main clause goes on.
		if _, end := l.Subtree(i); end-1 > f.last && l.at(end) != "and" && l.at(end) != "of" {
			right = min(right, end-1)
		}
	}
	after := f.last + 1
	for after <= right && (isAdverb(l.low[after]) || e.particle != "" && l.low[after] == e.particle) {
		after++
	}
	surface := l.surface(f, 0)
	if len(surface) > 0 && surface[0].first < i && surface[0].first >= l.First && l.Tokens[surface[0].head].Start < l.Tokens[f.first].Start && l.owns(f, surface[0]) {
		f.left = min(f.left, surface[0].first)
	}
	f.right = right
	f.obliques = l.obliquesFrom(after, right)
	var next []argument
	if a, ok := l.nounAt(after, right); ok && !l.timeAt(after) {
		next = l.listed(a, after, right)
		if b := next[len(next)-1].last + 1; b <= right && determiners.Has(l.at(b)) && l.at(b) != "that" {
			if second, ok := l.nounAt(b, right); ok && !l.timeAt(b) {
				f.second = []argument{second}
			}
		}
	} else if len(f.obliques) > 0 && f.obliques[0].at == after && determiners.Has(l.at(f.obliques[0].last+1)) && l.at(f.obliques[0].last+1) != "that" {
		// A long object behind a short phrase: "presented to the world | its new strategy".
		if a, ok := l.nounAt(f.obliques[0].last+1, right); ok && !l.timeAt(a.first) {
			next = l.listed(a, a.first, right)
		}
	} else if parsed {
		if o := l.Child(i, communique.Obj); o > i && o <= right && l.together(i, o) && l.Tokens[o].Tag.Noun() {
			next = l.listed(l.argumentAt(o), after, right)
		}
	}
	if next == nil && parsed && !f.passive && !f.reduced {
		next = l.relativeObject(f, surface)
	}
	if f.passive || f.reduced {
		f.objects, f.second = surface, next
		for _, o := range f.obliques {
			if o.prep == "by" && !l.timeAt(o.first) && !l.Tokens[o.head].Tag.Verb() {
				f.subjects = append(f.subjects, l.listed(o.argument, o.first, right)...)
				break
			}
		}
	} else {
		f.subjects, f.objects = surface, next
	}
	f.content, f.how = l.contentOf(f, after, right)
	return f
}

// relativeObject returns the noun that a relative clause with a subject of its
// own tells of: "the body, which we established", "the strategy I announce".
func (l *line) relativeObject(f *frame, surface []argument) []argument {
	if len(surface) == 0 || surface[0].last >= f.first || f.first-surface[len(surface)-1].last > 3 {
		return nil
	}
	c := surface[0].first - 1
	if c > l.First && (l.low[c] == "which" || l.low[c] == "that" || l.low[c] == "whom") && l.Tokens[f.verb].Dependency != communique.Ccomp && (l.low[c] != "that" || l.Tokens[c-1].Tag.Noun()) {
		return l.antecedent(f, c)
	}
	if h := f.governor; h >= l.First && l.Tokens[f.verb].Dependency == communique.AclRelcl && l.Tokens[h].Tag.Noun() && h < surface[0].first {
		if a := l.argumentAt(h); a.last == c && l.together(f.verb, h) {
			return []argument{a}
		}
	}
	return nil
}

// joinedGroup gives a verb that is joined to another the auxiliaries that both
// share: "will adopt and | sign", "was drafted and | signed".
func (l *line) joinedGroup(f *frame, dep communique.Dependency) {
	h := f.governor
	if dep != communique.Conj || h < l.First || h >= f.verb || f.modal != "" || f.passive || f.perfect || f.infinitive || !l.Tokens[h].Tag.Verb() || !l.together(f.verb, h) {
		return
	}
	if c := l.Child(f.verb, communique.Nsubj, communique.NsubjPass); c >= 0 {
		return
	}
	hg := l.verbGroup(h, formOf(l.Tokens[h].Tag))
	switch {
	case f.form == base && (hg.modal != "" || hg.infinitive) && l.Tokens[h].Tag == communique.VB:
		f.modal, f.infinitive, f.expected = hg.modal, hg.infinitive, hg.expected
	case (f.form == participle || f.form == past) && (hg.passive || hg.perfect) && (l.Tokens[h].Tag == communique.VBN || hg.passive):
		if l.Tokens[f.verb].Tag == communique.VBN {
			f.passive, f.perfect, f.was, f.modal = hg.passive, hg.perfect, hg.was, hg.modal
		}
	}
}

func formOf(t communique.Tag) form {
	switch t {
	case communique.VBD:
		return past
	case communique.VBN:
		return participle
	case communique.VBZ:
		return third
	case communique.VBG:
		return gerund
	}
	return base
}

// isReduced reports whether a bare participle tells of the noun before it, or
// opens an aside, rather than being the verb of its clause.
func (l *line) isReduced(f *frame, dep communique.Dependency) bool {
	i := f.verb
	if !f.parsed {
		return l.at(i+1) == "by" || l.isReducedRelative(f.group)
	}
	if l.Tokens[i].Tag == communique.VBD {
		// The tagger errs between "the treaty signed by X" and "he signed by hand".
		return l.at(i+1) == "by" && l.Child(i, communique.Obj) < 0 && !l.timeAt(min(i+2, l.Last-1))
	}
	if c := l.Child(i, communique.Nsubj); c >= 0 && c < i && dep != communique.Acl {
		return false
	}
	if dep == communique.Root {
		return l.at(i+1) == "by"
	}
	if dep == communique.Conj {
		// "came together and authorized": what it is joined to tells what it is.
		h := f.governor
		for n := 0; n < 8 && h >= l.First && l.Tokens[h].Dependency == communique.Conj; n++ {
			h = int(l.Tokens[h].Head)
		}
		if h >= l.First && h < i && l.Tokens[h].Tag.Verb() && l.Tokens[h].Dependency != communique.Acl && (l.Tokens[h].Tag == communique.VBD || l.nearestSubject(h) >= 0) {
			return false
		}
	}
	return true
}

// unchanged are verbs whose past is written as the present.
var unchanged = set("set put cut hit split quit cast")

// unpassive holds verbs that are not said of their objects by a participle where "to",
// "for" or "that" follows: "the leaders | committed to".
var unpassive = set("commit agree decide pledge vow promise apply join accede withdraw resolve")

// takesObject reports whether a noun phrase follows a bare participle: it is a
// past tense then, whatever its tag says: "the agency issued guidelines".
func (l *line) takesObject(f *frame) bool {
	j := f.last + 1
	if f.parsed && l.Child(f.verb, communique.OblAgent) >= 0 || j >= l.Last || l.timeAt(j) || isAdverb(l.low[j]) || j < l.Last && l.Tokens[j].Tag.Verb() {
		return false
	}
	_, ok := l.nounAt(j, min(l.Last-1, j+12))
	return ok && f.first-1 >= l.First && l.low[f.first-1] != "," && !formsOfBe.Has(l.at(f.first-1))
}

// owns reports whether a subject stands in the clause of its verb, so that the
// clause's words may begin with it.
func (l *line) owns(f *frame, s argument) bool {
	for k := s.last + 1; k < f.first; k++ {
		if l.Tokens[k].Tag.Finite() && !isAdverb(l.low[k]) || l.isFiniteWord(k) {
			return false
		}
	}
	return f.first-s.first < farLeft
}

// clauseRight is the last token of the verb's own clause: what is joined to it
// by another verb of the same rank stands outside.
func (l *line) clauseRight(f *frame) int {
	right := l.rightEdge(f.verb)
	if !f.parsed {
		return right
	}
	for c := range l.Children(f.verb) {
		if d := l.Tokens[c].Dependency; c <= f.verb || c > right || d != communique.Conj && d != communique.Parataxis || !l.Tokens[c].Tag.Verb() {
			continue
		}
		first, _ := l.Subtree(c)
		for first > f.verb+1 && (l.Tokens[first-1].Tag == communique.CC || l.low[first-1] == ",") {
			first--
		}
		for first < c && (l.Tokens[first].Tag == communique.CC || l.low[first] == ",") && first <= f.verb {
			first++
		}
		if first > f.verb && (l.low[first] == "," || l.Tokens[first].Tag == communique.CC || l.low[first] == ";") {
			right = min(right, first-1)
		}
	}
	return max(right, f.last)
}

// surface returns the grammatical subject of a verb: its own, or the one that
// it shares with the verb or noun on which it depends.
func (l *line) surface(f *frame, depth int) []argument {
	if !f.parsed {
		return l.tokenSubject(f)
	}
	i := f.verb
	if c := l.nearestSubject(i); c >= 0 && l.together(i, c) {
		if relative(l.low[c], l.Tokens[c].Tag) {
			return l.antecedent(f, c)
		}
		s := l.subject(f.group)
		if s.entity.IsActor() && s.last == f.first-1 && (c < s.first || c > s.last) && (s.first == l.First || l.low[s.first-1] == "," || openers.Has(l.low[s.first-1]) || l.low[s.first-1] == ":") {
			return l.tokenSubject(f) // a name right before its verb goes before a noun from afar
		}
		if !l.breaksBetween(c, f.first) {
			a := l.argumentAt(c)
			// The rules for words know whole memberships and asides; where they see the
			// same phrase, their reading of it stands.
			if !s.empty() && s.first <= c && c <= s.last && a.entity == "" && s.entity != "" {
				a.entity = s.entity
			}
			return l.listed(a, l.First, f.first-1)
		}
	}
	if a, ok := l.accompanied(f); ok {
		return l.listed(a, l.First, f.first-1)
	}
	if !f.reduced && !f.infinitive && f.form != gerund && !l.conjoinedVerb(i) {
		if list := l.tokenSubject(f); len(list) > 0 {
			return list
		}
	}
	return l.inherited(f, depth)
}

// accompanied returns the noun phrase right before a gerund that "with" brings in,
// wherever a tree hangs the two: "It comes with NATO adopting a new doctrine".
func (l *line) accompanied(f *frame) (argument, bool) {
	n := f.first - 1
	if f.form != gerund || f.first != f.verb || n < l.First || !l.nounLike(n) || !l.together(f.verb, n) {
		return argument{}, false
	}
	p := l.nounPhraseEnding(n, max(l.First, n-farLeft))
	return argument{p, p.last}, !p.empty() && l.at(p.first-1) == "with"
}

// nearestSubject returns the head of the last subject before a verb that no
// preposition brings in, -1 where there is none.
func (l *line) nearestSubject(i int) int {
	found := -1
	for c := range l.Children(i) {
		if d := l.Tokens[c].Dependency; c < i && (d == communique.Nsubj || d == communique.NsubjPass) && l.Child(c, communique.Case) < 0 {
			found = c
		}
	}
	return found
}

// breaksBetween reports whether a colon or semicolon parts two tokens.
func (l *line) breaksBetween(i, j int) bool {
	for k := i + 1; k < j; k++ {
		if l.low[k] == ":" || l.low[k] == ";" {
			return true
		}
	}
	return false
}

// relative reports whether a word stands for the noun before its clause.
func relative(w string, t communique.Tag) bool {
	return w == "which" || w == "who" || w == "whom" || w == "that" && t != communique.DT
}

// conjoinedVerb reports whether token i is a verb joined to another.
func (l *line) conjoinedVerb(i int) bool {
	h := int(l.Tokens[i].Head)
	return l.Tokens[i].Dependency == communique.Conj && h >= l.First && l.Tokens[h].Tag.Verb()
}

// tokenSubject is the subject by the rules for words.
func (l *line) tokenSubject(f *frame) []argument {
	s := l.subject(f.group)
	if s.empty() || f.reduced || f.form == gerund && f.first == f.verb || f.infinitive && !f.expected && f.modal == "" {
		if !f.reduced {
			return nil
		}
		if n := f.first - 1; n >= l.First && l.nounLike(n) {
			if p := l.nounPhraseEnding(n, max(l.First, n-farLeft)); !p.empty() {
				return []argument{{p, p.last}}
			}
		}
		return nil
	}
	head := s.last
	if s.entity != "" && l.mention[s.first] >= 0 && l.entityAt(s.first) == s.entity {
		// A list, or a name: its first member stands for all.
		a, b := l.mentionTokens(s.first)
		if b = min(b, l.Last-1); b < s.last && a >= l.First && (l.low[b+1] == "," || l.low[b+1] == "and") {
			return l.listed(argument{phrase{s.first, b, s.entity}, b}, l.First, f.first-1)
		}
	}
	return l.listed(argument{s, head}, l.First, f.first-1)
}

// antecedent returns the noun that a relative clause tells of; token c is its
// "which", "who" or "that".
func (l *line) antecedent(f *frame, c int) []argument {
	j := c - 1
	if j >= l.First && l.low[j] == "," {
		j--
	}
	for n := 0; n < 3 && j >= l.First && (prepositions.Has(l.low[j]) || l.low[j] == "of" || l.low[j] == "most" || l.low[j] == "all" || l.low[j] == "both"); n++ {
		j-- // "most of which joined"
		if j >= l.First && l.low[j] == "," {
			j--
		}
	}
	if j < l.First || !l.together(f.verb, j) {
		return nil
	}
	h := f.governor
	if h < l.First || h > j || !l.Tokens[h].Tag.Noun() || l.Tokens[f.verb].Dependency != communique.AclRelcl {
		h = j
	}
	// A name right before the clause goes before a noun that governs from afar,
	// unless the verb is plural and the name is not.
	if h != j && l.mention[j] >= 0 && l.entityAt(j).IsActor() && !possessive(l.low[j]) {
		h = j
	}
	if !l.Tokens[h].Tag.Noun() && l.mention[h] < 0 {
		return nil
	}
	a := l.argumentAt(h)
	a.last = min(a.last, c-1)
	if plural := l.pluralVerb(f); plural {
		return l.listed(a, l.First, c-1)
	}
	return []argument{a}
}

// possessive reports whether a word ends in the apostrophe of an owner.
func possessive(w string) bool { return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") }

// pluralVerb reports whether the group has a form that asks for more than one subject.
func (l *line) pluralVerb(f *frame) bool {
	for k := f.first; k <= f.verb; k++ {
		switch l.low[k] {
		case "are", "were", "have":
			return true
		case "is", "was", "has":
			return false
		}
	}
	return l.Tokens[f.verb].Tag != communique.VBZ
}

var directingForms = lexiconOf("allow permit enable urge ask call invite encourage force cause lead help require prompt order direct authorize authorise want tell compel expect instruct task empower oblige request").verbsOnly()

// inherited returns the subject that a verb takes over.
func (l *line) inherited(f *frame, depth int) []argument {
	i, h := f.verb, f.governor
	if h < l.First || h >= l.Last || depth > 4 || !l.together(i, h) {
		return nil
	}
	d := l.Tokens[i].Dependency
	if f.reduced || f.form == gerund && f.first == f.verb {
		// A participle after its noun: "the treaty | signed by", "states | joining".
		if l.Tokens[h].Tag.Noun() && (d == communique.Acl || d == communique.AclRelcl || d == communique.Amod) {
			if h < i {
				return l.listed(l.argumentBefore(h, i), l.First, i-1)
			}
			return nil
		}
		if f.reduced && i-1 >= l.First && l.Tokens[i-1].Tag.Noun() && d != communique.Conj {
			return l.listed(l.argumentBefore(i-1, i), l.First, i-1)
		}
	}
	switch {
	case l.Tokens[h].Tag.Verb():
		if d != communique.Conj && d != communique.Xcomp && d != communique.Advcl && d != communique.Parataxis && d != communique.Ccomp && d != communique.Dep {
			return nil
		}
		if d == communique.Ccomp && !f.infinitive {
			return nil
		}
		if d != communique.Conj && directingForms.of(l.low[h]) != nil {
			if o := l.Child(h, communique.Obj, communique.Iobj, communique.Obl); o > h && o < i && l.Tokens[o].Tag.Noun() {
				return l.listed(l.argumentAt(o), h+1, i-1)
			}
		}
		hf := &frame{group: l.verbGroup(h, formOf(l.Tokens[h].Tag)), content: -1, governor: int(l.Tokens[h].Head), parsed: true}
		hf.reduced = hf.form == participle && !hf.passive && !hf.perfect && hf.modal == "" && l.Tokens[h].Dependency == communique.Acl
		return l.surface(hf, depth+1)
	case l.Tokens[h].Tag.Noun() && f.infinitive:
		// "its decision to join", "made the decision to join"
		if p := l.Child(h, communique.NmodPoss); p >= 0 {
			return l.listed(l.argumentAt(p), l.First, h-1)
		}
		if s := l.Child(h, communique.Nsubj); s >= 0 && s < h && l.Child(h, communique.Cop) >= 0 {
			return l.listed(l.argumentAt(s), l.First, h-1) // "Norway was the first to"
		}
		if v := int(l.Tokens[h].Head); v >= l.First && l.Tokens[v].Tag.Verb() && (l.Tokens[h].Dependency == communique.Obj || l.Tokens[h].Dependency == communique.Xcomp) {
			hf := &frame{group: l.verbGroup(v, formOf(l.Tokens[v].Tag)), content: -1, governor: int(l.Tokens[v].Head), parsed: true}
			return l.surface(hf, depth+1)
		}
	}
	return nil
}

// argumentBefore is the argument at h, cut before token i.
func (l *line) argumentBefore(h, i int) argument {
	a := l.argumentAt(h)
	a.last = min(a.last, i-1)
	return a
}

// obliquesFrom returns the phrases with a preposition between two tokens, up to
// where another verb begins.
func (l *line) obliquesFrom(from, right int) []oblique {
	var out []oblique
	for j := from; j <= right && len(out) < 12; j++ {
		t := l.Tokens[j].Tag
		if j > from && (t.Finite() || t == communique.VB) || l.isFiniteWord(j) || l.low[j] == "which" || l.low[j] == "who" || l.low[j] == "that" && j > from && l.Tokens[j].Tag != communique.DT {
			break
		}
		if t == communique.VBN && l.Tokens[j].Dependency == communique.Acl && l.at(j+1) == "by" {
			break
		}
		w := l.low[j]
		if !prepositions.Has(w) || w == "to" && j+1 <= right && l.Tokens[j+1].Tag == communique.VB {
			continue
		}
		at, n := j, j+1
		if w == "along" || w == "together" {
			continue
		}
		a, ok := l.nounAt(n, right)
		if !ok {
			continue
		}
		out = append(out, oblique{a, w, at})
	}
	return out
}

// contentOf finds what is said or decided.
func (l *line) contentOf(f *frame, after, right int) (int, string) {
	from, how := l.complement(f.last)
	if from >= 0 && from <= right && how != "object" {
		return from, how
	}
	if resolving.of(l.low[f.verb]) != nil && prepositions.Has(l.at(after)) && l.low[after] != "to" {
		// "committed for the first time to spend": a phrase stands between.
		for k := after + 1; k < after+8 && k+1 <= right && !l.Tokens[k].Tag.Verb() && l.low[k] != ","; k++ {
			if l.low[k] == "to" && (l.Tokens[k+1].Tag == communique.VB || l.Tokens[k+1].Tag == communique.Untagged && l.nounLike(k+1)) {
				return k + 1, "to"
			}
		}
	}
	if f.parsed {
		for c := range l.Children(f.verb) {
			d := l.Tokens[c].Dependency
			if c <= f.last || c > right || !l.together(f.verb, c) {
				continue
			}
			if (d == communique.Xcomp || d == communique.Advcl && resolving.of(l.low[f.verb]) != nil) && l.Tokens[c].Tag == communique.VB {
				first, _ := l.Subtree(c)
				for first < c && l.low[first] != "to" {
					first++
				}
				if first < c && first > f.last {
					return first + 1, "to"
				}
			}
			if d == communique.Ccomp {
				first, _ := l.Subtree(c)
				for first < c && (l.low[first] == "that" || l.low[first] == ",") {
					first++
				}
				if first > f.last {
					return first, "that"
				}
			}
		}
	}
	return -1, ""
}
