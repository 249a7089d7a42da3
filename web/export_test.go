package web

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/export"
)

// exported asks for an export and proves that it is what it says it is.
func exported(t *testing.T, w *world, query string) string {
	t.Helper()
	rec := w.get("/api/v1/export?" + query)
	if rec.Code != http.StatusOK {
		t.Fatalf("%s: status %d: %s", query, rec.Code, rec.Body)
	}
	name := "jsonl"
	if v, err := url.ParseQuery(query); err == nil && v.Get("format") != "" {
		name = v.Get("format")
	}
	f, _ := export.Named(name)
	if got := rec.Header().Get("Content-Type"); got != f.MediaType || strings.Contains(got, "html") {
		t.Errorf("%s: content type %q, want %q", query, got, f.MediaType)
	}
	if got := rec.Header().Get("Content-Disposition"); !strings.Contains(got, f.Extension) {
		t.Errorf("%s: disposition %q", query, got)
	}
	body := rec.Body.String()
	if !strings.HasPrefix(body, f.Head) || !strings.HasSuffix(body, f.Tail) {
		t.Errorf("%s: not whole: %s", query, body)
	}
	return body
}

// TestExportsAreTheirLists: every format has the claims of the list with the same
// filter, no more and no fewer.
func TestExportsAreTheirLists(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, filter := range []string{"", "kind=position", "actor=org:nato", "outlet=The+Register", "published-by=2020-01-01", "about=2016", "recorded-by=2001-01-01",
		"question=member-count/org:nato", "document=" + string(documentsOf(t)[1].ID)} {
		list := answerOf[claimsPage](t, w.get("/api/v1/claims?"+filter), http.StatusOK)
		for _, f := range export.Formats {
			if f.Reviews || f.Drawn {
				continue
			}
			body := exported(t, w, "format="+f.Name+"&"+filter)
			for i := range 3 {
				for _, c := range documentsOf(t)[i].Claims {
					want := false
					for _, v := range list.Claims {
						want = want || v.ID == c.ID
					}
					if got := strings.Contains(body, string(c.ID)); got != want {
						t.Errorf("%s, %q: claim %s is there: %v, want %v", f.Name, filter, c.ID, got, want)
					}
				}
			}
		}
		rec := w.get("/api/v1/export?" + filter)
		if got := rec.Header().Get("Communique-Total"); got != fmt.Sprint(list.Total) && filter != "question=member-count/org:nato" {
			t.Errorf("%q: a total of %s, want %d", filter, got, list.Total)
		}
		if got := rec.Header().Get("Communique-Undated"); got != fmt.Sprint(list.Undated) {
			t.Errorf("%q: %s undated, want %d", filter, got, list.Undated)
		}
	}
}

// TestExportOfAQuestionBeginsWithItsComparison in the formats that cite.
func TestExportOfAQuestionBeginsWithItsComparison(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, f := range export.Formats {
		if f.Drawn {
			continue
		}
		body := exported(t, w, "question=member-count/org:nato&format="+f.Name)
		asks := strings.Index(body, "How many members")
		if want := f.Question != nil; want != (asks >= 0) {
			t.Errorf("%s: the question stands at %d, want it there: %v", f.Name, asks, want)
		}
		if f.Cites && !f.Reviews && !(asks < strings.Index(body, "28 member states")) {
			t.Errorf("%s: the comparison does not come first", f.Name)
		}
	}
	var file struct {
		Graph []struct {
			Type   string `json:"@type"`
			Body   string `json:"reviewBody"`
			Items  []any  `json:"itemReviewed"`
			Rating any    `json:"reviewRating"`
		} `json:"@graph"`
	}
	one := exported(t, w, "question=member-count/org:nato&format=claimreview")
	if all := exported(t, w, "format=claimreview"); all != one {
		t.Errorf("the only question compared is\n%s\namong all questions it is\n%s", one, all)
	}
	if err := json.Unmarshal([]byte(one), &file); err != nil {
		t.Fatal(err)
	}
	compared := answerOf[comparePage](t, w.get("/api/v1/compare?question=member-count/org:nato"), http.StatusOK)
	if len(file.Graph) != len(compared.Comparisons) || len(file.Graph) == 0 {
		t.Fatalf("%d reviews of %d comparisons", len(file.Graph), len(compared.Comparisons))
	}
	for i, r := range file.Graph {
		if c := compared.Comparisons[i]; r.Type != "ClaimReview" || r.Rating != nil || len(r.Items) != len(c.Members) || !strings.Contains(r.Body, c.Because) {
			t.Errorf("review %d is %+v, want %+v", i, r, c)
		}
	}
}

func TestExportOfClaims(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	first, second := claimOf(docs[0], 0), claimOf(docs[1], 0)
	body := exported(t, w, "format=csv&claim="+string(second.ID)+"&claim="+string(first.ID)+"&published-by=2001-01-01")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][0] != string(second.ID) || rows[2][0] != string(first.ID) {
		t.Errorf("rows %v, %v", rows, err)
	}
	review := exported(t, w, "format=claimreview&claim="+string(first.ID))
	for _, want := range []string{`"@type":"ClaimReview"`, "How many members does NATO have? – ", `"28 member states"`} {
		if !strings.Contains(review, want) {
			t.Errorf("no %s in %s", want, review)
		}
	}
	for target, status := range map[string]int{
		"claim=c-" + strings.Repeat("0", 24): 404, "claim=%00": 400, "claim=" + string(first.ID) + "&kind=position": 400, "format=docx": 400, "format=csv&format=csl": 400,
		"kind=nonsense": 400, "about=soon": 400, "question=nothing/at-all": 404, "base=http://evil.example": 400, "colour=red": 400, "published-by=yesterday": 400,
	} {
		if rec := w.get("/api/v1/export?" + target); rec.Code != status || rec.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: status %d, want %d; %s", target, rec.Code, status, rec.Header().Get("Content-Type"))
		}
	}
}

// TestExportsLeadBack: links lead to the server that was asked, or to the base that
// a command of this machine names, and nowhere else.
func TestExportsLeadBack(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	if body := w.get("/api/v1/export?format=ris", "Host", "localhost:9").Body.String(); !strings.Contains(body, "http://localhost:9/document?") {
		t.Errorf("no link to the server in %s", body)
	}
	ask := func(query string) string {
		rec := w.ask(w.local, http.MethodGet, "/local/export?"+query, nil)
		if rec.Code != http.StatusOK {
			t.Fatalf("%s: status %d: %s", query, rec.Code, rec.Body)
		}
		return rec.Body.String()
	}
	if body := ask("format=nquads&base=https://facts.example/"); !strings.Contains(body, "<https://facts.example/document?") {
		t.Errorf("no link to the base in %s", body)
	}
	if body := ask("format=ris"); strings.Contains(body, "/document?") {
		t.Errorf("a link to nowhere in %s", body)
	}
	for _, base := range []string{"javascript:alert(1)", "facts.example", "https://", "https://a.example/?b", "https://a.example/#b"} {
		if rec := w.ask(w.local, http.MethodGet, "/local/export?base="+url.QueryEscape(base), nil); rec.Code != http.StatusBadRequest {
			t.Errorf("base %s: status %d", base, rec.Code)
		}
	}
}

func TestExportIsPackedAndHeaded(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	rec := w.get("/api/v1/export?format=csv", "Accept-Encoding", "gzip")
	r, err := gzip.NewReader(rec.Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if want := exported(t, w, "format=csv"); err != nil || string(got) != want {
		t.Errorf("unpacked it is %q (%v), want %q", got, err, want)
	}
	head := w.ask(w.public, http.MethodHead, "/api/v1/export?format=csv", nil)
	if head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("Content-Type") == "" {
		t.Errorf("HEAD: %d with %d bytes", head.Code, head.Body.Len())
	}
}

// TestExportTakesLittleMemory exports many claims while the answer is thrown away:
// what is held at the end of the stream must not grow with it.
func TestExportTakesLittleMemory(t *testing.T) {
	const documents, each = 40, 100
	var docs []*communique.Document
	for i := range documents {
		var text strings.Builder
		var drafts []draft
		for j := range each {
			words := fmt.Sprintf("NATO has %d member states, said source %d of %d", 20+j%13, j, i)
			text.WriteString(words + ", " + strings.Repeat("and so on ", 40) + ".\n")
			drafts = append(drafts, memberCount(words, float64(20+j%13), communique.Days{}, ""))
		}
		docs = append(docs, read(t, text.String(), communique.Source{Outlet: "Wire", File: fmt.Sprintf("%02d.txt", i), Published: on(communique.Day("2016-01-01").Add(i))}, fmt.Sprint("Report ", i), drafts...))
	}
	w := newWorld(t, docs...)
	sink := &sink{}
	r, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:8080/api/v1/export?format=nquads", nil)
	if err != nil {
		t.Fatal(err)
	}
	w.public.ServeHTTP(sink, r)
	if sink.lines < documents*each*20 {
		t.Fatalf("only %d lines", sink.lines)
	}
	if limit := uint64(sink.bytes) / 8; sink.peak > limit {
		t.Errorf("while %d bytes were streamed, %d were held", sink.bytes, sink.peak)
	}
}

// sink counts what is written to it, and looks how much memory is held meanwhile.
type sink struct {
	head         http.Header
	bytes, lines int
	writes       int
	first, peak  uint64
}

func (s *sink) Header() http.Header {
	if s.head == nil {
		s.head = http.Header{}
	}
	return s.head
}
func (s *sink) WriteHeader(int) {}
func (s *sink) Write(p []byte) (int, error) {
	s.bytes += len(p)
	s.lines += strings.Count(string(p), "\n")
	if s.writes++; s.writes%200 == 1 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if s.first == 0 {
			s.first = m.HeapAlloc
		}
		if m.HeapAlloc > s.first {
			s.peak = max(s.peak, m.HeapAlloc-s.first)
		}
	}
	return len(p), nil
}

// TestPagesAreCited: the pages of a claim and of a question have a citation, and a
// link to each format that answers.
func TestPagesAreCited(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	for _, address := range []string{"/claim?id=" + string(claimOf(docs[0], 0).ID), "/compare?question=member-count/org:nato", "/compare?question=member-count/org:nato&outlet=The+Register&published-by=2020-01-01"} {
		root := parsePage(t, w.get(address).Body.String())
		box := nodes(root, func(n *html.Node) bool { return attr(n, "id") == "citation" })
		if len(box) != 1 || !strings.Contains(textOf(box[0]), "28 member states") {
			t.Fatalf("%s: no citation", address)
		}
		links := nodes(root, func(n *html.Node) bool { return attr(n, "data-citation") != "" })
		if len(links) != 5 {
			t.Errorf("%s: %d formats, want 5", address, len(links))
		}
		for _, link := range links {
			if rec := w.get(attr(link, "href")); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "28 member states") || strings.Contains(address, "Register") && strings.Contains(rec.Body.String(), "32 member states") {
				t.Errorf("%s: %s answers %d: %s", address, attr(link, "href"), rec.Code, rec.Body)
			}
		}
	}
	if body := w.get("/compare").Body.String(); strings.Contains(body, `id="citation"`) {
		t.Error("the list of questions has a citation")
	}
}
