package web

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// TestRepeats holds that a page is not sent again to who has it, and always
// sent again when the log has grown, the program was started anew or the
// address is another.
func TestRepeats(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs[:2]...)
	tags := map[string]string{}
	addresses := []string{"/", "/search?q=nato", "/compare?question=member-count/org:nato", "/document?id=" + string(docs[0].ID), "/api/v1/claims", "/timeline", "/timeline?limit=1"}
	for _, address := range addresses {
		first := w.get(address)
		tag := first.Header().Get("ETag")
		if tag == "" || first.Header().Get("Cache-Control") != "private, no-cache" {
			t.Fatalf("%s: ETag %q, Cache-Control %q", address, tag, first.Header().Get("Cache-Control"))
		}
		for other, had := range tags {
			if had == tag {
				t.Errorf("%s and %s have the same ETag", address, other)
			}
		}
		tags[address] = tag
		for _, given := range []string{tag, `"x", ` + tag, strings.TrimPrefix(tag, "W/"), "*"} {
			again := w.get(address, "If-None-Match", given)
			if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
				t.Errorf("%s with %s: status %d and %d bytes", address, given, again.Code, again.Body.Len())
			}
			if again.Header().Get("Content-Security-Policy") != policy || again.Header().Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s: headers of 304: %v", address, again.Header())
			}
		}
		if rec := w.get(address, "If-None-Match", `W/"other"`); rec.Code != http.StatusOK || rec.Body.String() != first.Body.String() {
			t.Errorf("%s: with another ETag, status %d or another page", address, rec.Code)
		}
		packed := w.get(address, "Accept-Encoding", "gzip")
		if z, err := gzip.NewReader(packed.Body); err != nil {
			t.Errorf("%s: %v", address, err)
		} else if plain, err := io.ReadAll(z); err != nil || string(plain) != first.Body.String() || packed.Header().Get("Content-Type") != first.Header().Get("Content-Type") {
			t.Errorf("%s: the kept answer is another, %v", address, err)
		}
		if rec := w.ask(w.public, http.MethodHead, address, nil); rec.Header().Get("ETag") != tag || rec.Body.Len() != 0 {
			t.Errorf("%s: HEAD has ETag %q and %d bytes, GET %q", address, rec.Header().Get("ETag"), rec.Body.Len(), tag)
		}
	}

	changed := func(what string, w *world) {
		t.Helper()
		for address, tag := range tags {
			rec := w.get(address, "If-None-Match", tag)
			if rec.Code != http.StatusOK || rec.Header().Get("ETag") == tag {
				t.Errorf("%s: %s: status %d, ETag %q", what, address, rec.Code, rec.Header().Get("ETag"))
			}
		}
	}
	restarted := &world{Server: w.Server, t: t, public: w.Handler()}
	changed("started anew", restarted)

	if _, err := w.corpus.Append(t.Context(), "test", docs[2], []byte(docs[2].Text)); err != nil {
		t.Fatal(err)
	}
	changed("not yet synced", w)
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	changed("appended", w)
	before := w.get("/claims").Header().Get("ETag")
	claim := claimOf(docs[0], 0).ID
	if _, err := w.corpus.Annotate(t.Context(), "test", communique.Annotation{Kind: communique.Reject, Target: string(claim), Reason: "wrong"}); err != nil {
		t.Fatal(err)
	}
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if rec := w.get("/claims", "If-None-Match", before); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "rejected") {
		t.Errorf("judged: status %d", rec.Code)
	}

	w.Standing, _ = w.standingOf(nil)
	w.public = w.Handler()
	before = w.get("/").Header().Get("ETag")
	if err := w.Standing.Judge(t.Context()); err != nil {
		t.Fatal(err)
	}
	judged := w.get("/", "If-None-Match", before).Header().Get("ETag")
	if judged == before {
		t.Error("compared: the page has the same ETag")
	}
	if err := w.index.Restate(t.Context(), w.corpus, []communique.DocID{docs[0].ID}); err != nil {
		t.Fatal(err)
	}
	if rec := w.get("/", "If-None-Match", judged); rec.Code != http.StatusOK {
		t.Errorf("restated: status %d", rec.Code)
	}

	w.Lag = func(context.Context) (uint64, error) { return 1, nil }
	if tag := w.get("/").Header().Get("ETag"); tag != "" {
		t.Errorf("while graph and index are behind, a page has the ETag %s", tag)
	}
	w.Lag = nil
	if tag := w.get("/").Header().Get("ETag"); tag != "" {
		t.Errorf("where nobody knows whether graph and index are behind, a page has the ETag %s", tag)
	}
}

func TestErrorsHaveNoTag(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, address := range []string{"/claim?id=x", "/claims?limit=0", "/nowhere", "/search?sort=best"} {
		rec := w.get(address, "If-None-Match", `W/"x"`)
		if rec.Code < 400 || rec.Header().Get("ETag") != "" {
			t.Errorf("%s: status %d, ETag %q", address, rec.Code, rec.Header().Get("ETag"))
		}
	}
}

func TestOriginalsInRanges(t *testing.T) {
	text := strings.Repeat("NATO has 28 member states. ", 200)
	d := read(t, text, communique.Source{File: "a.txt"}, "")
	w := newWorld(t, d)
	address := "/original?id=" + string(d.ID)
	whole := w.get(address)
	if whole.Code != 200 || whole.Body.String() != text || whole.Header().Get("ETag") != `"`+string(d.ID)+`"` || whole.Header().Get("Accept-Ranges") != "bytes" {
		t.Errorf("whole: status %d, %v", whole.Code, whole.Header())
	}
	packed := w.get(address, "Accept-Encoding", "gzip")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Header().Get("ETag") == whole.Header().Get("ETag") {
		t.Errorf("packed: %v", packed.Header())
	}
	for _, rec := range []http.Header{whole.Header(), packed.Header()} {
		if rec.Get("Vary") != "Accept-Encoding" || !strings.HasPrefix(rec.Get("Content-Disposition"), "attachment") {
			t.Errorf("headers %v", rec)
		}
	}
	part := w.get(address, "Accept-Encoding", "gzip", "Range", "bytes=5-11")
	if part.Code != http.StatusPartialContent || part.Body.String() != text[5:12] || part.Header().Get("Content-Encoding") != "" {
		t.Errorf("range: status %d, %q", part.Code, part.Body)
	}
	if rec := w.get(address, "Range", "bytes=999999-"); rec.Code != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("a range beyond the end: status %d", rec.Code)
	}
	for _, encoding := range []string{"", "gzip"} {
		tag := w.get(address, "Accept-Encoding", encoding).Header().Get("ETag")
		if rec := w.get(address, "Accept-Encoding", encoding, "If-None-Match", tag); rec.Code != http.StatusNotModified {
			t.Errorf("%q again: status %d", encoding, rec.Code)
		}
	}
	if rec := w.ask(w.public, http.MethodHead, address, nil); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("HEAD: status %d, %d bytes", rec.Code, rec.Body.Len())
	}
}

func TestAcceptsGzip(t *testing.T) {
	for header, want := range map[string]bool{"": false, "gzip": true, "GZIP;q=0.5": true, "gzip;q=0": false, "br, gzip": true, "br": false, "*": true, "*;q=0": false,
		"*, gzip;q=0": false, "*;q=0, gzip": true, "gzip; q=0.000, *": false, "identity": false} {
		if got := acceptsGzip(header); got != want {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
}
