package web_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// hostile is a text that counts wrong in many ways, and is no HTML.
const hostile = "Hostile \U0001F600 words\n\n<script>alert(1)</script> & <b>bold</b> &amp; \u202egnp.exe\u202c NATO has 29 member states, \U0001D4B3 and \U0001F468\u200d\U0001F469\u200d\U0001F467.\n" +
	"Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030ba\u0300\u0301\u0302\u0303\u0304\u0305lgo e\u0301lan\tand\ta lone\rreturn, NATO has 30 member states.\n\n\n" +
	"  \u0645\u0631\u062d\u0628\u0627 NATO \u2067has 31 member states\u2069 \u05e9\u05dc\u05d5\u05dd \ufffd \ufeffmark.\n\nLast \U0010FFFD line, NATO has 32 member states"

// gives adds a text to the store and returns the address of its page.
func (p *tab) gives(name, text string) string {
	p.t.Helper()
	body, err := json.Marshal(map[string]string{"name": name, "text": text})
	if err != nil {
		p.t.Fatal(err)
	}
	answer, err := http.Post(p.house.base+"/api/v1/documents", "application/json", strings.NewReader(string(body)))
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	var got struct{ ID, Detail string }
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || answer.StatusCode >= 300 || got.ID == "" {
		p.t.Fatalf("%s was not added: %s, %+v, %v", name, answer.Status, got, err)
	}
	return "/document?id=" + got.ID
}

// walkWords selects words of a hostile text, copies their links, and finds that
// the server proves each: so that script and server count alike.
func walkWords(t *testing.T, p *tab) {
	p.mayCopy(t)
	address := p.gives("hostile.txt", hostile)
	p.open(address)
	lines := p.count(".text-line")
	if lines < 4 {
		t.Fatalf("%d lines", lines)
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range 25 {
		from, to := chance.IntN(lines), 0
		if to = from; i%5 == 4 {
			to = from + chance.IntN(lines-from)
		}
		words := eval[string](p, fmt.Sprintf(`(() => {
			const points = (line) => { // every border between characters of a line
				const out = [], walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
				for (let n = walk.nextNode(); n; n = walk.nextNode())
					for (let i = 0; i <= n.length; i++) if (!(i > 0 && i < n.length && n.data.codePointAt(i - 1) > 0xffff)) out.push([n, i]);
				return out;
			};
			const lines = [...document.querySelectorAll(".text-line")];
			const a = points(lines[%d]), b = points(lines[%d]);
			let [x, y] = [Math.floor(%f * a.length), Math.floor(%f * b.length)];
			if (%[1]d === %[2]d && x > y) [x, y] = [y, x];
			getSelection().setBaseAndExtent(...a[x], ...b[y]);
			document.getElementById("told").textContent = "";
			return getSelection().toString();
		})()`, from, to, chance.Float64(), chance.Float64()))
		if words == "" {
			continue
		}
		p.press('l')
		hears(p, "copied")
		link := eval[string](p, `navigator.clipboard.readText()`)
		says := eval[string](p, `fetch(`+quote(link)+`).then((r) => r.text()).then((t) => new DOMParser().parseFromString(t, "text/html").querySelector(".document-header [role=status]")?.textContent ?? "nothing")`)
		if !strings.Contains(says, "their hash agrees") {
			t.Errorf("%q: the link %s is answered by %q", words, link, says)
		}
	}

	// The toolbar does the same by the mouse, and cites.
	p.open(address)
	eval[bool](p, `(() => { const l = document.querySelectorAll(".text-line")[1]; getSelection().selectAllChildren(l); return true; })()`)
	p.do(chromedp.WaitVisible(chromedp.CSS("#chosen")))
	p.do(chromedp.Click(chromedp.CSS("#chosen-cite")))
	copied(t, p, "Citation of these words copied.", "<script>alert(1)</script>", "/document?at=")
	p.press('y')
	copied(t, p, "Citation of these words copied.", "SHA-256")
	p.press(escape)
	if p.count("#chosen") != 0 {
		t.Error("Escape does not put the toolbar away")
	}
	p.press('n') // e reads the current evidence as a claim, or the selected words
	p.leads(http.StatusOK, stroke('e'))
	if got := p.text(".evidence"); got != "29 member states" {
		t.Errorf("%s: e reads %q", p.where(), got)
	}
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".fields button")))
	p.sees(`//section//p[contains(@class, "claim-sentence") and contains(., "29 member states")]`)
	p.open(address)

	// Nothing of the text has become markup, turns the direction, or rises above its line.
	if n := eval[int](p, `document.querySelectorAll(".text script, .text b").length`); n != 0 {
		t.Errorf("%d elements of the text's own", n)
	}
	p.sees(".text .turn")
	p.sees(".text .heap")
	p.sees(`//p[contains(@class, "note") and contains(., "direction of writing")]`)
	if over := eval[[]string](p, `[...document.querySelectorAll(".heap")].filter((h) => h.getBoundingClientRect().height > 40).map((h) => h.textContent)`); len(over) > 0 {
		t.Errorf("heaps of marks take room: %q", over)
	}
}

// walkWordsByForm links to words without script.
func walkWordsByForm(t *testing.T, p *tab) {
	d := p.house.doc(t, "2021-06-16-review")
	address := "/document?id=" + string(d.ID)
	find := func(words string) {
		p.open(address)
		p.do(chromedp.Click(chromedp.CSS(".link-words summary")), chromedp.SetValue(chromedp.CSS("#words"), words))
		p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".link-words button")))
	}
	find("issued a statement after their")
	p.sees(".proof")
	if got := eval[string](p, `[...document.querySelectorAll("mark.place")].map((m) => m.textContent).join("")`); got != "issued a statement after their" {
		t.Errorf("the words %q are shown", got)
	}
	p.sees(".cite .citation")
	find("Article 5")
	if n := p.count(".places li"); n < 3 {
		t.Errorf("%d places of words that stand in several", n)
	}
	p.follow(".places li:nth-child(2) a")
	p.sees(".proof")
	find("not to be found anywhere")
	if got := p.text(".document-header .note"); !strings.Contains(got, "do not stand in this text") {
		t.Errorf("words that are not there are answered by %q", got)
	}
}

// walkParts goes from evidence to evidence over the border of two parts.
func walkParts(t *testing.T, p *tab) {
	filler := strings.Repeat("Nothing is said here that anybody could hold or deny. ", 40) + "\n\n"
	text := "A long report\n\nNATO has 28 member states, it began.\n\n" + strings.Repeat(filler, 60) + "NATO has 29 member states, it went on.\n\n" + strings.Repeat(filler, 40) + "NATO has 30 member states, it ended.\n"
	p.open(p.gives("long.txt", text))
	p.sees(".pager")
	p.press('n')
	if got := p.reads("mark.current"); got != "28 member states" {
		t.Fatalf("n shows %q", got)
	}
	p.leads(http.StatusOK, stroke('n'))
	if got := p.reads("mark.current"); got != "29 member states" {
		t.Fatalf("%s: over the border n shows %q", p.where(), got)
	}
	p.onScreen("mark.current")
	p.leads(http.StatusOK, stroke('n'))
	if got := p.reads("mark.current"); got != "30 member states" {
		t.Fatalf("%s: over the next border n shows %q", p.where(), got)
	}
	p.leads(http.StatusOK, stroke('p'))
	if got := p.reads("mark.current"); got != "29 member states" {
		t.Fatalf("%s: back over the border p shows %q", p.where(), got)
	}
}

// reads waits until something that CSS names is shown, and returns what a person
// reads in it.
func (p *tab) reads(css string) string {
	p.t.Helper()
	p.do(chromedp.WaitVisible(chromedp.CSS(css)))
	return p.text(css)
}

// cardPlaces is where the cards stand, and where the lines of their words are.
const cardPlaces = `[...document.querySelectorAll(".line > .cards > li")].filter((e) => e.checkVisibility()).map((li) => {
	const r = li.getBoundingClientRect(), mark = document.getElementById(li.id.replace("card-", "at-")).nextElementSibling.getClientRects()[0];
	return {Top: r.top, Bottom: r.bottom, Left: r.left, Line: mark.top, Right: document.getElementById("text").getBoundingClientRect().right, Current: li.matches(".current")};
})`

// walkCards proves that cards keep their order beside the text and do not overlap,
// and that the current one stands beside its very line.
func walkCards(t *testing.T, p *tab) {
	d := p.house.doc(t, "2021-06-16-review")
	p.open("/document?id=" + string(d.ID))
	check := func(when string) {
		t.Helper()
		places := eval[[]struct {
			Top, Bottom, Left, Line, Right float64
			Current                        bool
		}](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(`+cardPlaces+`))))`)
		if len(places) < 5 {
			t.Fatalf("%s: %d cards", when, len(places))
		}
		packed := true
		for i, c := range places {
			if i > 0 && c.Top < places[i-1].Bottom {
				t.Errorf("%s: card %d begins at %.0f, inside the one before, which ends at %.0f", when, i, c.Top, places[i-1].Bottom)
			}
			if c.Left < c.Right {
				t.Errorf("%s: card %d lies over the text", when, i)
			}
			packed = packed && (i == 0 || c.Top-places[i-1].Bottom < 10)
			if c.Current && (c.Line-c.Top > 6 || c.Top-c.Line > 6 && !packed) { // as near as those above leave room
				t.Errorf("%s: the current card stands at %.0f, its line at %.0f", when, c.Top, c.Line)
			}
		}
	}
	check("at first")
	for i := range 4 {
		p.press('n')
		check(fmt.Sprint("after n, ", i+1))
	}
	p.do(chromedp.Click(chromedp.CSS(".card.current .more summary")))
	check("with a card unfolded")
	p.do(chromedp.Click(chromedp.CSS("#walk-on")))
	check("after the button")

	// Pointing at a card lights its words.
	eval[bool](p, `document.querySelector(".card:not(.current)").dispatchEvent(new PointerEvent("pointerenter"))`)
	p.sees("mark.lit")
	// Where the window is narrow, cards stand below their paragraph.
	p.wear(looks[2])
	if !eval[bool](p, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(getComputedStyle(document.querySelector(".card")).position === "static"))))`) {
		t.Error("on a narrow screen cards still stand beside the text")
	}
}
