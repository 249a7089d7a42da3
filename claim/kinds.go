package claim

import "github.com/communique-kg/communique"

// A Kind finds the claims of one kind and says which questions they answer.
type Kind struct {
	Kind      communique.Kind
	Find      func(*scan) []communique.Claim
	Questions func(*communique.Claim) []communique.Question
}

// Kinds lists the kinds that are found, one file each.
var Kinds = []Kind{}

type scan struct{}
