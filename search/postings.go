package search

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"sort"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// postings are the rows of a segment that have a term in a field, those that are
// deleted too, as arrays: 12 bytes a row.
type postings struct {
	rows    []uint32  // in order
	weights []float64 // of the term there, as saturation makes them
}

func (p *postings) bytes() int { return 12 * len(p.rows) }

// normed is what a posting of a zap segment tells besides: the length of the field.
type normed interface{ NormUint64() uint64 }

// errPosting says that a segment is of another kind than this program writes.
var errPosting = errors.New("search: a segment of the index tells no lengths")

// readPostings reads a posting list of a field to its end.
func readPostings(ctx context.Context, list segment.PostingsList, field string) (*postings, error) {
	count, usual := int(list.Count()), usualLength(field)
	p := &postings{rows: make([]uint32, 0, count), weights: make([]float64, 0, count)}
	err := eachPosting(ctx, list, false, func(next segment.Posting, length uint32) {
		p.rows = append(p.rows, uint32(next.Number()))
		p.weights = append(p.weights, saturation(uint32(next.Frequency()), length, usual))
	})
	return p, err
}

// eachPosting calls fn with every posting of a list and the length of the field there.
func eachPosting(ctx context.Context, list segment.PostingsList, places bool, fn func(segment.Posting, uint32)) error {
	from := list.Iterator(true, true, places, nil)
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		next, err := from.Next()
		if err != nil || next == nil {
			return err
		}
		norm, ok := next.(normed)
		if !ok {
			return errPosting
		}
		fn(next, uint32(norm.NormUint64()))
	}
}

// placeList tells where a term stands in each of its rows of a segment, in one or
// two bytes for a place and about five for a row: the distance from the row
// before, the number of bytes that follow, the length of the field, and the places.
type placeList struct {
	plain  []byte
	blocks []placeBlock
}

// placeBlock is where some rows of a placeList begin.
type placeBlock struct {
	before uint32 // the row before the first
	at     uint32 // the byte
}

const blockRows = 32

func (p *placeList) bytes() int { return len(p.plain) + 8*len(p.blocks) }

// readPlaces reads the places of a posting list.
func readPlaces(ctx context.Context, list segment.PostingsList) (*placeList, error) {
	p := &placeList{}
	var coder placeCoder
	var tells []byte
	rows, before := 0, uint32(0)
	err := eachPosting(ctx, list, true, func(next segment.Posting, length uint32) {
		if rows%blockRows == 0 {
			p.blocks = append(p.blocks, placeBlock{before, uint32(len(p.plain))})
		}
		row := uint32(next.Number())
		tells = append(binary.AppendUvarint(tells[:0], uint64(length)), coder.code(next)...)
		p.plain = binary.AppendUvarint(p.plain, uint64(row-before))
		p.plain = binary.AppendUvarint(p.plain, uint64(len(tells)))
		p.plain = append(p.plain, tells...)
		rows, before = rows+1, row
	})
	p.plain = slices.Clip(p.plain)
	return p, err
}

// codedPlaces are the places of a term in a row, in order: each as the distance
// from the one before, the first from 0.
type codedPlaces []byte

// count is the number of places.
func (c codedPlaces) count() (n uint32) {
	for _, b := range c {
		if b < 0x80 {
			n++
		}
	}
	return n
}

// list appends the places to a list, each less some number; those that are
// smaller are left out.
func (c codedPlaces) list(list []uint32, less uint32) []uint32 {
	place := uint32(0)
	for at := 0; at < len(c); {
		d := uint32(c[at])
		if at++; d >= 0x80 {
			d, at = longNumber(c, at-1)
		}
		if place += d; place >= less {
			list = append(list, place-less)
		}
	}
	return list
}

// keep keeps of an ordered list what is a place less some number.
func (c codedPlaces) keep(list []uint32, less uint32) []uint32 {
	kept, next, place := list[:0], 0, uint32(0)
	for at := 0; at < len(c) && next < len(list); {
		d := uint32(c[at])
		if at++; d >= 0x80 {
			d, at = longNumber(c, at-1)
		}
		place += d
		for next < len(list) && list[next]+less < place {
			next++
		}
		if next < len(list) && list[next]+less == place {
			kept = append(kept, list[next])
			next++
		}
	}
	return kept
}

// longNumber reads a number of a list and returns where the next one begins. Most
// take a byte; who reads many looks for these first.
func longNumber(plain []byte, at int) (uint32, int) {
	n, size := binary.Uvarint(plain[at:])
	return uint32(n), at + size
}

// placeCoder codes the places of postings.
type placeCoder struct {
	list  []uint32
	plain []byte
}

// code returns the places of a posting, which are good until the next call.
func (c *placeCoder) code(p segment.Posting) codedPlaces {
	c.list, c.plain = c.list[:0], c.plain[:0]
	for _, l := range p.Locations() {
		c.list = append(c.list, uint32(l.Pos()))
	}
	if !slices.IsSorted(c.list) {
		slices.Sort(c.list)
	}
	last := uint32(0)
	for _, at := range c.list {
		c.plain = binary.AppendUvarint(c.plain, uint64(at-last))
		last = at
	}
	return c.plain
}

// placeReader reads a placeList from its beginning.
type placeReader struct {
	*placeList
	block  int // the next to begin
	at     int // the byte where the next row begins
	before uint32
}

// in returns the places in a row, which must have the term and come after the row
// that was asked for before. It also returns the length of the field.
func (r *placeReader) in(row uint32) (_ codedPlaces, length uint32) {
	if r.block < len(r.blocks) && r.blocks[r.block].before < row {
		r.skip(row)
	}
	plain, at, before := r.plain, r.at, r.before
	for {
		d := uint32(plain[at])
		if at++; d >= 0x80 {
			d, at = longNumber(plain, at-1)
		}
		size := uint32(plain[at])
		if at++; size >= 0x80 {
			size, at = longNumber(plain, at-1)
		}
		begin := at
		at += int(size)
		if before += d; before == row {
			r.at, r.before = at, before
			length, begin = longNumber(plain, begin)
			return plain[begin:at:at], length
		}
	}
}

// skip goes on to the last block that begins before a row; the next one does.
func (r *placeReader) skip(row uint32) {
	last, step := r.block, 1
	for last+step < len(r.blocks) && r.blocks[last+step].before < row {
		last += step
		step *= 2
	}
	for ; step > 0; step /= 2 {
		if last+step < len(r.blocks) && r.blocks[last+step].before < row {
			last += step
		}
	}
	r.block, r.before, r.at = last+1, r.blocks[last].before, int(r.blocks[last].at)
}

// seek returns where the first row from least on stands in a list that is
// looked at from at on.
func seek(list []uint32, at int, least uint32) int {
	step := 1
	if at+1 < len(list) && list[at] < least && list[at+1] >= least { // mostly
		return at + 1
	}
	for at+step < len(list) && list[at+step] < least {
		at += step
		step *= 2
	}
	if at < len(list) && list[at] < least {
		at++
		at += sort.Search(min(step, len(list)-at), func(n int) bool { return list[at+n] >= least })
	}
	return at
}

// Reading a posting list from a segment takes some 90 ns a row, and 70 ns a place;
// of frequent words that is most of what a search costs. So lists of frequent
// terms are kept, those that nobody asked for longest not. Segments never
// change; what was kept of one that is gone is never asked for again.
const (
	mostKept  = 64 << 20 // bytes of postings, and as many of places
	leastKept = 128      // rows: shorter lists are quicker read than found
)

// postingStore keeps the postings and places of frequent terms. The zero
// postingStore is empty.
type postingStore struct {
	postings recent[postingKey, *postings]
	places   recent[postingKey, *placeList]
}

type postingKey struct {
	segment     any
	field, term string
}

// forget lets go of everything.
func (s *postingStore) forget() {
	s.postings.forget()
	s.places.forget()
}

// recent keeps what was asked for lately, in two generations: when the younger has
// half of the bytes that all may have, it becomes the elder, and what was there is
// forgotten. The zero recent is empty.
type recent[K comparable, V interface{ bytes() int }] struct {
	mu             sync.Mutex
	younger, elder map[K]V
	bytes          int // of the younger
}

// get returns what is kept and reports whether there is any.
func (s *recent[K, V]) get(k K, most int) (v V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok = s.younger[k]; ok {
		return v, true
	}
	if v, ok = s.elder[k]; ok {
		delete(s.elder, k)
		s.keep(k, v, most)
	}
	return v, ok
}

// put keeps something.
func (s *recent[K, V]) put(k K, v V, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(k, v, most)
}

// keep is put for who holds the lock.
func (s *recent[K, V]) keep(k K, v V, most int) {
	if v.bytes() > most/4 {
		return
	}
	if s.bytes+v.bytes() > most/2 {
		s.elder, s.younger, s.bytes = s.younger, nil, 0
	}
	if s.younger == nil {
		s.younger = map[K]V{}
	}
	if had, ok := s.younger[k]; ok {
		s.bytes -= had.bytes()
	}
	s.younger[k] = v
	s.bytes += v.bytes()
}

func (s *recent[K, V]) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.younger, s.elder, s.bytes = nil, nil, 0
}
