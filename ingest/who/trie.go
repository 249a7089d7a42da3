package who

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// caseRule says how the letters of a text must agree with those of a form.
type caseRule uint8

const (
	anyCase     caseRule = iota // "cyberspace", "Cyberspace"
	capitalised                 // capitals where the form has them: "North Atlantic Council"
	exactly                     // as written: "US" is not "us"
)

// form is one way of writing a name.
type form struct {
	entity communique.EntityID // "" for phrases that hide a name: "New Mexico"
	typ    string
	via    communique.Via
	rule   caseRule
	shared int // index into ambiguous, -1 where the form means one entity
	text   string
	upper  uint32 // bit i: atom i of the form begins with a capital
}

// trie holds all forms by their atoms.
type trie struct {
	edges
	ends [][]form
}

// addForm enters a form into the trie.
func (g *Gazetteer) addForm(f form) {
	atoms := g.scan(nil, f.text, fold.ASCII(f.text))
	if len(atoms) == 0 || len(atoms) > 24 {
		return
	}
	node := uint32(0)
	for i, a := range atoms {
		id := g.number(f.text[a.start:a.end])
		if a.flags.has(upperFirst) {
			f.upper |= 1 << i
		}
		to, ok := g.names.add(node, id, uint32(len(g.names.ends)))
		if !ok {
			g.names.ends = append(g.names.ends, nil)
		}
		node = to
	}
	for _, have := range g.names.ends[node] {
		if have.entity == f.entity && have.rule == f.rule && have.text == f.text && have.shared == f.shared {
			return
		}
	}
	g.names.ends[node] = append(g.names.ends[node], f)
}

// number returns the number of an atom of a form, a new one where it has none.
func (g *Gazetteer) number(atom string) uint32 {
	key := atomKey(atom)
	at := g.learn(key)
	if g.lexemes[at].id == 0 {
		g.atoms++
		g.lexemes[at].id = g.atoms
	}
	return g.lexemes[at].id
}

// learn returns the place of a word among the lexemes, a new one where it has none.
func (g *Gazetteer) learn(word string) uint32 {
	at := g.vocabulary.Of(word)
	if at == 0 {
		at = uint32(len(g.lexemes))
		g.lexemes = append(g.lexemes, lexeme{word: word})
		g.vocabulary.Put(word, at)
		if len(word) == 1 && word[0] < utf8.RuneSelf {
			g.marks[word[0]] = at
		}
	}
	return at
}

// atomKey is how an atom stands in the vocabulary.
func atomKey(s string) string {
	if r, size := utf8.DecodeRuneInString(s); size == len(s) && !inWord(r) {
		return mark(r)
	}
	return strings.Map(unicode.ToLower, s)
}

// build fills the trie from the tables.
func (g *Gazetteer) build() {
	g.lexemes = make([]lexeme, 1, 3*len(lexicon))
	for w, c := range lexicon {
		at := g.learn(w)
		g.lexemes[at].class = c
	}
	g.names = trie{ends: make([][]form, 1)}
	shared := map[string]int{}
	for i, a := range g.ambiguous {
		shared[strings.ToLower(a.name)] = i
	}
	enter := func(f form) {
		if i, ok := shared[strings.ToLower(f.text)]; ok {
			f.shared = i
		}
		g.addForm(f)
	}
	for i, a := range g.ambiguous {
		f := form{text: a.name, via: communique.ViaName, rule: ruleFor(a.name), shared: i}
		g.addForm(f)
	}
	for _, phrase := range hiding {
		g.addForm(form{text: phrase, rule: capitalised, shared: -1})
	}
	for _, id := range g.order {
		e := g.entities[id]
		if e.ID.Kind() == communique.Person {
			g.addPersonForms(e, enter)
			continue
		}
		for i, name := range append([]string{e.Name}, e.Aliases...) {
			if e.Type == "instrument" && g.composed(name, e) || e.Type == "concept" && strings.Contains(name, "Article ") {
				continue // the instrument inside is what claims ask for
			}
			f := form{entity: id, typ: e.Type, via: communique.ViaAlias, rule: ruleFor(name), shared: -1, text: name}
			if i == 0 {
				f.via = communique.ViaName
			}
			if acronymLike(name) {
				f.via = communique.ViaAcronym
			}
			enter(f)
			if f.rule == anyCase && len(name) > 3 && !strings.HasSuffix(name, "s") {
				// What is ambiguous as a word is so in the plural: "spaces".
				if i, ok := shared[strings.ToLower(name)]; ok {
					f.shared = i
				}
				f.text += "s"
				enter(f)
			}
		}
		for _, adjective := range e.Adjectives {
			f := form{entity: id, typ: e.Type, via: communique.ViaDemonym, rule: capitalised, shared: -1, text: adjective}
			enter(f)
			if strings.HasSuffix(adjective, "an") {
				f.text += "s"
				enter(f)
			}
		}
	}
	g.names.fix(len(g.names.ends))
}

// composed reports whether a name is another name of the same entity with an
// owner before it, "NATO’s Article 5": both are found by themselves, and the
// owner is not to be hidden.
func (g *Gazetteer) composed(name string, e communique.Entity) bool {
	for _, short := range append([]string{e.Name}, e.Aliases...) {
		owner, ok := strings.CutSuffix(name, " "+short)
		if ok && owner != "" && !strings.Contains(owner, " ") {
			return true
		}
	}
	return false
}

// addPersonForms enters a person's full names. A surname alone names nobody
// until the document has named somebody in full; see surnames.go.
func (g *Gazetteer) addPersonForms(e communique.Entity, enter func(form)) {
	for i, name := range append([]string{e.Name}, e.Aliases...) {
		last := surname(name)
		if last == "" {
			continue
		}
		g.surnames[strings.ToLower(last)] = appendNew(g.surnames[strings.ToLower(last)], e.ID)
		if prefix, rest, ok := strings.Cut(strings.ToLower(last), "-"); ok && prefixes.Has(prefix) && len(rest) > 3 {
			g.surnames[rest] = appendNew(g.surnames[rest], e.ID) // "Abadi" for "al-Abadi"
		}
		if family := g.familyFirst(e.ID, name); family != "" {
			g.surnames[family] = appendNew(g.surnames[family], e.ID)
		}
		if last == name {
			continue // a mononym or a surname given as alias
		}
		f := form{entity: e.ID, typ: e.Type, via: communique.ViaAlias, rule: capitalised, shared: -1, text: name}
		if i == 0 {
			f.via = communique.ViaName
		}
		enter(f)
		if own := g.ownOrder(e.ID, name); own != "" {
			f.via, f.text = communique.ViaAlias, own
			enter(f)
		}
	}
}

// ownOrder returns a name with the family's first, as it is told at home in Japan
// and Hungary: "Kishida Fumio" of "Fumio Kishida". "" for others.
func (g *Gazetteer) ownOrder(id communique.EntityID, name string) string {
	given, family, ok := strings.Cut(name, " ")
	if !ok || strings.Contains(family, " ") {
		return ""
	}
	for _, t := range g.held[id] {
		if t.Organisation == "state:japan" || t.Organisation == "state:hungary" {
			return family + " " + given
		}
	}
	return ""
}

// familyFirst returns in small letters the first word of a name that begins with
// the family’s, as in China and Korea: "xi" of "Xi Jinping". "" for others.
func (g *Gazetteer) familyFirst(id communique.EntityID, name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	_, second, hyphened := strings.Cut(words[1], "-")
	first := hyphened && len(words) == 2 && !strings.ContainsFunc(second, unicode.IsUpper) // "Moon Jae-in"
	for _, t := range g.held[id] {
		switch t.Organisation {
		case "state:china", "state:south-korea", "state:north-korea", "state:taiwan", "state:vietnam":
			first = true
		}
	}
	if !first {
		return ""
	}
	return strings.ToLower(words[0])
}

// ruleFor decides by the shape of a form how its case binds.
func ruleFor(name string) caseRule {
	switch {
	case !strings.ContainsFunc(name, unicode.IsUpper):
		return anyCase
	case acronymLike(name), len(name) <= 3:
		return exactly
	}
	return capitalised
}

// acronymLike reports whether a form is one word of capitals, perhaps with dots,
// digits, a plural s or small letters in between: "NATO", "U.S.", "DoD", "G7".
func acronymLike(name string) bool {
	upper, lower := 0, 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case unicode.IsSpace(r):
			return false
		}
	}
	return upper > 0 && (lower == 0 || upper >= 2 && lower < upper)
}

func appendNew[T comparable](list []T, v T) []T {
	for _, have := range list {
		if have == v {
			return list
		}
	}
	return append(list, v)
}
