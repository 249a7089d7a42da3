package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
)

// NetworkQuery asks for the network around an entity.
type NetworkQuery struct {
	Around communique.EntityID
	Filter communique.Filter
	Kinds  []communique.EntityKind // of the members; all where none is given
	Steps  int                     // how far members may be from the centre: 1 (also 0) or 2
	Limit  int                     // the most members; 0 or less means DefaultLimit, more than MaxMembers means MaxMembers
	Skip   int                     // how many members of the first step to pass over, from the highest rank
	Spokes bool                    // list the ties of the centre only
}

// MaxMembers is the most members that a network has.
const MaxMembers = 150

// Network is what claims that pass a filter link to one entity, and to each
// other. Two entities are tied by the claims that name or concern both.
type Network struct {
	Centre  communique.EntityID
	Claims  int         // how many claims name the centre or concern it
	Undated int         // how many more only their unknown publication date keeps out
	Members []Member    // in order of rank: those of the first step before those of the second, most claims first, then by id
	Ties    []Tie       // those between the centre and the members, then those between members, most claims first
	Loose   int         // how many weaker ties there are between the members shown
	Folded  []Fold      // the members of lower rank that are not shown, by their kind
	Years   []YearCount // for how many of the centre's claims each year is the first that they are about, whatever period the filter chooses
}

func (n Network) items() int { return len(n.Members) + len(n.Ties) + len(n.Years) }

// Member is an entity of a network.
type Member struct {
	ID     communique.EntityID
	Step   int // 1 where a claim links it to the centre, 2 where one links it to a member shown
	Claims int // how many do
}

// Tie is all the claims that name or concern two entities. The first is the
// centre or the one of higher rank.
type Tie struct {
	A, B  communique.EntityID
	Count int    // of the claims
	Edges []Edge // by kind and direction; their counts sum up to Count
}

// Fold is members of one kind that are not shown.
type Fold struct {
	Kind    communique.EntityKind
	Members int
}

// Edge is what claims of one kind say between two entities. It leads from the
// speaker to the rest, from the subject to the object, organisation and topics.
type Edge struct {
	From, To communique.EntityID
	Kind     communique.Kind
	Count    int                  // how many claims
	Claims   []communique.ClaimID // some of them, at most a handful, the same for the same corpus
}

// Some of the claims behind an edge or a step are named, for links.
const someClaims = 5

// tiesPerMember bounds the ties that a network lists between its members: with
// all of them a drawing is one knot.
const tiesPerMember = 2

// Network returns the network around an entity. A member of the second step is
// named, not only concerned, by a claim that also names one of the best members
// of the first step: topics would lead to nearly everything. Where there are
// such, they take up to a third of the places, and more where those are free. An id that no claim names has no members. The
// error is a *communique.InvalidError for a query that makes no sense.
func (g *Graph) Network(ctx context.Context, q NetworkQuery) (Network, error) {
	if err := q.validate(); err != nil {
		return Network{}, err
	}
	var out Network
	err := g.view(ctx, func(t *transaction) (err error) {
		key := fmt.Sprintf("network %q %v %d %d %d %v ", q.Around, q.Kinds, q.Steps, q.limit(), q.Skip, q.Spokes)
		out, err = remember(t, &g.memory, keyOf(key, q.Filter), func() (Network, error) { return t.network(q) })
		return err
	})
	return out, err
}

func (q NetworkQuery) validate() error {
	if err := validEntity(q.Around); err != nil {
		return err
	}
	for _, k := range q.Kinds {
		if !slices.Contains(communique.EntityKinds, k) {
			return &communique.InvalidError{What: "entity kind", Err: fmt.Errorf("unknown kind %q; known: %v", k, communique.EntityKinds)}
		}
	}
	if q.Steps < 0 || q.Steps > 2 {
		return &communique.InvalidError{What: "steps", Err: fmt.Errorf("%d: a network has one or two", q.Steps)}
	}
	return q.Filter.Validate()
}

func (q NetworkQuery) limit() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxMembers)
}

func validEntity(id communique.EntityID) error {
	err := id.Validate()
	if err == nil && id == "" {
		err = fmt.Errorf("no id given")
	}
	if err != nil {
		return &communique.InvalidError{What: "entity", Err: err}
	}
	return nil
}

// member reports whether an entity other than the centre may be a member.
func (q NetworkQuery) member(id communique.EntityID) bool {
	return id != q.Around && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, id.Kind()))
}

func (t *transaction) network(q NetworkQuery) (Network, error) {
	out := Network{Centre: q.Around}
	near, err := t.nearest(q, &out)
	if err != nil {
		return out, err
	}
	first := ranked(near, 1, q.member)
	rest := first[min(max(q.Skip, 0), len(first)):]
	shown := rest[:min(q.limit(), len(rest))]
	var second, left []Member
	if q.Steps == 2 && len(shown) > 0 {
		further, err := t.further(q, near, shown)
		if err != nil {
			return out, err
		}
		left = ranked(further, 2, q.member)
		places := max(q.limit()-len(shown), min(q.limit()/3, len(left)))
		shown = shown[:min(len(shown), q.limit()-places)]
		places = min(places, len(left))
		second, left = left[:places], left[places:]
	}
	out.Folded = folded(rest[len(shown):], left)
	out.Members = slices.Concat(shown, second)
	out.Ties, out.Loose, err = t.ties(q, out.Members)
	return out, err
}

// nearest counts the claims of the centre, with each entity that they link to it.
func (t *transaction) nearest(q NetworkQuery, out *Network) (map[communique.EntityID]int, error) {
	ever := q.Filter
	ever.About = communique.Days{} // years are counted whatever the period
	near, years := map[communique.EntityID]int{}, map[string]int{}
	err := t.links(ever, wanted{of: []communique.EntityID{q.Around}, must: 1}, func(l *link) {
		about := l.days(AboutClock)
		if day := cmp.Or(about.From, about.To); l.match != communique.Undated && len(day) >= 4 {
			count(years, string(day[:4]))
		}
		switch {
		case q.Filter.About.Known() && !q.Filter.About.Overlaps(about):
			return
		case l.match == communique.Undated:
			out.Undated++
			return
		}
		out.Claims++
		for i, other := range l.ids {
			if l.places[i] < 0 {
				count(near, other)
			}
		}
	})
	for _, year := range slices.Sorted(maps.Keys(years)) {
		if n, err := strconv.Atoi(year); err == nil {
			out.Years = append(out.Years, YearCount{n, years[year]})
		}
	}
	return near, err
}

// count adds one to what is counted under a key. The key may be a part of rows,
// which it must not keep in memory.
func count[K ~string](n map[K]int, key K) {
	if _, known := n[key]; !known {
		key = K(strings.Clone(string(key)))
	}
	n[key]++
}

// further counts for each entity beyond the first step the claims that name it
// together with one of the members shown.
func (t *transaction) further(q NetworkQuery, near map[communique.EntityID]int, shown []Member) (map[communique.EntityID]int, error) {
	out := map[communique.EntityID]int{}
	err := t.links(q.Filter, wanted{of: idsOf(shown), least: 1}, func(l *link) {
		named := l.ids[:l.named]
		if l.match == communique.Undated || !slices.ContainsFunc(l.places[:l.named], func(place int) bool { return place >= 0 }) {
			return
		}
		for _, id := range named {
			if _, first := near[id]; !first && id != q.Around {
				count(out, id)
			}
		}
	})
	return out, err
}

// ties counts the claims that link the centre and members, and members with each other.
func (t *transaction) ties(q NetworkQuery, members []Member) (ties []Tie, loose int, err error) {
	if len(members) == 0 {
		return nil, 0, nil
	}
	all := slices.Concat([]communique.EntityID{q.Around}, idsOf(members)) // by their rank, the centre being 0
	kinds := map[communique.Kind]int{}
	for i, k := range communique.Kinds {
		kinds[k] = i
	}
	at := map[int32]int{} // in edges, by rank of from, rank of to, and kind
	var edges []tied
	type part struct {
		rank  int
		named bool
	}
	var found []part // members of one claim, in the order of its parts
	want := wanted{of: all, least: 2}
	if q.Spokes {
		want.must = 1
	}
	err = t.links(q.Filter, want, func(l *link) {
		if l.match == communique.Undated {
			return
		}
		found = found[:0]
		for i, rank := range l.places {
			if rank >= 0 {
				found = append(found, part{rank, i < l.named})
			}
		}
		kind, id := kinds[l.kind()], l.id()
		for i, a := range found {
			for _, b := range found[i+1:] {
				from, to := a.rank, b.rank
				if q.Spokes && from > 0 && to > 0 {
					continue
				}
				if !a.named { // between topics, for whose order nobody answers
					from, to = min(from, to), max(from, to)
				}
				k := int32((from*(MaxMembers+1)+to)*len(communique.Kinds) + kind)
				n, known := at[k]
				if !known {
					n = len(edges)
					at[k] = n
					edges = append(edges, tied{min(from, to), max(from, to), Edge{From: all[from], To: all[to], Kind: communique.Kinds[kind]}})
				}
				e := &edges[n]
				e.Count++
				e.Claims = keepSome(e.Claims, id)
			}
		}
	})
	if err != nil {
		return nil, 0, err
	}
	type pair struct{ a, b int }
	joined := map[pair]*Tie{}
	for _, e := range edges {
		p := pair{e.a, e.b}
		if joined[p] == nil {
			joined[p] = &Tie{A: all[p.a], B: all[p.b]}
		}
		joined[p].Count += e.Count
		for i, id := range e.Claims {
			e.Claims[i] = communique.ClaimID(strings.Clone(string(id)))
		}
		joined[p].Edges = append(joined[p].Edges, e.Edge)
	}
	order := slices.SortedFunc(maps.Keys(joined), func(x, y pair) int {
		return cmp.Or(cmp.Compare(min(x.a, 1), min(y.a, 1)), -cmp.Compare(joined[x].Count, joined[y].Count), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for i, p := range order {
		if spokes := len(ties); p.a > 0 && spokes >= len(members)*(1+tiesPerMember) {
			return ties, len(order) - i, nil
		}
		slices.SortFunc(joined[p].Edges, compareEdges)
		ties = append(ties, *joined[p])
	}
	return ties, 0, nil
}

// tied is an edge with the ranks of its ends, the lower first.
type tied struct {
	a, b int
	Edge
}

func compareEdges(a, b Edge) int {
	return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind))
}

// ranked puts counted entities in order of rank.
func ranked(counts map[communique.EntityID]int, step int, member func(communique.EntityID) bool) []Member {
	var out []Member
	for id, n := range counts {
		if member(id) {
			out = append(out, Member{id, step, n})
		}
	}
	slices.SortFunc(out, func(a, b Member) int { return cmp.Or(-cmp.Compare(a.Claims, b.Claims), cmp.Compare(a.ID, b.ID)) })
	return out
}

// folded counts members by their kind.
func folded(lists ...[]Member) []Fold {
	counts := map[communique.EntityKind]int{}
	for _, list := range lists {
		for _, m := range list {
			counts[m.ID.Kind()]++
		}
	}
	var out []Fold
	for _, k := range communique.EntityKinds {
		if counts[k] > 0 {
			out = append(out, Fold{k, counts[k]})
		}
	}
	return out
}

func idsOf(members []Member) []communique.EntityID {
	out := make([]communique.EntityID, len(members))
	for i, m := range members {
		out[i] = m.ID
	}
	return out
}

// Between returns the claims that pass the filter and name or concern both
// entities, in the order of Claims. Each page is one pass over what the filter
// finds and holds no more than twice the page in memory.
func (g *Graph) Between(ctx context.Context, a, b communique.EntityID, f communique.Filter, p Page) (Claims, error) {
	for _, id := range []communique.EntityID{a, b} {
		if err := validEntity(id); err != nil {
			return Claims{}, err
		}
	}
	if err := f.Validate(); err != nil {
		return Claims{}, err
	}
	var after place
	if err := p.decode(&after); err != nil {
		return Claims{}, err
	}
	var out Claims
	err := g.view(ctx, func(t *transaction) error {
		var kept []Row
		var farthest *place // of those once cut, beyond which nothing is on this page
		ends := slices.Compact([]communique.EntityID{a, b})
		cut := func(most int) {
			slices.SortFunc(kept, func(x, y Row) int { return placeOf(x).compare(placeOf(y)) })
			if len(kept) >= most {
				kept = kept[:most]
				last := placeOf(kept[most-1])
				farthest = &last
			}
		}
		err := t.links(f, wanted{of: ends, must: len(ends)}, func(l *link) {
			if l.match == communique.Undated {
				out.Undated++
				return
			}
			out.Total++
			l.load()
			at := place{sortDay(l.days(PublishedClock)), l.document.ID, l.claim.Evidence.Start, l.claim.ID}
			if p.After != "" && at.compare(after) <= 0 || farthest != nil && at.compare(*farthest) > 0 {
				return
			}
			if kept = append(kept, l.row(l.match)); len(kept) > 2*p.limit() {
				cut(p.limit() + 1)
			}
		})
		if err != nil {
			return err
		}
		cut(p.limit() + 1)
		if len(kept) > p.limit() {
			out.Next = encodePage(placeOf(kept[p.limit()-1]))
			kept = kept[:p.limit()]
		}
		out.Rows = kept
		return nil
	})
	if err != nil {
		return Claims{}, err
	}
	return out, nil
}

// keepSome keeps the smallest few ids, so that the same corpus gives the same ones.
func keepSome(ids []communique.ClaimID, id communique.ClaimID) []communique.ClaimID {
	if len(ids) == someClaims && id > ids[someClaims-1] {
		return ids
	}
	at, _ := slices.BinarySearch(ids, id)
	ids = slices.Insert(ids, at, id)
	return ids[:min(len(ids), someClaims)]
}
