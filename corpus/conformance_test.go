package corpus

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communique-kg/communique"
)

// A store is one backend under test: open opens the same store each time it is
// called, and a store may be opened again after Close.
type store struct {
	open func(t *testing.T) *Corpus
	// reopenFile opens a backup.
	reopenFile func(file string) (*Corpus, error)
}

func TestBolt(t *testing.T) {
	conform(t, func(t *testing.T) store {
		dir := t.TempDir()
		return store{
			open: func(t *testing.T) *Corpus {
				c, err := Open(dir)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { c.Close() })
				return c
			},
			reopenFile: OpenFile,
		}
	})
}

// conform is what every backend must pass.
func conform(t *testing.T, fresh func(t *testing.T) store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, store)
	}{
		{"an empty corpus is empty", testEmpty},
		{"what is appended comes back", testRoundTrip},
		{"appending again changes nothing", testIdempotent},
		{"a further outlet adds a source", testSources},
		{"an unsound document is refused whole", testRefused},
		{"annotations need their target", testAnnotations},
		{"undo takes back, and undo of undo restores", testUndo},
		{"retraction ends the records of a document", testRetraction},
		{"a new reading keeps the claims it still finds", testRereading},
		{"time never runs backwards", testClock},
		{"the log is read in order from any place", testEntries},
		{"many writers at once lose nothing", testConcurrent},
		{"one bad writer does not fail the others", testBadNeighbour},
		{"a backup taken during writes is consistent", testBackup},
		{"claims apart from documents are those of the log", testHeld},
		{"a store of an older program answers alike", testOlderProgram},
		{"random histories pass the check and survive reopening", testRandom},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, fresh(t)) })
	}
}

var ctx = context.Background()

// document makes a valid document with one claim for each n, written n times
// over so that each has its own place.
func document(text string, outlet string, counts ...int) (*communique.Document, []byte) {
	var b strings.Builder
	b.WriteString(text)
	var spans []communique.Span
	for _, n := range counts {
		b.WriteString("\n")
		start := b.Len()
		fmt.Fprintf(&b, "%d allies", n)
		spans = append(spans, communique.Span{Start: start, End: b.Len()})
	}
	d := &communique.Document{Text: b.String(), Reader: "test 1", Format: "text"}
	d.ID, d.TextID = communique.DocIDOf([]byte(d.Text)), communique.TextIDOf(d.Text)
	d.Sources = []communique.Source{{Outlet: outlet, File: "a.txt"}}
	d.Regions = []communique.Region{{Span: communique.Span{Start: 0, End: len(d.Text)}, Role: communique.Article, Type: "body"}}
	for i, s := range spans {
		d.Claims = append(d.Claims, communique.Claim{
			ID:   communique.NewClaimID(d.ID, d.TextID, communique.MemberCount, s, "org:nato"),
			Kind: communique.MemberCount, Subject: "org:nato", Rule: "member-count/test",
			Value:    &communique.Value{N: float64(counts[i]), Unit: "allies", Cmp: communique.Equal},
			Modality: communique.Asserted, Polarity: communique.Affirmed, Evidence: s.Quote(d.Text),
		})
	}
	return d, []byte(d.Text)
}

func mustAppend(t *testing.T, c *Corpus, d *communique.Document, original []byte) Appended {
	t.Helper()
	a, err := c.Append(ctx, "test", d, original)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func mustAnnotate(t *testing.T, c *Corpus, a communique.Annotation) uint64 {
	t.Helper()
	out, err := c.Annotate(ctx, "alice", a)
	if err != nil {
		t.Fatal(err)
	}
	return out.Seq
}

func last(t *testing.T, c *Corpus) uint64 {
	t.Helper()
	n, err := c.Last(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func sound(t *testing.T, c *Corpus) {
	t.Helper()
	for problem, err := range c.Check(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("check: %s", problem)
	}
}

func testEmpty(t *testing.T, s store) {
	c := s.open(t)
	if got := last(t, c); got != 0 {
		t.Errorf("last = %d, want 0", got)
	}
	for e, err := range c.Entries(ctx, 0) {
		t.Errorf("entry %v, %v in an empty corpus", e, err)
	}
	id := communique.DocIDOf([]byte("x"))
	if _, err := c.Document(ctx, id); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("document: %v, want ErrNotFound", err)
	}
	if _, err := c.Original(ctx, id); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("original: %v, want ErrNotFound", err)
	}
	if _, err := c.Claim(ctx, "c-0"); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("claim: %v, want ErrNotFound", err)
	}
	sound(t, c)
}

func testRoundTrip(t *testing.T, s store) {
	c := s.open(t)
	d, original := document("NATO – “words”", "Outlet", 28, 30)
	if a := mustAppend(t, c, d, original); a.Seq != 1 || !a.Added {
		t.Errorf("append = %+v, want entry 1, added", a)
	}
	c.Close()
	c = s.open(t)
	got, err := c.Document(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Text != d.Text || got.Claims[1].Evidence != d.Claims[1].Evidence || got.Sources[0] != d.Sources[0] {
		t.Errorf("document came back as %+v", got)
	}
	if b, err := c.Original(ctx, d.ID); err != nil || !bytes.Equal(b, original) {
		t.Errorf("original came back as %q, %v", b, err)
	}
	r, err := c.Claim(ctx, d.Claims[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if r.Claim.Value.N != 28 || r.Document.ID != d.ID || len(r.Recorded) != 1 || r.Recorded[0].To != "" {
		t.Errorf("claim came back as %+v", r)
	}
	sound(t, c)
}

func testIdempotent(t *testing.T, s store) {
	c := s.open(t)
	d, original := document("text", "Outlet", 28)
	first := mustAppend(t, c, d, original)
	d.Sources[0].File = "copy.txt" // another file name says nothing new
	if again := mustAppend(t, c, d, original); again.Added || again.Seq != first.Seq {
		t.Errorf("second append = %+v, want %d, not added", again, first.Seq)
	}
	if got := last(t, c); got != 1 {
		t.Errorf("last = %d, want 1", got)
	}
}

func testSources(t *testing.T, s store) {
	c := s.open(t)
	d, original := document("text", "One", 28)
	mustAppend(t, c, d, original)
	published := communique.TimeValue{EDTF: "2016-06-15", Days: communique.Days{From: "2016-06-15", To: "2016-06-15"}}
	d.Sources = []communique.Source{{Outlet: "Two", Published: published}}
	if a := mustAppend(t, c, d, original); !a.Added || a.Seq != 2 {
		t.Errorf("append from a second outlet = %+v", a)
	}
	for _, want := range []bool{true, false} {
		a, err := c.AddSource(ctx, "test", d.ID, communique.Source{Outlet: "Three"})
		if err != nil || a.Added != want {
			t.Errorf("AddSource = %+v, %v, want added %v", a, err, want)
		}
	}
	if _, err := c.AddSource(ctx, "test", communique.DocIDOf([]byte("unknown")), communique.Source{Outlet: "X"}); !errors.Is(err, communique.ErrNotFound) {
		t.Errorf("AddSource to an unknown document: %v", err)
	}
	got, err := c.Document(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if outlets := got.Outlets(); !slices.Equal(outlets, []string{"One", "Two", "Three"}) {
		t.Errorf("outlets = %v", outlets)
	}
	if got.Published().EDTF != "2016-06-15" {
		t.Errorf("published = %+v", got.Published())
	}
	sound(t, c)
}

func testRefused(t *testing.T, s store) {
	c := s.open(t)
	for name, spoil := range map[string]func(*communique.Document, *[]byte){
		"evidence that does not quote": func(d *communique.Document, _ *[]byte) { d.Claims[0].Evidence.Exact = "29 allies" },
		"evidence outside the text":    func(d *communique.Document, _ *[]byte) { d.Claims[0].Evidence.End = 1 << 20 },
		"claim in boilerplate":         func(d *communique.Document, _ *[]byte) { d.Regions[0].Role = communique.Boilerplate },
		"another text":                 func(d *communique.Document, _ *[]byte) { d.Text += "!" },
		"other bytes":                  func(_ *communique.Document, b *[]byte) { *b = []byte("other") },
		"no source":                    func(d *communique.Document, _ *[]byte) { d.Sources = nil },
		"two claims of one id":         func(d *communique.Document, _ *[]byte) { d.Claims = append(d.Claims, d.Claims[0]) },
	} {
		d, original := document("text", "Outlet", 28)
		spoil(d, &original)
		var invalid *communique.InvalidError
		if _, err := c.Append(ctx, "test", d, original); !errors.As(err, &invalid) {
			t.Errorf("%s: %v, want an InvalidError", name, err)
		}
	}
	if got := last(t, c); got != 0 {
		t.Errorf("refused documents left %d entries", got)
	}
}

func testAnnotations(t *testing.T, s store) {
	c := s.open(t)
	d, original := document("text", "Outlet", 28)
	mustAppend(t, c, d, original)
	id := string(d.Claims[0].ID)
	mustAnnotate(t, c, communique.Annotation{Kind: communique.Accept, Target: id})
	mustAnnotate(t, c, communique.Annotation{Kind: communique.Reject, Target: id, Reason: "another set"})
	got, err := c.Annotations(ctx, id)
	if err != nil || len(got) != 2 || got[1].Annotation.Reason != "another set" || got[1].Document != d.ID {
		t.Errorf("annotations = %+v, %v", got, err)
	}
	for _, a := range []communique.Annotation{
		{Kind: communique.Accept, Target: "c-unknown"},
		{Kind: communique.Retract, Target: string(communique.DocIDOf([]byte("x"))), Reason: "r"},
		{Kind: communique.Undo, Target: "99"},
		{Kind: communique.Undo, Target: "1"}, // a reading
		{Kind: communique.Undo, Target: "one"},
		{Kind: communique.Reject, Target: id},
		{Kind: "praise", Target: id},
		{Kind: communique.Merge, Target: "nobody", Into: "org:nato"},
	} {
		if _, err := c.Annotate(ctx, "alice", a); err == nil {
			t.Errorf("annotation %+v was taken", a)
		}
	}
	if got := last(t, c); got != 3 {
		t.Errorf("last = %d, want 3", got)
	}
}

func testUndo(t *testing.T, s store) {
	c := s.open(t)
	d, original := document("text", "Outlet", 28)
	mustAppend(t, c, d, original)
	id := string(d.Claims[0].ID)
	standing := func() int {
		got, err := c.Annotations(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return len(got)
	}
	accept := mustAnnotate(t, c, communique.Annotation{Kind: communique.Accept, Target: id})
	undo := mustAnnotate(t, c, communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(accept)})
	if got := standing(); got != 0 {
		t.Errorf("after undo %d annotations stand", got)
	}
	if _, err := c.Annotate(ctx, "bob", communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(accept)}); err == nil {
		t.Error("a second undo of the same annotation was taken")
	}
	mustAnnotate(t, c, communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(undo)})
	if got := standing(); got != 1 {
		t.Errorf("after undo of undo %d annotations stand, want 1", got)
	}
}

// onDay sets the clock of the corpus.
func onDay(c *Corpus, day string) {
	c.now = func() time.Time {
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			panic(err)
		}
		return t
	}
}

func recorded(t *testing.T, c *Corpus, id communique.ClaimID) []communique.Days {
	t.Helper()
	r, err := c.Claim(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return r.Recorded
}

func testRetraction(t *testing.T, s store) {
	c := s.open(t)
	d, original := document("text", "Outlet", 28)
	id := d.Claims[0].ID
	onDay(c, "2026-01-01")
	mustAppend(t, c, d, original)
	onDay(c, "2026-01-05")
	retract := mustAnnotate(t, c, communique.Annotation{Kind: communique.Retract, Target: string(d.ID), Reason: "withdrawn"})
	want := []communique.Days{{From: "2026-01-01", To: "2026-01-04"}}
	if got := recorded(t, c, id); !slices.Equal(got, want) {
		t.Errorf("recorded = %v, want %v", got, want)
	}
	onDay(c, "2026-01-09")
	mustAnnotate(t, c, communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(retract)})
	want = append(want, communique.Days{From: "2026-01-09"})
	if got := recorded(t, c, id); !slices.Equal(got, want) {
		t.Errorf("recorded = %v, want %v", got, want)
	}
	if _, err := c.Document(ctx, d.ID); err != nil {
		t.Errorf("a retracted document is gone: %v", err)
	}
	sound(t, c)
}

func testRereading(t *testing.T, s store) {
	c := s.open(t)
	old, original := document("text", "Outlet", 28, 30)
	onDay(c, "2026-01-01")
	mustAppend(t, c, old, original)
	newer := *old
	newer.Reader, newer.Claims = "test 2", old.Claims[1:]
	onDay(c, "2026-02-01")
	if a := mustAppend(t, c, &newer, original); !a.Added {
		t.Fatal("a new reading was not added")
	}
	if got, want := recorded(t, c, old.Claims[0].ID), []communique.Days{{From: "2026-01-01", To: "2026-01-31"}}; !slices.Equal(got, want) {
		t.Errorf("claim that the new reading lacks: recorded %v, want %v", got, want)
	}
	if got, want := recorded(t, c, old.Claims[1].ID), []communique.Days{{From: "2026-01-01"}}; !slices.Equal(got, want) {
		t.Errorf("claim in both readings: recorded %v, want %v", got, want)
	}
	current, err := c.Document(ctx, old.ID)
	if err != nil || len(current.Claims) != 1 || current.Reader != "test 2" {
		t.Errorf("current reading = %+v, %v", current, err)
	}
	sound(t, c)
}

func testClock(t *testing.T, s store) {
	c := s.open(t)
	onDay(c, "2026-05-01")
	d, original := document("one", "Outlet", 28)
	mustAppend(t, c, d, original)
	onDay(c, "2020-01-01")
	d, original = document("two", "Outlet", 28)
	mustAppend(t, c, d, original)
	sound(t, c)
	if got := recorded(t, c, d.Claims[0].ID)[0].From; got != "2026-05-01" {
		t.Errorf("recorded on %s after the clock was set back", got)
	}
}

func testEntries(t *testing.T, s store) {
	c := s.open(t)
	const n = 600 // more than two pages
	for i := range n {
		d, original := document(fmt.Sprint("text ", i), "Outlet")
		mustAppend(t, c, d, original)
	}
	for _, since := range []uint64{0, 1, 255, 256, 599, 600, 9999} {
		want := since + 1
		for e, err := range c.Entries(ctx, since) {
			if err != nil {
				t.Fatal(err)
			}
			if e.Seq != want {
				t.Fatalf("since %d: entry %d, want %d", since, e.Seq, want)
			}
			want++
		}
		if want != max(n, since)+1 {
			t.Errorf("since %d: ended before %d", since, want)
		}
	}
	ids := 0
	for _, err := range c.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		ids++
	}
	if ids != n {
		t.Errorf("%d documents, want %d", ids, n)
	}
}

func testConcurrent(t *testing.T, s store) {
	c := s.open(t)
	var wg sync.WaitGroup
	const writers, each = 8, 20
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				d, original := document(fmt.Sprint("text ", i), fmt.Sprint("Outlet ", w), i)
				if _, err := c.Append(ctx, "test", d, original); err != nil {
					t.Error(err)
				}
				if _, err := c.Document(ctx, d.ID); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := last(t, c); got != writers*each { // each outlet is one entry: the first a reading, the others sources
		t.Errorf("last = %d, want %d", got, writers*each)
	}
	sound(t, c)
}

func testBadNeighbour(t *testing.T, s store) {
	c := s.open(t)
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			if i%3 == 0 {
				if _, err := c.Annotate(ctx, "a", communique.Annotation{Kind: communique.Accept, Target: "c-none"}); !errors.Is(err, communique.ErrNotFound) {
					t.Errorf("annotation of nothing: %v", err)
				}
				return
			}
			d, original := document(fmt.Sprint("text ", i), "Outlet")
			if _, err := c.Append(ctx, "test", d, original); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := last(t, c); got != 26 {
		t.Errorf("last = %d, want 26", got)
	}
	sound(t, c)
}

func testBackup(t *testing.T, s store) {
	c := s.open(t)
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for i := range 60 {
				d, original := document(fmt.Sprint(w, " text ", i), "Outlet", i)
				if _, err := c.Append(ctx, "test", d, original); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 4 {
		name := filepath.Join(t.TempDir(), fmt.Sprint("backup", i))
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Backup(ctx, f); err != nil {
			t.Fatal(err)
		}
		f.Close()
		copied, err := s.reopenFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, copied)
		copied.Close()
	}
	wg.Wait()
}

func testRandom(t *testing.T, s store) {
	c := s.open(t)
	r := rand.New(rand.NewPCG(1, 2))
	var claims []communique.ClaimID
	var docs []communique.DocID
	var annotations []uint64
	for i := range 200 {
		onDay(c, string(communique.Day("2026-01-01").Add(i/4)))
		switch n := r.IntN(10); {
		case n < 6 || len(claims) == 0:
			d, original := document(fmt.Sprint("text ", r.IntN(12)), fmt.Sprint("Outlet ", r.IntN(3)), 28, 30)
			d.Reader = fmt.Sprint("test ", r.IntN(3))
			d.Claims = d.Claims[:r.IntN(3)]
			mustAppend(t, c, d, original)
			docs = append(docs, d.ID)
			for _, cl := range d.Claims {
				claims = append(claims, cl.ID)
			}
		case n < 7:
			annotations = append(annotations, mustAnnotate(t, c, communique.Annotation{Kind: communique.Accept, Target: string(claims[r.IntN(len(claims))])}))
		case n < 8:
			annotations = append(annotations, mustAnnotate(t, c, communique.Annotation{Kind: communique.Retract, Target: string(docs[r.IntN(len(docs))]), Reason: "r"}))
		case len(annotations) > 0:
			a, err := c.Annotate(ctx, "alice", communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(annotations[r.IntN(len(annotations))])})
			if err == nil { // refused where it is undone already
				annotations = append(annotations, a.Seq)
			}
		}
	}
	sound(t, c)
	refs, want := wantHeld(t, c)
	if got := heldLines(t, c, refs); !slices.Equal(got, want) {
		t.Errorf("claims apart from documents:\n%v\nwant:\n%v", got, want)
	}
	before := scan(t, c)
	c.Close()
	c = s.open(t)
	if after := scan(t, c); !slices.Equal(before, after) {
		t.Errorf("records changed over reopening:\n%v\n%v", before, after)
	}
	for _, line := range before {
		if strings.Contains(line, "!") {
			t.Errorf("ranges of %s overlap or are out of order", line)
		}
	}
}

// scan gives each record as a line; ranges that are not in order are marked "!".
func scan(t *testing.T, c *Corpus) (lines []string) {
	t.Helper()
	for r, err := range c.Records(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprint(r.Claim.ID, r.Recorded)
		for i, d := range r.Recorded {
			if d.From == "" || d.To != "" && d.To < d.From || i > 0 && (r.Recorded[i-1].To == "" || d.From <= r.Recorded[i-1].To) {
				line += "!"
			}
		}
		lines = append(lines, line)
	}
	return lines
}
