package when

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// Each case is read as published on 2018-04-04, a Wednesday, unless it begins
// with another interval and a bar. Wanted are the words, the value and the EDTF.
func TestTimes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Dates in full.
		{"Ottawa, April 4, 2018.", "April 4, 2018 = 2018-04-04 2018-04-04"},
		{"They met on 4 April 2018 in Ottawa.", "4 April 2018 = 2018-04-04 2018-04-04"},
		{"It was signed on the 4th of April 1949.", "the 4th of April 1949 = 1949-04-04 1949-04-04"},
		{"Done the 17th day of October, 1951.", "the 17th day of October, 1951 = 1951-10-17 1951-10-17"},
		{"It was Friday June 16, 2017.", "Friday June 16, 2017 = 2017-06-16 2017-06-16"},
		{"Issued 12-Jul-2016.", "12-Jul-2016 = 2016-07-12 2016-07-12"},
		{"Issued 2018-04-04.", "2018-04-04 = 2018-04-04 2018-04-04"},
		{"Issued 2018-04-04T08:47:00Z by NATO.", "2018-04-04T08:47:00Z = 2018-04-04T08:47 2018-04-04"},
		{"Stand 04.04.2018 in Bonn.", "04.04.2018 = 2018-04-04 2018-04-04"},
		{"Clock 01/22/2025 08:47:33 am here.", "01/22/2025 08:47:33 am = 2025-01-22T08:47 2025-01-22"},
		{"Filed 03/04/2018 there.", "03/04/2018 = 2018 2018"},
		{"The summit of 20-21 May 2012 ended.", "20 = 2012-05-20 2012-05-20; 21 May 2012 = 2012-05-21 2012-05-21"},
		{"It met from 28 May – 2 June 2019 in Rome.", "28 May = 2019-05-28 2019-05-28; 2 June 2019 = 2019-06-02 2019-06-02"},
		{"It fell on 30 February 2018.", "February 2018 = 2018-02 2018-02"},
		// Months, years and longer.
		{"In September 2014 they agreed.", "September 2014 = 2014-09 2014-09"},
		{"Back in 2014 the alliance agreed.", "2014 = 2014 2014"},
		{"The 2007 cyberattacks on Estonia (2008).", "2007 = 2007 2007; 2008 = 2008 2008"},
		{"Editions of 2013 / 2015 / 2021 exist.", "2013 = 2013 2013; 2015 = 2015 2015; 2021 = 2021 2021"},
		{"It ran from 2014 to 2016, or 2014–2016.", "2014 = 2014 2014; 2016 = 2016 2016; 2014 = 2014 2014; 2016 = 2016 2016"},
		{"Between 2014 and 2016 it grew.", "2014 = 2014 2014; 2016 = 2016 2016"},
		{"By early 2019 and mid-2016 it grew.", "early 2019 = 2019 2019-01/2019-04~; mid-2016 = 2016 2016-05~/2016-08~"},
		{"It began in late September 2016.", "late September 2016 = 2016-09 2016-09-21~/2016-09-30"},
		{"At the end of 2021 it ended.", "the end of 2021 = 2021 2021-11~/2021-12"},
		{"Since the 1990s and the late 1980s.", "the 1990s = 199 199X; the late 1980s = 198 1987~/1989"},
		{"A treaty for the 21st century.", "the 21st century = 20 20XX"},
		{"In the summer of 2016 and in Q3 2020.", "the summer of 2016 = 2016-SU 2016-22; Q3 2020 = 2020-Q3 2020-35"},
		{"The third quarter of 2019 and the second half of 2008.", "The third quarter of 2019 = 2019-Q3 2019-35; the second half of 2008 = 2008-H2 2008-41"},
		{"The FY 2019 budget and fiscal year 2020.", "FY 2019 = 2019 2019~; fiscal year 2020 = 2020 2020~"},
		{"It fell in 149 BC.", "149 BC = BC0149 "},
		{"Sales rose in the third quarter of 2017 from a year earlier.", "the third quarter of 2017 = 2017-Q3 2017-35; a year earlier = 2016-Q3 2016-35"},
		// No times.
		{"Article 5 and 200 experts and 2000 troops.", ""},
		{"Under Resolution 1540 and resolution 2231 it may march.", ""},
		{"The sixty-second session and the thirty-second meeting were long.", ""},
		{"We have a second man; in the end we may fall.", ""},
		{"Call room 2014 for $2014 or version 2.0.", ""},
		{"The Cold War was previously upcoming.", ""},
		{"Thank you; next, April.", ""},
		// Times of day, durations, sets.
		{"They met for a two-day visit and a 69-year existence.", "two-day = P2D ; 69-year = P69Y "},
		{"It took three years and nearly two weeks.", "three years = P3Y ; nearly two weeks = P2W "},
		{"It went on for decades and a few days.", "decades = PXDE ; a few days = PXD "},
		{"It lasted two and a half years.", "two and a half years = P2Y6M "},
		{"They meet every day, each year and weekly.", "every day = P1D ; each year = P1Y ; weekly = P1W "},
		{"An annual meeting held twice a year.", "annual = P1Y ; a year = P1Y "},
		{"They meet every two years, every Friday.", "every two years = P2Y ; every Friday = XXXX-WXX-5 "},
		{"He arrived at noon.", "noon = 2018-04-04T12:00 2018-04-04"},
		{"He arrived this morning.", "this morning = 2018-04-04TMO 2018-04-04"},
		{"He spoke at 5 p.m. Tuesday.", "5 p.m. Tuesday = 2018-04-03T17:00 2018-04-03"},
		// Relative to the publication.
		{"NATO now considers it; we will meet now.", "now = PRESENT_REF 2018-04-04; now = PRESENT_REF 2018-04-04"},
		{"He arrived today, left yesterday.", "today = 2018-04-04 2018-04-04; yesterday = 2018-04-03 2018-04-03"},
		{"Most conflicts today have a cyber dimension.", "today = PRESENT_REF 2018-04-04"},
		{"It was recently found.", "recently = PAST_REF "},
		{"Stoltenberg said Wednesday.", "Wednesday = 2018-04-04 2018-04-04"},
		{"Stoltenberg said Friday.", "Friday = 2018-03-30 2018-03-30"},
		{"The Council will meet Friday.", "Friday = 2018-04-06 2018-04-06"},
		{"It ended last Friday.", "last Friday = 2018-03-30 2018-03-30"},
		{"The summit is at Brussels this July.", "this July = 2018-07 2018-07"},
		{"They met in March.", "March = 2018-03 2018-03"},
		{"They met in September.", "September = 2017-09 2017-09"},
		{"They will meet in September.", "September = 2018-09 2018-09"},
		{"They met last week and will meet next year.", "last week = 2018-W13 2018-03-26/2018-04-01; next year = 2019 2019"},
		{"They met earlier this month.", "earlier this month = 2018-04 2018-04"},
		{"They met two years ago and 10 days ago.", "two years ago = 2016 2016; 10 days ago = 2018-03-25 2018-03-25"},
		{"They met nearly two years ago.", "nearly two years ago = 2016 2016~"},
		{"It grew over the past two years.", "the past two years = P2Y 2016~/2018"},
		{"It grew over the past decade.", "the past decade = P10Y 2008~/2018"},
		{"They met in June last year.", "June last year = 2017-06 2017-06"},
		{"They left over the weekend.", "the weekend = 2018-W13-WE 2018-03-31/2018-04-01"},
		// Relative to what was told last.
		{"In 2014 they agreed. Two years later they acted. The following year it ended.",
			"2014 = 2014 2014; Two years later = 2016 2016; The following year = 2017 2017"},
		{"It began on 27 April 2007. The same day it spread; three weeks later it ended.",
			"27 April 2007 = 2007-04-27 2007-04-27; The same day = 2007-04-27 2007-04-27; three weeks later = 2007-W20 2007-05-14/2007-05-20"},
		{"It began in April 2007. On 9 May it peaked.", "April 2007 = 2007-04 2007-04; 9 May = 2007-05-09 2007-05-09"},
		{"Two years earlier they acted.", "Two years earlier = XXXX "},
		// Named days.
		{"After the 9/11 attacks on the United States.", "9/11 = 2001-09-11 2001-09-11"},
		{"After the September 11 attacks.", "September 11 = 2001-09-11 2001-09-11"},
		{"It ended at Christmas 2007 and New Year's Day.", "Christmas 2007 = 2007-12-25 2007-12-25; New Year's Day = 2008-01-01 2008-01-01"},
		{"It ended on New Year's Eve.", "New Year's Eve = 2017-12-31 2017-12-31"},
		{"Easter 2024 was early.", "Easter 2024 = 2024-03-31 2024-03-31"},
		// An interval supports what is coarse enough.
		{"2016-06-01/2016-06-30|They met earlier this month, last year, on Wednesday, yesterday.",
			"earlier this month = 2016-06 2016-06; last year = 2015 2015; Wednesday = XXXX-WXX-3 ; yesterday = XXXX-XX-XX "},
		{"2016-06-01/2016-06-30|NATO now considers it at Warsaw this July.", "now = PRESENT_REF 2016-06; this July = 2016-07 2016-07"},
		{"2024-03-07/|They met last week; now they wait.", "last week = XXXX-WXX ; now = PRESENT_REF "},
		{"|They met last week, on Friday.", "last week = XXXX-WXX ; Friday = XXXX-WXX-5 "},
	} {
		published, text := communique.Days{From: "2018-04-04", To: "2018-04-04"}, c.text
		if days, rest, ok := strings.Cut(c.text, "|"); ok {
			from, to, _ := strings.Cut(days, "/")
			published, text = communique.Days{From: communique.Day(from), To: communique.Day(to)}, rest
		}
		var got []string
		for _, v := range resolved(text, published).Times {
			got = append(got, fmt.Sprintf("%s = %s %s", v.Exact, v.Value, v.EDTF))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, s, c.want)
		}
	}
}

// A basis says which anchor was used, and why.
func TestBasis(t *testing.T) {
	r := resolved("Stoltenberg said Wednesday that in 2014 they agreed; a year later they met.", communique.Days{From: "2018-04-05", To: "2018-04-05"})
	var got []string
	for _, v := range r.Times {
		got = append(got, v.Basis)
	}
	want := []string{"weekday: publication date 2018-04-05, past tense", "stated", `distance: told from "2014" 2014`}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What stands in a quotation waits for the day on which it was said.
func TestQuoted(t *testing.T) {
	text := "“We met yesterday,” she said on 3 March 2014. He said today: “It ended last week.” “Not now,” it read."
	published := communique.Days{From: "2018-04-04", To: "2018-04-04"}
	r := read(text)
	r.Sources[0].Published.Days = published
	NewScan(r).Resolve(published)
	value := func(words string) string {
		for _, v := range r.Times {
			if v.Exact == words {
				return v.EDTF
			}
		}
		t.Fatalf("%q not found in %v", words, r.Times)
		return ""
	}
	for _, words := range []string{"yesterday", "last week", "now"} {
		if got := value(words); got != "" {
			t.Errorf("before its statement is known, %q is %s", words, got)
		}
	}
	quote := func(words string) []communique.Evidence {
		i := strings.Index(text, words)
		return []communique.Evidence{communique.Span{Start: i, End: i + len(words)}.Quote(text)}
	}
	cue := strings.Index(text, "said today")
	r.Statements = []communique.Statement{
		{Kind: communique.Direct, Content: quote("“We met yesterday,”"), Said: communique.TimeValue{Days: communique.Days{From: "2014-03-03", To: "2014-03-03"}}},
		{Kind: communique.Direct, Content: quote("“It ended last week.”"), Cue: communique.Span{Start: cue, End: cue + 4}.Quote(text)},
	}
	NewScan(r).ResolveQuoted()
	for words, want := range map[string]string{"yesterday": "2014-03-02", "last week": "2018-03-26/2018-04-01", "now": ""} {
		if got := value(words); got != want {
			t.Errorf("%q is %q, want %q", words, got, want)
		}
	}
}

// Boilerplate has no times, but for heads that hold metadata.
func TestRegions(t *testing.T) {
	text := "April 4, 2018"
	for _, c := range []struct {
		role communique.Role
		typ  string
		want int
	}{{communique.Article, "body", 1}, {communique.Boilerplate, "clock", 0}, {communique.Boilerplate, "comment", 0}, {communique.Boilerplate, "head", 1}} {
		r := read(text)
		r.Regions[0].Role, r.Regions[0].Type = c.role, c.typ
		NewScan(r).Find()
		if len(r.Times) != c.want {
			t.Errorf("%s %s: %d times, want %d", c.role, c.typ, len(r.Times), c.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"2018-04-04T08:47:00+02:00": "2018-04-04", "2018-04-04T08:47:00.000Z": "2018-04-04", "2018-04-04 08:47": "2018-04-04",
		"2018-04-04": "2018-04-04", "2016-06": "2016-06", "2016": "2016", "2016-06-01/2016-06-30": "2016-06-01/2016-06-30", "2024-03-07/..": "2024-03-07/..",
		"April 4, 2018": "2018-04-04", "4 April 2018, 10:30 am": "2018-04-04", "Wednesday, 4 April 2018": "2018-04-04",
		"Published: June 5, 2021 10:30 AM EDT": "2021-06-05", " 04.04.2018 ": "2018-04-04", "13/06/2016": "2016-06-13", "June 2016": "2016-06", "Jul 8, 2016": "2016-07-08",
		"Wed, 04 Apr 2018 08:47:00 GMT": "2018-04-04", "2021/06/14": "2021-06-14", "20-21 May 2012": "2012-05-20/2012-05-21", "2014–2016": "2014/2016", "November – March 2016": "2015-11/2016-03",
	} {
		v, ok := ParseDate(in)
		if !ok || v.EDTF != want || v.Days != daysOf(want) || v.Type != communique.Date {
			t.Errorf("ParseDate(%q) = %+v, %v; want %s", in, v, ok, want)
		}
	}
	for _, in := range []string{"", "yesterday", "03/04/2018", "April 4", "2018-13-01", "2018-02-30", "soon", "2 min read", "in 2016 and 2017", "Wednesday", "..", strings.Repeat("9", 100)} {
		if v, ok := ParseDate(in); ok {
			t.Errorf("ParseDate(%q) = %+v, want none", in, v)
		}
	}
}

// check holds what is true of every reading: spans quote the text in order,
// what is resolved has the days of its EDTF, and reading again changes nothing.
func check(t *testing.T, text string) {
	t.Helper()
	published := communique.Days{From: "2016-06-01", To: "2016-06-30"}
	r := resolved(text, published)
	end := 0
	for _, v := range r.Times {
		if err := v.Evidence.Validate(text); err != nil {
			t.Fatal(err)
		}
		if err := v.Validate(); err != nil {
			t.Fatal(err)
		}
		if v.Start < end {
			t.Fatalf("%q overlaps the one before in %q", v.Exact, text)
		}
		end = v.End
		if v.Value == "" || v.Type == "" {
			t.Fatalf("%q: %+v", text, v)
		}
		if v.EDTF != "" && (!v.Known() || v.Basis == "") || v.EDTF == "" && (v.Known() || v.Basis != "") {
			t.Fatalf("%q: %+v", text, v)
		}
	}
	again := resolved(text, published)
	NewScan(again).Resolve(published)
	if !reflect.DeepEqual(r.Times, again.Times) {
		t.Fatalf("%q: reading again changed %v to %v", text, r.Times, again.Times)
	}
}

// However long a sentence is, each of its atoms is looked at by a bounded number
// of rules, and no rule looks further than a few dozen atoms.
func TestStepsGrowWithLength(t *testing.T) {
	for _, piece := range []string{"1", "1 ", "2014-", "20", ".", "March ", "the last ", "early mid-", "the first Friday of ", "two years and ", "'", "9/11 ", "May 1-2, ", "a half ", "“", "\"", "half past ", "quarter to "} {
		steps := func(n int) int {
			g := grammar{rules: grammarRules}
			text := strings.Repeat(piece, n)
			g.cut(text, fold.ASCII(text), 0, len(text))
			for i := 0; i < len(g.atoms); {
				e, end, _ := g.at(i)
				g.last, g.end = e, end
				i = max(end, i+1)
			}
			return g.steps
		}
		short, long := steps(1000), steps(10000)
		if long > 11*short+1000 {
			t.Errorf("%q: %d steps for 1,000, %d for 10,000", piece, short, long)
		}
		if short > 100*1000*len(strings.Fields(piece+" x")) {
			t.Errorf("%q: %d steps for 1,000", piece, short)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"In 2014 they agreed. Two years later, on 9 May, they met.", "“We met yesterday,” she said on the 31st of June.", "9/11 8:00 8:00 8:00 p.m. on noon",
		"early late mid-mid-2016 the end of the beginning of the year", "Feb. 29, 2015 and 30-31 February", "the next 9999 years ago; 99999 centuries later", "'89s ’20s 2014–16 1999-2",
		"over the past 2000 years nineteen ninety-six of", "2000–", "Thursday and Friday, 24 and 25 April", "the first Friday of", "half past", "1300 hours FY2021-", "last\u00a0Wednesday\u00a0night", "Q3 FY19 the 1st half of this year", "December 9999 next month", "New Year's Eve Easter 9999 of"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			check(t, s)
		}
		ParseDate(s)
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("NATO Secretary General Jens Stoltenberg said Wednesday that back in 2014 the alliance agreed that a cyberattack could trigger Article 5 and a response from the entire alliance. ", 200)
	r := read(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewScan(r).Find()
	}
}

// A day that no year around the anchor has is left open.
func TestNoSuchDay(t *testing.T) {
	for _, tense := range []string{"They met on 29 February.", "They will meet on 29 February."} {
		r := resolved(tense, communique.Days{From: "2100-06-01", To: "2100-06-01"})
		if len(r.Times) != 1 || r.Times[0].EDTF != "" {
			t.Errorf("%q: %v", tense, r.Times)
		}
	}
}
