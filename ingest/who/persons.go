package who

import (
	"slices"
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
)

// persons finds people whom the gazetteer does not hold: a title or a common
// first name before capitalised words, or two capitalised words that speak or
// are explained by a noun for a person ("…, a senior scientist with").
func (f *finder) persons() {
	next := 0 // the atoms before it are read
	for _, at := range f.likely {
		i := int(at)
		a := f.atoms[i]
		if i < next || !a.flags.has(isWord|upperFirst|isLower) || f.owner[i] > 0 || a.flags.has(allCaps) {
			continue
		}
		if a.class&isHonorific != 0 && a.class&isGiven == 0 {
			k := i + 1
			if f.word(k) == "." && !f.atoms[k].flags.has(spaced) {
				k++
			}
			if end, n := f.nameFrom(k); n >= 2 && f.nameLimit(k, n) && !f.titleGoesOn(end) && !f.commonWords(k, end) {
				f.addPerson(k, end, "title and name")
				next = end
			}
			continue
		}
		if a.class&isNotName != 0 && a.class&isGiven == 0 {
			continue
		}
		end, n := f.nameFrom(i)
		if n < 2 {
			continue
		}
		switch {
		case f.titleGoesOn(end):
		case a.class&isGiven != 0 && f.nameLimit(i, n):
			f.addPerson(i, end, "first name and surname")
		case a.flags.has(titleCase) || a.class&isFunction != 0 || n > 3 || f.commonWords(i, end):
		case f.speaks(end) || f.spoken(i):
			f.addPerson(i, end, "capitalised name with a verb of speech")
		case f.explained(end):
			f.addPerson(i, end, "capitalised name with an apposition")
		case f.introduced(end):
			f.addPerson(i, end, "capitalised name that the sentence says is a person")
		case f.credited(i, end):
			f.addPerson(i, end, "photo credit")
		}
		next = end
	}
}

// common reports whether the document writes atom i elsewhere in small letters,
// as no name is, save those that are words as well ("Brown").
func (f *finder) common(i int) bool {
	if !f.smallKnown {
		f.smallKnown = true
		f.small = slices.Grow(f.small[:0], len(f.g.lexemes)/64+1)[:len(f.g.lexemes)/64+1]
		clear(f.small)
		for k := range f.atoms {
			if !f.atoms[k].flags.has(isWord) || f.atoms[k].flags.has(upperFirst) {
				continue
			}
			if at := f.atoms[k].lexeme; at > 0 {
				f.small[at/64] |= 1 << (at % 64)
			} else {
				f.smallUnknown[f.word(k)] = true
			}
		}
	}
	if f.is(i, isOrdinary|isParticle) {
		return false
	}
	if at := f.atoms[i].lexeme; at > 0 {
		return f.small[at/64]&(1<<(at%64)) != 0
	}
	return f.smallUnknown[f.lower(i)]
}

// commonWords reports whether a run of capitalised words that does not begin
// with a first name holds a common word: "Armed Services".
func (f *finder) commonWords(i, j int) bool {
	if f.is(i, isGiven) {
		return false
	}
	for k := i; k < j; k++ {
		if f.atoms[k].flags.has(isWord|upperFirst) && f.common(k) {
			return true
		}
	}
	return false
}

// nameLimit refuses runs of capitals that are too long for a name; in headline
// case only a first name with one surname is sure.
func (f *finder) nameLimit(i, n int) bool {
	if f.atoms[i].flags.has(titleCase) {
		return n <= 3 && f.is(i, isGiven)
	}
	return n <= 4
}

// titleGoesOn reports whether what looks like a name is the beginning of the
// name of an act, a body or a place: "Jane Doe Voting Rights Act", "John Doe
// Briefing Room".
func (f *finder) titleGoesOn(end int) bool {
	for k := end; k < end+4 && f.joined(k) && f.atoms[k].flags.has(isWord|upperFirst); k++ {
		if w := f.lower(k); documentHeads.Has(w) || heads.Has(w) || places.Has(w) {
			return true
		}
	}
	return false
}

// places end the name of a place, club or thing that is called after a person.
var places = words("room building hall airport street avenue bridge hospital stadium theater theatre library auditorium club league forum coalition amendment highway prize award medal")

// nameFrom walks over the words of a person's name from atom i and returns the
// atom after it and how many words it has.
func (f *finder) nameFrom(i int) (int, int) {
	n, end := 0, i
	for k := i; k < len(f.atoms) && k-i < 12; k++ {
		a := f.atoms[k]
		if k > i && a.flags.has(broken) {
			break
		}
		if stop := f.prefixed(k); stop > k && (n > 0 || f.is(k, isGiven)) {
			n++
			k, end = stop-1, stop
			continue
		}
		w := f.lower(k)
		switch {
		case f.owner[k] > 0 && !(n == 1 && ordinary.Has(w) && f.last[f.owner[k]-1]-f.first[f.owner[k]-1] == 1):
			return end, n
		case a.flags.has(isWord|upperFirst) && a.end-a.start == 1 && f.word(k+1) == "." && n > 0: // an initial
			k++
			continue
		case a.flags.has(isWord|upperFirst|isLower) && (a.class&isNotName == 0 || n == 1 && a.class&isOrdinary != 0 && a.class&isFunction == 0 || n == 1 && (w == "may" || w == "king")):
			n++
			end = k + 1
			if n >= 2 && f.atoms[i].flags.has(titleCase) && given.Has(f.lower(i)) && f.word(k+1) != "-" && !f.secondGiven(k, n) {
				return end, n
			}
		case (w == "-" || w == "'" || w == "’") && !a.flags.has(spaced) && k+1 < len(f.atoms) && !f.atoms[k+1].flags.has(spaced) && f.atoms[k+1].flags.has(upperFirst) && n > 0:
			n-- // one word in two parts: "Jean-Pierre", "O’Brien"
			if n < 0 {
				n = 0
			}
		case particles.Has(w) && n > 0 && k+1 < len(f.atoms) && f.atoms[k+1].flags.has(spaced):
		default:
			return end, n
		}
	}
	return end, n
}

// secondGiven reports whether atom k, the second word of a name in headline case,
// is a further first name: "Mary Ann Doe".
func (f *finder) secondGiven(k, n int) bool {
	if n != 2 || !given.Has(f.lower(k)) || !f.joined(k+1) || !f.atoms[k+1].flags.has(isWord|upperFirst|isLower) {
		return false
	}
	w := f.lower(k + 1)
	return !f.is(k+1, isNotName) && !speechVerbs.Has(w) && !places.Has(w) && !f.common(k+1)
}

var particles = words("von van de der den da di du del la le el al bin bint ibn ter")

// notNameWords are capitalised words that stand beside names without being part of them.
var notNameWords = words("security national defence defense foreign affairs state states house white trade treasury energy summit meeting conference war government cyber digital intelligence officer executive staff team " +
	"alliance allied allies republic kingdom union nations world europe european western eastern northern southern central atlantic pacific article section chapter part annex street avenue road square building room " +
	"embassy senate congress treasury navy army air forces marine marines guard police press news times post journal magazine television radio daily weekly party democrats republicans democratic republican conservative labour " +
	"english french german chinese russian internet web google microsoft facebook twitter youtube apple amazon advanced research technology technologies systems solutions networks software " +
	"day week month year summer winter spring autumn christian islamic muslim jewish god east west north south middle black sea ocean river island islands mountain lake bay gulf cape city county district village airport " +
	"amendment club universe forum league coalition operation operations exercise command cyberspace cybersecurity information communications infrastructure homeland management development education health human rights global network roosevelt joint chiefs leader leaders voting force plans transformation advising protection action supreme speaker movement games council majority minority whip member members room pro tempore debate services sciences provisions")

// speaks reports whether a verb of speech follows at atom i.
func (f *finder) speaks(i int) bool {
	if f.word(i) == "(" { // "Jane Doe (D-Ohio) said"
		for k := i + 1; k < i+7 && f.joined(k); k++ {
			if f.word(k) == ")" {
				i = k + 1
				break
			}
		}
	}
	return f.joined(i) && f.atoms[i].flags.has(spaced) && speechVerbs.Has(f.word(i))
}

// spoken reports whether a verb of speech stands before atom i: "said Jane Doe".
func (f *finder) spoken(i int) bool { return f.joined(i) && speechVerbs.Has(f.word(i-1)) }

var personNouns = words("scientist analyst professor lecturer director fellow expert spokesman spokeswoman spokesperson researcher minister official chief head president chairman chairwoman chair founder co-founder " +
	"engineer lawyer attorney adviser advisor senator ambassador diplomat officer general colonel commander captain journalist reporter author historian economist editor student leader lawmaker member secretary deputy " +
	"prosecutor investigator negotiator rapporteur inspector delegate counsel executive manager consultant specialist veteran politician governor mayor partner strategist scholar ceo hacker activist citizen national who whose")

// explained reports whether ", a senior scientist with …" follows at atom i.
func (f *finder) explained(i int) bool {
	if f.word(i) != "," || !f.joined(i) {
		return false
	}
	w := f.lower(i + 1)
	if w == "who" || w == "whose" {
		return true
	}
	for k := i + 1; k < i+10 && k < len(f.atoms) && f.joined(k); k++ {
		if w := f.lower(k); personNouns.Has(w) {
			return true
		} else if w == "," || w == "." || w == "that" || w == "which" {
			return false
		}
	}
	return false
}

// introduced reports whether "(born 1970) is a general …" follows at atom i.
func (f *finder) introduced(i int) bool {
	if f.word(i) == "(" && f.lower(i+1) == "born" {
		return true
	}
	k := f.copula(i)
	return k > 0 && (f.word(k) == "born" || f.saysOf(k, isPersonNoun))
}

// copula returns the atom after "is" or "was" that follows at atom i, directly or
// after what is told in brackets and between commas, and 0 where none follows.
func (f *finder) copula(i int) int {
	const far = 40
	if f.word(i) == "(" || f.word(i) == "," {
		depth := 0
		for k := i; k < i+far && f.joined(k); k++ {
			switch w := f.word(k); w {
			case "(", "[":
				depth++
			case ")", "]":
				depth--
			case ".", ";", ":":
				if depth <= 0 {
					return 0
				}
			case "is", "was":
				before := f.word(k - 1)
				if depth == 0 && (before == ")" || before == "," || before == "]") {
					return k + 1
				}
			}
		}
		return 0
	}
	if f.joined(i) && (f.word(i) == "is" || f.word(i) == "was") {
		return i + 1
	}
	return 0
}

// saysOf reports whether atom i begins "an old general" with a noun of the class.
func (f *finder) saysOf(i int, c class) bool {
	switch f.word(i) {
	case "a", "an", "the", "one":
	default:
		return false
	}
	for k := i + 1; k < i+8 && f.joined(k); k++ {
		if f.is(k, c) {
			return true
		}
		switch f.lower(k) {
		case ",", ".", "of", "that", "which", "for", "in", "on", "by", "from", "to", "with":
			return false
		}
	}
	return false
}

// credited reports whether a name stands in a photo credit: "(Jane Doe/AGENCY)", "Photo by Jane Doe".
func (f *finder) credited(i, end int) bool {
	if i > 0 && f.word(i-1) == "(" && f.word(end) == "/" {
		return true
	}
	return f.joined(i) && f.lower(i-1) == "by" && i >= 2 && (f.lower(i-2) == "photo" || f.lower(i-2) == "picture" || f.lower(i-2) == "written")
}

func (f *finder) addPerson(i, end int, rule string) {
	name := f.text[f.atoms[i].start:f.atoms[end-1].end]
	id := newID(communique.Person, name)
	if id == "" {
		return
	}
	via := communique.ViaName
	if e, ok := f.g.entities[id]; ok {
		id, rule = e.ID, "gazetteer"
	}
	f.add(i, end, communique.Mention{Entity: id, Type: "person", Via: via, Rule: rule})
}

// surname returns the part of a full name by which a person is called alone,
// "" where the name has none.
func surname(name string) string {
	parts := strings.Fields(name)
	for len(parts) > 1 {
		switch strings.ToLower(strings.Trim(parts[len(parts)-1], ".,")) {
		case "jr", "sr", "ii", "iii", "iv":
			parts = parts[:len(parts)-1]
			continue
		}
		break
	}
	if len(parts) == 0 {
		return ""
	}
	i := len(parts) - 1
	for i > 1 && particles.Has(parts[i-1]) {
		i--
	}
	last := strings.Join(parts[i:], " ")
	if !strings.ContainsFunc(last, unicode.IsLetter) {
		return ""
	}
	return last
}
