package draw

import (
	"flag"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/communique-kg/communique/internal/testkit"
)

var updateNetwork = flag.Bool("update-network", false, "write the golden files of networks anew")

// TestNetwork holds the drawings of the networks in testdata/network*.txtar to
// their golden files. A case is a file of lines: "focus ID", "node ID WEIGHT
// SECTOR LABEL", "edge A B WEIGHT".
func TestNetwork(t *testing.T) {
	files, err := filepath.Glob("testdata/network*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of cases, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases := txtar.Parse(data)
		got := &txtar.Archive{Comment: cases.Comment}
		for _, c := range cases.Files {
			name, isCase := strings.CutSuffix(c.Name, ".network")
			if !isCase {
				continue
			}
			d := LayNetwork(readNetwork(t, string(c.Data)))
			got.Files = append(got.Files, c, txtar.File{Name: name + ".drawing", Data: []byte(writeDrawing(d))})
		}
		testkit.Golden(t, file, string(txtar.Format(got)), *updateNetwork)
	}
}

func readNetwork(t *testing.T, text string) Network {
	t.Helper()
	var n Network
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		weight := func(i int) float64 {
			w, err := strconv.ParseFloat(f[i], 64)
			if err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			return w
		}
		switch f[0] {
		case "focus":
			n.Focus = f[1]
		case "node":
			n.Nodes = append(n.Nodes, NetworkNode{f[1], strings.Join(f[4:], " "), weight(2), f[3]})
		case "edge":
			n.Edges = append(n.Edges, NetworkEdge{f[1], f[2], weight(3), f[3]})
		default:
			t.Fatalf("what is %q?", line)
		}
	}
	return n
}

func writeDrawing(d NetworkDrawing) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d by %d\n", d.Width, d.Height)
	for _, n := range d.Nodes {
		fmt.Fprintf(&b, "%s at %d,%d radius %d, %q from %d, in %v\n", n.ID, n.X, n.Y, n.R, n.Lines, n.Base, n.Box)
	}
	for _, e := range d.Edges {
		fmt.Fprintf(&b, "%s to %s: %s breadth %g, %q at %d,%d\n", e.A, e.B, e.Path, e.Breadth, e.Label, e.X, e.Y)
	}
	return b.String()
}

// someNetwork makes a network at random: sometimes a star, sometimes a knot,
// sometimes in parts.
func someNetwork(r *rand.Rand, most int) Network {
	var n Network
	size := r.Intn(most + 1)
	for i := range size {
		label := strings.Repeat("wide Label ", r.Intn(4)) + strings.Repeat("x", r.Intn(40))
		n.Nodes = append(n.Nodes, NetworkNode{fmt.Sprint("n", i), label, math.Floor(math.Exp(r.Float64() * 10)), fmt.Sprint(r.Intn(5))})
	}
	if size == 0 {
		return n
	}
	if r.Intn(4) > 0 {
		n.Focus = "n0"
		for i := 1; i < size; i++ {
			n.Edges = append(n.Edges, NetworkEdge{"n0", n.Nodes[i].ID, n.Nodes[i].Weight, fmt.Sprint(i)})
		}
	}
	for range r.Intn(2*size + 1) {
		n.Edges = append(n.Edges, NetworkEdge{fmt.Sprint("n", r.Intn(size+1)), fmt.Sprint("n", r.Intn(size)), float64(r.Intn(100)), "7"})
	}
	return n
}

func TestNetworkKeepsItsLaws(t *testing.T) {
	for seed := range int64(60) {
		r := rand.New(rand.NewSource(seed))
		n := someNetwork(r, 150)
		d := LayNetwork(n)
		for i, a := range d.Nodes {
			if a.Box.X < 0 || a.Box.Y < 0 || a.Box.X+a.Box.W > d.Width || a.Box.Y+a.Box.H > d.Height {
				t.Errorf("seed %d: %+v lies outside of %d by %d", seed, a, d.Width, d.Height)
			}
			if shape := (Box{a.X - a.R, a.Y - a.R, 2 * a.R, 2 * a.R}); !shape.within(a.Box) {
				t.Errorf("seed %d: the shape %v of %+v is not in its box", seed, shape, a)
			}
			for _, b := range d.Nodes[i+1:] {
				if a.Box.Meets(b.Box) {
					t.Errorf("seed %d: %+v and %+v overlap", seed, a, b)
				}
			}
		}
		if len(d.Nodes) != len(n.Nodes) || d.Width > 20_000 || d.Height > 20_000 {
			t.Errorf("seed %d: %d nodes of %d in %d by %d", seed, len(d.Nodes), len(n.Nodes), d.Width, d.Height)
		}
		if n.Focus != "" && d.Nodes[0].ID != n.Focus {
			t.Errorf("seed %d: %s is in the middle, want %s", seed, d.Nodes[0].ID, n.Focus)
		}
		for i, e := range d.Edges {
			if strings.Contains(e.Path, "NaN") || e.Breadth < 1 || e.Breadth > 6 {
				t.Errorf("seed %d: edge %+v", seed, e)
			}
			for _, o := range d.Edges[:i] {
				if o.Label != "" && e.Label != "" && o.labelBox().Meets(e.labelBox()) {
					t.Errorf("seed %d: the labels of %+v and %+v overlap", seed, e, o)
				}
			}
		}
		shuffled := Network{Focus: n.Focus, Nodes: slices.Clone(n.Nodes), Edges: slices.Clone(n.Edges)}
		r.Shuffle(len(shuffled.Nodes), func(i, j int) {
			shuffled.Nodes[i], shuffled.Nodes[j] = shuffled.Nodes[j], shuffled.Nodes[i]
		})
		r.Shuffle(len(shuffled.Edges), func(i, j int) {
			shuffled.Edges[i], shuffled.Edges[j] = shuffled.Edges[j], shuffled.Edges[i]
		})
		for i, e := range shuffled.Edges {
			if r.Intn(2) == 0 {
				shuffled.Edges[i].A, shuffled.Edges[i].B = e.B, e.A
			}
		}
		if again := LayNetwork(shuffled); !reflect.DeepEqual(again, d) {
			t.Errorf("seed %d: the same network in another order is drawn otherwise", seed)
		}
	}
}

func (b Box) within(o Box) bool {
	return b.X >= o.X && b.Y >= o.Y && b.X+b.W <= o.X+o.W && b.Y+b.H <= o.Y+o.H
}

func (e DrawnEdge) labelBox() Box {
	w := int(math.Ceil(breadthOf(e.Label))) + 2
	return Box{e.X - w/2, e.Y - (LineHeight-2)/2, w, LineHeight - 2}
}

// TestNetworkOfNonsense draws what no caller should hand over.
func TestNetworkOfNonsense(t *testing.T) {
	n := Network{Focus: "nobody", Nodes: []NetworkNode{{ID: "a", Weight: math.NaN()}, {ID: "a", Weight: math.Inf(1)}, {ID: "b", Weight: -1, Label: strings.Repeat("Ü\u0301漢", 200)}, {ID: ""}},
		Edges: []NetworkEdge{{"a", "a", 1, ""}, {"a", "b", math.Inf(1), strings.Repeat("9", 500)}, {"a", "c", 1, ""}, {"", "b", math.NaN(), ""}}}
	d := LayNetwork(n)
	if len(d.Nodes) != 3 || len(d.Edges) != 2 {
		t.Errorf("got %+v", d)
	}
	if s := writeDrawing(d); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
		t.Error(s)
	}
}

func BenchmarkLayNetwork(b *testing.B) {
	for _, size := range []int{25, 50, 150} {
		r := rand.New(rand.NewSource(1))
		n := Network{Focus: "n0"}
		for i := range size {
			id := fmt.Sprint("n", i)
			n.Nodes = append(n.Nodes, NetworkNode{id, "Some body of some name", 10_000 / float64(i+1), fmt.Sprint(i % 5)})
			if i > 0 {
				n.Edges = append(n.Edges, NetworkEdge{"n0", id, 10_000 / float64(i+1), "12"}, NetworkEdge{id, fmt.Sprint("n", 1+r.Intn(size-1)), float64(r.Intn(100)), "3"},
					NetworkEdge{id, fmt.Sprint("n", 1+r.Intn(size-1)), float64(r.Intn(100)), "5"})
			}
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				LayNetwork(n)
			}
		})
	}
}
