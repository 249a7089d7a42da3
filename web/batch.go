package web

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

// The limits of batches.
const (
	maxBatchFiles = 5000            // files of one batch
	maxBatches    = 50              // batches that are kept
	batchDay      = 24 * time.Hour  // how long a finished one is kept
	lostAfter     = 2 * time.Minute // without a further file, the sending counts as broken off
)

// itemState is how far one file of a batch has come.
type itemState string

// The states of a file, in the order in which it passes them.
const (
	itemComing  itemState = "coming"  // named; its bytes have not arrived
	itemWaiting itemState = "waiting" // its bytes are in the inbox
	itemReading itemState = "reading"
	itemAdded   itemState = "added"
	itemKnown   itemState = "known"   // the store held these bytes already
	itemFailed  itemState = "failed"  // for a reason that it names
	itemMissing itemState = "missing" // named, but the sending broke off; should it arrive yet, it is read
)

// outcome is what became of a file that was taken in.
type outcome struct {
	State     itemState        `json:"state"`
	Document  communique.DocID `json:"id,omitempty"`
	Title     string           `json:"title,omitempty"`
	Published string           `json:"published,omitempty"` // EDTF
	Claims    int              `json:"claims,omitempty"`
	Reason    string           `json:"reason,omitempty"` // why it failed, a sentence
	Remedy    string           `json:"remedy,omitempty"` // what to do about that, a sentence
}

// item is one file of a batch.
type item struct {
	N    int    `json:"n"`    // its place in the batch, from 1
	Name string `json:"file"` // with its folders, never with a way out of them
	Size int64  `json:"size"` // in bytes
	outcome

	source communique.Source // what the sender says of it
	part   int               // the file of the inbox that holds its bytes, from 1
	at     int64             // where they begin in it
	rev    uint64            // of the batch when it last changed
}

// batch is files that were sent together, and what became of each. It is made by
// applying notes, in order, so that the notes of its manifest make it again.
type batch struct {
	id     string
	made   time.Time
	source communique.Source // what is said of every file of it
	sealed bool              // no further files will be named
	items  []item
	part   int // the last part of the inbox that was used

	rev      uint64    // counts the changes
	heard    time.Time // when a file was last named or arrived
	unsynced bool      // graph and index have yet to take in what was added
	syncing  bool
	arriving int           // requests that bring files right now
	changed  chan struct{} // closed at the next change
	left     map[int]int   // unread files by part
}

// note is one thing that happened to a batch: a line of its manifest. One of the
// fields is set.
type note struct {
	Begun  *begun      `json:"begun,omitempty"`
	Named  []announced `json:"named,omitempty"`
	Came   *came       `json:"came,omitempty"`
	Became *became     `json:"became,omitempty"`
	Sealed bool        `json:"sealed,omitempty"`
}

// begun is the first note of a batch.
type begun struct {
	ID     string            `json:"id"`
	Made   time.Time         `json:"made"`
	Source communique.Source `json:"source,omitzero"`
}

// announced announces a file, whose bytes are to come.
type announced struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// came says that the bytes of files lie in a part of the inbox.
type came struct {
	Part  int        `json:"part"`
	Files []cameFile `json:"files"`
}

// cameFile is one file in a part of the inbox.
type cameFile struct {
	N       int               `json:"n,omitempty"` // the item that was announced; 0 for one that was not
	Name    string            `json:"name,omitempty"`
	Size    int64             `json:"size"`
	At      int64             `json:"at"`
	Source  communique.Source `json:"source,omitzero"`
	Refused *outcome          `json:"refused,omitempty"` // it was not even kept
}

// became says what became of an item.
type became struct {
	N int `json:"n"`
	outcome
}

// apply takes a note in. One that cannot follow what was noted so far is an
// error and changes nothing.
func (b *batch) apply(n note, now time.Time) error {
	if err := b.fits(n); err != nil {
		return err
	}
	b.rev++
	switch {
	case n.Begun != nil:
		b.id, b.made, b.source, b.heard = n.Begun.ID, n.Begun.Made, n.Begun.Source, n.Begun.Made
		b.left = map[int]int{}
	case n.Named != nil:
		b.heard = now
		for _, f := range n.Named {
			it := item{N: len(b.items) + 1, Name: f.Name, Size: f.Size, outcome: outcome{State: itemComing}, rev: b.rev}
			if refused := refusedBySize(f.Size); refused != nil {
				it.outcome = *refused
			}
			b.items = append(b.items, it)
		}
	case n.Came != nil:
		b.heard, b.part = now, max(b.part, n.Came.Part)
		for _, f := range n.Came.Files {
			b.came(n.Came.Part, f)
		}
	case n.Became != nil:
		it := &b.items[n.Became.N-1]
		it.outcome, it.rev = n.Became.outcome, b.rev
		b.left[it.part]--
		b.unsynced = b.unsynced || it.State == itemAdded
	case n.Sealed:
		b.sealed = true
	}
	return nil
}

func (b *batch) came(part int, f cameFile) {
	if f.N == 0 {
		b.items = append(b.items, item{N: len(b.items) + 1, Name: f.Name})
		f.N = len(b.items)
	}
	it := &b.items[f.N-1]
	it.Size, it.part, it.at, it.source, it.rev = f.Size, part, f.At, f.Source, b.rev
	if f.Refused != nil {
		it.outcome = *f.Refused
		return
	}
	it.State = itemWaiting
	b.left[part]++
}

// fits reports why a note cannot follow what was noted so far.
func (b *batch) fits(n note) error {
	misfit := func(format string, args ...any) error {
		return fmt.Errorf("web: batch %s: "+format, append([]any{b.id}, args...)...)
	}
	if (b.id == "") != (n.Begun != nil) {
		return misfit("a batch begins once, before anything else")
	}
	switch {
	case n.Begun != nil:
		if !isBatchID(n.Begun.ID) {
			return misfit("%q names no batch", clip(n.Begun.ID, 40))
		}
	case n.Named != nil:
		if b.sealed || len(b.items)+len(n.Named) > maxBatchFiles {
			return misfit("no more files can be named")
		}
	case n.Came != nil:
		fresh := 0
		seen := map[int]bool{}
		for _, f := range n.Came.Files {
			switch {
			case f.Size < 0 || f.At < 0 || n.Came.Part < 1:
				return misfit("a file lies nowhere")
			case f.N == 0:
				fresh++
			case f.N < 0 || f.N > len(b.items) || seen[f.N] || b.items[f.N-1].State != itemComing:
				return misfit("file %d is not awaited", f.N)
			}
			seen[f.N] = f.N > 0
		}
		if fresh > 0 && (b.sealed || len(b.items)+fresh > maxBatchFiles) {
			return misfit("no more files can be named")
		}
	case n.Became != nil:
		if n.Became.N < 1 || n.Became.N > len(b.items) {
			return misfit("there is no file %d", n.Became.N)
		}
		if s := b.items[n.Became.N-1].State; s != itemWaiting && s != itemReading {
			return misfit("file %d is not to be read", n.Became.N)
		}
	case !n.Sealed:
		return misfit("an empty note")
	}
	return nil
}

// begin marks an item as being read; that is in no manifest.
func (b *batch) begin(n int) {
	b.rev++
	b.items[n-1].State, b.items[n-1].rev = itemReading, b.rev
}

// refusedBySize is the outcome of a file that cannot be read for its size; nil for others.
func refusedBySize(size int64) *outcome {
	switch {
	case size == 0:
		o := failure(format.ErrEmpty)
		return &o
	case size > format.MaxBytes:
		o := failure(format.ErrTooLarge)
		return &o
	}
	return nil
}

// failure is the outcome of a file that could not be read. Errors of ingest and
// format say what is wrong and, after a colon, what to do.
func failure(err error) outcome {
	o := outcome{State: itemFailed}
	for _, known := range []error{format.ErrEmpty, format.ErrBinary, format.ErrEncoding, format.ErrTooLarge} {
		if errors.Is(err, known) {
			reason, remedy, _ := strings.Cut(known.Error(), ": ")
			o.Reason, o.Remedy = sentence(reason), remedy
			if o.Remedy != "" {
				o.Remedy = sentence(remedy)
			}
			if known == format.ErrBinary {
				o.Remedy = sentence("save it as one of the formats that are read: " + readFormats())
			}
			return o
		}
	}
	o.Reason = sentence(clip(strings.ToValidUTF8(err.Error(), "�"), 500))
	return o
}

// readFormats lists the formats that are read, for people.
func readFormats() string {
	var names []string
	for _, f := range format.Formats {
		name := f.Name
		switch name {
		case "html":
			name = "HTML"
		case "markdown":
			name = "Markdown"
		case "text":
			name = "plain text"
		}
		names = append(names, name)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}

// tally counts the files of a batch by their state.
type tally struct {
	Files   int `json:"files"`
	Coming  int `json:"coming"`
	Waiting int `json:"waiting"`
	Reading int `json:"reading"`
	Added   int `json:"added"`
	Known   int `json:"known"`
	Failed  int `json:"failed"`
	Missing int `json:"missing"`
	Claims  int `json:"claims"` // of what was added
}

// Finished is how many files nothing more happens to.
func (t tally) Finished() int { return t.Added + t.Known + t.Failed + t.Missing }

func (b *batch) tally(now time.Time) tally {
	t := tally{Files: len(b.items)}
	lost := b.lost(now)
	for i := range b.items {
		switch it := &b.items[i]; it.State {
		case itemComing:
			if lost {
				t.Missing++
			} else {
				t.Coming++
			}
		case itemWaiting:
			t.Waiting++
		case itemReading:
			t.Reading++
		case itemAdded:
			t.Added++
			t.Claims += it.Claims
		case itemKnown:
			t.Known++
		case itemFailed:
			t.Failed++
		}
	}
	return t
}

// lost reports whether the sender has not been heard of for long.
func (b *batch) lost(now time.Time) bool { return b.arriving == 0 && now.Sub(b.heard) > lostAfter }

// done reports whether nothing more will happen to the batch by itself.
func (b *batch) done(now time.Time) bool {
	t := b.tally(now)
	return t.Waiting+t.Reading+t.Coming == 0 && (b.sealed && !b.unsynced || b.lost(now))
}

// phase says in a word how far a batch has come.
func (b *batch) phase(now time.Time) string {
	t := b.tally(now)
	switch {
	case b.done(now):
		return "done"
	case t.Waiting+t.Reading > 0:
		return "reading"
	case t.Coming > 0 || !b.sealed:
		return "receiving"
	}
	return "indexing"
}

// shown is an item as it is told: one that never came is missing.
func (b *batch) shown(it item, now time.Time) item {
	if it.State == itemComing && b.lost(now) {
		it.State = itemMissing
		it.Reason, it.Remedy = "It never arrived: the page that sent it was closed or lost its connection.", "Add it again; what the store knows already is not read twice."
	}
	return it
}

// readManifest makes a batch of the lines of its manifest. A last line that was
// cut off by a crash is left out; good is how many bytes are sound.
func readManifest(r io.Reader, now time.Time) (b *batch, good int64, err error) {
	b = &batch{changed: make(chan struct{})}
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break // what stands there without a line's end was never acknowledged
		}
		if err != nil {
			return nil, 0, err
		}
		var n note
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		if dec.Decode(&n) != nil || b.apply(n, now) != nil {
			break
		}
		good += int64(len(line))
	}
	if b.id == "" {
		return nil, 0, errors.New("web: no batch begins here")
	}
	return b, good, nil
}

// isBatchID reports whether s has the form of a batch's id.
func isBatchID(s string) bool {
	return len(s) == 20 && strings.Trim(s, "0123456789abcdef") == ""
}

// fileName keeps a file's name with the folders that it was chosen with, of
// whatever system it comes from. Drives, roots and dots that lead out of the
// folders go; so do control characters and those that turn the direction of what
// is read. It is only ever shown, never opened.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ToValidUTF8(name, "�"), `\`, "/"))
	if len(name) > 1 && name[1] == ':' {
		name = name[2:]
	}
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if len(name) <= 255 {
		return name
	}
	// The end of a long name tells more than its beginning.
	if base := path.Base(name); len(base) <= 255-len("…/") {
		return "…/" + base
	}
	ext := path.Ext(name)
	if len(ext) > 20 {
		ext = ""
	}
	return clip(path.Base(name), 250-len(ext)) + ext
}
