package export

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// document is a text whose characters take more than one byte before what is found.
func document() *communique.Document {
	d := &communique.Document{Text: "“Ü” – NATO has 28 members.", Reader: "test", Format: "text", Language: "en", Sources: []communique.Source{{}}}
	d.ID, d.TextID = communique.DocIDOf([]byte(d.Text)), communique.TextIDOf(d.Text)
	at := func(words string) communique.Evidence {
		i := strings.Index(d.Text, words)
		return communique.Span{Start: i, End: i + len(words)}.Quote(d.Text)
	}
	d.Regions = []communique.Region{{Span: communique.Span{Start: 0, End: len(d.Text)}, Role: communique.Article, Type: "body"}}
	d.Statements = []communique.Statement{{ID: "s-1", Kind: communique.Direct, Content: []communique.Evidence{at("“Ü”")}, Rule: "r"}}
	d.Claims = []communique.Claim{{ID: "c-1", Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: 28, Unit: "members", Cmp: communique.Equal},
		Modality: communique.Asserted, Polarity: communique.Affirmed, Evidence: at("28 members"), Statement: "s-1", Rule: "r"},
		{ID: "c-2", Kind: communique.Position, Proposition: "a cyber attack can trigger Article 5", Modality: communique.Possible, Polarity: communique.Affirmed, Evidence: at("NATO"), Rule: "r"}}
	d.Mentions = []communique.Mention{{Evidence: at("NATO"), Entity: "org:nato", Type: "organisation", Via: communique.ViaAcronym}}
	d.Quantities = []communique.Quantity{{Evidence: at("28 members"), N: 28, Cmp: communique.Equal, Unit: "members"}}
	return d
}

func TestExtract(t *testing.T) {
	d := document()
	x := Extract("a.txt", d)
	runes := []rune(d.Text)
	for _, s := range []ExtractedSpan{x.Claims[0].Evidence, x.Claims[1].Evidence, x.Statements[0].Content[0], x.Mentions[0].ExtractedSpan, x.Quantities[0].ExtractedSpan} {
		if got := string(runes[s.Start:s.End]); got != s.Exact {
			t.Errorf("code points [%d,%d) read %q, not %q", s.Start, s.End, got, s.Exact)
		}
	}
	if c := x.Claims[0]; c.ID != "c1" || *c.Statement != "s1" || c.Object != nil || *c.Subject != "org:nato" {
		t.Errorf("claim %+v", c)
	}
	if c := x.Claims[1]; c.ID != "c2" || *c.Object != "a cyber attack can trigger Article 5" || c.Subject != nil {
		t.Errorf("position %+v", c)
	}
	if r := x.Regions[0]; r.End != len(runes) {
		t.Errorf("region ends at %d of %d code points", r.End, len(runes))
	}
	if "sha256-"+x.SHA256 != string(d.ID) || x.Document.Published != nil {
		t.Errorf("document %+v of %s", x.Document, x.SHA256)
	}
}

// TestExtractionOfNothing holds the shape that scripts rely on: lists are never
// null, unknown values always are.
func TestExtractionOfNothing(t *testing.T) {
	d := document()
	d.Statements, d.Claims, d.Mentions, d.Quantities, d.Regions = nil, nil, nil, nil, nil
	b, err := json.Marshal(Extract("a.txt", d))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"claims":[]`, `"statements":[]`, `"times":[]`, `"mentions":[]`, `"quantities":[]`, `"regions":[]`, `"outlet":null`, `"published":null`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, "a.txt", document()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a.txt\n=====", "language   en", "member-count org:nato → 28", "“28 members”", "(nobody named): “Ü”", "possible"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in:\n%s", want, b.String())
		}
	}
}
