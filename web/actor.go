package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// actorPage is an entity with what is known of it and what claims say.
type actorPage struct {
	ID         communique.EntityID   `json:"id"`
	Name       string                `json:"name"`
	Kind       string                `json:"kind"`
	Known      bool                  `json:"known"` // whether the gazetteer holds it
	Aliases    []string              `json:"aliases"`
	Adjectives []string              `json:"adjectives"`
	Type       string                `json:"type,omitempty"`
	Parent     *communique.EntityID  `json:"parent"`
	Exists     *string               `json:"exists"`
	Topics     []communique.EntityID `json:"topics"`
	Authority  string                `json:"authority,omitempty"`
	Offices    []officeView          `json:"offices"`
	Merged     []communique.EntityID `json:"merged_into"` // what people said is the same
	Claims     []actorClaim          `json:"claims"`
	Total      int                   `json:"total"`
	Undated    int                   `json:"undated"`
	Next       string                `json:"next,omitempty"`
	Neighbours []neighbour           `json:"neighbours"`
	Folded     int                   `json:"folded"` // how many more neighbours there are
	Statements []searchHit           `json:"statements"`
	Said       uint64                `json:"statements_total"`

	Written []written `json:"written"` // how the newest documents that name it write it; on its first page only

	As     string   `json:"-"` // in which place the listed claims name it; "" where that is not chosen
	Lists  bool     `json:"-"` // the claims are one list; else two, of what it said and of what was said of it
	Spoken sideView `json:"-"`
	Named  sideView `json:"-"`
	Kinds  []choice `json:"-"` // kinds of claim to choose among
	Lift   string   `json:"-"` // the address without choices
	Whole  int      `json:"-"` // how many documents were looked at for Written
	Ways   []link   `json:"-"` // other pages about it

	ParentLink *entity       `json:"-"`
	Held       bool          `json:"-"` // some office is held by somebody else than this page is about
	TopicLinks []*entity     `json:"-"`
	MergeLinks []*entity     `json:"-"`
	ExistsIn   string        `json:"-"`
	ClaimsHref string        `json:"-"`
	GraphHref  string        `json:"-"`
	SaidHref   string        `json:"-"`
	Pager      pager         `json:"-"`
	Positions  positionsView `json:"-"`
	Years      barsView      `json:"-"` // what it said by year
}

func (p *actorPage) title() string { return p.Name }

// officeView is a tenure.
type officeView struct {
	Title        communique.EntityID `json:"title"`
	Organisation communique.EntityID `json:"organisation"`
	Person       communique.EntityID `json:"person"`
	From         communique.Day      `json:"from"`
	To           communique.Day      `json:"to"`
	Authority    string              `json:"authority"`

	Office string          `json:"-"`
	In     *entity         `json:"-"`
	Holder *entity         `json:"-"`
	Days   communique.Days `json:"-"`
}

// actorClaim is a claim with how it names the actor.
type actorClaim struct {
	claimView
	As []string `json:"named_as"` // "subject", "object", "speaker", "organisation"
}

// neighbour is an entity that the same claims name.
type neighbour struct {
	entity
	Claims int      `json:"claims"`
	Kinds  []string `json:"kinds"` // of the claims between the two, most first

	Href string `json:"-"` // the claims that name both
}

// They and Them are the pronouns for an actor: of a person, or of anything else.
func (p *actorPage) They() string {
	if p.ID.Kind() == communique.Person {
		return "they"
	}
	return "it"
}

func (p *actorPage) Them() string {
	if p.ID.Kind() == communique.Person {
		return "them"
	}
	return "it"
}

// sideView is what an actor said, or what was said of it: the newest.
type sideView struct {
	Claims []actorClaim
	Total  int    // among the claims that were looked at
	All    string // the address of the whole list
}

// written is a name under which documents write of an actor.
type written struct {
	Name  string           `json:"name"`
	Via   communique.Via   `json:"via"`
	Count int              `json:"count"`
	In    communique.DocID `json:"document"` // the newest that does
	Href  string           `json:"-"`
}

// Where a claim names an actor, as the address says it.
const (
	asSpeaker = "speaker"
	asNamed   = "named"
)

func actor(s *Server, q *request) (any, error) {
	text, err := q.id("actor")
	if err != nil {
		return nil, err
	}
	id := communique.EntityID(text)
	if err := id.Validate(); err != nil {
		return nil, badParam("id", fmt.Sprintf("%q is not the id of an actor: want one such as org:nato.", clip(text, 100)))
	}
	if err := q.oneOf("as", "kind"); err != nil {
		return nil, err
	}
	p, err := q.page(25)
	if err != nil {
		return nil, err
	}
	page := &actorPage{ID: id, Name: s.name(id), Kind: kindWord(id.Kind()), Aliases: []string{}, Adjectives: []string{}, Topics: []communique.EntityID{}, Offices: []officeView{},
		Merged: []communique.EntityID{}, Claims: []actorClaim{}, Neighbours: []neighbour{}, Statements: []searchHit{}, Written: []written{}, As: q.get("as"),
		ClaimsHref: q.href("/claims", "actor", text), GraphHref: q.href("/graph", "around", text), SaidHref: q.href("/search", "actor", text, "thing", string(search.Statements))}
	page.gazetteer(s, q)
	page.ways(q)

	f := q.clocks
	f.Actors, f.Kinds = []communique.EntityID{id}, values[communique.Kind](q, "kind")
	var newest graph.Claims // that name it, of every kind
	page.Lists = q.isAPI() || page.As != "" || q.get("after") != "" || q.get("limit") != ""
	if page.Lists {
		err = page.list(q, f, p)
	} else {
		newest, err = page.sides(q, f)
	}
	if err != nil {
		return nil, err
	}
	around, err := s.Graph.Network(q.ctx, graph.NetworkQuery{Around: id, Filter: q.clocks, Limit: 30, Spokes: true})
	if err != nil {
		return nil, err
	}
	if !page.Known && page.Total == 0 && around.Claims == 0 {
		ever, err := q.everNamed(id)
		if err != nil {
			return nil, err
		}
		if !ever {
			return nil, fmt.Errorf("web: entity %s: %w", id, communique.ErrNotFound)
		}
	}
	page.near(q, around)
	entries, err := s.Corpus.Annotations(q.ctx, text)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Annotation.Kind == communique.Merge {
			page.Merged = append(page.Merged, e.Annotation.Into)
			page.MergeLinks = append(page.MergeLinks, q.entity(e.Annotation.Into))
		}
	}
	if q.get("after") != "" || page.As == asNamed {
		return page, nil // statements stand on the first page only
	}
	f.Kinds = nil
	said, err := s.Index.Search(q.ctx, search.Query{Things: []search.Thing{search.Statements}, Filter: f, Sort: search.ByNewest, Limit: 10})
	if err != nil {
		return nil, err
	}
	page.Said = said.Total
	if !q.isAPI() {
		if page.Lists || len(q.query["kind"]) > 0 { // other claims were looked at
			if newest, err = s.Graph.Claims(q.ctx, f, graph.Page{Limit: graph.MaxLimit}); err != nil {
				return nil, err
			}
		}
		if page.Positions, page.Years, err = q.heldBy(id, newest); err != nil {
			return nil, err
		}
	}
	page.Statements, err = q.hits(said.Hits)
	return page, err
}

// names reports whether a row names the actor in the chosen place.
func (p *actorPage) names(row graph.Row) bool {
	return p.As == "" || (p.As == asSpeaker) == (row.Speaker == p.ID)
}

// list fills the claims that name the actor in the chosen place. It looks through
// a page of claims after the other until enough are found.
func (p *actorPage) list(q *request, f communique.Filter, page graph.Page) error {
	const mostPages = 40
	var rows []graph.Row
	for range mostPages {
		found, err := q.site.Graph.Claims(q.ctx, f, page)
		if err != nil {
			return err
		}
		p.Total, p.Undated, p.Next = found.Total, found.Undated, found.Next
		for _, row := range found.Rows {
			if p.names(row) {
				rows = append(rows, row)
			}
		}
		if page.After = found.Next; found.Next == "" || len(rows) >= page.Limit {
			break
		}
	}
	p.Pager = q.pager(p.Next)
	var err error
	p.Claims, err = p.claimsOf(q, rows)
	if err != nil || q.isAPI() {
		return err
	}
	p.Kinds = q.kindChoices(f)
	p.Lift = q.href("/actor", "id", string(p.ID))
	return nil
}

// sides fills what the actor said and what was said of it, each with the newest,
// and returns the claims that it looked at.
func (p *actorPage) sides(q *request, f communique.Filter) (graph.Claims, error) {
	const shown = 8
	found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: graph.MaxLimit})
	if err != nil {
		return found, err
	}
	p.Total, p.Undated = found.Total, found.Undated
	counts := map[communique.Kind]int{}
	rows := map[string][]graph.Row{}
	views := map[string]*sideView{asSpeaker: &p.Spoken, asNamed: &p.Named}
	for _, row := range found.Rows {
		counts[row.Kind]++
		as := asNamed
		if row.Speaker == p.ID {
			as = asSpeaker
		}
		if views[as].Total++; len(rows[as]) < shown {
			rows[as] = append(rows[as], row)
		}
	}
	for as, view := range views {
		pairs := []string{"id", string(p.ID), "as", as}
		for _, k := range f.Kinds {
			pairs = append(pairs, "kind", string(k))
		}
		view.All = q.href("/actor", pairs...)
		if view.Claims, err = p.claimsOf(q, rows[as]); err != nil {
			return found, err
		}
	}
	for _, c := range q.kindChoices(f) {
		if n := counts[communique.Kind(c.Value)]; n > 0 || c.On {
			c.N, c.Counted = n, len(f.Kinds) == 0
			p.Kinds = append(p.Kinds, c)
		}
	}
	return found, p.write(q, found.Rows)
}

// claimsOf shows rows with how they name the actor.
func (p *actorPage) claimsOf(q *request, rows []graph.Row) ([]actorClaim, error) {
	views, err := q.rows(rows)
	out := make([]actorClaim, 0, len(views))
	for _, v := range views {
		out = append(out, actorClaim{v, namedAs(v.record.Claim, p.ID)})
	}
	return out, err
}

// write counts under which names the newest documents write of the actor.
func (p *actorPage) write(q *request, rows []graph.Row) error {
	const mostDocuments, mostNames = 12, 24
	var docs []communique.DocID
	for _, row := range rows {
		if len(docs) < mostDocuments && !slices.Contains(docs, row.Document) {
			docs = append(docs, row.Document)
		}
	}
	p.Whole = len(docs)
	names, err := q.site.Corpus.Written(q.ctx, p.ID, docs...)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, doc := range docs {
		for _, n := range names[i] {
			name := strings.Join(strings.Fields(n.Exact), " ")
			i, known := at[name]
			if !known {
				i = len(p.Written)
				at[name] = i
				p.Written = append(p.Written, written{Name: clip(name, 200), Via: n.Via, In: doc, Href: q.permalink(doc, place{n.Start, n.End}, n.Exact)})
			}
			p.Written[i].Count += n.Count
		}
	}
	slices.SortStableFunc(p.Written, func(a, b written) int { return cmp.Compare(b.Count, a.Count) })
	p.Written = p.Written[:min(len(p.Written), mostNames)]
	return nil
}

// ways are the other pages about the actor.
func (p *actorPage) ways(q *request) {
	id := string(p.ID)
	p.Ways = append(p.Ways, link{Text: "Timeline", Href: q.href("/timeline", "actor", id)})
	if slices.ContainsFunc(routes(), func(r route) bool { return r.path == "/graph" && r.page != "" }) {
		p.Ways = append(p.Ways, link{Text: "Graph", Href: q.href("/graph", "around", id)})
	}
	p.Ways = append(p.Ways, link{Text: "Search in all texts", Href: q.href("/search", "actor", id)})
}

// near fills who is named in the same claims.
func (p *actorPage) near(q *request, around graph.Network) {
	for _, f := range around.Folded {
		p.Folded += f.Members
	}
	kinds := map[communique.EntityID][]string{}
	for _, t := range around.Ties {
		for _, e := range t.Edges {
			if !slices.Contains(kinds[t.B], string(e.Kind)) {
				kinds[t.B] = append(kinds[t.B], string(e.Kind))
			}
		}
	}
	for _, m := range around.Members {
		e := q.entity(m.ID)
		p.Neighbours = append(p.Neighbours, neighbour{entity: *e, Claims: m.Claims, Kinds: listed(kinds[m.ID]), Href: e.Href})
	}
}

// everNamed reports whether any claim or statement names an entity, whatever
// the dates.
func (q *request) everNamed(id communique.EntityID) (bool, error) {
	around, err := q.site.Graph.Network(q.ctx, graph.NetworkQuery{Around: id, Limit: 1, Spokes: true})
	if err != nil || around.Claims > 0 {
		return err == nil, err
	}
	found, err := q.site.Index.Search(q.ctx, search.Query{Filter: communique.Filter{Actors: []communique.EntityID{id}}, Limit: 1})
	return found.Total > 0, err
}

// gazetteer fills what the gazetteer knows.
func (p *actorPage) gazetteer(s *Server, q *request) {
	if s.Names == nil {
		return
	}
	e, ok := s.Names.Entity(p.ID)
	if ok {
		p.Known, p.Aliases, p.Adjectives, p.Type, p.Authority = true, listed(e.Aliases), listed(e.Adjectives), e.Type, e.Authority
		p.Parent, p.ParentLink, p.Topics = optional(e.Parent), q.entity(e.Parent), listed(e.Topics)
		if e.Exists.Known() {
			p.Exists, p.ExistsIn = optional(e.Exists.String()), daysWords(e.Exists)
		}
		for _, id := range e.Topics {
			p.TopicLinks = append(p.TopicLinks, q.entity(id))
		}
	}
	for _, t := range s.Names.Tenures(p.ID) {
		v := officeView{Title: t.Title, Organisation: t.Organisation, Person: t.Person, From: t.From, To: t.To, Authority: t.Authority,
			Office: s.name(t.Title), Days: t.Days}
		if t.Organisation != p.ID {
			v.In = q.entity(t.Organisation)
		}
		if t.Person != p.ID {
			v.Holder, p.Held = q.entity(t.Person), true
		}
		p.Offices = append(p.Offices, v)
	}
	slices.SortStableFunc(p.Offices, newestOffice)
}

// newestOffice orders offices by when they began, the newest first; those whose
// beginning is not known stand by their end, and those without any day last.
func newestOffice(a, b officeView) int {
	return cmp.Or(-cmp.Compare(cmp.Or(a.From, a.To), cmp.Or(b.From, b.To)), -cmp.Compare(cmp.Or(a.To, "9999-12-31"), cmp.Or(b.To, "9999-12-31")), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Person, b.Person))
}

// namedAs tells in which places of a claim an entity stands.
func namedAs(c *communique.Claim, id communique.EntityID) []string {
	out := []string{}
	for _, part := range []struct {
		name string
		id   communique.EntityID
	}{{"speaker", c.Speaker}, {"subject", c.Subject}, {"object", c.Object}, {"organisation", communique.EntityID(c.Scope)}} {
		if part.id == id {
			out = append(out, part.name)
		}
	}
	return out
}
