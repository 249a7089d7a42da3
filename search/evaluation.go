package search

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Bleve's searchers go from row to row through every field and word at once and
// make an object of each; for a word of 50,000 rows that takes 20 ms. An
// evaluation answers the same query from the same posting lists, one segment
// after the other: first which rows it finds, by sets of a bit for each row, then
// the scores of those that matter, one list after the other. Scores are those of
// Bleve but for their last bits. Bleve answers where there are no columns.

// evaluation is a query while it is answered from one state of the index. Only one
// goroutine may use it.
type evaluation struct {
	state    *columns
	reader   index.IndexReader
	segments []*scorch.SegmentSnapshot
	kept     *postingStore
	pool     *sync.Pool
	terms    map[[2]string]*termRows // by field and term

	*scratch
}

// scratch is what one evaluation leaves to the next.
type scratch struct {
	// What is taken from these is good while one segment is looked at.
	words  arena[uint64]
	sums   arena[float64]
	counts arena[uint32]
	some   [256]uint32 // for mark

	whole arena[uint32] // what is taken from it is good until the end

	of    *columns                            // the state that dicts are of
	dicts map[string][]segment.TermDictionary // of each segment, by field
}

// evaluation makes one of the state that columns and reader are of. The caller
// ends it.
func (s *columnStore) evaluation(cols *columns, r index.IndexReader) (*evaluation, error) {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.New("columns are of another kind of index") // unreachable: at made them of this one
	}
	left, ok := s.scratch.Get().(*scratch)
	if !ok {
		left = new(scratch)
	}
	if left.of != cols {
		left.of, left.dicts = cols, map[string][]segment.TermDictionary{}
	}
	left.whole.used = 0
	return &evaluation{
		scratch: left, pool: &s.scratch, state: cols, reader: r, segments: snapshot.Segments(), kept: &s.kept,
		terms: map[[2]string]*termRows{},
	}, nil
}

// end gives back what the evaluation needed; nothing of it may be used any more.
func (e *evaluation) end() {
	e.pool.Put(e.scratch)
	e.scratch = nil
}

// part is a part of a query, ready to be asked. It is asked of one segment after
// the other: first for rows, then for the scores of some of these.
type part interface {
	// size is the number of rows by which Bleve orders what it adds up.
	size() uint64
	// weight is what the part adds to the norm of the query, the sum of the squares
	// of what its terms weigh; normed sets that norm.
	weight() float64
	normed(norm float64)
	// rows returns those of some rows of a segment that the part finds.
	rows(ctx context.Context, at int, within rowSet) (rowSet, error)
	// add adds the score of each row that the part finds to its sum, and one to its
	// count. The rows, in order, are among those that rows was asked about last.
	add(ctx context.Context, at int, rows []uint32, to tally) error
	// places calls fn with every row, of some, that the part finds and every place
	// where its words stand there, in the fields whose places are shown. The rows,
	// in order, are among those that rows was asked about last.
	places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error
}

// tally has the sum and the count of each of some rows.
type tally struct {
	sums   []float64
	counts []uint32
}

// tally makes an empty one.
func (e *evaluation) tally(rows int) tally { return tally{e.sums.take(rows), e.counts.take(rows)} }

// begin is called before a segment is looked at.
func (e *evaluation) begin() {
	e.words.used, e.sums.used, e.counts.used = 0, 0, 0
}

// set returns an empty set for rows of a segment.
func (e *evaluation) set(at int) rowSet { return e.words.take(len(e.state.live[at])) }

// copied returns a set of its own with the same rows.
func (e *evaluation) copied(s rowSet) rowSet {
	out := rowSet(e.words.take(len(s)))
	copy(out, s)
	return out
}

// setOf returns some rows of a segment as a set.
func (e *evaluation) setOf(at int, rows []uint32) rowSet {
	out := e.set(at)
	for _, row := range rows {
		out.add(row)
	}
	return out
}

// list returns the rows of a set in order.
func (e *evaluation) list(s rowSet) []uint32 {
	out := e.counts.take(s.size())[:0]
	for row := range s.all() {
		out = append(out, row)
	}
	return out
}

// arena gives out pieces of few large blocks.
type arena[T any] struct {
	block []T
	used  int
}

// take returns n zeros.
func (a *arena[T]) take(n int) []T {
	if a.used+n > len(a.block) {
		a.block, a.used = make([]T, max(2*len(a.block), n, 1<<12)), 0
	}
	out := a.block[a.used : a.used+n : a.used+n]
	a.used += n
	clear(out)
	return out
}

// query makes the part that a whole query is, with the norm that it has by itself.
func (e *evaluation) query(ctx context.Context, q query.Query) (part, error) {
	p, err := e.part(ctx, q, true)
	if err != nil {
		return nil, err
	}
	if w := p.weight(); w > 0 {
		p.normed(1 / math.Sqrt(w))
	}
	return p, nil
}

// part makes the part that a query is inside another one; scored tells whether
// its rows have scores there.
func (e *evaluation) part(ctx context.Context, q query.Query, scored bool) (part, error) {
	switch q := q.(type) {
	case *query.TermQuery:
		return e.term(q.FieldVal, q.Term, q.Boost())
	case *query.DisjunctionQuery:
		kids, err := e.parts(ctx, q.Disjuncts, scored)
		if err != nil || len(kids) == 0 {
			return nothing{e}, err
		}
		return newAny(e, kids, int(q.Min)), nil
	case *query.ConjunctionQuery:
		kids, err := e.parts(ctx, q.Conjuncts, scored)
		if err != nil || len(kids) == 0 {
			return nothing{e}, err
		}
		return newAll(e, kids), nil
	case *query.PrefixQuery:
		return e.prefix(ctx, q)
	case *query.FuzzyQuery:
		return e.fuzzy(ctx, q)
	case *query.MatchAllQuery:
		return &everything{e: e, boost: q.BoostVal.Value(), score: 1}, nil
	case *query.MatchNoneQuery:
		return nothing{e}, nil
	case phrase:
		return e.phrase(q)
	case either:
		kids, err := e.parts(ctx, []query.Query{q.first, q.second}, scored)
		if err != nil {
			return nil, err
		}
		return &eitherPart{part: kids[0], e: e, second: kids[1]}, nil
	case favoured:
		if !scored {
			return e.part(ctx, q.Query, false)
		}
		kid, err := e.part(ctx, q.Query, true)
		if err != nil {
			return nil, err
		}
		also, err := e.part(ctx, q.also, false)
		if err != nil {
			return nil, err
		}
		return &favouredPart{part: kid, e: e, also: also, factor: q.factor}, nil
	case tallied:
		kid, err := e.part(ctx, q.Query, scored)
		if err != nil || !scored {
			return kid, err
		}
		return &talliedPart{part: kid, e: e}, nil
	case unscored:
		kid, err := e.part(ctx, q.Query, false)
		if err != nil {
			return nil, err
		}
		return &unscoredPart{part: kid, e: e}, nil
	case butNot:
		must, err := e.part(ctx, q.must, scored)
		if err != nil {
			return nil, err
		}
		not, err := e.part(ctx, q.not, false)
		if err != nil {
			return nil, err
		}
		return &butNotPart{part: must, e: e, not: not}, nil
	}
	return nil, fmt.Errorf("search: no way to evaluate a %T", q) // unreachable: compile makes no other
}

func (e *evaluation) parts(ctx context.Context, all []query.Query, scored bool) (parts []part, err error) {
	for _, q := range all {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p, err := e.part(ctx, q, scored)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// howMany returns how many rows a part finds.
func (e *evaluation) howMany(ctx context.Context, p part) (n uint64, err error) {
	for at, live := range e.state.live {
		e.begin()
		found, err := p.rows(ctx, at, live)
		if err != nil {
			return 0, err
		}
		n += uint64(found.size())
	}
	return n, ctx.Err()
}

// termRows are the rows of a term in a field, in each segment.
type termRows struct {
	field, term string
	count       uint64 // of rows that are not deleted
	in          []termIn
}

// termIn is a term in one segment.
type termIn struct {
	list     segment.PostingsList // nil where it has none
	bitmap   segment.OptimizablePostingsIterator
	rows     uint64     // with those that are deleted
	postings *postings  // nil until they are wanted
	places   *placeList // likewise
}

// rowsOf looks a term up.
func (e *evaluation) rowsOf(field, term string) (*termRows, error) {
	key := [2]string{field, term}
	if t, ok := e.terms[key]; ok {
		return t, nil
	}
	dicts, err := e.dictionaries(field)
	if err != nil {
		return nil, err
	}
	t := &termRows{field: field, term: term, in: make([]termIn, len(dicts))}
	for at, dict := range dicts {
		in, seg := &t.in[at], e.segments[at]
		list, err := dict.PostingsList([]byte(term), nil, nil)
		if err != nil {
			return nil, err
		}
		if in.rows = list.Count(); in.rows == 0 {
			continue
		}
		bitmap, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
		if !ok {
			return nil, errPosting
		}
		in.list, in.bitmap = list, bitmap
		t.count += in.rows
		if gone := seg.Deleted(); gone != nil {
			if row, ok := bitmap.DocNum1Hit(); !ok {
				t.count -= bitmap.ActualBitmap().AndCardinality(gone)
			} else if gone.Contains(uint32(row)) {
				t.count--
			}
		}
	}
	e.terms[key] = t
	return t, nil
}

// dictionaries returns those of a field, one for each segment.
func (e *evaluation) dictionaries(field string) ([]segment.TermDictionary, error) {
	if all, ok := e.dicts[field]; ok {
		return all, nil
	}
	all := make([]segment.TermDictionary, len(e.segments))
	for at, seg := range e.segments {
		dict, err := seg.Segment().Dictionary(field)
		if err != nil {
			return nil, err
		}
		all[at] = dict
	}
	e.dicts[field] = all
	return all, nil
}

// mark adds the rows that have a term to a set.
func (e *evaluation) mark(in *termIn, set rowSet) {
	const many = 4096
	if in.list == nil {
		return
	}
	if row, ok := in.bitmap.DocNum1Hit(); ok {
		set.add(uint32(row))
		return
	}
	if in.rows >= many {
		all := rowSet(e.words.take(len(set)))
		in.bitmap.ActualBitmap().WriteDenseTo(all) // it overwrites what is there
		set.or(all)
		return
	}
	for rows := in.bitmap.ActualBitmap().ManyIterator(); ; {
		n := rows.NextMany(e.some[:])
		for _, row := range e.some[:n] {
			set.add(row)
		}
		if n < len(e.some) {
			return
		}
	}
}

// has reports whether a row has the term, which some row must have.
func (in *termIn) has(row uint32) bool {
	if only, ok := in.bitmap.DocNum1Hit(); ok {
		return row == uint32(only)
	}
	return in.bitmap.ActualBitmap().Contains(row)
}

// postings returns the posting list of a term in a segment as arrays. The term
// must have one.
func (e *evaluation) postings(ctx context.Context, t *termRows, at int) (*postings, error) {
	if p := e.keptPostings(t, at); p != nil {
		return p, nil
	}
	in := &t.in[at]
	p, err := readPostings(ctx, in.list, t.field)
	if err != nil {
		return nil, err
	}
	if in.postings = p; in.rows >= leastKept {
		e.kept.postings.put(e.key(t, at), p, mostKept)
	}
	return p, nil
}

// keptPostings is postings for what is in memory, nil where it is not.
func (e *evaluation) keptPostings(t *termRows, at int) *postings {
	in := &t.in[at]
	if in.postings == nil && in.rows >= leastKept {
		in.postings, _ = e.kept.postings.get(e.key(t, at), mostKept)
	}
	return in.postings
}

// places returns the places of a term in a segment, which has some.
func (e *evaluation) places(ctx context.Context, t *termRows, at int) (*placeList, error) {
	if p := e.keptPlaces(t, at); p != nil {
		return p, nil
	}
	in := &t.in[at]
	p, err := readPlaces(ctx, in.list)
	if err != nil {
		return nil, err
	}
	if in.places = p; in.rows >= leastKept {
		e.kept.places.put(e.key(t, at), p, mostKept)
	}
	return p, nil
}

// keptPlaces is places for what is in memory, nil where it is not.
func (e *evaluation) keptPlaces(t *termRows, at int) *placeList {
	in := &t.in[at]
	if in.places == nil && in.rows >= leastKept {
		in.places, _ = e.kept.places.get(e.key(t, at), mostKept)
	}
	return in.places
}

// warm reads the places of the words that most phrases have.
func (e *evaluation) warm(ctx context.Context) error {
	for _, field := range []string{textField, exactField} {
		for _, word := range stopWords.list {
			t, err := e.rowsOf(field, word)
			if err != nil {
				return err
			}
			for at := range t.in {
				if t.in[at].rows < leastKept {
					continue
				}
				if _, err := e.places(ctx, t, at); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// key names a term of a segment.
func (e *evaluation) key(t *termRows, at int) postingKey {
	return postingKey{e.segments[at].Segment(), t.field, t.term}
}

// weighing is how BM25 weighs a term of a field.
type weighing struct {
	idf, boost, usual float64
	scale             float64 // what saturations are multiplied with
}

// weighing makes that of a term that so many rows have.
func (e *evaluation) weighing(field string, boost float64, rows uint64) weighing {
	all := float64(e.state.rows)
	idf := math.Log(1 + (all-float64(rows)+0.5)/(float64(rows)+0.5))
	return weighing{idf: idf, boost: boost, usual: usualLength(field), scale: idf}
}

func (w *weighing) weight() float64 {
	sum := w.boost * w.idf
	return sum * sum
}

func (w *weighing) normed(norm float64) { w.scale = w.idf * (w.boost * w.idf * norm) }

// score is what a term is worth in a row where it stands so often, in a field of some length.
func (w *weighing) score(freq, length uint32) float64 {
	return saturation(freq, length, w.usual) * w.scale
}

// saturation is what BM25 makes of how often a term stands in a field of some
// length, as Bleve knows them: it takes the root of the one, and keeps of the
// other the root's inverse as a float32.
func saturation(freq, length uint32, usual float64) float64 {
	tf := math.Sqrt(float64(freq))
	norm := float64(float32(1 / math.Sqrt(float64(length))))
	return tf * bsearch.BM25_k1 / (tf + bsearch.BM25_k1*(1-bsearch.BM25_b+(bsearch.BM25_b*(1/(norm*norm))/usual)))
}

// usualLength is the length that lengths tells of a field.
func usualLength(field string) float64 {
	for _, f := range wordFields {
		if f.name == field {
			return float64(f.usual)
		}
	}
	return 1
}
