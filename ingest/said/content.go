package said

import (
	"github.com/communique-kg/communique"
)

// run is a run of tokens, from and to included; it is empty where to is before from.
type run struct{ from, to int }

func (s run) empty() bool { return s.to < s.from }

// relatives are pronouns that stand for a noun before them.
var relatives = set("that which who whom what whose")

// ahead finds the content that follows the cue of tokens [first,last] whose
// predicate is at c, and where the cue ends once its preposition is in it.
func (t *tree) ahead(c int, p *predicate, last int) (content run, cueEnd int, f frame) {
	cueEnd = last
	content = run{0, -1}
	told := -1 // the addressee
	for k := range t.kids(c) {
		if k <= last {
			continue
		}
		d := t.dep(k)
		from := t.from(k)
		if content.empty() {
			switch d {
			case communique.Ccomp, communique.Parataxis, communique.Csubj:
				if !p.takes(clausal) || d == communique.Parataxis && !t.quoted(k) && !t.mark(from-1, ":“\"") {
					if p.takes(infinitive) && t.infinitival(k) || p.takes(object) && d == communique.Ccomp {
						break
					}
					continue
				}
				f = clausal
			case communique.Xcomp, communique.Advcl:
				switch {
				case t.infinitival(k) && (p.takes(infinitive) || told >= 0):
					f = infinitive
				case d == communique.Advcl:
					continue
				case p.takes(object) || p.takes(gerund):
					f = object
				case p.takes(clausal) && !t.infinitival(k):
					f = clausal
				default:
					continue
				}
			case communique.Obj, communique.Iobj:
				if t.temporal(k) {
					continue
				}
				if p.takes(addressed) || !p.takes(object) && p.takes(clausal) && t.later(c, k) {
					told = k
					continue
				}
				if !p.takes(object) {
					continue
				}
				f = object
			case communique.Obl, communique.Nmod:
				prep := t.caseOf(k)
				if !p.governs(prep) || t.f.timed(t.f.r.Tokens[k].Span) {
					continue
				}
				if from == cueEnd+1 {
					cueEnd = from
				}
				from++
				f = object
			case communique.Acl:
				if !t.infinitival(k) || !p.takes(infinitive) {
					if !p.takes(clausal) || t.infinitival(k) {
						continue
					}
				}
				f = clausal
			default:
				continue
			}
			for from < k && t.mark(from, ",:—–") {
				from++
			}
			if content = (run{max(from, cueEnd+1), t.to(k)}); f == clausal && !t.holdsClause(content) {
				content = run{0, -1}
			}
			continue
		}
		// What belongs to the content further on.
		switch d {
		case communique.Xcomp, communique.Ccomp, communique.Obj, communique.Acl:
		case communique.Obl, communique.Nmod, communique.Advmod, communique.OblUnmarked:
			if f == object && (t.temporal(k) || t.mark(from-1, ",")) || f == object && papers.Has(t.word(k)) {
				return content, cueEnd, f
			}
		case communique.Advcl:
			if t.mark(from-1, ",") || f == object && !t.infinitival(k) && !linking.Has(t.caseOrMark(k)) {
				return content, cueEnd, f
			}
		case communique.Punct:
			continue
		default:
			return content, cueEnd, f
		}
		content.to = max(content.to, t.to(k))
	}
	return content, cueEnd, f
}

// linking are words that hold a second complement to the first: "accused him of",
// "described it as".
var linking = set("for of as to by with from into against")

// holdsClause reports whether a run holds more than adjectives, adverbs and the like: "said
// little" and "said that often" have no clause.
func (t *tree) holdsClause(s run) bool {
	for k := s.from; k <= s.to; k++ {
		switch tag := t.tag(k); {
		case tag.Noun(), tag.Verb(), tag == communique.MD, tag == communique.PRP, tag == communique.CD, tag == communique.FW, tag == communique.UH:
			return true
		}
	}
	return false
}

// later reports whether a clause follows the object k of c.
func (t *tree) later(c, k int) bool {
	for j := range t.kids(c) {
		if j > k && (t.dep(j) == communique.Ccomp || t.dep(j) == communique.Xcomp) {
			return true
		}
	}
	return false
}

func (t *tree) caseOrMark(k int) string {
	if m := t.dependent(k, communique.Mark, communique.Case); m >= 0 {
		return t.word(m)
	}
	return ""
}

// infinitival reports whether token k heads an infinitive with "to".
func (t *tree) infinitival(k int) bool {
	m := t.dependent(k, communique.Mark)
	return m >= 0 && m < k && t.word(m) == "to"
}

// temporal reports whether the phrase that token k heads says when.
func (t *tree) temporal(k int) bool { return t.f.timed(t.f.r.Tokens[k].Span) }

// quoted reports whether quotation marks stand about token k.
func (t *tree) quoted(k int) bool { return t.f.inQuote(k) }

// behind finds the content that stands before an attribution at the end of a
// sentence: ". . ., X said", "“. . .,” said X".
func (t *tree) behind(first, last int) run {
	k := first - 1
	for k > t.first && t.mark(k, "”\"’") {
		k--
	}
	if k < t.first || first-1 >= t.first && !t.mark(first-1, ",—–-”\"’") {
		return run{0, -1}
	}
	to := first - 1
	for to >= t.first && t.mark(to, ",—–-") {
		to--
	}
	return run{t.first, to}
}

// behindTime returns where a content begins that a time stands before: when it was
// said, "said last week | that …".
func (t *tree) behindTime(s run) int {
	k := s.from
	for k < s.to && t.f.timed(t.f.r.Tokens[k].Span) {
		k++
	}
	if t.word(k) == "that" {
		return k
	}
	return s.from
}

// trimmed takes marks off both ends of a content and gives it the quotation marks
// that belong to it.
func (t *tree) trimmed(s run) run {
	for s.from <= s.to && t.mark(s.from, ",:;.—–-)") {
		s.from++
	}
	for s.to >= s.from && t.mark(s.to, ",:;.—–-(") {
		s.to--
	}
	if s.empty() {
		return s
	}
	s.from = t.behindTime(s)
	if t.mark(s.from-1, "“‘") {
		s.from--
	}
	open := 0
	for k := s.from; k <= s.to; k++ {
		switch {
		case t.mark(k, "“"):
			open++
		case t.mark(k, "”"):
			open--
		case t.mark(k, "\""):
			open ^= 1
		}
	}
	closer := s.to + 1
	if t.mark(closer, ".,?!") {
		closer++
	}
	if open > 0 && t.mark(closer, "”\"") {
		s.to = closer
	}
	return s
}

// naming are verbs that give their object a name or a quality.
var naming = set("call calls called calling label labels labeled labelled labeling dub dubs dubbed brand brands branded branding deem deems deemed deeming consider considers considered considering name names named naming")

// predicated extends the object of a verb that names it over what it is named,
// where the tree has left that outside.
func (t *tree) predicated(c int, s run, f frame) run {
	if f != object || s.empty() || !naming.Has(t.word(c)) {
		return s
	}
	switch tag := t.tag(s.to + 1); {
	case tag == communique.DT, tag == communique.JJ, tag.Noun(), t.mark(s.to+1, "“\""):
		for s.to+1 < t.last && !t.mark(s.to+1, ",.;:—–") {
			if t.mark(s.to+1, "“") {
				for s.to+1 < t.last && !t.mark(s.to+1, "”") {
					s.to++
				}
				continue
			}
			s.to++
		}
	}
	return s
}
