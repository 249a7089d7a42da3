package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// TestComparisonsAreBounded asks a question with more answers than are compared:
// the newest are, and everything that tells it says how many of how many.
func TestComparisonsAreBounded(t *testing.T) {
	const documents, each = 22, 50
	var docs []*communique.Document
	for i := range documents {
		var text strings.Builder
		var drafts []draft
		for j := range each {
			words := fmt.Sprintf("NATO has %d member states, said source %d", 20+j%13, j)
			text.WriteString(words + ".\n")
			drafts = append(drafts, memberCount(words, float64(20+j%13), communique.Days{}, ""))
		}
		fmt.Fprintf(&text, "Report %d.\n", i)
		day := communique.Day("2016-01-01").Add(i)
		docs = append(docs, read(t, text.String(), communique.Source{Outlet: "Wire", File: fmt.Sprintf("%02d.txt", i), Published: on(day)}, fmt.Sprint("Report ", i), drafts...))
	}
	w := newWorld(t, docs...)
	page := answerOf[comparePage](t, w.get("/api/v1/compare?question=member-count/org:nato"), http.StatusOK)
	if len(page.Comparisons) == 0 {
		t.Fatal("nothing was compared")
	}
	for _, c := range page.Comparisons {
		if !c.Partial || c.Compared != mostAnswers || c.Answers != documents*each {
			t.Errorf("%s: partial %v, %d of %d, want %d of %d", c.Relation, c.Partial, c.Compared, c.Answers, mostAnswers, documents*each)
		}
		for _, m := range c.Members {
			if m.File < "02.txt" {
				t.Fatalf("%s: an answer of %s, which is not among the newest", c.Relation, m.File)
			}
		}
	}
	body := w.get("/compare?question=member-count/org:nato").Body.String()
	if want := "The newest 1,000 of 1,100 answers are shown and compared."; !strings.Contains(body, want) {
		t.Errorf("the page does not say: %s", want)
	}
	if body := w.get("/compare").Body.String(); !strings.Contains(body, "the newest 60 compared here") {
		t.Error("the list does not say how many it compared")
	}
	narrow := answerOf[comparePage](t, w.get("/api/v1/compare?question=member-count/org:nato&published-by=2016-01-02"), http.StatusOK)
	for _, c := range narrow.Comparisons {
		if c.Partial || c.Answers != 0 {
			t.Errorf("narrowed to 100 answers it is still partial: %+v", c)
		}
	}
}

// TestCopiesInACircle holds that texts that copy one another are one voice,
// whoever names whom as the source.
func TestCopiesInACircle(t *testing.T) {
	const words = "a cyber attack on one ally can be an attack on all allies, and each case would be decided by all of them together in the council"
	var docs []*communique.Document
	for i, outlet := range []string{"One", "Two", "Three"} {
		text := fmt.Sprintf("Number %d\n\nAs %s reported, NATO decided that %s.\n", i, []string{"Three", "One", "Two"}[i], words)
		docs = append(docs, read(t, text, communique.Source{Outlet: outlet, File: outlet + ".txt", Published: on("2016-06-15")}, outlet,
			draft{words, communique.Claim{Kind: communique.Decision, Subject: "org:nato", Proposition: words, Questions: []communique.Question{"line/article-5-cyber"}}}))
	}
	w := newWorld(t, docs...)
	page := answerOf[comparePage](t, w.get("/api/v1/compare?question=line/article-5-cyber"), http.StatusOK)
	i := slices.IndexFunc(page.Comparisons, func(c comparison) bool { return c.Relation == claim.SameSourceCopy })
	if i < 0 || len(page.Comparisons[i].Members) != 3 || !strings.Contains(page.Comparisons[i].Because, "one voice") {
		t.Errorf("comparisons %+v", page.Comparisons)
	}
	for _, c := range page.Comparisons {
		if c.Relation == claim.Agreement {
			t.Error("copies of one text agree with themselves")
		}
	}
}
