package web

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"log/slog"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// Corpus is what web asks of the log. *corpus.Corpus is one.
type Corpus interface {
	Has(ctx context.Context, id communique.DocID) (bool, error)
	History(ctx context.Context, id communique.DocID) (*corpus.History, error)
	Held(ctx context.Context, refs ...corpus.Ref) ([]corpus.Held, error)
	Outlines(ctx context.Context, ids ...communique.DocID) ([]corpus.Outline, error)
	Written(ctx context.Context, id communique.EntityID, docs ...communique.DocID) ([][]corpus.Written, error)
	DocumentOf(ctx context.Context, id communique.ClaimID) (communique.DocID, error)
	Original(ctx context.Context, id communique.DocID) ([]byte, error)
	Entries(ctx context.Context, since uint64) iter.Seq2[corpus.Entry, error]
	Annotations(ctx context.Context, target string) ([]corpus.Entry, error)
	Last(ctx context.Context) (uint64, error)
	Bytes() int64
	Append(ctx context.Context, by corpus.Agent, d *communique.Document, original []byte) (corpus.Appended, error)
	AddSource(ctx context.Context, by corpus.Agent, id communique.DocID, s communique.Source) (corpus.Appended, error)
	Annotate(ctx context.Context, by corpus.Agent, a communique.Annotation) (corpus.Appended, error)
	Backup(ctx context.Context, w io.Writer) (int64, error)
}

// Graph is what web asks of the knowledge graph. *graph.Graph is one.
type Graph interface {
	Claims(ctx context.Context, f communique.Filter, p graph.Page) (graph.Claims, error)
	Groups(ctx context.Context, f communique.Filter, p graph.Page) (graph.Groups, error)
	Timeline(ctx context.Context, f communique.Filter, clock graph.Clock, p graph.Page) (graph.Timeline, error)
	Answered(ctx context.Context, questions ...communique.Question) ([]communique.Question, error)
	Count(ctx context.Context) (graph.Counts, error)
	Entities(ctx context.Context, kinds []communique.EntityKind, p graph.Page) (graph.Entities, error)
	Network(ctx context.Context, q graph.NetworkQuery) (graph.Network, error)
	Between(ctx context.Context, a, b communique.EntityID, f communique.Filter, p graph.Page) (graph.Claims, error)
	Path(ctx context.Context, from, to communique.EntityID, f communique.Filter) ([]graph.Step, error)
}

// Index is what web asks of the search index. *search.Index is one.
type Index interface {
	Search(ctx context.Context, q search.Query) (search.Result, error)
	Writes() uint64
}

// Names tells what the gazetteer knows of entities.
type Names interface {
	Name(id communique.EntityID) string
	Entity(id communique.EntityID) (communique.Entity, bool)
	Tenures(id communique.EntityID) []communique.Tenure
}

// Version tells what is running.
type Version struct {
	Program string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Reader  string `json:"reader,omitempty"` // name and version of what reads documents
}

// Server holds what the handlers need. Corpus, Graph and Index must be set;
// every other field may be left zero: then names are made of the ids, nothing
// can be added, and nothing is waited for.
type Server struct {
	Corpus    Corpus
	Graph     Graph
	Index     Index
	Names     Names            // nil shows the ids' own words
	Reference *claim.Reference // nil knows no facts
	Standing  *Standing        // how all answers stand; nil knows nothing

	// Read makes a document of bytes; the source holds what the sender said of
	// them. Nil: documents cannot be added.
	Read func(ctx context.Context, name string, data []byte, source communique.Source) (*communique.Document, error)
	// Synced waits until graph and index have caught up with the corpus.
	Synced func(ctx context.Context) error
	// Wake tells the syncing goroutine that the corpus has grown.
	Wake func()
	// Lag returns how many entries of the log graph and index have yet to take in.
	Lag func(ctx context.Context) (uint64, error)
	// Check proves the store sound and yields what is not.
	Check func(ctx context.Context) iter.Seq2[string, error]
	// Ready reports why the server cannot answer yet; nil where it can.
	Ready func() error

	// Samples is the sample collection: *.md beside a README.md. Nil: there is none.
	Samples fs.FS

	Log     *slog.Logger // nil logs nothing
	Version Version
	Agent   corpus.Agent // who appends; "" is "web"
	Addr    string       // the address that is served, as given: "127.0.0.1:8080", ":8080"
	Hosts   []string     // further host names under which the server may be asked

	intake atomic.Pointer[intake] // nil while no batches are taken; TakeIn sets it
}

// The limits of a request.
const (
	maxQuery    = 8 << 10   // bytes of a query string
	maxJSON     = 1 << 20   // bytes of a small body
	maxDocument = 64 << 20  // bytes of one document
	maxUpload   = 256 << 20 // bytes of one request with documents
	maxFiles    = 1000      // documents in one request
	maxNames    = 4 << 20   // bytes of the names of a batch

	quick   = 20 * time.Second // how long an answer may take
	slow    = 5 * time.Minute  // how long adding documents may take
	endless = 0                // no limit: streams, and waiting on purpose
)

// side tells which handler serves a route.
type side int

const (
	public side = 1 << iota
	local
	both = public | local
)

// route is one URL.
type route struct {
	method, path string
	side         side
	summary      string
	params       []param
	limit        time.Duration // how long it may take; 0 for no limit
	body         int64         // the most bytes of a body; 0 for none
	bar          bool          // the page shows the date bar
	restless     bool          // what it answers also changes while the log stands still
	page         string        // the template of a page, "" for anything else
	answer       answer        // makes what the page shows and the API encodes
	handle       handle        // writes the response itself; instead of answer
	result       any           // the zero value of what the API answers, for its description
}

// answer reads the parameters, asks the stores and fills a struct.
type answer func(*Server, *request) (any, error)

// handle writes a response itself; an error is answered in the one place.
type handle func(*Server, *request) error

// routes is every URL of both handlers.
func routes() []route {
	return []route{
		{method: "GET", path: "/", side: public, limit: quick, page: "home", bar: true, answer: home, summary: "Newest documents and open questions", params: clockParams},
		{method: "GET", path: "/search", side: public, limit: quick, page: "search", bar: true, answer: find, summary: "Search", params: searchParams},
		{method: "GET", path: "/documents", side: public, limit: quick, page: "documents", bar: true, answer: documents, summary: "The documents", params: documentsParams},
		{method: "GET", path: "/document", side: public, limit: quick, page: "document", answer: document, summary: "One document with its claims", params: documentParams},
		{method: "GET", path: "/source", side: public, limit: quick, page: "source", answer: source, summary: "Where a document came from, what happened to it, and what can be done", params: sourceParams},
		{method: "POST", path: "/source", side: public, limit: slow, body: maxJSON, handle: handleSource, summary: "Retract a document, take that back, or read it again", params: sourceParams},
		{method: "GET", path: "/propose", side: public, limit: quick, page: "propose", answer: propose, summary: "Words of a document read by hand as a claim, and how that would stand", params: proposeParams},
		{method: "GET", path: "/original", side: public, limit: slow, handle: original, summary: "The original bytes of a document", params: idParams},
		{method: "GET", path: "/claims", side: public, limit: quick, page: "claims", bar: true, answer: claims, summary: "The claims that a filter chooses", params: claimsParams},
		{method: "GET", path: "/claim", side: public, limit: quick, page: "claim", bar: true, answer: oneClaim, summary: "One claim", params: idClockParams},
		{method: "GET", path: "/actors", side: public, limit: quick, page: "actors", answer: actors, summary: "The actors", params: actorsParams},
		{method: "GET", path: "/actor", side: public, limit: quick, page: "actor", bar: true, answer: actor, summary: "One actor or other entity", params: actorParams},
		{method: "GET", path: "/compare", side: public, limit: quick, page: "compare", bar: true, answer: compare, summary: "Answers to one question compared", params: compareParams},
		{method: "GET", path: "/timeline", side: public, limit: quick, page: "timeline", bar: true, answer: timeline, summary: "What the claims that a filter chooses tell, in order of time", params: timelineParams},
		{method: "GET", path: "/graph", side: public, limit: quick, page: "graph", bar: true, answer: network, summary: "What claims link to one entity, drawn and as a table", params: graphParams},
		{method: "GET", path: "/review", side: public, limit: quick, page: "review", bar: true, answer: review, summary: "The claims on which conflicts hang, one by one", params: reviewParams},
		{method: "POST", path: "/review", side: public, limit: quick, body: maxJSON, handle: judge, summary: "Accept or reject a claim, or take that back", params: reviewParams},
		{method: "GET", path: "/help", side: public, limit: quick, page: "help", answer: help, summary: "How to ask, and what the words mean", params: clockParams},
		{method: "GET", path: "/add", side: public, limit: quick, restless: true, page: "add", answer: addForm, summary: "Add documents", params: addFormParams},
		{method: "POST", path: "/add", side: public, limit: slow, body: maxUpload, handle: addByForm, summary: "Add documents by the form", params: clockParams},
		{method: "POST", path: "/add/samples", side: public, limit: slow, body: maxJSON, handle: addSamples, summary: "Add the sample collection", params: clockParams},
		{method: "GET", path: "/add/batch", side: public, limit: quick, restless: true, page: "add", answer: pageOfBatch, summary: "What became of files that were added", params: batchParams},
		{method: "GET", path: "/add/events", side: public, limit: endless, handle: batchEvents, summary: "The same as server-sent events", params: eventsParams},
		{method: "GET", path: "/robots.txt", side: public, limit: quick, handle: robots, summary: "Asks crawlers to stay away"},
		{method: "GET", path: "/assets/:name", side: public, limit: quick, handle: asset, summary: "A style sheet or script, under its content's name"},

		{method: "GET", path: "/api/v1/openapi.json", side: both, limit: quick, answer: openAPI, summary: "This description"},
		{method: "GET", path: "/api/v1/version", side: both, limit: quick, restless: true, answer: version, summary: "What is running and what it holds", result: versionAnswer{}},
		{method: "GET", path: "/api/v1/search", side: both, limit: quick, answer: find, summary: "Search documents, statements and claims", params: searchParams, result: searchPage{}},
		{method: "GET", path: "/api/v1/documents", side: both, limit: quick, answer: documents, summary: "The documents, newest publication first", params: documentsParams, result: documentsPage{}},
		{method: "POST", path: "/api/v1/documents", side: both, limit: slow, body: maxUpload, handle: addByAPI, summary: "Add documents: multipart files, JSON with a text, or the bytes themselves", params: addParams, result: added{}},
		{method: "GET", path: "/api/v1/batches", side: both, limit: quick, restless: true, answer: batches, summary: "Batches of files, the newest first", result: batchesAnswer{}},
		{method: "POST", path: "/api/v1/batches", side: both, limit: slow, body: maxNames, handle: newBatch, summary: "Begin a batch of files, with their names where these are known", result: batchAnswer{}},
		{method: "GET", path: "/api/v1/batches/:id", side: both, limit: quick, restless: true, answer: batchOf, summary: "A batch, with what became of each file", result: batchAnswer{}},
		{method: "POST", path: "/api/v1/batches/:id/files", side: both, limit: slow, body: maxUpload, handle: batchFiles, summary: "Send files of a batch: multipart, in fields file, or file-1, file-2, … where they were announced", params: filesParams, result: batchAnswer{}},
		{method: "GET", path: "/api/v1/documents/:id", side: both, limit: quick, answer: document, summary: "One document with its claims", params: documentAPIParams, result: documentPage{}},
		{method: "GET", path: "/api/v1/documents/:id/words", side: both, limit: quick, handle: words, summary: "Words of a document, found or proved, with their link and citation", params: wordsParams, result: wordsAnswer{}},
		{method: "GET", path: "/api/v1/documents/:id/history", side: both, limit: quick, answer: source, summary: "Where a document came from and what happened to it", params: clockParams, result: sourcePage{}},
		{method: "GET", path: "/api/v1/documents/:id/original", side: both, limit: slow, handle: original, summary: "The original bytes of a document"},
		{method: "GET", path: "/api/v1/claims", side: both, limit: quick, answer: claims, summary: "The claims that a filter chooses", params: claimsParams, result: claimsPage{}},
		{method: "GET", path: "/api/v1/claims/:id", side: both, limit: quick, answer: oneClaim, summary: "One claim with its comparisons", params: clockParams, result: claimPage{}},
		{method: "GET", path: "/api/v1/actors", side: both, limit: quick, answer: actors, summary: "The actors that claims name", params: actorsAPIParams, result: actorsPage{}},
		{method: "GET", path: "/api/v1/actors/:id", side: both, limit: quick, answer: actor, summary: "One actor or other entity", params: actorAPIParams, result: actorPage{}},
		{method: "GET", path: "/api/v1/compare", side: both, limit: quick, answer: compare, summary: "Comparisons: of one question, or of the questions that a filter chooses", params: compareParams, result: comparePage{}},
		{method: "GET", path: "/api/v1/timeline", side: both, limit: quick, answer: timeline, summary: "What the claims that a filter chooses tell, in order of time; of one question also its lineage", params: timelineParams, result: timelinePage{}},
		{method: "GET", path: "/api/v1/graph", side: both, limit: quick, answer: network, summary: "What claims link to one entity, ranked, with places to draw it; also the path to another", params: graphParams, result: graphPage{}},
		{method: "GET", path: "/api/v1/export", side: both, limit: endless, handle: exportClaims, summary: "The claims that a filter chooses, or named ones, streamed as a file in one of several formats", params: exportParams},
		{method: "GET", path: "/api/v1/review", side: both, limit: quick, answer: review, summary: "The claims on which conflicts hang, those with most first", params: reviewAPIParams, result: reviewPage{}},
		{method: "POST", path: "/api/v1/annotations", side: both, limit: quick, body: maxJSON, handle: annotate, summary: "Append what a person says of a claim, document or entity", result: annotated{}},

		{method: "GET", path: "/healthz", side: both, limit: quick, handle: healthz, summary: "Whether the process runs"},
		{method: "GET", path: "/readyz", side: both, limit: quick, handle: readyz, summary: "Whether the server can answer"},
		{method: "GET", path: "/metrics", side: both, limit: quick, handle: metricsPage, summary: "Figures for Prometheus"},

		{method: "GET", path: "/local/backup", side: local, limit: endless, handle: backup, summary: "A consistent copy of the corpus"},
		{method: "GET", path: "/local/check", side: local, limit: endless, handle: check, summary: "What is not sound, as JSON lines"},
		{method: "GET", path: "/local/export", side: local, limit: endless, handle: exportClaims, summary: "An export whose links lead to a server", params: append(slices.Clone(exportParams), paramBase)},
		{method: "GET", path: "/local/sync", side: local, limit: endless, handle: syncNow, summary: "Wait until graph and index have caught up"},
	}
}

// Handler returns the handler of pages and API for the network. It asks for a
// known host name and refuses requests that another site's page makes.
func (s *Server) Handler() http.Handler { return newSite(s, public) }

// LocalHandler returns the handler of the API for the commands of this machine,
// through a socket in the store folder or within the process: everything of the
// API, and /local/. Whoever can reach it owns the store.
func (s *Server) LocalHandler() http.Handler { return newSite(s, local) }

// HTTPServer returns a server with the timeouts that the handlers count on.
// The caller gives it an address or a listener, and ends it.
func HTTPServer(h http.Handler, log *slog.Logger) *http.Server {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       slow,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	if log != nil {
		srv.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelDebug)
	}
	return srv
}

func (s *Server) log() *slog.Logger {
	if s.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return s.Log
}

// person names in the log who judges or retracts: the pages ask nobody for a name.
func (q *request) person() corpus.Agent {
	if q.isAPI() {
		return "somebody through the API"
	}
	return "somebody at the pages"
}

func (s *Server) agent() corpus.Agent {
	if s.Agent == "" {
		return "web"
	}
	return s.Agent
}

func (s *Server) lag(ctx context.Context) (uint64, error) {
	if s.Lag == nil {
		return 0, errors.ErrUnsupported
	}
	return s.Lag(ctx)
}
