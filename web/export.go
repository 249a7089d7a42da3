package web

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/graph"
)

var (
	paramFormat = param{Name: "format", Says: "The format; jsonl where none is given. claimreview tells comparisons; text, csl, bibtex and ris begin with the comparison where one question is chosen.", One: formatNames()}
	paramClaim  = param{Name: "claim", Says: "Ids of claims, instead of a filter.", Many: true}
	paramBase   = param{Name: "base", Says: "The address of the server that links lead to: http://127.0.0.1:8080"}

	exportParams = append([]param{paramFormat, paramClaim, paramClock}, filterParams...)
)

func formatNames() []string {
	var names []string
	for _, f := range export.Formats {
		names = append(names, f.Name)
	}
	return names
}

// How much of an export is in memory at a time: so many claims, or questions.
const (
	exportClaimsAtATime    = 500
	exportQuestionsAtATime = 5
)

// exportClaims streams claims as a file.
func exportClaims(s *Server, q *request) error {
	if err := q.oneOf("format", "kind", "clock"); err != nil {
		return err
	}
	name := q.get("format")
	if name == "" {
		name = export.JSONL.Name
	}
	format, ok := export.Named(name)
	if !ok {
		return badParam("format", "The format is not known.") // unreachable: oneOf has refused it
	}
	if base := q.get(paramBase.Name); base != "" {
		u, err := url.Parse(base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return badParam(paramBase.Name, fmt.Sprintf("base: %q is not the address of a server, such as http://127.0.0.1:8080.", clip(base, 100)))
		}
	}
	pieces, err := q.pieces(format)
	if err != nil {
		return err
	}
	var out *download
	for piece, err := range pieces {
		if err != nil && out == nil {
			return err
		}
		if err == nil {
			if out == nil {
				if out = q.download(format); q.c.Request.Method == http.MethodHead {
					return nil
				}
			}
			err = out.Put(piece)
		}
		if err != nil {
			s.log().Error("an export broke off", "error", err)
			panic(http.ErrAbortHandler) // so that the receiver sees a broken stream, not a short file
		}
	}
	if out == nil {
		out = q.download(format)
	}
	if err := out.end(); err != nil {
		s.log().Debug("nobody waited for the end of an export", "error", err)
	}
	return nil
}

// download is a file on its way.
type download struct {
	*export.Writer
	buffer *bufio.Writer
	packed *gzip.Writer // nil where the client takes no gzip
}

// download begins an answer.
func (q *request) download(f export.Format) *download {
	h := q.c.Writer.Header()
	h.Set("Content-Type", f.MediaType)
	if f.Drawn {
		h.Set("Content-Security-Policy", drawnPolicy)
	}
	h.Set("Content-Disposition", `inline; filename="communique`+f.Extension+`"`)
	h.Add("Vary", "Accept-Encoding")
	d := &download{}
	var w io.Writer = q.c.Writer
	if acceptsGzip(q.c.GetHeader("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		d.packed = gzip.NewWriter(w)
		w = d.packed
	}
	q.c.Status(http.StatusOK)
	d.buffer = bufio.NewWriterSize(w, 32<<10)
	d.Writer = export.NewWriter(d.buffer, f)
	return d
}

func (d *download) end() error {
	if err := d.Close(); err != nil {
		return err
	}
	if err := d.buffer.Flush(); err != nil {
		return err
	}
	if d.packed != nil {
		return d.packed.Close()
	}
	return nil
}

// pieces makes what an export consists of, piece by piece.
func (q *request) pieces(format export.Format) (iter.Seq2[[]byte, error], error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	if ids := values[communique.ClaimID](q, "claim"); len(ids) > 0 {
		for name := range q.chosen() {
			if !slices.Contains(clockNames, name) {
				return nil, badParam("claim", fmt.Sprintf("Either claim or %s chooses what is exported, not both.", name))
			}
		}
		if format.Drawn {
			return q.drawnOf(ids), nil
		}
		return q.named(format, ids), nil
	}
	if len(f.Questions) == 1 {
		if err := q.answered(f.Questions[0]); err != nil {
			return nil, err
		}
	}
	if format.Drawn {
		return q.drawn(f), nil
	}
	if format.Reviews && len(f.Questions) != 1 {
		return q.reviews(format, f), nil
	}
	return q.claimPieces(format, f), nil
}

// named exports claims by their ids, with how each stands to other answers
// where the format tells that.
func (q *request) named(format export.Format, ids []communique.ClaimID) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, id := range ids {
			piece, err := q.namedClaim(format, id)
			if !yield(piece, err) || err != nil {
				return
			}
		}
	}
}

func (q *request) namedClaim(format export.Format, id communique.ClaimID) ([]byte, error) {
	held, _, err := q.find(id)
	if err != nil {
		return nil, err
	}
	v, err := q.claimData(held, communique.In)
	if err != nil {
		return nil, err
	}
	cited := q.citation(v)
	if format.Reviews {
		for _, key := range held.Claim.Questions {
			f := q.clocks
			f.Questions = []communique.Question{key}
			_, judged, err := q.judgedAll(f)
			q.claims = nil // what was looked up is done with
			if err != nil {
				return nil, err
			}
			for _, c := range judged {
				if slices.ContainsFunc(c.Members, func(m claim.Member) bool { return m.Claim.ID == id }) {
					stand := export.Stand{Asks: q.asks(key), Relation: c.Relation, Because: c.Because}
					if !slices.Contains(cited.Stands, stand) {
						cited.Stands = append(cited.Stands, stand)
					}
				}
			}
		}
	}
	return format.Claim(cited)
}

// judgedAll compares the answers to the one question of a filter, as the page of
// the question does.
func (q *request) judgedAll(f communique.Filter) (graph.Claims, []claim.Comparison, error) {
	found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostAnswers})
	if err != nil {
		return found, nil, err
	}
	judged, err := q.judged(f.Questions[0], found.Rows)
	return found, judged, err
}

// claimPieces exports the claims of a filter in the order of their list. Of one
// question, the comparison comes first where the format has words for it.
func (q *request) claimPieces(format export.Format, f communique.Filter) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if len(f.Questions) == 1 && format.Question != nil {
			piece, err := q.questionPiece(format, f)
			if !yield(piece, err) || err != nil || format.Reviews {
				return
			}
		}
		for after := ""; ; {
			found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: exportClaimsAtATime, After: after})
			if err != nil {
				yield(nil, err)
				return
			}
			q.counted(found.Total, found.Undated)
			held, err := q.site.Corpus.Held(q.ctx, refsOf(found.Rows)...) // not by helds, which remembers
			if err != nil {
				yield(nil, fmt.Errorf("web: export: %w", err))
				return
			}
			for i, row := range found.Rows {
				piece, err := q.claimPiece(format, held[i], row.Match)
				if !yield(piece, err) || err != nil {
					return
				}
			}
			if after = found.Next; after == "" {
				return
			}
		}
	}
}

func (q *request) claimPiece(format export.Format, h corpus.Held, m communique.Match) ([]byte, error) {
	v, err := q.claimData(h, m)
	if err != nil {
		return nil, err
	}
	return format.Claim(q.citation(v))
}

// questionPiece exports the comparison of the one question of a filter; of a
// format for reviews, with its members.
func (q *request) questionPiece(format export.Format, f communique.Filter) ([]byte, error) {
	found, judged, err := q.judgedAll(f)
	if err != nil {
		return nil, err
	}
	q.counted(found.Total, found.Undated)
	return q.compared(format, f.Questions[0], found.Rows, judged, found.Total)
}

func (q *request) compared(format export.Format, key communique.Question, rows []graph.Row, judged []claim.Comparison, answers int) ([]byte, error) {
	var views []claimView
	if format.Reviews {
		var err error
		if views, err = q.rows(rows); err != nil {
			return nil, err
		}
	}
	return format.Question(q.question(key, judged, views, answers, len(rows)))
}

// reviews exports the comparisons of every question that a filter chooses, those
// in most documents first.
func (q *request) reviews(format export.Format, f communique.Filter) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for after := ""; ; {
			found, err := q.site.Graph.Groups(q.ctx, f, graph.Page{Limit: exportQuestionsAtATime, After: after})
			if err != nil {
				yield(nil, err)
				return
			}
			q.counted(found.Total, found.Undated)
			for _, g := range found.Groups {
				judged, err := q.judged(g.Question, g.Rows)
				if err != nil {
					yield(nil, err)
					return
				}
				piece, err := q.compared(format, g.Question, g.Rows, judged, g.Answers)
				q.claims = nil // what was looked up is done with
				if !yield(piece, err) || err != nil {
					return
				}
			}
			if after = found.Next; after == "" {
				return
			}
		}
	}
}

// counted tells in the head of an answer how many rows it has, and how many only
// their unknown publication date keeps out. Once the answer has begun it is too
// late and without effect.
func (q *request) counted(total, undated int) {
	h := q.c.Writer.Header()
	h.Set("Communique-Total", strconv.Itoa(total))
	h.Set("Communique-Undated", strconv.Itoa(undated))
}
