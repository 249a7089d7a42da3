package importtest

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/testkit"
)

const module = "github.com/communique-kg/communique"

// arrows says which rooms a room may import, by the first folder of their path;
// "" is the root package. A room may import what lies inside itself.
var arrows = map[string][]string{
	"":         {"internal"},
	"internal": {},
	"claim":    {"", "internal"},
	"ingest":   {"", "internal", "claim"},
	"corpus":   {"", "internal"},
	"graph":    {"", "internal", "corpus"},
	"search":   {"", "internal", "corpus"},
	"export":   {"", "internal", "corpus", "claim"},
	"web":      {"", "internal", "corpus", "ingest", "claim", "export", "graph", "search"},
	"data":     {},
	"cmd":      {"", "internal", "corpus", "ingest", "claim", "export", "graph", "search", "web", "data"},
}

// TestDrawStandsAlone holds that drawings know no page, store or clock.
func TestDrawStandsAlone(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != module+"/web/draw" {
			continue
		}
		for _, imported := range p.Imports {
			if to, ours := room(imported); ours && to != "" && to != "internal" {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

// owners says which room alone may import a dependency, by the beginning of its path.
var owners = map[string]string{
	"github.com/cayleygraph/":        "graph",
	"github.com/hidal-go/":           "graph",
	"github.com/blevesearch/":        "search",
	"github.com/gin-gonic/":          "web",
	"github.com/prometheus/":         "web",
	"github.com/klauspost/compress/": "corpus",
	"github.com/markusmobius/":       "ingest",
	"codeberg.org/readeck/":          "ingest",
	"github.com/abadojack/":          "ingest",
	"github.com/yuin/goldmark":       "ingest",
	"github.com/spf13/":              "cmd",
	"github.com/schollz/progressbar": "cmd",
	"github.com/chromedp/":           "web",
}

// boltOwners are the rooms with a bbolt file of their own.
var boltOwners = []string{"corpus", "graph"}

type pkg struct {
	ImportPath   string
	Imports      []string
	TestImports  []string
	XTestImports []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = testkit.Root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var pkgs []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

// room returns the first folder of an import path of the module, and whether it is one.
func room(path string) (string, bool) {
	rest, ok := strings.CutPrefix(path, module)
	if !ok {
		return "", false
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	return first, true
}

func TestArrows(t *testing.T) {
	pkgs := packages(t)
	if len(pkgs) < len(arrows) {
		t.Fatalf("go list found %d packages, fewer than the %d rooms", len(pkgs), len(arrows))
	}
	for _, p := range pkgs {
		from, _ := room(p.ImportPath)
		allowed, known := arrows[from]
		if !known {
			t.Errorf("%s: a new room; add it to DESIGN.md and to arrows", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			if to, ours := room(imported); ours && to != from && !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s: no arrow leads from %q to %q", p.ImportPath, imported, from, to)
			}
		}
	}
}

func TestOwners(t *testing.T) {
	for _, p := range packages(t) {
		from, _ := room(p.ImportPath)
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for prefix, owner := range owners {
				if strings.HasPrefix(imported, prefix) && from != owner {
					t.Errorf("%s imports %s: only %s may", p.ImportPath, imported, owner)
				}
			}
			if strings.HasPrefix(imported, "go.etcd.io/bbolt") && !slices.Contains(boltOwners, from) {
				t.Errorf("%s imports %s: only %v may", p.ImportPath, imported, boltOwners)
			}
		}
	}
}

// The test must be able to fail: a path outside every arrow is told apart.
func TestRoom(t *testing.T) {
	for path, want := range map[string]string{
		module:                      "",
		module + "/web":             "web",
		module + "/ingest/who":      "ingest",
		module + "/internal/edtf":   "internal",
		module + "/cmd/communique":  "cmd",
		module + "/graph/something": "graph",
	} {
		if got, ours := room(path); !ours || got != want {
			t.Errorf("room(%q) = %q, %v; want %q", path, got, ours, want)
		}
	}
	if _, ours := room("github.com/other/module"); ours {
		t.Error("another module was taken for ours")
	}
}
