package web

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/web/draw"
)

var graphParams = append([]param{
	{Name: "around", Says: "The id of the entity in the middle: org:nato."},
	{Name: "to", Says: "The id of an entity: the answer tells the shortest path there, by claims that name both ends of a step."},
	{Name: "show", Says: "Kinds of entity to show around it; several are alternatives.", One: entityKindNames(), Many: true},
	{Name: "steps", Says: "How far from the middle: 1, or 2 for what is linked to its neighbours too.", Type: "integer"},
	{Name: "limit", Says: "The most nodes, 1 to 150.", Type: "integer"},
	{Name: "skip", Says: "How many of the nodes to pass over, from the highest rank.", Type: "integer"},
	{Name: "edge", Says: "One id, or two: the claims that name it and the middle, or both, are listed.", Many: true},
	{Name: "first", Says: "The first year of the period that claims are about; with \"last\" another way to write about.", Type: "integer"},
	{Name: "last", Says: "The last year of that period.", Type: "integer"},
	paramAfter,
}, filterParams...)

// graphPage is what claims link to one entity, ranked, with places to draw it.
type graphPage struct {
	Centre  node        `json:"centre"`
	Claims  int         `json:"claims"`  // how many name it
	Undated int         `json:"undated"` // how many more only their unknown publication date keeps out
	Nodes   []node      `json:"nodes"`   // the neighbours in most of them, most first
	Edges   []edge      `json:"edges"`   // of the ties, by kind of claim
	Ties    []tie       `json:"ties"`    // between the nodes, most claims first; those with the centre before others
	Loose   int         `json:"loose"`   // how many weaker ties there are between the nodes
	Folded  int         `json:"folded"`  // how many more neighbours there are
	Folds   []fold      `json:"folds"`   // of what kinds these are
	Years   []yearCount `json:"years"`   // for how many of the centre's claims each year is the first that they are about, whatever the period
	Width   int         `json:"width"`   // of the drawing in which nodes have places
	Height  int         `json:"height"`
	Path    []pathStep  `json:"path,omitempty"`    // to the entity that was asked for
	Between *between    `json:"between,omitempty"` // the claims of an edge
	Notes   []string    `json:"notes,omitempty"`

	graphView `json:"-"`
}

// node is an entity in the drawing.
type node struct {
	entity
	Claims int `json:"claims"` // that link it to the centre or, of the second step, to a node of the first
	Step   int `json:"step"`
	X      int `json:"x"`
	Y      int `json:"y"`

	Rank    int         `json:"-"`
	AroundH string      `json:"-"` // the network around it
	Between string      `json:"-"` // the claims that link it to the centre; "" in the second step
	Kinds   []kindCount `json:"-"`
}

// edge is what claims of one kind say between two entities.
type edge struct {
	From  communique.EntityID  `json:"from"`
	To    communique.EntityID  `json:"to"`
	Kind  communique.Kind      `json:"kind"`
	Count int                  `json:"count"`
	Some  []communique.ClaimID `json:"some"` // of the claims
}

// tie is all the claims that name two entities.
type tie struct {
	A     communique.EntityID `json:"a"`
	B     communique.EntityID `json:"b"`
	Count int                 `json:"count"`

	First, Second entity      `json:"-"`
	Kinds         []kindCount `json:"-"`
	Href          string      `json:"-"` // the claims
}

type kindCount struct {
	Kind   string
	Claims int
}

// fold is nodes of one kind that are not shown.
type fold struct {
	Kind  string `json:"kind"`
	Nodes int    `json:"nodes"`
	X     int    `json:"x"`
	Y     int    `json:"y"`

	Label string `json:"-"`
	Href  string `json:"-"` // the network with only these
	kind  communique.EntityKind
}

// pathStep is one step of a path.
type pathStep struct {
	From   communique.EntityID  `json:"from"`
	To     communique.EntityID  `json:"to"`
	Count  int                  `json:"count"`
	Some   []communique.ClaimID `json:"some"`
	Claims []claimView          `json:"claims"` // the newest few of them

	Start, End *entity `json:"-"`
	Href       string  `json:"-"` // all of them
}

// between is the claims that name two entities.
type between struct {
	A       communique.EntityID `json:"a"`
	B       communique.EntityID `json:"b"`
	Claims  []claimView         `json:"claims"`
	Total   int                 `json:"total"`
	Undated int                 `json:"undated"`
	Next    string              `json:"next,omitempty"`

	First, Second *entity `json:"-"`
	Pager         pager   `json:"-"`
	Close         string  `json:"-"` // the page without this list
}

// claimsOfStep is how many claims of a step of a path are shown with it.
const claimsOfStep = 3

// network answers what stands around an entity in the graph.
func network(s *Server, q *request) (any, error) {
	if err := q.oneOf("kind", "show"); err != nil {
		return nil, err
	}
	if err := q.readYears(); err != nil {
		return nil, err
	}
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	ask := graph.NetworkQuery{Filter: f, Kinds: values[communique.EntityKind](q, "show")}
	for _, n := range []struct {
		name             string
		low, usual, high int
		to               *int
	}{{"limit", 1, 50, graph.MaxMembers, &ask.Limit}, {"steps", 1, 1, 2, &ask.Steps}, {"skip", 0, 0, 1_000_000, &ask.Skip}} {
		if *n.to, err = q.number(n.name, n.low, n.usual, n.high); err != nil {
			return nil, err
		}
	}
	if q.get("around") == "" && !q.isAPI() {
		return q.noCentre()
	}
	if ask.Around, err = q.meantEntity("around"); err != nil {
		return nil, err
	}
	found, err := s.Graph.Network(q.ctx, ask)
	if err != nil {
		return nil, err
	}
	if found.Claims == 0 {
		if err := q.mustKnow(ask.Around); err != nil {
			return nil, err
		}
	}
	page := q.graphPage(found)
	if page.Notes, err = q.unnamed(f); err != nil {
		return nil, err
	}
	if err := page.findPath(q, f); err != nil {
		return nil, err
	}
	if err := page.listBetween(q, f); err != nil {
		return nil, err
	}
	if !q.isAPI() {
		page.dress(q, f, ask)
	}
	return page, nil
}

// readYears puts the years of the form's two fields into the parameter about.
func (q *request) readYears() error {
	var years [2]string
	for i, name := range []string{"first", "last"} {
		n, err := q.number(name, 0, -1, 9999)
		if err != nil {
			return err
		}
		if n >= 0 {
			years[i] = fmt.Sprintf("%04d", n)
		}
		q.query.Del(name)
	}
	if years[0] == "" && years[1] == "" {
		return nil
	}
	about := years[0] + "/" + years[1]
	switch {
	case years[0] == years[1]:
		about = years[0]
	case years[0] == "":
		about = "../" + years[1]
	case years[1] == "":
		about = years[0] + "/.."
	case years[0] > years[1]:
		return badParam("last", fmt.Sprintf("The period ends in %s, before it begins in %s.", years[1], years[0]))
	}
	q.query.Set("about", about)
	var err error
	q.clocks, err = q.readClocks()
	return err
}

// graphPage puts a network into places and names.
func (q *request) graphPage(n graph.Network) *graphPage {
	p := &graphPage{Claims: n.Claims, Undated: n.Undated, Loose: n.Loose, Nodes: []node{}, Edges: []edge{}, Ties: []tie{}, Folds: []fold{}, Years: []yearCount{}}
	p.Centre = node{entity: *q.entity(n.Centre), Claims: n.Claims, Kinds: []kindCount{}}
	skipped, _ := strconv.Atoi(q.get("skip"))
	for i, m := range n.Members {
		p.Nodes = append(p.Nodes, node{entity: *q.entity(m.ID), Claims: m.Claims, Step: m.Step, Rank: skipped + i + 1, Kinds: []kindCount{}})
	}
	for _, t := range n.Ties {
		v := tie{A: t.A, B: t.B, Count: t.Count, First: *q.entity(t.A), Second: *q.entity(t.B)}
		for _, e := range t.Edges {
			p.Edges = append(p.Edges, edge{e.From, e.To, e.Kind, e.Count, listed(e.Claims)})
			v.Kinds = addKind(v.Kinds, kindTitle(e.Kind), e.Count)
		}
		p.Ties = append(p.Ties, v)
	}
	for _, f := range n.Folded {
		p.Folded += f.Members
		p.Folds = append(p.Folds, fold{Kind: kindWord(f.Kind), Nodes: f.Members, Label: "+" + plural(f.Members, kindWord(f.Kind), kindsWord(f.Kind)), kind: f.Kind})
	}
	for _, y := range n.Years {
		p.Years = append(p.Years, yearCount(y))
	}
	p.layOut()
	return p
}

// addKind adds claims to the count of a kind, which has one entry for both directions.
func addKind(counts []kindCount, kind string, n int) []kindCount {
	i := slices.IndexFunc(counts, func(c kindCount) bool { return c.Kind == kind })
	if i < 0 {
		return append(counts, kindCount{kind, n})
	}
	counts[i].Claims += n
	return counts
}

// kindsWord names several of a kind of entity for people.
func kindsWord(k communique.EntityKind) string {
	switch k {
	case communique.Person:
		return "people"
	case communique.NounPhrase:
		return "other phrases"
	}
	return kindWord(k) + "s"
}

// foldID is the id that folded nodes have in a drawing; no entity has one like it.
func foldID(k communique.EntityKind) string { return "+" + string(k) }

// layOut gives nodes and folds their places.
func (p *graphPage) layOut() {
	n := draw.Network{Focus: string(p.Centre.ID), Nodes: []draw.NetworkNode{{ID: string(p.Centre.ID), Label: p.Centre.Name}}}
	for _, o := range p.Nodes {
		weight := float64(o.Claims)
		if o.Step > 1 {
			weight /= 1e6 // the second step stands outside of the first
		}
		n.Nodes = append(n.Nodes, draw.NetworkNode{ID: string(o.ID), Label: o.Name, Weight: weight, Sector: o.Kind})
	}
	for _, t := range p.Ties {
		n.Edges = append(n.Edges, draw.NetworkEdge{A: string(t.A), B: string(t.B), Weight: float64(t.Count), Label: thousands(t.Count)})
	}
	for _, f := range p.Folds {
		n.Nodes = append(n.Nodes, draw.NetworkNode{ID: foldID(f.kind), Label: f.Label, Sector: f.Kind})
		n.Edges = append(n.Edges, draw.NetworkEdge{A: string(p.Centre.ID), B: foldID(f.kind)})
	}
	p.drawn = draw.LayNetwork(n)
	p.Width, p.Height = p.drawn.Width, p.drawn.Height
	at := map[string]draw.DrawnNode{}
	for _, o := range p.drawn.Nodes {
		at[o.ID] = o
	}
	p.Centre.X, p.Centre.Y = at[string(p.Centre.ID)].X, at[string(p.Centre.ID)].Y
	for i := range p.Nodes {
		o := at[string(p.Nodes[i].ID)]
		p.Nodes[i].X, p.Nodes[i].Y = o.X, o.Y
	}
	for i := range p.Folds {
		o := at[foldID(p.Folds[i].kind)]
		p.Folds[i].X, p.Folds[i].Y = o.X, o.Y
	}
}

// findPath finds the way to the entity that was asked for. That there is none is
// a note, not an error: the network around the centre is there all the same.
func (p *graphPage) findPath(q *request, f communique.Filter) error {
	if q.get("to") == "" {
		return nil
	}
	to, err := q.meantEntity("to")
	if err != nil {
		var unclear *fault
		if q.isAPI() || !errors.As(err, &unclear) {
			return err
		}
		p.PathUnclear = unclear
		return nil
	}
	p.PathTo = q.entity(to)
	steps, err := q.site.Graph.Path(q.ctx, p.Centre.ID, to, f)
	switch {
	case errors.Is(err, communique.ErrNotFound):
		p.PathNote = "No claims that pass the filter lead from one to the other."
	case errors.Is(err, graph.ErrTooFar):
		p.PathNote = fmt.Sprintf("No path of at most %d steps was found. A narrower filter or ends that are closer may help.", graph.MaxSteps)
	case err != nil:
		return err
	case len(steps) == 0:
		p.PathNote = "That is the entity in the middle itself."
	}
	if p.PathNote != "" {
		p.Notes = append(p.Notes, "Path to "+p.PathTo.Name+": "+p.PathNote)
		return nil
	}
	for _, s := range steps {
		v := pathStep{From: s.From, To: s.To, Count: s.Count, Some: listed(s.Claims), Start: q.entity(s.From), End: q.entity(s.To), Href: q.edgeHref(s.From, s.To, "")}
		found, err := q.site.Graph.Between(q.ctx, s.From, s.To, f, graph.Page{Limit: claimsOfStep})
		if err != nil {
			return err
		}
		if v.Claims, err = q.rows(found.Rows); err != nil {
			return err
		}
		p.Path = append(p.Path, v)
	}
	return nil
}

// listBetween lists the claims of the edge that was asked for.
func (p *graphPage) listBetween(q *request, f communique.Filter) error {
	ends := values[communique.EntityID](q, "edge")
	if len(ends) == 0 {
		return nil
	}
	for _, id := range ends {
		if err := id.Validate(); err != nil {
			return badParam("edge", fmt.Sprintf("edge: %q is not an id such as org:nato.", clip(string(id), 100)))
		}
	}
	switch {
	case len(ends) == 1:
		ends = append([]communique.EntityID{p.Centre.ID}, ends...)
	case len(ends) > 2:
		return badParam("edge", "edge: an edge has two ends; more ids were given.")
	}
	page, err := q.page(25)
	if err != nil {
		return err
	}
	page.Limit = 25
	found, err := q.site.Graph.Between(q.ctx, ends[0], ends[1], f, page)
	if err != nil {
		return err
	}
	b := &between{A: ends[0], B: ends[1], Total: found.Total, Undated: found.Undated, Next: found.Next, Pager: q.pager(found.Next),
		First: q.entity(ends[0]), Second: q.entity(ends[1]), Close: q.with("edge", "")}
	if b.Pager.Next != "" {
		b.Pager.Next += "#between"
	}
	if b.Claims, err = q.rows(found.Rows); err != nil {
		return err
	}
	p.Between = b
	return nil
}

// edgeHref is the address of this page with the claims between two entities.
func (q *request) edgeHref(a, b, centre communique.EntityID) string {
	v := q.copied()
	v.Del("edge")
	for _, id := range []communique.EntityID{a, b} {
		if id != centre {
			v.Add("edge", string(id))
		}
	}
	return address("/graph", v) + "#between"
}

// meantEntity reads a parameter that names an entity: by its id or, on pages, as
// people call it. What may mean several is a fault that lists them.
func (q *request) meantEntity(param string) (communique.EntityID, error) {
	given := q.get(param)
	id := communique.EntityID(given)
	if id.Validate() == nil && id != "" && len(given) <= 1000 {
		return id, nil
	}
	f := badParam(param, fmt.Sprintf("%s: %q is not an id such as org:nato.", param, clip(given, 100)))
	if given == "" || len(given) > 200 {
		return "", f
	}
	exact, near, err := q.called(given)
	if err != nil {
		return "", err
	}
	if len(exact) == 1 && !q.isAPI() {
		q.query.Set(param, string(exact[0])) // links say which one
		return exact[0], nil
	}
	meant := append(exact, near...)
	if !q.isAPI() {
		f.Detail = fmt.Sprintf("No claim in the store names anything called “%s”.", clip(given, 100))
		f.Status = 404
		if len(meant) > 0 {
			f.Detail, f.Status = fmt.Sprintf("“%s” is not the name of exactly one entity.", clip(given, 100)), 400
		}
	}
	for _, id := range meant {
		f.Known = append(f.Known, string(id))
		f.Instead = append(f.Instead, choice{Label: q.site.name(id) + " (" + kindWord(id.Kind()) + ")", Href: q.with(param, string(id))})
	}
	if !q.isAPI() {
		f.Known = nil // they are links
	}
	return "", f
}

// How many names are looked through and shown for one that is given.
const (
	mostNamesRead = 40_000
	mostNamesNear = 10
)

// called returns the entities of the store that have a name, and those whose
// names contain it; those in most claims first.
func (q *request) called(name string) (exact, near []communique.EntityID, err error) {
	word := strings.ToLower(strings.Join(strings.Fields(name), " "))
	p := graph.Page{Limit: graph.MaxLimit}
	for range mostNamesRead / graph.MaxLimit {
		found, err := q.site.Graph.Entities(q.ctx, nil, p)
		if err != nil {
			return nil, nil, err
		}
		for _, e := range found.Entities {
			switch names := q.namesOf(e.ID); {
			case slices.ContainsFunc(names, func(n string) bool { return strings.ToLower(n) == word }):
				exact = append(exact, e.ID)
			case len(near) < mostNamesNear && slices.ContainsFunc(names, func(n string) bool { return strings.Contains(strings.ToLower(n), word) }):
				near = append(near, e.ID)
			}
		}
		if p.After = found.Next; p.After == "" {
			break
		}
	}
	return exact[:min(len(exact), mostNamesNear)], near, nil
}

// namesOf are the names by which people may call an entity.
func (q *request) namesOf(id communique.EntityID) []string {
	names := []string{q.site.name(id)}
	if q.site.Names != nil {
		if e, ok := q.site.Names.Entity(id); ok {
			names = append(names, e.Aliases...)
		}
	}
	return names
}

// mustKnow reports as not found what nothing names and nobody knows.
func (q *request) mustKnow(id communique.EntityID) error {
	if q.site.Names != nil {
		if _, ok := q.site.Names.Entity(id); ok {
			return nil
		}
	}
	ever, err := q.everNamed(id)
	if err == nil && !ever {
		err = fmt.Errorf("web: entity %s: %w", id, communique.ErrNotFound)
	}
	return err
}
