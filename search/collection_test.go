package search

import (
	"context"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// article is a document of a test, written down shortly: paragraphs are
// regions, the first line is the title, a line that begins with "~" is boilerplate.
type article struct {
	outlet    string
	published communique.Days
	text      string
	claims    []assertion
	says      []quotation
}

// assertion is a claim of an article: where its words stand is found in the text.
type assertion struct {
	kind    communique.Kind
	subject communique.EntityID
	words   string
	topics  []communique.EntityID
	about   communique.Days

	object    communique.EntityID
	questions []communique.Question
}

// quotation is a statement of an article.
type quotation struct {
	speaker communique.EntityID
	words   string
	said    communique.Days
}

func on(day communique.Day) communique.Days { return communique.Days{From: day, To: day} }

func in(from, to communique.Day) communique.Days { return communique.Days{From: from, To: to} }

// document makes a valid document of the article.
func (a article) document(t testing.TB) *communique.Document {
	t.Helper()
	d := &communique.Document{
		ID: communique.DocIDOf([]byte(a.text)), TextID: communique.TextIDOf(a.text), Text: a.text,
		Reader: "test 1", Format: "text", Language: "en",
		Sources: []communique.Source{{Outlet: a.outlet, Published: communique.TimeValue{Days: a.published}}},
	}
	d.Title, _, _ = strings.Cut(a.text, "\n")
	at := 0
	for _, line := range strings.SplitAfter(a.text, "\n") {
		r := communique.Region{Span: communique.Span{Start: at, End: at + len(line)}, Role: communique.Article, Type: "body"}
		switch {
		case at == 0:
			r.Type = "headline"
		case strings.HasPrefix(line, "~"):
			r.Role, r.Type = communique.Boilerplate, "widget"
		}
		if r.Len() > 0 {
			d.Regions = append(d.Regions, r)
		}
		at += len(line)
	}
	quote := func(words string) communique.Evidence {
		t.Helper()
		n := strings.Index(a.text, words)
		if n < 0 {
			t.Fatalf("%q does not stand in %q", words, d.Title)
		}
		return communique.Span{Start: n, End: n + len(words)}.Quote(a.text)
	}
	for _, q := range a.says {
		e := quote(q.words)
		d.Statements = append(d.Statements, communique.Statement{
			ID: communique.NewStatementID(d.ID, d.TextID, communique.Direct, e.Span), Kind: communique.Direct,
			Content: []communique.Evidence{e}, Speaker: q.speaker, Said: communique.TimeValue{Days: q.said}, Rule: "test",
		})
	}
	for _, c := range a.claims {
		e := quote(c.words)
		claim := communique.Claim{
			ID: communique.NewClaimID(d.ID, d.TextID, c.kind, e.Span, c.subject), Kind: c.kind, Subject: c.subject, Object: c.object,
			Modality: communique.Asserted, Polarity: communique.Affirmed, Evidence: e, Topics: c.topics,
			About: communique.TimeValue{Days: c.about}, Questions: c.questions, Rule: "test/rule",
		}
		for _, s := range d.Statements {
			if s.Content[0].Contains(e.Span) {
				claim.Statement, claim.Speaker = s.ID, s.Speaker
			}
		}
		d.Claims = append(d.Claims, claim)
	}
	return d
}

var names = map[communique.EntityID]string{
	"org:nato": "NATO", "state:estonia": "Estonia", "state:turkey": "Türkiye", "person:jens-stoltenberg": "Jens Stoltenberg",
	"org:united-nations": "United Nations", "concept:cyberspace": "cyberspace", "concept:cyber-defence": "cyber defence",
	"instrument:article-5": "Article 5", "state:russia": "Russia", "org:european-union": "European Union",
}

func nameOf(id communique.EntityID) string { return names[id] }

// collection is a small library with the words that policy texts share.
var collection = []article{
	{
		outlet: "NATO", published: on("2014-09-05"),
		text: `Wales Summit Declaration
The Heads of State and Government of the 28 member countries of the North Atlantic Alliance met in Wales.
Cyber attacks can reach a threshold that threatens national and Euro-Atlantic prosperity, security, and stability.
We affirm therefore that cyber defence is part of NATO's core task of collective defence.
A decision as to when a cyber attack would lead to the invocation of Article 5 would be taken by the North Atlantic Council on a case-by-case basis.
~Subscribe to our newsletter and accept cookies.
`,
		claims: []assertion{
			{kind: communique.MemberCount, subject: "org:nato", words: "28 member countries", about: on("2014-09-05")},
			{kind: communique.Decision, subject: "org:nato", words: "cyber defence is part of NATO's core task", topics: []communique.EntityID{"concept:cyber-defence"}, about: on("2014-09-05")},
			{kind: communique.Invocation, subject: "instrument:article-5", words: "on a case-by-case basis", topics: []communique.EntityID{"concept:cyberspace"}},
		},
	},
	{
		outlet: "The Courier", published: on("2016-06-15"),
		text: `NATO recognises cyberspace as a domain of operations
Defence ministers agreed in Brussels to treat cyberspace as an operational domain, beside air, land and sea.
"Cyberattacks can be as harmful as conventional attacks," said Jens Stoltenberg, the Secretary General.
A severe cyberattack could trigger Article 5, he added, and the 28 allies would decide.
`,
		says: []quotation{{"person:jens-stoltenberg", "Cyberattacks can be as harmful as conventional attacks,", on("2016-06-14")}},
		claims: []assertion{
			{kind: communique.Recognition, subject: "org:nato", words: "treat cyberspace as an operational domain", topics: []communique.EntityID{"concept:cyberspace"}, about: on("2016-06-14")},
			{kind: communique.MemberCount, subject: "org:nato", words: "28 allies", about: on("2016-06-15")},
		},
	},
	{
		outlet: "Baltic Post", published: in("2007-05-01", "2007-05-31"),
		text: `Estonia hit by wave of attacks on its networks
Tallinn blamed Moscow for the attacks on banks, ministries and newspapers; Russia denied any part in it.
The Estonian government said that it would raise the matter with its allies.
`,
		claims: []assertion{
			{kind: communique.Attribution, subject: "state:estonia", words: "Tallinn blamed Moscow for the attacks", about: in("2007-04-27", "2007-05-18")},
			{kind: communique.Denial, subject: "state:russia", words: "Russia denied any part in it"},
		},
	},
	{
		outlet: "The Courier", published: on("2024-03-07"),
		text: `Sweden joins the Alliance as its thirty-second member
With Sweden, NATO has 32 members. The ceremony took place in Washington.
Türkiye had held back its consent for more than a year.
Outer space was also on the agenda of the meeting.
`,
		claims: []assertion{
			{kind: communique.MemberCount, subject: "org:nato", words: "32 members", about: communique.Days{From: "2024-03-07"}},
			{kind: communique.Accession, subject: "state:turkey", words: "Türkiye had held back its consent"},
		},
	},
	{
		outlet: "World Report",
		text: `Norms of responsible behaviour in cyberspace
The United Nations adopted norms of responsible State behaviour. States should not attack each other's critical infrastructure.
Member States of the European Union stressed that international law applies.
The U.S. delegation welcomed the report; it was adopted by consensus.
`,
		claims: []assertion{
			{kind: communique.Adoption, subject: "org:united-nations", words: "adopted norms of responsible State behaviour", topics: []communique.EntityID{"concept:cyberspace"}},
			{kind: communique.Position, subject: "org:european-union", words: "international law applies"},
		},
	},
}

// library is a corpus and an index in step with it.
type library struct {
	*Index
	corpus *corpus.Corpus
	docs   []*communique.Document
	dir    string
}

func newLibrary(t testing.TB, articles ...article) *library {
	t.Helper()
	l := &library{dir: t.TempDir()}
	var err error
	if l.corpus, err = corpus.Open(l.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.corpus.Close() })
	if l.Index, err = Open(l.dir, Options{Name: nameOf, Ask: askOf}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Index.Close() })
	for _, a := range articles {
		l.docs = append(l.docs, l.append(t, a.document(t)))
	}
	l.sync(t)
	return l
}

func (l *library) append(t testing.TB, d *communique.Document) *communique.Document {
	t.Helper()
	if _, err := l.corpus.Append(context.Background(), "test", d, []byte(d.Text)); err != nil {
		t.Fatal(err)
	}
	return d
}

func (l *library) sync(t testing.TB) int {
	t.Helper()
	n, err := l.Sync(context.Background(), l.corpus)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (l *library) ask(t testing.TB, q Query) Result {
	t.Helper()
	r, err := l.Search(context.Background(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return r
}

func (l *library) problems(t testing.TB) (all []string) {
	t.Helper()
	for p, err := range l.Check(context.Background(), l.corpus) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

// label names a hit for people: the thing, and the first words of what it is.
func (l *library) label(h Hit) string {
	for _, d := range l.docs {
		if d.ID != h.Document {
			continue
		}
		switch h.Thing {
		case Documents:
			return "document " + d.Title
		default:
			return string(h.Thing) + " " + h.Span.Of(d.Text)
		}
	}
	return string(h.Thing) + " " + h.ID
}
