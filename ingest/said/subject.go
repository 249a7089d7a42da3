package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// subject reads the noun phrase that a verb at item c has before it, and where
// its verb group begins ("has repeatedly stated").
func (f *finder) subject(items []item, c int) (n noun, group int, ok bool) {
	group = c
	if f.lowerOf(items, c) == "say" && !f.several(items, c) {
		return n, group, false
	}
	k := c - 1
	for ; k >= 0 && c-k < 6; k-- {
		w := f.lowerOf(items, k)
		if blockers.Has(w) && !(beingForms.Has(w) && strings.HasSuffix(f.lowerOf(items, c), "ing")) {
			return n, group, false
		}
		if !auxiliaries.Has(w) && !beingForms.Has(w) && (!between.Has(w) || w == "and") && !(strings.HasSuffix(w, "ly") && !nounsInLy.Has(w)) {
			break
		}
		group = k
	}
	if k < 0 || items[k].quote != nil {
		return n, group, false
	}
	if f.is(items, k, ")") {
		// "Jane Doe (D-Ohio) said"
		for j := k - 1; j > 0 && k-j < 12; j-- {
			if f.is(items, j, "(") {
				if n, ok = f.ending(items, j-1); ok {
					n.to = k + 1
				}
				return n, group, ok && n.actor
			}
		}
		return n, group, false
	}
	if f.is(items, k, ",") {
		// "Chief of Command, Gen. John Doe, said": the name in the aside.
		if n, ok = f.ending(items, k-1); ok && n.from > 0 && f.is(items, n.from-1, ",") {
			if m := f.at(items[k-1].token); m != nil && m.Type == "person" && m.Via != communique.ViaRole && m.Via != communique.ViaPronoun {
				if i := f.phrase(items, n.from-2); n.from >= 2 && i < n.from-1 && f.lowerOf(items, n.from-2) != "" {
					n.from, n.Start = i, items[i].Start
				}
				return n, group, true
			}
		}
		// "Jane Doe, a scientist with the agency, said": the phrase before the aside.
		var fallback *noun
		for j := k - 1; j > 0 && k-j < 30; j-- {
			if f.is(items, j, ",") {
				if n, ok := f.ending(items, j-1); ok && n.actor {
					n.to = j
					if f.speaker(items, j-1) != nil {
						return n, group, true
					}
					if fallback == nil {
						fallback = &n
					}
				}
			}
			if items[j].quote != nil {
				break
			}
		}
		if fallback != nil {
			return *fallback, group, true
		}
		return noun{}, group, false
	}
	n, ok = f.ending(items, k)
	// One word at the head of a sentence has its capital from there: "History tells us".
	if verb := f.lowerOf(items, c); ok && n.id == "" && n.actor && k == n.from && f.begins(n.Start) && verb != "said" && verb != "says" &&
		f.at(items[k].token) == nil && !speakers.Has(f.lowerOf(items, k)) && !f.names()[n.Of(f.text)] {
		return n, group, false
	}
	// "our nations says": the noun is no subject of this verb.
	if verb := f.lowerOf(items, c); ok && strings.HasSuffix(verb, "s") && group == c && f.speaker(items, k) == nil && f.plural(items, k) {
		return n, group, false
	}
	return n, group, ok
}

// nounsInLy end as adverbs do.
var nounsInLy = set("italy ally july family assembly supply monopoly anomaly rally weekly daily monthly")

// several reports whether the noun before "say" at item c is one of which many
// speak, "officials say", and a clause may follow.
func (f *finder) several(items []item, c int) bool {
	k := c - 1
	for k >= 0 && (between.Has(f.lowerOf(items, k)) || strings.HasSuffix(f.lowerOf(items, k), "ly")) && f.lowerOf(items, k) != "and" {
		k--
	}
	w := f.lowerOf(items, k)
	if finite.Has(f.lowerOf(items, c+1)) || f.lowerOf(items, c+1) == "about" {
		return false // "what officials say is"
	}
	if f.lowerOf(items, k) == "" || !f.isWord(items[k]) {
		return false
	}
	if w == "police" || w == "people" || w == "some" || w == "many" || speakers.Has(w) && strings.HasSuffix(w, "s") {
		return true
	}
	if !f.upper(items[k]) {
		return false
	}
	if strings.HasSuffix(w, "s") && f.speaker(items, k) == nil && !strings.ContainsAny(w, "'’") {
		return true // "Democrats say"
	}
	n, ok := f.ending(items, k)
	return ok && strings.Contains(n.Of(f.text), " and ")
}
