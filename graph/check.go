package graph

import (
	"context"
	"fmt"
	"iter"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique/corpus"
)

// Check proves the graph equal to the corpus and returns what is not: the cursor
// is the newest entry, each document and annotation has exactly its quads,
// nothing else is there, and every index finds every quad. An error instead of a
// problem means that the check itself could not go on. Sync waits meanwhile;
// what reaches the corpus after the check began is not held against the graph.
func (g *Graph) Check(ctx context.Context, c *corpus.Corpus) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		g.writing.Lock()
		defer g.writing.Unlock()
		last, err := c.Last(ctx)
		if err != nil {
			yield("", err)
			return
		}
		cursor, err := g.Cursor(ctx)
		if err != nil {
			yield("", err)
			return
		}
		if cursor != last && !yield(fmt.Sprintf("graph: it is at entry %d, the corpus at %d", cursor, last), nil) {
			return
		}
		known := 0
		for problem, err := range g.checkLabels(ctx, c, cursor, &known) {
			if !yield(problem, err) || err != nil {
				return
			}
		}
		for problem, err := range g.checkIndexes(ctx, known) {
			if !yield(problem, err) || err != nil {
				return
			}
		}
	}
}

// checkLabels compares the quads under each label with what the corpus gives and
// adds their number to known.
func (g *Graph) checkLabels(ctx context.Context, c *corpus.Corpus, cursor uint64, known *int) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		compare := func(label quad.IRI, want []quad.Quad, newer bool) bool {
			var have []quad.Quad
			err := g.view(ctx, func(t *transaction) (err error) {
				have, err = t.under(label)
				return err
			})
			if err != nil {
				yield("", err)
				return false
			}
			*known += len(have)
			if newer {
				return true
			}
			if missing, surplus := differ(want, have); missing+surplus > 0 {
				return yield(fmt.Sprintf("graph: %s lacks %d quads and has %d that the corpus does not give", label, missing, surplus), nil)
			}
			return true
		}
		for id, err := range c.Documents(ctx) {
			if err != nil {
				yield("", err)
				return
			}
			h, err := c.History(ctx, id)
			if err != nil {
				yield("", err)
				return
			}
			newer := h.Versions[len(h.Versions)-1].Seq > cursor
			if !compare(documentNode(id), quadsOf(h.Current(), h.Records()), newer) {
				return
			}
		}
		for e, err := range c.Entries(ctx, 0) {
			if err != nil {
				yield("", err)
				return
			}
			if e.Kind == corpus.AnnotationEntry && !compare(annotationNode(e.Seq), annotationQuads(e), e.Seq > cursor) {
				return
			}
		}
		compare(referenceLabel, nil, true) // they come from no corpus
	}
}

// differ counts what is missing from have and what it has too much.
func differ(want, have []quad.Quad) (missing, surplus int) {
	left := make(map[quad.Quad]bool, len(want))
	for _, q := range want {
		left[q] = true
	}
	for _, q := range have {
		if !left[q] {
			surplus++
		}
		delete(left, q)
	}
	return len(left), surplus
}

// checkIndexes counts the quads that each index finds; all must find those known.
func (g *Graph) checkIndexes(ctx context.Context, known int) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		check := func(what string, count func(*transaction) (int, error)) bool {
			var n int
			err := g.view(ctx, func(t *transaction) (err error) {
				n, err = count(t)
				return err
			})
			if err != nil {
				yield("", err)
				return false
			}
			return n == known || yield(fmt.Sprintf("graph: %s has %d quads, its documents, annotations and facts have %d", what, n, known), nil)
		}
		if !check("the store", (*transaction).quads) {
			return
		}
		for _, index := range []struct {
			name string
			kv.QuadIndex
		}{{"the index by subject", bySubject}, {"the index by object", byObject}, {"the index by label", byLabel}} {
			ok := check(index.name, func(t *transaction) (n int, err error) {
				err = t.scan(index.QuadIndex, nil, func(cayley.Ref) error { n++; return nil })
				return n, err
			})
			if !ok {
				return
			}
		}
	}
}
