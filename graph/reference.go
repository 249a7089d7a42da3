package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// SetReference makes the reference facts exactly these. Where they are the same
// as before it writes nothing.
func (g *Graph) SetReference(ctx context.Context, facts []communique.Fact) error {
	for _, f := range facts {
		if f.ID == "" {
			return fmt.Errorf("graph: reference fact %q: %w", f.Says, errors.New("no id"))
		}
	}
	data, err := json.Marshal(facts)
	if err != nil {
		return fmt.Errorf("graph: reference facts: %w", err)
	}
	want := digest(data)
	g.writing.Lock()
	defer g.writing.Unlock()
	same := false
	err = g.view(ctx, func(t *transaction) error {
		have, err := t.get(referenceKey)
		same = have == want
		return err
	})
	if err != nil || same {
		return err
	}
	return g.update(ctx, func(t *transaction) error {
		if err := t.replace(labelled{referenceLabel: factQuads(facts)}); err != nil {
			return err
		}
		return t.put(referenceKey, want)
	})
}

// Facts returns the ids of the reference facts that name an entity or concern
// it, sorted.
func (g *Graph) Facts(ctx context.Context, id communique.EntityID) ([]string, error) {
	if err := validEntity(id); err != nil {
		return nil, err
	}
	var ids []string
	err := g.view(ctx, func(t *transaction) error {
		label, err := t.node(referenceLabel)
		if err != nil || label == 0 {
			return err
		}
		entity, err := t.node(entityNode(id))
		if err != nil || entity == 0 {
			return err
		}
		var facts []uint64
		// By the label, because there are fewer facts than claims of a well-known actor.
		err = t.scan(byLabel, []uint64{label}, func(ref cayley.Ref) error {
			if o, err := t.end(ref, quad.Object); err != nil || o != entity {
				return err
			}
			n, err := t.end(ref, quad.Subject)
			facts = append(facts, n)
			return err
		})
		if err != nil {
			return err
		}
		values, err := t.values(facts...)
		for _, v := range values {
			iri, _ := v.(quad.IRI)
			ids = append(ids, strings.TrimPrefix(string(iri), string(factNode(""))))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}
