package graph

import (
	"fmt"
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// TestCandidatesNarrow proves that what a query reads grows with what can
// answer it: among many documents each filter reads only the few that hold it.
func TestCandidatesNarrow(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, 1, dir)
	g := openGraph(t, dir)
	const documents, rare = 60, 3
	var last *communique.Document
	for i := range documents {
		d := w.document(4)
		d.Sources[0].Outlet = "Common"
		if i < rare {
			last = d
			d.Sources[0].Outlet = "Rare"
			for len(d.Claims) == 0 {
				w.read(d, 4)
			}
			c := &d.Claims[0]
			c.Kind, c.Scope, c.Topics, c.Questions = communique.RoleClaim, "org:rare", []communique.EntityID{"concept:rare"}, []communique.Question{"rare"}
			c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, c.Evidence.Span, c.Subject)
			d.Claims = d.Claims[:1]
		}
		if _, err := w.corpus.Append(t.Context(), "test", d, []byte(w.text[d.ID])); err != nil {
			t.Fatal(err)
		}
	}
	syncGraph(t, g, w.corpus)
	for _, test := range []struct {
		f    communique.Filter
		want int // in the file; what is in memory finds no more
	}{
		{communique.Filter{}, documents},
		{communique.Filter{Actors: []communique.EntityID{"org:rare"}}, rare},
		{communique.Filter{Topics: []communique.EntityID{"concept:rare"}}, rare},
		{communique.Filter{Questions: []communique.Question{"rare"}}, rare},
		{communique.Filter{Outlets: []string{"Rare"}}, rare},
		{communique.Filter{Outlets: []string{"Common", "Rare"}}, documents},
		{communique.Filter{Documents: []communique.DocID{last.ID}}, 1},
		{communique.Filter{Documents: []communique.DocID{last.ID}, Outlets: []string{"Common"}}, 1}, // to rule it out costs more than to read it
		{communique.Filter{Outlets: []string{"Common"}, Actors: []communique.EntityID{"org:rare"}}, rare},
		{communique.Filter{Outlets: []string{"nowhere"}}, 0},
	} {
		t.Run(fmt.Sprint(test.f), func(t *testing.T) {
			var docs []uint64
			looked := map[uint32]bool{}
			err := g.view(t.Context(), func(tx *transaction) (err error) {
				table, err := tx.inMemory()
				if err != nil {
					return err
				}
				c := table.choose(test.f)
				for row, at := range table.holder {
					if !c.none && (c.rows == nil || slices.Contains(c.rows, uint32(row))) && c.document(at) != communique.Out {
						looked[at] = true
					}
				}
				return nil
			})
			if err != nil || len(looked) > test.want {
				t.Errorf("%+v: got %d documents in memory, %v, want at most %d", test.f, len(looked), err, test.want)
			}
			err = g.view(t.Context(), func(tx *transaction) (err error) {
				tx.tables = nil
				docs, err = tx.candidates(test.f)
				return err
			})
			if err != nil || len(docs) != test.want {
				t.Errorf("%+v: got %d documents, %v, want %d", test.f, len(docs), err, test.want)
			}
		})
	}
}
