package fold

import (
	"fmt"
	"strings"
	"testing"
)

func TestTableIsMap(t *testing.T) {
	for size := range 70 {
		want := map[string]int{"the": 1, "état": 2, "9/11": 3, strings.Repeat("z", 40): 4}
		for n := range size {
			want[fmt.Sprintf("word%d", n)] = n + 5
		}
		table := TableOf(want)
		for w, n := range want {
			if got := table.Of(w); got != n || !table.Has(w) {
				t.Errorf("of %d words, %q has %d, %v; want %d", len(want), w, got, table.Has(w), n)
			}
		}
		for _, w := range []string{"", "t", "th", "thy", "THE", "état ", "word", "word-1", "word99", "zzzzzzzzzzzzzzzz"} {
			if got := table.Of(w); got != 0 || table.Has(w) {
				t.Errorf("of %d words, %q has %d, and is in none", len(want), w, got)
			}
		}
		got := map[string]int{}
		for w, n := range table.All() {
			got[w] = n
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("all are %v, want %v", got, want)
		}
	}
}

func TestSet(t *testing.T) {
	var none *Set
	if none.Has("a") || SetOf().Has("a") {
		t.Error("a set without words has one")
	}
	s := SetOf("in on\n\tat", "by").With(SetOf("to"))
	for w, want := range map[string]bool{"in": true, "at": true, "by": true, "to": true, "i": false, "": false, "bye": false} {
		if got := s.Has(w); got != want {
			t.Errorf("has %q: %v, want %v", w, got, want)
		}
	}
}

func TestInitials(t *testing.T) {
	var table initials
	words := []string{"the", "état", "9/11", strings.Repeat("z", 40)}
	for _, w := range words {
		table.add(w)
	}
	for _, w := range words {
		if !table.may(w) {
			t.Errorf("%q is ruled out, and was added", w)
		}
	}
	for _, w := range []string{"", "a", "they", "zz", "The", "été ou"} {
		if table.may(w) {
			t.Errorf("%q is not ruled out", w)
		}
	}
}
