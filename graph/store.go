package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	hidalgobolt "github.com/hidal-go/hidalgo/kv/bbolt"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/communique-kg/communique/corpus"
)

// File is the name of the graph's file in a store folder.
const File = "graph.bolt"

// version names the layout of quads and rows. A file of another version is made again.
const version = "1"

// lockWait is how long Open waits for another process to let go of the file.
const lockWait = time.Second

// The keys of our own that stand beside the quads, written in the same commits.
const (
	versionKey   = "version"   // the layout
	cursorKey    = "cursor"    // sequence number of the last entry that is in the graph
	markKey      = "mark"      // digest of that entry, which tells one corpus from another
	referenceKey = "reference" // digest of the reference facts
	revisionKey  = "revision"  // counts the transactions that changed the file
)

// ErrDamaged says that the file cannot be read. Rebuild makes it again.
var ErrDamaged = errors.New("the graph's file is damaged; rebuild makes it again")

// Graph is an open graph. Its methods may be called by many goroutines; readers
// wait for a writer only in the moments in which its file grows or is exchanged.
type Graph struct {
	file   string
	notice string

	swap    sync.RWMutex // held for reading by each transaction, for writing while db is exchanged
	db      *hidalgobolt.DB
	writing sync.Mutex // held by who changes the graph

	most   limits // of one transaction of Sync
	memory memory
	tables rowTables
}

// Open opens the graph in a store folder and makes both where there are none. A
// file that is damaged or of another version is deleted and made empty, and
// Notice says so: Sync then fills it again. Where another process has the file
// open, the error is corpus.ErrLocked.
func Open(dir string) (*Graph, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	g := &Graph{file: filepath.Join(dir, File), most: batches}
	db, err := openFile(g.file)
	if errors.Is(err, errUnfit) {
		g.notice = fmt.Sprintf("the graph is made again from the corpus: %v", err)
		if err := os.Remove(g.file); err != nil {
			return nil, fmt.Errorf("graph: %w", err)
		}
		db, err = openFile(g.file)
	}
	if err != nil {
		return nil, fmt.Errorf("graph: %s: %w", g.file, err)
	}
	g.db = db
	os.Remove(g.file + compacting) // of a copy that was interrupted
	return g, nil
}

// errUnfit says that a file is not one that this program can use.
var errUnfit = errors.New("its file cannot be used")

// openFile opens a graph file, or makes an empty one.
func openFile(file string) (db *hidalgobolt.DB, err error) {
	var handle *os.File
	var raw *bolt.DB
	defer catchDamage()()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", errUnfit, p)
		}
		switch {
		case err == nil:
		case raw != nil:
			raw.Close()
		case handle != nil:
			handle.Close() // bbolt panicked and left the file open and locked
		}
	}()
	raw, err = bolt.Open(file, 0o600, &bolt.Options{
		Timeout:      lockWait,
		FreelistType: bolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var err error
			handle, err = os.OpenFile(name, flag, mode)
			return handle, err
		},
	})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, corpus.ErrLocked
	case err != nil && handle == nil:
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errUnfit, err) // what hinders bbolt now lies in the file's bytes
	}
	if err := whole(raw); err != nil {
		return nil, err
	}
	db = hidalgobolt.New(raw)
	if err := initialise(db); err != nil {
		return nil, err
	}
	return db, nil
}

// catchDamage lets the goroutine panic, not die, where the file that is mapped
// into memory ends too early; what it returns ends this.
func catchDamage() (restore func()) {
	before := debug.SetPanicOnFault(true)
	return func() { debug.SetPanicOnFault(before) }
}

// whole reports a file that is shorter than its own account of itself and one
// that holds something other than a graph.
func whole(db *bolt.DB) error {
	return db.View(func(tx *bolt.Tx) error {
		if first, _ := tx.Cursor().First(); first != nil && tx.Bucket(own) == nil {
			return fmt.Errorf("%w: it holds something else", errUnfit)
		}
		info, err := os.Stat(db.Path())
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: it has %d of %d bytes", errUnfit, info.Size(), tx.Size())
		}
		return nil
	})
}

// setIndexes tells Cayley which indexes a new store has. It offers no other way.
var setIndexes = sync.OnceFunc(func() { kv.DefaultQuadIndexes = indexes })

// initialise makes an empty store in a new file and refuses a file of another version.
func initialise(db *hidalgobolt.DB) error {
	ctx := context.Background()
	setIndexes()
	tx, err := db.Tx(ctx, true)
	if err != nil {
		return err
	}
	defer tx.Close()
	fresh := false
	if err := kv.Init(pinned{tx, true}, nil); err == nil {
		fresh = true
	} else if !errors.Is(err, cayley.ErrDatabaseExists) {
		return fmt.Errorf("%w: %w", errUnfit, err)
	}
	have, err := tx.Get(ctx, hidalgo.SKey("meta", "indexes"))
	if err != nil {
		return fmt.Errorf("%w: it names no indexes", errUnfit)
	}
	want, err := json.Marshal(indexes)
	if err != nil {
		return err
	}
	if string(have) != string(want) {
		if fresh {
			return errors.New("the environment variable CAYLEY_KV_INDEXES changes the store's indexes; unset it")
		}
		return fmt.Errorf("%w: it has other indexes", errUnfit)
	}
	t, err := newTransaction(ctx, tx, true)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnfit, err)
	}
	if fresh {
		if err := t.put(versionKey, version); err != nil {
			return err
		}
		return tx.Commit(ctx)
	}
	switch v, err := t.get(versionKey); {
	case err != nil:
		return fmt.Errorf("%w: %w", errUnfit, err)
	case v != version:
		return fmt.Errorf("%w: its version is %q, this program writes %q", errUnfit, v, version)
	}
	return nil
}

// Notice says why the graph had to be made again, "" where nothing happened.
// The user should know: it takes a while until the graph has caught up.
func (g *Graph) Notice() string {
	g.swap.RLock()
	defer g.swap.RUnlock()
	return g.notice
}

// Close ends the use of the graph, after the transactions that are under way.
func (g *Graph) Close() error {
	g.writing.Lock()
	defer g.writing.Unlock()
	g.swap.Lock()
	defer g.swap.Unlock()
	return g.db.Close()
}

// Bytes returns the size of the graph on disk.
func (g *Graph) Bytes() int64 {
	info, err := os.Stat(g.file)
	if err != nil {
		return 0
	}
	return info.Size()
}

// Cursor returns the sequence number of the last entry of the corpus that is in
// the graph, 0 where it is empty.
func (g *Graph) Cursor(ctx context.Context) (cursor uint64, err error) {
	err = g.view(ctx, func(t *transaction) error {
		cursor, err = t.cursor()
		return err
	})
	return cursor, err
}

func (t *transaction) cursor() (uint64, error) {
	s, err := t.get(cursorKey)
	if err != nil || s == "" {
		return 0, err
	}
	return strconv.ParseUint(s, 10, 64)
}

// view runs fn on a snapshot. Views must be short and never nested.
func (g *Graph) view(ctx context.Context, fn func(*transaction) error) error {
	return g.run(ctx, false, fn)
}

// update runs fn in the write transaction and commits where it returns nil. The
// caller holds writing.
func (g *Graph) update(ctx context.Context, fn func(*transaction) error) error {
	var made rowChange
	err := g.run(ctx, true, func(t *transaction) error {
		if err := fn(t); err != nil {
			return err
		}
		n, err := t.revision()
		if err != nil {
			return err
		}
		made = rowChange{n + 1, t.replaced}
		return t.put(revisionKey, strconv.FormatUint(n+1, 10))
	})
	if err == nil && made.labels != nil {
		g.tables.note(made)
	}
	return err
}

func (g *Graph) run(ctx context.Context, writable bool, fn func(*transaction) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	g.swap.RLock()
	defer g.swap.RUnlock()
	tx, err := g.db.Tx(ctx, writable)
	if err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	defer tx.Close()
	// bbolt and Cayley panic on pages that make no sense; a damaged file must not end the server.
	defer catchDamage()()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("graph: %w (%v)", ErrDamaged, p)
		}
	}()
	t, err := newTransaction(ctx, tx, writable)
	if err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	if !writable {
		t.tables = &g.tables
	}
	if err := fn(t); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	// Cayley ends what was cancelled without an error, so a half answer looks whole.
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("graph: %w", err)
	}
	if !writable {
		return nil
	}
	return tx.Commit(ctx)
}
