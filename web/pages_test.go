package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// everyPage is an address for every page, over the documents of the tests.
func everyPage(t testing.TB) map[string][]string {
	d := documentsOf(t)
	early, later := d[0], d[1]
	return map[string][]string{
		"home":      {"/", "/?published-by=2016-06-20", "/?about=1999"},
		"search":    {"/search", "/search?q=nato", "/search?q=member+states&thing=claim&kind=member-count", "/search?q=zzzzqq", "/search?q=members&sort=newest&limit=1", "/search?q=%22unclosed", "/search?q=nato&published-by=2024-03-10", "/search?relation=evolution&published-by=2024-03-10"},
		"documents": {"/documents", "/documents?published-by=2024-03-10", "/documents?outlet=The+Register", "/documents?status=retracted", "/documents?limit=1"},
		"document": {"/document?id=" + string(early.ID), "/document?id=" + string(later.ID), "/document?id=" + string(d[2].ID),
			"/document?id=" + string(early.ID) + "&at=5-10&q=0000000000000000", "/document?id=" + string(early.ID) + "&at=5-10", "/document?id=" + string(early.ID) + "&at=5-100000",
			"/document?id=" + string(early.ID) + "&show=none", "/document?id=" + string(early.ID) + "&show=member-count&show=evolution", "/document?id=" + string(early.ID) + "&words=member+states",
			"/document?id=" + string(early.ID) + "&words=act+as+one&show=position", "/document?id=" + string(early.ID) + "&words=%3Cscript%3E", "/document?id=" + string(early.ID) + "&words=nowhere",
			"/document?id=" + string(early.ID) + "&at=53-54"},
		"source": {"/source?id=" + string(early.ID), "/source?id=" + string(d[2].ID) + "&done=same"},
		"claims": {"/claims", "/claims?kind=member-count&kind=position", "/claims?actor=org:nato&published-by=2020-01-01", "/claims?limit=1", "/claims?kind=denial"},
		"claim":  {"/claim?id=" + string(claimOf(early, 0).ID), "/claim?id=" + string(claimOf(early, 1).ID), "/claim?id=" + string(claimOf(early, 2).ID), "/claim?id=" + string(claimOf(d[2], 0).ID)},
		"actors": {"/actors", "/actors?kind=org", "/actors?kind=event", "/actors?published-by=2020-01-01"},
		"actor": {"/actor?id=org:nato", "/actor?id=person:jens-stoltenberg", "/actor?id=org:quiet", "/actor?id=np:reporter", "/actor?id=org:nato&about=1999", "/actor?id=org:nato&limit=1",
			"/actor?id=person:jens-stoltenberg&as=speaker", "/actor?id=org:nato&as=named&kind=member-count", "/actor?id=org:nato&as=speaker&limit=1"},
		"compare": {"/compare", "/compare?relation=misreport&relation=evolution", "/compare?question=member-count/org:nato", "/compare?question=member-count/org:nato&published-by=2020-01-01",
			"/compare?question=member-count/org:nato&published-by=2020-01-01&beside=today", "/compare?question=member-count/org:nato&beside=2016-06-20", "/compare?question=member-count/org:nato&beside=today&about=1949"},
		"timeline": {"/timeline", "/timeline?clock=published", "/timeline?clock=said", "/timeline?clock=recorded", "/timeline?from=2016", "/timeline?from=2017-01-01&limit=1", "/timeline?from=9000", "/timeline?limit=1&clock=said", "/timeline?question=member-count/org:nato", "/timeline?kind=denial", "/timeline?limit=1", "/timeline?about=2016&actor=org:nato&published-by=2024-12-31"},
		"graph": {"/graph", "/graph?around=org:nato", "/graph?around=nato&steps=2", "/graph?around=org:nato&to=person:jens-stoltenberg&edge=person:jens-stoltenberg", "/graph?around=org:nato&to=nobody",
			"/graph?around=org:nato&about=1999", "/graph?around=org:quiet", "/graph?around=org:nato&first=2010&last=2020&show=person&kind=member-count", "/graph?around=org:nato&published-by=2020-01-01&limit=1&skip=1"},
		"propose": {"/propose?id=" + string(early.ID) + "&at=5-10", "/propose?id=" + string(early.ID) + "&at=5-10&q=0000000000000000", "/propose?id=" + string(early.ID) + "&at=55-90",
			"/propose?id=" + string(early.ID) + "&at=60-80&kind=member-count&subject=org:nato&n=28", "/propose?id=" + string(early.ID) + "&at=60-80&kind=quantity&n=many&when=soon"},
		"help":   {"/help"},
		"review": {"/review", "/review?status=all", "/review?kind=denial", "/review?id=" + string(claimOf(d[2], 0).ID)},
		"add":    {"/add", "/add?address=https://example.org/a"},
		"error":  {"/nowhere"},
	}
}

func TestEveryPageIsWellMade(t *testing.T) {
	full, empty := newWorld(t, documentsOf(t)...), newWorld(t)
	addresses := everyPage(t)
	for _, name := range templateNames() {
		if len(addresses[name]) == 0 {
			t.Errorf("page %s: no address tests it", name)
		}
		for _, address := range addresses[name] {
			for _, w := range []*world{full, empty} {
				rec := w.get(address)
				if want := http.StatusOK; rec.Code != want && !(w == empty && rec.Code == http.StatusNotFound) && name != "error" {
					t.Errorf("%s: status %d, want %d: %s", address, rec.Code, want, rec.Body)
				}
				checkPage(t, address, rec.Header(), rec.Body.String())
			}
		}
	}
}

// checkPage looks at the structure of a page.
func checkPage(t *testing.T, address string, header http.Header, body string) {
	t.Helper()
	if got := header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("%s: content type %q", address, got)
	}
	if got := header.Get("Content-Security-Policy"); got != policy {
		t.Errorf("%s: policy %q", address, got)
	}
	if n := strings.Count(body, `<meta name="description"`); n != 1 {
		t.Errorf("%s: %d descriptions", address, n)
	}
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	ids, labels, count := map[string]bool{}, map[string]bool{}, map[string]int{}
	var controls []*html.Node
	var fragments, references []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			if n.Namespace == "" { // a title inside a drawing names a part of it
				count[n.Data]++
			}
			for _, a := range n.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
					t.Errorf("%s: <%s %s> is inline", address, n.Data, a.Key)
				case a.Key == "id":
					if ids[a.Val] {
						t.Errorf("%s: id %q stands twice", address, a.Val)
					}
					ids[a.Val] = true
				case a.Key == "for" && n.Data == "label":
					labels[a.Val] = true
				case a.Key == "aria-labelledby", a.Key == "aria-describedby":
					references = append(references, a.Val)
				case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
					fragments = append(fragments, a.Val[1:])
				case (a.Key == "href" || a.Key == "action" || a.Key == "src") && a.Val == "":
					t.Errorf("%s: <%s> with an empty %s", address, n.Data, a.Key)
				}
			}
			switch n.Data {
			case "style", "iframe", "object", "base":
				t.Errorf("%s: <%s>", address, n.Data)
			case "script":
				if data := attr(n, "type") == "application/json"; !data && (attr(n, "src") == "" || n.FirstChild != nil) {
					t.Errorf("%s: inline script", address)
				}
			case "input", "textarea", "select":
				if kind := attr(n, "type"); kind != "hidden" {
					controls = append(controls, n)
				}
			case "html":
				if attr(n, "lang") != "en" {
					t.Errorf("%s: no lang", address)
				}
			case "a":
				if strings.TrimSpace(textOf(n)) == "" && attr(n, "aria-label") == "" {
					t.Errorf("%s: a link to %s without a name", address, attr(n, "href"))
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	for element, want := range map[string]int{"h1": 1, "main": 1, "title": 1} {
		if count[element] != want {
			t.Errorf("%s: %d <%s>, want %d", address, count[element], element, want)
		}
	}
	for _, n := range controls {
		if id := attr(n, "id"); id == "" || !labels[id] {
			t.Errorf("%s: <%s name=%s> has no label", address, n.Data, attr(n, "name"))
		}
	}
	for _, id := range slices.Concat(fragments, references) {
		if !ids[id] {
			t.Errorf("%s: nothing has the id %q", address, id)
		}
	}
	if strings.TrimSpace(textOf(root)) == "" {
		t.Errorf("%s: a blank page", address)
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

// find returns the nodes for which want holds.
func nodes(n *html.Node, want func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	if n.Type == html.ElementNode && want(n) {
		out = append(out, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, nodes(c, want)...)
	}
	return out
}

func parsePage(t *testing.T, body string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// TestEveryTemplateShowsItsEmptyPage executes each template with the zero page.
func TestEveryTemplateShowsItsEmptyPage(t *testing.T) {
	empty := map[string]any{"home": &homePage{}, "search": &searchPage{}, "documents": &documentsPage{}, "document": &documentPage{}, "claims": &claimsPage{}, "claim": &claimPage{},
		"actors": &actorsPage{}, "actor": &actorPage{}, "compare": &comparePage{}, "timeline": &timelinePage{}, "graph": &graphPage{}, "help": &helpPage{}, "propose": &proposePage{}, "add": &addPage{}, "review": &reviewPage{}, "source": &sourcePage{}, "error": &fault{}}
	s := &site{Server: &Server{}, pages: loadPages(), assets: loadAssets()}
	for _, name := range templateNames() {
		page, ok := empty[name]
		if !ok {
			t.Errorf("page %s: this test does not know its struct", name)
			continue
		}
		if _, err := s.render(name, &request{site: s, query: url.Values{}}, page); err != nil {
			t.Error(err)
		}
	}
}

func TestReaderShowsTheWholeTextAndOnlyAsText(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for _, d := range documentsOf(t) {
		rec := w.get("/document?id=" + string(d.ID))
		root := parsePage(t, rec.Body.String())
		var shown strings.Builder
		for _, n := range nodes(root, func(n *html.Node) bool { return strings.Contains(attr(n, "class"), "text-line") }) {
			shown.WriteString(textOf(n) + "\n")
		}
		if got, want := strings.Fields(shown.String()), strings.Fields(d.Text); !slices.Equal(got, want) {
			t.Errorf("%s: the reader shows %q, want %q", d.Title, got, want)
		}
		for _, c := range d.Claims {
			for _, id := range []string{"card-" + string(c.ID), "at-" + string(c.ID)} {
				if len(nodes(root, func(n *html.Node) bool { return attr(n, "id") == id })) != 1 {
					t.Errorf("%s: nothing has the id %s", d.Title, id)
				}
			}
		}
	}
}

func TestLinksKeepTheDates(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	for name, addresses := range everyPage(t) {
		if name == "error" {
			continue
		}
		u, err := url.Parse(addresses[0])
		if err != nil {
			t.Fatal(err)
		}
		v := u.Query()
		v.Set("published-by", "2024-12-31")
		u.RawQuery = v.Encode()
		root := parsePage(t, w.get(u.String()).Body.String())
		for _, n := range nodes(root, func(n *html.Node) bool { return n.Data == "a" }) {
			href := attr(n, "href")
			if !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "/original") || strings.HasPrefix(href, "/api") || attr(n, "class") == "clear" {
				continue
			}
			link, err := url.Parse(href)
			if err != nil {
				t.Fatalf("%s: link %q: %v", u, href, err)
			}
			if link.Query().Get("published-by") != "2024-12-31" && !staticLinks[href] {
				t.Errorf("%s: the link %s loses the dates", u, href)
			}
		}
	}
}

// staticLinks are written in templates and begin anew.
var staticLinks = map[string]bool{"/help": true, "/help#query": true}
