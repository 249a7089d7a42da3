package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/internal/testkit"
	"github.com/communique-kg/communique/search"
	"github.com/communique-kg/communique/web"
)

// TestBrowser looks at every page and walks the users' ways in a real browser,
// over a real server with the sample collection: one browser, a tab for each test.
func TestBrowser(t *testing.T) {
	b := openBrowser(t)
	h := openHouse(t)
	axe := readAxe(t)
	t.Run("axe", func(t *testing.T) {
		if axe == "" {
			t.Skip("skipped: the pages are not judged by axe-core, which is not installed; run: make npm")
		}
	})
	for _, p := range h.pages() {
		t.Run("page/"+p.name, func(t *testing.T) {
			t.Parallel()
			lookAt(t, b.tab(t, h), p, axe)
		})
	}
	for _, j := range journeys {
		t.Run("journey/"+j.name, func(t *testing.T) {
			t.Parallel()
			in := h
			if slices.Contains(adding, j.name) {
				in = openHouse(t)
			}
			j.walk(t, b.tab(t, in))
		})
	}
}

// house is a server on this machine, over a store with the sample collection.
type house struct {
	base string                          // the address of its home page, without the last slash
	docs map[string]*communique.Document // by the name of their file, without extension

	batch  string // a batch with files of hostile names, some of which cannot be read
	coming string // a batch of which files are still to come
}

// openHouse reads the sample collection into a store of the test and serves it.
func openHouse(t testing.TB) *house {
	t.Helper()
	h := build(t, true)
	h.batch = h.sendBatch(t)
	h.coming = h.beginBatch(t)
	return h
}

// build serves a store of the test, with the sample collection or empty.
func build(t testing.TB, furnished bool) *house {
	t.Helper()
	ctx, dir, data := t.Context(), t.TempDir(), testkit.Data(t)
	reader, err := ingest.NewReader(data, "communique test")
	if err != nil {
		t.Fatal(err)
	}
	log, err := corpus.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close() })
	g, err := graph.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	if err := g.SetReference(ctx, reader.Reference.Facts()); err != nil {
		t.Fatal(err)
	}
	ask := func(q communique.Question) string { return claim.Ask(q, reader.Gazetteer.Name) }
	standing := &web.Standing{Corpus: log, Graph: g, Reference: reader.Reference, Name: reader.Gazetteer.Name}
	index, err := search.Open(dir, search.Options{Name: reader.Gazetteer.Name, Ask: ask, Relations: standing.RelationsOf})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })

	h := &house{docs: map[string]*communique.Document{}}
	samples, err := fs.Sub(data, "samples")
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(data, "samples/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("the sample collection: %d files, %v", len(names), err)
	}
	if !furnished {
		names = nil
	}
	for _, name := range names {
		original, err := fs.ReadFile(data, name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := reader.Read(ingest.Input{Name: path.Base(name), Data: original})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := log.Append(ctx, "test", d, original); err != nil {
			t.Fatal(err)
		}
		h.docs[strings.TrimSuffix(path.Base(name), ".md")] = d
	}
	var one sync.Mutex                          // of a round of syncing
	synced := func(ctx context.Context) error { // what the program compares a while later is compared at once
		one.Lock()
		defer one.Unlock()
		_, inGraph := g.Sync(ctx, log)
		_, inIndex := index.Sync(ctx, log)
		return errors.Join(inGraph, inIndex, standing.Judge(ctx))
	}
	standing.Told = index.Relations
	standing.Restate = func(ctx context.Context, docs []communique.DocID) error { return index.Restate(ctx, log, docs) }
	if err := synced(ctx); err != nil {
		t.Fatal(err)
	}

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	h.base = "http://" + addr
	site := &web.Server{
		Corpus: log, Graph: g, Index: index, Names: reader.Gazetteer, Reference: reader.Reference, Standing: standing,
		Read: func(_ context.Context, name string, data []byte, source communique.Source) (*communique.Document, error) {
			return reader.Read(ingest.Input{Name: name, Data: data, Source: source})
		},
		Synced: synced, Agent: "test", Addr: addr, Version: web.Version{Program: "0.0.0-test"}, Samples: samples,
	}
	stop, err := site.TakeIn(filepath.Join(dir, "inbox"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	server := web.HTTPServer(site.Handler(), nil)
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Close()
		if err := <-done; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return h
}

// sendBatch adds files by the API, under names that would break a page that
// trusted them, and returns the batch when all are read.
func (h *house) sendBatch(t testing.TB) string {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for i, f := range [][2]string{
		{"folder/inner/plain.txt", "A plain note\n\nNATO has 31 member states, a plain note says.\n"},
		{"<img src=x onerror=alert(1)>.txt", "A note\n\nNATO has 30 member states, a note with an odd name says.\n"},
		{"\u202etxt.evil\u202c.md", "# Turned about\n\nNATO has 29 member states, a note that turns its name about says.\n"},
		{"../../../etc/passwd", "Out of the way\n\nNATO has 28 member states, a note from elsewhere says.\n"},
		{strings.Repeat("long-", 70) + ".txt", "A long name\n\nNATO has 27 member states, a note with a long name says.\n"},
		{strings.Repeat("unbroken", 30) + ".pdf", "%PDF-1.7 \x00\x01\x02"}, {"empty.txt", ""},
		{"again.txt", "A plain note\n\nNATO has 31 member states, a plain note says.\n"},
	} {
		part, err := w.CreateFormFile("file", f[0])
		if err == nil {
			_, err = part.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatalf("file %d: %v", i, err)
		}
	}
	w.Close()
	batch := h.ask(t, http.MethodPost, "/api/v1/batches", "application/json", strings.NewReader("{}"))
	h.ask(t, http.MethodPost, "/api/v1/batches/"+batch.ID+"/files?last=yes", w.FormDataContentType(), &form)
	for deadline := time.Now().Add(perTab); !batch.Done; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("batch %s is not read after %s", batch.ID, perTab)
		}
		batch = h.ask(t, http.MethodGet, "/api/v1/batches/"+batch.ID, "", nil)
	}
	return batch.ID
}

// beginBatch announces files of which only one comes.
func (h *house) beginBatch(t testing.TB) string {
	t.Helper()
	batch := h.ask(t, http.MethodPost, "/api/v1/batches", "application/json", strings.NewReader(`{"files": [{"name": "folder/first.txt", "size": 60}, {"name": "folder/second.txt", "size": 2000}, {"name": "huge.txt", "size": 99000000}]}`))
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file-1", "first.txt")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, "First of three\n\nNATO has 31 member states, says the first of three.\n")
	w.Close()
	h.ask(t, http.MethodPost, "/api/v1/batches/"+batch.ID+"/files", w.FormDataContentType(), &form)
	return batch.ID
}

// batchAnswer is what the API says of a batch.
type batchAnswer struct {
	ID   string
	Done bool
}

func (h *house) ask(t testing.TB, method, path, kind string, body io.Reader) (batch batchAnswer) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, h.base+path, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&batch); err != nil || batch.ID == "" {
		t.Fatalf("%s %s: %s, %v", method, path, res.Status, err)
	}
	return batch
}

// doc returns a document of the sample collection.
func (h *house) doc(t *testing.T, name string) *communique.Document {
	t.Helper()
	d, ok := h.docs[name]
	if !ok {
		t.Fatalf("the sample collection has no %s", name)
	}
	return d
}

// chrome is a running Chromium.
type chrome struct {
	ctx       context.Context
	clipboard sync.Mutex // the tabs have one between them
}

// openBrowser starts Chromium with a fresh profile. Without one, and in short
// runs, the test is skipped.
func openBrowser(t *testing.T) *chrome {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: browser tests are not short")
	}
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("skipped: no Chromium was found; install it (Debian: apt-get install chromium) to run the browser tests")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("lang", "en-GB"))
	ctx, kill := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Logf("closing the browser: %v", err)
		}
		cancel()
		kill()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", program, err)
	}
	return &chrome{ctx: ctx}
}

// tab is a tab of the browser that notes what goes wrong in it.
type tab struct {
	t     *testing.T
	ctx   context.Context
	house *house
	of    *chrome

	loaded chan int64 // the status of each page, when it has loaded
	status int64      // of the page that loads; only the listener's

	mu       sync.Mutex
	troubles []string
}

// How long a test may use its tab, and a step may take; far more than they need.
const (
	perTab  = 2 * time.Minute
	perStep = 30 * time.Second
)

// tab opens a tab. It is closed at the end of the test, which fails by what the
// browser complained of and nobody asked for by [tab.complaints].
func (b *chrome) tab(t *testing.T, h *house) *tab {
	t.Helper()
	p := &tab{t: t, house: h, of: b, loaded: make(chan int64, 10)}
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithListener(p.note))
	if err := chromedp.Do(ctx); err != nil { // opens the tab, which lives as long as the context of this call
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(ctx, perTab)
	p.ctx = ctx
	t.Cleanup(func() {
		for _, trouble := range p.complaints() {
			t.Errorf("the browser complains: %s", trouble)
		}
		stop()
		closeTab()
	})
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchPolicy})
	p.wear(looks[0])
	for len(p.loaded) > 0 { // the blank page
		<-p.loaded
	}
	return p
}

// watchPolicy makes the browser tell of each breach of the content security
// policy, also of those that it prints nowhere.
const watchPolicy = `document.addEventListener("securitypolicyviolation", (e) =>
	console.error("policy: " + e.violatedDirective + " " + e.blockedURI + " " + e.sample))`

// note takes down what must not happen: errors and warnings, requests that fail
// and requests to other hosts. It also tells when a page has loaded.
func (p *tab) note(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, arg := range e.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			p.trouble("console %s: %s", e.Type, strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		p.trouble("script: %v", e.ExceptionDetails)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			p.trouble("%s %s: %s (%s)", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			p.status = e.Response.Status
		}
	case *page.EventLoadEventFired:
		select {
		case p.loaded <- p.status:
		default:
			p.trouble("more pages have loaded than were asked for")
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			p.trouble("a %s did not load: %s", e.Type, e.ErrorText)
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Scheme != "data" && "http://"+u.Host != p.house.base {
			p.trouble("a request leaves the server: %.200s", e.Request.URL)
		}
	}
}

func (p *tab) trouble(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.troubles = append(p.troubles, fmt.Sprintf(format, args...))
}

// complaints returns what went wrong since it was last asked.
func (p *tab) complaints() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.troubles
	p.troubles = nil
	return out
}

// look is a width and a colour scheme.
type look struct {
	width  int64
	scheme string
}

func (l look) String() string { return fmt.Sprintf("%s-%d", l.scheme, l.width) }

// looks are every look that pages are judged in; a tab begins with the first.
var looks = []look{{1280, "light"}, {1280, "dark"}, {320, "light"}, {320, "dark"}}

// wear gives the tab a look. It asks for reduced motion too: a page that still
// scrolls smoothly would be clicked in the wrong place.
func (p *tab) wear(l look) {
	p.t.Helper()
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: l.width, Height: 900, DeviceScaleFactor: 1})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: l.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// paper gives the tab the look of a printed page, as wide as A4 between margins.
func (p *tab) paper() {
	p.t.Helper()
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 718, Height: 900, DeviceScaleFactor: 1})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
}

// step is something that a person does.
type step = chromedp.Action[chromedp.Void]

// do runs steps; the test ends where one fails.
func (p *tab) do(steps ...step) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, perStep)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", p.where(), err)
	}
}

// call sends a command of the DevTools protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, perStep)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatalf("%s: %s: %v", p.where(), command.Method, err)
	}
	return result
}

// where is the address that the tab shows, for messages.
func (p *tab) where() string {
	ctx, cancel := context.WithTimeout(p.ctx, perStep)
	defer cancel()
	address, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return "nowhere (" + err.Error() + ")"
	}
	return strings.TrimPrefix(address, p.house.base)
}

// leads runs steps that lead to another page and waits until it has loaded.
// The answer must have the status.
func (p *tab) leads(status int64, steps ...step) {
	p.t.Helper()
	from := p.where()
	p.do(steps...)
	select {
	case got := <-p.loaded:
		if got != status {
			p.t.Fatalf("%s: status %d, want %d", p.where(), got, status)
		}
	case <-time.After(perStep):
		p.t.Fatalf("%s leads nowhere", from)
	case <-p.ctx.Done():
		p.t.Fatalf("from %s: %v", from, p.ctx.Err())
	}
}

// open goes to an address of the house.
func (p *tab) open(address string) {
	p.t.Helper()
	p.leads(http.StatusOK, chromedp.Navigate(p.house.base+address))
}

// follow clicks a link, named by CSS or XPath, that leads to another page.
func (p *tab) follow(link string) {
	p.t.Helper()
	p.sees(link)
	p.leads(http.StatusOK, chromedp.Click(chromedp.Search(link)))
}

// turns runs steps that change a part of the page, where htmx is, and waits
// until that has settled; without htmx they lead to a page.
func (p *tab) turns(steps ...step) {
	p.t.Helper()
	if !eval[bool](p, `typeof htmx !== "undefined"`) {
		p.leads(http.StatusOK, steps...)
		return
	}
	eval[bool](p, `(() => { window.settled = new Promise((done) => document.addEventListener("htmx:afterSettle", () => done(true), {once: true})); return true; })()`)
	p.do(steps...)
	eval[bool](p, `window.settled`)
}

// sees fails unless something that CSS or XPath names is on the page.
func (p *tab) sees(what string) {
	p.t.Helper()
	if p.count(what) == 0 {
		p.t.Fatalf("%s: the page does not show %s", p.where(), what)
	}
}

// count returns how many things that CSS or XPath names are shown.
func (p *tab) count(what string) int {
	p.t.Helper()
	return eval[int](p, `(() => {
		const what = `+quote(what)+`;
		const all = [];
		if (what.startsWith("/")) {
			const r = document.evaluate(what, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
			for (let i = 0; i < r.snapshotLength; i++) all.push(r.snapshotItem(i));
		} else all.push(...document.querySelectorAll(what));
		return all.filter((e) => e.checkVisibility()).length;
	})()`)
}

// text returns what a person reads in the first thing that CSS names, or "".
func (p *tab) text(css string) string {
	p.t.Helper()
	return eval[string](p, `(document.querySelector(`+quote(css)+`)?.innerText ?? "").trim()`)
}

// eval returns the value of an expression; a promise is waited for.
func eval[V any](p *tab, expression string) V {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, perStep)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[V](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", p.where(), err)
	}
	return v
}

// quote makes a string literal that JavaScript and Go read alike.
func quote(s string) string { return fmt.Sprintf("%q", s) }

// readAxe returns the script of axe-core, "" where it is not installed.
func readAxe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(testkit.Root(t), "web", "node_modules", "axe-core", "axe.min.js"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(script)
}
