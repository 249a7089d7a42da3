package who

import (
	"slices"
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
)

// definitions finds acronyms that the text explains, "Cyberspace Operations
// Centre (CYOC)", and makes them names for the rest of the document. A name that
// the gazetteer does not hold becomes an entity under its fullest form.
func (f *finder) definitions() {
	for i := 2; i+2 < len(f.atoms); i++ {
		if f.text[f.atoms[i].start] != '(' || f.word(i) != "(" || f.word(i+2) != ")" || !f.joined(i) || !f.acronym(i+1) {
			continue
		}
		f.define(i)
	}
	if len(f.local) == 0 {
		return
	}
	for i := range f.atoms {
		if !f.acronym(i) {
			continue
		}
		d, ok := f.local[f.word(i)]
		if !ok || f.atoms[i].flags.has(allCaps) && shouted.Has(f.lower(i)) {
			continue
		}
		if o := f.owner[i]; o > 0 && f.last[o-1]-f.first[o-1] > 1 {
			continue // inside a longer name
		}
		f.add(i, i+1, communique.Mention{Entity: d.id, Type: d.typ, Via: communique.ViaAcronym, Rule: "acronym of " + d.full})
	}
}

// acronym reports whether atom i is written like one: two to ten letters, most of them capitals.
func (f *finder) acronym(i int) bool {
	if i >= len(f.atoms) || !f.atoms[i].flags.has(isWord|upperFirst) {
		return false
	}
	w := f.word(i)
	upper := 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 2 && len(w) <= 12 && upper*2 > len(w)
}

// define reads the words before the parenthesis at atom p.
func (f *finder) define(p int) {
	short := f.word(p + 1)
	if _, known := f.local[short]; known {
		return
	}
	end := p
	if end >= 2 && f.lower(end-1) == "s" && mark(firstRune(f.word(end-2))) == "'" {
		end -= 2
	}
	var id communique.EntityID
	var typ, full string
	if o := f.owner[end-1]; o > 0 && f.last[o-1] == int32(end) && f.found[o-1].Entity != "" && (inOrder(f.found[o-1].Exact, short) || f.g.bears(f.found[o-1].Entity, short)) {
		m := f.found[o-1]
		id, typ, full = m.Entity, m.Type, m.Exact
	}
	if id == "" {
		start := f.expansion(end, short)
		if start < 0 {
			return
		}
		full = f.text[f.atoms[start].start:f.atoms[end-1].end]
		known := f.found
		if o := f.owner[p+1]; o > 0 && f.found[o-1].Entity != "" && typeOf(known[o-1].Entity) != "person" && f.sharesInitials(known[o-1].Entity, short) {
			id, typ = known[o-1].Entity, known[o-1].Type // the gazetteer knows the acronym in this meaning
		} else {
			kind, t := communique.Organisation, "organisation"
			if documentHeads.Has(f.lower(end-1)) && !headsOf.Has(f.lower(start)) {
				kind, t = communique.NamedDocument, "document"
			} else if !f.namesBody(start, end) {
				return
			}
			id, typ = newID(kind, full), t
		}
		if id == "" {
			return
		}
		f.add(start, end, communique.Mention{Entity: id, Type: typ, Via: communique.ViaName, Rule: "defined with its acronym"})
	}
	f.local[short] = local{id: id, typ: typ, full: full}
}

// inOrder reports whether the letters of an acronym stand in the name in order,
// the first at its head: enough where the name is known.
func inOrder(name, short string) bool {
	rest := []rune(strings.ToLower(name))
	for i, letter := range strings.ToLower(short) {
		k := slices.Index(rest, letter)
		if k < 0 || i == 0 && k != 0 {
			return false
		}
		rest = rest[k+1:]
	}
	return true
}

// sharesInitials reports whether a name of the entity spells the acronym.
func (f *finder) sharesInitials(id communique.EntityID, short string) bool {
	e := f.g.entities[id]
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		if !acronymLike(name) && spells(strings.Fields(name), short) {
			return true
		}
	}
	return false
}

// namesBody reports whether the words hold the head noun of an organisation;
// "Distributed Denial of Service (DDoS)" names none.
func (f *finder) namesBody(i, j int) bool {
	for k := i; k < j; k++ {
		if w := f.lower(k); heads.Has(w) && (w != "service" || k == j-1 && k > i && f.lower(k-1) != "of") || w == "group" || w == "force" || w == "forces" || w == "union" || w == "team" || w == "teams" || w == "party" || w == "bank" || w == "fund" || w == "alliance" {
			return true
		}
	}
	return false
}

// expansion walks back from atom end over the capitalised words whose letters
// spell the acronym, and returns where they begin, -1 where they do not.
func (f *finder) expansion(end int, short string) int {
	most := len(short) + 4
	best := -1
	var list []string
	for i := end - 1; i >= 0 && end-i <= 2*most && len(list) < most; i-- {
		a := f.atoms[i]
		w := f.lower(i)
		switch {
		case a.flags.has(isWord | upperFirst):
		case joiners.Has(w), w == "-", w == "&":
		default:
			return best
		}
		if a.flags.has(isWord) {
			list = append([]string{f.word(i)}, list...)
		}
		if a.flags.has(upperFirst) && firstRune(w) == unicode.ToLower(firstRune(short)) && spells(list, short) {
			best = i
			if f.owner[i] > 0 {
				break
			}
			return best
		}
		if a.flags.has(broken) {
			return best
		}
	}
	return best
}

// spells reports whether the letters of an acronym can be read off the words in
// order, the first of them from the start of the first word, and so that every
// word with a capital gives at least its first letter or is skipped only where
// it is a small word.
func spells(list []string, short string) bool {
	letters := []rune(strings.ToLower(strings.TrimSuffix(short, "s")))
	k := 0
	for i, w := range list {
		lower := []rune(strings.ToLower(w))
		if k >= len(letters) || len(lower) == 0 {
			return false
		}
		if lower[0] != letters[k] {
			if i > 0 && joiners.Has(string(lower)) {
				continue
			}
			return false
		}
		k++
		rest := len(list) - i - 1
		for _, r := range lower[1:] {
			// Inner letters only while more letters are left than words.
			if k < len(letters) && r == letters[k] && len(letters)-k > rest {
				k++
			}
		}
	}
	return k == len(letters)
}

// newID makes the id of a name that the gazetteer does not hold: the words in
// lower case, hyphenated.
func newID(kind communique.EntityKind, name string) communique.EntityID {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		switch {
		case inWord(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			gap = true
		}
		if b.Len() > 100 {
			break
		}
	}
	if b.Len() == 0 {
		return ""
	}
	id := communique.EntityID(string(kind) + ":" + b.String())
	if id.Validate() != nil {
		return ""
	}
	return id
}
