package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// A place that the gazetteer does not hold has no id of its own; it is "np:"
// and its name. Places are found by the noun that is part of their name ("Ninewa
// province", "Lake Habbaniyah"), by the noun before them ("the city of Rutba"),
// and by where they stand ("in Rutba", "Rutba, Iraq"); a name found so is a place
// in the whole document.

// placeNouns finds places by their nouns.
func (f *finder) placeNouns() {
	for i := range f.atoms {
		if f.atoms[i].class&(isPlaceHead|isPlaceOf|isPlaceLead) == 0 || f.owner[i] > 0 || f.atoms[i].flags&(titleCase|allCaps) != 0 {
			continue
		}
		switch {
		case f.is(i, isPlaceLead) && f.capitalised(i):
			if end := f.properEnd(i+1, 3); end > i+1 && f.joined(i+1) && !f.bodyFollows(end) {
				f.addPlace(i, end, "a place: begins with “"+f.word(i)+"”")
			}
		case f.is(i, isPlaceHead) && f.placeHead(i):
		case f.is(i, isPlaceOf) && f.lower(i+1) == "of" && f.joined(i+1):
			k := i + 2
			if f.lower(k) == "the" {
				continue
			}
			if end := f.properEnd(k, 3); end > k && f.joined(k) && f.placeName(k, end) {
				f.addPlace(k, end, "a place: stands after “"+f.word(i)+" of”")
			}
		}
	}
}

// placeHead reads the capitalised words before atom i, the noun that ends the
// name of a place, and reports whether there are any.
func (f *finder) placeHead(i int) bool {
	small := !f.capitalised(i)
	if small && !smallPlaceHeads.Has(f.word(i)) || f.goesOn(i+1) {
		return false
	}
	start := i
	for k := i - 1; k >= 0 && i-k <= 6 && f.joined(k+1); k-- {
		if o := f.owner[k]; o > 0 {
			m := int(o - 1)
			if f.found[m].Type == "place" && f.found[m].Via == communique.ViaName && f.last[m] == int32(k+1) {
				start = int(f.first[m])
			}
			break
		}
		w := f.word(k)
		if f.capitalised(k) && f.atoms[k].flags&(allUpper) == 0 && (!f.is(k, isNotName) || directions.Has(f.lower(k))) && !f.is(k, isMonth|isGiven) {
			start = k
			continue
		}
		if (w == "-" || mark(firstRune(w)) == "'") && start == k+1 && f.atoms[k].flags&spaced == 0 && f.atoms[k+1].flags&spaced == 0 && k > 0 && f.atoms[k-1].flags.has(isWord) {
			if f.is(k-1, isPrefix) || f.capitalised(k-1) {
				start = k - 1
				k--
				continue
			}
		}
		break
	}
	if start == i || start == i-1 && (f.atoms[start].flags.has(sentFirst) || directions.Has(f.lower(start)) || f.common(start)) || f.atoms[start].flags.has(sentFirst) && f.is(start, isNotName) {
		return false
	}
	f.addPlace(start, i+1, "a place: ends with “"+f.word(i)+"”")
	return true
}

// directions are words that the name of a place may begin with.
var directions = words("north south east west northern southern eastern western central upper lower new old greater great little grand black red white san santa saint st")

// bodyFollows reports whether the words from atom i go on to the name of a body
// or document: "Fort Knox Group".
func (f *finder) bodyFollows(i int) bool {
	return f.joined(i) && f.capitalised(i) && f.is(i, isHead|isCommonHead|isDocumentHead)
}

func (f *finder) addPlace(i, end int, rule string) {
	id := communique.NP(f.text[f.atoms[i].start:f.atoms[end-1].end])
	if id == "" {
		return
	}
	f.add(i, end, communique.Mention{Entity: id, Type: "place", Via: communique.ViaName, Rule: rule})
	f.remember(i, end, id)
}

// remember keeps a name found as a place for the rest of the document.
func (f *finder) remember(i, end int, id communique.EntityID) {
	key := f.lower(i)
	p := placeSeen{text: f.text[f.atoms[i].start:f.atoms[end-1].end], atoms: end - i, id: id}
	for _, have := range f.placesSeen[key] {
		if have.text == p.text {
			return
		}
	}
	if len(f.placesSeen[key]) < 20 {
		f.placesSeen[key] = append(f.placesSeen[key], p)
	}
}

// placeSeen is a name that the document uses of a place.
type placeSeen struct {
	text  string
	atoms int
	id    communique.EntityID
}

// properEnd walks over the words of a name from atom i, at most so many, parts
// joined by hyphens and apostrophes counted as one, and returns the atom after it;
// i where no name begins there. Words that belong to another mention, function
// words and words in capitals end it.
func (f *finder) properEnd(i, most int) int {
	end := i
	for k, n := i, 0; n < most && k < len(f.atoms) && (k == i || f.joined(k)); n++ {
		if stop := f.prefixed(k); stop > k {
			k, end = stop, stop
			continue
		}
		if f.owner[k] > 0 || !f.capitalised(k) || f.atoms[k].flags&allUpper != 0 || k > i && f.atoms[k].flags&spaced == 0 || f.atoms[k].end-f.atoms[k].start == 1 || f.acronym(k) {
			return end
		}
		if f.is(k, isFunction|isMonth) && !(n == 0 && directions.Has(f.lower(k))) {
			return end
		}
		k++
		k = f.parts(k)
		end = k
	}
	return end
}

// parts walks over the further parts of a word, "-Christi", "’im", from the atom
// after its first, and returns the atom after them.
func (f *finder) parts(k int) int {
	for k+1 < len(f.atoms) && f.atoms[k].flags&(spaced|isWord|isNumber) == 0 && f.atoms[k+1].flags.has(isWord) && f.atoms[k+1].flags&spaced == 0 && f.owner[k] == 0 && f.owner[k+1] == 0 {
		switch mark(firstRune(f.word(k))) {
		case "-":
			if !f.capitalised(k+1) && !f.is(k+1, isPrefix|isParticle) && !f.is(k-1, isPrefix) {
				return k
			}
		case "'":
			if w := f.lower(k + 1); w == "s" || w == "re" || w == "ve" || w == "ll" || w == "d" || w == "m" || w == "t" {
				return k
			}
		default:
			return k
		}
		k += 2
	}
	return k
}

// prefixed reports where a word with a prefix ends that begins at atom k,
// "al-Zarqawi", "Al Anbar", and k where none does.
func (f *finder) prefixed(k int) int {
	if !f.is(k, isPrefix) || k+1 >= len(f.atoms) || f.owner[k] > 0 {
		return k
	}
	next := k + 1
	if f.word(next) == "-" && f.atoms[next].flags&spaced == 0 {
		next++
		if next >= len(f.atoms) || f.atoms[next].flags&spaced != 0 {
			return k
		}
	} else if !f.capitalised(k) || f.is(k, isFunction) || !f.joined(next) {
		return k
	}
	if !f.capitalised(next) || f.owner[next] > 0 || f.atoms[next].flags&allUpper != 0 || f.is(next, isFunction) {
		return k
	}
	return f.parts(next + 1)
}

// placeName reports whether atoms [i,j) can be the name of a place: no word that
// stands beside names, nothing that the document writes in small letters or says
// of a person.
func (f *finder) placeName(i, j int) bool {
	for k := i; k < j; k++ {
		if !f.atoms[k].flags.has(isWord | upperFirst) {
			continue
		}
		if f.is(k, isNotName|isMonth) && !directions.Has(f.lower(k)) || f.is(k, isGiven) && k == i || f.common(k) {
			return false
		}
	}
	return len(f.people[f.lower(i)]) == 0 && !f.bodyFollows(j)
}

// placesByContext finds places by where they stand, then wherever the document
// names them again.
func (f *finder) placesByContext() {
	next := 0 // the atoms before it are read
	for _, at := range f.likely {
		i := int(at)
		if i < next || i+1 >= len(f.atoms) {
			continue
		}
		if f.atoms[i].class&isPlaceCue == 0 || f.atoms[i].flags&(titleCase|allCaps) != 0 {
			if f.word(i) != "of" || !f.is(i-1, isPlaceOf) {
				if f.capitalised(i) && f.owner[i] == 0 {
					next = f.placeBeforeState(i)
				}
				continue
			}
		}
		k := i + 1
		if !f.joined(k) || f.owner[k] > 0 {
			continue
		}
		end := f.properEnd(k, 3)
		if end == k || f.atoms[k].flags&(titleCase|allCaps) != 0 || !f.placeName(k, end) || !f.standsAlone(end) {
			continue
		}
		f.addPlace(k, end, "a place: stands after “"+f.word(i)+"”")
		next = end
	}
	f.placesAgain()
	f.placesBeside()
}

// placesBeside reads "Husn and Al Tanf": what is joined to a place is one.
func (f *finder) placesBeside() {
	for m := range f.found {
		i := int(f.last[m])
		if i == 0 || f.found[m].Type != "place" || !f.joined(i) || f.word(i) != "and" && f.word(i) != "or" || !f.joined(i+1) {
			continue
		}
		k := i + 1
		if end := f.properEnd(k, 2); end > k && f.atoms[k].flags&(titleCase|allCaps) == 0 && f.placeName(k, end) && f.standsAlone(end) {
			f.addPlace(k, end, "a place: beside another one")
		}
	}
}

// placesAgain finds the names once found as places wherever they stand.
func (f *finder) placesAgain() {
	if len(f.placesSeen) == 0 {
		return
	}
	for _, at := range f.likely {
		i := int(at)
		if f.owner[i] > 0 || !f.capitalised(i) && !f.is(i, isPrefix) {
			continue
		}
		for _, p := range f.placesSeen[f.lower(i)] {
			end := i + p.atoms
			if end > len(f.atoms) || f.text[f.atoms[i].start:f.atoms[end-1].end] != p.text || f.owner[end-1] > 0 || f.bodyFollows(end) {
				continue
			}
			f.add(i, end, communique.Mention{Entity: p.id, Type: "place", Via: communique.ViaName, Rule: "named as a place elsewhere in the document"})
			break
		}
	}
}

// standsAlone reports whether nothing follows at atom i to which the name before
// it could belong: a mark, a function word or the end of the line does.
func (f *finder) standsAlone(i int) bool {
	if !f.joined(i) {
		return true
	}
	if !f.atoms[i].flags.has(isWord) {
		w := f.word(i)
		if w == "(" && i+1 < len(f.atoms) && f.atoms[i+1].flags.has(isNumber) || w == "[" {
			return false // a book: "in Doe (2010)"
		}
		return w != "-" && w != "/" && w != "&" && mark(firstRune(w)) != "'" && !f.atoms[i].flags.has(isNumber)
	}
	return !f.capitalised(i) && (f.is(i, isFunction|isJoiner) || strings.HasSuffix(f.word(i), "ing") || strings.HasSuffix(f.word(i), "ed"))
}

// calledPlace reports whether ", a town in" or "is a village" follows at atom i.
func (f *finder) calledPlace(i int) bool {
	if f.word(i) == "," && f.joined(i) && f.saysOf(i+1, isSettlement) {
		return true
	}
	if w := f.word(i); w != "is" && w != "was" && w != "(" && w != "," {
		return false
	}
	k := f.copula(i)
	return k > 0 && f.saysOf(k, isSettlement)
}

// placeBeforeState reads "Rutba, Iraq" from atom i and returns the atom after the
// name, i where it is none.
func (f *finder) placeBeforeState(i int) int {
	if i > 0 && f.joined(i) && f.capitalised(i-1) {
		return i
	}
	end := f.properEnd(i, 3)
	if end > i && f.calledPlace(end) && f.placeName(i, end) {
		f.addPlace(i, end, "a place: the sentence calls it one")
		return end
	}
	if end == i || f.word(end) != "," || !f.joined(end+1) || end+1 >= len(f.atoms) || f.owner[end+1] == 0 || !f.placeName(i, end) {
		return i
	}
	m := int(f.owner[end+1] - 1)
	if t := f.found[m].Type; t != "state" && t != "place" || f.found[m].Via == communique.ViaDemonym {
		return i
	}
	switch previous := f.lower(i - 1); {
	case f.is(i-1, isPlaceCue), previous == "of", previous == "from", previous == "to", previous == "at":
	default:
		return i
	}
	// In a list of states the name is one of another kind.
	if after := int(f.last[m]); f.word(after) == "," && f.joined(after+1) && after+1 < len(f.atoms) && f.owner[after+1] > 0 {
		return i
	}
	f.addPlace(i, end, "a place: a country or state follows")
	return end
}
