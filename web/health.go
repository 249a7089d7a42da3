package web

import (
	"fmt"
	"net/http"
)

// healthz says that the process runs.
func healthz(_ *Server, q *request) error {
	q.site.send(q.c, http.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
	return nil
}

// robots asks crawlers to stay away: a store is somebody's own, and every list
// has more addresses than anybody wants to read.
func robots(_ *Server, q *request) error {
	q.site.send(q.c, http.StatusOK, "text/plain; charset=utf-8", []byte("User-agent: *\nDisallow: /\n"))
	return nil
}

// readyz says whether questions can be answered now.
func readyz(s *Server, q *request) error {
	var err error
	if s.Ready != nil {
		err = s.Ready()
	}
	if err == nil {
		_, err = s.Corpus.Last(q.ctx)
	}
	if err != nil {
		return &fault{Status: http.StatusServiceUnavailable, Detail: sentence(fmt.Sprintf("not ready: %v", err))}
	}
	q.site.send(q.c, http.StatusOK, "text/plain; charset=utf-8", []byte("ready\n"))
	return nil
}

// versionAnswer tells what is running and what it holds.
type versionAnswer struct {
	Version
	Entries uint64  `json:"entries"` // in the log of the corpus
	Lag     *uint64 `json:"lag"`     // entries that graph and index have yet to take in; null where unknown
	Holds   holds   `json:"holds"`
}

type holds struct {
	Documents int `json:"documents"`
	Claims    int `json:"claims"`
	Entities  int `json:"entities"`
	Questions int `json:"questions"`
}

func version(s *Server, q *request) (any, error) {
	v := &versionAnswer{Version: s.Version}
	var err error
	if v.Entries, err = s.Corpus.Last(q.ctx); err != nil {
		return nil, err
	}
	if lag, err := s.lag(q.ctx); err == nil {
		v.Lag = &lag
	}
	c, err := s.Graph.Count(q.ctx)
	v.Holds = holds{c.Documents, c.Claims, c.Entities, c.Questions}
	return v, err
}
