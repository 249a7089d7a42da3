package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	bsearch "github.com/blevesearch/bleve/v2/search"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// lengths are the lengths of fields for BM25. Bleve takes the number of distinct
// terms for the length of a field, which sinks every long text. These also keep
// scores the same while segments merge.
func (s search) lengths() (*bsearch.BM25Stats, error) {
	count, err := s.index.b.DocCount()
	if err != nil {
		return nil, err
	}
	stats := &bsearch.BM25Stats{DocCount: float64(count), FieldCardinality: map[string]int{}}
	for _, f := range allFields {
		stats.FieldCardinality[f] = int(count)
	}
	for _, f := range wordFields {
		stats.FieldCardinality[f.name] = f.usual * int(count)
	}
	return stats, nil
}

// gathering is what one pass over the rows that hold the words finds: which pass
// the conditions, the first of them in order, and what facets count. A facet
// leaves its own condition out of account, so it also counts rows that
// only this one keeps out.
type gathering struct {
	*evaluation
	checks  []check
	undated []rowSet // counted among the rows that pass but for the day of publication; nil where not wanted
	counts  [][]uint32
	names   []string // of the facets that count, by field; "" for fields that do not
	first   firsts

	total, without uint64
}

// check is a condition as the rows of each segment that pass it.
type check struct {
	facet string
	rows  []rowSet
}

// passing returns the rows of a segment that pass all conditions but those of a
// facet, "" for all conditions.
func (c *gathering) passing(at int, but string) rowSet {
	out := c.copied(c.state.live[at])
	for i := range c.checks {
		if k := &c.checks[i]; but == "" || k.facet != but {
			out.and(k.rows[at])
		}
	}
	return out
}

// chooses reports whether some condition is the choice of a facet.
func (c *gathering) chooses(facet string) bool {
	return slices.ContainsFunc(c.checks, func(k check) bool { return k.facet == facet })
}

// segment takes in the rows of a segment that hold the words, all where text is nil.
func (c *gathering) segment(ctx context.Context, at int, text part) error {
	c.begin()
	pass := c.passing(at, "")
	found := c.copied(pass) // and the rows that only one facet's choice keeps out
	apart := map[string]rowSet{}
	for f, counts := range c.counts {
		if name := c.names[f]; counts != nil && c.chooses(name) {
			apart[name] = c.passing(at, name)
			found.or(apart[name])
		}
	}
	undated := rowSet(nil)
	if c.undated != nil {
		undated = c.passing(at, publishedField)
		undated.and(c.undated[at])
		found.or(undated)
	}
	if text != nil {
		var err error
		if found, err = text.rows(ctx, at, found); err != nil {
			return err
		}
		pass.and(found)
	}
	c.total += uint64(pass.size())
	if undated != nil {
		undated.and(found)
		c.without += uint64(undated.size())
	}
	var together []int
	for f, counts := range c.counts {
		if counts == nil {
			continue
		}
		rows, ok := apart[c.names[f]]
		if !ok {
			together = append(together, f)
			continue
		}
		rows.and(found)
		c.countRows(at, rows, f)
	}
	c.countRows(at, pass, together...)
	return c.order(ctx, at, pass, text)
}

// countRows counts the values of fields in some rows of a segment.
func (c *gathering) countRows(at int, rows rowSet, fields ...int) {
	n := rows.size()
	for _, f := range fields {
		c.state.segments[at].fields[f].count(rows, n, c.counts[f])
	}
}

// order takes in some rows of a segment, which all hold the words, for the first ones.
func (c *gathering) order(ctx context.Context, at int, rows rowSet, text part) error {
	seg, offset := c.state.segments[at], c.state.offsets[at]
	if c.first.most == 0 {
		return nil
	}
	if text == nil || !c.first.byScore {
		for row := range rows.all() {
			c.first.add(seg, uint64(row), offset+uint64(row), 0)
		}
		return nil
	}
	later, _ := text.(*favouredPart)
	if later != nil && later.factor > 1 {
		text = later.part
	} else {
		later = nil
	}
	list := c.list(rows)
	scores := c.tally(len(list))
	if err := text.add(ctx, at, list, scores); err != nil {
		return err
	}
	if later == nil {
		for i, row := range list {
			if c.first.takes(scores.sums[i]) {
				c.first.add(seg, uint64(row), offset+uint64(row), scores.sums[i])
			}
		}
		return nil
	}
	return c.orderLater(ctx, at, list, scores.sums, later)
}

// orderLater is order where what favours some rows is dear to ask: it is asked
// only about rows that would be among the first if it favoured them.
func (c *gathering) orderLater(ctx context.Context, at int, list []uint32, scores []float64, later *favouredPart) error {
	seg, offset := c.state.segments[at], c.state.offsets[at]
	for most := 64; len(list) > 0; most = min(2*most, 4096) {
		n := min(most, len(list))
		some := c.set(at)
		for i, row := range list[:n] {
			if c.first.takes(scores[i] * later.factor) {
				some.add(row)
			}
		}
		if !some.empty() {
			also, err := later.also.rows(ctx, at, some)
			if err != nil {
				return err
			}
			for i, row := range list[:n] {
				if !some.has(row) {
					continue
				}
				score := scores[i]
				if also.has(row) {
					score *= later.factor
				}
				if c.first.takes(score) {
					c.first.add(seg, uint64(row), offset+uint64(row), score)
				}
			}
		}
		list, scores = list[n:], scores[n:]
	}
	return nil
}

// firsts keeps the first rows in the order of a query.
type firsts struct {
	most    int // rows
	byScore bool
	oldest  bool
	after   *place
	id      func(row uint64) string
	list    []place
}

// place is where a row stands in an order: by key, largest first, then by id.
type place struct {
	key   float64
	order uint64
	name  string // of the row; "" until it is needed
	row   uint64
	score float64
}

// takes reports whether a row of such a score may be among the first.
func (f *firsts) takes(score float64) bool {
	return len(f.list) < f.most || f.most > 0 && score >= f.list[len(f.list)-1].key
}

// missing is the key of a row without a day, which comes last.
const missing = -1 << 40

func (f *firsts) add(seg *segmentColumns, local, row uint64, score float64) {
	key := score
	if !f.byScore {
		switch day := float64(seg.days[local]); {
		case day == 0:
			key = missing
		case f.oldest:
			key = -day
		default:
			key = day
		}
	}
	order := seg.order[local]
	if n := len(f.list); n > 0 && n == f.most {
		if last := &f.list[n-1]; key < last.key || key == last.key && order > last.order {
			return
		}
	}
	f.insert(&place{key: key, order: order, row: row, score: score})
}

// insert is add for a row that may be among the first.
func (f *firsts) insert(p *place) {
	if f.after != nil && f.compare(p, f.after) <= 0 {
		return
	}
	if n := len(f.list); n == f.most {
		if n == 0 || f.compare(p, &f.list[n-1]) >= 0 {
			return
		}
		f.list = f.list[:n-1]
	}
	at, _ := slices.BinarySearchFunc(f.list, p, func(a place, b *place) int { return f.compare(&a, b) })
	f.list = slices.Insert(f.list, at, *p)
}

func (f *firsts) compare(a, b *place) int {
	if c := cmp.Or(-cmp.Compare(a.key, b.key), cmp.Compare(a.order, b.order)); c != 0 {
		return c
	}
	for _, p := range []*place{a, b} {
		if p.name == "" {
			p.name = f.id(p.row)
		}
	}
	return strings.Compare(a.name, b.name)
}

// collect fills in the page, the facets and the number of undated rows by one
// pass over the columns. It reports false where there are none.
func (s search) collect(ctx context.Context, limit int, out *Result) (bool, error) {
	var c *gathering
	defer func() {
		if c != nil {
			c.end()
		}
	}()
	var hits bsearch.DocumentMatchCollection
	err := s.index.reader(func(r index.IndexReader) (err error) {
		if c, err = s.gathering(ctx, r); err != nil || c == nil {
			return err
		}
		if s.q.Facets {
			for f, facet := range facets {
				c.count(f, facet.name)
			}
		}
		c.first = firsts{most: limit + 1, byScore: s.byScore(), oldest: s.q.Sort == ByOldest, after: s.from, id: rowName(r)}
		if err = s.pass(ctx, c); err != nil {
			return err
		}
		rows := c.first.list
		if hits, err = s.matches(r, rows); err != nil {
			return err
		}
		if len(hits) > limit {
			hits, rows = hits[:limit], rows[:limit]
			out.Next = s.cursor(hits[limit-1])
		}
		return s.placesIn(ctx, c.evaluation, rows, hits)
	})
	if err != nil {
		return false, fmt.Errorf("search: %w", err)
	}
	if c == nil {
		return false, nil
	}
	out.Total, out.Undated = c.total, c.without
	if out.Hits, err = s.hits(hits); err != nil {
		return true, err
	}
	for f, facet := range facets {
		if !s.q.Facets {
			break
		}
		counted, err := s.facet(ctx, facet.name, facet.field, c.most(f, facetSize), func(value string) (uint64, bool) { return c.counted(f, value) })
		if err != nil {
			return true, err
		}
		out.Facets = append(out.Facets, counted)
	}
	return true, nil
}

// tally counts the values of one field among the rows found, those of most rows
// first. It reports false where there are no columns.
func (s search) tally(ctx context.Context, field string, n int) (found *bsearch.FacetResult, ok bool, err error) {
	err = s.index.reader(func(r index.IndexReader) error {
		c, err := s.gathering(ctx, r)
		if err != nil || c == nil {
			return err
		}
		defer c.end()
		f := slices.Index(columnFields, field)
		c.count(f, field)
		if err := s.pass(ctx, c); err != nil {
			return err
		}
		found, ok = c.most(f, n), true
		return nil
	})
	if err != nil {
		err = fmt.Errorf("search: %w", err)
	}
	return found, ok, err
}

// gathering makes an empty gathering for the query, nil where there are no columns.
func (s search) gathering(ctx context.Context, r index.IndexReader) (*gathering, error) {
	cols, err := s.index.columns.at(ctx, r)
	if err != nil || cols == nil {
		return nil, err
	}
	e, err := s.index.columns.evaluation(cols, r)
	if err != nil {
		return nil, err
	}
	c := &gathering{evaluation: e, counts: make([][]uint32, len(columnFields)), names: make([]string, len(columnFields))}
	if err := s.check(ctx, c); err != nil {
		e.end()
		return nil, err
	}
	return c, nil
}

// check gives a gathering the conditions of the query.
func (s search) check(ctx context.Context, c *gathering) (err error) {
	for _, k := range s.q.conditions() {
		rows, err := c.state.find(ctx, c.evaluation, k.field+"\x00"+strings.Join(k.values, "\x00"), k.query)
		if err != nil {
			return err
		}
		c.checks = append(c.checks, check{k.facet, rows})
	}
	if s.q.Filter.PublishedBy != "" {
		c.undated, err = c.state.find(ctx, c.evaluation, undatedField, anyOf(undatedField, []string{yes}))
	}
	return err
}

// count makes a field one that is counted, as the facet of a name.
func (c *gathering) count(field int, name string) {
	c.names[field], c.counts[field] = name, c.whole.take(len(c.state.terms[field]))
}

// rowName returns the id of a row.
func rowName(r index.IndexReader) func(uint64) string {
	return func(row uint64) string {
		name, err := r.ExternalID(index.NewIndexInternalID(nil, row))
		if err != nil {
			return "" // unreachable: the row was found through this reader
		}
		return name
	}
}

// pass goes over the rows that hold the words, over all rows where none are asked for.
func (s search) pass(ctx context.Context, c *gathering) (err error) {
	var text part
	if s.text != nil {
		if c.first.byScore {
			text, err = c.query(ctx, s.text)
		} else {
			text, err = c.part(ctx, s.text, false)
		}
		if err != nil {
			return err
		}
	}
	for at := range c.segments {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := c.segment(ctx, at, text); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// placesIn finds where the words of the query stand in the hits of a page.
func (s search) placesIn(ctx context.Context, e *evaluation, rows []place, hits bsearch.DocumentMatchCollection) error {
	if s.text == nil || len(hits) == 0 {
		return nil
	}
	text := s.text
	if plain := s.wanted.query(s.least); plain != nil {
		text = plain // what favours some rows has no places
	}
	p, err := e.part(ctx, text, false)
	if err != nil {
		return err
	}
	for at := range e.segments {
		byRow, list := map[uint32]*bsearch.DocumentMatch{}, []uint32(nil)
		for i := range rows {
			if offset := e.state.offsets[at]; rows[i].row >= offset && rows[i].row < e.state.offsets[at+1] {
				row := uint32(rows[i].row - offset)
				byRow[row], list = hits[i], append(list, row)
			}
		}
		if len(list) == 0 {
			continue
		}
		slices.Sort(list)
		e.begin()
		if _, err := p.rows(ctx, at, e.setOf(at, list)); err != nil {
			return err
		}
		if err := p.places(ctx, at, list, func(row uint32, found shownPlace) { found.addTo(byRow[row]) }); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// addTo adds the place to what a hit tells of words.
func (p shownPlace) addTo(m *bsearch.DocumentMatch) {
	if m.Locations == nil {
		m.Locations = bsearch.FieldTermLocationMap{}
	}
	terms := m.Locations[p.field]
	if terms == nil {
		terms = bsearch.TermLocationMap{}
		m.Locations[p.field] = terms
	}
	for _, l := range terms[p.term] {
		if l.Start == uint64(p.Start) && l.End == uint64(p.End) {
			return // two parts of the query found it
		}
	}
	terms[p.term] = append(terms[p.term], &bsearch.Location{Pos: uint64(p.position), Start: uint64(p.Start), End: uint64(p.End)})
}

// matches makes the hits of a page of rows, with what the index stores of them.
func (s search) matches(r index.IndexReader, places []place) (bsearch.DocumentMatchCollection, error) {
	out := make(bsearch.DocumentMatchCollection, len(places))
	for i, p := range places {
		m := &bsearch.DocumentMatch{ID: cmp.Or(p.name, rowName(r)(p.row)), Score: p.score, Fields: map[string]any{}}
		err := visitStored(r, p.row, func(field string, value []byte) bool {
			if field == storedField {
				m.Fields[storedField] = string(value)
			}
			return field != storedField
		})
		if err != nil {
			return nil, err
		}
		if !s.byScore() && p.key != missing {
			m.Sort = []string{string(dayOf(p.key))}
		}
		out[i] = m
	}
	return out, nil
}

// dayOf undoes the key of a day.
func dayOf(key float64) communique.Day {
	if key < 0 {
		key = -key
	}
	return communique.Day("0000-01-01").Add(int(key) - 1)
}

// counted returns how many rows with a value were counted. It reports false where
// no row has it in this field.
func (c *gathering) counted(field int, value string) (uint64, bool) {
	n := slices.Index(c.state.terms[field], value)
	if n < 0 {
		return 0, false
	}
	return uint64(c.counts[field][n]), true
}

// most returns the n values of a field that were counted most, those of equal
// counts by their names.
func (c *gathering) most(field, n int) *bsearch.FacetResult {
	out := &bsearch.FacetResult{Terms: &bsearch.TermFacets{}}
	terms, counts := c.state.terms[field], c.counts[field]
	order := func(a, b int) int {
		if c := cmp.Compare(counts[b], counts[a]); c != 0 {
			return c
		}
		return strings.Compare(terms[a], terms[b])
	}
	var list []int
	for i, count := range counts {
		if count == 0 {
			continue
		}
		out.Total += int(count)
		if len(list) == n {
			if order(i, list[n-1]) >= 0 {
				continue
			}
			list = list[:n-1]
		}
		at, _ := slices.BinarySearchFunc(list, i, order)
		list = slices.Insert(list, at, i)
	}
	out.Other = out.Total
	for _, i := range list {
		out.Terms.Add(&bsearch.TermFacet{Term: terms[i], Count: int(counts[i])})
		out.Other -= int(counts[i])
	}
	return out
}
