package claim

import (
	"cmp"
	"slices"

	"github.com/communique-kg/communique"
)

// Finder finds the claims of a document. The zero Finder works without any
// knowledge of entities.
type Finder struct {
	Entity  func(communique.EntityID) (communique.Entity, bool) // what the gazetteer knows; nil knows nothing
	Offices []communique.Office                                  // the offices that role claims name
}

// Find returns the claims of a reading in the order of their evidence, each
// with an id of its own and the questions it answers. It is a pure function of
// the reading and the finder, and changes neither.
func (f Finder) Find(r *communique.Reading) []communique.Claim {
	var out []communique.Claim
	for _, k := range Kinds {
		for _, c := range k.Find(nil) {
			c.Questions = k.Questions(&c)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b communique.Claim) int {
		return cmp.Or(a.Evidence.Start-b.Evidence.Start, a.Evidence.End-b.Evidence.End)
	})
	return out
}
