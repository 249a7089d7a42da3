package said

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/who"
	"github.com/communique-kg/communique/internal/testkit"
	"golang.org/x/tools/txtar"
)

// TestGolden reads the texts of testdata/golden: in each archive, every file
// NAME.txt is a text and NAME.want the statements found in it.
func TestGolden(t *testing.T) {
	g, err := who.Load(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		wants := map[string]string{}
		for _, f := range archive.Files {
			if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
				wants[name] = string(f.Data)
			}
		}
		var renewed []txtar.File
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".txt")
			if !ok {
				continue
			}
			r := &communique.Reading{Document: &communique.Document{Text: strings.TrimSuffix(string(f.Data), "\n"), Sources: []communique.Source{{}}}}
			r.Sources[0].Published.Days = communique.Days{From: "2018-04-05", To: "2018-04-05"}
			read(r, g)
			// Each case is a sentence or two of what would be a report or another text.
			finder := newFinder(r, g)
			finder.genre = other
			if filepath.Base(file) == "attitudes.txtar" {
				finder.genre = report
			}
			finder.find()
			if err := r.Validate(); err != nil {
				t.Errorf("%s: %s: %v", file, name, err)
			}
			got := list(r.Statements)
			renewed = append(renewed, f, txtar.File{Name: name + ".want", Data: []byte(got)})
			if !*update && got != wants[name] {
				t.Errorf("%s: %s\ngot:\n%swant:\n%s", file, name, got, wants[name])
			}
		}
		if *update {
			archive.Files = renewed
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// list writes statements for people: kind, speaker, its words, cue, what else is
// known, and the content.
func list(statements []communique.Statement) string {
	var b strings.Builder
	for _, s := range statements {
		fmt.Fprintf(&b, "%s %s %q cue %q", s.Kind, orDash(string(s.Speaker)), s.SpeakerSpan.Exact, s.Cue.Exact)
		if s.Addressee != "" {
			fmt.Fprintf(&b, " to %q", s.Addressee)
		}
		if s.Occasion != "" {
			fmt.Fprintf(&b, " at %q", s.Occasion)
		}
		if s.Via != "" {
			fmt.Fprintf(&b, " via %s", s.Via)
		}
		if s.Said.Exact != "" {
			fmt.Fprintf(&b, " on %q %s", s.Said.Exact, s.Said.Days)
		}
		fmt.Fprintf(&b, " (%s)\n", s.Rule)
		for _, c := range s.Content {
			fmt.Fprintf(&b, "\t%s\n", strings.ReplaceAll(c.Exact, "\n", "\\n"))
		}
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
