package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/testkit"
)

// journey is a way that a person goes through the pages.
type journey struct {
	name string
	walk func(t *testing.T, p *tab)
}

var journeys = []journey{
	{"search", walkSearch},
	{"typing", walkTyping},
	{"compare", walkCompare},
	{"timeline", walkTimeline},
	{"timeline-keys", walkTimelineKeys},
	{"hindsight", walkHindsight},
	{"hindsight-keys", walkHindsightKeys},
	{"allies", walkAllies},
	{"allies-keys", walkAlliesKeys},
	{"misreport", walkMisreport},
	{"misreport-keys", walkMisreportByKeys},
	{"words", walkWords},
	{"parts", walkParts},
	{"cards", walkCards},
	{"dates", walkDates},
	{"add", walkAdd},
	{"address", walkAddress},
	{"keys", walkKeys},
	{"tabulator", walkTabulator},
	{"reader-keys", walkReaderKeys},
	{"citation", walkCitation},
	{"graph", walkGraph},
	{"graph-stage", walkStage},
	{"graph-period", walkPeriod},
	{"no-script/search", withoutScript(walkSearch)},
	{"no-script/compare", withoutScript(walkCompare)},
	{"no-script/timeline", withoutScript(walkTimeline)},
	{"no-script/hindsight", withoutScript(walkHindsight)},
	{"no-script/graph", withoutScript(walkGraph)},
	{"no-script/misreport", withoutScript(walkMisreport)},
	{"no-script/words", withoutScript(walkWordsByForm)},
	{"no-script/dates", withoutScript(walkDates)},
	{"no-script/add", withoutScript(walkAdd)},
	{"no-script/address", withoutScript(walkAddress)},
}

// adding are the journeys that add documents, and so are walked in houses of their own.
var adding = []string{"misreport", "misreport-keys", "words", "parts", "cards", "add", "no-script/misreport", "no-script/words", "no-script/add"}

// withoutScript walks a journey in a browser that runs no script of the pages.
func withoutScript(walk func(*testing.T, *tab)) func(*testing.T, *tab) {
	return func(t *testing.T, p *tab) {
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		walk(t, p)
	}
}

// walkSearch types a word, narrows the hits to one kind of claim, opens one and
// stands at the words.
func walkSearch(t *testing.T, p *tab) {
	p.open("/")
	p.do(chromedp.Click(chromedp.CSS("#q")))
	p.press([]rune("members")...)
	p.leads(http.StatusOK, stroke(enter))
	if got := p.query().Get("q"); got != "members" {
		t.Fatalf("the search asks for %q, want %q", got, "members")
	}
	all := p.count(".hit")

	p.turns(chromedp.Click(chromedp.Search(`//section[contains(@class, "facets")]//a[.="member count"]`)))
	if got := p.query().Get("kind"); got != "member-count" {
		t.Fatalf("%s: kind is %q", p.where(), got)
	}
	p.sees(`//ul[@class="chips"]//a[contains(., "member count")]`)
	p.sees(`.facets a[aria-current=true]`)
	if got := eval[string](p, `document.getElementById("q").value`); got != "members" {
		t.Errorf("%s: the search box holds %q, want %q", p.where(), got, "members")
	}
	if n := p.count(".hit"); n == 0 || all == 0 {
		t.Fatalf("%d hits before narrowing, %d after", all, n)
	}
	hits := p.where()

	p.sees(`.hit-claim .fragment mark`)
	shown := p.text(".hit-claim .fragment")
	p.follow(`.hit-claim .fragment a`)
	p.atTheWords(shown)

	// The chip takes the choice away again.
	p.open(hits)
	p.turns(chromedp.Click(chromedp.Search(`.chips a`)))
	if p.query().Has("kind") {
		t.Errorf("%s: the chip does not take the kind away", p.where())
	}
}

// walkTyping narrows hits and goes on typing: the list follows without a new
// page, the focus and the choice stay, and the change is told to who does not see it.
func walkTyping(t *testing.T, p *tab) {
	p.open("/search?q=nato")
	if !eval[bool](p, `typeof htmx !== "undefined"`) {
		t.Skip("skipped: htmx was not fetched; run: make assets")
	}
	eval[bool](p, `window.same = true`)
	facet := `//section[contains(@class, "facets")]//a[.="member count"]`
	p.turns(chromedp.Click(chromedp.Search(facet)))
	if got := eval[string](p, `document.activeElement.textContent`); got != "member count" {
		t.Errorf("after narrowing, the focus is on %q", got)
	}
	p.do(chromedp.Click(chromedp.CSS("#q")))
	eval[bool](p, `(() => { const q = document.getElementById("q"); q.setSelectionRange(q.value.length, q.value.length); return true; })()`)
	p.turns(chromedp.SendKeys(chromedp.CSS("#q"), " 2024"))
	if got := p.query(); got.Get("q") != "nato 2024" || got.Get("kind") != "member-count" {
		t.Errorf("typing leads to %v", got)
	}
	if got := eval[string](p, `document.activeElement.id`); got != "q" {
		t.Errorf("typing moves the focus to %q", got)
	}
	if heard, shown := eval[string](p, `document.getElementById("heard").textContent`), p.text("#hits-title"); heard != shown || heard == "" {
		t.Errorf("told %q, shown %q", heard, shown)
	}
	if got := eval[string](p, `document.title`); !strings.Contains(got, "nato 2024") {
		t.Errorf("the title is %q", got)
	}
	if got := eval[string](p, `document.querySelector("#dates input[name=q]").value`); got != "nato 2024" {
		t.Errorf("the date bar would ask for %q", got)
	}
	if !eval[bool](p, `window.same === true`) {
		t.Error("the page was loaded anew")
	}
	p.leads(http.StatusOK, chromedp.NavigateBack())
	if got := p.query().Get("q"); got != "nato" {
		t.Errorf("back leads to %s", p.where())
	}
}

// atTheWords fails unless the reader shows, on the screen, proved words that are
// among those of the link.
func (p *tab) atTheWords(link string) {
	p.t.Helper()
	p.sees(`.proof`)
	p.sees(`mark.place`)
	words := eval[string](p, `[...document.querySelectorAll("mark.place")].map((m) => m.textContent).join("")`)
	if plain := strings.Join(strings.Fields(words), " "); plain == "" || !strings.Contains(strings.Join(strings.Fields(link), " "), plain) {
		p.t.Errorf("%s: the reader highlights %q; the link said %q", p.where(), words, link)
	}
	p.onScreen(`mark.place`)
}

// onScreen fails unless the first thing that CSS names lies within the window.
func (p *tab) onScreen(css string) {
	p.t.Helper()
	if !eval[bool](p, `(() => { const r = document.querySelector(`+quote(css)+`).getBoundingClientRect();
		return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth; })()`) {
		p.t.Errorf("%s: %s is not on the screen", p.where(), css)
	}
}

// walkCompare opens a question, reads how its answers stand to each other and
// opens the words of one.
func walkCompare(t *testing.T, p *tab) {
	p.open("/")
	p.follow(`//nav//a[.="Compare"]`)
	p.follow(`//a[.="How many members does NATO have?"]`)
	p.sees(`.relation-evolution`)
	verdict := p.text(`.verdict:has(.relation-evolution)`)
	for _, want := range []string{"28", "29", "30", "5 June 2017"} {
		if !strings.Contains(verdict, want) {
			t.Errorf("the sentence of the evolution lacks %q: %s", want, verdict)
		}
	}
	if rows := p.count(`table.answers tbody tr`); rows < 10 {
		t.Errorf("%d answers, want those of more than ten documents", rows)
	}
	p.follow(`//td[contains(@class, "words")]//a[contains(., "29 allies")]`)
	p.atTheWords("29 allies")
	if got := p.text("mark.place"); got != "29 allies" {
		t.Errorf("the reader highlights %q, want %q", got, "29 allies")
	}
}

// walkMisreport checks a headline that somebody was sent: it pastes the article,
// sees the sentence marked as a misreport, compares it with the words that the
// article itself quotes and with what was decided in Wales, follows the line, and
// takes citation and evidence pack along.
func walkMisreport(t *testing.T, p *tab) {
	p.open("/add")
	p.do(chromedp.SetValue(chromedp.CSS("#text"), sample(t, "2021-06-16-review")))
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".add-form button")))
	p.sees(`mark.loud`)
	article := p.where()

	p.follow(`//li[contains(@class, "card")][contains(., "amends Article 5")]//a[contains(., "misreport")]`)
	p.sees(`.verdicts .relation-misreport`)
	if got := p.text(`tr:target .says`); !strings.Contains(got, "amends") {
		t.Errorf("the badge leads to the answer %q", got)
	}
	p.open(article)
	p.follow(`//li[contains(@class, "card")]//p[@class="card-sentence"]//a[contains(., "amends Article 5")]`)
	p.sees(`.relation-misreport`)
	verdicts := eval[[]string](p, `[...document.querySelectorAll(".verdict:has(.relation-misreport)")].map((v) => v.innerText)`)
	if !slices.ContainsFunc(verdicts, func(v string) bool { return strings.Contains(v, "“We reaffirm") }) {
		t.Errorf("no sentence of a misreport quotes the document's own words: %q", verdicts)
	}
	if got := p.text(`blockquote.evidence mark`); !strings.Contains(got, "amends Article 5") {
		t.Errorf("the evidence is %q", got)
	}
	p.unpacks(t)
	p.follow(`//ul[@class="asked"]//a[.="Can a cyber attack lead to Article 5?"]`)
	p.readsTheLine(t)
	p.follow(`//td[contains(@class, "words")]//a[contains(., "We reaffirm")]`)
	p.sees(`.proof`)
	if got := eval[string](p, `[...document.querySelectorAll("mark.place")].map((m) => m.textContent).join("")`); !strings.HasPrefix(got, "We reaffirm") {
		t.Errorf("the reader highlights %q, want the words that are quoted", got)
	}
}

// readsTheLine reads a comparison: the misreport beside the words that it quotes
// and those of Wales, and the acts of the line in order.
func (p *tab) readsTheLine(t *testing.T) {
	t.Helper()
	p.sees(`.relation-misreport`)
	for _, words := range []string{"We reaffirm", "Wales summit"} {
		p.sees(`//table[contains(@class, "answers")]//tr[contains(., "` + words + `")]`)
	}
	acts := strings.Join(eval[[]string](p, `[...document.querySelectorAll(".acts .act")].map((a) => a.innerText)`), "\n")
	at := 0
	for _, year := range []string{"2014", "2016", "2021"} {
		i := strings.Index(acts[at:], year)
		if i < 0 {
			t.Errorf("the line lacks %s in its place: %s", year, acts)
			break
		}
		at += i
	}
}

// unpacks fetches the evidence pack that the page offers, and looks into it.
func (p *tab) unpacks(t *testing.T) {
	t.Helper()
	href := eval[string](p, `document.querySelector(".cite a[download]").getAttribute("href")`)
	answer, err := http.Get(p.house.base + href)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	p.holdsEvidence(t, data)
}

// holdsEvidence proves a pack to hold the words of the misreport and its original.
func (p *tab) holdsEvidence(t *testing.T, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("the evidence pack of %d bytes: %v", len(data), err)
	}
	original := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		original = original || strings.HasPrefix(f.Name, "documents/") && communique.DocIDOf(content) == p.house.doc(t, "2021-06-16-review").ID
		if strings.HasPrefix(f.Name, "evidence/") && !strings.Contains(string(content), "amends Article 5") {
			t.Errorf("%s does not hold the words: %s", f.Name, content)
		}
	}
	if !original {
		t.Error("the pack does not hold the original file")
	}
}

// sample is a file of the sample collection as somebody would paste it.
func sample(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(testkit.Data(t), "samples/"+name+".md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// walkMisreportByKeys goes the same way by the keyboard alone.
func walkMisreportByKeys(t *testing.T, p *tab) {
	p.mayCopy(t)
	downloads := t.TempDir()
	p.open("/")
	p.tabTo(`nav a[href^="/add"]`, "")
	p.leads(http.StatusOK, stroke(enter))
	p.tabTo(`#text`, "")
	call(p, input.InsertText, input.InsertTextParams{Text: sample(t, "2021-06-16-review")}) // as pasting does
	p.tabTo(`.add-form button`, "")
	p.leads(http.StatusOK, stroke(enter))
	for range 20 {
		p.press('n')
		if strings.Contains(p.text("#walk-at"), "amends Article 5") {
			break
		}
	}
	if got := p.text("#walk-at"); !strings.Contains(got, "misreport") {
		t.Fatalf("the keys do not come to the misreport, but to %q", got)
	}
	p.press('y')
	copied(t, p, "Citation of this claim copied.", "amends Article 5")
	p.press(enter) // to its card
	p.tabTo(`.card:target .badge:has(.relation-misreport)`, "")
	p.leads(http.StatusOK, stroke(enter))
	p.readsTheLine(t)
	p.press('y')
	copied(t, p, "Citation copied.", "/compare?")

	if _, err := chromedp.CallBrowser(p.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: downloads}); err != nil {
		t.Fatal(err)
	}
	p.tabTo(`tr:target .says a, tr:target td.words a`, "")
	p.leads(http.StatusOK, stroke(enter))
	p.press('y')
	if strings.HasPrefix(p.where(), "/claim") {
		copied(t, p, "Citation copied.", "amends Article 5")
	} else {
		copied(t, p, "Citation copied.", "amends Article 5")
		p.tabTo(`.card.lit .card-sentence a, .card .card-sentence a[href*="`+string(p.misreport(t))+`"]`, "")
		p.leads(http.StatusOK, stroke(enter))
	}
	p.tabTo(`.cite a[download]`, "")
	p.press(enter)
	var data []byte
	for end := time.Now().Add(perStep); time.Now().Before(end) && data == nil; {
		found, err := filepath.Glob(filepath.Join(downloads, "*.zip"))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 1 {
			if data, err = os.ReadFile(found[0]); err != nil {
				t.Fatal(err)
			}
			if len(data) == 0 {
				data = nil
			}
		}
		runtime.Gosched()
	}
	p.holdsEvidence(t, data)
}

// misreport is the claim of the sample collection that misreports.
func (p *tab) misreport(t *testing.T) communique.ClaimID {
	t.Helper()
	d := p.house.doc(t, "2021-06-16-review")
	i := slices.IndexFunc(d.Claims, func(c communique.Claim) bool { return c.Act == "amends" })
	if i < 0 {
		t.Fatal("no claim of an amendment")
	}
	return d.Claims[i].ID
}

// walkDates asks what could be known on a day: later documents are gone, and
// stay gone on every page that is opened from there.
func walkDates(t *testing.T, p *tab) {
	const day = "2016-06-15"
	p.open("/claims")
	later := `//a[contains(., "NATO changes its founding treaty for the digital age") or contains(., "NATO: cyber attacks now trigger Article 5")]`
	earlier := `//a[.="Defence ministers agree to treat cyber as an operational domain"]`
	p.sees(later)
	p.do(chromedp.SetValue(chromedp.CSS("#published-by"), day))
	p.leads(http.StatusOK, chromedp.Click(chromedp.Search(`//form[contains(@class, "date-bar")]//button`)))
	if got := p.query().Get("published-by"); got != day {
		t.Fatalf("%s: published-by is %q", p.where(), got)
	}
	if n := p.count(later); n != 0 {
		t.Errorf("%s: %d claims of later documents are shown", p.where(), n)
	}
	p.sees(earlier)

	for _, link := range []string{earlier, `//nav//a[.="Compare"]`, `.question a`, `//nav//a[.="Sources"]`, `//nav//a[.="Actors"]`, `#main .item a`} {
		p.follow(link)
		if got := p.query().Get("published-by"); got != day {
			t.Fatalf("%s: the day is lost after %s", p.where(), link)
		}
		if n := p.count(later); n != 0 {
			t.Errorf("%s: %d links to later documents are shown", p.where(), n)
		}
	}
	p.follow(`.clear`)
	if p.query().Has("published-by") {
		t.Errorf("%s: the day cannot be cleared", p.where())
	}
}

// walkAdd pastes a text and reads what was found in it.
func walkAdd(t *testing.T, p *tab) {
	// The name of the test makes the text one that the store does not know yet.
	text := "Allies count themselves\n\nBRUSSELS – NATO has 29 member states, the report " + t.Name() + " said.\n"
	p.open("/")
	p.follow(`//nav//a[.="Add"]`)
	p.do(chromedp.Click(chromedp.Search(`//form[contains(@class, "add-form")]//summary`)),
		chromedp.SendKeys(chromedp.CSS("#outlet"), "The Paste"), chromedp.SendKeys(chromedp.CSS("#published"), "2019-03-12"),
		chromedp.SetValue(chromedp.CSS("#text"), text))
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".add-form button")))
	p.sees(`.reader`)
	for _, want := range []string{"The Paste", "12 March 2019"} {
		if facts := p.text(".document-header"); !strings.Contains(facts, want) {
			t.Errorf("the reader does not show %q: %s", want, facts)
		}
	}
	p.sees(`//li[contains(@class, "card")]//a[contains(., "29")]`)
	if got := p.text("mark.claim-mark"); got != "29 member states" {
		t.Errorf("the reader marks %q, want %q", got, "29 member states")
	}
	address := p.where()

	// The same text again leads to the same document.
	p.open("/add")
	p.do(chromedp.SetValue(chromedp.CSS("#text"), text))
	p.leads(http.StatusOK, chromedp.Click(chromedp.CSS(".add-form button")))
	if got := p.where(); got != address {
		t.Errorf("the same text leads to %s, want %s", got, address)
	}
	// Nothing at all is answered with what to do.
	p.open("/add")
	p.leads(http.StatusBadRequest, chromedp.Click(chromedp.CSS(".add-form button")))
	if got := p.text("#main"); !strings.Contains(got, "Nothing was sent") {
		t.Errorf("an empty form is answered by %q", got)
	}
	p.expect("status of 400")
}

// expect takes complaints with the words off the list, of which there must be one.
func (p *tab) expect(words string) {
	p.t.Helper()
	all := p.complaints()
	rest := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return strings.Contains(s, words) })
	if len(rest) == len(all) {
		p.t.Errorf("%s: the browser did not complain of %q", p.where(), words)
	}
	for _, trouble := range rest {
		p.t.Errorf("%s: %s", p.where(), trouble)
	}
}

// press sends keys to whatever has the focus.
func (p *tab) press(keys ...rune) {
	p.t.Helper()
	for _, key := range keys {
		p.do(stroke(key))
	}
}

// stroke presses a key as a keyboard does: what it would type is typed only
// where no script takes the key.
func stroke(key rune) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		k, ok := kb.Keys[key]
		if !ok {
			return fmt.Errorf("no keyboard has %q", key)
		}
		event := input.DispatchKeyEventParams{Type: kb.KeyDown, Key: k.Key, Code: k.Code, Text: k.Text, UnmodifiedText: k.Unmodified,
			WindowsVirtualKeyCode: k.Windows, NativeVirtualKeyCode: k.Native}
		if k.Shift {
			event.Modifiers = kb.ModifierShift.Int64()
		}
		if k.Text == "" {
			event.Type = kb.KeyRawDown
		}
		if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, event); err != nil {
			return err
		}
		event.Type, event.Text, event.UnmodifiedText = kb.KeyUp, "", ""
		_, err := cdp.Call(ctx, t, input.DispatchKeyEvent, event)
		return err
	})
}

// The keys that write nothing.
const (
	tabulator = '\t'
	enter     = '\r'
	escape    = '\u001b'
	left      = '\u0302'
	up        = '\u0304'
	right     = '\u0303'
	down      = '\u0301'
	home      = '\u0306'
	end       = '\u0305'
)

// focused names what has the focus: a tag, an id, what it says.
func (p *tab) focused() string {
	p.t.Helper()
	return eval[string](p, `(() => { const e = document.activeElement;
		return e.localName + (e.id && "#" + e.id) + (e.matches("a, button") ? " " + e.textContent.trim() : ""); })()`)
}

func (p *tab) wantFocus(want string) {
	p.t.Helper()
	if got := p.focused(); got != want {
		p.t.Errorf("%s: the focus is on %q, want %q", p.where(), got, want)
	}
}

// walkKeys uses the keys that every page has.
func walkKeys(t *testing.T, p *tab) {
	p.open("/")
	p.press('/')
	p.wantFocus("input#q")
	p.press('?', 'n', 'g', 'c') // letters, where a person types
	if got := eval[string](p, `document.getElementById("q").value`); got != "?ngc" {
		t.Errorf("the search box holds %q, want %q", got, "?ngc")
	}
	if p.count("#shortcuts") != 0 {
		t.Error("a question mark in the search box opens the keys")
	}

	p.open("/documents")
	p.press('?')
	if p.count("#shortcuts") != 1 {
		t.Fatal("a question mark does not open the keys")
	}
	if !eval[bool](p, `document.getElementById("shortcuts").contains(document.activeElement)`) {
		t.Errorf("the focus is on %s, outside the keys", p.focused())
	}
	p.press(escape)
	if p.count("#shortcuts") != 0 {
		t.Error("Escape does not close the keys")
	}

	// j and k walk the list, Enter opens.
	titles := eval[[]string](p, `[...document.querySelectorAll("#main .item")].map((i) => i.querySelector("a").textContent)`)
	if len(titles) < 3 {
		t.Fatalf("%d documents", len(titles))
	}
	p.press('j', 'j')
	p.wantFocus("a " + titles[1])
	p.press('k')
	p.wantFocus("a " + titles[0])
	p.onScreen("a:focus")
	p.leads(http.StatusOK, stroke(enter))
	if got := p.text("h1"); got != titles[0] {
		t.Errorf("Enter opens %q, want %q", got, titles[0])
	}

	// g and a letter go to a page, and take the dates along.
	p.open("/claims?published-by=2016-06-15")
	p.press('g')
	p.leads(http.StatusOK, stroke('c'))
	if got, want := p.where(), "/compare?published-by=2016-06-15"; got != want {
		t.Errorf("g c leads to %s, want %s", got, want)
	}
	p.press('g')
	p.leads(http.StatusOK, stroke('t'))
	if got, want := p.where(), "/timeline?published-by=2016-06-15"; got != want {
		t.Errorf("g t leads to %s, want %s", got, want)
	}
	p.press('g')
	p.leads(http.StatusOK, stroke('l'))
	if got, want := p.where(), "/claims?published-by=2016-06-15"; got != want {
		t.Errorf("g l leads to %s, want %s", got, want)
	}

	// Where l and n mean more, they still name a page after g.
	p.open("/search?q=how+many+members+does+nato+have")
	p.press('j')
	if !eval[bool](p, `document.activeElement.closest(".compare-hint") !== null`) {
		t.Errorf("j comes to %s, not to the answers to compare", p.focused())
	}
	p.tabTo(`.fragment a, .document-title a`, "")
	p.leads(http.StatusOK, stroke(enter))
	p.press('g')
	p.leads(http.StatusOK, stroke('n'))
	if got := p.where(); !strings.HasPrefix(got, "/add") {
		t.Errorf("g n leads to %s, want /add", got)
	}
}

// walkTimeline follows one policy through the years: chooses its line, reads who
// looked back, opens a mark of the axis by the keyboard, and turns the clock.
func walkTimeline(t *testing.T, p *tab) {
	p.open("/timeline")
	p.do(chromedp.Click(chromedp.Search(`//summary[.="Policy lines"]`)))
	p.follow(`//details//a[contains(., "Can a cyber attack lead to Article 5?")]`)
	if got := p.query().Get("question"); got != "line/article-5-cyber" {
		t.Fatalf("the line leads to %s", p.where())
	}
	p.sees(`//ol[@class="acts"]//p[contains(., "Looked back on") and contains(., "3 years later")]`)
	line := p.where()

	// The drawing has as many marks as the list has dated events, and texts that look back.
	dated := eval[int](p, `[...document.querySelectorAll(".event .when")].filter((e) => !e.textContent.startsWith("date unknown")).length`)
	if n := p.count("svg.axis a:not(.glance)"); n != dated || n < 5 {
		t.Errorf("%d marks on the axis, %d dated events in the list", n, dated)
	}
	if n, back := p.count("svg.axis a.glance .connector"), p.count(".looked-back li"); n != back || n == 0 {
		t.Errorf("%d connectors, %d texts that look back", n, back)
	}
	first := eval[string](p, `(() => { const a = document.querySelector("svg.axis a"); a.focus(); return a.getAttribute("aria-label"); })()`)
	if !eval[bool](p, `document.activeElement === document.querySelector("svg.axis a")`) || !strings.Contains(first, "20") {
		t.Errorf("the first mark, %q, does not take the focus", first)
	}
	p.leads(http.StatusOK, stroke(enter))
	if !strings.HasPrefix(p.where(), "/claim?") {
		t.Errorf("the mark leads to %s", p.where())
	}
	_, says, _ := strings.Cut(first, ": ")
	if got := p.text("h1"); got != says {
		t.Errorf("the mark of %q leads to %q", says, got)
	}

	p.open(line)
	p.follow(`//ul[@class="clocks"]//a[.="when it was published"]`)
	if got := p.query(); got.Get("clock") != "published" || got.Get("question") != "line/article-5-cyber" {
		t.Errorf("the other clock leads to %s", p.where())
	}
	p.sees(`.event`)
}

// walkTimelineKeys moves through the drawing by the arrows, each time hearing
// which mark it is, and opens one.
func walkTimelineKeys(t *testing.T, p *tab) {
	p.open("/timeline?question=development/collective-defence-cyber")
	p.tabTo("svg.axis a", "")
	label := func() string {
		return eval[string](p, `document.activeElement.getAttribute("aria-label") ?? ""`)
	}
	lane := func() string { return eval[string](p, `document.activeElement.dataset.lane ?? ""`) }
	said := func(what string) {
		t.Helper()
		if got := p.text(".axis-says"); got != strings.Join(strings.Fields(label()), " ") || got == "" {
			t.Errorf("%s: the line says %q, the mark is %q", what, got, label())
		}
		p.onScreen("svg.axis a:focus .hit")
	}
	first := label()
	said("the first mark")
	p.press(right)
	if label() == first {
		t.Error("the right arrow stays where it is")
	}
	said("right")
	p.press(left)
	if label() != first {
		t.Errorf("left leads to %q, not back to %q", label(), first)
	}
	above := lane()
	p.press(down)
	if lane() <= above {
		t.Errorf("down leads from lane %s to %s", above, lane())
	}
	said("down")
	p.press(up)
	if lane() != above {
		t.Errorf("up leads to lane %s, not %s", lane(), above)
	}
	p.press(end)
	said("the end")
	if last := label(); last == first {
		t.Error("End stays at the beginning")
	}
	p.press(right) // nothing is beyond
	said("beyond the end")
	p.press(home)
	if label() != first {
		t.Errorf("Home leads to %q, not to %q", label(), first)
	}
	p.leads(http.StatusOK, stroke(enter))
	_, says, _ := strings.Cut(first, ": ")
	if got := p.text("h1"); got != says {
		t.Errorf("Enter on %q leads to %q", first, got)
	}
}

// The hindsight of the samples: words that a text of 2018 has of 2014.
const (
	hindsightDay  = "2016-06-15"
	hindsightText = "back in 2014"
)

// walkHindsight asks what could be known on a day, and then puts today beside it.
func walkHindsight(t *testing.T, p *tab) {
	p.open("/timeline?question=line/article-5-cyber")
	p.sees(`//a[contains(., "` + hindsightText + `")]`)
	p.do(chromedp.SetValue(chromedp.CSS("#published-by"), hindsightDay))
	p.leads(http.StatusOK, chromedp.Click(chromedp.Search(`//form[contains(@class, "date-bar")]//button`)))
	known := p.count(".event")
	if n := p.count(`//a[contains(., "` + hindsightText + `")]`); n != 0 || known == 0 {
		t.Errorf("by %s, %d of %d events are hindsight of 2018", hindsightDay, n, known)
	}
	p.follow(`//a[.="Compare the answers"]`)
	p.follow(`//a[.="Compare with what is known today"]`)
	hindsightBeside(t, p)
	p.follow(`//a[.="Known today"]`)
	if q := p.query(); q.Has("published-by") || q.Has("beside") {
		t.Errorf("today alone stands at %s", p.where())
	}
	p.sees(`//td[contains(@class, "words")]//a[contains(., "` + hindsightText + `")]`)
}

// hindsightBeside looks at two days side by side.
func hindsightBeside(t *testing.T, p *tab) {
	t.Helper()
	if q := p.query(); q.Get("published-by") != hindsightDay || q.Get("beside") != "today" {
		t.Fatalf("two days stand at %s", p.where())
	}
	if got := eval[[]string](p, `[...document.querySelectorAll(".sides h2")].map((h) => h.textContent)`); !slices.Equal(got, []string{"Known by 15 June 2016", "Known today"}) {
		t.Errorf("side by side stand %q", got)
	}
	p.sees(`//tr[contains(., "` + hindsightText + `")]//span[.="new since 15 June 2016"]`)
	old := p.count(`table.answers tbody tr`) - p.count(`.fresh`)
	if old == 0 || p.count(`//tr[contains(., "NATO decided on Friday")]//span[@class="fresh"]`) != 0 {
		t.Errorf("%d answers were known before, or what was known is called new", old)
	}
}

// walkHindsightKeys walks the same by keyboard alone.
func walkHindsightKeys(t *testing.T, p *tab) {
	p.open("/compare?question=line/article-5-cyber&published-by=" + hindsightDay)
	if n := p.count(`//a[contains(., "` + hindsightText + `")]`); n != 0 {
		t.Errorf("by %s, %d answers are hindsight of 2018", hindsightDay, n)
	}
	p.tabTo("main a", "Compare with what is known today")
	p.leads(http.StatusOK, stroke(enter))
	hindsightBeside(t, p)
	p.tabTo(".sides h2 a", "Known today")
	p.leads(http.StatusOK, stroke(enter))
	p.sees(`//td[contains(@class, "words")]//a[contains(., "` + hindsightText + `")]`)
}

// walkAllies asks how many members there were: from the search to the comparison,
// to the staircase of what the reference knows, to the one answer, cited.
func walkAllies(t *testing.T, p *tab) {
	p.open("/")
	p.do(chromedp.Click(chromedp.CSS("#q")))
	p.press([]rune("members")...)
	p.leads(http.StatusOK, stroke(enter))
	p.turns(chromedp.Click(chromedp.Search(`//section[contains(@class, "facets")]//a[.="member count"]`)))
	p.follow(`//*[contains(@class, "compare-hint")]//a[.="How many members does NATO have?"]`)
	alliesCompared(t, p)
	p.do(chromedp.Click(chromedp.Search(`//*[local-name()="a"][@aria-label="14 June 2021: 30, inferred"]`)))
	p.sees(`tr:target`)
	p.follow(`tr:target .says a`)
	alliesCited(t, p)
}

// walkAlliesKeys walks the same by keyboard alone.
func walkAlliesKeys(t *testing.T, p *tab) {
	p.open("/")
	p.press('/')
	p.press([]rune("members")...)
	p.leads(http.StatusOK, stroke(enter))
	p.tabTo(".facets a", "member count")
	p.turns(stroke(enter))
	p.tabTo(".compare-hint a", "How many members does NATO have?")
	p.leads(http.StatusOK, stroke(enter))
	alliesCompared(t, p)
	p.tabTo("svg.axis a", "")
	for range 30 {
		if eval[string](p, `document.activeElement.getAttribute("aria-label")`) == "14 June 2021: 30, inferred" {
			break
		}
		p.press(right)
	}
	if got := p.text(".axis-says"); got != "14 June 2021: 30, inferred" {
		t.Fatalf("the arrows lead to %q", got)
	}
	p.press(enter)
	p.sees(`tr:target`)
	p.tabTo("tr:target .says a", "30")
	p.leads(http.StatusOK, stroke(enter))
	alliesCited(t, p)
}

// alliesCompared looks at the counts: an evolution, one that is stale, and the
// staircase, beside which only that one stands.
func alliesCompared(t *testing.T, p *tab) {
	t.Helper()
	evolution := p.text(`.verdict:has(.relation-evolution)`)
	for _, want := range []string{"28 from", "30 from", "32 from"} {
		if !strings.Contains(evolution, want) {
			t.Errorf("the evolution lacks %q: %s", want, evolution)
		}
	}
	if n := p.count(`.verdicts .relation-stale-internal`); n != 1 {
		t.Errorf("%d verdicts of a stale number, want 1", n)
	}
	if got := eval[[]string](p, `[...document.querySelectorAll("svg.axis a.against")].map((a) => a.getAttribute("aria-label"))`); len(got) != 1 || !strings.HasPrefix(got[0], "12 July 2024: 30") {
		t.Errorf("beside the staircase stand %q", got)
	}
	if n := p.count("svg.axis .stair"); n < 5 {
		t.Errorf("the staircase has %d steps", n)
	}
}

// alliesCited copies the citation of the count of June 2021.
func alliesCited(t *testing.T, p *tab) {
	t.Helper()
	p.mayCopy(t)
	if got := p.text("h1"); !strings.Contains(got, "30") {
		t.Errorf("the claim is %q", got)
	}
	p.press('y')
	copied(t, p, "Citation copied.", "30 allies", "14 June 2021", "Brussels summit reaffirms the cyber rule of 2014")
}

// tabTo presses the tabulator until something that CSS names, with a text where
// one is given, has the focus.
func (p *tab) tabTo(css, text string) {
	p.t.Helper()
	stops := eval[int](p, `document.querySelectorAll("a, button, input, summary, textarea, [tabindex]").length`)
	for range stops + 10 {
		p.press(tabulator)
		if eval[bool](p, `(() => { const e = document.activeElement; return e.matches(`+quote(css)+`) && (`+quote(text)+` === "" || e.textContent.trim() === `+quote(text)+`); })()`) {
			return
		}
	}
	p.t.Fatalf("%s: the tabulator does not reach %s %q", p.where(), css, text)
}

// walkTabulator goes through a page by the tabulator alone.
func walkTabulator(t *testing.T, p *tab) {
	p.open("/search?q=members")
	p.press(tabulator)
	p.wantFocus("a Skip to the content")
	p.onScreen(".skip")
	p.press(enter)
	p.wantFocus("main#main")
	p.press(tabulator)
	if !eval[bool](p, `document.getElementById("main").contains(document.activeElement)`) {
		t.Errorf("after the skip link the focus goes to %s, outside the content", p.focused())
	}

	// Every stop is visible, shows that it has the focus, and comes in the order of the page.
	p.open("/search?q=members")
	stops := eval[int](p, `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, summary, [tabindex='0']")].filter((e) => e.checkVisibility() && !e.closest("dialog")).length`)
	const look = `(() => {
		const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
		const before = window.lastStop;
		const again = before === e; // a date has several stops of its own
		const inOrder = !before || again || (before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
		window.lastStop = e;
		return {body: e === document.body, again, inOrder, visible: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight, 
			outlined: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0};
	})()`
	seen := 0
	for range 2 * stops {
		p.press(tabulator)
		stop := eval[struct{ Body, Again, InOrder, Visible, Outlined bool }](p, look)
		if stop.Body {
			break
		}
		if !stop.Again {
			seen++
		}
		if !stop.InOrder || !stop.Visible || !stop.Outlined {
			t.Errorf("at %s: in order %t, visible %t, outlined %t", p.focused(), stop.InOrder, stop.Visible, stop.Outlined)
		}
		if seen == stops {
			break
		}
	}
	if seen != stops {
		t.Errorf("the tabulator stops at %d of %d things", seen, stops)
	}
}

// walkReaderKeys goes from evidence to evidence.
func walkReaderKeys(t *testing.T, p *tab) {
	d := p.house.doc(t, "2021-06-16-review")
	p.open("/document?id=" + string(d.ID))
	marks := eval[[]string](p, `[...document.querySelectorAll(".text mark a")].map((a) => a.textContent)`)
	if len(marks) < 3 {
		t.Fatalf("%d marks", len(marks))
	}
	p.press('n')
	p.wantFocus("a " + strings.TrimSpace(marks[0]))
	p.press('n')
	p.wantFocus("a " + strings.TrimSpace(marks[1]))
	p.onScreen("mark a:focus")
	p.press('p')
	p.wantFocus("a " + strings.TrimSpace(marks[0]))
	p.press('p') // around the corner
	p.wantFocus("a " + strings.TrimSpace(marks[len(marks)-1]))
	// Enter shows its card, from which the claim is a step away.
	p.press(enter)
	p.sees(".card:target")
	p.onScreen(".card:target")
	p.press(tabulator)
	p.leads(http.StatusOK, stroke(enter))
	if !strings.HasPrefix(p.where(), "/claim?") {
		t.Errorf("the card leads to %s, want a claim", p.where())
	}
}

// walkCitation copies the citation of a claim.
func walkCitation(t *testing.T, p *tab) {
	p.mayCopy(t)
	d := p.house.doc(t, "2021-06-16-review")
	i := slices.IndexFunc(d.Claims, func(c communique.Claim) bool { return c.Act == "amends" })
	if i < 0 {
		t.Fatal("no claim of an amendment")
	}
	p.open("/claim?id=" + string(d.Claims[i].ID))
	p.press('y')
	copied(t, p, "Citation copied.", d.Claims[i].Evidence.Exact, "Sample Review", fmt.Sprint(d.Claims[i].ID))
	p.do(chromedp.Click(chromedp.CSS(".cite-menu summary")), chromedp.Click(chromedp.Search(`//button[@aria-label="Copy as BibTeX"]`)))
	copied(t, p, "Copied as BibTeX.", fmt.Sprintf("@misc{%s,", d.Claims[i].ID))
	p.open("/compare?question=member-count/org:nato")
	p.press('y')
	copied(t, p, "Citation copied.", "How many members does NATO have?", "/compare?")
	p.open("/help")
	p.press('y')
	hears(p, "have a citation to copy")
}

// mayCopy lets pages use the clipboard, which is the test's own until it ends.
func (p *tab) mayCopy(t *testing.T) {
	t.Helper()
	p.of.clipboard.Lock()
	t.Cleanup(p.of.clipboard.Unlock)
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		if _, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: p.house.base}); err != nil {
			t.Fatal(err)
		}
	}
}

// hears waits until the page says these words.
func hears(p *tab, words string) {
	eval[bool](p, fmt.Sprintf(`new Promise((done) => {
		const told = document.getElementById("told");
		const look = () => told.textContent.includes(%q) ? done(true) : requestAnimationFrame(look);
		look();
	})`, words))
}

// copied proves that the page says so and that the clipboard holds the words.
func copied(t *testing.T, p *tab, says string, words ...string) {
	t.Helper()
	hears(p, says)
	got := eval[string](p, `navigator.clipboard.readText()`)
	for _, want := range words {
		if !strings.Contains(got, want) {
			t.Errorf("what was copied lacks %q: %q", want, got)
		}
	}
}
