package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestCitationLeadsBack: the address at the end of a citation proves the words,
// under the name by which the browser asked, and without the chosen dates.
func TestCitationLeadsBack(t *testing.T) {
	docs := documentsOf(t)
	w := newWorld(t, docs...)
	c := claimOf(docs[0], 0)
	page := answerOf[claimPage](t, w.get("/api/v1/claims/"+string(c.ID)+"?published-by=2020-01-01", "Host", "localhost:8080"), http.StatusOK)
	for _, want := range []string{"Document (SHA-256 of the original bytes): " + strings.TrimPrefix(string(docs[0].ID), "sha256-"), "Text read of it (SHA-256): " + strings.TrimPrefix(string(docs[0].TextID), "sha256-")} {
		if !strings.Contains(page.Citation, want) {
			t.Errorf("citation %q lacks %q", page.Citation, want)
		}
	}
	i := strings.LastIndex(page.Citation, "http://localhost:8080/document?")
	if i < 0 || strings.Contains(page.Citation, "published-by") {
		t.Fatalf("citation %q has no plain permalink", page.Citation)
	}
	rec := w.get(strings.TrimPrefix(page.Citation[i:], "http://localhost:8080"))
	if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "their hash agrees") {
		t.Errorf("the permalink answers %d and does not prove the words", rec.Code)
	}
}
