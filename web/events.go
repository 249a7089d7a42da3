package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	maxStreams = 64               // streams of events that are open at a time
	heartbeat  = 15 * time.Second // the longest silence of a stream
	breath     = 150 * time.Millisecond
)

// notice is one event of a stream, of the form that EventSource reads.
type notice struct {
	ID, Name string // the ID may be empty
	Data     any    // encoded as JSON, which has no line breaks
}

// write writes an event; without a name it is a comment that keeps the
// connection open.
func (e notice) write(w io.Writer) error {
	if e.Name == "" {
		_, err := io.WriteString(w, ": still here\n\n")
		return err
	}
	data, err := json.Marshal(e.Data)
	if err != nil {
		return fmt.Errorf("web: event %s: %w", e.Name, err)
	}
	id := ""
	if e.ID != "" { // an empty one would make the reader forget the last
		id = "id: " + e.ID + "\n"
	}
	_, err = fmt.Fprintf(w, "%sevent: %s\ndata: %s\n\n", id, e.Name, data)
	return err
}

// seenUpTo reads the Last-Event-ID of a reader that comes back: the revision up
// to which it has seen a batch; 0 where that was of another run of the server, so
// that it is told everything again.
func seenUpTo(id, epoch string) uint64 {
	run, rev, ok := strings.Cut(id, "-")
	if !ok || run != epoch {
		return 0
	}
	n, err := strconv.ParseUint(rev, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// rowEvent tells the row of a file, as HTML of the page.
type rowEvent struct {
	N    int    `json:"n"`
	HTML string `json:"html"`
}

// htmlEvent tells a part of the page.
type htmlEvent struct {
	HTML string `json:"html"`
}

// batchEvents streams what happens to the files of a batch until it is done.
// A reader that comes back after that is told to stay away.
func batchEvents(_ *Server, q *request) error {
	in, err := q.inbox()
	if err != nil {
		return err
	}
	id, view, err := q.batchView()
	if err != nil {
		return err
	}
	if _, ok := in.look(id, func(*batch, time.Time) {}); !ok {
		return errNoBatch(id)
	}
	select {
	case in.streams <- struct{}{}:
		defer func() { <-in.streams }()
	default:
		return &fault{Status: http.StatusServiceUnavailable, Detail: "Too many pages watch what is read; this one shows it when it is loaded again."}
	}
	seen := seenUpTo(q.c.GetHeader("Last-Event-ID"), in.epoch)
	round := q.round(in, id, view, seen)
	if seen > 0 && round.done && len(round.rows) == 0 {
		q.c.Status(http.StatusNoContent) // EventSource asks no more
		q.c.Writer.WriteHeaderNow()
		return nil
	}
	control := http.NewResponseController(q.c.Writer)
	control.SetWriteDeadline(time.Time{}) // the timeouts of the server are for answers that end;
	control.SetReadDeadline(time.Time{})  // where they cannot be lifted, the reader comes back
	h := q.c.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	q.c.Status(http.StatusOK)
	if _, err := io.WriteString(q.c.Writer, "retry: 2000\n\n"); err != nil {
		return nil // nobody listens
	}
	q.stream(in, id, view, round)
	return nil
}

// stream writes rounds until the batch is done or somebody ends it.
func (q *request) stream(in *intake, id string, view batchView, r round) {
	for {
		events, err := q.events(in, r)
		if err != nil {
			q.site.log().Error("could not tell of a batch", "batch", id, "error", err)
			return
		}
		for _, e := range events {
			if e.write(q.c.Writer) != nil {
				return
			}
		}
		q.c.Writer.Flush()
		if r.done || r.gone {
			return
		}
		timer := time.NewTimer(heartbeat)
		select {
		case <-r.changed:
		case <-timer.C:
		case <-q.ctx.Done():
		case <-in.ending:
		case <-in.closing:
		}
		timer.Stop()
		if over(q.ctx.Done(), in.ending, in.closing) {
			return
		}
		// Changes come in crowds: those of a moment are told together.
		timer = time.NewTimer(breath)
		select {
		case <-timer.C:
		case <-q.ctx.Done():
			timer.Stop()
			return
		}
		r = q.round(in, id, view, r.rev)
	}
}

// over reports whether one of the channels is closed.
func over(ends ...<-chan struct{}) bool {
	for _, end := range ends {
		select {
		case <-end:
			return true
		default:
		}
	}
	return false
}

// round is what happened to a batch since a revision.
type round struct {
	rev     uint64
	rows    []batchRow
	page    *batchPage // for the totals
	done    bool
	gone    bool // the batch is kept no more
	news    bool
	changed <-chan struct{}
}

func (q *request) round(in *intake, id string, view batchView, since uint64) (r round) {
	changed, ok := in.look(id, func(b *batch, now time.Time) {
		r.rev, r.done, r.news = b.rev, b.done(now), b.rev > since || b.done(now)
		r.page = &batchPage{batchAnswer: b.answer(now)}
		n := 0
		for _, it := range b.items {
			it = b.shown(it, now)
			if view.failed && it.State != itemFailed && it.State != itemMissing {
				continue
			}
			if n++; n < view.from || n >= view.from+rowsOfBatch || it.rev <= since && it.State != itemMissing {
				continue
			}
			r.rows = append(r.rows, q.batchRow(it))
		}
	})
	r.changed, r.gone = changed, !ok
	return r
}

// events puts a round into events: rows, then totals, then the end.
func (q *request) events(in *intake, r round) ([]notice, error) {
	if r.gone {
		return nil, nil
	}
	if !r.news {
		return []notice{{}}, nil
	}
	id := fmt.Sprintf("%s-%d", in.epoch, r.rev)
	var out []notice
	tmpl := q.site.pages["add"]
	for _, row := range r.rows {
		var b bytes.Buffer
		if err := tmpl.ExecuteTemplate(&b, "batch-row", row); err != nil {
			return nil, err
		}
		out = append(out, notice{Name: "row", Data: rowEvent{row.N, b.String()}})
	}
	var b bytes.Buffer
	if err := tmpl.ExecuteTemplate(&b, "batch-totals", r.page); err != nil {
		return nil, err
	}
	out = append(out, notice{Name: "totals", Data: htmlEvent{b.String()}})
	if r.done {
		out = append(out, notice{Name: "done", Data: struct{}{}})
	}
	// Only the last event of a round says that all of it has been seen.
	out[len(out)-1].ID = id
	return out, nil
}
