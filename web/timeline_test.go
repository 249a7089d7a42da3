package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
)

// lineDocuments tell one decision three times, once looking back, and two other acts.
func lineDocuments(t testing.TB) []*communique.Document {
	const line, development = communique.Question("line/article-5-cyber"), communique.Question("development/collective-defence-cyber")
	decided := func(words string, about communique.TimeValue) draft {
		return draft{words, communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "a cyber attack can trigger Article 5", About: about,
			Topics: []communique.EntityID{"concept:collective-defence"}, Questions: []communique.Question{line, development}}}
	}
	year := communique.TimeValue{EDTF: "2014", Days: communique.Days{From: "2014-01-01", To: "2014-12-31"}, Basis: "stated"}
	loose := communique.TimeValue{EDTF: "2014~", Days: communique.Days{From: "2014-01-01", To: "2014-12-31"}, Basis: "stated"}
	guessed := communique.TimeValue{EDTF: "2016-06", Days: communique.Days{From: "2016-06-01", To: "2016-06-30"}, Basis: "inferred: 28 members"}
	source := func(outlet, file string, day communique.Day) communique.Source {
		return communique.Source{Outlet: outlet, File: file, Published: on(day)}
	}
	return []*communique.Document{
		read(t, "Wales\n\nOn Friday NATO decided that a cyber attack can trigger Article 5.\n", source("Wire", "wales.txt", "2014-09-05"), "Wales",
			decided("NATO decided that a cyber attack can trigger Article 5", on("2014-09-05"))),
		read(t, "Wales again\n\nNATO has decided that a cyber attack can trigger Article 5, it said on Friday.\n", source("Second Wire", "again.txt", "2014-09-06"), "Wales again",
			decided("NATO has decided that a cyber attack can trigger Article 5", on("2014-09-05"))),
		read(t, "Ottawa\n\nThe alliance agreed back in 2014 that a cyber attack could trigger Article 5. Around then, allies agreed it too.\n", source("Wire", "ottawa.txt", "2018-04-05"), "Ottawa",
			decided("agreed back in 2014 that a cyber attack could trigger Article 5", year), decided("Around then, allies agreed it too", loose)),
		read(t, "Undated\n\nNATO decided that a cyber attack can trigger Article 5, and NATO recognised cyberspace.\n", communique.Source{File: "undated.txt"}, "Undated",
			decided("NATO decided that a cyber attack can trigger Article 5", communique.TimeValue{}),
			draft{"NATO recognised cyberspace", communique.Claim{Kind: communique.Recognition, Subject: "org:nato", Object: "concept:cyberspace", As: "domain", About: guessed,
				Questions: []communique.Question{development, "recognition/org:nato/concept:cyberspace"}}}),
	}
}

func TestTimelineOfTheAPI(t *testing.T) {
	w := newWorld(t, lineDocuments(t)...)
	tell := func(query string) []string {
		t.Helper()
		page := answerOf[timelinePage](t, w.get("/api/v1/timeline?"+query), http.StatusOK)
		var out []string
		for _, e := range page.Events {
			out = append(out, fmt.Sprintf("%s %s %s %d", e.Time, e.Precision, e.Certainty, len(e.Claims)))
		}
		return append(out, fmt.Sprintf("%d, %d timeless, %d undated, %d acts", page.Total, page.Timeless, page.Undated, acts(page.Lineage)))
	}
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"", []string{"2014 year stated 2", "2014-09-05 day stated 2", "2016-06 month inferred 1", " unknown unknown 1", "6, 1 timeless, 0 undated, 0 acts"}},
		{"clock=published", []string{"2014-09-05 day stated 1", "2014-09-06 day stated 1", "2018-04-05 day stated 2", " unknown unknown 1", " unknown unknown 1", "6, 2 timeless, 0 undated, 0 acts"}},
		{"about=2015", []string{"0, 0 timeless, 0 undated, 0 acts"}},
		{"about=2016", []string{"2016-06 month inferred 1", "1, 0 timeless, 0 undated, 0 acts"}},
		{"published-by=2014-12-31", []string{"2014-09-05 day stated 2", "2, 0 timeless, 2 undated, 0 acts"}},
		{"recorded-by=2000-01-01", []string{"0, 0 timeless, 0 undated, 0 acts"}},
		{"outlet=Wire&kind=decision", []string{"2014 year stated 2", "2014-09-05 day stated 1", "3, 0 timeless, 0 undated, 0 acts"}},
		{"topic=concept:collective-defence&actor=org:nato&about=2014-09", []string{"2014 year stated 2", "2014-09-05 day stated 2", "4, 0 timeless, 0 undated, 0 acts"}},
		{"question=development/collective-defence-cyber", []string{"2014 year stated 2", "2014-09-05 day stated 2", "2016-06 month inferred 1", " unknown unknown 1", "6, 1 timeless, 0 undated, 2 acts"}},
	} {
		if got := tell(test.query); !slices.Equal(got, test.want) {
			t.Errorf("%q:\ngot  %q\nwant %q", test.query, got, test.want)
		}
	}
	problemOf(t, w.get("/api/v1/timeline?clock=noon"), http.StatusBadRequest)
	problemOf(t, w.get("/api/v1/timeline?after=nonsense"), http.StatusBadRequest)
	if rec := w.get("/timeline?clock=noon"); rec.Code != http.StatusBadRequest {
		t.Errorf("page with an unknown clock: status %d", rec.Code)
	}
	// Pages of one claim each give the same claims once.
	var one, all []communique.ClaimID
	for _, e := range answerOf[timelinePage](t, w.get("/api/v1/timeline"), http.StatusOK).Events {
		for _, c := range e.Claims {
			all = append(all, c.ID)
		}
	}
	for after, i := "", 0; i < 20; i++ {
		page := answerOf[timelinePage](t, w.get("/api/v1/timeline?limit=1&after="+url.QueryEscape(after)), http.StatusOK)
		for _, e := range page.Events {
			one = append(one, e.Claims[0].ID)
		}
		if after = page.Next; after == "" {
			break
		}
	}
	slices.Sort(one)
	slices.Sort(all)
	if !slices.Equal(one, all) {
		t.Errorf("pages of one give %v, want %v", one, all)
	}
}

func acts(l *lineageView) int {
	if l == nil {
		return 0
	}
	return len(l.Acts)
}

func TestLineageOfTheAPI(t *testing.T) {
	docs := lineDocuments(t)
	docs = append(docs, read(t, "Later\n\nIn 2016 NATO decided that a cyber attack can trigger Article 5.\n", communique.Source{Outlet: "Wire", File: "later.txt", Published: on("2016-07-01")}, "Later",
		draft{"NATO decided that a cyber attack can trigger Article 5", communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: "a cyber attack can trigger Article 5", About: on("2016-06-14"),
			Questions: []communique.Question{"line/article-5-cyber"}}}))
	w := newWorld(t, docs...)
	for _, path := range []string{"/api/v1/compare", "/api/v1/timeline"} {
		l := answerOf[struct{ Lineage lineageView }](t, w.get(path+"?question=line/article-5-cyber"), http.StatusOK).Lineage
		acts := l.Acts
		if len(l.Undated) != 1 || l.Undated[0].File != "undated.txt" {
			t.Errorf("%s: told without a date: %+v", path, l.Undated)
		}
		if len(acts) != 2 {
			t.Fatalf("%s: %d acts, want 2: %+v", path, len(acts), acts)
		}
		first := acts[0]
		if first.Verb != "decided" || first.From != "2014-09-05" || first.When != "5 September 2014" || len(first.Told) != 2 || len(first.Hindsight) != 2 || first.Hindsight[0].After != "3 years" {
			t.Errorf("%s: the first act is %+v", path, first)
		}
		for _, h := range append(first.Told, first.Hindsight...) {
			if h.Start == nil || h.Exact == "" || h.File == "" {
				t.Errorf("%s: telling %+v", path, h)
			}
		}
	}
	for _, page := range []string{"/compare", "/timeline"} {
		body := w.get(page + "?question=line/article-5-cyber").Body.String()
		if !strings.Contains(body, "How the line developed") || !strings.Contains(body, "(3 years later)") || !strings.Contains(body, "Told without a date") {
			t.Errorf("%s does not show how the line developed", page)
		}
	}
	// What was published later is not known earlier.
	if acts := answerOf[comparePage](t, w.get("/api/v1/compare?question=line/article-5-cyber&published-by=2014-12-31"), http.StatusOK).Lineage; acts != nil {
		t.Errorf("by 2014 there is one act, which is no development; got %+v", acts)
	}
}

// TestTimelineSaysTheSameTwice holds that the drawing shows each dated event of
// the list and each text that looks back on one, and nothing else.
func TestTimelineSaysTheSameTwice(t *testing.T) {
	w := newWorld(t, append(documentsOf(t), lineDocuments(t)...)...)
	looks := 0
	for _, address := range []string{"/timeline", "/timeline?clock=published", "/timeline?clock=said", "/timeline?clock=recorded", "/timeline?kind=decision", "/timeline?limit=2", "/timeline?from=2016"} {
		root := parsePage(t, w.get(address).Body.String())
		var listed, drawn, back, glances []string
		for _, item := range nodes(root, func(n *html.Node) bool { return strings.Contains(attr(n, "class"), "item event") }) {
			for _, a := range nodes(item, func(n *html.Node) bool { return n.Data == "a" && within(n, "looked-back") }) {
				back = append(back, attr(a, "href")+" "+textOf(a))
			}
			when := textOf(nodes(item, func(n *html.Node) bool { return attr(n, "class") == "when" })[0])
			if strings.HasPrefix(when, "date unknown") {
				continue
			}
			a := nodes(nodes(item, func(n *html.Node) bool { return attr(n, "class") == "claim-sentence" })[0], func(n *html.Node) bool { return n.Data == "a" })[0]
			listed = append(listed, attr(a, "href")+" "+textOf(a))
		}
		for _, a := range nodes(root, func(n *html.Node) bool { return n.Data == "a" && attr(n, "data-lane") != "" }) {
			_, says, _ := strings.Cut(attr(a, "aria-label"), ": ")
			if strings.Contains(attr(a, "class"), "glance") {
				glances = append(glances, attr(a, "href")+" "+says)
			} else {
				drawn = append(drawn, attr(a, "href")+" "+says)
			}
		}
		for _, list := range [][]string{listed, drawn, back, glances} {
			slices.Sort(list)
		}
		if !slices.Equal(listed, drawn) || len(listed) == 0 && !strings.Contains(address, "said") {
			t.Errorf("%s: the list has\n%q\nthe drawing\n%q", address, listed, drawn)
		}
		if !slices.Equal(slices.Compact(back), glances) && !strings.Contains(address, "clock=") {
			t.Errorf("%s: the list looks back\n%q\nthe drawing\n%q", address, back, glances)
		}
		looks += len(back)
	}
	if looks == 0 {
		t.Error("nothing looks back on anything")
	}
}

// within reports whether a node stands in an element of a class.
func within(n *html.Node, class string) bool {
	for ; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attr(n, "class")), class) {
			return true
		}
	}
	return false
}

// TestFourClocks holds that each clock puts claims in its own order, and guesses
// none from another.
func TestFourClocks(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	today := string(communique.DayOf(time.Now()))
	for clock, want := range map[string][]string{
		"about":     {"2016-06-01/2016-06-30 28", "2016-06-14 28", "2024-03-07/.. 32", " 30", " numbers"},
		"said":      {"2016-06-14 28", " 28", " 30", " 32", " numbers"},
		"published": {"2016-06-15 28", "2016-06-15 numbers", "2024-03 32", " 30"},
		"recorded":  {today + " 28", today + " 30", today + " 32", today + " numbers"},
	} {
		page := answerOf[timelinePage](t, w.get("/api/v1/timeline?clock="+clock), http.StatusOK)
		var got []string
		dated := 0
		for _, e := range page.Events {
			word := "numbers"
			for _, n := range []string{"28", "30", "32"} {
				if strings.Contains(e.Says, n) {
					word = n
				}
			}
			got = append(got, e.Time+" "+word)
		}
		for _, y := range page.Density {
			dated += y.Claims
		}
		dedupe := slices.Compact(slices.Sorted(slices.Values(got)))
		if !slices.Equal(dedupe, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: got %q, want %q", clock, dedupe, want)
		}
		if dated+page.Timeless != page.Total {
			t.Errorf("%s: %d in years and %d timeless of %d", clock, dated, page.Timeless, page.Total)
		}
	}
}

// TestTimelineBeginsWhereAsked holds that a list begins at a year, that the
// whole is drawn beside it with the part that is shown, and that bad beginnings
// are refused with what was meant.
func TestTimelineBeginsWhereAsked(t *testing.T) {
	w := newWorld(t, append(documentsOf(t), lineDocuments(t)...)...)
	whole := answerOf[timelinePage](t, w.get("/api/v1/timeline"), http.StatusOK)
	later := answerOf[timelinePage](t, w.get("/api/v1/timeline?from=2016"), http.StatusOK)
	if later.Total != whole.Total || len(later.Events) == 0 || len(later.Events) >= len(whole.Events) || later.Events[0].From < "2016" {
		t.Errorf("from 2016: %d events of %d, the first %+v", len(later.Events), len(whole.Events), later.Events[0])
	}
	body := w.get("/timeline?from=2016").Body.String()
	for _, want := range []string{"All years", "The page shows what begins from 2016 to 2024.", `class="bar is-shown"`, "The list begins with 2016.", `href="/timeline?from=2014"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if body := w.get("/timeline").Body.String(); strings.Contains(body, "All years") {
		t.Error("the whole list has an overview of itself")
	}
	for _, bad := range []string{"from=soon", "from=2016-13", "from=../2016", "from=%00"} {
		if rec := w.get("/timeline?" + bad); rec.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", bad, rec.Code)
		}
	}
	if body := w.get("/timeline?from=14+June+2016").Body.String(); !strings.Contains(body, "from=2016-06-14") {
		t.Error("the day that was meant is not offered")
	}
}

func TestLapse(t *testing.T) {
	for days, want := range map[int]string{1: "1 day", 60: "60 days", 61: "2 months", 364: "11 months", 365: "12 months", 648: "21 months", 731: "2 years", 1308: "3 years", 3653: "10 years"} {
		if got := lapse(days); got != want {
			t.Errorf("%d days: %s, want %s", days, got, want)
		}
	}
}

// TestTimelineOfOddYears holds that days at the ends of the calendar are shown.
func TestTimelineOfOddYears(t *testing.T) {
	var drafts []draft
	for i, days := range []communique.Days{{From: "0000-01-01", To: "0000-12-31"}, {From: "0099-02-03", To: "0099-02-03"}, {To: "0500-01-01"}, {From: "9999-12-31", To: "9999-12-31"}, {From: "9999-01-01"}} {
		drafts = append(drafts, memberCount(fmt.Sprintf("%d members", i+1), float64(i+1), days, ""))
	}
	w := newWorld(t, read(t, "NATO has 1 members, 2 members, 3 members, 4 members, 5 members.\n", communique.Source{File: "odd.txt"}, "Odd", drafts...))
	rec := w.get("/timeline")
	checkPage(t, "/timeline", rec.Header(), rec.Body.String())
	root := parsePage(t, rec.Body.String())
	if n := len(nodes(root, func(n *html.Node) bool { return strings.HasPrefix(attr(n, "class"), "mark") && n.Data == "a" })); n != 5 {
		t.Errorf("%d marks, want 5", n)
	}
}
