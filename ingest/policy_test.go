package ingest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/edtf"
	"github.com/communique-kg/communique/internal/testkit"
)

// annotation is a file of testdata/policy, policy-heldout or policy-second; the
// READMEs there explain the form.
type annotation struct {
	File     string   `json:"file"`
	SHA256   string   `json:"sha256"`
	Within   [][2]int `json:"within"`
	Document struct {
		Published string `json:"published"`
	} `json:"document"`
	Statements []struct {
		Kind        communique.StatementKind `json:"kind"`
		Content     []place                  `json:"content"`
		Speaker     communique.EntityID      `json:"speaker"`
		SpeakerSpan *place                   `json:"speaker_span"`
		Cue         *place                   `json:"cue"`
	} `json:"statements"`
	Claims []struct {
		Kind     communique.Kind     `json:"kind"`
		Subject  communique.EntityID `json:"subject"`
		Modality communique.Modality `json:"modality"`
		Polarity communique.Polarity `json:"polarity"`
		Speaker  communique.EntityID `json:"speaker"`
		Evidence place               `json:"evidence"`
	} `json:"claims"`
}

// place is a span in code points with the beginning of the hash of its words.
type place struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	SHA256 string `json:"sha256"`
}

// policyFiles lists the annotations of a folder of testdata, by name.
func policyFiles(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no annotations: %v", err)
	}
	return files
}

// TestPolicyAnnotations holds what the annotations promise by themselves: closed
// lists, ids, and claims inside the ranges that were annotated.
func TestPolicyAnnotations(t *testing.T) {
	for _, path := range slices.Concat(policyFiles(t, "policy"), policyFiles(t, "policy-heldout"), policyFiles(t, "policy-second")) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var a annotation
		if err := json.Unmarshal(data, &a); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		last := 0
		for _, w := range a.Within {
			if w[0] < last || w[1] <= w[0] {
				t.Errorf("%s: within %v: ranges are empty or out of order", path, a.Within)
			}
			last = w[1]
		}
		for i, c := range a.Claims {
			switch {
			case !slices.Contains(communique.Kinds, c.Kind):
				t.Errorf("%s claim %d: unknown kind %q", path, i+1, c.Kind)
			case c.Subject.Validate() != nil || c.Speaker.Validate() != nil:
				t.Errorf("%s claim %d: subject %q, speaker %q: not ids", path, i+1, c.Subject, c.Speaker)
			case c.Polarity != communique.Affirmed && c.Polarity != communique.Denied:
				t.Errorf("%s claim %d: unknown polarity %q", path, i+1, c.Polarity)
			case !slices.ContainsFunc(a.Within, func(w [2]int) bool { return w[0] <= c.Evidence.Start && c.Evidence.End <= w[1] }):
				t.Errorf("%s claim %d: evidence %d-%d lies outside what was annotated", path, i+1, c.Evidence.Start, c.Evidence.End)
			}
			switch c.Modality {
			case communique.Asserted, communique.Possible, communique.Planned, communique.Conditional, communique.Necessary, communique.Normative, communique.Hypothetical:
			default:
				t.Errorf("%s claim %d: unknown modality %q", path, i+1, c.Modality)
			}
		}
		for i, s := range a.Statements {
			if len(s.Content) == 0 || s.Speaker.Validate() != nil {
				t.Errorf("%s statement %d: no content, or speaker %q is no id", path, i+1, s.Speaker)
			}
		}
	}
}

// TestPolicyScores holds the figures for the policy statements that were
// annotated before rules were written for them, read as they stand and read
// with the annotated publication date, which shows what the rules do by
// themselves. Only the annotated ranges count.
func TestPolicyScores(t *testing.T) {
	scorePolicy(t, "policy", "scores-policy.txt")
}

// TestHeldoutScores holds the same figures for statements that rules are never
// mended against: what the rules do on texts that nobody tuned on.
func TestHeldoutScores(t *testing.T) {
	scorePolicy(t, "policy-heldout", "scores-heldout.txt")
}

// TestSecondHeldoutScores holds them for documents that were annotated when the
// first held-out ones had been looked into.
func TestSecondHeldoutScores(t *testing.T) {
	scorePolicy(t, "policy-second", "scores-second.txt")
}

// scorePolicy reads the documents that a folder of testdata annotates, and holds
// a golden file to their figures.
func scorePolicy(t *testing.T, folder, file string) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: python3, which runs the scorer, is not installed")
	}
	shared, gold := testkit.Shared(t), t.TempDir()
	rd := newReader(t)
	var undated, dated bytes.Buffer
	for _, path := range policyFiles(t, folder) {
		annotated, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var a annotation
		if err := json.Unmarshal(annotated, &a); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		text, err := os.ReadFile(filepath.Join(shared, "corpora", "policy", a.File))
		if err != nil {
			t.Fatal(err)
		}
		expanded, err := expand(annotated, text)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if err := os.WriteFile(filepath.Join(gold, filepath.Base(path)), expanded, 0o666); err != nil {
			t.Fatal(err)
		}
		var published communique.TimeValue
		if p := a.Document.Published; p != "" {
			from, to, err := edtf.Bounds(p)
			if err != nil {
				t.Fatalf("%s: published: %v", path, err)
			}
			published = communique.TimeValue{Type: communique.Date, Value: p, EDTF: p, Basis: "annotated",
				Days: communique.Days{From: communique.Day(from), To: communique.Day(to)}}
		}
		for _, reading := range []struct {
			anchor communique.TimeValue
			to     *bytes.Buffer
		}{{to: &undated}, {published, &dated}} {
			d, err := rd.Read(ingest.Input{Name: a.File, Data: text, Anchor: reading.anchor})
			if err != nil {
				t.Fatalf("%s: %v", a.File, err)
			}
			if err := json.NewEncoder(reading.to).Encode(export.Extract(a.File, d)); err != nil {
				t.Fatal(err)
			}
		}
	}
	score := func(predictions *bytes.Buffer) string {
		cmd := exec.Command(python, filepath.Join(shared, "eval", "score_claims.py"), gold, "/dev/stdin")
		cmd.Stdin = predictions
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("scorer: %v\n%s", err, out)
		}
		return string(out)
	}
	golden(t, file, "AS THEY STAND\n"+score(&undated)+"\nWITH THE PUBLICATION DATE GIVEN\n"+score(&dated))
}

// expand gives an annotation the form of the gold: words instead of hashes, and
// the annotated ranges as the scorer's windows. It fails where the text is not
// the one that was annotated.
func expand(annotated, text []byte) ([]byte, error) {
	dec := json.NewDecoder(bytes.NewReader(annotated))
	dec.UseNumber()
	var gold map[string]any
	if err := dec.Decode(&gold); err != nil {
		return nil, err
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(text)); gold["sha256"] != sum {
		return nil, fmt.Errorf("another text: its hash is %s", sum)
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("text is not UTF-8")
	}
	points := []rune(string(text))
	for _, list := range []string{"statements", "claims"} {
		if err := giveWords(gold[list], points); err != nil {
			return nil, fmt.Errorf("%s: %w", list, err)
		}
		gold[list+"_windows"] = gold["within"]
	}
	return json.Marshal(gold)
}

// giveWords puts the words into every place under v that has a hash.
func giveWords(v any, points []rune) error {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if err := giveWords(x, points); err != nil {
				return err
			}
		}
	case map[string]any:
		want, ok := v["sha256"]
		if !ok {
			for _, x := range v {
				if err := giveWords(x, points); err != nil {
					return err
				}
			}
			return nil
		}
		start, err := number(v["start"])
		if err != nil {
			return err
		}
		end, err := number(v["end"])
		if err != nil {
			return err
		}
		if start < 0 || end <= start || len(points) < end {
			return fmt.Errorf("%d-%d lies outside the text", start, end)
		}
		exact := string(points[start:end])
		if sum := sha256.Sum256([]byte(exact)); want != fmt.Sprintf("%x", sum[:8]) {
			return fmt.Errorf("%d-%d: other words than were annotated", start, end)
		}
		delete(v, "sha256")
		v["exact"] = exact
	}
	return nil
}

func number(v any) (int, error) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, fmt.Errorf("%v is no number", v)
	}
	i, err := n.Int64()
	return int(i), err
}

// TestExpand refuses texts and places that are not the annotated ones.
func TestExpand(t *testing.T) {
	text := []byte("“Ja”, said Ada.")
	form := func(hash string, start, end int, words string) []byte {
		return fmt.Appendf(nil, `{"sha256": %q, "within": [[0, 15]], "statements": [], "claims": [{"evidence": {"start": %d, "end": %d, "sha256": %q}}]}`, hash, start, end, words)
	}
	hash := func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
	whole, ada := hash(string(text)), hash("Ada")[:16]
	got, err := expand(form(whole, 11, 14, ada), text)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`{"claims":[{"evidence":{"end":14,"exact":"Ada","start":11}}],"claims_windows":[[0,15]],"sha256":%q,"statements":[],"statements_windows":[[0,15]],"within":[[0,15]]}`, whole)
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for name, bad := range map[string][]byte{
		"another text":     form(hash("x"), 11, 14, ada),
		"other words":      form(whole, 10, 14, ada),
		"end past text":    form(whole, 11, 16, ada),
		"empty place":      form(whole, 11, 11, ada),
		"negative place":   form(whole, -1, 3, ada),
		"not an object":    []byte(`[]`),
		"place not number": []byte(fmt.Sprintf(`{"sha256": %q, "claims": [{"sha256": "", "start": "1"}]}`, whole)),
	} {
		if _, err := expand(bad, text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
