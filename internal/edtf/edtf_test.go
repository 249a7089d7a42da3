package edtf

import (
	"fmt"
	"strings"
	"testing"
)

func TestBounds(t *testing.T) {
	for _, c := range []struct{ in, from, to string }{
		{"2018-04-04", "2018-04-04", "2018-04-04"},
		{"2016-06", "2016-06-01", "2016-06-30"},
		{"2016-02", "2016-02-01", "2016-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"2014", "2014-01-01", "2014-12-31"},
		{"201X", "2010-01-01", "2019-12-31"},
		{"20XX", "2000-01-01", "2099-12-31"},
		{"0XXX", "0001-01-01", "0999-12-31"},
		{"XXXX-12-25", "", ""},
		{"2004-XX", "2004-01-01", "2004-12-31"},
		{"2004-06-XX", "2004-06-01", "2004-06-30"},
		{"2004-XX-XX", "2004-01-01", "2004-12-31"},
		{"201X-02-29", "2012-02-29", "2016-02-29"},
		{"2019-21", "2019-03-01", "2019-06-21"},
		{"2019-24", "2019-01-01", "2020-03-20"},
		{"2019-35", "2019-07-01", "2019-09-30"},
		{"2019-40", "2019-01-01", "2019-06-30"},
		{"2019-41", "2019-07-01", "2019-12-31"},
		{"2019?", "2019-01-01", "2019-12-31"},
		{"2019-01/2019-04~", "2019-01-01", "2019-04-30"},
		{"2024-03-07/..", "2024-03-07", ""},
		{"../2016-06", "", "2016-06-30"},
		{"2007/", "2007-01-01", ""},
		{"/2007", "", "2007-12-31"},
	} {
		from, to, err := Bounds(c.in)
		if err != nil || from != c.from || to != c.to {
			t.Errorf("Bounds(%q) = %q, %q, %v; want %q, %q", c.in, from, to, err, c.from, c.to)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                      "want YYYY",
		"..":                    "want YYYY",
		"/":                     "no end is known",
		"../..":                 "no end is known",
		"2019-13":               "no month",
		"2019-25":               "no month",
		"2019-21-01":            "no month",
		"2019-02-29":            "has no day 29",
		"2019-XX-05":            "a month that is not told",
		"20X9":                  "a digit after an X",
		"0000":                  "no year 0000",
		"2019/2018":             "ends before",
		"2019-1X":               "neither two digits nor XX",
		"2019_01":               "where - should",
		"2019/2020/2021":        "want YYYY",
		"2019-04-04T00:00":      "want YYYY",
		"\u0660\u0661\u0662019": "want YYYY",
	} {
		if _, err := Parse(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): error %v; want one that says %q", in, err, want)
		}
	}
}

// Each value is as precise as said and lies within the next coarser one.
func TestNarrowerWithinWider(t *testing.T) {
	for year := 1895; year < 2105; year++ {
		y := fmt.Sprintf("%04d", year)
		for m := 1; m <= 12; m++ {
			month := fmt.Sprintf("%s-%02d", y, m)
			chain := []string{month + "-01", month, y + fmt.Sprintf("-%02d", Quarter1+(m-1)/3),
				y + fmt.Sprintf("-%02d", Half1+(m-1)/6), y, y[:3] + "X", y[:2] + "XX", y[:1] + "XXX"}
			precision := []Precision{Day, Month, Quarter, Half, Year, Decade, Century, Millennium}
			for i, s := range chain {
				v := mustParse(t, s)
				if v.Precision() != precision[i] {
					t.Fatalf("Parse(%q).Precision() = %d, want %d", s, v.Precision(), precision[i])
				}
				if i == 0 {
					continue
				}
				in := mustParse(t, chain[i-1])
				if !v.Contains(in) || in.Contains(v) || !v.Overlaps(in) || !in.Overlaps(v) {
					t.Fatalf("%s does not lie properly in %s", chain[i-1], s)
				}
			}
		}
	}
}

func TestContainsOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b               string
		contains, overlaps bool
	}{
		{"2016/..", "2016-06", true, true},
		{"2016/..", "2015", false, false},
		{"../2016", "2016-12-31", true, true},
		{"2014/2016", "2016/2018", false, true},
		{"XXXX-12-25", "2016", false, false},
		{"2016", "2016/..", false, true},
	} {
		a, b := mustParse(t, c.a), mustParse(t, c.b)
		if a.Contains(b) != c.contains || a.Overlaps(b) != c.overlaps {
			t.Errorf("%s and %s: contains %v, overlaps %v; want %v, %v", c.a, c.b, a.Contains(b), a.Overlaps(b), c.contains, c.overlaps)
		}
	}
}

func mustParse(t *testing.T, s string) Value {
	t.Helper()
	v, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2018-04-04", "201X", "XXXX-02-29", "2004-XX~", "2019-24", "9999-24", "2016-06/..", "/1999%", "201X-02-29", "000X-02-29"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			return
		}
		if got := v.String(); got != s {
			t.Fatalf("Parse(%q).String() = %q", s, got)
		}
		from, to := v.Bounds()
		if from != "" && to != "" && to < from {
			t.Fatalf("Bounds(%q) = %s, %s: out of order", s, from, to)
		}
		for _, d := range []string{from, to} {
			if d == "" {
				continue
			}
			if in, err := Parse(d); err != nil || in.Precision() != Day {
				t.Fatalf("Bounds(%q) gives %q: %v", s, d, err)
			}
		}
		if (from != "" || to != "") && (!v.Contains(v) || !v.Overlaps(v)) {
			t.Fatalf("%q does not contain itself", s)
		}
	})
}
