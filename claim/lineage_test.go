package claim

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// onDay puts the document of a record on a day of publication.
func onDay(day communique.Day, r communique.Record) communique.Record {
	r.Document.Sources[0].Published = communique.TimeValue{Days: communique.Days{From: day, To: day}}
	return r
}

// told gives a lineage as lines: what, who, when, who told it then and later.
func told(l Lineage) string {
	var b strings.Builder
	ids := func(records []communique.Record) string {
		var out []string
		for _, r := range records {
			out = append(out, r.Document.Sources[0].Outlet)
		}
		return strings.Join(out, " ")
	}
	for _, a := range l.Acts {
		var later []string
		for _, h := range a.Hindsight {
			later = append(later, fmt.Sprintf("%s+%d", h.Document.Sources[0].Outlet, h.Days))
		}
		doubt := ""
		if a.Doubt != "" {
			doubt = " doubted"
		}
		fmt.Fprintf(&b, "%s %s %s [%s] later [%s] %d facts%s\n", a.Actor, a.Verb, a.Days, ids(a.Told), strings.Join(later, " "), len(a.Facts), doubt)
	}
	if len(l.Undated) > 0 {
		fmt.Fprintf(&b, "undated [%s]\n", ids(l.Undated))
	}
	return b.String()
}

func TestTrace(t *testing.T) {
	amendment := func(act string, about communique.TimeValue) communique.Claim {
		return communique.Claim{Kind: communique.Amendment, Subject: "document:communique", Object: "instrument:article-5", Act: act, About: about, Questions: []communique.Question{policy}}
	}
	planned := decided(stated("2016-07-08", "2016-07-09"))
	planned.Modality = communique.Planned
	denied := decided(stated("2015-01-01", "2015-12-31"))
	denied.Polarity = communique.Denied
	recalled := holding("person:a", "back in 2014 a cyber attack was put under Article 5", communique.Asserted)
	recalled.About = stated("2014-01-01", "2014-12-31")
	guessed := decided(communique.TimeValue{Days: communique.Days{From: "2014-01-01", To: "2014-12-31"}, Basis: inferredPublication})
	since := decided(communique.TimeValue{Days: communique.Days{From: "2014-09-05"}, Basis: "stated"})
	reference := newReference([]communique.Fact{
		{ID: "again", Kind: communique.Amendment, Subject: "document:communique", Object: "instrument:article-5", Act: "reaffirms", Says: "The communiqué reaffirmed that a cyber attack can lead to Article 5.",
			Days: communique.Days{From: "2021-06-14", To: "2021-06-14"}, Authority: "the communiqué"},
	})
	for _, test := range []struct {
		name    string
		ref     *Reference
		records []communique.Record
		want    string
	}{
		{"nothing", nil, nil, ""},
		{"one act, told then and later", nil, []communique.Record{
			onDay("2018-04-05", said("c", 1, decided(stated("2014-01-01", "2014-12-31")))),
			onDay("2014-09-06", said("a", 1, decided(stated("2014-09-05", "2014-09-05")))),
			onDay("2016-06-14", said("b", 1, decided(stated("2014-01-01", "2014-12-31")))),
		}, "org:nato decided 2014-09-05 [a] later [b+648 c+1308] 0 facts\n"},
		{"a year that can mean two acts is a step of its own", nil, []communique.Record{
			onDay("2014-03-02", said("a", 1, decided(stated("2014-03-01", "2014-03-01")))),
			onDay("2014-09-06", said("b", 1, decided(stated("2014-09-05", "2014-09-05")))),
			onDay("2018-01-01", said("c", 1, decided(stated("2014-01-01", "2014-12-31")))),
		}, "org:nato decided 2014-01-01/2014-12-31 [] later [c+1097] 0 facts\norg:nato decided 2014-03-01 [a] later [] 0 facts\norg:nato decided 2014-09-05 [b] later [] 0 facts\n"},
		{"what is planned, denied or not dated is no act", nil, []communique.Record{
			onDay("2016-06-15", said("a", 1, planned)), onDay("2016-06-15", said("b", 1, denied)), onDay("2016-06-15", said("c", 1, decided(none_))), onDay("2016-06-15", said("d", 1, guessed)),
		}, "undated [d c]\n"},
		{"since a day is that day", nil, []communique.Record{onDay("2014-09-06", said("a", 1, since))}, "org:nato decided 2014-09-05 [a] later [] 0 facts\n"},
		{"a view looks back on the one act of its time", nil, []communique.Record{
			onDay("2014-09-06", said("a", 1, decided(stated("2014-09-05", "2014-09-05")))), onDay("2018-04-05", said("b", 1, recalled)),
		}, "org:nato decided 2014-09-05 [a] later [b+1308] 0 facts\n"},
		{"another time than that of the one decision that is known", newReference([]communique.Fact{{ID: "wales", Kind: communique.Decision, Subject: "org:nato", Object: "instrument:article-5",
			Says: "A cyber attack can lead to the invocation of Article 5.", Days: communique.Days{From: "2014-09-05", To: "2014-09-05"}, Authority: "Wales"}}), []communique.Record{
			onDay("2016-06-16", said("a", 1, decided(stated("2016-06-01", "2016-06-30")))), onDay("2018-04-05", said("b", 1, decided(stated("2014-01-01", "2014-12-31")))),
		}, "org:nato decided 2014-09-05 [] later [b+1308] 1 facts\norg:nato decided 2016-06-01/2016-06-30 [a] later [] 0 facts doubted\n"},
		{"a document acts on its own day", reference, []communique.Record{
			onDay("2021-06-16", said("a", 1, amendment("reaffirms", on("2021-06-16", "2021-06-16")))), onDay("2021-06-16", said("a", 9, amendment("amends", on("2021-06-16", "2021-06-16")))),
		}, "document:communique amended 2021-06-14 [a] later [] 0 facts doubted\ndocument:communique reaffirmed 2021-06-14 [a] later [] 1 facts\n"},
	} {
		for range 3 {
			rand.Shuffle(len(test.records), func(i, j int) { test.records[i], test.records[j] = test.records[j], test.records[i] })
			if got := told(Trace(policy, test.records, test.ref)); got != test.want {
				t.Errorf("%s:\n%swant:\n%s", test.name, got, test.want)
			}
		}
	}
}

// TestTraceOfADevelopment holds that decisions on different lines of one
// development are different steps, though they fall on the same days.
func TestTraceOfADevelopment(t *testing.T) {
	const all = communique.Question("development/collective-defence-cyber")
	attack, rules := decided(stated("2016-06-14", "2016-06-14")), decided(stated("2016-06-01", "2016-06-30"))
	attack.Questions, rules.Questions = []communique.Question{policy, all}, []communique.Question{"line/cyber-domain", all}
	records := []communique.Record{onDay("2016-06-16", said("a", 1, attack)), onDay("2016-06-16", said("b", 1, rules))}
	want := "org:nato decided 2016-06-01/2016-06-30 [b] later [] 0 facts\norg:nato decided 2016-06-14 [a] later [] 0 facts\n"
	if got := told(Trace(all, records, nil)); got != want {
		t.Errorf("%swant:\n%s", got, want)
	}
}

// TestTraceKeepsEveryTelling holds that each act that is told stands in the
// lineage once, that acts are in order and that the same comes out again.
func TestTraceKeepsEveryTelling(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(3, seed))
		var records []communique.Record
		acts := 0
		for i := range 1 + r.IntN(30) {
			day := communique.Day("2014-01-01").Add(r.IntN(900))
			about := []communique.TimeValue{stated(string(day), string(day)), stated(string(day[:4]+"-01-01"), string(day[:4]+"-12-31")), none_}[r.IntN(3)]
			c := []communique.Claim{decided(about), recognised(about, communique.Asserted)}[r.IntN(2)]
			c.Questions = []communique.Question{policy}
			if c.Polarity == "" && r.IntN(5) == 0 {
				c.Polarity = communique.Denied
			}
			record := onDay(day.Add(r.IntN(800)), said(fmt.Sprint("d", i), i, c))
			if record.Claim.Polarity != communique.Denied {
				acts++
			}
			records = append(records, record)
		}
		l := Trace(policy, records, testReference)
		found := len(l.Undated)
		for i, a := range l.Acts {
			found += len(a.Told) + len(a.Hindsight)
			if i > 0 && a.From < l.Acts[i-1].From {
				t.Fatalf("seed %d: act %d is out of order", seed, i)
			}
		}
		if found != acts {
			t.Fatalf("seed %d: %d tellings, want %d", seed, found, acts)
		}
		slices.Reverse(records)
		if again := Trace(policy, records, testReference); !reflect.DeepEqual(l, again) {
			t.Fatalf("seed %d: another order of records gives another lineage", seed)
		}
	}
}

func TestLinesHaveWords(t *testing.T) {
	all := Lines()
	if len(all) < 2 {
		t.Fatalf("lines: %v", all)
	}
	for _, q := range all {
		if Ask(q, nil) == string(q) {
			t.Errorf("%s has no words", q)
		}
	}
}
