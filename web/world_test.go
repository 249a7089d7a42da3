package web

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// world is a server over real stores in a folder of the test.
type world struct {
	*Server
	t      testing.TB
	corpus *corpus.Corpus
	graph  *graph.Graph
	index  *search.Index
	public http.Handler
	local  http.Handler

	syncing sync.Mutex // one round of syncing at a time
}

// names is a gazetteer of a few entries.
type names struct{}

var known = map[communique.EntityID]communique.Entity{
	"org:nato": {ID: "org:nato", Name: "NATO", Aliases: []string{"North Atlantic Treaty Organisation"}, Type: "organisation", Authority: "North Atlantic Treaty",
		Exists: communique.Days{From: "1949-04-04"}, Topics: []communique.EntityID{"concept:collective-defence"}},
	"person:jens-stoltenberg": {ID: "person:jens-stoltenberg", Name: "Jens Stoltenberg", Type: "person", Authority: "NATO"},
	"org:quiet":               {ID: "org:quiet", Name: "The Quiet Body", Type: "organisation", Parent: "org:nato", Authority: "nobody"},
}

func (names) Name(id communique.EntityID) string {
	if e, ok := known[id]; ok {
		return e.Name
	}
	return strings.ReplaceAll(id.Name(), "-", " ")
}

func (names) Entity(id communique.EntityID) (communique.Entity, bool) {
	e, ok := known[id]
	return e, ok
}

func (names) Tenures(id communique.EntityID) []communique.Tenure {
	t := communique.Tenure{Title: "np:secretary general", Organisation: "org:nato", Person: "person:jens-stoltenberg",
		Days: communique.Days{From: "2014-10-01", To: "2024-10-01"}, Authority: "NATO press release"}
	if id == t.Person || id == t.Organisation {
		return []communique.Tenure{t}
	}
	return nil
}

// draft is a claim before it has its ids.
type draft struct {
	words string
	claim communique.Claim
}

func memberCount(words string, n float64, about communique.Days, speaker communique.EntityID) draft {
	return draft{words, communique.Claim{Kind: communique.MemberCount, Subject: "org:nato", Value: &communique.Value{N: n, Unit: "member states", Cmp: communique.Equal},
		About: communique.TimeValue{Days: about, Basis: "publication date"}, Speaker: speaker, Questions: []communique.Question{"member-count/org:nato"}}}
}

// read makes a valid document of a text and the claims that stand in it.
func read(t testing.TB, text string, source communique.Source, title string, drafts ...draft) *communique.Document {
	t.Helper()
	d := &communique.Document{ID: communique.DocIDOf([]byte(text)), TextID: communique.TextIDOf(text), Reader: "test 1", Format: "text", Title: title,
		Language: "en", Sources: []communique.Source{source}, Text: text}
	at := len(text)
	if i := strings.Index(text, "\nSubscribe"); i >= 0 {
		at = i + 1
	}
	d.Regions = []communique.Region{{Span: communique.Span{Start: 0, End: at}, Role: communique.Article, Type: "body"}}
	if at < len(text) {
		d.Regions = append(d.Regions, communique.Region{Span: communique.Span{Start: at, End: len(text)}, Role: communique.Boilerplate, Type: "widget"})
	}
	if i := strings.Index(text, "“We are"); i >= 0 {
		end := i + strings.Index(text[i:], "”") + len("”")
		span := communique.Span{Start: i, End: end}
		d.Statements = []communique.Statement{{ID: communique.NewStatementID(d.ID, d.TextID, communique.Direct, span), Kind: communique.Direct,
			Content: []communique.Evidence{span.Quote(text)}, Speaker: "person:jens-stoltenberg", Via: "org:quiet", Occasion: "a press conference",
			Said: communique.TimeValue{Days: communique.Days{From: "2016-06-14", To: "2016-06-14"}, EDTF: "2016-06-14", Basis: "stated"}, Rule: "cue-after"}}
	}
	if i := strings.Index(text, "“Why?”"); i >= 0 {
		span := communique.Span{Start: i, End: i + len("“Why?”")}
		d.Statements = append(d.Statements, communique.Statement{ID: communique.NewStatementID(d.ID, d.TextID, communique.Direct, span), Kind: communique.Direct,
			Content: []communique.Evidence{span.Quote(text)}, Speaker: "np:reporter", Rule: "cue-after"}) // somebody whom no claim names
	}
	for _, draft := range drafts {
		i := strings.Index(text, draft.words)
		if i < 0 {
			t.Fatalf("%q does not stand in the text", draft.words)
		}
		c := draft.claim
		c.Evidence = communique.Span{Start: i, End: i + len(draft.words)}.Quote(text)
		if c.Modality == "" {
			c.Modality = communique.Asserted
		}
		if c.Polarity == "" {
			c.Polarity = communique.Affirmed
		}
		if c.Rule == "" {
			c.Rule = string(c.Kind) + "/test"
		}
		if len(d.Statements) > 0 && d.Statements[0].Content[0].Contains(c.Evidence.Span) {
			c.Statement = d.Statements[0].ID
		}
		c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, c.Evidence.Span, c.Subject)
		d.Claims = append(d.Claims, c)
	}
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	return d
}

func on(day communique.Day) communique.TimeValue {
	return communique.TimeValue{Type: communique.Date, EDTF: string(day), Days: communique.Days{From: day, To: day}, Basis: "dateline"}
}

// The documents of the tests.
const (
	early = "NATO in figures – élan & <script>alert(1)</script>\n\nNATO has 28 member states. “We are 28 member states and we act as one,” said Jens Stoltenberg. \u202eevil\u202c words.\n\nSubscribe to our newsletter"
	later = "The alliance today\n\nNATO counts 32 member states, said the report.\n"
	plain = "An undated note\n\nNATO has 30 member states. “Why?” asked a reporter.\n"
)

func documentsOf(t testing.TB) []*communique.Document {
	return []*communique.Document{
		read(t, early, communique.Source{Outlet: "The Register", Author: "A. Writer", URL: "https://example.org/early", File: "early.txt", Published: on("2016-06-15")}, "NATO in figures <b>&",
			memberCount("28 member states", 28, communique.Days{From: "2016-06-01", To: "2016-06-30"}, ""),
			memberCount("28 member states and we act", 28, communique.Days{From: "2016-06-14", To: "2016-06-14"}, "person:jens-stoltenberg"),
			draft{"NATO has 28", communique.Claim{Kind: communique.Position, Subject: "org:nato", Proposition: "<i>numbers</i> matter", Modality: communique.Normative}}),
		read(t, later, communique.Source{Outlet: "Outlet “Two”", File: "later.txt", Published: communique.TimeValue{EDTF: "2024-03", Days: communique.Days{From: "2024-03-01", To: "2024-03-31"}, Basis: "caption"}}, "The alliance today",
			memberCount("32 member states", 32, communique.Days{From: "2024-03-07"}, "")),
		read(t, plain, communique.Source{File: "plain.txt"}, "An undated note",
			memberCount("30 member states", 30, communique.Days{}, "")),
	}
}

// askWith puts questions into words with the names of a gazetteer.
func askWith(n Names) func(communique.Question) string {
	return func(q communique.Question) string { return claim.Ask(q, n.Name) }
}

// newWorld makes a server over stores that hold the documents.
func newWorld(t testing.TB, docs ...*communique.Document) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{t: t}
	var err error
	if w.corpus, err = corpus.Open(dir); err != nil {
		t.Fatal(err)
	}
	if w.graph, err = graph.Open(dir); err != nil {
		t.Fatal(err)
	}
	if w.index, err = search.Open(dir, search.Options{Name: names{}.Name, Ask: askWith(names{})}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.index.Close()
		w.graph.Close()
		w.corpus.Close()
	})
	w.Server = &Server{Corpus: w.corpus, Graph: w.graph, Index: w.index, Names: names{}, Agent: "test", Addr: "127.0.0.1:8080",
		Version: Version{Program: "0.0.0-test"},
		Read: func(_ context.Context, name string, data []byte, source communique.Source) (*communique.Document, error) {
			if strings.HasPrefix(string(data), "\x00") {
				return nil, fmt.Errorf("%s: not a text", name)
			}
			return read(t, string(data), source, ""), nil
		},
		Synced: func(ctx context.Context) error { return w.sync(ctx) },
		Check: func(context.Context) iter.Seq2[string, error] {
			return func(yield func(string, error) bool) { yield("a problem", nil) }
		},
		Lag: func(context.Context) (uint64, error) { return 0, nil },
	}
	for _, d := range docs {
		if _, err := w.corpus.Append(t.Context(), "test", d, []byte(d.Text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop, err := w.TakeIn(filepath.Join(dir, "inbox"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	w.public, w.local = w.Handler(), w.LocalHandler()
	return w
}

func (w *world) sync(ctx context.Context) error {
	w.syncing.Lock()
	defer w.syncing.Unlock()
	if _, err := w.graph.Sync(ctx, w.corpus); err != nil {
		return err
	}
	_, err := w.index.Sync(ctx, w.corpus)
	return err
}

// get asks the public handler as a browser on this machine does.
func (w *world) get(target string, header ...string) *httptest.ResponseRecorder {
	return w.ask(w.public, http.MethodGet, target, nil, header...)
}

func (w *world) ask(h http.Handler, method, target string, body io.Reader, header ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	u, err := url.Parse(target)
	if err != nil {
		// Some hostile addresses cannot be parsed; a server sees them all the same.
		u = &url.URL{Opaque: target}
	}
	r := httptest.NewRequest(method, "http://127.0.0.1:8080/", body)
	r.URL.Path, r.URL.RawPath, r.URL.RawQuery = u.Path, u.RawPath, u.RawQuery
	r.RequestURI = target
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

// claimOf returns a claim of a document by its place.
func claimOf(d *communique.Document, i int) *communique.Claim { return &d.Claims[i] }
