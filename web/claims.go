package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// claimsPage lists claims.
type claimsPage struct {
	Claims  []claimView `json:"claims"`
	Total   int         `json:"total"`
	Undated int         `json:"undated"` // how many only their unknown publication date keeps out
	Next    string      `json:"next,omitempty"`
	Notes   []string    `json:"notes,omitempty"` // what of the filter nothing in the store has

	Filters []choice `json:"-"`
	Kinds   []choice `json:"-"`
	About   bool     `json:"-"` // a period is chosen
	Pager   pager    `json:"-"`
}

func (p *claimsPage) title() string { return "Claims" }

// choice is a value of a filter, with the address that sets it or takes it away.
type choice struct {
	Field, Value, Label string
	N                   int
	Counted             bool
	On                  bool
	Href                string
}

func claims(s *Server, q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	p, err := q.page(50)
	if err != nil {
		return nil, err
	}
	found, err := s.Graph.Claims(q.ctx, f, p)
	if err != nil {
		return nil, err
	}
	page := &claimsPage{Total: found.Total, Undated: found.Undated, Next: found.Next, Pager: q.pager(found.Next), Filters: q.chips(), About: f.About.Known()}
	if page.Notes, err = q.unnamed(f); err != nil {
		return nil, err
	}
	if page.Claims, err = q.rows(found.Rows); err != nil {
		return nil, err
	}
	page.Kinds = q.kindChoices(f)
	return page, nil
}

// kindChoices are the kinds of claim, each with the address that chooses it or
// takes it away.
func (q *request) kindChoices(f communique.Filter) []choice {
	var out []choice
	for _, k := range communique.Kinds {
		out = append(out, choice{Field: "kind", Value: string(k), Label: kindTitle(k), On: slices.Contains(f.Kinds, k), Href: q.toggled("kind", string(k))})
	}
	return out
}

// chips are the values that the address selects, each with the address without it.
func (q *request) chips() []choice {
	var out []choice
	for _, p := range q.route.params {
		if !p.Many {
			continue
		}
		for _, v := range q.query[p.Name] {
			out = append(out, choice{Field: p.Name, Value: v, Label: q.label(p.Name, v), On: true, Href: q.toggled(p.Name, v)})
		}
	}
	return out
}

// titleOf returns the title of a document for people; "" where none is held.
func (q *request) titleOf(id communique.DocID) string {
	h, err := q.history(id)
	if err != nil {
		return ""
	}
	return titleOf(h.Current())
}

// label names a value of a filter for people.
func (q *request) label(field, value string) string {
	switch field {
	case "actor", "topic":
		return q.site.name(communique.EntityID(value))
	case "relation":
		return strings.ReplaceAll(value, "-", " ")
	case "kind":
		return kindTitle(communique.Kind(value))
	case "question":
		return q.asks(communique.Question(value))
	case "document":
		if q.isAPI() {
			return clip(value, 16)
		}
		return clip(cmp.Or(q.titleOf(communique.DocID(value)), clip(value, 16)), 60)
	}
	return value
}
