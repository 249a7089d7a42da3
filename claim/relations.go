package claim

import (
	"slices"

	"github.com/communique-kg/communique"
)

// Relation is how answers to one question stand to each other.
type Relation string

// The relations, in the order in which they are judged.
const (
	SameSourceCopy   Relation = "same-source-copy"
	Misreport        Relation = "misreport"
	StaleInternal    Relation = "stale-internal"
	AgainstReference Relation = "against-reference"
	DifferentAct     Relation = "different-act"
	Evolution        Relation = "evolution"
	Scope            Relation = "scope"
	Modality         Relation = "modality"
	Refinement       Relation = "refinement"
	Agreement        Relation = "agreement"
	Stance           Relation = "stance"
	Contradiction    Relation = "contradiction"
	Undetermined     Relation = "undetermined"
)

// Relations lists the relations in the order in which they are judged.
var Relations = []Relation{SameSourceCopy, Misreport, StaleInternal, AgainstReference, DifferentAct, Evolution, Scope, Modality, Refinement,
	Agreement, Stance, Contradiction, Undetermined}

// A judgement tells whether answers stand in a relation, and why.
type judgement struct {
	relation Relation

	// between judges two different answers; within one answer that several
	// records give, or that the reference speaks to; inside two answers by
	// those of their records that share a document, and leaves the others to
	// be judged further. Those that are nil never hold.
	between func(g *gathering, a, b *answer) bool
	within  func(g *gathering, a *answer) bool
	inside  func(g *gathering, a, b *answer) bool

	// keep chooses the records of an answer that are concerned; nil takes all.
	keep func(a *answer) func(communique.Record) bool

	// clustered gives one comparison for each group of answers that are linked
	// with each other, rather than one for all.
	clustered bool

	// against tells which answers of a finding the relation speaks against, where
	// it takes a side; nil elsewhere.
	against func(g *gathering, f *finding, a *answer) bool

	because func(g *gathering, f *finding) (because string, facts []communique.Fact, settles string)
}

// judgements lists how each relation is judged, in the order of Relations: the
// first that holds between two answers is their relation.
var judgements = []judgement{judgeSameSourceCopy, judgeMisreport, judgeStaleInternal, judgeAgainstReference, judgeDifferentAct, judgeEvolution,
	judgeScope, judgeModality, judgeRefinement, judgeAgreement, judgeStance, judgeContradiction, judgeUndetermined}

// judge finds the relation of two answers, or of one with itself.
func (g *gathering) judge(a, b *answer, found []finding) {
	g.steps++
	verdict, onLine := Relation(""), false
	if a != b {
		verdict, onLine = g.onLine(a, b)
	}
	for i, r := range judgements {
		f := &found[i]
		switch {
		case a == b:
			if r.within != nil && !g.isList() && !g.develops && r.within(g, a) {
				var keep func(communique.Record) bool
				if r.keep != nil {
					keep = r.keep(a)
				}
				f.add(a, keep)
			}
		case r.inside != nil:
			if g.develops || g.isList() || !r.inside(g, a, b) {
				continue
			}
			shared := sharedDocuments(a, b)
			keep := func(rec communique.Record) bool { return shared[rec.Document.ID] }
			f.add(a, keep)
			f.add(b, keep)
			f.pair(a, b)
			if len(a.documents) == len(shared) && len(b.documents) == len(shared) {
				return
			}
		case onLine && verdict == r.relation, !onLine && r.between != nil && r.between(g, a, b):
			f.add(a, nil)
			f.add(b, nil)
			f.pair(a, b)
			return
		}
	}
}

func (f *finding) pair(a, b *answer) {
	if f.like == nil {
		f.like = map[*answer]*answer{}
	}
	if x, y := f.root(a), f.root(b); x != y {
		f.like[y] = x
		f.pairs = append(f.pairs, [2]*answer{a, b})
		return
	}
	if len(f.pairs) < keptPairs {
		f.pairs = append(f.pairs, [2]*answer{a, b})
	}
}

// sharedDocuments returns the documents that give both answers.
func sharedDocuments(a, b *answer) map[communique.DocID]bool {
	if len(b.documents) < len(a.documents) {
		a, b = b, a
	}
	out := map[communique.DocID]bool{}
	for d := range a.documents {
		if b.documents[d] {
			out[d] = true
		}
	}
	return out
}

// shareDocument reports whether one document gives both answers.
func shareDocument(a, b *answer) bool {
	if len(b.documents) < len(a.documents) {
		a, b = b, a
	}
	for d := range a.documents {
		if b.documents[d] {
			return true
		}
	}
	return false
}

// sameDay reports whether the times of two answers leave room for each other;
// an unknown time leaves room for all.
func sameDay(a, b *answer) bool {
	return !a.about.Known() || !b.about.Known() || a.about.Overlaps(b.about)
}

// apart reports whether two answers are known to be about different days.
func apart(a, b *answer) bool {
	return a.about.Known() && b.about.Known() && !a.about.Overlaps(b.about)
}

// both reports whether two answers are put as plain facts.
func both(a, b *answer) bool {
	return a.first.Modality == communique.Asserted && b.first.Modality == communique.Asserted
}

// sameFacts returns the facts of several answers without repeats, in order of time.
func (f *finding) facts() []communique.Fact {
	var out []communique.Fact
	for _, a := range f.answers {
		for _, x := range a.holds {
			if !slices.ContainsFunc(out, func(y communique.Fact) bool { return x.ID == y.ID }) {
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, func(x, y communique.Fact) int {
		switch {
		case x.From != y.From:
			if x.From < y.From {
				return -1
			}
			return 1
		case x.ID < y.ID:
			return -1
		}
		return 1
	})
	return out
}
