package search

import (
	"context"
	"encoding/hex"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// Bleve counts facets and sorts by reading the values of each row that is found
// from compressed blocks, field by field: 5 µs a row, which is a second for a
// word that most texts have. Columns hold these values in memory, as numbers in the order
// of the rows, about 50 bytes a row: counting takes some nanoseconds. They are made
// for each segment of the index, which never changes, when a search first meets
// it, and say what the segment says.

// columnFields are the fields whose values columns hold: those of the facets,
// then the questions.
var columnFields = func() (fields []string) {
	for _, f := range facets {
		fields = append(fields, f.field)
	}
	return append(fields, questionField)
}()

// maxColumnRows is how many rows columns are made for at most. A larger index
// is counted by Bleve.
const maxColumnRows = 4_000_000

// columns are the columns of the rows of one state of the index. Rows are
// numbered through all segments.
type columns struct {
	reader   index.IndexReader // of the state; only compared
	segments []*segmentColumns
	offsets  []uint64   // the first row of each segment
	live     []rowSet   // the rows of each segment that are not deleted
	rows     uint64     // that are not deleted
	terms    [][]string // the values of each field by their numbers

	mu   sync.Mutex
	sets map[string][]rowSet // of each segment
}

// segmentColumns are the columns of one segment.
type segmentColumns struct {
	order  []uint64 // the place of the row's id among all ids, as far as its first letters tell
	days   []int32  // by which rows are sorted; 0 for none
	fields []column
}

// column holds the values of a field. Those that many rows have it holds as sets
// of rows, the others of row n are numbers[ends[n]:ends[n+1]].
type column struct {
	sets          []valueSet
	others        rowSet // the rows that have others
	ends, numbers []uint32
}

// valueSet has the rows of a value, a bit for each row.
type valueSet struct {
	number uint32
	rows   rowSet
}

// manyRows is one of how many rows must have a value for a set of it, which then
// takes no more memory than its numbers.
const manyRows = 32

// newColumn makes a column of the numbers of all values of each row. Different
// numbers are below most.
func newColumn(ends, numbers []uint32, most int) column {
	rows := len(ends) - 1
	counts := make([]int, most)
	for _, n := range numbers {
		counts[n]++
	}
	c := column{others: make(rowSet, wordsFor(uint64(rows))), ends: make([]uint32, len(ends))}
	at := map[uint32]int{}
	for n, count := range counts {
		if count > 0 && count*manyRows >= rows {
			at[uint32(n)] = len(c.sets)
			c.sets = append(c.sets, valueSet{uint32(n), make(rowSet, len(c.others))})
		}
	}
	for row := range uint32(rows) {
		for _, n := range numbers[ends[row]:ends[row+1]] {
			if i, ok := at[n]; ok {
				c.sets[i].rows.add(row)
				continue
			}
			c.numbers = append(c.numbers, n)
			c.others.add(row)
		}
		c.ends[row+1] = uint32(len(c.numbers))
	}
	if len(c.numbers) == 0 {
		c.ends = nil
	}
	c.numbers = slices.Clip(c.numbers)
	return c
}

// count adds to the counts of values, by their numbers, how many of some rows have
// each. n is the number of these rows.
func (c *column) count(rows rowSet, n int, counts []uint32) {
	if dense := len(rows) < 2*n; dense {
		for _, s := range c.sets {
			counts[s.number] += uint32(s.rows.shared(rows))
		}
	} else if len(c.sets) > 0 {
		for row := range rows.all() {
			for i := range c.sets {
				if s := &c.sets[i]; s.rows.has(row) {
					counts[s.number]++
				}
			}
		}
	}
	ends, numbers, others := c.ends, c.numbers, c.others[:len(rows)]
	for i, w := range rows {
		for w &= others[i]; w != 0; w &= w - 1 {
			row := i*64 + bits.TrailingZeros64(w)
			for _, n := range numbers[ends[row]:ends[row+1]] {
				counts[n]++
			}
		}
	}
}

// columnStore keeps the columns of the newest state and makes those of segments
// that it has not seen. The zero columnStore has none.
type columnStore struct {
	most    int // rows; 0 means maxColumnRows
	kept    postingStore
	scratch sync.Pool // of *scratch

	mu     sync.Mutex // guards newest
	newest *columns

	making  sync.Mutex              // held by who makes columns; guards the rest
	made    map[any]*segmentColumns // by segment
	numbers []map[string]uint32     // of the terms of each field
	terms   [][]string
}

// at returns the columns of the state that a reader sees. It returns nil where
// there are too many rows, and while somebody else makes the first: then Bleve counts.
func (s *columnStore) at(ctx context.Context, r index.IndexReader) (*columns, error) {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, nil
	}
	rows := uint64(0)
	for _, seg := range snapshot.Segments() {
		rows += seg.Segment().Count()
	}
	most := uint64(maxColumnRows)
	if s.most > 0 {
		most = uint64(s.most)
	}
	if newest := s.known(); newest != nil && newest.reader == r {
		return newest, nil
	}
	if s.known() != nil {
		s.making.Lock() // little is new: less than Bleve takes
	} else if !s.making.TryLock() {
		return nil, nil
	}
	defer s.making.Unlock()
	if newest := s.known(); newest != nil && newest.reader == r {
		return newest, nil // made since
	}
	if rows > most {
		s.drop()
		return nil, nil
	}
	if s.numbers == nil {
		s.numbers, s.terms = make([]map[string]uint32, len(columnFields)), make([][]string, len(columnFields))
		for f := range s.numbers {
			s.numbers[f] = map[string]uint32{}
		}
	}
	if s.made == nil {
		s.made = map[any]*segmentColumns{}
	}
	out := &columns{reader: r, sets: map[string][]rowSet{}}
	made, offset := map[any]*segmentColumns{}, uint64(0)
	for _, seg := range snapshot.Segments() {
		key := any(seg.Segment())
		c, ok := s.made[key]
		if !ok {
			var err error
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			// A segment that was begun is finished, whoever has gone, and stays for the next to ask.
			if c, err = s.read(context.WithoutCancel(ctx), r, offset, seg.Segment().Count()); err != nil {
				return nil, err
			}
			s.made[key] = c
		}
		made[key] = c
		live := liveRows(seg)
		out.segments, out.offsets, out.live = append(out.segments, c), append(out.offsets, offset), append(out.live, live)
		out.rows += uint64(live.size())
		offset += seg.Segment().Count()
	}
	out.offsets = append(out.offsets, offset)
	for _, t := range s.terms {
		out.terms = append(out.terms, t[:len(t):len(t)])
	}
	s.made = made
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = out
	return out, nil
}

// known returns the columns of the newest state that has any.
func (s *columnStore) known() *columns {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newest
}

// drop is forget for who makes columns.
func (s *columnStore) drop() {
	s.made, s.numbers, s.terms = nil, nil, nil
	s.kept.forget()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = nil
}

// forget lets go of everything, when the index is exchanged.
func (s *columnStore) forget() {
	s.making.Lock()
	defer s.making.Unlock()
	s.drop()
}

// read makes the columns of a segment.
func (s *columnStore) read(ctx context.Context, r index.IndexReader, offset, count uint64) (*segmentColumns, error) {
	at := map[string]int{newestField: -1}
	for f, name := range columnFields {
		at[name] = f
	}
	values, err := r.DocValueReader(append([]string{newestField}, columnFields...))
	if err != nil {
		return nil, err
	}
	c := &segmentColumns{order: make([]uint64, count), days: make([]int32, count), fields: make([]column, len(columnFields))}
	ends, numbers := make([][]uint32, len(columnFields)), make([][]uint32, len(columnFields))
	for f := range ends {
		ends[f] = make([]uint32, count+1)
	}
	var id index.IndexInternalID
	for row := range count {
		if row%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		id = index.NewIndexInternalID(id, offset+row)
		name, err := r.ExternalID(id)
		if err != nil {
			return nil, err
		}
		c.order[row] = orderOf(name)
		err = values.VisitDocValues(id, func(field string, term []byte) {
			f := at[field]
			if f < 0 {
				c.days[row] = int32(dayNumber(communique.Day(term))) + 1
				return
			}
			n, ok := s.numbers[f][string(term)]
			if !ok {
				n = uint32(len(s.terms[f]))
				value := string(term)
				s.terms[f], s.numbers[f][value] = append(s.terms[f], value), n
			}
			numbers[f] = append(numbers[f], n)
		})
		if err != nil {
			return nil, err
		}
		for f := range ends {
			ends[f][row+1] = uint32(len(numbers[f]))
		}
	}
	for f := range c.fields {
		c.fields[f] = newColumn(ends[f], numbers[f], len(s.terms[f]))
	}
	return c, nil
}

// orderOf maps ids to numbers of the same order; different ids may have the same one.
func orderOf(id string) uint64 {
	var rank uint64
	switch {
	case strings.HasPrefix(id, "c-"):
		rank, id = 1, id[2:]
	case strings.HasPrefix(id, "s-"):
		rank, id = 2, id[2:]
	case strings.HasPrefix(id, "sha256-"):
		rank, id = 3, id[7:]
	}
	var digits [8]byte
	if len(id) > 14 {
		id = id[:14]
	}
	if len(id)%2 == 1 {
		id = id[:len(id)-1]
	}
	if _, err := hex.Decode(digits[1:], []byte(id)); err != nil || rank == 0 {
		return rank << 60
	}
	n := uint64(0)
	for _, b := range digits[1:] {
		n = n<<8 | uint64(b)
	}
	return rank<<60 | n
}

// find returns the rows of each segment that a query finds, from memory where
// somebody has asked for them in this state of the index.
func (c *columns) find(ctx context.Context, e *evaluation, key string, q query.Query) ([]rowSet, error) {
	const mostSets = 100 // of about 50 kB in a store of 14,000 documents
	c.mu.Lock()
	sets, ok := c.sets[key]
	c.mu.Unlock()
	if ok {
		return sets, nil
	}
	p, err := e.part(ctx, q, false)
	if err != nil {
		return nil, err
	}
	for at, live := range c.live {
		e.begin()
		found, err := p.rows(ctx, at, live)
		if err != nil {
			return nil, err
		}
		sets = append(sets, slices.Clone(found))
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sets) >= mostSets {
		clear(c.sets)
	}
	c.sets[key] = sets
	return sets, nil
}

// liveRows returns the rows of a segment that are not deleted.
func liveRows(seg *scorch.SegmentSnapshot) rowSet {
	rows := seg.Segment().Count()
	live := make(rowSet, wordsFor(rows))
	for row := range uint32(rows) {
		live.add(row)
	}
	if gone := seg.Deleted(); gone != nil {
		dead := make(rowSet, len(live))
		gone.WriteDenseTo(dead)
		live.without(dead)
	}
	return live
}
