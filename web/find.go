package web

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/search"
)

var searchParams = append(append([]param{
	{Name: "q", Says: "What to look for, in the language that /help explains; empty finds everything."},
	{Name: "thing", Says: "What to find; several are alternatives.", One: stringsOf(search.Things), Many: true},
	{Name: "year", Says: "Years: published in it or, for a claim, about it; several are alternatives.", Many: true},
	paramRelation,
	{Name: "status", Says: "Statuses instead of what the corpus holds now; several are alternatives.", One: search.Statuses, Many: true},
	{Name: "sort", Says: "The order: by relevance where not given.", One: stringsOf(search.Sorts[1:])},
}, filterParams...), pageParams...)

func stringsOf[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// searchPage is what a search found.
type searchPage struct {
	Query       string      `json:"q"`
	Hits        []searchHit `json:"hits"`
	Total       uint64      `json:"total"`
	Undated     uint64      `json:"undated"`
	Facets      []facetView `json:"facets"`
	Notes       []string    `json:"notes,omitempty"`
	Suggestions []string    `json:"suggestions,omitempty"`
	Next        string      `json:"next,omitempty"`

	Questions []communique.Question `json:"questions,omitempty"` // whose answers can be compared, most like the query first

	Compare []link     `json:"-"` // the questions with their addresses
	Asked   bool       `json:"-"` // whether anything was asked, or everything is listed
	Filters []choice   `json:"-"`
	Kept    []field    `json:"-"` // what a new query in the box keeps
	Sorts   []choice   `json:"-"`
	Groups  []hitGroup `json:"-"`
	Instead []choice   `json:"-"` // the suggestions with their addresses
	Pager   pager      `json:"-"`
}

func (p *searchPage) title() string {
	if p.Query != "" {
		return p.Query + " – Search"
	}
	return "Search"
}

// searchHit is a hit with offsets in code points.
type searchHit struct {
	Thing     search.Thing           `json:"thing"`
	ID        string                 `json:"id"`
	Document  communique.DocID       `json:"document"`
	Statement communique.StatementID `json:"statement,omitempty"`
	Claim     communique.ClaimID     `json:"claim,omitempty"`
	Kind      communique.Kind        `json:"kind,omitempty"`
	Title     string                 `json:"title"`
	Outlet    string                 `json:"outlet"`
	Published *string                `json:"published"`
	Possibly  bool                   `json:"possibly,omitempty"`
	Statuses  []string               `json:"statuses"`
	Score     float64                `json:"score"`
	Start     *int                   `json:"start"` // where the reader opens
	End       *int                   `json:"end"`
	Repeat    bool                   `json:"repeat,omitempty"` // of a claim: an earlier one of its document says the same
	Fragments []fragmentView         `json:"fragments"`

	Href      string           `json:"-"` // the reader at the words found
	Sentence  string           `json:"-"` // of a claim
	ClaimHref string           `json:"-"`
	Against   []claim.Relation `json:"-"`
	PublishOn string           `json:"-"`
	lead      *fragmentView    // of a statement or claim: stands for it where its fragments are shown already
}

// fragmentView is a stretch of text with the words that were found.
type fragmentView struct {
	Start *int          `json:"start"`
	End   *int          `json:"end"`
	Parts []search.Part `json:"parts"`

	Href string `json:"-"` // the reader at the first words found, or at the whole
}

// hitGroup is the hits of one document on a page of hits.
type hitGroup struct {
	Title, Outlet, PublishOn, Href string
	Possibly                       bool
	Hits                           []searchHit
	Again                          []searchHit // claims that say what an earlier one of the document says
	shown                          []int       // where the fragments shown begin
}

// facetView counts the values of a field.
type facetView struct {
	Field  string      `json:"field"`
	Counts []countView `json:"counts"`
	More   uint64      `json:"more,omitempty"`

	Label string      `json:"-"`
	Few   []countView `json:"-"` // those that stand open: the first and what is chosen
	Rest  []countView `json:"-"`
}

type countView struct {
	Value    string `json:"value"`
	N        uint64 `json:"n"`
	Selected bool   `json:"selected,omitempty"`

	Label string `json:"-"`
	Href  string `json:"-"`
	ID    string `json:"-"` // of its link, which stays the same whatever else is chosen, so that it keeps the focus
}

// find answers a search.
func find(s *Server, q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	limit, err := q.number("limit", 1, search.DefaultLimit, search.MaxLimit)
	if err != nil {
		return nil, err
	}
	ask := search.Query{Text: q.get("q"), Things: values[search.Thing](q, "thing"), Filter: f, Years: values[string](q, "year"), Relations: values[string](q, "relation"),
		Statuses: values[string](q, "status"), Sort: search.Sort(q.get("sort")), Limit: limit, After: q.get("after"), Facets: true}
	if err := q.oneOf("thing", "relation", "status", "sort"); err != nil {
		return nil, err
	}
	found, err := s.Index.Search(q.ctx, ask)
	if err != nil {
		return nil, err
	}
	page := &searchPage{Query: ask.Text, Hits: []searchHit{}, Total: found.Total, Undated: found.Undated, Facets: []facetView{}, Notes: found.Notes,
		Suggestions: found.Suggestions, Questions: found.Questions, Next: found.Next, Asked: len(q.query) > 0, Filters: q.chips(), Pager: q.pager(found.Next)}
	outlets, err := q.unknownOutlets(f)
	if err != nil {
		return nil, err
	}
	page.Notes = append(page.Notes, outlets...)
	if len(ask.Relations) > 0 {
		page.Notes = append(page.Notes, q.judgedNote()...)
	}
	page.Compare = q.comparable(found.Questions)
	if page.Hits, err = q.hits(found.Hits); err != nil {
		return nil, err
	}
	page.group()
	page.facets(q, found.Facets)
	for _, text := range found.Suggestions {
		page.Instead = append(page.Instead, choice{Label: text, Href: q.with("q", text)})
	}
	for _, o := range search.Sorts {
		label := string(o)
		if o == search.ByRelevance {
			label = "relevance"
		}
		page.Sorts = append(page.Sorts, choice{Label: label, On: o == ask.Sort, Href: q.with("sort", string(o))})
	}
	for _, p := range q.route.params {
		if p.Name == "q" || p.Name == "after" || slices.Contains(clockNames, p.Name) {
			continue
		}
		for _, v := range q.query[p.Name] {
			page.Kept = append(page.Kept, field{p.Name, v})
		}
	}
	return page, nil
}

// comparable links to the first few questions that have something to compare, as
// far as that is known.
func (q *request) comparable(keys []communique.Question) []link {
	const most = 3
	var out []link
	for _, key := range keys {
		if stands, known := q.site.Standing.Stands(key); len(out) < most && (stands || !known) {
			out = append(out, link{Text: q.asks(key), Href: q.href("/compare", "question", string(key))})
		}
	}
	return out
}

// judgedNote says what a choice by relation does not look at.
func (q *request) judgedNote() []string {
	var notes []string
	if _, all := q.site.Standing.Gravest(); !all {
		notes = append(notes, "Not all answers are compared with each other yet, so that claims may be missing here.")
	}
	if q.clocks.PublishedBy != "" || q.clocks.RecordedBy != "" {
		notes = append(notes, "Relations are chosen as they stand among all answers that the store holds now, whatever the dates.")
	}
	return notes
}

// oneOf refuses values of parameters that take only few.
func (q *request) oneOf(names ...string) error {
	for _, p := range q.route.params {
		if !slices.Contains(names, p.Name) || p.One == nil {
			continue
		}
		for _, v := range q.query[p.Name] {
			if !slices.Contains(p.One, v) {
				f := badParam(p.Name, p.Name+": unknown value \""+clip(v, 60)+"\".")
				if f.Known = p.One; q.isAPI() { // pages list them by themselves
					f.Detail = strings.TrimSuffix(f.Detail, ".") + "; known are " + strings.Join(p.One, ", ") + "."
				}
				return f
			}
		}
	}
	return nil
}

// hits shows the hits of a page.
func (q *request) hits(found []search.Hit) ([]searchHit, error) {
	var refs []corpus.Ref
	for _, h := range found {
		if h.Claim != "" && h.Thing == search.Claims {
			refs = append(refs, corpus.Ref{Document: h.Document, Claim: h.Claim})
		}
	}
	claims, err := q.helds(refs...)
	if err != nil {
		return nil, err
	}
	views := make([]searchHit, 0, len(found))
	for _, h := range found {
		v := q.hit(h)
		if v.Title == "" {
			if v.Title, err = q.untitled(h.Document); err != nil {
				return nil, err
			}
		}
		if h.Claim != "" && h.Thing == search.Claims {
			v.Sentence, v.ClaimHref = sentence(clause(claims[0].Claim, q.site.name)), q.href("/claim", "id", string(h.Claim))
			v.Against = q.against(h.Claim)
			claims = claims[1:]
		}
		views = append(views, v)
	}
	return views, nil
}

// untitled names a document that has no title.
func (q *request) untitled(id communique.DocID) (string, error) {
	outlines, err := q.outlines(id)
	if err != nil {
		return "", err
	}
	return titleOf(outlines[0].Document), nil
}

// hit shows a hit; its places are told where the current text is the one that was indexed.
func (q *request) hit(h search.Hit) searchHit {
	v := searchHit{Thing: h.Thing, ID: h.ID, Document: h.Document, Statement: h.Statement, Claim: h.Claim, Kind: h.Kind, Title: h.Title, Outlet: h.Outlet,
		Published: optional(h.Published.String()), Possibly: h.Match == communique.Possibly, Statuses: listed(h.Statuses), Score: h.Score, Repeat: h.Repeat,
		Fragments: []fragmentView{}, Href: q.href("/document", "id", string(h.Document)), PublishOn: momentWords(h.Published)}
	within := func(s communique.Span) bool {
		return h.Body != nil && s.Start >= 0 && s.Start < s.End && s.End <= len(h.Body.Text)
	}
	place := func(s communique.Span) (start, end *int) {
		if !within(s) {
			return nil, nil
		}
		p := placeOf(h.Body.Offsets, s)
		return &p.Start, &p.End
	}
	link := func(s communique.Span) string {
		return q.permalink(h.Document, placeOf(h.Body.Offsets, s), s.Of(h.Body.Text))
	}
	v.Start, v.End = place(h.Span)
	if within(h.Span) {
		v.Href = link(h.Span)
	}
	for _, f := range h.Fragments {
		w := fragmentView{Parts: f.Parts, Href: v.Href}
		w.Start, w.End = place(f.Span)
		if s := firstFound(f); within(s) {
			w.Href = link(s)
		}
		v.Fragments = append(v.Fragments, w)
	}
	if h.Thing != search.Documents && within(h.Span) {
		v.lead = &fragmentView{Parts: []search.Part{{Text: clip(h.Span.Of(h.Body.Text), 600)}}, Href: v.Href, Start: v.Start, End: v.End}
	}
	return v
}

// firstFound returns the first words of a fragment that were found, with those
// that follow after nothing but space; the whole fragment where none are marked.
func firstFound(f search.Fragment) communique.Span {
	found := communique.Span{Start: -1}
	at := f.Start
	for _, p := range f.Parts {
		end := at + len(p.Text)
		switch {
		case p.Hit && found.Start < 0:
			found = communique.Span{Start: at, End: end}
		case p.Hit:
			found.End = end
		case found.Start >= 0 && strings.TrimSpace(p.Text) != "":
			return found
		}
		at = end
	}
	if found.Start < 0 {
		return f.Span
	}
	return found
}

// group puts the hits of a document together, in the order of the best of each.
func (p *searchPage) group() {
	at := map[communique.DocID]int{}
	for _, h := range p.Hits {
		i, ok := at[h.Document]
		if !ok {
			i = len(p.Groups)
			at[h.Document] = i
			p.Groups = append(p.Groups, hitGroup{Title: h.Title, Outlet: h.Outlet, PublishOn: h.PublishOn, Possibly: h.Possibly, Href: h.Href})
		}
		var fresh []fragmentView // several claims of one sentence show it once
		for _, f := range h.Fragments {
			if h.Sentence == "" || f.Start == nil || !slices.Contains(p.Groups[i].shown, *f.Start) {
				fresh = append(fresh, f)
			}
			if f.Start != nil {
				p.Groups[i].shown = append(p.Groups[i].shown, *f.Start)
			}
		}
		if len(fresh) == 0 && h.lead != nil {
			fresh = []fragmentView{*h.lead} // every hit shows words
		}
		h.Fragments = fresh
		if told := func(o searchHit) bool { return o.Sentence != "" }; h.Repeat && slices.ContainsFunc(p.Groups[i].Hits, told) {
			p.Groups[i].Again = append(p.Groups[i].Again, h)
		} else {
			p.Groups[i].Hits = append(p.Groups[i].Hits, h)
		}
	}
}

func (p *searchPage) facets(q *request, found []search.Facet) {
	for _, f := range found {
		v := facetView{Field: f.Field, Counts: []countView{}, More: f.More, Label: f.Field}
		for _, c := range f.Counts {
			v.Counts = append(v.Counts, countView{Value: c.Value, N: c.N, Selected: c.Selected, Label: q.label(f.Field, c.Value), Href: q.toggled(f.Field, c.Value),
				ID: "by-" + f.Field + "-" + proof(c.Value)})
		}
		const open = 8
		for i, c := range v.Counts {
			if i < open || c.Selected || len(v.Counts) <= open+2 {
				v.Few = append(v.Few, c)
			} else {
				v.Rest = append(v.Rest, c)
			}
		}
		if len(v.Counts) > 0 {
			p.Facets = append(p.Facets, v)
		}
	}
}
