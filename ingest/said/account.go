package said

import "github.com/communique-kg/communique"

// account is "according to" as a predicate.
var account = &predicate{class: utterance}

// according reads "…, according to X" and "According to X, …", whoever X is.
func (t *tree) according(c int, _ *predicate) (attributed, bool) {
	if t.word(c+1) != "to" || c+2 >= t.last || t.f.inQuote(c) {
		return attributed{}, false
	}
	a := attributed{cue: run{c, c + 1}, frame: clausal}
	opens := c == t.first || t.tag(c-1) == communique.CC && c-1 == t.first
	to := c + 2
	for to < t.last && !t.mark(to, ",;:.“”—–\"") || t.abbreviated(to) {
		to++
	}
	s := run{c + 2, to - 1}
	if s.empty() {
		return a, false
	}
	if opens {
		if to+1 >= t.last || !t.mark(to, ",") {
			return a, false
		}
		// "According to Jane Doe, a lawyer for the company, …"
		if tag := t.tag(to + 1); tag == communique.DT || t.word(to+1) == "who" {
			for k := to + 2; k < t.last && k < to+20; k++ {
				if t.tag(k).Finite() && t.word(to+1) != "who" {
					break
				}
				if t.mark(k, ",") {
					s.to, to = k-1, k
					break
				}
			}
		}
		a.contents = []run{t.trimmed(run{to + 1, t.last - 1})}
	} else {
		s.to = t.apposed(s.to)
		a.contents = []run{t.trimmed(run{t.first, c - 1})}
	}
	a.source, a.head = s, t.headNoun(s)
	if !t.f.upperToken(a.head) && !t.agentive(a.head) {
		return a, false // "sorted according to size"
	}
	return a, !a.contents[0].empty()
}

// headNoun returns the last noun of the phrase with which a source begins, before
// any "of" in it.
func (t *tree) headNoun(s run) int {
	h := s.from
	for k := s.from; k <= min(s.to, t.nounPhrase(s.from)) && t.word(k) != "of"; k++ {
		if t.tag(k).Noun() || t.tag(k) == communique.PRP {
			h = k
		}
	}
	return h
}

// abbreviated reports whether the full stop at token k belongs to an abbreviation
// within its sentence.
func (t *tree) abbreviated(k int) bool {
	return k+1 < t.last && k > t.first && t.mark(k, ".") && !t.mark(k+1, "”\"’'")
}

// credits are nouns before a colon that name where something comes from.
var credits = set("source sources note notes photo credit press media contact update website email reporter members states")

// labelled reads "Jane Doe: We will not …" at the head of a line.
func (t *tree) labelled(c int, _ *predicate) (attributed, bool) {
	a := attributed{cue: run{c, c}, frame: clausal}
	if c == t.first || c-t.first > 7 || credits.Has(t.word(c-1)) || c+3 >= t.last {
		return a, false
	}
	known := false
	for k := t.first; k < c; k++ {
		tag := t.tag(k)
		if !tag.Noun() && tag != communique.DT && tag != communique.POS && tag != communique.JJ && t.word(k) != "." {
			return a, false
		}
		if t.f.timed(t.f.r.Tokens[k].Span) {
			return a, false
		}
		if m := t.f.at(k); m != nil && (m.Type == "person" || m.Type == "organisation" || m.Type == "group") || tag.Noun() && k == c-1 && (speakers.Has(t.word(k)) || findings.Has(t.word(k))) {
			known = true
		}
	}
	if m := t.f.at(c - 1); !known || m != nil && m.Type != "person" && m.Type != "organisation" && m.Type != "group" {
		return a, false
	}
	a.source, a.head = run{t.first, c - 1}, c-1
	to := t.last - 1
	if t.mark(to, ".") {
		to--
	}
	a.contents = []run{{c + 1, to}}
	return a, true
}

// signed reads a quotation with the name of its source behind a dash, “We will.”
// — Jane Doe, or before it, — Jane Doe “We will.”
func (t *tree) signed(c int, _ *predicate) (attributed, bool) {
	a := attributed{cue: run{c, c}, frame: clausal}
	to := c + 1
	person := false
	for to < t.last && to-c < 7 && (t.tag(to).Proper() || t.mark(to, ".") && t.abbreviated(to)) && !t.f.inQuote(to) {
		m := t.f.at(to)
		person = person || m != nil && m.Type == "person"
		to++
	}
	if to == c+1 || !person && to-c > 5 {
		return a, false
	}
	a.source, a.head = run{c + 1, to - 1}, to-1
	switch {
	case c > t.first && to == t.last && t.f.inQuote(c-1):
		a.contents = []run{{t.first, c - 1}}
	case c == t.first && to < t.last && t.f.inQuote(to):
		a.contents = []run{{to, t.last - 1}}
	case c == t.first && to == t.last && c > 0:
		q := t.f.quoteAt(c - 1)
		if q == nil || t.f.r.Sentences[t.f.r.SentenceAt(q.Start)].Paragraph != t.f.r.Sentences[t.f.r.SentenceAt(t.f.r.Tokens[c].Start)].Paragraph {
			return a, false
		}
		a.contents = []run{{t.f.r.TokenAt(q.Start), c - 1}}
	default:
		return a, false
	}
	return a, true
}
