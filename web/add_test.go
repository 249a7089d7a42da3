package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestRefusedFormIsSentBackFilled: a date that cannot be read costs nobody the
// text that was pasted, even where a file stands before it.
func TestRefusedFormIsSentBackFilled(t *testing.T) {
	w := newWorld(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range [][2]string{{"outlet", `The "Outlet" <b>`}, {"published", "yesterday"}} {
		if err := form.WriteField(f[0], f[1]); err != nil {
			t.Fatal(err)
		}
	}
	file, err := form.CreateFormFile("file", "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	file.Write([]byte("NATO has 29 member states."))
	form.WriteField("text", "\nA pasted </textarea><script> text")
	form.Close()
	fields := url.Values{"outlet": {`The "Outlet" <b>`}, "published": {"yesterday"}, "text": {"\nA pasted </textarea><script> text"}}
	for _, sent := range []struct{ kind, body string }{{form.FormDataContentType(), body.String()}, {"application/x-www-form-urlencoded", fields.Encode()}} {
		rec := w.ask(w.public, http.MethodPost, "/add", strings.NewReader(sent.body), "Content-Type", sent.kind)
		page := rec.Body.String()
		if rec.Code != http.StatusBadRequest {
			t.Fatalf("%s: status %d, want 400: %s", sent.kind, rec.Code, page)
		}
		for _, want := range []string{`value="The &#34;Outlet&#34; &lt;b&gt;"`, `value="yesterday" aria-invalid="true"`, "\n\nA pasted &lt;/textarea&gt;&lt;script&gt; text</textarea>",
			`id="published-wrong">published: &#34;yesterday&#34; is not a date`, `class="from" open`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the form lacks %q", sent.kind, want)
			}
		}
		if got, want := strings.Contains(page, "Choose the files again"), strings.HasPrefix(sent.kind, "multipart"); got != want {
			t.Errorf("%s: files are asked for again: %v, want %v", sent.kind, got, want)
		}
	}
	if last, err := w.corpus.Last(t.Context()); err != nil || last != 0 {
		t.Errorf("a refused form added %d entries (%v)", last, err)
	}
	// A text too long to be sent back is not.
	fields.Set("text", strings.Repeat("long ", mostReturned/5+1))
	rec := w.ask(w.public, http.MethodPost, "/add", strings.NewReader(fields.Encode()), "Content-Type", "application/x-www-form-urlencoded")
	if page := rec.Body.String(); len(page) > mostReturned/2 || !strings.Contains(page, "too long to be sent back") {
		t.Errorf("a long text is answered with %d bytes", len(page))
	}
}

// TestNothingSent: the form speaks of choosing, the API of the document.
func TestNothingSent(t *testing.T) {
	w := newWorld(t)
	if f := problemOf(t, w.ask(w.public, http.MethodPost, "/api/v1/documents", strings.NewReader(""), "Content-Type", "text/plain"), http.StatusBadRequest); !strings.Contains(f.Detail, "document is empty") || strings.Contains(f.Detail, "choose") {
		t.Errorf("the API says %q", f.Detail)
	}
	if f := problemOf(t, w.get("/api/v1/claims?kind=nope"), http.StatusBadRequest); !strings.Contains(f.Detail, "member-count, membership") {
		t.Errorf("an unknown kind is answered with %q", f.Detail)
	}
}
