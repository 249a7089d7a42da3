package search

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// Folder is the name of the index folder in a store folder.
const Folder = "index"

// lockWait is how long Open waits for another process to let go of the index.
const lockWait = "1s"

// The internal keys, which move in the same batch as the rows.
var (
	versionKey = []byte("communique mapping")
	cursorKey  = []byte("communique cursor") // sequence number, 8 bytes, and the digest of its entry
)

// Options are what an index needs from elsewhere.
type Options struct {
	// Name gives the name of an entity, whose words find it; nil leaves only
	// the words of the id. Rows keep the names that they were made with.
	Name func(communique.EntityID) string
	// Ask puts the key of a question into words, which claims are ranked and
	// questions found by; nil leaves Result.Questions empty.
	Ask func(communique.Question) string
	// Relations tells how a claim stands to other answers to its questions; nil
	// knows none. It is asked while rows are made and must be quick. What it gave
	// may change afterwards: see Restate.
	Relations func(communique.ClaimID) []string
	// Edition names what Name and Ask give: another edition of either is another
	// string, such as the version of the program with a digest of the names. An
	// index of another edition is made anew.
	Edition string
}

// Index is an open index. Its methods may be called by many goroutines.
type Index struct {
	path    string
	options Options
	notice  string

	mu      sync.RWMutex  // guards b; whoever asks b reads, whoever replaces or closes it writes
	b       bleve.Index   // nil once closed
	writing chan struct{} // holds a token while somebody writes
	columns columnStore
	asked   askedStore
	writes  atomic.Uint64 // that searches see
}

// errClosed says that the index is no longer open.
var errClosed = errors.New("search: the index is closed")

// Open opens the index in a store folder and makes it where there is none. An
// index that is damaged or was made by another version is deleted and made
// empty, and Notice says why. Where another process has it open, the error is
// corpus.ErrLocked.
func Open(dir string, o Options) (*Index, error) {
	i := &Index{path: filepath.Join(dir, Folder), options: o, writing: make(chan struct{}, 1)}
	b, err := openBleve(i.path, o.version())
	switch {
	case errors.Is(err, corpus.ErrLocked):
		return nil, err
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		i.notice = fmt.Sprintf("the search index was made anew: %v", err)
	default:
		i.b = b
		return i, nil
	}
	if i.b, err = createBleve(i.path, o.version()); err != nil {
		return nil, err
	}
	return i, nil
}

// version names all that decides how rows become fields.
func (o Options) version() string {
	if o.Edition == "" {
		return mappingVersion
	}
	return mappingVersion + " " + o.Edition
}

// openBleve opens an index and proves that it can be used. The error says that
// there is none (fs.ErrNotExist), that it is locked, or why it has to be made anew.
func openBleve(path, version string) (b bleve.Index, err error) {
	defer guard(&err)()
	if entries, err := os.ReadDir(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return nil, fmt.Errorf("it cannot be read: %w", err)
	} else if len(entries) == 0 {
		return nil, fs.ErrNotExist
	}
	broken := brokenSegments(path)
	b, err = bleve.OpenUsing(path, map[string]any{"bolt_timeout": lockWait})
	if err != nil {
		if err.Error() == "timeout" {
			return nil, fmt.Errorf("search: %s: %w", path, corpus.ErrLocked)
		}
		return nil, fmt.Errorf("it is damaged: %s", firstLine(err))
	}
	err = prove(b, version)
	for _, file := range broken {
		if _, gone := os.Stat(file); gone == nil && err == nil {
			err = fmt.Errorf("it is damaged: the checksum of %s is wrong", filepath.Base(file))
		}
	}
	if err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// prove reports why an open index cannot be used.
func prove(b bleve.Index, want string) error {
	plain, err := b.GetInternal(versionKey)
	if err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	version, edition, _ := strings.Cut(string(plain), " ")
	switch _, wantEdition, _ := strings.Cut(want, " "); {
	case version != mappingVersion:
		return fmt.Errorf("it has version %q, this program makes %q", version, mappingVersion)
	case edition != wantEdition:
		return fmt.Errorf("names or questions have changed since: it has edition %q, this program makes %q", edition, wantEdition)
	}
	if _, err := b.DocCount(); err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	return nil
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// createBleve makes an empty index in place of whatever is there.
func createBleve(path, version string) (bleve.Index, error) {
	fail := func(err error) (bleve.Index, error) { return nil, fmt.Errorf("search: %s: %w", path, err) }
	if err := os.RemoveAll(path); err != nil {
		return fail(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fail(err)
	}
	b, err := bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, map[string]any{"bolt_timeout": lockWait})
	if err != nil {
		return fail(err)
	}
	if err := b.SetInternal(versionKey, []byte(version)); err != nil {
		b.Close()
		return fail(err)
	}
	return b, nil
}

// Close ends the use of the index, once those who ask it are done. A second
// Close does nothing.
func (i *Index) Close() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.b == nil {
		return nil
	}
	err := i.b.Close()
	i.b = nil
	return err
}

// turn waits until nobody else writes. The caller gives the turn back by done.
func (i *Index) turn(ctx context.Context) (done func(), err error) {
	select {
	case i.writing <- struct{}{}:
		return func() { <-i.writing }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Notice says why Open made the index anew; "" where it did not.
func (i *Index) Notice() string { return i.notice }

// Writes counts what was written since the index was opened. It is counted after
// searches see it, so two searches have the same answer where it was the same before
// the first and before the second.
func (i *Index) Writes() uint64 { return i.writes.Load() }

// Warm makes what the first searches would wait for. While it does, searches are
// answered without it.
func (i *Index) Warm(ctx context.Context) (err error) {
	i.mu.RLock()
	defer i.mu.RUnlock()
	defer guard(&err)()
	return i.reader(func(r index.IndexReader) error {
		cols, err := i.columns.at(ctx, r)
		if err != nil || cols == nil {
			return err
		}
		e, err := i.columns.evaluation(cols, r)
		if err != nil {
			return err
		}
		defer e.end()
		return e.warm(ctx)
	})
}

// Bytes returns the size of the index on disk.
func (i *Index) Bytes() (n int64) {
	// A file that is merged away during the walk counts as nothing.
	filepath.WalkDir(i.path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil
		}
		if info, err := e.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}

// Cursor returns the sequence number of the last corpus entry that the index
// has taken in, 0 where it is empty.
func (i *Index) Cursor(ctx context.Context) (uint64, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	i.mu.RLock()
	defer i.mu.RUnlock()
	seq, _, err := i.cursor()
	return seq, err
}

// cursor returns the cursor and the digest of the entry it stands on. The
// caller holds i.mu.
func (i *Index) cursor() (seq uint64, digest string, err error) {
	if i.b == nil {
		return 0, "", errClosed
	}
	v, err := i.b.GetInternal(cursorKey)
	if err != nil {
		return 0, "", fmt.Errorf("search: cursor: %w", err)
	}
	if len(v) < 8 {
		return 0, "", nil
	}
	return binary.BigEndian.Uint64(v), string(v[8:]), nil
}

func cursorValue(seq uint64, digest string) []byte {
	return append(binary.BigEndian.AppendUint64(nil, seq), digest...)
}

// reader runs fn on a snapshot of the index. The caller holds i.mu.
func (i *Index) reader(fn func(index.IndexReader) error) (err error) {
	if i.b == nil {
		return errClosed
	}
	inner, err := i.b.Advanced()
	if err != nil {
		return err
	}
	r, err := inner.Reader()
	if err != nil {
		return err
	}
	defer func() {
		if cerr := r.Close(); err == nil {
			err = cerr
		}
	}()
	return fn(r)
}

// rowsOf returns the ids of the rows of a document, and what they store if
// wanted. The caller holds i.mu.
func rowsOf(ctx context.Context, r index.IndexReader, id communique.DocID, fn func(id string) error) error {
	return namesWith(ctx, r, documentField, string(id), fn)
}

// namesWith calls fn with the name of every row whose field has the value.
func namesWith(ctx context.Context, r index.IndexReader, field, value string, fn func(name string) error) error {
	terms, err := r.TermFieldReader(ctx, []byte(value), field, false, false, false)
	if err != nil {
		return err
	}
	defer terms.Close()
	for {
		hit, err := terms.Next(nil)
		if err != nil || hit == nil {
			return err
		}
		name, err := r.ExternalID(hit.ID)
		if err != nil {
			return err
		}
		if err := fn(name); err != nil {
			return err
		}
	}
}
