package said

import "github.com/communique-kg/communique"

// breaks are words after a comma that leave the content, by its frame. What a
// clause that somebody said goes on with is his more often than what a noun
// phrase goes on with.
var (
	breaksObject     = set("but which while the a an who and though although so where when he she it they then yet calling")
	breaksInfinitive = set("but which while and the a an though although")
	breaksClause     = set("which")
)

// bounded ends a content where its sentence goes on without it: at a semicolon,
// at a clause that only adds to it, at the next thing that the same source does.
// c is the verb of the cue, -1 where the cue is none.
func (t *tree) bounded(c int, s run, f frame) run {
	if s.empty() {
		return s
	}
	open := 0
	words := 0
	for k := s.from; k <= s.to; k++ {
		switch {
		case t.mark(k, "“"):
			open++
		case t.mark(k, "”"):
			open = max(open-1, 0)
		case t.mark(k, "\""):
			open = 1 - open
		}
		if open > 0 {
			continue
		}
		if k > s.from && t.mark(k, ";") {
			return run{s.from, k - 1}
		}
		if k > s.from+1 && f != clausal && (t.mark(k, "—") || t.word(k) == "--") {
			return run{s.from, k - 1}
		}
		next := k + 1
		if words > 0 && t.mark(k, ",") && next <= s.to {
			w, tag := t.word(next), t.tag(next)
			if tag == communique.RB && next < s.to {
				next++
				w, tag = t.word(next), t.tag(next)
			}
			switch {
			case tag == communique.VBG && w != "including" && (f != clausal || verbOf(w) != nil && verbOf(w).class != intention):
				return run{s.from, k - 1}
			case f == clausal && breaksClause.Has(w), f == infinitive && breaksInfinitive.Has(w) && !t.lists(k, s), f == object && breaksObject.Has(w) && !t.lists(k, s):
				return run{s.from, k - 1}
			case f == clausal && (w == "and" || w == "but" || w == "though" || w == "although" || w == "while") && t.anotherSpeaks(next+1, s.to):
				return run{s.from, k - 1}
			}
		}
		if v := t.nextVerb(c, k, s.to); v >= 0 && words > 0 {
			t.shares = append(t.shares, [2]int{v, c})
			end := k - 1
			for end > s.from && t.mark(end, ",") {
				end--
			}
			return run{s.from, end}
		}
		words++
	}
	return s
}

// nextVerb returns the verb that "and" or "but" at token k sets beside the cue c as
// a cue of its own, -1 where there is none: "said that …, but has refused to".
func (t *tree) nextVerb(c, k, to int) int {
	if w := t.word(k); c < 0 || w != "and" && w != "but" {
		return -1
	}
	v := k + 1
	have := false
	for v < to && (t.tag(v) == communique.RB || haveForms.Has(t.word(v))) {
		have = have || haveForms.Has(t.word(v))
		v++
	}
	p := verbOf(t.word(v))
	if v > to || p == nil || t.f.inQuote(v) || p.class == thought || p.class == knowledge {
		return -1
	}
	switch tag := t.tag(v); {
	case tag == communique.VBN && have, tag.Finite() && (tag == t.tag(c) || t.tag(c) == communique.VBN):
		return v
	}
	return -1
}

// lists reports whether the comma at k parts the members of a list: another
// comma stands a few words before it.
func (t *tree) lists(k int, s run) bool {
	for j := k - 1; j > s.from && k-j < 7; j-- {
		if t.mark(j, ",") {
			return true
		}
	}
	return false
}

// anotherSpeaks reports whether a clause begins at token k whose verb, a few words
// on, is a cue with a clause of its own.
func (t *tree) anotherSpeaks(k, to int) bool {
	for v := k + 1; v <= to && v < k+7; v++ {
		if t.mark(v, ",;:.") {
			return false
		}
		if t.tag(v).Finite() && !auxiliaryForms.Has(t.word(v)) {
			p := verbOf(t.word(v))
			return p != nil && p.class != thought && p.class != knowledge && p.class != impression && p.class != decision
		}
	}
	return false
}
