package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// circumstances reads to whom, where and when something was said from the items
// [from,to) after a cue, which hold none of the content.
func (f *finder) circumstances(d *draft, a attribution, u []item, from, to int) {
	from = min(from, to)
	// Quotations end the clause of the cue.
	for k := from; k < to; k++ {
		if u[k].quote != nil {
			to = k
			break
		}
	}
	if a.verb.object {
		end := min(f.skipAddressee(u, a.verbAt+1), to)
		if end > a.verbAt+1 {
			f.address(d, u, a.verbAt+1, end)
			from = max(from, end)
		}
	}
	for k := from; k < to; k++ {
		w := f.lowerOf(u, k)
		if w == "who" || w == "which" {
			break
		}
		if w == "reporters" || w == "journalists" {
			if d.Addressee == "" && f.lowerOf(u, k-1) == "to" {
				d.Addressee = u[k].Of(f.text)
			}
		}
		if (w == "at" || w == "during" || w == "in" || w == "after") && d.Occasion == "" {
			if next := f.lowerOf(u, k+1); w == "in" && next != "a" && next != "an" && next != "the" && next != "his" && next != "her" && next != "remarks" {
				continue
			}
			if s, ok := f.occasion(u, k+1, to); ok {
				d.Occasion = s
			}
		}
	}
	begin := u[a.verbAt].End
	end := u[len(u)-1].End
	if to < len(u) {
		end = u[to].Start
	}
	if a.inverted {
		begin = a.cue.End
	}
	for k := range f.timesIn(communique.Span{Start: begin, End: end}) {
		t := f.r.Times[k]
		if t.Type == communique.Duration || t.Type == communique.Set {
			continue
		}
		d.Said = t
		break
	}
}

// timesIn yields the indexes of the times that lie in a span.
func (f *finder) timesIn(s communique.Span) func(func(int) bool) {
	return func(yield func(int) bool) {
		lo, hi := 0, len(f.r.Times)
		for lo < hi {
			if mid := (lo + hi) / 2; f.r.Times[mid].Start < s.Start {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		for ; lo < len(f.r.Times) && f.r.Times[lo].End <= s.End; lo++ {
			if !yield(lo) {
				return
			}
		}
	}
}

// address records who is told. A news outlet that is told something is how the
// reporting outlet has it.
func (f *finder) address(d *draft, u []item, i, end int) {
	words := strings.TrimSpace(f.text[u[i].Start:u[end-1].End])
	if m := f.at(u[end-1].token); m != nil && m.Entity.Kind() == communique.Organisation && f.outlet(m.Entity) {
		d.Via = m.Entity
		return
	} else if m != nil && m.Entity != "" && m.Entity == d.Speaker && d.SpeakerSpan.Len() <= 4 {
		d.Speaker = "" // "he told Smith": he is somebody else
	}
	d.Addressee = words
}

// outlet reports whether an organisation is a news outlet.
func (f *finder) outlet(id communique.EntityID) bool {
	if f.g == nil {
		return false
	}
	e, ok := f.g.Entity(id)
	return ok && strings.Contains(strings.ToLower(e.Authority), "news")
}

// occasion reads "a joint press conference with …", "a NATO meeting in Brussels"
// from item i: a phrase with a noun for an occasion, up to a mark or a time.
func (f *finder) occasion(u []item, i, to int) (string, bool) {
	noun := -1
	end := i
	for k := i; k < to && k-i < 16; k++ {
		w := f.lowerOf(u, k)
		if !f.isWord(u[k]) || f.timed(u[k].Span) || w == "that" || w == "who" || noun < 0 && (w == "at" || w == "during") || w == "where" {
			break
		}
		if occasions.Has(w) && noun < 0 {
			noun = k
		}
		end = k + 1
	}
	if noun < 0 || end <= i {
		return "", false
	}
	for end > noun+1 && clausePrepositions.Has(f.lowerOf(u, end-1)) {
		end--
	}
	return f.text[u[i].Start:u[end-1].End], true
}
