package web

import (
	"context"
	"sync"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
)

// tailLength is how many entries a tail holds at most.
const tailLength = 2048

// tail is the end of the log, in little of which home shows something: of each
// entry what home asks for. It reads what is new when it is asked.
type tail struct {
	mu      sync.Mutex
	seq     uint64 // the last entry that was read
	entries []logEntry
}

// logEntry is the outline of an entry of the log.
type logEntry struct {
	document communique.DocID
	kind     corpus.EntryKind
	day      communique.Day // of recording
}

// upTo returns the last entries of the log up to one, oldest first, and whether
// they are the whole log. Nobody may change them.
func (t *tail) upTo(ctx context.Context, c Corpus, last uint64) (entries []logEntry, whole bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if last > t.seq {
		since := max(t.seq, last-min(last, tailLength))
		var fresh []logEntry
		if since == t.seq {
			fresh = append(fresh, t.entries...)
		}
		for e, err := range c.Entries(ctx, since) {
			if err != nil {
				return nil, false, err
			}
			if e.Seq > last {
				break
			}
			fresh = append(fresh, logEntry{e.Document, e.Kind, communique.DayOf(e.Recorded)})
		}
		t.seq, t.entries = last, fresh[max(0, len(fresh)-tailLength):]
	}
	known := len(t.entries) - int(min(t.seq-last, uint64(len(t.entries)))) // the log may have grown since the asker looked
	return t.entries[:known], uint64(known) == last, nil
}
