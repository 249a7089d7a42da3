package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// said makes a member of a comparison, told on a day.
func said(id, says string, published communique.Day, m communique.Modality, relations ...claim.Relation) member {
	d := &communique.Document{ID: communique.DocID("d-" + id), Sources: []communique.Source{{Published: on(published)}}}
	c := &communique.Claim{ID: communique.ClaimID(id), About: on(published), Modality: m}
	return member{Claim: c.ID, Says: says, Modality: m, Relations: relations, View: &claimView{ID: c.ID, record: communique.Record{Claim: c, Document: d}}}
}

func TestAnswersStandByOrigin(t *testing.T) {
	a, b, c, d := said("a", "28", "2016-06-02", "asserted"), said("b", "28", "2016-06-01", "asserted"), said("c", "28", "2016-06-03", "asserted"), said("d", "29", "2018-01-01", "asserted")
	copies := func(members ...member) comparison {
		return comparison{Relation: claim.SameSourceCopy, Members: members}
	}
	tell := func(rows []answerRow) []string {
		var out []string
		for _, r := range rows {
			s := string(r.Claim)
			for _, m := range r.Copies {
				s += " " + string(m.Claim)
			}
			out = append(out, s)
		}
		return out
	}
	members := []member{d, c, b, a}
	for _, test := range []struct {
		name        string
		comparisons []comparison
		want        []string
	}{
		{"no copies", nil, []string{"d", "c", "b", "a"}},
		{"the earliest is the origin", []comparison{copies(a, b, c)}, []string{"d", "b c a"}},
		{"two groups that share one are one", []comparison{copies(a, c), copies(b, c)}, []string{"d", "b c a"}},
		{"other relations fold nothing", []comparison{{Relation: claim.Agreement, Members: []member{a, b}}}, []string{"d", "c", "b", "a"}},
	} {
		if got := tell(answerRows(members, test.comparisons)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestDifferencesAreToldFromWhatMostSay(t *testing.T) {
	rows := answerRows([]member{said("a", "28", "2016-01-01", "asserted"), said("b", "28", "2016-01-02", "asserted"), said("c", "30", "2016-01-03", "possible", claim.AgainstReference),
		said("d", "32", "2016-01-04", "asserted", claim.StaleInternal)}, nil)
	tellDifferences(rows)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprintf("%s differs=%q firm=%q loud=%v", r.Claim, r.Differs, r.LessFirm, r.Loud))
	}
	want := []string{`a differs="" firm="" loud=false`, `b differs="" firm="" loud=false`, `c differs="" firm="asserted" loud=true`, `d differs="" firm="" loud=true`}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	rows = append(rows, answerRow{member: said("e", "28", "2016-01-05", "asserted")})
	if got := tellDifferences(rows); got != "28" || rows[2].Differs != "28" || rows[0].Differs != "" {
		t.Errorf("three of five say %q, and 30 differs from %q", got, rows[2].Differs)
	}
	if haveUsual("development/line/article-5-cyber") || !haveUsual("line/article-5-cyber") {
		t.Error("the acts of a development have something usual, or answers to a line have not")
	}
	for _, texts := range [][]string{{}, {"1"}, {"1", "2"}, {"1", "1", "2", "2"}, {"1", "1", "2", "3"}} {
		var rows []answerRow
		for i, s := range texts {
			rows = append(rows, answerRow{member: said(fmt.Sprint(i), s, "2016-01-01", "asserted")})
		}
		if got := usual(rows, func(r answerRow) string { return r.Says }); got != "" {
			t.Errorf("%q: most say %q, want nothing", texts, got)
		}
	}
}

// TestAnswersAreDrawn holds that counts are drawn on the reference, with those
// beside it as rings, and other answers in a lane each.
func TestAnswersAreDrawn(t *testing.T) {
	fact := func(n float64, from, to communique.Day) communique.Fact {
		return communique.Fact{Kind: communique.MemberCount, Value: &communique.Value{N: n, Cmp: communique.Equal}, Days: communique.Days{From: from, To: to}}
	}
	count := func(id string, n float64, day communique.Day, change func(*communique.Claim)) answerRow {
		m := said(id, fmt.Sprint(n), day, "asserted")
		m.View.record.Claim.Value = &communique.Value{N: n, Cmp: communique.Equal}
		if change != nil {
			change(m.View.record.Claim)
		}
		return answerRow{member: m}
	}
	facts := []communique.Fact{fact(12, "1949-04-04", "1952-01-01"), fact(28, "2009-04-01", "2017-06-04"), fact(29, "2017-06-05", "2020-03-26")}
	view := func(f communique.Fact) factView { return factView{} }
	drawn := drawAnswers([]answerRow{count("a", 28, "2016-01-01", nil), count("b", 28, "2018-01-01", nil), count("c", 28, "2018-01-01", func(c *communique.Claim) { c.Scope = "others" }),
		count("d", 30, "2030-01-01", nil), count("e", 27, "2018-01-01", func(c *communique.Claim) { c.Value.Cmp = communique.Greater }), count("f", 28, "2018-01-01", nil)}, facts, view)
	if len(drawn.Steps) != 2 || len(drawn.Drawing.Stairs) != 2 {
		t.Errorf("%d steps, want the two since the first answer", len(drawn.Steps))
	}
	var against []string
	for _, m := range drawn.Drawing.Marks {
		if m.Against {
			against = append(against, m.Label)
		}
	}
	if want := []string{"1 January 2018: 28, 2 answers; the reference has another number then"}; len(drawn.Drawing.Marks) != 5 || !slices.Equal(against, want) {
		t.Errorf("%d marks, against the reference: %q", len(drawn.Drawing.Marks), against)
	}
	if drawAnswers([]answerRow{count("a", 28, "2016-01-01", nil)}, nil, view) != nil {
		t.Error("one answer without a reference is drawn")
	}
	var rows []answerRow
	for i := range 30 {
		rows = append(rows, answerRow{member: said(fmt.Sprint(i), fmt.Sprint("answer ", i%12), "2016-01-01", "asserted")})
	}
	strips := drawAnswers(rows, nil, view)
	if n := len(strips.Drawing.Lanes); n != mostStrips+1 || strips.Drawing.Lanes[mostStrips].Name != "Other answers" {
		t.Errorf("%d lanes: %+v", n, strips.Drawing.Lanes)
	}
	var many []answerRow
	for i := range 60 {
		many = append(many, count(fmt.Sprint(i), float64(i), "2016-01-01", nil))
	}
	if full := drawAnswers(many, facts, view); len(full.Drawing.Lanes) > mostValues || !strings.Contains(full.Says, "stand only in the list below") {
		t.Errorf("%d rows: %s", len(full.Drawing.Lanes), full.Says)
	}
}

// TestTwoDaysSideBySide holds that both days answer as they do alone, that what
// only the later has is marked, and that bad days are refused.
func TestTwoDaysSideBySide(t *testing.T) {
	w := newWorld(t, append(documentsOf(t), lineDocuments(t)...)...)
	const path = "/api/v1/compare?question=line/article-5-cyber"
	alone := func(day string) comparePage {
		return answerOf[comparePage](t, w.get(path+day), http.StatusOK)
	}
	early, now := alone("&published-by=2014-12-31"), alone("")
	both := alone("&published-by=2014-12-31&beside=today")
	if fmt.Sprint(texts(both.Comparisons)) != fmt.Sprint(texts(early.Comparisons)) || fmt.Sprint(texts(both.Beside.Comparisons)) != fmt.Sprint(texts(now.Comparisons)) {
		t.Errorf("side by side:\n%q\n%q\nalone:\n%q\n%q", texts(both.Comparisons), texts(both.Beside.Comparisons), texts(early.Comparisons), texts(now.Comparisons))
	}
	if len(both.Beside.Added) != 3 || both.Beside.Answers != 5 || both.Beside.PublishedBy != "today" {
		t.Errorf("beside: %+v", both.Beside)
	}
	turned := alone("&beside=2014-12-31")
	if fmt.Sprint(turned.Beside.Added) != fmt.Sprint(both.Beside.Added) || turned.Beside.Answers != 2 {
		t.Errorf("the other way round: %+v", turned.Beside)
	}
	for _, address := range []string{"/compare?question=line/article-5-cyber&published-by=2014-12-31&beside=today", "/compare?question=line/article-5-cyber&beside=2014-12-31"} {
		root := parsePage(t, w.get(address).Body.String())
		var marks []string
		for _, n := range nodes(root, func(n *html.Node) bool { return attr(n, "class") == "fresh" }) {
			marks = append(marks, textOf(n))
		}
		slices.Sort(marks)
		if want := []string{"new since 31 December 2014", "new since 31 December 2014", "of unknown date"}; !slices.Equal(marks, want) {
			t.Errorf("%s: marks %q, want %q", address, marks, want)
		}
	}
	if body := w.get("/compare?question=line/article-5-cyber&published-by=2014-12-31").Body.String(); !strings.Contains(body, "beside=today") {
		t.Error("a chosen day offers no comparison with today")
	}
	for _, bad := range []string{"/compare?beside=today", "/compare?question=line/article-5-cyber&beside=soon", "/compare?question=line/article-5-cyber&beside=2016-02-31", "/compare?question=line/article-5-cyber&beside=today&beside=today"} {
		if rec := w.get(bad); rec.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", bad, rec.Code)
		}
	}
}

func texts(all []comparison) []string {
	var out []string
	for _, c := range all {
		out = append(out, string(c.Relation)+" "+c.Because)
	}
	return out
}

// TestReviewersAreHeard holds that what people said of answers stands on the page
// of their question, with the reason, as text.
func TestReviewersAreHeard(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	c := claimOf(documentsOf(t)[0], 0)
	if _, err := w.corpus.Annotate(t.Context(), "Ann <b>Reviewer", communique.Annotation{Kind: communique.Reject, Target: string(c.ID), Reason: "counts <i>wrongly"}); err != nil {
		t.Fatal(err)
	}
	if err := w.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	body := w.get("/compare?question=member-count/org:nato").Body.String()
	for _, want := range []string{"What people said of the answers", "Ann &lt;b&gt;Reviewer", "rejected", "counts &lt;i&gt;wrongly", "#answer-" + string(c.ID)} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
