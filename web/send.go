package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// send writes a whole body, compressed where that pays and the client takes it.
func (t *site) send(c *gin.Context, status int, contentType string, body []byte) {
	h := c.Writer.Header()
	h.Set("Content-Type", contentType)
	h.Add("Vary", "Accept-Encoding")
	const worth = 1 << 10
	if len(body) > worth && acceptsGzip(c.GetHeader("Accept-Encoding")) {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		if _, err := w.Write(body); err == nil && w.Close() == nil {
			h.Set("Content-Encoding", "gzip")
			body = packed.Bytes()
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Status(status)
	if c.Request.Method == http.MethodHead {
		c.Writer.WriteHeaderNow()
		return
	}
	c.Writer.Write(body) // an error means that the client is gone
}

// sendJSON answers a value; it is encoded before the status is written.
func (t *site) sendJSON(c *gin.Context, status int, v any) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // served as JSON with nosniff; quotations stay readable
	if err := enc.Encode(v); err != nil {
		t.fail(c, err)
		return
	}
	t.send(c, status, "application/json", b.Bytes())
}

// acceptsGzip reports whether an Accept-Encoding header takes gzip.
func acceptsGzip(header string) bool {
	for item := range strings.SplitSeq(header, ",") {
		coding, rest, _ := strings.Cut(strings.TrimSpace(item), ";")
		if c := strings.TrimSpace(coding); !strings.EqualFold(c, "gzip") && c != "*" {
			continue
		}
		name, q, _ := strings.Cut(strings.TrimSpace(rest), "=")
		if weight, err := strconv.ParseFloat(strings.TrimSpace(q), 64); strings.TrimSpace(name) == "q" && err == nil && weight == 0 {
			return false
		}
		return true
	}
	return false
}
