package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

func TestSource(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	given := communique.TimeValue{Type: communique.Date, EDTF: "2019", Days: communique.Days{From: "2019-01-01", To: "2019-12-31"}, Basis: givenBasis, Role: "publication"}
	id := string(docs[0].ID)
	at := "/source?id=" + id
	post := func(target string, fields url.Values, header ...string) (int, string) {
		t.Helper()
		rec := w.ask(w.public, http.MethodPost, target, strings.NewReader(fields.Encode()), append(header, "Content-Type", "application/x-www-form-urlencoded")...)
		if rec.Code != http.StatusSeeOther {
			checkPage(t, target, rec.Header(), rec.Body.String())
		}
		return rec.Code, rec.Header().Get("Location")
	}
	history := func() sourcePage {
		t.Helper()
		return answerOf[sourcePage](t, w.get("/api/v1/documents/"+id+"/history"), http.StatusOK)
	}
	status, to := post(at+"&published-by=2020-01-01", url.Values{"do": {"retract"}, "reason": {"<b>wrong</b>"}})
	if status != http.StatusSeeOther || !strings.Contains(to, "done=retracted") || !strings.Contains(to, "published-by=2020-01-01") {
		t.Fatalf("status %d, %s", status, to)
	}
	rec := w.get(to)
	checkPage(t, to, rec.Header(), rec.Body.String())
	if p := history(); !p.Retracted || p.Reason != "<b>wrong</b>" || len(p.History) != 2 {
		t.Errorf("retracted: %+v", p)
	}
	if strings.Contains(w.get("/documents").Body.String(), "<b>wrong") {
		t.Error("the list of sources does not escape the reason")
	}
	last, _ := w.corpus.Last(t.Context())
	for _, test := range []struct {
		target string
		fields url.Values
		status int
	}{
		{"/source", url.Values{"do": {"retract"}, "reason": {"x"}}, 400}, {"/source?id=x", url.Values{"do": {"retract"}, "reason": {"x"}}, 400}, {"/source?id=sha256-" + strings.Repeat("0", 64), url.Values{"do": {"retract"}, "reason": {"x"}}, 404},
		{at, url.Values{}, 400}, {at, url.Values{"do": {"delete"}}, 400}, {at, url.Values{"do": {"retract"}}, 400}, {at, url.Values{"do": {"retract"}, "reason": {strings.Repeat("x", mostReason+1)}}, 400},
		{at, url.Values{"do": {"undo"}}, 400}, {at, url.Values{"do": {"undo"}, "seq": {"1"}}, 400}, {at, url.Values{"do": {"undo"}, "seq": {"99"}}, 400}, {at, url.Values{"do": {"read"}}, 409},
		{"/source?id=" + string(docs[1].ID), url.Values{"do": {"undo"}, "seq": {"4"}}, 400}, // of another document
	} {
		if status, _ := post(test.target, test.fields); status != test.status {
			t.Errorf("POST %s %v: status %d, want %d", test.target, clip(test.fields.Encode(), 60), status, test.status)
		}
	}
	if status, _ := post(at, url.Values{"do": {"undo"}, "seq": {"4"}}, "Origin", "https://evil.example"); status != http.StatusForbidden {
		t.Errorf("another site takes a retraction back: status %d", status)
	}
	if now, _ := w.corpus.Last(t.Context()); now != last {
		t.Errorf("refused requests added %d entries", now-last)
	}
	if status, to := post(at, url.Values{"do": {"undo"}, "seq": {"4"}}); status != http.StatusSeeOther || !strings.Contains(to, "done=undone") {
		t.Errorf("status %d, %s", status, to)
	}
	if p := history(); p.Retracted || len(p.History) != 3 || p.History[0].Says != "entry 4 was taken back" {
		t.Errorf("taken back: %+v", p)
	}

	// Reading again keeps what was given, finds its own date anew, and is noted only where it differs.
	var got communique.Source
	w.Read = func(_ context.Context, name string, data []byte, s communique.Source) (*communique.Document, error) {
		got = s
		d := read(t, string(data), s, "Read anew")
		d.Reader = "test 2"
		return d, d.Validate()
	}
	if status, to := post(at, url.Values{"do": {"read"}}); status != http.StatusSeeOther || !strings.Contains(to, "done=read") {
		t.Errorf("status %d, %s", status, to)
	}
	if got.Outlet != "The Register" || got.File != "early.txt" || got.Published.Known() {
		t.Errorf("it was read again with %+v", got)
	}
	if p := history(); p.Title != "Read anew" || p.Reader != "test 2" || len(p.History) != 4 {
		t.Errorf("read again: %+v", p)
	}
	if status, to := post(at, url.Values{"do": {"read"}}); status != http.StatusSeeOther || !strings.Contains(to, "done=same") {
		t.Errorf("the second time: status %d, %s", status, to)
	}
	dated := read(t, "A text whose date was given.\n", communique.Source{File: "dated.txt", Published: given}, "Dated")
	if _, err := w.corpus.Append(t.Context(), "test", dated, []byte(dated.Text)); err != nil {
		t.Fatal(err)
	}
	if post("/source?id="+string(dated.ID), url.Values{"do": {"read"}}); got.Published.EDTF != "2019" {
		t.Errorf("a date that was given is not given again: %+v", got)
	}
	w.Read = func(context.Context, string, []byte, communique.Source) (*communique.Document, error) {
		return nil, context.DeadlineExceeded
	}
	if status, _ := post(at, url.Values{"do": {"read"}}); status != http.StatusUnprocessableEntity {
		t.Errorf("what cannot be read any more: status %d", status)
	}
	w.Read = nil
	if status, _ := post(at, url.Values{"do": {"read"}}); status != http.StatusNotImplemented {
		t.Errorf("without a reader: status %d", status)
	}
}
