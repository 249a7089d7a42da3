package claim

import (
	"cmp"
	"strings"

	"github.com/communique-kg/communique"
)

// inOrder puts answers in order of time: of what they are about, then of when
// they were said, then published, then by document and place. What is not
// known stands after what is.
func inOrder(a, b communique.Record) int {
	return cmp.Or(
		cmp.Compare(later(a.Claim.About.Days), later(b.Claim.About.Days)),
		cmp.Compare(later(a.Said()), later(b.Said())),
		cmp.Compare(later(a.Document.Published().Days), later(b.Document.Published().Days)),
		cmp.Compare(a.Document.ID, b.Document.ID),
		cmp.Compare(a.Claim.Evidence.Start, b.Claim.Evidence.Start),
		cmp.Compare(a.Claim.ID, b.Claim.ID))
}

// heldOn returns when an answer was held: its own time where it has one, else
// when it was said, else when it was published; unknown where none is known.
func heldOn(r communique.Record) communique.Days {
	if r.Claim.About.Known() {
		return r.Claim.About.Days
	}
	if said := r.Said(); said.Known() {
		return said
	}
	return r.Document.Published().Days
}

// heldLoosely reports whether heldOn rests on an inferred publication date.
func heldLoosely(r communique.Record) bool {
	switch {
	case r.Claim.About.Known():
		return r.Claim.About.Basis == inferredPublication
	case r.Said().Known():
		return false
	}
	return strings.HasPrefix(r.Document.Published().Basis, "inferred")
}
