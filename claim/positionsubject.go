package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// who classes the subject of a clause.
type who uint8

const (
	noSubject   who = iota
	weOurselves     // we
	anActor         // by name or noun
	onePerson       // I, you, he, she
	aThing
)

func (l *line) whoIs(c clause) who {
	if c.subject.empty() {
		if c.relative {
			return aThing
		}
		return noSubject
	}
	w := l.subjectWord(c)
	if k := strings.IndexByte(w, '\''); k > 0 && c.subject.first == c.subject.last && !strings.HasSuffix(w, "'s") {
		w = w[:k]
	}
	switch w {
	case "we":
		return weOurselves
	case "i", "you", "he", "she", "who", "me", "one", "it's", "that's", "let's":
		return onePerson
	}
	if c.subject.entity.IsActor() || acting.Has(w) || actorNouns.Has(w) || w == "they" || collectives.Has(w) {
		return anActor
	}
	return aThing
}

// aboutWhom is what a clause is about: its subject, or that of the verb before.
func (l *line) aboutWhom(c clause, g group) communique.EntityID {
	if c.subject.empty() {
		if i := l.mainActorAt(g); i >= 0 {
			return l.entityAt(i)
		}
		for k := l.First; k < g.first; k++ {
			if l.low[k] == "we" && l.sameVoice(g.verb, k) {
				return l.whoIsMeant(k)
			}
		}
		return ""
	}
	if contracted.Has(l.subjectWord(c)) {
		return c.subject.entity
	}
	if w := l.subjectWord(c); c.subject.first == c.subject.last && pronouns.Has(w) {
		return l.whoIsMeant(c.subject.last)
	}
	// "Russia's disregard", "our conduct": whose it is
	for k := c.left; k < c.subject.last && k < c.left+5; k++ {
		if strings.HasSuffix(l.low[k], "'s") || strings.HasSuffix(l.low[k], "s'") {
			if id := l.entityAt(k); id.IsActor() {
				return id
			}
		}
	}
	if c.relative {
		return l.nounBefore(c.left - 1)
	}
	first, last := l.headPhrase(c)
	if last < first {
		return c.subject.entity
	}
	if id := l.paperMeant(c, first, last); id != "" {
		return id
	}
	if c.subject.entity != "" && (c.subject.first <= first && first <= c.subject.last || last >= c.subject.first && last <= c.subject.last) {
		return c.subject.entity
	}
	if id := l.entityAt(last); id != "" && !strings.HasSuffix(l.low[last], "'s") {
		return id
	}
	return l.np(first, last)
}

// headPhrase returns the noun phrase that opens a clause, without what hangs on
// it but for "of"; empty where something else opens it.
func (l *line) headPhrase(c clause) (first, last int) {
	first = c.left
	for first < c.subject.last && (determiners.Has(l.low[first]) || shares.Has(l.low[first]) || l.low[first] == "of" || isAdverb(l.low[first])) {
		first++
	}
	if first > c.subject.last || prepositions.Has(l.low[first]) {
		first = c.subject.first
	}
	if w := l.low[first]; w == "there" || pronouns.Has(w) {
		return first, first - 1
	}
	last = first
	for last < c.subject.last {
		w := l.at(last + 1)
		if (w == "and" || w == "or") && (determiners.Has(l.at(last+2)) || l.at(last+2) == "other") {
			break // the first of several stands for all
		}
		if t := l.Tokens[last+1].Tag; prepositions.Has(w) && w != "of" && l.Tokens[first].Tag != communique.VBG || w == "," || w == "that" || w == "which" || w == "who" || w == "to" || personal.Has(w) || l.isDash(last+1) || w == "(" ||
			l.mention[last+1] < 0 && last > first && (t == communique.VBN || t == communique.VBG || t.Finite()) {
			break
		}
		last++
	}
	return first, last
}

// nounBefore returns what the noun phrase that ends before a relative clause,
// at token j or at the comma there, names.
func (l *line) nounBefore(j int) communique.EntityID {
	if l.at(j) == "," {
		j--
	}
	if id := l.entityAt(j); id != "" && j >= l.First {
		return id
	}
	first := j
	for first > l.First && j-first < 8 {
		t := l.Tokens[first-1].Tag
		if !t.Noun() && t != communique.JJ && t != communique.CD && !(l.low[first-1] == "of" && first-1 > l.First && l.Tokens[first-2].Tag.Noun()) {
			break
		}
		first--
	}
	if j < l.First || !l.Tokens[j].Tag.Noun() {
		return ""
	}
	return l.np(first, j)
}

// paperMeant returns the document that "this strategy", "our new strategy"
// means: the one named last before, where its name has the word.
func (l *line) paperMeant(c clause, first, last int) communique.EntityID {
	if !paperNouns.Has(l.low[last]) || first == c.left || !determiners.Has(l.low[c.left]) || l.low[c.left] == "a" || l.low[c.left] == "an" || l.low[c.left] == "any" || l.low[c.left] == "every" {
		return ""
	}
	id := l.documentBefore(l.Tokens[c.left].Start)
	if id.Kind() != communique.NamedDocument || !strings.Contains(strings.ToLower(l.entity(id).Name), l.low[last]) {
		return ""
	}
	return id
}

// forWhom returns who should do it: "it is important for | our allies | to pay";
// "" where nobody is named.
func (l *line) forWhom(from, right int) communique.EntityID {
	for k := from; k < right && k < from+5; k++ {
		if l.low[k] != "for" && l.low[k] != "of" {
			continue
		}
		for n := k + 1; n <= right && n < k+12; n++ {
			if w := l.low[n]; w == "to" || w == "," {
				if n == k+1 || w == "," && l.low[k] == "for" {
					return ""
				}
				last := n - 1
				if id := l.entityAt(last); id != "" {
					return id
				}
				for m := k + 2; m <= last; m++ {
					if prepositions.Has(l.low[m]) {
						last = m - 1
					}
				}
				return l.np(k+1, last)
			}
		}
		return ""
	}
	return ""
}

// shares are words that only say how much of what follows.
var shares = set("all most some many much one none several few both half each every kinds kind number majority instances part")

// subjectWord returns the last word of the subject of a clause, "" where it has none.
func (l *line) subjectWord(c clause) string {
	if c.subject.empty() {
		return ""
	}
	return l.low[c.subject.last]
}

// whoIsMeant returns whom "we" at token i means; "" where that stays open.
func (l *line) whoIsMeant(i int) communique.EntityID {
	w := l.low[i]
	if k := strings.IndexByte(w, '\''); k > 0 {
		w = w[:k]
	}
	if w == "we" || w == "they" || w == "it" {
		return l.meantBy(w, i)
	}
	return l.selfReference(w, i)
}

// meantBy returns whom a pronoun at token i, written w, means.
func (l *line) meantBy(w string, i int) communique.EntityID {
	id := l.selfReference(w, i)
	switch n := l.statement[i]; {
	case id != "" || w != "we":
		return id
	case n < 0:
		if id := l.mannerOf().holder; id != "" {
			return id
		}
		return l.speaksAs()
	default:
		return l.servedBy(l.Statements[n].Speaker)
	}
}

// servedBy returns the state or organisation in whose office the gazetteer has
// a person on the day of publication; "" where there is none or there are several.
func (s *scan) servedBy(person communique.EntityID) communique.EntityID {
	if person.Kind() != communique.Person || s.finder.Tenures == nil || !s.publishedOn.Days.Known() {
		return ""
	}
	var found communique.EntityID
	for _, t := range s.finder.Tenures(person) {
		if !t.Days.Overlaps(s.publishedOn.Days) || !slices.ContainsFunc(s.finder.Offices, func(o communique.Office) bool { return o.Organisation == t.Organisation }) {
			continue
		}
		if found != "" && found != t.Organisation {
			return ""
		}
		found = t.Organisation
	}
	return found
}
