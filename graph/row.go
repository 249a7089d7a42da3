package graph

import "github.com/communique-kg/communique"

// Page chooses a part of a long answer.
type Page struct {
	Limit int    // most items to return; 0 or less means DefaultLimit, more than MaxLimit means MaxLimit
	After string // where the page before ended (its Next); "" for the first page
}

// The limits of a page.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

func (p Page) limit() int {
	if p.Limit <= 0 {
		return DefaultLimit
	}
	return min(p.Limit, MaxLimit)
}

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

// Entities returns the distinct ids that the claim names, as communique.Claim.Entities.
func (r *Row) Entities() []communique.EntityID {
	c := r.claim()
	return c.Entities()
}

// claim returns the part of the claim that the row knows.
func (r *Row) claim() communique.Claim {
	return communique.Claim{
		ID: r.Claim, Kind: r.Kind, Subject: r.Subject, Object: r.Object, Scope: string(r.Organisation), Speaker: r.Speaker,
		Questions: r.Questions, Topics: r.Topics, About: communique.TimeValue{Days: r.About},
	}
}
