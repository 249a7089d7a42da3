package claim

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// actsFor returns who an argument says acts: its entity, whom its pronoun means,
// the state or organisation whose office or people it names ("Russian
// officials", "the Obama administration", "a spokesman for the Kremlin"), else
// its own words where these are of people or bodies. "" for anything else.
func (l *line) actsFor(a argument) communique.EntityID {
	if a.empty() {
		return ""
	}
	w := l.low[a.head]
	if speakers.Has(w) || collectives.Has(w) || ministries.Has(w) {
		if id := l.officeOf(a); id != "" {
			return id
		}
	}
	if a.entity.IsActor() {
		return a.entity
	}
	if pronouns.Has(w) || w == "we've" || w == "we're" {
		return l.meant(a.head)
	}
	if a.entity == "" && (l.Tokens[a.head].Tag == communique.NNP && len(w) > 2 && !amounts.Has(w) && w != "few" && w != "nobody" || speakers.Has(w) || collectives.Has(w) || ministries.Has(w) || perpetrators.Has(w) || companies.Has(w) || offices.Has(w)) {
		for k := a.first; k < a.head; k++ {
			if l.low[k] == "," {
				a.first = k + 1 // "Furthermore, | Treasury"
			}
		}
		return l.named(a)
	}
	return ""
}

var (
	// those who speak and act for a state or body without being named
	speakers = set(`official officials authorities spokesman spokeswoman spokesperson spokespeople representative representatives diplomat diplomats envoy envoys
		lawmakers prosecutors negotiators leadership regulators regulator`)
	ministries = set("ministry ministries embassy administration parliament regime cabinet department agency government governments military mission junta")
	companies  = set("company companies firm firms group groups bank banks manufacturer maker vendor operator organisation organization union bloc alliance")
)

// officeOf returns the state, or else the organisation, to which a phrase of
// office belongs: by a name before its head, or after "of" or "for".
func (l *line) officeOf(a argument) communique.EntityID {
	if a.entity.Kind() == communique.State {
		return a.entity
	}
	body := a.entity
	for k := a.first; k <= a.last && k < l.Last; k++ {
		switch id := l.entityAt(k); id.Kind() {
		case communique.State:
			if k > a.head && l.at(a.head+1) != "of" && l.at(a.head+1) != "for" {
				return body
			}
			return id
		case communique.Organisation:
			if body == "" {
				body = id
			}
		case communique.Person:
			if k < a.head && (l.low[a.head] == "administration" || l.low[a.head] == "government" || l.low[a.head] == "regime" || l.low[a.head] == "cabinet") {
				if of := l.governs(id); of != "" {
					return of
				}
			}
		}
	}
	if n := l.at(a.head + 1); (n == "for" || n == "of" || n == "at" || n == "from") && a.last == a.head {
		k := a.head + 2
		if determiners.Has(l.at(k)) {
			k++
		}
		if id := l.entityAt(k); id.Kind() == communique.State || id.Kind() == communique.Organisation {
			return id
		}
	}
	return body
}

// governs returns the one state in whose offices a person was; "" where that stays open.
func (s *scan) governs(person communique.EntityID) communique.EntityID {
	if id := s.organised[person]; id.Kind() == communique.State {
		return id
	}
	var only communique.EntityID
	if s.finder.Tenures != nil {
		for _, t := range s.finder.Tenures(person) {
			if t.Organisation.Kind() != communique.State || t.Organisation == only {
				continue
			}
			if only != "" {
				return ""
			}
			only = t.Organisation
		}
	}
	return only
}

// holdsActor reports whether a stretch of tokens names an actor.
func (l *line) holdsActor(first, last int) bool {
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if l.entityAt(k).IsActor() {
			return true
		}
	}
	return false
}

// has reports whether one of the words stands in a stretch of tokens.
func (l *line) has(words *fold.Set, first, last int) bool {
	for k := max(first, l.First); k <= last && k < l.Last; k++ {
		if words.Has(l.low[k]) {
			return true
		}
	}
	return false
}

// ownerWord reports whether a word gives what follows to somebody: "Iran's", "its".
func ownerWord(w string) bool {
	return possessive(w) || w == "'s" || w == "its" || w == "their" || w == "our" || w == "his" || w == "her"
}
