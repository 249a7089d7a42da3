package said

import "strings"

// content finds where what is said begins after a leading attribution.
func (f *finder) content(u []item, a attribution) (int, bool) {
	i := a.end
	if a.verb.object {
		if w := f.lowerOf(u, i); w == "by" || w == "of" || w == "about" {
			return 0, false // "informed by the consortium"
		}
		next := f.skipAddressee(u, i)
		if next == i && f.lowerOf(u, i) != "that" {
			return 0, false
		}
		i = next
	}
	if i >= len(u) {
		return 0, false
	}
scan:
	for k := i; k < len(u) && k-i < 16; k++ {
		w := f.lowerOf(u, k)
		switch {
		case w == "that" && k+1 < len(u):
			if quotesOnly.Has(f.lowerOf(u, a.verbAt)) {
				return 0, false // "if he continues that way"
			}
			if k > i && !clausePrepositions.Has(f.lowerOf(u, i)) && !f.timed(u[i].Span) && !f.is(u, i, ",") && !(a.verb.manner == Warn) {
				if f.timed(u[k-1].Span) {
					return k, true // "said just days ago that …"
				}
				if a.verb.bare && (f.verbBetween(u, i, k) || f.says(u, a) && (k-i > 2 || f.opensClause(u, i))) {
					break scan // "said hackers are so busy that …"
				}
				return 0, false // "announced a plan that …"
			}
			return k, true
		case u[k].quote != nil:
			if k == i || f.is(u, k-1, ":,") {
				return k, u[k].quote.words > 3 || u[k].quote.ended || k > i && f.is(u, k-1, ":")
			}
			if clausePrepositions.Has(f.lowerOf(u, i)) {
				return 0, false
			}
		case f.is(u, k, ":"):
			if k+1 < len(u) && u[k+1].quote != nil {
				return k + 1, true
			}
			return 0, false
		case f.is(u, k, ",") && k == i:
			// "X said, “…”"
			if k+1 < len(u) && u[k+1].quote != nil {
				return k + 1, true
			}
			return 0, false
		}
	}
	w := f.lowerOf(u, i)
	if !a.verb.bare || u[i].quote != nil || clausePrepositions.Has(w) || !f.isWord(u[i]) || f.timed(u[i].Span) || !a.actor {
		return 0, false
	}
	if !f.says(u, a) && !f.clause(u, i) || phrases.Has(w) {
		return 0, false // "announced a new policy", "noted a lull": no clause
	}
	if wordItems(u[i:]) < 3 || w == "so" || (w == "yes" || w == "no") && f.punctuation(u[min(i+1, len(u)-1)]) {
		return 0, false
	}
	return i, true
}

// quotesOnly are cues that only a quotation makes into speech, phrases words after
// "said" that report nothing: "said farewell to".
var (
	quotesOnly = set("continued continues continuing")
	phrases    = set("farewell goodbye hello nothing something anything everything much things as prayers grace")
)

// says reports whether the cue is a verb that hardly anything but a clause follows.
func (f *finder) says(u []item, a attribution) bool {
	switch f.lowerOf(u, a.verbAt) {
	case "say", "said", "says", "told", "tells":
		return true
	}
	return false
}

// opensClause reports whether item i can only be the subject of a clause.
func (f *finder) opensClause(u []item, i int) bool {
	return pronouns.Has(f.lowerOf(u, i)) || f.speaker(u, i) != nil
}

// pronouns are subjects.
var pronouns = set("i you he she it we they there")

// verbBetween reports whether a finite verb stands in items [i,j), so that they
// begin a clause.
func (f *finder) verbBetween(u []item, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if w := f.lowerOf(u, k); finite.Has(w) || strings.HasSuffix(w, "ed") && len(w) > 4 {
			return true
		}
	}
	return false
}

// finite are verb forms that show a clause.
var finite = set("is are was were has have had will would can could may might must should shall does do did cannot isn’t isn't won’t won't would’ve")

// clause reports whether a finite verb stands in the next words.
func (f *finder) clause(u []item, i int) bool {
	for k := i; k < len(u) && k < i+14 && !f.is(u, k, ",;:"); k++ {
		if w := f.lowerOf(u, k); k > i && (w == "which" || w == "who" || w == "whose" || w == "whom") {
			return false // "announced the goods for which prices will fall"
		}
		if finite.Has(f.lowerOf(u, k)) {
			return true
		}
	}
	return false
}

// skipAddressee walks over who is told: "reporters", "the BBC", "a committee of parliament".
func (f *finder) skipAddressee(u []item, i int) int {
	k := i
	for k < len(u) && k-i < 10 && u[k].quote == nil {
		w := f.lowerOf(u, k)
		if w == "that" || !f.isWord(u[k]) || f.timed(u[k].Span) {
			break
		}
		if k > i && (clausePrepositions.Has(w) && w != "of" || finite.Has(w)) {
			break
		}
		if k > i && f.at(u[k-1].token) != nil && f.at(u[k].token) != f.at(u[k-1].token) && w != "of" {
			break
		}
		k++
		if addressees.Has(w) || w == "him" || w == "her" || w == "them" || w == "us" || w == "me" {
			if w2 := f.lowerOf(u, k); w2 != "of" && w2 != "committee" && w2 != "news" && w2 != "conference" {
				break
			}
		}
	}
	return k
}
