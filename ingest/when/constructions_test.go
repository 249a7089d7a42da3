package when

import (
	"fmt"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// One case for each construction beyond those of TestTimes, read as published on
// 2018-04-04, a Wednesday.
func TestConstructions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Ranges and lists.
		{"They met on March 5-9, 1918.", "March 5 = 1918-03-05 1918-03-05; 9, 1918 = 1918-03-09 1918-03-09"},
		{"They met on the 24th and 25th of April 2019.", "the 24th = 2019-04-24 2019-04-24; 25th of April 2019 = 2019-04-25 2019-04-25"},
		{"They will meet on April 24 and 25, then leave.", "April 24 = 2018-04-24 2018-04-24; 25 = 2018-04-25 2018-04-25"},
		{"It lasted from November to March 2016.", "November = 2015-11 2015-11; March 2016 = 2016-03 2016-03"},
		{"The 2007-08 crisis and the war of 1861-65 (1790).", "2007 = 2007 2007; 08 = 2008 2008; 1861 = 1861 1861; 65 = 1865 1865; 1790 = 1790 1790"},
		{"They will meet between Thursday and Saturday.", "Thursday = 2018-04-05 2018-04-05; Saturday = 2018-04-07 2018-04-07"},
		{"He has served since 2014, in the years 2016–present.", "2014 = 2014 2014; the years 2016 = 2016 2016; present = PRESENT_REF 2018-04-04"},
		{"The 1960s and 70s, the '80s and '90s.", "The 1960s = 196 196X; 70s = 197 197X; the '80s = 198 198X; '90s = 199 199X"},
		// Parts of years and months.
		{"They met in the first half of the year.", "the first half of the year = 2018-H1 2018-40"},
		{"They met in the latter half of 2008, in H2 2016, in 4Q 2012.", "the latter half of 2008 = 2008-H2 2008-41; H2 2016 = 2016-H2 2016-41; 4Q 2012 = 2012-Q4 2012-36"},
		{"Ask for the 1988 third quarter or the 1982 summer.", "the 1988 third quarter = 1988-Q3 1988-35; the 1982 summer = 1982-SU 1982-22"},
		{"They met on the first Friday of July 2016.", "the first Friday of July 2016 = 2016-07-01 2016-07-01"},
		{"They met in the last week of May 2016.", "the last week of May 2016 = 2016-05 2016-05-25~/2016-05-31~"},
		{"They met on the last day of 2016.", "the last day of 2016 = 2016-12-31 2016-12-31"},
		{"They will wait for the rest of the year.", "the rest of the year = 2018 2018"},
		{"They will be ready by year's end and by year end.", "year's end = 2018 2018-11~/2018-12; year end = 2018 2018-11~/2018-12"},
		{"It lasts from the nineteen seventies on.", "the nineteen seventies = 197 197X"},
		{"It was signed on the twenty-second day of July, in the year of our Lord two thousand twenty-two.",
			"the twenty-second day of July, in the year of our Lord two thousand twenty-two = 2022-07-22 2022-07-22"},
		{"Spent in FY21, FY2019 and FY 20.", "FY21 = 2021 2021~; FY2019 = 2019 2019~; FY 20 = 2020 2020~"},
		// Anniversaries.
		{"Ten years ago today they met; a year ago this month they met, and 75 years ago yesterday.",
			"Ten years ago today = 2008-04-04 2008-04-04; a year ago this month = 2017-04 2017-04; 75 years ago yesterday = 1943-04-03 1943-04-03"},
		{"They met a year ago to the day, two weeks ago today and, on this day in 1949, this day 20 years ago.",
			"a year ago to the day = 2017-04-04 2017-04-04; two weeks ago today = 2018-03-21 2018-03-21; this day in 1949 = 1949-04-04 1949-04-04; this day 20 years ago = 1998-04-04 1998-04-04"},
		{"Ten years ago this week, two decades ago next month.", "Ten years ago this week = 2008-W14 2008-03-31/2008-04-06; two decades ago next month = 1998-05 1998-05"},
		{"They fought, except one Sunday in 1941, and met on Sunday in Rome.", "1941 = 1941 1941; Sunday = 2018-04-01 2018-04-01"},
		// Compared quarters.
		{"Sales rose to 4 in the third quarter of 2017 from 3 a year ago. The year-earlier period was weak.",
			"the third quarter of 2017 = 2017-Q3 2017-35; a year ago = 2016-Q3 2016-35; The year-earlier period = 2016-Q3 2016-35"},
		{"It may come in next year's first quarter; the 2016 period was good.", "next year's first quarter = 2019-Q1 2019-33; the 2016 period = 2016 2016"},
		{"Sales fell during the quarter.", "the quarter = 2018-Q1 2018-33"},
		// Tense.
		{"The ceremony will be held on Friday.", "Friday = 2018-04-06 2018-04-06"},
		{"The ceremony is to be held on Friday.", "Friday = 2018-04-06 2018-04-06"},
		{"The ceremony was held on Friday.", "Friday = 2018-03-30 2018-03-30"},
		{"They were given until Tuesday.", "Tuesday = 2018-04-10 2018-04-10"},
		{"The offer had been due to end on Friday.", "Friday = 2018-03-30 2018-03-30"},
		{"She will succeed him on Feb. 1.", "Feb. 1 = 2019-02-01 2019-02-01"},
		{"The pact, effective June 1, was signed.", "June 1 = 2018-06-01 2018-06-01"},
		{"They said they would meet on Monday.", "Monday = 2018-04-09 2018-04-09"},
		// Hours.
		{"The alarm rang at 1300 hours and at 2100 GMT.", "1300 hours = 2018-04-04T13:00 2018-04-04; 2100 GMT = 2018-04-04T21:00 2018-04-04"},
		{"He rose at seven o'clock, left at 8 in the morning and came back at half past eight.",
			"seven o'clock = 2018-04-04T07:00 2018-04-04; 8 in the morning = 2018-04-04T08:00 2018-04-04; half past eight = 2018-04-04T08:30 2018-04-04"},
		{"It fell on 3 May 2016. At 5 p.m. it was over.", "3 May 2016 = 2016-05-03 2016-05-03; 5 p.m. = 2016-05-03T17:00 2016-05-03"},
		{"Filed 03/04/2018 at 2:15 pm.", "03/04/2018 = 2018 2018; 2:15 pm = XXXX-XX-XXT14:15 "},
		{"An hour later he left.", "An hour = PT1H "},
		// Durations and distances.
		{"It grew over the past week and the past month.", "the past week = P1W 2018-03-28~/2018-04-04; the past month = P1M 2018-03~/2018-04"},
		{"It went on over several years, for the months ahead and all day.", "several years = PXY ; the months ahead = PXM ; all day = P1D "},
		{"It began half a century ago, a year and a half ago.", "half a century ago = 1968 1968; a year and a half ago = 2016-10 2016-10"},
		{"They wait another two weeks, a half hour or two years or so.", "another two weeks = P2W ; a half hour = PT30M ; two years or so = P2Y "},
		{"A month-long visit in the week after next.", "month-long = P1M ; the week after next = 2018-W16 2018-04-16/2018-04-22"},
		{"The Seven Years' War; three quarters of them; a quarter of them.", "Seven Years = P7Y "},
		{"In 2014 he left; five years previously he had come.", "2014 = 2014 2014; five years previously = 2009 2009"},
		// Holidays.
		{"They met on Thanksgiving Day, last Christmas, on Good Friday 2019.",
			"Thanksgiving Day = 2017-11-23 2017-11-23; last Christmas = 2017-12-25 2017-12-25; Good Friday 2019 = 2019-04-19 2019-04-19"},
		{"They will meet on Labor Day.", "Labor Day = 2018-09-03 2018-09-03"},
		{"They spoke of Workers Memorial Day.", ""},
		// Words that only histories mean as times.
		{"The former president spoke of the current and future members.", ""},
		{"Those that fall outside of it lie in the future operational area.", ""},
		{"It will change in the future; it was so in the past.", "the future = FUTURE_REF ; the past = PAST_REF "},
		{"In today's world, today's meeting counts.", "today = PRESENT_REF 2018-04-04; today = 2018-04-04 2018-04-04"},
		{"For the time being they wait.", "the time being = PRESENT_REF 2018-04-04"},
	} {
		var got []string
		for _, v := range resolved(c.text, communique.Days{From: "2018-04-04", To: "2018-04-04"}).Times {
			got = append(got, fmt.Sprintf("%s = %s %s", v.Exact, v.Value, v.EDTF))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, s, c.want)
		}
	}
}

// A history goes on from date to date, through paragraphs, and leans on the
// year told; what it looks back or ahead to does not carry it away.
func TestHistory(t *testing.T) {
	text := `The war (1936–1939)

The rising began on 17 July 1936. By 21 July the rebels held the south.

On 5 September they closed the border. In November the siege began; it had been planned since 1934.

In February the coast fell. On 8 February the former governor fled, five years after he had come.

In June 1937 the north was lost. A book that appeared in 2005 tells of it. By 26 August the port had fallen.

In 1938 the winter was hard. On 24 July the river was crossed, and two days later the bridges were destroyed.
`
	var got []string
	for _, v := range resolved(text, communique.Days{From: "2012-03-01", To: "2012-03-01"}).Times {
		got = append(got, fmt.Sprintf("%s = %s", v.Exact, v.Value))
	}
	want := []string{"1936 = 1936", "1939 = 1939", "17 July 1936 = 1936-07-17", "21 July = 1936-07-21", "5 September = 1936-09-05", "November = 1936-11", "1934 = 1934",
		"February = 1937-02", "8 February = 1937-02-08", "former = PAST_REF", "five years = P5Y", "June 1937 = 1937-06", "2005 = 2005", "26 August = 1937-08-26",
		"1938 = 1938", "the winter = 1938-WI", "24 July = 1938-07-24", "two days later = 1938-07-26"}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}
