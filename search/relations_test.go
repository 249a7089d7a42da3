package search

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// TestRelationsAreCountedAndChosen tells the index how claims stand, changes it,
// and asks each time what it counts and finds.
func TestRelationsAreCountedAndChosen(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t, collection...)
	stands := map[communique.ClaimID][]string{}
	l.options.Relations = func(id communique.ClaimID) []string { return stands[id] }
	var docs []communique.DocID
	var claims []communique.ClaimID
	for _, d := range l.docs {
		docs = append(docs, d.ID)
		for i := range d.Claims {
			claims = append(claims, d.Claims[i].ID)
		}
	}
	if len(claims) < 3 {
		t.Fatalf("the collection has %d claims", len(claims))
	}
	for _, now := range []map[communique.ClaimID][]string{
		{claims[0]: {"agreement"}, claims[1]: {"agreement", "misreport"}},
		{claims[1]: {"evolution"}, claims[2]: {"agreement"}},
		{},
	} {
		maps.DeleteFunc(stands, func(communique.ClaimID, []string) bool { return true })
		maps.Copy(stands, now)
		if err := l.Restate(ctx, l.corpus, docs); err != nil {
			t.Fatal(err)
		}
		got, err := l.Relations(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !maps.EqualFunc(got, now, slices.Equal) {
			t.Errorf("the rows say %v, want %v", got, now)
		}
		counts := map[string]uint64{}
		for id, relations := range now {
			for _, r := range relations {
				counts[r]++
				found := l.ask(t, Query{Things: []Thing{Claims}, Relations: []string{r}, Limit: MaxLimit})
				if !slices.ContainsFunc(found.Hits, func(h Hit) bool { return h.Claim == id }) {
					t.Errorf("%s: the claim %s that stands in it is not found", r, id)
				}
			}
		}
		found := l.ask(t, Query{Things: []Thing{Claims}, Facets: true})
		at := slices.IndexFunc(found.Facets, func(f Facet) bool { return f.Field == "relation" })
		listed := map[string]uint64{}
		for _, c := range found.Facets[at].Counts {
			listed[c.Value] = c.N
		}
		if !maps.Equal(listed, counts) {
			t.Errorf("the facet counts %v, want %v", listed, counts)
		}
		for r, n := range counts {
			if got := l.ask(t, Query{Things: []Thing{Claims}, Relations: []string{r}}).Total; got != n {
				t.Errorf("%s: %d claims are found, want %d", r, got, n)
			}
		}
		if p := l.problems(t); len(p) > 0 {
			t.Errorf("check: %q", p)
		}
	}
}

// TestStoppedRestatingSaysSo cancels before the first batch: no row changes.
func TestStoppedRestatingSaysSo(t *testing.T) {
	l := newLibrary(t, collection[:1]...)
	l.options.Relations = func(communique.ClaimID) []string { return []string{"scope"} }
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := l.Restate(ctx, l.corpus, []communique.DocID{l.docs[0].ID}); err == nil {
		t.Error("no error")
	}
	if got, err := l.Relations(context.Background()); err != nil || len(got) > 0 {
		t.Errorf("the rows say %v, %v", got, err)
	}
}
