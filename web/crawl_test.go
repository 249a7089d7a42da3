package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// The bounds of a crawl.
const (
	mostOfPath = 250              // addresses of one path, which differ in their parameters
	patience   = 10 * time.Second // for one address
)

// TestEveryLinkLeadsSomewhere follows the links of every page of the sample
// collection, breadth first: each leads to a page that says something, under
// parameters that it knows.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	h := openHouse(t)
	most := mostOfPath
	if testing.Short() {
		most = 25
	}
	client := &http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	type step struct{ address, from string }
	queue, seen, of := []step{{"/", "the start"}}, map[string]bool{"/": true}, map[string]int{}
	pages := 0
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		answer, err := client.Get(h.base + s.address)
		if err != nil {
			t.Errorf("%s (from %s): %v", s.address, s.from, err)
			continue
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK || len(body) == 0 {
			t.Errorf("%s (from %s): status %d, %d bytes, %v", s.address, s.from, answer.StatusCode, len(body), err)
			continue
		}
		if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			continue
		}
		pages++
		root, err := html.Parse(strings.NewReader(string(body)))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "This page does not know") {
			t.Errorf("%s (from %s): the page does not know a parameter of the link", s.address, s.from)
		}
		ids, said := map[string]bool{}, false
		for n := range root.Descendants() {
			a := attributes(n)
			ids[a["id"]] = true
			said = said || n.Data == "h1"
		}
		if !said {
			t.Errorf("%s (from %s): a page without a heading", s.address, s.from)
		}
		if u, err := url.Parse(s.address); err == nil && u.Fragment != "" && !ids[u.Fragment] && !strings.HasPrefix(u.Fragment, ":~:") {
			t.Errorf("%s (from %s): the page has no part of that name", s.address, s.from)
		}
		for n := range root.Descendants() {
			for _, name := range []string{"href", "src"} {
				link := attributes(n)[name]
				if link == "" {
					continue
				}
				u, err := url.Parse(resolve(t, h.base+s.address, link))
				if err != nil || "http://"+u.Host != h.base {
					continue // leads elsewhere
				}
				next := u.RequestURI()
				if u.Fragment != "" {
					next += "#" + u.EscapedFragment()
				}
				if !seen[next] && of[u.Path] < most {
					seen[next] = true
					of[u.Path]++
					queue = append(queue, step{next, s.address})
				}
			}
		}
	}
	t.Logf("%d addresses followed, %d of them pages: %v", len(seen), pages, of)
}
