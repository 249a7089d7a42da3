package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// filled makes a corpus and a graph of it, and closes the graph.
func filled(t *testing.T, seed int64) (w *world, dir string) {
	t.Helper()
	dir = t.TempDir()
	w = newWorld(t, seed, dir)
	for range 30 {
		w.happen(t)
	}
	g := openGraph(t, dir)
	syncGraph(t, g, w.corpus)
	sound(t, g, w.corpus)
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	return w, dir
}

// TestOpenMakesUnfitFileAgain damages the file in several ways: each time Open
// says so, and Sync makes the same graph again.
func TestOpenMakesUnfitFileAgain(t *testing.T) {
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, file string, data []byte) []byte
		notice string
	}{
		{"garbage", func(_ *testing.T, _ string, data []byte) []byte { return bytes.Repeat([]byte("garbage "), 4096) }, "cannot be used"},
		{"empty pages", func(_ *testing.T, _ string, data []byte) []byte { return make([]byte, 64<<10) }, "cannot be used"},
		{"cut short", func(_ *testing.T, _ string, data []byte) []byte { return data[:len(data)/2] }, "cannot be used"},
		{"a few bytes", func(_ *testing.T, _ string, data []byte) []byte { return data[:100] }, "cannot be used"},
		{"zero bytes in the middle", func(_ *testing.T, _ string, data []byte) []byte {
			clear(data[2*os.Getpagesize():])
			return data
		}, "cannot be used"},
		{"another version", func(t *testing.T, file string, _ []byte) []byte {
			change(t, file, func(tx *bolt.Tx) error { return tx.Bucket(own).Put([]byte(versionKey), []byte("0")) })
			return nil
		}, `version is "0"`},
		{"other indexes", func(t *testing.T, file string, _ []byte) []byte {
			change(t, file, func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("indexes"), []byte("[]")) })
			return nil
		}, "other indexes"},
		{"something else", func(t *testing.T, file string, _ []byte) []byte {
			os.Remove(file)
			change(t, file, func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("log")); return err })
			return nil
		}, "something else"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, dir := filled(t, 3)
			file := filepath.Join(dir, File)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if data = test.damage(t, file, data); data != nil {
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			g := openGraph(t, dir)
			if !strings.Contains(g.Notice(), test.notice) {
				t.Errorf("notice: got %q, want it to say %q", g.Notice(), test.notice)
			}
			if cursor, err := g.Cursor(t.Context()); err != nil || cursor != 0 {
				t.Errorf("cursor: got %d, %v, want 0", cursor, err)
			}
			syncGraph(t, g, w.corpus)
			sound(t, g, w.corpus)
		})
	}
}

func change(t *testing.T, file string, fn func(*bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(file, 0o600, &bolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(fn); err != nil {
		t.Fatal(err)
	}
}

func TestOpenTellsOfLock(t *testing.T) {
	dir := t.TempDir()
	openGraph(t, dir)
	if _, err := Open(dir); !errors.Is(err, corpus.ErrLocked) {
		t.Errorf("second Open: got %v, want %v", err, corpus.ErrLocked)
	}
}

func TestReopenKeepsEverything(t *testing.T) {
	w, dir := filled(t, 4)
	g := openGraph(t, dir)
	if g.Notice() != "" {
		t.Errorf("notice: %q", g.Notice())
	}
	if n, err := g.Sync(t.Context(), w.corpus); err != nil || n != 0 {
		t.Errorf("sync: got %d, %v, want nothing to do", n, err)
	}
	sound(t, g, w.corpus)
	compareAnswers(t, w, g, communique.Filter{})
}

func TestAnotherCorpusEmptiesTheGraph(t *testing.T) {
	_, dir := filled(t, 5)
	other := newWorld(t, 6, t.TempDir())
	for range 40 {
		other.happen(t)
	}
	g := openGraph(t, dir)
	syncGraph(t, g, other.corpus)
	if !strings.Contains(g.Notice(), "another corpus") {
		t.Errorf("notice: got %q", g.Notice())
	}
	sound(t, g, other.corpus)
	compareAnswers(t, other, g, communique.Filter{})
}

func TestRebuild(t *testing.T) {
	w, dir := filled(t, 8)
	g := openGraph(t, dir)
	if err := g.Rebuild(); err != nil {
		t.Fatal(err)
	}
	if c, err := g.Count(t.Context()); err != nil || c != (Counts{}) {
		t.Errorf("after Rebuild: got %+v, %v", c, err)
	}
	syncGraph(t, g, w.corpus)
	sound(t, g, w.corpus)
}

// TestCompact replaces the same documents often, compacts, and finds the same
// quads in a smaller file.
func TestCompact(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, 9, dir)
	g := openGraph(t, dir)
	for range 10 {
		w.docs = append(w.docs, w.document(6))
	}
	for range 40 {
		for _, d := range w.docs {
			w.read(d, 6)
			if _, err := w.corpus.Append(t.Context(), "test", d, []byte(w.text[d.ID])); err != nil {
				t.Fatal(err)
			}
		}
		syncGraph(t, g, w.corpus)
	}
	if err := g.SetReference(t.Context(), someFacts); err != nil {
		t.Fatal(err)
	}
	before, quads := g.Bytes(), len(allQuads(t, g))
	if err := g.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := g.Bytes(); after >= before {
		t.Errorf("compacting made %d bytes of %d", after, before)
	}
	if got := len(allQuads(t, g)); got != quads {
		t.Errorf("compacting left %d of %d quads", got, quads)
	}
	sound(t, g, w.corpus)
	if n, err := g.Sync(t.Context(), w.corpus); err != nil || n != 0 {
		t.Errorf("sync: got %d, %v, want nothing to do", n, err)
	}
	if err := g.Compact(canceled()); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: got %v", err)
	}
	sound(t, g, w.corpus)
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func TestSetReference(t *testing.T) {
	g := openGraph(t, t.TempDir())
	quads := func() int { return len(allQuads(t, g)) }
	set := func(facts ...communique.Fact) {
		t.Helper()
		if err := g.SetReference(t.Context(), facts); err != nil {
			t.Fatal(err)
		}
	}
	set(someFacts...)
	first := quads()
	size := g.Bytes()
	set(someFacts...)
	if quads() != first || g.Bytes() != size {
		t.Errorf("the same facts again: got %d quads in %d bytes, want %d in %d", quads(), g.Bytes(), first, size)
	}
	for id, want := range map[communique.EntityID]string{"org:nato": "[nato-members-2024 stoltenberg]", "concept:cyberspace": "[nato-members-2024]", "state:estonia": "[]"} {
		if got, err := g.Facts(t.Context(), id); err != nil || fmt.Sprint(got) != want {
			t.Errorf("facts of %s: got %v, %v, want %s", id, got, err, want)
		}
	}
	set(someFacts[0])
	if want := len(factQuads(someFacts[:1])); quads() != want {
		t.Errorf("one fact: got %d quads, want %d", quads(), want)
	}
	set()
	if quads() != 0 {
		t.Errorf("no facts: got %d quads", quads())
	}
	if err := g.SetReference(t.Context(), []communique.Fact{{Kind: communique.Membership, Subject: "org:nato"}}); err == nil {
		t.Error("a fact without an id is taken")
	}
}

// TestCheckFindsDamage takes away and adds what the corpus does not say.
func TestCheckFindsDamage(t *testing.T) {
	w, dir := filled(t, 10)
	g := openGraph(t, dir)
	problems := func() (out []string) {
		for p, err := range g.Check(t.Context(), w.corpus) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, p)
		}
		return out
	}
	for _, test := range []struct {
		name   string
		damage func(*transaction) error
		want   string
	}{
		{"a document without quads", func(tx *transaction) error {
			return tx.replace(labelled{documentNode(w.docs[0].ID): nil})
		}, "lacks"},
		{"a document too many", func(tx *transaction) error {
			d := w.document(4)
			return tx.replace(labelled{documentNode(d.ID): quadsOf(d, nil)})
		}, "the store has"},
		{"an older cursor", func(tx *transaction) error { return tx.put(cursorKey, "3") }, "at entry 3"},
	} {
		if got := problems(); len(got) > 0 {
			t.Fatalf("before %s: %q", test.name, got)
		}
		if err := g.update(t.Context(), test.damage); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(problems(), "\n"); !strings.Contains(got, test.want) {
			t.Errorf("%s: got %q, want it to say %q", test.name, got, test.want)
		}
		if err := g.Rebuild(); err != nil {
			t.Fatal(err)
		}
		syncGraph(t, g, w.corpus)
	}
}
