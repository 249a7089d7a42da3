package said

import "github.com/communique-kg/communique"

// What stands right behind a cue tells its content more surely than a tree does:
// "that", a question word, "to" with a verb, a preposition that the cue governs.

// openers begin a clause that is a content.
var openers = set("that whether how why what")

// behindCue reads the content that begins right behind the cue of c, whose group ends
// with last, and where the cue ends; it is empty where the words do not tell.
func (t *tree) behindCue(c int, p *predicate, last int) (content run, cueEnd int, f frame) {
	n := last + 1
	none := run{0, -1}
	if n >= t.last {
		return none, last, 0
	}
	w := t.word(n)
	switch {
	case p.takes(clausal) && (openers.Has(w) && t.tag(n) != communique.DT && (w != "that" || t.predicates(n)) || w == "if" && (t.word(c) != "said")):
		return run{n, t.limit(c, n)}, last, clausal
	case p.takes(clausal) && (w == "who" || w == "when" || w == "where" || w == "which") && (t.tag(c) == communique.VB || p.class == knowledge || p.class == thought || t.word(c) == "asked" || t.word(c) == "explained" || t.word(c) == "described"):
		return run{n, t.limit(c, n)}, last, clausal
	case p.takes(clausal) && t.mark(n, "“"), (p.takes(clausal) || p.takes(object)) && t.mark(n, ",:") && t.mark(n+1, "“"):
		return run{n, t.limit(c, n)}, last, clausal
	case p.takes(infinitive) && w == "to" && (t.tag(n+1) == communique.VB || t.tag(n+1) == communique.RB && t.tag(n+2) == communique.VB):
		return run{n, t.limit(c, n)}, last, infinitive
	case p.governs(w) && (t.tag(n) == communique.IN || t.tag(n) == communique.RP || t.tag(n) == communique.TO || t.tag(n) == communique.RB) && n+1 < t.last && !t.mark(n+1, ",.;:") && !t.f.timed(t.f.r.Tokens[n+1].Span):
		end := t.nounPhrase(n + 1)
		if k := t.head(n); k > n && t.to(k) > end {
			end = t.to(k)
		}
		if openers.Has(t.word(n+1)) || t.tag(n+1) == communique.VBG {
			end = t.limit(c, n)
		}
		return run{n + 1, end}, n, object
	case p.takes(clausal) && t.clauseFrom(n) && !(p.takes(object) && t.governsObject(c, n)):
		return run{n, t.limit(c, n)}, last, clausal
	}
	return none, last, 0
}

// governsObject reports whether the tree gives c an object that begins at token n
// and no clause: "announced an initiative that was …".
func (t *tree) governsObject(c, n int) bool {
	if t.dependent(c, communique.Ccomp) > c {
		return false
	}
	o := t.dependent(c, communique.Obj)
	return o > c && t.from(o) == n
}

// predicates reports whether a finite verb stands in the clause that token k opens.
func (t *tree) predicates(k int) bool {
	for v := k + 1; v < t.last && v < k+40; v++ {
		if t.tag(v).Finite() {
			return true
		}
		if t.mark(v, ";") {
			return false
		}
	}
	return false
}

// clauseFrom reports whether a clause with its own subject begins at token k.
func (t *tree) clauseFrom(k int) bool {
	switch tag := t.tag(k); {
	case tag == communique.DT, tag == communique.PRP, tag == communique.PRPS, tag.Noun(), tag == communique.JJ, tag == communique.CD, tag == communique.EX:
	default:
		return false
	}
	if t.f.timed(t.f.r.Tokens[k].Span) {
		return false
	}
	for v := k + 1; v < t.last && v < k+12; v++ {
		switch tag := t.tag(v); {
		case tag.Finite():
			return true
		case t.mark(v, ",;:.“"), tag == communique.WDT, tag == communique.WP, tag == communique.TO, tag == communique.CC && v == k+1:
			return false
		}
	}
	return false
}

// nounPhrase returns the last token of the noun phrase that begins at token k,
// with what "of" joins to it.
func (t *tree) nounPhrase(k int) int {
	end := k
	for v := k; v < t.last; v++ {
		tag := t.tag(v)
		switch {
		case tag == communique.DT, tag.Noun(), tag == communique.JJ, tag == communique.JJR, tag == communique.JJS, tag == communique.CD, tag == communique.PRPS, tag == communique.PRP, tag == communique.POS, tag == communique.WP, tag == communique.VBG && v == k:
			end = v
		case t.word(v) == "of", tag == communique.CC && t.tag(v+1).Noun(), tag == communique.RB && t.tag(v+1) == communique.JJ, t.mark(v, "“”"), t.mark(v, ".") && t.f.r.Tokens[v-1].Len() <= 4 && t.tag(v-1).Proper() && t.tag(v+1).Proper():
			if t.mark(v, "”") {
				end = v
			}
		default:
			return end
		}
	}
	return end
}

// quantities stand for those of whom they are said: "several oppose the deal".
var quantities = set("several some many most few both all each others none two three four five half neither one another")

// beside returns the head of the noun phrase that ends right before the verb group
// that begins at first, -1 where none does.
func (t *tree) beside(first int) int {
	k := first - 1
	if t.mark(k, ",") {
		return -1
	}
	for k > t.first && t.tag(k) == communique.RB {
		k--
	}
	if k < t.first {
		return -1
	}
	switch tag := t.tag(k); {
	case tag.Noun(), tag == communique.PRP, tag == communique.WP, tag == communique.WDT:
	case tag == communique.CD && t.tag(first).Finite(), (tag == communique.DT || tag == communique.JJ) && t.tag(first).Finite() && quantities.Has(t.word(k)):
		return k
	default:
		return -1
	}
	if t.f.timed(t.f.r.Tokens[k].Span) {
		return -1
	}
	for range 8 {
		h := t.head(k)
		if h < 0 || h >= first {
			break
		}
		switch t.dep(k) {
		case communique.Nmod, communique.Appos, communique.Compound, communique.Flat, communique.Conj, communique.NmodPoss, communique.Amod, communique.NmodUnmarked:
			if t.tag(h).Verb() {
				return k
			}
			k = h
		default:
			return k
		}
	}
	return k
}

// introduced reports whether what a tree takes for the subject h of a verb whose
// group begins at first is rather a phrase before the subject: "At the debate,
// she said", "Speaking to students, he said".
func (t *tree) introduced(h, first int) bool {
	s := t.phrase(h, t.first, first-1)
	comma := false
	for k := s.from; k <= s.to || k < first; k++ {
		if t.mark(k, ",") && k > h {
			comma = true
		}
	}
	if !comma || t.mark(first-1, ",") {
		return false
	}
	switch tag := t.tag(s.from); {
	case tag == communique.IN, tag == communique.VBG, tag == communique.WRB, tag == communique.TO, tag == communique.RB, t.f.timed(t.f.r.Tokens[h].Span):
		return true
	}
	return t.tag(s.from-1) == communique.IN
}

// limit returns the last token that the content of c, which begins at token n, may
// reach: a cue in a clause that modifies a noun, or in one before the main clause,
// goes no further than that clause.
func (t *tree) limit(c, n int) int {
	for k, far := c, 0; k >= 0 && far < 12; k, far = t.head(k), far+1 {
		switch t.dep(k) {
		case communique.AclRelcl, communique.Acl, communique.Csubj:
		case communique.Advcl:
			if h := t.head(k); h >= 0 && h < k {
				continue
			}
		default:
			continue
		}
		if to := t.to(k); to >= n && to < t.last {
			return to
		}
	}
	return t.last - 1
}

// broadcast are words after "on" that name where something was said.
var broadcast = set("twitter facebook television tv cnn msnbc fox nbc cbs abc npr radio air stage youtube instagram")

// stretched extends a noun phrase that is a content over what modifies it there: a
// phrase with a preposition, a relative clause, a participle, an infinitive.
func (t *tree) stretched(c int, s run) run {
	limit := t.limit(c, s.from)
	for s.to < limit {
		k := s.to + 1
		tag, w := t.tag(k), t.word(k)
		if k+1 > limit || t.f.timed(t.f.r.Tokens[k+1].Span) || t.f.timed(t.f.r.Tokens[k].Span) {
			return s
		}
		end := -1
		switch {
		case w == "during", w == "after", w == "before", w == "when", w == "while", w == "until", w == "since", w == "if", w == "because", w == "though", w == "although", w == "through":
			return s
		case tag == communique.IN && w != "that", w == "to" && t.tag(k+1) != communique.VB:
			if t.paper(s.to) > s.to || broadcast.Has(t.word(k+1)) || w == "by" && t.tag(k+1) == communique.VBG {
				return s
			}
			end = t.nounPhrase(k + 1)
			if h := t.head(k); h > k && t.tag(h) == communique.VBG {
				end = max(end, t.to(h))
			}
		case w == "to", w == "that", tag == communique.WP, tag == communique.WDT, tag == communique.VBG, tag == communique.VBN:
			h := k
			if tag != communique.VBG && tag != communique.VBN {
				for v := k + 1; v <= limit && v < k+10; v++ {
					if t.tag(v).Verb() || t.tag(v) == communique.MD {
						h = v
						break
					}
				}
				if h == k {
					return s
				}
				if t.tag(h) == communique.MD && t.head(h) > h {
					h = t.head(h)
				}
			}
			end = max(t.to(h), h)
		default:
			return s
		}
		if end <= s.to || end > limit {
			return s
		}
		s.to = end
	}
	return s
}
