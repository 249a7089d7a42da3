package claim

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

const referenceHeader = "id\tkind\tsubject\tobject\tn\tunit\tscope\tas\tact\tfrom\tto\ttopics\tsays\tauthority\n"

func TestLoadReference(t *testing.T) {
	ref, err := LoadReference(fstest.MapFS{
		"reference/counts.tsv": {Data: []byte("# counts\n" + referenceHeader +
			"b\tmember-count\torg:nato\t\t29\tmembers\t\t\t\t2017-06-05\t2020-03-26\t\tNATO has 29 members.\tNATO\n" +
			"a\tmember-count\torg:nato\t\t28\tmembers\t\t\t\t2009-04-01\t2017-06-04\tconcept:membership | concept:cyberspace\tNATO has 28 members.\tNATO\n")},
		"reference/notes.txt": {Data: []byte("no table")},
	})
	if err != nil {
		t.Fatal(err)
	}
	counts := ref.MemberCounts("org:nato")
	if len(counts) != 2 || counts[0].Value.N != 28 || counts[1].Value.N != 29 {
		t.Errorf("member counts out of order: %+v", counts)
	}
	if got := ref.Answers("member-count/org:nato", communique.Days{From: "2018-01-01", To: "2018-01-01"}); len(got) != 1 || got[0].ID != "b" {
		t.Errorf("on 1 January 2018: %+v", got)
	}
	if len(counts[0].Topics) != 2 || len(ref.Facts()) != 2 {
		t.Errorf("topics %v, %d facts", counts[0].Topics, len(ref.Facts()))
	}
	held := ref.WithTenures([]communique.Tenure{{Title: "np:secretary general", Organisation: "org:nato", Person: "person:a", Days: communique.Days{From: "2014-10-01"}, Authority: "NATO"}})
	if got := held.Answers("role/np:secretary general/org:nato", communique.Days{From: "2020-01-01", To: "2020-01-01"}); len(got) != 1 || got[0].Subject != "person:a" {
		t.Errorf("holder: %+v", got)
	}
	if len(ref.Facts()) != 2 {
		t.Error("WithTenures changed the reference it was called on")
	}
	var none *Reference
	if none.Facts() != nil || none.MemberCounts("org:nato") != nil {
		t.Error("a nil reference should know nothing")
	}
}

func TestLoadReferenceFaults(t *testing.T) {
	row := "a\tmember-count\torg:nato\t\t28\tmembers\t\t\t\t2009-04-01\t\t\tNATO has 28 members.\tNATO\n"
	for _, test := range []struct{ name, table, want string }{
		{"header", "id\tkind\n", "reference/x.tsv:1: the header must be"},
		{"cells", referenceHeader + "a\tb\n", "reference/x.tsv:2: 2 cells instead of 14"},
		{"kind", referenceHeader + strings.Replace(row, "member-count", "members", 1), `unknown kind "members"`},
		{"number", referenceHeader + strings.Replace(row, "\t28\t", "\tmany\t", 1), `n is "many"; write a number`},
		{"no number", referenceHeader + strings.Replace(row, "\t28\t", "\t\t", 1), "a member-count without n"},
		{"day", referenceHeader + strings.Replace(row, "2009-04-01", "2009-04-31", 1), "write days as YYYY-MM-DD"},
		{"authority", referenceHeader + strings.Replace(row, "\tNATO\n", "\t\n", 1), "no authority"},
		{"subject", referenceHeader + strings.Replace(row, "org:nato", "nato", 1), "write ids such as org:nato"},
		{"twice", referenceHeader + row + row, `x.tsv:3: fact "a" stands in x.tsv:2 already`},
		{"encoding", referenceHeader + "\xff", "is not UTF-8"},
	} {
		_, err := LoadReference(fstest.MapFS{"reference/x.tsv": {Data: []byte(test.table)}})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.name, err, test.want)
		}
	}
}

// TestReferenceData proves that the tables that ship load, and that NATO's
// member counts leave no day between them.
func TestReferenceData(t *testing.T) {
	ref, err := LoadReference(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	counts := ref.MemberCounts("org:nato")
	if len(counts) < 2 {
		t.Skip("skipped: data/reference has no member counts of NATO yet")
	}
	for i := 1; i < len(counts); i++ {
		if counts[i-1].To.Add(1) != counts[i].From {
			t.Errorf("%s ends on %s, %s begins on %s", counts[i-1].ID, counts[i-1].To, counts[i].ID, counts[i].From)
		}
	}
}
