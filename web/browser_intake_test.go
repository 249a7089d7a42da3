package web_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestBrowserIntake adds many files in a browser, over a store that begins empty.
func TestBrowserIntake(t *testing.T) {
	b := openBrowser(t)
	for _, j := range []journey{
		{"files", walkFiles(true)},
		{"many-files", walkManyFiles},
		{"drop", walkDrop},
		{"samples", walkSamples(true)},
		{"no-script/files", withoutScript(walkFiles(false))},
		{"no-script/samples", withoutScript(walkSamples(false))},
	} {
		t.Run(j.name, func(t *testing.T) {
			j.walk(t, b.tab(t, build(t, false)))
		})
	}
}

// sheaf writes files for a test to add: two that can be read, two that cannot,
// and as many more short ones as are wanted.
func sheaf(t *testing.T, more int) []string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "sheaf")
	if err := os.MkdirAll(filepath.Join(dir, "inner"), 0o755); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"one.txt":        "One of two\n\nNATO has 29 member states, said the first file of " + t.Name() + ".\n",
		"inner/two.html": "<!doctype html><html lang=en><title>Two of two</title><article><h1>Two of two</h1><p>NATO has 30 member states, said the second file of " + t.Name() + ".</p></article></html>",
		"other.pdf":      "%PDF-1.4\n\x00\x01\x02\x03 no text at all \x00" + t.Name(),
		"empty.txt":      "",
	}
	for i := range more {
		files[fmt.Sprintf("more-%03d.txt", i)] = fmt.Sprintf("Note %d\n\nNATO has %d member states, file %d of %s counts.\n", i, 28+i%5, i, t.Name())
	}
	var paths []string
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// until waits until an expression of the page is true; reading many files takes
// longer than a step.
func (p *tab) until(expression string) {
	p.t.Helper()
	for deadline := time.Now().Add(perTab - perStep); !eval[bool](p, expression); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			p.t.Fatalf("%s: in vain waited for %s", p.where(), expression)
		}
	}
}

// untilRead waits until the page of a batch says that all is done; without
// script it is the page that comes back by itself, which may take a few seconds.
func (p *tab) untilRead(script bool) {
	p.t.Helper()
	if script {
		p.until(`document.querySelector("#batch[data-done]") !== null`)
		return
	}
	for p.count("#batch[data-done]") == 0 {
		p.leads(http.StatusOK)
	}
	for len(p.loaded) > 0 {
		<-p.loaded
	}
}

// walkFiles adds several files at once, two of which cannot be read.
func walkFiles(script bool) func(*testing.T, *tab) {
	return func(t *testing.T, p *tab) {
		p.open("/add")
		p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), sheaf(t, 0)))
		submit := chromedp.Click(chromedp.CSS(".add-form button"))
		if script {
			p.do(submit)
			p.until(`location.pathname === "/add/batch"`)
		} else {
			p.leads(http.StatusOK, submit)
		}
		p.untilRead(script)
		if got := p.text(".totals"); !strings.Contains(got, "2 documents added") || !strings.Contains(got, "2 not read") {
			t.Errorf("the page says %q", got)
		}
		p.sees(`//li[contains(@class, "file-failed")][contains(., "other.pdf")][contains(., "Not a text")][contains(., "plain text")]`)
		p.sees(`//li[contains(@class, "file-failed")][contains(., "empty.txt")][contains(., "empty")]`)
		p.sees(`//ol[@id="files"]//a[contains(., "One of two")]`)
		batch := p.where()
		p.follow(`//ol[@id="files"]//a[contains(., "Two of two")]`)
		if got := p.text("mark.claim-mark"); got != "30 member states" {
			t.Errorf("the reader marks %q, want %q", got, "30 member states")
		}
		// The batch has an address, and tells where to go on.
		p.open(batch)
		p.follow(`//a[.="What these documents disagree on"]`)
		p.sees(`//a[.="How many members does NATO have?"]`)
		// The same files again are known.
		p.open("/add")
		p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), sheaf(t, 0)))
		if script {
			p.do(submit)
			p.until(`location.pathname === "/add/batch"`)
		} else {
			p.leads(http.StatusOK, submit)
		}
		p.untilRead(script)
		if got := p.text(".totals"); !strings.Contains(got, "0 documents added, 2 known already, 2 not read") {
			t.Errorf("the second time the page says %q", got)
		}
	}
}

// walkManyFiles adds two hundred files, reloads the page in the middle, and sees
// every one of them read.
func walkManyFiles(t *testing.T, p *tab) {
	const more = 200
	p.open("/add")
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), sheaf(t, more)))
	p.do(chromedp.Click(chromedp.CSS(".add-form button")))
	// As soon as all have arrived; reading takes longer.
	p.until(`document.querySelectorAll(".file").length >= 200 && document.querySelectorAll(".file-coming").length === 0`)
	batch := p.where()
	p.leads(http.StatusOK, chromedp.Reload())
	if got := p.where(); got != batch {
		t.Errorf("the reload leads to %s, want %s", got, batch)
	}
	p.sees("#batch")
	p.untilRead(true)
	if got := p.text(".totals"); !strings.Contains(got, fmt.Sprintf("%d documents added", more+2)) {
		t.Errorf("the page says %q", got)
	}
	p.sees(".failures")
	p.follow(`//a[.="Further files"]`)
	if n := p.count(".file"); n != 4 {
		t.Errorf("the second page lists %d files, want 4", n)
	}
}

// walkDrop drops a folder on the page.
func walkDrop(t *testing.T, p *tab) {
	p.open("/add")
	// The files come out of a file input, and are dropped as a person's are.
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), sheaf(t, 20)))
	eval[chromedp.Void](p, `(() => {
		const data = new DataTransfer();
		for (const f of document.getElementById("file").files) data.items.add(f);
		const at = document.getElementById("drop");
		for (const type of ["dragenter", "dragover", "drop"]) {
			at.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
			if (type === "dragenter" && !document.getElementById("add-form").classList.contains("dragging")) throw new Error("nothing shows where to drop");
		}
	})()`)
	p.until(`location.pathname === "/add/batch"`)
	p.untilRead(true)
	if got := p.text(".totals"); !strings.Contains(got, "22 documents added") {
		t.Errorf("the page says %q", got)
	}
	// The way back leads to the form.
	eval[chromedp.Void](p, `history.back()`)
	p.leads(http.StatusOK)
	p.sees("#add-form")
}

// walkAddress gives an address, which is carried over to the form.
func walkAddress(t *testing.T, p *tab) {
	p.open("/add")
	p.do(chromedp.SendKeys(chromedp.CSS("#address"), "https://example.org/a?b=c&d"))
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".add-address button")))
	if got := eval[string](p, `document.getElementById("url").value`); got != "https://example.org/a?b=c&d" {
		t.Errorf("the form holds the address %q", got)
	}
	if got := p.text(".carried"); !strings.Contains(got, "save it as HTML") {
		t.Errorf("the page says %q", got)
	}
	p.sees("#url")
}

// walkSamples goes from an empty store to a timeline and an explained conflict,
// by the sample collection.
func walkSamples(script bool) func(*testing.T, *tab) {
	return func(t *testing.T, p *tab) {
		p.open("/") // an empty store shows the ways to add documents at once
		p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".add-samples button")))
		p.untilRead(script)
		if got := p.text(".totals"); !strings.Contains(got, "20 documents added") {
			t.Errorf("the page says %q", got)
		}
		batch := p.where()
		p.follow(`.onward a`)
		p.sees(`svg.axis a`)
		p.open(batch)
		p.follow(`//a[.="What these documents disagree on"]`)
		p.sees(`.verdict .relation-misreport`)
	}
}
