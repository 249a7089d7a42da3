package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/communique-kg/communique"
)

// What one page of a document of any size may take.
const (
	mostOfAPage = 500_000 // bytes
	pageTime    = 300 * time.Millisecond
)

// TestHugeDocumentsStayReadable opens documents of ten megabytes: one line, lines
// of one character, nothing but marks, and fifty thousand claims.
func TestHugeDocumentsStayReadable(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: documents of ten megabytes are not short")
	}
	const size = 10 << 20
	var dense strings.Builder
	var drafts []draft
	for i := range 50_000 {
		words := fmt.Sprintf("NATO has %d member states, said source %d", 10+i%40, i)
		fmt.Fprintf(&dense, "%s%s.\n", words, strings.Repeat(" and more", 17))
		drafts = append(drafts, draft{words, communique.Claim{Kind: communique.MemberCount, Subject: "org:nato",
			Value: &communique.Value{N: float64(10 + i%40), Unit: "member states", Cmp: communique.Equal}, Questions: []communique.Question{"member-count/org:nato"}}})
	}
	source := communique.Source{Outlet: "Wire", Published: on("2016-06-15")}
	docs := map[string]*communique.Document{
		"one line":    read(t, strings.Repeat("no break at all ", size/16), source, "One line"),
		"one word":    read(t, strings.Repeat("x", size), source, "One word"),
		"short lines": read(t, strings.Repeat("x\n", size/2), source, "Short lines"),
		"markup":      read(t, strings.Repeat("<&>\"'", size/5), source, "Markup"),
		"direction":   read(t, strings.Repeat("\u202ex", size/4), source, "Direction"),
		"zalgo":       read(t, strings.Repeat("x\u0300\u0301\u0302\u0303\u0304", size/11), source, "Zalgo"),
		"claims":      readDense(t, dense.String(), source, "Claims", drafts),
	}
	w := newWorld(t)
	for name, d := range docs {
		if _, err := w.corpus.Append(t.Context(), "test", d, []byte(d.Text)); err != nil {
			t.Fatal(err)
		}
		for _, address := range []string{"/document?id=" + string(d.ID), "/document?id=" + string(d.ID) + "&part=40", "/document?id=" + string(d.ID) + "&at=5000000-5000050",
			"/document?id=" + string(d.ID) + "&words=said+source+4999+and"} {
			w.get(address) // the first has to read the document from the log
			start := time.Now()
			rec := w.get(address)
			took := time.Since(start)
			t.Logf("%s, %s: %d bytes in %v", name, strings.TrimPrefix(address, "/document?id="+string(d.ID)), rec.Body.Len(), took)
			if rec.Code != http.StatusOK {
				t.Errorf("%s: status %d", address, rec.Code)
			}
			if rec.Body.Len() > mostOfAPage {
				t.Errorf("%s, %s: %d bytes, want at most %d", name, address, rec.Body.Len(), mostOfAPage)
			}
			if took > 4*pageTime { // other tests may run beside this one
				t.Errorf("%s, %s: took %v, want %v on a quiet machine", name, address, took, pageTime)
			}
		}
	}
}

// readDense is read for many claims, each a little after the one before.
func readDense(t testing.TB, text string, source communique.Source, title string, drafts []draft) *communique.Document {
	t.Helper()
	d := read(t, text, source, title)
	at := 0
	for _, draft := range drafts {
		i := strings.Index(text[at:], draft.words)
		if i < 0 {
			t.Fatalf("%q does not stand in the text", draft.words)
		}
		c := draft.claim
		c.Evidence = communique.Span{Start: at + i, End: at + i + len(draft.words)}.Quote(text)
		c.Modality, c.Polarity, c.Rule = communique.Asserted, communique.Affirmed, "test"
		c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, c.Evidence.Span, c.Subject)
		d.Claims = append(d.Claims, c)
		at += i + len(draft.words)
	}
	if err := d.Validate(); err != nil {
		t.Fatal(err)
	}
	return d
}
