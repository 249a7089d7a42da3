package web

import (
	"fmt"

	"github.com/communique-kg/communique"
)

var graphParams = append([]param{
	{Name: "around", Says: "The id of the entity in the middle: org:nato."},
	paramLimit,
}, filterParams...)

// graphAnswer is what claims link to one entity.
type graphAnswer struct {
	Centre entity `json:"centre"`
	Claims int    `json:"claims"` // how many name it
	Nodes  []node `json:"nodes"`  // the neighbours in most of them, most first
	Edges  []edge `json:"edges"`
	Folded int    `json:"folded"` // how many more neighbours there are
}

type node struct {
	entity
	Claims int `json:"claims"`
}

// edge is what claims of one kind say between two entities.
type edge struct {
	From  communique.EntityID  `json:"from"`
	To    communique.EntityID  `json:"to"`
	Kind  communique.Kind      `json:"kind"`
	Count int                  `json:"count"`
	Some  []communique.ClaimID `json:"some"` // of the claims
}

// neighbourhood answers what stands around an entity in the graph.
func neighbourhood(s *Server, q *request) (any, error) {
	id := communique.EntityID(q.get("around"))
	if err := id.Validate(); err != nil || id == "" {
		return nil, badParam("around", fmt.Sprintf("around: %q is not an id such as org:nato.", clip(string(id), 100)))
	}
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	limit, err := q.number("limit", 1, 50, 150)
	if err != nil {
		return nil, err
	}
	found, err := s.Graph.Neighbourhood(q.ctx, id, f, limit)
	if err != nil {
		return nil, err
	}
	out := &graphAnswer{Centre: *q.entity(id), Claims: found.Claims, Nodes: []node{}, Edges: []edge{}, Folded: found.Folded}
	for _, n := range found.Nodes {
		if e := q.entity(n.ID); e != nil {
			out.Nodes = append(out.Nodes, node{*e, n.Claims})
		}
	}
	for _, e := range found.Edges {
		out.Edges = append(out.Edges, edge{e.From, e.To, e.Kind, e.Count, listed(e.Claims)})
	}
	return out, nil
}
