package graph

import (
	"reflect"
	"testing"

	"github.com/communique-kg/communique"
)

// TestTableKeepsUp holds a table that follows what transactions changed to one
// that is made of the file alone.
func TestTableKeepsUp(t *testing.T) {
	inDays(t, func(t *testing.T) {
		dir := t.TempDir()
		w := newWorld(t, 5, dir)
		g := openGraph(t, dir)
		followed := 0
		for range 60 {
			w.happen(t)
			w.sleep()
			syncGraph(t, g, w.corpus)
			err := g.view(t.Context(), func(tx *transaction) error {
				revision, err := tx.revision()
				if err != nil {
					return err
				}
				if _, known := g.tables.since(revision); known {
					followed++
				}
				table, err := tx.inMemory()
				if err != nil {
					return err
				}
				var alone rowTables
				fresh, err := alone.at(tx)
				if err != nil {
					return err
				}
				if got, want := rowsIn(t, table), rowsIn(t, fresh); !reflect.DeepEqual(got, want) {
					t.Errorf("at revision %d the table has\n%+v\nwant\n%+v", revision, got, want)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if followed < 30 {
			t.Errorf("only %d tables followed the one before", followed)
		}
	})
}

// rowsIn returns all rows that a table holds now.
func rowsIn(t *testing.T, table *rowTable) (out []Row) {
	t.Helper()
	err := table.choose(communique.Filter{}).walk(t.Context(), func(r *reader, m communique.Match) { out = append(out, r.row(m)) })
	if err != nil {
		t.Fatal(err)
	}
	return out
}
