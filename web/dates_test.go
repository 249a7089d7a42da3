package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestDatesThatAreNoneAreExplained(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, test := range []struct{ address, says, instead string }{
		{"/claims?published-by=14/06/2021&kind=position", "Write year, month and day", "/claims?kind=position&amp;published-by=2021-06-14"},
		{"/?published-by=June+2016", "Write year, month and day", "/?published-by=2016-06-30"},
		{"/compare?recorded-by=14+June+2021", "Write year, month and day", "/compare?recorded-by=2021-06-14"},
		{"/search?q=nato&about=June+2016", "Write 2016, 2016-06", "/search?about=2016-06-01%2F2016-06-30&amp;q=nato"},
		{"/actor?id=org:nato&about=1+June+2016", "Write 2016, 2016-06", "/actor?about=2016-06-01&amp;id=org%3Anato"},
		{"/claims?published-by=next+week", "Write year, month and day", ""},
		{"/claims?about=2020/1999&kind=position", "ends before it begins", "/claims?about=1999%2F2020&amp;kind=position"},
		{"/claims?published-by=2021-02-30", "Write year, month and day", ""},
		{"/claims?about=" + strings.Repeat("9", 500), "Write 2016", ""},
	} {
		rec := w.get(test.address)
		body := rec.Body.String()
		if rec.Code != http.StatusBadRequest || !strings.Contains(body, test.says) {
			t.Errorf("%s: status %d, want %d and %q: %s", test.address, rec.Code, http.StatusBadRequest, test.says, body)
		}
		if test.instead == "" {
			if strings.Contains(body, "Did you mean") {
				t.Errorf("%s: a date is proposed", test.address)
			}
			continue
		}
		if !strings.Contains(body, `<a href="`+test.instead+`">`) {
			t.Errorf("%s: %s is not proposed: %s", test.address, test.instead, body)
			continue
		}
		if rec := w.get(strings.ReplaceAll(test.instead, "&amp;", "&")); rec.Code != http.StatusOK {
			t.Errorf("%s: what is proposed instead has status %d", test.address, rec.Code)
		}
	}
}

// TestFaultsShowAWayBack holds that a page that fails for one parameter leads to
// itself without it, and says what it knows once.
func TestFaultsShowAWayBack(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, test := range []struct{ address, text, back string }{
		{"/claims?published-by=yesterday&kind=position", "This page without “published-by”", "/claims?kind=position"},
		{"/claims?after=xyz&kind=position", "The first page", "/claims?kind=position"},
		{"/search?after=xyz&q=nato", "The first page", "/search?q=nato"},
		{"/compare?after=xyz", "The first page", "/compare"},
		{"/timeline?after=xyz", "The first page", "/timeline"},
		{"/claims?kind=nope", "This page without “kind”", "/claims"},
	} {
		body := w.get(test.address).Body.String()
		if link := `<a href="` + test.back + `">` + test.text + `</a>`; !strings.Contains(body, link) {
			t.Errorf("%s: no %s: %s", test.address, link, body)
		}
		if strings.Contains(test.address, "after") && !strings.Contains(body, "this is no place in this list") {
			t.Errorf("%s has words of its own: %s", test.address, body)
		}
		if rec := w.get(test.back); rec.Code != http.StatusOK {
			t.Errorf("%s: the way back has status %d", test.address, rec.Code)
		}
	}
	if n := strings.Count(w.get("/claims?kind=nope").Body.String(), "member-count"); n != 1 {
		t.Errorf("the known kinds stand %d times, want once", n)
	}
}

func TestHomeCountsWithinTheDates(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	const within = "1 document and 3 claims lie within the chosen dates."
	for address, dated := range map[string]bool{"/": false, "/?published-by=2016-06-20": true} {
		body := w.get(address).Body.String()
		if got := strings.Contains(body, within); got != dated {
			t.Errorf("%s: says %q: %v, want %v", address, within, got, dated)
		}
		for _, want := range []string{"<strong>3</strong> documents", "<strong>5</strong> claims"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s: want %q: %s", address, want, body)
			}
		}
	}
}

// What home lists under dates lies within them, however long ago it was read.
func TestHomeListsWithinTheDates(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	early := w.get("/?published-by=2016-06-20").Body.String()
	if !strings.Contains(early, "<bdi>NATO in figures") || strings.Contains(early, "<bdi>The alliance today") || strings.Contains(early, "No document lies within") {
		t.Errorf("of what was published by 2016: %s", early)
	}
	if none := w.get("/?about=1999").Body.String(); !strings.Contains(none, "No document lies within these dates.") {
		t.Errorf("nothing is about 1999: %s", none)
	}
}

func TestSourcesAreSortedByDate(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for address, want := range map[string]string{"/documents": "The alliance today, NATO in figures <b>&, An undated note", "/documents?sort=oldest": "NATO in figures <b>&, The alliance today, An undated note"} {
		body := w.get(address).Body.String()
		at, got := -1, ""
		for _, title := range strings.Split(want, ", ") {
			i := strings.Index(body, "<bdi>"+strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;").Replace(title))
			if i < at {
				got += title + " stands too early; "
			}
			at = i
		}
		if got != "" || at < 0 {
			t.Errorf("%s: %s, want %s: %s", address, got, want, body)
		}
	}
	if rec := w.get("/documents?sort=relevance"); rec.Code != http.StatusBadRequest {
		t.Errorf("an unknown order has status %d", rec.Code)
	}
}
