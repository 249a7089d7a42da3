package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// nounFrame makes the frame of a deverbal noun: its owner, its "of", its "by"
// and the phrases after it fill the places. Nil where the word is a verb there.
func (l *line) nounFrame(i int, e lexeme, parsed bool) *frame {
	if parsed {
		t := l.Tokens[i].Tag
		if !t.Noun() && !l.gerundNoun(i) || l.Tokens[i].Dependency == communique.Compound && l.mention[i] < 0 {
			return nil
		}
	} else if l.at(i-1) == "to" || pronouns.Has(l.at(i-1)) && !determiners.Has(l.at(i-1)) || modals.Has(l.at(i-1)) {
		return nil
	}
	f := &frame{group: group{first: i, verb: i, last: i}, lemma: e.lemma, nominal: true, content: -1, governor: -1, parsed: parsed, left: i, right: i}
	if parsed {
		f.governor = int(l.Tokens[i].Head)
	}
	var owner, object []argument
	// To the left: "NATO's", "its", "the Russian", "NATO accession", "the 1990".
	for j := i - 1; j >= l.First && j > i-9 && l.together(i, j); j-- {
		w := l.low[j]
		possessive := strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s'") || w == "'s" || w == "'" && strings.HasSuffix(l.at(j-1), "s")
		if possessive && l.timeAt(j) {
			f.left = j
			break // "today's commitment"
		}
		if possessive {
			h := j
			if w == "'s" || w == "'" {
				h = j - 1
			}
			owner = []argument{l.ownerAt(h)}
			f.left = owner[0].first
			if list := l.listed(owner[0], l.First, i-1); len(list) > 1 {
				owner, f.left = list, list[0].first
			}
			break
		}
		if w == "its" || w == "their" || w == "our" || w == "his" || w == "her" {
			owner = []argument{{phrase{j, j, l.selfReference(w, j)}, j}}
			f.left = j
			break
		}
		if (w == "and" || w == ",") && l.joinsAdjectives(j) {
			continue // "unprovoked and unjustified", "brutal, illegal"
		}
		if prepositions.Has(w) || openers.Has(w) || l.Tokens[j].Kind == communique.Punctuation && w != "-" || l.Tokens[j].Tag.Verb() && !l.under(j, i, before) || w == "and" || w == "or" {
			break
		}
		f.left = j
		if determiners.Has(w) {
			break
		}
		if id := l.entityAt(j); id.IsActor() && owner == nil && object == nil {
			a, _ := l.mentionTokens(j)
			a = max(a, l.First)
			arg := argument{phrase{a, j, id}, j}
			if demonym(l.low[j]) || e.of == subjectPlace && id.Kind() == communique.State {
				owner = []argument{arg}
			} else if id.Kind() == communique.Organisation {
				object = []argument{arg} // "NATO accession", "a NATO invasion" stays open
			}
			j = a
			f.left = a
		}
	}
	f.right = i
	end := i + farRight
	if end >= l.Last {
		end = l.Last - 1
	}
	var of []argument
	next := i + 1 // where a phrase that belongs to the noun may begin
	for n := 0; n < 6 && next <= end; n++ {
		for next <= end && (isAdverb(l.low[next]) || l.timeAt(next)) {
			next++
		}
		if l.at(next) == "(" {
			for k := next + 1; k <= end && k < next+8; k++ {
				if l.low[k] == ")" {
					next = k + 1 // a short name: "the Alliance (NATO) in 1949"
					break
				}
			}
		}
		w := l.at(next)
		if w == "" || !prepositions.Has(w) || w == "to" && next+1 <= end && l.Tokens[next+1].Tag == communique.VB || !l.together(i, next) {
			break
		}
		a, ok := l.nounAt(next+1, end)
		if !ok {
			if next+1 <= end && l.timeAt(next+1) {
				k := next + 1
				for k <= end && l.timeAt(k) {
					k++
				}
				f.right, next = k-1, k
				continue
			}
			break
		}
		// Only the noun and its "of": what else follows is asked for by itself.
		a.last = l.coreEnd(a)
		if w == "by" && of == nil && e.of == objectPlace {
			for k := a.head + 1; k <= a.last; k++ {
				if l.low[k] == "of" { // "the adoption by the council | of the act"
					a.last = k - 1
				}
			}
		}
		list := l.listed(a, a.first, end)
		last := list[len(list)-1].last
		f.obliques = append(f.obliques, oblique{a, w, next})
		if w == "of" && of == nil {
			of = list
		}
		if w == "by" && !l.timeAt(a.first) {
			f.subjects = list
		}
		if w == "from" && f.subjects == nil && owner == nil && resolving.of(l.low[i]) != nil {
			f.subjects = list // "a commitment from the members"
		}
		f.right, next = last, last+1
	}
	switch {
	case e.of == subjectPlace:
		if owner != nil {
			f.subjects = append(f.subjects, owner...)
			f.objects = of
		} else if f.subjects == nil {
			f.subjects = of
		} else {
			f.objects = of
		}
	case of != nil:
		f.objects = of
		if f.subjects == nil {
			f.subjects = owner
		}
	case owner != nil && f.subjects == nil && object == nil && passiveOwner.Has(e.lemma):
		f.objects = owner
	default:
		f.objects = object
		if f.subjects == nil {
			f.subjects = owner
		}
	}
	if f.objects == nil {
		f.objects = object
		for _, o := range f.obliques {
			if f.objects == nil && (o.prep == "against" || o.prep == "on" && e.of == subjectPlace) && !l.timeAt(o.first) {
				f.objects = l.listed(o.argument, o.first, end)
			}
		}
	}
	if l.at(next) == "to" && next+1 <= end && parsed && l.Tokens[next+1].Tag == communique.VB {
		f.content, f.how, f.right = next+1, "to", max(f.right, l.rightEdge(next+1))
	}
	return f
}

// joinsAdjectives reports whether adjectives or participles stand on both sides of token j.
func (l *line) joinsAdjectives(j int) bool {
	adjective := func(k int) bool {
		if k < l.First || k >= l.Last {
			return false
		}
		t := l.Tokens[k].Tag
		return t == communique.JJ || t == communique.VBN || t == communique.VBG
	}
	return adjective(j-1) && (adjective(j+1) || l.at(j) == "," && l.at(j+1) == "and" && adjective(j+2))
}

// gerundNoun reports whether a word in -ing is a noun: "the 1990 signing of".
func (l *line) gerundNoun(i int) bool {
	if !strings.HasSuffix(l.low[i], "ing") {
		return false
	}
	if l.at(i+1) == "of" {
		return true
	}
	j := i - 1
	for j > l.First && (l.Tokens[j].Kind == communique.Number || l.Tokens[j].Tag == communique.JJ) {
		j--
	}
	return determiners.Has(l.at(j)) && l.at(j) != "that" && l.at(j) != "all"
}

// passiveOwner holds verbs whose noun, with an owner alone, tells what is done
// to the owner: "NATO's establishment".
var passiveOwner = set("establish create form found inaugurate set_up adopt sign ratify publish release dissolve")

// ownerAt returns the owner whose last word, with its apostrophe, is token h.
func (l *line) ownerAt(h int) argument {
	if l.mention[h] >= 0 {
		a, _ := l.mentionTokens(h)
		return argument{phrase{max(a, l.First), h, l.entityAt(h)}, h}
	}
	first := h
	for first-1 >= l.First && h-first < 6 && l.nounLike(first-1) && l.together(h, first-1) && !l.Tokens[first-1].Tag.Verb() {
		first--
		if determiners.Has(l.low[first]) {
			break
		}
	}
	return argument{phrase{first, h, l.collective(first, h)}, h}
}

// coreEnd ends an argument after its head and "of" phrases.
func (l *line) coreEnd(a argument) int {
	if end := l.titleEnd(a); end > a.head {
		return end
	}
	for k := a.head + 1; k <= a.last; k++ {
		if w := l.low[k]; prepositions.Has(w) && w != "of" {
			return k - 1
		}
	}
	return a.last
}

// demonym reports whether a word is an adjective of a people rather than the
// name of a state: "Russian", "Chinese", "Turkish".
func demonym(w string) bool {
	for _, tail := range [...]string{"ian", "ean", "ese", "ish", "can", "sian", "ch", "ani", "aeli", "ek"} {
		if strings.HasSuffix(w, tail) {
			return true
		}
	}
	return false
}
