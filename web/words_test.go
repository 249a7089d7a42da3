package web

import (
	"slices"
	"strings"
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
		{"2024-03-07", "", "since 7 March 2024", "7 March 2024 or later"},
		{"", "2017-06-04", "until 4 June 2017", "4 June 2017 or earlier"},
		{"odd", "day", "odd/day", "odd/day"},
	} {
		d := communique.Days{From: communique.Day(test.from), To: communique.Day(test.to)}
		if got := daysWords(d); got != test.days {
			t.Errorf("%s: %q, want %q", d, got, test.days)
		}
		if got := strings.TrimPrefix(aboutWords(d), "about "); got != test.days {
			t.Errorf("about %s: %q, want %q", d, got, test.days)
		}
		if got := momentWords(d); got != test.moment {
			t.Errorf("%s as a moment: %q, want %q", d, got, test.moment)
		}
	}
}

// TestTimesKeepTheirPrecision holds that no day is named which a text does not.
func TestTimesKeepTheirPrecision(t *testing.T) {
	for _, test := range []struct{ edtf, span, about, moment string }{
		{"2014/..", "since 2014", "since 2014", "2014 or later"},
		{"2014/", "since 2014", "since 2014", "2014 or later"},
		{"../2016-06", "until June 2016", "until June 2016", "June 2016 or earlier"},
		{"../2016", "until 2016", "until 2016", "2016 or earlier"},
		{"2024-03-07/..", "since 7 March 2024", "since 7 March 2024", "7 March 2024 or later"},
		{"2014~/..", "since 2014", "since 2014", "2014 or later"},
		{"201X/..", "since 2010", "since 2010", "2010 or later"},
		{"2014-21/..", "since March 2014", "since March 2014", "March 2014 or later"},
		{"2014/2016", "2014 to 2016", "about 2014 to 2016", "between 2014 and 2016"},
		{"2014-08/2017-06-04", "August 2014 to 4 June 2017", "about August 2014 to 4 June 2017", "between August 2014 and 4 June 2017"},
		{"2014-01/2016-12", "January 2014 to December 2016", "about January 2014 to December 2016", "between January 2014 and December 2016"},
		{"2014/2014", "2014", "about 2014", "2014"},
		{"2016-06-13/2016-06-19", "13 to 19 June 2016", "about 13 to 19 June 2016", "between 13 and 19 June 2016"},
		{"2016-06", "June 2016", "about June 2016", "June 2016"},
		{"2018-04-04", "4 April 2018", "about 4 April 2018", "4 April 2018"},
	} {
		d, err := days(test.edtf)
		if err != nil {
			t.Fatalf("%s: %v", test.edtf, err)
		}
		value := communique.TimeValue{EDTF: test.edtf, Days: d}
		if got := []string{spanWords(value), aboutTime(value), momentTime(value)}; !slices.Equal(got, []string{test.span, test.about, test.moment}) {
			t.Errorf("%s: %q, want %q", test.edtf, got, []string{test.span, test.about, test.moment})
		}
	}
	other := communique.TimeValue{EDTF: "2014/..", Days: communique.Days{From: "2015-02-03"}}
	if got := spanWords(other); got != "since 3 February 2015" {
		t.Errorf("days beside their EDTF: %q", got)
	}
}

func TestWhereAPageOfTheTimelineEnds(t *testing.T) {
	for _, test := range []struct{ edtf, want string }{
		{"2016-06-15", "15 June 2016"}, {"2016-06", "June 2016"}, {"2014", "2014"}, {"2014/..", "2014"}, {"../2016-06", "June 2016"}, {"2014-08/2017-06-04", "August 2014"},
	} {
		d, err := days(test.edtf)
		if err != nil {
			t.Fatal(err)
		}
		if got := beginWords(event{From: d.From, To: d.To, Time: test.edtf}); got != test.want {
			t.Errorf("%s: up to %q, want %q", test.edtf, got, test.want)
		}
	}
	if got := beginWords(event{}); got != "" {
		t.Errorf("no day: up to %q", got)
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

func TestAbout(t *testing.T) {
	for want, d := range map[string]communique.Days{
		"about 2016": {From: "2016-01-01", To: "2016-12-31"}, "since 11 September 2001": {From: "2001-09-11"},
		"until 4 June 2017": {To: "2017-06-04"}, "about unknown": {},
	} {
		if got := aboutWords(d); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
}

func TestActsHaveNoEnd(t *testing.T) {
	open := communique.TimeValue{Days: communique.Days{From: "2001-09-11"}}
	for _, test := range []struct {
		claim communique.Claim
		want  string
	}{
		{communique.Claim{Kind: communique.Invocation, About: open}, "since 11 September 2001; no end told"},
		{communique.Claim{Kind: communique.Membership, About: open}, "since 11 September 2001"},
		{communique.Claim{Kind: communique.Decision, About: communique.TimeValue{Days: communique.Days{From: "2001-09-11", To: "2001-09-11"}}}, "about 11 September 2001"},
		{communique.Claim{Kind: communique.Decision}, "about unknown"},
	} {
		if got := aboutClaim(&test.claim); got != test.want {
			t.Errorf("%s %v: %q, want %q", test.claim.Kind, test.claim.About.Days, got, test.want)
		}
	}
}

func TestKindsForPeople(t *testing.T) {
	for want, c := range map[string]communique.Claim{
		"reaffirmation": {Kind: communique.Amendment, Act: "reaffirms"},
		"extension":     {Kind: communique.Amendment, Act: "extends"},
		"amendment":     {Kind: communique.Amendment, Act: "amends"},
		"member count":  {Kind: communique.MemberCount, Act: "reaffirms"},
	} {
		if got := kindOf(&c); got != want {
			t.Errorf("%s, %s: %q, want %q", c.Kind, c.Act, got, want)
		}
	}
}

func TestUnnamedSpeakers(t *testing.T) {
	q := &request{site: &site{Server: &Server{}}}
	for id, want := range map[communique.EntityID]string{
		"np:reporter": "an unnamed reporter", "np:officials": "unnamed officials", "np:the officer": "the officer",
		"np:anonymous hacker": "anonymous hacker", "org:nato": "nato",
	} {
		if got := q.speaker(id); got.Name != want || got.ID != id {
			t.Errorf("%s: %q, want %q", id, got.Name, want)
		}
	}
	if q.speaker("") != nil {
		t.Error("nobody is somebody")
	}
}

func TestAnswersNameWhatIsAmended(t *testing.T) {
	q := &request{site: &site{Server: &Server{}}}
	c := communique.Claim{Kind: communique.Amendment, Act: "reaffirms", Object: "instrument:article-5", Polarity: communique.Denied}
	if got, want := q.says(&c), "not reaffirms article 5"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
