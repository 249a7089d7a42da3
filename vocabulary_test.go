package communique_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	. "github.com/communique-kg/communique"
)

func TestEntityID(t *testing.T) {
	for id, valid := range map[EntityID]bool{
		"": true, "org:nato": true, "person:jens-stoltenberg": true, "np:member states": true, "document:tallinn-manual-2.0": true,
		"nato": false, "org:": false, "planet:mars": false, "org:NATO": false, "org:north atlantic": false, "np:Member": false, "org:a\x00b": false,
	} {
		if err := id.Validate(); (err == nil) != valid {
			t.Errorf("%q: %v, want valid %v", id, err, valid)
		}
	}
	for words, want := range map[string]EntityID{
		"The  Member\nStates": "np:the member states", "": "", "\x00": "", " RUSSIAN diplomats ": "np:russian diplomats",
	} {
		if got := NP(words); got != want || got.Validate() != nil {
			t.Errorf("NP(%q) = %q, want %q", words, got, want)
		}
	}
	if long := NP(strings.Repeat("é", 200)); long.Validate() != nil || len(long) > 124 {
		t.Errorf("NP of a long phrase: %q", long)
	}
	if !EntityID("state:estonia").IsActor() || EntityID("instrument:article-5").IsActor() {
		t.Error("states act, instruments do not")
	}
}

func TestDays(t *testing.T) {
	june, year, open := Days{"2016-06-01", "2016-06-30"}, Days{"2016-01-01", "2016-12-31"}, Days{"2016-07-01", ""}
	for _, test := range []struct {
		name      string
		got, want bool
	}{
		{"a month overlaps its year", june.Overlaps(year), true},
		{"a month lies within its year", june.Within(year), true},
		{"a year does not lie within a month", year.Within(june), false},
		{"an open range overlaps the year it begins in", open.Overlaps(year), true},
		{"an open range lies within no closed one", open.Within(year), false},
		{"what ends before it begins does not overlap", june.Overlaps(open), false},
		{"unknown overlaps nothing", (Days{}).Overlaps(year), false},
		{"unknown contains nothing", (Days{}).Contains("2016-06-01"), false},
		{"ends are inclusive", june.Contains("2016-06-30") && june.Contains("2016-06-01"), true},
		{"an open range goes on", open.Contains("2999-01-01"), true},
	} {
		if test.got != test.want {
			t.Errorf("%s: %v", test.name, test.got)
		}
	}
	for d, want := range map[Days]string{june: "2016-06-01/2016-06-30", open: "2016-07-01/..", {}: "", {"2016-06-01", "2016-06-01"}: "2016-06-01", {"", "2016-06-01"}: "../2016-06-01"} {
		if got := d.String(); got != want {
			t.Errorf("%+v: %q, want %q", d, got, want)
		}
	}
	for d, valid := range map[Days]bool{june: true, {}: true, {"2016-02-30", ""}: false, {"2016-07-01", "2016-06-01"}: false, {"2016", ""}: false} {
		if err := d.Validate(); (err == nil) != valid {
			t.Errorf("%+v: %v, want valid %v", d, err, valid)
		}
	}
	if got := Day("2016-02-28").Add(2); got != "2016-03-01" {
		t.Errorf("two days after 28 February 2016: %s", got)
	}
}

func TestEvidence(t *testing.T) {
	text := "NATO – 28"
	for _, test := range []struct {
		e     Evidence
		valid bool
	}{
		{Span{0, 4}.Quote(text), true},
		{Span{5, 8}.Quote(text), true},
		{Evidence{Span{0, 4}, "nato"}, false},
		{Evidence{Span{5, 7}, text[5:7]}, false}, // cuts the dash
		{Evidence{Span{4, 4}, ""}, false},
		{Evidence{Span{-1, 4}, "NATO"}, false},
		{Evidence{Span{9, 99}, "28"}, false},
	} {
		if err := test.e.Validate(text); (err == nil) != test.valid {
			t.Errorf("%+v: %v, want valid %v", test.e, err, test.valid)
		}
	}
}

// sound is a document that is valid in every respect.
func sound() *Document {
	d := &Document{Text: "NATO has 28 members, he said in 2016.\nComments", Reader: "test", Format: "text", Sources: []Source{{Outlet: "One"}}}
	d.ID, d.TextID = DocIDOf([]byte(d.Text)), TextIDOf(d.Text)
	d.Regions = []Region{{Span{0, 37}, Article, "body"}, {Span{38, 46}, Boilerplate, "comment"}}
	content := Span{0, 20}
	d.Statements = []Statement{{ID: NewStatementID(d.ID, d.TextID, Indirect, content), Kind: Indirect, Content: []Evidence{content.Quote(d.Text)}, Cue: Span{24, 28}.Quote(d.Text), Rule: "test"}}
	evidence := Span{9, 19}
	d.Claims = []Claim{{ID: NewClaimID(d.ID, d.TextID, MemberCount, evidence, "org:nato"), Kind: MemberCount, Subject: "org:nato", Value: &Value{28, "members", Equal},
		Modality: Asserted, Polarity: Affirmed, Statement: d.Statements[0].ID, Evidence: evidence.Quote(d.Text), Rule: "member-count/test", Questions: []Question{"member-count/org:nato"},
		About: TimeValue{Evidence: Span{32, 36}.Quote(d.Text), Type: Date, Value: "2016", EDTF: "2016", Days: Days{"2016-01-01", "2016-12-31"}}}}
	d.Mentions = []Mention{{Evidence: Span{0, 4}.Quote(d.Text), Entity: "org:nato", Type: "organisation", Via: ViaAcronym}}
	d.Quantities = []Quantity{{evidence.Quote(d.Text), 28, Equal, "members"}}
	return d
}

func TestDocumentValidate(t *testing.T) {
	if err := sound().Validate(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Document){
		"id":                        func(d *Document) { d.ID = "sha256-1" },
		"text":                      func(d *Document) { d.Text += " more" },
		"reader":                    func(d *Document) { d.Reader = "" },
		"no source":                 func(d *Document) { d.Sources = nil },
		"date of a source":          func(d *Document) { d.Sources[0].Published.Days = Days{"2016-13-01", ""} },
		"overlapping regions":       func(d *Document) { d.Regions[1].Start = 30 },
		"role of a region":          func(d *Document) { d.Regions[0].Role = "advert" },
		"claim in boilerplate":      func(d *Document) { d.Regions[0].Role, d.Regions[1].Role = Boilerplate, Article },
		"evidence that misquotes":   func(d *Document) { d.Claims[0].Evidence.Exact = "29 members" },
		"id of a claim":             func(d *Document) { d.Claims[0].ID = "c-0" },
		"kind of a claim":           func(d *Document) { d.Claims[0].Kind = "rumour" },
		"modality":                  func(d *Document) { d.Claims[0].Modality = "perhaps" },
		"polarity":                  func(d *Document) { d.Claims[0].Polarity = "" },
		"comparator":                func(d *Document) { d.Claims[0].Value.Cmp = "≈" },
		"no rule":                   func(d *Document) { d.Claims[0].Rule = "" },
		"object and proposition":    func(d *Document) { d.Claims[0].Object, d.Claims[0].Proposition = "org:eu", "x" },
		"statement of another text": func(d *Document) { d.Claims[0].Statement = "s-0" },
		"time that misquotes":       func(d *Document) { d.Claims[0].About.Exact = "2017" },
		"topic":                     func(d *Document) { d.Claims[0].Topics = []EntityID{"cyber"} },
		"id of a statement":         func(d *Document) { d.Statements[0].ID = "s-0" },
		"statement without words":   func(d *Document) { d.Statements[0].Content = nil },
		"cue that misquotes":        func(d *Document) { d.Statements[0].Cue.Exact = "says" },
		"mention of nobody's id":    func(d *Document) { d.Mentions[0].Entity = "NATO" },
		"quantity that misquotes":   func(d *Document) { d.Quantities[0].Exact = "28" },
		"a claim twice":             func(d *Document) { d.Claims = append(d.Claims, d.Claims[0]) },
	} {
		d := sound()
		spoil(d)
		var invalid *InvalidError
		if err := d.Validate(); !errors.As(err, &invalid) {
			t.Errorf("%s: %v, want an InvalidError", name, err)
		}
	}
}

func TestFilterMatch(t *testing.T) {
	d := sound()
	record := Record{Claim: &d.Claims[0], Document: d, Recorded: []Days{{"2026-01-01", "2026-01-31"}, {"2026-03-01", ""}}}
	published := func(from, to Day) { d.Sources[0].Published = TimeValue{Days: Days{from, to}} }
	published("2016-06-01", "2016-06-30")
	for _, test := range []struct {
		name string
		f    Filter
		want Match
	}{
		{"no filter", Filter{}, In},
		{"its kind", Filter{Kinds: []Kind{Decision, MemberCount}}, In},
		{"another kind", Filter{Kinds: []Kind{Decision}}, Out},
		{"its subject", Filter{Actors: []EntityID{"org:nato"}}, In},
		{"another actor", Filter{Actors: []EntityID{"org:eu"}}, Out},
		{"its outlet, and another kind", Filter{Outlets: []string{"One"}, Kinds: []Kind{RoleClaim}}, Out},
		{"its question", Filter{Questions: []Question{"member-count/org:nato"}}, In},
		{"a topic it lacks", Filter{Topics: []EntityID{"concept:cyberspace"}}, Out},
		{"its document", Filter{Documents: []DocID{d.ID}}, In},
		{"about its year", Filter{About: Days{"2016-12-31", ""}}, In},
		{"about the next year", Filter{About: Days{"2017-01-01", ""}}, Out},
		{"published by the end of its interval", Filter{PublishedBy: "2016-06-30"}, In},
		{"published by a day of its interval", Filter{PublishedBy: "2016-06-15"}, Possibly},
		{"published before", Filter{PublishedBy: "2016-05-31"}, Out},
		{"recorded while it was held", Filter{RecordedBy: "2026-01-31"}, In},
		{"recorded while it was not", Filter{RecordedBy: "2026-02-15"}, Out},
		{"recorded before", Filter{RecordedBy: "2025-12-31"}, Out},
		{"recorded since it is held again", Filter{RecordedBy: "2026-03-01"}, In},
	} {
		if got := test.f.Match(record); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	published("", "")
	if got := (Filter{PublishedBy: "2016-06-30"}).Match(record); got != Undated {
		t.Errorf("an undated document by a day: %v, want Undated", got)
	}
	record.Recorded = record.Recorded[:1]
	if got := (Filter{}).Match(record); got != Out {
		t.Errorf("a claim that is held no more: %v, want Out", got)
	}
	for name, f := range map[string]Filter{
		"kind": {Kinds: []Kind{"members"}}, "actor": {Actors: []EntityID{"nato"}}, "topic": {Topics: []EntityID{""}},
		"document": {Documents: []DocID{"x"}}, "about": {About: Days{"2017-01-01", "2016-01-01"}}, "day": {PublishedBy: "soon"}, "recorded": {RecordedBy: "2016-02-30"},
	} {
		if f.Validate() == nil {
			t.Errorf("filter with a wrong %s is valid", name)
		}
	}
}

func TestPublishedIsTheEarliest(t *testing.T) {
	d := sound()
	at := func(from, to Day) Source { return Source{Published: TimeValue{Days: Days{from, to}}} }
	d.Sources = []Source{{}, at("2016-07-01", ""), at("2016-06-01", "2016-06-30"), at("2016-06-15", "2016-06-15")}
	if got := d.Published().Days; got != (Days{"2016-06-15", "2016-06-15"}) {
		t.Errorf("published %v", got)
	}
}

// FuzzOffsets holds that code points and bytes convert back and forth.
func FuzzOffsets(f *testing.F) {
	f.Add("")
	f.Add("NATO – “words”")
	f.Add(strings.Repeat("añ漢🏴", 200))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		o := NewOffsets(text)
		n := 0
		for i := range text {
			if got := o.Rune(i); got != n {
				t.Fatalf("byte %d is code point %d, want %d", i, got, n)
			}
			if got := o.Byte(n); got != i {
				t.Fatalf("code point %d is byte %d, want %d", n, got, i)
			}
			n++
		}
		if o.Rune(len(text)) != n || o.Byte(n) != len(text) || o.Byte(n+5) != len(text) {
			t.Fatalf("the end: %d, %d, %d", o.Rune(len(text)), o.Byte(n), o.Byte(n+5))
		}
	})
}

func TestSays(t *testing.T) {
	for want, c := range map[string]Claim{
		"28":                {Kind: MemberCount, Value: &Value{28, "members", Equal}},
		"over 28":           {Kind: MemberCount, Value: &Value{28, "members", Greater}},
		"over 120 people":   {Kind: QuantityClaim, Value: &Value{120, "people", Greater}},
		"secretary general": {Kind: RoleClaim, Object: "np:secretary general"},
		"reaffirms":         {Kind: Amendment, Act: "reaffirms", Object: "instrument:article-5"},
		"we won’t wait":     {Kind: Position, Proposition: "we won’t wait", Polarity: Denied},
		"it is not law":     {Kind: Position, Proposition: "it is not law", Polarity: Denied},
		"not it is law":     {Kind: Position, Proposition: "it is law", Polarity: Denied},
		"not domain":        {Kind: Recognition, As: "domain", Polarity: Denied},
		"words":             {Kind: Incident, Evidence: Evidence{Exact: "words"}},
	} {
		if got := c.Says(); got != want {
			t.Errorf("%+v says %q, want %q", c, got, want)
		}
	}
}
