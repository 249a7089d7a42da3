package said

import "github.com/communique-kg/communique"

// lightVerbs take a noun that tells of an attitude and say little themselves:
// "made the claim that", "expressed concern about".
var lightVerbs = set("make makes made making give gives gave given giving have has had having issue issues issued issuing express expresses expressed expressing voice voices voiced voicing raise raises raised raising " +
	"offer offers offered offering deliver delivers delivered delivering level leveled levelled hold holds held share shares shared take takes took taken reiterate reiterates reiterated repeat repeated announce announced announcing " +
	"show shows showed signal signaled signals declare declared pledge pledged pledges withhold withheld lend lent mount mounted launch launched launches")

// mayBeNoun reports whether token c of a tagged sentence may be a noun that is a cue.
func (f *finder) mayBeNoun(s communique.Sentence, c int) bool {
	tag := f.r.Tokens[c].Tag
	if tag.Proper() || f.upperToken(c) && c > s.First || f.at(c) != nil || f.inQuote(c) {
		return false
	}
	return tag.Noun() || c > s.First && lightVerbs.Has(f.lower(c-1))
}

// nominal reads an attribution whose cue is the noun at c: "her claim that …",
// "criticism of X", "expressed support for X".
func (t *tree) nominal(c int, p *predicate) (attributed, bool) {
	if !t.f.mayBeNoun(t.sentence(), c) {
		return attributed{}, false
	}
	switch t.dep(c) {
	case communique.Compound, communique.NmodPoss:
		return attributed{}, false
	}
	a := attributed{cue: run{c, c}, head: -1, source: run{0, -1}}
	content, fr := t.complement(c, p, &a)
	if fr == object {
		content = t.stretched(c, content)
	}
	content = t.bounded(-1, content, fr)
	if content = t.trimmed(content); content.empty() {
		return a, false
	}
	// What stands before the noun in its phrase is of the cue.
	owner := t.dependent(c, communique.NmodPoss)
	for k := c - 1; k >= t.from(c) && k >= t.first; k-- {
		if k == owner || t.head(k) != c || t.mark(k, ",“”\"(") || t.dep(k) == communique.Case || t.dep(k) == communique.Cc || t.dep(k) == communique.Punct {
			break
		}
		a.cue.from = k
	}
	switch h := t.head(c); {
	case owner >= 0 && owner < c:
		a.head = owner
		a.source = t.phrase(owner, t.first, a.cue.from-1)
	case h >= 0 && t.dep(c) == communique.Obj && h < c && t.tag(h).Verb() && lightVerbs.Has(t.word(h)) && !t.passive(h):
		s, modified := t.source(h)
		if s < 0 {
			return a, false
		}
		first, last := t.group(h)
		if last+1 < a.cue.from {
			return a, false
		}
		a.cue.from = first
		a.head = s
		a.source = t.sourceRun(s, modified, a.cue)
	default:
		for k := range t.kids(c) {
			if w := t.caseOf(k); k > c && (w == "by" || w == "from" || w == "among") && (t.dep(k) == communique.Nmod || t.dep(k) == communique.Obl) {
				a.head = k
				a.source = t.phrase(k, c+1, t.last-1)
				if a.source.to >= content.from {
					a.source.to = content.from - 1
				}
				break
			}
		}
	}
	if a.source.empty() || a.source.to >= content.from && a.source.from <= content.to {
		return a, false // nobody’s
	}
	a.contents, a.frame = []run{content}, fr
	return a, true
}

// complement finds the complement of the noun at c.
func (t *tree) complement(c int, p *predicate, a *attributed) (run, frame) {
	for k := range t.kids(c) {
		if k < c {
			continue
		}
		from := t.from(k)
		switch t.dep(k) {
		case communique.Acl, communique.Ccomp, communique.AclRelcl:
			if t.infinitival(k) {
				if p.takes(infinitive) {
					return run{max(from, c+1), t.to(k)}, infinitive
				}
				continue
			}
			if p.takes(clausal) && t.word(from) == "that" && from > c {
				to := t.to(k)
				if t.leads(c) {
					to = min(to, t.clauseTo(from))
				}
				return run{from, to}, clausal
			}
		case communique.Nmod, communique.Obl:
			if p.governs(t.caseOf(k)) {
				if from == c+1 {
					a.cue.to = from
				}
				return run{from + 1, t.to(k)}, object
			}
		}
	}
	// What the tree has put elsewhere.
	n := c + 1
	switch w := t.word(n); {
	case w == "that" && p.takes(clausal) && t.tag(n) == communique.IN:
		if v := t.head(n); v > n && t.tag(v) != communique.NN {
			return run{n, t.to(v)}, clausal
		}
		return run{n, t.clauseTo(n)}, clausal
	case w == "to" && p.takes(infinitive) && t.tag(n+1) == communique.VB:
		return run{n, t.to(n + 1)}, infinitive
	case p.governs(w) && t.tag(n) == communique.IN && n+1 < t.last && !t.mark(n+1, ",.;:"):
		a.cue.to = n
		return run{n + 1, t.nounPhrase(n + 1)}, object
	}
	return run{0, -1}, 0
}

// leads reports whether no finite verb stands before the noun at c, so that it is
// the subject of the one that follows its clause.
func (t *tree) leads(c int) bool {
	for k := t.first; k < c; k++ {
		if t.tag(k).Finite() {
			return false
		}
	}
	return true
}

// clauseTo returns the last token of the clause that "that" at token n opens: it
// ends where a second finite verb needs it for its subject.
func (t *tree) clauseTo(n int) int {
	finite := 0
	for k := n + 1; k < t.last; k++ {
		if t.mark(k, ",;:.”") {
			return k - 1
		}
		if !t.tag(k).Finite() || t.tag(k-1).Finite() {
			continue
		}
		if tag := t.tag(k - 1); finite > 0 && tag != communique.CC && tag != communique.PRP && tag != communique.WP && tag != communique.WDT && tag != communique.IN {
			return k - 1
		}
		finite++
	}
	return t.last - 1
}

// mayBeAdjective reports whether token c of a tagged sentence may be an adjective
// that is a cue.
func (f *finder) mayBeAdjective(_ communique.Sentence, c int) bool {
	switch f.r.Tokens[c].Tag {
	case communique.JJ, communique.VBN, communique.VBD, communique.RB:
		return !f.inQuote(c)
	}
	return false
}

// adjectival reads an attribution whose cue is the adjective at c: "is confident
// that", "eager to".
func (t *tree) adjectival(c int, p *predicate) (attributed, bool) {
	a := attributed{cue: run{c, c}, head: -1, source: run{0, -1}}
	if !t.f.mayBeAdjective(t.sentence(), c) {
		return a, false
	}
	if d := t.dep(c); d == communique.Amod {
		return a, false
	}
	first, last := t.group(c)
	a.cue = run{first, last}
	content, end, fr := t.behindCue(c, p, last)
	if content.empty() {
		content, end, fr = t.ahead(c, p, last)
	}
	content = t.bounded(c, content, fr)
	if content = t.trimmed(content); content.empty() {
		return a, false
	}
	a.cue.to = max(last, end)
	h, modified := t.source(c)
	if h < 0 {
		h = t.dependent(c, communique.NsubjPass)
	}
	if h >= 0 && t.word(h) != "it" && t.word(h) != "there" && t.word(h) != "what" {
		a.head = h
		a.source = t.sourceRun(h, modified, a.cue)
		if a.source.to >= content.from && a.source.from <= content.to {
			return a, false
		}
	} else {
		return a, false
	}
	a.contents, a.frame = []run{content}, fr
	return a, true
}
