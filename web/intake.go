package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

// maxInbox bounds the bytes that wait in the inbox.
const maxInbox = 2 << 30

// manifestName is the file of a batch's folder that holds its notes.
const manifestName = "manifest.jsonl"

// intake takes batches of files in and reads them. A batch has a folder in the
// inbox with a manifest, one note a line, and the bytes of each request in a
// part, which goes when all of its files are read. So whatever was acknowledged
// is still there after a crash, and is read when the next intake begins.
type intake struct {
	server  *Server
	dir     string
	epoch   string          // names this run: revisions count anew with each
	closing <-chan struct{} // closed when reading is to stop
	ending  chan struct{}   // closed when streams are to end
	streams chan struct{}   // holds one for each open stream
	now     func() time.Time

	mu      sync.Mutex
	batches map[string]*batch
	queue   []job
	held    int64 // bytes that wait in the inbox or are being received
	wake    chan struct{}
	endOnce sync.Once
}

// job is an item to be read, or a batch to be synced where n is 0.
type job struct {
	id string
	n  int
}

// TakeIn begins to take in batches of documents, which wait in the folder dir
// until they are read; what an earlier run left there is read first. An empty dir
// means a temporary folder, which goes with the server. Until it is called, and
// after stop, no batches are taken. Stop waits for the documents that are being
// read; the rest stays for the next run.
func (s *Server) TakeIn(dir string) (stop func(), err error) {
	temporary := dir == ""
	if temporary {
		if dir, err = os.MkdirTemp("", "communique-inbox-"); err != nil {
			return nil, fmt.Errorf("web: inbox: %w", err)
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("web: inbox: %w", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	in := &intake{server: s, dir: dir, epoch: randomHex(4), closing: ctx.Done(), ending: make(chan struct{}), streams: make(chan struct{}, maxStreams),
		now: time.Now, batches: map[string]*batch{}, wake: make(chan struct{}, 1)}
	if err := in.load(); err != nil {
		cancel()
		return nil, fmt.Errorf("web: inbox: %w", err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		in.run(ctx)
	}()
	s.intake.Store(in)
	return func() {
		s.intake.Store(nil)
		cancel()
		<-done
		if temporary {
			os.RemoveAll(dir)
		}
	}, nil
}

// EndStreams ends the answers that would go on as long as something is read, so
// that a server can shut down; their readers ask again elsewhere or later.
func (s *Server) EndStreams() {
	if in := s.intake.Load(); in != nil {
		in.endOnce.Do(func() { close(in.ending) })
	}
}

func randomHex(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// load finds the batches that an earlier run left.
func (in *intake) load() error {
	folders, err := os.ReadDir(in.dir)
	if err != nil {
		return err
	}
	for _, f := range folders {
		if !f.IsDir() || !isBatchID(f.Name()) {
			continue // not ours
		}
		b, err := in.open(f.Name())
		if err != nil {
			in.server.log().Warn("a batch that was never acknowledged is left out", "batch", f.Name(), "error", err)
			if err := os.RemoveAll(filepath.Join(in.dir, f.Name())); err != nil {
				return err
			}
			continue
		}
		in.batches[b.id] = b
	}
	for _, b := range in.listed() {
		if err := in.resume(b); err != nil {
			return err
		}
	}
	in.forget()
	return nil
}

// open reads the manifest of a batch and cuts off what a crash left unfinished.
func (in *intake) open(id string) (*batch, error) {
	name := filepath.Join(in.dir, id, manifestName)
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, good, err := readManifest(f, in.now())
	if err == nil && b.id != id {
		err = fmt.Errorf("web: its manifest is of batch %s", b.id)
	}
	if err != nil {
		return nil, err
	}
	return b, f.Truncate(good)
}

// resume queues what is still to be read of a batch. Parts of which nothing is
// left to read go.
func (in *intake) resume(b *batch) error {
	parts, err := filepath.Glob(filepath.Join(in.dir, b.id, "part-*"))
	if err != nil {
		return err
	}
	sizes := map[string]int64{}
	for _, p := range parts {
		info, err := os.Stat(p)
		if err != nil {
			return err
		}
		sizes[p] = info.Size()
	}
	for i := range b.items {
		it := &b.items[i]
		if it.State != itemWaiting {
			continue
		}
		if sizes[in.partName(b.id, it.part)] < it.at+it.Size {
			if err := in.write(b, note{Became: &became{it.N, outcome{State: itemFailed,
				Reason: "It was not read: the server was stopped, and its bytes are no longer in the inbox.", Remedy: "Add it again."}}}, false); err != nil {
				return err
			}
			continue
		}
		in.queue, in.held = append(in.queue, job{b.id, it.N}), in.held+it.Size
	}
	for _, p := range parts {
		if !slices.ContainsFunc(b.items, func(it item) bool { return it.State == itemWaiting && in.partName(b.id, it.part) == p }) {
			os.Remove(p) // an upload that broke off, or one that is read already
		}
	}
	b.unsynced = false // the store catches up by itself when it is opened
	return nil
}

func (in *intake) partName(id string, part int) string {
	return filepath.Join(in.dir, id, fmt.Sprintf("part-%d", part))
}

// listed returns the batches, the newest first. The caller holds the lock, or
// has not shared the intake yet.
func (in *intake) listed() []*batch {
	var all []*batch
	for _, b := range in.batches {
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b *batch) int { return cmp.Or(b.made.Compare(a.made), cmp.Compare(a.id, b.id)) })
	return all
}

// forget drops finished batches that are old, or too many. The caller holds the lock.
func (in *intake) forget() {
	now, kept := in.now(), 0
	for _, b := range in.listed() {
		if kept++; b.done(now) && (kept > maxBatches || now.Sub(b.made) > batchDay) {
			delete(in.batches, b.id)
			if err := os.RemoveAll(filepath.Join(in.dir, b.id)); err != nil {
				in.server.log().Warn("a finished batch stays in the inbox", "batch", b.id, "error", err)
			}
		}
	}
}

// write adds a note to a batch and its manifest; sure waits until the disk has
// it. The caller holds the lock.
func (in *intake) write(b *batch, n note, sure bool) error {
	if err := b.fits(n); err != nil {
		return err
	}
	line, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("web: batch %s: %w", b.id, err)
	}
	id := b.id
	if n.Begun != nil {
		id = n.Begun.ID
	}
	if err := appendLine(filepath.Join(in.dir, id, manifestName), line, sure); err != nil {
		return fmt.Errorf("web: batch %s: %w", id, err)
	}
	if err := b.apply(n, in.now()); err != nil {
		return err // unreachable: it fits
	}
	in.tell(b)
	return nil
}

// appendLine adds a line to a file, or leaves the file as it was.
func appendLine(name string, line []byte, sure bool) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		if _, err = f.Write(append(line, '\n')); err == nil && sure {
			err = f.Sync()
		}
		if err != nil {
			err = errors.Join(err, f.Truncate(info.Size()))
		}
	}
	return errors.Join(err, f.Close())
}

// tell wakes whoever watches a batch. The caller holds the lock.
func (in *intake) tell(b *batch) {
	close(b.changed)
	b.changed = make(chan struct{})
}

// begin makes a batch in which everything is said to come from source.
func (in *intake) begin(source communique.Source) (string, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.forget()
	now := in.now()
	if busy := slices.DeleteFunc(in.listed(), func(b *batch) bool { return b.done(now) }); len(busy) >= maxBatches {
		return "", &fault{Status: http.StatusServiceUnavailable, Detail: fmt.Sprintf("%d batches are being read; send this one when some of them are done.", len(busy))}
	}
	id := randomHex(10)
	if err := os.Mkdir(filepath.Join(in.dir, id), 0o700); err != nil {
		return "", fmt.Errorf("web: inbox: %w", err)
	}
	b := &batch{changed: make(chan struct{})}
	if err := in.write(b, note{Begun: &begun{id, now.UTC().Truncate(time.Second), source}}, false); err != nil {
		os.RemoveAll(filepath.Join(in.dir, id))
		return "", err
	}
	in.batches[id] = b
	return id, nil
}

// drop takes a batch away that has come to nothing.
func (in *intake) drop(id string) {
	in.mu.Lock()
	defer in.mu.Unlock()
	delete(in.batches, id)
	os.RemoveAll(filepath.Join(in.dir, id))
}

// errNoBatch says that a batch is not known.
func errNoBatch(id string) error {
	return &fault{Status: http.StatusNotFound, Detail: fmt.Sprintf("There is no batch %s. Batches are kept for a day after they are done; what they added stays in the store.", clip(id, 40)), Links: []link{{Text: "The documents of the store", Href: "/documents"}}}
}

// name announces files whose bytes will come; no others will.
func (in *intake) name(id string, files []announced) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	b, ok := in.batches[id]
	if !ok {
		return errNoBatch(id)
	}
	if err := in.write(b, note{Named: files}, false); err != nil {
		return err
	}
	return in.write(b, note{Sealed: true}, true)
}

// parcel is the files of one request, on their way into a part of the inbox.
type parcel struct {
	in    *intake
	id    string
	part  int
	file  *os.File
	size  int64
	files []cameFile
}

// receive begins a parcel. The caller ends it with keep or discard.
func (in *intake) receive(id string) (*parcel, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	b, ok := in.batches[id]
	if !ok {
		return nil, errNoBatch(id)
	}
	b.part++
	p := &parcel{in: in, id: id, part: b.part}
	var err error
	if p.file, err = os.OpenFile(in.partName(id, p.part), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600); err != nil {
		return nil, fmt.Errorf("web: inbox: %w", err)
	}
	b.arriving++
	return p, nil
}

// arrived says that a parcel is on its way no more. The caller holds the lock.
func (in *intake) arrived(id string) {
	if b := in.batches[id]; b != nil {
		b.arriving--
		b.heard = in.now()
	}
}

// take adds a file to the parcel; n is the item that was announced, 0 for a new
// one. What is larger than any format reads, or empty, is refused without being
// kept. An error ends the parcel.
func (p *parcel) take(n int, name string, r io.Reader) error {
	if len(p.files) == maxFiles {
		return &fault{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("One request takes at most %d files.", maxFiles)}
	}
	f := cameFile{N: n, Name: name, At: p.size}
	var err error
	if f.Size, err = io.Copy(p.file, io.LimitReader(r, format.MaxBytes+1)); err != nil {
		return brokeOff(err)
	}
	if f.Refused = refusedBySize(f.Size); f.Refused != nil {
		more, err := io.Copy(io.Discard, r)
		if err != nil {
			return brokeOff(err)
		}
		f.Size += more
		if err := p.file.Truncate(p.size); err != nil {
			return fmt.Errorf("web: inbox: %w", err)
		}
		if _, err := p.file.Seek(p.size, io.SeekStart); err != nil {
			return fmt.Errorf("web: inbox: %w", err)
		}
	} else {
		if err := p.in.hold(f.Size); err != nil {
			return err
		}
		p.size += f.Size
	}
	p.files = append(p.files, f)
	return nil
}

// brokeOff tells an error of the connection from one of the disk.
func brokeOff(err error) error {
	var disk *os.PathError
	if errors.As(err, &disk) {
		return fmt.Errorf("web: inbox: %w", err)
	}
	if errors.As(err, new(*http.MaxBytesError)) {
		return err
	}
	return &fault{Status: http.StatusBadRequest, Detail: "The request broke off: " + clip(err.Error(), 200) + "."}
}

// hold takes room in the inbox.
func (in *intake) hold(size int64) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.held+size > maxInbox {
		return &fault{Status: http.StatusServiceUnavailable, Detail: "The inbox is full of documents that wait to be read; send more when some of them are."}
	}
	in.held += size
	return nil
}

// discard ends a parcel of which nothing is kept.
func (p *parcel) discard() {
	p.file.Close()
	p.in.mu.Lock()
	defer p.in.mu.Unlock()
	p.in.arrived(p.id)
	p.in.held -= p.size
	os.Remove(p.file.Name())
}

// keep notes what has arrived, with what is said of where each file comes from.
// When it returns, neither a crash nor a power cut loses a file. Files that have
// arrived before are left out, so that a request may be repeated. Last says that
// no further files will be named.
func (p *parcel) keep(source func(name string) communique.Source, last bool) error {
	folder := filepath.Dir(p.file.Name())
	if err := errors.Join(p.file.Sync(), syncFolder(folder), syncFolder(p.in.dir)); err != nil {
		p.discard()
		return fmt.Errorf("web: inbox: %w", err)
	}
	err := p.note(source, last)
	if err != nil {
		p.discard()
		return err
	}
	if err := p.file.Close(); err != nil {
		return fmt.Errorf("web: inbox: %w", err)
	}
	ask(p.in.wake)
	return nil
}

// syncFolder waits until the disk has the names of the files in a folder.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func (p *parcel) note(source func(name string) communique.Source, last bool) error {
	in := p.in
	in.mu.Lock()
	defer in.mu.Unlock()
	b, ok := in.batches[p.id]
	if !ok {
		return errNoBatch(p.id)
	}
	c := came{Part: p.part}
	var fresh int
	var repeated int64
	for _, f := range p.files {
		switch {
		case f.N > len(b.items):
			return &fault{Status: http.StatusBadRequest, Detail: fmt.Sprintf("file-%d was not announced; this batch has %d files.", f.N, len(b.items))}
		case f.N == 0:
			fresh++
		case b.items[f.N-1].State != itemComing || slices.ContainsFunc(c.Files, func(o cameFile) bool { return o.N == f.N }):
			if f.Refused == nil {
				repeated += f.Size
			}
			continue
		default:
			f.Name = b.items[f.N-1].Name
		}
		f.Source = source(f.Name)
		c.Files = append(c.Files, f)
	}
	if b.sealed && fresh > 0 {
		return &fault{Status: http.StatusConflict, Detail: "This batch takes no further files; begin another."}
	}
	if len(b.items)+fresh > maxBatchFiles {
		return &fault{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("A batch takes at most %d files; begin another.", maxBatchFiles)}
	}
	if len(c.Files) > 0 {
		if err := in.write(b, note{Came: &c}, true); err != nil {
			return err
		}
	}
	in.held -= repeated
	if last && !b.sealed {
		if err := in.write(b, note{Sealed: true}, true); err != nil {
			in.server.log().Error("a batch could not be ended", "batch", b.id, "error", err) // its files are kept, and it ends by itself
		}
	}
	in.arrived(p.id)
	if b.left[p.part] == 0 {
		os.Remove(p.file.Name()) // nothing of it is to be read
	}
	for i := range b.items {
		if it := &b.items[i]; it.State == itemWaiting && it.part == p.part {
			in.queue = append(in.queue, job{b.id, it.N})
		}
	}
	in.settle(b)
	return nil
}

// settle queues the syncing of a batch of which everything is read. The caller
// holds the lock.
func (in *intake) settle(b *batch) {
	t := b.tally(in.now())
	if b.sealed && b.unsynced && !b.syncing && t.Coming+t.Waiting+t.Reading == 0 {
		b.syncing = true
		in.queue = append(in.queue, job{b.id, 0})
		ask(in.wake)
	}
}

// ask puts a wish into a channel of one.
func ask(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default: // it is there already
	}
}

// run does the jobs in the order in which they came, as many at a time as there
// are cores, until the intake ends; it returns when those under way are done.
func (in *intake) run(ctx context.Context) {
	var wg sync.WaitGroup
	defer wg.Wait()
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return
		}
		j, ok := in.next(ctx)
		if !ok {
			return
		}
		wg.Go(func() {
			defer func() { <-slots }()
			if j.n == 0 {
				in.sync(ctx, j.id)
			} else {
				in.read(ctx, j)
			}
		})
	}
}

// next waits for a job; false when the intake ends.
func (in *intake) next(ctx context.Context) (job, bool) {
	for {
		in.mu.Lock()
		if ctx.Err() != nil {
			in.mu.Unlock()
			return job{}, false
		}
		if len(in.queue) > 0 {
			j := in.queue[0]
			if in.queue = in.queue[1:]; len(in.queue) == 0 {
				in.queue = nil // lets go of what was done
			}
			if b := in.batches[j.id]; b != nil && j.n > 0 {
				b.begin(j.n)
				in.tell(b)
			}
			in.mu.Unlock()
			return j, true
		}
		in.mu.Unlock()
		select {
		case <-in.wake:
		case <-ctx.Done():
			return job{}, false
		}
	}
}

// read reads one item and notes what became of it. When the intake ends first,
// nothing is noted, and the next run reads it.
func (in *intake) read(ctx context.Context, j job) {
	in.mu.Lock()
	b := in.batches[j.id]
	if b == nil {
		in.mu.Unlock()
		return
	}
	it := b.items[j.n-1]
	in.mu.Unlock()

	o, err := in.outcome(ctx, j.id, it)
	if err != nil {
		return // the intake ends
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	n := note{Became: &became{it.N, o}}
	if err := in.write(b, n, false); err != nil {
		// What the corpus has it keeps; a restart would only read it again.
		in.server.log().Error("the inbox could not note what became of a file", "batch", j.id, "file", it.Name, "error", err)
		if b.apply(n, in.now()) == nil {
			in.tell(b)
		}
	}
	in.held -= it.Size
	if b.left[it.part] == 0 {
		os.Remove(in.partName(b.id, it.part))
	}
	in.settle(b)
}

// outcome reads the bytes of an item into the store. An error means that the
// intake ended before that.
func (in *intake) outcome(ctx context.Context, id string, it item) (outcome, error) {
	if err := ctx.Err(); err != nil {
		return outcome{}, err
	}
	data, err := in.bytes(id, it)
	if err != nil {
		in.server.log().Error("a file of the inbox cannot be read", "batch", id, "file", it.Name, "error", err)
		return outcome{State: itemFailed, Reason: "Its bytes could not be taken out of the inbox; the program's log says why.", Remedy: "Add it again."}, nil
	}
	a, err := in.server.add(ctx, sent{name: it.Name, data: data, source: it.source})
	var refused *refusal
	switch {
	case err == nil:
		o := outcome{State: itemAdded, Document: a.ID, Title: a.Title, Claims: a.Claims}
		if !a.Added {
			o.State = itemKnown
		}
		if a.Published != nil {
			o.Published = *a.Published
		}
		if a.Added && in.server.Wake != nil {
			in.server.Wake()
		}
		return o, nil
	case ctx.Err() != nil:
		return outcome{}, ctx.Err()
	case errors.As(err, &refused):
		return failure(refused.err), nil
	}
	in.server.log().Error("a document could not be kept", "batch", id, "file", it.Name, "error", err)
	var invalid *communique.InvalidError
	if errors.As(err, &invalid) {
		return failure(invalid), nil
	}
	return outcome{State: itemFailed, Reason: "It was read, but the store could not keep it; the program's log says why.", Remedy: "Add it again when that is mended."}, nil
}

func (in *intake) bytes(id string, it item) ([]byte, error) {
	f, err := os.Open(in.partName(id, it.part))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	b.Grow(int(it.Size))
	if n, err := b.ReadFrom(io.NewSectionReader(f, it.at, it.Size)); err != nil || n != it.Size {
		return nil, errors.Join(err, fmt.Errorf("%d of %d bytes are there", n, it.Size))
	}
	return b.Bytes(), nil
}

// sync waits until graph and index hold what a batch added.
func (in *intake) sync(ctx context.Context, id string) {
	var err error
	if in.server.Synced != nil {
		err = in.server.Synced(ctx)
	}
	if err != nil && ctx.Err() == nil {
		in.server.log().Error("graph and index have not caught up", "error", err)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if b := in.batches[id]; b != nil {
		b.rev++
		b.unsynced, b.syncing = false, false
		in.tell(b)
	}
}

// look calls see with a batch while nothing changes it, and returns a channel
// that is closed at its next change; false for an unknown batch.
func (in *intake) look(id string, see func(b *batch, now time.Time)) (changed <-chan struct{}, ok bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	b, ok := in.batches[id]
	if !ok {
		return nil, false
	}
	see(b, in.now())
	return b.changed, true
}

// wait returns when a batch is done, or the context, the intake or the time ends.
func (in *intake) wait(ctx context.Context, id string, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	for {
		done := false
		changed, ok := in.look(id, func(b *batch, now time.Time) { done = b.done(now) })
		if !ok || done {
			return
		}
		select {
		case <-changed:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		case <-in.closing:
			return
		}
	}
}
