package communique

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"unicode/utf8"
)

// DocID names a document by its bytes: "sha256-" and 64 hexadecimal digits.
type DocID string

// TextID names a text that a reader made of a document's bytes, in the same form.
type TextID string

var contentID = regexp.MustCompile(`^sha256-[0-9a-f]{64}$`)

// DocIDOf returns the id of a document's original bytes.
func DocIDOf(original []byte) DocID { return DocID(hash(original)) }

// TextIDOf returns the id of a text.
func TextIDOf(text string) TextID { return TextID(hash([]byte(text))) }

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256-" + hex.EncodeToString(sum[:])
}

// Validate reports whether the id has its form.
func (id DocID) Validate() error {
	if !contentID.MatchString(string(id)) {
		return fmt.Errorf("document id %q: want sha256- and 64 hexadecimal digits", string(id))
	}
	return nil
}

// Span is a stretch [Start,End) of bytes in a document's text, on rune borders.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies wholly inside s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of returns the stretch of text; the span must lie inside it.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Quote makes the evidence for a span of text.
func (s Span) Quote(text string) Evidence { return Evidence{Span: s, Exact: s.Of(text)} }

// Evidence is a span of a document's text and the exact words that stand there.
// The zero Evidence points at nothing.
type Evidence struct {
	Span
	Exact string `json:"exact"`
}

// Validate proves the evidence: the span lies inside text, on rune borders, is
// not empty, and the text between its ends is Exact.
func (e Evidence) Validate(text string) error {
	switch {
	case e.Start < 0 || e.End > len(text) || e.Start >= e.End:
		return fmt.Errorf("span [%d,%d) does not lie in a text of %d bytes", e.Start, e.End, len(text))
	case !utf8.RuneStart(text[e.Start]) || e.End < len(text) && !utf8.RuneStart(text[e.End]):
		return fmt.Errorf("span [%d,%d) cuts a character", e.Start, e.End)
	case text[e.Start:e.End] != e.Exact:
		return fmt.Errorf("span [%d,%d) reads %q, not %q", e.Start, e.End, clip(text[e.Start:e.End]), clip(e.Exact))
	}
	return nil
}

func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// Source is where a document came from. Empty fields are unknown.
type Source struct {
	Outlet    string    `json:"outlet,omitempty"`
	Author    string    `json:"author,omitempty"`
	URL       string    `json:"url,omitempty"`
	File      string    `json:"file,omitempty"` // base name of the file it was read from
	Licence   string    `json:"licence,omitempty"`
	Published TimeValue `json:"published,omitzero"`
}

// Role says whether a region is the outlet's own text.
type Role string

// The roles of a region. No claim is ever made from boilerplate.
const (
	Article     Role = "article"
	Boilerplate Role = "boilerplate"
)

// Region is a stretch of text with a role and a type: "headline", "standfirst",
// "body", "heading", "caption", "list", "table", "faq", "byline", "bio",
// "comment", "widget", "navigation", "policy", "clock", "repeat" (a headline
// said again), "turn" (a speaker's turn in a transcript), "head" (metadata),
// "note" (one that only cites).
type Region struct {
	Span
	Role Role   `json:"role"`
	Type string `json:"type"`
}

// Via says how a mention names its entity.
type Via string

// The ways in which a mention can name its entity.
const (
	ViaName    Via = "name"
	ViaAlias   Via = "alias"
	ViaAcronym Via = "acronym"
	ViaDemonym Via = "demonym"
	ViaRole    Via = "role"
	ViaNominal Via = "nominal"
	ViaPronoun Via = "pronoun"
)

// Mention is a span that names an entity.
type Mention struct {
	Evidence
	Entity EntityID `json:"actor,omitempty"` // "" where who is meant stays open
	Type   string   `json:"type"`            // person, organisation, state, place, group, instrument, document, event or concept
	Via    Via      `json:"via"`
	Rule   string   `json:"rule,omitempty"` // why it was resolved so: "gazetteer", "office-holder on 2018-04-04", "last subject"
}

// Quantity is a number with its unit, in words or figures.
type Quantity struct {
	Evidence
	N    float64    `json:"n"`
	Cmp  Comparator `json:"cmp"`
	Unit string     `json:"unit"`
}

// Document is one immutable text, where it came from, and what was found in it.
// Offsets of all findings are bytes in Text. A document is what reading makes
// (a pure function of bytes, source and named inputs); the corpus keeps it.
type Document struct {
	ID         DocID       `json:"id"`
	TextID     TextID      `json:"text_id"`
	Reader     string      `json:"reader"` // name and version of what read it
	Format     string      `json:"format"` // "text", "markdown", "html"
	Title      string      `json:"title,omitempty"`
	Language   string      `json:"language,omitempty"` // ISO 639-1 code; "" where unknown
	Sources    []Source    `json:"sources"`            // the first is the one it was read with
	Regions    []Region    `json:"regions,omitempty"`
	Statements []Statement `json:"statements,omitempty"`
	Claims     []Claim     `json:"claims,omitempty"`
	Times      []TimeValue `json:"times,omitempty"`
	Mentions   []Mention   `json:"mentions,omitempty"`
	Quantities []Quantity  `json:"quantities,omitempty"`

	Text string `json:"-"` // the corpus keeps texts apart
}

// Published returns when the document was published: the source with the
// earliest latest-possible day. The zero TimeValue where no source says.
func (d *Document) Published() TimeValue {
	var best TimeValue
	for _, s := range d.Sources {
		if !s.Published.Known() {
			continue
		}
		if !best.Known() || s.Published.To != "" && (best.To == "" || s.Published.To < best.To) {
			best = s.Published
		}
	}
	return best
}

// Outlets returns the distinct outlets that published the document, in the order of its sources.
func (d *Document) Outlets() []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range d.Sources {
		if s.Outlet != "" && !seen[s.Outlet] {
			seen[s.Outlet] = true
			out = append(out, s.Outlet)
		}
	}
	return out
}

// Validate proves the document sound: ids match the text, every piece of
// evidence quotes it, no claim stands in boilerplate, ids are unique. The
// error is an *InvalidError that names the place.
func (d *Document) Validate() error {
	fail := func(what string, err error) error {
		return &InvalidError{Document: d.ID, What: what, Err: err}
	}
	if err := d.ID.Validate(); err != nil {
		return fail("id", err)
	}
	if !utf8.ValidString(d.Text) {
		return fail("text", fmt.Errorf("not valid UTF-8"))
	}
	if got := TextIDOf(d.Text); got != d.TextID {
		return fail("text", fmt.Errorf("hash is %s, not %s", got, d.TextID))
	}
	if d.Reader == "" {
		return fail("reader", fmt.Errorf("empty"))
	}
	if len(d.Sources) == 0 {
		return fail("sources", fmt.Errorf("none"))
	}
	for i, s := range d.Sources {
		if err := s.Published.Validate(); err != nil {
			return fail(fmt.Sprintf("source %d", i), err)
		}
	}
	end := 0
	for i, r := range d.Regions {
		if r.Start < end || r.End <= r.Start || r.End > len(d.Text) {
			return fail(fmt.Sprintf("region %d", i), fmt.Errorf("span [%d,%d) overlaps, is out of order or leaves the text", r.Start, r.End))
		}
		if r.Role != Article && r.Role != Boilerplate {
			return fail(fmt.Sprintf("region %d", i), fmt.Errorf("unknown role %q", r.Role))
		}
		end = r.End
	}
	statements := map[StatementID]bool{}
	for i := range d.Statements {
		s := &d.Statements[i]
		if err := s.validate(d); err != nil {
			return fail(fmt.Sprintf("statement %d (%s)", i, s.ID), err)
		}
		if statements[s.ID] {
			return fail(fmt.Sprintf("statement %d (%s)", i, s.ID), fmt.Errorf("a second one with this id"))
		}
		statements[s.ID] = true
	}
	claims := map[ClaimID]bool{}
	for i := range d.Claims {
		c := &d.Claims[i]
		if err := c.validate(d, statements); err != nil {
			return fail(fmt.Sprintf("claim %d (%s %s)", i, c.Kind, c.ID), err)
		}
		if claims[c.ID] {
			return fail(fmt.Sprintf("claim %d (%s %s)", i, c.Kind, c.ID), fmt.Errorf("a second one with this id"))
		}
		claims[c.ID] = true
	}
	for i, t := range d.Times {
		if err := t.Evidence.Validate(d.Text); err != nil {
			return fail(fmt.Sprintf("time %d", i), err)
		}
		if err := t.Validate(); err != nil {
			return fail(fmt.Sprintf("time %d", i), err)
		}
	}
	for i, m := range d.Mentions {
		if err := m.Evidence.Validate(d.Text); err != nil {
			return fail(fmt.Sprintf("mention %d", i), err)
		}
		if err := m.Entity.Validate(); err != nil {
			return fail(fmt.Sprintf("mention %d", i), err)
		}
	}
	for i, q := range d.Quantities {
		if err := q.Evidence.Validate(d.Text); err != nil {
			return fail(fmt.Sprintf("quantity %d", i), err)
		}
	}
	return nil
}

// InArticle reports whether at least half of the span lies in article regions.
func (d *Document) InArticle(s Span) bool {
	n := 0
	for _, r := range d.Regions {
		if r.Role == Article && r.Overlaps(s) {
			n += min(r.End, s.End) - max(r.Start, s.Start)
		}
	}
	return n > 0 && 2*n >= s.Len()
}
