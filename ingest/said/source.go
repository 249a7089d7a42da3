package said

import "github.com/communique-kg/communique"

// source returns the token that heads the phrase of who says, thinks or wants
// what the predicate at token c tells, -1 where nobody is named. of is the noun
// whose modifier the predicate is, so that the phrase ends before it.
func (t *tree) source(c int) (head int, modified bool) {
	for _, s := range t.shares {
		if s[0] == c {
			c = s[1]
		}
	}
	const far = 12 // heads are few; a damaged tree may be a long chain
	for range far {
		if s := t.subject(c); s >= 0 {
			return s, false
		}
		h := t.head(c)
		if h < 0 {
			return -1, false
		}
		switch t.dep(c) {
		case communique.Acl:
			return h, true
		case communique.Conj:
			// "critics and supporters" hold no verb; a verb beside a verb shares its subject.
		case communique.Xcomp, communique.Advcl, communique.Parataxis, communique.Dep, communique.Ccomp:
			if t.dep(c) == communique.Ccomp && t.tag(c) != communique.VB && t.tag(c) != communique.VBG {
				return -1, false
			}
			// Whom somebody asks to do it does it: "urged Congress to reject".
			if t.dep(c) == communique.Xcomp {
				if o := t.dependent(h, communique.Obj, communique.Iobj); o >= 0 && o < c && !catenatives.Has(t.word(h)) {
					return o, false
				}
			}
		default:
			return -1, false
		}
		c = h
	}
	return -1, false
}

// subject returns the active subject of a predicate, the agent of a passive one,
// -1 where it has none.
func (t *tree) subject(c int) int {
	if t.bare {
		return t.plainSubject(c)
	}
	for k := range t.kids(c) {
		switch t.dep(k) {
		case communique.Nsubj, communique.Csubj:
			if t.word(k) != "there" && t.dep(k) == communique.Nsubj {
				return k
			}
		case communique.OblAgent:
			return k
		case communique.Obl:
			if t.passive(c) && t.caseOf(k) == "by" {
				return k
			}
		}
	}
	return -1
}

// passive reports whether the verb at token c stands in the passive voice.
func (t *tree) passive(c int) bool {
	if tag := t.tag(c); tag != communique.VBN && tag != communique.VBD {
		return false
	}
	for k := c - 1; k >= t.first && c-k < 6; k-- {
		switch w := t.word(k); {
		case passiveForms.Has(w):
			return true
		case haveForms.Has(w):
			return false
		case t.tag(k) != communique.RB && w != "not":
			k = t.first
		}
	}
	return t.tag(c) == communique.VBN && (t.dep(c) == communique.Acl || t.agent(c) >= 0) && t.dependent(c, communique.Obj) < 0
}

var (
	passiveForms = set("be is are was were been being am get gets got getting isn’t isn't aren’t aren't wasn’t wasn't weren’t weren't")
	haveForms    = set("have has had having haven’t haven't hasn’t hasn't hadn’t hadn't did do does didn’t didn't will would")
)

// caseOf returns the preposition of the phrase that token k heads.
func (t *tree) caseOf(k int) string {
	if p := t.dependent(k, communique.Case); p >= 0 && p < k {
		return t.word(p)
	}
	return ""
}

// phrase returns the first and the last token of the noun phrase that token h
// heads, without its preposition and within [low,high].
func (t *tree) phrase(h, low, high int) run {
	from, to := max(t.from(h), low), min(t.to(h), high)
	for from < h && (relatives.Has(t.word(from)) && t.tag(from) != communique.DT || t.dep(from) == communique.Case && t.head(from) == h || t.dep(from) == communique.Cc || t.mark(from, ",;:—–-“”\"()") || t.dep(from) == communique.Mark) {
		from++
	}
	to = t.bracketed(to, high)
	for to > h && (t.mark(to, ",;:—–-.“") || t.tag(to) == communique.CC) {
		to--
	}
	return run{from, to}
}

// bracketed extends a phrase that ends with token to over brackets that end by
// token high: "Jane Doe | (D-Ohio)".
func (t *tree) bracketed(to, high int) int {
	if t.mark(to+1, "(") {
		for k := to + 2; k <= high && k < to+9; k++ {
			if t.mark(k, ")") {
				return k
			}
		}
	}
	return to
}

// sourceRun returns the tokens of the source that h heads, for a cue of the
// tokens of cue; modified says that the cue modifies its noun.
func (t *tree) sourceRun(h int, modified bool, cue run) run {
	switch {
	case h < cue.from:
		s := t.cropped(h, t.phrase(h, t.first, cue.from-1))
		s.from = t.joined(t.titled(s.from, h))
		if modified {
			for s.to > h && t.mark(s.to, ",") {
				s.to--
			}
			return s
		}
		// "A reporter for the agency saw her and reported": its own verb bounds the phrase.
		first := cue.from
		if v := t.head(h); v > h && v < first && t.tag(v).Verb() && t.dep(h) == communique.Nsubj {
			first, _ = t.group(v)
			s.to = min(s.to, max(first-1, h))
		}
		s.to = t.reaching(s.to, first)
		return s
	case h > cue.to:
		s := t.cropped(h, t.phrase(h, cue.to+1, t.last-1))
		s.to = t.apposed(t.named(s.to))
		return s
	}
	return run{0, -1}
}

// named walks right from the end of a source that stands behind its cue to the end
// of a name: "said Martin Luther | King Jr.".
func (t *tree) named(to int) int {
	for to+1 < t.last && (t.tag(to+1).Noun() || t.tag(to+1) == communique.CD || t.mark(to+1, ".") && t.abbreviated(to+1) && t.f.r.Tokens[to].Len() <= 4) && !t.f.timed(t.f.r.Tokens[to+1].Span) {
		to++
	}
	return to
}

// cropped takes from the phrase of a source what is only said beside it: the place
// before a dash, ", speaking to reporters", "on Monday".
func (t *tree) cropped(h int, s run) run {
	for k := s.from; k < h; k++ {
		if t.mark(k, "—–") || t.word(k) == "--" {
			s.from = k + 1
		}
		if t.mark(k, ",") && k-s.from < 3 && !t.tag(k-1).Noun() {
			s.from = k + 1 // "if any, member states"
		}
	}
	for k := h + 1; k < s.to; k++ {
		if t.mark(k, ",") && t.tag(k+1) == communique.VBG || t.mark(k, ",") && t.word(k+1) == "who" && t.speaksIn(k+2, s.to) {
			s.to = k - 1
			break
		}
	}
	for s.to > h && t.f.timed(t.f.r.Tokens[s.to].Span) {
		s.to--
	}
	if s.to > h && t.tag(s.to) == communique.IN {
		s.to--
	}
	return s
}

// speaksIn reports whether the first verb from token k to token to is a cue.
func (t *tree) speaksIn(k, to int) bool {
	for ; k <= to && k < t.last; k++ {
		if t.tag(k).Verb() && !auxiliaryForms.Has(t.word(k)) {
			p := verbOf(t.word(k))
			return p != nil && p.class != decision
		}
	}
	return false
}

// joined extends a phrase to the left over the one that "and" sets beside it, where
// both begin the clause.
func (t *tree) joined(from int) int {
	if w := t.word(from - 1); w != "and" && w != "or" && w != "&" {
		return from
	}
	j := from - 2
	if j < t.first || !t.tag(j).Noun() || t.f.timed(t.f.r.Tokens[j].Span) {
		return from
	}
	left := t.titled(j, j)
	if w := t.word(left - 1); left == t.first || t.mark(left-1, ",;:“—–") || w == "that" || w == "but" || w == "as" || w == "while" || w == "both" {
		return left
	}
	return from
}

// placed are the prepositions that hold a noun phrase together.
var placed = set("of at for from in with")

// titled walks left from the beginning of a phrase over what a tree has left
// outside: titles, owners, "officials at".
func (t *tree) titled(from, h int) int {
	if tag := t.tag(h); tag == communique.PRP || tag == communique.WP || tag == communique.WDT {
		return from
	}
	best := from
	joined := false // a preposition was crossed
	for k := from - 1; k >= t.first && from-k < 16; k-- {
		tag, w := t.tag(k), t.word(k)
		switch {
		case t.f.timed(t.f.r.Tokens[k].Span), outsideGroup.Has(w):
			return best
		case tag.Noun(), tag == communique.JJ, tag == communique.CD, tag == communique.POS, tag == communique.PRPS, tag == communique.DT && !relatives.Has(w):
			if joined && k > t.first && !(tag == communique.DT || speakers.Has(w) || ranks.Has(w)) {
				continue
			}
			best = k
			if tag == communique.DT || tag == communique.PRPS {
				return best
			}
		case w == "." && k > t.first && t.f.r.Tokens[k-1].End == t.f.r.Tokens[k].Start && t.f.r.Tokens[k-1].Len() <= 4 && t.tag(k-1).Proper():
		case placed.Has(w) && k > t.first && t.tag(k-1).Noun() && (speakers.Has(t.word(k-1)) || ranks.Has(t.word(k-1))):
			joined = true
		case w == "of" && k > t.first && quantities.Has(t.word(k-1)):
			k--
			best = k
		default:
			return best
		}
	}
	return best
}

// reaching walks right from the end of a subject to its verb group, which begins
// at first, over what a tree has left outside: ", 25,", "for the agency".
func (t *tree) reaching(to, first int) int {
	gap := first - to - 1
	switch {
	case gap <= 0 || gap > 40:
		return to
	case t.mark(to+1, ","):
		if !t.mark(first-1, ",") {
			return to
		}
		if gap == 1 {
			for k := to; k >= t.first && to-k < 40; k-- {
				if t.mark(k, ",") {
					return first - 1 // it closes what a comma opened
				}
				if t.tag(k).Finite() {
					break
				}
			}
			return to
		}
		switch tag, w := t.tag(to+2), t.word(to+2); {
		case t.f.timed(t.f.r.Tokens[to+2].Span) && tag != communique.CD, outsideGroup.Has(w):
			return to
		case tag.Noun(), tag == communique.CD, tag == communique.DT, tag == communique.JJ, tag == communique.PRPS, w == "who" && !t.speaksIn(to+3, first-1), w == "of", tag == communique.RB && t.tag(to+3) == communique.DT:
			return first - 1
		}
		return to
	case t.mark(to+1, "—–") || t.word(to+1) == "--":
		if t.mark(first-1, "—–") || t.word(first-1) == "--" {
			return first - 1
		}
		return to
	}
	if tag := t.tag(to + 1); tag == communique.WP || tag == communique.WDT {
		for k := to + 1; k < first; k++ {
			if t.mark(k, ";:—–“”\"") {
				return to
			}
		}
		return first - 1
	}
	for k := to + 1; k < first; k++ {
		if t.mark(k, ",;:—–“”\"") || t.tag(k).Finite() || k == first-1 && t.tag(k) == communique.CC {
			return to
		}
	}
	switch tag, w := t.tag(to+1), t.word(to+1); {
	case placed.Has(w) && !t.f.timed(t.f.r.Tokens[min(to+2, t.last-1)].Span), tag == communique.VBN, tag == communique.VBG, tag.Noun():
		k := first - 1
		for k > to && (t.tag(k) == communique.RB || t.f.timed(t.f.r.Tokens[k].Span) || t.tag(k) == communique.IN) {
			k--
		}
		return k
	}
	return to
}

// occasioned reports whether a noun phrase that begins at token k names an
// occasion: "at a meeting in Brussels".
func (t *tree) occasioned(k int) bool {
	for n := k; n < t.last && n < k+7; n++ {
		if w := t.word(n); occasions.Has(w) || w == "time" {
			return true
		}
		if tag := t.tag(n); !tag.Noun() && tag != communique.DT && tag != communique.JJ && tag != communique.PRPS && tag != communique.VBN {
			return false
		}
	}
	return false
}

// apposed walks right from the end of a source that stands behind its cue:
// "said Jane Doe, a minister of the new government.".
func (t *tree) apposed(to int) int {
	for to+1 < t.last {
		next := to + 1
		switch tag, w := t.tag(to+2), t.word(to+2); {
		case t.mark(next, ",") && to+2 < t.last && !t.f.timed(t.f.r.Tokens[to+2].Span) && !outsideGroup.Has(w) &&
			(tag.Noun() || tag == communique.CD || tag == communique.DT || tag == communique.JJ || w == "who" && !t.speaksIn(to+3, t.last-1) || w == "of") && !t.mark(to+3, ","):
		case placed.Has(t.word(next)) && t.tag(next) == communique.IN && !t.f.timed(t.f.r.Tokens[min(to+2, t.last-1)].Span) && t.paper(to) == to && !t.occasioned(to+2):
		default:
			return to
		}
		k := next + 1
		for k < t.last && !t.mark(k, ",.;:“”—–\"") && !(t.tag(k) == communique.IN && k+1 < t.last && t.f.timed(t.f.r.Tokens[k+1].Span)) {
			k++
		}
		// An abbreviation is no end.
		for k+1 < t.last && t.mark(k, ".") && !t.mark(k+1, "”\"") {
			for k++; k < t.last && !t.mark(k, ",.;:“”—–\""); k++ {
			}
		}
		if k-1 <= to {
			return to
		}
		to = k - 1
	}
	return to
}
