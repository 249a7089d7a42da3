package claim

import (
	"testing"

	"github.com/communique-kg/communique"
)

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

func TestObjectOf(t *testing.T) {
	for _, c := range []struct {
		claim communique.Claim
		want  string
	}{
		{communique.Claim{Object: "org:nato", Proposition: "it is not so"}, "org:nato"},
		{communique.Claim{Kind: communique.Position, Polarity: communique.Affirmed, Proposition: "we can wait"}, "we can wait"},
		{communique.Claim{Kind: communique.Position, Polarity: communique.Denied, Proposition: "we cannot wait"}, "we can wait"},
		{communique.Claim{Kind: communique.Denial, Polarity: communique.Denied, Proposition: "it was not us"}, "it was not us"},
		{communique.Claim{}, ""},
	} {
		if got := ObjectOf(&c.claim); got != c.want {
			t.Errorf("ObjectOf(%+v) = %q, want %q", c.claim, got, c.want)
		}
	}
}
