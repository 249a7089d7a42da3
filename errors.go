package communique

import (
	"errors"
	"fmt"
)

// ErrNotFound says that a store holds nothing under an id.
var ErrNotFound = errors.New("not found")

// InvalidError says what in a document, annotation or filter breaks which law.
type InvalidError struct {
	Document DocID  // "" where no document is concerned
	What     string // the place: "claim 3 (member-count c-…)"
	Err      error
}

func (e *InvalidError) Error() string {
	if e.Document == "" {
		return fmt.Sprintf("%s: %v", e.What, e.Err)
	}
	return fmt.Sprintf("document %s: %s: %v", e.Document, e.What, e.Err)
}

func (e *InvalidError) Unwrap() error { return e.Err }
