package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/communique-kg/communique/corpus"
)

// limits bound what one transaction takes in: it ends with the entry that
// reaches one of them.
type limits struct{ entries, quads int }

// batches are large, because Cayley keeps the quads that share an object in one
// value, which each transaction writes anew, and not larger, because a batch is
// held in memory.
var batches = limits{entries: 2000, quads: 60_000}

// Sync catches up with the corpus and returns how many entries it took in. It
// may be stopped at any time: what a transaction took in stays, the cursor says
// where to go on. A graph that was made from another corpus is emptied first,
// and Notice says so.
func (g *Graph) Sync(ctx context.Context, c *corpus.Corpus) (int, error) {
	g.writing.Lock()
	defer g.writing.Unlock()
	if err := g.sameCorpus(ctx, c); err != nil {
		return 0, err
	}
	taken := 0
	for {
		cursor, err := g.Cursor(ctx)
		if err != nil {
			return taken, err
		}
		b, err := nextBatch(ctx, c, cursor, g.most)
		if err != nil {
			return taken, fmt.Errorf("graph: %w", err)
		}
		if b.entries == 0 {
			return taken, nil
		}
		err = g.update(ctx, func(t *transaction) error {
			if err := t.replace(b.quads); err != nil {
				return err
			}
			if err := t.put(markKey, mark(b.last)); err != nil {
				return err
			}
			return t.put(cursorKey, strconv.FormatUint(b.last.Seq, 10))
		})
		if err != nil {
			return taken, err
		}
		taken += b.entries
	}
}

// batch is what one transaction takes in.
type batch struct {
	entries int
	last    corpus.Entry
	quads   labelled
}

// nextBatch reads the entries after the cursor and makes the quads of all that
// they change. A document is taken as the corpus has it now, which may be newer
// than the entry; its later entries then change nothing.
func nextBatch(ctx context.Context, c *corpus.Corpus, cursor uint64, most limits) (batch, error) {
	b := batch{quads: labelled{}}
	n := 0
	for e, err := range c.Entries(ctx, cursor) {
		if err != nil {
			return b, err
		}
		if err := ctx.Err(); err != nil {
			return b, err
		}
		if e.Kind == corpus.AnnotationEntry {
			quads := annotationQuads(e)
			b.quads[annotationNode(e.Seq)] = quads
			n += len(quads)
		}
		label := documentNode(e.Document)
		if _, done := b.quads[label]; e.Document != "" && !done {
			h, err := c.History(ctx, e.Document)
			if err != nil {
				return b, err
			}
			b.quads[label] = quadsOf(h.Current(), h.Records())
			n += len(b.quads[label])
		}
		b.last = e
		b.entries++
		if b.entries >= most.entries || n >= most.quads {
			break
		}
	}
	return b, nil
}

// sameCorpus empties the graph where the entry at the cursor is not the one that
// the graph took in.
func (g *Graph) sameCorpus(ctx context.Context, c *corpus.Corpus) error {
	var cursor uint64
	var have string
	err := g.view(ctx, func(t *transaction) (err error) {
		if cursor, err = t.cursor(); err != nil {
			return err
		}
		have, err = t.get(markKey)
		return err
	})
	if err != nil || cursor == 0 {
		return err
	}
	for e, err := range c.Entries(ctx, cursor-1) {
		if err != nil {
			return fmt.Errorf("graph: %w", err)
		}
		if mark(e) == have {
			return nil
		}
		break
	}
	return g.empty("it was made from another corpus")
}

// mark is a digest of an entry.
func mark(e corpus.Entry) string {
	data, err := json.Marshal(e)
	if err != nil {
		return "" // unreachable: entries come from JSON
	}
	return digest(data)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
