package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
)

var (
	paramDone    = param{Name: "done", Says: "What has just been done.", One: []string{"retracted", "undone", "read", "same"}}
	sourceParams = append(append(slices.Clone(idParams), paramDone), clockParams...)
)

// sourcePage is what the log has of one document: where it came from, what
// happened to it, and what can be done about it.
type sourcePage struct {
	ID        communique.DocID `json:"id"`
	Title     string           `json:"title"`
	Retracted bool             `json:"retracted"`
	Reason    string           `json:"reason,omitempty"` // why it is retracted
	Reader    string           `json:"reader"`           // what made the current reading
	Claims    int              `json:"claims"`
	Sources   []sourceView     `json:"sources"`
	Copies    []copyView       `json:"copies"` // documents with passages of the same words
	History   []happening      `json:"history"`

	Href       string       `json:"-"` // of the reader
	Row        documentRow  `json:"-"`
	Basis      string       `json:"-"`
	Standing   []judgedView `json:"-"` // retractions that can be taken back
	Action     string       `json:"-"`
	Done       string       `json:"-"` // what has just been done, a sentence
	Wrong      string       `json:"-"` // what is wrong with the reason
	Given      string       `json:"-"` // the reason as it was given
	CanRead    bool         `json:"-"`
	Version    string       `json:"-"` // of the reader that would read it now
	Same       bool         `json:"-"` // which is the one that read it
	ClaimsHref string       `json:"-"`
	ReviewHref string       `json:"-"`
	ListHref   string       `json:"-"`
	AddHref    string       `json:"-"`
}

func (p *sourcePage) title() string { return "Source: " + p.Title }

// copyView is a document that has passages of another.
type copyView struct {
	ID     communique.DocID `json:"id"`
	Title  string           `json:"title"`
	Claims int              `json:"claims"` // of this document that stand in such passages
	Href   string           `json:"-"`
	Outlet string           `json:"-"`
}

func source(_ *Server, q *request) (any, error) { return q.sourcePage() }

func (q *request) sourcePage() (*sourcePage, error) {
	id, err := q.id("document")
	if err != nil {
		return nil, err
	}
	if err := communique.DocID(id).Validate(); err != nil {
		return nil, badParam("id", sentence(err.Error()))
	}
	if err := q.oneOf("done"); err != nil {
		return nil, err
	}
	h, err := q.history(communique.DocID(id))
	if err != nil {
		return nil, err
	}
	d := h.Current()
	page := &sourcePage{ID: d.ID, Title: titleOf(d), Retracted: h.Retracted(), Reader: d.Reader, Claims: len(d.Claims), Sources: sourceViews(d), Copies: []copyView{},
		History: happenings(h), Row: q.documentRow(h.Outline(), communique.In), Href: q.href("/document", "id", id), Basis: basisWords(d.Published().Basis),
		Action: q.href("/source", "id", id), CanRead: q.site.Read != nil, Version: q.site.Version.Reader, Same: d.Reader == q.site.Version.Reader,
		ClaimsHref: q.href("/claims", "document", id), ReviewHref: q.href("/review", "document", id), ListHref: q.href("/documents"), AddHref: q.href("/add")}
	if err := page.standing(q); err != nil {
		return nil, err
	}
	if page.Copies, err = q.copies(d); err != nil {
		return nil, err
	}
	page.Done = map[string]string{"retracted": "It is retracted: it stays readable, and its claims count no more.", "undone": "The retraction is taken back: its claims count again.",
		"read": "It was read again, and the reading differs from the one before: " + plural(page.Claims, "claim", "claims") + " now.", "same": "It was read again; the reading is the same as before."}[q.get("done")]
	return page, nil
}

// standing sets the retractions that nobody has taken back.
func (p *sourcePage) standing(q *request) error {
	entries, err := q.site.Corpus.Annotations(q.ctx, string(p.ID))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Annotation.Kind == communique.Retract {
			p.Reason = e.Annotation.Reason
			p.Standing = append(p.Standing, judgedView{judgement{e.Seq, e.Annotation.Kind, e.Annotation.Reason, e.Agent, communique.DayOf(e.Recorded)}, capital(done(e.Annotation.Kind))})
		}
	}
	return nil
}

// sourceViews shows where a document came from.
func sourceViews(d *communique.Document) []sourceView {
	out := []sourceView{}
	for _, s := range d.Sources {
		v := sourceView{Outlet: optional(s.Outlet), Author: optional(s.Author), URL: optional(s.URL), File: optional(s.File), Licence: optional(s.Licence),
			Published: optional(edtfOf(s.Published)), PublishedBasis: optional(s.Published.Basis), PublishOn: momentTime(s.Published), Basis: basisWords(s.Published.Basis)}
		if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
			v.Link = s.URL
		}
		out = append(out, v)
	}
	return out
}

// happenings puts what the log says of a document into words, the newest first.
func happenings(h *corpus.History) []happening {
	out := make([]happening, 0, len(h.Versions))
	for _, v := range slices.Backward(h.Versions) {
		e := happening{Seq: v.Seq, Day: communique.DayOf(v.Recorded), Agent: v.Agent}
		switch {
		case v.Kind == corpus.ReadingEntry:
			e.Says = fmt.Sprintf("read by %s: %s", v.Reading.Reader, plural(len(v.Reading.Claims), "claim", "claims"))
		case v.Kind == corpus.SourceEntry:
			e.Says = "the same bytes came from " + cmp.Or(v.Source.Outlet, v.Source.URL, v.Source.File, "elsewhere")
		case v.Annotation.Kind == communique.Retract:
			e.Says, e.Reason = "retracted", v.Annotation.Reason
		case v.Annotation.Kind == communique.Undo:
			e.Says = "entry " + v.Annotation.Target + " was taken back"
		default:
			e.Says, e.Reason = done(v.Annotation.Kind)+" a claim", v.Annotation.Reason
		}
		out = append(out, e)
	}
	return out
}

// copies returns the documents that have passages of a document in the same
// words, as far as the claims in these answer questions; most shared first.
func (q *request) copies(d *communique.Document) ([]copyView, error) {
	var keys []communique.Question
	for i := range d.Claims {
		for _, key := range d.Claims[i].Questions {
			if len(keys) < mostRelated && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	shared := map[communique.DocID]map[communique.ClaimID]bool{}
	for _, key := range keys {
		f := q.clocks
		f.Questions = []communique.Question{key}
		found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostRelatedAnswers})
		if err != nil {
			return nil, err
		}
		judged, err := q.judged(key, found.Rows)
		if err != nil {
			return nil, err
		}
		for _, c := range judged {
			if c.Relation == claim.SameSourceCopy {
				share(shared, d.ID, c.Members)
			}
		}
	}
	out := []copyView{}
	for id, claims := range shared {
		h, err := q.history(id)
		if err != nil {
			return nil, err
		}
		out = append(out, copyView{ID: id, Title: titleOf(h.Current()), Claims: len(claims), Href: q.href("/source", "id", string(id)), Outlet: strings.Join(h.Current().Outlets(), ", ")})
	}
	slices.SortFunc(out, func(a, b copyView) int { return cmp.Or(-cmp.Compare(a.Claims, b.Claims), cmp.Compare(a.ID, b.ID)) })
	const most = 20
	return out[:min(len(out), most)], nil
}

// share notes which claims of a document other documents have in the same words.
func share(shared map[communique.DocID]map[communique.ClaimID]bool, of communique.DocID, members []claim.Member) {
	for _, own := range members {
		if own.Document.ID != of {
			continue
		}
		for _, m := range members {
			if m.Document.ID == of {
				continue
			}
			if shared[m.Document.ID] == nil {
				shared[m.Document.ID] = map[communique.ClaimID]bool{}
			}
			shared[m.Document.ID][own.Claim.ID] = true
		}
	}
}

// handleSource retracts a document, takes that back, or reads it again, and leads
// back to its page.
func handleSource(s *Server, q *request) error {
	if err := q.c.Request.ParseForm(); err != nil {
		return &fault{Status: http.StatusBadRequest, Detail: "The form cannot be read: " + clip(err.Error(), 200) + "."}
	}
	page, err := q.sourcePage() // which must be there
	if err != nil {
		return err
	}
	form := q.c.Request.PostForm
	done := ""
	switch do := form.Get("do"); do {
	case "retract":
		reason := strings.TrimSpace(form.Get("reason"))
		if !isReason(reason) {
			page.Given, page.Wrong = clip(strings.ToValidUTF8(reason, "�"), mostReason), fmt.Sprintf("Say in at most %d letters why it is retracted.", mostReason)
			q.site.sendPage(q.c, http.StatusBadRequest, "source", q, page)
			return nil
		}
		_, err = s.say(q.ctx, q.person(), communique.Annotation{Kind: communique.Retract, Target: string(page.ID), Reason: reason})
		done = "retracted"
	case "undo":
		seq, parsed := strconv.ParseUint(form.Get("seq"), 10, 64)
		if parsed != nil || !slices.ContainsFunc(page.Standing, func(j judgedView) bool { return j.Seq == seq }) {
			return badParam("seq", fmt.Sprintf("seq: %q is no retraction of this document that stands.", clip(form.Get("seq"), 40)))
		}
		_, err = s.say(q.ctx, q.person(), communique.Annotation{Kind: communique.Undo, Target: form.Get("seq")})
		done = "undone"
	case "read":
		done, err = s.readAgain(q, page.ID)
	default:
		return badParam("do", fmt.Sprintf("do: %q is none of retract, undo, read.", clip(do, 40)))
	}
	if err != nil {
		return err
	}
	q.c.Redirect(http.StatusSeeOther, q.href("/source", "id", string(page.ID), "done", done))
	return nil
}

// readAgain reads the original bytes of a document with the reader that runs now.
// What was said of where it comes from is said again; a date that the last
// reading found itself is found anew. It returns "read", or "same" where nothing
// differs.
func (s *Server) readAgain(q *request, id communique.DocID) (string, error) {
	if s.Read == nil {
		return "", &fault{Status: http.StatusNotImplemented, Detail: "Documents cannot be read by this server."}
	}
	h, err := q.history(id)
	if err != nil {
		return "", err
	}
	if h.Retracted() {
		return "", &fault{Status: http.StatusConflict, Detail: "The document is retracted; take that back before it is read again."}
	}
	data, err := s.Corpus.Original(q.ctx, id)
	if err != nil {
		return "", err
	}
	var from communique.Source
	if sources := h.Current().Sources; len(sources) > 0 {
		from = sources[0]
	}
	if from.Published.Basis != givenBasis {
		from.Published = communique.TimeValue{}
	}
	d, err := s.Read(q.ctx, from.File, data, from)
	if err != nil {
		return "", &fault{Status: http.StatusUnprocessableEntity, Detail: "The reader that runs now cannot read it: " + sentence(clip(err.Error(), 300))}
	}
	a, err := s.Corpus.Append(q.ctx, s.agent(), d, data)
	if err != nil || !a.Added {
		return "same", err
	}
	if s.Wake != nil {
		s.Wake()
	}
	if s.Synced != nil {
		err = s.Synced(q.ctx)
	}
	return "read", err
}
