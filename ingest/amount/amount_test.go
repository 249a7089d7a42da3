package amount

import (
	"fmt"
	"math"
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
			"Dozens of countries >= 12 countries; hundreds of thousands of computers >= 100000 computers"},
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
		{"An attack on one member is an attack on all.", "one member = 1 member"},
		{"Eight in ten Australians agree.", "Eight in ten Australians = 0.8 of Australians"},
		{"Of the 28 allies, 12 of the 30 partners and two of its officials agreed.", "28 allies = 28 allies; 12 = 12 partners; 30 partners = 30 partners; two of its officials = 2 officials"},
		{"Half of the network's 40 servers failed, and 1/4 of a disk.", "Half = 0.5 of servers; 40 servers = 40 servers; 1/4 of a disk = 0.25 of a disk"},
		{"One in five hospitals and eight out of ten banks paid.", "One in five hospitals = 0.2 of hospitals; eight out of ten banks = 0.8 of banks"},
		{"More than a third of Latvia's ports were closed.", "More than a third of Latvia's ports > 0.3333333333333333 of Latvia's ports"},
		{"Spending rose from 20 to 30 percent and fell from 9 to 7 billion euros.", "from 20 = 20 percent; 30 percent = 30 percent; from 9 = 9e+09 euros; 7 billion euros = 7e+09 euros"},
		{"The fines range from $200 to $4 million.", "from $200 >= 200 dollars; $4 million <= 4e+06 dollars"},
		{"It costs between €5 and €6 million per ship, or $7-8bn a year.", "between €5 >= 5e+06 euros per ship; €6 million per ship <= 6e+06 euros per ship; $7 >= 7e+09 dollars a year; 8bn a year <= 8e+09 dollars a year"},
		{"Two or three officials and a five- to ten-year plan.", "Two >= 2 officials; three officials <= 3 officials; five >= 5 years; ten-year <= 10 years"},
		{"They train four-, five- and six-person teams.", "four- = 4 people; five- = 5 people; six-person = 6 people"},
		{"USD 10 million, US$3.5m, A$2m, CHF 4m, RM23.50, £5 m and 1,200€ were paid, $31 US in all.",
			"USD 10 million = 1e+07 US dollars; US$3.5m = 3.5e+06 US dollars; A$2m = 2e+06 Australian dollars; CHF 4m = 4e+06 Swiss francs; RM23.50 = 23.5 ringgit; £5 m = 5e+06 pounds; 1,200€ = 1200 euros; $31 US = 31 US dollars"},
		{"The deficit of -$50.8bn, minus 5 degrees Celsius, growth of +0.2%.", "-$50.8bn = -5.08e+10 dollars; minus 5 degrees Celsius = -5 degrees Celsius; +0.2% = 0.2 percent"},
		{"A 10 kW motor, 50mph winds, 32 km/h, 12 m2, 3 cubic metres, 1.8 billion-mile trips, 20 Gbps links.",
			"10 kW = 10 kW; 50mph = 50 mph; 32 km/h = 32 km/h; 12 m2 = 12 m2; 3 cubic metres = 3 cubic metres; 1.8 billion-mile = 1.8e+09 miles; 20 Gbps = 20 Gbps"},
		{"It takes over 500 kg (1,100 pounds).", "over 500 kg > 500 kg; 1,100 pounds > 1100 pounds"},
		{"A 69-year-old law, a 50 year-old man, Ann Lee, 66, said, aged 45.", "69-year-old = 69 years; 50 year-old = 50 year; 66 = 66 years; 45 = 45 years"},
		{"Attacks doubled, threats grew tenfold, yet he doubled down.", "doubled = 2 times; tenfold = 10 times"},
		{"A couple of states, half a million users, a quarter of a million euros and 10 000 troops.",
			"A couple of states = 2 states; half a million users = 500000 users; a quarter of a million euros = 250000 euros; 10 000 troops = 10000 troops"},
		{"Two point five percent, two and a half years, .5 percent, 60 basis points.", "Two point five percent = 2.5 percent; two and a half years = 2.5 years; .5 percent = 0.5 percent; 60 basis points = 60 basis points"},
		{"As many as 40 firms, up to about 30 sites, ≥5 GB, an estimated 9 ships, 80% or more, 20-plus states, in excess of 7 MW.",
			"As many as 40 firms <= 40 firms; up to about 30 sites <= 30 sites; ≥5 GB >= 5 GB; an estimated 9 ships ~ 9 ships; 80% or more >= 80 percent; 20-plus states >= 20 states; in excess of 7 MW > 7 MW"},
		{"Several hundred officials and tens of thousands of servers.", "Several hundred officials >= 100 officials; tens of thousands of servers >= 10000 servers"},
		{"One of the largest banks and the 11 member group met 12 digital and physical targets.", "One of the largest banks = 1 largest banks; 11 member = 11 members; 12 digital and physical targets = 12 digital and physical targets"},
		{"We spoke about two incidents two years ago.", "two incidents = 2 incidents; two years = 2 years"},
		{"Our two nations and these three allies met for 24 hours.", "two nations = 2 nations; three allies = 3 allies; 24 hours = 24 hours"},
		{"At least 12 people were killed and more than 30 injured.", "At least 12 people >= 12 people; more than 30 > 30 people"},
		{"We will train 1 000 000 people in half a year, 20-odd of them here.", "1 000 000 people = 1e+06 people; half a year = 0.5 year"},
		{"Some 50 aircraft and more than 20 ships met.", "Some 50 aircraft ~ 50 aircraft; more than 20 ships > 20 ships"},
		{"They reached 20 million more girls, two of Latvia's closest allies, two very strong partners and more than hundred experts.",
			"20 million more girls = 2e+07 more girls; two of Latvia's closest allies = 2 closest allies; two very strong partners = 2 very strong partners; more than hundred experts > 100 experts"},
		// Numbers that count nothing.
		{"The Big Four firms, E.O. 12333 activities, EO 14028 requirements, SDG 16 partnerships and Level 4 incidents.", ""},
		{"Unit 74455 officers, T-72 tanks and Mi-17 helicopters of the Resolution 1540 (2004) members.", ""},
		{"2.9 Organisations are not always aware, and net zero emissions matter.", ""},
		{"The two discussed issues of trade by phone at +1 202 555 0100.", ""},
		{"See https://example.org/2016/04/12 and 192.168.1.2 or CVE-2021-44228.", ""},
		{"No one agreed, and the one state that did was one of them.", ""},
		{"The FTSE 350 companies agree.", ""},
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

// A unit that goes over the end of a line is put into one.
func TestUnbroken(t *testing.T) {
	for in, want := range map[string]string{"public\r\n  net\u00ad\nworks": "public networks", "19\u00a0million": "19 million", "states": "states", "Russian diplomats": "Russian diplomats"} {
		if got := unbroken(in); got != want {
			t.Errorf("unbroken(%q) = %q, want %q", in, got, want)
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
		"hundreds of millions of", "\u00a028\u00a0states", "no more than twenty-", "up to", "1,000,000.5% 2-", "one of one", "¥", "-$-5bn", "1/2 of a", "four-, five- and", "from 5% to", "a quarter of a", "Y=", "$US5 (A$3)", "5 000 000 000 000 000", "two point point", "≥<~5", "US", "half a"} {
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
			if q.Unit == "" || q.Cmp == "" || math.IsNaN(q.N) || math.IsInf(q.N, 0) {
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
