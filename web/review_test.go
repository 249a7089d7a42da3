package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

func TestConflictsCountOnce(t *testing.T) {
	member := func(id communique.ClaimID) claim.Member {
		return claim.Member{Record: communique.Record{Claim: &communique.Claim{ID: id, Kind: communique.Decision}, Document: &communique.Document{ID: "d"}}}
	}
	of := func(r claim.Relation, because string, ids ...communique.ClaimID) claim.Comparison {
		c := claim.Comparison{Relation: r, Because: because}
		for _, id := range ids {
			c.Members = append(c.Members, member(id))
		}
		return c
	}
	against := map[communique.Question][]objection{
		"q/1": objectionsOf([]claim.Comparison{of(claim.Contradiction, "x", "a", "b"), of(claim.Contradiction, "x", "a", "c"), of(claim.Agreement, "y", "d", "e"), of(claim.Misreport, "z", "c")}),
		"q/2": objectionsOf([]claim.Comparison{of(claim.Contradiction, "x", "a"), of(claim.Contradiction, "w", "b")}),
	}
	var got []string
	for _, c := range newConflicts(against, nil).line {
		got = append(got, string(c.Claim)+" "+strconv.Itoa(c.Conflicts)+" "+string(c.Relations[0])+" "+strconv.Itoa(len(c.Questions)))
	}
	want := []string{"c 2 misreport 1", "b 2 contradiction 2", "a 1 contradiction 2"}
	if !slices.Equal(got, want) {
		t.Errorf("the queue is %q, want %q", got, want)
	}
}

func TestAroundAtLarge(t *testing.T) {
	text := strings.Repeat("wörd ", 400) + "THE WORDS" + strings.Repeat(" wörd", 400)
	at := strings.Index(text, "THE")
	before, after := around(text, communique.Span{Start: at, End: at + len("THE WORDS")}, atLarge)
	if !strings.HasPrefix(before, "… wörd ") || !strings.HasSuffix(after, "wörd …") || len(before) > 920 || len(after) > 920 {
		t.Errorf("before %q, after %q", before, after)
	}
	if before, after := around("\n\nOne\n\ntwo", communique.Span{Start: 2, End: 5}, atLarge); before != "" || after != "\n\ntwo" {
		t.Errorf("before %q, after %q", before, after)
	}
}

// contradicted is a world in which claims stand against each other: two documents
// of one outlet and year that count differently.
func contradicted(t *testing.T) (*world, []*communique.Document) {
	t.Helper()
	days := communique.Days{From: "2016-06-14", To: "2016-06-14"}
	var docs []*communique.Document
	for _, text := range []string{"One says that NATO has 28 member states today.\n", "Another says that NATO has 27 member states today.\n", "A third says that NATO has 27 member states, too.\n"} {
		n, _ := strconv.Atoi(text[strings.Index(text, "has ")+4:][:2])
		docs = append(docs, read(t, text, communique.Source{Outlet: "Outlet " + text[:3], Published: on("2016-06-15")}, text[:3], memberCount(strconv.Itoa(n)+" member states", float64(n), days, "")))
	}
	return newWorld(t, docs...), docs
}

func (w *world) judges(query string, fields url.Values) (status int, location string) {
	w.t.Helper()
	rec := w.ask(w.public, http.MethodPost, "/review"+query, strings.NewReader(fields.Encode()), "Content-Type", "application/x-www-form-urlencoded")
	return rec.Code, rec.Header().Get("Location")
}

func TestReview(t *testing.T) {
	for name, judged := range map[string]bool{"compared while the page waits": false, "told by the standing": true} {
		t.Run(name, func(t *testing.T) {
			w, _ := contradicted(t)
			if judged {
				w.stands(t)
			}
			reviews(t, w)
		})
	}
}

// reviews goes through the queue of a world in which claims stand against each other.
func reviews(t *testing.T, w *world) {
	queueOf := func(query string) reviewPage {
		t.Helper()
		return answerOf[reviewPage](t, w.get("/api/v1/review"+query), http.StatusOK)
	}
	all := queueOf("")
	if all.Total < 2 {
		t.Fatalf("%d claims wait, want at least the two sides of a contradiction", all.Total)
	}
	first, second := all.Claims[0], all.Claims[1]
	if first.Conflicts < second.Conflicts || first.Status != "open" || len(first.Relations) == 0 {
		t.Errorf("the queue begins with %+v, %+v", first, second)
	}
	if p := queueOf("?limit=1"); len(p.Claims) != 1 || p.Next != string(second.Claim) {
		t.Errorf("the first part: %+v", p)
	}
	if p := queueOf("?id=" + string(second.Claim)); p.Claims[0].Claim != second.Claim {
		t.Errorf("the second part begins with %+v", p.Claims[0])
	}
	// A judgement leads on and keeps what is chosen.
	status, to := w.judges("?kind=member-count&published-by=2020-01-01", url.Values{"do": {"accept"}, "id": {string(first.Claim)}})
	u, err := url.Parse(to)
	if err != nil || status != http.StatusSeeOther || u.Path != "/review" {
		t.Fatalf("status %d, %s", status, to)
	}
	if v := u.Query(); v.Get("id") != string(second.Claim) || v.Get("kind") != "member-count" || v.Get("published-by") != "2020-01-01" || v.Get("said") == "" {
		t.Errorf("accepting leads to %s", to)
	}
	rec := w.get(to)
	checkPage(t, to, rec.Header(), rec.Body.String())
	if !strings.Contains(rec.Body.String(), "Accepted:") {
		t.Error("the next page does not say what was accepted")
	}
	if p := queueOf(""); p.Total != all.Total-1 || slices.ContainsFunc(p.Claims, func(c queued) bool { return c.Claim == first.Claim }) {
		t.Errorf("%d are open", p.Total)
	}
	if p := queueOf("?status=accepted"); p.Total != 1 || p.Claims[0].Status != "accepted" {
		t.Errorf("accepted: %+v", p)
	}
	// The last judgement counts, here as in search.
	w.judges("", url.Values{"do": {"reject"}, "id": {string(first.Claim)}, "reason": {"<b>no</b>"}})
	if c := answerOf[claimPage](t, w.get("/api/v1/claims/"+string(first.Claim)), http.StatusOK); !slices.Equal(c.Statuses, []string{"current", "rejected"}) {
		t.Errorf("statuses %q", c.Statuses)
	}
	_, to = w.judges("", url.Values{"do": {"undo"}, "id": {string(first.Claim)}, "seq": {"5"}})
	if p := queueOf("?status=accepted"); p.Total != 1 {
		t.Errorf("after taking the rejection back: %+v", p)
	}
	rec = w.get(to)
	checkPage(t, to, rec.Header(), rec.Body.String())
	if !strings.Contains(rec.Body.String(), "Taken back:") {
		t.Error("the page does not say what was taken back")
	}

	last, _ := w.corpus.Last(t.Context())
	for _, test := range []struct {
		query  string
		fields url.Values
		status int
	}{
		{"", url.Values{}, 400}, {"", url.Values{"do": {"merge"}, "id": {string(first.Claim)}}, 400}, {"", url.Values{"do": {"accept"}}, 400}, {"", url.Values{"do": {"accept"}, "id": {"c-nothing"}}, 404},
		{"", url.Values{"do": {"reject"}, "id": {string(first.Claim)}}, 400}, {"", url.Values{"do": {"reject"}, "id": {string(first.Claim)}, "reason": {" \n"}}, 400}, {"", url.Values{"do": {"reject"}, "id": {string(first.Claim)}, "reason": {strings.Repeat("x", mostReason+1)}}, 400},
		{"", url.Values{"do": {"reject"}, "id": {"nothing"}}, 404}, {"", url.Values{"do": {"undo"}, "seq": {"5"}}, 400}, {"", url.Values{"do": {"undo"}, "seq": {"1"}}, 400}, {"", url.Values{"do": {"undo"}, "seq": {"x"}}, 400}, {"", url.Values{"do": {"undo"}, "seq": {"999"}}, 404},
		{"?status=odd", url.Values{"do": {"accept"}, "id": {string(first.Claim)}}, 400},
	} {
		if status, _ := w.judges(test.query, test.fields); status != test.status {
			t.Errorf("POST /review%s %v: status %d, want %d", test.query, clip(test.fields.Encode(), 80), status, test.status)
		}
	}
	if now, _ := w.corpus.Last(t.Context()); now != last {
		t.Errorf("refused judgements added %d entries", now-last)
	}
	for target, want := range map[string]int{"/review?id=c-nothing": 404, "/review?id=%00": 400, "/review?status=odd": 400, "/review?relation=agreement": 400, "/review?kind=x": 400, "/review?said=x": 400, "/review?said=-1": 400,
		"/review?said=999": 200, "/review?said=1": 200, "/review?document=x": 400, "/review?kind=denial": 200, "/api/v1/review?id=c-nothing": 404, "/api/v1/review?limit=0": 400} {
		if rec := w.get(target); rec.Code != want {
			t.Errorf("%s: status %d, want %d", target, rec.Code, want)
		}
	}
	if rec := w.ask(w.public, http.MethodPost, "/review", strings.NewReader("do=accept"), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site"); rec.Code != http.StatusForbidden {
		t.Errorf("another site judges: status %d", rec.Code)
	}
}

// TestQueueIsRemembered: judgements leave the queue as it was lined up, whatever
// else happens lines it up anew.
func TestQueueIsRemembered(t *testing.T) {
	w, docs := contradicted(t)
	total := func() int { return answerOf[reviewPage](t, w.get("/api/v1/review?status=all"), http.StatusOK).Total }
	before := total()
	id := answerOf[reviewPage](t, w.get("/api/v1/review"), http.StatusOK).Claims[0].Claim
	w.judges("", url.Values{"do": {"accept"}, "id": {string(id)}})
	if got := total(); got != before {
		t.Errorf("a judgement makes %d of %d", got, before)
	}
	for _, d := range docs[1:] {
		if _, err := w.say(t.Context(), "test", communique.Annotation{Kind: communique.Retract, Target: string(d.ID), Reason: "test"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := total(); got != 0 {
		t.Errorf("after retracting the other side %d claims wait", got)
	}
	last, err := w.corpus.Last(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.say(t.Context(), "test", communique.Annotation{Kind: communique.Undo, Target: strconv.FormatUint(last, 10)}); err != nil {
		t.Fatal(err)
	}
	if got := total(); got == 0 {
		t.Error("after taking a retraction back nothing waits")
	}
}
