package web

import (
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
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

	ParentLink *entity       `json:"-"`
	Held       bool          `json:"-"` // some office is held by somebody else than this page is about
	TopicLinks []*entity     `json:"-"`
	MergeLinks []*entity     `json:"-"`
	ExistsIn   string        `json:"-"`
	ClaimsHref string        `json:"-"`
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

func actor(s *Server, q *request) (any, error) {
	text, err := q.id("actor")
	if err != nil {
		return nil, err
	}
	id := communique.EntityID(text)
	if err := id.Validate(); err != nil {
		return nil, badParam("id", fmt.Sprintf("%q is not the id of an actor: want one such as org:nato.", clip(text, 100)))
	}
	p, err := q.page(25)
	if err != nil {
		return nil, err
	}
	page := &actorPage{ID: id, Name: s.name(id), Kind: kindWord(id.Kind()), Aliases: []string{}, Adjectives: []string{}, Topics: []communique.EntityID{}, Offices: []officeView{},
		Merged: []communique.EntityID{}, Claims: []actorClaim{}, Neighbours: []neighbour{}, Statements: []searchHit{},
		ClaimsHref: q.href("/claims", "actor", text), SaidHref: q.href("/search", "actor", text, "thing", string(search.Statements))}
	page.gazetteer(s, q)

	f := q.clocks
	f.Actors = []communique.EntityID{id}
	found, err := s.Graph.Claims(q.ctx, f, p)
	if err != nil {
		return nil, err
	}
	page.Total, page.Undated, page.Next, page.Pager = found.Total, found.Undated, found.Next, q.pager(found.Next)
	views, err := q.rows(found.Rows)
	if err != nil {
		return nil, err
	}
	for _, v := range views {
		page.Claims = append(page.Claims, actorClaim{v, namedAs(v.record.Claim, id)})
	}
	around, err := s.Graph.Neighbourhood(q.ctx, id, q.clocks, 30)
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
	page.Folded = around.Folded
	for _, n := range around.Nodes {
		e := q.entity(n.ID)
		if e == nil || n.ID == id {
			continue
		}
		v := neighbour{entity: *e, Claims: n.Claims, Kinds: []string{}, Href: e.Href}
		for _, edge := range around.Edges {
			if (edge.From == id && edge.To == n.ID || edge.To == id && edge.From == n.ID) && !slices.Contains(v.Kinds, string(edge.Kind)) {
				v.Kinds = append(v.Kinds, string(edge.Kind))
			}
		}
		page.Neighbours = append(page.Neighbours, v)
	}
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
	if q.get("after") != "" {
		return page, nil // statements stand on the first page only
	}
	said, err := s.Index.Search(q.ctx, search.Query{Things: []search.Thing{search.Statements}, Filter: f, Sort: search.ByNewest, Limit: 10})
	if err != nil {
		return nil, err
	}
	page.Said = said.Total
	if !q.isAPI() {
		if page.Positions, page.Years, err = q.heldBy(id, f); err != nil {
			return nil, err
		}
	}
	for _, h := range said.Hits {
		v, err := q.hit(h)
		if err != nil {
			return nil, err
		}
		page.Statements = append(page.Statements, v)
	}
	return page, nil
}

// everNamed reports whether any claim or statement names an entity, whatever
// the dates.
func (q *request) everNamed(id communique.EntityID) (bool, error) {
	around, err := q.site.Graph.Neighbourhood(q.ctx, id, communique.Filter{}, 1)
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
