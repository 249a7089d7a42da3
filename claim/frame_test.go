package claim

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"os"
	"path/filepath"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang/grammar"
	"github.com/communique-kg/communique/internal/testkit"
)

var grammarOnce sync.Once
var grammarOfTests *grammar.Models

// withGrammar lets the finders of a test parse.
func withGrammar(t testing.TB, r *communique.Reading) *communique.Reading {
	t.Helper()
	grammarOnce.Do(func() { grammarOfTests = grammar.New(testkit.Data(t)) })
	if err := grammarOfTests.Load(); err != nil {
		t.Fatal(err)
	}
	r.Grammar = grammarOfTests
	return r
}

var framesOfTests = lexiconOf("join accede admit sign adopt ratify establish create set_up found launch decide agree commit invade attack withdraw invoke reaffirm recognize announce issue release make promise amend approve")

// TestFrames holds which frames are read off sentences, with a tree.
func TestFrames(t *testing.T) {
	files, err := filepath.Glob("testdata/frames/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out []txtar.File
			for _, f := range a.Files {
				if strings.HasSuffix(f.Name, ".want") {
					continue
				}
				got := showFrames(withGrammar(t, read(t, june2018, strings.TrimRight(string(f.Data), "\n"))))
				out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
				if *update {
					continue
				}
				want := ""
				for _, w := range a.Files {
					if w.Name == f.Name+".want" {
						want = string(w.Data)
					}
				}
				if got != want {
					t.Errorf("%s: %s\ngot:\n%swant:\n%s", f.Name, f.Data, got, want)
				}
			}
			if *update {
				a.Files = out
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestFramesWithoutGrammar holds that the finders of frames work on words alone.
func TestFramesWithoutGrammar(t *testing.T) {
	for text, want := range map[string]string{
		"Greece and Turkey joined the alliance in 1952.":      "join subjects=Greece and Turkey objects=the alliance",
		"The treaty was signed by France.":                    "sign subjects=France objects=The treaty",
		"The accession of Greece to the alliance was a step.": "accede noun subjects=Greece",
	} {
		if got := showFrames(read(t, june2018, text)); !strings.HasPrefix(got, want) {
			t.Errorf("%s\ngot  %swant %s", text, got, want)
		}
	}
}

func showFrames(r *communique.Reading) string {
	var b strings.Builder
	s := newScan(&testFinder, r)
	for i := range r.Sentences {
		l := s.lineOf(i)
		for f := range l.frames(framesOfTests) {
			b.WriteString(f.lemma)
			if f.nominal {
				b.WriteString(" noun")
			}
			if f.reduced {
				b.WriteString(" reduced")
			}
			list := func(name string, args []argument) {
				for n, a := range args {
					if n == 0 {
						fmt.Fprintf(&b, " %s=", name)
					} else {
						b.WriteString(" | ")
					}
					b.WriteString(l.text(a.first, a.last))
				}
			}
			list("subjects", f.subjects)
			list("objects", f.objects)
			list("second", f.second)
			for _, o := range f.obliques {
				fmt.Fprintf(&b, " %s=%s", o.prep, l.text(o.first, o.last))
			}
			if f.content >= 0 {
				fmt.Fprintf(&b, " %s>%s", f.how, l.text(f.content, f.right))
			}
			if m, ok := l.told(f); !ok {
				b.WriteString(" untold")
			} else if m != communique.Asserted {
				fmt.Fprintf(&b, " %s", m)
			}
			if f.negated {
				b.WriteString(" denied")
			}
			c := l.draft(communique.Decision, "x", f.left, f.right, f.verb)
			if t := l.happened(&c, f); t.Known() {
				fmt.Fprintf(&b, " time=%s", t.EDTF)
			}
			fmt.Fprintf(&b, "\n  %q\n", l.text(f.left, f.right))
		}
	}
	if b.Len() == 0 {
		return "nothing\n"
	}
	return b.String()
}
