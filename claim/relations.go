package claim

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
