package said

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/who"
	"github.com/communique-kg/communique/internal/testkit"
)

// shipped loads the gazetteer of the data folder.
func shipped(t testing.TB) *who.Gazetteer {
	t.Helper()
	g, err := who.Load(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func fresh(text string) *communique.Reading {
	return &communique.Reading{Document: &communique.Document{Text: text, Sources: []communique.Source{{}}}}
}

// sound proves the statements of a reading: the document is valid, every
// statement names its rule, and content stays out of speaker and cue.
func sound(t *testing.T, r *communique.Reading) {
	t.Helper()
	if err := r.Validate(); err != nil {
		t.Fatal(err)
	}
	start := 0
	for _, s := range r.Statements {
		if s.Rule == "" {
			t.Fatalf("no rule: %q", s.Content[0].Exact)
		}
		if s.Content[0].Start < start {
			t.Fatalf("out of order: %q", s.Content[0].Exact)
		}
		start = s.Content[0].Start
		if class, _, ok := strings.Cut(s.Rule, "/"); ok && !slices.Contains(classes, class) {
			t.Fatalf("%s: no such class", s.Rule)
		}
		for _, c := range s.Content {
			if c.Overlaps(s.Cue.Span) && s.Kind != communique.Turn {
				t.Fatalf("%s: content %q overlaps the cue %q", s.Rule, c.Exact, s.Cue.Exact)
			}
		}
	}
}

// classes are what a rule may name before its slash.
var classes = []string{"utterance", "topic", "unsaid", "criticism", "support", "thought", "knowledge", "intention", "request", "decision", "finding", "impression"}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"“We will,” said X. “Again,” he said, “and again.”\n“Still.”",
		"NATO said that “a” and “b”, according to Reuters, said Y, said Z.",
		"MR. X: “Yes.”\nQ  No?\nTHE PRESIDENT: ",
		"“““ ””” \" \" ‘ ’ « » said said said , , ,",
		"Statement by NATO\n\nText text text text text text, he said.",
		"told that told told reporters that : “",
		"according to according to X , , warning that",
		"X, Y, Z, said: \"\n\"\n\"", "Remarks by President Biden\n\nSaid.", "Q", "A: ", ":", "",
		"said\u00a0“x” \xff \u2028 said", "it says that he says that she says that",
		"He wants to, and she. According to according to", "— X “y", "X: ", "as, as he said, as", "which who that opposes", "He’s said’s", "criticism of of of", "“a” said the the the",
	} {
		f.Add(seed)
	}
	g := shipped(f)
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\uFFFD")
		r := fresh(text)
		read(r, g)
		if len(text) > 0 && len(r.Regions) == 0 {
			t.Skip()
		}
		sound(t, r)
		first := append([]communique.Statement(nil), r.Statements...)
		Find(r, g)
		if !reflect.DeepEqual(first, append([]communique.Statement(nil), r.Statements...)) {
			t.Fatal("Find is not deterministic")
		}
		Find(r, nil)
		sound(t, r)
		ofReport := newFinder(r, g)
		ofReport.genre = report
		ofReport.find()
		sound(t, r)
	})
}

// TestReading runs over the documents at hand.
func TestReading(t *testing.T) {
	g := shipped(t)
	files, _ := filepath.Glob(filepath.Join(testkit.Shared(t), "corpora", "policy", "*.txt"))
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := fresh(strings.ToValidUTF8(string(b), "\uFFFD"))
		read(r, g)
		sound(t, r)
	}
}

// TestCues proves the lexicon: small letters, each form once.
func TestCues(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range cues {
		forms := strings.Fields(c.forms)
		if len(forms) < 2 || c.manner == "" {
			t.Errorf("cue %q: want at least the past and the -ing form, and a manner", c.forms)
		}
		for i, form := range forms {
			if seen[form] || form != strings.ToLower(form) {
				t.Errorf("form %q stands twice or is not in small letters", form)
			}
			seen[form] = true
			if (i == len(forms)-1) != strings.HasSuffix(form, "ing") {
				t.Errorf("cue %q: the -ing form, and only it, stands last", c.forms)
			}
		}
	}
}

func BenchmarkFind(b *testing.B) {
	g := shipped(b)
	files, _ := filepath.Glob(filepath.Join(testkit.Shared(b), "corpora", "policy", "us_wh_2021*.txt"))
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(data)
		all.WriteByte('\n')
	}
	r := fresh(strings.ToValidUTF8(all.String(), "\uFFFD"))
	read(r, g)
	b.SetBytes(int64(len(r.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(r, g)
	}
}
