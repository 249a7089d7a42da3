package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
)

var updateScores = flag.Bool("update-relations", false, "write the scores of the relations again")

// comparedFolder reads every file of a folder and compares all the answers.
func comparedFolder(t *testing.T, dir string) []claim.Comparison {
	t.Helper()
	rd, err := ingest.NewReader(testkit.Data(t), "communique test")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s: %v", dir, err)
	}
	asked := map[communique.Question][]communique.Record{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := rd.Read(ingest.Input{Name: filepath.Base(name), Data: data})
		if err != nil {
			t.Fatal(err)
		}
		for i := range d.Claims {
			for _, q := range d.Claims[i].Questions {
				asked[q] = append(asked[q], communique.Record{Claim: &d.Claims[i], Document: d})
			}
		}
	}
	var questions []communique.Question
	for q := range asked {
		questions = append(questions, q)
	}
	slices.Sort(questions)
	var out []claim.Comparison
	for _, q := range questions {
		out = append(out, claim.Compare(q, asked[q], rd.Reference, rd.Gazetteer.Name)...)
	}
	return out
}

// TestSamplesShowEveryRelation holds that whoever starts the demonstration can
// see each relation at work, with a sentence of its own.
func TestSamplesShowEveryRelation(t *testing.T) {
	shown := map[claim.Relation]bool{}
	for _, c := range comparedFolder(t, filepath.Join(testkit.Root(t), "data", "samples")) {
		shown[c.Relation] = true
		if !strings.HasSuffix(c.Because, ".") || strings.Contains(c.Because, "%!") || strings.Contains(c.Because, "  ") {
			t.Errorf("%s: %q is no sentence", c.Relation, c.Because)
		}
	}
	for _, r := range claim.Relations {
		if !shown[r] {
			t.Errorf("no two samples stand in the relation %s", r)
		}
	}
}

// TestRelationScores keeps the scores of the seeds' relations, and the list of
// those that are missed: it may only shrink.
func TestRelationScores(t *testing.T) {
	shared := testkit.Shared(t)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not here, which runs the scorer")
	}
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for _, c := range comparedFolder(t, filepath.Join(shared, "seeds")) {
		type member struct {
			File  string `json:"file"`
			Start int    `json:"start"`
			End   int    `json:"end"`
		}
		var members []member
		for _, m := range c.Members {
			text, e := m.Document.Text, m.Claim.Evidence
			start := utf8.RuneCountInString(text[:e.Start])
			members = append(members, member{m.Document.Sources[0].File, start, start + utf8.RuneCountInString(text[e.Start:e.End])})
		}
		if err := enc.Encode(map[string]any{"relation": c.Relation, "members": members}); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(python, filepath.Join(shared, "eval", "score_relations.py"), filepath.Join(shared, "gold", "seeds"), "/dev/stdin", "-v")
	cmd.Stdin = &lines
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("score_relations.py: %v\n%s", err, out)
	}
	var misses []string // "r3 against-reference", of records not wholly found
	var scores strings.Builder
	for line := range strings.Lines(string(out)) {
		if head, _, ok := strings.Cut(line, " | "); ok {
			misses = append(misses, head)
			continue
		}
		scores.WriteString(line)
	}
	folder := filepath.Join(testkit.Root(t), "claim", "testdata")
	scoreFile, missFile := filepath.Join(folder, "relations.txt"), filepath.Join(folder, "relations-missed.txt")
	if *updateScores {
		if err := os.WriteFile(scoreFile, []byte(scores.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(missFile, []byte(strings.Join(misses, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(scoreFile)
	if err != nil {
		t.Fatal(err)
	}
	if scores.String() != string(want) {
		t.Errorf("the scores changed; look at them and run go test ./cmd/communique -run TestRelationScores -update-relations\ngot:\n%swant:\n%s", scores.String(), want)
	}
	listed, err := os.ReadFile(missFile)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(listed)), "\n")
	for _, k := range known {
		if !slices.Contains(misses, k) {
			t.Errorf("%s is found now; take it off %s", k, filepath.Base(missFile))
		}
	}
	for _, m := range misses {
		if !slices.Contains(known, m) {
			t.Errorf("%s was found before and is missed now", m)
		}
	}
}
