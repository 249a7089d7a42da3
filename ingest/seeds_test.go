package ingest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "make golden and score files again")

// newReader reads with the data that ships.
func newReader(t testing.TB) *ingest.Reader {
	t.Helper()
	rd, err := ingest.NewReader(testkit.Data(t), "communique test")
	if err != nil {
		t.Fatal(err)
	}
	return rd
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	testkit.Golden(t, filepath.Join("testdata", name), got, *update)
}

func seeds(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t), "seeds", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no seeds: %v", err)
	}
	return files
}

func read(t testing.TB, rd *ingest.Reader, path string) *communique.Document {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := rd.Read(ingest.Input{Name: filepath.Base(path), Data: data})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return d
}

// TestSeeds holds what is found in the five documents that the project was
// created from, as offsets, kinds and ids: their prose is not ours to keep.
func TestSeeds(t *testing.T) {
	rd := newReader(t)
	for _, path := range seeds(t) {
		golden(t, "seeds/"+filepath.Base(path)+".golden", outline(read(t, rd, path)))
	}
}

// outline lists the findings of a document by place, kind and id. Words are
// shown as the beginning of their hash.
func outline(d *communique.Document) string {
	var b strings.Builder
	p := d.Published()
	fmt.Fprintf(&b, "document %s %s published %s\n", d.ID, d.Language, orDash(p.EDTF))
	for _, r := range d.Regions {
		fmt.Fprintf(&b, "region %d-%d %s %s\n", r.Start, r.End, r.Role, r.Type)
	}
	for _, s := range d.Statements {
		fmt.Fprintf(&b, "statement %s", s.Kind)
		for _, e := range s.Content {
			fmt.Fprintf(&b, " %d-%d", e.Start, e.End)
		}
		fmt.Fprintf(&b, " speaker %s cue %d-%d said %s rule %s\n", orDash(string(s.Speaker)), s.Cue.Start, s.Cue.End, orDash(s.Said.EDTF), s.Rule)
	}
	for _, c := range d.Claims {
		fmt.Fprintf(&b, "claim %s %d-%d %s %s", c.Kind, c.Evidence.Start, c.Evidence.End, orDash(string(c.Subject)), orDash(string(c.Object)+words(c.Proposition)))
		if c.Value != nil {
			fmt.Fprintf(&b, " value %s%g", c.Value.Cmp, c.Value.N)
		}
		for _, f := range []struct{ name, value string }{{"scope", c.Scope}, {"as", words(c.As)}, {"act", c.Act}, {"about", c.About.EDTF}, {"speaker", string(c.Speaker)}} {
			if f.value != "" {
				fmt.Fprintf(&b, " %s %s", f.name, f.value)
			}
		}
		fmt.Fprintf(&b, " %s %s rule %s", c.Modality, c.Polarity, c.Rule)
		for _, q := range c.Questions {
			fmt.Fprintf(&b, " ?%s", q)
		}
		b.WriteByte('\n')
	}
	for _, x := range d.Times {
		fmt.Fprintf(&b, "time %d-%d %s %s %s\n", x.Start, x.End, x.Type, x.Value, orDash(x.EDTF))
	}
	for _, m := range d.Mentions {
		fmt.Fprintf(&b, "mention %d-%d %s %s\n", m.Start, m.End, orDash(string(m.Entity)), m.Via)
	}
	for _, q := range d.Quantities {
		fmt.Fprintf(&b, "quantity %d-%d %s%g\n", q.Start, q.End, q.Cmp, q.N)
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func words(s string) string {
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	return fmt.Sprintf("#%x", sum[:4])
}

// TestScores holds the figures that the scorer beside the project gives for the
// seeds. They are development figures: the rules were written by people who
// could read the seeds.
func TestScores(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: python3, which runs the scorer, is not installed")
	}
	rd := newReader(t)
	var jsonl bytes.Buffer
	enc := json.NewEncoder(&jsonl)
	for _, path := range seeds(t) {
		if err := enc.Encode(export.Extract(filepath.Base(path), read(t, rd, path))); err != nil {
			t.Fatal(err)
		}
	}
	shared := testkit.Shared(t)
	score := func(flags ...string) string {
		args := append([]string{filepath.Join(shared, "eval", "score_claims.py"), filepath.Join(shared, "gold", "seeds"), "/dev/stdin"}, flags...)
		cmd := exec.Command(python, args...)
		cmd.Stdin = bytes.NewReader(jsonl.Bytes())
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("scorer: %v\n%s", err, out)
		}
		return string(out)
	}
	golden(t, "scores-seeds.txt", score())
	claimsMissed(t, score("-v"))
}

// missedClaim reads a line of the scorer's list of misses: the document, the
// number of the gold claim and its kind. Its words are not kept.
var missedClaim = regexp.MustCompile(`(?m)^(\S+) +MISSED +(c\d+) (\S+) "`)

// claimsMissed holds the list of the seeds' claims that are not found, which may
// only shrink: a miss that is not listed is an error, and so is a listed claim
// that is found, until it is taken off.
func claimsMissed(t *testing.T, scored string) {
	t.Helper()
	var misses []string
	for _, m := range missedClaim.FindAllStringSubmatch(scored, -1) {
		misses = append(misses, strings.Join(m[1:], " "))
	}
	slices.Sort(misses)
	list := filepath.Join("testdata", "claims-missed.txt")
	if *update {
		if err := os.WriteFile(list, []byte(strings.Join(misses, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, k := range known {
		if !slices.Contains(misses, k) {
			t.Errorf("%s is found now; take it off %s", k, list)
		}
	}
	for _, m := range misses {
		if !slices.Contains(known, m) {
			t.Errorf("%s was found before and is missed now", m)
		}
	}
}

// TestReadIsPure reads twice, at the same time, and wants the same bytes.
func TestReadIsPure(t *testing.T) {
	rd := newReader(t)
	text := []byte("BRUSSELS, 14 June 2021 – NATO has 30 members. “We reaffirm the decision,” NATO Secretary General Jens Stoltenberg said on Monday.\n")
	results := make(chan string)
	const readers = 4
	for range readers {
		go func() {
			d, err := rd.Read(ingest.Input{Name: "a.txt", Data: text})
			if err != nil {
				results <- err.Error()
				return
			}
			b, err := json.Marshal(d)
			if err != nil {
				results <- err.Error()
				return
			}
			results <- string(b)
		}()
	}
	first := <-results
	if !strings.Contains(first, `"claims"`) {
		t.Errorf("no claims in %s", first)
	}
	for range readers - 1 {
		if next := <-results; next != first {
			t.Errorf("two readings differ:\n%s\n%s", first, next)
		}
	}
}

// TestRoomsHoldNothing reads texts of all lengths with one reader, then again in
// the opposite order and at the same time as others, and wants the same bytes:
// what a reader keeps of one document for the next is room and nothing else.
func TestRoomsHoldNothing(t *testing.T) {
	rd := newReader(t)
	inputs := []ingest.Input{{Name: "empty.txt", Data: []byte("?\n")}, {Name: "fr.txt", Data: []byte(strings.Repeat("Les ministres de la défense se sont réunis à Bruxelles. ", 20))}}
	for i, file := range seeds(t) {
		if i%4 > 0 {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, ingest.Input{Name: filepath.Base(file), Data: data}, ingest.Input{Name: "part of " + filepath.Base(file), Data: data[:len(data)/8]})
	}
	reading := func(in ingest.Input) string {
		d, err := rd.Read(in)
		if err != nil {
			return err.Error()
		}
		b, err := json.Marshal(d)
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	want := make([]string, len(inputs))
	for i, in := range inputs {
		want[i] = reading(in)
	}
	const readers = 3
	done := make(chan bool)
	for range readers {
		go func() {
			for i, in := range slices.Backward(inputs) {
				if got := reading(in); got != want[i] {
					t.Errorf("%s: read a second time it is\n%.2000s\nand was\n%.2000s", in.Name, got, want[i])
				}
			}
			done <- true
		}()
	}
	for range readers {
		<-done
	}
}
