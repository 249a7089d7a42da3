package search

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

func TestLanguage(t *testing.T) {
	l := newLibrary(t, collection...)
	wales, courier, estonia, sweden, norms := "Wales", "NATO recognises", "Estonia hit", "Sweden joins", "Norms of"
	for _, test := range []struct {
		text string
		want []string // beginnings of the titles of the documents found
	}{
		{"", []string{wales, courier, estonia, sweden, norms}},
		{"summit", []string{wales}},
		{"members", []string{wales, sweden, norms}}, // and "member", by its stem
		{`"28 member countries"`, []string{wales}},
		{`"28 members"`, nil},
		{`"member countries" OR banks`, []string{wales, estonia}},
		{"stoltenberg secretary", []string{courier}},
		{"brussels OR washington", []string{courier, sweden}},
		{"brussels OR washington -sweden", []string{courier}}, // NOT binds tighter than OR
		{"(brussels OR washington) -sweden", []string{courier}},
		{"nato NOT article", []string{sweden}},
		{"zzzz -wales", nil},
		{"-nato", []string{estonia, norms}},
		{"NOT (nato OR estonia)", []string{norms}},
		{"the wales summit", []string{wales}},
		{"the", []string{wales, courier, estonia, sweden, norms}},
		{"declar*", []string{wales}},
		{"recog*", []string{courier}},
		{"stoltenburg~", []string{courier}},
		{"stoltenbrug~1", nil},
		{"stoltenbrug~2", []string{courier}},
		{"turkiye", []string{sweden}},
		{"TÜRKİYE", []string{sweden}},
		{"cyberattack", []string{wales, courier}},
		{"cyber-attack", []string{wales, courier}},
		{`"cyber attack"`, []string{wales, courier}},
		{"cyber attack", []string{wales, courier, norms}},
		{"attack cyber", []string{wales, courier, norms}},
		{`"severe cyber-attack could"`, []string{courier}},
		{"space", []string{sweden}}, // not cyberspace
		{"us delegation", []string{norms}},
		{"case-by-case", []string{wales}},
		{"title:summit", []string{wales}},
		{"title:brussels", nil},
		{`title:"domain of operations"`, []string{courier}},
		{"kind:denial", []string{estonia}},
		{"kind:nonsense", nil},
		{"actor:org:united-nations", []string{norms}},
		{"actor:stoltenberg", []string{courier}},
		{"topic:cyberspace", []string{wales, courier, norms}},
		{"topic:concept:cyber-defence", []string{wales}},
		{"outlet:courier", []string{courier, sweden}},
		{"speaker:stoltenberg", []string{courier}},
		{"speaker:moscow", nil},
		{"year:2007", []string{estonia}},
		{"published:2014..2016", []string{wales, courier}},
		{"published:2007-05-03", []string{estonia}},
		{"about:..2010", []string{estonia}},
		{"said:2016-06", []string{courier}},
		{"cookies", []string{wales}}, // boilerplate is found too
		{"https://example.org/x", nil},
	} {
		r := l.ask(t, Query{Text: test.text, Things: []Thing{Documents}, Sort: ByOldest})
		var got []string
		for _, h := range r.Hits {
			got = append(got, h.Title)
		}
		ok := len(got) == len(test.want)
		for _, w := range test.want {
			ok = ok && slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, w) })
		}
		if !ok {
			t.Errorf("%q found %q, want %q (notes %q)", test.text, got, test.want, r.Notes)
		}
	}
}

func TestStatementsAndClaimsAreFound(t *testing.T) {
	l := newLibrary(t, collection...)
	r := l.ask(t, Query{Text: `"as harmful as"`, Things: []Thing{Statements}})
	if len(r.Hits) != 1 || r.Hits[0].Thing != Statements || r.Hits[0].Statement == "" || r.Hits[0].Claim != "" {
		t.Errorf("the statement: got %+v", r.Hits)
	}
	r = l.ask(t, Query{Text: "nato members sweden", Things: []Thing{Claims}})
	if len(r.Hits) != 1 || r.Hits[0].Kind != communique.MemberCount || r.Hits[0].Span.Of(l.docs[3].Text) != "32 members" {
		t.Errorf("the claim, by the words around it: got %+v", r.Hits)
	}
	all := l.ask(t, Query{Limit: MaxLimit})
	claims, statements := 0, 0
	for _, d := range l.docs {
		claims += len(d.Claims)
		statements += len(d.Statements)
	}
	if want := uint64(len(l.docs) + claims + statements); all.Total != want {
		t.Errorf("everything: %d rows, want %d", all.Total, want)
	}
	if p := l.problems(t); len(p) > 0 {
		t.Errorf("check: %q", p)
	}
}

func TestFragmentsAreTextOfTheDocument(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, text := range []string{"", "nato", `"core task"`, "cyberattack", "stoltenberg", "türkiye", "attack*", "attac~", "cookies", "state states law", "the"} {
		r := l.ask(t, Query{Text: text, Limit: MaxLimit})
		if len(r.Hits) == 0 {
			t.Errorf("%q: no hits", text)
		}
		for _, h := range r.Hits {
			d, err := l.corpus.Document(context.Background(), h.Document)
			if err != nil {
				t.Fatal(err)
			}
			if d.TextID != h.Text || h.Span.Start < 0 || h.Span.End > len(d.Text) || h.Span.Start > h.Span.End {
				t.Errorf("%q: %s opens at %v of %s", text, h.ID, h.Span, h.Text)
			}
			if len(h.Fragments) == 0 {
				t.Errorf("%q: %s shows nothing", text, l.label(h))
			}
			for _, f := range h.Fragments {
				joined := ""
				for _, p := range f.Parts {
					joined += p.Text
				}
				if joined != f.Of(d.Text) || joined == "" {
					t.Errorf("%q: %s: parts %q, text %q", text, l.label(h), joined, f.Of(d.Text))
				}
			}
		}
	}
	r := l.ask(t, Query{Text: "harmful cyberattacks", Things: []Thing{Documents}})
	var marked []string
	for _, f := range r.Hits[0].Fragments {
		for _, p := range f.Parts {
			if p.Hit {
				marked = append(marked, p.Text)
			}
		}
	}
	if !slices.Contains(marked, "Cyberattacks") || !slices.Contains(marked, "harmful") {
		t.Errorf("marked %q", marked)
	}
	if got := r.Hits[0].Span.Of(l.docs[1].Text); got != "Cyberattacks" {
		t.Errorf("the document opens at %q", got)
	}
}

func TestPagesShowEverythingOnce(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, q := range []Query{
		{}, {Text: "nato OR states OR attacks"}, {Sort: ByNewest}, {Sort: ByOldest}, {Text: "cyber*", Sort: ByOldest}, {Text: "the"},
	} {
		whole := q
		whole.Limit = MaxLimit
		want := l.ask(t, whole)
		for _, limit := range []int{1, 2, 3, 7} {
			q.Limit, q.After = limit, ""
			var got []string
			for {
				r := l.ask(t, q)
				if r.Total != want.Total {
					t.Fatalf("%+v: total %d, want %d", q, r.Total, want.Total)
				}
				for _, h := range r.Hits {
					got = append(got, h.ID)
				}
				if q.After = r.Next; q.After == "" || len(got) > int(want.Total) {
					break
				}
			}
			var ids []string
			for _, h := range want.Hits {
				ids = append(ids, h.ID)
			}
			if !slices.Equal(got, ids) {
				t.Errorf("%+v: pages of %d give %q, want %q", q, limit, got, ids)
			}
		}
	}
}

func TestCursorsAreProved(t *testing.T) {
	l := newLibrary(t, collection...)
	next := l.ask(t, Query{Text: "nato", Limit: 1}).Next
	if next == "" {
		t.Fatal("no second page")
	}
	for _, q := range []Query{
		{Text: "estonia", After: next}, {Text: "nato", Sort: ByOldest, After: next}, {Text: "nato", After: next[1:]},
		{Text: "nato", After: "e30"}, {Text: "nato", After: "%%%"}, {Text: "nato", After: strings.Repeat("A", 5000)},
	} {
		_, err := l.Search(context.Background(), q)
		var invalid *communique.InvalidError
		if !errors.As(err, &invalid) || invalid.What != "after" {
			t.Errorf("%q with %q: %v, want an invalid cursor", q.Text, q.After, err)
		}
	}
}

func TestFacetsLeaveTheirOwnChoiceOut(t *testing.T) {
	l := newLibrary(t, collection...)
	get := func(r Result, field string) map[string]uint64 {
		m := map[string]uint64{}
		for _, f := range r.Facets {
			if f.Field == field {
				for _, c := range f.Counts {
					m[c.Value] = c.N
				}
			}
		}
		return m
	}
	q := Query{Facets: true, Things: []Thing{Claims}, Filter: communique.Filter{Kinds: []communique.Kind{communique.MemberCount}}}
	r := l.ask(t, q)
	if r.Total != 3 {
		t.Errorf("member counts: %d, want 3", r.Total)
	}
	kinds := get(r, "kind")
	if kinds["member-count"] != 3 || kinds["denial"] != 1 {
		t.Errorf("kinds among all claims: %v", kinds)
	}
	if got := get(r, "outlet"); got["The Courier"] != 2 || got["NATO"] != 1 || len(got) != 2 {
		t.Errorf("outlets of member counts: %v", got)
	}
	if got := get(r, "thing"); got["document"] != 3 || got["claim"] != 3 {
		t.Errorf("things with member counts: %v", got)
	}
	for _, f := range r.Facets {
		for _, c := range f.Counts {
			if want := f.Field == "kind" && c.Value == "member-count" || f.Field == "thing" && c.Value == "claim"; c.Selected != want {
				t.Errorf("%s %s selected: %v", f.Field, c.Value, c.Selected)
			}
		}
	}
	// What the choice promises is what choosing it gives.
	for value, n := range kinds {
		one := q
		one.Filter.Kinds = []communique.Kind{communique.Kind(value)}
		if got := l.ask(t, one).Total; got != n {
			t.Errorf("kind %s: %d hits, the facet said %d", value, got, n)
		}
	}
	q.Filter = communique.Filter{Actors: []communique.EntityID{"instrument:article-5", "org:nowhere"}}
	actors := get(l.ask(t, q), "actor")
	if n, ok := actors["org:nowhere"]; !ok || n != 0 || actors["instrument:article-5"] != 1 {
		t.Errorf("chosen actors are always listed: %v", actors)
	}
}

func TestSuggestions(t *testing.T) {
	l := newLibrary(t, collection...)
	for _, test := range []struct{ text, want string }{
		{"stoltenburg", "stoltenberg"},
		{"sumit declaraton", "summit declaration"},
		{"estonia AND sweden", "estonia OR sweden"},
		{`"sweden ceremony"`, "sweden ceremony"},
	} {
		r := l.ask(t, Query{Text: test.text})
		if r.Total != 0 || !slices.Contains(r.Suggestions, test.want) {
			t.Errorf("%q: %d hits, suggestions %q, want %q", test.text, r.Total, r.Suggestions, test.want)
		}
		for _, s := range r.Suggestions {
			if l.ask(t, Query{Text: s}).Total == 0 {
				t.Errorf("%q: suggestion %q finds nothing", test.text, s)
			}
		}
	}
}

func TestPublishedByMarksAndCounts(t *testing.T) {
	l := newLibrary(t, collection...)
	r := l.ask(t, Query{Things: []Thing{Documents}, Filter: communique.Filter{PublishedBy: "2007-05-10"}})
	if len(r.Hits) != 1 || r.Hits[0].Match != communique.Possibly || r.Undated != 1 {
		t.Errorf("by a day in May 2007: %+v, undated %d", r.Hits, r.Undated)
	}
	r = l.ask(t, Query{Things: []Thing{Documents}, Filter: communique.Filter{PublishedBy: "2007-05-31"}})
	if len(r.Hits) != 1 || r.Hits[0].Match != communique.In {
		t.Errorf("by the end of May 2007: %+v", r.Hits)
	}
}

func TestBadQueriesAreRefused(t *testing.T) {
	l := newLibrary(t, collection...)
	for what, q := range map[string]Query{
		"query":  {Text: strings.Repeat("a ", 600)},
		"thing":  {Things: []Thing{"planet"}},
		"status": {Statuses: []string{"gone"}},
		"year":   {Years: []string{"20x4"}},
		"sort":   {Sort: "sideways"},
		"limit":  {Limit: MaxLimit + 1},
		"kind":   {Filter: communique.Filter{Kinds: []communique.Kind{"x"}}},
	} {
		_, err := l.Search(context.Background(), q)
		var invalid *communique.InvalidError
		if !errors.As(err, &invalid) || invalid.What != what {
			t.Errorf("%s: got %v", what, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := l.Search(ctx, Query{Text: "nato"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v", err)
	}
}

// TestPhrasesStandAsWritten: what is quoted is looked for in what is written, not
// in the names of those whom a row concerns; plain words and a named field find these.
func TestPhrasesStandAsWritten(t *testing.T) {
	l := newLibrary(t, collection...)
	for text, want := range map[string]uint64{
		`"jens stoltenberg"`: 0, `jens stoltenberg`: 1, `name:"jens stoltenberg"`: 1, `speaker:"jens stoltenberg"`: 1, `"conventional attacks"`: 1, `"attacks conventional"`: 0,
	} {
		if r := l.ask(t, Query{Text: text, Things: []Thing{Statements}}); r.Total != want {
			t.Errorf("%s finds %d statements, want %d", text, r.Total, want)
		}
	}
	if r := l.ask(t, Query{Text: `"jens stoltenberg"`, Things: []Thing{Documents}}); r.Total != 1 {
		t.Errorf("the name stands in %d documents", r.Total)
	}
}
