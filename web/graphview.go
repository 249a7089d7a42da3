package web

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/web/draw"
)

// graphView is what only the page shows of a network.
type graphView struct {
	Suggested   []actorRow // whom to begin with; only without a centre
	Empty       bool       // the store has no claims
	Drawing     *graphDrawing
	Data        *graphData // for the script
	Filters     []choice
	Form        graphForm
	PathTo      *entity
	PathNote    string
	PathDrawn   bool // a part of the path is among the ties
	Near, Far   int  // nodes one and two steps away
	PathUnclear *fault
	Earlier     string // the address of the ranks before these
	Later       string // and after
	ActorHref   string

	drawn draw.NetworkDrawing
}

func (p *graphPage) title() string {
	if p.Centre.Name == "" {
		return "Graph"
	}
	return p.Centre.Name + " – Graph"
}

// graphForm is the controls of the page.
type graphForm struct {
	Around, To    string
	First, Last   string // the years chosen
	From, Until   string // the years between which nearly all claims are; "" where no claim has one
	Early, Late   bool   // a few lie before or after
	Limits, Steps []choice
	Kinds         []choice
	Shown         []choice
	Bars          []yearBar
	BarsWidth     int
	Kept          []field
	Narrowed      bool // some kind is chosen
}

// yearBar is a year of the chart above the period.
type yearBar struct {
	X, Y, W, H int
	Outside    bool // the chosen period
}

// graphDrawing is the SVG.
type graphDrawing struct {
	Width, Height int
	Label         string
	Nodes         []svgNode
	Edges         []svgEdge
}

type svgNode struct {
	Href, Label, Class string
	ID                 string
	Shape              string // a path
	Box                draw.Box
	Lines              []svgLine
}

type svgLine struct {
	X, Y int
	Text string
}

type svgEdge struct {
	Href, Label, Class string
	Path               string
	Width              string
	Text               string // the count, where there is room
	X, Y               int
}

// graphData is the drawing for Cytoscape.
type graphData struct {
	Nodes []dataNode `json:"nodes"`
	Edges []dataEdge `json:"edges"`
}

type dataNode struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Says   string `json:"says"`
	Label  string `json:"label"` // in lines
	Kind   string `json:"kind"`
	X      int    `json:"x"`
	Y      int    `json:"y"`
	R      int    `json:"r"`
	Href   string `json:"href"`
	Row    string `json:"row,omitempty"` // the row of the table
	Centre bool   `json:"centre,omitempty"`
	Fold   bool   `json:"fold,omitempty"`
}

type dataEdge struct {
	A       string  `json:"a"`
	B       string  `json:"b"`
	Count   string  `json:"count,omitempty"`
	Label   string  `json:"label,omitempty"` // the count, where there is room
	Breadth float64 `json:"breadth"`
	Href    string  `json:"href,omitempty"`
	Path    bool    `json:"path,omitempty"`
}

// noCentre is the page before an entity is chosen.
func (q *request) noCentre() (any, error) {
	found, err := q.site.Graph.Entities(q.ctx, actingKinds, graph.Page{Limit: 24})
	if err != nil {
		return nil, err
	}
	p := &graphPage{}
	for _, e := range found.Entities {
		v := *q.entity(e.ID)
		v.Href = q.href("/graph", "around", string(e.ID))
		p.Suggested = append(p.Suggested, actorRow{v, e.Claims})
	}
	p.Empty = len(found.Entities) == 0
	return p, nil
}

// dress adds what only the page shows.
func (p *graphPage) dress(q *request, f communique.Filter, ask graph.NetworkQuery) {
	p.ActorHref = q.href("/actor", "id", string(p.Centre.ID))
	for _, c := range q.chips() {
		if c.Field != "edge" && c.Field != "show" {
			p.Filters = append(p.Filters, c)
		}
	}
	kinds := map[communique.EntityID][]kindCount{}
	for i := range p.Ties {
		t := &p.Ties[i]
		t.Href = q.edgeHref(t.A, t.B, p.Centre.ID)
		if t.A == p.Centre.ID {
			kinds[t.B] = t.Kinds
		}
	}
	for i := range p.Nodes {
		n := &p.Nodes[i]
		n.AroundH = q.around(n.ID)
		if n.Kinds = kinds[n.ID]; n.Step == 1 {
			n.Between = q.edgeHref(p.Centre.ID, n.ID, p.Centre.ID)
		}
	}
	for i := range p.Folds {
		p.Folds[i].Href = q.unfolded(p.Folds[i].kind, ask)
	}
	if ask.Skip > 0 {
		p.Earlier = q.with("skip", zeroless(max(0, ask.Skip-ask.Limit)))
	}
	first := len(slices.DeleteFunc(slices.Clone(p.Nodes), func(n node) bool { return n.Step > 1 }))
	if p.Folded > 0 && first > 0 {
		p.Later = q.with("skip", strconv.Itoa(ask.Skip+first))
	}
	p.Near, p.Far = first, len(p.Nodes)-first
	p.choices(q, f, ask)
	if len(p.Nodes) > 0 || p.Folded > 0 {
		p.draw(q)
	}
}

func zeroless(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// around is the address of the network around another entity.
func (q *request) around(id communique.EntityID) string {
	v := q.copied()
	for _, name := range []string{"edge", "to", "skip"} {
		v.Del(name)
	}
	v.Set("around", string(id))
	return address("/graph", v)
}

// unfolded is the address of the network with folded nodes of one kind alone.
func (q *request) unfolded(k communique.EntityKind, ask graph.NetworkQuery) string {
	v := q.copied()
	for _, name := range []string{"edge", "skip"} {
		v.Del(name)
	}
	v["show"] = []string{string(k)}
	if slices.Equal(ask.Kinds, []communique.EntityKind{k}) && ask.Limit == graph.MaxMembers { // as many as there can be are shown already
		v.Set("skip", strconv.Itoa(ask.Skip+ask.Limit))
	}
	v.Set("limit", strconv.Itoa(graph.MaxMembers))
	return address("/graph", v)
}

// choices fills the form.
func (p *graphPage) choices(q *request, f communique.Filter, ask graph.NetworkQuery) {
	form := &p.Form
	form.Around, form.To = string(p.Centre.ID), q.get("to") // to look whether the name means it alone would take all names
	option := func(field string, n, chosen int, label string) choice {
		return choice{Field: field, Value: strconv.Itoa(n), Label: label, On: n == chosen}
	}
	limits := []int{25, 50, 100, graph.MaxMembers}
	if !slices.Contains(limits, ask.Limit) {
		limits = append(limits, ask.Limit)
		slices.Sort(limits)
	}
	for _, n := range limits {
		form.Limits = append(form.Limits, option("limit", n, ask.Limit, strconv.Itoa(n)))
	}
	form.Steps = []choice{option("steps", 1, ask.Steps, "its neighbours"), option("steps", 2, ask.Steps, "and their neighbours")}
	form.Kinds = q.kindChoices(f)
	for _, k := range communique.EntityKinds {
		form.Shown = append(form.Shown, choice{Field: "show", Value: string(k), Label: kindsWord(k), On: slices.Contains(ask.Kinds, k)})
	}
	form.Narrowed = len(f.Kinds)+len(ask.Kinds) > 0
	for _, name := range []string{"actor", "topic", "outlet", "document", "question", "published-by", "recorded-by"} {
		for _, v := range q.query[name] {
			form.Kept = append(form.Kept, field{name, v})
		}
	}
	p.period(f)
}

// period fills what chooses the years.
func (p *graphPage) period(f communique.Filter) {
	form := &p.Form
	years := trimmed(p.Years)
	if len(years) > 0 {
		form.From, form.Until = fmt.Sprintf("%04d", years[0].Year), fmt.Sprintf("%04d", years[len(years)-1].Year)
	}
	yearOf := func(d communique.Day) string {
		if len(d) < 4 {
			return ""
		}
		return string(d[:4])
	}
	form.First, form.Last = yearOf(f.About.From), yearOf(f.About.To)
	if form.From == "" {
		return
	}
	if form.First != "" {
		form.From = min(form.From, form.First)
	}
	if form.Last != "" {
		form.Until = max(form.Until, form.Last)
	}
	first, err1 := strconv.Atoi(form.From)
	last, err2 := strconv.Atoi(form.Until)
	if err1 != nil || err2 != nil {
		return
	}
	form.Early, form.Late = p.Years[0].Year < first, p.Years[len(p.Years)-1].Year > last
	if last-first > 400 {
		return
	}
	const height, broad = 36, 480
	each := max(1, broad/(last-first+1))
	form.BarsWidth = each * (last - first + 1)
	most := 0
	for _, y := range p.Years {
		most = max(most, y.Claims)
	}
	for _, y := range p.Years {
		if y.Year < first || y.Year > last {
			continue
		}
		h := max(2, int(math.Round(height*math.Sqrt(float64(y.Claims)/float64(most)))))
		outside := form.First != "" && fmt.Sprintf("%04d", y.Year) < form.First || form.Last != "" && fmt.Sprintf("%04d", y.Year) > form.Last
		form.Bars = append(form.Bars, yearBar{(y.Year - first) * each, height - h, max(1, each-1), h, outside})
	}
}

// trimmed leaves out the years at both ends in which hardly any claim lies, one
// of two hundred: a single year of 1701 would make a slider for the others useless.
func trimmed(years []yearCount) []yearCount {
	all := 0
	for _, y := range years {
		all += y.Claims
	}
	begin, end := 0, len(years)
	for left := all / 200; begin < end && years[begin].Claims <= left; begin++ {
		left -= years[begin].Claims
	}
	for left := all / 200; end > begin && years[end-1].Claims <= left; end-- {
		left -= years[end-1].Claims
	}
	return years[begin:end]
}

// draw makes the SVG and the same for the script.
func (p *graphPage) draw(q *request) {
	d := &graphDrawing{Width: p.Width, Height: p.Height, Label: "What claims link to " + p.Centre.Name}
	data := &graphData{}
	rows := map[string]dataNode{string(p.Centre.ID): {Name: p.Centre.Name, Kind: p.Centre.Kind, Centre: true, Href: p.ActorHref,
		Says: fmt.Sprintf("%s, %s, in the middle: %s", p.Centre.Name, p.Centre.Kind, plural(p.Claims, "claim", "claims"))}}
	for _, n := range p.Nodes {
		says := fmt.Sprintf("%s, %s: %s with %s", n.Name, n.Kind, plural(n.Claims, "claim", "claims"), p.Centre.Name)
		if n.Step > 1 {
			says = fmt.Sprintf("%s, %s, two steps away: %s with nodes of the first step", n.Name, n.Kind, plural(n.Claims, "claim", "claims"))
		}
		rows[string(n.ID)] = dataNode{Name: n.Name, Kind: n.Kind, Says: says, Href: n.AroundH, Row: "node-" + strconv.Itoa(n.Rank)}
	}
	for _, f := range p.Folds {
		rows[foldID(f.kind)] = dataNode{Name: f.Label, Kind: f.Kind, Says: f.Label + ", folded: show them", Href: f.Href, Fold: true}
	}
	for _, o := range p.drawn.Nodes {
		n := rows[o.ID]
		n.ID, n.X, n.Y, n.R, n.Label = o.ID, o.X, o.Y, o.R, strings.Join(o.Lines, "\n")
		data.Nodes = append(data.Nodes, n)
		v := svgNode{ID: o.ID, Href: n.Href, Label: n.Says, Class: "node node-" + n.Kind, Shape: shapeOf(n.Kind, o.X, o.Y, o.R), Box: o.Box}
		if n.Centre {
			v.Class += " centre"
		}
		if n.Fold {
			v.Class += " fold"
		}
		for i, line := range o.Lines {
			v.Lines = append(v.Lines, svgLine{o.X, o.Base + i*draw.LineHeight, line})
		}
		d.Nodes = append(d.Nodes, v)
	}
	ties := map[[2]string]tie{}
	for _, t := range p.Ties {
		ties[[2]string{string(t.A), string(t.B)}] = t
		ties[[2]string{string(t.B), string(t.A)}] = t
	}
	for _, e := range p.drawn.Edges {
		v := svgEdge{Path: e.Path, Width: strconv.FormatFloat(e.Breadth, 'f', -1, 64), Text: e.Label, X: e.X, Y: e.Y, Class: "edge edge-fold"}
		de := dataEdge{A: e.A, B: e.B, Label: e.Label, Breadth: e.Breadth}
		if t, ok := ties[[2]string{e.A, e.B}]; ok {
			v.Class, v.Href = "edge", t.Href
			if t.A != p.Centre.ID {
				v.Class += " tie"
			}
			if p.onPath(t) {
				v.Class, de.Path, p.PathDrawn = v.Class+" on-path", true, true
			}
			v.Label = fmt.Sprintf("%s and %s: %s", t.First.Name, t.Second.Name, plural(t.Count, "claim", "claims"))
			de.Href, de.Count = t.Href, thousands(t.Count)
		}
		d.Edges, data.Edges = append(d.Edges, v), append(data.Edges, de)
	}
	slices.Reverse(d.Edges) // the strongest above the others
	p.Drawing, p.Data = d, data
}

// onPath reports whether the path goes along a tie.
func (p *graphPage) onPath(t tie) bool {
	return slices.ContainsFunc(p.Path, func(s pathStep) bool {
		return s.From == t.A && s.To == t.B || s.From == t.B && s.To == t.A
	})
}

// shapeOf is the shape by which a kind of entity is known, as a path of SVG.
func shapeOf(kind string, x, y, r int) string {
	points := func(p ...float64) string {
		var b strings.Builder
		for i := 0; i < len(p); i += 2 {
			fmt.Fprintf(&b, "%c%d %d", "ML"[min(i, 1)], x+int(math.Round(p[i]*float64(r))), y+int(math.Round(p[i+1]*float64(r))))
		}
		return b.String() + "Z"
	}
	round := func(rx, ry int) string {
		return fmt.Sprintf("M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0 %d 0Z", x-rx, y, rx, ry, 2*rx, rx, ry, -2*rx)
	}
	switch kind {
	case "organisation":
		return points(-.85, -.85, .85, -.85, .85, .85, -.85, .85)
	case "state":
		return points(-1, 0, -.5, -.87, .5, -.87, 1, 0, .5, .87, -.5, .87)
	case "instrument":
		return points(0, -1, 1, 0, 0, 1, -1, 0)
	case "document":
		return points(-.7, -.95, .3, -.95, .7, -.5, .7, .95, -.7, .95)
	case "event":
		return points(0, -1, .95, .8, -.95, .8)
	case "concept":
		return round(r, max(3, r*6/10))
	}
	return round(r, r)
}
