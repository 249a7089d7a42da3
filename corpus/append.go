package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/communique-kg/communique"
)

// Appended says what an append did.
type Appended struct {
	Seq   uint64 // the entry that now holds it: a new one, or the one that held it already
	Added bool   // whether the log grew
}

// Append adds a reading of a document together with its original bytes. Where
// the corpus holds the same reading already, it adds only what the sources say
// that is new, if anything. The document is validated first; an invalid one is
// refused with a *communique.InvalidError and nothing is written.
func (c *Corpus) Append(ctx context.Context, by Agent, d *communique.Document, original []byte) (Appended, error) {
	if err := d.Validate(); err != nil {
		return Appended{}, fmt.Errorf("corpus: %w", err)
	}
	if got := communique.DocIDOf(original); got != d.ID {
		return Appended{}, fmt.Errorf("corpus: %w", &communique.InvalidError{Document: d.ID, What: "original", Err: fmt.Errorf("hash is %s", got)})
	}
	bare := withoutSources(d)
	plain, err := json.Marshal(bare)
	if err != nil {
		return Appended{}, fmt.Errorf("corpus: document %s: %w", d.ID, err)
	}
	digest := sha256.Sum256(plain)
	whole, err := json.Marshal(d)
	if err != nil {
		return Appended{}, fmt.Errorf("corpus: document %s: %w", d.ID, err)
	}
	// Packing is the slow part and needs no transaction.
	reading, text, bytes := pack(whole), pack([]byte(d.Text)), pack(original)
	name := hex.EncodeToString(digest[:])
	return c.write(ctx, func(t tx, e Entry) (Appended, error) {
		sources, held, err := known(t, d.ID)
		if err != nil {
			return Appended{}, err
		}
		if held.Reading == name {
			out := Appended{Seq: held.Seq}
			for _, s := range d.Sources {
				more := addSource(sources, s)
				if len(more) == len(sources) {
					continue
				}
				sources = more
				e.Kind, e.Document, e.Source, e.Agent = SourceEntry, d.ID, &s, by
				if err := put(t, e); err != nil {
					return out, err
				}
				out = Appended{Seq: e.Seq, Added: true}
				e.Seq++
			}
			if out.Added {
				return out, putSheet(t, d.ID)
			}
			return out, nil
		}
		fresh := held.Seq == 0
		e.Kind, e.Document, e.Reading, e.Agent = ReadingEntry, d.ID, name, by
		if err := put(t, e); err != nil {
			return Appended{}, err
		}
		for _, p := range []struct {
			t          table
			key, value []byte
		}{
			{readingTable, seqKey(e.Seq), reading},
			{textTable, []byte(d.TextID), text},
			{originalTable, []byte(d.ID), bytes},
		} {
			if err := t.put(p.t, p.key, p.value); err != nil {
				return Appended{}, err
			}
		}
		for i := range d.Claims {
			if err := t.put(claimTable, []byte(d.Claims[i].ID), []byte(d.ID)); err != nil {
				return Appended{}, err
			}
		}
		if fresh {
			return Appended{Seq: e.Seq, Added: true}, writeSheet(t, d.ID, firstHistory(e, d))
		}
		return Appended{Seq: e.Seq, Added: true}, putSheet(t, d.ID)
	})
}

// AddSource records that a known document was also published elsewhere.
// It returns communique.ErrNotFound for an unknown document and adds nothing
// where the source says nothing new.
func (c *Corpus) AddSource(ctx context.Context, by Agent, id communique.DocID, s communique.Source) (Appended, error) {
	if err := s.Published.Validate(); err != nil {
		return Appended{}, fmt.Errorf("corpus: %w", &communique.InvalidError{Document: id, What: "source", Err: err})
	}
	return c.write(ctx, func(t tx, e Entry) (Appended, error) {
		sources, held, err := known(t, id)
		if err != nil {
			return Appended{}, err
		}
		if held.Seq == 0 {
			return Appended{}, fmt.Errorf("corpus: document %s: %w", id, communique.ErrNotFound)
		}
		if len(addSource(sources, s)) == len(sources) {
			return Appended{Seq: held.Seq}, nil
		}
		e.Kind, e.Document, e.Source, e.Agent = SourceEntry, id, &s, by
		if err := put(t, e); err != nil {
			return Appended{}, err
		}
		return Appended{Seq: e.Seq, Added: true}, putSheet(t, id)
	})
}

// Annotate records what a person says. Its target must exist; a second Undo of
// the same annotation is refused.
func (c *Corpus) Annotate(ctx context.Context, by Agent, a communique.Annotation) (Appended, error) {
	if err := a.Validate(); err != nil {
		return Appended{}, fmt.Errorf("corpus: %w", err)
	}
	return c.write(ctx, func(t tx, e Entry) (Appended, error) {
		doc, err := target(t, a)
		if err != nil {
			return Appended{}, err
		}
		e.Kind, e.Document, e.Annotation, e.Agent = AnnotationEntry, doc, &a, by
		if err := put(t, e); err != nil || doc == "" {
			return Appended{Seq: e.Seq, Added: true}, err
		}
		return Appended{Seq: e.Seq, Added: true}, putSheet(t, doc)
	})
}

// target returns the document that an annotation concerns, "" for an entity.
func target(t tx, a communique.Annotation) (communique.DocID, error) {
	missing := func(what string) error {
		return fmt.Errorf("corpus: %s %s: %w", what, a.Target, communique.ErrNotFound)
	}
	switch a.Kind {
	case communique.Undo:
		seq, err := strconv.ParseUint(a.Target, 10, 64)
		if err != nil {
			return "", fmt.Errorf("corpus: %w", &communique.InvalidError{What: "undo", Err: fmt.Errorf("%q is no sequence number", a.Target)})
		}
		value := t.get(logTable, seqKey(seq))
		if value == nil {
			return "", missing("entry")
		}
		e, err := decodeEntry(seqKey(seq), value)
		if err != nil {
			return "", err
		}
		if e.Kind != AnnotationEntry {
			return "", fmt.Errorf("corpus: %w", &communique.InvalidError{What: "undo", Err: fmt.Errorf("entry %d is a %s, not an annotation", seq, e.Kind)})
		}
		if undone(t, seq) {
			return "", fmt.Errorf("corpus: %w", &communique.InvalidError{What: "undo", Err: fmt.Errorf("entry %d is undone already", seq)})
		}
		return e.Document, nil
	case communique.Retract:
		if t.get(originalTable, []byte(a.Target)) == nil {
			return "", missing("document")
		}
		return communique.DocID(a.Target), nil
	case communique.Merge:
		if err := communique.EntityID(a.Target).Validate(); err != nil {
			return "", fmt.Errorf("corpus: %w", &communique.InvalidError{What: "merge", Err: err})
		}
		return "", nil
	}
	doc := t.get(claimTable, []byte(a.Target))
	if doc == nil {
		return "", missing("claim")
	}
	return communique.DocID(doc), nil
}

// known returns the sources of a document and the entry of its newest reading;
// the zero entry where the document is new.
func known(t tx, id communique.DocID) (sources []communique.Source, held Entry, err error) {
	prefix := append([]byte(id), 0)
	t.scan(documentTable, prefix, prefix, func(key, _ []byte) bool {
		seq := key[len(prefix):]
		var e Entry
		if e, err = decodeEntry(seq, t.get(logTable, seq)); err != nil {
			return false
		}
		switch e.Kind {
		case SourceEntry:
			sources = addSource(sources, *e.Source)
		case ReadingEntry:
			held = e
			var plain []byte
			if plain, err = unpack(t.get(readingTable, seq)); err != nil {
				return false
			}
			var d struct{ Sources []communique.Source }
			if err = json.Unmarshal(plain, &d); err != nil {
				return false
			}
			for _, s := range d.Sources {
				sources = addSource(sources, s)
			}
		}
		return true
	})
	return sources, held, err
}

// withoutSources is the part of a document that its bytes and the reader decide.
func withoutSources(d *communique.Document) communique.Document {
	bare := *d
	bare.Sources = nil
	return bare
}

// put writes an entry and its places in the log by document and by target.
func put(t tx, e Entry) error {
	value, err := json.Marshal(e)
	if err != nil {
		return err
	}
	key := seqKey(e.Seq)
	if err := t.put(logTable, key, value); err != nil {
		return err
	}
	if e.Document != "" {
		if err := t.put(documentTable, append(append([]byte(e.Document), 0), key...), []byte(e.Kind)); err != nil {
			return err
		}
	}
	if e.Annotation != nil {
		return t.put(annotationsTable, append(append([]byte(e.Annotation.Target), 0), key...), nil)
	}
	return nil
}

// request is one append that waits for its turn in a commit.
type request struct {
	do   func(tx, Entry) (Appended, error)
	out  Appended
	err  error
	done chan struct{}
}

// write runs do in a write transaction with an entry that has the next sequence
// number and the time. Requests that arrive while a commit is under way share
// the next one, so that many writers pay for few disk syncs.
func (c *Corpus) write(ctx context.Context, do func(tx, Entry) (Appended, error)) (Appended, error) {
	r := &request{do: do, done: make(chan struct{})}
	c.mu.Lock()
	c.queue = append(c.queue, r)
	c.mu.Unlock()

	c.writing.Lock()
	c.mu.Lock()
	batch := c.queue
	c.queue = nil
	c.mu.Unlock()
	if len(batch) > 0 {
		c.commit(context.WithoutCancel(ctx), batch) // others' requests ride along: one caller's end must not fail them
	}
	c.writing.Unlock()
	<-r.done
	return r.out, r.err
}

// errRefused ends a transaction because one of its requests failed.
var errRefused = errors.New("refused")

// commit writes a batch; where one request is refused, the others are written
// without it.
func (c *Corpus) commit(ctx context.Context, batch []*request) {
	for len(batch) > 0 {
		var refused *request
		err := c.b.update(ctx, func(t tx) error {
			before := lastSeq(t)
			e := Entry{Seq: before + 1, Recorded: c.now().UTC()}
			if _, value := t.last(logTable); value != nil {
				var last Entry
				if err := json.Unmarshal(value, &last); err != nil {
					return err
				}
				if e.Recorded.Before(last.Recorded) {
					e.Recorded = last.Recorded // a clock that was set back must not reorder the log
				}
			}
			for _, r := range batch {
				if r.out, r.err = r.do(t, e); r.err != nil {
					refused = r
					return errRefused
				}
				e.Seq = lastSeq(t) + 1
			}
			if now := lastSeq(t); now > before && sheetsUpTo(t) == before {
				return putSheetsUpTo(t, now) // each request wrote the sheet of its document
			}
			return nil
		})
		if refused != nil {
			close(refused.done)
			rest := batch[:0:0]
			for _, r := range batch {
				if r != refused {
					rest = append(rest, r)
				}
			}
			batch = rest
			continue
		}
		for _, r := range batch {
			if err != nil {
				r.out, r.err = Appended{}, fmt.Errorf("corpus: %w", err)
			}
			close(r.done)
		}
		return
	}
}
