package graph

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
)

// Neighbourhood is what claims link to one entity.
type Neighbourhood struct {
	Centre communique.EntityID
	Claims int    // how many claims that pass the filter name the centre or concern it
	Nodes  []Node // the neighbours in most of these claims, most first, then by id
	Edges  []Edge // between the centre and the nodes shown, and among these, most claims first
	Folded int    // how many more neighbours there are
}

// Node is an entity in a neighbourhood.
type Node struct {
	ID     communique.EntityID
	Claims int // how many claims link it to the centre
}

// Edge is what claims of one kind say between two entities. It leads from the
// speaker to the rest, from the subject to the object, organisation and topics.
type Edge struct {
	From, To communique.EntityID
	Kind     communique.Kind
	Count    int                  // how many claims
	Claims   []communique.ClaimID // some of them, at most a handful, the same for the same corpus
}

// Some of the claims behind an edge or a step are named, for links.
const someClaims = 5

// Neighbourhood returns the entities that claims which pass the filter name or
// concern together with id, at most limit of them (DefaultLimit where limit is 0
// or less). An id that no claim names has none.
func (g *Graph) Neighbourhood(ctx context.Context, id communique.EntityID, f communique.Filter, limit int) (Neighbourhood, error) {
	out := Neighbourhood{Centre: id}
	if err := validEntity(id); err != nil {
		return out, err
	}
	if err := f.Validate(); err != nil {
		return out, err
	}
	counts := map[communique.EntityID]int{}
	type key struct {
		from, to communique.EntityID
		kind     communique.Kind
	}
	edges := map[key]*Edge{}
	err := g.view(ctx, func(t *transaction) error {
		return t.links(f, []communique.EntityID{id}, 1, func(l *link) {
			if l.match == communique.Undated {
				return
			}
			out.Claims++
			for _, other := range l.ids {
				if other != id {
					counts[other]++
				}
			}
			for _, p := range pairs(&l.claim, l.ids, id) {
				k := key{p[0], p[1], l.claim.Kind}
				e := edges[k]
				if e == nil {
					e = &Edge{From: p[0], To: p[1], Kind: l.claim.Kind}
					edges[k] = e
				}
				e.Count++
				e.Claims = keepSome(e.Claims, l.claim.ID)
			}
		})
	})
	if err != nil {
		return Neighbourhood{Centre: id}, err
	}
	for other, n := range counts {
		out.Nodes = append(out.Nodes, Node{other, n})
	}
	slices.SortFunc(out.Nodes, func(a, b Node) int { return cmp.Or(-cmp.Compare(a.Claims, b.Claims), cmp.Compare(a.ID, b.ID)) })
	if most := (Page{Limit: limit}).limit(); len(out.Nodes) > most {
		out.Folded = len(out.Nodes) - most
		out.Nodes = slices.Clip(out.Nodes[:most])
	}
	shown := map[communique.EntityID]bool{id: true}
	for _, n := range out.Nodes {
		shown[n.ID] = true
	}
	for k, e := range edges {
		if shown[k.from] && shown[k.to] {
			out.Edges = append(out.Edges, *e)
		}
	}
	slices.SortFunc(out.Edges, func(a, b Edge) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
	})
	return out, nil
}

func validEntity(id communique.EntityID) error {
	err := id.Validate()
	if err == nil && id == "" {
		err = fmt.Errorf("no id given")
	}
	if err != nil {
		return &communique.InvalidError{What: "entity", Err: err}
	}
	return nil
}

// pairs returns the distinct pairs between which a claim is an edge, as seen from
// the centre: from and to the centre, and what it says between its own ends.
func pairs(c *communique.Claim, ids []communique.EntityID, centre communique.EntityID) [][2]communique.EntityID {
	var out [][2]communique.EntityID
	add := func(from, to communique.EntityID) {
		p := [2]communique.EntityID{from, to}
		if from != "" && to != "" && from != to && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, id := range ids {
		if before(c, id) < before(c, centre) {
			add(id, centre)
		} else {
			add(centre, id)
		}
	}
	for _, p := range [][2]communique.EntityID{{c.Speaker, c.Subject}, {c.Subject, c.Object}, {c.Subject, organisationOf(c)}} {
		if !slices.Contains(out, [2]communique.EntityID{p[1], p[0]}) {
			add(p[0], p[1])
		}
	}
	return out
}

// before ranks the parts of a claim: an edge leads from the lower to the higher.
func before(c *communique.Claim, id communique.EntityID) int {
	return slices.Index([]communique.EntityID{c.Speaker, c.Subject, c.Object, organisationOf(c), id}, id)
}

// keepSome keeps the smallest few ids, so that the same corpus gives the same ones.
func keepSome(ids []communique.ClaimID, id communique.ClaimID) []communique.ClaimID {
	if len(ids) == someClaims && id > ids[someClaims-1] {
		return ids
	}
	at, _ := slices.BinarySearch(ids, id)
	ids = slices.Insert(ids, at, id)
	return ids[:min(len(ids), someClaims)]
}
