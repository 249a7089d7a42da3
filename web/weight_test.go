package web_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// lightest is the most bytes that the first page of a visitor may transfer, with
// everything that it needs and the headers, but for the graph.
const lightest = 60_000

// TestFirstPagesAreLight counts what a browser with nothing in its cache is sent
// for a page, and holds that nothing keeps it from showing text.
func TestFirstPagesAreLight(t *testing.T) {
	h := openHouse(t)
	longest := ""
	for name, d := range h.docs {
		if longest == "" || len(d.Text) > len(h.docs[longest].Text) || len(d.Text) == len(h.docs[longest].Text) && name < longest {
			longest = name
		}
	}
	for _, address := range []string{"/", "/search", "/search?q=nato", "/document?id=" + string(h.doc(t, longest).ID),
		"/compare", "/compare?question=" + url.QueryEscape("member-count/org:nato"), "/timeline", "/claims", "/documents", "/actors", "/actor?id=org:nato", "/add", "/help"} {
		page, sent := transfer(t, h.base+address)
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			switch attribute := attributes(n); {
			case n.Data == "link" && attribute["rel"] == "stylesheet", n.Data == "img":
				body, bytes := transfer(t, resolve(t, h.base+address, attribute["href"]+attribute["src"]))
				sent += bytes
				if strings.Contains(string(body), "@import") {
					t.Errorf("%s: %s imports another style sheet, which comes late", address, attribute["href"])
				}
			case n.Data == "script" && attribute["src"] != "":
				if _, deferred := attribute["defer"]; !deferred {
					t.Errorf("%s: %s is not deferred", address, attribute["src"])
				}
				if strings.Contains(attribute["src"], "cytoscape") {
					t.Errorf("%s: loads the graph", address)
				}
				_, bytes := transfer(t, resolve(t, h.base+address, attribute["src"]))
				sent += bytes
			}
		}
		t.Logf("%6d bytes %s", sent, strings.TrimPrefix(address, h.base))
		if sent > lightest {
			t.Errorf("%s: %d bytes are transferred, the bar is %d", address, sent, lightest)
		}
	}
}

// transfer asks for an address as a browser does and returns the body and how
// many bytes came, with the headers. What is a data: address comes with its page.
func transfer(t *testing.T, address string) (body []byte, sent int) {
	t.Helper()
	if strings.HasPrefix(address, "data:") {
		return nil, 0
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	for _, encoding := range []string{"", "gzip, deflate, br, zstd"} {
		r, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		head, err := httputil.DumpResponse(answer, false)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d, %v", address, answer.StatusCode, err)
		}
		if encoding == "" {
			body = data
		}
		sent = len(head) + len(data)
	}
	return body, sent
}

func resolve(t *testing.T, page, reference string) string {
	t.Helper()
	base, err := url.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	u, err := base.Parse(reference)
	if err != nil {
		t.Fatal(err)
	}
	return u.String()
}

func attributes(n *html.Node) map[string]string {
	out := map[string]string{}
	for _, a := range n.Attr {
		out[a.Key] = a.Val
	}
	return out
}
