package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/internal/testkit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// cited is a citation of words in a text, with every field known.
func cited(text, words string, source communique.Source) *Citation {
	d := &communique.Document{ID: communique.DocIDOf([]byte(text)), TextID: communique.TextIDOf(text), Reader: "communique test", Title: "Members & more: 100% {of} them", Language: "en",
		Sources: []communique.Source{source}}
	i := strings.Index(text, words)
	c := &communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: 28, Unit: "member states", Cmp: communique.Equal},
		About:    communique.TimeValue{EDTF: "2016-06~", Days: communique.Days{From: "2016-06-01", To: "2016-06-30"}, Basis: "publication date"},
		Modality: communique.Asserted, Polarity: communique.Affirmed, Speaker: "person:jens-stoltenberg", Topics: []communique.EntityID{"concept:cyberspace"},
		Evidence: communique.Span{Start: i, End: i + len(words)}.Quote(text), Questions: []communique.Question{"member-count/org:nato"}, Rule: "member-count/test"}
	c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, c.Evidence.Span, c.Subject)
	o := communique.NewOffsets(text)
	return &Citation{Claim: c, Document: d, Said: communique.TimeValue{EDTF: "2016-06-14", Days: communique.Days{From: "2016-06-14", To: "2016-06-14"}},
		Recorded: []communique.Days{{From: "2026-01-01"}}, Statuses: []string{"current"}, Start: o.Rune(i), End: o.Rune(i + len(words)), Reading: "NATO has 28 member states.",
		Subject: "NATO", Speaker: "Jens Stoltenberg", PublishedOn: "15 June 2016", SaidOn: "14 June 2016",
		Address: "http://127.0.0.1:8080/claim?id=" + string(c.ID), Words: "http://127.0.0.1:8080/document?at=5-9&id=" + string(d.ID) + "&q=0123456789abcdef"}
}

func onDay(edtf string, from, to communique.Day) communique.TimeValue {
	return communique.TimeValue{EDTF: edtf, Days: communique.Days{From: from, To: to}}
}

// samples are a citation with all that can be known and one with next to nothing.
func samples() []*Citation {
	full := cited("“Ü” – NATO has 28\nmember states.", "28\nmember states", communique.Source{Outlet: "The Daily & Co_", Author: "Ann Author and others", URL: "https://example.org/a?b=c&d={e}#f", File: "a.html",
		Licence: "CC BY 4.0", Published: onDay("2016-06-15", "2016-06-15", "2016-06-15")})
	full.Stands = []Stand{{"How many members does NATO have?", claim.Evolution, "Both hold: 28 until 4 June 2017, 32 from 7 March 2024."}}
	bare := cited("=cmd() has 3 parts", "=cmd()", communique.Source{File: "b.txt"})
	c := bare.Claim
	c.Kind, c.Value, c.Subject, c.Proposition, c.Speaker, c.Topics, c.Questions, c.About = communique.Position, nil, "", "@numbers matter", "", nil, nil, communique.TimeValue{}
	bare.Document.Title, bare.Subject, bare.Speaker, bare.Said, bare.SaidOn, bare.Start, bare.End = "", "", "", communique.TimeValue{}, "", -1, -1
	bare.Statuses, bare.Against = []string{"retracted", "rejected"}, []claim.Relation{claim.Misreport, claim.AgainstReference}
	bare.Reading, bare.Address, bare.Words, bare.PublishedOn = "Somebody holds that @numbers matter.", "/claim?id="+string(c.ID), "", "unknown"
	return []*Citation{full, bare}
}

func asked() *Question {
	s := samples()
	return &Question{Key: "member-count/org:nato", Asks: "How many members does NATO have?", Address: "http://127.0.0.1:8080/compare?question=member-count%2Forg%3Anato", Reader: "Communiqué test", Answers: 3, Compared: 2,
		Comparisons: []Comparison{{Relation: claim.Evolution, Because: "Both hold: 28 until 4 June 2017, 32 from 7 March 2024.", Members: s,
			Facts: []communique.Fact{{Says: "NATO has 28 members", Days: communique.Days{From: "2009-04-01", To: "2017-06-04"}, Authority: "NATO"}}},
			{Relation: claim.Undetermined, Because: "One has no date.", Settles: "The date of the note.", Members: s[1:]}}}
}

// write writes claims in a format, after a question where it is given.
func write(t testing.TB, f Format, q *Question, claims ...*Citation) string {
	t.Helper()
	var b bytes.Buffer
	f, ok := Named(f.Name)
	if !ok {
		t.Fatalf("no format %s", f.Name)
	}
	w := NewWriter(&b, f)
	put := func(piece []byte, err error) {
		if err == nil {
			err = w.Put(piece)
		}
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	if q != nil && f.Question != nil {
		put(f.Question(q))
	}
	for _, c := range claims {
		put(f.Claim(c))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormats holds each format to its golden file, and reads it as others do.
func TestFormats(t *testing.T) {
	for _, f := range Formats {
		if f.Drawn {
			continue
		}
		claims := write(t, f, nil, samples()...)
		testkit.Golden(t, "testdata/claims"+f.Extension, claims, *update)
		valid(t, f, claims, samples())
		if f.Question != nil {
			question := write(t, f, asked())
			testkit.Golden(t, "testdata/question"+f.Extension, question, *update)
			valid(t, f, question, nil)
		}
		valid(t, f, write(t, f, nil), nil)
	}
}

func TestNamed(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats {
		if got, ok := Named(f.Name); !ok || got.Title != f.Title || seen[f.Name] || seen[f.Extension] {
			t.Errorf("%s: found %q, %v; or its name or extension is another's", f.Name, got.Title, ok)
		}
		seen[f.Name], seen[f.Extension] = true, true
	}
	if _, ok := Named("docx"); ok {
		t.Error("there is a format docx")
	}
}

// valid reads what a format wrote, strictly, and finds the claims in it.
func valid(t testing.TB, f Format, s string, claims []*Citation) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: not UTF-8", f.Name)
	}
	read, ok := readers[f.Name]
	if !ok {
		t.Fatalf("%s: this test cannot read it", f.Name)
	}
	read(t, s, claims)
}

var readers = map[string]func(testing.TB, string, []*Citation){
	"text": readPlain, "csl": readCSL, "bibtex": readBibTeX, "ris": readRIS, "claimreview": readReviews, "csv": readCSV, "jsonl": readJSONL, "jsonld": readJSONLD, "nquads": readNQuads, "graphml": readGraphML,
}

func readPlain(t testing.TB, s string, claims []*Citation) {
	paragraphs := strings.Split(strings.TrimSuffix(s, "\n"), "\n\n")
	for i, c := range claims {
		if !strings.Contains(paragraphs[i], string(c.Claim.ID)) || strings.ContainsAny(paragraphs[i], "\n\r\u202e\u2066") {
			t.Errorf("text: paragraph %d is %q", i, paragraphs[i])
		}
	}
}

func readCSL(t testing.TB, s string, claims []*Citation) {
	var items []cslItem
	if err := json.Unmarshal([]byte(s), &items); err != nil {
		t.Fatalf("csl: %v in %s", err, s)
	}
	for i, c := range claims {
		if items[i].ID != string(c.Claim.ID) || items[i].Custom.Exact != sound(c.Claim.Evidence.Exact) || items[i].Title != sound(c.title()) || items[i].Note == "" {
			t.Errorf("csl: item %d is %+v", i, items[i])
		}
	}
}

// readBibTeX reads entries by the rules of BibTeX: values in braces that match,
// where no backslash makes a brace another character.
func readBibTeX(t testing.TB, s string, claims []*Citation) {
	var keys []string
	for rest := strings.TrimSpace(s); rest != ""; rest = strings.TrimSpace(rest) {
		head := regexp.MustCompile(`^@(online|misc)\{([^\s,{}]+),\n`).FindStringSubmatch(rest)
		if head == nil {
			t.Fatalf("bibtex: no entry begins at %.80q", rest)
		}
		keys = append(keys, head[2])
		rest = rest[len(head[0]):]
		for !strings.HasPrefix(rest, "}") {
			field := regexp.MustCompile(`^  [a-z]+ *= \{`).FindString(rest)
			if field == "" {
				t.Fatalf("bibtex: no field begins at %.80q", rest)
			}
			depth, i := 1, len(field)
			for ; i < len(rest) && depth > 0; i++ {
				switch rest[i] {
				case '{':
					depth++
				case '}':
					depth--
				case '\n', '\r':
					t.Fatalf("bibtex: a line ends within a value: %.80q", rest)
				case '%', '#', '&', '$', '_':
					if rest[i-1] != '\\' && !strings.Contains(field, "url") {
						t.Errorf("bibtex: a bare %q in %.80q", rest[i], rest)
					}
				}
			}
			value := rest[len(field) : i-1]
			if strings.Contains(field, "author") && (!strings.HasPrefix(value, "{") || !strings.HasSuffix(value, "}")) {
				t.Errorf("bibtex: author %q could be several", value)
			}
			var ok bool
			if rest, ok = strings.CutPrefix(rest[i:], ",\n"); !ok {
				t.Fatalf("bibtex: a field ends with %.80q", rest)
			}
		}
		rest = rest[1:]
	}
	for i, c := range claims {
		if len(keys) != len(claims) || keys[i] != string(c.Claim.ID) {
			t.Fatalf("bibtex: entries %v", keys)
		}
	}
}

// readRIS reads entries by the lines of RIS.
func readRIS(t testing.TB, s string, claims []*Citation) {
	var entries []map[string][]string
	open := false
	for n, l := range strings.Split(s, "\r\n") {
		if strings.ContainsAny(l, "\r\n\u0085\u2028\u2029") {
			t.Fatalf("ris: line %d holds a line end: %q", n, l)
		}
		if l == "" {
			continue
		}
		if len(l) < 6 || l[2:6] != "  - " {
			t.Fatalf("ris: line %d is %.80q", n, l)
		}
		tag, value := l[:2], l[6:]
		switch {
		case tag == "TY" && !open:
			entries, open = append(entries, map[string][]string{}), true
		case tag == "TY" || !open:
			t.Fatalf("ris: line %d: %s out of place", n, tag)
		case tag == "ER":
			open = false
		}
		last := entries[len(entries)-1]
		last[tag] = append(last[tag], value)
	}
	if open || claims != nil && len(entries) != len(claims) {
		t.Fatalf("ris: %d entries of %d, or one without its end", len(entries), len(claims))
	}
	for i, c := range claims {
		if entries[i]["ID"][0] != string(c.Claim.ID) {
			t.Errorf("ris: entry %d is %v", i, entries[i])
		}
	}
}

func readReviews(t testing.TB, s string, claims []*Citation) {
	var file struct {
		Context any      `json:"@context"`
		Graph   []review `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(s), &file); err != nil {
		t.Fatalf("claimreview: %v in %s", err, s)
	}
	if strings.Contains(s, "Rating") || strings.Contains(s, "\"@context\":\"") {
		t.Error("claimreview: a rating, or a context that must be fetched")
	}
	for i, c := range claims {
		r := file.Graph[i]
		if len(r.Items) != 1 || r.Items[0].Appearance.Part.Text != sound(c.Claim.Evidence.Exact) || r.Items[0].Appearance.Identifier != string(c.Document.ID) || r.Body == "" {
			t.Errorf("claimreview: %+v", r)
		}
	}
}

func readCSV(t testing.TB, s string, claims []*Citation) {
	r := csv.NewReader(strings.NewReader(s))
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		row, err := r.Read()
		if err != nil {
			t.Fatalf("csv: %v in %s", err, s)
		}
		get := func(name string) string { return row[slices.Index(head, name)] }
		for _, v := range row {
			if formula(v) && v != get("n") {
				t.Errorf("csv: the cell %.40q is a formula", v)
			}
		}
		for name, want := range map[string]string{"exact": c.Claim.Evidence.Exact, "title": c.Document.Title, "reading": c.Reading, "id": string(c.Claim.ID)} {
			// A reader of CSV ends every line in the same way.
			if got, want := uncell(get(name)), strings.ReplaceAll(want, "\r\n", "\n"); got != want {
				t.Errorf("csv: %s is %.80q, want %.80q", name, got, want)
			}
		}
	}
	if row, err := r.Read(); claims != nil && err != io.EOF {
		t.Errorf("csv: one row more: %v, %v", row, err)
	}
}

// uncell takes away what cell added.
func uncell(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

func readJSONL(t testing.TB, s string, claims []*Citation) {
	dec := json.NewDecoder(strings.NewReader(s))
	for _, c := range claims {
		var o ClaimObject
		if err := dec.Decode(&o); err != nil {
			t.Fatalf("jsonl: %v", err)
		}
		if o.ID != c.Claim.ID || o.Evidence.Exact != sound(c.Claim.Evidence.Exact) || o.Document.ID != c.Document.ID {
			t.Errorf("jsonl: %+v", o)
		}
	}
	if claims != nil && strings.Count(s, "\n") != len(claims) {
		t.Errorf("jsonl: %d lines for %d claims", strings.Count(s, "\n"), len(claims))
	}
}

func readJSONLD(t testing.TB, s string, claims []*Citation) {
	var file struct {
		Context map[string]any   `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(s), &file); err != nil {
		t.Fatalf("jsonld: %v in %s", err, s)
	}
	exact := map[any]bool{}
	for _, node := range file.Graph {
		for name, value := range node {
			if _, ok := file.Context[name]; !ok && !strings.HasPrefix(name, "@") {
				t.Errorf("jsonld: %q is not in the context", name)
			}
			if name == "exact" {
				exact[value] = true
			}
		}
	}
	for _, c := range claims {
		if !exact[sound(c.Claim.Evidence.Exact)] {
			t.Errorf("jsonld: the words %.80q are missing", c.Claim.Evidence.Exact)
		}
	}
}

var quad = regexp.MustCompile(`^<([^\x00-\x20<>"{}|^` + "`" + `\\]+)> <([^\x00-\x20<>"{}|^` + "`" + `\\]+)> (<[^\x00-\x20<>"{}|^` + "`" + `\\]+>|"((?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-F]{4})*)"(?:\^\^<[^\x00-\x20<>]+>)?) <[^\x00-\x20<>]+> \.$`)

func readNQuads(t testing.TB, s string, claims []*Citation) {
	exact := map[string]bool{}
	for l := range strings.SplitSeq(strings.TrimSuffix(s, "\n"), "\n") {
		m := quad.FindStringSubmatch(l)
		if m == nil && s != "" {
			t.Fatalf("nquads: no statement: %.200q", l)
		}
		if m == nil {
			return
		}
		for _, id := range []string{m[1], m[2]} {
			if u, err := url.Parse(id); err != nil || !u.IsAbs() {
				t.Errorf("nquads: %q is no absolute IRI", id)
			}
		}
		if m[2] == oa+"exact" {
			exact[m[4]] = true
		}
	}
	for _, c := range claims {
		if !exact[literal(c.Claim.Evidence.Exact)] {
			t.Errorf("nquads: the words %.80q are missing", c.Claim.Evidence.Exact)
		}
	}
}

// sound is a text as JSON can carry it.
func sound(s string) string { return strings.ToValidUTF8(s, "�") }

// TestDatesKeepTheirDoubt: what is known roughly leaves roughly.
func TestDatesKeepTheirDoubt(t *testing.T) {
	for _, test := range []struct{ edtf, csl, ris, iso string }{
		{"2016-06-15", `{"date-parts":[[2016,6,15]]}`, "2016/06/15/", "2016-06-15"},
		{"2024-03", `{"date-parts":[[2024,3]]}`, "2024/03//", "2024-03"},
		{"2014", `{"date-parts":[[2014]]}`, "2014///", "2014"},
		{"2014~", `{"date-parts":[[2014]],"circa":true}`, "2014///about", ""},
		{"2014-09?", `{"date-parts":[[2014,9]],"circa":true}`, "2014/09//uncertain", ""},
		{"2014%", `{"date-parts":[[2014]],"circa":true}`, "2014///about, uncertain", ""},
		{"2016-06-01/2016-06-30", `{"date-parts":[[2016,6,1],[2016,6,30]]}`, "", ""},
		{"2019-01/2019-04~", `{"date-parts":[[2019,1],[2019,4]],"circa":true}`, "", ""},
		{"2024-03-07/..", `{"raw":"2024-03-07/.."}`, "", ""},
		{"../2024-03-07", `{"raw":"../2024-03-07"}`, "", ""},
		{"/2024-03-07", `{"raw":"/2024-03-07"}`, "", ""},
		{"2014-XX", `{"raw":"2014-XX"}`, "", ""},
		{"201X", `{"raw":"201X"}`, "", ""},
		{"2014-21", `{"raw":"2014-21"}`, "", ""},
		{"soon", `{"raw":"soon"}`, "", ""},
		{"", `null`, "", ""},
	} {
		v := communique.TimeValue{EDTF: test.edtf}
		b, err := encode(cslIssued(v))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(b); got != test.csl {
			t.Errorf("csl: %q is %s, want %s", test.edtf, got, test.csl)
		}
		if _, got := risDate(v); got != test.ris {
			t.Errorf("ris: %q is %q, want %q", test.edtf, got, test.ris)
		}
		if got := isoDate(v); got != test.iso {
			t.Errorf("ISO: %q is %q, want %q", test.edtf, got, test.iso)
		}
	}
}

// TestManyVerdicts: the words of a comparison stay few, and say what is left out.
func TestManyVerdicts(t *testing.T) {
	q := asked()
	for i := range 30 {
		q.Comparisons = append(q.Comparisons, Comparison{Relation: claim.Agreement, Because: fmt.Sprint("Because of ", i/2, ".")})
	}
	got := q.verdicts()
	if len(got) != 11 || got[10] != "7 more relations are told on the page of the comparison." {
		t.Errorf("%d verdicts, the last is %q", len(got), got[len(got)-1])
	}
}

func TestWebAddress(t *testing.T) {
	for s, want := range map[string]string{
		"https://example.org/a b?c={d}": "https://example.org/a%20b?c=%7Bd%7D", "http://example.org/ü": "http://example.org/%C3%BC", "https://example.org/%20": "https://example.org/%20",
		"javascript:alert(1)": "", "/claim?id=1": "", "ftp://example.org/": "", "https://": "", "": "", "https://exa\nmple.org": "", "https://example.org/\\}": "https://example.org/%5C%7D",
	} {
		if got := webAddress(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

// hostile are texts that break formats which do not take care.
var hostile = []string{
	"plain", "", "'", "=1+1", "'=1+1", "''-x", "\t=x", "＝1", "a\"b", "a,b\nc", "\r\nTY  - BOOK\r\nER  - ", "}, title={x}", `\`, `\}`, "{{{", "}}}", "%comment", "# & $ _ ~ ^",
	"\u202eevil\u202c", "\u2066a\u2069", "a\u2028b\u2029c\u0085d", "\x00\x01\x7f", "\xff\xfe", "</script><b>", `"> <urn:x> <urn:y> .`, "and and and", "שלום", "a\u0300\u0301\u0302", "@article{x,",
	strings.Repeat("w", 10_000), strings.Repeat("{\\\"=\r\n", 1500),
}

// FuzzFormats puts hostile text into every field.
func FuzzFormats(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+7)%len(hostile)])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == "" {
			a = "–" // evidence is never empty
		}
		c := samples()[0]
		c.Claim.Evidence.Exact, c.Reading, c.Claim.Scope, c.Claim.As, c.Claim.Act, c.Claim.Rule, c.Claim.Value.Unit = a, b, a, b, a, b, a
		c.Claim.Subject, c.Subject, c.Speaker, c.PublishedOn, c.SaidOn = communique.NP(a), a, b, a, b
		c.Claim.Topics, c.Claim.Questions, c.Statuses = []communique.EntityID{communique.EntityID(a)}, []communique.Question{communique.Question(b)}, []string{a}
		c.Document.Title, c.Document.Language, c.Document.Reader = b, a, b
		c.Document.Sources[0] = communique.Source{Outlet: a, Author: b, URL: "https://example.org/" + a, File: b, Licence: a, Published: communique.TimeValue{EDTF: b}}
		c.Words, c.Address = a, "http://example.org/"+b
		q := asked()
		q.Asks, q.Key, q.Comparisons[0].Because, q.Comparisons[0].Facts[0].Says = a, communique.Question(b), b, a
		q.Comparisons[0].Members, q.Comparisons[1].Members = []*Citation{c}, nil
		for _, format := range Formats {
			if format.Drawn {
				continue
			}
			if format.Name == "csv" && strings.Contains(a+b, "\r") {
				continue // readers of CSV disagree about it
			}
			valid(t, format, write(t, format, nil, c), func() []*Citation {
				if utf8.ValidString(a) && utf8.ValidString(b) {
					return []*Citation{c}
				}
				return nil
			}())
			if format.Question != nil {
				valid(t, format, write(t, format, q), nil)
			}
		}
	})
}
