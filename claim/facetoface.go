package claim

import (
	"github.com/communique-kg/communique"
)

// isConflict reports whether a relation sets answers against each other, so
// that those on one side do not stand in it among themselves.
func isConflict(r Relation) bool {
	return r == Misreport || r == StaleInternal || r == AgainstReference || r == Contradiction
}

// mostFaces bounds how many meetings of places one conflict is split into.
const mostFaces = 48

// faceToFace splits a conflict so that the members of each comparison stand on
// two sides: all places of one answer and a single place of the other, in one
// document where inside asks for that. A conflict of many places stays whole.
func (f *finding) faceToFace(inside bool) []*finding {
	if len(f.pairs) == 0 || len(f.pairs) >= keptPairs {
		return []*finding{f}
	}
	var out []*finding
	paired := map[*answer]bool{}
	for _, p := range f.pairs {
		paired[p[0]], paired[p[1]] = true, true
		few, many := p[0], p[1]
		if f.places(few) > f.places(many) {
			few, many = many, few
		}
		for _, r := range many.records {
			if !f.seen[r.Claim.ID][r.Document.ID] || inside && !few.documents[r.Document.ID] {
				continue
			}
			if len(out) == mostFaces {
				return []*finding{f}
			}
			n := &finding{pairs: [][2]*answer{p}}
			n.add(few, func(x communique.Record) bool {
				return f.seen[x.Claim.ID][x.Document.ID] && (!inside || x.Document.ID == r.Document.ID)
			})
			n.add(many, func(x communique.Record) bool { return x.Claim.ID == r.Claim.ID && x.Document.ID == r.Document.ID })
			out = append(out, n)
		}
	}
	for _, a := range f.answers {
		if !paired[a] {
			n := &finding{}
			n.add(a, func(r communique.Record) bool { return f.seen[r.Claim.ID][r.Document.ID] })
			out = append(out, n)
		}
	}
	return out
}

// places counts the members that an answer brings in.
func (f *finding) places(a *answer) int {
	n := 0
	for _, r := range a.records {
		if f.seen[r.Claim.ID][r.Document.ID] {
			n++
		}
	}
	return n
}
