package claim

import (
	"testing"

	"github.com/communique-kg/communique"
)

func TestAsOf(t *testing.T) {
	state := func(from, to communique.Day) communique.Fact {
		return communique.Fact{ID: string(from), Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: 1, Cmp: communique.Equal}, Days: communique.Days{From: from, To: to}}
	}
	act := func(from, to communique.Day) communique.Fact {
		return communique.Fact{ID: "act " + string(from), Kind: communique.Decision, Subject: "org:nato", Days: communique.Days{From: from, To: to}}
	}
	ref := newReference([]communique.Fact{
		state("2009-04-01", "2017-06-04"), state("2017-06-05", "2020-03-26"), act("2014-09-05", "2014-09-05"), act("2016-07-08", "2016-07-09"),
	})
	for _, test := range []struct {
		day  communique.Day
		want map[string]communique.Day // the facts that are known, with their ends
	}{
		{"2008-01-01", map[string]communique.Day{}},
		{"2016-06-15", map[string]communique.Day{"2009-04-01": "", "act 2014-09-05": "2014-09-05"}},
		{"2016-07-08", map[string]communique.Day{"2009-04-01": "", "act 2014-09-05": "2014-09-05"}},
		{"2017-06-04", map[string]communique.Day{"2009-04-01": "2017-06-04", "act 2014-09-05": "2014-09-05", "act 2016-07-08": "2016-07-09"}},
		{"2018-01-01", map[string]communique.Day{"2009-04-01": "2017-06-04", "2017-06-05": "", "act 2014-09-05": "2014-09-05", "act 2016-07-08": "2016-07-09"}},
	} {
		facts := ref.AsOf(test.day).Facts()
		if len(facts) != len(test.want) {
			t.Errorf("as of %s: %d facts, want %d", test.day, len(facts), len(test.want))
		}
		for _, f := range facts {
			if want, ok := test.want[f.ID]; !ok || f.To != want {
				t.Errorf("as of %s: fact %s ends %q, want %q (known: %v)", test.day, f.ID, f.To, want, ok)
			}
		}
	}
	if ref.AsOf("") != ref {
		t.Error("no day: another reference")
	}
	if (*Reference)(nil).AsOf("2016-01-01") != nil {
		t.Error("nil reference: something")
	}
}
