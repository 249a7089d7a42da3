package search

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// scale is the number of real documents that the benchmarks use.
const scale = 3000

// realTexts reads speeches from the shared corpora.
func realTexts(b *testing.B) (texts []string) {
	b.Helper()
	for _, name := range []string{"wh_briefings_2021-2026.tar.gz", "un_general_debate_1946-2024.tar.gz"} {
		f, err := os.Open(filepath.Join(testkit.Shared(b), "corpora", "scale", name))
		if err != nil {
			b.Skipf("skipped: %v", err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		archive := tar.NewReader(z)
		for n := 0; n < scale/2; {
			h, err := archive.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			if ext := filepath.Ext(h.Name); ext != ".md" && ext != ".txt" {
				continue
			}
			data, err := io.ReadAll(archive)
			if err != nil {
				b.Fatal(err)
			}
			if utf8.Valid(data) && len(data) > 500 {
				texts = append(texts, string(data))
				n++
			}
		}
	}
	return texts
}

// realLibrary is a library of real texts with claims and statements drawn
// over their lines, not yet in the index.
func realLibrary(b *testing.B) *library {
	b.Helper()
	l := newLibrary(b)
	texts := realTexts(b)
	work := make(chan int)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for n := range work {
				text := texts[n]
				d := &communique.Document{
					ID: communique.DocIDOf([]byte(text)), TextID: communique.TextIDOf(text), Text: text, Reader: "test 1", Format: "text", Language: "en",
					Sources: []communique.Source{{Outlet: fmt.Sprintf("Outlet %d", n%23), Published: communique.TimeValue{Days: on(communique.Day("1990-01-01").Add(n * 4))}}},
					Regions: []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}},
				}
				d.Title, _, _ = strings.Cut(text, "\n")
				at := 0
				for line := range strings.SplitAfterSeq(text, "\n") {
					e := communique.Span{Start: at, End: at + len(strings.TrimRight(line, "\r\n"))}
					at += len(line)
					if e.Len() < 40 || len(d.Claims) == 25 {
						continue
					}
					ev := e.Quote(text)
					s := communique.Statement{Kind: communique.Direct, Content: []communique.Evidence{ev}, Speaker: someEntities[len(d.Claims)%3], Rule: "test"}
					s.ID = communique.NewStatementID(d.ID, d.TextID, s.Kind, e)
					d.Statements = append(d.Statements, s)
					c := communique.Claim{
						Kind: communique.Kinds[len(d.Claims)%len(communique.Kinds)], Subject: someEntities[len(d.Claims)%2], Statement: s.ID, Speaker: s.Speaker,
						Modality: communique.Asserted, Polarity: communique.Affirmed, Evidence: ev, Topics: someTopics[:1+len(d.Claims)%2], Rule: "test/rule",
						About: communique.TimeValue{Days: on(communique.Day("1980-01-01").Add(n*4 + len(d.Claims)))},
					}
					c.Questions = []communique.Question{communique.Question(string(c.Kind) + "/" + string(c.Subject) + "/" + string(c.Topics[0]))}
					c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, e, c.Subject)
					d.Claims = append(d.Claims, c)
				}
				if _, err := l.corpus.Append(context.Background(), "test", d, []byte(text)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for n := range texts {
		work <- n
	}
	close(work)
	wg.Wait()
	return l
}

// BenchmarkScale builds an index of real speeches once and asks it.
func BenchmarkScale(b *testing.B) {
	l := realLibrary(b)
	start := time.Now()
	entries := l.sync(b)
	took := time.Since(start)
	all := l.ask(b, Query{Facets: true})
	b.Logf("%d documents, %d rows, %.1f MB: %.0f documents/s, %.0f rows/s", entries, all.Total, float64(l.Bytes())/1e6,
		float64(entries)/took.Seconds(), float64(all.Total)/took.Seconds())
	for _, bench := range []struct {
		name string
		q    Query
	}{
		{"rare", Query{Text: "hydrographic"}},
		{"everywhere", Query{Text: "estonia"}},
		{"common", Query{Text: "government"}},
		{"and", Query{Text: "cyber security russia"}},
		{"phrase", Query{Text: `"international peace and security"`}},
		{"prefix", Query{Text: "attrib*"}},
		{"fuzzy", Query{Text: "stoltenburg~"}},
		{"fuzzy2", Query{Text: "goverment~2"}},
		{"months", Query{Text: "security", Filter: communique.Filter{About: in("2001-03-01", "2001-05-31")}}},
		{"date-bar", Query{Text: "security", Filter: communique.Filter{PublishedBy: "2005-06-15", RecordedBy: "2030-01-01"}}},
		{"facets", Query{Text: "security", Facets: true}},
		{"facets-all", Query{Facets: true}},
		{"newest", Query{Text: "government", Sort: ByNewest}},
		{"question", Query{Text: "when did the government decide that cyber security matters"}},
		{"wider", Query{Text: "why did the government of Estonia trigger hydrographic attacks on zzyzzx", Facets: true}},
		{"widest", Query{Text: "zzyzzx qqqq wwww government", Facets: true}},
		{"nothing", Query{Text: "zzyzzx qqqq"}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				l.ask(b, bench.q)
			}
		})
	}
}
