package said

import "github.com/communique-kg/communique"

// mayBeVerb reports whether token c of a tagged sentence may be a verb that is a cue.
func (f *finder) mayBeVerb(s communique.Sentence, c int) bool {
	switch tag := f.r.Tokens[c].Tag; {
	case f.inQuote(c):
		return false
	case tag == communique.NNS && c > s.First: // see verb
		before := f.r.Tokens[c-1].Tag
		return before.Proper() || before == communique.NN
	default:
		return tag.Verb()
	}
}

// verbal reads an attribution whose cue is the verb at c.
func (t *tree) verbal(c int, p *predicate) (attributed, bool) {
	none := attributed{}
	if !t.f.mayBeVerb(t.sentence(), c) || !t.verb(c, p) {
		return none, false
	}
	first, last := t.group(c)
	a := attributed{cue: run{first, last}, head: -1, source: run{0, -1}}
	if t.light(c) {
		return none, false
	}
	if t.asked(c, first) {
		return t.answered(c, p, a)
	}
	passive := t.passive(c)
	if p.takes(raising) || passive && passives.Has(t.word(c)) && t.tag(c) == communique.VBN {
		if a, ok := t.raised(c, p, a, t.dependent(c, communique.Nsubj, communique.NsubjPass), passive); ok {
			return a, ok
		}
		if p.takes(raising) && !p.takes(object) {
			return none, false
		}
	}
	if passive {
		return t.suffered(c, p, a)
	}
	h, modified := t.speaking(c, p, first, last)
	if h < 0 {
		return none, false
	}
	a.head = h
	if contents := t.parenthetical(h, p, a.cue); contents != nil {
		a.contents, a.frame = contents, clausal
		a.source = t.sourceRun(h, modified, a.cue)
		return a, true
	}
	content, end, fr := run{0, -1}, last, frame(0)
	if h < first && p.class == utterance && p.takes(clausal) && t.mark(t.sourceRun(h, false, a.cue).from-1, "”") && !openers.Has(t.word(last+1)) {
		content, fr = t.beforeCue(c, h, a.cue), clausal // “…,” she said
	}
	if h < first && content.empty() {
		if content, end, fr = t.behindCue(c, p, last); content.empty() {
			content, end, fr = t.ahead(c, p, last)
		}
		if content.empty() {
			content, fr = t.relative(h, a.cue)
		}
	}
	if content.empty() && p.takes(clausal) {
		content, fr = t.beforeCue(c, h, a.cue), clausal
	}
	if q := t.f.quoteAt(max(content.from, t.first)); fr == clausal && content.from > last && q != nil && q.Start == t.f.r.Tokens[content.from].Start {
		for content.to > content.from && t.f.r.Tokens[content.to].Start >= q.End {
			content.to-- // what is quoted is what was said
		}
	}
	if content.from > last {
		if fr == object {
			content = t.stretched(c, t.predicated(c, content, fr))
		}
		content = t.bounded(c, content, fr)
	}
	if content = t.trimmed(content); content.empty() || t.tag(content.from) == communique.CC && content.from > last {
		return none, false
	}
	if t.word(h) == "it" && fr == object && p.class == utterance {
		return none, false // "it refers to a ship"
	}
	a.cue.to = max(end, last)
	if pos := t.paper(a.cue.to); p.takes(clausal) && pos > last && (content.from > pos || content.to < first) {
		a.cue.to = pos
	}
	if t.mark(a.cue.to+1, ":") && content.from > a.cue.to {
		a.cue.to++
	}
	t.withPaper(c, &a)
	a.frame = fr
	a.contents = []run{content}
	a.source = t.sourceRun(a.head, modified, a.cue)
	return a, true
}

// light reports whether the verb at c only lends itself to a noun that is the cue:
// "expressed concern about".
func (t *tree) light(c int) bool {
	if !lightVerbs.Has(t.word(c)) {
		return false
	}
	o := t.dependent(c, communique.Obj)
	if o < c || t.f.inQuote(o) {
		return false
	}
	p := lexemes.Of(t.word(o)).noun
	if p == nil {
		return false
	}
	content, _ := t.complement(o, p, &attributed{})
	return !content.empty()
}

// verb reports whether the word at c, which may be a form of p, is a verb there.
func (t *tree) verb(c int, p *predicate) bool {
	switch t.dep(c) {
	case communique.Amod, communique.Compound, communique.Case:
		return false
	}
	if t.word(c) == "states" && t.word(c+1) != "that" && !t.mark(c+1, ":,“") {
		return false // "the Baltic states"
	}
	if t.tag(c).Verb() {
		return true
	}
	// "Senator Doe calls for", "the government plans to": what looks like a plural.
	if t.tag(c) == communique.NNS && (t.tag(c-1).Proper() || t.dep(c) == communique.Root && t.tag(c-1) == communique.NN) {
		content, end, _ := t.behindCue(c, p, c)
		return !content.empty() && (end > c || openers.Has(t.word(c+1)) || t.word(c+1) == "to")
	}
	return false
}

// speaking returns the head of who is the source of the verb at c, -1 where nobody
// is who can be, and whether the verb only modifies it.
func (t *tree) speaking(c int, p *predicate, first, last int) (h int, modified bool) {
	if k := first - 1; (t.tag(k) == communique.WP || t.tag(k) == communique.WDT) && relatives.Has(t.word(k)) && t.word(k) != "what" && t.agentive(k) {
		return k, false // "who oppose the plan"
	}
	h, modified = t.source(c)
	if t.mark(c-1, "”") {
		if n := t.inverted(c, p, first, last); n >= 0 {
			return n, false
		}
	}
	if t.subject(c) < 0 {
		if k := t.beside(first); k >= 0 && (t.tag(c).Finite() || h < 0 && t.tag(c) != communique.VB) {
			h, modified = k, !t.tag(c).Finite()
		} else if n := t.inverted(c, p, first, last); n >= 0 {
			return n, false
		}
	}
	if h < 0 {
		return -1, false
	}
	beside := t.beside(first)
	if relatives.Has(t.word(h)) && h < first && beside > h && !relatives.Has(t.word(beside)) && t.word(h) != "who" {
		h = beside // "which the opposition rejects"
	}
	if h < first && beside >= 0 && beside != h && t.introduced(h, first) {
		h = beside
	}
	switch t.word(h) {
	case "what", "there", "this", "nobody", "none":
		return -1, false
	case "it":
		if p.class != finding && p.class != utterance {
			return -1, false
		}
	}
	if t.agentive(h) {
		return h, modified
	}
	if beside >= 0 && beside != h && t.agentive(beside) {
		return beside, !t.tag(c).Finite()
	}
	// With a verb of speech, whoever it is speaks.
	if p.class != utterance && p.class != criticism || figurative.Has(t.word(c)) || !t.tag(c).Finite() || t.tag(h) == communique.WDT || t.f.timed(t.f.r.Tokens[h].Span) {
		return -1, false
	}
	return h, modified
}

// figurative are verbs of speech that things have for their subjects, too:
// "history tells us that".
var figurative = set("tells told states stated declares declared means reveals promises threatens threatened signals underscores suggests suggested indicates indicated implies implied refer refers referred underscored")

// inverted returns the head of a source that stands right behind its verb, after
// what is said: "…,” said the designer".
func (t *tree) inverted(c int, p *predicate, first, last int) int {
	if !p.takes(clausal) || p.class != utterance || !t.tag(c).Finite() || first != c || !t.mark(c-1, ",”\"—–") {
		return -1
	}
	switch tag := t.tag(last + 1); {
	case tag == communique.DT, tag == communique.PRPS, tag.Noun(), tag == communique.JJ, tag == communique.CD:
	default:
		return -1
	}
	k := last + 1
	for k+1 < t.last && (t.tag(k) == communique.DT || t.tag(k) == communique.PRPS || t.tag(k) == communique.JJ || t.tag(k) == communique.CD || t.tag(k+1).Noun()) && !t.f.timed(t.f.r.Tokens[k+1].Span) {
		k++
	}
	if !t.tag(k).Noun() || t.f.timed(t.f.r.Tokens[k].Span) {
		return -1
	}
	return k
}

// relative returns the relative pronoun before the source h that is the content of
// the cue: "the deal, which they oppose".
func (t *tree) relative(h int, cue run) (run, frame) {
	k := t.sourceRun(h, false, cue).from - 1
	if tag := t.tag(k); relatives.Has(t.word(k)) && (tag == communique.WDT || tag == communique.WP || t.tag(k-1).Noun()) {
		return run{k, k}, object
	}
	return run{0, -1}, 0
}

// beforeCue finds the content of an attribution that follows it: the sentence
// before ", X said", or before ", as X said".
func (t *tree) beforeCue(c, h int, cue run) run {
	from := cue.from
	if h < from {
		from = min(from, t.sourceRun(h, false, cue).from)
	}
	if t.word(from-1) == "as" {
		from--
		if from == t.first {
			for k := cue.to + 1; k < t.last; k++ {
				if t.mark(k, ",") {
					return run{k + 1, t.last - 1}
				}
			}
			return run{0, -1}
		}
		if !t.mark(from-1, ",—–”") {
			return run{t.first, from - 1}
		}
	}
	if s := t.behind(from, cue.to); !s.empty() && t.tells(s) {
		return s
	}
	if k := t.quotedAfter(cue.to); k >= 0 {
		return run{k, t.last - 1}
	}
	return run{0, -1}
}

// tells reports whether a content before its cue may be one: it holds a verb or is
// quoted, unlike "In this spirit, he said".
func (t *tree) tells(s run) bool {
	for k := s.from; k <= s.to; k++ {
		if t.tag(k).Finite() || t.f.inQuote(k) || t.mark(k, "”") || t.mark(k+1, "”") {
			return true
		}
	}
	return s.to-s.from < 3 && relatives.Has(t.word(s.to)) || s.to-s.from > 4
}

// parenthetical returns the contents about an attribution between two commas: "The
// truth, she said, is old", nil where it does not stand so.
func (t *tree) parenthetical(h int, p *predicate, cue run) []run {
	if h > cue.from || p.class != utterance || !p.takes(clausal) || !t.mark(cue.to+1, ",") || t.mark(cue.to+2, "“") {
		return nil
	}
	k := t.sourceRun(h, false, cue).from - 1
	if t.word(k) == "as" {
		k--
	}
	if !t.mark(k, ",") || k <= t.first {
		return nil
	}
	before := t.trimmed(run{t.first, k - 1})
	if before.empty() || t.tag(before.from) == communique.IN || t.tag(before.from) == communique.VBG || t.tag(before.from) == communique.WRB {
		return nil // "After the debate, she said, …": the sentence only begins so
	}
	contents := []run{before}
	switch t.word(cue.to + 2) {
	case "and", "but", "while", "though", "although":
		return contents
	}
	if t.tag(cue.to+2) == communique.VBG {
		return contents
	}
	if after := t.trimmed(t.bounded(-1, run{cue.to + 2, t.last - 1}, clausal)); !after.empty() {
		contents = append(contents, after)
	}
	return contents
}

// withPaper gives the cue at c the verb and the paper that it says what is in:
// "issued a statement calling on".
func (t *tree) withPaper(c int, a *attributed) {
	noun := a.cue.from - 1
	if t.tag(c) != communique.VBG || !papers.Has(t.word(noun)) {
		return
	}
	v := t.head(noun)
	if v < 0 || v > noun || noun-v > 5 || !t.tag(v).Verb() || t.dep(noun) != communique.Obj {
		return
	}
	for k := v + 1; k < noun; k++ {
		if tag := t.tag(k); !tag.Noun() && tag != communique.DT && tag != communique.JJ && tag != communique.PRPS {
			return
		}
	}
	s, _ := t.source(v)
	if s < 0 || s >= v {
		return
	}
	a.cue.from, _ = t.group(v)
	a.head = s
}

// asked reports whether the participle at c opens a clause of its own: "Asked
// about the plan, he …", "when asked whether …".
func (t *tree) asked(c, first int) bool {
	switch t.word(c) {
	case "asked", "pressed", "questioned", "told", "quoted":
	default:
		return false
	}
	return first == c && (c == t.first || t.word(c-1) == "when" || t.word(c-1) == "if" || t.mark(c-1, "”“"))
}

// answered reads the content of such a participle, which nobody named asks.
func (t *tree) answered(c int, p *predicate, a attributed) (attributed, bool) {
	content, end, fr := t.behindCue(c, p, a.cue.to)
	if content.empty() {
		return a, false
	}
	for k := content.from; k <= content.to; k++ {
		if t.mark(k, ",") && !t.f.inQuote(k) {
			content.to = k - 1
		}
	}
	if content = t.trimmed(content); content.empty() {
		return a, false
	}
	a.cue.to, a.frame, a.contents = end, fr, []run{content}
	return a, true
}

// quotedAfter returns where a quotation begins after the token last, -1 where the
// sentence holds none there.
func (t *tree) quotedAfter(last int) int {
	for k := last + 1; k < t.last && k < last+12; k++ {
		if t.mark(k, "“") {
			return k
		}
	}
	return -1
}
