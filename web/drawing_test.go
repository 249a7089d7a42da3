package web

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestDrawingIsAFile holds that the timeline leaves as one drawing: well-formed,
// the same each time, with what it leaves out, and styled where a browser opens it.
func TestDrawingIsAFile(t *testing.T) {
	w := newWorld(t, append(documentsOf(t), lineDocuments(t)...)...)
	for _, query := range []string{"", "&clock=said", "&clock=published&kind=decision", "&question=line/article-5-cyber", "&kind=denial", "&published-by=2016-06-20", "&claim=" + string(claimOf(documentsOf(t)[0], 0).ID)} {
		rec := w.get("/api/v1/export?format=svg" + query)
		body := rec.Body.String()
		if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != "image/svg+xml" || !strings.Contains(rec.Header().Get("Content-Security-Policy"), "style-src 'sha256-") {
			t.Errorf("%s: %d %v", query, rec.Code, rec.Header())
		}
		if again := w.get("/api/v1/export?format=svg" + query).Body.String(); again != body {
			t.Errorf("%s: another drawing the second time", query)
		}
		marks := 0
		for d := xml.NewDecoder(strings.NewReader(body)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v: %s", query, err, body)
			}
			e, ok := token.(xml.StartElement)
			if !ok || e.Name.Local != "a" {
				continue
			}
			marks++
			for _, a := range e.Attr {
				if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "http://127.0.0.1:8080/claim?id=") {
					t.Errorf("%s: link %q", query, a.Value)
				}
			}
		}
		if (marks == 0) != (query == "&kind=denial") {
			t.Errorf("%s: %d marks", query, marks)
		}
	}
	body := w.get("/api/v1/export?format=svg").Body.String()
	for _, want := range []string{"<title", "11 claims in order of time, when it happened or holds. 3 claims have no known date and no place in the drawing.", "Looking back"} {
		if !strings.Contains(body, want) {
			t.Errorf("the drawing lacks %q: %s", want, body)
		}
	}
	if strings.Contains(body, "<script") || strings.Contains(body, "<i>") {
		t.Error("the drawing runs what it shows")
	}
	// Through the socket, links lead to the server that is named, or nowhere.
	ask := func(query string) string {
		return w.ask(w.local, http.MethodGet, "/local/export?format=svg"+query, nil).Body.String()
	}
	if body := ask("&base=https://facts.example/"); !strings.Contains(body, `href="https://facts.example/claim?id=`) {
		t.Errorf("no links to the server that was named: %s", body)
	}
	if body := ask(""); strings.Contains(body, "href=") {
		t.Errorf("links lead nowhere: %s", body)
	}
	for query, want := range map[string]int{"&clock=noon": 400, "&kind=nothing": 400, "&claim=c-000000000000000000000000": 404, "&claim=c-0&kind=role": 400} {
		if rec := w.get("/api/v1/export?format=svg" + query); rec.Code != want {
			t.Errorf("%s: status %d, want %d", query, rec.Code, want)
		}
	}
}
