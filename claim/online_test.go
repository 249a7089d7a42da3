package claim

import (
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// TestPolicyLines holds which answers the wordings of a line come to, and how
// they stand to each other.
func TestPolicyLines(t *testing.T) {
	published := func(r communique.Record, day communique.Day) communique.Record {
		r.Document.Sources[0].Published = communique.TimeValue{EDTF: string(day), Days: communique.Days{From: day, To: day}, Basis: "byline"}
		return r
	}
	holds := func(line, speaker, words string, m communique.Modality) communique.Claim {
		c := holding(speaker, words, m)
		c.Questions = []communique.Question{communique.Question("line/" + line)}
		return c
	}
	ref := newReference([]communique.Fact{
		{ID: "wales", Kind: communique.Decision, Subject: "org:nato", Days: communique.Days{From: "2014-09-05", To: "2014-09-05"}, Authority: "Wales",
			Says: "The Council decides case by case when a cyber attack leads to the invocation of Article 5."},
		{ID: "space", Kind: communique.Recognition, Subject: "org:nato", Object: "concept:space", Days: communique.Days{From: "2019-11-20", To: "2019-11-20"}, Authority: "London",
			Says: "The ministers recognised space as an operational domain."},
	})
	const can, must, should, is = communique.Possible, communique.Necessary, communique.Normative, communique.Asserted
	for _, test := range []struct {
		name, line string
		records    []communique.Record
		want       []Relation
		because    string // a part of the first reason
	}{
		{"can and could be considered", "article-5-cyber", []communique.Record{said("a", 1, holds("article-5-cyber", "", "a severe cyber attack can trigger Article 5", can)),
			said("b", 1, holds("article-5-cyber", "person:x", "a cyberattack could be considered an armed attack and trigger Article 5", can))}, []Relation{Agreement}, "it can"},
		{"by itself or case by case", "article-5-automatic", []communique.Record{said("a", 1, holds("article-5-automatic", "", "a cyber attack will suffice to trigger Article 5", is)),
			said("b", 1, holds("article-5-automatic", "", "the Council decides on Article 5 case by case", is))}, []Relation{Modality}, "how firm"},
		{"unanimous is finer", "article-5-automatic", []communique.Record{said("a", 1, holds("article-5-automatic", "", "the Council would have to unanimously agree on Article 5", must)),
			said("b", 1, holds("article-5-automatic", "", "the Council decides on Article 5 case by case", is))}, []Relation{Refinement}, "more precise"},
		{"gloss against quotation", "article-5-gravity", []communique.Record{said("a", 1, holds("article-5-gravity", "", "any organised cyber attack can justify an armed conflict", can)),
			said("a", 90, holds("article-5-gravity", "person:x", "a severe cyber attack may be a case for the alliance", can))}, []Relation{Misreport}, "ask for more"},
		{"any against grave", "article-5-gravity", []communique.Record{said("a", 1, holds("article-5-gravity", "", "any organised cyber attack can justify an armed conflict", can)),
			said("b", 90, holds("article-5-gravity", "", "only a devastating cyber attack falls under Article 5", is))}, []Relation{Contradiction}, "cannot both"},
		{"opposed opinions", "article-5-cyber", []communique.Record{said("a", 1, holds("article-5-cyber", "person:x", "NATO should resist declaring cyber attacks a matter of Article 5", should)),
			said("a", 90, holds("article-5-cyber", "person:y", "NATO should consider cyber attacks under Article 5", should))}, []Relation{Stance}, "Opposed"},
		{"new only to the writer", "article-5-cyber", []communique.Record{published(said("a", 1, holds("article-5-cyber", "", "Until now only an invasion could trigger Article 5", is)), "2016-06-16")}, []Relation{AgainstReference}, "5 September 2014"},
		{"new in time", "article-5-cyber", []communique.Record{published(said("a", 1, holds("article-5-cyber", "", "Until now only an invasion could trigger Article 5", is)), "2014-09-06")}, nil, ""},
		{"undated news is not judged", "article-5-cyber", []communique.Record{said("a", 1, holds("article-5-cyber", "", "Until now only an invasion could trigger Article 5", is))}, nil, ""},
		{"taken for given too early", "domains", []communique.Record{published(said("a", 1, holds("domains", "", "along with air, sea, land and space", is)), "2016-06-16")}, []Relation{AgainstReference}, "takes for given"},
		{"lists that differ", "domains", []communique.Record{said("a", 1, holds("domains", "", "along with air, sea, land and space", is)), said("a", 90, holds("domains", "", "a battlefield just like air, land and sea", is))}, []Relation{Undetermined}, "differ"},
		{"years apart", "cyber-response", []communique.Record{published(said("a", 1, holds("cyber-response", "person:x", "we respond to cyber attacks with conventional weapons", is)), "2016-06-16"),
			published(said("b", 1, holds("cyber-response", "person:x", "our response to an attack will be measured and proportionate", is)), "2018-04-04")}, []Relation{Evolution}, "measured and proportionate on 4 April 2018"},
		{"undated answers are not put in order", "cyber-response", []communique.Record{said("a", 1, holds("cyber-response", "", "we respond to cyber attacks with conventional weapons", is)),
			said("b", 1, holds("cyber-response", "", "our response to an attack will be measured and proportionate", is))}, nil, ""},
		{"other degrees", "economic-damage-threshold", []communique.Record{said("a", 1, holds("economic-damage-threshold", "", "an attack with catastrophic economic damage would qualify", is)),
			said("a", 90, holds("economic-damage-threshold", "", "an attack with significant economic disruption is debatable", is))}, []Relation{Scope}, "degrees"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []Relation
			first := ""
			for _, c := range Compare(communique.Question("line/"+test.line), test.records, ref, testNames) {
				got = append(got, c.Relation)
				if first == "" {
					first = c.Because
				}
			}
			if !slices.Equal(got, test.want) || !strings.Contains(first, test.because) {
				t.Errorf("got %v (%s), want %v (… %s …)", got, first, test.want, test.because)
			}
		})
	}
}

// TestLinesKeepToTheirMatter holds that what only shares words with a line says nothing on it.
func TestLinesKeepToTheirMatter(t *testing.T) {
	for _, test := range []struct {
		line, words string
		want        bool
	}{
		{"article-5-unanimity", "the decision to invoke it is taken unanimously by all allies", true},
		{"article-5-unanimity", "it would require a consensus among all members", true},
		{"article-5-unanimity", "members welcome the unanimous adoption of the resolution", false},
		{"article-5-unanimity", "the Security Council is unanimous that members must cooperate", false},
		{"article-5-unanimity", "the Parties may, by unanimous agreement, invite another state to become a member", false},
		{"international-law", "existing international law applies in cyberspace", true},
		{"international-law", "states shall make their claims in accordance with international law", false},
		{"international-law", "strict respect of international law in the district", false},
		{"norms", "states agreed on norms for what they do in cyberspace", true},
		{"norms", "a return to normal relations between our states", false},
		{"cyber-response", "a cyber attack may warrant a non-military response", false},
		{"article-5-automatic", "we must be ready to respond to attacks on critical networks in each case", false},
	} {
		found := false
		for _, l := range linesOf(&communique.Claim{Kind: communique.Position, Proposition: test.words}) {
			found = found || l.name == test.line
		}
		if found != test.want {
			t.Errorf("%q speaks to %s: %t, want %t", test.words, test.line, found, test.want)
		}
	}
}

// TestOpposedAnswersReadOpposed holds that who speaks against something is not shown as speaking for it.
func TestOpposedAnswersReadOpposed(t *testing.T) {
	line := lines[slices.IndexFunc(lines, func(l policyLine) bool { return l.name == "article-5-cyber" })]
	for words, want := range map[string]string{
		"NATO should consider cyber attacks under Article 5":                             "it should",
		"NATO should resist declaring cyber attacks a matter of Article 5":               "it should not",
		"NATO should not treat cyber attacks as a case of Article 5":                     "it should not",
		"the allies must never again regard a cyber attack as an armed attack":           "it should not",
		"NATO should treat every cyber attack under Article 5, not only the worst":       "it should",
		"Article 5 should include cyber attacks that are not followed by armed invasion": "it should",
	} {
		if got, _ := line.onLine(even(words)); got.says != want {
			t.Errorf("%q gives the answer %q, want %q", words, got.says, want)
		}
	}
}

// TestAnswer holds that an answer tells what its question asks for.
func TestAnswer(t *testing.T) {
	office := communique.Claim{Kind: communique.RoleClaim, Subject: "person:jens-stoltenberg", Object: "np:secretary general", Scope: "org:nato"}
	count := communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: 28, Cmp: communique.Equal}}
	joined := communique.Claim{Kind: communique.Accession, Subject: "state:sweden", Object: "org:nato"}
	denied := joined
	denied.Polarity = communique.Denied
	for _, test := range []struct {
		question communique.Question
		claim    communique.Claim
		want     string
	}{
		{"role/np:secretary general/org:nato", office, "Jens Stoltenberg"}, {"member-count/org:nato", count, "28"},
		{"accession/state:sweden/org:nato", joined, "joined"}, {"membership/state:sweden/org:nato", denied, "not joined"},
	} {
		if got := Answer(test.question, &test.claim, nil); got != test.want {
			t.Errorf("%s is answered %q, want %q", test.question, got, test.want)
		}
	}
}

// TestLinesAreSound holds what a row of the table must have.
func TestLinesAreSound(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range lines {
		if l.name == "" || l.asks == "" || l.about == "" || len(l.words) == 0 || seen[l.name] || strings.Contains(l.name, "/") {
			t.Errorf("line %q has no name of its own, no question, no matter or no words", l.name)
		}
		seen[l.name] = true
		if l.bySubject != strings.Contains(l.asks, "%1") {
			t.Errorf("%s: a question for each subject must name it", l.name)
		}
		if l.family != "" && developments[l.family] == "" {
			t.Errorf("%s: no development %q", l.name, l.family)
		}
		if l.found && len(l.answers) == 0 {
			t.Errorf("%s: positions are found by answers, and it lists none", l.name)
		}
		for _, group := range l.words {
			for _, w := range group {
				if w != even(w) {
					t.Errorf("%s: %q is never met; write %q", l.name, w, even(w))
				}
			}
		}
	}
}

// TestMembersInOrderOfTime holds that the members of a comparison come in
// order of what they are about, then of when they were published.
func TestMembersInOrderOfTime(t *testing.T) {
	records := []communique.Record{said("a", 1, count(32, on("2024-07-01", "2024-07-01"))), said("b", 1, count(28, on("2016-06-01", "2016-06-30"))), said("c", 1, count(30, on("2021-06-14", "2021-06-14")))}
	var got []string
	for _, m := range Compare(members, records, testReference, testNames)[0].Members {
		got = append(got, m.Says)
	}
	if want := []string{"28", "30", "32"}; !slices.Equal(got, want) {
		t.Errorf("members %v, want %v", got, want)
	}
}
