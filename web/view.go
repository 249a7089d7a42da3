package web

import (
	"errors"
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// quoted is evidence for the world: code points and the words. The offsets are
// missing where the words stand in a text that an older reader made.
type quoted struct {
	Start *int   `json:"start"`
	End   *int   `json:"end"`
	Exact string `json:"exact"`
}

// claimView is a claim as the API gives it and as pages show it.
type claimView struct {
	ID        communique.ClaimID      `json:"id"`
	Document  communique.DocID        `json:"document"`
	File      string                  `json:"file"`
	Kind      communique.Kind         `json:"kind"`
	Subject   *communique.EntityID    `json:"subject"`
	Object    *string                 `json:"object"` // an id, or the proposition in short words
	Value     *communique.Value       `json:"value"`
	Scope     *string                 `json:"scope"`
	As        *string                 `json:"as"`
	Act       *string                 `json:"act"`
	Time      *string                 `json:"time"`
	TimeBasis *string                 `json:"time_basis"`
	Modality  communique.Modality     `json:"modality"`
	Polarity  communique.Polarity     `json:"polarity"`
	Speaker   *communique.EntityID    `json:"speaker"`
	Statement *communique.StatementID `json:"statement"`
	Evidence  quoted                  `json:"evidence"`
	Rule      string                  `json:"rule"`
	Topics    []communique.EntityID   `json:"topics"`
	Questions []communique.Question   `json:"questions"`
	Said      *string                 `json:"said"`
	Published *string                 `json:"published"`
	Recorded  []communique.Days       `json:"recorded"`
	Statuses  []string                `json:"statuses"`
	Possibly  bool                    `json:"possibly,omitempty"` // the publication interval contains the published-by day
	Says      string                  `json:"says"`

	Sentence  string           `json:"-"`
	Href      string           `json:"-"`
	DocHref   string           `json:"-"`
	Permalink string           `json:"-"` // to the words; "" where they stand in another text
	Title     string           `json:"-"`
	Outlet    string           `json:"-"`
	Who       *entity          `json:"-"`
	About     string           `json:"-"` // in words
	AboutIn   string           `json:"-"` // within a line
	Label     string           `json:"-"` // what it tells: its kind or act
	SaidOn    string           `json:"-"`
	Against   []claim.Relation `json:"-"` // the loud relations in which it stands among all answers; none while dates are chosen
	PublishOn string           `json:"-"`
	Anchor    string           `json:"-"`
	record    communique.Record
}

// optional returns nil for the zero value.
func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// listed returns an empty list, not null, for none.
func listed[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}

// helds returns the claims that graph or index name, in order, without reading
// their documents; each once a request. That the corpus does not hold one is a
// fault of theirs, not of who asks.
func (q *request) helds(refs ...corpus.Ref) ([]corpus.Held, error) {
	var missing []corpus.Ref
	for _, r := range refs {
		if _, ok := q.claims[r]; !ok {
			missing = append(missing, r)
		}
	}
	if len(missing) > 0 {
		found, err := q.site.Corpus.Held(q.ctx, missing...)
		if errors.Is(err, communique.ErrNotFound) {
			return nil, fmt.Errorf("web: graph or index names a claim that the corpus does not hold: %v", err)
		}
		if err != nil {
			return nil, err
		}
		if q.claims == nil {
			q.claims = make(map[corpus.Ref]corpus.Held, len(missing))
		}
		for i, r := range missing {
			q.claims[r] = found[i]
		}
	}
	out := make([]corpus.Held, len(refs))
	for i, r := range refs {
		out[i] = q.claims[r]
	}
	return out, nil
}

// outlines asks for documents that graph or index name. That the corpus does not
// hold one is a fault of theirs, not of who asks.
func (q *request) outlines(ids ...communique.DocID) ([]corpus.Outline, error) {
	found, err := q.site.Corpus.Outlines(q.ctx, ids...)
	if errors.Is(err, communique.ErrNotFound) {
		return nil, fmt.Errorf("web: graph or index names a document that the corpus does not hold: %v", err)
	}
	return found, err
}

// refsOf names the claims of rows.
func refsOf(rows []graph.Row) []corpus.Ref {
	refs := make([]corpus.Ref, len(rows))
	for i, r := range rows {
		refs[i] = corpus.Ref{Document: r.Document, Claim: r.Claim}
	}
	return refs
}

// quote turns evidence into code points where it stands in the current text.
func (q *request) quote(e communique.Evidence, of communique.TextID, current *communique.Document) quoted {
	out := quoted{Exact: e.Exact}
	if of == current.TextID && e.Start >= 0 && e.End <= len(current.Text) {
		o := q.offsets(current)
		start, end := o.Rune(e.Start), o.Rune(e.End)
		out.Start, out.End = &start, &end
	}
	return out
}

// claimView shows a claim of a document.
func (q *request) claimView(h corpus.Held, m communique.Match) (claimView, error) {
	v, err := q.claimData(h, m)
	q.dress(&v, h)
	return v, err
}

// claimData is a claim as the API gives it in lists, without what only pages show.
func (q *request) claimData(h corpus.Held, m communique.Match) (claimView, error) {
	r := h.Record
	c, d := r.Claim, r.Document
	v := claimView{
		ID: c.ID, Document: d.ID, File: fileOf(d), Kind: c.Kind,
		Subject: optional(c.Subject), Object: optional(claim.ObjectOf(c)), Value: c.Value, Scope: optional(c.Scope), As: optional(c.As), Act: optional(c.Act),
		Time: optional(edtfOf(c.About)), TimeBasis: optional(c.About.Basis), Modality: c.Modality, Polarity: c.Polarity,
		Speaker: optional(c.Speaker), Statement: optional(c.Statement), Evidence: quoted{Exact: c.Evidence.Exact}, Rule: c.Rule,
		Topics: listed(c.Topics), Questions: listed(c.Questions), Said: optional(r.Said().String()), Published: optional(edtfOf(d.Published())),
		Recorded: listed(r.Recorded), Possibly: m == communique.Possibly, Says: q.says(c),

		Sentence: sentence(clause(c, q.site.name)), Title: titleOf(d), Outlet: strings.Join(d.Outlets(), ", "), record: r,
	}
	if h.Start >= 0 {
		v.Evidence.Start, v.Evidence.End = &h.Start, &h.End
	}
	var err error
	v.Statuses, err = q.statuses(h)
	return v, err
}

// dress adds to a claim what pages show: its addresses, and its times in words.
func (q *request) dress(v *claimView, h corpus.Held) {
	r := h.Record
	c, d := r.Claim, r.Document
	v.Href, v.DocHref, v.Anchor = q.href("/claim", "id", string(c.ID)), q.href("/document", "id", string(d.ID)), "card-"+string(c.ID)
	if h.Start >= 0 {
		v.Permalink = q.permalink(d.ID, place{h.Start, h.End}, c.Evidence.Exact)
	}
	v.Against = q.against(c.ID)
	v.Who, v.Label, v.AboutIn = q.speaker(c.Speaker), kindOf(c), aboutClaim(c)
	v.About, v.SaidOn, v.PublishOn = strings.TrimPrefix(v.AboutIn, "about "), momentTime(timeOf(r, graph.SaidClock)), momentTime(d.Published())
}

// against returns in which loud relations a claim stands among all answers that
// the store holds now; none where a day is chosen, on which they may not have
// been known.
func (q *request) against(id communique.ClaimID) []claim.Relation {
	if q.clocks.PublishedBy != "" || q.clocks.RecordedBy != "" {
		return nil
	}
	var out []claim.Relation
	for _, name := range q.site.Standing.RelationsOf(id) {
		if r := claim.Relation(name); isLoud(r) {
			out = append(out, r)
		}
	}
	return out
}

// says gives a claim's answer in a few words, with names for ids.
func (q *request) says(c *communique.Claim) string {
	if c.Kind == communique.Amendment && c.Act != "" && c.Value == nil {
		if whom := (teller{c, q.site.name}).noun(c.Object).text; whom != "" {
			return c.Says() + " " + whom
		}
	}
	if s := c.Says(); c.Object == "" || s != c.Object.Name() && s != "not "+c.Object.Name() {
		return s
	}
	if c.Polarity == communique.Denied {
		return "not " + q.site.name(c.Object)
	}
	return q.site.name(c.Object)
}

// statuses tells whether the corpus holds a claim now, and what people said of it.
func (q *request) statuses(r corpus.Held) ([]string, error) {
	status := search.Superseded
	switch {
	case len(r.Recorded) > 0 && r.Recorded[len(r.Recorded)-1].To == "":
		status = search.Current
	case r.Retracted:
		status = search.Retracted
	}
	out := []string{status}
	entries, err := q.site.Corpus.Annotations(q.ctx, string(r.Claim.ID))
	if err != nil {
		return nil, err
	}
	if judged := search.LastSaid(entries); judged != "" {
		out = append(out, judged)
	}
	return out, nil
}

// rows shows the claims that the graph found.
func (q *request) rows(rows []graph.Row) ([]claimView, error) { return q.shown(rows, !q.isAPI()) }

// dressed shows the claims that the graph found with what only pages show.
func (q *request) dressed(rows []graph.Row) ([]claimView, error) { return q.shown(rows, true) }

func (q *request) shown(rows []graph.Row, dress bool) ([]claimView, error) {
	held, err := q.helds(refsOf(rows)...)
	if err != nil {
		return nil, err
	}
	out := make([]claimView, 0, len(rows))
	for i, row := range rows {
		v, err := q.claimData(held[i], row.Match)
		if err != nil {
			return nil, err
		}
		if dress {
			q.dress(&v, held[i])
		}
		out = append(out, v)
	}
	return out, nil
}

// fileOf names the file of a document: that of its first source.
func fileOf(d *communique.Document) string {
	if len(d.Sources) == 0 {
		return ""
	}
	return d.Sources[0].File
}

// titleOf names a document for people.
func titleOf(d *communique.Document) string {
	if d.Title != "" {
		return d.Title
	}
	if f := fileOf(d); f != "" {
		return f
	}
	return clip(string(d.ID), 20)
}

// documentRow is a document in a list.
type documentRow struct {
	ID             communique.DocID `json:"id"`
	Title          string           `json:"title"`
	Outlets        []string         `json:"outlets"`
	Author         *string          `json:"author"`
	File           string           `json:"file"`
	URL            *string          `json:"url"`
	Language       *string          `json:"language"`
	Published      *string          `json:"published"`
	PublishedBasis *string          `json:"published_basis"`
	Recorded       string           `json:"recorded"` // when first, RFC 3339
	Claims         int              `json:"claims"`
	Statements     int              `json:"statements"`
	Retracted      bool             `json:"retracted,omitempty"`
	Possibly       bool             `json:"possibly,omitempty"`

	Href      string `json:"-"`
	PublishOn string `json:"-"`
	RecordOn  string `json:"-"`
	OutletsIn string `json:"-"`
	Basis     string `json:"-"` // of the publication date, in words; only in the list of sources
	Copies    int    `json:"-"` // how many more sources the same bytes have
}

func (q *request) documentRow(o corpus.Outline, m communique.Match) documentRow {
	d := o.Document
	p := d.Published()
	r := documentRow{
		ID: d.ID, Title: titleOf(d), Outlets: listed(d.Outlets()), File: fileOf(d), Language: optional(d.Language),
		Published: optional(edtfOf(p)), PublishedBasis: optional(p.Basis), Recorded: o.Recorded.UTC().Format("2006-01-02T15:04:05Z"),
		Claims: o.Claims, Statements: o.Statements, Retracted: o.Retracted, Possibly: m == communique.Possibly,
		Href: q.href("/document", "id", string(d.ID)), PublishOn: momentTime(p),
		RecordOn: dayWords(communique.DayOf(o.Recorded)), OutletsIn: strings.Join(d.Outlets(), ", "),
		Copies: max(0, len(d.Sources)-1),
	}
	for _, s := range d.Sources {
		if r.Author == nil {
			r.Author = optional(s.Author)
		}
		if r.URL == nil {
			r.URL = optional(s.URL)
		}
	}
	return r
}

// pager is the way to the next page of a list.
type pager struct {
	Next  string // "" on the last page
	First string // "" on the first page
}

func (q *request) pager(next string) pager {
	var p pager
	if q.get("after") != "" {
		p.First = q.with("after", "")
	}
	if next != "" {
		p.Next = q.with("after", next)
	}
	return p
}

// page reads which part of a list is asked for.
func (q *request) page(usual int) (graph.Page, error) {
	limit, err := q.number("limit", 1, usual, 200)
	return graph.Page{Limit: limit, After: q.get("after")}, err
}
