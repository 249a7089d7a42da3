package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// reopen closes the index and opens it again.
func (l *library) reopen(t *testing.T) {
	t.Helper()
	if err := l.Index.Close(); err != nil {
		t.Fatal(err)
	}
	i, err := Open(l.dir, Options{Name: nameOf})
	if err != nil {
		t.Fatal(err)
	}
	l.Index = i
	t.Cleanup(func() { i.Close() })
}

func TestReopenedIndexGoesOn(t *testing.T) {
	l := newLibrary(t, collection[:2]...)
	l.reopen(t)
	if l.Notice() != "" {
		t.Errorf("notice %q", l.Notice())
	}
	if n := l.sync(t); n != 0 {
		t.Errorf("took in %d entries that it had", n)
	}
	l.append(t, collection[2].document(t))
	if n := l.sync(t); n != 1 {
		t.Errorf("took in %d entries, want 1", n)
	}
	if p := l.problems(t); len(p) > 0 {
		t.Errorf("check: %q", p)
	}
	if l.Bytes() == 0 {
		t.Error("no bytes on disk")
	}
}

func TestLockedIndexSaysSo(t *testing.T) {
	l := newLibrary(t)
	if _, err := Open(l.dir, Options{}); !errors.Is(err, corpus.ErrLocked) {
		t.Errorf("opened twice: %v, want ErrLocked", err)
	}
	if l.ask(t, Query{}).Total != 0 {
		t.Error("the first lost its index")
	}
}

// TestDamagedIndexIsMadeAnew damages one file after another.
func TestDamagedIndexIsMadeAnew(t *testing.T) {
	l := newLibrary(t, collection...)
	if err := l.Index.Close(); err != nil {
		t.Fatal(err)
	}
	sound := map[string][]byte{}
	err := filepath.WalkDir(filepath.Join(l.dir, Folder), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			sound[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	segments := 0
	for path, data := range sound {
		if strings.HasSuffix(path, ".zap") {
			segments++
		}
		for what, damaged := range map[string][]byte{
			"emptied": {}, "cut in half": data[:len(data)/2], "overwritten": []byte(strings.Repeat("garbage ", 1+len(data)/8)), "removed": nil,
		} {
			t.Run(filepath.Base(path)+" "+what, func(t *testing.T) {
				if err := os.RemoveAll(filepath.Join(l.dir, Folder)); err != nil {
					t.Fatal(err)
				}
				for p, b := range sound {
					if p == path {
						b = damaged
					}
					if b == nil {
						continue
					}
					if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(p, b, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				i, err := Open(l.dir, Options{Name: nameOf})
				if err != nil {
					t.Fatal(err)
				}
				defer i.Close()
				if seq, err := i.Cursor(context.Background()); i.Notice() == "" && seq != 0 || err != nil {
					// Where Bleve has an older state, the cursor is as old, and that is sound.
					t.Errorf("no notice; cursor %d, %v", seq, err)
				}
				if _, err := i.Sync(context.Background(), l.corpus); err != nil {
					t.Error(err)
				}
				for p, err := range i.Check(context.Background(), l.corpus) {
					t.Errorf("check: %s %v", p, err)
				}
			})
		}
	}
	if segments == 0 {
		t.Error("no segment was damaged")
	}
}

func TestOtherVersionIsMadeAnew(t *testing.T) {
	l := newLibrary(t, collection...)
	if err := l.b.SetInternal(versionKey, []byte("0")); err != nil {
		t.Fatal(err)
	}
	l.reopen(t)
	if !strings.Contains(l.Notice(), `version "0"`) {
		t.Errorf("notice %q", l.Notice())
	}
	if seq, err := l.Cursor(context.Background()); seq != 0 || err != nil {
		t.Errorf("cursor %d, %v", seq, err)
	}
	if n := l.sync(t); n != len(collection) {
		t.Errorf("took in %d entries, want %d", n, len(collection))
	}
}

func TestOtherCorpusEmptiesTheIndex(t *testing.T) {
	l, other := newLibrary(t, collection[:2]...), newLibrary(t, collection[2:]...)
	if _, err := l.Sync(context.Background(), other.corpus); err != nil {
		t.Fatal(err)
	}
	l.corpus = other.corpus
	if p := l.problems(t); len(p) > 0 {
		t.Errorf("check: %q", p)
	}
}

// TestSyncFollowsTheLog retracts, judges, adds a source and reads again.
func TestSyncFollowsTheLog(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t, collection...)
	d := l.docs[0]
	claim := d.Claims[0].ID
	annotate := func(a communique.Annotation) uint64 {
		t.Helper()
		done, err := l.corpus.Annotate(ctx, "alice", a)
		if err != nil {
			t.Fatal(err)
		}
		if p := l.problems(t); len(p) != 1 || !strings.Contains(p[0], "stands at entry") {
			t.Errorf("check before the sync: %q", p)
		}
		l.sync(t)
		if p := l.problems(t); len(p) > 0 {
			t.Errorf("check after %s: %q", a.Kind, p)
		}
		return done.Seq
	}
	total := func(q Query) uint64 { t.Helper(); return l.ask(t, q).Total }
	ofDocument := communique.Filter{Documents: []communique.DocID{d.ID}}

	annotate(communique.Annotation{Kind: communique.Accept, Target: string(claim)})
	if r := l.ask(t, Query{Statuses: []string{Accepted}}); r.Total != 1 || r.Hits[0].Claim != claim {
		t.Errorf("accepted: %+v", r.Hits)
	}
	seq := annotate(communique.Annotation{Kind: communique.Reject, Target: string(claim), Reason: "no"})
	if total(Query{Statuses: []string{Accepted}}) != 0 || total(Query{Statuses: []string{Rejected}}) != 1 {
		t.Error("a later judgement takes the place of an earlier one")
	}
	annotate(communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(seq)})
	if total(Query{Statuses: []string{Accepted}}) != 1 {
		t.Error("an undo brings the earlier judgement back")
	}

	seq = annotate(communique.Annotation{Kind: communique.Retract, Target: string(d.ID), Reason: "withdrawn"})
	if total(Query{Filter: ofDocument}) != 0 || total(Query{Filter: ofDocument, Statuses: []string{Retracted}}) != 4 {
		t.Error("a retracted document is out, unless retracted ones are asked for")
	}
	annotate(communique.Annotation{Kind: communique.Undo, Target: fmt.Sprint(seq)})
	if total(Query{Filter: ofDocument}) != 4 {
		t.Error("an undo brings the document back")
	}

	if _, err := l.corpus.AddSource(ctx, "alice", d.ID, communique.Source{Outlet: "Mirror", Published: communique.TimeValue{Days: on("2014-09-04")}}); err != nil {
		t.Fatal(err)
	}
	l.sync(t)
	if r := l.ask(t, Query{Filter: communique.Filter{Outlets: []string{"Mirror"}, PublishedBy: "2014-09-04"}}); r.Total != 4 {
		t.Errorf("by the further source: %d rows", r.Total)
	}

	// A newer reader loses the first claim and finds the text otherwise.
	again := *d
	again.Reader, again.Text = "test 2", d.Text+"A further line."
	again.TextID = communique.TextIDOf(again.Text)
	again.Claims = nil
	if _, err := l.corpus.Append(ctx, "test", &again, []byte(d.Text)); err != nil {
		t.Fatal(err)
	}
	l.sync(t)
	if p := l.problems(t); len(p) > 0 {
		t.Errorf("check: %q", p)
	}
	r := l.ask(t, Query{Text: "countries", Statuses: []string{Superseded}})
	if r.Total != 1 || r.Hits[0].Claim != claim || r.Hits[0].Text != d.TextID {
		t.Fatalf("superseded: %+v", r.Hits)
	}
	for _, f := range r.Hits[0].Fragments {
		joined := ""
		for _, p := range f.Parts {
			joined += p.Text
		}
		if joined != f.Of(d.Text) {
			t.Errorf("a row of an older text shows %q, its text is %q", joined, f.Of(d.Text))
		}
	}
	if total(Query{Filter: ofDocument}) != 1 {
		t.Error("only the document is current")
	}
}

// TestStoppedSyncGoesOn stops between batches, which each move the cursor.
func TestStoppedSyncGoesOn(t *testing.T) {
	l := newLibrary(t)
	const n, writers = 2500, 50 // writers who share a commit
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := w; i < n; i += writers {
				a := article{outlet: "NATO", published: on("2014-09-05"), text: fmt.Sprintf("Notice %d\nThe number of this notice is %d.\n", i, i)}
				d := a.document(t)
				if _, err := l.corpus.Append(context.Background(), "test", d, []byte(d.Text)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	stops := 0
	for {
		ctx := &stopping{Context: context.Background(), after: 6500}
		done, err := l.Sync(ctx, l.corpus)
		if cursor, cerr := l.Cursor(context.Background()); cerr != nil || l.ask(t, Query{}).Total != cursor {
			t.Fatalf("%d rows at cursor %d, %v", l.ask(t, Query{}).Total, cursor, cerr)
		}
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || done == 0 {
			t.Fatalf("stopped: %d entries, %v", done, err)
		}
		stops++
		l.reopen(t)
	}
	if stops == 0 {
		t.Error("never stopped")
	}
	if p := l.problems(t); len(p) > 0 {
		t.Errorf("check: %q", p)
	}
}

// stopping is a context that ends after it was asked so many times.
type stopping struct {
	context.Context
	mu    sync.Mutex
	after int
}

func (s *stopping) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.after--; s.after < 0 {
		return context.Canceled
	}
	return nil
}

// TestReadersBesideAWriter asks while rows are replaced; -race watches.
func TestReadersBesideAWriter(t *testing.T) {
	l := newLibrary(t, collection...)
	ctx := context.Background()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for _, text := range []string{"nato", `"cyber attack"`, "state*", "stoltenburg~"} {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := l.Search(ctx, Query{Text: text, Facets: true, Filter: communique.Filter{PublishedBy: "2025-01-01"}})
				if err != nil || r.Total == 0 {
					t.Errorf("%q: %d hits, %v", text, r.Total, err)
					return
				}
			}
		})
	}
	target := string(l.docs[0].Claims[0].ID)
	for i := range 30 {
		kind := communique.Accept
		if i%2 == 1 {
			kind = communique.Reject
		}
		if _, err := l.corpus.Annotate(ctx, "alice", communique.Annotation{Kind: kind, Target: target, Reason: "turn"}); err != nil {
			t.Fatal(err)
		}
		l.sync(t)
	}
	close(stop)
	wg.Wait()
	if p := l.problems(t); len(p) > 0 {
		t.Errorf("check: %q", p)
	}
}

func TestCheckFindsWhatDisagrees(t *testing.T) {
	l := newLibrary(t, collection...)
	if err := l.b.Delete(string(l.docs[0].Claims[0].ID)); err != nil {
		t.Fatal(err)
	}
	m := rowMaker{current: l.docs[1]}
	stale := m.base(Documents, l.docs[1], nil, true)
	if err := stale.tidy(); err != nil {
		t.Fatal(err)
	}
	foreign := stale
	foreign.Stored.Document = communique.DocIDOf([]byte("another corpus"))
	b := l.b.NewBatch()
	for _, r := range []row{stale, foreign} {
		d, err := bleveDocument(&r)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.IndexAdvanced(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.b.Batch(b); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(l.problems(t), "\n")
	for _, want := range []string{"is missing", "is not as the corpus has it", "documents that the corpus does not have"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not among\n%s", want, got)
		}
	}
}

func TestClosedIndexSaysSo(t *testing.T) {
	l := newLibrary(t)
	if err := errors.Join(l.Index.Close(), l.Index.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Search(context.Background(), Query{}); !errors.Is(err, errClosed) {
		t.Errorf("search: %v", err)
	}
	if _, err := l.Sync(context.Background(), l.corpus); !errors.Is(err, errClosed) {
		t.Errorf("sync: %v", err)
	}
}
