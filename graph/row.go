package graph

import (
	"slices"

	"github.com/communique-kg/communique"
)

// Row is what the graph knows of a claim: enough to list, group and link it. The
// claim itself, with its words, is in the corpus.
type Row struct {
	Claim        communique.ClaimID
	Document     communique.DocID
	Kind         communique.Kind
	Subject      communique.EntityID
	Object       communique.EntityID
	Organisation communique.EntityID // of a role
	Speaker      communique.EntityID
	Questions    []communique.Question
	Topics       []communique.EntityID
	Start        int               // where its evidence begins, in bytes of the text
	About        communique.Days   // when it holds or happened
	Said         communique.Days   // when it was uttered
	Published    communique.Days   // when its document was published
	Recorded     []communique.Days // when the corpus held it, as communique.Record.Recorded
	Match        communique.Match  // In or Possibly
}

// linked returns the distinct entities that a claim names or concerns: those of
// communique.Claim.Entities, then its topics. The first n are named.
func linked(c *communique.Claim) (ids []communique.EntityID, n int) {
	return appendLinked(nil, c)
}

// appendLinked is linked for passes over many claims: it writes over dst.
func appendLinked(dst []communique.EntityID, c *communique.Claim) (ids []communique.EntityID, n int) {
	ids = dst[:0]
	add := func(id communique.EntityID) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	add(c.Subject)
	add(c.Object)
	add(c.Speaker)
	add(organisationOf(c))
	n = len(ids)
	for _, id := range c.Topics {
		add(id)
	}
	return ids, n
}
