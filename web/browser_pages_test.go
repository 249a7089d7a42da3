package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/chromedp"

	"github.com/communique-kg/communique"
)

// pageCase is a page of the house and something that must be seen on it.
type pageCase struct {
	name    string
	address string
	status  int64
	sees    string // CSS or XPath
}

// pages is every page, in each of its states.
func (h *house) pages() []pageCase {
	review := h.docs["2021-06-16-review"]
	var amends, said communique.Claim
	for _, c := range review.Claims {
		if c.Kind == communique.Amendment && c.Act == "amends" {
			amends = c
		}
	}
	for _, c := range h.docs["2018-04-05-ottawa"].Claims {
		if c.Statement != "" {
			said = c
		}
	}
	words := amends.Evidence
	document := "/document?id=" + string(review.ID)
	at := fmt.Sprintf("%s&at=%d-%d", document, utf8.RuneCountInString(review.Text[:words.Start]), utf8.RuneCountInString(review.Text[:words.End]))
	sum := sha256.Sum256([]byte(words.Exact))
	return []pageCase{
		{"home", "/", http.StatusOK, `//h2[.="Answers that differ"]`},
		{"home-early", "/?published-by=2016-06-15", http.StatusOK, `.clear`},
		{"search", "/search", http.StatusOK, `.facets`},
		{"search-hits", "/search?q=members", http.StatusOK, `.fragment mark`},
		{"search-chosen", "/search?q=nato&kind=member-count&thing=claim", http.StatusOK, `.chips a`},
		{"search-relation", "/search?relation=misreport", http.StatusOK, `//section[contains(@class, "facets")]//summary[.="relation"]`},
		{"search-nothing", "/search?q=zzzzqq", http.StatusOK, `.nothing`},
		{"documents", "/documents", http.StatusOK, `.document-row`},
		{"document", document, http.StatusOK, `mark.claim-mark`},
		{"document-place", at + "&q=" + hex.EncodeToString(sum[:8]) + "#here", http.StatusOK, `.proof`},
		{"document-wrong-place", at + "&q=0123456789abcdef", http.StatusOK, `.warning`},
		{"claims", "/claims", http.StatusOK, `.claim-row`},
		{"claims-none", "/claims?kind=denial&published-by=2001-01-01", http.StatusOK, `//p[contains(., "No claim passes")]`},
		{"claim", "/claim?id=" + string(amends.ID), http.StatusOK, `.relation-misreport`},
		{"claim-said", "/claim?id=" + string(said.ID), http.StatusOK, `.chain`},
		{"actors", "/actors", http.StatusOK, `#main .item`},
		{"actor", "/actor?id=org:nato", http.StatusOK, `//h2[.="Offices"]`},
		{"actor-person", "/actor?id=person:jens-stoltenberg", http.StatusOK, `//h2[.="Statements"]`},
		{"compare", "/compare", http.StatusOK, `.question-row`},
		{"compare-question", "/compare?question=member-count/org:nato", http.StatusOK, `.relation-evolution`},
		{"compare-beside", "/compare?question=development/collective-defence-cyber&published-by=2016-06-15&beside=today", http.StatusOK, `.sides .relation`},
		{"compare-nothing", "/compare?question=nothing/at-all", http.StatusNotFound, `//a[contains(., "All questions")]`},
		{"timeline", "/timeline", http.StatusOK, `svg.axis a`},
		{"timeline-line", "/timeline?question=development/collective-defence-cyber", http.StatusOK, `//h2[.="How the line developed"]`},
		{"timeline-part", "/timeline?limit=20&from=2016", http.StatusOK, `svg.bars .is-shown`},
		{"timeline-said", "/timeline?clock=said", http.StatusOK, `svg.axis a`},
		{"timeline-recorded", "/timeline?clock=recorded&kind=decision", http.StatusOK, `svg.axis a`},
		{"timeline-published", "/timeline?clock=published&kind=decision", http.StatusOK, `.event`},
		{"compare-line", "/compare?question=line/article-5-cyber", http.StatusOK, `.lineage .acts`},
		{"help", "/help", http.StatusOK, `#keys`},
		{"add", "/add", http.StatusOK, `textarea`},
		{"nowhere", "/nowhere", http.StatusNotFound, `h1`},
		{"no-document", "/document?id=sha256-" + strings.Repeat("0", 64), http.StatusNotFound, `h1`},
	}
}

// known lists what is wrong with pages and not put right yet: the name of the
// page, then what is wrong. What is right again must be taken off.
var known []string

// lookAt opens a page and judges it in each look.
func lookAt(t *testing.T, p *tab, c pageCase, axe string) {
	p.leads(c.status, chromedp.Navigate(p.house.base+c.address))
	p.sees(c.sees)
	for _, trouble := range p.complaints() {
		// The browser reports the page itself, when its status is an error.
		if c.status == http.StatusOK || !strings.Contains(trouble, "status of 404") || !strings.Contains(trouble, p.house.base+c.address) {
			t.Errorf("%s: %s", c.address, trouble)
		}
	}
	if axe != "" {
		eval[chromedp.Void](p, axe)
	}
	seen := map[string]bool{}
	wrong := func(l look, what, details string) {
		seen[c.name+" "+what] = true
		if !slices.Contains(known, c.name+" "+what) {
			t.Errorf("%s, %s: %s: %s", c.address, l, what, details)
		}
	}
	for _, l := range looks {
		p.wear(l)
		if wide := eval[[]string](p, tooWide); len(wide) > 0 {
			wrong(l, "too wide", strings.Join(wide, ", "))
		}
		if over := eval[[]string](p, overFooter); len(over) > 0 {
			wrong(l, "over the footer", strings.Join(over, ", "))
		}
		if axe == "" {
			continue
		}
		for _, v := range eval[[]violation](p, judge) {
			wrong(l, "axe "+v.ID, v.String())
		}
	}
	p.paper()
	if cut := append(eval[[]string](p, tooWide), eval[[]string](p, cutOff)...); len(cut) > 0 {
		t.Errorf("%s, printed: cut off: %s", c.address, strings.Join(cut, ", "))
	}
	for _, k := range known {
		if strings.HasPrefix(k, c.name+" ") && !seen[k] && (axe != "" || !strings.Contains(k, " axe ")) {
			t.Errorf("%q is right again: take it off the list", k)
		}
	}
}

// nameOf is a function that names an element in messages.
const nameOf = `const name = (e) => e.localName + (e.id && "#" + e.id) + [...e.classList].map((c) => "." + c).join("");`

// overFooter names what of the content hangs down over the footer.
const overFooter = `(() => {
	` + nameOf + `
	const top = document.querySelector(".site-footer").getBoundingClientRect().top;
	return [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().bottom > top + 0.5).slice(0, 5).map(name);
})()`

// tooWide names what makes a page wider than the screen.
const tooWide = `(() => {
	` + nameOf + `
	const room = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= room) return [];
	const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > room + 0.5 && !e.closest(".scroll"));
	return ["at most " + (document.documentElement.scrollWidth - room) + "px", ...wide.slice(0, 5).map(name)];
})()`

// cutOff names what scrolls and so would be cut off on paper.
const cutOff = `(() => {
	` + nameOf + `
	return [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility() && getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1 && !e.closest(".unseen, thead")).slice(0, 5).map(name);
})()`

// judge asks axe-core for what breaks WCAG 2.2 AA or its own best practices.
const judge = `axe.run(document, {
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
	resultTypes: ["violations"],
}).then((r) => r.violations.map((v) => ({
	id: v.id, impact: v.impact, help: v.help,
	nodes: v.nodes.map((n) => ({target: n.target.join(" "), html: n.html.slice(0, 160), why: n.failureSummary})),
})))`

// violation is what axe-core found.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct{ Target, HTML, Why string }
}

func (v violation) String() string {
	nodes, err := json.MarshalIndent(v.Nodes[:min(3, len(v.Nodes))], "\t", "  ")
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s, %d times: %s\n\t%s", v.Impact, len(v.Nodes), v.Help, nodes)
}

// query returns the parameters of the address that the tab shows.
func (p *tab) query() url.Values {
	p.t.Helper()
	u, err := url.Parse(p.where())
	if err != nil {
		p.t.Fatal(err)
	}
	return u.Query()
}
