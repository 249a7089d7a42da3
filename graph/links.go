package graph

import (
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// link is what a claim that passes a filter links. It is good until the next one.
type link struct {
	ids   []communique.EntityID // distinct: speaker, subject, object, organisation, then topics
	named int                   // how many of ids come before the topics
	kind  communique.Kind
	about communique.Days
	match communique.Match // not Out
	claim communique.ClaimID
}

// links calls fn with the claims that pass a filter and link at least so many,
// one or two, of the entities given, and perhaps with others that pass. It reads
// the table where that can answer, else the rows of documents.
func (t *transaction) links(m *memory, f communique.Filter, of []communique.EntityID, least int, fn func(*link)) error {
	if tabled(f) {
		table, err := t.table(m)
		if err != nil {
			return err
		}
		if table != nil {
			table.each(f, of, least, fn)
			return t.ctx.Err()
		}
	}
	docs, err := t.candidates(f, access{slices.Concat(naming, []quad.IRI{topic}), nodes(of, entityNode)})
	if err != nil {
		return err
	}
	places := numbered(of)
	var l link
	return t.sift(docs, f, func(row string) bool { return places.named(row, least) }, func(r *reader, _ uint64, match communique.Match) {
		l.ids, l.named = appendParts(l.ids, &r.claim)
		l.kind, l.about, l.match, l.claim = r.claim.Kind, r.claim.About.Days, match, r.claim.ID
		fn(&l)
	})
}

// tabled reports whether the table knows all that a filter asks.
func tabled(f communique.Filter) bool {
	return f.RecordedBy == "" && len(f.Topics)+len(f.Outlets)+len(f.Documents)+len(f.Questions) == 0
}

// appendParts writes over dst what a claim links, in the order of link.ids.
func appendParts(dst []communique.EntityID, c *communique.Claim) (ids []communique.EntityID, named int) {
	ids = dst[:0]
	add := func(id communique.EntityID) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	add(c.Speaker)
	add(c.Subject)
	add(c.Object)
	add(organisationOf(c))
	named = len(ids)
	for _, id := range c.Topics {
		add(id)
	}
	return ids, named
}

// linkTable is all links of the claims that the corpus holds now, packed, so
// that passes over all of them take milliseconds. It is made of the rows in one
// pass after the graph has changed, when somebody first asks. About 60 bytes a
// claim; of a store with more than maxLinks claims none is made.
type linkTable struct {
	entities []communique.EntityID // by their numbers
	numbers  map[communique.EntityID]int32
	kinds    []communique.Kind
	days     []communique.Days
	claims   []packed
	ids      []int32 // numbers of entities, those of one claim after those of the one before
	names    string  // the ids of the claims, one after the other, each of claimIDLength bytes
}

// packed is a claim of the table.
type packed struct {
	end              int32 // of its ids
	about, published int32 // in days
	kind             uint16
	named            uint8
}

const (
	maxLinks      = 1_000_000
	claimIDLength = 26
)

// tables keeps the newest table.
type tables struct {
	mu       sync.Mutex // held while one is made, so that it is made once
	revision uint64
	known    bool
	table    *linkTable // nil where the store has too many claims for one
}

func (s *tables) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known, s.table = false, nil
}

// table returns the links of this state of the graph, nil where there are too many.
func (t *transaction) table(m *memory) (*linkTable, error) {
	revision, err := t.revision()
	if err != nil {
		return nil, err
	}
	s := &m.links
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known && s.revision == revision {
		return s.table, nil
	}
	table, err := t.makeTable()
	if err != nil {
		return nil, err
	}
	if !s.known || revision > s.revision { // who still reads an older state makes one for himself
		s.known, s.revision, s.table = true, revision, table
	}
	return table, nil
}

// makeTable reads all rows.
func (t *transaction) makeTable() (*linkTable, error) {
	docs, err := t.candidates(communique.Filter{})
	if err != nil {
		return nil, err
	}
	table := &linkTable{numbers: map[communique.EntityID]int32{}}
	kinds, days := map[communique.Kind]int{}, map[communique.Days]int{}
	var names strings.Builder
	fits := true
	var ids []communique.EntityID
	err = t.walk(docs, communique.Filter{}, func(r *reader, _ uint64, _ communique.Match) {
		c := &r.claim
		if fits = fits && len(table.claims) < maxLinks && len(c.ID) == claimIDLength; !fits {
			return
		}
		var named int
		ids, named = appendParts(ids, c)
		for _, id := range ids {
			n, known := table.numbers[id]
			if !known {
				id = communique.EntityID(strings.Clone(string(id)))
				n = int32(len(table.entities))
				table.entities = append(table.entities, id)
				table.numbers[id] = n
			}
			table.ids = append(table.ids, n)
		}
		p := packed{end: int32(len(table.ids)), named: uint8(named)}
		k, known := kinds[c.Kind]
		if !known {
			k = len(table.kinds)
			table.kinds = append(table.kinds, communique.Kind(strings.Clone(string(c.Kind))))
			kinds[table.kinds[k]] = k
		}
		p.kind = uint16(k)
		number := func(d communique.Days) int32 {
			n, known := days[d]
			if !known {
				n = len(table.days)
				d = communique.Days{From: communique.Day(strings.Clone(string(d.From))), To: communique.Day(strings.Clone(string(d.To)))}
				table.days = append(table.days, d)
				days[d] = n
			}
			return int32(n)
		}
		p.about, p.published = number(c.About.Days), number(r.document.Sources[0].Published.Days)
		table.claims = append(table.claims, p)
		names.WriteString(string(c.ID))
	})
	if err != nil || !fits {
		return nil, err
	}
	table.ids, table.claims, table.names = slices.Clip(table.ids), slices.Clip(table.claims), names.String()
	return table, nil
}

// each is links on the table. The filter is one of those that it knows; what
// decides is asked of the filter, once for each kind and range of days.
func (l *linkTable) each(f communique.Filter, of []communique.EntityID, least int, fn func(*link)) {
	marked := func(ids []communique.EntityID) []bool {
		out := make([]bool, len(l.entities))
		for _, id := range ids {
			if n, ok := l.numbers[id]; ok {
				out[n] = true
			}
		}
		return out
	}
	wanted, actors := marked(of), marked(f.Actors)
	kinds := make([]bool, len(l.kinds))
	for i, k := range l.kinds {
		kinds[i] = len(f.Kinds) == 0 || slices.Contains(f.Kinds, k)
	}
	about, published := make([]bool, len(l.days)), make([]communique.Match, len(l.days))
	for i, d := range l.days {
		about[i] = !f.About.Known() || f.About.Overlaps(d)
		published[i] = f.MatchPublished(d)
	}
	var out link
	begin := int32(0)
	for i := range l.claims {
		p := &l.claims[i]
		ids := l.ids[begin:p.end]
		begin = p.end
		if !kinds[p.kind] || !about[p.about] || published[p.published] == communique.Out {
			continue
		}
		hits := 0
		for _, n := range ids {
			if wanted[n] {
				hits++
			}
		}
		if hits < least || len(f.Actors) > 0 && !slices.ContainsFunc(ids[:p.named], func(n int32) bool { return actors[n] }) {
			continue
		}
		out.ids = out.ids[:0]
		for _, n := range ids {
			out.ids = append(out.ids, l.entities[n])
		}
		out.named, out.kind, out.about, out.match = int(p.named), l.kinds[p.kind], l.days[p.about], published[p.published]
		out.claim = communique.ClaimID(l.names[i*claimIDLength : (i+1)*claimIDLength])
		fn(&out)
	}
}
