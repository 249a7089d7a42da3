package search

import (
	"context"
	"fmt"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// Restate makes the rows of documents anew, because Options.Relations tells
// other relations of their claims than it did when the rows were made. It works
// in batches and may be stopped at any time: then some rows tell the old ones.
func (i *Index) Restate(ctx context.Context, c *corpus.Corpus, docs []communique.DocID) (err error) {
	defer guard(&err)()
	for len(docs) > 0 {
		n, err := i.restate(ctx, c, docs)
		if err != nil {
			return fmt.Errorf("search: restate: %w", err)
		}
		docs = docs[n:]
	}
	return nil
}

// restate writes one batch and returns how many of the documents it took in.
// Between batches others may write.
func (i *Index) restate(ctx context.Context, c *corpus.Corpus, docs []communique.DocID) (n int, err error) {
	done, err := i.turn(ctx)
	if err != nil {
		return 0, err
	}
	defer done()
	i.mu.RLock()
	defer i.mu.RUnlock()
	if i.b == nil {
		return 0, errClosed
	}
	b := batch{index: i, corpus: c, done: map[communique.DocID]bool{}}
	for n < len(docs) && b.rows < batchRows && b.bytes < batchBytes {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if err := b.replace(ctx, docs[n]); err != nil {
			return 0, fmt.Errorf("document %s: %w", docs[n], err)
		}
		n++
	}
	defer i.writes.Add(1)
	return n, i.b.Batch(b.b)
}

// Relations returns in which relations the rows of claims say that they stand;
// claims that stand in none are left out.
func (i *Index) Relations(ctx context.Context) (out map[communique.ClaimID][]string, err error) {
	defer guard(&err)()
	i.mu.RLock()
	defer i.mu.RUnlock()
	if i.b == nil {
		return nil, errClosed
	}
	out = map[communique.ClaimID][]string{}
	err = i.reader(func(r index.IndexReader) error {
		dict, err := r.FieldDict(relationField)
		if err != nil {
			return err
		}
		defer dict.Close()
		for {
			entry, err := dict.Next()
			if err != nil || entry == nil {
				return err
			}
			if err := i.standing(ctx, r, entry.Term, out); err != nil {
				return err
			}
		}
	})
	if err != nil {
		return nil, fmt.Errorf("search: relations: %w", err)
	}
	return out, nil
}

// standing adds the claims whose rows have a relation.
func (i *Index) standing(ctx context.Context, r index.IndexReader, relation string, out map[communique.ClaimID][]string) error {
	return namesWith(ctx, r, relationField, relation, func(name string) error {
		if strings.HasPrefix(name, "c-") { // as communique.NewClaimID makes them; rows of documents and statements sum up
			id := communique.ClaimID(name)
			out[id] = append(out[id], relation)
		}
		return ctx.Err()
	})
}
