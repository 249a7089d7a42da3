package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// TestColumnsAnswerAsBleve asks the same with columns and without: totals,
// facets, undated rows and the order of all pages are the same.
func TestColumnsAnswerAsBleve(t *testing.T) {
	l := newLibrary(t, samples(t)...)
	r := random{rand.New(rand.NewPCG(3, 4))}
	texts := append(slices.Concat(questions, plainQueries), "", "", "nato", `"member states"`, "nato -russia", "article 5 OR sanctions", "kind:decision", "attribut*")
	ask := func(q Query, most int) string {
		l.columns.forget()
		l.columns.most = most
		var out strings.Builder
		for page := range 3 {
			found := l.ask(t, q)
			if page == 0 {
				fmt.Fprintf(&out, "%d found, %d undated, %v, %v, %v\n", found.Total, found.Undated, found.Notes, found.Suggestions, found.Questions)
				for _, f := range found.Facets {
					fmt.Fprintf(&out, "%v\n", f)
				}
			}
			for _, h := range found.Hits {
				fmt.Fprintf(&out, "%s %v %v\n", h.ID, h.Match, h.Fragments)
			}
			if q.After = found.Next; q.After == "" {
				break
			}
		}
		return out.String()
	}
	for range 300 {
		q := Query{Text: pick(r, texts), Things: some(r, 2, Things), Sort: pick(r, Sorts), Limit: 1 + r.IntN(8), Facets: r.IntN(3) > 0}
		if r.IntN(2) == 0 {
			q.Filter.Kinds = some(r, 2, communique.Kinds)
		}
		if r.IntN(3) == 0 {
			q.Filter.Actors = some(r, 2, []communique.EntityID{"org:nato", "state:russia", "state:estonia"})
		}
		if r.IntN(3) == 0 {
			q.Filter.PublishedBy = pick(r, []communique.Day{"2014-12-31", "2018-01-01", "2022-06-01"})
		}
		if r.IntN(3) == 0 {
			q.Years = some(r, 2, []string{"2014", "2016", "2021"})
		}
		if r.IntN(6) == 0 {
			q.Statuses = some(r, 2, Statuses)
		}
		if got, want := ask(q, 0), ask(q, 1); got != want {
			t.Errorf("%+v:\n%s\nwithout columns:\n%s", q, got, want)
		}
	}
}
