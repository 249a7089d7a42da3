package fold

import (
	"strings"
	"testing"
)

func TestLowerIsToLower(t *testing.T) {
	var w Words
	for range 2 {
		for _, s := range []string{"", "the", "The", "NATO’s", "it’s", "ÉTATS", "İ", "états", "2019", "\xff", strings.Repeat("A", 100)} {
			if got, want := w.Lower(s), strings.ToLower(s); got != want {
				t.Errorf("%q: %q, want %q", s, got, want)
			}
		}
	}
}

func TestLowerAllocatesOnce(t *testing.T) {
	var w Words
	w.Lower("Ministers")
	if n := testing.AllocsPerRun(100, func() { w.Lower("Ministers"); w.Lower("ministers") }); n > 0 {
		t.Errorf("%v allocations for words that are known", n)
	}
}
