package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserReview judges claims and sources in a browser, over stores of its own.
func TestBrowserReview(t *testing.T) {
	b := openBrowser(t)
	axe := readAxe(t)
	for _, j := range []journey{
		{"keys", walkReviewKeys(axe)},
		{"no-script", withoutScript(walkReview)},
		{"retract", walkRetract(axe)},
		{"no-script/retract", withoutScript(walkRetract(""))},
	} {
		t.Run(j.name, func(t *testing.T) {
			j.walk(t, b.tab(t, build(t, true)))
		})
	}
}

// looksRight judges what is shown by axe in every look, without loading it again.
func (p *tab) looksRight(axe string) {
	p.t.Helper()
	if axe != "" {
		eval[chromedp.Void](p, axe)
	}
	for _, l := range looks {
		p.wear(l)
		if wide := eval[[]string](p, tooWide); len(wide) > 0 {
			p.t.Errorf("%s, %s: too wide: %s", p.where(), l, strings.Join(wide, ", "))
		}
		if axe == "" {
			continue
		}
		for _, v := range eval[[]violation](p, judge) {
			p.t.Errorf("%s, %s: axe %s: %s", p.where(), l, v.ID, v)
		}
	}
	p.wear(looks[0])
}

// place is which claim of how many the review shows.
func (p *tab) place() (at, of int) {
	p.t.Helper()
	if _, err := fmt.Sscanf(p.text(".where"), "%d of %d", &at, &of); err != nil {
		p.t.Fatalf("%s: the place in the queue is %q", p.where(), p.text(".where"))
	}
	return at, of
}

// walkReviewKeys goes through the queue by the keyboard alone.
func walkReviewKeys(axe string) func(*testing.T, *tab) {
	return func(t *testing.T, p *tab) {
		p.open("/documents?published-by=2024-12-31")
		p.press('g')
		p.leads(http.StatusOK, stroke('r'))
		at, of := p.place()
		if at != 1 || of < 5 || p.query().Get("published-by") != "2024-12-31" {
			t.Fatalf("%s: the review begins at %d of %d", p.where(), at, of)
		}
		p.sees(".passage mark")
		p.sees(".conflict .verdict")
		first := p.text("#proposal-title")

		// Skip forth and back.
		p.leads(http.StatusOK, stroke('s'))
		if at, _ := p.place(); at != 2 {
			t.Errorf("s leads to %d", at)
		}
		p.leads(http.StatusOK, stroke('j'))
		p.leads(http.StatusOK, stroke('k'))
		p.leads(http.StatusOK, stroke('k'))
		if at, _ := p.place(); at != 1 || p.text("#proposal-title") != first {
			t.Errorf("k leads back to %d, %q", at, p.text("#proposal-title"))
		}

		// Accept: the claim leaves the open ones, and the next is shown.
		p.leads(http.StatusOK, stroke('a'))
		if got := p.text(".said"); !strings.Contains(got, "Accepted") || !strings.Contains(got, first) {
			t.Errorf("after a the page says %q", got)
		}
		if at, n := p.place(); at != 1 || n != of-1 {
			t.Errorf("after a it stands at %d of %d, want 1 of %d", at, n, of-1)
		}
		if got := p.query().Get("published-by"); got != "2024-12-31" {
			t.Errorf("%s: the dates are lost", p.where())
		}
		p.looksRight(axe)
		// Take it back: the claim is shown again, and is open.
		p.leads(http.StatusOK, stroke('u'))
		if got := p.text("#proposal-title"); got != first {
			t.Errorf("u leads to %q, want %q", got, first)
		}
		if _, n := p.place(); n != of {
			t.Errorf("after u %d are open, want %d", n, of)
		}
		if got := p.text(".said"); !strings.Contains(got, "Taken back") {
			t.Errorf("after u the page says %q", got)
		}

		// A rejection needs a reason.
		p.press('x')
		p.wantFocus("input#reason")
		p.press(' ')
		p.leads(http.StatusBadRequest, stroke(enter))
		p.expect("status of 400")
		if got := p.text("#reason-wrong"); !strings.Contains(got, "why it is rejected") || p.text("#proposal-title") != first {
			t.Errorf("without a reason the page says %q", got)
		}
		p.looksRight(axe)
		p.press('x')
		p.press([]rune("as u like it")...)
		p.leads(http.StatusOK, stroke(enter))
		if got := p.text(".said"); !strings.Contains(got, "Rejected") {
			t.Errorf("after x the page says %q", got)
		}
		p.follow(".said a")
		if got := p.text(".judged"); !strings.Contains(got, "Rejected on") || !strings.Contains(got, "as u like it") {
			t.Errorf("the claim says %q", got)
		}
		p.sees(".kind-line .status-rejected")
		p.looksRight(axe)
		claim := p.query().Get("id")
		// It is rejected wherever it is shown.
		p.open("/claim?id=" + claim)
		p.sees(".status-rejected")
		p.open("/search?status=rejected")
		if n := p.count(".hit"); n != 1 {
			t.Errorf("%d rejected claims are found, want 1", n)
		}
		p.open("/review?id=" + url.QueryEscape(claim) + "&status=rejected")
		if at, n := p.place(); at != 1 || n != 1 {
			t.Errorf("it is %d of %d rejected claims", at, n)
		}
		p.leads(http.StatusOK, stroke('u')) // its own button, since nothing was just said
		if n := p.count(".judged li"); n != 0 {
			t.Errorf("%d judgements still stand", n)
		}
	}
}

// walkReview accepts, rejects without and with a reason, and takes back, by clicks.
func walkReview(t *testing.T, p *tab) {
	p.open("/review")
	_, of := p.place()
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".yes")))
	if _, n := p.place(); n != of-1 {
		t.Errorf("after accepting %d are open, want %d", n, of-1)
	}
	p.do(chromedp.SendKeys(chromedp.CSS("#reason"), "   "))
	p.leads(http.StatusBadRequest, chromedp.Click(chromedp.CSS(".no button")))
	p.expect("status of 400")
	p.sees("#reason-wrong")
	p.do(chromedp.SendKeys(chromedp.CSS("#reason"), "the <b>sentence</b> says less"))
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".no button")))
	if _, n := p.place(); n != of-2 {
		t.Errorf("after rejecting %d are open, want %d", n, of-2)
	}
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".said button")))
	if _, n := p.place(); n != of-1 {
		t.Errorf("after taking back %d are open, want %d", n, of-1)
	}
	p.follow(`//ul[@class="tabs"]//a[contains(., "accepted (1)")]`)
	p.sees(`//ul[@class="tabs"]//a[@aria-current="true"][contains(., "accepted")]`)
	p.follow(`//ul[@class="tabs"]//a[contains(., "all (")]`)
	if _, n := p.place(); n != of {
		t.Errorf("%d in all, want %d", n, of)
	}
}

// walkRetract takes a document back, sees that it is marked and counts no more,
// puts it in force again, and reads it again.
func walkRetract(axe string) func(*testing.T, *tab) {
	return func(t *testing.T, p *tab) {
		const title = "NATO changes its founding treaty for the digital age"
		row := `//li[contains(@class, "document-row")][contains(., "` + title + `")]`
		p.open("/documents")
		p.follow(row + `//a[contains(., "history, retract, read again")]`)
		source := p.where()
		p.do(chromedp.SendKeys(chromedp.CSS("#reason"), "  "))
		retract := chromedp.Click(chromedp.Search(`//button[.="Retract"]`))
		p.leads(http.StatusBadRequest, retract)
		p.expect("status of 400")
		p.sees("#reason-wrong")
		p.looksRight(axe)
		p.do(chromedp.SendKeys(chromedp.CSS("#reason"), "the outlet <i>withdrew</i> it"))
		p.leads(http.StatusOK, retract)
		if got := p.text(".warning"); !strings.Contains(got, "the outlet <i>withdrew</i> it") {
			t.Errorf("the page says %q", got)
		}
		p.looksRight(axe)
		// Everywhere it is marked; its claims answer no more.
		p.open("/documents")
		p.sees(row + `//span[contains(@class, "status-retracted")]`)
		p.sees(row + `//p[contains(., "Because: the outlet <i>withdrew</i> it")]`)
		p.looksRight(axe)
		p.open("/review?relation=misreport")
		p.sees(".none")
		p.open(strings.Replace(source, "/source?", "/document?", 1))
		p.sees(".warning")
		p.follow(`//a[.="History, retract, read again"]`)
		p.leads(http.StatusOK, chromedp.Click(chromedp.Search(`//button[starts-with(., "Take the retraction back")]`)))
		p.sees(".proof")
		if n := p.count(".history li"); n != 3 {
			t.Errorf("the history has %d entries, want a reading, a retraction and that it was taken back", n)
		}
		p.leads(http.StatusOK, chromedp.Click(chromedp.Search(`//button[.="Read it again"]`)))
		if got := p.text(".proof"); !strings.Contains(got, "the same as before") {
			t.Errorf("after reading again the page says %q", got)
		}
		p.open("/review?relation=misreport")
		p.sees(".conflict .relation-misreport")
	}
}
