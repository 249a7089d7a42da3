package communique

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// AnnotationKind is what a person says about something in the corpus.
type AnnotationKind string

// The kinds of annotation. Undo takes back an earlier annotation.
const (
	Accept  AnnotationKind = "accept"
	Reject  AnnotationKind = "reject"
	Correct AnnotationKind = "correct"
	Merge   AnnotationKind = "merge"
	Retract AnnotationKind = "retract"
	Undo    AnnotationKind = "undo"
)

// AnnotationKinds lists every kind.
var AnnotationKinds = []AnnotationKind{Accept, Reject, Correct, Merge, Retract, Undo}

// Annotation is a judgement by a person. It is only ever appended; an Undo
// names the sequence number of what it takes back.
type Annotation struct {
	Kind   AnnotationKind `json:"kind"`
	Target string         `json:"target"`           // a ClaimID, a DocID (retract), an EntityID (merge), or a sequence number (undo)
	Into   EntityID       `json:"into,omitempty"`   // merge: the id that remains
	Change string         `json:"change,omitempty"` // correct: the corrected claim, as JSON
	Reason string         `json:"reason,omitempty"`
}

// Validate reports what is wrong with the annotation by itself; whether its
// target exists is the corpus's to say.
func (a Annotation) Validate() error {
	fail := func(err error) error { return &InvalidError{What: "annotation", Err: err} }
	const most = 64 << 10
	switch {
	case !slices.Contains(AnnotationKinds, a.Kind):
		return fail(fmt.Errorf("unknown kind %q", a.Kind))
	case a.Target == "":
		return fail(fmt.Errorf("no target"))
	case len(a.Target)+len(a.Change)+len(a.Reason) > most:
		return fail(fmt.Errorf("longer than %d bytes", most))
	case !utf8.ValidString(a.Target) || !utf8.ValidString(a.Change) || !utf8.ValidString(a.Reason):
		return fail(fmt.Errorf("not valid UTF-8"))
	case (a.Kind == Retract || a.Kind == Reject) && a.Reason == "":
		return fail(fmt.Errorf("%s needs a reason", a.Kind))
	case a.Kind == Merge && a.Into == "":
		return fail(fmt.Errorf("merge needs the id that remains"))
	}
	if err := a.Into.Validate(); err != nil {
		return fail(err)
	}
	return nil
}
