package communique

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// EntityID names a thing that claims are about or that answers for them, as
// "prefix:name": "org:nato", "state:estonia", "person:jens-stoltenberg",
// "instrument:article-5", "document:tallinn-manual-2.0", "concept:cyberspace",
// "event:estonia-2007". Where no well-known name exists, the prefix is "np" and
// the name the head noun phrase in lower case: "np:member states".
// The empty EntityID means that nobody is named.
type EntityID string

// EntityKind is the prefix of an EntityID.
type EntityKind string

// The kinds of entity, in the order in which pages list them.
const (
	Person        EntityKind = "person"
	Organisation  EntityKind = "org"
	State         EntityKind = "state"
	Instrument    EntityKind = "instrument"
	NamedDocument EntityKind = "document" // a communiqué, treaty or report by name; not a Document of the corpus
	Event         EntityKind = "event"
	Concept       EntityKind = "concept"
	NounPhrase    EntityKind = "np"
)

// EntityKinds lists every kind.
var EntityKinds = []EntityKind{Person, Organisation, State, Instrument, NamedDocument, Event, Concept, NounPhrase}

// Kind returns the prefix of the id, or "" where it has none.
func (id EntityID) Kind() EntityKind {
	for i := range len(id) {
		if id[i] == ':' {
			return EntityKind(id[:i])
		}
	}
	return ""
}

// Name returns what follows the prefix: "nato" of "org:nato".
func (id EntityID) Name() string {
	_, name, _ := strings.Cut(string(id), ":")
	return name
}

// IsActor reports whether the id names somebody who can act or speak:
// a person, an organisation or a state.
func (id EntityID) IsActor() bool {
	switch id.Kind() {
	case Person, Organisation, State:
		return true
	}
	return false
}

// Validate reports what is wrong with the id, nil where nothing is.
// The empty id is valid: it means that nobody is named.
func (id EntityID) Validate() error {
	if id == "" {
		return nil
	}
	kind, name := id.Kind(), id.Name()
	known := false
	for _, k := range EntityKinds {
		known = known || k == kind
	}
	if !known {
		return fmt.Errorf("entity %q: unknown prefix %q", id, kind)
	}
	if name == "" || !utf8.ValidString(name) {
		return fmt.Errorf("entity %q: no name", id)
	}
	for _, r := range name {
		if unicode.IsUpper(r) || unicode.IsControl(r) || (kind != NounPhrase && unicode.IsSpace(r)) {
			return fmt.Errorf("entity %q: character %q not allowed", id, r)
		}
	}
	return nil
}

// NP makes the id of a noun phrase that has no well-known name: "np:" and the
// words in lower case, with single spaces, at most 120 bytes.
func NP(words string) EntityID {
	name := words
	if !plainName(words) {
		words = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == utf8.RuneError {
				return ' '
			}
			return unicode.ToLower(r)
		}, words)
		name = strings.Join(strings.Fields(words), " ")
	}
	if len(name) > 120 {
		cut := 120
		for !utf8.RuneStart(name[cut]) {
			cut--
		}
		name = strings.TrimSpace(name[:cut])
	}
	if name == "" {
		return ""
	}
	return EntityID("np:" + name)
}

// plainName reports whether words are printed ASCII in lower case with single
// spaces between them, as most noun phrases are.
func plainName(words string) bool {
	spaced := true
	for i := range len(words) {
		c := words[i]
		if c < ' ' || c >= 0x7f || c >= 'A' && c <= 'Z' || c == ' ' && spaced {
			return false
		}
		spaced = c == ' '
	}
	return !spaced
}

// Entity is what the gazetteer knows of an entity.
type Entity struct {
	ID         EntityID   `json:"id"`
	Name       string     `json:"name"`                 // the name that pages show: "NATO", "Jens Stoltenberg"
	Aliases    []string   `json:"aliases,omitempty"`    // other names, short forms and acronyms
	Adjectives []string   `json:"adjectives,omitempty"` // of a state: "Estonian", "Estonians"
	Type       string     `json:"type"`                 // as Mention.Type
	Parent     EntityID   `json:"parent,omitempty"`     // what it belongs to: a body's organisation, a document's issuer
	Exists     Days       `json:"exists,omitzero"`      // when it existed, was adopted or happened
	Topics     []EntityID `json:"topics,omitempty"`     // concepts that it brings into a claim
	Authority  string     `json:"authority"`            // who says so
}

// Office is a position that a person can hold.
type Office struct {
	Title        EntityID `json:"title"`        // "np:secretary general", the object of role claims
	Names        []string `json:"names"`        // as written: "Secretary General", "Secretary-General"
	Organisation EntityID `json:"organisation"` // "org:nato", "state:canada"
	Single       bool     `json:"single"`       // one holder at a time
	Authority    string   `json:"authority"`
}

// Tenure is one person's time in an office.
type Tenure struct {
	Title        EntityID `json:"title"`
	Organisation EntityID `json:"organisation"`
	Person       EntityID `json:"person"`
	Days
	Authority string `json:"authority"`
}

// Fact is a reference fact: a dated claim with an authority. A state (member
// count, membership, role) holds on all of its days; an act happened on one of them.
type Fact struct {
	ID      string     `json:"id"`
	Kind    Kind       `json:"kind"`
	Subject EntityID   `json:"subject"`
	Object  EntityID   `json:"object,omitempty"`
	Value   *Value     `json:"value,omitempty"`
	Scope   string     `json:"scope,omitempty"`
	As      string     `json:"as,omitempty"`
	Act     string     `json:"act,omitempty"`
	Says    string     `json:"says"` // the fact in a short sentence
	Topics  []EntityID `json:"topics,omitempty"`
	Days
	Authority string `json:"authority"`
	File      string `json:"file,omitempty"` // the table that has it, and its line: "nato-member-counts.tsv:9"
}
