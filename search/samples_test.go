package search

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// sampleClaims are claims of the samples as a reader of them would find them,
// by the name of the file. They stand here so that a better reader does not
// change the ranking file.
var sampleClaims = map[string][]assertion{
	"2007-05-18-estonia.md": {
		{kind: communique.Attribution, subject: "event:estonia-2007", words: "Estonian officials have attributed the cyber attacks on Estonia to Russia", questions: []communique.Question{"attribution/event:estonia-2007"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "26 members", questions: []communique.Question{"member-count/org:nato"}},
		{kind: communique.Denial, subject: "state:russia", words: "The Kremlin denied any part in them"},
	},
	"2008-04-04-bucharest.md": {
		{kind: communique.MemberCount, subject: "org:nato", words: "26 member states", questions: []communique.Question{"member-count/org:nato"}},
		{kind: communique.Adoption, subject: "org:nato", words: "NATO has adopted a policy on cyber defence"},
	},
	"2014-09-05-wales.md": {
		{kind: communique.Decision, subject: "org:nato", words: "NATO decided on Friday that a cyber attack can lead to the invocation of Article 5", questions: []communique.Question{"decision/org:nato/instrument:article-5", "when/decision/org:nato/instrument:article-5"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "28 allies", questions: []communique.Question{"member-count/org:nato"}},
		{kind: communique.Invocation, subject: "instrument:article-5", words: "Article 5 has been invoked once", questions: []communique.Question{"invocation/instrument:article-5"}},
	},
	"2016-06-16-review.md": {
		{kind: communique.Decision, subject: "org:nato", words: "In June 2016 the alliance decided that a cyber attack could trigger Article 5", questions: []communique.Question{"when/decision/org:nato/instrument:article-5"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "28 members", questions: []communique.Question{"member-count/org:nato"}},
	},
	"2016-07-09-warsaw.md": {
		{kind: communique.Recognition, subject: "org:nato", words: "NATO recognised cyberspace as a domain of operations", questions: []communique.Question{"recognition/org:nato/concept:cyberspace"}},
	},
	"2017-06-05-montenegro.md": {
		{kind: communique.Accession, subject: "state:montenegro", words: "Montenegro becomes the 29th member of NATO", questions: []communique.Question{"accession/state:montenegro/org:nato"}},
		{kind: communique.Accession, subject: "state:montenegro", words: "Montenegro became the 29th member of NATO", questions: []communique.Question{"accession/state:montenegro/org:nato"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "29 members", questions: []communique.Question{"member-count/org:nato"}},
	},
	"2018-02-16-notpetya.md": {
		{kind: communique.Attribution, subject: "event:notpetya", words: "The United Kingdom attributed the NotPetya cyber attack of June 2017 to the Russian military", questions: []communique.Question{"attribution/event:notpetya"}},
		{kind: communique.Denial, subject: "state:russia", words: "Russia denied the accusation"},
	},
	"2019-11-20-space.md": {
		{kind: communique.Recognition, subject: "org:nato", words: "NATO foreign ministers recognised space as an operational domain", questions: []communique.Question{"recognition/org:nato/concept:space"}},
	},
	"2020-07-30-eu-sanctions.md": {
		{kind: communique.Sanction, subject: "org:european-union", words: "The Council of the European Union imposed sanctions on six persons"},
		{kind: communique.QuantityClaim, subject: "np:member states", words: "27 member states", questions: []communique.Question{"quantity/np:member states"}},
	},
	"2021-06-14-brussels.md": {
		{kind: communique.Decision, subject: "org:nato", words: "would be taken by the North Atlantic Council on a case-by-case basis", questions: []communique.Question{"decision/org:nato/instrument:article-5"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "30 allies", questions: []communique.Question{"member-count/org:nato"}},
	},
	"2021-06-16-review.md": {
		{kind: communique.Decision, subject: "org:nato", words: "In June 2021 NATO decided that a cyber attack could trigger Article 5", questions: []communique.Question{"when/decision/org:nato/instrument:article-5"}},
		{kind: communique.Amendment, subject: "document:brussels-communique", words: "The document amends Article 5", questions: []communique.Question{"amendment/document:brussels-communique/instrument:article-5"}},
	},
	"2023-04-04-finland.md": {
		{kind: communique.Accession, subject: "state:finland", words: "Finland became the 31st member of NATO", questions: []communique.Question{"accession/state:finland/org:nato"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "31 members", questions: []communique.Question{"member-count/org:nato"}},
	},
	"2024-03-07-sweden.md": {
		{kind: communique.Accession, subject: "state:sweden", words: "Sweden became the 32nd member of NATO", questions: []communique.Question{"accession/state:sweden/org:nato"}},
		{kind: communique.MemberCount, subject: "org:nato", words: "32 members", questions: []communique.Question{"member-count/org:nato"}},
	},
}

// sampleAsks are the words of the questions of sampleClaims.
var sampleAsks = map[communique.Question]string{
	"member-count/org:nato":                                       "How many members does NATO have?",
	"decision/org:nato/instrument:article-5":                      "What did NATO decide on Article 5?",
	"when/decision/org:nato/instrument:article-5":                 "When did NATO decide on cyber attacks and Article 5?",
	"invocation/instrument:article-5":                             "How often has Article 5 been invoked, and why?",
	"amendment/document:brussels-communique/instrument:article-5": "What does the Brussels Communiqué do to Article 5?",
	"recognition/org:nato/concept:cyberspace":                     "Has NATO recognised cyberspace, and as what?",
	"recognition/org:nato/concept:space":                          "Has NATO recognised space, and as what?",
	"attribution/event:estonia-2007":                              "Who is held responsible for the 2007 cyber attacks on Estonia?",
	"attribution/event:notpetya":                                  "Who is held responsible for NotPetya?",
	"accession/state:montenegro/org:nato":                         "When did Montenegro join NATO?",
	"accession/state:finland/org:nato":                            "When did Finland join NATO?",
	"accession/state:sweden/org:nato":                             "When did Sweden join NATO?",
	"quantity/np:member states":                                   "What number is given for the member states?",
}

func askOf(q communique.Question) string {
	if asks, ok := sampleAsks[q]; ok {
		return asks
	}
	return string(q)
}

// samples are the files of data/samples as plain text: the front matter tells
// outlet and day, headings lose their marks and empty lines go.
func samples(t testing.TB) (all []article) {
	t.Helper()
	data := testkit.Data(t)
	files, err := fs.Glob(data, "samples/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	found := 0
	for _, file := range files {
		plain, err := fs.ReadFile(data, file)
		if err != nil {
			t.Fatal(err)
		}
		front, body, ok := strings.Cut(strings.TrimPrefix(string(plain), "---\n"), "\n---\n")
		if !ok {
			t.Fatalf("%s: no front matter", file)
		}
		a := article{claims: sampleClaims[strings.TrimPrefix(file, "samples/")]}
		if a.claims != nil {
			found++
		}
		for line := range strings.Lines(front) {
			switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
			case "outlet":
				a.outlet = value
			case "published":
				a.published = on(communique.Day(value))
			}
		}
		for line := range strings.Lines(body) {
			line = strings.TrimLeft(strings.TrimSpace(line), "# ")
			if line != "" && !strings.HasPrefix(line, "*Written") {
				a.text += line + "\n"
			}
		}
		all = append(all, a)
	}
	if found != len(sampleClaims) {
		t.Fatalf("%d files of sampleClaims are among the samples, want %d", found, len(sampleClaims))
	}
	return all
}
