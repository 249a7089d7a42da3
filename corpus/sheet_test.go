package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// said makes a valid document whose one claim stands in a statement of a day,
// after words that are longer in bytes than in characters.
func said(text string, day communique.Day) (*communique.Document, []byte) {
	d, original := document("Überblick – "+text, "Outlet", 28)
	c := &d.Claims[0]
	d.Statements = []communique.Statement{{ID: communique.NewStatementID(d.ID, d.TextID, communique.Direct, c.Evidence.Span), Kind: communique.Direct,
		Content: []communique.Evidence{c.Evidence}, Rule: "test", Said: communique.TimeValue{Days: communique.Days{From: day, To: day}}}}
	c.Statement = d.Statements[0].ID
	return d, original
}

// heldLines gives what Held says of claims, for comparison.
func heldLines(t *testing.T, c *Corpus, refs []Ref) (lines []string) {
	t.Helper()
	held, err := c.Held(ctx, refs...)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range held {
		lines = append(lines, heldLine(t, h))
	}
	return lines
}

func heldLine(t *testing.T, h Held) string {
	t.Helper()
	claim, err := json.Marshal(h.Claim)
	if err != nil {
		t.Fatal(err)
	}
	d := h.Document
	return fmt.Sprint(string(claim), h.Recorded, h.Retracted, h.Start, h.End, h.Said(), d.ID, d.TextID, d.Reader, d.Title, d.Sources)
}

// wantHeld is the law of Held: what the history of each document says.
func wantHeld(t *testing.T, c *Corpus) (refs []Ref, lines []string) {
	t.Helper()
	for id, err := range c.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		h, err := c.History(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		current := h.Current()
		for _, r := range h.Records() {
			w := Held{Record: r, Retracted: h.Retracted(), Start: -1, End: -1}
			if r.Document.TextID == current.TextID {
				w.Start = utf8.RuneCountInString(current.Text[:r.Claim.Evidence.Start])
				w.End = utf8.RuneCountInString(current.Text[:r.Claim.Evidence.End])
			}
			refs = append(refs, Ref{id, r.Claim.ID})
			lines = append(lines, heldLine(t, w))
		}
	}
	return refs, lines
}

func testHeld(t *testing.T, s store) {
	c := s.open(t)
	onDay(c, "2026-01-01")
	d, original := said("one", "2014-09-05")
	mustAppend(t, c, d, original)
	other, bytes := document("two", "Outlet", 28, 30, 32)
	mustAppend(t, c, other, bytes)
	check := func() {
		t.Helper()
		refs, want := wantHeld(t, c)
		if got := heldLines(t, c, refs); !slices.Equal(got, want) {
			t.Errorf("held:\n%v\nwant:\n%v", got, want)
		}
		slices.Reverse(refs)
		slices.Reverse(want)
		if got := heldLines(t, c, append(refs, refs...)); !slices.Equal(got, append(want, want...)) {
			t.Errorf("held, backwards and twice:\n%v\nwant:\n%v", got, want)
		}
		h, err := c.History(ctx, other.ID)
		if err != nil {
			t.Fatal(err)
		}
		if o, err := c.Outlines(ctx, other.ID); err != nil || !reflect.DeepEqual(o, []Outline{h.Outline()}) {
			t.Errorf("outline %+v, %v; the history has %+v", o, err, h.Outline())
		}
		for id, want := range h.Written() {
			if got, err := c.Written(ctx, id, other.ID, d.ID); err != nil || !slices.Equal(got[0], want) {
				t.Errorf("%s is written %v, %v; the history has %v", id, got, err, want)
			}
		}
		var each []Ref
		var lines []string
		for _, held := range h.Held() {
			each = append(each, Ref{other.ID, held.Claim.ID})
			lines = append(lines, heldLine(t, held))
		}
		if want := heldLines(t, c, each); !slices.Equal(lines, want) {
			t.Errorf("held of one history:\n%v\nwant:\n%v", lines, want)
		}
	}
	check()
	if h, err := c.Held(ctx, Ref{d.ID, d.Claims[0].ID}); err != nil || h[0].Said().From != "2014-09-05" || h[0].Start >= d.Claims[0].Evidence.Start {
		t.Errorf("held = %+v, %v; want the day of its statement, and code points", h, err)
	}
	onDay(c, "2026-02-01")
	if _, err := c.AddSource(ctx, "test", other.ID, communique.Source{Outlet: "Second"}); err != nil {
		t.Fatal(err)
	}
	check()
	onDay(c, "2026-03-01")
	newer := *other
	newer.Reader, newer.Claims = "test 2", other.Claims[1:]
	mustAppend(t, c, &newer, bytes)
	check()
	onDay(c, "2026-04-01")
	retract := mustAnnotate(t, c, communique.Annotation{Kind: communique.Retract, Target: string(other.ID), Reason: "r"})
	check()
	onDay(c, "2026-05-01")
	mustAnnotate(t, c, communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(retract)})
	mustAnnotate(t, c, communique.Annotation{Kind: communique.Accept, Target: string(d.Claims[0].ID)})
	check()

	for _, r := range []Ref{{d.ID, "c-none"}, {communique.DocIDOf([]byte("none")), d.Claims[0].ID}, {other.ID, d.Claims[0].ID}} {
		if _, err := c.Held(ctx, r); !errors.Is(err, communique.ErrNotFound) {
			t.Errorf("held %v: %v, want ErrNotFound", r, err)
		}
	}
	if _, err := c.Outlines(ctx, communique.DocIDOf([]byte("none"))); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("outline of an unknown document: %v, want ErrNotFound", err)
	}
	if _, err := c.Written(ctx, "org:nato", communique.DocIDOf([]byte("none"))); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("names in an unknown document: %v, want ErrNotFound", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := c.Held(ended, Ref{d.ID, d.Claims[0].ID}); !errors.Is(err, context.Canceled) {
		t.Errorf("held after the end: %v", err)
	}
	sound(t, c)
}

// testOlderProgram holds that a store to which an older program wrote answers
// alike before, while and after its sheets are made.
func testOlderProgram(t *testing.T, s store) {
	c := s.open(t)
	for i := range 2*fillStep + 5 {
		d, original := document(fmt.Sprint("text ", i), "Outlet", 28, i)
		mustAppend(t, c, d, original)
	}
	changed, bytes := document("text 3", "Outlet", 28, 3)
	forget := func(also func(tx) error) {
		t.Helper()
		err := c.b.update(ctx, func(t tx) error {
			if err := t.put(metaTable, sheetCursor, nil); err != nil {
				return err
			}
			return also(t)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	refs, want := wantHeld(t, c)
	agree := func(when string) {
		t.Helper()
		if got := heldLines(t, c, refs); !slices.Equal(got, want) {
			t.Errorf("%s, held differs from the log", when)
		}
		sound(t, c)
	}
	agree("at first")

	// No sheets at all, and one of another version.
	forget(func(t tx) error {
		for i, r := range refs {
			if err := t.put(sheetTable, []byte(r.Document), []byte{sheetVersion + 1}[:i%2]); err != nil {
				return err
			}
		}
		return nil
	})
	agree("without sheets")
	if n, err := c.Fill(ctx); err != nil || n != 2*fillStep+5 {
		t.Errorf("filled %d sheets, %v", n, err)
	}
	agree("filled")
	if n, err := c.Fill(ctx); err != nil || n != 0 {
		t.Errorf("filled %d sheets again, %v", n, err)
	}

	// A sheet that the log has gone beyond without it.
	var stale []byte
	if err := c.b.view(ctx, func(t tx) error {
		stale = slices.Clone(t.get(sheetTable, []byte(changed.ID)))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	changed.Reader, changed.Claims = "test 2", changed.Claims[:1]
	mustAppend(t, c, changed, bytes)
	forget(func(t tx) error { return t.put(sheetTable, []byte(changed.ID), stale) })
	refs, want = wantHeld(t, c)
	agree("with a sheet that is behind")
	if n, err := c.Fill(ctx); err != nil || n != 1 {
		t.Errorf("filled %d sheets, %v, want 1", n, err)
	}
	agree("filled again")

	// A sheet that says something else is found by the check.
	other, _ := document("text 4", "Outlet", 28, 4)
	err := c.b.update(ctx, func(t tx) error {
		h, err := historyIn(t, other.ID)
		if err != nil {
			return err
		}
		h.Current().Claims[0].Evidence.Exact = "29 allies"
		return writeSheet(t, other.ID, h)
	})
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, err := range c.Check(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		found++
	}
	if found != 1 {
		t.Errorf("the check found %d problems, want 1", found)
	}
}

func TestWritten(t *testing.T) {
	d, original := said("NATO, the  Alliance, and NATO again: it and the Alliance", "2014-09-05")
	add := func(words string, nth int, id communique.EntityID, via communique.Via) {
		at := 0
		for range nth {
			at += strings.Index(d.Text[at:], words) + len(words)
		}
		s := communique.Span{Start: at - len(words), End: at}
		d.Mentions = append(d.Mentions, communique.Mention{Evidence: s.Quote(d.Text), Entity: id, Type: "organisation", Via: via})
	}
	add("NATO", 1, "org:nato", communique.ViaName)
	add("the  Alliance", 1, "org:nato", communique.ViaAlias)
	add("NATO", 2, "org:nato", communique.ViaName)
	add("it", 1, "org:nato", communique.ViaPronoun)
	add("the Alliance", 1, "org:nato", communique.ViaAlias)
	add("again", 1, "org:unnamed", communique.ViaName)
	c, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	mustAppend(t, c, d, original)
	want := []Written{{"NATO", communique.ViaName, 12, 16, 2}, {"the  Alliance", communique.ViaAlias, 18, 31, 2}}
	if got, err := c.Written(ctx, "org:nato", d.ID); err != nil || !slices.Equal(got[0], want) {
		t.Errorf("written %+v, %v, want %+v", got, err, want)
	}
	if got, err := c.Written(ctx, "org:unnamed", d.ID); err != nil || got[0] != nil {
		t.Errorf("written %+v, %v of what no claim names", got, err)
	}
}

// TestSheetKeepsEverything fills every field of what a row holds, also those that
// are added to the vocabulary later, and reads it back.
func TestSheetKeepsEverything(t *testing.T) {
	var doc communique.Document
	fill(reflect.ValueOf(&doc).Elem(), new(int))
	doc.Text = ""
	doc.Claims[0].Statement, doc.Claims[1].Statement = doc.Statements[1].ID, ""
	var recorded []communique.Days
	fill(reflect.ValueOf(&recorded).Elem(), new(int))
	for i, c := range doc.Claims {
		want := Held{Record: communique.Record{Claim: &c, Document: bare(&doc)}, Start: -1, End: 7, Retracted: i > 0}
		if i > 0 {
			want.Recorded = recorded
		} else {
			s := doc.Statements[1]
			s.Content, s.SpeakerSpan, s.Cue = nil, communique.Evidence{}, communique.Evidence{} // which a sheet leaves out
			want.Document.Statements = []communique.Statement{s}
		}
		given := want
		given.Document = &doc
		var w sheetWriter
		w.number(0)
		w.held(given)
		r := sheetReader{rest: string(w.b)}
		got := r.held([]*communique.Document{bare(&doc)}, want.Retracted)
		if r.err != nil || r.rest != "" || !reflect.DeepEqual(got, want) {
			t.Errorf("row %d reads, %v, rest %q:\n%+v\nwant:\n%+v", i, r.err, r.rest, got, want)
		}
	}
	var o Outline
	fill(reflect.ValueOf(&o.Reason).Elem(), new(int))
	o.Document, o.Published, o.Claims, o.Statements, o.Recorded, o.Retracted = bare(&doc), doc.Published().Days, 3, 4, time.Unix(5, 6).UTC(), true
	var w sheetWriter
	w.outline(o)
	w.number(1)
	w.document(o.Document)
	r := sheetReader{rest: string(w.b)}
	if got, _ := r.head(); r.err != nil || r.rest != "" || !reflect.DeepEqual(got, o) {
		t.Errorf("outline reads %+v, %v, want %+v", got, r.err, o)
	}
}

// fill gives every field below v a value of its own, and lists two of them.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("value ", *n, " é"))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint64:
		v.SetUint(uint64(*n) << 50)
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.5)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("fill knows no " + v.Kind().String())
	}
}

// FuzzSheet holds that a sheet which is not what was written, as a damaged file
// gives it, is an error and no more.
func FuzzSheet(f *testing.F) {
	d, _ := said("one", "2014-09-05")
	whole := sheetOf(firstHistory(Entry{Seq: 1, Kind: ReadingEntry}, d))
	for _, n := range []int{0, 1, 2, 3, 40, len(whole) / 2, len(whole) - 1, len(whole)} {
		f.Add(whole[:n])
	}
	f.Add([]byte{sheetVersion, 2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1})
	f.Fuzz(func(t *testing.T, sheet []byte) {
		out := make([]Held, 1)
		err := pickRows(sheet, []Ref{{d.ID, d.Claims[0].ID}}, []int{0}, out)
		if err == nil && (out[0].Claim == nil || out[0].Document == nil) {
			t.Error("a row without claim or document was read")
		}
		if o, err := outlineIn(sheet); err == nil && o.Document == nil {
			t.Error("an outline without a document was read")
		}
		_, _ = writtenIn(sheet, d.Claims[0].Subject)
		if bytes.Equal(sheet, whole) && err != nil {
			t.Error(err)
		}
	})
}

func TestDamagedSheets(t *testing.T) {
	d, _ := said("one", "2014-09-05")
	whole := sheetOf(firstHistory(Entry{Seq: 1, Kind: ReadingEntry}, d))
	for n := range whole {
		if err := pickRows(whole[:n], []Ref{{d.ID, d.Claims[0].ID}}, []int{0}, make([]Held, 1)); err == nil {
			t.Errorf("the first %d of %d bytes were read", n, len(whole))
		}
	}
}
