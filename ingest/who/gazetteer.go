package who

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// Gazetteer is what is known of entities, offices and group nouns. It is
// immutable and may be used by several goroutines at once.
type Gazetteer struct {
	entities  map[communique.EntityID]communique.Entity
	order     []communique.EntityID
	offices   []communique.Office
	tenures   []communique.Tenure
	held      map[communique.EntityID][]communique.Tenure // by person
	terms     map[communique.EntityID][]communique.Tenure // by person, organisation and state
	heldUntil communique.Day                              // until when tenures are known; "" where no table says so
	nominals  []nominal
	ambiguous []ambiguity

	vocabulary    fold.Table[uint32]               // atoms of all forms and words of the closed lists, in lower case: indexes into lexemes
	marks         [utf8.RuneSelf]uint32            // the same for single characters
	lexemes       []lexeme                         // the first stands for words that nobody knows
	atoms         uint32                           // how many atoms have a number
	names         trie                             // all forms
	surnames      map[string][]communique.EntityID // persons by surname in lower case
	officeNames   map[office][]string              // in small letters, the title first
	officeEnds    map[string][]string              // the same names by their last word
	officesCalled map[string][]office              // by their names in small letters
	strangeNames  bool                             // some surname begins with an atom that the vocabulary does not hold
	roles         *roles
	rooms         sync.Pool // of *finder, for their room
}

// office is one office of one organisation.
type office struct{ title, organisation communique.EntityID }

// Load reads the gazetteer tables of a data folder. An error names the file,
// the line and the remedy.
func Load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{
		entities:      map[communique.EntityID]communique.Entity{},
		surnames:      map[string][]communique.EntityID{},
		held:          map[communique.EntityID][]communique.Tenure{},
		terms:         map[communique.EntityID][]communique.Tenure{},
		officeNames:   map[office][]string{},
		officeEnds:    map[string][]string{},
		officesCalled: map[string][]office{},
	}
	if err := g.read(fsys); err != nil {
		return nil, err
	}
	for _, t := range g.tenures {
		g.held[t.Person] = append(g.held[t.Person], t)
		g.terms[t.Person] = append(g.terms[t.Person], t)
		if t.Organisation != t.Person {
			g.terms[t.Organisation] = append(g.terms[t.Organisation], t)
		}
	}
	for _, o := range g.offices {
		key := office{o.Title, o.Organisation}
		for _, name := range append([]string{o.Title.Name()}, o.Names...) {
			name = strings.ToLower(name)
			g.officeNames[key] = appendNew(g.officeNames[key], name)
			g.officeEnds[lastWord(name)] = appendNew(g.officeEnds[lastWord(name)], name)
			g.officesCalled[name] = appendNew(g.officesCalled[name], key)
		}
	}
	g.build()
	g.roles = newRoles(g)
	g.classify()
	return g, nil
}

// Entity returns what the gazetteer knows of an id.
func (g *Gazetteer) Entity(id communique.EntityID) (communique.Entity, bool) {
	e, ok := g.entities[id]
	return e, ok
}

// Entities returns every entity, in the order of the tables.
func (g *Gazetteer) Entities() []communique.Entity {
	out := make([]communique.Entity, len(g.order))
	for i, id := range g.order {
		out[i] = g.entities[id]
	}
	return out
}

// Name returns the name that pages show; for an id that the gazetteer does not
// hold, its words made readable ("person:sarah-brown" is "Sarah Brown",
// "np:member states" is "member states").
func (g *Gazetteer) Name(id communique.EntityID) string {
	if e, ok := g.entities[id]; ok && e.Name != "" {
		return e.Name
	}
	name := id.Name()
	switch id.Kind() {
	case communique.NounPhrase:
		return name
	case communique.Person, communique.Organisation, communique.State, communique.NamedDocument, communique.Event, communique.Instrument:
		return titled(name)
	}
	return strings.ReplaceAll(name, "-", " ")
}

// Offices returns every office, in the order of the table.
func (g *Gazetteer) Offices() []communique.Office { return slices.Clone(g.offices) }

// TitleCalled returns the title of the first office that has a name, given in
// lower case, and whether there is one.
func (g *Gazetteer) TitleCalled(name string) (communique.EntityID, bool) {
	if called := g.officesCalled[name]; len(called) > 0 {
		return called[0].title, true
	}
	return "", false
}

// Tenures returns the tenures of a person, or those in the offices of an
// organisation or state, in the order of the table. The slice is the gazetteer's
// own, to be read only.
func (g *Gazetteer) Tenures(id communique.EntityID) []communique.Tenure {
	return slices.Clip(g.terms[id])
}

// Holder returns who held an office, only where one person held it on every one
// of the days and the table knows of no other on any of them. Days with an open
// end are not decided, nor are days after those until which the table is known
// where the last tenure that it holds is open.
func (g *Gazetteer) Holder(title, org communique.EntityID, on communique.Days) (communique.EntityID, bool) {
	if on.From == "" || on.To == "" {
		return "", false
	}
	var person communique.EntityID
	whole := false
	for _, t := range g.tenures {
		if t.Title != title || t.Organisation != org || !t.Days.Overlaps(on) {
			continue
		}
		if person != "" && person != t.Person {
			return "", false
		}
		person = t.Person
		whole = whole || on.Within(g.known(t.Days))
	}
	return person, whole
}

// known returns the days of a tenure as far as they are known: an open one ends
// on the day until which the table is.
func (g *Gazetteer) known(d communique.Days) communique.Days {
	if d.From != "" && d.To == "" && g.heldUntil != "" {
		d.To = max(g.heldUntil, d.From)
	}
	return d
}

// titled turns "sarah-brown" into "Sarah Brown".
func titled(name string) string {
	words := strings.Split(name, "-")
	for i, w := range words {
		if w == "" || i > 0 && slices.Contains([]string{"of", "the", "for", "and", "in", "on"}, w) {
			continue
		}
		first, size := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[size:]
	}
	return strings.Join(words, " ")
}
