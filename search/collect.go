package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// searcher makes the searcher of a query, which scores as Bleve's own search does.
func (s search) searcher(ctx context.Context, r index.IndexReader, q query.Query) (bsearch.Searcher, error) {
	stats, err := s.lengths()
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, bsearch.GetScoringModelCallbackKey, bsearch.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	ctx = context.WithValue(ctx, bsearch.BM25StatsKey, stats)
	ctx = bsearch.ContextWithTermSearchersCounter(ctx)
	return q.Searcher(ctx, r, s.index.b.Mapping(), bsearch.SearcherOptions{})
}

// each calls fn with every row that a query finds, in the order of the rows. What
// fn gets is good until it returns.
func (s search) each(ctx context.Context, r index.IndexReader, q query.Query, fn func(*bsearch.DocumentMatch)) error {
	found, err := s.searcher(ctx, r, q)
	if err != nil {
		return err
	}
	defer found.Close()
	if w := found.Weight(); w > 0 {
		found.SetQueryNorm(1 / math.Sqrt(w)) // as a conjunction with filters does, so that these do not matter
	}
	sc := &bsearch.SearchContext{DocumentMatchPool: bsearch.NewDocumentMatchPool(found.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		m, err := found.Next(sc)
		if err != nil || m == nil {
			return cmp.Or(err, ctx.Err())
		}
		fn(m)
		sc.DocumentMatchPool.Put(m)
	}
}

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
	columns *columns
	checks  []check
	undated rowSet // counted among the rows that pass but for the day of publication; nil where not wanted
	counts  [][]uint32
	names   []string // of the facets that count, by field; "" for fields that do not
	first   firsts
	later   *later // nil where rows come with their whole score

	total, without uint64
}

// later multiplies the scores of the rows that a query finds which is dear to
// ask: it is asked only about rows that would be among the first if it found them.
type later struct {
	searcher bsearch.Searcher
	factor   float64
	context  *bsearch.SearchContext
	at       index.IndexInternalID // of the last row that was found
	ended    bool
	err      error
}

// weigh returns the whole score of a row. Rows come in order.
func (l *later) weigh(row uint64, score float64) float64 {
	if l.context == nil {
		l.context = &bsearch.SearchContext{DocumentMatchPool: bsearch.NewDocumentMatchPool(l.searcher.DocumentMatchPoolSize()+1, 0)}
	}
	if !l.ended && l.err == nil && (l.at == nil || l.at.Value() < row) {
		m, err := l.searcher.Advance(l.context, index.NewIndexInternalID(nil, row))
		if l.err = err; m == nil {
			l.ended = true
		} else {
			l.at = append(l.at[:0], m.IndexInternalID...)
			l.context.DocumentMatchPool.Put(m)
		}
	}
	if l.at != nil && !l.ended && l.at.Value() == row {
		return score * l.factor
	}
	return score
}

// check is a condition as the rows that pass it.
type check struct {
	facet string
	rows  rowSet
}

// add takes in a row with its score.
func (c *gathering) add(seg *segmentColumns, local, row uint64, score float64) {
	failed, many := "", false
	none := true
	for i := range c.checks {
		if k := &c.checks[i]; !k.rows.has(row) {
			if none {
				failed, none = k.facet, false
			} else if failed != k.facet {
				many = true
			}
			if many || failed == "" {
				return
			}
		}
	}
	if none {
		c.total++
		if c.later == nil {
			c.first.add(seg, local, row, score)
		} else if c.first.takes(score * c.later.factor) {
			c.first.add(seg, local, row, c.later.weigh(row, score))
		}
	}
	if c.undated != nil && (none || failed == publishedField) && c.undated.has(row) {
		c.without++
	}
	for f, counts := range c.counts {
		if counts == nil || !none && failed != c.names[f] {
			continue
		}
		for _, n := range seg.fields[f].of(local) {
			counts[n]++
		}
	}
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
	p := place{key: score, order: seg.order[local], row: row, score: score}
	if !f.byScore {
		switch day := float64(seg.days[local]); {
		case day == 0:
			p.key = missing
		case f.oldest:
			p.key = -day
		default:
			p.key = day
		}
	}
	if f.after != nil && f.compare(&p, f.after) <= 0 {
		return
	}
	if n := len(f.list); n == f.most {
		if n == 0 || f.compare(&p, &f.list[n-1]) >= 0 {
			return
		}
		f.list = f.list[:n-1]
	}
	at, _ := slices.BinarySearchFunc(f.list, &p, func(a place, b *place) int { return f.compare(&a, b) })
	f.list = slices.Insert(f.list, at, p)
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
		if err = s.pass(ctx, r, c); err != nil {
			return err
		}
		hits, err = s.matches(r, c.first.list)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("search: %w", err)
	}
	if c == nil {
		return false, nil
	}
	out.Total, out.Undated = c.total, c.without
	if len(hits) > limit {
		hits = hits[:limit]
		out.Next = s.cursor(hits[limit-1])
	}
	if err := s.locate(ctx, hits); err != nil {
		return true, err
	}
	if out.Hits, err = s.hits(hits); err != nil {
		return true, err
	}
	for f, facet := range facets {
		if !s.q.Facets {
			break
		}
		counted, err := s.facet(ctx, facet.name, facet.field, c.most(f, facetSize))
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
		f := slices.Index(columnFields, field)
		c.count(f, field)
		if err := s.pass(ctx, r, c); err != nil {
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
	c := &gathering{columns: cols, counts: make([][]uint32, len(columnFields)), names: make([]string, len(columnFields))}
	if c.checks, err = s.checks(ctx, r, cols); err != nil {
		return nil, err
	}
	if s.q.Filter.PublishedBy != "" {
		c.undated, err = cols.find(ctx, s, r, undatedField, anyOf(undatedField, []string{yes}))
	}
	return c, err
}

// count makes a field one that is counted, as the facet of a name.
func (c *gathering) count(field int, name string) {
	c.names[field], c.counts[field] = name, make([]uint32, len(c.columns.terms[field]))
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

// checks returns the conditions of the query as sets of rows.
func (s search) checks(ctx context.Context, r index.IndexReader, cols *columns) (all []check, err error) {
	for _, c := range s.q.conditions() {
		rows, err := cols.find(ctx, s, r, c.field+"\x00"+strings.Join(c.values, "\x00"), c.query)
		if err != nil {
			return nil, err
		}
		all = append(all, check{c.facet, rows})
	}
	return all, nil
}

// pass goes over the rows that hold the words, over all rows where none are asked for.
func (s search) pass(ctx context.Context, r index.IndexReader, c *gathering) error {
	if s.text != nil {
		text := s.text
		if !c.first.byScore {
			text = unscored{text}
		} else if f, ok := text.(favoured); ok && f.factor > 1 {
			also, err := s.searcher(ctx, r, unscored{f.also})
			if err != nil {
				return err
			}
			defer also.Close()
			l := &later{searcher: also, factor: f.factor}
			text, c.later = f.Query, l
			defer func() { c.later = nil }()
		}
		at := 0
		err := s.each(ctx, r, text, func(m *bsearch.DocumentMatch) {
			row := m.IndexInternalID.Value()
			for row >= c.columns.offsets[at+1] {
				at++
			}
			c.add(c.columns.segments[at], row-c.columns.offsets[at], row, m.Score)
		})
		if err == nil && c.later != nil {
			err = c.later.err
		}
		return err
	}
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return errors.New("columns are of another kind of index") // unreachable: at made them of this one
	}
	for at, seg := range snapshot.Segments() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		offset, columns := c.columns.offsets[at], c.columns.segments[at]
		for local := range c.columns.offsets[at+1] - offset {
			if isRow(seg, local) {
				c.add(columns, local, offset+local, 0)
			}
		}
	}
	return ctx.Err()
}

// matches makes the hits of a page of rows, with what the index stores of them.
func (s search) matches(r index.IndexReader, places []place) (bsearch.DocumentMatchCollection, error) {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.New("columns are of another kind of index") // unreachable: at made them of this one
	}
	segments := snapshot.Segments()
	out := make(bsearch.DocumentMatchCollection, len(places))
	for i, p := range places {
		m := &bsearch.DocumentMatch{ID: cmp.Or(p.name, rowName(r)(p.row)), Score: p.score, Fields: map[string]any{}}
		local, at := p.row, 0
		for local >= segments[at].Segment().Count() {
			local -= segments[at].Segment().Count()
			at++
		}
		err := segments[at].VisitDocument(local, func(field string, _ byte, value []byte, _ []uint64) bool {
			if field == storedField {
				m.Fields[storedField] = string(value)
				return false
			}
			return true
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

// most returns the n values of a field that were counted most, those of equal
// counts by their names.
func (c *gathering) most(field, n int) *bsearch.FacetResult {
	out := &bsearch.FacetResult{Terms: &bsearch.TermFacets{}}
	terms, counts := c.columns.terms[field], c.counts[field]
	order := func(a, b int) int {
		return cmp.Or(-cmp.Compare(counts[a], counts[b]), strings.Compare(terms[a], terms[b]))
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
