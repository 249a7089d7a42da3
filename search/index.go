package search

import (
	"context"
	"errors"
	"iter"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// Options are what an index needs from elsewhere.
type Options struct {
	// Name gives the name of an entity, whose words find it; nil leaves only
	// the words of the id.
	Name func(communique.EntityID) string
}

// Index is an open index. Its methods may be called by many goroutines.
type Index struct{}

var errNotYet = errors.New("search: not yet built")

// Open opens the index in a store folder and makes it where there is none. An
// index that is damaged or was made by another version is deleted and made
// empty, and Notice says why. Where another process has it open, the error is
// corpus.ErrLocked.
func Open(dir string, o Options) (*Index, error) { return nil, errNotYet }

// Close ends the use of the index.
func (i *Index) Close() error { return nil }

// Notice says why Open made the index anew; "" where it did not.
func (i *Index) Notice() string { return "" }

// Bytes returns the size of the index on disk.
func (i *Index) Bytes() int64 { return 0 }

// Cursor returns the sequence number of the last corpus entry that the index has taken in.
func (i *Index) Cursor(ctx context.Context) (uint64, error) { return 0, errNotYet }

// Sync takes in what the corpus holds beyond the cursor and returns how many
// entries that were. It works in batches that each move the cursor, so it may
// be stopped at any time and goes on from there.
func (i *Index) Sync(ctx context.Context, c *corpus.Corpus) (int, error) { return 0, errNotYet }

// Search answers a query. A query that cannot be asked gives an error that
// is a *communique.InvalidError.
func (i *Index) Search(ctx context.Context, q Query) (Result, error) { return Result{}, errNotYet }

// Check compares the index with the corpus and returns what does not agree.
func (i *Index) Check(ctx context.Context, c *corpus.Corpus) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) { yield("", errNotYet) }
}
