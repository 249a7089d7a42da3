package search

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/ranking.txt anew; then read the difference")

// TestRanking compares the first hits of everyday queries with a committed
// file, so that a change of scoring shows what it does.
func TestRanking(t *testing.T) {
	l := newLibrary(t, collection...)
	file := filepath.Join("testdata", "ranking.txt")
	want, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var got strings.Builder
	got.WriteString("# The first three hits of each query over the collection of collection_test.go.\n")
	for _, text := range []string{
		"cyber attack article 5", "wales summit", "nato members", "28 members", "cyberspace domain", "stoltenberg", "estonia attacks",
		"russia denied", "sweden", "türkiye", "norms of responsible behaviour", "international law", "cyber defence", `"collective defence"`, "attacks",
	} {
		fmt.Fprintf(&got, "\n%s\n", text)
		for _, h := range l.ask(t, Query{Text: text, Limit: 3}).Hits {
			fmt.Fprintf(&got, "\t%s\n", l.label(h))
		}
	}
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got.String() != string(want) {
		t.Errorf("the ranking is another; -update writes it anew\ngot:\n%s\nwant:\n%s", got.String(), want)
	}
}
