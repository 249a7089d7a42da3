package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph/kv"

	"github.com/communique-kg/communique"
)

// Counts says how much the graph holds.
type Counts struct {
	Documents int // of the corpus, retracted ones too
	Claims    int // that the corpus holds now
	Entities  int // that these claims name or concern
	Questions int // that these claims answer
	Quads     int
}

// Count says how much the graph holds.
func (g *Graph) Count(ctx context.Context) (Counts, error) {
	o, err := g.overview(ctx)
	return o.counts, err
}

// EntityCount is an entity with the number of claims that name or concern it.
type EntityCount struct {
	ID     communique.EntityID `json:"id"`
	Claims int                 `json:"claims"`
}

// Entities is one page of entities.
type Entities struct {
	Entities []EntityCount
	Total    int    // how many there are, on all pages
	Next     string // Page.After of the next page, "" on the last
}

// Entities returns the entities that the claims which the corpus holds now name
// or concern, those in most claims first, then by id; of the kinds given, of all
// where none is. It returns a *communique.InvalidError for an unknown kind or a
// page that makes no sense.
func (g *Graph) Entities(ctx context.Context, kinds []communique.EntityKind, p Page) (Entities, error) {
	for _, k := range kinds {
		if !slices.Contains(communique.EntityKinds, k) {
			return Entities{}, &communique.InvalidError{What: "entity kind", Err: fmt.Errorf("unknown kind %q; known: %v", k, communique.EntityKinds)}
		}
	}
	var after EntityCount
	if err := p.decode(&after); err != nil {
		return Entities{}, err
	}
	o, err := g.overview(ctx)
	if err != nil {
		return Entities{}, err
	}
	var out Entities
	for _, e := range o.entities {
		if len(kinds) > 0 && !slices.Contains(kinds, e.ID.Kind()) {
			continue
		}
		out.Total++
		if p.After != "" && compareCounts(e, after) <= 0 {
			continue
		}
		if len(out.Entities) < p.limit() {
			out.Entities = append(out.Entities, e)
		} else if out.Next == "" {
			out.Next = encodePage(out.Entities[len(out.Entities)-1])
		}
	}
	return out, nil
}

func compareCounts(a, b EntityCount) int {
	return cmp.Or(-cmp.Compare(a.Claims, b.Claims), cmp.Compare(a.ID, b.ID))
}

// overview is what a pass over all rows finds. It grows with the number of
// entities, not of claims.
type overview struct {
	counts   Counts
	entities []EntityCount // most claims first
}

func (o overview) items() int { return len(o.entities) }

func (g *Graph) overview(ctx context.Context) (o overview, err error) {
	err = g.view(ctx, func(t *transaction) error {
		o, err = remember(t, &g.memory, "overview", t.overview)
		return err
	})
	return o, err
}

func (t *transaction) overview() (o overview, err error) {
	table, err := t.inMemory()
	if err != nil {
		return o, err
	}
	if table != nil {
		o, err = table.overview(t.ctx)
	} else {
		o, err = t.overviewOfFile()
	}
	if err != nil {
		return o, err
	}
	slices.SortFunc(o.entities, compareCounts)
	o.counts.Entities = len(o.entities)
	o.counts.Quads, err = t.quads()
	return o, err
}

// overviewOfFile is overview, but for the order and what is counted of the whole.
func (t *transaction) overviewOfFile() (o overview, err error) {
	docs, err := t.candidates(communique.Filter{})
	if err != nil {
		return o, err
	}
	named := map[communique.EntityID]int{}
	questions := map[communique.Question]bool{}
	var ids []communique.EntityID
	err = t.walkFile(docs, communique.Filter{}, func(r *reader, _ communique.Match) {
		o.counts.Claims++
		ids, _ = linked(ids, &r.claim)
		for _, id := range ids {
			count(named, id)
		}
		for _, q := range r.claim.Questions {
			questions[communique.Question(strings.Clone(string(q)))] = true
		}
	})
	for id, n := range named {
		o.entities = append(o.entities, EntityCount{id, n})
	}
	o.counts.Documents, o.counts.Questions = len(docs), len(questions)
	return o, err
}

// overview is overviewOfFile over the rows in memory.
func (t *rowTable) overview(ctx context.Context) (o overview, err error) {
	held := make([]bool, len(t.holder))
	err = t.choose(communique.Filter{}).walk(ctx, func(r *reader, _ communique.Match) {
		held[int(t.first[r.place])+r.at] = true
		o.counts.Claims++
	})
	tally := func(rows []uint32) (n int) {
		for _, row := range rows {
			if held[row] {
				n++
			}
		}
		return n
	}
	for word, id := range t.words {
		if n := tally(t.naming.of(uint32(word))); n > 0 {
			o.entities = append(o.entities, EntityCount{communique.EntityID(id), n})
		}
	}
	for question := range t.asked {
		if tally(t.asking.of(uint32(question))) > 0 {
			o.counts.Questions++
		}
	}
	o.counts.Documents = len(t.documents)
	return o, err
}

// quads returns the number of quads in the store.
func (t *transaction) quads() (int, error) {
	stats, err := t.qs.Stats(t.ctx, false)
	if errors.Is(err, kv.ErrNoBucket) {
		return 0, nil // Cayley has no count before the first quad
	}
	return int(stats.Quads.Value), err
}
