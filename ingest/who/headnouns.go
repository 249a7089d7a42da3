package who

import (
	"strings"

	"github.com/communique-kg/communique"
)

// headNouns reads "the Agency" as the one body of this document whose name has
// that head noun, once it was named. In small letters it must have been named
// shortly before, for any agency is called so. Bodies of several names are
// several only where none is of the gazetteer's one entity.
func (f *finder) headNouns() {
	named := map[string]*headNoun{}
	next := 0
	living := f.living()
	for i := 0; i < len(f.atoms); i++ {
		for next < len(living) && int(f.first[living[next]]) < i {
			next++
		}
		if next < len(living) && int(f.first[living[next]]) == i {
			m := &f.found[living[next]]
			if m.Type == "organisation" && m.Entity != "" && m.Via != communique.ViaNominal {
				f.headsOfName(m, named)
			}
			continue
		}
		if f.owner[i] > 0 || f.atoms[i].class&(isHead|isCommonHead|isHeadOf) == 0 {
			continue
		}
		if f.serving(i) || !f.joined(i) || f.owner[i-1] > 0 {
			continue
		}
		article := f.lower(i - 1)
		capital := f.capitalised(i)
		if capital && f.atoms[i].flags&(sentFirst|titleCase|allCaps|allUpper) != 0 || f.boundName(i+1) {
			continue
		}
		if f.atoms[i].flags&spaced == 0 || f.joined(i-1) && capital && f.capitalised(i-1) && !f.is(i-1, isFunction) {
			continue
		}
		w := f.lower(i)
		if article == "the" {
			if n := named[w]; n != nil && !n.several && (capital || int(f.atoms[i].start)-n.end < 600 && !vagueHeads.Has(w)) {
				f.add(i-1, i+1, communique.Mention{Entity: n.id, Type: "organisation", Via: communique.ViaNominal, Rule: "the " + w + " that the document names"})
				continue
			}
		}
		if capital && uncountedHeads.Has(w) {
			start := i
			if article == "the" {
				start--
			}
			f.add(start, i+1, communique.Mention{Entity: communique.NP(w), Type: "group", Via: communique.ViaNominal, Rule: "a capital letter inside a sentence; no such body is named in full"})
		}
	}
}

// serving reads "Coalition military forces" at atom i, and reports whether it
// stands there: those who serve in a body that everybody concerned knows.
func (f *finder) serving(i int) bool {
	w := f.lower(i)
	if !uncountedHeads.Has(w) || f.atoms[i].flags&(titleCase|allCaps|allUpper) != 0 || !f.capitalised(i) && w != "coalition" || f.joined(i) && f.capitalised(i-1) && !f.is(i-1, isFunction) {
		return false
	}
	end := f.ranks(i + 1)
	if end == i+1 {
		return false
	}
	id := communique.NP(f.text[f.atoms[i].start:f.atoms[end-1].end])
	if f.joined(i) && f.lower(i-1) == "the" && f.owner[i-1] == 0 {
		i--
	}
	f.add(i, end, communique.Mention{Entity: id, Type: "group", Via: communique.ViaNominal, Rule: "who serve in a body that is not named in full"})
	return true
}

// ranks walks from atom i over what a body of many is said to consist of,
// "military forces", "partners", and returns the atom after it.
func (f *finder) ranks(i int) int {
	for k := i; k < i+3 && f.joined(k) && f.atoms[k].flags.has(isWord) && !f.is(k, isFunction) && f.atoms[k].flags&spaced != 0; k++ {
		if rankNouns.Has(f.word(k)) {
			return k + 1
		}
	}
	return i
}

// rankNouns are what armies and coalitions consist of.
var rankNouns = words("forces partners nations members troops soldiers advisers advisors officials allies states countries governments commanders leaders personnel")

// vagueHeads in small letters are said of any such thing.
var vagueHeads = words("government administration office service services society system centre center house team unit force forces front party movement court college school university committee council board department news media times")

// uncountedHeads name with a capital the body that everybody concerned means.
var uncountedHeads = words("coalition army navy")

// headNoun is what a document names by one head noun.
type headNoun struct {
	id      communique.EntityID
	end     int // of the last mention
	several bool
}

// headsOfName notes the head nouns of the names of a body.
func (f *finder) headsOfName(m *communique.Mention, named map[string]*headNoun) {
	note := func(name string) {
		w := headOf(name)
		if w == "" || w == "government" || w == "administration" || w == "house" {
			return
		}
		n := named[w]
		if n == nil {
			n = &headNoun{id: m.Entity}
			named[w] = n
		}
		n.several = n.several || n.id != m.Entity
		n.end = m.End
	}
	if e, ok := f.g.entities[m.Entity]; ok {
		note(e.Name)
		for _, alias := range e.Aliases {
			note(alias)
		}
		return
	}
	note(m.Exact)
	if d, ok := f.local[m.Exact]; ok {
		note(d.full)
	}
}

// headOf returns the head noun of the name of a body, in small letters: "agency"
// of "National Tide Agency" and of "Agency for Tides". "" where it has none.
func headOf(name string) string {
	last := strings.LastIndexByte(name, ' ')
	if last < 0 {
		return ""
	}
	for _, small := range []string{" of ", " for ", " on "} {
		if at := strings.Index(name, small); at > 0 {
			name = name[:at]
		}
	}
	name = strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
	if lexicon[name]&(isHead|isCommonHead|isHeadOf) == 0 {
		return ""
	}
	return name
}

// boundName reports whether what follows at atom i says which body is meant, or
// that the noun is part of a name.
func (f *finder) boundName(i int) bool {
	if !f.joined(i) {
		return false
	}
	switch f.lower(i) {
	case "of", "for", "that", "which", "-", "/", "&":
		return true
	}
	return f.capitalised(i) && f.atoms[i].flags&sentFirst == 0
}
