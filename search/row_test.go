package search

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// TestHeldRanges follows statements through readings, a retraction and its undo.
func TestHeldRanges(t *testing.T) {
	reading := func(ids ...communique.StatementID) *communique.Document {
		d := &communique.Document{}
		for _, id := range ids {
			d.Statements = append(d.Statements, communique.Statement{ID: id})
		}
		return d
	}
	both, one := reading("s-a", "s-b"), reading("s-b")
	at := func(day communique.Day, d *communique.Document, retracted bool) corpus.Version {
		when, err := time.Parse(time.DateOnly, string(day))
		if err != nil {
			t.Fatal(err)
		}
		return corpus.Version{Entry: corpus.Entry{Recorded: when.Add(15 * time.Hour)}, Reading: d, Retracted: retracted}
	}
	for _, test := range []struct {
		name     string
		versions []corpus.Version
		a, b     []communique.Days
	}{
		{"read once", []corpus.Version{at("2024-01-01", both, false)}, []communique.Days{{From: "2024-01-01"}}, []communique.Days{{From: "2024-01-01"}}},
		{"lost by a later reading", []corpus.Version{at("2024-01-01", both, false), at("2024-02-01", one, false)},
			[]communique.Days{in("2024-01-01", "2024-01-31")}, []communique.Days{{From: "2024-01-01"}}},
		{"lost on the same day", []corpus.Version{at("2024-01-01", both, false), at("2024-01-01", one, false)}, nil, []communique.Days{{From: "2024-01-01"}}},
		{"retracted and brought back", []corpus.Version{at("2024-01-01", one, false), at("2024-01-05", one, true), at("2024-03-01", one, false)},
			nil, []communique.Days{in("2024-01-01", "2024-01-04"), {From: "2024-03-01"}}},
		{"retracted", []corpus.Version{at("2024-01-01", one, false), at("2024-01-05", one, true)}, nil, []communique.Days{in("2024-01-01", "2024-01-04")}},
	} {
		got := heldRanges(test.versions, statementsOf)
		if !slices.Equal(got["s-a"], test.a) || !slices.Equal(got["s-b"], test.b) {
			t.Errorf("%s: %v, want a %v and b %v", test.name, got, test.a, test.b)
		}
	}
}

// TestSurroundings: the sentence around the evidence, never a cut character.
func TestSurroundings(t *testing.T) {
	text := "First sentence. The 28 allies met in Kyjív! Another one follows.\nNext line."
	for _, test := range []struct{ words, want string }{
		{"28 allies", "The 28 allies met in Kyjív!"},
		{"First", "First sentence."},
		{"follows", "Another one follows."},
		{"line", "Next line."},
	} {
		start := strings.Index(text, test.words)
		at := communique.Span{Start: start, End: start + len(test.words)}
		if got := surroundings(text, nil, at).Of(text); got != test.want {
			t.Errorf("around %q: %q, want %q", test.words, got, test.want)
		}
	}
}
