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
// before, the length of the field, the number of bytes that follow, and the
// distances of the places.
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
	var places []uint32
	var some []byte
	rows, before := 0, uint32(0)
	err := eachPosting(ctx, list, true, func(next segment.Posting, length uint32) {
		if rows%blockRows == 0 {
			p.blocks = append(p.blocks, placeBlock{before, uint32(len(p.plain))})
		}
		row := uint32(next.Number())
		places, some = positions(next, places[:0]), some[:0]
		last := uint32(0)
		for _, at := range places {
			some = binary.AppendUvarint(some, uint64(at-last))
			last = at
		}
		p.plain = binary.AppendUvarint(p.plain, uint64(row-before))
		p.plain = binary.AppendUvarint(p.plain, uint64(length))
		p.plain = binary.AppendUvarint(p.plain, uint64(len(some)))
		p.plain = append(p.plain, some...)
		rows, before = rows+1, row
	})
	p.plain = slices.Clip(p.plain)
	return p, err
}

// positions appends the positions of a posting to list, in order.
func positions(p segment.Posting, list []uint32) []uint32 {
	begin := len(list)
	for _, l := range p.Locations() {
		list = append(list, uint32(l.Pos()))
	}
	if !slices.IsSorted(list[begin:]) {
		slices.Sort(list[begin:])
	}
	return list
}

// placeReader reads a placeList from its beginning.
type placeReader struct {
	*placeList
	block  int // the next to begin
	at     int // the byte where the next row begins
	before uint32
}

// in appends to list the places in a row, which must have the term and come after
// the row that was asked for before. It also returns the length of the field.
func (r *placeReader) in(row uint32, list []uint32) (_ []uint32, length uint32) {
	for step := 1; r.block < len(r.blocks) && r.blocks[r.block].before < row; {
		if r.block+step < len(r.blocks) && r.blocks[r.block+step].before < row {
			r.block, step = r.block+step, 2*step
			continue
		}
		if step > 1 {
			step /= 2
			continue
		}
		r.before, r.at = r.blocks[r.block].before, int(r.blocks[r.block].at)
		r.block++
	}
	number := func() uint32 {
		if b := r.plain[r.at]; b < 0x80 {
			r.at++
			return uint32(b)
		}
		n, size := binary.Uvarint(r.plain[r.at:])
		r.at += size
		return uint32(n)
	}
	for {
		r.before += number()
		length = number()
		end := int(number())
		if end += r.at; r.before != row {
			r.at = end
			continue
		}
		for place := uint32(0); r.at < end; {
			place += number()
			list = append(list, place)
		}
		return list, length
	}
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
