package said

import "github.com/communique-kg/communique"

// topicVerbs are the verbs whose topic is told.
var topicVerbs = set("spoke speaks")

// topic reads "X spoke to the need for …": what was said is given as a noun phrase.
func (f *finder) topic(u []item) *draft {
	for c := 1; c+2 < len(u); c++ {
		if !topicVerbs.Has(f.lowerOf(u, c)) {
			continue
		}
		if w := f.lowerOf(u, c+1); w != "to" && w != "about" {
			continue
		}
		if w := f.lowerOf(u, c+2); w != "the" && w != "a" && w != "an" && w != "how" && w != "why" {
			continue
		}
		n, group, ok := f.subject(u, c)
		if !ok || !n.actor || addressees.Has(f.lowerOf(u, c+3)) || f.lowerOf(u, c+1) == "to" && f.speaker(u, c+3) != nil {
			continue
		}
		a := attribution{noun: n, cue: communique.Span{Start: u[group].Start, End: u[c+1].End}, verb: verb{&cues[0], false}, verbAt: c, begin: n.from, end: c + 2}
		end := f.contentEnd(u, c+2)
		for k := c + 4; k < end; k++ {
			if w := f.lowerOf(u, k); w == "as" || w == "while" {
				end = k
			}
		}
		if wordItems(u[c+2:end]) < 4 {
			continue
		}
		d := f.draft(a, "topic spoken to")
		f.fill(d, u, c+2, end)
		return d
	}
	return nil
}
