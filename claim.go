package communique

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ClaimID names a claim by its document, text, kind, evidence and subject, so
// that reading the same text again keeps it: "c-" and 24 hexadecimal digits.
type ClaimID string

// NewClaimID makes the id of a claim.
func NewClaimID(doc DocID, text TextID, kind Kind, evidence Span, subject EntityID) ClaimID {
	return ClaimID("c-" + shortHash(doc, text, string(kind), evidence, string(subject)))
}

// shortHash hashes what an id is made of, with zero bytes between: 24 hexadecimal digits.
func shortHash(doc DocID, text TextID, kind string, at Span, more ...string) string {
	var joined [512]byte // enough for most, so that nothing is allocated
	b := append(append(joined[:0], doc...), 0)
	b = append(append(b, text...), 0)
	b = append(append(b, kind...), 0)
	b = append(strconv.AppendInt(b, int64(at.Start), 10), '-')
	b = strconv.AppendInt(b, int64(at.End), 10)
	for _, m := range more {
		b = append(append(b, 0), m...)
	}
	sum := sha256.Sum256(b)
	var digits [24]byte
	hex.Encode(digits[:], sum[:len(digits)/2])
	return string(digits[:])
}

// Kind is one of the closed list of claim kinds.
type Kind string

// The claim kinds.
const (
	MemberCount   Kind = "member-count"
	Membership    Kind = "membership"
	Accession     Kind = "accession"
	QuantityClaim Kind = "quantity"
	Invocation    Kind = "invocation"
	Decision      Kind = "decision"
	Recognition   Kind = "recognition"
	Adoption      Kind = "adoption"
	Amendment     Kind = "amendment"
	Establishment Kind = "establishment"
	Incident      Kind = "incident"
	Attribution   Kind = "attribution"
	Denial        Kind = "denial"
	Sanction      Kind = "sanction"
	RoleClaim     Kind = "role"
	Position      Kind = "position"
)

// Kinds lists every claim kind, in the order in which pages list them.
var Kinds = []Kind{MemberCount, Membership, Accession, QuantityClaim, Invocation, Decision, Recognition, Adoption,
	Amendment, Establishment, Incident, Attribution, Denial, Sanction, RoleClaim, Position}

// Comparator says how a value bounds what is counted.
type Comparator string

// The comparators. Approximately is "about", "some", "nearly".
const (
	Equal         Comparator = "="
	Greater       Comparator = ">"
	AtLeast       Comparator = ">="
	Less          Comparator = "<"
	AtMost        Comparator = "<="
	Approximately Comparator = "~"
)

// Value is a number with its unit: 28 member states, over 120 diplomats.
type Value struct {
	N    float64    `json:"n"`
	Unit string     `json:"unit"`
	Cmp  Comparator `json:"cmp"`
}

// String gives the value for people: "28 member states", "over 120 diplomats".
func (v Value) String() string {
	s := strconv.FormatFloat(v.N, 'f', -1, 64)
	if v.Unit != "" {
		s += " " + v.Unit
	}
	switch v.Cmp {
	case Greater:
		return "over " + s
	case AtLeast:
		return "at least " + s
	case Less:
		return "under " + s
	case AtMost:
		return "at most " + s
	case Approximately:
		return "about " + s
	}
	return s
}

// Modality says how firmly a claim is put.
type Modality string

// The modalities.
const (
	Asserted     Modality = "asserted"
	Possible     Modality = "possible"
	Planned      Modality = "planned"
	Conditional  Modality = "conditional"
	Necessary    Modality = "necessary"
	Normative    Modality = "normative"
	Hypothetical Modality = "hypothetical"
)

// Polarity says whether a claim affirms or denies.
type Polarity string

// The polarities.
const (
	Affirmed Polarity = "affirmed"
	Denied   Polarity = "denied"
)

// Question is the key of what a claim answers, "name/argument…": claims with
// the same key can be compared. "member-count/org:nato" asks how many members
// NATO has; claim.Ask puts a key into words.
type Question string

// Claim is one atomic proposition of a known kind, with who answers for it and
// the exact words it rests on.
type Claim struct {
	ID          ClaimID     `json:"id"`
	Kind        Kind        `json:"kind"`
	Subject     EntityID    `json:"subject,omitempty"`
	Object      EntityID    `json:"object,omitempty"`
	Proposition string      `json:"proposition,omitempty"` // what is decided or held, in short words; only without Object
	Value       *Value      `json:"value,omitempty"`
	Scope       string      `json:"scope,omitempty"` // what part of the subject: "others", a role's organisation
	As          string      `json:"as,omitempty"`    // recognition: as what
	Act         string      `json:"act,omitempty"`   // amendment: amends, reaffirms, extends
	About       TimeValue   `json:"about,omitzero"`  // when it holds or happened
	Modality    Modality    `json:"modality"`
	Polarity    Polarity    `json:"polarity"`
	Speaker     EntityID    `json:"speaker,omitempty"` // who answers for it; "" is the outlet's own voice
	Statement   StatementID `json:"statement,omitempty"`
	Evidence    Evidence    `json:"evidence"`
	Passage     Passage     `json:"passage,omitzero"` // fingerprint of the paragraph, by which copies are told
	Topics      []EntityID  `json:"topics,omitempty"`
	Questions   []Question  `json:"questions,omitempty"`
	Rule        string      `json:"rule"` // kind/rule that found it
}

// Entities returns the distinct ids that the claim names: subject, object,
// speaker, and the organisation in the scope of a role.
func (c *Claim) Entities() []EntityID {
	ids := [4]EntityID{c.Subject, c.Object, c.Speaker}
	if c.Kind == RoleClaim && EntityID(c.Scope).Kind() != "" {
		ids[3] = EntityID(c.Scope)
	}
	var out []EntityID
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// Names reports whether an entity is one of Entities.
func (c *Claim) Names(id EntityID) bool {
	return id != "" && (id == c.Subject || id == c.Object || id == c.Speaker ||
		c.Kind == RoleClaim && string(id) == c.Scope && id.Kind() != "")
}

// Says gives the claim's answer in a few words: its value, object,
// proposition, "as" or act, whichever its kind turns on. A denied claim begins
// with "not", unless it is a position whose own words deny already.
func (c *Claim) Says() string {
	var s string
	switch {
	case c.Kind == MemberCount && c.Value != nil:
		s = strconv.FormatFloat(c.Value.N, 'f', -1, 64)
		if c.Value.Cmp != Equal {
			s = Value{N: c.Value.N, Cmp: c.Value.Cmp}.String()
		}
	case c.Kind == RoleClaim:
		s = c.Object.Name()
	case c.Value != nil && c.Kind != Sanction:
		s = c.Value.String()
	case c.Act != "":
		s = c.Act
	case c.As != "":
		s = c.As
	case c.Proposition != "":
		s = c.Proposition
	case c.Object != "":
		s = c.Object.Name()
	default:
		s = c.Evidence.Exact
	}
	if c.Polarity == Denied && !(c.Kind == Position && denies(s)) {
		s = "not " + s
	}
	return s
}

// denies reports whether words carry a negation of their own.
func denies(words string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(words), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		switch w {
		case "not", "no", "never", "nor", "neither", "none", "nothing", "nobody", "cannot":
			return true
		}
		if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

func (c *Claim) validate(d *Document, statements map[StatementID]bool) error {
	if !slices.Contains(Kinds, c.Kind) {
		return fmt.Errorf("unknown kind %q", c.Kind)
	}
	if err := c.Evidence.Validate(d.Text); err != nil {
		return err
	}
	if !d.InArticle(c.Evidence.Span) {
		return fmt.Errorf("evidence %q stands in boilerplate", clip(c.Evidence.Exact))
	}
	if want := NewClaimID(d.ID, d.TextID, c.Kind, c.Evidence.Span, c.Subject); c.ID != want {
		return fmt.Errorf("id should be %s", want)
	}
	for _, id := range append(c.Entities(), c.Topics...) {
		if err := id.Validate(); err != nil {
			return err
		}
	}
	if c.Value != nil {
		if math.IsNaN(c.Value.N) || math.IsInf(c.Value.N, 0) {
			return fmt.Errorf("value is no number")
		}
		switch c.Value.Cmp {
		case Equal, Greater, AtLeast, Less, AtMost, Approximately:
		default:
			return fmt.Errorf("unknown comparator %q", c.Value.Cmp)
		}
	}
	switch c.Modality {
	case Asserted, Possible, Planned, Conditional, Necessary, Normative, Hypothetical:
	default:
		return fmt.Errorf("unknown modality %q", c.Modality)
	}
	if c.Polarity != Affirmed && c.Polarity != Denied {
		return fmt.Errorf("unknown polarity %q", c.Polarity)
	}
	if c.Object != "" && c.Proposition != "" {
		return fmt.Errorf("both an object and a proposition")
	}
	if c.Statement != "" && !statements[c.Statement] {
		return fmt.Errorf("statement %s is not in the document", c.Statement)
	}
	if c.Rule == "" {
		return fmt.Errorf("no rule named")
	}
	if c.About.Exact != "" {
		if err := c.About.Evidence.Validate(d.Text); err != nil {
			return fmt.Errorf("about: %w", err)
		}
	}
	return c.About.Validate()
}
