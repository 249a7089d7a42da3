package claim

import "testing"

func TestAffirmed(t *testing.T) {
	for _, test := range []struct{ denied, want string }{
		{"we cannot wait", "we can wait"},
		{"Estonia does not support more regulation", "Estonia does support more regulation"},
		{"states shouldn’t attack hospitals", "states should attack hospitals"},
		{"we won't pay", "we will pay"},
		{"no state should attack hospitals", "any state should attack hospitals"},
		{"we will never accept it", "we will accept it"},
		{"it is not only costly but wrong", "it is not only costly but wrong"},
		{"there is no doubt", "there is no doubt"},
		{"", ""},
	} {
		if got := Affirmed(test.denied); got != test.want {
			t.Errorf("%q affirms %q, want %q", test.denied, got, test.want)
		}
	}
}
