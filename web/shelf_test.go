package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
)

func TestPagesFollowTheLogAtOnce(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	early := "/document?id=" + string(docs[0].ID)
	question := "/compare?question=member-count/org:nato"
	of := func(address string) string {
		t.Helper()
		rec := w.get(address)
		if rec.Code != http.StatusOK {
			t.Fatalf("%s: status %d", address, rec.Code)
		}
		return rec.Body.String()
	}
	claim := "/claim?id=" + string(claimOf(docs[0], 0).ID)
	for _, address := range []string{early, question, claim, "/"} {
		if first, again := of(address), of(address); first != again {
			t.Errorf("%s: a second look differs", address)
		}
	}
	if strings.Contains(of(early), "Another Outlet") || strings.Contains(of(claim), "accept") {
		t.Fatal("the pages show what is only said later")
	}
	ctx := t.Context()
	if _, err := w.corpus.AddSource(ctx, "test", docs[0].ID, communique.Source{Outlet: "Another Outlet"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(of(early), "Another Outlet") {
		t.Error("the reader does not show a source that was added")
	}
	if _, err := w.corpus.Annotate(ctx, "test", communique.Annotation{Kind: communique.Accept, Target: string(claimOf(docs[0], 0).ID)}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(of(claim), "status-accepted") {
		t.Error("the claim does not show what a person said of it")
	}
	if _, err := w.corpus.Annotate(ctx, "test", communique.Annotation{Kind: communique.Retract, Target: string(docs[0].ID), Reason: "a test"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(of(early), "This document is retracted") {
		t.Error("the reader does not show that the document is retracted")
	}
	if !strings.Contains(of(claim), "status-retracted") {
		t.Error("the claim does not show that its document is retracted")
	}
	if err := w.sync(ctx); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(of(question), claimOf(docs[0], 0).Evidence.Exact+"”") {
		t.Error("the comparison still has the answers of a retracted document")
	}
}

func TestTheShelfForgetsEverythingThatIsFarBehind(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	ctx, s := t.Context(), newShelf()
	seq, err := s.catchUp(ctx, w.corpus)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.volume(ctx, w.corpus, docs[0].ID, seq); err != nil {
		t.Fatal(err)
	}
	for i := range farBehind + 1 {
		if _, err := w.corpus.AddSource(ctx, "test", docs[0].ID, communique.Source{Outlet: fmt.Sprint("outlet ", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if seq, err = s.catchUp(ctx, w.corpus); err != nil {
		t.Fatal(err)
	}
	v, err := s.volume(ctx, w.corpus, docs[0].ID, seq)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(v.history.Current().Sources), farBehind+2; got != want {
		t.Errorf("%d sources, want %d", got, want)
	}
}

func TestTheShelfKeepsNothingThatWasReadTooEarly(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	ctx, s := t.Context(), newShelf()
	seq, err := s.catchUp(ctx, w.corpus)
	if err != nil {
		t.Fatal(err)
	}
	// An entry comes, and another request takes it into account, while this one reads.
	slow := &meanwhile{Corpus: w.corpus, do: func() {
		if _, err := w.corpus.AddSource(ctx, "test", docs[0].ID, communique.Source{Outlet: "Another Outlet"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.catchUp(ctx, w.corpus); err != nil {
			t.Fatal(err)
		}
	}}
	if _, err := s.volume(ctx, slow, docs[0].ID, seq); err != nil {
		t.Fatal(err)
	}
	if seq, err = s.catchUp(ctx, w.corpus); err != nil {
		t.Fatal(err)
	}
	v, err := s.volume(ctx, w.corpus, docs[0].ID, seq)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.history.Current().Outlets(); len(got) != 2 {
		t.Errorf("outlets %q: the later one is missing", got)
	}
}

// meanwhile is a corpus in which something happens while a document is read.
type meanwhile struct {
	*corpus.Corpus
	once sync.Once
	do   func()
}

func (m *meanwhile) History(ctx context.Context, id communique.DocID) (*corpus.History, error) {
	h, err := m.Corpus.History(ctx, id)
	m.once.Do(m.do)
	return h, err
}

func TestComparisonsAreMadeOnceForEachStateOfTheLog(t *testing.T) {
	s, made := newShelf(), 0
	s.seq = 5
	compare := func() ([]claim.Comparison, error) {
		made++
		return []claim.Comparison{{Because: fmt.Sprint(made)}}, nil
	}
	for i, test := range []struct {
		seq  uint64
		key  string
		want string
	}{{5, "a", "1"}, {5, "a", "1"}, {5, "b", "2"}, {5, "a", "1"}, {4, "a", "3"}, {5, "a", "1"}} {
		got, err := s.compared(test.seq, test.key, compare)
		if err != nil || got[0].Because != test.want {
			t.Errorf("step %d: comparison %v, %v, want %s", i, got, err, test.want)
		}
	}
	broken := errors.New("broken")
	if _, err := s.compared(5, "c", func() ([]claim.Comparison, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	if got, err := s.compared(5, "c", compare); err != nil || got[0].Because != "4" {
		t.Errorf("after an error: %v, %v", got, err)
	}
}

func TestGenerationsAreBounded(t *testing.T) {
	g := generations[int, int]{room: 100}
	for i := range 1000 {
		g.put(i, i, 10)
		if _, ok := g.get(0); !ok {
			t.Fatalf("after %d: what is asked for again and again is gone", i)
		}
		if n := len(g.young) + len(g.old); n > 10 {
			t.Fatalf("after %d: %d values of weight 10 in a room of 100", i, n)
		}
	}
	if _, ok := g.get(500); ok {
		t.Error("what nobody asked for is still there")
	}
	g.put(1, 1, 51)
	if _, ok := g.get(1); !ok || len(g.young)+len(g.old) != 1 {
		t.Errorf("a value of more than half of the room does not stand alone: %d values", len(g.young)+len(g.old))
	}
	g.put(3, 3, 101)
	if _, ok := g.get(3); ok {
		t.Error("a value of more than the room is kept")
	}
	g.put(2, 2, 10)
	g.drop(2)
	if _, ok := g.get(2); ok {
		t.Error("what was dropped is still there")
	}
	var none generations[int, int]
	none.put(1, 1, 1)
	if _, ok := none.get(1); ok {
		t.Error("a map without room keeps something")
	}
}
