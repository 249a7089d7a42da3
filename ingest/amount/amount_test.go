package amount

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"NATO and its 28 member-states met.", "28 member-states = 28 member-states"},
		{"The 28 NATO member-states are listed.", "28 NATO member-states = 28 NATO member-states"},
		{"Trudeau said the expulsion of over 120 Russian diplomats, including four from Canada, points to it.",
			"over 120 Russian diplomats > 120 Russian diplomats; four = 4 Russian diplomats"},
		{"We have a team of 200 cyberexperts, who are ready.", "200 cyberexperts = 200 cyberexperts"},
		{"It is seeking a 10 percent size increase.", "10 percent = 10 percent"},
		{"He came for a two-day visit.", "two-day = 2 days"},
		{"It was triggered only once in the alliance's 69-year existence.", "once = 1 times; 69-year = 69 years"},
		{"The 29-member alliance grew.", "29-member = 29 members"},
		{"At least twenty-eight countries agreed.", "At least twenty-eight countries >= 28 countries"},
		{"No more than 50 people came.", "No more than 50 people <= 50 people"},
		{"It cost nearly $5 billion and €2.1bn.", "nearly $5 billion ~ 5e+09 dollars; €2.1bn = 2.1e+09 euros"},
		{"They pledged 5 million euros.", "5 million euros = 5e+06 euros"},
		{"Dozens of countries and hundreds of thousands of computers were hit.",
			"Dozens of countries >= 24 countries; hundreds of thousands of computers >= 200000 computers"},
		{"Finland became the 31st Ally.", "31st Ally = 31 Ally (ordinal)"},
		{"Between 20 and 30 states voted.", "Between 20 >= 20 states; 30 states <= 30 states"},
		{"Some 10-15 countries voted.", "Some 10 >= 10 countries; 15 countries <= 15 countries"},
		{"Half of the allies met the target.", "Half of the allies = 0.5 of the allies"},
		{"Two-thirds of members agreed.", "Two-thirds of members = 0.6666666666666666 of members"},
		{"Spending rose by 2 percentage points.", "2 percentage points = 2 percentage points"},
		{"30 or more nations joined.", "30 or more nations >= 30 nations"},
		{"It was invoked three times and amended twice.", "three times = 3 times; twice = 2 times"},
		{"More than a dozen states took part.", "More than a dozen states > 12 states"},
		{"Officials from 1,000 companies came.", "1,000 companies = 1000 companies"},
		{"It will invest $230 million over four years.", "$230 million = 2.3e+08 dollars; four years = 4 years"},
		{"It lasted over four years and one year.", "over four years > 4 years; one year = 1 year"},
		{"They pledged at least $2¾ billion.", "at least $2¾ billion >= 2.75e+09 dollars"},
		{"At the 74th World Health Assembly they met.", "74th World Health Assembly = 74 World Health Assembly (ordinal)"},
		// Numbers that count nothing.
		{"An attack on one member is an attack on all.", ""},
		{"Eight in ten Australians and FTSE 350 companies agree.", ""},
		{"Done the 17th day of October, 1951.", ""},
		{"A cyber attack can trigger Article 5 responses.", ""},
		{"1. Allies agreed. 2. They met.", ""},
		{"even if it doesn't provide all the answers.ilmc.univie+2", ""},
		{"See section 4f of Resolution 1540 on the matter.", ""},
		{"APT 29 actors used 5G networks before the G7 met after 9/11.", ""},
		{"The Tallinn Manual 2.0 experts wrote it.", ""},
		{"On 4 April 2018 and in 2014 the allies met.", ""},
		{"Call 555-1234-567 users.", ""},
		{"The Five Eyes partners share.", ""},
		{"Category 5 storms and Phase 2 operations.", ""},
		{"The footnote [3] states this.", ""},
		{"A 24/7 service at 10:30 attacks.", ""},
		{"Once allies agree, they act.", ""},
		{"The 2007 attacks on Estonia.", ""},
	} {
		var got []string
		for _, q := range read(c.text).Quantities {
			got = append(got, fmt.Sprintf("%s %s %v %s", q.Exact, q.Cmp, q.N, q.Unit))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, s, c.want)
		}
	}
}

// Boilerplate counts nothing.
func TestRegions(t *testing.T) {
	text := "28 allies met."
	r := read(text)
	r.Regions[0].Role = communique.Boilerplate
	Find(r)
	if len(r.Quantities) != 0 {
		t.Errorf("found %v in boilerplate", r.Quantities)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"over 120 Russian diplomats, including four from Canada", "$5-10bn per year", "between 20 and 30", "a third of the 31st Ally",
		"hundreds of millions of", "\u00a028\u00a0states", "no more than twenty-", "up to", "1,000,000.5% 2-", "one of one", "¥"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		end := 0
		for _, q := range read(s).Quantities {
			if err := q.Evidence.Validate(s); err != nil {
				t.Fatal(err)
			}
			if q.Start < end {
				t.Fatalf("%q overlaps the one before in %q", q.Exact, s)
			}
			if q.Unit == "" || q.N < 0 || q.Cmp == "" {
				t.Fatalf("%+v in %q", q, s)
			}
			end = q.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Trudeau said the expulsion of over 120 Russian diplomats from various Western countries, including four from Canada, points to another way of dealing with such attacks. ", 200)
	r := read(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(r)
	}
}
