package corpus

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/communique-kg/communique"
)

// History is all that the log says of one document, oldest first.
type History struct {
	Versions []Version
	current  *communique.Document
}

// Version is the state of a document after one entry of the log.
type Version struct {
	Entry
	Reading   *communique.Document // what was read; the same pointer until the next reading
	Retracted bool
}

// History returns what the log says of a document, or communique.ErrNotFound.
// Readings carry every source that the document has today; only the current
// one carries its Text.
func (c *Corpus) History(ctx context.Context, id communique.DocID) (*History, error) {
	var packed packedHistory
	err := c.b.view(ctx, func(t tx) (err error) {
		packed, err = historyOf(t, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("corpus: document %s: %w", id, err)
	}
	// Unpacking is the slow part and needs no transaction; texts are never changed.
	return packed.open(id, func(text communique.TextID) (packed []byte, err error) {
		err = c.b.view(ctx, func(t tx) error {
			packed = slices.Clone(t.get(textTable, []byte(text)))
			return nil
		})
		return packed, err
	})
}

// historyIn is History inside a transaction.
func historyIn(t tx, id communique.DocID) (*History, error) {
	packed, err := historyOf(t, id)
	if err != nil {
		return nil, fmt.Errorf("corpus: document %s: %w", id, err)
	}
	return packed.open(id, func(text communique.TextID) ([]byte, error) { return t.get(textTable, []byte(text)), nil })
}

// packedHistory is what the log has of a document, as it is stored.
type packedHistory struct {
	versions []Version
	readings []packedReading
}

type packedReading struct {
	seq  uint64
	data []byte
}

// historyOf collects what the log has of a document.
func historyOf(t tx, id communique.DocID) (p packedHistory, err error) {
	prefix := append([]byte(id), 0)
	t.scan(documentTable, prefix, prefix, func(key, _ []byte) bool {
		seq := key[len(prefix):]
		var e Entry
		if e, err = decodeEntry(seq, t.get(logTable, seq)); err != nil {
			return false
		}
		if e.Kind == ReadingEntry {
			p.readings = append(p.readings, packedReading{e.Seq, slices.Clone(t.get(readingTable, seq))})
		}
		p.versions = append(p.versions, Version{Entry: e})
		return true
	})
	if err == nil && len(p.readings) == 0 {
		err = communique.ErrNotFound
	}
	return p, err
}

// open decodes the readings and the text of the newest, which text gets packed.
func (p packedHistory) open(id communique.DocID, text func(communique.TextID) ([]byte, error)) (*History, error) {
	h := &History{Versions: p.versions}
	docs := map[uint64]*communique.Document{}
	for _, r := range p.readings {
		data, err := unpack(r.data)
		if err != nil {
			return nil, fmt.Errorf("corpus: document %s: %w", id, err)
		}
		d := new(communique.Document)
		if err := json.Unmarshal(data, d); err != nil {
			return nil, fmt.Errorf("corpus: document %s: %w", id, err)
		}
		docs[r.seq], h.current = d, d
	}
	packed, err := text(h.current.TextID)
	if err != nil {
		return nil, fmt.Errorf("corpus: text of %s: %w", id, err)
	}
	plain, err := unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("corpus: text of %s: %w", id, err)
	}
	h.current.Text = string(plain)
	h.place(docs)
	return h, nil
}

// firstHistory is the history of a document that the log has just met.
func firstHistory(e Entry, d *communique.Document) *History {
	whole := *d
	h := &History{Versions: []Version{{Entry: e}}, current: &whole}
	h.place(map[uint64]*communique.Document{e.Seq: &whole})
	return h
}

// place sets reading, sources and retraction of each version.
func (h *History) place(docs map[uint64]*communique.Document) {
	var sources []communique.Source
	var retractions, undos []Entry
	for _, v := range h.Versions {
		switch {
		case v.Kind == ReadingEntry:
			for _, s := range docs[v.Seq].Sources {
				sources = addSource(sources, s)
			}
		case v.Kind == SourceEntry:
			sources = addSource(sources, *v.Source)
		case v.Annotation.Kind == communique.Retract:
			retractions = append(retractions, v.Entry)
		case v.Annotation.Kind == communique.Undo:
			undos = append(undos, v.Entry)
		}
	}
	var reading *communique.Document
	for i := range h.Versions {
		v := &h.Versions[i]
		if v.Kind == ReadingEntry {
			reading = docs[v.Seq]
			reading.Sources = sources
		}
		v.Reading = reading
		v.Retracted = slices.ContainsFunc(retractions, func(r Entry) bool {
			return r.Seq <= v.Seq && stands(r.Seq, undos, v.Seq)
		})
	}
}

// stands reports whether annotation seq is in force after entry at, given the
// entries that take annotations, or each other, back.
func stands(seq uint64, undos []Entry, at uint64) bool {
	for _, u := range undos {
		if u.Seq <= at && u.Annotation.Target == strconv.FormatUint(seq, 10) && stands(u.Seq, undos, at) {
			return false
		}
	}
	return true
}

// Current returns the document as last read, with its text.
func (h *History) Current() *communique.Document { return h.current }

// Retracted reports whether the document is retracted now.
func (h *History) Retracted() bool { return h.Versions[len(h.Versions)-1].Retracted }

// Recorded returns when the document was first recorded.
func (h *History) Recorded() time.Time { return h.Versions[0].Entry.Recorded }

// Records returns every claim that a reading of the document held, each as the
// newest reading that held it has it, in the order of the current reading and
// then of older ones.
//
// A claim is held from the day of the first entry after which it stands in the
// current reading of a document that is not retracted, to the day before it no
// longer does; a day is judged by its end.
func (h *History) Records() []communique.Record {
	index := map[communique.ClaimID]int{}
	var records []communique.Record
	add := func(d *communique.Document) {
		for i := range d.Claims {
			if c := &d.Claims[i]; !has(index, c.ID) {
				index[c.ID] = len(records)
				records = append(records, communique.Record{Claim: c, Document: withoutText(d)})
			}
		}
	}
	for _, v := range slices.Backward(h.Versions) {
		if v.Kind == ReadingEntry {
			add(v.Reading)
		}
	}
	var before *communique.Document
	for _, v := range h.Versions {
		now := v.Reading
		if v.Retracted {
			now = nil
		}
		if now == before {
			continue
		}
		day := communique.DayOf(v.Entry.Recorded)
		held := claimSet(now)
		for id := range claimSet(before) {
			if !held[id] {
				closeRange(&records[index[id]], day.Add(-1))
			}
		}
		had := claimSet(before)
		for id := range held {
			if !had[id] {
				r := &records[index[id]]
				r.Recorded = append(r.Recorded, communique.Days{From: day})
			}
		}
		before = now
	}
	return records
}

// closeRange ends the open range of a record; a range without a day goes away.
func closeRange(r *communique.Record, to communique.Day) {
	last := &r.Recorded[len(r.Recorded)-1]
	if last.To = to; to < last.From {
		r.Recorded = r.Recorded[:len(r.Recorded)-1]
	}
}

func claimSet(d *communique.Document) map[communique.ClaimID]bool {
	set := map[communique.ClaimID]bool{}
	if d != nil {
		for i := range d.Claims {
			set[d.Claims[i].ID] = true
		}
	}
	return set
}

func has[K comparable, V any](m map[K]V, k K) bool { _, ok := m[k]; return ok }

func withoutText(d *communique.Document) *communique.Document {
	if d.Text == "" {
		return d
	}
	bare := *d
	bare.Text = ""
	return &bare
}

// addSource appends a source that says something new of where the text came from.
func addSource(sources []communique.Source, s communique.Source) []communique.Source {
	for _, have := range sources {
		if sameSource(have, s) {
			return sources
		}
	}
	return append(slices.Clip(sources), s)
}

// sameSource reports whether b says nothing that a does not: a file name alone
// is no further source.
func sameSource(a, b communique.Source) bool {
	return (b.Outlet == "" || b.Outlet == a.Outlet) && (b.Author == "" || b.Author == a.Author) &&
		(b.URL == "" || b.URL == a.URL) && (b.Licence == "" || b.Licence == a.Licence) &&
		(!b.Published.Known() || b.Published.Days == a.Published.Days)
}
