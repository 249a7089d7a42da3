package fold

import "testing"

func TestASCII(t *testing.T) {
	for in, want := range map[string]string{"": "", "the": "the", "The 9/11 [AZ]@`": "the 9/11 [az]@`", "NATO’s ÉTATS": "nato’s États", "İ\xff": "İ\xff"} {
		if got := ASCII(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
