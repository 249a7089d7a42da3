package corpus

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/communique-kg/communique"
)

// A sheet holds the claims of one document apart from it, as the log says of
// them: each with its statement, its place and the days on which it was held;
// what lists tell of the document; and under which names its text writes of whom
// its claims name. So what needs a claim reads neither the document nor its text,
// and the cost of a comparison grows with its answers.
//
// Sheets are made from the log (sheetOf), in the commit that adds an entry, and
// name the last entry that they were made from. One that is missing, of another
// version or older than the log is not used: the log is read instead. So there
// is still one truth, a store of an older program opens as it is, and Fill makes
// in the background what it lacks. How a sheet is written is in sheetcode.go.

// sheetVersion is the first byte of a sheet.
const sheetVersion = 2

// sheetCursor is the key of the last entry up to which every sheet is made.
var sheetCursor = []byte("sheets")

// Ref names a claim of a document.
type Ref struct {
	Document communique.DocID
	Claim    communique.ClaimID
}

// Held is a claim as lists and comparisons need it. From Corpus.Held, its document
// has ids, title, language and sources; of its findings it has only the statement
// of the claim, without the words that this rests on.
type Held struct {
	communique.Record
	Retracted  bool // the document is retracted now
	Start, End int  // the evidence in code points of the current text; -1 where it stands in the text of an older reading
}

// Held returns Records as lists need them.
func (h *History) Held() []Held {
	current, retracted := h.Current(), h.Retracted()
	offsets := communique.NewOffsets(current.Text)
	var out []Held
	for _, r := range h.Records() {
		held := Held{Record: r, Retracted: retracted, Start: -1, End: -1}
		if e := r.Claim.Evidence; r.Document.TextID == current.TextID && e.Start >= 0 && e.End <= len(current.Text) {
			held.Start, held.End = offsets.Rune(e.Start), offsets.Rune(e.End)
		}
		out = append(out, held)
	}
	return out
}

// Outline is a document as lists tell of it, without anything that was found in it.
type Outline struct {
	Document   *communique.Document // as last read: ids, reader, format, title, language and sources
	Published  communique.Days      // of the document
	Recorded   time.Time            // when it was first recorded
	Claims     int                  // how many the current reading has
	Statements int
	Retracted  bool   // now
	Reason     string // why it was last retracted; "" where it never was
}

// Outline returns what lists tell of the document.
func (h *History) Outline() Outline {
	d := h.Current()
	o := Outline{Document: bare(d), Published: d.Published().Days, Recorded: h.Recorded(), Claims: len(d.Claims), Statements: len(d.Statements), Retracted: h.Retracted()}
	for _, v := range h.Versions {
		if v.Annotation != nil && v.Annotation.Kind == communique.Retract {
			o.Reason = v.Annotation.Reason
		}
	}
	return o
}

// bare returns a document without text and findings.
func bare(d *communique.Document) *communique.Document {
	return &communique.Document{ID: d.ID, TextID: d.TextID, Reader: d.Reader, Format: d.Format, Title: d.Title, Language: d.Language, Sources: d.Sources}
}

// Written is a name under which the current text of a document writes of an
// entity. Names that differ only in white space are one.
type Written struct {
	Exact      string         // where it first stands
	Via        communique.Via // how it names the entity there; no pronoun
	Start, End int            // of Exact, in code points of the text
	Count      int            // how often it stands there
}

// Written returns the names under which the current text writes of the entities
// that any claim of the document names, each in the order in which they first stand.
func (h *History) Written() map[communique.EntityID][]Written {
	named := map[communique.EntityID]bool{}
	for _, r := range h.Records() {
		for _, id := range r.Claim.Entities() {
			named[id] = true
		}
	}
	type spelling struct {
		id   communique.EntityID
		name string
	}
	at := map[spelling]int{}
	out := map[communique.EntityID][]Written{}
	offsets := communique.NewOffsets(h.Current().Text)
	for _, m := range h.Current().Mentions {
		if !named[m.Entity] || m.Via == communique.ViaPronoun {
			continue
		}
		key := spelling{m.Entity, strings.Join(strings.Fields(m.Exact), " ")}
		i, known := at[key]
		if !known {
			i = len(out[m.Entity])
			at[key] = i
			out[m.Entity] = append(out[m.Entity], Written{Exact: m.Exact, Via: m.Via, Start: offsets.Rune(m.Start), End: offsets.Rune(m.End)})
		}
		out[m.Entity][i].Count++
	}
	return out
}

// putSheet makes the sheet of a document anew from the log, in the transaction
// that changed it.
func putSheet(t tx, id communique.DocID) error {
	h, err := historyIn(t, id)
	if err != nil {
		return err
	}
	return writeSheet(t, id, h)
}

func writeSheet(t tx, id communique.DocID, h *History) error {
	return t.put(sheetTable, []byte(id), sheetOf(h))
}

// sheetsUpTo returns the last entry up to which every sheet is made.
func sheetsUpTo(t tx) uint64 {
	v := t.get(metaTable, sheetCursor)
	if len(v) != 9 || v[0] != sheetVersion {
		return 0
	}
	return binary.BigEndian.Uint64(v[1:])
}

func putSheetsUpTo(t tx, seq uint64) error {
	return t.put(metaTable, sheetCursor, binary.BigEndian.AppendUint64([]byte{sheetVersion}, seq))
}

// currentSheet returns the sheet of a document, nil where there is none that the
// log does not go beyond. Where every sheet is known to be made, it need not ask
// the log.
func currentSheet(t tx, id communique.DocID, all bool) []byte {
	written := t.get(sheetTable, []byte(id))
	if len(written) == 0 || written[0] != sheetVersion {
		return nil
	}
	if all {
		return written
	}
	if seq, err := sheetSeq(written); err != nil || seq != lastSeqOf(t, id) {
		return nil
	}
	return written
}

// lastSeqOf returns the last entry that concerns a document.
func lastSeqOf(t tx, id communique.DocID) (seq uint64) {
	prefix := append([]byte(id), 0)
	t.scan(documentTable, prefix, prefix, func(key, _ []byte) bool {
		seq = binary.BigEndian.Uint64(key[len(prefix):])
		return true
	})
	return seq
}

// Held returns claims in the order of the refs, without reading their documents.
// An unknown one is communique.ErrNotFound.
func (c *Corpus) Held(ctx context.Context, refs ...Ref) ([]Held, error) {
	places := map[communique.DocID][]int{}
	var docs []communique.DocID
	for i, r := range refs {
		if places[r.Document] == nil {
			docs = append(docs, r.Document)
		}
		places[r.Document] = append(places[r.Document], i)
	}
	out := make([]Held, len(refs))
	err := c.sheets(ctx, docs, func(i int, sheet []byte) error { return pickRows(sheet, refs, places[docs[i]], out) })
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Outlines returns the outlines of some documents without reading these. An
// unknown document is communique.ErrNotFound.
func (c *Corpus) Outlines(ctx context.Context, docs ...communique.DocID) ([]Outline, error) {
	out := make([]Outline, len(docs))
	err := c.sheets(ctx, docs, func(i int, sheet []byte) (err error) {
		out[i], err = outlineIn(sheet)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Written returns for each of some documents the names under which its current
// text writes of an entity that a claim of the document names, in the order in
// which they first stand; none of any other entity. It does not read the
// documents. An unknown document is communique.ErrNotFound.
func (c *Corpus) Written(ctx context.Context, id communique.EntityID, docs ...communique.DocID) ([][]Written, error) {
	out := make([][]Written, len(docs))
	err := c.sheets(ctx, docs, func(i int, sheet []byte) (err error) {
		out[i], err = writtenIn(sheet, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// sheets calls fn with the sheet of each of some documents, on every core. The
// sheet is good until fn returns. One that cannot be used is made of the log for
// this once.
func (c *Corpus) sheets(ctx context.Context, docs []communique.DocID, fn func(i int, sheet []byte) error) error {
	var missing []int
	err := c.b.view(ctx, func(t tx) error {
		all := sheetsUpTo(t) == lastSeq(t)
		sheets := make([][]byte, len(docs))
		for i, id := range docs {
			if sheets[i] = currentSheet(t, id, all); sheets[i] == nil {
				missing = append(missing, i)
			}
		}
		return spread(ctx, len(docs), func(i int) error {
			if sheets[i] == nil {
				return nil
			}
			return inSheet(docs[i], fn(i, sheets[i]))
		})
	})
	if err != nil {
		return err
	}
	for _, i := range missing {
		h, err := c.History(ctx, docs[i])
		if err == nil {
			err = inSheet(docs[i], fn(i, sheetOf(h)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inSheet says in which sheet something is wrong.
func inSheet(id communique.DocID, err error) error {
	if err == nil || errors.Is(err, communique.ErrNotFound) {
		return err
	}
	return fmt.Errorf("corpus: sheet of %s: %w", id, err)
}

// spread runs fn for 0 to n-1 on every core and returns the first error.
func spread(ctx context.Context, n int, fn func(i int) error) error {
	const few = 64 // not worth a goroutine
	workers := max(min(runtime.GOMAXPROCS(0), (n+few-1)/few), 1)
	errs := make([]error, workers)
	run := func(w int) {
		for i := w; i < n && errs[w] == nil; i += workers {
			if errs[w] = ctx.Err(); errs[w] == nil {
				errs[w] = fn(i)
			}
		}
	}
	var wg sync.WaitGroup
	for w := 1; w < workers; w++ {
		wg.Go(func() { run(w) })
	}
	run(0)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Fill makes the sheets that the log has gone beyond, such as those of a store
// that an older program wrote, and returns how many. It may be stopped at any
// time and goes on where it was; without it every answer is the same, only
// slower. A store that is up to date costs it one look.
func (c *Corpus) Fill(ctx context.Context) (made int, err error) {
	for {
		var since, last uint64
		err := c.b.view(ctx, func(t tx) error {
			since, last = sheetsUpTo(t), lastSeq(t)
			return nil
		})
		if err != nil || since >= last {
			return made, err
		}
		var docs []communique.DocID
		seen := map[communique.DocID]bool{}
		upTo := since
		for e, err := range c.Entries(ctx, since) {
			if err != nil {
				return made, err
			}
			if e.Document != "" && !seen[e.Document] {
				if len(docs) == fillStep {
					break
				}
				seen[e.Document] = true
				docs = append(docs, e.Document)
			}
			upTo = e.Seq
		}
		err = c.b.update(ctx, func(t tx) error {
			for _, id := range docs {
				if currentSheet(t, id, false) != nil {
					continue
				}
				if err := putSheet(t, id); err != nil {
					return err
				}
				made++
			}
			return putSheetsUpTo(t, max(upTo, sheetsUpTo(t)))
		})
		if err != nil {
			return made, fmt.Errorf("corpus: sheets: %w", err)
		}
	}
}

// fillStep is how many sheets one transaction of Fill makes: few, so that
// writers need not wait for long.
const fillStep = 64
