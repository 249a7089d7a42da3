package draw

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Network is what LayNetwork draws: nodes, each with a label, and edges between
// them. The order of nodes and edges is of no matter.
type Network struct {
	Focus string // the id of the node in the middle; "" for none
	Nodes []NetworkNode
	Edges []NetworkEdge // between nodes that are there; others, and those from a node to itself, are not drawn
}

// NetworkNode is a node to draw. Ids are distinct; of two that are the same, one
// is drawn.
type NetworkNode struct {
	ID     string
	Label  string
	Weight float64 // how large it is drawn, and how near to the focus
	Sector string  // nodes of one sector start side by side
}

// NetworkEdge is an edge to draw. Of two between the same nodes one is drawn,
// with the weight of both.
type NetworkEdge struct {
	A, B   string
	Weight float64 // how broad it is drawn, and how near its ends are to each other
	Label  string  // stands on the edge, where there is room
}

// NetworkDrawing is a network with places in whole pixels. Nothing lies outside
// its width and height, and no two nodes overlap, labels included.
type NetworkDrawing struct {
	Width, Height int
	Nodes         []DrawnNode // the focus first, then the heaviest, then by id
	Edges         []DrawnEdge // the heaviest first, then by the places of their ends
}

// DrawnNode is a node with its place.
type DrawnNode struct {
	ID    string
	X, Y  int      // the middle of its shape
	R     int      // half the breadth of its shape
	Lines []string // of its label, which stands below the shape, in the middle
	Base  int      // where the first line of the label stands; the next is LineHeight below
	Box   Box      // of shape and label
}

// DrawnEdge is an edge with its line.
type DrawnEdge struct {
	A, B    string
	Path    string  // as SVG writes it
	Breadth float64 // of the line, 1 to 6
	Label   string  // "" where there is no room
	X, Y    int     // the middle of the label
}

// Box is a part of a drawing.
type Box struct{ X, Y, W, H int }

// What a drawing of a network is made of, in pixels.
const (
	LineHeight = 15 // of labels, which are written in letters of 13 pixels

	networkMargin = 8
	smallestNode  = 7
	largestNode   = 15
	focusNode     = 18
	nodeGap       = 3   // around a node with its label
	labelBreadth  = 112 // of a line of a label, about
	labelLines    = 2
)

// LayNetwork gives the nodes of a network their places: those of much weight
// near the focus, those that an edge joins near to each other, as far as that
// goes, by majorising stress from a start in rings and sectors. Then nodes are
// moved apart until none overlaps. The same network gives the same drawing.
func LayNetwork(n Network) NetworkDrawing {
	l := newNetworkLayout(n)
	l.start()
	l.relax()
	l.gather()
	l.stretch()
	l.separate()
	return l.drawing()
}

// networkLayout is a network while it is laid out. The focus, where there is
// one, is node 0 and stays at the origin.
type networkLayout struct {
	nodes   []NetworkNode
	edges   []networkJoint
	focused bool
	x, y    []float64
	half    []float64 // of the breadth of each node with its label
	above   []float64 // from the middle of the shape to the upper end of the box
	below   []float64
	radius  []int
	lines   [][]string
}

type networkJoint struct {
	a, b   int
	weight float64
	label  string
}

func newNetworkLayout(n Network) *networkLayout {
	l := &networkLayout{nodes: slices.Clone(n.Nodes)}
	for i := range l.nodes {
		l.nodes[i].Weight = sane(l.nodes[i].Weight)
	}
	first := func(id string) int {
		if n.Focus != "" && id == n.Focus {
			return 0
		}
		return 1
	}
	slices.SortFunc(l.nodes, func(a, b NetworkNode) int {
		return cmp.Or(cmp.Compare(first(a.ID), first(b.ID)), -cmp.Compare(a.Weight, b.Weight), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Sector, b.Sector))
	})
	at := map[string]int{}
	l.nodes = slices.DeleteFunc(l.nodes, func(o NetworkNode) bool {
		_, twice := at[o.ID]
		at[o.ID] = 0
		return twice
	})
	for i, o := range l.nodes {
		at[o.ID] = i
	}
	l.focused = len(l.nodes) > 0 && first(l.nodes[0].ID) == 0

	for _, e := range n.Edges {
		a, known := at[e.A]
		b, too := at[e.B]
		if known && too && a != b {
			l.edges = append(l.edges, networkJoint{min(a, b), max(a, b), sane(e.Weight), e.Label})
		}
	}
	slices.SortFunc(l.edges, func(p, q networkJoint) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b), -cmp.Compare(p.weight, q.weight), cmp.Compare(p.label, q.label))
	})
	joined := l.edges[:0]
	for _, e := range l.edges {
		if last := len(joined) - 1; last >= 0 && joined[last].a == e.a && joined[last].b == e.b {
			joined[last].weight += e.weight
			continue
		}
		joined = append(joined, e)
	}
	l.edges = joined
	slices.SortFunc(l.edges, func(p, q networkJoint) int {
		return cmp.Or(-cmp.Compare(p.weight, q.weight), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	l.measure()
	return l
}

// sane makes a weight that can be reckoned with.
func sane(w float64) float64 {
	if math.IsNaN(w) || w < 0 {
		return 0
	}
	return min(w, 1e12)
}

// measure finds the size of each node.
func (l *networkLayout) measure() {
	most := 0.0
	for i, o := range l.nodes {
		if i > 0 || !l.focused {
			most = max(most, o.Weight)
		}
	}
	for i, o := range l.nodes {
		r := smallestNode
		if most > 0 {
			r += int(float64(largestNode-smallestNode) * math.Sqrt(min(o.Weight, most)/most))
		}
		if i == 0 && l.focused {
			r = focusNode
		}
		lines := labelOf(o.Label)
		half := float64(r)
		for _, line := range lines {
			half = max(half, breadthOf(line)/2)
		}
		l.radius, l.lines = append(l.radius, r), append(l.lines, lines)
		l.half = append(l.half, math.Ceil(half)+nodeGap)
		l.above = append(l.above, float64(r+nodeGap))
		l.below = append(l.below, float64(r+nodeGap+LineHeight*len(lines)))
	}
}

// start puts the nodes on rings around the focus, the heaviest on the inner
// ones, each sector in its part of the circle.
func (l *networkLayout) start() {
	l.x, l.y = make([]float64, len(l.nodes)), make([]float64, len(l.nodes))
	sectors := map[string]int{}
	for i := l.first(); i < len(l.nodes); i++ {
		sectors[l.nodes[i].Sector]++
	}
	names := make([]string, 0, len(sectors))
	for name := range sectors {
		names = append(names, name)
	}
	slices.Sort(names)
	begins, passed := map[string]float64{}, 0
	for _, name := range names {
		begins[name] = float64(passed)
		passed += sectors[name]
	}
	placed := map[string]int{}
	const golden = 0.6180339887498949
	for i := l.first(); i < len(l.nodes); i++ {
		s := l.nodes[i].Sector
		// Within a sector the places are spread so that neighbours in rank are far apart.
		_, within := math.Modf(float64(placed[s])*golden + 0.5)
		placed[s]++
		angle := 2 * math.Pi * (begins[s] + within*float64(sectors[s])) / float64(max(passed, 1))
		r := l.ring(i)
		l.x[i], l.y[i] = r*math.Cos(angle-math.Pi/2), r*math.Sin(angle-math.Pi/2)
	}
}

// first is the first node that has no fixed place.
func (l *networkLayout) first() int {
	if l.focused {
		return 1
	}
	return 0
}

// ring is how far from the focus a node belongs by its rank: circles of equal
// area for each node.
func (l *networkLayout) ring(i int) float64 { return 48 * math.Sqrt(float64(i)+2) }

// relaxing is how often every node is moved to where its neighbours want it.
const relaxing = 40

// relax lowers the stress of the layout: the squared differences between how far
// apart nodes are and how far apart they should be.
func (l *networkLayout) relax() {
	want := l.distances()
	n := len(l.nodes)
	for range relaxing {
		for i := l.first(); i < n; i++ {
			var sx, sy, sum float64
			for j := range n {
				if i == j {
					continue
				}
				d := want[i*n+j]
				w := 1 / (d * d)
				if j == 0 && l.focused {
					w *= 6 // the distance from the focus tells the rank
				}
				dx, dy := l.x[i]-l.x[j], l.y[i]-l.y[j]
				far := math.Sqrt(dx*dx + dy*dy)
				if far < 1e-6 {
					dx, dy, far = float64(i-j), 1, math.Sqrt(float64((i-j)*(i-j)+1))
				}
				sx += w * (l.x[j] + d*dx/far)
				sy += w * (l.y[j] + d*dy/far)
				sum += w
			}
			if sum > 0 {
				l.x[i], l.y[i] = sx/sum, sy/sum
			}
		}
	}
}

// gather draws in what stands far out, where nothing else would.
func (l *networkLayout) gather() {
	if !l.focused || len(l.nodes) < 3 {
		return
	}
	var radii []float64
	for i := range l.nodes[1:] {
		radii = append(radii, math.Hypot(l.x[i+1], l.y[i+1]))
	}
	slices.Sort(radii)
	rim := 1.2 * radii[len(radii)*4/5]
	for i := 1; i < len(l.nodes); i++ {
		if far := math.Hypot(l.x[i], l.y[i]); far > rim {
			l.x[i], l.y[i] = l.x[i]*rim/far, l.y[i]*rim/far
		}
	}
}

// distances are how far apart any two nodes should be: along the edges, where
// strong ones are short.
func (l *networkLayout) distances() []float64 {
	n := len(l.nodes)
	want := make([]float64, n*n)
	for i := range want {
		want[i] = math.Inf(1)
	}
	strongest := 1.0
	for _, e := range l.edges {
		if e.a > 0 || !l.focused {
			strongest = max(strongest, e.weight)
		}
	}
	for _, e := range l.edges {
		d := 190 - 100*math.Log1p(e.weight)/math.Log1p(strongest)
		if e.a == 0 && l.focused {
			d = l.ring(e.b)
		}
		d = max(d, 60)
		want[e.a*n+e.b], want[e.b*n+e.a] = d, d
	}
	for k := range n {
		row := want[k*n : k*n+n]
		for i := range n {
			if i == k {
				continue
			}
			through := want[i*n+k]
			if math.IsInf(through, 1) {
				continue
			}
			to := want[i*n : i*n+n]
			for j, d := range row {
				if via := through + d; via < to[j] {
					to[j] = via
				}
			}
		}
	}
	farthest := 300.0
	for _, d := range want {
		if !math.IsInf(d, 1) {
			farthest = max(farthest, d)
		}
	}
	for i, d := range want {
		if math.IsInf(d, 1) {
			want[i] = farthest // parts that nothing joins stand side by side
		}
	}
	return want
}

// stretch makes the layout broader than high: labels are.
func (l *networkLayout) stretch() {
	for i := range l.nodes {
		l.x[i] *= 1.5
		l.y[i] *= 0.9
	}
}

// separating is how often nodes are moved apart before they are put in rows instead.
const separating = 600

// separate moves nodes apart until none overlaps another, labels included.
func (l *networkLayout) separate() {
	for round := range separating {
		if !l.push() {
			return
		}
		if round%20 == 19 { // too dense
			for i := range l.nodes {
				l.x[i] *= 1.06
				l.y[i] *= 1.06
			}
		}
	}
	l.rows()
}

// push moves each two nodes that overlap apart, along the shorter way, and
// reports whether there were any.
func (l *networkLayout) push() (moved bool) {
	for i := range l.nodes {
		for j := i + 1; j < len(l.nodes); j++ {
			dx, dy := l.overlap(i, j)
			if dx <= 0 || dy <= 0 {
				continue
			}
			moved = true
			first, second := 0.5, 0.5
			if i == 0 && l.focused {
				first, second = 0, 1
			}
			if dx < dy {
				if l.x[i] > l.x[j] {
					dx = -dx
				}
				l.x[i] -= dx * first
				l.x[j] += dx * second
			} else {
				if l.y[i] > l.y[j] {
					dy = -dy
				}
				l.y[i] -= dy * first
				l.y[j] += dy * second
			}
		}
	}
	return moved
}

// overlap is by how much two nodes overlap in breadth and height, with a pixel
// and a half to spare for rounding.
func (l *networkLayout) overlap(i, j int) (dx, dy float64) {
	const spare = 1.5
	dx = l.half[i] + l.half[j] + spare - math.Abs(l.x[i]-l.x[j])
	if l.y[i] <= l.y[j] {
		dy = l.y[i] + l.below[i] - (l.y[j] - l.above[j]) + spare
	} else {
		dy = l.y[j] + l.below[j] - (l.y[i] - l.above[i]) + spare
	}
	return dx, dy
}

// rows puts the nodes side by side in rows: the way out that always leads out.
func (l *networkLayout) rows() {
	order := make([]int, len(l.nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(l.y[a], l.y[b]), cmp.Compare(l.x[a], l.x[b]), a-b) })
	const across = 12
	for at, i := range order {
		l.x[i], l.y[i] = float64(at%across)*(labelBreadth+4*nodeGap+20), float64(at/across)*float64(2*focusNode+4*nodeGap+LineHeight*labelLines)
	}
}

// drawing gives the layout in whole pixels from its upper left corner.
func (l *networkLayout) drawing() NetworkDrawing {
	d := NetworkDrawing{Width: 2 * networkMargin, Height: 2 * networkMargin}
	if len(l.nodes) == 0 {
		return d
	}
	left, top := math.Inf(1), math.Inf(1)
	for i := range l.nodes {
		left, top = min(left, l.x[i]-l.half[i]), min(top, l.y[i]-l.above[i])
	}
	for i, o := range l.nodes {
		x, y := int(math.Round(l.x[i]-left))+networkMargin, int(math.Round(l.y[i]-top))+networkMargin
		half := int(l.half[i])
		p := DrawnNode{ID: o.ID, X: x, Y: y, R: l.radius[i], Lines: l.lines[i], Base: y + l.radius[i] + LineHeight - 3,
			Box: Box{x - half, y - int(l.above[i]), 2 * half, int(l.above[i] + l.below[i])}}
		d.Nodes = append(d.Nodes, p)
		d.Width, d.Height = max(d.Width, p.Box.X+p.Box.W+networkMargin), max(d.Height, p.Box.Y+p.Box.H+networkMargin)
	}
	l.draw(&d)
	return d
}

// draw adds the edges: straight from the focus, the others bent away from it.
func (l *networkLayout) draw(d *NetworkDrawing) {
	heaviest := 0.0
	for _, e := range l.edges {
		heaviest = max(heaviest, e.weight)
	}
	var labels []Box
	for _, e := range l.edges {
		a, b := d.Nodes[e.a], d.Nodes[e.b]
		out := DrawnEdge{A: a.ID, B: b.ID, Breadth: 1}
		if heaviest > 0 {
			out.Breadth = math.Round(10*(1+5*math.Sqrt(e.weight/heaviest))) / 10
		}
		c := bend(a, b, d.Nodes[0], e.a == 0 && l.focused)
		c.X, c.Y = min(max(c.X, 0), d.Width), min(max(c.Y, 0), d.Height)
		if e.a == 0 && l.focused {
			out.Path = fmt.Sprintf("M%d %dL%d %d", a.X, a.Y, b.X, b.Y)
		} else {
			out.Path = fmt.Sprintf("M%d %dQ%d %d %d %d", a.X, a.Y, c.X, c.Y, b.X, b.Y)
		}
		if box, ok := roomFor(e.label, a, b, c, d, labels); ok {
			labels = append(labels, box)
			out.Label, out.X, out.Y = e.label, box.X+box.W/2, box.Y+box.H/2
		}
		d.Edges = append(d.Edges, out)
	}
}

// bend is the point towards which an edge is bent.
func bend(a, b, focus DrawnNode, straight bool) (c struct{ X, Y int }) {
	c.X, c.Y = (a.X+b.X)/2, (a.Y+b.Y)/2
	if straight {
		return c
	}
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	side := 0.16
	if -dy*float64(c.X-focus.X)+dx*float64(c.Y-focus.Y) < 0 {
		side = -side
	}
	c.X -= int(math.Round(dy * side))
	c.Y += int(math.Round(dx * side))
	return c
}

// roomFor finds a place on an edge where its label hides nothing.
func roomFor(label string, a, b DrawnNode, c struct{ X, Y int }, d *NetworkDrawing, taken []Box) (Box, bool) {
	if label == "" {
		return Box{}, false
	}
	w, h := int(math.Ceil(breadthOf(label)))+2, LineHeight-2
	for _, t := range []float64{0.5, 0.6, 0.4, 0.7, 0.3, 0.8} {
		x := (1-t)*(1-t)*float64(a.X) + 2*t*(1-t)*float64(c.X) + t*t*float64(b.X)
		y := (1-t)*(1-t)*float64(a.Y) + 2*t*(1-t)*float64(c.Y) + t*t*float64(b.Y)
		box := Box{int(math.Round(x)) - w/2, int(math.Round(y)) - h/2, w, h}
		if box.X < 0 || box.Y < 0 || box.X+w > d.Width || box.Y+h > d.Height ||
			slices.ContainsFunc(taken, box.Meets) || slices.ContainsFunc(d.Nodes, func(n DrawnNode) bool { return box.Meets(n.Box) }) {
			continue
		}
		return box, true
	}
	return Box{}, false
}

// Meets reports whether two boxes share a pixel.
func (b Box) Meets(o Box) bool {
	return b.X < o.X+o.W && o.X < b.X+b.W && b.Y < o.Y+o.H && o.Y < b.Y+b.H
}

// labelOf breaks a label into lines between words and cuts what is too long.
func labelOf(label string) []string {
	var lines []string
	words := strings.Fields(label)
	for len(words) > 0 && len(lines) < labelLines {
		line := words[0]
		words = words[1:]
		for len(words) > 0 && breadthOf(line+" "+words[0]) <= labelBreadth {
			line += " " + words[0]
			words = words[1:]
		}
		if len(lines) == labelLines-1 && len(words) > 0 {
			line += " " + strings.Join(words, " ")
		}
		lines = append(lines, cut(line))
	}
	return lines
}

// cut shortens a line that is too broad.
func cut(line string) string {
	if breadthOf(line) <= labelBreadth {
		return line
	}
	runes := []rune(line)
	for len(runes) > 1 && breadthOf(string(runes))+8 > labelBreadth {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + "…"
}

// breadthOf is about how many pixels a text takes in letters of 13 pixels.
func breadthOf(s string) float64 {
	sum := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r):
		case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
			sum += 13
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ’-", r):
			sum += 4.8
		case strings.ContainsRune("mwMW@%—…", r):
			sum += 12
		case unicode.IsUpper(r):
			sum += 9
		default:
			sum += 7.6
		}
	}
	return sum
}
