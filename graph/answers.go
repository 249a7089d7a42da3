package graph

import (
	"context"

	"github.com/communique-kg/communique"
)

// Claims is one page of the claims that pass a filter.
type Claims struct {
	Rows    []Row
	Total   int    // how many pass, on all pages
	Undated int    // how many more only their unknown publication date keeps out
	Next    string // Page.After of the next page, "" on the last
}

// Claims returns the claims that pass the filter: the newest document first, by
// its latest possible publication day (unknown ones last), then by the
// document's id, then in the order of its text.
func (g *Graph) Claims(ctx context.Context, f communique.Filter, p Page) (Claims, error) {
	return Claims{}, nil
}

// Group is a question with the claims that answer it.
type Group struct {
	Question  communique.Question
	Documents int // how many different documents answer it
	Rows      []Row
}

// Groups is one page of the questions that claims answer.
type Groups struct {
	Groups  []Group
	Total   int // how many there are, on all pages
	Undated int // how many claims with a question only their unknown publication date keeps out
	Next    string
}

// Groups returns the questions that at least two claims answer that pass the
// filter, those first that most documents answer, then those with most answers,
// then by their keys. Rows are in the order of Claims.
func (g *Graph) Groups(ctx context.Context, f communique.Filter, p Page) (Groups, error) {
	return Groups{}, nil
}

// Questions returns the questions that a claim answers, in the order of their
// keys, or communique.ErrNotFound.
func (g *Graph) Questions(ctx context.Context, id communique.ClaimID) ([]communique.Question, error) {
	return nil, nil
}

// Neighbourhood is what claims link to one entity.
type Neighbourhood struct {
	Centre Node
	Nodes  []Node // the neighbours in most claims, most first
	Edges  []Edge // between the nodes shown, the strongest first
	Folded int    // how many more neighbours there are
	Total  int    // how many claims name the centre
}

// Node is an entity in a neighbourhood.
type Node struct {
	ID     communique.EntityID
	Claims int // how many claims name it together with the centre
}

// Edge is what claims of one kind say between two entities.
type Edge struct {
	From, To communique.EntityID
	Kind     communique.Kind
	Count    int
	Claims   []communique.ClaimID // some of them
}

// Neighbourhood returns what the claims that pass the filter link to an entity.
func (g *Graph) Neighbourhood(ctx context.Context, id communique.EntityID, f communique.Filter, limit int) (Neighbourhood, error) {
	return Neighbourhood{}, nil
}

// Step is one step of a path: claims that name both its ends.
type Step struct {
	From, To communique.EntityID
	Count    int
	Claims   []communique.ClaimID // some of them
}

// Path returns a shortest way between two entities over claims that pass the filter.
func (g *Graph) Path(ctx context.Context, from, to communique.EntityID, f communique.Filter) ([]Step, error) {
	return nil, nil
}

// EntityCount is an entity with the number of claims that name it.
type EntityCount struct {
	ID     communique.EntityID
	Claims int
}

// Entities is one page of entities.
type Entities struct {
	Entities []EntityCount
	Total    int
	Next     string
}

// Entities returns the entities that claims name or are about, most first; of
// the kinds given, of all where none is.
func (g *Graph) Entities(ctx context.Context, kinds []communique.EntityKind, p Page) (Entities, error) {
	return Entities{}, nil
}

// Counts says how much the graph holds.
type Counts struct {
	Documents int // of the corpus, retracted ones too
	Claims    int // that the corpus holds now
	Entities  int // that these claims name or are about
	Questions int // that these claims answer
	Quads     int
}

// Count says how much the graph holds.
func (g *Graph) Count(ctx context.Context) (Counts, error) { return Counts{}, nil }
