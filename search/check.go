package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// Check compares the index with the corpus and returns what does not agree:
// the cursor, rows that are missing, stale, or should not be there. An error
// instead of a problem means that the check itself could not go on.
func (i *Index) Check(ctx context.Context, c *corpus.Corpus) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		// No lock is held while the caller works.
		have, err := i.Cursor(ctx)
		if err == nil {
			var last uint64
			if last, err = c.Last(ctx); err == nil && have != last {
				yield(fmt.Sprintf("search: the index stands at entry %d, the corpus at %d", have, last), nil)
				return // of rows that are behind nothing more can be said
			}
		}
		if err != nil {
			yield("", err)
			return
		}
		total := uint64(0)
		for id, err := range c.Documents(ctx) {
			var problems []string
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				var n int
				n, problems, err = i.checkDocument(ctx, c, id)
				total += uint64(n)
			}
			if err != nil {
				yield("", fmt.Errorf("search: check: %w", err))
				return
			}
			for _, p := range problems {
				if !yield(p, nil) {
					return
				}
			}
		}
		i.mu.RLock()
		held := uint64(0)
		err = i.reader(func(r index.IndexReader) (err error) {
			held, err = r.DocCount()
			return err
		})
		i.mu.RUnlock()
		switch {
		case err != nil:
			yield("", fmt.Errorf("search: check: %w", err))
		case held != total:
			yield(fmt.Sprintf("search: %d of the %d rows belong to documents that the corpus does not have", held-total, held), nil)
		}
	}
}

// checkDocument returns how many rows of a document the index holds and what
// is wrong with them.
func (i *Index) checkDocument(ctx context.Context, c *corpus.Corpus, id communique.DocID) (held int, problems []string, err error) {
	rows, err := i.expected(ctx, c, id)
	if err != nil {
		return 0, nil, err
	}
	want := map[string]string{}
	for n := range rows {
		want[rows[n].Stored.id()] = rows[n].Stored.Digest
	}
	i.mu.RLock()
	defer i.mu.RUnlock()
	err = i.reader(func(r index.IndexReader) error {
		return rowsOf(ctx, r, id, func(name string) error {
			held++
			digest, ok := want[name]
			if !ok {
				problems = append(problems, fmt.Sprintf("search: row %s of document %s is not in the corpus", name, id))
				return nil
			}
			delete(want, name)
			s, _, err := readStored(r, name)
			if err != nil {
				problems = append(problems, fmt.Sprintf("search: row %s of document %s: %v", name, id, err))
			} else if s.Digest != digest {
				problems = append(problems, fmt.Sprintf("search: row %s of document %s is not as the corpus has it", name, id))
			}
			return nil
		})
	})
	for n := range rows {
		if name := rows[n].Stored.id(); want[name] != "" {
			problems = append(problems, fmt.Sprintf("search: row %s of document %s is missing", name, id))
		}
	}
	return held, problems, err
}

// readStored returns what a row stores, and the text of a document's row.
func readStored(r index.IndexReader, name string) (s stored, body string, err error) {
	id, err := r.InternalID(name)
	if err != nil {
		return s, "", err
	}
	if id == nil {
		return s, "", communique.ErrNotFound
	}
	var bad error
	err = visitStored(r, id.Value(), func(field string, value []byte) bool {
		switch field {
		case storedField:
			bad = json.Unmarshal(value, &s)
		case bodyField:
			body = string(value)
		}
		return true
	})
	return s, body, cmp.Or(err, bad)
}

// visitStored calls fn with the fields that a row stores, until it returns false.
// A value is good until fn returns.
func visitStored(r index.IndexReader, row uint64, fn func(field string, value []byte) bool) error {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return fmt.Errorf("an index of another kind: %T", r) // unreachable: createBleve makes no other
	}
	for _, seg := range snapshot.Segments() {
		if count := seg.Segment().Count(); row >= count {
			row -= count
			continue
		}
		return seg.VisitDocument(row, func(field string, _ byte, value []byte, _ []uint64) bool { return fn(field, value) })
	}
	return communique.ErrNotFound
}
