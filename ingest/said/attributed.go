package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// candidate is a token that may be the cue of an attribution.
type candidate struct {
	token int
	depth int
	*predicate
	may  func(*tree, int, *predicate) bool // whether the tags of the sentence allow it, see may.go
	find func(*tree, int, *predicate) (attributed, bool)
}

// attributed is an attribution read from a tree.
type attributed struct {
	source   run // empty where nobody is named
	head     int // the head of the source
	cue      run
	contents []run
	frame    frame
}

// longest is how many tokens a sentence has at most. What has more is no prose.
const longest = 250

// attributions reads, sentence by sentence, what the rules for quotations and
// reported speech do not look for: attitudes, intentions, calls, decisions and
// findings of somebody named, and whatever speech they miss. What stands within
// the content of a statement is left to it.
func (f *finder) attributions() {
	if f.r.Grammar == nil {
		return
	}
	f.inContent = make([]bool, len(f.r.Tokens))
	f.inCue = make([]int32, len(f.r.Tokens))
	for i, d := range f.drafts {
		for _, s := range d.spans {
			f.paint(s, f.inContent)
		}
		if d.Cue.Len() > 0 && d.Kind != communique.Turn {
			for t := f.r.TokenAt(d.Cue.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < d.Cue.End; t++ {
				f.inCue[t] = int32(i + 1)
			}
		}
	}
	own := f.ownVoice()
	f.judgeGenre() // attitudes are told in reports
	f.openTurns()
	for i, s := range f.r.Sentences {
		if s.Last-s.First > longest || !f.r.SentenceInArticle(s) {
			continue
		}
		if v := (voice{own: own, turn: f.turnOf[s.Paragraph]}); !f.attributionsOf(i, v) {
			return
		}
	}
	f.goesOn()
}

// attributionsOf reads sentence i, and reports whether there is a grammar to read with.
func (f *finder) attributionsOf(i int, v voice) bool {
	s := f.r.Sentences[i]
	f.found = f.candidates(s, v, f.found[:0])
	refined := !f.cued(s)
	if refined && len(f.found) == 0 {
		return true
	}
	// Tags cost a quarter of a tree and often tell that no word is a further cue.
	t, ok := f.tagged(i)
	if !ok {
		return false
	}
	f.found = t.allowed(f.found)
	if !refined && f.plain(t) {
		refined = true
		if f.refine(t) {
			f.found = t.allowed(f.candidates(s, v, f.found[:0]))
		}
	}
	if refined && (f.onlyCues(f.found) || f.settle(t, v)) {
		return true
	}
	if !t.parse(i) {
		return false
	}
	if !refined && f.refine(t) {
		f.found = f.candidates(s, v, f.found[:0])
	}
	for k := range f.found {
		if f.found[k].predicate != account { // what is according to somebody is all of it
			f.found[k].depth = 1 + t.depth(f.found[k].token)
		}
	}
	slices.SortStableFunc(f.found, func(a, b candidate) int { return a.depth - b.depth })
	for _, c := range f.found {
		if f.inContent[c.token] {
			continue
		}
		if a, ok := c.find(t, c.token, c.predicate); ok && f.reported(t, c, &a, v) {
			f.attribute(t, a, c.predicate)
		}
	}
	return true
}

func (f *finder) paint(s communique.Span, over []bool) {
	for t := f.r.TokenAt(s.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < s.End; t++ {
		over[t] = true
	}
}

// cued reports whether the cue of a statement stands in the sentence.
func (f *finder) cued(s communique.Sentence) bool {
	for t := s.First; t < s.Last; t++ {
		if f.inCue[t] > 0 {
			return true
		}
	}
	return false
}

// onlyCues reports whether all candidates are cues of statements already.
func (f *finder) onlyCues(found []candidate) bool {
	return !slices.ContainsFunc(found, func(c candidate) bool { return f.inCue[c.token] == 0 })
}

// candidates appends the words of a sentence that may be cues.
func (f *finder) candidates(s communique.Sentence, v voice, found []candidate) []candidate {
	own := v.self()
	for t := s.First; t < s.Last; t++ {
		f.looks++
		if t > s.First && t-s.First < 8 && f.r.Tokens[t].Kind == communique.Punctuation && f.word(t) == ":" && f.headsParagraph(s) {
			found = append(found, candidate{token: t, predicate: account, may: (*tree).mayLabel, find: (*tree).labelled})
		}
		if f.r.Tokens[t].Kind == communique.Punctuation && (t == s.First || s.Last-t < 8) && dashes.Has(f.word(t)) {
			found = append(found, candidate{token: t, predicate: account, may: (*tree).maySign, find: (*tree).signed})
		}
		if f.r.Tokens[t].Kind != communique.Word || f.inContent[t] {
			continue
		}
		w := f.r.Lower(t)
		if w == "according" {
			found = append(found, candidate{token: t, predicate: account, may: (*tree).mayAccord, find: (*tree).according})
		}
		l := f.form(t).lexeme
		if m := f.at(t); l == (lexeme{}) || m != nil && m.Type != "concept" && m.Type != "event" {
			continue
		}
		if (own || f.genre != report) && !l.reports(own) {
			continue // only whom it reports
		}
		if l.verb != nil {
			found = append(found, candidate{token: t, predicate: l.verb, may: (*tree).mayTell, find: (*tree).verbal})
		}
		if l.noun != nil && !own && f.complemented(t, s.Last, l.noun) {
			found = append(found, candidate{token: t, predicate: l.noun, may: (*tree).mayName, find: (*tree).nominal})
		}
		if l.adjective != nil && (!own || l.adjective.class == utterance) && f.complemented(t, s.Last, l.adjective) {
			found = append(found, candidate{token: t, predicate: l.adjective, may: (*tree).mayQualify, find: (*tree).adjectival})
		}
	}
	if v.turn > 0 {
		found = slices.DeleteFunc(found, func(c candidate) bool { return c.predicate == account || !f.reportedBehind(c.token, s.Last) })
	}
	return found
}

// reports reports whether a word tells what somebody said, or, in a text that does not
// speak for itself, what somebody found.
func (l lexeme) reports(own bool) bool {
	switch {
	case l.verb != nil:
		return l.verb.class == utterance || !own && l.verb.class == finding
	case l.adjective != nil:
		return l.adjective.class == utterance
	}
	return false
}

// complemented reports whether what may be the complement of a noun or adjective
// follows token t at once or behind another phrase, so that a sentence where it
// has none is not parsed for its sake.
func (f *finder) complemented(t, last int, p *predicate) bool {
	for k := t + 1; k < last && k < t+6; k++ {
		switch w := f.lower(k); {
		case w == "that", w == "to" && p.takes(infinitive), p.governs(w):
			return true
		case k == t+1 && p.takes(clausal) && (openers.Has(w) || w == "if" || pronouns.Has(w) || w == "the"):
			return true
		case w != "by" && w != "from" && w != "among" && w != "with" && k == t+1:
			return false
		}
	}
	return false
}

// dashes stand between a quotation and the name of its source.
var dashes = set("— – -- -")

// headsParagraph reports whether a paragraph begins with the sentence.
func (f *finder) headsParagraph(s communique.Sentence) bool {
	return trim(f.text, f.r.Paragraphs[s.Paragraph]).Start == s.Start
}

// depth returns how many heads stand above token k.
func (t *tree) depth(k int) int {
	n := 0
	for h := t.head(k); h >= 0 && n < t.last-t.first && n < 40; h = t.head(h) {
		n++
	}
	return n
}

// attribute keeps an attribution as a statement, or completes the statement that
// has the same cue. It reports whether it kept one.
func (f *finder) attribute(t *tree, a attributed, p *predicate) bool {
	for _, s := range a.contents {
		for k := s.from; k <= s.to; k++ {
			if f.inContent[k] {
				return false
			}
		}
	}
	for k := a.cue.from; k <= a.cue.to; k++ {
		if f.inCue[k] > 0 {
			return false
		}
	}
	for _, s := range a.contents {
		if a.source.from <= s.to && s.from <= a.source.to {
			return false // a tree that says both is wrong
		}
	}
	class := t.classOf(p, a)
	if f.genre != report && class != utterance && !(class == finding && a.frame == clausal && openers.Has(t.word(a.contents[0].from))) {
		return false
	}
	d := &draft{Statement: communique.Statement{Kind: communique.Indirect, Rule: string(class) + "/" + a.frame.String()}}
	d.Cue = t.span(a.cue.from, a.cue.to).Quote(f.text)
	if !a.source.empty() {
		source, cue := t.contracted(t.span(a.source.from, a.source.to), d.Cue.Span)
		d.SpeakerSpan, d.Cue = source.Quote(f.text), cue.Quote(f.text)
		d.Speaker = f.speakerOf(t, a.head, a.source)
	}
	quoted, words := 0, 0
	for _, s := range a.contents {
		span := t.span(s.from, s.to)
		// A quotation of several sentences is one content.
		if q := f.quoteAt(s.to); q != nil && q.End > span.End && s.from > a.cue.to && q.Start >= t.f.r.Tokens[t.first].Start {
			span.End = q.End
		}
		if q := f.quoteAt(s.from); q != nil && q.Start < span.Start && s.to < a.cue.from && q.End <= span.End {
			span.Start = q.Start
		}
		if f.overlapsAny(span) {
			return false
		}
		d.spans = append(d.spans, span)
		f.paint(span, f.inContent)
		for k := s.from; k <= s.to; k++ {
			if f.r.Tokens[k].Kind == communique.Word {
				if words++; f.inQuote(k) {
					quoted++
				}
			}
		}
	}
	switch {
	case quoted == words && words > 0:
		d.Kind = communique.Direct
	case quoted > 3:
		d.Kind = communique.Mixed
	}
	for k := a.cue.from; k <= a.cue.to; k++ {
		f.inCue[k] = int32(len(f.drafts) + 1)
	}
	if d.Attitude() == "" {
		d.Said = t.saidWhen()
	}
	f.keep(d)
	return true
}

// contracted parts a pronoun from the auxiliary that hangs on to it: "He’s said".
func (t *tree) contracted(source, cue communique.Span) (communique.Span, communique.Span) {
	words := source.Of(t.f.text)
	i := strings.IndexAny(words, "’'")
	if i <= 0 || !contracted.Has(strings.ToLower(words[:i])) {
		return source, cue
	}
	if strings.TrimSpace(t.f.text[source.End:max(source.End, cue.Start)]) == "" && cue.Start >= source.End {
		cue.Start = source.Start + i
	}
	source.End = source.Start + i
	return source, cue
}

// saidWhen returns the first time of the sentence that stands outside its contents,
// the zero value where there is none.
func (t *tree) saidWhen() communique.TimeValue {
	s := t.span(t.first, t.last-1)
	for k := range t.f.timesIn(s) {
		at := t.f.r.Times[k]
		if at.Known() && at.Type != communique.Duration && at.Type != communique.Set && !t.f.inContent[t.f.r.TokenAt(at.Start)] {
			return at
		}
	}
	return communique.TimeValue{}
}

// overlapsAny reports whether a span holds a token that is content already.
func (f *finder) overlapsAny(s communique.Span) bool {
	for k := f.r.TokenAt(s.Start); k < len(f.r.Tokens) && f.r.Tokens[k].Start < s.End; k++ {
		if f.inContent[k] {
			return true
		}
	}
	return false
}

// classOf returns the class that a rule names. What somebody spoke about is no
// utterance, its words are the outlet’s, and neither is what he did not say.
func (t *tree) classOf(p *predicate, a attributed) class {
	switch {
	case a.frame == raising:
		return impression
	case p.class != utterance:
		return p.class
	case a.frame == object:
		return topic
	}
	for k := a.cue.from; k <= a.cue.to; k++ {
		w := t.word(k)
		if t.tag(k) == communique.MD || w == "not" || w == "never" || w == "no" || w == "to" && t.tag(k+1) == communique.VB || strings.HasSuffix(w, "n’t") || strings.HasSuffix(w, "n't") {
			return unsaid
		}
	}
	return utterance
}

// String names the frame as rules do.
func (f frame) String() string {
	switch f {
	case clausal:
		return "clause"
	case infinitive:
		return "infinitive"
	case object, gerund:
		return "object"
	case raising:
		return "impression"
	}
	return "complement"
}

// speakerOf names the source whose phrase is headed by token h.
func (f *finder) speakerOf(t *tree, h int, s run) communique.EntityID {
	if w := t.word(h); relatives.Has(w) {
		// The noun that the clause belongs to.
		if k := t.antecedentOf(h); k >= 0 {
			h = k
		}
	}
	m := f.at(h)
	for k := s.from; m == nil && k <= s.to && k <= h; k++ {
		if t.head(k) == h && (t.dep(k) == communique.Flat || t.dep(k) == communique.Compound) && f.at(k) != nil && f.at(k).Type == "person" {
			m = f.at(k)
		}
	}
	if n := h + 1; m == nil && n <= s.to && f.at(n) != nil && f.at(n).Type == "person" {
		m = f.at(n) // "national security adviser Jake Sullivan"
	}
	if m != nil {
		if m.Via == communique.ViaDemonym {
			return ""
		}
		return f.idOf(m)
	}
	if !t.tag(h).Noun() || f.upperToken(h) {
		return ""
	}
	from := max(s.from, t.from(h))
	for k := from; k < h; k++ {
		if t.word(k) == "of" {
			from = k + 1 // "many of her advisers"
		}
	}
	for from < h && (t.tag(from) == communique.DT || t.tag(from) == communique.PRPS || t.dep(from) == communique.Case) {
		from++
	}
	if from > h {
		return ""
	}
	bare := strings.Join(strings.Fields(strings.ToLower(t.span(from, h).Of(f.text))), " ")
	if title, ok := f.titled(bare); ok {
		return title
	}
	return communique.NP(bare)
}

func (f *finder) upperToken(k int) bool {
	r, _ := utf8.DecodeRuneInString(f.r.Tokens[k].Of(f.text))
	return unicode.IsUpper(r)
}

// inQuote reports whether token k stands within quotation marks.
func (f *finder) inQuote(k int) bool { return f.quoteAt(k) != nil }

// quoteAt returns the quotation that token k stands in, nil where it stands in none.
func (f *finder) quoteAt(k int) *quote {
	at := f.r.Tokens[k].Start
	i := f.r.SentenceAt(at)
	if i < 0 {
		return nil
	}
	if p := f.r.Sentences[i].Paragraph; p != f.quotedIn || f.quoted == nil {
		f.quotedIn = p
		f.quoted = append([]quote{}, quotes(f.text, f.r.Paragraphs[p], p+1 < len(f.r.Paragraphs) && opening(f.text, f.r.Paragraphs[p+1]))...)
	}
	n, found := slices.BinarySearchFunc(f.quoted, at, func(q quote, at int) int {
		switch {
		case q.End <= at:
			return -1
		case q.Start > at:
			return 1
		}
		return 0
	})
	if !found {
		return nil
	}
	return &f.quoted[n]
}
