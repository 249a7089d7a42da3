package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"github.com/communique-kg/communique"
)

// random makes values for property tests from small worlds, so that they meet.
type random struct{ *rand.Rand }

func pick[T any](r random, from []T) T { return from[r.IntN(len(from))] }

func some[T any](r random, most int, from []T) (out []T) {
	for range r.IntN(most + 1) {
		out = append(out, pick(r, from))
	}
	return out
}

func (r random) day() communique.Day {
	return communique.Day("2016-02-25").Add(r.IntN(30) * pick(r, []int{1, 1, 1, 40, -300}))
}

func (r random) days() communique.Days {
	d := communique.Days{From: r.day(), To: r.day()}
	if d.To < d.From {
		d.From, d.To = d.To, d.From
	}
	switch r.IntN(8) {
	case 0:
		return communique.Days{}
	case 1:
		d.From = ""
	case 2:
		d.To = ""
	case 3:
		d.To = d.From
	}
	return d
}

// recorded makes ranges that do not overlap, the last perhaps open.
func (r random) recorded() (ranges []communique.Days) {
	day := r.day()
	for range r.IntN(4) {
		d := communique.Days{From: day, To: day.Add(r.IntN(20))}
		day = d.To.Add(1 + r.IntN(10))
		ranges = append(ranges, d)
	}
	if len(ranges) > 0 && r.IntN(2) == 0 {
		ranges[len(ranges)-1].To = ""
	}
	return ranges
}

var (
	someEntities  = []communique.EntityID{"org:nato", "state:estonia", "person:jens-stoltenberg", "instrument:article-5", "np:secretary general"}
	someTopics    = []communique.EntityID{"concept:cyberspace", "concept:cyber-defence"}
	someKinds     = []communique.Kind{communique.MemberCount, communique.Decision, communique.RoleClaim}
	someOutlets   = []string{"NATO", "The Courier", "Baltic Post"}
	someQuestions = []communique.Question{"member-count/org:nato", "decision/article-5"}
)

// records makes random claims, each in a document of its own.
func (r random) records(n int) (records []communique.Record) {
	for i := range n {
		text := fmt.Sprintf("Report %d\nThe alliance met in the capital.\n", i)
		d := &communique.Document{ID: communique.DocIDOf([]byte(text)), TextID: communique.TextIDOf(text), Text: text, Language: "en"}
		for range 1 + r.IntN(2) {
			d.Sources = append(d.Sources, communique.Source{Outlet: pick(r, append(someOutlets, "")), Published: communique.TimeValue{Days: r.days()}})
		}
		e := communique.Span{Start: strings.Index(text, "alliance"), End: len(text) - 1}.Quote(text)
		c := communique.Claim{
			Kind: pick(r, someKinds), Subject: pick(r, someEntities), Object: pick(r, append(someEntities, "")), Speaker: pick(r, append(someEntities, "")),
			About: communique.TimeValue{Days: r.days()}, Evidence: e, Topics: some(r, 2, someTopics), Questions: some(r, 2, someQuestions),
		}
		if r.IntN(3) == 0 {
			c.Scope = string(pick(r, someEntities))
		}
		c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, e.Span, c.Subject)
		d.Claims = []communique.Claim{c}
		records = append(records, communique.Record{Claim: &d.Claims[0], Document: d, Recorded: r.recorded()})
	}
	return records
}

func (r random) filter() (f communique.Filter) {
	maybe := func(set func()) {
		if r.IntN(4) == 0 {
			set()
		}
	}
	maybe(func() { f.Kinds = some(r, 2, someKinds) })
	maybe(func() { f.Actors = some(r, 2, someEntities) })
	maybe(func() { f.Topics = some(r, 2, someTopics) })
	maybe(func() { f.Outlets = some(r, 2, someOutlets) })
	maybe(func() { f.Questions = some(r, 2, someQuestions) })
	maybe(func() { f.About = r.days() })
	maybe(func() { f.PublishedBy = r.day() })
	if r.IntN(2) == 0 {
		f.RecordedBy = r.day()
	}
	return f
}

// TestFiltersEqualMatch holds the law of the package: what a filter lets
// through equals a scan by Filter.Match.
func TestFiltersEqualMatch(t *testing.T) {
	r := random{rand.New(rand.NewPCG(7, 11))}
	l := newLibrary(t)
	records := r.records(300)
	var b *bleve.Batch
	for i, record := range records {
		if b == nil {
			b = l.b.NewBatch()
		}
		m := rowMaker{name: nameOf, current: record.Document, published: record.Document.Published().Days}
		made := m.claim(record, true)
		if err := made.tidy(); err != nil {
			t.Fatal(err)
		}
		d, err := bleveDocument(&made)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.IndexAdvanced(d); err != nil {
			t.Fatal(err)
		}
		if i%90 == 89 || i == len(records)-1 { // several segments
			if err := l.b.Batch(b); err != nil {
				t.Fatal(err)
			}
			b = nil
		}
	}
	found := 0
	for n := range 600 {
		f := r.filter()
		want := map[string]communique.Match{}
		undated := uint64(0)
		for _, record := range records {
			switch m := f.Match(record); m {
			case communique.In, communique.Possibly:
				want[string(record.Claim.ID)] = m
			case communique.Undated:
				undated++
			}
		}
		q := Query{Filter: f, Limit: MaxLimit}
		got := map[string]communique.Match{}
		for {
			page := l.ask(t, q)
			if page.Total != uint64(len(want)) || page.Undated != undated {
				t.Fatalf("filter %d %+v: %d hits and %d undated, want %d and %d", n, f, page.Total, page.Undated, len(want), undated)
			}
			for _, h := range page.Hits {
				got[h.ID] = h.Match
			}
			if q.After = page.Next; q.After == "" {
				break
			}
		}
		for id, m := range want {
			if got[id] != m {
				t.Fatalf("filter %d %+v: %s is %v, want %v", n, f, id, got[id], m)
			}
		}
		found += len(want)
	}
	if found == 0 {
		t.Error("no filter let anything through; the test proves nothing")
	}
}

// TestDaysAreExact compares the calendar tree with Days.Overlaps.
func TestDaysAreExact(t *testing.T) {
	r := random{rand.New(rand.NewPCG(3, 5))}
	edges := []communique.Days{
		{From: "0000-01-01"}, {To: "0000-01-01"}, {From: "9999-12-31"}, {From: "0000-01-01", To: "9999-12-31"},
		{From: "2016-02-29", To: "2016-02-29"}, {To: "2016-02-28"}, {From: "2016-03-01"}, {},
	}
	next := func() communique.Days {
		if r.IntN(4) == 0 {
			return pick(r, edges)
		}
		return r.days()
	}
	for range 20000 {
		var ranges []communique.Days
		for range r.IntN(4) {
			ranges = append(ranges, next())
		}
		asked := next()
		want := slices.ContainsFunc(ranges, asked.Overlaps)
		indexed := indexedDays(ranges)
		got := slices.ContainsFunc(askedDays(asked), func(s string) bool { return slices.Contains(indexed, s) })
		if got != want {
			t.Fatalf("%v against %v: %v, want %v", asked, ranges, got, want)
		}
		for i, a := range cover(asked) {
			for _, b := range cover(asked)[:i] {
				if a == b {
					t.Fatalf("%v is covered twice by %v", asked, a)
				}
			}
		}
	}
}

func TestYears(t *testing.T) {
	for _, test := range []struct {
		days communique.Days
		want string
	}{
		{communique.Days{}, ""},
		{on("2014-09-05"), "2014"},
		{in("2014-12-01", "2016-01-01"), "2014 2015 2016"},
		{communique.Days{From: "2024-03-07"}, "2024"},
		{communique.Days{To: "0800-01-01"}, "0800"},
		{in("1949-04-04", "2014-09-05"), "1949 2014"},
	} {
		if got := strings.Join(years(test.days), " "); got != test.want {
			t.Errorf("%v: years %q, want %q", test.days, got, test.want)
		}
	}
}
