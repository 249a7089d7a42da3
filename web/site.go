package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// site is a server made ready to handle requests: routes, templates, assets and
// counters.
type site struct {
	*Server
	side    side
	pages   pages
	assets  assets
	metrics *metrics
	guard   *http.CrossOriginProtection
	hosts   hosts
	shelf   *shelf
	queues  queues
	kept    *kept
	tail    tail
	turns   turns
	run     string // names this run of the program
}

// quiet puts gin, whose mode belongs to the process, into the mode in which it
// prints nothing.
var quiet = sync.OnceFunc(func() { gin.SetMode(gin.ReleaseMode) })

func newSite(s *Server, side side) http.Handler {
	quiet()
	t := &site{Server: s, side: side, assets: loadAssets(), metrics: newMetrics(s), shelf: newShelf(), kept: newKept(), turns: newTurns(), run: newRun(), guard: http.NewCrossOriginProtection(), hosts: newHosts(s.Addr, s.Hosts)}
	t.pages = loadPages()

	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	engine.UseRawPath = true // entity ids in paths may hold an escaped slash
	engine.UnescapePathValues = true
	engine.RedirectTrailingSlash = false
	if err := engine.SetTrustedProxies(nil); err != nil {
		panic(err) // unreachable: an empty list is always valid
	}
	engine.Use(t.observe, t.recover, t.protect)
	for _, r := range routes() {
		if r.side&side == 0 {
			continue
		}
		engine.Handle(r.method, r.path, t.serve(r))
		if r.method == http.MethodGet {
			engine.Handle(http.MethodHead, r.path, t.serve(r))
		}
	}
	engine.NoRoute(func(c *gin.Context) {
		t.fail(c, &fault{Status: http.StatusNotFound, Detail: "There is nothing at this address."})
	})
	engine.NoMethod(func(c *gin.Context) {
		t.fail(c, &fault{Status: http.StatusMethodNotAllowed, Detail: "This address knows " + c.Writer.Header().Get("Allow") + ", not " + c.Request.Method + "."})
	})
	return engine
}

// serve makes the handler of a route.
func (t *site) serve(r route) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx := c.Request.Context()
		if r.limit > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, r.limit)
			defer cancel()
			c.Request = c.Request.WithContext(ctx)
		}
		if c.Request.Body != nil {
			c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, r.body)
		}
		q, err := newRequest(t, r, c)
		if err != nil {
			t.fail(c, err)
			return
		}
		if r.handle != nil {
			if err := r.handle(t.Server, q); err != nil {
				t.fail(c, err)
			}
			return
		}
		if !r.restless && t.unchanged(q) {
			return
		}
		contentType, body, err := t.answer(q)
		if err != nil {
			t.fail(c, err)
			return
		}
		t.send(c, http.StatusOK, contentType, body)
	}
}

// answer makes an answer when it is its turn, which ends before a client that
// reads slowly has it.
func (t *site) answer(q *request) (contentType string, body []byte, err error) {
	if err := t.turns.take(q.ctx); err != nil {
		return "", nil, err
	}
	defer t.turns.giveBack()
	if a, ok := t.kept.get(q.c.Writer.Header().Get("ETag")); ok {
		return a.contentType, a.whole(), nil // somebody else was answered the same meanwhile
	}
	page, err := q.route.answer(t.Server, q)
	if err != nil {
		return "", nil, err
	}
	if q.route.page == "" {
		body, err = encoded(page)
		return jsonType, body, err
	}
	body, err = t.render(q.route.page, q, page)
	return pageType, body, err
}

// observe counts and logs each request.
func (t *site) observe(c *gin.Context) {
	start := time.Now()
	c.Set(beganKey, start)
	c.Next()
	took := time.Since(start)
	route := c.FullPath()
	if route == "" {
		route = "none"
	}
	t.metrics.requests.WithLabelValues(c.Request.Method, route, strconv.Itoa(c.Writer.Status())).Inc()
	t.metrics.durations.WithLabelValues(route).Observe(took.Seconds())
	t.log().LogAttrs(c.Request.Context(), slog.LevelDebug, "request",
		slog.String("method", c.Request.Method), slog.String("path", c.Request.URL.Path),
		slog.Int("status", c.Writer.Status()), slog.Int("bytes", c.Writer.Size()), slog.Duration("took", took))
}

// recover answers a panic as an error of ours and logs where it happened.
func (t *site) recover(c *gin.Context) {
	defer func() {
		p := recover()
		switch {
		case p == nil:
			return
		case p == http.ErrAbortHandler:
			panic(p)
		}
		t.log().Error("panic while answering", "path", c.Request.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		c.Abort()
		if !c.Writer.Written() {
			t.fail(c, &fault{Status: http.StatusInternalServerError, Detail: "The program made a mistake; its log says where."})
		}
	}()
	c.Next()
}

// policy is the content security policy of every answer.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// protect sets the headers that guard pages, and refuses what comes under a
// foreign name or from another site's page.
func (t *site) protect(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // no-referrer would make browsers send "Origin: null" with our own forms
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()")
	h.Set("Cache-Control", "no-cache")
	if t.side != public {
		return
	}
	if !t.hosts.allow(c.Request.Host) {
		c.Abort()
		t.fail(c, &fault{Status: http.StatusMisdirectedRequest, Detail: fmt.Sprintf("This server does not answer to the name %q. Ask it by its address, or start it with that name.", clip(c.Request.Host, 100))})
		return
	}
	if err := t.guard.Check(c.Request); err != nil {
		c.Abort()
		t.fail(c, &fault{Status: http.StatusForbidden, Detail: "A page of another site made this request; it was refused."})
	}
}
