package graph

import "github.com/communique-kg/communique"

// Row is what the graph knows of a claim: enough to list, group and link it. The
// claim itself, with its words, is in the corpus. Its lists may be those of other
// rows: nobody changes them.
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
