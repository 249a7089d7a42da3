package graph

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// The benchmarks measure on a store of 20,000 documents with ten claims each, or
// as many documents as GRAPH_BENCH_DOCUMENTS says:
//
//	go test ./graph -run '^$' -bench . -benchtime 200x
//
// Names are drawn as they are in the world: a few in many claims, most in few.

// crowd draws names by Zipf's law.
type crowd struct {
	*rand.Rand
	actors, topics, questions, outlets *rand.Zipf
}

func newCrowd(seed int64) *crowd {
	r := rand.New(rand.NewSource(seed))
	return &crowd{r, rand.NewZipf(r, 1.2, 8, 1999), rand.NewZipf(r, 1.1, 4, 39), rand.NewZipf(r, 1.1, 20, 4999), rand.NewZipf(r, 1.1, 4, 199)}
}

func (c *crowd) actor() communique.EntityID {
	return communique.EntityID(fmt.Sprintf("org:actor-%d", c.actors.Uint64()))
}

func (c *crowd) document(i int) (*communique.Document, []communique.Record) {
	d := &communique.Document{ID: communique.DocIDOf([]byte(strconv.Itoa(i))), TextID: "sha256-0"}
	day := communique.Day("2015-01-01").Add(c.Intn(3650))
	d.Sources = []communique.Source{{Outlet: fmt.Sprintf("outlet %d", c.outlets.Uint64()), Published: communique.TimeValue{Days: communique.Days{From: day, To: day}}}}
	var all []communique.Record
	for j := range 10 {
		about := day.Add(-c.Intn(30))
		claim := &communique.Claim{Kind: communique.Kinds[c.Intn(len(communique.Kinds))], Subject: c.actor(), Object: c.actor(), About: communique.TimeValue{Days: communique.Days{From: about, To: about}}}
		if c.Intn(2) == 0 {
			claim.Speaker = c.actor()
		}
		for range 1 + c.Intn(2) {
			claim.Topics = append(claim.Topics, communique.EntityID(fmt.Sprintf("concept:topic-%d", c.topics.Uint64())))
		}
		claim.Questions = append(claim.Questions, communique.Question(fmt.Sprintf("question-%d/org:actor", c.questions.Uint64())))
		claim.Evidence.Start = j * 100
		claim.ID = communique.NewClaimID(d.ID, d.TextID, claim.Kind, claim.Evidence.Span, claim.Subject)
		all = append(all, communique.Record{Claim: claim, Document: d, Recorded: []communique.Days{{From: "2026-01-01"}}})
	}
	return d, all
}

// large returns a graph of many documents; the file is kept for the next run.
func large(b *testing.B) *Graph {
	b.Helper()
	documents := 20_000
	if s := os.Getenv("GRAPH_BENCH_DOCUMENTS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		documents = n
	}
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("communique-graph-bench-%s-%d", version, documents))
	g := openGraph(b, dir)
	if n, err := g.Cursor(b.Context()); err != nil || n == uint64(documents) {
		return g
	}
	began := time.Now()
	c := newCrowd(1)
	quads := 0
	for i := 0; i < documents; {
		batch := labelled{}
		for n := 0; i < documents && n < batches.quads; i++ {
			d, all := c.document(i)
			q := quadsOf(d, all)
			batch[documentNode(d.ID)] = q
			n += len(q)
			quads += len(q)
		}
		err := g.update(b.Context(), func(t *transaction) error {
			if err := t.replace(batch); err != nil {
				return err
			}
			return t.put(cursorKey, strconv.Itoa(i))
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	took := time.Since(began)
	b.Logf("loaded %d documents, %d quads in %v: %.0f documents/s, %.0f quads/s, %d MB", documents, quads, took.Round(time.Millisecond),
		float64(documents)/took.Seconds(), float64(quads)/took.Seconds(), g.Bytes()>>20)
	return g
}

func BenchmarkQueries(b *testing.B) {
	g := large(b)
	for _, q := range []struct {
		name string
		ask  func(context.Context, *crowd) error
	}{
		{"claims of an actor", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{Actors: []communique.EntityID{c.actor()}}, Page{})
			return err
		}},
		{"claims of a rare actor", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{Actors: []communique.EntityID{communique.EntityID(fmt.Sprintf("org:actor-%d", 1000+c.Intn(1000)))}}, Page{})
			return err
		}},
		{"claims of an actor, topic and year", func(ctx context.Context, c *crowd) error {
			year := 2015 + c.Intn(10)
			_, err := g.Claims(ctx, communique.Filter{
				Actors: []communique.EntityID{c.actor()}, Topics: []communique.EntityID{communique.EntityID(fmt.Sprintf("concept:topic-%d", c.topics.Uint64()))},
				About: communique.Days{From: communique.Day(fmt.Sprint(year, "-01-01")), To: communique.Day(fmt.Sprint(year, "-12-31"))},
			}, Page{})
			return err
		}},
		{"claims of a question", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{Questions: []communique.Question{communique.Question(fmt.Sprintf("question-%d/org:actor", c.questions.Uint64()))}}, Page{})
			return err
		}},
		{"claims of an outlet", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{Outlets: []string{fmt.Sprintf("outlet %d", c.outlets.Uint64())}}, Page{})
			return err
		}},
		{"claims of a kind", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{Kinds: []communique.Kind{communique.Attribution}}, Page{})
			return err
		}},
		{"all claims", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{}, Page{})
			return err
		}},
		{"all claims, again", func(ctx context.Context, c *crowd) error {
			_, err := g.Claims(ctx, communique.Filter{}, Page{})
			return err
		}},
		{"timeline of an actor", func(ctx context.Context, c *crowd) error {
			_, err := g.Timeline(ctx, communique.Filter{Actors: []communique.EntityID{c.actor()}}, AboutClock, Page{})
			return err
		}},
		{"timeline of all claims, as recorded", func(ctx context.Context, c *crowd) error {
			_, err := g.Timeline(ctx, communique.Filter{}, RecordedClock, Page{})
			return err
		}},
		{"groups of an actor", func(ctx context.Context, c *crowd) error {
			_, err := g.Groups(ctx, communique.Filter{Actors: []communique.EntityID{c.actor()}}, Page{})
			return err
		}},
		{"all groups", func(ctx context.Context, c *crowd) error {
			_, err := g.Groups(ctx, communique.Filter{}, Page{})
			return err
		}},
		{"all groups, again", func(ctx context.Context, c *crowd) error {
			_, err := g.Groups(ctx, communique.Filter{}, Page{})
			return err
		}},
		{"network of spokes", func(ctx context.Context, c *crowd) error {
			_, err := g.Network(ctx, NetworkQuery{Around: c.actor(), Limit: 30, Spokes: true})
			return err
		}},
		{"network", func(ctx context.Context, c *crowd) error {
			_, err := g.Network(ctx, NetworkQuery{Around: c.actor(), Limit: MaxMembers})
			return err
		}},
		{"network of a rare actor in two steps", func(ctx context.Context, c *crowd) error {
			_, err := g.Network(ctx, NetworkQuery{Around: communique.EntityID(fmt.Sprintf("org:actor-%d", 1000+c.Intn(1000))), Steps: 2})
			return err
		}},
		{"network, again", func(ctx context.Context, c *crowd) error {
			_, err := g.Network(ctx, NetworkQuery{Around: "org:actor-0", Limit: MaxMembers})
			return err
		}},
		{"path to nowhere", func(ctx context.Context, c *crowd) error {
			_, err := g.Path(ctx, "org:nobody", "org:nowhere", communique.Filter{})
			if errors.Is(err, communique.ErrNotFound) {
				return nil
			}
			return err
		}},
		{"rows into memory", func(ctx context.Context, c *crowd) error {
			return g.view(ctx, func(t *transaction) error {
				_, err := t.inMemory()
				return err
			})
		}},
		{"claims between two actors", func(ctx context.Context, c *crowd) error {
			_, err := g.Between(ctx, c.actor(), c.actor(), communique.Filter{}, Page{})
			return err
		}},
		{"path", func(ctx context.Context, c *crowd) error {
			_, err := g.Path(ctx, c.actor(), c.actor(), communique.Filter{})
			return err
		}},
		{"path between rare actors", func(ctx context.Context, c *crowd) error {
			_, err := g.Path(ctx, communique.EntityID(fmt.Sprintf("org:actor-%d", 1000+c.Intn(1000))), communique.EntityID(fmt.Sprintf("org:actor-%d", 1000+c.Intn(1000))), communique.Filter{})
			return err
		}},
		{"entities", func(ctx context.Context, c *crowd) error {
			_, err := g.Entities(ctx, nil, Page{})
			return err
		}},
		{"entities, again", func(ctx context.Context, c *crowd) error {
			_, err := g.Entities(ctx, nil, Page{})
			return err
		}},
		{"replace a document", func(ctx context.Context, c *crowd) error {
			d, all := c.document(c.Intn(20_000))
			return g.update(ctx, func(t *transaction) error { return t.replace(labelled{documentNode(d.ID): quadsOf(d, all)}) })
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			seed := int64(2)
			if strings.HasPrefix(q.name, "replace") {
				seed = time.Now().UnixNano() // the file is kept: the same again would change nothing
			}
			c := newCrowd(seed)
			var took []time.Duration
			for b.Loop() {
				if !strings.HasSuffix(q.name, "again") {
					g.memory.forget()
				}
				if strings.HasPrefix(q.name, "rows") {
					g.tables.forget() // they are read once, and then kept up with each state of the graph
				}
				began := time.Now()
				if err := q.ask(b.Context(), c); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
			b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
			b.ReportMetric(ms(took[len(took)*99/100]), "p99-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkSync measures what a real corpus costs, reading and unpacking included.
func BenchmarkSync(b *testing.B) {
	const documents = 1000
	dir := b.TempDir()
	w := newWorld(b, 1, dir)
	var wait []func() error
	for range documents {
		d := w.document(20)
		wait = append(wait, func() error {
			_, err := w.corpus.Append(b.Context(), corpus.Agent("test"), d, []byte(w.text[d.ID]))
			return err
		})
	}
	for _, f := range wait {
		if err := f(); err != nil {
			b.Fatal(err)
		}
	}
	g := openGraph(b, dir)
	for b.Loop() {
		if err := g.Rebuild(); err != nil {
			b.Fatal(err)
		}
		syncGraph(b, g, w.corpus)
	}
	counts, err := g.Count(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(documents*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(counts.Quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}
