package communique

import (
	"fmt"
	"slices"
	"strings"
)

// Record is one claim as the corpus holds it: the claim, its document, and when
// the corpus held it.
type Record struct {
	Claim    *Claim
	Document *Document // without Text
	Recorded []Days    // ranges in which a current reading held the claim, in order; the last is open while it still does
}

// Said returns the days on which the claim was uttered; unknown in the outlet's own voice.
func (r Record) Said() Days {
	for i := range r.Document.Statements {
		if s := &r.Document.Statements[i]; r.Claim.Statement != "" && s.ID == r.Claim.Statement {
			return s.Said.Days
		}
	}
	return Days{}
}

// Filter chooses claims. The zero Filter chooses all that the corpus holds now.
// Several values of one field are alternatives; different fields must all hold.
type Filter struct {
	Kinds       []Kind     `json:"kind,omitempty"`
	Actors      []EntityID `json:"actor,omitempty"` // subject, object, speaker, or the organisation of a role
	Topics      []EntityID `json:"topic,omitempty"`
	Outlets     []string   `json:"outlet,omitempty"`
	Documents   []DocID    `json:"document,omitempty"`
	Questions   []Question `json:"question,omitempty"`
	About       Days       `json:"about,omitzero"`         // the claim's interval must overlap it
	PublishedBy Day        `json:"published_by,omitempty"` // what could be known on that day
	RecordedBy  Day        `json:"recorded_by,omitempty"`  // what the corpus held at the end of that day
}

// Validate reports the first value that can match nothing because it is misspelt.
func (f Filter) Validate() error {
	fail := func(what string, err error) error { return &InvalidError{What: what, Err: err} }
	for _, k := range f.Kinds {
		if !slices.Contains(Kinds, k) {
			return fail("kind", fmt.Errorf("unknown kind %q; known: %s", k, list(Kinds)))
		}
	}
	for _, id := range f.Actors {
		if err := id.Validate(); err != nil || id == "" {
			return fail("actor", fmt.Errorf("%q: want an id such as org:nato", id))
		}
	}
	for _, id := range f.Topics {
		if err := id.Validate(); err != nil || id == "" {
			return fail("topic", fmt.Errorf("%q: want an id such as concept:cyberspace", id))
		}
	}
	for _, id := range f.Documents {
		if err := id.Validate(); err != nil {
			return fail("document", err)
		}
	}
	if err := f.About.Validate(); err != nil {
		return fail("about", err)
	}
	if err := f.PublishedBy.Validate(); err != nil {
		return fail("published-by", err)
	}
	if err := f.RecordedBy.Validate(); err != nil {
		return fail("recorded-by", err)
	}
	return nil
}

// Match is how a record stands to a filter.
type Match int

// The outcomes. Possibly means that the document's publication interval
// contains the published-by day; Undated that only its unknown publication
// date keeps the record out, which lists count in a note.
const (
	Out Match = iota
	Undated
	Possibly
	In
)

// Match decides whether a record passes the filter. It is the definition that
// every store's answer must equal.
func (f Filter) Match(r Record) Match {
	c, d := r.Claim, r.Document
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, c.Kind) ||
		len(f.Actors) > 0 && !slices.ContainsFunc(f.Actors, c.Names) ||
		len(f.Topics) > 0 && !meet(f.Topics, c.Topics) ||
		len(f.Outlets) > 0 && !meet(f.Outlets, d.Outlets()) ||
		len(f.Documents) > 0 && !slices.Contains(f.Documents, d.ID) ||
		len(f.Questions) > 0 && !meet(f.Questions, c.Questions) ||
		f.About.Known() && !f.About.Overlaps(c.About.Days) ||
		!f.MatchRecorded(r.Recorded) {
		return Out
	}
	return f.MatchPublished(d.Published().Days)
}

// MatchRecorded reports whether the corpus held a record at the end of the
// filter's recorded-by day; without one, whether it holds it now.
func (f Filter) MatchRecorded(recorded []Days) bool {
	if f.RecordedBy == "" {
		return len(recorded) > 0 && recorded[len(recorded)-1].To == ""
	}
	for _, d := range recorded {
		if d.Contains(f.RecordedBy) {
			return true
		}
	}
	return false
}

// MatchPublished decides the published-by part of the filter.
func (f Filter) MatchPublished(published Days) Match {
	switch {
	case f.PublishedBy == "":
		return In
	case !published.Known():
		return Undated
	case published.To != "" && published.To <= f.PublishedBy:
		return In
	case published.From == "" || published.From <= f.PublishedBy:
		return Possibly
	}
	return Out
}

func meet[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// list joins names for an error.
func list[S ~string](names []S) string {
	plain := make([]string, len(names))
	for i, n := range names {
		plain[i] = string(n)
	}
	return strings.Join(plain, ", ")
}
