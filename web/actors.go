package web

import (
	"slices"

	"github.com/communique-kg/communique"
)

// actorsPage lists entities that claims name, those in most claims first.
type actorsPage struct {
	Actors []actorRow `json:"actors"`
	Total  int        `json:"total"`
	Next   string     `json:"next,omitempty"`

	Kinds   []choice `json:"-"`
	Filters []choice `json:"-"`
	Chosen  bool     `json:"-"` // kinds are chosen
	Things  string   `json:"-"` // the address of everything else than actors
	Dated   bool     `json:"-"` // dates are chosen, which do not apply to this list
	Pager   pager    `json:"-"`
}

func (p *actorsPage) title() string { return "Actors" }

type actorRow struct {
	entity
	Claims int `json:"claims"`
}

// actingKinds are the kinds listed where none is chosen.
var actingKinds = []communique.EntityKind{communique.Person, communique.Organisation, communique.State}

func actors(s *Server, q *request) (any, error) {
	if err := q.oneOf("kind"); err != nil {
		return nil, err
	}
	kinds := values[communique.EntityKind](q, "kind")
	p, err := q.page(100)
	if err != nil {
		return nil, err
	}
	ask := kinds
	if len(ask) == 0 {
		ask = actingKinds
	}
	found, err := s.Graph.Entities(q.ctx, ask, p)
	if err != nil {
		return nil, err
	}
	page := &actorsPage{Actors: []actorRow{}, Total: found.Total, Next: found.Next, Pager: q.pager(found.Next), Filters: q.chips(),
		Dated: q.clocks.PublishedBy != "" || q.clocks.RecordedBy != "" || q.clocks.About.Known()}
	for _, e := range found.Entities {
		if v := q.entity(e.ID); v != nil {
			page.Actors = append(page.Actors, actorRow{*v, e.Claims})
		}
	}
	page.Chosen, page.Things = len(kinds) > 0, q.things()
	for _, k := range communique.EntityKinds {
		page.Kinds = append(page.Kinds, choice{Field: "kind", Value: string(k), Label: kindWord(k), On: slices.Contains(kinds, k), Href: q.toggled("kind", string(k))})
	}
	return page, nil
}

// things is the address of this list with every kind that does not act.
func (q *request) things() string {
	v := q.copied()
	v.Del("kind")
	for _, k := range communique.EntityKinds {
		if !slices.Contains(actingKinds, k) {
			v.Add("kind", string(k))
		}
	}
	return address(q.route.path, v)
}
