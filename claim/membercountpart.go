package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Which numbers count a part of the members, or another set: a pair, some that
// are told apart from the rest, allies together with partners. And whose
// members they are, where the words leave that to the sentence.

// counted is a number with its noun as memberCountAt reads it.
type counted struct {
	n        float64
	unit     string // "members", "allies", "nations", "member states"
	last     int    // the last token of the noun
	at       int    // the token before the number and the words that bound it
	before   string // its word; "all" also for "all of", "each of"
	cmpr     communique.Comparator
	composed bool // what the whole is made of
	selected bool // "the three democratic members"
}

// bare reports a noun that by itself says nothing of membership.
func (c *counted) bare() bool {
	return c.unit == "nations" || c.unit == "countries" || c.unit == "states"
}

// isPart reports whether the words say that others are members beside those
// that are counted, or that not all who are counted are members.
func (l *line) isPart(c counted) bool {
	owner := strings.HasSuffix(c.before, "'s") || strings.HasSuffix(c.before, "s'")
	tells := counting.Has(c.before) || formsOfHave.Has(c.before)
	all := c.before == "all" || c.before == "each"
	switch {
	case c.before == "these" || c.before == "those" || c.before == "by":
		return true // some that were spoken of; the difference: "grown by 12 members"
	case c.n == 2 && !c.composed && (c.unit != "members" || !owner && !tells):
		return true // two are a pair before they are an alliance: "between our two countries"
	case c.selected && !c.composed && !all:
		return true
	case !all && !owner && c.before != "its" && l.withPartners(c.last+1):
		return true
	case (c.composed || tells) && l.addsUp(c.last+1):
		return true
	}
	if all || owner || c.composed || tells && c.before != "includes" && c.before != "included" && !formsOfHave.Has(c.before) {
		return false
	}
	next := c.last + 1
	if w := l.at(next); w == "of" || w == "in" {
		k := next + 1
		if determiners.Has(l.at(k)) {
			k++
		}
		if l.entityAt(k).Kind() == communique.Organisation {
			_, next = l.mentionTokens(k)
			next++
		}
	}
	pronoun := c.before == "our" || c.before == "their" || c.before == "its" // "habits among our four countries that will"
	return !pronoun && l.tellsApart(next) || tells && c.cmpr != communique.AtMost && strings.HasSuffix(l.at(next), "ed") ||
		c.before != "has" && c.before != "have" && (l.at(next) == "in" || l.at(next) == "from" || l.at(next) == "on" || l.at(next) == "along") && l.namesPlace(next+1)
}

// withPartners reports whether the token joins others to what was counted:
// "13 allies | and partners". Those that are named with an article stand apart.
func (l *line) withPartners(i int) bool {
	if w := l.at(i); w != "and" && w != "&" && w != "or" {
		return false
	}
	i++
	for l.at(i) == "like-minded" || l.at(i) == "close" || l.at(i) == "other" || l.at(i) == "key" {
		i++
	}
	return jointly.Has(l.at(i))
}

var jointly = set("partners partner friends observers guests others")

// addsUp reports whether a further number is added to the one before token i:
// "seven members appointed by the President | and one member", "two members who
// …; three members who". What the number includes is no such one.
func (l *line) addsUp(i int) bool {
	for k := i; k < i+16 && k < l.Last; k++ {
		switch l.low[k] {
		case "including", "which", "among", "with":
			return false
		case "and", "plus", ";":
			for at := k + 1; at < k+4; at++ {
				if _, last, ok := l.number(at); ok {
					for m := last + 1; m < last+7; m++ {
						if w := l.at(m); w == "member" || memberNouns.Has(w) || countNouns.Has(w) || w == "observers" || w == "others" || w == "other" {
							return true
						}
					}
					return false
				}
			}
		}
	}
	return false
}

// tellsApart reports whether a clause that tells the counted ones from the rest
// begins at token i: "who have ratified", "that border Russia". After a comma it
// would only add to them.
func (l *line) tellsApart(i int) bool {
	switch l.at(i) {
	case "who", "whose", "which":
		return true
	case "that":
		w := l.at(i + 1)
		return formsOfHave.Has(w) || formsOfBe.Has(w) || formsOfDo.Has(w) || modals.Has(w)
	}
	return false
}

// namesPlace reports whether a place is named at token i or next to it.
func (l *line) namesPlace(i int) bool {
	for k := i; k < i+4; k++ {
		if m := l.mention[min(k, len(l.mention)-1)]; k < l.Last && m >= 0 {
			return l.Mentions[m].Entity.Kind() != communique.Organisation && l.Mentions[m].Type != "person" && l.Mentions[m].Type != "event"
		}
		if w := l.at(k); !determiners.Has(w) && !isAdverb(w) && !isTitleCase(l.Word(min(k, len(l.Tokens)-1))) {
			return false
		}
	}
	return false
}

// whoHas returns the organisation of which a verb or "with" at token at says
// how many members it has, the noun being token last: what stands before it. Open tells that a pronoun or
// a word for such a body stands there, which may mean the one that the text
// speaks of; where neither holds, somebody else has the members, or somebody
// does something with some of them.
func (l *line) whoHas(at, last int) (org communique.EntityID, open bool) {
	with := l.at(at) == "with"
	if with && last > at && (at == l.First || l.at(at-1) == "," || isAdverb(l.at(at-1))) && l.at(last+1) == "," {
		// "With 188 members, the United Nations has"
		k := last + 2
		if determiners.Has(l.at(k)) {
			k++
		}
		if id := l.entityAt(k); id.Kind() == communique.Organisation && l.countsMembers(id) {
			return id, false
		}
	}
	k := at - 1
	if l.at(at) == "now" && (formsOfBe.Has(l.at(k)) || formsOfHave.Has(l.at(k)) || counting.Has(l.at(k))) {
		k--
	}
	for k >= l.First && (isAdverb(l.low[k]) || l.low[k] == "currently" || !with && (l.low[k] == "which" || l.low[k] == "that" || modals.Has(l.low[k]) || formsOfHave.Has(l.low[k]))) {
		k--
	}
	if l.at(k) == "to" && seeming.Has(l.at(k-1)) {
		k -= 2
	}
	if w := l.at(k); w == "," || w == ")" {
		for w == ")" && k > l.First && l.low[k] != "(" {
			k--
		}
		k--
	}
	if id := l.entityAt(k); id != "" {
		if id.Kind() == communique.Organisation && l.countsMembers(id) {
			return id, false
		}
		return "", l.Mentions[l.mention[k]].Via == communique.ViaPronoun && id.Kind() == communique.Organisation
	}
	switch w := l.at(k); w {
	case "it", "we", "they", "there":
		return "", true
	default:
		return "", unions.Has(w) && l.at(k-1) != "a" && l.at(k-1) != "an" && l.at(k-2) != "a" && l.at(k-2) != "an"
	}
}

// seeming are verbs that say nothing of whoever is said to have something:
// "the alliance happens to have 30 members".
var seeming = set("happens happen happened seems seem seemed continues continue continued")

// words that mean an organisation which was named before
var unions = set("alliance organization organisation union bloc community partnership coalition association league institution membership")

// meantByOwner returns the organisation that "its", "their" or "our" means
// where nothing else tells: the one named last. Nations and countries are as
// often those of the people who speak, so that they count only in a text about
// that organisation; so do members, where another name stands between or before.
func (l *line) meantByOwner(c counted) communique.EntityID {
	org := l.nearestOrganisation(c.at)
	if org == "" && !c.bare() {
		large := isTitleCase(l.Word(c.last)) // the text's own Members, before others' members
		if org = l.subjectOfText(); l.lastNamed(c.at) != org && !(large && l.lastNamed(c.at) == "") {
			return ""
		}
	}
	if org == "" || c.bare() && !l.isMainOrganisation(org) {
		return ""
	}
	k := c.at
	if l.at(k-1) == "of" && l.at(k-2) == "all" {
		k -= 2
	} else if l.at(k-1) == "all" {
		k--
	}
	if w := l.at(k - 1); w == "with" || w == "and" || w == "," && l.at(k-2) == "with" {
		// "NATO with its 30 members", "the continent and its 54 members"
		id, open := l.whoHas(k-1, k-1)
		if id != "" || !open {
			return id
		}
	}
	for k--; k >= l.First && l.entityAt(k) != org; k-- {
		if k-1 > l.First && l.mention[k] < 0 && l.mention[k-1] < 0 && isTitleCase(l.Word(k)) && isTitleCase(l.Word(k-1)) {
			return "" // "the Indo-Pacific Economic Framework … all of its fourteen members"
		}
	}
	return org
}

// lastNamed returns the organisation or body that was named last before token i,
// in its sentence or the one before; "" where none was.
func (l *line) lastNamed(i int) communique.EntityID {
	for j := i - 1; j >= l.First; j-- {
		if id := l.entityAt(j); id.Kind() == communique.Organisation {
			return id
		}
	}
	if l.index == 0 {
		return ""
	}
	last := communique.EntityID("")
	for _, m := range l.MentionsIn(l.Sentences[l.index-1].Span) {
		if m.Entity.Kind() == communique.Organisation {
			last = m.Entity
		}
	}
	return last
}
