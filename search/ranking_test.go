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

// plainQueries are asked of the collection.
var plainQueries = []string{
	"cyber attack article 5", "wales summit", "nato members", "28 members", "cyberspace domain", "stoltenberg", "estonia attacks",
	"russia denied", "sweden", "türkiye", "norms of responsible behaviour", "international law", "cyber defence", `"collective defence"`, "attacks",
}

// questions are asked of the samples, in the words of people who used the program.
var questions = []string{
	"when did NATO decide that a cyber attack can trigger Article 5", "how many allies", "did NATO amend Article 5 in 2021", "members",
	"how many members does NATO have?", "who attacked Estonia", "who is behind NotPetya", "when did Montenegro join", "has Article 5 ever been invoked",
	"is cyberspace a domain", "what did the Wales summit decide", "Did Russia deny it?", "which sanctions did the EU impose",
	"when was space recognised as a domain", "what is the newest member of the alliance", "why did Albania break with Iran",
	"cyber policy changes since 2014", "montenegro joins nato", "what happened in Tallinn in 2007", "who leads NATO", "ransomware meeting white house",
	`how many "member states"`, "nato AND invasion AND sweden",
}

// TestRanking compares the first hits of everyday queries with a committed
// file, so that a change of scoring shows what it does.
func TestRanking(t *testing.T) {
	file := filepath.Join("testdata", "ranking.txt")
	want, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var got strings.Builder
	got.WriteString("# The first three hits of each query over the collection of collection_test.go.\n")
	l := newLibrary(t, collection...)
	for _, text := range plainQueries {
		fmt.Fprintf(&got, "\n%s\n", text)
		for _, h := range l.ask(t, Query{Text: text, Limit: 3}).Hits {
			fmt.Fprintf(&got, "\t%s\n", l.label(h))
		}
	}
	got.WriteString("\n# Over data/samples with the claims of samples_test.go: how many are found, the first four, notes and questions.\n")
	l = newLibrary(t, samples(t)...)
	for _, text := range questions {
		r := l.ask(t, Query{Text: text, Limit: 4})
		fmt.Fprintf(&got, "\n%s (%d)\n", text, r.Total)
		for _, h := range r.Hits {
			fmt.Fprintf(&got, "\t%s\n", l.label(h))
		}
		for _, note := range r.Notes {
			fmt.Fprintf(&got, "\tnote: %s\n", note)
		}
		for _, q := range r.Questions {
			fmt.Fprintf(&got, "\tasks: %s\n", askOf(q))
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
