package fold

import (
	"strings"
	"testing"
)

func TestASCII(t *testing.T) {
	for in, want := range map[string]string{"": "", "the": "the", "The 9/11 [AZ]@`": "the 9/11 [az]@`", "NATO’s ÉTATS": "nato’s États", "İ\xff": "İ\xff"} {
		if got := ASCII(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLowerIsToLower(t *testing.T) {
	long := strings.Repeat("The Ministers of Étaples “agreed”. ", 40)
	for _, s := range []string{"", "the", "The", "NATO’s", "it’s “So”", "ÉTATS", "İ", "états", "\xff", "A\xffB", "�", long, long[3:]} {
		if got, want := Lower(s), strings.ToLower(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
