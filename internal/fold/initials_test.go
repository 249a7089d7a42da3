package fold

import (
	"strings"
	"testing"
)

func TestInitials(t *testing.T) {
	table := map[string]int{"the": 1, "état": 2, "9/11": 3, strings.Repeat("z", 40): 4}
	initials := InitialsOf(table)
	for w := range table {
		if !initials.May(w) {
			t.Errorf("%q is ruled out, and stands in the table", w)
		}
	}
	for _, w := range []string{"", "a", "they", "zz", "The", "été ou"} {
		if initials.May(w) {
			t.Errorf("%q is not ruled out", w)
		}
	}
}
