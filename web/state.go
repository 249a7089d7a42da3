package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
)

// A page or an answer of the API, unless its route is restless, depends on nothing
// but its address, what is running, what the log holds, once graph and index have caught up with it, and how far
// the answers are compared, which the index is told later. So these together are
// its ETag: a client that has the page is told so before anything is asked of the
// stores. What is running is named by a word that each start of the program draws
// anew, since with another store, program or table of facts the same address means
// something else.

// newRun draws the name of a run.
func newRun() string { return rand.Text() }

// stateOf returns the ETag of what a request will be answered; "" while graph or
// index are behind the log, and where nobody knows.
func (t *site) stateOf(q *request) string {
	last, err := t.Corpus.Last(q.ctx)
	if err != nil {
		return ""
	}
	// All numbers come before the answer: what is taken in after this has another one.
	if lag, err := t.lag(q.ctx); err != nil || lag > 0 {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%d\x00%d\x00%s", t.run, last, t.Index.Writes(), t.Standing.Changes(), q.c.Request.URL.RequestURI()))
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// unchanged answers a request whose sender has the answer already, or whose
// answer is kept, and reports whether it did. Otherwise it notes the ETag for the answer to come.
func (t *site) unchanged(q *request) bool {
	state := t.stateOf(q)
	if state == "" {
		return false
	}
	h := q.c.Writer.Header()
	h.Set("ETag", state)
	h.Set("Cache-Control", "private, no-cache")
	if hasTag(q.c.GetHeader("If-None-Match"), state) {
		notModified(q)
		return true
	}
	if a, ok := t.kept.get(state); ok {
		if acceptsGzip(q.c.GetHeader("Accept-Encoding")) {
			t.write(q.c, http.StatusOK, a.contentType, a.body, a.packed)
		} else {
			t.write(q.c, http.StatusOK, a.contentType, a.whole(), nil)
		}
		return true
	}
	return false
}

// notModified answers that the sender has the answer already.
func notModified(q *request) {
	q.c.Writer.Header().Add("Vary", "Accept-Encoding")
	q.c.Status(http.StatusNotModified)
	q.c.Writer.WriteHeaderNow()
}

// hasTag reports whether an If-None-Match header names an ETag, by the weak
// comparison of RFC 9110.
func hasTag(header, tag string) bool {
	tag = strings.TrimPrefix(tag, "W/")
	for item := range strings.SplitSeq(header, ",") {
		item = strings.TrimSpace(item)
		if item == "*" || strings.TrimPrefix(item, "W/") == tag {
			return true
		}
	}
	return false
}
