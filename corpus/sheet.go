package corpus

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/klauspost/compress/s2"

	"github.com/communique-kg/communique"
)

// A sheet holds the claims of one document apart from it, as the log says of
// them: each with its statement, its place and the days on which it was held.
// So what needs a claim reads neither the document nor its text, and the cost of
// a comparison grows with its answers.
//
// Sheets are made from the log (sheetOf), in the commit that adds an entry, and
// name the last entry that they were made from. One that is missing, of another
// version or older than the log is not used: the log is read instead. So there
// is still one truth, a store of an older program opens as it is, and Fill makes
// in the background what it lacks.

// sheetVersion is the first byte of a sheet.
const sheetVersion = 1

// sheetCursor is the key of the last entry up to which every sheet is made.
var sheetCursor = []byte("sheets")

// Ref names a claim of a document.
type Ref struct {
	Document communique.DocID
	Claim    communique.ClaimID
}

// Held is a claim as lists and comparisons need it. From Corpus.Held, its document
// has ids, title, language and sources; of its findings it has only the statement
// of the claim.
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

// sheetHead is the first line of a sheet.
type sheetHead struct {
	Seq       uint64                `json:"seq"` // the last entry of the document
	Retracted bool                  `json:"retracted,omitempty"`
	Readings  []communique.Document `json:"readings"` // without findings; the current one first
}

// sheetRow is a further line of a sheet: the id of the claim, a tab, and this.
type sheetRow struct {
	Reading   int                   `json:"r,omitempty"` // index of the reading that has it
	Start     int                   `json:"s"`
	End       int                   `json:"e"`
	Recorded  []communique.Days     `json:"d,omitempty"`
	Statement *communique.Statement `json:"t,omitempty"`
	Claim     *communique.Claim     `json:"c"`
}

// sheetOf makes the sheet of a document.
func sheetOf(h *History) ([]byte, error) {
	current := h.Current()
	head := sheetHead{Seq: h.Versions[len(h.Versions)-1].Seq, Retracted: h.Retracted()}
	index := map[communique.DocID]map[string]int{}
	place := func(d *communique.Document) int {
		bare := communique.Document{ID: d.ID, TextID: d.TextID, Reader: d.Reader, Format: d.Format, Title: d.Title, Language: d.Language, Sources: d.Sources}
		key := string(d.TextID) + "\x00" + d.Reader + "\x00" + d.Title + "\x00" + d.Language
		if index[d.ID] == nil {
			index[d.ID] = map[string]int{}
		}
		i, ok := index[d.ID][key]
		if !ok {
			i = len(head.Readings)
			index[d.ID][key] = i
			head.Readings = append(head.Readings, bare)
		}
		return i
	}
	place(current)
	var rows bytes.Buffer
	for _, r := range h.Held() {
		line, err := json.Marshal(sheetRow{Reading: place(r.Document), Start: r.Start, End: r.End, Recorded: r.Recorded, Statement: statementOf(r.Record), Claim: r.Claim})
		if err != nil {
			return nil, err
		}
		rows.WriteByte('\n')
		rows.WriteString(string(r.Claim.ID))
		rows.WriteByte('\t')
		rows.Write(line)
	}
	out, err := json.Marshal(head)
	return append(out, rows.Bytes()...), err
}

// statementOf returns the statement in which a claim was made, nil in the outlet's own voice.
func statementOf(r communique.Record) *communique.Statement {
	for i := range r.Document.Statements {
		if s := &r.Document.Statements[i]; r.Claim.Statement != "" && s.ID == r.Claim.Statement {
			return s
		}
	}
	return nil
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
	plain, err := sheetOf(h)
	if err != nil {
		return fmt.Errorf("corpus: sheet of %s: %w", id, err)
	}
	return t.put(sheetTable, []byte(id), append([]byte{sheetVersion}, s2.Encode(nil, plain)...))
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

// currentSheet returns the packed sheet of a document, nil where there is none
// that the log does not go beyond. Where every sheet is known to be made, it
// need not ask the log.
func currentSheet(t tx, id communique.DocID, all bool) []byte {
	packed := t.get(sheetTable, []byte(id))
	if len(packed) == 0 || packed[0] != sheetVersion {
		return nil
	}
	if all {
		return packed
	}
	plain, err := openSheet(nil, packed)
	if err != nil {
		return nil
	}
	line, _, _ := bytes.Cut(plain, []byte{'\n'})
	var head sheetHead
	if json.Unmarshal(line, &head) != nil || head.Seq != lastSeqOf(t, id) {
		return nil
	}
	return packed
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

// openSheet unpacks a sheet, in room where there is enough; one that claims to be
// larger than anything that was ever packed is damaged.
func openSheet(room, packed []byte) ([]byte, error) {
	n, err := s2.DecodedLen(packed[1:])
	if err == nil && n > maxUnpacked {
		err = errors.New("too large")
	}
	if err != nil {
		return nil, fmt.Errorf("damaged: %w", err)
	}
	return s2.Decode(room[:cap(room)], packed[1:])
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
	var missing []int // documents without a sheet that can be used
	err := c.b.view(ctx, func(t tx) error {
		all := sheetsUpTo(t) == lastSeq(t)
		sheets := make([][]byte, len(docs))
		for i, id := range docs {
			if sheets[i] = currentSheet(t, id, all); sheets[i] == nil {
				missing = append(missing, i)
			}
		}
		return spread(ctx, len(docs), func(i int, room []byte) ([]byte, error) {
			if sheets[i] == nil {
				return room, nil
			}
			plain, err := openSheet(room, sheets[i])
			if err == nil {
				err = pickRows(plain, refs, places[docs[i]], out)
			}
			return plain, inSheet(docs[i], err)
		})
	})
	if err != nil {
		return nil, err
	}
	for _, i := range missing {
		h, err := c.History(ctx, docs[i])
		if err != nil {
			return nil, err
		}
		plain, err := sheetOf(h)
		if err == nil {
			err = pickRows(plain, refs, places[docs[i]], out)
		}
		if err != nil {
			return nil, inSheet(docs[i], err)
		}
	}
	return out, nil
}

// Outline is what decides whether a document is listed under dates.
type Outline struct {
	Published communique.Days
	Retracted bool // now
}

// Outline returns the outline of a document without reading the document, or
// communique.ErrNotFound.
func (c *Corpus) Outline(ctx context.Context, id communique.DocID) (Outline, error) {
	var head sheetHead
	known := false
	err := c.b.view(ctx, func(t tx) error {
		packed := currentSheet(t, id, sheetsUpTo(t) == lastSeq(t))
		if packed == nil {
			return nil
		}
		plain, err := openSheet(nil, packed)
		if err == nil {
			head, _, err = readHead(plain)
		}
		known = err == nil
		return inSheet(id, err)
	})
	if err != nil {
		return Outline{}, err
	}
	if known {
		return Outline{head.Readings[0].Published().Days, head.Retracted}, nil
	}
	h, err := c.History(ctx, id)
	if err != nil {
		return Outline{}, err
	}
	return Outline{h.Current().Published().Days, h.Retracted()}, nil
}

// inSheet says in which sheet something is wrong.
func inSheet(id communique.DocID, err error) error {
	if err == nil || errors.Is(err, communique.ErrNotFound) {
		return err
	}
	return fmt.Errorf("corpus: sheet of %s: %w", id, err)
}

// spread runs fn for 0 to n-1 on every core and returns the first error. Fn gets
// room to work in, which it may grow, and hands it back.
func spread(ctx context.Context, n int, fn func(i int, room []byte) ([]byte, error)) error {
	const few = 16 // not worth a goroutine
	workers := max(min(runtime.GOMAXPROCS(0), (n+few-1)/few), 1)
	errs := make([]error, workers)
	run := func(w int) {
		var room []byte
		for i := w; i < n && errs[w] == nil; i += workers {
			if errs[w] = ctx.Err(); errs[w] == nil {
				room, errs[w] = fn(i, room)
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

func readHead(plain []byte) (sheetHead, []byte, error) {
	line, rest, _ := bytes.Cut(plain, []byte{'\n'})
	var head sheetHead
	if err := json.Unmarshal(line, &head); err != nil {
		return head, nil, err
	}
	if len(head.Readings) == 0 {
		return head, nil, errors.New("no reading")
	}
	return head, rest, nil
}

// pickRows reads those lines of a sheet that are asked for: those of refs at
// the given places.
func pickRows(plain []byte, refs []Ref, at []int, out []Held) error {
	head, rest, err := readHead(plain)
	if err != nil {
		return err
	}
	wanted := make(map[string][]int, len(at))
	for _, i := range at {
		wanted[string(refs[i].Claim)] = append(wanted[string(refs[i].Claim)], i)
	}
	for len(rest) > 0 && len(wanted) > 0 {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte{'\n'})
		id, row, _ := bytes.Cut(line, []byte{'\t'})
		places, ok := wanted[string(id)]
		if !ok {
			continue
		}
		held, err := head.held(row)
		if err != nil {
			return err
		}
		for _, i := range places {
			out[i] = held
		}
		delete(wanted, string(id))
	}
	for id := range wanted {
		return fmt.Errorf("corpus: claim %s: %w", id, communique.ErrNotFound)
	}
	return nil
}

// held decodes a row.
func (h *sheetHead) held(line []byte) (Held, error) {
	var row sheetRow
	if err := json.Unmarshal(line, &row); err != nil {
		return Held{}, err
	}
	if row.Claim == nil || row.Reading < 0 || row.Reading >= len(h.Readings) {
		return Held{}, errors.New("a row names no claim or no reading")
	}
	d := &h.Readings[row.Reading]
	if row.Statement != nil {
		with := *d
		with.Statements = []communique.Statement{*row.Statement}
		d = &with
	}
	return Held{Record: communique.Record{Claim: row.Claim, Document: d, Recorded: row.Recorded}, Retracted: h.Retracted, Start: row.Start, End: row.End}, nil
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
