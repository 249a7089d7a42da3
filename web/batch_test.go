package web

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

func TestBatchFileNames(t *testing.T) {
	for given, want := range map[string]string{
		"note.txt": "note.txt", "a/b/note.txt": "a/b/note.txt", `C:\docs\note.txt`: "docs/note.txt", `a\b.txt`: "a/b.txt",
		"../../etc/passwd": "etc/passwd", "/etc/passwd": "etc/passwd", "a/../../b": "b", "..": "", "/": "", ".": "", "": "",
		"a\x00b\nc.txt": "abc.txt", "\u202etxt.evil\u202c.md": "txt.evil.md", "<b>.txt": "<b>.txt", "a\xffb": "a�b",
		strings.Repeat("d/", 200) + "x.txt": "…/x.txt",
	} {
		if got := fileName(given); got != want {
			t.Errorf("fileName(%q) = %q, want %q", given, got, want)
		}
	}
	long := fileName(strings.Repeat("é", 200) + ".html")
	if len(long) > 260 || !strings.HasSuffix(long, ".html") {
		t.Errorf("a long name becomes %q, %d bytes", long, len(long))
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("a/../b")
	f.Add(`C:\x`)
	f.Fuzz(func(t *testing.T, given string) {
		name := fileName(given)
		if len(name) > 300 || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\x00\n\\") || slices.Contains(strings.Split(name, "/"), "..") {
			t.Fatalf("fileName(%q) = %q", given, name)
		}
	})
}

// lines of a manifest for the tests.
func manifest(t testing.TB, notes ...note) string {
	t.Helper()
	var b strings.Builder
	for _, n := range notes {
		line, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

const someBatch = "0123456789abcdef0123"

func TestBatchIsMadeByItsManifest(t *testing.T) {
	day := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	whole := manifest(t, note{Begun: &begun{ID: someBatch, Made: day}},
		note{Named: []announced{{"a.txt", 10}, {"b.txt", 0}, {"c.txt", 30}}}, note{Sealed: true},
		note{Came: &came{Part: 1, Files: []cameFile{{N: 3, Name: "c.txt", Size: 30}, {N: 1, Name: "a.txt", Size: 10, At: 30}}}},
		note{Became: &became{3, outcome{State: itemAdded, Claims: 2}}})
	b, good, err := readManifest(strings.NewReader(whole+`{"became":{"n":1,"sta`), day)
	if err != nil || good != int64(len(whole)) {
		t.Fatalf("%d of %d bytes are sound, %v", good, len(whole), err)
	}
	if got, want := b.tally(day), (tally{Files: 3, Waiting: 1, Added: 1, Failed: 1, Claims: 2}); got != want {
		t.Errorf("tally %+v, want %+v", got, want)
	}
	if b.done(day) || b.phase(day) != "reading" || b.left[1] != 1 {
		t.Errorf("phase %s, %d left", b.phase(day), b.left[1])
	}
	if r := b.items[1]; r.Reason != "The document is empty." || r.Remedy != "Give a file with text in it." {
		t.Errorf("an empty file: %+v", r)
	}
	for _, misfit := range []note{
		{}, {Begun: &begun{ID: someBatch, Made: day}}, {Named: []announced{{"d", 1}}}, {Became: &became{3, outcome{State: itemAdded}}}, {Became: &became{4, outcome{}}}, {Became: &became{0, outcome{}}},
		{Came: &came{Part: 2, Files: []cameFile{{N: 3, Size: 1}}}}, {Came: &came{Part: 2, Files: []cameFile{{Name: "new", Size: 1}}}}, {Came: &came{Part: 0}}, {Came: &came{Part: 2, Files: []cameFile{{N: -1}}}},
	} {
		before := b.rev
		if misfit.Came != nil && len(misfit.Came.Files) == 0 {
			continue
		}
		if err := b.apply(misfit, day); err == nil || b.rev != before {
			t.Errorf("%+v is taken in", misfit)
		}
	}
	// Whoever sends is given up after a while, and what never came is told.
	late, _, err := readManifest(strings.NewReader(manifest(t, note{Begun: &begun{ID: someBatch, Made: day}}, note{Named: []announced{{"a.txt", 10}}}, note{Sealed: true})), day)
	if err != nil {
		t.Fatal(err)
	}
	if late.done(day.Add(lostAfter)) || !late.done(day.Add(lostAfter+1)) {
		t.Error("the sending breaks off too early or never")
	}
	if it := late.shown(late.items[0], day.Add(lostAfter+1)); it.State != itemMissing || it.Reason == "" {
		t.Errorf("what never came is shown as %+v", it)
	}
}

func FuzzManifest(f *testing.F) {
	day := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	f.Add(manifest(f, note{Begun: &begun{ID: someBatch, Made: day}}, note{Named: []announced{{"a", 1}}}, note{Came: &came{Part: 1, Files: []cameFile{{N: 1, Size: 1}}}}, note{Became: &became{1, outcome{State: itemKnown}}}))
	f.Add(manifest(f, note{Begun: &begun{ID: someBatch}}, note{Came: &came{Part: 1, Files: []cameFile{{Name: "x", Size: 1}}}}, note{Sealed: true}))
	f.Fuzz(func(t *testing.T, text string) {
		b, good, err := readManifest(strings.NewReader(text), day)
		if err != nil {
			return
		}
		again, _, err := readManifest(strings.NewReader(text[:good]), day)
		if err != nil || again.tally(day) != b.tally(day) {
			t.Fatalf("the sound part alone gives another batch: %v", err)
		}
		b.done(day)
		b.phase(day)
	})
}

// files is the body of a request with files.
func multipartOf(t testing.TB, files ...[3]string) (kind string, body *bytes.Buffer) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, f := range files {
		var part io.Writer
		var err error
		if f[1] == "" {
			part, err = w.CreateFormField(f[0])
		} else {
			part, err = w.CreateFormFile(f[0], f[1])
		}
		if err == nil {
			_, err = io.WriteString(part, f[2])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	return w.FormDataContentType(), body
}

// begins makes a batch by the API.
func (w *world) begins(body string) batchAnswer {
	w.t.Helper()
	rec := w.ask(w.public, http.MethodPost, "/api/v1/batches", strings.NewReader(body), "Content-Type", "application/json")
	return answerOf[batchAnswer](w.t.(*testing.T), rec, http.StatusCreated)
}

// sends sends files of a batch and returns the answer.
func (w *world) sends(target string, files ...[3]string) *httptest.ResponseRecorder {
	w.t.Helper()
	kind, body := multipartOf(w.t, files...)
	return w.ask(w.public, http.MethodPost, target, body, "Content-Type", kind)
}

// finishes waits until a batch is done, and returns it.
func (w *world) finishes(id string) batchAnswer {
	w.t.Helper()
	w.intake.Load().wait(w.t.Context(), id, time.Minute)
	a := answerOf[batchAnswer](w.t.(*testing.T), w.get("/api/v1/batches/"+id), http.StatusOK)
	if !a.Done {
		w.t.Fatalf("batch %s is not done: %+v", id, a)
	}
	return a
}

func states(a batchAnswer) string {
	var words []string
	for _, it := range a.Items {
		words = append(words, it.Name+" "+string(it.State))
	}
	return strings.Join(words, ", ")
}

func TestBatchByTheAPI(t *testing.T) {
	w := newWorld(t)
	// Announced files may come in any order, and twice.
	b := w.begins(`{"files":[{"name":"a/one.txt","size":9},{"name":"two.txt","size":9},{"name":"none.txt","size":0},{"name":"big.txt","size":30000000}],"outlet":"The Outlet"}`)
	if b.Files != 4 || b.Failed != 2 || b.Phase != "receiving" {
		t.Errorf("begun: %+v", b)
	}
	for range 2 {
		if rec := w.sends("/api/v1/batches/"+b.ID+"/files", [3]string{"file-2", "two.txt", "Two words"}); rec.Code != http.StatusAccepted {
			t.Fatalf("status %d: %s", rec.Code, rec.Body)
		}
	}
	w.sends("/api/v1/batches/"+b.ID+"/files", [3]string{"file-1", "ignored", "One words"})
	a := w.finishes(b.ID)
	if got, want := states(a), "a/one.txt added, two.txt added, none.txt failed, big.txt failed"; got != want {
		t.Errorf("states: %s; want %s", got, want)
	}
	h, err := w.corpus.History(t.Context(), a.Items[0].Document)
	if err != nil {
		t.Fatal(err)
	}
	if s := h.Current().Sources[0]; s.File != "a/one.txt" || s.Outlet != "The Outlet" {
		t.Errorf("source %+v", s)
	}
	// Files that were not announced are read in the order in which they came.
	b = w.begins(`{}`)
	w.sends("/api/v1/batches/"+b.ID+"/files", [3]string{"file", "x/first.txt", "First"}, [3]string{"file", "bad.bin", "\x00"})
	w.sends("/api/v1/batches/"+b.ID+"/files?last=yes", [3]string{"file", "again.txt", "Two words"}, [3]string{"outlet", "", "Another"})
	a = w.finishes(b.ID)
	if got, want := states(a), "x/first.txt added, bad.bin failed, again.txt known"; got != want {
		t.Errorf("states: %s; want %s", got, want)
	}
	if r := a.Items[1]; !strings.Contains(r.Reason, "not a text") {
		t.Errorf("the reason is %q", r.Reason)
	}
	if n := len(answerOf[batchesAnswer](t, w.get("/api/v1/batches"), http.StatusOK).Batches); n != 2 {
		t.Errorf("%d batches are listed, want 2", n)
	}
	// Nothing of them stays in the inbox but the manifest.
	parts, err := filepath.Glob(filepath.Join(w.intake.Load().dir, "*", "part-*"))
	if err != nil || len(parts) != 0 || w.intake.Load().held != 0 {
		t.Errorf("left in the inbox: %v, %d bytes held, %v", parts, w.intake.Load().held, err)
	}
}

func TestBatchRefusals(t *testing.T) {
	w := newWorld(t)
	open := w.begins(`{}`)
	sealed := w.begins(`{"files":[{"name":"a.txt","size":4}]}`)
	many := `{"files":[` + strings.TrimSuffix(strings.Repeat(`{"name":"a","size":1},`, maxBatchFiles+1), ",") + `]}`
	kind, one := multipartOf(t, [3]string{"file", "a.txt", "Some words"})
	file := one.String()
	_, empty := multipartOf(t)
	for _, test := range []struct {
		target, kind, body string
		status             int
	}{
		{"/api/v1/batches", "application/json", `{"file":1}`, 400}, {"/api/v1/batches", "application/json", ``, 400}, {"/api/v1/batches", "application/json", `{"files":[{"name":"","size":1}]}`, 400},
		{"/api/v1/batches", "application/json", `{"files":[{"name":"..","size":1}]}`, 400}, {"/api/v1/batches", "application/json", `{"files":[{"name":"a","size":-1}]}`, 400},
		{"/api/v1/batches", "application/json", `{"published":"soon"}`, 400}, {"/api/v1/batches", "application/json", many, 413}, {"/api/v1/batches", "application/json", `{"outlet":"` + strings.Repeat("x", maxNames) + `"}`, 413},
		{"/api/v1/batches/" + open.ID + "/files", "text/plain", "words", 415}, {"/api/v1/batches/" + open.ID + "/files", "", "words", 415}, {"/api/v1/batches/" + open.ID + "/files", kind, "nonsense", 400},
		{"/api/v1/batches/" + open.ID + "/files", kind, file[:len(file)-40], 400}, {"/api/v1/batches/" + open.ID + "/files?last=no", kind, file, 400}, {"/api/v1/batches/" + open.ID + "/files?lst=yes", kind, file, 400},
		{"/api/v1/batches/" + open.ID + "/files", kind, strings.Replace(file, `name="file"`, `name="file-x"`, 1), 400}, {"/api/v1/batches/" + open.ID + "/files", kind, strings.Replace(file, `name="file"`, `name="file-7"`, 1), 400},
		{"/api/v1/batches/" + sealed.ID + "/files", kind, file, 409}, {"/api/v1/batches/" + someBatch + "/files", kind, file, 404}, {"/api/v1/batches/..%2f../files", kind, file, 404},
		{"/api/v1/batches/" + open.ID + "/files", "multipart/form-data; boundary=" + strings.TrimPrefix(empty.String(), "--")[:60], empty.String(), 400},
	} {
		rec := w.ask(w.public, http.MethodPost, test.target, strings.NewReader(test.body), "Content-Type", test.kind)
		if rec.Code != test.status {
			t.Errorf("POST %s %s %q: status %d, want %d: %s", test.target, test.kind, clip(test.body, 60), rec.Code, test.status, clip(rec.Body.String(), 300))
			continue
		}
		problemOf(t, rec, test.status)
	}
	for _, target := range []string{"/add/batch", "/add/batch?id=x", "/add/batch?id=" + someBatch, "/add/batch?id=..%2f..", "/add/events?id=" + someBatch, "/add/batch?id=" + open.ID + "&from=0", "/add/batch?id=" + open.ID + "&show=all", "/add?address=javascript:alert(1)", "/add?address=https://user:pass@example.org/"} {
		if rec := w.get(target); rec.Code != 400 && rec.Code != 404 {
			t.Errorf("%s: status %d", target, rec.Code)
		} else {
			checkPage(t, target, rec.Header(), rec.Body.String())
		}
	}
	if rec := w.get("/add/batch?id=" + open.ID); rec.Code != 200 {
		t.Errorf("a batch that was refused files: status %d", rec.Code)
	} else {
		checkPage(t, "/add/batch", rec.Header(), rec.Body.String())
	}
	if in := w.intake.Load(); in.held != 0 {
		t.Errorf("refused requests hold %d bytes", in.held)
	}
	// A server that takes nothing in says so.
	bare := &Server{Corpus: w.corpus, Graph: w.graph, Index: w.index, Addr: "127.0.0.1:8080"}
	problemOf(t, w.ask(bare.Handler(), http.MethodPost, "/api/v1/batches", strings.NewReader("{}")), http.StatusNotImplemented)
	if rec := w.ask(bare.Handler(), http.MethodGet, "/add", nil); rec.Code != 200 || !strings.Contains(rec.Body.String(), "takes no documents") {
		t.Errorf("the form of a server that takes nothing: %d", rec.Code)
	}
}

func TestBatchLimits(t *testing.T) {
	w := newWorld(t)
	in := w.intake.Load()
	now := time.Now()
	in.now = func() time.Time { return now }
	for range maxBatches {
		w.begins(`{"files":[{"name":"a.txt","size":4}]}`)
	}
	rec := w.ask(w.public, http.MethodPost, "/api/v1/batches", strings.NewReader("{}"))
	if f := problemOf(t, rec, http.StatusServiceUnavailable); rec.Header().Get("Retry-After") == "" || !strings.Contains(f.Detail, "being read") {
		t.Errorf("one batch too many: %v", f)
	}
	// Those that were given up make room.
	now = now.Add(lostAfter + time.Second)
	b := w.begins(`{}`)
	if n := len(in.batches); n != maxBatches+1 {
		t.Errorf("%d batches are kept", n)
	}
	// A full inbox asks for patience.
	in.mu.Lock()
	in.held = maxInbox
	in.mu.Unlock()
	problemOf(t, w.sends("/api/v1/batches/"+b.ID+"/files", [3]string{"file", "a.txt", "words"}), http.StatusServiceUnavailable)
	in.mu.Lock()
	in.held = 0
	in.mu.Unlock()
	// A file that is too large is refused by itself, and the others are read.
	w.sends("/api/v1/batches/"+b.ID+"/files?last=yes", [3]string{"file", "large.txt", strings.Repeat("x", format.MaxBytes+10)}, [3]string{"file", "a.txt", "A file after a large one"})
	if got, want := states(w.finishes(b.ID)), "large.txt failed, a.txt added"; got != want {
		t.Errorf("states: %s; want %s", got, want)
	}
	now = now.Add(batchDay)
	w.begins(`{}`)
	if n := len(in.batches); n != 1 {
		t.Errorf("%d batches are kept after a day, want 1", n)
	}
	folders, err := os.ReadDir(in.dir)
	if err != nil || len(folders) != 1 {
		t.Errorf("%d folders in the inbox, %v", len(folders), err)
	}
}

// TestBatchOutlivesTheServer stops a server while it reads, without any notice to
// the inbox, and begins another on a copy of what was on the disk at that moment:
// nothing that was acknowledged is lost, and nothing is read into the store twice.
func TestBatchOutlivesTheServer(t *testing.T) {
	w := newWorld(t)
	goOn := make(chan struct{})
	plainRead := w.Read
	w.Read = func(ctx context.Context, name string, data []byte, s communique.Source) (*communique.Document, error) {
		if name != "0.txt" {
			select {
			case <-goOn:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		return plainRead(ctx, name, data, s)
	}
	var files [][3]string
	for i := range 8 {
		files = append(files, [3]string{"file", fmt.Sprintf("%d.txt", i), fmt.Sprintf("Words of file %d", i)})
	}
	b := w.begins(`{}`)
	if rec := w.sends("/api/v1/batches/"+b.ID+"/files?last=yes", files...); rec.Code != http.StatusAccepted {
		t.Fatalf("status %d", rec.Code)
	}
	unread := w.begins(`{"files":[{"name":"never.txt","size":3}]}`)
	in := w.intake.Load()
	for done := false; !done; {
		changed, _ := in.look(b.ID, func(b *batch, _ time.Time) { done = b.items[0].State == itemAdded })
		if !done {
			<-changed
		}
	}
	// The disk as a crash would leave it, with a line that is half written.
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(in.dir)); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, b.ID, manifestName), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString(`{"became":{"n":2,`)
	f.Close()
	if err := os.WriteFile(filepath.Join(dir, b.ID, "part-9"), []byte("half an upload"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, strings.Repeat("ab", 10)), 0o700); err != nil {
		t.Fatal(err)
	}

	second := &Server{Corpus: w.corpus, Graph: w.graph, Index: w.index, Read: plainRead, Synced: w.Synced, Addr: "127.0.0.1:8080"}
	stop, err := second.TakeIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	second.intake.Load().wait(t.Context(), b.ID, time.Minute)
	handler := second.Handler()
	a := answerOf[batchAnswer](t, w.ask(handler, http.MethodGet, "/api/v1/batches/"+b.ID, nil), http.StatusOK)
	if !a.Done || a.Added != 8 {
		t.Errorf("after the crash: %+v", a)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*", "part-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left in the inbox: %v, %v", left, err)
	}
	if a := answerOf[batchAnswer](t, w.ask(handler, http.MethodGet, "/api/v1/batches/"+unread.ID, nil), http.StatusOK); a.Coming != 1 {
		t.Errorf("what was announced: %+v", a)
	}
	// The first server goes on reading: it finds that all is known.
	close(goOn)
	if a := w.finishes(b.ID); a.Added+a.Known != 8 || a.Known == 0 {
		t.Errorf("the slower server says %+v", a)
	}
	last, err := w.corpus.Last(t.Context())
	if err != nil || last != 8 {
		t.Errorf("the log has %d entries for 8 files, %v", last, err)
	}
}

// TestBatchStopsWithTheServer stops reading in the middle; a second run reads the rest.
func TestBatchStopsWithTheServer(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	begun := make(chan struct{}, 10)
	slow := &Server{Corpus: w.corpus, Graph: w.graph, Index: w.index, Synced: w.Synced, Addr: "127.0.0.1:8080",
		Read: func(ctx context.Context, name string, data []byte, _ communique.Source) (*communique.Document, error) {
			begun <- struct{}{}
			<-ctx.Done() // as one that waits for its turn
			return nil, ctx.Err()
		}}
	stop, err := slow.TakeIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	kind, body := multipartOf(t, [3]string{"file", "a.txt", "Some words"}, [3]string{"file", "b.txt", "Other words"})
	rec := w.ask(slow.Handler(), http.MethodPost, "/add", body, "Content-Type", kind)
	_, id, _ := strings.Cut(rec.Header().Get("Location"), "id=")
	if rec.Code != http.StatusSeeOther || !isBatchID(id) {
		t.Fatalf("status %d, %v", rec.Code, rec.Header())
	}
	<-begun
	stop()
	if slow.intake.Load() != nil {
		t.Error("after its end the server still takes batches")
	}
	if stop, err = slow.TakeIn(dir); err != nil {
		t.Fatal(err)
	}
	stop()
	slow.Read = w.Read
	if stop, err = slow.TakeIn(dir); err != nil {
		t.Fatal(err)
	}
	defer stop()
	slow.intake.Load().wait(t.Context(), id, time.Minute)
	if a := answerOf[batchAnswer](t, w.ask(slow.Handler(), http.MethodGet, "/api/v1/batches/"+id, nil), http.StatusOK); !a.Done || a.Added != 2 {
		t.Errorf("after the second start: %+v", a)
	}
	// Bytes that are gone are told, with what to do.
	lost := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Join(lost, someBatch), 0o700); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(lost, someBatch, name), []byte(text))
	}
	write(manifestName, manifest(t, note{Begun: &begunNow}, note{Came: &came{Part: 1, Files: []cameFile{{Name: "gone.txt", Size: 100}}}}, note{Sealed: true}))
	write("part-1", "too short")
	third := &Server{Corpus: w.corpus, Graph: w.graph, Index: w.index, Read: w.Read, Addr: "127.0.0.1:8080"}
	stop3, err := third.TakeIn(lost)
	if err != nil {
		t.Fatal(err)
	}
	defer stop3()
	a := answerOf[batchAnswer](t, w.ask(third.Handler(), http.MethodGet, "/api/v1/batches/"+someBatch, nil), http.StatusOK)
	if !a.Done || !strings.Contains(a.Items[0].Reason, "the server was stopped") {
		t.Errorf("a file whose bytes are gone: %+v", a.Items)
	}
}

var begunNow = begun{ID: someBatch, Made: time.Now()}

func TestBatchWithoutAFolderGoesWithTheServer(t *testing.T) {
	s := &Server{}
	stop, err := s.TakeIn("")
	if err != nil {
		t.Fatal(err)
	}
	dir := s.intake.Load().dir
	stop()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the temporary inbox is still there: %v", err)
	}
}

func TestBatchOfSamples(t *testing.T) {
	w := newWorld(t)
	if rec := w.ask(w.public, http.MethodPost, "/add/samples", nil); rec.Code != http.StatusNotImplemented {
		t.Errorf("without samples: status %d", rec.Code)
	}
	w.Samples = fstest.MapFS{"a.md": {Data: []byte("Sample A")}, "b.md": {Data: []byte("Sample B")}, "README.md": {Data: []byte("About")}}
	rec := w.ask(w.public, http.MethodPost, "/add/samples", nil)
	_, id, _ := strings.Cut(rec.Header().Get("Location"), "id=")
	if rec.Code != http.StatusSeeOther || !isBatchID(id) {
		t.Fatalf("status %d, %v", rec.Code, rec.Header())
	}
	if a := w.finishes(id); states(a) != "a.md added, b.md added" {
		t.Errorf("states: %s", states(a))
	}
	if rec := w.ask(w.public, http.MethodPost, "/add/samples", nil, "Sec-Fetch-Site", "cross-site"); rec.Code != http.StatusForbidden {
		t.Errorf("another site adds samples: status %d", rec.Code)
	}
}

// TestBatchPage looks at the page with hostile names, in pages of rows.
func TestBatchPage(t *testing.T) {
	w := newWorld(t)
	b := w.begins(`{}`)
	var files [][3]string
	for i := range rowsOfBatch + 30 {
		text := fmt.Sprintf("Words of file %d", i)
		if i%10 == 0 {
			text = "\x00"
		}
		files = append(files, [3]string{"file", fmt.Sprintf("<script>alert(%d)</script>.txt", i), text})
	}
	w.sends("/api/v1/batches/"+b.ID+"/files?last=yes", files...)
	w.finishes(b.ID)
	for target, rows := range map[string]int{"": rowsOfBatch, "&from=201": 30, "&show=failed": 23, "&from=231": 0, "&show=failed&from=20": 4, "&still=yes": rowsOfBatch} {
		rec := w.get("/add/batch?id=" + b.ID + target)
		page := rec.Body.String()
		checkPage(t, target, rec.Header(), page)
		if n := strings.Count(page, `<li class="file file-`); n != rows {
			t.Errorf("%s: %d rows, want %d", target, n, rows)
		}
		if strings.Contains(page, "<script>alert") {
			t.Errorf("%s: a name is not escaped", target)
		}
	}
}

// readEvents reads a stream until an event of the name, and returns what came by
// name, with the last id.
func readEvents(t *testing.T, r io.Reader, until string) (names []string, last string, data []string) {
	t.Helper()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	name := ""
	for lines.Scan() {
		line := lines.Text()
		field, value, _ := strings.Cut(line, ": ")
		switch field {
		case "event":
			name = value
		case "data":
			if !json.Valid([]byte(value)) {
				t.Errorf("the data %q are no JSON", value)
			}
			data = append(data, value)
		case "id":
			if value != "" {
				last = value
			}
		case "retry":
		case "":
			if line == "" && name != "" {
				names = append(names, name)
				if name == until {
					return names, last, data
				}
				name = ""
			}
		default:
			t.Errorf("a stream has the line %q", line)
		}
	}
	return names, last, data
}

func TestBatchEvents(t *testing.T) {
	w := newWorld(t)
	goOn := make(chan struct{})
	plainRead := w.Read
	w.Read = func(ctx context.Context, name string, data []byte, s communique.Source) (*communique.Document, error) {
		if name != "a.txt" {
			<-goOn
		}
		return plainRead(ctx, name, data, s)
	}
	srv := httptest.NewServer(w.public)
	defer srv.Close()
	listen := func(id, last string) *http.Response {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+"/add/events?id="+id, nil)
		if err != nil {
			t.Fatal(err)
		}
		if last != "" {
			r.Header.Set("Last-Event-ID", last)
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	b := w.begins(`{"files":[{"name":"a.txt","size":5},{"name":"<b>.txt","size":5}]}`)
	res := listen(b.ID, "")
	if kind := res.Header.Get("Content-Type"); res.StatusCode != 200 || kind != "text/event-stream" || res.Header.Get("Content-Security-Policy") != policy {
		t.Fatalf("status %d, %v", res.StatusCode, res.Header)
	}
	names, _, _ := readEvents(t, res.Body, "totals")
	if got := strings.Join(names, " "); got != "row row totals" {
		t.Errorf("at first come %s", got)
	}
	w.sends("/api/v1/batches/"+b.ID+"/files", [3]string{"file-1", "a.txt", "Words"})
	in := w.intake.Load()
	for done := false; !done; {
		changed, _ := in.look(b.ID, func(b *batch, _ time.Time) { done = b.items[0].State == itemAdded })
		if !done {
			<-changed
		}
	}
	_, last, data := readEvents(t, res.Body, "totals")
	for !strings.Contains(strings.Join(data, ""), "file-added") {
		_, last, data = readEvents(t, res.Body, "totals")
	}
	res.Body.Close()
	// Whoever comes back is told what happened since.
	w.sends("/api/v1/batches/"+b.ID+"/files", [3]string{"file-2", "b.txt", "Others"})
	res = listen(b.ID, last)
	names, _, data = readEvents(t, res.Body, "totals")
	if got := strings.Join(names, " "); got != "row totals" || !strings.Contains(data[0], `"n":2`) {
		t.Errorf("after %s come %s: %s", last, got, data)
	}
	close(goOn)
	names, last, data = readEvents(t, res.Body, "done")
	if len(names) < 3 || names[len(names)-1] != "done" || strings.Contains(strings.Join(data, ""), "<b>.txt") {
		t.Errorf("at last come %s: %s", names, data)
	}
	if more, err := io.ReadAll(res.Body); err != nil || len(more) > 0 {
		t.Errorf("after the end come %q, %v", more, err)
	}
	if res := listen(b.ID, last); res.StatusCode != http.StatusNoContent {
		t.Errorf("who comes back after the end gets status %d", res.StatusCode)
	}
	// Who comes back to another run of the server is told everything.
	res = listen(b.ID, "ffffffff-99")
	if names, _, _ := readEvents(t, res.Body, "done"); strings.Join(names, " ") != "row row totals done" {
		t.Errorf("after another run come %s", names)
	}
	// Streams end with the server.
	b = w.begins(`{"files":[{"name":"a.txt","size":5}]}`)
	res = listen(b.ID, "")
	readEvents(t, res.Body, "totals")
	w.EndStreams()
	if _, err := io.ReadAll(res.Body); err != nil {
		t.Errorf("the stream ends by %v", err)
	}
}

func TestSeenUpTo(t *testing.T) {
	for id, want := range map[string]uint64{"": 0, "abc-7": 7, "abd-7": 0, "abc-": 0, "abc--1": 0, "abc-x": 0, "7": 0, "abc-18446744073709551615": 1<<64 - 1, "abc-99999999999999999999": 0} {
		if got := seenUpTo(id, "abc"); got != want {
			t.Errorf("seenUpTo(%q) = %d, want %d", id, got, want)
		}
	}
}
