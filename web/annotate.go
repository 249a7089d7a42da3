package web

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/communique-kg/communique"
)

// annotated says where a judgement stands in the log.
type annotated struct {
	Seq uint64 `json:"seq"` // what an undo names
}

// annotate appends what a person says.
func annotate(s *Server, q *request) error {
	var a communique.Annotation
	dec := json.NewDecoder(q.c.Request.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		if errors.As(err, new(*http.MaxBytesError)) {
			return err
		}
		return &fault{Status: http.StatusBadRequest, Detail: "The JSON cannot be read: " + clip(err.Error(), 200) + ". Known fields: kind, target, into, change, reason."}
	}
	seq, err := s.say(q.ctx, q.person(), a)
	if err != nil {
		return err
	}
	q.site.sendJSON(q.c, http.StatusCreated, annotated{seq})
	return nil
}
