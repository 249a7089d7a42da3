package corpus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
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
		if o, err := c.Outline(ctx, other.ID); err != nil || o != (Outline{h.Current().Published().Days, h.Retracted()}) {
			t.Errorf("outline %+v, %v; the history has %v, %v", o, err, h.Current().Published().Days, h.Retracted())
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
	if _, err := c.Outline(ctx, communique.DocIDOf([]byte("none"))); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("outline of an unknown document: %v, want ErrNotFound", err)
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

func TestDamagedSheets(t *testing.T) {
	for _, packed := range [][]byte{{sheetVersion}, {sheetVersion, 0xff, 0xff, 0xff, 0xff, 0x7f}, append([]byte{sheetVersion}, "not packed at all"...)} {
		plain, err := openSheet(nil, packed)
		if err == nil {
			_, _, err = readHead(plain)
		}
		if err == nil {
			t.Errorf("%q was read", packed)
		}
	}
	for _, plain := range []string{`{}`, `{"readings":[{}]}` + "\nc-1\t{}", `{"readings":[{}]}` + "\nc-1\t" + `{"r":1,"c":{}}`, `{"readings":[{}]}` + "\nc-1\t" + `{"r":-1,"c":{}}`} {
		if err := pickRows([]byte(plain), []Ref{{"d", "c-1"}}, []int{0}, make([]Held, 1)); err == nil {
			t.Errorf("%s was read", plain)
		}
	}
}
