package search

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// The bounds of a batch: it is written with the entry that reaches one of them.
const (
	batchRows  = 2000
	batchBytes = 2 << 20 // of text
)

// Sync takes in what the corpus holds beyond the cursor and returns how many
// entries that were. It works in batches that each move the cursor, so it may
// be stopped at any time and goes on from there. An index that was made from
// another corpus is emptied first.
func (i *Index) Sync(ctx context.Context, c *corpus.Corpus) (n int, err error) {
	done, err := i.turn(ctx)
	if err != nil {
		return 0, fmt.Errorf("search: sync: %w", err)
	}
	defer done()
	defer guard(&err)()
	since, err := i.begin(ctx, c)
	if err != nil {
		return 0, err
	}
	b := batch{index: i, corpus: c, done: map[communique.DocID]bool{}}
	for e, err := range c.Entries(ctx, since) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return n, fmt.Errorf("search: sync: %w", err)
		}
		if err := b.add(ctx, e); err != nil {
			return n, fmt.Errorf("search: sync: entry %d: %w", e.Seq, err)
		}
		if b.rows >= batchRows || b.bytes >= batchBytes {
			if err := b.write(); err != nil {
				return n, fmt.Errorf("search: sync: %w", err)
			}
			n += b.entries
			b = batch{index: i, corpus: c, done: map[communique.DocID]bool{}}
		}
	}
	if b.entries > 0 {
		if err := b.write(); err != nil {
			return n, fmt.Errorf("search: sync: %w", err)
		}
		n += b.entries
	}
	return n, nil
}

// begin returns the cursor. The entry it stands on must be the one it stood on
// when it was written, else the rows tell of another corpus and are thrown away.
func (i *Index) begin(ctx context.Context, c *corpus.Corpus) (uint64, error) {
	i.mu.RLock()
	since, digest, err := i.cursor()
	i.mu.RUnlock()
	if err != nil || since == 0 {
		return since, err
	}
	same, err := standsOn(ctx, c, since, digest)
	if err != nil {
		return 0, fmt.Errorf("search: sync: %w", err)
	}
	if same {
		return since, nil
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.b == nil {
		return 0, errClosed
	}
	if err := i.b.Close(); err != nil {
		return 0, fmt.Errorf("search: %w", err)
	}
	i.b = nil
	i.columns.forget()
	i.b, err = createBleve(i.path, i.options.version())
	return 0, err
}

// standsOn reports whether the corpus has at seq the entry of that digest.
func standsOn(ctx context.Context, c *corpus.Corpus, seq uint64, digest string) (bool, error) {
	for e, err := range c.Entries(ctx, seq-1) {
		if err != nil {
			return false, err
		}
		return e.Seq == seq && digestOf(e) == digest, nil
	}
	return false, nil
}

func digestOf(e corpus.Entry) string {
	plain, err := json.Marshal(e)
	if err != nil {
		return "" // unreachable: the entry was read as JSON
	}
	sum := sha256.Sum256(plain)
	return hex.EncodeToString(sum[:12])
}

// batch gathers the rows of some entries and the cursor after them.
type batch struct {
	index  *Index
	corpus *corpus.Corpus
	done   map[communique.DocID]bool // whose rows are in it as they are now

	b       *bleve.Batch
	last    corpus.Entry
	entries int
	rows    int
	bytes   int
}

// add takes in an entry: the rows of the document that it concerns, as the
// whole log now has it. Entries of one document that stand close together cost
// one replacement; where a later one is not yet due, it is merely done early.
func (b *batch) add(ctx context.Context, e corpus.Entry) error {
	i := b.index
	i.mu.RLock()
	defer i.mu.RUnlock()
	if i.b == nil {
		return errClosed
	}
	b.last = e
	b.entries++
	if e.Document == "" {
		return nil
	}
	return b.replace(ctx, e.Document)
}

// replace takes in the rows of a document, once. The index is locked for reading.
func (b *batch) replace(ctx context.Context, id communique.DocID) error {
	i := b.index
	if b.b == nil {
		b.b = i.b.NewBatch()
	}
	if b.done[id] {
		return nil
	}
	b.done[id] = true
	rows, err := i.expected(ctx, b.corpus, id)
	if err != nil {
		return err
	}
	err = i.reader(func(r index.IndexReader) error {
		return rowsOf(ctx, r, id, func(id string) error {
			b.b.Delete(id)
			b.rows++
			return nil
		})
	})
	if err != nil {
		return err
	}
	for n := range rows {
		d, err := bleveDocument(&rows[n])
		if err != nil {
			return err
		}
		if err := b.b.IndexAdvanced(d); err != nil {
			return err
		}
	}
	b.rows += len(rows)
	b.bytes += len(rows[0].text)
	return nil
}

func (b *batch) write() error {
	i := b.index
	i.mu.RLock()
	defer i.mu.RUnlock()
	if i.b == nil {
		return errClosed
	}
	if b.b == nil {
		b.b = i.b.NewBatch() // entries that concern no document move the cursor only
	}
	b.b.SetInternal(cursorKey, cursorValue(b.last.Seq, digestOf(b.last)))
	defer i.writes.Add(1)
	return i.b.Batch(b.b)
}

// expected returns the rows that a document should have.
func (i *Index) expected(ctx context.Context, c *corpus.Corpus, id communique.DocID) ([]row, error) {
	h, err := c.History(ctx, id)
	if err != nil {
		return nil, err
	}
	judgements, err := judgementsOf(ctx, c, h)
	if err != nil {
		return nil, err
	}
	return rowMaker{name: i.options.Name, ask: i.options.Ask, judgements: judgements, relations: i.options.Relations}.rows(h)
}

// judgementsOf returns what people last said of the claims of a document:
// Accepted or Rejected, unless it was taken back.
func judgementsOf(ctx context.Context, c *corpus.Corpus, h *corpus.History) (map[communique.ClaimID]string, error) {
	judgements := map[communique.ClaimID]string{}
	asked := map[string]bool{}
	for _, v := range h.Versions {
		if v.Kind != corpus.AnnotationEntry || asked[v.Annotation.Target] ||
			v.Annotation.Kind != communique.Accept && v.Annotation.Kind != communique.Reject {
			continue
		}
		target := v.Annotation.Target
		asked[target] = true
		entries, err := c.Annotations(ctx, target)
		if err != nil {
			return nil, err
		}
		if said := LastSaid(entries); said != "" {
			judgements[communique.ClaimID(target)] = said
		}
	}
	return judgements, nil
}

// LastSaid returns the status that the annotations of a claim give it, in the
// order of the log and without what was taken back: Accepted, Rejected, or "" for
// neither.
func LastSaid(entries []corpus.Entry) (status string) {
	for _, e := range entries {
		switch e.Annotation.Kind {
		case communique.Accept:
			status = Accepted
		case communique.Reject:
			status = Rejected
		}
	}
	return status
}
