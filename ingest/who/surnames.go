package who

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// surnames reads surnames that stand alone or after a title. A surname means
// the one person of that name whom the document names in full; a title may
// point at a holder of that office in the gazetteer. Between two nobody is guessed.
func (f *finder) surnames() {
	for i, m := range f.found {
		if f.last[i] > 0 && m.Type == "person" && m.Entity != "" {
			f.meet(m.Entity, m.Exact)
		}
	}
	for _, at := range f.likely {
		if i := int(at); f.mayBeSurname(i) && (f.titled(i) || f.officed(i)) {
			f.titledSurname(i)
		}
	}
	for _, at := range f.likely {
		if i := int(at); f.mayBeSurname(i) {
			f.bareSurname(i)
		}
	}
}

// meet remembers a person named in full.
func (f *finder) meet(id communique.EntityID, name string) {
	if f.known[person{id, name}] {
		return
	}
	f.known[person{id, name}] = true
	names := []string{name}
	if e, ok := f.g.entities[id]; ok {
		names = append(names, e.Name)
		for _, alias := range e.Aliases {
			if !strings.Contains(alias, " ") {
				names = append(names, alias)
			}
		}
	}
	if e, ok := f.g.entities[id]; ok {
		if family := f.g.familyFirst(id, e.Name); family != "" {
			f.people[family] = appendNew(f.people[family], bearer{family, id})
		}
	}
	for _, name := range names {
		last := strings.ToLower(surname(name))
		if last == "" {
			continue
		}
		key := last
		if cut := strings.IndexFunc(last, func(r rune) bool { return !inWord(r) }); cut > 0 {
			key = last[:cut]
		}
		f.people[key] = appendNew(f.people[key], bearer{last, id})
		if prefix, rest, ok := strings.Cut(last, "-"); ok && prefixes.Has(prefix) && len(rest) > 3 {
			f.people[rest] = appendNew(f.people[rest], bearer{rest, id}) // "Zarqawi" for "al-Zarqawi"
		}
		if first, _, ok := strings.Cut(strings.ToLower(name), " "); ok && given.Has(first) && id.Kind() == communique.Person {
			f.firstNames[first] = appendNew(f.firstNames[first], id)
		}
	}
}

// firstName reads "Jake" alone as the one person of that first name whom the
// document names in full, as those do who speak to each other.
func (f *finder) firstName(i int) {
	a := f.atoms[i]
	if a.class&isGiven == 0 || a.class&(isOrdinary|isMonth|isFunction) != 0 || !a.flags.has(upperFirst|isLower) || a.flags&titleCase != 0 {
		return
	}
	ids := f.firstNames[f.lower(i)]
	if len(ids) != 1 || f.joined(i) && f.capitalised(i-1) && !f.atoms[i-1].flags.has(sentFirst) || f.joined(i+1) && (f.capitalised(i+1) || f.word(i+1) == "-") {
		return
	}
	f.add(i, i+1, communique.Mention{Entity: ids[0], Type: "person", Via: communique.ViaAlias, Rule: "first name of a person named in full"})
}

func (f *finder) mayBeSurname(i int) bool {
	a := &f.atoms[i]
	if f.owner[i] > 0 || !a.flags.has(isWord) || a.end-a.start < 2 {
		return false
	}
	if a.flags&(spaced|broken) == 0 && i > 1 && f.atoms[i-1].flags&spaced == 0 && f.word(i-1) == "-" && f.is(i-2, isPrefix) {
		return false // a part of "Faylaq al-Rahman"
	}
	if !a.flags.has(upperFirst) {
		return a.end-a.start <= 4 && f.is(i, isParticle|isPrefix) && len(f.people[f.word(i)]) > 0
	}
	if a.flags.has(allUpper) {
		return a.flags.has(allCaps) || f.inLabel(i)
	}
	return true
}

// inLabel reports whether atom i stands in a speaker label: capitals from the
// start of a line up to a colon.
func (f *finder) inLabel(i int) bool {
	for k := i; ; k-- {
		a := f.atoms[k]
		if a.flags.has(isWord) && a.flags&isLower != 0 {
			return false
		}
		if a.flags.has(broken) {
			break
		}
		if i-k > 10 || k == 0 {
			return k == 0
		}
	}
	for k := i + 1; k < i+5 && k < len(f.atoms) && f.joined(k); k++ {
		if f.word(k) == ":" {
			return true
		}
		if f.atoms[k].flags.has(isLower) {
			return false
		}
	}
	return false
}

// titled reports whether an honorific or office stands directly before atom i.
func (f *finder) titled(i int) bool {
	k := i - 1
	if !f.joined(i) || k < 0 {
		return false
	}
	if f.word(k) == "." && k > 0 {
		k--
	}
	return f.atoms[k].flags.has(upperFirst) && f.is(k, isHonorific)
}

// officed reports whether atom i is the surname of somebody who held the office
// that stands directly before it: "Secretary of Defense Hale".
func (f *finder) officed(i int) bool {
	if !f.joined(i) || !f.atoms[i-1].flags.has(isWord) {
		return false
	}
	if !f.mayBeKnown(i) {
		return false
	}
	name, _ := f.extent(i)
	return len(f.holders(i, f.g.surnames[name], communique.Days{})) > 0
}

// mayBeKnown reports whether a surname that the gazetteer knows may begin at atom
// i; where it does not, surely none does.
func (f *finder) mayBeKnown(i int) bool {
	a := &f.atoms[i]
	return a.class&beginsSurname != 0 || !a.flags.has(plain) || a.lexeme == 0 && f.g.strangeNames
}

// extent gives the words of a surname that begins at atom i, hyphens included,
// and the atom after it.
func (f *finder) extent(i int) (string, int) {
	end := f.extentEnd(i)
	if end == i+1 {
		return f.lower(i), end
	}
	return strings.ToLower(f.text[f.atoms[i].start:f.atoms[end-1].end]), end
}

// extentEnd returns the atom after the surname that begins at atom i.
func (f *finder) extentEnd(i int) int {
	end := i + 1
	for end+1 < len(f.atoms) && f.atoms[end].flags&(spaced|isWord|isNumber) == 0 && (mark(firstRune(f.word(end))) == "-" || mark(firstRune(f.word(end))) == "'") && f.atoms[end+1].flags&spaced == 0 && f.atoms[end+1].flags.has(upperFirst) && f.lower(end+1) != "s" {
		end += 2
	}
	return end
}

// bearers returns the persons named in full whose surname begins at atom i, and
// the atom after the surname.
func (f *finder) bearers(i int) ([]communique.EntityID, int) {
	var ids []communique.EntityID
	end := i
	for _, b := range f.people[f.lower(i)] {
		start := int(f.atoms[i].start)
		stop := start + len(b.surname)
		if stop > len(f.text) || !strings.EqualFold(f.text[start:stop], b.surname) {
			continue
		}
		k := i
		for k < len(f.atoms) && int(f.atoms[k].end) < stop {
			k++
		}
		if k >= len(f.atoms) || int(f.atoms[k].end) != stop || k+1 < end {
			continue
		}
		if k+1 > end {
			ids, end = nil, k+1
		}
		ids = appendNew(ids, b.id)
	}
	return ids, end
}

func (f *finder) addSurname(i, end int, ids []communique.EntityID, rule string) {
	m := communique.Mention{Type: "person", Via: communique.ViaAlias}
	if len(ids) == 1 {
		m.Entity, m.Rule = ids[0], rule
	} else {
		m.Rule = severalBearers
	}
	f.add(i, end, m)
}

// titledSurname reads "President Biden", "MR. SULLIVAN".
func (f *finder) titledSurname(i int) {
	w := f.lower(i)
	if f.is(i, isNotName) && !f.is(i, isOrdinary) || f.is(i, isPersonNoun) || f.functional(i) || months.Has(w) && w != "may" || function.Has(w) && w != "may" && w != "will" {
		return
	}
	name, end := f.extent(i)
	known := f.g.surnames[name]
	ids, stop := f.bearers(i)
	if held := f.holders(i, ids, communique.Days{}); len(held) == 1 {
		f.addSurname(i, stop, held, titleDecides)
		return
	}
	// A relative named in full does not take the title from who held it.
	held := f.holders(i, known, communique.Days{})
	if len(held) == 1 {
		f.addSurname(i, end, held, titleDecides)
		f.meet(held[0], name)
		return
	}
	ids = slices.DeleteFunc(ids, func(id communique.EntityID) bool { return len(held) > 0 || f.contradicted(i, id) })
	if len(ids) > 0 {
		f.addSurname(i, stop, ids, "surname of a person named in full")
		return
	}
	if len(known) > 0 || stop > i {
		f.add(i, max(stop, end), communique.Mention{Type: "person", Via: communique.ViaAlias, Rule: undecidedTitle})
		return
	}
	if f.common(i) || f.atoms[i].flags.has(titleCase) && f.joined(end) && f.atoms[end].flags.has(isWord) || end < len(f.atoms) && f.joined(end) && f.atoms[end].flags.has(upperFirst) && !f.inLabel(i) {
		return
	}
	if given.Has(name) {
		f.add(i, end, communique.Mention{Type: "person", Via: communique.ViaAlias, Rule: "a title and a first name"})
		return
	}
	id := newID(communique.Person, name)
	if id == "" {
		return
	}
	f.add(i, end, communique.Mention{Entity: id, Type: "person", Via: communique.ViaName, Rule: "title and surname"})
	f.meet(id, name)
}

// Rules of surnames at which Resolve looks again: one title that a bearer once
// held, and several bearers.
const (
	titleDecides   = "surname with the title of an office"
	severalBearers = "surname of several persons named here"
)

// bareUnnamed is the rule of a surname that stands alone and that only the
// gazetteer knows.
const bareUnnamed = "surname alone: nobody of this name is named in full"

// undecidedTitle is the rule of a surname that Resolve may decide by the
// publication date.
const undecidedTitle = "surname and title do not decide who is meant"

// holders returns which of the persons held an office whose name stands directly
// before atom i: on one of the days, or ever where none are known.
func (f *finder) holders(i int, ids []communique.EntityID, on communique.Days) []communique.EntityID {
	if len(ids) == 0 {
		return nil
	}
	before := f.lead(i)
	small := strings.ToLower(before)
	var out []communique.EntityID
	for _, id := range ids {
		for _, t := range f.g.held[id] {
			if on.Known() && !t.Overlaps(on) {
				continue
			}
			if f.g.endsWithOffice(small, t) || endsWithTitle(before, t) {
				out = appendNew(out, id)
			}
		}
	}
	return out
}

// lead returns the words before atom i that a title can stand in, as they would
// stand on one line.
func (f *finder) lead(i int) string {
	first := i
	for first > 0 && f.joined(first) && int(f.atoms[i].start-f.atoms[first-1].start) <= 60 {
		first--
	}
	words := strings.TrimSuffix(f.text[f.atoms[first].start:f.atoms[i].start], " ")
	if !evenlySpaced(words) {
		words = strings.Join(strings.Fields(words), " ")
	}
	return strings.TrimRight(words, ".")
}

// evenlySpaced reports whether a text of ASCII has single spaces between its
// words, and no other white space.
func evenlySpaced(s string) bool {
	spaced := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf || s[i] == ' ' && spaced {
			return false
		}
		spaced = s[i] == ' '
	}
	return !spaced || s == ""
}

// contradicted reports whether what stands before atom i cannot be said of a
// person: an office of the gazetteer that somebody whose offices are known never
// held, or "Mr." of a woman.
func (f *finder) contradicted(i int, id communique.EntityID) bool {
	before := strings.ToLower(f.lead(i))
	switch lastWord(before) {
	case "mr", "sir", "lord":
		return f.g.mismatch(id, 'h')
	case "mrs", "ms", "miss", "dame", "lady":
		return f.g.mismatch(id, 's')
	}
	if len(f.g.held[id]) == 0 {
		return false
	}
	office := false
	for _, name := range f.g.officeEnds[lastWord(before)] {
		office = office || endsWithName(before, name)
	}
	return office && len(f.holders(i, []communique.EntityID{id}, communique.Days{})) == 0
}

// lastWord returns what stands after the last white space, trailing space aside.
func lastWord(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if unicode.IsSpace(r) {
			return s[i:]
		}
		i -= size
	}
	return s
}

// below are words that make another office of the one whose name follows.
var below = words("vice deputy assistant under associate ex")

// endsWithOffice reports whether lower-case words end with a name of the office.
func (g *Gazetteer) endsWithOffice(before string, t communique.Tenure) bool {
	names, ok := g.officeNames[office{t.Title, t.Organisation}]
	if !ok {
		return endsWithName(before, t.Title.Name())
	}
	for _, name := range names {
		if endsWithName(before, name) {
			return true
		}
	}
	return false
}

// endsWithName reports whether lower-case words end with the name of an office
// and no word before it makes it another one.
func endsWithName(before, name string) bool {
	rest, ok := strings.CutSuffix(before, name)
	if !ok || rest != "" && inWord(lastRune(rest)) {
		return false
	}
	return !below.Has(lastWord(strings.TrimRight(rest, " \t\u00a0-")))
}

// shortTitles are the words by which the holder of a longer title is addressed:
// "Secretary Austin", "Minister Lavrov", "Director Wray".
var shortTitles = words("secretary minister director ambassador commissioner")

// endsWithTitle reports whether words end with the short title of an office,
// with no further word that would say which.
func endsWithTitle(before string, t communique.Tenure) bool {
	last := lastWord(before)
	short := strings.ToLower(last)
	if !shortTitles.Has(short) {
		return false
	}
	word := strings.Trim(lastWord(strings.TrimSuffix(before, last)), "“‘(-\"")
	if inWord(lastRune(word)) && unicode.IsUpper(firstRune(word)) && !function.Has(strings.ToLower(word)) || below.Has(strings.ToLower(word)) {
		return false // "Education Secretary", "Deputy Secretary"
	}
	title := strings.Fields(t.Title.Name())
	if len(title) < 2 {
		return len(title) == 1 && title[0] == short
	}
	for _, w := range title {
		if below.Has(w) || w == "general" || w == "press" || w == "prime" || w == "permanent" || w == "private" || w == "parliamentary" || w == "executive" {
			return false
		}
	}
	return title[0] == short || title[len(title)-1] == short
}

func lastRune(s string) rune {
	var last rune = -1
	for i := len(s); i > 0; {
		i--
		if s[i]&0xc0 != 0x80 {
			return firstRune(s[i:])
		}
	}
	return last
}

// bareSurname reads "Stoltenberg" alone.
func (f *finder) bareSurname(i int) {
	a, w := f.atoms[i], f.lower(i)
	if a.flags.has(upperFirst) && f.joined(i) && a.flags.has(spaced) && f.atoms[i-1].flags.has(isWord|upperFirst|isLower) && f.is(i-1, isGiven) {
		return // another person's full name
	}
	ids, end := f.bearers(i)
	if len(ids) == 0 {
		f.administration(i)
		if f.owner[i] == 0 {
			f.firstName(i)
		}
		if f.owner[i] == 0 && !a.flags.has(titleCase) && len(w) > 3 && a.class&(isOrdinary|isGiven|isNotName) == 0 {
			if name, end := f.extent(i); f.mayBeKnown(i) && len(f.g.surnames[name]) > 0 && !(f.joined(i) && f.atoms[i-1].flags.has(upperFirst) && !function.Has(f.lower(i-1))) && !(f.joined(end) && f.atoms[end].flags.has(upperFirst)) {
				f.add(i, end, communique.Mention{Type: "person", Via: communique.ViaAlias, Rule: bareUnnamed})
			}
		}
		return
	}
	if f.joined(end) && f.atoms[end].flags.has(upperFirst) && heads.Has(f.lower(end)) {
		return // "Brown University"
	}
	if ordinary.Has(w) && !f.atoms[i].flags.has(allUpper) {
		if w == "may" && f.isMonth(i) {
			return
		}
		doubtful := a.flags&(sentFirst|titleCase) != 0
		possessive := mark(firstRune(f.word(end))) == "'" && f.lower(end+1) == "s"
		if doubtful && !f.speaks(end) && !possessive && !f.spoken(i) {
			return
		}
	}
	if f.atoms[i].flags.has(allCaps) && ordinary.Has(w) && !f.inLabel(i) {
		return
	}
	if f.administration(i) {
		return
	}
	f.addSurname(i, end, ids, "surname of a person named in full")
}

// isMonth reports whether "May" at atom i is the month.
func (f *finder) isMonth(i int) bool {
	if i+1 < len(f.atoms) && f.joined(i+1) && f.atoms[i+1].flags.has(isNumber) {
		return true
	}
	if !f.joined(i) {
		return false
	}
	if f.atoms[i-1].flags.has(isNumber) {
		return true
	}
	switch f.lower(i - 1) {
	case "in", "by", "since", "of", "last", "this", "next", "early", "late", "mid", "until", "from", "during":
		return true
	}
	return false
}

// administration reads "the Biden administration" as the body it names.
func (f *finder) administration(i int) bool {
	end := f.extentEnd(i)
	if !f.joined(end) || f.word(end) != "administration" && f.word(end) != "Administration" {
		return false
	}
	name, _ := f.extent(i)
	if len(f.people[f.lower(i)]) == 0 && len(f.g.surnames[name]) == 0 {
		return false
	}
	if f.joined(i) && f.lower(i-1) == "the" && f.g.roles.nominals.holds(f, i-1, end+1) {
		return true // Resolve reads it as a group noun
	}
	id := newID(communique.Organisation, name+" administration")
	if id == "" {
		return false
	}
	f.add(i, end+1, communique.Mention{Entity: id, Type: "organisation", Via: communique.ViaName, Rule: "surname with administration"})
	return true
}
