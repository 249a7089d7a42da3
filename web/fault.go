package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/search"
)

// fault is an error with the status and the words in which it is answered. On
// the API it is a problem of RFC 9457.
type fault struct {
	Status int      `json:"status"`
	Title  string   `json:"title"`              // the status in words, where empty
	Detail string   `json:"detail"`             // what is wrong and what to do
	Param  string   `json:"param,omitempty"`    // the parameter at fault
	Known  []string `json:"known,omitempty"`    // what would have been understood
	Detour string   `json:"instance,omitempty"` // the address that failed

	Instead []choice `json:"-"` // what was most likely meant
	Links   []link   `json:"-"` // where to go on
}

func (f *fault) Error() string { return f.Detail }

// badParam says what is wrong with a parameter.
func badParam(name, detail string) *fault {
	return &fault{Status: http.StatusBadRequest, Param: name, Detail: detail}
}

// faultOf turns any error into a fault: the one place that knows statuses.
func faultOf(err error) *fault {
	var f *fault
	var invalid *communique.InvalidError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &f):
		copied := *f
		f = &copied
	case errors.As(err, &large):
		f = &fault{Status: http.StatusRequestEntityTooLarge, Detail: "More was sent than fits one request; send fewer or smaller documents."}
	case errors.Is(err, communique.ErrNotFound):
		f = &fault{Status: http.StatusNotFound, Detail: "The store holds nothing under this id."}
	case errors.As(err, &invalid) && invalid.What == paramAfter.Name:
		f = &fault{Status: http.StatusBadRequest, Param: paramAfter.Name, Detail: "after: this is no place in this list. It must be what an earlier page of the same list gave as its next; start from the first page."}
	case errors.As(err, &invalid):
		f = &fault{Status: http.StatusBadRequest, Detail: sentence(invalid.Error())}
		if invalid.Document == "" {
			f.Param = invalid.What
		}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, search.ErrSlow):
		f = &fault{Status: http.StatusServiceUnavailable, Detail: "The answer took too long. Narrow the question, or try again."}
	case errors.Is(err, context.Canceled):
		f = &fault{Status: 499, Title: "Client closed request", Detail: "Nobody waits for the answer any more."}
	default:
		f = &fault{Status: http.StatusInternalServerError, Detail: "The program could not answer; its log says why."}
	}
	if f.Title == "" {
		f.Title = http.StatusText(f.Status)
	}
	return f
}

// fail answers an error: as a problem to programs, as a page that explains to people.
func (t *site) fail(c *gin.Context, err error) {
	f := faultOf(err)
	if f.Status >= 500 && !errors.As(err, new(*fault)) {
		t.log().Error("could not answer", "path", c.Request.URL.Path, "error", err)
	}
	if c.Writer.Written() {
		return // a stream has begun; all that is left is to break it off
	}
	c.Writer.Header().Del("ETag") // an error is not what the address means
	switch f.Status {
	case http.StatusServiceUnavailable:
		c.Header("Retry-After", "5")
	case http.StatusMethodNotAllowed: // gin has set Allow
	}
	if t.side == local || strings.HasPrefix(c.Request.URL.Path, "/api/") {
		f.Detour = clip(c.Request.URL.RequestURI(), 500)
		body, merr := json.Marshal(struct {
			Type string `json:"type"`
			*fault
		}{"about:blank", f})
		if merr != nil {
			body = []byte(`{"type":"about:blank","status":500,"title":"Internal Server Error"}`)
		}
		t.send(c, f.Status, "application/problem+json", body)
		return
	}
	f.wayBack(c.Request)
	q := &request{ctx: c.Request.Context(), site: t, c: c}
	t.sendPage(c, f.Status, "error", q, f)
}

// wayBack adds the address that failed without the parameter at fault, where
// something is left to ask for.
func (f *fault) wayBack(r *http.Request) {
	v, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || r.Method != http.MethodGet || f.Status != http.StatusBadRequest || f.Param == paramID.Name || !v.Has(f.Param) {
		return
	}
	v.Del(f.Param)
	text := "This page without “" + f.Param + "”"
	if f.Param == paramAfter.Name {
		text = "The first page"
	}
	f.Links = append(f.Links, link{Text: text, Href: address(r.URL.Path, v)})
}

// sentence makes an error's text a sentence: a capital and a full stop.
func sentence(s string) string {
	if s == "" {
		return s
	}
	s = capital(s)
	if !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "…") && !strings.HasSuffix(s, "?") {
		s += "."
	}
	return s
}

// clip shortens s to at most n bytes, on a rune border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

func (f *fault) title() string { return f.Heading() }

// Heading says for people what the matter is.
func (f *fault) Heading() string {
	switch f.Status {
	case http.StatusBadRequest, http.StatusRequestURITooLong:
		return "That could not be understood"
	case http.StatusNotFound:
		return "Not found"
	case http.StatusInternalServerError:
		return "The program made a mistake"
	}
	return f.Title
}
