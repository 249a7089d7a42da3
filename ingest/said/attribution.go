package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// attribution is a cue with its speaker.
type attribution struct {
	noun
	cue      communique.Span
	verb     verb
	verbAt   int
	begin    int // its items are items[begin:end]
	end      int
	inverted bool
}

// attribution reads the words that attribute what stands before item i:
// "Stoltenberg said", "said the minister".
func (f *finder) attribution(items []item, i int) (attribution, bool) {
	for f.is(items, i, ",—–-") {
		i++
	}
	if i >= len(items) || items[i].quote != nil {
		return attribution{}, false
	}
	if v, ok := f.verbAt(items, i); ok && !v.ing && f.lowerOf(items, i) == f.word(items[i].token) {
		if n, ok := f.following(items, i+1); ok {
			return attribution{noun: n, cue: items[i].Span, verb: v, verbAt: i, begin: i, end: n.to, inverted: true}, true
		}
		return attribution{}, false
	}
	for c := i + 1; c < len(items) && c-i < 28; c++ {
		if items[c].quote != nil {
			break
		}
		v, ok := f.verbAt(items, c)
		if !ok || v.ing {
			continue
		}
		n, group, ok := f.subject(items, c)
		if w := f.lowerOf(items, c); ok && nounish.Has(w) && (w == "states" || f.speaker(items, n.to-1) == nil && !written.Has(f.lowerOf(items, n.to-1))) {
			continue
		}
		if ok && n.from > i && n.from-i < 6 && n.actor && f.nominal(items[i:n.from]) {
			n.from, n.Start = i, items[i].Start // "IMF chief economist Jane Doe"
		}
		if ok && n.from <= i && n.from >= i-1 {
			return attribution{noun: n, cue: communique.Span{Start: items[group].Start, End: items[c].End}, verb: v, verbAt: c, begin: i, end: c + 1}, true
		}
	}
	return attribution{}, false
}

// nominal reports whether words can stand before a name in its phrase: no verb,
// no preposition, no mark.
func (f *finder) nominal(items []item) bool {
	for k := range items {
		w := f.lowerOf(items, k)
		if !f.isWord(items[k]) || stops.Has(w) || leads.Has(w) || finite.Has(w) || clausePrepositions.Has(w) || lexicon.Has(w) || f.timed(items[k].Span) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") {
			return false
		}
	}
	return true
}

func (f *finder) draft(a attribution, rule string) *draft {
	d := &draft{Statement: communique.Statement{Speaker: a.id, Rule: rule}}
	if a.Span.Len() > 0 {
		d.SpeakerSpan = a.Span.Quote(f.text)
	}
	d.Cue = a.cue.Quote(f.text)
	return d
}
