package web

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
)

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestHostileAddresses(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	id := string(docs[0].ID)
	long := strings.Repeat("a", 3000)
	for _, test := range []struct {
		target string
		status int
	}{
		{"/document", 400}, {"/document?id=", 400}, {"/document?id=x", 400}, {"/document?id=../../etc/passwd", 400}, {"/document?id=sha256-" + strings.Repeat("0", 64), 404},
		{"/document?id=" + id + "&id=" + id, 400}, {"/document?id=" + url.QueryEscape("<script>alert(1)</script>"), 400}, {"/document?id=%ff%fe", 400}, {"/document?id=%00", 400},
		{"/document?id=" + id + "&at=", 200}, {"/document?id=" + id + "&at=x", 400}, {"/document?id=" + id + "&at=5-2", 400}, {"/document?id=" + id + "&at=-1-5", 400},
		{"/document?id=" + id + "&at=0-99999999999999999999", 400}, {"/document?id=" + id + "&at=0-999999999", 200}, {"/document?id=" + id + "&at=0-3&q=" + long, 200},
		{"/document?id=" + id + "&part=0", 400}, {"/document?id=" + id + "&part=2", 400}, {"/document?id=" + id + "&part=x", 400},
		{"/original?id=" + id, 200}, {"/original?id=x", 400}, {"/original", 400},
		{"/source", 400}, {"/source?id=x", 400}, {"/source?id=sha256-" + strings.Repeat("0", 64), 404}, {"/source?id=" + id + "&done=x", 400}, {"/source?id=%ff", 400},
		{"/claim", 400}, {"/claim?id=x", 404}, {"/claim?id=c-" + strings.Repeat("0", 24), 404}, {"/claim?id=" + long, 400}, {"/claim?id=%00", 400},
		{"/actor", 400}, {"/actor?id=nato", 400}, {"/actor?id=org:", 400}, {"/actor?id=org:NATO", 400}, {"/actor?id=org:unheard-of", 404}, {"/actor?id=np:" + url.QueryEscape("<b>x</b>"), 404}, {"/actor?id=%ff", 400},
		{"/claims?after=nonsense", 400}, {"/claims?limit=0", 400}, {"/claims?limit=1e3", 400}, {"/claims?limit=100000", 400}, {"/claims?kind=nonsense", 400}, {"/claims?actor=nonsense", 400},
		{"/claims?published-by=yesterday", 400}, {"/claims?published-by=2016-02-30", 400}, {"/claims?recorded-by=2016", 400}, {"/claims?about=soon", 400}, {"/claims?about=2016/2014", 400}, {"/claims?about=../..", 400},
		{"/claims?document=nonsense", 400}, {"/claims?%zz=1", 400}, {"/claims?a=%zz", 400}, {"/claims?" + strings.Repeat("kind=decision&", 101), 400}, {"/claims?question=" + strings.Repeat("q", 500), 200},
		{"/claims?outlet=" + url.QueryEscape("'; DROP TABLE --"), 200},
		{"/search?q=" + strings.Repeat("a", 9000), 414}, {"/search?q=" + strings.Repeat("a", 1001), 400}, {"/search?q=" + url.QueryEscape(`((((((("`), 200}, {"/search?q=*", 200}, {"/search?q=%22", 200},
		{"/search?q=" + url.QueryEscape(strings.Repeat("a ", 400)), 400}, {"/search?after=nonsense", 400}, {"/search?sort=best", 400}, {"/search?thing=person", 400}, {"/search?status=odd", 400}, {"/search?year=soon", 400},
		{"/search?q=%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D", 200}, {"/search?kind=decision&kind=decision", 200},
		{"/documents?after=nonsense", 400}, {"/actors?after=nonsense", 400}, {"/actors?kind=org&kind=x", 400}, {"/compare?after=nonsense", 400}, {"/compare?question=" + long, 404},
		{"/nowhere", 404}, {"/assets/shared.css", 404}, {"/assets/..%2fserver.go", 404}, {"//", 404}, {"/document/", 404}, {"/api/v1/documents/", 404}, {"/local/backup", 404},
	} {
		rec := w.get(test.target)
		if rec.Code != test.status {
			t.Errorf("%s: status %d, want %d", clip(test.target, 120), rec.Code, test.status)
		}
		body := rec.Body.String()
		if strings.Contains(body, "<script>alert") && !strings.HasPrefix(test.target, "/original") {
			t.Errorf("%s: a script of the address stands in the page", test.target)
		}
		if strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
			checkPage(t, clip(test.target, 120), rec.Header(), body)
		} else if test.status != 200 && !strings.HasPrefix(test.target, "/api/") {
			t.Errorf("%s: answered as %s", test.target, rec.Header().Get("Content-Type"))
		}
		if api := "/api/v1" + test.target; test.status == 400 && strings.HasPrefix(test.target, "/claims?") {
			problemOf(t, w.get(api), 400)
		}
	}
}

func TestPermalinksProveTheirWords(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	d := docs[0]
	o := communique.NewOffsets(d.Text)
	for i := range d.Claims {
		e := d.Claims[i].Evidence
		at := place{o.Rune(e.Start), o.Rune(e.End)}
		good := w.get(fmt.Sprintf("/document?id=%s&at=%s&q=%s", d.ID, at, proof(e.Exact))).Body.String()
		var marked strings.Builder
		root := parsePage(t, good)
		for _, n := range nodes(root, func(n *html.Node) bool { return n.Data == "mark" && strings.Contains(attr(n, "class"), "place") }) {
			marked.WriteString(textOf(n))
		}
		if marked.String() != e.Exact || !strings.Contains(good, `id="here"`) || !strings.Contains(good, "hash agrees") {
			t.Errorf("%s: marked %q, want %q", at, marked.String(), e.Exact)
		}
		bad := w.get(fmt.Sprintf("/document?id=%s&at=%s&q=%s", d.ID, at, proof("other words"))).Body.String()
		if strings.Contains(bad, `id="here"`) || !strings.Contains(bad, "Nothing is highlighted") {
			t.Errorf("%s: a link with a wrong hash highlights", at)
		}
	}
}

func TestLongTextsAreBounded(t *testing.T) {
	text := strings.Repeat("wörter ohne Ende ", 40_000) + "NATO has 28 member states. " + strings.Repeat("x", 100_000)
	d := read(t, text, communique.Source{File: "long.txt"}, "", memberCount("28 member states", 28, communique.Days{}, ""))
	w := newWorld(t, d)
	o := communique.NewOffsets(text)
	e := d.Claims[0].Evidence
	link := fmt.Sprintf("/document?id=%s&at=%s&q=%s", d.ID, place{o.Rune(e.Start), o.Rune(e.End)}, proof(e.Exact))
	rec := w.get(link)
	if n := rec.Body.Len(); n > partCost {
		t.Errorf("one page of the reader has %d bytes", n)
	}
	if !strings.Contains(rec.Body.String(), `id="here"`) || !strings.Contains(rec.Body.String(), "card-"+string(d.Claims[0].ID)) {
		t.Error("the permalink does not open the part that holds its words")
	}
	var all strings.Builder
	for part := 1; ; part++ {
		rec := w.get(fmt.Sprintf("/document?id=%s&part=%d", d.ID, part))
		if rec.Code != http.StatusOK {
			break
		}
		for _, n := range nodes(parsePage(t, rec.Body.String()), func(n *html.Node) bool { return strings.Contains(attr(n, "class"), "text-line") }) {
			all.WriteString(textOf(n))
		}
	}
	if all.String() != text {
		t.Errorf("the parts join to %d bytes, the text has %d", all.Len(), len(text))
	}
}

func TestHosts(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		addr, host string
		status     int
	}{
		{"127.0.0.1:8080", "127.0.0.1:8080", 200}, {"127.0.0.1:8080", "localhost:8080", 200}, {"127.0.0.1:8080", "LOCALHOST.", 200}, {"127.0.0.1:8080", "[::1]:8080", 200},
		{"127.0.0.1:8080", "evil.example", 421}, {"127.0.0.1:8080", "127.0.0.1.evil.example:8080", 421}, {"127.0.0.1:8080", "192.168.1.5", 421}, {"127.0.0.1:8080", "", 421},
		{"192.168.1.5:80", "192.168.1.5", 200}, {"desk.lan:80", "desk.lan", 200}, {"desk.lan:80", "evil.example", 421},
		{":8080", "192.168.1.5:8080", 200}, {"0.0.0.0:80", "10.0.0.1", 200}, {"[::]:80", "[fe80::1]", 200}, {":8080", "evil.example", 421},
	} {
		w.Addr = test.addr
		rec := w.ask(w.Handler(), http.MethodGet, "/healthz", nil, "Host", test.host)
		if rec.Code != test.status {
			t.Errorf("served at %q, asked as %q: status %d, want %d", test.addr, test.host, rec.Code, test.status)
		}
	}
	w.Hosts = []string{"Corpus.Example"}
	if rec := w.ask(w.Handler(), http.MethodGet, "/healthz", nil, "Host", "corpus.example"); rec.Code != 200 {
		t.Errorf("a further host: status %d", rec.Code)
	}
}

func TestForeignPagesCannotPost(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		header []string
		status int
	}{
		{[]string{"Sec-Fetch-Site", "cross-site"}, 403}, {[]string{"Sec-Fetch-Site", "same-site"}, 403}, {[]string{"Origin", "https://evil.example"}, 403}, {[]string{"Origin", "null"}, 403},
		{[]string{"Sec-Fetch-Site", "same-origin"}, 201}, {[]string{"Origin", "http://127.0.0.1:8080"}, 201}, {nil, 201},
	} {
		for _, path := range []string{"/api/v1/documents", "/add"} {
			body := fmt.Sprintf("words for %v", test.header)
			header := append([]string{"Content-Type", "text/plain"}, test.header...)
			want := test.status
			if path == "/add" {
				header[1], body = "application/x-www-form-urlencoded", "text="+url.QueryEscape(body+" by form")
				if want == 201 {
					want = 303
				}
			}
			rec := w.ask(w.public, http.MethodPost, path, strings.NewReader(body), append(header, "Host", "127.0.0.1:8080")...)
			if rec.Code != want {
				t.Errorf("%s %v: status %d, want %d", path, test.header, rec.Code, want)
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, path := range []string{"/", "/nowhere", "/api/v1/claims", "/api/v1/nowhere", "/healthz", "/metrics", "/help"} {
		h := w.get(path).Header()
		for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if h.Get("Permissions-Policy") == "" || h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", path, h)
		}
	}
	rec := w.ask(w.public, http.MethodDelete, "/api/v1/claims", nil)
	if problemOf(t, rec, 405); !strings.Contains(rec.Header().Get("Allow"), "GET") {
		t.Errorf("405 without Allow: %v", rec.Header())
	}
	if rec := w.ask(w.public, http.MethodHead, "/help", nil); rec.Code != 200 || rec.Body.Len() != 0 || rec.Header().Get("Content-Length") == "0" {
		t.Errorf("HEAD: %d, %d bytes, %v", rec.Code, rec.Body.Len(), rec.Header())
	}
}

func TestAssets(t *testing.T) {
	w := newWorld(t)
	body := w.get("/help").Body.String()
	for _, name := range []string{"shared.", "help."} {
		i := strings.Index(body, "/assets/"+name)
		if i < 0 {
			t.Fatalf("the page names no /assets/%s", name)
		}
		path := body[i : i+strings.IndexByte(body[i:], '"')]
		rec := w.get(path)
		if rec.Code != 200 || !strings.Contains(rec.Header().Get("Cache-Control"), "immutable") || rec.Header().Get("ETag") == "" {
			t.Errorf("%s: %d %v", path, rec.Code, rec.Header())
		}
		if rec := w.get(path, "If-None-Match", rec.Header().Get("ETag")); rec.Code != http.StatusNotModified || rec.Body.Len() != 0 {
			t.Errorf("%s again: %d", path, rec.Code)
		}
	}
	plain, packed := w.get("/help"), w.get("/help", "Accept-Encoding", "br, gzip;q=0.5")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Header().Get("Vary") != "Accept-Encoding" {
		t.Fatalf("not compressed: %v", packed.Header())
	}
	r, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != plain.Body.String() {
		t.Errorf("unpacks to something else: %v", err)
	}
	for header, want := range map[string]bool{"": false, "gzip": true, "gzip;q=0": false, "br": false, "*": true, "gzip; q=0.000": false, "GZIP ;q=1": true} {
		if got := acceptsGzip(header); got != want {
			t.Errorf("Accept-Encoding %q: %v, want %v", header, got, want)
		}
	}
}

// brokenGraph fails as it is told.
type brokenGraph struct {
	Graph
	err error
}

func (g brokenGraph) Claims(context.Context, communique.Filter, graph.Page) (graph.Claims, error) {
	if g.err == nil {
		panic("a bug")
	}
	return graph.Claims{}, g.err
}

func TestErrorsHaveOneStatusEach(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
	}{
		{nil, 500}, {fmt.Errorf("disk: %w", os.ErrInvalid), 500}, {fmt.Errorf("graph: %w", context.DeadlineExceeded), 503}, {fmt.Errorf("graph: %w", communique.ErrNotFound), 404},
		{&communique.InvalidError{What: "after", Err: fmt.Errorf("cursor")}, 400}, {&http.MaxBytesError{}, 413}, {context.Canceled, 499},
	} {
		w := newWorld(t)
		w.Graph = brokenGraph{w.graph, test.err}
		h := w.Handler()
		problemOf(t, w.ask(h, http.MethodGet, "/api/v1/claims", nil), test.status)
		rec := w.ask(h, http.MethodGet, "/claims", nil)
		if rec.Code != test.status {
			t.Errorf("%v: status %d, want %d", test.err, rec.Code, test.status)
		}
		checkPage(t, "/claims", rec.Header(), rec.Body.String())
		if strings.Contains(rec.Body.String(), "disk") {
			t.Error("the page tells what only the log should")
		}
	}
}

func TestHealthAndMetrics(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	h := w.Handler()
	get := func(path string) *httptest.ResponseRecorder { return w.ask(h, http.MethodGet, path, nil) }
	if rec := get("/healthz"); rec.Code != 200 {
		t.Errorf("healthz: %d", rec.Code)
	}
	if rec := get("/readyz"); rec.Code != 200 {
		t.Errorf("readyz: %d", rec.Code)
	}
	body := get("/metrics").Body.String()
	for _, want := range []string{`communique_http_requests_total{method="GET",route="/healthz",status="200"} 1`, "communique_corpus_entries 3", "communique_sync_lag_entries 0", "communique_corpus_bytes", "communique_http_request_duration_seconds_bucket"} {
		if !strings.Contains(body, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	w.Ready = func() error { return fmt.Errorf("still syncing") }
	if rec := w.ask(w.Handler(), http.MethodGet, "/readyz", nil); rec.Code != 503 || rec.Header().Get("Retry-After") == "" {
		t.Errorf("readyz while not ready: %d", rec.Code)
	}
}
