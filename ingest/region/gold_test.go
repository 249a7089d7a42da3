package region

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "write the scores into testdata/scores.txt, the golden files into testdata")

// TestGold measures, over the visible characters of the annotated pages, how much
// of what is called boilerplate is (precision) and how much of it is found
// (recall), and compares the figures with the committed ones.
func TestGold(t *testing.T) {
	shared := testkit.Shared(t)
	files, err := filepath.Glob(filepath.Join(shared, "gold", "seeds", "0*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold: %v", err)
	}
	var b strings.Builder
	b.WriteString("# boilerplate by visible characters: precision recall wrong missed of, page\n")
	var all tally
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			File     string
			Document struct{ Title string }
			Regions  []struct {
				Start, End int
				Role       communique.Role
			}
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(shared, "seeds", gold.File))
		if err != nil {
			t.Fatal(err)
		}
		regions := Classify(string(text), nil)
		checkRegions(t, string(text), regions)
		got := make([]bool, len(text))
		for _, r := range regions {
			if r.Role == communique.Boilerplate {
				for i := r.Start; i < r.End; i++ {
					got[i] = true
				}
			}
		}
		var want []bool
		for range []rune(string(text)) {
			want = append(want, false)
		}
		for _, r := range gold.Regions {
			for i := r.Start; i < r.End; i++ {
				want[i] = r.Role == communique.Boilerplate
			}
		}
		var n tally
		at := 0
		for i, c := range string(text) {
			if !unicode.IsSpace(c) {
				n.add(got[i], want[at])
			}
			at++
		}
		all.sum(n)
		fmt.Fprintf(&b, "%s %s\n", n, gold.File)
		if title := Title(string(text), regions); gold.Document.Title != "" && title != gold.Document.Title {
			t.Errorf("%s: title %q, want %q", gold.File, title, gold.Document.Title)
		}
	}
	fmt.Fprintf(&b, "%s all\n", all)
	testkit.Golden(t, "testdata/scores.txt", b.String(), *update)
}

// tally counts characters.
type tally struct{ right, wrong, missed int }

func (n *tally) add(got, want bool) {
	switch {
	case got && want:
		n.right++
	case got:
		n.wrong++
	case want:
		n.missed++
	}
}

func (n *tally) sum(o tally) {
	n.right, n.wrong, n.missed = n.right+o.right, n.wrong+o.wrong, n.missed+o.missed
}

func (n tally) String() string {
	share := func(a, b int) float64 {
		if b == 0 {
			return 1
		}
		return float64(a) / float64(b)
	}
	return fmt.Sprintf("%.4f %.4f %d %d %d", share(n.right, n.right+n.wrong), share(n.right, n.right+n.missed), n.wrong, n.missed, n.right+n.missed)
}

// The corpora are statements without a page around them, so that next to nothing
// of them may be called boilerplate.
func TestCorporaKeepTheirWords(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t), "corpora", "policy", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpora: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToValidUTF8(string(data), "?")
		regions := Classify(text, nil)
		checkRegions(t, text, regions)
		lost := 0
		for _, r := range regions {
			if r.Role == communique.Boilerplate && r.Type != "head" && r.Type != "navigation" && r.Type != "note" {
				for line := range strings.Lines(r.Of(text)) {
					if len(strings.TrimSpace(line)) > 8 { // else a letter or a number that a picture left
						lost += len(line)
					}
				}
				if os.Getenv("VERBOSE") != "" {
					t.Logf("%s %s: %.120q", filepath.Base(file), r.Type, r.Of(text))
				}
			}
		}
		if lost*50 > len(text) {
			t.Errorf("%s: %d of %d bytes are called boilerplate", filepath.Base(file), lost, len(text))
		}
	}
}
