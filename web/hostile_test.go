package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/communique-kg/communique/search"
)

// hostile are values that crawlers, typing errors and attackers send.
var hostile = []string{
	" ", "\x00", "\xff\xfe", "\u202e\u2066", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "{{.}}", "%", "%2e%2e%2f", "../../etc/passwd",
	"'; DROP TABLE claims --", "a\r\nSet-Cookie: x=1", "-1", "0", "1e309", "99999999999999999999", "NaN", "null", "true", "[]",
	"2016-02-30", "0000-00-00", "2016/2014", "../..", "-9999", "2016-06-15T00:00:00Z", "yesterday",
	"sha256-" + "0", "sha256-" + "zz", "c-", "org:", "org:nato", ":", "np:" + "\u0301", "line/", "/", "member-count/org:nato/x/y/z",
	"5-2", "0-99999999", "1-1", "e30", "bnVsbA", "W10", "eyJxIjoieCJ9", "eyJkIjoiOTk5OS05OS05OSIsImkiOiIiLCJzIjotMX0", "=====",
	`"`, `((((`, "a* b~2 -c", "title:", "kind:x", "about:99999", "NOT", "*", "~", "😀", "#:~:text=x",
}

// TestHostileParameters gives every parameter of every route every hostile value: each is
// answered soon, with a status that says whose fault it is and a page or problem that
// explains.
func TestHostileParameters(t *testing.T) {
	w := newWorld(t, documentsOf(t)...)
	values := append([]string{strings.Repeat("a", 2000), strings.Repeat("(", 900), strings.Repeat("é ", 400)}, hostile...)
	id := string(documentsOf(t)[0].ID)
	for _, r := range routes() {
		if r.method != http.MethodGet || r.side&public == 0 {
			continue
		}
		names := append(paramNames(r.params), "unheard-of", "")
		for _, name := range names {
			for _, value := range values {
				query := url.Values{name: {value}}
				path := r.path
				if strings.Contains(path, ":") {
					path = strings.NewReplacer(":id", url.PathEscape(value), ":name", url.PathEscape(value)).Replace(path)
				}
				if r.page == "document" && name != "id" {
					query.Set("id", id) // so that the rest of the address is looked at
				}
				for _, target := range []string{path + "?" + query.Encode(), path + "?" + query.Encode() + "&" + url.QueryEscape(name) + "=" + url.QueryEscape(value)} {
					began := time.Now()
					rec := w.get(target)
					took := time.Since(began)
					short := clip(target, 150)
					switch {
					case rec.Code != http.StatusOK && (rec.Code < 400 || rec.Code >= 500):
						t.Errorf("%s: status %d: %s", short, rec.Code, clip(rec.Body.String(), 300))
					case rec.Body.Len() == 0 && !strings.HasSuffix(r.path, "/export"): // JSON lines of no claims are no lines
						t.Errorf("%s: status %d and nothing else", short, rec.Code)
					case took > 5*time.Second:
						t.Errorf("%s: took %v", short, took)
					}
					kind, body := rec.Header().Get("Content-Type"), rec.Body.String()
					switch {
					case strings.HasPrefix(kind, "text/html"):
						if !strings.Contains(body, "<h1") || strings.Contains(body, "<script>alert") || strings.Contains(body, "onerror=alert(1)>") {
							t.Errorf("%s: a page that explains nothing, or repeats a script", short)
						}
					case rec.Code >= 400 && (kind != "application/problem+json" || !strings.HasPrefix(r.path, "/api/") || !strings.Contains(body, `"detail":"`)):
						t.Errorf("%s: an error as %s: %s", short, kind, clip(body, 200))
					}
					if rec.Header().Get("Set-Cookie") != "" {
						t.Errorf("%s: a value became a header", short)
					}
				}
			}
			if strings.Contains(r.path, ":") {
				break // the values stand in the path
			}
		}
	}
}

// TestSlowSearch holds that a search that is given up is not the program's fault.
func TestSlowSearch(t *testing.T) {
	if f := faultOf(fmt.Errorf("web: %w", search.ErrSlow)); f.Status != http.StatusServiceUnavailable {
		t.Errorf("status %d", f.Status)
	}
}
