package said

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
	"github.com/communique-kg/communique/ingest/lang/grammar"
	"github.com/communique-kg/communique/ingest/when"
	"github.com/communique-kg/communique/ingest/who"
	"github.com/communique-kg/communique/internal/testkit"
)

var (
	update  = flag.Bool("update", false, "write golden and score files anew")
	verbose = flag.Bool("misses", false, "print what the score counts as missed or wrong")
)

// goldFile is the part of a gold file that this score reads.
type goldFile struct {
	File     string
	Document struct{ Published string }
	Regions  []struct {
		Start, End int
		Role       string
	}
	Statements []struct {
		ID, Kind string
		Content  []struct{ Start, End int }
		Speaker  string
	}
}

// TestScore measures statements on the annotated documents against the
// committed figures: a statement is found where half of its content agrees. The
// annotation knows utterances only, so that attitudes count as found too much.
func TestScore(t *testing.T) {
	shared := testkit.Shared(t)
	g, err := who.Load(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(shared, "gold", "seeds", "0*.json"))
	if len(files) == 0 {
		t.Skip("skipped: no gold files at hand")
	}
	var report strings.Builder
	report.WriteString("file\tgold\tfound\tutterances found\tmatched\tspeaker right\tkind right\n")
	var total [6]int
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold goldFile
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(filepath.Join(shared, "seeds", gold.File))
		if err != nil {
			t.Fatal(err)
		}
		n := scoreFile(t, g, gold, string(text))
		fmt.Fprintf(&report, "%s\t%d\t%d\t%d\t%d\t%d\t%d\n", gold.File[:3], n[0], n[1], n[5], n[2], n[3], n[4])
		for i := range n {
			total[i] += n[i]
		}
	}
	fmt.Fprintf(&report, "all\t%d\t%d\t%d\t%d\t%d\t%d\n", total[0], total[1], total[5], total[2], total[3], total[4])
	f1 := func(found int) float64 { return 2 * float64(total[2]) / float64(max(total[0]+found, 1)) }
	fmt.Fprintf(&report, "F1 of all statements %.3f, of utterances %.3f\n", f1(total[1]), f1(total[5]))
	testkit.Golden(t, "testdata/score.txt", report.String(), *update)
}

func scoreFile(t *testing.T, g *who.Gazetteer, gold goldFile, text string) [6]int {
	off := communique.NewOffsets(text)
	r := &communique.Reading{Document: &communique.Document{Text: text, Sources: []communique.Source{{}}}}
	if d := gold.Document.Published; len(d) == 10 {
		r.Sources[0].Published.Days = communique.Days{From: communique.Day(d), To: communique.Day(d)}
	} else if len(d) == 7 {
		r.Sources[0].Published.Days = communique.Days{From: communique.Day(d + "-01"), To: communique.Day(d + "-28")}
	}
	for _, x := range gold.Regions {
		r.Regions = append(r.Regions, communique.Region{Span: communique.Span{Start: off.Byte(x.Start), End: off.Byte(x.End)}, Role: communique.Role(x.Role), Type: "body"})
	}
	read(r, g)
	n := [6]int{len(gold.Statements), len(r.Statements)}
	for i := range r.Statements {
		if r.Statements[i].Attitude() == "" {
			n[5]++
		}
	}
	used := map[int]bool{}
	for _, want := range gold.Statements {
		var spans []communique.Span
		for _, c := range want.Content {
			spans = append(spans, communique.Span{Start: off.Byte(c.Start), End: off.Byte(c.End)})
		}
		best, at := 0.0, -1
		for i, s := range r.Statements {
			var have []communique.Span
			for _, e := range s.Content {
				have = append(have, e.Span)
			}
			if j := jaccard(spans, have); j > best && !used[i] {
				best, at = j, i
			}
		}
		if best < .5 {
			if *verbose {
				t.Logf("%s %s missed (%.2f): %s [%s]", gold.File[:3], want.ID, best, spans[0].Of(text), want.Speaker)
			}
			continue
		}
		used[at] = true
		n[2]++
		s := r.Statements[at]
		if string(s.Speaker) == want.Speaker {
			n[3]++
		} else if *verbose {
			t.Logf("%s %s speaker %q, want %q (%s): %s", gold.File[:3], want.ID, s.Speaker, want.Speaker, s.Rule, s.Content[0].Exact)
		}
		if string(s.Kind) == want.Kind {
			n[4]++
		} else if *verbose {
			t.Logf("%s %s kind %s, want %s", gold.File[:3], want.ID, s.Kind, want.Kind)
		}
	}
	if *verbose {
		for i, s := range r.Statements {
			if !used[i] {
				t.Logf("%s extra: %s %s %q by %q cue %q (%s)", gold.File[:3], s.Kind, s.Speaker, s.Content[0].Exact, s.SpeakerSpan.Exact, s.Cue.Exact, s.Rule)
			}
		}
	}
	return n
}

func jaccard(a, b []communique.Span) float64 {
	both, la, lb := 0, 0, 0
	for _, x := range a {
		la += x.Len()
		for _, y := range b {
			if x.Overlaps(y) {
				both += min(x.End, y.End) - max(x.Start, y.Start)
			}
		}
	}
	for _, y := range b {
		lb += y.Len()
	}
	if la+lb-both == 0 {
		return 0
	}
	return float64(both) / float64(la+lb-both)
}

// models is the grammar of the data folder, for all tests.
var models = grammar.New(os.DirFS("../../data"))

// read runs the stages before this one, and this one.
func read(r *communique.Reading, g *who.Gazetteer) {
	if len(r.Regions) == 0 && r.Text != "" {
		r.Regions = []communique.Region{{Span: communique.Span{End: len(r.Text)}, Role: communique.Article, Type: "body"}}
	}
	r.ID, r.TextID = communique.DocIDOf([]byte(r.Text)), communique.TextIDOf(r.Text)
	r.Reader = "test"
	if r.Grammar == nil {
		r.Grammar = models
	}
	lang.Segment(r)
	g.Find(r)
	when.NewScan(r).Find()
	g.Resolve(r)
	when.NewScan(r).Resolve(r.Sources[0].Published.Days)
	Find(r, g)
}
