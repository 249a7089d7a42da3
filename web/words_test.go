package web

import (
	"slices"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

func TestDaysInWords(t *testing.T) {
	for _, test := range []struct{ from, to, days, moment string }{
		{"", "", "unknown", "unknown"},
		{"2018-04-04", "2018-04-04", "4 April 2018", "4 April 2018"},
		{"2016-06-01", "2016-06-30", "June 2016", "June 2016"},
		{"2016-02-01", "2016-02-29", "February 2016", "February 2016"},
		{"2014-01-01", "2014-12-31", "2014", "2014"},
		{"2014-01-01", "2016-12-31", "2014 to 2016", "between 2014 and 2016"},
		{"2014-08-01", "2014-10-31", "August 2014 to October 2014", "between August 2014 and October 2014"},
		{"2016-06-13", "2016-06-19", "13 to 19 June 2016", "between 13 and 19 June 2016"},
		{"2009-04-01", "2017-06-04", "1 April 2009 to 4 June 2017", "between 1 April 2009 and 4 June 2017"},
		{"2024-03-07", "", "from 7 March 2024", "7 March 2024 or later"},
		{"", "2017-06-04", "until 4 June 2017", "4 June 2017 or earlier"},
		{"odd", "day", "odd/day", "odd/day"},
	} {
		d := communique.Days{From: communique.Day(test.from), To: communique.Day(test.to)}
		if got := daysWords(d); got != test.days {
			t.Errorf("%s: %q, want %q", d, got, test.days)
		}
		if got := momentWords(d); got != test.moment {
			t.Errorf("%s as a moment: %q, want %q", d, got, test.moment)
		}
	}
}

func TestClausesSayWhatTheClaimHolds(t *testing.T) {
	v := func(n float64, unit string, c communique.Comparator) *communique.Value {
		return &communique.Value{N: n, Unit: unit, Cmp: c}
	}
	for _, test := range []struct {
		claim communique.Claim
		want  string
	}{
		{communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: v(28, "member states", communique.Equal)}, "NATO has 28 member states"},
		{communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: v(29, "Allies", communique.Equal), Scope: "others"}, "NATO has 29 members (others)"},
		{communique.Claim{Kind: communique.Membership, Subject: "state:albania", Object: "org:nato"}, "albania is a member of NATO"},
		{communique.Claim{Kind: communique.Accession, Subject: "state:finland", Object: "org:nato", Modality: communique.Planned}, "planned: finland joins NATO"},
		{communique.Claim{Kind: communique.QuantityClaim, Subject: "np:experts", Value: v(200, "experts", communique.AtLeast)}, "experts: at least 200 experts"},
		{communique.Claim{Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain of operations"}, "NATO recognises cyberspace as domain of operations"},
		{communique.Claim{Kind: communique.Amendment, Subject: "np:the document", Object: "instrument:article-5", Act: "reaffirms"}, "the document reaffirms article 5"},
		{communique.Claim{Kind: communique.Attribution, Subject: "event:estonia-2007", Object: "state:russia", Polarity: communique.Denied}, "not so: estonia 2007 is attributed to russia"},
		{communique.Claim{Kind: communique.RoleClaim, Subject: "person:jens-stoltenberg", Object: "np:secretary general", Scope: "org:nato"}, "Jens Stoltenberg is secretary general of NATO"},
		{communique.Claim{Kind: communique.Position, Proposition: "allies should act", Modality: communique.Normative}, "allies should act"},
		{communique.Claim{Kind: communique.Position}, "somebody"},
		{communique.Claim{Kind: communique.Sanction, Subject: "state:uk", Object: "state:russia", Value: v(23, "diplomats", communique.Greater)}, "uk sanctions russia: over 23 diplomats"},
	} {
		if got := clause(&test.claim, (&Server{Names: names{}}).name); got != test.want {
			t.Errorf("%s: %q, want %q", test.claim.Kind, got, test.want)
		}
	}
	for _, k := range communique.Kinds {
		if got := clause(&communique.Claim{Kind: k}, func(communique.EntityID) string { return "" }); got == "" {
			t.Errorf("%s: an empty claim has no clause", k)
		}
	}
}

func TestHelpExplainsEveryWord(t *testing.T) {
	for _, k := range communique.Kinds {
		if kindsExplained[k] == "" {
			t.Errorf("kind %s is not explained", k)
		}
	}
	for _, r := range claim.Relations {
		if !slices.ContainsFunc(relationsExplained, func(e relationHelp) bool { return e.Relation == r && e.Says != "" }) {
			t.Errorf("relation %s is not explained", r)
		}
		if weight(r) < 0 {
			t.Errorf("relation %s has no weight", r)
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "1", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := plural(1, "claim", "claims") + ", " + plural(2000, "claim", "claims"); got != "1 claim, 2,000 claims" {
		t.Errorf("plural: %q", got)
	}
}
