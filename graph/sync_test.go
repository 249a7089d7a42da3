package graph

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/communique-kg/communique"
)

// fuse is a context that ends after its Err was asked a number of times: it
// stops work at any point that asks.
type fuse struct {
	context.Context
	left atomic.Int64
}

func (f *fuse) Err() error {
	if f.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestSyncStopsAnywhere stops a sync after every possible number of steps: what
// is there is always a whole number of entries, and the next sync ends alike.
func TestSyncStopsAnywhere(t *testing.T) {
	w := newWorld(t, 1, t.TempDir())
	for range 25 {
		w.happen(t)
	}
	last, err := w.corpus.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	stopped := 0
	for n := int64(0); ; n++ {
		g := openGraph(t, dir)
		g.most = limits{entries: 4, quads: 1000}
		ctx := &fuse{Context: t.Context()}
		ctx.left.Store(n)
		_, err := g.Sync(ctx, w.corpus)
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d steps: %v", n, err)
		}
		cursor, cerr := g.Cursor(t.Context())
		if cerr != nil || cursor%4 != 0 && cursor != last {
			t.Fatalf("after %d steps: cursor %d, %v", n, cursor, cerr)
		}
		for problem, err := range g.Check(t.Context(), w.corpus) {
			if err != nil {
				t.Fatal(err)
			}
			if cursor == last || !strings.Contains(problem, "it is at entry") {
				t.Errorf("after %d steps: %s", n, problem)
			}
		}
		if err == nil {
			compareAnswers(t, w, g, communique.Filter{})
			break
		}
		stopped++
		if n%3 == 0 { // begin anew now and then, else go on
			if err := g.Rebuild(); err != nil {
				t.Fatal(err)
			}
		}
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if stopped < 10 {
		t.Errorf("only %d syncs were stopped", stopped)
	}
}

// TestFailedUpdateLeavesNothing lets transactions fail after they wrote.
func TestFailedUpdateLeavesNothing(t *testing.T) {
	w, dir := filled(t, 11)
	g := openGraph(t, dir)
	boom := errors.New("boom")
	for i := range 20 {
		err := g.update(t.Context(), func(tx *transaction) error {
			d := w.document(6)
			old := w.docs[i%len(w.docs)]
			if err := tx.replace(labelled{documentNode(d.ID): quadsOf(d, nil), documentNode(old.ID): nil}); err != nil {
				return err
			}
			if err := tx.put(cursorKey, "1"); err != nil {
				return err
			}
			if i%2 == 0 {
				panic(boom)
			}
			return boom
		})
		if i%2 == 1 && !errors.Is(err, boom) || i%2 == 0 && !errors.Is(err, ErrDamaged) {
			t.Fatalf("got %v", err)
		}
	}
	sound(t, g, w.corpus)
}

// TestImproperQuadsAreRefused keeps from Cayley what it would write half.
func TestImproperQuadsAreRefused(t *testing.T) {
	g := openGraph(t, t.TempDir())
	for _, name := range []string{"", "caf\xe9"} {
		d := &communique.Document{ID: "sha256-0", Sources: []communique.Source{{Outlet: "x"}}}
		quads := quadsOf(d, nil)
		quads[1].Object = claimNode(communique.ClaimID(name))
		if name == "" {
			quads[1].Object = nil
		}
		err := g.update(t.Context(), func(tx *transaction) error { return tx.replace(labelled{documentNode(d.ID): quads}) })
		if err == nil {
			t.Errorf("%q is taken", name)
		}
	}
	if got := allQuads(t, g); len(got) > 0 {
		t.Errorf("left behind: %v", got)
	}
}

// TestKilled kills a process that syncs, again and again: the file it leaves is
// always sound up to its cursor, and in the end equal to one made in one go.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("GRAPH_TEST_SYNC"); dir != "" {
		syncForEver(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("skipped: starts processes")
	}
	dir := t.TempDir()
	w := newWorld(t, 2, dir)
	for range 120 {
		w.happen(t)
	}
	reopen := func() {
		t.Helper()
		again := newWorld(t, 3, dir)
		w.corpus = again.corpus
	}
	for round := range 4 {
		if err := w.corpus.Close(); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), "GRAPH_TEST_SYNC="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; n < 8+7*round && lines.Scan(); n++ {
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		reopen()
		g := openGraph(t, dir)
		if g.Notice() != "" {
			t.Errorf("round %d: %s", round, g.Notice())
		}
		for problem, err := range g.Check(t.Context(), w.corpus) {
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(problem, "it is at entry") {
				t.Errorf("round %d: %s", round, problem)
			}
		}
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	}
	g := openGraph(t, dir)
	syncGraph(t, g, w.corpus)
	sound(t, g, w.corpus)
}

// syncForEver is the process that is killed: it syncs one entry at a time, and
// when it is done begins anew. It prints a line for each transaction.
func syncForEver(t *testing.T, dir string) {
	w := newWorld(t, 2, dir)
	g := openGraph(t, dir)
	g.most = limits{entries: 1, quads: 1}
	for {
		for {
			ctx := &fuse{Context: t.Context()}
			ctx.left.Store(40)
			n, err := g.Sync(ctx, w.corpus)
			fmt.Println(n)
			if err == nil {
				break
			}
		}
		if err := g.Rebuild(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadersBesideWriter reads while documents are replaced and the file is
// compacted: every answer is one state of the document, never half of two.
func TestReadersBesideWriter(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, 1, dir)
	g := openGraph(t, dir)
	d := w.document(0)
	put := func(version int) {
		t.Helper()
		w.read(d, 0)
		d.Reader = fmt.Sprint("test ", version)
		subject := communique.NP(fmt.Sprint("version ", version))
		d.Claims = nil
		for _, span := range wordSpans(d.Text)[:5] {
			c := communique.Claim{Kind: communique.Position, Subject: subject, Object: "org:nato", Evidence: span.Quote(d.Text),
				Modality: communique.Asserted, Polarity: communique.Affirmed, Rule: "test", Questions: someQuestions[:1]}
			c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, span, c.Subject)
			d.Claims = append(d.Claims, c)
		}
		if _, err := w.corpus.Append(context.Background(), "test", d, []byte(w.text[d.ID])); err != nil {
			t.Fatal(err)
		}
		syncGraph(t, g, w.corpus)
	}
	put(0)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				read(t, g)
			}
		})
	}
	for version := range 60 {
		put(version + 1)
		if version%20 == 10 {
			if err := g.Compact(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
	close(done)
	wg.Wait()
	sound(t, g, w.corpus)
}

func read(t *testing.T, g *Graph) {
	page, err := g.Claims(t.Context(), communique.Filter{Actors: []communique.EntityID{"org:nato"}}, Page{})
	if err != nil {
		t.Error(err)
		return
	}
	for _, r := range page.Rows {
		if r.Subject != page.Rows[0].Subject || page.Total != 5 {
			t.Errorf("a torn page: %+v", page)
			return
		}
	}
	network, err := g.Network(t.Context(), NetworkQuery{Around: "org:nato"})
	if err != nil || network.Claims != 5 || len(network.Members) != 1 || len(network.Ties) != 1 || network.Ties[0].Count != 5 {
		t.Errorf("a torn network: %+v, %v", network, err)
	}
	groups, err := g.Groups(t.Context(), communique.Filter{}, Page{})
	if err != nil || groups.Total != 1 || groups.Groups[0].Answers != 5 {
		t.Errorf("a torn group: %+v, %v", groups, err)
	}
	if _, err := g.Count(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestCancelledIsReported stops each query after every possible number of steps:
// it never gives half an answer for a whole one.
func TestCancelledIsReported(t *testing.T) {
	_, dir := filled(t, 12)
	g := openGraph(t, dir)
	asks := map[string]func(context.Context) (any, error){
		"claims": func(ctx context.Context) (any, error) { return g.Claims(ctx, communique.Filter{}, Page{}) },
		"groups": func(ctx context.Context) (any, error) { return g.Groups(ctx, communique.Filter{}, Page{}) },
		"path": func(ctx context.Context) (any, error) {
			return g.Path(ctx, "org:nato", "state:russia", communique.Filter{})
		},
		"network": func(ctx context.Context) (any, error) {
			return g.Network(ctx, NetworkQuery{Around: "org:nato", Steps: 2})
		},
		"between": func(ctx context.Context) (any, error) {
			return g.Between(ctx, "org:nato", "state:russia", communique.Filter{}, Page{})
		},
		"count": func(ctx context.Context) (any, error) { return g.Count(ctx) },
	}
	for _, most := range []int{maxRows, 1} { // in memory, and from the file
		for name, ask := range asks {
			want, err := ask(t.Context())
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			g.memory.forget()
			g.tables.forget()
			g.tables.most = most
			for n := int64(0); ; n++ {
				ctx := &fuse{Context: t.Context()}
				ctx.left.Store(n)
				got, err := ask(ctx)
				if err == nil {
					if fmt.Sprint(got) != fmt.Sprint(want) {
						t.Errorf("%s after %d steps: got %v, want %v", name, n, got, want)
					}
					break
				}
				if !errors.Is(err, context.Canceled) {
					t.Errorf("%s after %d steps: got %v", name, n, err)
					break
				}
			}
		}
	}
}
