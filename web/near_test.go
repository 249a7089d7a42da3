package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestMisspeltFiltersAreNoted: a value that nothing has is no silence; the page
// and the API say so, with what is near.
func TestMisspeltFiltersAreNoted(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for address, want := range map[string]string{
		"/claims?actor=org:nato":              "",
		"/claims?actor=org:natoo":             "Nothing names org:natoo; did you mean org:nato?",
		"/compare?actor=org:natoo":            "did you mean org:nato?",
		"/claims?topic=concept:nowhere":       "Nothing is about concept:nowhere.",
		"/documents?outlet=The+Registre":      "Nothing comes from the outlet “The Registre”; did you mean “The Register”?",
		"/search?outlet=Gazette":              "Nothing comes from the outlet “Gazette”.",
		"/documents?outlet=The+Register":      "",
		"/claims?actor=org:nato&actor=org:no": "Nothing names org:no;",
	} {
		api := answerOf[struct{ Notes []string }](t, w.get("/api/v1"+address), http.StatusOK)
		if got := strings.Join(api.Notes, "\n"); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: notes %q, want %q", address, got, want)
		}
		if body := w.get(address).Body.String(); !strings.Contains(body, want) {
			t.Errorf("the page %s does not say %q", address, want)
		}
	}
}

// TestUnansweredQuestions: a question that no claim answers is not there, and
// dates are blamed only where dates are set.
func TestUnansweredQuestions(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for key, want := range map[string]string{"nope": "is not the key", "member-count/org:who": "How many members does"} {
		address := "/compare?question=" + url.QueryEscape(key)
		if f := problemOf(t, w.get("/api/v1"+address), http.StatusNotFound); !strings.Contains(f.Detail, want) {
			t.Errorf("%s: the API says %q", key, f.Detail)
		}
		if rec := w.get(address); rec.Code != http.StatusNotFound || !strings.Contains(rec.Body.String(), "All questions") {
			t.Errorf("%s: the page answers %d", key, rec.Code)
		}
	}
	dated := w.get("/compare?question=member-count/org:nato&published-by=2000-01-01").Body.String()
	if !strings.Contains(dated, "within these dates") || !strings.Contains(dated, "lift the day") || !strings.Contains(dated, `href="/compare?question=member-count%2Forg%3Anato"`) {
		t.Errorf("answers of undated documents cannot be brought back: %s", dated)
	}
	other := w.get("/compare?question=member-count/org:nato&kind=decision").Body.String()
	if strings.Contains(other, "within these dates") {
		t.Error("dates are blamed though none are set")
	}
}
