package graph

import (
	"context"
	"fmt"
	"os"

	cayley "github.com/cayleygraph/cayley/graph"
)

// empty exchanges the file for an empty one. The caller holds writing.
func (g *Graph) empty(reason string) error {
	g.swap.Lock()
	defer g.swap.Unlock()
	if err := g.db.Close(); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	if err := os.Remove(g.file); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	return g.reopen(reason)
}

// reopen opens the file after it was exchanged.
func (g *Graph) reopen(reason string) error {
	db, err := openFile(g.file)
	if err != nil {
		return fmt.Errorf("graph: %s: %w", g.file, err)
	}
	g.db = db
	if reason != "" {
		g.notice = "the graph is made again from the corpus: " + reason
	}
	g.memory.forget()
	g.tables.forget()
	return nil
}

// Rebuild empties the graph. Sync and SetReference then fill it again.
func (g *Graph) Rebuild() error {
	g.writing.Lock()
	defer g.writing.Unlock()
	return g.empty("it was asked for")
}

// compacting ends the name of a file that is being copied.
const compacting = ".compact"

// Compact writes the file anew without the traces of what was replaced, which
// Cayley keeps for ever. Others read on while it copies; who writes waits.
func (g *Graph) Compact(ctx context.Context) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	copied := g.file + compacting
	if err := os.Remove(copied); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("graph: %w", err)
	}
	if err := g.copyTo(ctx, copied); err != nil {
		os.Remove(copied)
		return err
	}
	g.swap.Lock()
	defer g.swap.Unlock()
	if err := g.db.Close(); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	renamed := os.Rename(copied, g.file)
	if err := g.reopen(""); err != nil {
		return err
	}
	if renamed != nil {
		return fmt.Errorf("graph: %w", renamed)
	}
	return nil
}

// copyTo writes the living quads and our own keys to a new file.
func (g *Graph) copyTo(ctx context.Context, file string) (err error) {
	db, err := openFile(file)
	if err != nil {
		return fmt.Errorf("graph: %s: %w", file, err)
	}
	defer func() {
		if closed := db.Close(); err == nil && closed != nil {
			err = fmt.Errorf("graph: %w", closed)
		}
	}()
	to := &Graph{file: file, db: db}
	var quads []cayley.Delta
	flush := func() error {
		err := to.update(ctx, func(t *transaction) error { return t.qs.ApplyDeltas(quads, cayley.IgnoreOpts{}) })
		quads = quads[:0]
		return err
	}
	return g.view(ctx, func(t *transaction) error {
		it := t.qs.QuadsAllIterator().Iterate()
		defer it.Close()
		for it.Next(ctx) {
			q, err := t.qs.Quad(it.Result())
			if err != nil {
				return err
			}
			if quads = append(quads, cayley.Delta{Quad: q, Action: cayley.Add}); len(quads) == batches.quads {
				if err := flush(); err != nil {
					return err
				}
			}
		}
		if err := it.Err(); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(quads) > 0 {
			if err := flush(); err != nil {
				return err
			}
		}
		return to.update(ctx, func(dst *transaction) error {
			for _, key := range []string{cursorKey, markKey, referenceKey} {
				v, err := t.get(key)
				if err != nil {
					return err
				}
				if v == "" {
					continue
				}
				if err := dst.put(key, v); err != nil {
					return err
				}
			}
			return nil
		})
	})
}
