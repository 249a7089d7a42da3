package corpus

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"sync"
	"time"

	"github.com/communique-kg/communique"
)

// ErrLocked says that another process has the store open.
var ErrLocked = errors.New("the store is in use by another process; stop it, or give another --store")

// format is the version of the layout in backend.go. A corpus of another
// version is refused, because what it holds cannot be made again.
const format = "1"

// Corpus is an open log. Its methods may be called by many goroutines.
type Corpus struct {
	b   backend
	now func() time.Time

	mu      sync.Mutex // guards queue
	queue   []*request
	writing sync.Mutex // held by the goroutine that commits the queue
}

// Agent names who or what wrote an entry: "communique 0.1.0", "alice".
type Agent string

// EntryKind is what an entry of the log holds.
type EntryKind string

// The kinds of entry.
const (
	ReadingEntry    EntryKind = "reading"    // a document as one reader version read it
	SourceEntry     EntryKind = "source"     // a further source of a known document
	AnnotationEntry EntryKind = "annotation" // what a person said
)

// Entry is one line of the log.
type Entry struct {
	Seq        uint64                 `json:"seq"` // from 1, without gaps
	Recorded   time.Time              `json:"recorded"`
	Agent      Agent                  `json:"agent"`
	Kind       EntryKind              `json:"kind"`
	Document   communique.DocID       `json:"document,omitempty"` // what it concerns; for an annotation that of its target, "" for an entity
	Reading    string                 `json:"reading,omitempty"`  // digest of a reading
	Source     *communique.Source     `json:"source,omitempty"`
	Annotation *communique.Annotation `json:"annotation,omitempty"`
}

func newCorpus(b backend) (*Corpus, error) {
	c := &Corpus{b: b, now: time.Now}
	ctx := context.Background()
	var have []byte
	err := b.view(ctx, func(t tx) error {
		have = append(have, t.get(metaTable, []byte("format"))...)
		return nil
	})
	if err == nil && have == nil {
		err = b.update(ctx, func(t tx) error { return t.put(metaTable, []byte("format"), []byte(format)) })
		have = []byte(format)
	}
	if err == nil && string(have) != format {
		err = fmt.Errorf("its format is %q, this program reads %q; use the program version that wrote it to export", have, format)
	}
	if err != nil {
		b.close()
		return nil, fmt.Errorf("corpus: %w", err)
	}
	return c, nil
}

// Close ends the use of the corpus.
func (c *Corpus) Close() error { return c.b.close() }

// Bytes returns the size of the corpus on disk.
func (c *Corpus) Bytes() int64 { return c.b.bytes() }

// Last returns the sequence number of the newest entry, 0 where there is none.
func (c *Corpus) Last(ctx context.Context) (seq uint64, err error) {
	err = c.b.view(ctx, func(t tx) error {
		seq = lastSeq(t)
		return nil
	})
	return seq, err
}

func lastSeq(t tx) uint64 {
	key, _ := t.last(logTable)
	if key == nil {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// Entries returns the entries after since, in order. It reads in pages, so that
// no transaction is open while the caller works.
func (c *Corpus) Entries(ctx context.Context, since uint64) iter.Seq2[Entry, error] {
	const page = 256
	return func(yield func(Entry, error) bool) {
		for {
			var entries []Entry
			err := c.b.view(ctx, func(t tx) error {
				var bad error
				t.scan(logTable, seqKey(since+1), nil, func(key, value []byte) bool {
					var e Entry
					if e, bad = decodeEntry(key, value); bad != nil {
						return false
					}
					entries = append(entries, e)
					return len(entries) < page
				})
				return bad
			})
			for _, e := range entries {
				if !yield(e, nil) {
					return
				}
				since = e.Seq
			}
			if err != nil {
				yield(Entry{}, err)
				return
			}
			if len(entries) < page {
				return
			}
		}
	}
}

func decodeEntry(key, value []byte) (Entry, error) {
	var e Entry
	if err := json.Unmarshal(value, &e); err != nil {
		return e, fmt.Errorf("corpus: entry %x: %w", key, err)
	}
	if binary.BigEndian.Uint64(key) != e.Seq {
		return e, fmt.Errorf("corpus: entry %x says that it is %d", key, e.Seq)
	}
	return e, nil
}

// Has reports whether the corpus holds a document.
func (c *Corpus) Has(ctx context.Context, id communique.DocID) (ok bool, err error) {
	err = c.b.view(ctx, func(t tx) error {
		ok = t.get(originalTable, []byte(id)) != nil
		return nil
	})
	return ok, err
}

// Original returns the bytes of a document as they came, or communique.ErrNotFound.
func (c *Corpus) Original(ctx context.Context, id communique.DocID) ([]byte, error) {
	var packed []byte
	err := c.b.view(ctx, func(t tx) error {
		v := t.get(originalTable, []byte(id))
		if v == nil {
			return communique.ErrNotFound
		}
		packed = append(packed, v...)
		return nil
	})
	if err == nil {
		var b []byte
		if b, err = unpack(packed); err == nil {
			return b, nil
		}
	}
	return nil, fmt.Errorf("corpus: original of %s: %w", id, err)
}

// Document returns a document as it was last read, with every source that it
// has, or communique.ErrNotFound.
func (c *Corpus) Document(ctx context.Context, id communique.DocID) (*communique.Document, error) {
	h, err := c.History(ctx, id)
	if err != nil {
		return nil, err
	}
	return h.Current(), nil
}

// Claim returns the record of a claim, or communique.ErrNotFound. A claim that
// only an older reading held comes with that reading. It reads the whole
// document; Held does not.
func (c *Corpus) Claim(ctx context.Context, id communique.ClaimID) (communique.Record, error) {
	doc, err := c.DocumentOf(ctx, id)
	if err != nil {
		return communique.Record{}, err
	}
	h, err := c.History(ctx, doc)
	if err != nil {
		return communique.Record{}, err
	}
	for _, r := range h.Records() {
		if r.Claim.ID == id {
			return r, nil
		}
	}
	return communique.Record{}, fmt.Errorf("corpus: claim %s: %w", id, communique.ErrNotFound)
}

// DocumentOf returns the document of a claim, or communique.ErrNotFound.
func (c *Corpus) DocumentOf(ctx context.Context, id communique.ClaimID) (doc communique.DocID, err error) {
	err = c.b.view(ctx, func(t tx) error {
		doc = communique.DocID(t.get(claimTable, []byte(id)))
		return nil
	})
	if err == nil && doc == "" {
		err = fmt.Errorf("corpus: claim %s: %w", id, communique.ErrNotFound)
	}
	return doc, err
}

// Documents returns the ids of all documents, in the order of the ids.
func (c *Corpus) Documents(ctx context.Context) iter.Seq2[communique.DocID, error] {
	const page = 1024
	return func(yield func(communique.DocID, error) bool) {
		var from []byte
		for {
			var ids []communique.DocID
			err := c.b.view(ctx, func(t tx) error {
				t.scan(originalTable, from, nil, func(key, _ []byte) bool {
					ids = append(ids, communique.DocID(key))
					return len(ids) < page
				})
				return nil
			})
			if err != nil {
				yield("", err)
				return
			}
			for _, id := range ids {
				if !yield(id, nil) {
					return
				}
			}
			if len(ids) < page {
				return
			}
			from = append([]byte(ids[len(ids)-1]), 0)
		}
	}
}

// Records returns every claim that the corpus holds or held, by document. It
// scans the whole corpus: it defines what the graph must answer.
func (c *Corpus) Records(ctx context.Context) iter.Seq2[communique.Record, error] {
	return func(yield func(communique.Record, error) bool) {
		for id, err := range c.Documents(ctx) {
			if err != nil {
				yield(communique.Record{}, err)
				return
			}
			h, err := c.History(ctx, id)
			if err != nil {
				yield(communique.Record{}, err)
				return
			}
			for _, r := range h.Records() {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

// Annotations returns the annotations of a target that no Undo took back, oldest first.
func (c *Corpus) Annotations(ctx context.Context, target string) (out []Entry, err error) {
	err = c.b.view(ctx, func(t tx) error {
		out, err = annotationsOf(t, target)
		return err
	})
	return out, err
}

func annotationsOf(t tx, target string) (out []Entry, err error) {
	prefix := append([]byte(target), 0)
	t.scan(annotationsTable, prefix, prefix, func(key, _ []byte) bool {
		if len(key) != len(prefix)+8 {
			return true
		}
		var e Entry
		seq := key[len(prefix):]
		if e, err = decodeEntry(seq, t.get(logTable, seq)); err != nil {
			return false
		}
		if !undone(t, e.Seq) {
			out = append(out, e)
		}
		return true
	})
	return out, err
}

// undone reports whether an annotation was taken back by an Undo that was not
// itself taken back. An undo names a later entry than its target, so this ends.
func undone(t tx, seq uint64) (gone bool) {
	prefix := append([]byte(strconv.FormatUint(seq, 10)), 0)
	t.scan(annotationsTable, prefix, prefix, func(key, _ []byte) bool {
		by := binary.BigEndian.Uint64(key[len(prefix):])
		gone = gone || by > seq && !undone(t, by)
		return !gone
	})
	return gone
}

// Backup writes one consistent copy of the corpus to w, while others read and
// write, and returns its size. A backup is a corpus file: OpenFile reads it.
func (c *Corpus) Backup(ctx context.Context, w io.Writer) (int64, error) {
	n, err := c.b.backup(ctx, w)
	if err != nil {
		return n, fmt.Errorf("corpus: backup: %w", err)
	}
	return n, nil
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }
