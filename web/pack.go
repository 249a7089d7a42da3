package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/graph"
)

// packed is what an evidence pack will hold, decided before its first byte.
type packed struct {
	refs      []corpus.Ref
	citations []*export.Citation // one for each ref
	question  communique.Question
	compared  map[string][]byte // what each format says of the question, by its name
}

// pack sends an evidence pack of the claims that the address chooses.
func (q *request) pack() error {
	p, err := q.packed()
	if err != nil {
		return err
	}
	h := q.c.Writer.Header()
	h.Set("Content-Type", export.Pack.MediaType)
	h.Set("Content-Disposition", `attachment; filename="communique-evidence`+export.Pack.Extension+`"`)
	q.c.Status(http.StatusOK)
	if q.c.Request.Method == http.MethodHead {
		return nil
	}
	if err := q.writePack(p); err != nil {
		q.site.log().Error("an evidence pack broke off", "error", err)
		panic(http.ErrAbortHandler) // so that the receiver sees a broken stream, not a short file
	}
	return nil
}

// packed decides what the pack holds, or says why it cannot.
func (q *request) packed() (packed, error) {
	var p packed
	f, err := q.filter()
	if err != nil {
		return p, err
	}
	ids := values[communique.ClaimID](q, "claim")
	if len(ids) > 0 {
		if err := q.claimsAlone(); err != nil {
			return p, err
		}
		for _, id := range ids {
			doc, err := q.site.Corpus.DocumentOf(q.ctx, id)
			if err != nil {
				return p, err
			}
			p.refs = append(p.refs, corpus.Ref{Document: doc, Claim: id})
		}
	} else if p.refs, err = q.packRefs(f); err != nil {
		return p, err
	}
	if err := packFits(p.refs); err != nil {
		return p, err
	}
	if len(p.refs) == 0 {
		return p, &fault{Status: http.StatusNotFound, Detail: "No claim passes this filter, so there is nothing to pack."}
	}
	held, err := q.site.Corpus.Held(q.ctx, p.refs...)
	if err != nil {
		return p, fmt.Errorf("web: pack: %w", err)
	}
	for _, h := range held {
		v, err := q.claimData(h, communique.In)
		if err != nil {
			return p, err
		}
		c := q.citation(v)
		if len(ids) > 0 {
			if err := q.stands(c); err != nil {
				return p, err
			}
		}
		p.citations = append(p.citations, c)
	}
	if len(ids) == 0 && len(f.Questions) == 1 {
		p.question, p.compared = f.Questions[0], map[string][]byte{}
		for _, format := range export.Formats {
			if !format.Cites || format.Question == nil {
				continue
			}
			if p.compared[format.Name], err = q.questionPiece(format, f); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

// packRefs lists the claims of a filter, one more than a pack holds at most.
func (q *request) packRefs(f communique.Filter) ([]corpus.Ref, error) {
	if len(f.Questions) == 1 {
		if err := q.answered(f.Questions[0]); err != nil {
			return nil, err
		}
	}
	var refs []corpus.Ref
	for after := ""; ; {
		found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: exportClaimsAtATime, After: after})
		if err != nil {
			return nil, err
		}
		refs = append(refs, refsOf(found.Rows)...)
		if after = found.Next; after == "" || len(refs) > export.MostPackClaims {
			return refs, nil
		}
	}
}

// packFits refuses what one pack does not hold: evidence must not be left out silently.
func packFits(refs []corpus.Ref) error {
	documents := map[communique.DocID]bool{}
	for _, r := range refs {
		documents[r.Document] = true
	}
	if len(refs) <= export.MostPackClaims && len(documents) <= export.MostPackDocuments {
		return nil
	}
	return badParam("format", fmt.Sprintf("An evidence pack holds at most %s claims of %d documents; this filter chooses more. Narrow it by question, actor, outlet or dates.",
		thousands(export.MostPackClaims), export.MostPackDocuments))
}

// writePack writes the documents one after the other, so that only one is in
// memory, then the claims.
func (q *request) writePack(p packed) error {
	asks := ""
	if p.question != "" {
		asks = q.asks(p.question)
	}
	w := export.NewPack(q.c.Writer, strings.TrimSpace("Communiqué "+q.site.Version.Program), q.packAddress(), asks)
	type surroundings struct{ before, after string }
	near := map[communique.ClaimID]surroundings{}
	of := map[communique.DocID][]*export.Citation{}
	var docs []communique.DocID
	for _, c := range p.citations {
		if of[c.Document.ID] == nil {
			docs = append(docs, c.Document.ID)
		}
		of[c.Document.ID] = append(of[c.Document.ID], c)
	}
	slices.SortFunc(docs, func(a, b communique.DocID) int { return cmp.Compare(a, b) })
	for _, id := range docs {
		h, err := q.site.Corpus.History(q.ctx, id) // not by the shelf, which remembers
		if err != nil {
			return err
		}
		original, err := q.site.Corpus.Original(q.ctx, id)
		if err != nil {
			return err
		}
		if err := w.Document(h.Current(), original); err != nil {
			return err
		}
		for _, c := range of[id] {
			if e := c.Claim.Evidence; c.Start >= 0 && e.Validate(h.Current().Text) == nil {
				before, after := around(h.Current().Text, e.Span, fewLines)
				near[c.Claim.ID] = surroundings{before, after}
			}
		}
	}
	for _, c := range p.citations {
		s := near[c.Claim.ID]
		if err := w.Claim(c, s.before, s.after); err != nil {
			return err
		}
	}
	for _, f := range export.Formats {
		if piece := p.compared[f.Name]; piece != nil {
			w.Compared(f, piece)
		}
	}
	return w.Close()
}

// packAddress is the address of the page that a pack holds, "" where it is not whole.
func (q *request) packAddress() string {
	v := q.chosen()
	path := "/claims"
	switch ids := q.query["claim"]; {
	case len(ids) == 1:
		path, v = "/claim", url.Values{"id": ids}
	case len(ids) > 1:
		return ""
	case len(v["question"]) == 1:
		path = "/compare"
	}
	if address := q.full(path, v); strings.HasPrefix(address, "http") {
		return address
	}
	return ""
}

// stands sets how a claim stands to other answers.
func (q *request) stands(c *export.Citation) error {
	for _, key := range c.Claim.Questions {
		f := q.clocks
		f.Questions = []communique.Question{key}
		_, judged, err := q.judgedAll(f)
		q.claims = nil // what was looked up is done with
		if err != nil {
			return err
		}
		for _, j := range judged {
			if slices.ContainsFunc(j.Members, func(m claim.Member) bool { return m.Claim.ID == c.Claim.ID }) {
				stand := export.Stand{Asks: q.asks(key), Relation: j.Relation, Because: j.Because}
				if !slices.Contains(c.Stands, stand) {
					c.Stands = append(c.Stands, stand)
				}
			}
		}
	}
	return nil
}

// claimsAlone refuses an address that names claims and has a filter, too.
func (q *request) claimsAlone() error {
	for name := range q.chosen() {
		if !slices.Contains(clockNames, name) {
			return badParam("claim", fmt.Sprintf("Either claim or %s chooses what is exported, not both.", name))
		}
	}
	return nil
}
