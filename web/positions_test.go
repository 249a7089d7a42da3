package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
)

// TestPositionsStandByTopic holds that what an actor holds is drawn by topic and
// listed in a table that says the same, and that crowds fold into it.
func TestPositionsStandByTopic(t *testing.T) {
	hold := func(words string, topics ...communique.EntityID) draft {
		return draft{words, communique.Claim{Kind: communique.Position, Subject: "np:it", Proposition: words, Modality: communique.Normative, Speaker: "org:nato", Topics: topics}}
	}
	text, drafts := "Views.\n", []draft{}
	for i := range 20 {
		words := fmt.Sprintf("view %d must hold", i)
		text += words + ".\n"
		drafts = append(drafts, hold(words, "concept:cyberspace"))
	}
	drafts = append(drafts, hold("Views"))
	other := read(t, "Later, space must be free.\n", communique.Source{File: "b.txt", Published: on("2019-11-20")}, "Space", hold("space must be free", "concept:space"))
	undated := read(t, "Some day, peace must come.\n", communique.Source{File: "c.txt"}, "Peace", hold("peace must come", "concept:peace"))
	w := newWorld(t, read(t, text, communique.Source{File: "a.txt", Published: on("2016-06-15")}, "Views", drafts...), other, undated)
	rec := w.get("/actor?id=org:nato")
	if rec.Code != http.StatusOK {
		t.Fatal(rec.Code)
	}
	checkPage(t, "/actor", rec.Header(), rec.Body.String())
	root := parsePage(t, rec.Body.String())
	var rows []string
	for _, row := range nodes(root, func(n *html.Node) bool { return n.Data == "tr" && strings.HasPrefix(attr(n, "id"), "topic-") }) {
		name := textOf(nodes(row, func(n *html.Node) bool { return n.Data == "th" })[0])
		rows = append(rows, fmt.Sprint(name, " ", len(nodes(row, func(n *html.Node) bool { return n.Data == "li" }))))
	}
	if got, want := strings.Join(rows, ", "), "cyberspace 20, peace 1, space 1, Other matters 1"; got != want {
		t.Errorf("topics: %s, want %s", got, want)
	}
	marks, drawn := nodes(root, func(n *html.Node) bool { return attr(n, "data-lane") != "" }), 0
	for _, m := range marks {
		if strings.HasPrefix(attr(m, "aria-label"), "+13 more") && attr(m, "href") == "#topic-1" {
			drawn += 13
		} else {
			drawn++
		}
	}
	if drawn != 22 || len(marks) != mostAlike+2 {
		t.Errorf("%d marks stand for %d positions, want %d for the 22 with a day", len(marks), drawn, mostAlike+2)
	}
	if !strings.Contains(rec.Body.String(), "Said by year") {
		t.Error("what was said has no years")
	}
}
