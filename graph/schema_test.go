package graph

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "write SCHEMA.md anew")

// TestSchemaIsPrinted holds SCHEMA.md to the table.
func TestSchemaIsPrinted(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "# Quads of the graph\n\nVersion %s. Made from `Predicates` by `go test ./graph -run Schema -update`; change the table, not this file.\n", version)
	fmt.Fprintf(&b, "Every quad is labelled: with its document (`doc:…`), with the annotation (`annotation:7`), or with `%s`.\n", referenceLabel)
	fmt.Fprintf(&b, "Nodes: an entity is its own id (`org:nato`); `claim:`, `doc:`, `question:`, `kind:`, `annotation:`, `annotation-kind:`, `agent:`, `fact:` go before other ids.\n\n")
	b.WriteString("| from | predicate | to | meaning | quads |\n|---|---|---|---|---|\n")
	for _, p := range Predicates {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s | %s |\n", p.From, p.IRI, p.To, p.Meaning, p.Quads)
	}
	fmt.Fprintf(&b, "\nA claim costs at most %d quads as long as it has no more than %d topics and questions together.\n", maxQuadsPerClaim, maxQuadsPerClaim-5)
	testkit.Golden(t, "SCHEMA.md", b.String(), *update)
}

// TestEveryQuadIsInTheSchema proves that the table is complete and that each
// line of it is used.
func TestEveryQuadIsInTheSchema(t *testing.T) {
	inDays(t, func(t *testing.T) {
		dir := t.TempDir()
		w := newWorld(t, 7, dir)
		g := openGraph(t, dir)
		for range 150 {
			w.happen(t)
			w.sleep()
		}
		syncGraph(t, g, w.corpus)
		if err := g.SetReference(t.Context(), someFacts); err != nil {
			t.Fatal(err)
		}
		unused := map[string]bool{}
		for _, p := range Predicates {
			unused[p.From+" "+p.IRI] = true
		}
		for _, q := range allQuads(t, g) {
			from, _, _ := strings.Cut(string(q.Subject.(quad.IRI)), ":")
			if from == "doc" {
				from = "document"
			}
			key := from + " " + string(q.Predicate.(quad.IRI))
			if !slices.ContainsFunc(Predicates, func(p Predicate) bool { return p.From+" "+p.IRI == key }) {
				t.Errorf("%v is not in the schema", q)
			}
			delete(unused, key)
		}
		for key := range unused {
			t.Errorf("no quad of %s was made", key)
		}
	})
}

// maxQuadsPerClaim is what a claim may cost.
const maxQuadsPerClaim = 12

// TestQuadsPerClaim counts on the gold readings of real documents, with three
// topics and two questions to each claim, which is more than most have.
func TestQuadsPerClaim(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(testkit.Shared(t), "gold", "seeds", "[0-9]*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold: %v", err)
	}
	claims, total, most := 0, 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Claims []struct {
				Kind    communique.Kind     `json:"kind"`
				Subject communique.EntityID `json:"subject"`
				Object  communique.EntityID `json:"object"`
				Scope   string              `json:"scope"`
				Speaker communique.EntityID `json:"speaker"`
			} `json:"claims"`
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		d := &communique.Document{ID: communique.DocIDOf(data), Sources: []communique.Source{{Outlet: "one"}}}
		var all []communique.Record
		for i, c := range gold.Claims {
			c := communique.Claim{ID: communique.ClaimID(fmt.Sprint("c-", i)), Kind: c.Kind, Subject: c.Subject, Object: c.Object, Scope: c.Scope, Speaker: c.Speaker,
				Topics: someTopics[:3], Questions: someQuestions[:2]}
			all = append(all, communique.Record{Claim: &c, Document: d, Recorded: []communique.Days{{From: "2000-01-01"}}})
		}
		cost := map[quad.Value]int{}
		for _, q := range quadsOf(d, all) {
			if strings.HasPrefix(string(q.Subject.(quad.IRI)), "claim:") {
				cost[q.Subject]++
			}
		}
		for node, n := range cost {
			claims, total, most = claims+1, total+n, max(most, n)
			if n > maxQuadsPerClaim {
				t.Errorf("%s: %v costs %d quads, want at most %d", filepath.Base(file), node, n, maxQuadsPerClaim)
			}
		}
	}
	if claims == 0 {
		t.Fatal("the gold holds no claims")
	}
	t.Logf("%d claims, %.1f quads each, at most %d", claims, float64(total)/float64(claims), most)
}

// someFacts are reference facts with all that one can have.
var someFacts = []communique.Fact{
	{ID: "nato-members-2024", Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: 32}, Topics: someTopics[:1],
		Days: communique.Days{From: "2024-03-07"}, Says: "NATO has 32 members.", Authority: "NATO"},
	{ID: "stoltenberg", Kind: communique.RoleClaim, Subject: "person:jens-stoltenberg", Object: "np:secretary general", Scope: "org:nato",
		Days: communique.Days{From: "2014-10-01", To: "2024-10-01"}, Says: "Jens Stoltenberg was Secretary General.", Authority: "NATO"},
}

func allQuads(t testing.TB, g *Graph) (out []quad.Quad) {
	t.Helper()
	err := g.view(t.Context(), func(tx *transaction) error {
		it := tx.qs.QuadsAllIterator().Iterate()
		defer it.Close()
		for it.Next(tx.ctx) {
			q, err := tx.qs.Quad(it.Result())
			if err != nil {
				return err
			}
			out = append(out, q)
		}
		return it.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
