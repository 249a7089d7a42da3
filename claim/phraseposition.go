package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// phrasePositions finds positions that a phrase carries without a verb of its
// own: the domains that a text takes for given beside a new one, and a
// document that is called non-binding.
func (l *line) phrasePositions() []communique.Claim {
	if l.classes&phraseClass == 0 {
		return nil
	}
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		switch w := l.low[i]; {
		case w == "along" && l.at(i+1) == "with" || w == "alongside":
			if c, ok := l.givenDomains(i); ok {
				out = append(out, c)
			}
		case w == "non-binding" || w == "nonbinding" || w == "binding" && l.at(i-1) == "-" && l.at(i-2) == "non":
			if c, ok := l.nonBinding(i); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// phraseWords are those at which such a phrase is looked for.
var phraseWords = set("along alongside non-binding nonbinding binding")

var domainNames = set("air land sea space cyber cyberspace maritime outer")

// givenDomains reads "along with air, sea, land and space" where the sentence
// speaks of domains.
func (l *line) givenDomains(i int) (communique.Claim, bool) {
	j := i + 1
	if l.at(j) == "with" {
		j++
	}
	last, n := i, 0
	for ; j < l.Last; j++ {
		w := l.low[j]
		if domainNames.Has(w) {
			last, n = j, n+1
			continue
		}
		if w != "," && w != "and" && w != "the" {
			break
		}
	}
	if n < 3 || !strings.Contains(strings.ToLower(l.text(l.First, i)), "domain") {
		return communique.Claim{}, false
	}
	c := l.draft(communique.Position, "domains-given", i, last, i)
	l.ridesAlong(&c, i)
	first := i + 1
	if l.at(first) == "with" {
		first++
	}
	c.Proposition = proposition(l.text(first, last) + " are domains")
	if at := l.mainOrganisation(i); at != "" {
		c.Subject = at
	}
	return c, true
}

// mainOrganisation returns the organisation or state that the sentence names first before token i.
func (l *line) mainOrganisation(i int) communique.EntityID {
	for k := l.First; k < i; k++ {
		if id := l.entityAt(k); id.Kind() == communique.Organisation || id.Kind() == communique.State {
			return id
		}
	}
	return ""
}

// nonBinding reads "this academic, non-binding study": the document that the
// text names last before is said not to bind.
func (l *line) nonBinding(i int) (communique.Claim, bool) {
	last := i
	for k := i + 1; k < l.Last && k < i+5 && l.Tokens[k].Kind == communique.Word; k++ {
		if papers.Has(l.low[k]) || l.low[k] == "study" || l.low[k] == "manual" || l.low[k] == "report" || l.low[k] == "document" {
			last = k
			break
		}
	}
	first := i
	for first > l.First && i-first < 6 && (l.low[first-1] == "," || l.nounLike(first-1)) && !determiners.Has(l.low[first]) {
		first--
	}
	subject := l.documentBefore(l.Tokens[first].Start)
	if last == i || !determiners.Has(l.low[first]) || subject.Kind() != communique.NamedDocument {
		return communique.Claim{}, false
	}
	c := l.draft(communique.Position, "non-binding", first, last, i)
	l.ridesAlong(&c, i)
	c.Subject, c.Proposition = subject, proposition(l.text(first, last))
	return c, true
}

var opinions = set("notion idea view argument suggestion proposal contention belief call thesis")

// putForthBy returns the person whom a clause after "the notion, put forth by
// X, that" gives as its holder; "" where there is none.
func (l *line) putForthBy(left int) communique.EntityID {
	if l.at(left-1) != "that" {
		return ""
	}
	var by communique.EntityID
	for k := left - 2; k >= l.First && k > left-20; k-- {
		if id := l.entityAt(k); id.Kind() == communique.Person || id.Kind() == communique.Organisation {
			if w := l.at(k - 1); w == "by" || w == "from" || k > l.First && l.mention[k-1] == l.mention[k] {
				by = id
			}
		}
		if opinions.Has(l.low[k]) {
			return by
		}
		if l.isFiniteWord(k) || l.low[k] == ";" {
			return ""
		}
	}
	return ""
}

// isAuxiliary reports whether a form of "have" at token i only helps another verb.
func (l *line) isAuxiliary(i int) bool {
	if !formsOfHave.Has(l.low[i]) {
		return false
	}
	j := i + 1
	for isAdverb(l.at(j)) || negations.Has(l.at(j)) {
		j++
	}
	w := l.at(j)
	return w == "to" || formsOfBe.Has(w) || formsOfHave.Has(w) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "en") || deciding.Has(w) || w == "taken" || w == "made" || w == "had"
}
