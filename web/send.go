package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// send writes a whole body, compressed where that pays and the client takes it. A
// page or answer that is named by an ETag of stateOf is kept for the next to ask.
func (t *site) send(c *gin.Context, status int, contentType string, body []byte) {
	var packed []byte
	if len(body) > worthPacking && acceptsGzip(c.GetHeader("Accept-Encoding")) {
		packed = pack(body, quickly)
	}
	if tag := c.Writer.Header().Get("ETag"); status == http.StatusOK && strings.HasPrefix(tag, "W/") { // no others are weak
		t.kept.put(tag, contentType, body, packed)
	}
	t.write(c, status, contentType, body, packed)
}

// write writes a body: as it is, or packed where that is not nil.
func (t *site) write(c *gin.Context, status int, contentType string, body, packed []byte) {
	h := c.Writer.Header()
	h.Set("Content-Type", contentType)
	h.Add("Vary", "Accept-Encoding")
	if packed != nil {
		h.Set("Content-Encoding", "gzip")
		body = packed
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if began, ok := c.Get(beganKey); ok {
		h.Set("Server-Timing", fmt.Sprintf("total;dur=%.1f", time.Since(began.(time.Time)).Seconds()*1000))
	}
	c.Status(status)
	if c.Request.Method == http.MethodHead {
		c.Writer.WriteHeaderNow()
		return
	}
	c.Writer.Write(body) // an error means that the client is gone
}

// sendOriginal answers the bytes of a document, whose id is their digest and so
// their ETag. Who asks for a range of them gets it uncompressed.
func (t *site) sendOriginal(q *request, contentType, id string, data []byte) {
	h := q.c.Writer.Header()
	h.Set("Accept-Ranges", "bytes")
	h.Set("Cache-Control", "private, no-cache")
	if len(data) > worthPacking && acceptsGzip(q.c.GetHeader("Accept-Encoding")) && q.c.GetHeader("Range") == "" {
		h.Set("ETag", `"`+id+`-gzip"`)
		if hasTag(q.c.GetHeader("If-None-Match"), h.Get("ETag")) {
			notModified(q)
			return
		}
		t.send(q.c, http.StatusOK, contentType, data)
		return
	}
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", `"`+id+`"`)
	h.Set("Content-Type", contentType)
	http.ServeContent(q.c.Writer, q.c.Request, "", time.Time{}, bytes.NewReader(data))
}

// beganKey is where a request notes when it began.
const beganKey = "began"

// worthPacking is how many bytes are worth compressing.
const worthPacking = 1 << 10

// How hard a body is compressed: one that is made for each request takes a third of the
// time of the best and is a few hundredths larger.
const (
	quickly = 4
	best    = gzip.BestCompression
)

// packers are compressors by level, whose making costs more than their work on a page.
var packers = map[int]*sync.Pool{quickly: newPackers(quickly), best: newPackers(best)}

func newPackers(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := gzip.NewWriterLevel(nil, level)
		if err != nil {
			panic(err) // unreachable: the levels are constant and valid
		}
		return w
	}}
}

// pack compresses a body.
func pack(body []byte, level int) []byte {
	w := packers[level].Get().(*gzip.Writer)
	defer packers[level].Put(w)
	var packed bytes.Buffer
	packed.Grow(len(body) / 3)
	w.Reset(&packed)
	w.Write(body) // writing into memory does not fail
	w.Close()
	return packed.Bytes()
}

// unpack undoes pack.
func unpack(packed []byte) []byte {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	var body []byte
	if err == nil {
		body, err = io.ReadAll(r)
	}
	if err != nil {
		panic(err) // unreachable: pack wrote it
	}
	return body
}

// The types of most answers.
const (
	jsonType = "application/json"
	pageType = "text/html; charset=utf-8"
)

// sendJSON answers a value; it is encoded before the status is written.
func (t *site) sendJSON(c *gin.Context, status int, v any) {
	body, err := encoded(v)
	if err != nil {
		t.fail(c, err)
		return
	}
	t.send(c, status, jsonType, body)
}

// encoded returns a value as JSON.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // served as JSON with nosniff; quotations stay readable
	err := enc.Encode(v)
	return b.Bytes(), err
}

// acceptsGzip reports whether an Accept-Encoding header takes gzip. What names
// gzip itself goes before what stands for every coding.
func acceptsGzip(header string) bool {
	any := false
	for item := range strings.SplitSeq(header, ",") {
		coding, rest, _ := strings.Cut(strings.TrimSpace(item), ";")
		c := strings.ToLower(strings.TrimSpace(coding))
		if c != "gzip" && c != "*" {
			continue
		}
		name, q, _ := strings.Cut(strings.TrimSpace(rest), "=")
		weight, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		takes := !(strings.EqualFold(strings.TrimSpace(name), "q") && err == nil && weight == 0)
		if c == "gzip" {
			return takes
		}
		any = takes
	}
	return any
}
