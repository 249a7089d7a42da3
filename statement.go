package communique

import (
	"fmt"
	"strings"
)

// StatementID names a statement by its document, text and content span: "s-" and
// 24 hexadecimal digits.
type StatementID string

// StatementKind says how words are reported.
type StatementKind string

// The kinds of statement.
const (
	Direct   StatementKind = "direct"
	Indirect StatementKind = "indirect"
	Mixed    StatementKind = "mixed"
	Turn     StatementKind = "turn" // a speaker's turn in a transcript
)

// Statement is an act of speech: who said what to whom, on which occasion, and
// through whom the outlet has it.
type Statement struct {
	ID          StatementID   `json:"id"`
	Kind        StatementKind `json:"kind"`
	Content     []Evidence    `json:"content"`               // at least one span, in order of the text
	Speaker     EntityID      `json:"speaker,omitempty"`     // "" where nobody is named
	SpeakerSpan Evidence      `json:"speaker_span,omitzero"` // the whole noun phrase
	Cue         Evidence      `json:"cue,omitzero"`          // the verb group: "said", "according to"
	Addressee   string        `json:"addressee,omitempty"`
	Occasion    string        `json:"occasion,omitempty"`
	Via         EntityID      `json:"via,omitempty"`
	Said        TimeValue     `json:"said,omitzero"`
	Rule        string        `json:"rule"`
}

// Attitude returns what the statement tells of its source where that is no
// utterance, "intention" or "finding" for example: the class that its rule names
// before a slash. It is "" for an utterance, whose content the source answers for.
func (s *Statement) Attitude() string {
	class, _, ok := strings.Cut(s.Rule, "/")
	if !ok || class == "utterance" {
		return ""
	}
	return class
}

// NewStatementID makes the id of a statement whose content begins with first.
func NewStatementID(doc DocID, text TextID, kind StatementKind, first Span) StatementID {
	return StatementID("s-" + shortHash(doc, text, string(kind), first))
}

func (s *Statement) validate(d *Document) error {
	switch s.Kind {
	case Direct, Indirect, Mixed, Turn:
	default:
		return fmt.Errorf("unknown kind %q", s.Kind)
	}
	if len(s.Content) == 0 {
		return fmt.Errorf("no content")
	}
	if want := NewStatementID(d.ID, d.TextID, s.Kind, s.Content[0].Span); s.ID != want {
		return fmt.Errorf("id should be %s", want)
	}
	end := 0
	for _, e := range s.Content {
		if err := e.Validate(d.Text); err != nil {
			return fmt.Errorf("content: %w", err)
		}
		if e.Start < end {
			return fmt.Errorf("content: spans overlap or are out of order")
		}
		end = e.End
	}
	for _, part := range [...]struct {
		name string
		*Evidence
	}{{"speaker", &s.SpeakerSpan}, {"cue", &s.Cue}} {
		if *part.Evidence == (Evidence{}) {
			continue
		}
		if err := part.Evidence.Validate(d.Text); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	for _, id := range [...]EntityID{s.Speaker, s.Via} {
		if err := id.Validate(); err != nil {
			return err
		}
	}
	return s.Said.Validate()
}
