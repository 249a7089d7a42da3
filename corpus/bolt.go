package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// File is the name of the corpus file in a store folder.
const File = "corpus.bolt"

// lockWait is how long Open waits for another process to let go of the file:
// long enough for a command that is just ending, short enough to be told at once.
const lockWait = time.Second

// Open opens the corpus in a store folder and makes both where there are none.
// It returns ErrLocked where another process has it open.
func Open(dir string) (*Corpus, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	b, err := openBolt(filepath.Join(dir, File), false)
	if err != nil {
		return nil, err
	}
	return newCorpus(b)
}

// OpenFile opens a corpus file, such as a backup, for reading only.
func OpenFile(file string) (*Corpus, error) {
	b, err := openBolt(file, true)
	if err != nil {
		return nil, err
	}
	return newCorpus(b)
}

type boltBackend struct {
	db *bolt.DB
}

func openBolt(file string, readOnly bool) (*boltBackend, error) {
	if readOnly {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("corpus: %w", err)
		}
	}
	db, err := bolt.Open(file, 0o600, &bolt.Options{
		Timeout:      lockWait,
		ReadOnly:     readOnly,
		FreelistType: bolt.FreelistMapType,
	})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("corpus: %s: %w", file, ErrLocked)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, fmt.Errorf("corpus: %s is not a corpus file, as backup writes it: %w", file, err)
	case err != nil:
		return nil, fmt.Errorf("corpus: %s: %w", file, err)
	}
	b := &boltBackend{db: db}
	if readOnly {
		return b, nil
	}
	err = db.Update(func(btx *bolt.Tx) error {
		for _, t := range tables {
			if _, err := btx.CreateBucketIfNotExists([]byte(t)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("corpus: %s: %w", file, err)
	}
	return b, nil
}

func (b *boltBackend) view(ctx context.Context, fn func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.db.View(func(btx *bolt.Tx) error { return fn(boltTx{btx}) })
}

func (b *boltBackend) update(ctx context.Context, fn func(tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.db.Update(func(btx *bolt.Tx) error { return fn(boltTx{btx}) })
}

func (b *boltBackend) backup(ctx context.Context, w io.Writer) (n int64, err error) {
	err = b.db.View(func(btx *bolt.Tx) error {
		n, err = btx.WriteTo(contextWriter{ctx, w})
		return err
	})
	return n, err
}

func (b *boltBackend) bytes() int64 {
	info, err := os.Stat(b.db.Path())
	if err != nil {
		return 0
	}
	return info.Size()
}

func (b *boltBackend) close() error { return b.db.Close() }

// contextWriter stops a long copy when its context ends.
type contextWriter struct {
	ctx context.Context
	w   io.Writer
}

func (c contextWriter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.w.Write(p)
}

type boltTx struct{ btx *bolt.Tx }

func (t boltTx) bucket(name table) *bolt.Bucket { return t.btx.Bucket([]byte(name)) }

func (t boltTx) get(name table, key []byte) []byte {
	b := t.bucket(name)
	if b == nil {
		return nil
	}
	return b.Get(key)
}

func (t boltTx) put(name table, key, value []byte) error { return t.bucket(name).Put(key, value) }

func (t boltTx) scan(name table, from, prefix []byte, fn func(key, value []byte) bool) {
	b := t.bucket(name)
	if b == nil {
		return
	}
	c := b.Cursor()
	for k, v := c.Seek(from); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if !fn(k, v) {
			return
		}
	}
}

func (t boltTx) last(name table) (key, value []byte) {
	b := t.bucket(name)
	if b == nil {
		return nil, nil
	}
	return b.Cursor().Last()
}
