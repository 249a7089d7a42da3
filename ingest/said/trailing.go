package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// trailing reads an attribution after what is said: “…,” X said. …, X said. …, said X.
func (f *finder) trailing(u []item) *draft {
	for i := 0; i+1 < len(u); i++ {
		if u[i].quote == nil && !f.is(u, i, ",—–") {
			continue
		}
		if i+1 < len(u) && u[i].quote != nil && f.is(u, i+1, ",—–") {
			continue // the comma comes next
		}
		a, ok := f.attribution(u, i+1)
		if !ok {
			continue
		}
		stop := i + 1
		if u[i].quote == nil {
			stop = i
		}
		before := u[:stop]
		direct := f.mere(before)
		if !direct && !a.verb.bare {
			continue // "By doing this, the government continues to …"
		}
		if !direct && (!f.tail(u, a) || !atLeast(before, 4) && f.resumes(u, a) == 0) {
			continue
		}
		if direct && u[0].quote == nil && len(before) == 0 {
			continue
		}
		d := f.draft(a, "cue after")
		switch {
		case a.inverted:
			d.Rule = "cue after, inverted"
		case !direct && f.headline(u):
			d.Rule = "headline"
		}
		rest := a.end
		if direct {
			d.Kind = communique.Direct
			for k := range before {
				if before[k].quote != nil {
					d.spans = append(d.spans, before[k].Span)
				}
			}
			// "…," X said, "…": the second half of a split quotation.
			if f.splitGoesOn(u, rest) {
				for k := rest; k < len(u); k++ {
					if u[k].quote != nil {
						d.spans = append(d.spans, u[k].Span)
					}
				}
				d.Rule += ", split"
			}
		} else {
			d.Kind = communique.Indirect
			for k := range before {
				if q := before[k].quote; q != nil && q.words > 3 {
					d.Kind = communique.Mixed
				}
			}
			d.spans = append(d.spans, communique.Span{Start: before[0].Start, End: before[len(before)-1].End})
			if from := f.resumes(u, a); from > 0 {
				end := f.contentEnd(u, from)
				for k := from; k < end; k++ {
					if q := u[k].quote; q != nil && q.words > 3 {
						d.Kind = communique.Mixed
					}
				}
				if from < end {
					d.spans = append(d.spans, communique.Span{Start: u[from].Start, End: u[end-1].End})
					d.Rule = "cue between"
				}
			}
		}
		f.circumstances(d, a, u, a.end, len(u))
		if direct {
			f.adding(u, a, d)
		}
		return d
	}
	return nil
}

// resumes returns where what is said goes on after an attribution between two
// commas, "It was, he said, a stone", 0 where it does not.
func (f *finder) resumes(u []item, a attribution) int {
	i := a.end
	for i < len(u) && i < a.end+3 && u[i].quote == nil && !f.is(u, i, ",") && f.timed(u[i].Span) {
		i++
	}
	if !f.is(u, i, ",") || a.begin == 0 || !f.is(u, a.begin-1, ",—–") {
		return 0
	}
	if a.inverted {
		// ", said Jane Doe, an official, is that …": what is said goes on where a verb
		// follows the words about her.
		for i++; i < len(u) && u[i].quote == nil && !f.is(u, i, ",.;:"); i++ {
		}
		if !f.is(u, i, ",") || !finite.Has(f.lowerOf(u, i+1)) {
			return 0
		}
	}
	w := f.lowerOf(u, i+1)
	if i+3 >= len(u) || w == "who" || w == "which" || w == "according" || w == "while" || w == "and" || w == "but" || lexicon.Of(w).ing {
		return 0
	}
	return i + 1
}

// splitGoesOn reports whether what stands after an attribution is the rest of
// the quotation and not a clause of its own.
func (f *finder) splitGoesOn(u []item, i int) bool {
	words := 0
	for k := i; k < len(u); k++ {
		if u[k].quote != nil {
			return words <= 14 && (f.is(u, k-1, ",.:;—–") || words == 0 || f.lowerOf(u, k-1) == "to" || f.lowerOf(u, k-1) == "and") && (u[k].quote.words > 3 || u[k].quote.ended)
		}
		if lexicon.Has(f.lowerOf(u, k)) {
			return false
		}
		words++
	}
	return false
}

// tail reports whether what follows a trailing attribution ends the sentence
// rather than says something new.
func (f *finder) tail(u []item, a attribution) bool {
	i := a.end
	if a.verb.object {
		i = f.skipAddressee(u, i)
	}
	if i >= len(u) {
		return true
	}
	w := f.lowerOf(u, i)
	if !f.is(u, i, ".,;!?)—–") && !clausePrepositions.Has(w) && !f.timed(u[i].Span) && !strings.HasSuffix(w, "ly") && w != "who" {
		return false
	}
	if f.resumes(u, a) > 0 {
		return true
	}
	if i+1 < len(u) && u[i+1].quote != nil {
		return false
	}
	if f.is(u, i, ",") && !a.inverted && f.lowerOf(u, i+1) != "who" {
		return i+2 >= len(u) || clausePrepositions.Has(f.lowerOf(u, i+1)) || f.lowerOf(u, i+1) == "according" || lexicon.Of(f.lowerOf(u, i+1)).ing
	}
	for k := i; k < len(u) && k < i+10; k++ {
		if f.lowerOf(u, k) == "that" || u[k].quote != nil {
			return false
		}
		if f.is(u, k, ",") {
			break
		}
	}
	return true
}
