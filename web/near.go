package web

import (
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// unnamed says which actors, topics and outlets of a filter nothing in the store
// has, with what is near each: so that a misspelt value is not read as silence.
func (q *request) unnamed(f communique.Filter) ([]string, error) {
	var notes []string
	for _, id := range f.Actors[:min(len(f.Actors), mostNotes)] {
		if err := q.unnamedIn(&notes, communique.Filter{Actors: []communique.EntityID{id}}); err != nil {
			return nil, err
		}
	}
	for _, id := range f.Topics[:min(len(f.Topics), mostNotes)] {
		if err := q.unnamedIn(&notes, communique.Filter{Topics: []communique.EntityID{id}}); err != nil {
			return nil, err
		}
	}
	outlets, err := q.unknownOutlets(f)
	return append(notes, outlets...), err
}

// mostNotes bounds the values of one field that are looked up for a note.
const mostNotes = 5

func (q *request) unnamedIn(notes *[]string, f communique.Filter) error {
	claims, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: 1})
	if err != nil || claims.Total > 0 {
		return err // the index, which takes longer to ask, has these claims too
	}
	found, err := q.site.Index.Search(q.ctx, search.Query{Filter: f, Limit: 1})
	if err != nil {
		return err
	}
	if found.Total == 0 {
		for _, note := range found.Notes {
			*notes = append(*notes, sentence(note))
		}
	}
	return nil
}

// unknownOutlets says which outlets of a filter no document has.
func (q *request) unknownOutlets(f communique.Filter) ([]string, error) {
	var notes, known []string
	for _, outlet := range f.Outlets[:min(len(f.Outlets), mostNotes)] {
		found, err := q.site.Index.Search(q.ctx, search.Query{Filter: communique.Filter{Outlets: []string{outlet}}, Limit: 1})
		if err != nil {
			return nil, err
		}
		if found.Total > 0 {
			continue
		}
		if known == nil {
			if known, err = q.outlets(); err != nil {
				return nil, err
			}
		}
		note := fmt.Sprintf("Nothing comes from the outlet “%s”", clip(outlet, 100))
		if near := nearest(outlet, known); near != "" {
			note += "; did you mean “" + near + "”?"
		} else {
			note += "."
		}
		notes = append(notes, note)
	}
	return notes, nil
}

// outlets are the names of the outlets that have most documents.
func (q *request) outlets() ([]string, error) {
	all, err := q.site.Index.Search(q.ctx, search.Query{Things: []search.Thing{search.Documents}, Limit: 1, Facets: true})
	if err != nil {
		return nil, err
	}
	out := []string{}
	for _, facet := range all.Facets {
		if facet.Field != "outlet" {
			continue
		}
		for _, c := range facet.Counts {
			out = append(out, c.Value)
		}
	}
	return slices.Clip(out), nil
}
