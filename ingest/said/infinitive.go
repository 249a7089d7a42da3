package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Verbs whose content is an infinitive, by what stands before it.
var (
	// promises take it at once: "vowed to retaliate".
	promises = set("vowed vows pledged pledges promised promises threatened threatens")
	// requests take whom they ask first: "urged Russia to withdraw".
	requests = set("urged urges asked asks told tells warned warns reminded reminds advised advises cautioned cautions implored implores encouraged encourages")
)

// inclusive are requests whose addressee belongs to what is asked for.
var inclusive = set("urged urges called calls encouraged encourages implored implores")

// asking are all of them.
var asking = requests.With(promises, set("called calls"))

// infinitive reads "X vowed to …", "X urged Y to …" and "X called on Y to …".
// What is to be done is the content, and whom is asked the addressee.
func (f *finder) infinitive(u []item) *draft {
	for c := 1; c+2 < len(u); c++ {
		w := f.lowerOf(u, c)
		if !asking.Has(w) {
			continue
		}
		asks := requests.Has(w)
		at := c + 1
		switch {
		case (w == "called" || w == "calls") && (f.lowerOf(u, at) == "on" || f.lowerOf(u, at) == "upon"):
			asks = true
			at++
		case !asks && !promises.Has(w):
			continue
		}
		if m := f.at(u[c].token); u[c].quote != nil || m != nil && m.Type != "concept" {
			continue
		}
		n, group, ok := f.subject(u, c)
		if !ok || !n.actor || nounish.Has(w) && f.speaker(u, max(n.to-1, 0)) == nil {
			continue
		}
		to := at
		if asks {
			if to = f.asked(u, at); to == at {
				continue
			}
		}
		verb := to
		if f.lowerOf(u, verb) == "not" || f.lowerOf(u, verb) == "never" {
			verb++
		}
		if f.lowerOf(u, verb) != "to" || verb+1 >= len(u) || !f.isWord(u[verb+1]) || f.upper(u[verb+1]) || determiners.Has(f.lowerOf(u, verb+1)) {
			continue
		}
		end := f.contentEnd(u, to)
		for k := to; k+1 < end; k++ {
			if next := f.lowerOf(u, k+1); f.is(u, k, ",;") && (next == "and" || next == "but" || next == "while") {
				end = k // another clause
			}
		}
		if wordItems(u[to:end]) < 3 {
			continue
		}
		a := attribution{noun: n, cue: communique.Span{Start: u[group].Start, End: u[c].End}, verbAt: c, begin: n.from, end: at}
		if at > c+1 {
			a.cue.End = u[at-1].End
		}
		d := f.draft(a, "cue before, infinitive")
		if inclusive.Has(w) {
			f.fill(d, u, at, end)
		} else {
			f.fill(d, u, to, end)
		}
		if asks {
			d.Addressee = strings.TrimSpace(f.text[u[at].Start:u[to-1].End])
		}
		return d
	}
	return nil
}

// asked walks over a short noun phrase from item i to the "to" or "not to" of an
// infinitive and returns its place, i where there is none.
func (f *finder) asked(u []item, i int) int {
	for k := i; k < len(u) && k-i < 9; k++ {
		w := f.lowerOf(u, k)
		switch {
		case w == "to" && k > i, (w == "not" || w == "never") && k > i && f.lowerOf(u, k+1) == "to":
			return k
		case u[k].quote != nil, !f.isWord(u[k]) && w != "." && w != "’s" && w != "'s", finite.Has(w), w == "that", w == "about", w == "for", w == "against", w == "if", w == "whether", w == "how", lexicon.Has(w) && !nounish.Has(w):
			return i
		}
	}
	return i
}
