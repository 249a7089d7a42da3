package claim

import "github.com/communique-kg/communique"

// A Kind finds the claims of one kind and says which questions they answer.
// Find gets one sentence and returns claims without id, topics and questions;
// Questions may return none.
type Kind struct {
	Kind      communique.Kind
	Find      func(*line) []communique.Claim
	Questions func(*communique.Claim) []communique.Question
}

// Kinds lists the kinds that are found, one file each. Decisions stand before
// positions, which leave out what a decision has claimed.
var Kinds = []Kind{memberCount, membership, accession, quantity, invocation, decision, recognition, adoption, amendment,
	establishment, incident, attribution, denial, sanction, role, position}
