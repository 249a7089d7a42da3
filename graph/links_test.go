package graph

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// TestLinks holds links to a scan of the corpus, over the rows in memory and in
// the file: the same claims, each with what it links in the same order.
func TestLinks(t *testing.T) {
	w, dir := filled(t, 7)
	g := openGraph(t, dir)
	every := append(slices.Clone(allActors), someTopics...)
	for range 200 {
		f := w.filter()
		of := distinct(some(w, 4, every))
		for _, wish := range []wanted{{of, 0, 1}, {of, 0, 2}, {of, 1, 2}, {of, len(of), len(of)}} {
			if wish.least > len(of) || wish.least == 0 {
				continue
			}
			want := map[string]int{}
			for _, r := range w.records(t) {
				ids, named := linked(nil, r.Claim)
				hits, must := 0, 0
				for _, id := range ids {
					if slices.Contains(of, id) {
						hits++
					}
					if slices.Contains(of[:wish.must], id) {
						must++
					}
				}
				if m := f.Match(r); m != communique.Out && hits >= wish.least && must == wish.must {
					want[describe(r.Claim.ID, ids, named, m, of)]++
				}
			}
			for _, where := range []string{"memory", "file"} {
				got := map[string]int{}
				err := g.view(t.Context(), func(tx *transaction) error {
					if where == "file" {
						tx.tables = nil
					}
					return tx.links(f, wish, func(l *link) {
						l.load()
						for i, id := range l.ids {
							if l.places[i] != slices.Index(of, id) {
								t.Errorf("%s: %s has the place %d in %v", where, id, l.places[i], of)
							}
						}
						got[describe(l.claim.ID, l.ids, l.named, l.match, of)]++
					})
				})
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %+v, %+v: %v\ngot  %v\nwant %v", where, wish, f, err, got, want)
				}
			}
		}
	}
}

func describe(id communique.ClaimID, ids []communique.EntityID, named int, m communique.Match, of []communique.EntityID) string {
	return fmt.Sprint(id, ids, named, m, of)
}

func TestLinked(t *testing.T) {
	for _, test := range []struct {
		claim communique.Claim
		want  []communique.EntityID
		named int
	}{
		{communique.Claim{}, nil, 0},
		{communique.Claim{Topics: []communique.EntityID{"concept:a", "concept:a"}}, []communique.EntityID{"concept:a"}, 0},
		{communique.Claim{Speaker: "person:s", Subject: "org:a", Object: "org:b", Topics: []communique.EntityID{"org:b", "concept:c"}},
			[]communique.EntityID{"person:s", "org:a", "org:b", "concept:c"}, 3},
		{communique.Claim{Subject: "org:a", Object: "org:a", Speaker: "org:a"}, []communique.EntityID{"org:a"}, 1},
		{communique.Claim{Kind: communique.RoleClaim, Subject: "person:p", Object: "role:r", Scope: "org:o"}, []communique.EntityID{"person:p", "role:r", "org:o"}, 3},
		{communique.Claim{Kind: communique.Attribution, Subject: "person:p", Scope: "org:o"}, []communique.EntityID{"person:p"}, 1},
	} {
		got, named := linked(nil, &test.claim)
		if !slices.Equal(got, test.want) || named != test.named {
			t.Errorf("%+v: got %v, %d named, want %v, %d", test.claim, got, named, test.want, test.named)
		}
	}
}
