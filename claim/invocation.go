package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// invocation finds that a clause was invoked, how often and because of what:
// "has been triggered only once … after the 9/11 attacks", "caused NATO to
// invoke Article 5", "the invocation of Article 4 by Turkey". What could or
// might be invoked is a position. A FAQ's "Q: … ever been invoked …? A: No." is
// one denied claim over both.
var invocation = Kind{communique.Invocation, findInvocations, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" {
		return nil
	}
	return []communique.Question{key("invocation", c.Subject)}
}}

var invoking = lexiconOf("invoke trigger activate")

func findInvocations(l *line) []communique.Claim {
	var out []communique.Claim
	for f := range l.framesWhere(invoking, func(i int, e lexeme) bool {
		return e.noun || l.near(clauses, i) || l.instrumentIn(l.First, l.Last-1) != ""
	}) {
		if c, ok := l.invoked(f); ok {
			out = append(out, c)
			if c, ok := l.invokedAgain(f, c); ok {
				out = append(out, c)
			}
		}
	}
	if c, ok := l.answeredNo(); ok {
		out = append(out, c)
	}
	return out
}

// invoked makes the claim of one frame.
func (l *line) invoked(f *frame) (communique.Claim, bool) {
	no := communique.Claim{}
	mood, told := l.told(f)
	if !told || mood != communique.Asserted || f.nominal && f.lemma != "invoke" && len(f.objects) == 0 {
		return no, false
	}
	instrument, at := l.instrumentOf(f)
	if instrument == "" {
		return no, false
	}
	if !f.nominal && !f.passive && !f.reduced {
		by, ok := f.subject()
		if !ok || l.actsFor(by) == "" && !pronouns.Has(l.low[by.head]) && l.low[by.head] != "we" || !f.isPast() && f.form != gerund && !f.infinitive {
			return no, false // what a clause "invokes", and what one does who invokes
		}
	}
	rule := "active"
	first, last := f.left, f.right
	switch {
	case f.nominal:
		rule, last = "noun", max(f.verb, min(f.right, at))
		if l.low[l.First] == "the" && f.left == l.First || f.left == f.verb || determiners.Has(l.low[f.left]) {
			last = max(last, l.nounsPredicate(f))
		}
	case f.passive || f.reduced:
		rule = "passive"
		first = f.first
		if len(f.objects) > 0 && f.objects[0].last == f.first-1 {
			first = f.objects[0].first
		}
	}
	cause := none
	if !f.nominal && f.infinitive {
		cause, first = l.caused(f, first)
	}
	c := l.draft(communique.Invocation, rule, max(first, l.First), min(max(last, f.verb), l.Last-1), f.verb)
	c.Subject, c.Modality = instrument, mood
	if !f.nominal {
		c.Polarity = f.polarity()
	}
	c.Value = l.timesOf(f)
	g := f.group
	if f.nominal {
		g.form = past
		l.ridesAlong(&c, f.verb)
	}
	right := max(last, f.right)
	if !cause.empty() {
		if c.Object = l.idOf(cause); c.Object.Kind() == communique.Event {
			c.About = l.sinceEvent(c.Object, cause.first, cause.last, g)
		}
	} else if k, after := l.causeAfter(f.verb+1, right); k >= 0 {
		c.Object = l.causeAt(k, right)
		if after && c.Object.Kind() == communique.Event {
			c.About = l.sinceEvent(c.Object, k, right, g)
		}
	}
	if t := l.actTime(&c, f); t.Exact != "" && !c.About.Known() {
		c.About = t
	}
	if !c.About.Known() {
		c.About = l.stated(max(first, l.First), min(right, l.Last-1), g)
	}
	return c, true
}

// instrumentOf returns the clause that a frame says was invoked, with the last
// token of its name: by name, or as "this article" after its name.
func (l *line) instrumentOf(f *frame) (communique.EntityID, int) {
	for _, o := range f.objects {
		for k := o.first; k <= o.last && k < l.Last; k++ {
			if id := l.entityAt(k); id.Kind() == communique.Instrument {
				return id, max(o.last, l.lastOf(k))
			}
		}
		if w := l.low[o.head]; clauses.Has(w) && (l.at(o.head-1) == "this" || l.at(o.head-1) == "that" || l.at(o.head-1) == "the") || w == "it" || w == "which" {
			if id := l.instrumentBefore(o.first); id != "" {
				return id, o.last
			}
		}
	}
	if f.passive && len(f.objects) > 0 {
		// "Article 5, which enshrines that …, has been triggered"
		if id := l.instrumentIn(f.objects[0].first, f.objects[0].last); id != "" {
			return id, f.objects[0].last
		}
		if s := l.subject(f.group); !s.empty() {
			if id := l.instrumentIn(s.first, s.last); id != "" {
				return id, s.last
			}
		}
	}
	if f.nominal && len(f.objects) == 0 && (l.at(f.verb-1) == "the" || l.at(f.verb-1) == "this") && l.at(f.verb+1) != "of" {
		return l.instrumentBefore(f.verb), f.verb
	}
	if !f.nominal && !f.passive && !f.reduced && len(f.objects) == 0 {
		// The object stands right behind the verb, whatever the tree has.
		for k := f.last + 1; k < f.last+6 && k <= f.right; k++ {
			if id := l.entityAt(k); id.Kind() == communique.Instrument {
				return id, l.lastOf(k)
			}
		}
	}
	return "", 0
}

var clauses = set("article clause provision treaty mechanism pact act")

// instrumentBefore returns the instrument named last before token i in its
// sentence and the two before it.
func (l *line) instrumentBefore(i int) communique.EntityID {
	start := l.First
	for n := 1; n <= 2 && l.index-n >= 0 && l.Sentences[l.index-n].Paragraph == l.Paragraph; n++ {
		start = l.Sentences[l.index-n].First
	}
	for k := i - 1; k >= max(0, start) && k > i-120; k-- {
		if id := l.entityAt(k); id.Kind() == communique.Instrument {
			return id
		}
	}
	return ""
}

// nounsPredicate returns the end of a clause that says when the invocation that
// is its subject took place: "the invocation | was confirmed on 4 October 2001".
func (l *line) nounsPredicate(f *frame) int {
	v := f.right + 1
	if v < l.Last && formsOfBe.Has(l.low[v]) && v+1 < l.Last && l.Tokens[v+1].Tag == communique.VBN || v < l.Last && occurring.Has(l.low[v]) {
		right := l.rightEdge(v + 1)
		for k := v + 1; k <= right; k++ {
			if l.timeAt(k) && (k+1 > right || !l.timeAt(k+1)) {
				return k
			}
		}
		return min(right, v+1)
	}
	return f.verb
}

// caused returns what made somebody invoke a clause: "the attacks | caused the
// alliance to invoke", and where the words then begin.
func (l *line) caused(f *frame, first int) (phrase, int) {
	h := f.governor
	if h < l.First || h >= f.verb || directingForms.of(l.low[h]) == nil || !l.Tokens[h].Tag.Verb() {
		return none, first
	}
	g := l.verbGroup(h, formOf(l.Tokens[h].Tag))
	s := l.subject(g)
	if s.empty() {
		return none, first
	}
	for k := s.first; k <= s.last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Event {
			s.entity = id
			break
		}
	}
	return s, min(first, s.first)
}

// timesOf reads how often: "once", "twice", "five times", "for the first and only time".
func (l *line) timesOf(f *frame) *communique.Value {
	times := func(n float64) *communique.Value {
		return &communique.Value{N: n, Unit: "times", Cmp: communique.Equal}
	}
	for k := max(f.first-1, l.First); k <= f.right && k < l.Last; k++ {
		switch w := l.low[k]; {
		case w == "once" && l.at(k-1) != "at":
			return times(1)
		case w == "twice":
			return times(2)
		case w == "thrice":
			return times(3)
		case w == "only" && l.at(k+1) == "time" || w == "sole" && l.at(k+1) == "time":
			return times(1)
		case w == "times":
			for _, from := range []int{k - 1, k - 2} {
				if n, last, ok := l.number(from); ok && last >= k-2 && from >= l.First {
					v := times(n)
					if c, _, bounded := l.comparator(from); bounded {
						v.Cmp = c
					}
					return v
				}
			}
		}
	}
	return nil
}

// causeAfter returns the token behind "after", "over", "in response to" and the
// like between two tokens, -1 where there is none, and whether it says after what.
func (l *line) causeAfter(first, last int) (k int, after bool) {
	for k := first; k < last && k < l.Last; k++ {
		switch w := l.low[k]; {
		case w == "after" || w == "following":
			if !l.timeAt(k + 1) {
				return k + 1, true
			}
		case w == "response" && l.at(k+1) == "to", w == "because" && l.at(k+1) == "of", w == "wake" && l.at(k+1) == "of", w == "start" && l.at(k+1) == "of", w == "outbreak" && l.at(k+1) == "of", w == "aftermath" && l.at(k+1) == "of":
			return k + 2, w == "wake" || w == "aftermath"
		case w == "over" || w == "during" || w == "amid":
			if !l.timeAt(k + 1) {
				return k + 1, false
			}
		case w == "for" && l.at(k+1) == "the" && (l.at(k+2) == "first" || l.at(k+2) == "second" || l.at(k+2) == "third" || l.at(k+2) == "only"):
		case w == "for" && !l.timeAt(k+1) && l.at(k+1) != "only":
			return k + 1, false
		}
	}
	return -1, false
}

// causeAt returns the event or noun phrase that begins at token k.
func (l *line) causeAt(k, right int) communique.EntityID {
	a, ok := l.nounAt(k, right)
	if !ok {
		return ""
	}
	for j := k; j <= min(a.head, right); j++ {
		if id := l.entityAt(j); id.Kind() == communique.Event {
			return id
		}
	}
	if a.entity.IsActor() {
		return ""
	}
	if attackNouns.Has(l.low[a.head]) {
		if id := l.eventAfter(k-1, min(right, k+8)); id != "" {
			return id
		}
	}
	a.entity = ""
	if id := l.named(a); id != "" && id.Kind() == communique.NounPhrase && !durationUnits.Has(strings.TrimSuffix(id.Name(), "s")) {
		return id
	}
	return ""
}

// invokedAgain reads a second time that the same sentence tells without the
// verb: "invoked it twice in 2012 …, and | again in 2015 after the threats".
func (l *line) invokedAgain(f *frame, c communique.Claim) (communique.Claim, bool) {
	if f.nominal {
		return c, false
	}
	for k := f.last + 1; k+2 < l.Last; k++ {
		if l.low[k] != "again" || l.at(k+1) != "in" || !l.timeAt(k+2) || l.at(k-1) != "and" && l.at(k-1) != "," || !l.sameVoice(f.verb, k) {
			continue
		}
		last := k + 2
		for last+1 < l.Last && l.timeAt(last+1) {
			last++
		}
		next := c
		next.Value, next.Object, next.Rule = nil, "", string(communique.Invocation)+"/again"
		if at, _ := l.causeAfter(last+1, min(last+12, l.Last-1)); at >= 0 {
			if next.Object = l.causeAt(at, min(at+20, l.Last-1)); next.Object != "" {
				if a, ok := l.nounAt(at, min(at+20, l.Last-1)); ok {
					last = max(last, a.last)
				}
			}
		}
		next.Evidence = l.span(k, last).Quote(l.Text)
		next.About = l.stated(k, last, f.group)
		return next, true
	}
	return c, false
}

// inText reports whether a word stands in a stretch of tokens.
func (l *line) inText(first, last int, w string) bool {
	for k := first; k <= last && k < l.Last; k++ {
		if l.low[k] == w {
			return true
		}
	}
	return false
}

// instrumentIn returns the first instrument that the tokens name.
func (l *line) instrumentIn(first, last int) communique.EntityID {
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Instrument {
			return id
		}
	}
	return ""
}

// eventAfter returns the event named within a few words after token k.
func (l *line) eventAfter(k, right int) communique.EntityID {
	for j := k + 1; j <= right && j < k+8; j++ {
		if id := l.entityAt(j); id.Kind() == communique.Event {
			return id
		}
	}
	return ""
}

// sinceEvent is the open interval that begins with an event: by its date in
// the text, else by what the gazetteer knows.
func (l *line) sinceEvent(id communique.EntityID, first, last int, g group) communique.TimeValue {
	e := l.entity(id)
	if t := l.stated(first, last, g); t.Known() && t.From != "" && (len(e.Exists.From) < 4 || strings.HasPrefix(string(t.From), string(e.Exists.From[:4]))) {
		return communique.TimeValue{Evidence: t.Evidence, Type: communique.Date, EDTF: string(t.From) + "/..", Days: communique.Days{From: t.From}, Basis: "stated as after", Role: "event"}
	}
	if e.Exists.From != "" {
		return communique.TimeValue{Type: communique.Date, EDTF: string(e.Exists.From) + "/..", Days: communique.Days{From: e.Exists.From}, Basis: "after " + e.Name, Role: "event"}
	}
	return communique.TimeValue{}
}

// answeredNo joins "Q: Has Article 5 ever been invoked for …?" with the "No"
// that this sentence answers.
func (l *line) answeredNo() (communique.Claim, bool) {
	i := l.First
	if strings.TrimSuffix(l.at(i), ":") == "a" || l.at(i) == "answer" {
		i++
		if l.at(i) == ":" {
			i++
		}
	} else if l.Regions[l.Region].Type != "faq" {
		return communique.Claim{}, false
	}
	if l.at(i) != "no" || l.at(i+1) != "." && l.at(i+1) != "," && i+1 < l.Last || l.index == 0 {
		return communique.Claim{}, false
	}
	q := l.lineOf(l.index - 1)
	if !q.isQuestion() || !l.SentenceInArticle(q.Sentence) || l.Start-q.End > 40 {
		return communique.Claim{}, false
	}
	for k := q.First; k < q.Last; k++ {
		if e := invoking.of(q.low[k]); len(e) == 0 || e[0].form != participle {
			continue
		}
		first := k - 1
		for first > q.First && q.low[first] != "has" && q.low[first] != "was" && k-first < 12 {
			first--
		}
		instrument := q.instrumentIn(first, k)
		if instrument == "" || q.low[first] != "has" && q.low[first] != "was" {
			return communique.Claim{}, false
		}
		end := i
		if l.at(i+1) == "." {
			end = i + 1
		}
		c := q.draft(communique.Invocation, "question-answered-no", first, first, k)
		c.Evidence = communique.Span{Start: q.Tokens[first].Start, End: l.Tokens[end].End}.Quote(l.Text)
		c.Subject, c.Polarity = instrument, communique.Denied
		c.Statement, c.Speaker = "", ""
		if q.at(k+1) == "for" || q.at(k+1) == "over" {
			last := k + 2
			for last+1 < q.Last && q.Tokens[last+1].Kind == communique.Word {
				last++
			}
			c.Object = q.np(k+2, last)
			if id := q.entityAt(last); id != "" && determiners.Has(q.at(last-1)) {
				c.Object = id
			}
			head, _, _ := strings.Cut(c.Object.Name(), " ")
			if head == "a" || head == "an" {
				c.Object = ""
			}
		}
		return c, true
	}
	return communique.Claim{}, false
}
