package web

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"github.com/communique-kg/communique"
)

var update = flag.Bool("update", false, "write the golden files again")

// axisOf reads marks from lines of a golden file: FROM/TO, the lane, and what is
// known of them: "inferred", "approximate".
func axisOf(t *testing.T, text string) []axisMark {
	t.Helper()
	var marks []axisMark
	for line := range strings.Lines(text) {
		days, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		from, to, ok := strings.Cut(days, "/")
		if !ok {
			to = from
		}
		m := axisMark{Days: communique.Days{From: communique.Day(strings.Trim(from, ".")), To: communique.Day(strings.Trim(to, "."))}, Label: strings.TrimSpace(line), Href: "/claim?id=c-1"}
		if err := m.Days.Validate(); err != nil || !m.Days.Known() {
			t.Fatalf("%q: %v", line, err)
		}
		for _, lane := range lanes {
			if strings.HasPrefix(rest, lane) {
				m.Lane = lane
				rest = rest[len(lane):]
			}
		}
		m.Inferred, m.Approximate = strings.Contains(rest, "inferred"), strings.Contains(rest, "approximate")
		marks = append(marks, m)
	}
	return marks
}

// TestAxis lays out the cases of testdata/axis.txtar and compares the drawings.
func TestAxis(t *testing.T) {
	file := filepath.Join("testdata", "axis.txtar")
	cases, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pages := loadPages()
	out := &txtar.Archive{Comment: cases.Comment}
	for _, f := range cases.Files {
		if strings.HasSuffix(f.Name, ".svg") {
			continue
		}
		var drawn bytes.Buffer
		if err := pages["timeline"].ExecuteTemplate(&drawn, "axis", layAxis(axisOf(t, string(f.Data)))); err != nil {
			t.Fatal(err)
		}
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".svg", Data: append(bytes.TrimSpace(drawn.Bytes()), '\n')})
	}
	got := txtar.Format(out)
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want := txtar.Format(cases); !bytes.Equal(got, want) && !*update {
		t.Errorf("the drawings changed; look at them and run go test ./web -run TestAxis -update\ngot:\n%s", got)
	}
}

// TestAxisKeepsItsLaws holds for random marks that all are shown, inside the
// drawing, in the order of time, large enough to hit and apart from each other.
func TestAxisKeepsItsLaws(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(7, seed))
		day := func() communique.Day {
			return communique.Day(fmt.Sprintf("%04d-%02d-%02d", 1900+r.IntN(1+r.IntN(200)), 1+r.IntN(12), 1+r.IntN(28)))
		}
		var marks []axisMark
		for i := range r.IntN(80) {
			m := axisMark{Lane: lanes[r.IntN(len(lanes))], Label: fmt.Sprint(i)}
			m.From, m.To = day(), day()
			if m.To < m.From {
				m.From, m.To = m.To, m.From
			}
			switch r.IntN(5) {
			case 0:
				m.From = ""
			case 1:
				m.To = ""
			case 2:
				m.To = m.From
			}
			marks = append(marks, m)
		}
		a := layAxis(marks)
		if len(a.Marks) != len(marks) {
			t.Fatalf("seed %d: %d marks of %d", seed, len(a.Marks), len(marks))
		}
		for i, p := range a.Marks {
			if p.X < 0 || p.X+p.W > a.Width || p.Y < axisTop || p.Y+axisRow > a.Height || p.W < 24 {
				t.Fatalf("seed %d: mark %+v leaves the drawing of %d × %d, or is too small", seed, p, a.Width, a.Height)
			}
			for _, o := range a.Marks[:i] {
				if p.X < o.X+o.W && o.X < p.X+p.W && p.Y < o.Y+axisRow && o.Y < p.Y+axisRow {
					t.Fatalf("seed %d: marks %+v and %+v touch", seed, p, o)
				}
				if p.From == p.To && o.From == o.To && p.From < o.From && p.CX > o.CX {
					t.Fatalf("seed %d: %s stands after %s", seed, p.From, o.From)
				}
			}
		}
		for i, tick := range a.Ticks {
			if i > 0 && tick.X <= a.Ticks[i-1].X {
				t.Fatalf("seed %d: ticks out of order", seed)
			}
		}
	}
}

// TestAxisIsInert holds that what a document says is only ever text in a drawing.
func TestAxisIsInert(t *testing.T) {
	var drawn bytes.Buffer
	m := axisMark{Days: communique.Days{From: "2014-09-05", To: "2014-09-05"}, Lane: laneDecisions, Label: `"><script>alert(1)</script>`, Href: "javascript:alert(1)"}
	if err := loadPages()["timeline"].ExecuteTemplate(&drawn, "axis", layAxis([]axisMark{m})); err != nil {
		t.Fatal(err)
	}
	root := parsePage(t, drawn.String())
	if n := nodes(root, func(n *html.Node) bool {
		return n.Data == "script" || strings.HasPrefix(attr(n, "href"), "javascript:")
	}); len(n) > 0 {
		t.Errorf("the drawing runs what it shows: %s", drawn.String())
	}
}
