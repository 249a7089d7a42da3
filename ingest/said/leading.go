package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// leading reads an attribution before what is said: X said that …, X warned …, X said: “…”
func (f *finder) leading(u []item) *draft { return f.leadingFrom(u, 1, 3) }

// leadingFrom reads the first attribution whose verb stands at item c or after
// it, and keeps up to more that are coordinated with it: "said that … and warned
// that …".
func (f *finder) leadingFrom(u []item, c, more int) *draft {
	for ; c < len(u); c++ {
		v, ok := f.verbAt(u, c)
		if !ok || v.ing && (!v.bare || !f.progressive(u, c)) {
			continue
		}
		n, group, ok := f.subject(u, c)
		rule := "cue before"
		if !ok {
			if n, group, ok = f.coordinated(u, c); !ok {
				continue
			}
			rule = "cue before, second verb of its subject"
		}
		if f.lowerOf(u, c) == "states" && f.lowerOf(u, c+1) != "that" && (c+1 >= len(u) || u[c+1].quote == nil && !f.is(u, c+1, ":,")) {
			continue // "Baltic states"
		}
		if nounish.Has(f.lowerOf(u, c)) && (f.speaker(u, max(n.to-1, 0)) == nil || rule != "cue before") && f.lowerOf(u, c+1) != "that" {
			continue // "member states", "the report notes"
		}
		a := attribution{noun: n, cue: communique.Span{Start: u[group].Start, End: u[c].End}, verb: v, verbAt: c, begin: n.from, end: c + 1}
		if f.is(u, len(u)-1, ":") && len(u)-1-c < 12 {
			f.expected = f.draft(a, "cue in the paragraph before")
			f.expected.Kind = communique.Direct
			f.circumstances(f.expected, a, u, a.end, len(u))
		}
		from, ok := f.content(u, a)
		if !ok {
			continue
		}
		d := f.draft(a, rule)
		end := f.contentEnd(u, from)
		if from >= end {
			continue
		}
		if second := f.secondVerb(u, from, end); second > 0 && more > 0 {
			if next := f.leadingFrom(u, second, more-1); next != nil && next.Speaker == d.Speaker {
				f.keep(next)
				end = f.contentEnd(u[:second-1], from)
			}
		}
		if other := f.otherSpeaker(u, from, end); other > 0 && more > 0 {
			if next := f.leadingFrom(u, other+3, more-1); next != nil {
				f.keep(next)
				end = other
			}
		}
		f.fill(d, u, from, end)
		f.circumstances(d, a, u, a.end, from)
		if f.headline(u) && d.Kind == communique.Indirect {
			d.Rule = "cue before, headline"
		}
		return d
	}
	return nil
}

// secondVerb returns the place of a verb of speech within items [from,end) that
// "and" or "but" sets beside the cue before them and that has its own content,
// 0 where there is none.
func (f *finder) secondVerb(u []item, from, end int) int {
	for k := from + 3; k+2 < end; k++ {
		if w := f.lowerOf(u, k); w != "and" && w != "but" {
			continue
		}
		c := k + 1
		for c < end && between.Has(f.lowerOf(u, c)) {
			c++
		}
		v, ok := f.verbAt(u, c)
		if !ok || v.ing || nounish.Has(f.lowerOf(u, c)) || c+1 >= end {
			continue
		}
		if f.lowerOf(u, c+1) == "that" || u[c+1].quote != nil && f.says(u, attribution{verbAt: c}) {
			return c
		}
	}
	return 0
}

// progressive reports whether the -ing form at item c is a verb of its own: "is
// now saying that".
func (f *finder) progressive(u []item, c int) bool {
	for k := c - 1; k >= 0 && c-k < 3; k-- {
		switch w := f.lowerOf(u, k); {
		case beingForms.Has(w):
			return true
		case !between.Has(w) && !strings.HasSuffix(w, "ly"):
			return false
		}
	}
	return false
}

// beingForms are the forms of to be that make a progressive.
var beingForms = set("is are was were")

// coordinated reads the second verb of a sentence, "NATO recognised … and has
// stated that": its subject is the one with which the sentence begins.
func (f *finder) coordinated(u []item, c int) (n noun, group int, ok bool) {
	group = c
	k := c - 1
	for ; k > 0 && c-k < 6; k-- {
		w := f.lowerOf(u, k)
		if w == "and" || w == "but" {
			break
		}
		if !auxiliaries.Has(w) && !between.Has(w) && !strings.HasSuffix(w, "ly") {
			return n, group, false
		}
		group = k
	}
	if w := f.lowerOf(u, k); k < 3 || w != "and" && w != "but" {
		return n, group, false
	}
	for i := 0; i < k && i < 10; i++ {
		if f.is(u, i, ",") || u[i].quote != nil {
			return n, group, false
		}
		if f.speaker(u, i) == nil {
			if w := f.lowerOf(u, i); w != "the" && !ranks.Has(w) && !f.upper(u[i]) {
				return n, group, false
			}
			continue
		}
		n, ok = f.following(u, i)
		if !ok || n.to >= k {
			return n, group, false
		}
		n.from = f.widen(u, i)
		n.Start = u[n.from].Start
		return n, group, n.id != ""
	}
	return n, group, false
}
