package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// callPosition reads calls, demands and hopes: about whom they address.
func (l *line) callPosition(i int, cf cueForm) (held, bool) {
	f, calling := cf.form, cf.lemma == "call"
	if calling && l.at(i+1) != "on" && l.at(i+1) != "upon" && l.at(i+1) != "for" {
		return held{}, false
	}
	g := l.verbGroup(i, f)
	if t := l.Tokens[i].Tag; t.Noun() && !calling || g.modal != "" || f == gerund && !calling {
		return held{}, false
	}
	c := clause{left: i, right: l.clauseEnd(g), subject: none}
	noun := l.Tokens[i].Tag.Noun() && !between.Has(l.at(i-1)) && !pronouns.Has(l.at(i-1)) && !isAdverb(l.at(i-1))
	switch {
	case noun:
		if d := l.at(i - 1); !determiners.Has(d) && !strings.HasSuffix(d, "'s") {
			return held{}, false
		}
		c.left = i - 1
	case f == gerund && !formsOfBe.Has(l.at(g.first)):
		if l.at(i+1) == "for" {
			return held{}, false
		}
	default:
		c = l.clauseAround(g)
		if g.passive || g.infinitive || !l.usable(c, i) || l.whoIs(c) == aThing && !calling {
			return held{}, false
		}
	}
	switch cf.lemma {
	case "hope", "expect":
		if f != base && f != gerund || l.at(i+1) == "to" {
			return held{}, false // of its own doings
		}
		fallthrough
	case "demand", "insist", "appeal":
		if f == base && c.subject.empty() && c.begins != "and" || f == gerund {
			return held{}, false
		}
	}
	h := l.held("call", c, g, communique.Normative)
	h.strong = true
	h.subject = "" // it is about whom it addresses
	k := i + 1
	if calling {
		k++ // "on", "upon", "for"
	}
	if l.at(k) == "that" {
		k++
	}
	if w := l.at(k); cf.lemma == "expect" && (personal.Has(w) || contracted.Has(w)) || w == "you" || w == "and" || w == "or" {
		return held{}, false // a forecast
	}
	last := k - 1
	for n := k; n <= c.right && n < k+14; n++ {
		if y := l.low[n]; y == "to" || y == "that" || y == "not" || y == "," || prepositions.Has(y) && y != "of" {
			break
		}
		last = n
	}
	for last > k && l.finiteAt(last) {
		last--
	}
	if last >= k && (l.at(last+1) == "to" || l.at(k-1) == "that" && l.finiteAt(last+1)) {
		if id := l.entityAt(last); id != "" {
			h.subject = id
		} else {
			h.subject = l.np(k, last)
		}
	} else if !openCalls.Has(cf.lemma) {
		return held{}, false
	}
	return h, c.right > i+1
}

// weightPosition reads "underscores the importance of", "reiterate our support for".
func (l *line) weightPosition(i int, f form) (held, bool) {
	g, ok := l.presentVerb(i, f)
	if !ok {
		return held{}, false
	}
	for k := i + 1; k < i+7 && k < l.Last; k++ {
		if l.low[k] == "call" || l.low[k] == "calls" {
			return held{}, false // the noun makes one of its own
		}
		if weighty.Has(l.low[k]) {
			c := l.clauseAround(g)
			if !l.usable(c, i) || l.whoIs(c) == onePerson || c.right < k {
				return held{}, false
			}
			h := l.held("weight", c, g, communique.Asserted)
			h.strong = true
			if w := l.low[k]; w == "importance" || w == "need" || w == "necessity" {
				h.modality = communique.Normative
			}
			return h, true
		}
		if l.low[k] == "that" || l.low[k] == "," || prepositions.Has(l.low[k]) || l.finiteAt(k) {
			break
		}
	}
	return held{}, false
}

// weightPhrase reads what a phrase calls important without a verb of its own:
// "spoke of | the importance of sharing intelligence".
func (l *line) weightPhrase(i int) (held, bool) {
	next := l.at(i + 1)
	if next != "of" && next != "for" && next != "to" {
		return held{}, false
	}
	left := i - 1
	if l.Tokens[max(left, l.First)].Tag == communique.JJ {
		left--
	}
	if l.at(left) != "the" || l.finiteAt(left-1) && formsOfBe.Has(l.at(left-1)) || left == l.First {
		return held{}, false
	}
	g := group{first: i, verb: i, last: i}
	h := held{rule: "weight", left: left, right: l.clauseEnd(g), trigger: i, modality: communique.Normative}
	if w := l.low[i]; w == "need" || w == "necessity" {
		h.modality = communique.Necessary
	}
	return h, h.right > i+2
}
