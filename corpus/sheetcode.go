package corpus

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// A sheet is written so that a claim is read out of it without the others: its
// version and the last entry that it was made from; the head, which is the
// outline and the readings; the index, which is the id and length of each row;
// the names; and the rows, each a claim with what belongs to it. Numbers are
// varints, texts stand after their length, and nothing is packed: a row refers to
// nothing but a reading, and what is read of it is one piece of memory.

// errSheet says that a sheet does not read as it was written.
var errSheet = errors.New("damaged")

// sheetOf writes the sheet of a document.
func sheetOf(h *History) []byte {
	var head, index, names, rows sheetWriter
	readings := readingsOf{index: map[string]int{}}
	readings.place(h.Current())
	held := h.Held()
	index.number(len(held))
	for _, r := range held {
		before := len(rows.b)
		rows.number(readings.place(r.Document))
		rows.held(r)
		text(&index, r.Claim.ID)
		index.number(len(rows.b) - before)
	}
	head.outline(h.Outline())
	head.number(len(readings.list))
	for _, d := range readings.list {
		head.document(d)
	}
	names.names(h.Written())
	out := sheetWriter{[]byte{sheetVersion}}
	out.number(int(h.Versions[len(h.Versions)-1].Seq))
	for _, part := range [][]byte{head.b, index.b, names.b} {
		out.number(len(part))
		out.b = append(out.b, part...)
	}
	return append(out.b, rows.b...)
}

// readingsOf numbers the readings of a document, as far as rows tell them apart.
type readingsOf struct {
	list  []*communique.Document
	index map[string]int
}

func (l *readingsOf) place(d *communique.Document) int {
	key := strings.Join([]string{string(d.TextID), d.Reader, d.Title, d.Language}, "\x00")
	i, ok := l.index[key]
	if !ok {
		i = len(l.list)
		l.index[key] = i
		l.list = append(l.list, bare(d))
	}
	return i
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

// sheetParts is a sheet cut into its parts.
type sheetParts struct{ head, index, names, rows []byte }

// partsOf cuts a sheet; one of another version is damaged.
func partsOf(sheet []byte) (p sheetParts, err error) {
	if len(sheet) == 0 || sheet[0] != sheetVersion {
		return p, errSheet
	}
	rest := sheet[1:]
	_, n := binary.Varint(rest)
	if n <= 0 {
		return p, errSheet
	}
	rest = rest[n:]
	for _, part := range []*[]byte{&p.head, &p.index, &p.names} {
		length, n := binary.Varint(rest)
		if n <= 0 || length < 0 || length > int64(len(rest)-n) {
			return p, errSheet
		}
		rest = rest[n:]
		*part, rest = rest[:length], rest[length:]
	}
	p.rows = rest
	return p, nil
}

// sheetSeq returns the last entry that a sheet was made from.
func sheetSeq(sheet []byte) (uint64, error) {
	if len(sheet) > 0 {
		if seq, n := binary.Varint(sheet[1:]); n > 0 && seq >= 0 {
			return uint64(seq), nil
		}
	}
	return 0, errSheet
}

// outlineIn reads the outline of a sheet.
func outlineIn(sheet []byte) (Outline, error) {
	p, err := partsOf(sheet)
	if err != nil {
		return Outline{}, err
	}
	r := sheetReader{rest: string(p.head)}
	o, _ := r.head()
	return o, r.err
}

// writtenIn reads of a sheet how its text writes of an entity.
func writtenIn(sheet []byte, id communique.EntityID) ([]Written, error) {
	p, err := partsOf(sheet)
	if err != nil {
		return nil, err
	}
	r := sheetReader{rest: string(p.names)}
	for range r.count() {
		of := read[communique.EntityID](&r)
		list := sheetReader{rest: r.text(), err: r.err}
		if of == id {
			return list.written(), list.err
		}
	}
	return nil, r.err
}

// pickRows reads those rows of a sheet that are asked for: those of refs at the
// given places.
func pickRows(sheet []byte, refs []Ref, at []int, out []Held) error {
	p, err := partsOf(sheet)
	if err != nil {
		return err
	}
	head := sheetReader{rest: string(p.head)}
	o, readings := head.head()
	if head.err != nil {
		return head.err
	}
	slices.SortFunc(at, func(i, j int) int { return cmp.Compare(refs[i].Claim, refs[j].Claim) })
	index, left := sheetReader{rest: string(p.index)}, len(at)
	for range index.count() {
		id := read[communique.ClaimID](&index)
		length := index.number()
		if index.err != nil || length < 0 || length > len(p.rows) {
			return errSheet
		}
		var written []byte
		written, p.rows = p.rows[:length], p.rows[length:]
		i, wanted := slices.BinarySearchFunc(at, id, func(i int, id communique.ClaimID) int { return cmp.Compare(refs[i].Claim, id) })
		if !wanted {
			continue
		}
		row := sheetReader{rest: string(written)}
		held := row.held(readings, o.Retracted)
		if row.err != nil {
			return row.err
		}
		for ; i < len(at) && refs[at[i]].Claim == id; i++ {
			out[at[i]] = held
			left--
		}
		if left == 0 {
			return nil
		}
	}
	if index.err != nil {
		return index.err
	}
	for _, i := range at {
		if out[i].Claim == nil {
			return fmt.Errorf("corpus: claim %s: %w", refs[i].Claim, communique.ErrNotFound)
		}
	}
	return nil
}

// sheetWriter writes the parts of a sheet.
type sheetWriter struct{ b []byte }

func (w *sheetWriter) number(n int) { w.b = binary.AppendVarint(w.b, int64(n)) }

func (w *sheetWriter) fixed(n uint64) { w.b = binary.BigEndian.AppendUint64(w.b, n) }

func (w *sheetWriter) yes(b bool) {
	if b {
		w.number(1)
	} else {
		w.number(0)
	}
}

func text[S ~string](w *sheetWriter, s S) {
	w.number(len(s))
	w.b = append(w.b, s...)
}

func texts[S ~string](w *sheetWriter, list []S) {
	w.number(len(list))
	for _, s := range list {
		text(w, s)
	}
}

func (w *sheetWriter) outline(o Outline) {
	w.number(int(o.Recorded.Unix()))
	w.number(o.Recorded.Nanosecond())
	w.number(o.Claims)
	w.number(o.Statements)
	w.yes(o.Retracted)
	text(w, o.Reason)
}

func (w *sheetWriter) document(d *communique.Document) {
	text(w, d.ID)
	text(w, d.TextID)
	text(w, d.Reader)
	text(w, d.Format)
	text(w, d.Title)
	text(w, d.Language)
	w.number(len(d.Sources))
	for _, s := range d.Sources {
		text(w, s.Outlet)
		text(w, s.Author)
		text(w, s.URL)
		text(w, s.File)
		text(w, s.Licence)
		w.time(s.Published)
	}
}

func (w *sheetWriter) evidence(e communique.Evidence) {
	w.number(e.Start)
	w.number(e.End)
	text(w, e.Exact)
}

func (w *sheetWriter) days(d communique.Days) {
	text(w, d.From)
	text(w, d.To)
}

func (w *sheetWriter) time(t communique.TimeValue) {
	w.yes(t != communique.TimeValue{})
	if t == (communique.TimeValue{}) {
		return
	}
	w.evidence(t.Evidence)
	text(w, t.Type)
	text(w, t.Value)
	text(w, t.EDTF)
	w.days(t.Days)
	text(w, t.Basis)
	text(w, t.Role)
}

func (w *sheetWriter) held(h Held) {
	w.number(h.Start)
	w.number(h.End)
	w.number(len(h.Recorded))
	for _, d := range h.Recorded {
		w.days(d)
	}
	w.claim(h.Claim)
	s := statementOf(h.Record)
	w.yes(s != nil)
	if s != nil {
		text(w, s.ID)
		text(w, s.Kind)
		text(w, s.Speaker)
		text(w, s.Addressee)
		text(w, s.Occasion)
		text(w, s.Via)
		w.time(s.Said)
		text(w, s.Rule)
	}
}

func (w *sheetWriter) claim(c *communique.Claim) {
	text(w, c.ID)
	text(w, c.Kind)
	text(w, c.Subject)
	text(w, c.Object)
	text(w, c.Proposition)
	w.yes(c.Value != nil)
	if v := c.Value; v != nil {
		w.fixed(math.Float64bits(v.N))
		text(w, v.Unit)
		text(w, v.Cmp)
	}
	text(w, c.Scope)
	text(w, c.As)
	text(w, c.Act)
	w.time(c.About)
	text(w, c.Modality)
	text(w, c.Polarity)
	text(w, c.Speaker)
	text(w, c.Statement)
	w.evidence(c.Evidence)
	w.fixed(uint64(c.Passage))
	texts(w, c.Topics)
	texts(w, c.Questions)
	text(w, c.Rule)
}

func (w *sheetWriter) names(of map[communique.EntityID][]Written) {
	w.number(len(of))
	for _, id := range slices.Sorted(maps.Keys(of)) {
		text(w, id)
		var list sheetWriter
		list.number(len(of[id]))
		for _, n := range of[id] {
			text(&list, n.Exact)
			text(&list, n.Via)
			list.number(n.Start)
			list.number(n.End)
			list.number(n.Count)
		}
		text(w, string(list.b))
	}
}

// sheetReader reads what a sheetWriter wrote. After an error everything that it
// reads is zero. The texts are parts of rest.
type sheetReader struct {
	rest string
	err  error
}

func (r *sheetReader) fail() {
	r.rest, r.err = "", errSheet
}

func (r *sheetReader) number() int {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return int(int64(n>>1) ^ -int64(n&1))
		}
	}
	r.fail()
	return 0
}

func (r *sheetReader) fixed() uint64 {
	if len(r.rest) < 8 {
		r.fail()
		return 0
	}
	var n uint64
	for i := range 8 {
		n = n<<8 | uint64(r.rest[i])
	}
	r.rest = r.rest[8:]
	return n
}

func (r *sheetReader) yes() bool { return r.number() != 0 }

// count reads how many items follow, each of which takes at least a byte.
func (r *sheetReader) count() int {
	n := r.number()
	if n < 0 || n > len(r.rest) {
		r.fail()
		return 0
	}
	return n
}

func (r *sheetReader) text() string {
	n := r.count()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func read[S ~string](r *sheetReader) S { return S(r.text()) }

// readList reads a list; nil where it is empty.
func readList[T any](r *sheetReader, one func() T) []T {
	n := r.count()
	if n == 0 {
		return nil
	}
	const most = 1024 // room for; a damaged count takes no more than what is there
	out := make([]T, 0, min(n, most))
	for i := 0; i < n && r.err == nil; i++ {
		out = append(out, one())
	}
	return out
}

// head reads the outline and the readings, of which there is at least one.
func (r *sheetReader) head() (Outline, []*communique.Document) {
	var o Outline
	seconds, nanos := r.number(), r.number()
	o.Recorded = time.Unix(int64(seconds), int64(nanos)).UTC()
	o.Claims, o.Statements, o.Retracted, o.Reason = r.number(), r.number(), r.yes(), r.text()
	readings := readList(r, r.document)
	if r.err == nil && len(readings) == 0 {
		r.fail()
	}
	if r.err != nil {
		return Outline{}, nil
	}
	o.Document, o.Published = readings[0], readings[0].Published().Days
	return o, readings
}

func (r *sheetReader) document() *communique.Document {
	d := &communique.Document{ID: read[communique.DocID](r), TextID: read[communique.TextID](r), Reader: r.text(), Format: r.text(), Title: r.text(), Language: r.text()}
	d.Sources = readList(r, func() communique.Source {
		return communique.Source{Outlet: r.text(), Author: r.text(), URL: r.text(), File: r.text(), Licence: r.text(), Published: r.time()}
	})
	return d
}

func (r *sheetReader) evidence() communique.Evidence {
	return communique.Evidence{Span: communique.Span{Start: r.number(), End: r.number()}, Exact: r.text()}
}

func (r *sheetReader) days() communique.Days {
	return communique.Days{From: read[communique.Day](r), To: read[communique.Day](r)}
}

func (r *sheetReader) time() communique.TimeValue {
	if !r.yes() {
		return communique.TimeValue{}
	}
	return communique.TimeValue{Evidence: r.evidence(), Type: read[communique.TimeType](r), Value: r.text(), EDTF: r.text(), Days: r.days(), Basis: r.text(), Role: r.text()}
}

// held reads a row.
func (r *sheetReader) held(readings []*communique.Document, retracted bool) Held {
	reading := r.number()
	if reading < 0 || reading >= len(readings) {
		r.fail()
		return Held{}
	}
	h := Held{Retracted: retracted, Start: r.number(), End: r.number()}
	h.Document, h.Recorded, h.Claim = readings[reading], readList(r, r.days), r.claim()
	if r.yes() {
		with := *h.Document
		with.Statements = []communique.Statement{{ID: read[communique.StatementID](r), Kind: read[communique.StatementKind](r), Speaker: read[communique.EntityID](r),
			Addressee: r.text(), Occasion: r.text(), Via: read[communique.EntityID](r), Said: r.time(), Rule: r.text()}}
		h.Document = &with
	}
	return h
}

func (r *sheetReader) claim() *communique.Claim {
	c := &communique.Claim{ID: read[communique.ClaimID](r), Kind: read[communique.Kind](r), Subject: read[communique.EntityID](r), Object: read[communique.EntityID](r), Proposition: r.text()}
	if r.yes() {
		c.Value = &communique.Value{N: math.Float64frombits(r.fixed()), Unit: r.text(), Cmp: read[communique.Comparator](r)}
	}
	c.Scope, c.As, c.Act, c.About = r.text(), r.text(), r.text(), r.time()
	c.Modality, c.Polarity, c.Speaker = read[communique.Modality](r), read[communique.Polarity](r), read[communique.EntityID](r)
	c.Statement, c.Evidence, c.Passage = read[communique.StatementID](r), r.evidence(), communique.Passage(r.fixed())
	c.Topics = readList(r, func() communique.EntityID { return read[communique.EntityID](r) })
	c.Questions = readList(r, func() communique.Question { return read[communique.Question](r) })
	c.Rule = r.text()
	return c
}

func (r *sheetReader) written() []Written {
	return readList(r, func() Written {
		return Written{Exact: r.text(), Via: read[communique.Via](r), Start: r.number(), End: r.number(), Count: r.number()}
	})
}
