package web

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// backup streams a copy of the corpus.
func backup(s *Server, q *request) error {
	q.c.Header("Content-Type", "application/octet-stream")
	if _, err := s.Corpus.Backup(q.ctx, q.c.Writer); err != nil {
		if !q.c.Writer.Written() {
			return err
		}
		s.log().Error("backup broke off", "error", err)
		panic(http.ErrAbortHandler) // so that the receiver sees a broken stream, not a short file
	}
	return nil
}

// checkLine is one line of what a check answers.
type checkLine struct {
	Problem  string `json:"problem,omitempty"`
	Error    string `json:"error,omitempty"` // why the check itself could not go on
	Done     bool   `json:"done,omitempty"`  // the last line
	Problems int    `json:"problems"`        // so far
}

// check streams what is not sound as JSON lines; the last one says done or why not.
func check(s *Server, q *request) error {
	if s.Check == nil {
		return &fault{Status: http.StatusNotImplemented, Detail: "This server cannot check its store."}
	}
	q.c.Header("Content-Type", "application/jsonl")
	enc := json.NewEncoder(q.c.Writer)
	var last checkLine
	for problem, err := range s.Check(q.ctx) {
		if err != nil {
			last.Error = err.Error()
			break
		}
		last.Problems++
		if err := enc.Encode(checkLine{Problem: problem, Problems: last.Problems}); err != nil {
			return fmt.Errorf("web: check: %w", err)
		}
		q.c.Writer.Flush()
	}
	last.Done = last.Error == ""
	return enc.Encode(last)
}

// syncNow waits until graph and index have caught up with the corpus.
func syncNow(s *Server, q *request) error {
	if s.Wake != nil {
		s.Wake()
	}
	if s.Synced != nil {
		if err := s.Synced(q.ctx); err != nil {
			return err
		}
	}
	last, err := s.Corpus.Last(q.ctx)
	if err != nil {
		return err
	}
	q.site.sendJSON(q.c, http.StatusOK, struct {
		Entries uint64 `json:"entries"`
	}{last})
	return nil
}
