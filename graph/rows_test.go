package graph

import (
	"reflect"
	"testing"

	"github.com/communique-kg/communique"
)

// records returns some records with all that can stand in a row.
func records(w *world, n int) (*communique.Document, []communique.Record) {
	d := w.document(n)
	var out []communique.Record
	for i := range d.Claims {
		r := communique.Record{Claim: &d.Claims[i], Document: d}
		for range w.Intn(3) {
			r.Recorded = append(r.Recorded, communique.Days{From: "2000-01-01", To: communique.Day("2000-01-01").Add(w.Intn(3))})
		}
		out = append(out, r)
	}
	return d, out
}

func TestRowsRoundTrip(t *testing.T) {
	w := newWorld(t, 1, t.TempDir())
	for range 50 {
		d, all := records(w, 8)
		var r reader
		if err := r.open(encodeRows(d, all)); err != nil {
			t.Fatal(err)
		}
		if r.document.ID != d.ID || r.document.Published().Days != d.Published().Days || !reflect.DeepEqual(r.document.Outlets(), d.Outlets()) {
			t.Errorf("got document %+v, want %+v", r.document, d)
		}
		for _, want := range all {
			if len(want.Recorded) == 0 {
				continue
			}
			if more, err := r.next(); err != nil || !more {
				t.Fatalf("got %v, %v, want one more row", more, err)
			}
			if got := r.row(communique.In); !reflect.DeepEqual(got, rowOf(want, communique.In)) {
				t.Errorf("got  %+v\nwant %+v", got, rowOf(want, communique.In))
			}
		}
		if more, err := r.next(); err != nil || more {
			t.Errorf("got %v, %v, want the end", more, err)
		}
	}
}

func TestRowsNamePlaceOfDamage(t *testing.T) {
	for _, test := range []struct{ name, rows string }{
		{"empty", ""},
		{"short head", "sha256-0\t"},
		{"short row", "sha256-0\t\t\nc-1\trole"},
		{"long row", "sha256-0\t\t\nc-1\trole\t\t\t\t\t7\t\t\t\t\t\t"},
		{"no number", "sha256-0\t\t\nc-1\trole\t\t\t\t\tx\t\t\t\t\t"},
	} {
		var r reader
		err := r.open(test.rows)
		for more := true; err == nil && more; {
			more, err = r.next()
		}
		if err == nil {
			t.Errorf("%s: %q is taken for rows", test.name, test.rows)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "NATO", "a\tb", `a\tb`, "\\", "\x1f\n\\u", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e := escape(s)
		if got := unescape(e); got != s {
			t.Errorf("%q: got %q back", s, got)
		}
		for _, r := range e {
			if r == tab || r == '\n' || r == unit {
				t.Errorf("%q: %q holds a separator", s, e)
			}
		}
	})
}

func FuzzReader(f *testing.F) {
	f.Add("sha256-0\t2000-01-01/\tA\x1fB\nc-1\trole\t\t\t\t\t7\t\t\t/\t\tq")
	f.Fuzz(func(t *testing.T, text string) {
		var r reader
		if r.open(text) != nil {
			return
		}
		for {
			if more, err := r.next(); err != nil || !more {
				return
			}
			r.row(communique.In)
		}
	})
}
