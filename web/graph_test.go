package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/communique-kg/communique"
)

// crowdOf makes a document in which one body meets many others.
func crowdOf(t testing.TB, others int) *communique.Document {
	t.Helper()
	text := "A meeting\n\n"
	var drafts []draft
	for i := range others {
		words := fmt.Sprintf("Body %d agreed.", i)
		text += words + "\n"
		c := communique.Claim{Kind: communique.Position, Subject: communique.EntityID(fmt.Sprintf("org:body-%d", i)), Object: "org:nato", Topics: []communique.EntityID{"concept:cyberspace"},
			About: communique.TimeValue{Days: communique.Days{From: communique.Day(fmt.Sprint(2000+i%20, "-01-01")), To: communique.Day(fmt.Sprint(2000+i%20, "-12-31"))}}}
		switch i % 4 {
		case 1:
			c.Subject, c.Speaker = communique.EntityID(fmt.Sprintf("person:body-%d", i)), "person:jens-stoltenberg"
		case 2:
			c.Subject = communique.EntityID(fmt.Sprintf("np:<b>body</b> & %d", i))
		case 3:
			c.Kind, c.Subject, c.Speaker = communique.Adoption, "person:jens-stoltenberg", communique.EntityID(fmt.Sprintf("state:body-%d", i))
		}
		drafts = append(drafts, draft{words, c})
	}
	return read(t, text, communique.Source{Outlet: "The Register", File: "crowd.txt", Published: on("2020-01-01")}, "A crowd", drafts...)
}

// TestGraphSaysTheSameThrice holds drawing, data for the script and tables of the
// graph page to each other and to the API.
func TestGraphSaysTheSameThrice(t *testing.T) {
	w := newWorld(t, append(documentsOf(t), crowdOf(t, 120))...)
	for _, address := range []string{
		"?around=org:nato", "?around=org:nato&limit=150", "?around=org:nato&limit=7", "?around=org:nato&limit=10&skip=20", "?around=org:body-4&steps=2&limit=30", "?around=org:nato&show=person&show=state",
		"?around=org:nato&about=2003/2005", "?around=org:nato&kind=adoption", "?around=concept:cyberspace&published-by=2021-01-01", "?around=np:" + url.QueryEscape("<b>body</b> & 2"),
		"?around=person:jens-stoltenberg&to=org:body-4", "?around=org:nato&actor=person:jens-stoltenberg",
	} {
		body := w.get("/graph" + address).Body.String()
		api := answerOf[graphPage](t, w.get("/api/v1/graph"+address), http.StatusOK)
		root := parsePage(t, body)
		ids := func(parent, child string) []string {
			var out []string
			for _, n := range nodes(root, func(n *html.Node) bool { return n.Data == parent }) {
				for _, n := range nodes(n, func(n *html.Node) bool { return n.Data == child && attr(n, "data-id") != "" }) {
					out = append(out, attr(n, "data-id"))
				}
			}
			slices.Sort(out)
			return out
		}
		var want []string
		for _, n := range api.Nodes {
			want = append(want, string(n.ID))
		}
		slices.Sort(want)
		if got := ids("tbody", "tr"); !slices.Equal(got, want) {
			t.Errorf("%s: the table has %q, the API %q", address, got, want)
		}
		drawn := append(slices.Clone(want), string(api.Centre.ID))
		for _, f := range api.Folds {
			for _, k := range communique.EntityKinds {
				if kindWord(k) == f.Kind {
					drawn = append(drawn, foldID(k))
				}
			}
		}
		slices.Sort(drawn)
		if got := ids("svg", "a"); !slices.Equal(got, drawn) {
			t.Errorf("%s: the drawing has %q, want %q", address, got, drawn)
		}
		data := nodes(root, func(n *html.Node) bool { return attr(n, "id") == "network-data" })
		if len(data) != 1 {
			t.Fatalf("%s: %d blocks of data", address, len(data))
		}
		var given graphData
		if err := json.Unmarshal([]byte(textOf(data[0])), &given); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		var scripted []string
		places := map[string][2]int{}
		for _, n := range given.Nodes {
			scripted, places[n.ID] = append(scripted, n.ID), [2]int{n.X, n.Y}
		}
		slices.Sort(scripted)
		if !slices.Equal(scripted, drawn) {
			t.Errorf("%s: the script gets %q, want %q", address, scripted, drawn)
		}
		for _, n := range append(slices.Clone(api.Nodes), api.Centre) {
			if places[string(n.ID)] != [2]int{n.X, n.Y} || n.X <= 0 || n.X >= api.Width || n.Y <= 0 || n.Y >= api.Height {
				t.Errorf("%s: %s at %v for the script, at %d,%d for the API", address, n.ID, places[string(n.ID)], n.X, n.Y)
			}
		}
		lines := 0
		for _, e := range given.Edges {
			if e.Href != "" {
				lines++
			}
		}
		rows := nodes(root, func(n *html.Node) bool { return n.Data == "tr" && attr(n, "data-ends") != "" })
		edges := nodes(root, func(n *html.Node) bool {
			return n.Data == "a" && slices.Contains(strings.Fields(attr(n, "class")), "edge")
		})
		if lines != len(api.Ties) || len(rows) != len(api.Ties) || len(edges) != len(api.Ties) {
			t.Errorf("%s: %d ties for the script, %d in the table, %d drawn, %d in the API", address, lines, len(rows), len(edges), len(api.Ties))
		}
		for i, tie := range api.Ties {
			if got := attr(rows[i], "data-ends"); got != string(tie.A)+" "+string(tie.B) {
				t.Errorf("%s: row %d is of %q, want %s and %s", address, i, got, tie.A, tie.B)
			}
			if i > 3 {
				continue
			}
			// The link of a line leads to as many claims as it says.
			link := attr(nodes(rows[i], func(n *html.Node) bool { return n.Data == "a" })[0], "href")
			listed := answerOf[graphPage](t, w.get("/api/v1"+strings.TrimSuffix(link, "#between")), http.StatusOK)
			if listed.Between == nil || listed.Between.Total != tie.Count {
				t.Errorf("%s: %s leads to %+v, want %d claims", address, link, listed.Between, tie.Count)
			}
		}
	}
}

// TestGraphRanksAreReachable walks the folded nodes: every neighbour is on some page.
func TestGraphRanksAreReachable(t *testing.T) {
	w := newWorld(t, crowdOf(t, 90))
	all := answerOf[graphPage](t, w.get("/api/v1/graph?around=org:nato&limit=150"), http.StatusOK)
	if all.Folded != 0 || len(all.Nodes) < 90 {
		t.Fatalf("%d nodes, %d folded", len(all.Nodes), all.Folded)
	}
	address, seen := "/graph?around=org:nato&limit=13", map[string]bool{}
	for pages := 0; address != ""; pages++ {
		if pages > 20 {
			t.Fatal("the pages do not end")
		}
		root := parsePage(t, w.get(address).Body.String())
		for _, n := range nodes(root, func(n *html.Node) bool { return n.Data == "tr" && attr(n, "data-id") != "" }) {
			if id := attr(n, "data-id"); seen[id] {
				t.Errorf("%s stands on two pages", id)
			} else {
				seen[id] = true
			}
		}
		address = ""
		for _, n := range nodes(root, func(n *html.Node) bool { return n.Data == "a" && textOf(n) == "Lower ranks" }) {
			address = attr(n, "href")
		}
	}
	if len(seen) != len(all.Nodes) {
		t.Errorf("%d nodes on the pages, want %d", len(seen), len(all.Nodes))
	}
}

func TestGraphUnderstandsNames(t *testing.T) {
	w := newWorld(t, append(documentsOf(t), crowdOf(t, 30))...)
	for _, test := range []struct {
		address string
		status  int
		says    string
	}{
		{"/graph?around=NATO", 200, "Around <bdi>NATO</bdi>"},
		{"/graph?around=north+atlantic+treaty+organisation", 200, "Around <bdi>NATO</bdi>"},
		{"/graph?around=body", 400, "Did you mean"},
		{"/graph?around=Zzyzx", 404, "names anything called “Zzyzx”"},
		{"/graph?around=org:unheard-of", 404, "Not found"},
		{"/graph?around=org:quiet", 200, "names anything else with it"},
		{"/graph?around=org:nato&to=Jens+Stoltenberg", 200, "From <bdi>NATO</bdi> to <bdi>Jens Stoltenberg</bdi>: 1 step"},
		{"/graph?around=org:nato&to=body", 200, "Path to: "},
		{"/graph?around=org:nato&to=Zzyzx", 200, "names anything called “Zzyzx”"},
		{"/graph?around=org:nato&to=org:nato", 200, "in the middle itself"},
		{"/graph?around=org:nato&to=org:quiet", 200, "No claims that pass the filter lead"},
		{"/graph?around=org:nato", 200, `name="around" value="org:nato"`},
		{"/graph?around=NATO", 200, `name="around" value="org:nato"`},
		{"/graph?around=org:nato&first=2003&last=2003", 200, "class=\"outside\""},
		{"/graph?around=org:nato&first=2003&last=2003", 200, `value="2003"`},
		{"/graph?around=org:nato&last=2003", 200, `value="2003"`},
		{"/graph?around=org:nato&first=2003", 200, "2003%2F.."},
		{"/graph?around=org:nato&first=2009&last=2003", 400, "ends in 2003, before it begins in 2009"},
		{"/graph?around=org:nato&first=nineteen", 400, "whole number"},
		{"/graph?around=org:nato&limit=151", 400, "from 1 to 150"},
		{"/graph?around=org:nato&steps=3", 400, "from 1 to 2"},
		{"/graph?around=org:nato&skip=-1", 400, "whole number"},
		{"/graph?around=org:nato&skip=1000000", 200, "Around"},
		{"/graph?around=org:nato&show=dragon", 400, "unknown value"},
		{"/graph?around=org:nato&edge=dragon", 400, "is not an id"},
		{"/graph?around=org:nato&edge=org:body-0&edge=org:a&edge=org:b", 400, "two ends"},
		{"/graph?around=org:nato&edge=org:body-0&after=nonsense", 400, "That could not be understood"},
		{"/graph?around=" + url.QueryEscape("org:"+strings.Repeat("x", 3000)), 400, "That could not be understood"},
	} {
		rec := w.get(test.address)
		if rec.Code != test.status || !strings.Contains(rec.Body.String(), test.says) {
			t.Errorf("%.100s: status %d, want %d and %q: %.2000s", test.address, rec.Code, test.status, test.says, rec.Body)
		}
		checkPage(t, test.address, rec.Header(), rec.Body.String())
	}
	p := problemOf(t, w.get("/api/v1/graph?around=body"), http.StatusBadRequest)
	if len(p.Known) < 2 {
		t.Errorf("the API does not tell which ids are known: %+v", p)
	}
	problemOf(t, w.get("/api/v1/graph?around=org:nato&to=stoltenberg"), http.StatusBadRequest)
	path := answerOf[graphPage](t, w.get("/api/v1/graph?around=org:body-0&to=org:body-4"), http.StatusOK).Path
	if len(path) != 2 || path[0].To != "org:nato" || len(path[0].Claims) == 0 || path[1].To != "org:body-4" {
		t.Errorf("path %+v", path)
	}
}

func BenchmarkGraphPage(b *testing.B) {
	w := newWorld(b, crowdOf(b, 400))
	for b.Loop() {
		w.graph.Forget()
		if rec := w.get("/graph?around=org:nato&limit=150"); rec.Code != http.StatusOK {
			b.Fatal(rec.Body)
		}
	}
}
