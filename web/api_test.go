package web

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// answerOf decodes a JSON answer.
func answerOf[T any](t *testing.T, rec *httptest.ResponseRecorder, status int) T {
	t.Helper()
	var v T
	if rec.Code != status {
		t.Fatalf("status %d, want %d: %s", rec.Code, status, rec.Body)
	}
	if got := rec.Header().Get("Content-Type"); got != "application/json" {
		t.Fatalf("content type %q", got)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v: %s", err, rec.Body)
	}
	return v
}

// problemOf decodes a problem of RFC 9457.
func problemOf(t *testing.T, rec *httptest.ResponseRecorder, status int) fault {
	t.Helper()
	var f fault
	if rec.Code != status {
		t.Fatalf("status %d, want %d: %s", rec.Code, status, rec.Body)
	}
	if got := rec.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("content type %q", got)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	if f.Status != status || f.Title == "" || f.Detail == "" {
		t.Fatalf("problem %+v does not explain", f)
	}
	return f
}

// TestClaimsOfTheAPIAreThoseOfTheCorpus pages through the list and compares
// each claim with the corpus, its place with the text.
func TestClaimsOfTheAPIAreThoseOfTheCorpus(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	want := map[communique.ClaimID]bool{}
	text := map[communique.DocID][]rune{}
	for _, d := range docs {
		text[d.ID] = []rune(d.Text)
		for _, c := range d.Claims {
			want[c.ID] = true
		}
	}
	got := map[communique.ClaimID]bool{}
	after := ""
	for range 100 {
		page := answerOf[claimsPage](t, w.get("/api/v1/claims?limit=2&after="+url.QueryEscape(after)), http.StatusOK)
		if page.Total != len(want) {
			t.Fatalf("total %d, want %d", page.Total, len(want))
		}
		for _, v := range page.Claims {
			if got[v.ID] {
				t.Errorf("claim %s is listed twice", v.ID)
			}
			got[v.ID] = true
			r, err := w.corpus.Claim(t.Context(), v.ID)
			if err != nil {
				t.Fatal(err)
			}
			if s := string(text[v.Document][*v.Evidence.Start:*v.Evidence.End]); s != v.Evidence.Exact || s != r.Claim.Evidence.Exact {
				t.Errorf("claim %s: the text reads %q, the answer %q, the corpus %q", v.ID, s, v.Evidence.Exact, r.Claim.Evidence.Exact)
			}
			if v.Kind != r.Claim.Kind || *v.Subject != r.Claim.Subject || v.Modality != r.Claim.Modality || v.File != r.Document.Sources[0].File {
				t.Errorf("claim %s: %+v differs from %+v", v.ID, v, r.Claim)
			}
			one := answerOf[claimPage](t, w.get("/api/v1/claims/"+string(v.ID)), http.StatusOK)
			if one.ID != v.ID || *one.Evidence.Start != *v.Evidence.Start || one.Citation == "" {
				t.Errorf("claim %s: by itself it is %+v", v.ID, one)
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d claims listed, want %d", len(got), len(want))
	}
}

func TestDatesFilterAndMark(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, test := range []struct {
		query              string
		sure, may, undated int
	}{
		{"", 5, 0, 0},
		{"published-by=2016-06-14", 0, 0, 1},
		{"published-by=2016-06-15", 3, 0, 1},
		{"published-by=2024-03-10", 3, 1, 1},
		{"published-by=2024-03-31", 4, 0, 1},
		{"about=2016", 2, 0, 0},
		{"about=2024-03-07/..", 1, 0, 0},
		{"recorded-by=2000-01-01", 0, 0, 0},
		{"kind=position", 1, 0, 0},
		{"kind=position&kind=member-count", 5, 0, 0},
		{"actor=person:jens-stoltenberg", 1, 0, 0},
		{"outlet=The+Register&kind=member-count", 2, 0, 0},
		{"question=member-count/org:nato&published-by=2016-06-15", 2, 0, 1},
	} {
		page := answerOf[claimsPage](t, w.get("/api/v1/claims?"+test.query), http.StatusOK)
		sure, may := 0, 0
		for _, c := range page.Claims {
			if c.Possibly {
				may++
			} else {
				sure++
			}
		}
		if sure != test.sure || may != test.may || page.Undated != test.undated {
			t.Errorf("%q: %d in, %d possibly, %d undated; want %d, %d, %d", test.query, sure, may, page.Undated, test.sure, test.may, test.undated)
		}
	}
}

func TestDocumentOfTheAPI(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	d := docs[0]
	page := answerOf[documentPage](t, w.get("/api/v1/documents/"+string(d.ID)), http.StatusOK)
	if page.Text != d.Text || page.File != "early.txt" || "sha256-"+page.SHA256 != string(d.ID) || *page.Document.Published != "2016-06-15" || len(page.Claims) != 3 || len(page.Statements) != 1 {
		t.Errorf("document %+v", page)
	}
	runes := []rune(d.Text)
	for _, s := range page.Statements {
		for _, e := range s.Content {
			if got := string(runes[e.Start:e.End]); got != e.Exact {
				t.Errorf("statement %s: the text reads %q, the answer %q", s.ID, got, e.Exact)
			}
		}
	}
	list := answerOf[documentsPage](t, w.get("/api/v1/documents"), http.StatusOK)
	if len(list.Documents) != len(docs) || list.Documents[0].ID != docs[1].ID || list.Documents[2].Published != nil {
		t.Errorf("documents %+v", list)
	}
	rec := w.get("/api/v1/documents/" + string(d.ID) + "/original")
	if rec.Body.String() != d.Text || !strings.HasPrefix(rec.Header().Get("Content-Disposition"), "attachment") || rec.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("original: %v %q", rec.Header(), rec.Body)
	}
}

func TestCompareOfTheAPI(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	one := answerOf[comparePage](t, w.get("/api/v1/compare?question=member-count/org:nato"), http.StatusOK)
	all := answerOf[comparePage](t, w.get("/api/v1/compare"), http.StatusOK)
	if len(one.Comparisons) == 0 || len(one.Comparisons) != len(all.Comparisons) {
		t.Fatalf("%d comparisons of the question, %d of all", len(one.Comparisons), len(all.Comparisons))
	}
	for _, c := range one.Comparisons {
		if c.Question != "How many members does NATO have?" || c.Because == "" || len(c.Members) == 0 {
			t.Errorf("comparison %+v", c)
		}
		for _, m := range c.Members {
			if m.File == "" || m.Start == nil || m.Says == "" {
				t.Errorf("member %+v", m)
			}
		}
	}
}

func TestActorsAndSearchOfTheAPI(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	list := answerOf[actorsPage](t, w.get("/api/v1/actors"), http.StatusOK)
	if len(list.Actors) != 2 || list.Actors[0].ID != "org:nato" || list.Actors[0].Claims != 5 || list.Actors[0].Name != "NATO" {
		t.Errorf("actors %+v", list)
	}
	one := answerOf[actorPage](t, w.get("/api/v1/actors/person:jens-stoltenberg"), http.StatusOK)
	if one.Total != 1 || len(one.Offices) != 1 || !slices.Equal(one.Claims[0].As, []string{"speaker"}) || one.Said != 1 {
		t.Errorf("actor %+v", one)
	}
	found := answerOf[searchPage](t, w.get("/api/v1/search?q=members&thing=claim&limit=2"), http.StatusOK)
	if len(found.Hits) != 2 || found.Next == "" || len(found.Facets) == 0 {
		t.Errorf("search %+v", found)
	}
	for _, h := range found.Hits {
		hist, err := w.corpus.History(t.Context(), h.Document)
		if err != nil {
			t.Fatal(err)
		}
		runes := []rune(hist.Current().Text)
		for _, f := range h.Fragments {
			var joined strings.Builder
			for _, p := range f.Parts {
				joined.WriteString(p.Text)
			}
			if got := string(runes[*f.Start:*f.End]); got != joined.String() {
				t.Errorf("fragment: the text reads %q, the answer %q", got, joined.String())
			}
		}
	}
}

func TestUnknownParameters(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	f := problemOf(t, w.get("/api/v1/claims?kinds=decision"), http.StatusBadRequest)
	if f.Param != "kinds" || !slices.Contains(f.Known, "kind") || !strings.Contains(f.Detail, `did you mean "kind"?`) {
		t.Errorf("problem %+v", f)
	}
	rec := w.get("/claims?kinds=decision")
	if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "ignored it") {
		t.Errorf("page: status %d, %s", rec.Code, rec.Body)
	}
}

func TestAddDocuments(t *testing.T) {
	w := newWorld(t)
	post := func(target, kind, body string, header ...string) *httptest.ResponseRecorder {
		return w.ask(w.public, http.MethodPost, target, strings.NewReader(body), append(header, "Content-Type", kind)...)
	}
	raw := answerOf[added](t, post("/api/v1/documents?name=a/b/raw.txt&outlet=Somebody&published=2018-04", "text/plain", "A text of some words."), http.StatusCreated)
	if !raw.Added || raw.File != "raw.txt" || *raw.Published != "2018-04" {
		t.Errorf("raw: %+v", raw)
	}
	again := answerOf[added](t, post("/api/v1/documents?name=raw.txt&outlet=Somebody&published=2018-04", "text/plain", "A text of some words."), http.StatusOK)
	if again.Added || again.ID != raw.ID {
		t.Errorf("again: %+v", again)
	}
	last, _ := w.corpus.Last(t.Context())
	answerOf[added](t, post("/api/v1/documents?outlet=Another", "text/plain", "A text of some words."), http.StatusOK)
	if now, _ := w.corpus.Last(t.Context()); now != last+1 {
		t.Errorf("a further source made %d entries, want 1", now-last)
	}
	pasted := answerOf[added](t, post("/api/v1/documents?wait=no", "application/json", `{"text":"Another text.","outlet":"X","url":"https://example.org/a"}`), http.StatusCreated)
	if !pasted.Added {
		t.Errorf("pasted: %+v", pasted)
	}

	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	m.WriteField("outlet", "The Outlet")
	for name, content := range map[string]string{"one.txt": "First file.", `C:\docs\two.txt`: "Second file.", "bad.bin": "\x00\x01"} {
		part, err := m.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		part.Write([]byte(content))
	}
	m.Close()
	several := answerOf[struct{ Documents []added }](t, post("/api/v1/documents", m.FormDataContentType(), form.String()), http.StatusCreated)
	bad := 0
	for _, d := range several.Documents {
		if d.Error != "" {
			bad++
			continue
		}
		h, err := w.corpus.History(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if s := h.Current().Sources[0]; s.Outlet != "The Outlet" || strings.ContainsAny(s.File, `\/`) {
			t.Errorf("source %+v", s)
		}
	}
	if len(several.Documents) != 3 || bad != 1 {
		t.Errorf("several: %+v", several)
	}
	if n := answerOf[documentsPage](t, w.get("/api/v1/documents"), http.StatusOK); n.Total != 4 {
		t.Errorf("%d documents found, want 4", n.Total)
	}

	rec := post("/add", "application/x-www-form-urlencoded", url.Values{"text": {"Pasted by hand.\r\nTwo lines."}, "outlet": {"Hand"}}.Encode())
	if rec.Code != http.StatusSeeOther || !strings.HasPrefix(rec.Header().Get("Location"), "/document?id=sha256-") {
		t.Errorf("form: status %d, %v", rec.Code, rec.Header())
	}
	rec = post("/add", m.FormDataContentType(), form.String())
	if rec.Code != http.StatusSeeOther || !strings.HasPrefix(rec.Header().Get("Location"), "/add/batch?id=") {
		t.Errorf("form with several files: status %d, %v", rec.Code, rec.Header())
	}

	for _, test := range []struct {
		target, kind, body string
		status             int
	}{
		{"/api/v1/documents", "application/json", `{"url":"https://example.org/a"}`, http.StatusNotImplemented},
		{"/api/v1/documents", "application/json", `{"text":`, http.StatusBadRequest},
		{"/api/v1/documents", "application/json", `{"txt":"a"}`, http.StatusBadRequest},
		{"/api/v1/documents", "application/json", `{}`, http.StatusBadRequest},
		{"/api/v1/documents", "text/plain", "", http.StatusBadRequest},
		{"/api/v1/documents?published=yesterday", "text/plain", "words", http.StatusBadRequest},
		{"/api/v1/documents?wait=maybe", "text/plain", "words", http.StatusBadRequest},
		{"/api/v1/documents?nmae=a", "text/plain", "words", http.StatusBadRequest},
		{"/api/v1/documents", "multipart/form-data; boundary=x", "nonsense", http.StatusBadRequest},
		{"/api/v1/documents", "multipart/form-data", "nonsense", http.StatusBadRequest},
		{"/api/v1/documents", "te;xt;;", "nonsense", http.StatusUnsupportedMediaType},
		{"/api/v1/documents", "application/octet-stream", "\x00\x01", http.StatusUnprocessableEntity},
	} {
		if rec := post(test.target, test.kind, test.body); rec.Code != test.status {
			t.Errorf("POST %s %s %q: status %d, want %d: %s", test.target, test.kind, test.body, rec.Code, test.status, rec.Body)
		} else {
			problemOf(t, rec, test.status)
		}
	}
}

func TestTooLargeBodies(t *testing.T) {
	w := newWorld(t)
	big := strings.NewReader(strings.Repeat("x", maxJSON+1))
	problemOf(t, w.ask(w.public, http.MethodPost, "/api/v1/annotations", big, "Content-Type", "application/json"), http.StatusBadRequest) // no JSON at all
	big = strings.NewReader(`{"reason":"` + strings.Repeat("x", maxJSON+1) + `"}`)
	problemOf(t, w.ask(w.public, http.MethodPost, "/api/v1/annotations", big, "Content-Type", "application/json"), http.StatusRequestEntityTooLarge)
	problemOf(t, w.ask(w.public, http.MethodPost, "/api/v1/documents", strings.NewReader(strings.Repeat("x", maxDocument+1)), "Content-Type", "text/plain"), http.StatusRequestEntityTooLarge)
}

func TestAnnotate(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	c := claimOf(docs[0], 0)
	post := func(body string) *httptest.ResponseRecorder {
		return w.ask(w.public, http.MethodPost, "/api/v1/annotations", strings.NewReader(body), "Content-Type", "application/json")
	}
	a := answerOf[annotated](t, post(`{"kind":"reject","target":"`+string(c.ID)+`","reason":"misread"}`), http.StatusCreated)
	page := answerOf[claimPage](t, w.get("/api/v1/claims/"+string(c.ID)), http.StatusOK)
	if len(page.Judgements) != 1 || page.Judgements[0].Seq != a.Seq || !slices.Contains(page.Statuses, "rejected") {
		t.Errorf("claim after a rejection: %+v", page)
	}
	answerOf[annotated](t, post(`{"kind":"undo","target":"`+strconv.FormatUint(a.Seq, 10)+`"}`), http.StatusCreated)
	answerOf[annotated](t, post(`{"kind":"retract","target":"`+string(docs[0].ID)+`","reason":"forged"}`), http.StatusCreated)
	if got := answerOf[claimsPage](t, w.get("/api/v1/claims"), http.StatusOK); got.Total != 2 {
		t.Errorf("%d claims after a retraction, want 2", got.Total)
	}
	rec := w.get("/document?id=" + string(docs[0].ID))
	if !strings.Contains(rec.Body.String(), "retracted: <bdi>forged</bdi>") {
		t.Error("the reader does not say that the document is retracted, and why")
	}
	if rec = w.get("/documents"); !strings.Contains(rec.Body.String(), `status-retracted">retracted`) {
		t.Error("the list of sources does not show the retracted document as retracted")
	}
	if rec = w.get("/documents?status=current"); strings.Contains(rec.Body.String(), "status-retracted") {
		t.Error("the retracted document cannot be hidden")
	}
	rec = w.get("/documents?status=retracted")
	if !strings.Contains(rec.Body.String(), string(docs[0].ID)) {
		t.Error("the retracted document cannot be listed")
	}
	problemOf(t, post(`{"kind":"accept","target":"c-000000000000000000000000"}`), http.StatusNotFound)
	problemOf(t, post(`{"kind":"reject","target":"`+string(c.ID)+`"}`), http.StatusBadRequest)
	problemOf(t, post(`{"kind":"like","target":"x"}`), http.StatusBadRequest)
}

func TestLocal(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	rec := w.ask(w.local, http.MethodGet, "/local/check", nil, "Host", "store")
	if want := `{"problem":"a problem","problems":1}` + "\n" + `{"done":true,"problems":1}` + "\n"; rec.Body.String() != want {
		t.Errorf("check: %q, want %q", rec.Body, want)
	}
	rec = w.ask(w.local, http.MethodGet, "/local/sync", nil, "Host", "store")
	if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), `"entries":3`) {
		t.Errorf("sync: %d %s", rec.Code, rec.Body)
	}
	rec = w.ask(w.local, http.MethodGet, "/local/backup", nil, "Host", "store")
	file := t.TempDir() + "/" + corpus.File
	writeFile(t, file, rec.Body.Bytes())
	c, err := corpus.OpenFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if n, err := c.Last(t.Context()); n != 3 || err != nil {
		t.Errorf("the backup holds %d entries, %v", n, err)
	}
	for _, path := range []string{"/local/backup", "/local/check", "/local/sync"} {
		if rec := w.get(path); rec.Code != http.StatusNotFound {
			t.Errorf("%s on the network: status %d, want 404", path, rec.Code)
		}
	}
	if rec := w.ask(w.local, http.MethodGet, "/claims", nil); rec.Code != http.StatusNotFound {
		t.Errorf("a page through the socket: status %d, want 404", rec.Code)
	}
	if got := answerOf[claimsPage](t, w.ask(w.local, http.MethodGet, "/api/v1/claims", nil, "Host", "store"), http.StatusOK); got.Total != 5 {
		t.Errorf("claims through the socket: %d, want 5", got.Total)
	}
}

func TestOpenAPIDescribesEveryRoute(t *testing.T) {
	w := newWorld(t)
	type operation struct {
		Summary    string
		Parameters []struct{ Name, In, Description string }
	}
	description := answerOf[struct {
		OpenAPI string
		Paths   map[string]map[string]operation
	}](t, w.get("/api/v1/openapi.json"), http.StatusOK)
	if description.OpenAPI == "" {
		t.Fatal("no version")
	}
	n := 0
	for _, r := range routes() {
		if !strings.HasPrefix(r.path, "/api/") {
			continue
		}
		op, ok := description.Paths[strings.ReplaceAll(r.path, ":id", "{id}")][strings.ToLower(r.method)]
		if !ok || op.Summary == "" {
			t.Errorf("%s %s is not described", r.method, r.path)
		}
		for _, p := range r.params {
			if !slices.ContainsFunc(op.Parameters, func(o struct{ Name, In, Description string }) bool { return o.Name == p.Name && o.Description != "" }) {
				t.Errorf("%s %s: parameter %s is not described", r.method, r.path, p.Name)
			}
		}
		n++
	}
	if n < 10 {
		t.Errorf("only %d routes", n)
	}
}

func TestGraphOfTheAPI(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	g := answerOf[graphPage](t, w.get("/api/v1/graph?around=org:nato"), http.StatusOK)
	if g.Claims != 5 || len(g.Nodes) != 1 || g.Nodes[0].ID != "person:jens-stoltenberg" || len(g.Edges) != 1 || g.Edges[0].Count != 1 || len(g.Edges[0].Some) != 1 {
		t.Errorf("graph %+v", g)
	}
	problemOf(t, w.get("/api/v1/graph"), http.StatusBadRequest)
	problemOf(t, w.get("/api/v1/graph?around=nato"), http.StatusBadRequest)
}

// TestManyAnswersAreComparedInPartAndSaid has more answers to one question than
// a list compares.
func TestManyAnswersAreComparedInPartAndSaid(t *testing.T) {
	var docs []*communique.Document
	for i := range mostListed + 5 {
		text := "Number " + strconv.Itoa(i) + ". NATO has 28 member states."
		docs = append(docs, read(t, text, communique.Source{File: strconv.Itoa(i) + ".txt"}, "", memberCount("28 member states", 28, communique.Days{}, "")))
	}
	w := newWorld(t, docs...)
	rec := w.get("/compare")
	if want := "the newest " + strconv.Itoa(mostListed) + " compared here"; !strings.Contains(rec.Body.String(), want) {
		t.Errorf("the page does not say %q", want)
	}
	all := answerOf[comparePage](t, w.get("/api/v1/compare"), http.StatusOK)
	if len(all.Comparisons) == 0 || all.Comparisons[0].Partial || len(all.Comparisons[0].Members) != len(docs) {
		t.Errorf("the API compares %+v", all.Comparisons)
	}
}

func TestAddedDocumentsAreSafeWhereSyncingFails(t *testing.T) {
	w := newWorld(t)
	w.Synced = func(context.Context) error { return context.DeadlineExceeded }
	rec := w.ask(w.Handler(), http.MethodPost, "/api/v1/documents", strings.NewReader("Some words."), "Content-Type", "text/plain")
	if f := problemOf(t, rec, http.StatusServiceUnavailable); !strings.Contains(f.Detail, "safe in the corpus") {
		t.Errorf("problem %+v", f)
	}
	if n, err := w.corpus.Last(t.Context()); n != 1 || err != nil {
		t.Errorf("the corpus holds %d entries, %v", n, err)
	}
}
