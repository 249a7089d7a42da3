package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// Step is one step of a path: two entities that the same claims name.
type Step struct {
	From, To communique.EntityID
	Count    int                  // how many claims that pass the filter link them
	Claims   []communique.ClaimID // some of them, at most a handful
}

// ErrTooFar says that the search for a path was given up.
var ErrTooFar = errors.New("no path found among the entities nearest to both ends; narrow the filter or choose ends that are closer")

// maxReached bounds how many entities the search for a path may reach.
const maxReached = 50_000

// MaxSteps is the most steps that a path has: what is further apart is not
// related in any way that a person would call so.
const MaxSteps = 6

// Path returns a shortest way between two entities over claims that pass the
// filter: claims that name both ends of a step. A topic or a noun phrase may be an
// end of the way but is no step on it: topics link nearly everything, and "prime
// minister" is not one person. Among ways of the
// same length it takes the one whose weakest step rests on most claims, then
// prefers actors, then the ids that come first. Where both ends are the same
// there are no steps; where no way exists, the error is communique.ErrNotFound,
// and ErrTooFar where the search was given up: after MaxSteps, or among too many
// entities.
func (g *Graph) Path(ctx context.Context, from, to communique.EntityID, f communique.Filter) ([]Step, error) {
	for _, id := range []communique.EntityID{from, to} {
		if err := validEntity(id); err != nil {
			return nil, err
		}
	}
	if err := f.Validate(); err != nil {
		return nil, err
	}
	if from == to {
		return nil, nil
	}
	var steps []Step
	err := g.view(ctx, func(t *transaction) error {
		ids, err := t.way(from, to, f)
		if err != nil {
			return err
		}
		for i := range ids[1:] {
			s, err := t.step(ids[i], ids[i+1], f)
			if err != nil {
				return err
			}
			steps = append(steps, s)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return steps, nil
}

// side is what was reached from one end.
type side struct {
	from map[communique.EntityID]origin // of all that was reached
	edge []communique.EntityID          // reached last
}

// origin is how an entity was reached: by the best of the shortest ways from the end.
type origin struct {
	parent communique.EntityID // "" for the end itself
	weak   int                 // the claims of the weakest step on the way
}

func newSide(id communique.EntityID) *side {
	return &side{map[communique.EntityID]origin{id: {weak: math.MaxInt}}, []communique.EntityID{id}}
}

// way searches from both ends, one level at a time on the side with the smaller
// edge, and returns the entities from one end to the other.
func (t *transaction) way(from, to communique.EntityID, f communique.Filter) ([]communique.EntityID, error) {
	ends := []communique.EntityID{from, to}
	a, b := newSide(from), newSide(to)
	for steps := 1; len(a.edge) > 0 && len(b.edge) > 0; steps++ {
		if steps > MaxSteps || len(a.from)+len(b.from) > maxReached {
			return nil, fmt.Errorf("from %s to %s: %w", from, to, ErrTooFar)
		}
		grow, other := a, b
		if len(b.edge) < len(a.edge) {
			grow, other = b, a
		}
		meet, err := t.level(grow, other, ends, f)
		if err != nil {
			return nil, err
		}
		if meet != "" {
			var ids []communique.EntityID
			for id := meet; id != ""; id = a.from[id].parent {
				ids = append(ids, id)
			}
			slices.Reverse(ids)
			for id := b.from[meet].parent; id != ""; id = b.from[id].parent {
				ids = append(ids, id)
			}
			return ids, nil
		}
	}
	return nil, fmt.Errorf("from %s to %s: no claims link them: %w", from, to, communique.ErrNotFound)
}

// level reaches all that is one step beyond the edge of a side and returns where
// it meets the other side, "" where it does not. One pass over the documents
// serves the whole edge.
func (t *transaction) level(s, other *side, ends []communique.EntityID, f communique.Filter) (meet communique.EntityID, err error) {
	steps := map[communique.EntityID]map[communique.EntityID]int{} // claims, by what is reached and from where
	err = t.links(f, wanted{of: s.edge, least: 1}, func(l *link) {
		if l.match == communique.Undated {
			return
		}
		for i, id := range l.ids {
			if l.places[i] < 0 || !l.passable(i, ends) {
				continue
			}
			for j, next := range l.ids {
				if !l.passable(j, ends) {
					continue
				}
				if _, known := s.from[next]; known {
					continue
				}
				if steps[next] == nil {
					next = communique.EntityID(strings.Clone(string(next)))
					steps[next] = map[communique.EntityID]int{}
				}
				count(steps[next], id)
			}
		}
	})
	if err != nil {
		return "", err
	}
	s.edge = s.edge[:0]
	for id, parents := range steps {
		var best origin
		for parent, claims := range parents {
			o := origin{parent, min(s.from[parent].weak, claims)}
			if best.parent == "" || cmp.Or(cmp.Compare(o.weak, best.weak), compareOnWay(best.parent, parent)) > 0 {
				best = o
			}
		}
		s.from[id] = best
		s.edge = append(s.edge, id)
		if _, met := other.from[id]; met && (meet == "" || stronger(id, meet, s, other)) {
			meet = id
		}
	}
	return meet, nil
}

// stronger reports whether the way that meets in a is to be taken before the one
// that meets in b.
func stronger(a, b communique.EntityID, s, o *side) bool {
	weak := func(id communique.EntityID) int { return min(s.from[id].weak, o.from[id].weak) }
	return cmp.Or(-cmp.Compare(weak(a), weak(b)), compareOnWay(a, b)) < 0
}

// passable reports whether a way between the ends may pass one of the entities of a claim.
func (l *link) passable(i int, ends []communique.EntityID) bool {
	return i < l.named && l.ids[i].Kind() != communique.NounPhrase || slices.Contains(ends, l.ids[i])
}

// compareOnWay orders what may stand on a way: actors first.
func compareOnWay(a, b communique.EntityID) int {
	rank := func(id communique.EntityID) int {
		if id.IsActor() {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
}

// step counts the claims that link two entities of a way.
func (t *transaction) step(from, to communique.EntityID, f communique.Filter) (Step, error) {
	s := Step{From: from, To: to}
	err := t.links(f, wanted{of: []communique.EntityID{from, to}, must: 2}, func(l *link) {
		if l.match != communique.Undated {
			s.Count++
			s.Claims = keepSome(s.Claims, l.id())
		}
	})
	for i, id := range s.Claims {
		s.Claims[i] = communique.ClaimID(strings.Clone(string(id)))
	}
	return s, err
}
