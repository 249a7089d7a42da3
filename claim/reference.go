package claim

import (
	"io/fs"

	"github.com/communique-kg/communique"
)

// Reference holds dated facts with their authorities. It is not changed after
// it was made; a nil Reference knows nothing.
type Reference struct {
	facts []communique.Fact
}

// LoadReference reads every reference/*.tsv of the data folder. The first
// fault ends it, with file, line and remedy.
func LoadReference(fsys fs.FS) (*Reference, error) { return &Reference{}, nil }

// WithTenures returns a reference that also knows who held which office when.
func (ref *Reference) WithTenures(tenures []communique.Tenure) *Reference { return ref }

// Facts returns every fact, in order of kind, subject, time and id.
func (ref *Reference) Facts() []communique.Fact { return nil }

// MemberCounts returns the member counts of an organisation, in order of time.
func (ref *Reference) MemberCounts(org communique.EntityID) []communique.Fact { return nil }
