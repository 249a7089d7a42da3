package claim

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

var someOffices = []communique.Office{
	{Title: "np:secretary general", Organisation: "org:nato", Single: true},
	{Title: "np:spokesperson", Organisation: "org:nato"},
}

// rows makes a table of lines in which cells are parted by "|".
func rows(name string, lines ...string) Table {
	var b strings.Builder
	b.WriteString(referenceHeader)
	for _, l := range lines {
		b.WriteString(strings.ReplaceAll(l, "|", "\t") + "\n")
	}
	return Table{name, []byte(b.String())}
}

func TestReferenceWith(t *testing.T) {
	known := newReference([]communique.Fact{fact(communique.MemberCount, 28, "2009-04-01", "2017-06-04")})
	known.facts[0].File = "nato-member-counts.tsv:9"
	known = known.WithTenures([]communique.Tenure{{Title: "np:secretary general", Organisation: "org:nato", Person: "person:a", Days: communique.Days{From: "2014-10-01", To: "2024-10-01"}, Authority: "NATO"}})
	count := func(id string, n, from, to string) string {
		return id + "|member-count|org:nato||" + n + "|members||||" + from + "|" + to + "||NATO had " + n + " members.|a record"
	}
	holder := func(id, person, office, from, to string) string {
		return id + "|role|" + person + "|" + office + "|||org:nato|||" + from + "|" + to + "||" + person + " held it.|a record"
	}
	for _, test := range []struct {
		name   string
		tables []Table
		want   []string // what the error says; none where the tables are good
	}{
		{"later", []Table{rows("a.tsv", count("x", "29", "2017-06-05", ""))}, nil},
		{"the same again", []Table{rows("a.tsv", count("x", "28", "2010-01-01", "2012-01-01"))}, nil},
		{"another body", []Table{rows("a.tsv", "x|member-count|org:eu||28|members||||2010-01-01|2012-01-01||EU.|r")}, nil},
		{"without a day", []Table{rows("a.tsv", count("x", "31", "", ""))}, nil},
		{"handed over on a day", []Table{rows("a.tsv", holder("x", "person:b", "np:secretary general", "2024-10-01", ""))}, nil},
		{"two spokespersons", []Table{rows("a.tsv", holder("x", "person:b", "np:spokesperson", "2020-01-01", ""), holder("y", "person:c", "np:spokesperson", "2020-01-01", ""))}, nil},
		{"the same holder again", []Table{rows("a.tsv", holder("x", "person:a", "np:secretary general", "2015-01-01", "2016-01-01"))}, nil},

		{"another number on one day", []Table{rows("dir/a.tsv", count("x", "31", "2017-06-04", "2018-01-01"))},
			[]string{"a.tsv:2", "NATO had 31 members", "nato-member-counts.tsv:9, which comes with the program", "correct"}},
		{"two tables", []Table{rows("a.tsv", count("x", "29", "2018-01-01", "2019-01-01")), rows("b.tsv", count("z", "12", "1949-04-04", "1950-01-01"), count("y", "30", "2018-06-01", "2018-06-01"))},
			[]string{"b.tsv:3", "a.tsv:2"}},
		{"one table, the long one first", []Table{rows("a.tsv", count("x", "29", "2018-01-01", ""), count("y", "29", "2018-02-01", "2018-03-01"), count("z", "30", "2019-01-01", "2019-01-02"))},
			[]string{"a.tsv:4", "a.tsv:2"}},
		{"two holders", []Table{rows("a.tsv", holder("x", "person:b", "np:secretary general", "2020-01-01", "2021-01-01"))},
			[]string{"a.tsv:2", "holders.tsv, which comes with the program"}},
		{"an id that is taken", []Table{rows("a.tsv", count("x", "29", "2018-01-01", "")), rows("b.tsv", count("x", "29", "2018-01-01", ""))}, []string{"b.tsv:2", "a.tsv:2 already"}},
		{"no facts", []Table{rows("a.tsv")}, []string{"a.tsv holds no facts"}},
		{"nothing", []Table{{"a.tsv", nil}}, []string{"a.tsv holds no facts"}},
		{"another header", []Table{{"a.tsv", []byte("id\tkind\n")}}, []string{"a.tsv:1", "the header must be"}},
		{"not UTF-8", []Table{{"a.tsv", []byte("\xff\xfe")}}, []string{"a.tsv is not UTF-8"}},
		{"too few cells", []Table{rows("a.tsv", "x|member-count")}, []string{"a.tsv:2", "2 cells instead of 14"}},
		{"an impossible day", []Table{rows("a.tsv", count("x", "29", "2021-02-30", ""))}, []string{"a.tsv:2", "2021-02-30", "YYYY-MM-DD"}},
		{"an end before the beginning", []Table{rows("a.tsv", count("x", "29", "2021-02-03", "2020-01-01"))}, []string{"a.tsv:2", "ends before it begins"}},
		{"half a member", []Table{rows("a.tsv", count("x", "29.5", "2021-02-03", ""))}, []string{"a.tsv:2", "29.5"}},
		{"no number", []Table{rows("a.tsv", count("x", "NaN", "2021-02-03", ""))}, []string{"a.tsv:2", "NaN"}},
		{"an office of nobody", []Table{rows("a.tsv", "x|role|person:b|np:head|||||||||B.|r")}, []string{"a.tsv:2", "organisation"}},
		{"an unknown kind", []Table{rows("a.tsv", "x|opinion|org:nato|||||||||||r")}, []string{"a.tsv:2", "unknown kind"}},
	} {
		ref, err := known.With(someOffices, test.tables...)
		if test.want == nil {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			} else if len(ref.Facts()) <= len(known.Facts()) {
				t.Errorf("%s: no fact was added", test.name)
			}
			continue
		}
		if err == nil {
			t.Errorf("%s: no error", test.name)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", test.name, err, want)
			}
		}
	}
	if got := len(known.Facts()); got != 2 {
		t.Errorf("the reference itself grew to %d facts", got)
	}
	var none *Reference
	if ref, err := none.With(nil, rows("a.tsv", count("x", "29", "2018-01-01", ""))); err != nil || ref.Facts()[0].File != "a.tsv:2" {
		t.Errorf("with nothing before it: %v", err)
	}
}

// TestContradictionFindsEveryOne compares it with the plain definition: two facts
// of a group that say different things and share a day.
func TestContradictionFindsEveryOne(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(5, seed))
		var group []communique.Fact
		for i := range 1 + r.IntN(6) {
			f := fact(communique.MemberCount, float64(28+r.IntN(2)), "", "")
			f.ID = fmt.Sprint(i)
			f.From = communique.Day("2020-01-01").Add(r.IntN(30))
			f.To = f.From.Add(r.IntN(12))
			switch r.IntN(8) {
			case 0:
				f.From = ""
			case 1:
				f.To = ""
			}
			group = append(group, f)
		}
		want := false
		for i, a := range group {
			for _, b := range group[:i] {
				want = want || a.Value.N != b.Value.N && a.Days.Overlaps(b.Days)
			}
		}
		a, b, got := contradiction(group)
		if got != want || got && (a.Value.N == b.Value.N || !a.Days.Overlaps(b.Days)) {
			t.Fatalf("seed %d: found %v, want %v in %v", seed, got, want, group)
		}
	}
}

// TestShippedTablesContradictNothing reads the data's own tables beside themselves.
func TestShippedTablesContradictNothing(t *testing.T) {
	ref, err := LoadReference(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range contenders(ref.Facts(), nil) {
		if a, b, ok := contradiction(group); ok {
			t.Errorf("%s and %s contradict each other", a.File, b.File)
		}
	}
	for _, f := range ref.Facts() {
		if !strings.Contains(f.File, ".tsv:") {
			t.Errorf("fact %s names the file %q", f.ID, f.File)
		}
	}
}

func FuzzReferenceTable(f *testing.F) {
	f.Add(string(rows("a", "x|member-count|org:nato||28|members||||2009-04-01|2017-06-04||NATO had 28.|r").Data))
	f.Add(referenceHeader + "\t\t\n")
	f.Add("\ufeff# comment\n\n" + referenceHeader)
	f.Fuzz(func(t *testing.T, text string) {
		ref, err := testReference.With(someOffices, Table{"fuzz.tsv", []byte(text)})
		if (ref == nil) != (err != nil) {
			t.Fatalf("reference %v with error %v", ref, err)
		}
		if err != nil && !strings.Contains(err.Error(), "fuzz.tsv") {
			t.Fatalf("%q does not name the file", err)
		}
	})
}
