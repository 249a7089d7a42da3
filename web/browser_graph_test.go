package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// walkGraph goes from an entity to what is linked to it, opens the claims of a
// line, narrows the period and finds a path, with links and forms alone.
func walkGraph(t *testing.T, p *tab) {
	p.open("/")
	p.follow(`//nav//a[.="Graph"]`)
	p.follow(`//ul[@class="suggested"]//a[.="NATO"]`)
	if got := p.text("h1"); got != "Around NATO" {
		t.Fatalf("%s: the heading is %q", p.where(), got)
	}
	rows := p.count(`.nodes-table tbody tr`)
	if all := p.count(`.node-label`) + p.count(`.stage`); rows < 10 || all == 0 {
		t.Fatalf("%s: %d rows, %d labels", p.where(), rows, all)
	}

	// The number of a row leads to as many claims.
	claims := p.text(`.nodes-table tr:has(a[href*="instrument%3Aarticle-5"]) td.number a`)
	p.follow(`.nodes-table tr:has(a[href*="instrument%3Aarticle-5"]) td.number a`)
	p.sees(`#between .claim-row`)
	if got := p.text(`#between .meta`); !strings.HasPrefix(got, claims+" claim") {
		t.Errorf("%s: %q, want %s claims", p.where(), got, claims)
	}
	p.follow(`//section[@id="between"]//a[.="Close this list"]`)
	if p.query().Has("edge") || p.count(`#between`) > 0 {
		t.Errorf("%s: the list is not closed", p.where())
	}

	// A period; the fields are sliders where scripts run.
	p.open("/graph?around=org:nato&first=2021&last=2024")
	if later := p.count(`.nodes-table tbody tr`); later == 0 || later >= rows {
		t.Errorf("%s: %d rows, %d without a period", p.where(), later, rows)
	}
	if got := p.text(`.clear`); got == "" {
		t.Errorf("%s: the date bar does not know the period", p.where())
	}

	// A path to another entity by its name.
	p.open("/graph?around=person:jens-stoltenberg")
	p.do(chromedp.Click(chromedp.CSS("#to")))
	p.press([]rune("Estonia")...)
	p.leads(http.StatusOK, stroke(enter))
	p.sees(`ol.path > li`)
	if got := p.text(`#path-title`); !strings.HasPrefix(got, "From Jens Stoltenberg to Estonia: 3 steps") {
		t.Errorf("%s: %q", p.where(), got)
	}
	p.follow(`.path-claims a`)
	p.sees(`#citation`)
}

// walkStage moves about in the drawing by the keyboard.
func walkStage(t *testing.T, p *tab) {
	p.open("/graph?around=org:nato&limit=25")
	if !eval[bool](p, `typeof cytoscape !== "undefined"`) {
		t.Skip("skipped: the pages are built without Cytoscape; run: make assets")
	}
	p.sees(`.stage canvas`)
	if n := p.count(`.drawing`); n != 0 {
		t.Error("the plain drawing is shown beside the stage")
	}
	same := eval[bool](p, `(() => { const ids = (all) => [...all].sort().join(" ");
		return ids(document.querySelector(".stage").network.nodes().map((n) => n.id())) === ids([...document.querySelectorAll(".network-svg .node")].map((a) => a.dataset.id)); })()`)
	if !same {
		t.Error("the stage has other nodes than the drawing")
	}
	zoom := func() float64 { return eval[float64](p, `document.querySelector(".stage").network.zoom()`) }

	p.do(chromedp.Focus(chromedp.CSS(".stage")))
	p.press([]rune(kb.ArrowRight)...) // the middle first
	if got := p.text(".stage-said"); !strings.HasPrefix(got, "NATO, organisation, in the middle") {
		t.Errorf("the stage says %q", got)
	}
	p.press([]rune(kb.ArrowRight)...)
	said := p.text(".stage-said")
	if !strings.Contains(said, "claims with NATO") && !strings.Contains(said, "claim with NATO") || p.count("tr.chosen") != 1 {
		t.Errorf("the stage says %q and marks %d rows", said, p.count("tr.chosen"))
	}
	name, _, _ := strings.Cut(said, ",")
	before := zoom()
	p.press('+')
	if zoom() <= before {
		t.Errorf("+ changes the zoom from %g to %g", before, zoom())
	}
	p.press('0', '-')
	p.press(escape)
	p.wantFocus("button Show all")
	if p.count("tr.chosen") != 0 {
		t.Error("Escape leaves a row chosen")
	}

	// The plain drawing is there for who wants links.
	p.do(chromedp.Click(chromedp.Search(`//button[.="Plain drawing"]`)))
	if p.count(".network-svg .node") == 0 || p.count(".stage") != 0 {
		t.Error("the plain drawing does not take the place of the stage")
	}
	p.do(chromedp.Click(chromedp.Search(`//button[.="Plain drawing"]`)))

	p.do(chromedp.Focus(chromedp.CSS(".stage")))
	p.press([]rune(kb.ArrowRight)...)
	p.press([]rune(kb.ArrowRight)...)
	p.leads(http.StatusOK, stroke(enter))
	if got := p.text("h1"); got != "Around "+name {
		t.Errorf("Enter opens %q, want the graph around %s", got, name)
	}
	p.press('g')
	p.leads(http.StatusOK, stroke('g'))
	if got := p.where(); got != "/graph" {
		t.Errorf("g g leads to %s", got)
	}
}

// walkPeriod slides the period: the graph follows, and so does the address.
func walkPeriod(t *testing.T, p *tab) {
	p.open("/graph?around=org:nato")
	if !eval[bool](p, `typeof htmx !== "undefined"`) {
		t.Skip("skipped: the pages are built without htmx; run: make assets")
	}
	p.sees(`.period input[type=range]`)
	rows := p.count(`.nodes-table tbody tr`)
	eval[bool](p, `new Promise((done) => {
		document.addEventListener("htmx:afterSettle", () => done(true), { once: true });
		const first = document.getElementById("first");
		first.value = "2021";
		first.dispatchEvent(new Event("input", { bubbles: true }));
		first.dispatchEvent(new Event("change", { bubbles: true }));
	})`)
	if later := p.count(`.nodes-table tbody tr`); later == 0 || later >= rows {
		t.Errorf("%s: %d rows after sliding, %d before", p.where(), later, rows)
	}
	if got := p.query().Get("about"); got != "2021/.." {
		t.Errorf("%s: about is %q", p.where(), got)
	}
	if got := eval[string](p, `document.getElementById("about").value`); got != "2021/.." {
		t.Errorf("the date bar shows %q", got)
	}
	if got := p.text(`.period output`); got != "2021" {
		t.Errorf("the slider says %q", got)
	}
	if p.count(`.stage canvas`) == 0 && eval[bool](p, `typeof cytoscape !== "undefined"`) {
		t.Error("the new drawing cannot be moved about in")
	}
}
