package web

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// The benchmark of comparisons works on a store of a million claims, or of ten
// for each document that COMPARE_BENCH_DOCUMENTS says:
//
//	go test ./web -run '^$' -bench Compare -benchtime 200x -timeout 30m
//
// The store is made through corpus.Append and graph.Sync, as a server makes it,
// and kept in the folder for temporary files for the next run. One document in a
// hundred counts the members of NATO; each answers one question that all
// answer, and eight others.

const (
	rareQuestion   communique.Question = "member-count/org:nato" // answered by one document in a hundred
	commonQuestion communique.Question = "role/np:spokesperson/org:nato"
)

func crowdedDocument(i int) (*communique.Document, []byte) {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	day := communique.Day("2008-01-01").Add(r.IntN(6000))
	var text strings.Builder
	d := &communique.Document{Reader: "bench 1", Format: "text", Language: "en", Title: fmt.Sprintf("Report %d on cyber defence", i),
		Sources: []communique.Source{{Outlet: fmt.Sprintf("Outlet %d", r.IntN(200)), File: fmt.Sprintf("%06d.txt", i), Published: on(day)}}}
	fmt.Fprintf(&text, "%s\n\n", d.Title)
	type place struct {
		claim communique.Claim
		span  communique.Span
	}
	var places []place
	add := func(c communique.Claim, before, words string) {
		text.WriteString(before)
		s := communique.Span{Start: text.Len()}
		text.WriteString(words)
		s.End = text.Len()
		text.WriteString(", as an official said in a longer sentence of the kind that reports are made of.\n")
		c.Modality, c.Polarity, c.Rule = communique.Asserted, communique.Affirmed, string(c.Kind)+"/bench"
		places = append(places, place{c, s})
	}
	about := communique.TimeValue{EDTF: string(day[:7]), Days: communique.Days{From: day[:7] + "-01", To: day[:7] + "-28"}, Basis: "publication date"}
	if i%100 == 0 {
		n := []int{26, 28, 29, 30, 32}[r.IntN(5)]
		add(communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", About: about, Value: &communique.Value{N: float64(n), Unit: "members", Cmp: communique.Equal},
			Questions: []communique.Question{rareQuestion}, Topics: []communique.EntityID{"concept:membership"}}, "NATO has ", fmt.Sprintf("%d members", n))
	}
	add(communique.Claim{Kind: communique.RoleClaim, Subject: communique.EntityID(fmt.Sprintf("person:speaker-%d", r.IntN(20))), Object: "np:spokesperson", Scope: "org:nato", About: about,
		Questions: []communique.Question{commonQuestion}}, "It was ", "the spokesperson of NATO")
	for len(places) < 10 {
		who, what := communique.EntityID(fmt.Sprintf("state:state-%d", r.IntN(150))), communique.EntityID(fmt.Sprintf("event:event-%d", r.IntN(5000)))
		add(communique.Claim{Kind: communique.Attribution, Subject: what, Object: who, About: about, Speaker: communique.EntityID(fmt.Sprintf("person:minister-%d", r.IntN(2000))),
			Topics: []communique.EntityID{communique.EntityID(fmt.Sprintf("concept:topic-%d", r.IntN(40)))}, Questions: []communique.Question{communique.Question("attribution/" + what)}},
			"A minister blamed ", fmt.Sprintf("state %d for the operation against ministries", len(places)))
	}
	d.Text = text.String()
	original := []byte(d.Text)
	d.ID, d.TextID = communique.DocIDOf(original), communique.TextIDOf(d.Text)
	d.Regions = []communique.Region{{Span: communique.Span{End: len(d.Text)}, Role: communique.Article, Type: "body"}}
	for _, p := range places {
		p.claim.Evidence = p.span.Quote(d.Text)
		p.claim.ID = communique.NewClaimID(d.ID, d.TextID, p.claim.Kind, p.span, p.claim.Subject)
		d.Claims = append(d.Claims, p.claim)
	}
	return d, original
}

// noIndex finds nothing: comparisons ask the search index only about names.
type noIndex struct{}

func (noIndex) Writes() uint64 { return 0 }

func (noIndex) Search(context.Context, search.Query) (search.Result, error) {
	return search.Result{}, nil
}

// crowded is a server over the large store.
func crowded(b *testing.B) *Server {
	b.Helper()
	documents := 100_000
	if s := os.Getenv("COMPARE_BENCH_DOCUMENTS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		documents = n
	}
	dir := filepath.Join(os.TempDir(), fmt.Sprintf("communique-compare-bench-1-%d", documents))
	c, err := corpus.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	g, err := graph.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		g.Close()
		c.Close()
	})
	last, err := c.Last(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if int(last) < documents {
		began := time.Now()
		queue := make(chan int)
		var wg sync.WaitGroup
		for range 64 { // appends that wait together share a commit
			wg.Go(func() {
				for i := range queue {
					d, original := crowdedDocument(i)
					if _, err := c.Append(context.Background(), "bench", d, original); err != nil {
						b.Error(err)
					}
				}
			})
		}
		for i := range documents {
			queue <- i
		}
		close(queue)
		wg.Wait()
		b.Logf("appended %d documents in %v, %d MB", documents, time.Since(began).Round(time.Second), c.Bytes()>>20)
	}
	began := time.Now()
	if n, err := g.Sync(b.Context(), c); err != nil {
		b.Fatal(err)
	} else if n > 0 {
		b.Logf("the graph took in %d entries in %v, %d MB", n, time.Since(began).Round(time.Second), g.Bytes()>>20)
	}
	return &Server{Corpus: c, Graph: g, Index: noIndex{}, Names: names{}, Agent: "bench", Addr: "127.0.0.1:8080"}
}

// BenchmarkCompare asks one question whose answers stand in one document in a
// hundred, and one that every document answers: by the API, as the command and
// the page ask it, and its steps. Nothing is remembered between the rounds.
func BenchmarkCompare(b *testing.B) {
	s := crowded(b)
	forget := func() { // an annotation would do it; here the memories are only emptied
		if g, ok := s.Graph.(*graph.Graph); ok {
			g.Forget()
		}
	}
	rows := func(q communique.Question, n int) []graph.Row {
		found, err := s.Graph.Claims(b.Context(), communique.Filter{Questions: []communique.Question{q}}, graph.Page{Limit: n})
		if err != nil {
			b.Fatal(err)
		}
		return found.Rows
	}
	few := rows(rareQuestion, graph.MaxLimit)
	held, err := s.Corpus.Held(b.Context(), refsOf(few)...)
	if err != nil {
		b.Fatal(err)
	}
	var records []communique.Record
	for _, h := range held {
		records = append(records, h.Record)
	}
	b.Logf("%d answers to the rare question", len(few))
	var handler http.Handler // a new one for each round: it remembers
	answer := func(q communique.Question) func() {
		return func() {
			rec := (&world{t: b}).ask(handler, http.MethodGet, "/api/v1/compare?question="+url.QueryEscape(string(q)), nil)
			if rec.Code != http.StatusOK || rec.Body.Len() < 1000 {
				b.Fatalf("status %d: %.300s", rec.Code, rec.Body)
			}
		}
	}
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"graph finds the answers", func() { rows(rareQuestion, graph.MaxLimit) }},
		{"corpus gives the claims", func() {
			if _, err := s.Corpus.Held(b.Context(), refsOf(few)...); err != nil {
				b.Fatal(err)
			}
		}},
		{"answers are judged", func() { claim.Compare(rareQuestion, records, nil, s.name) }},
		{"1,000 answers by the API", answer(rareQuestion)},
		{"100,000 answers by the API", answer(commonQuestion)},
	} {
		b.Run(step.name, func(b *testing.B) {
			var took []time.Duration
			var work time.Duration
			for b.Loop() {
				forget()
				handler = s.LocalHandler()
				began, used := time.Now(), cpuTime(b)
				step.do()
				took = append(took, time.Since(began))
				work += cpuTime(b) - used
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(float64(work.Microseconds())/1000/float64(len(took)), "cpu-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// cpuTime is how long the process has worked on all cores: beside other work on
// the machine, it tells more than the clock.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
