package search

import (
	"context"
	"encoding/binary"
	"errors"
	"iter"
	"slices"
	"sort"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// postings are the rows of a segment that have a term in a field, those that are
// deleted too, as arrays: 12 bytes a row, and with places about 4 more and one or
// two for each place.
type postings struct {
	rows    []uint32 // in order
	freqs   []uint32 // how often the term stands there
	lengths []uint32 // of the field, in terms
	// places are the positions of row n in bytes ends[n-1] to ends[n], each as the
	// distance from the one before; ends is nil where they were not read.
	ends   []uint32
	places []byte
}

// bytes is what postings take in memory.
func (p *postings) bytes() int { return 12*len(p.rows) + 4*len(p.ends) + len(p.places) }

// placesOf appends the positions in the n-th row to list.
func (p *postings) placesOf(n int, list []uint32) []uint32 {
	from := uint32(0)
	if n > 0 {
		from = p.ends[n-1]
	}
	at := uint32(0)
	for b := p.places[from:p.ends[n]]; len(b) > 0; {
		d, size := binary.Uvarint(b)
		b = b[size:]
		at += uint32(d)
		list = append(list, at)
	}
	return list
}

// normed is what a posting of a zap segment tells besides: the length of the field.
type normed interface{ NormUint64() uint64 }

// errPosting says that a segment is of another kind than this program writes.
var errPosting = errors.New("search: a segment of the index tells no lengths")

// readPostings reads a posting list to its end.
func readPostings(ctx context.Context, list segment.PostingsList, places bool) (*postings, error) {
	count := int(list.Count())
	p := &postings{rows: make([]uint32, 0, count), freqs: make([]uint32, 0, count), lengths: make([]uint32, 0, count)}
	if places {
		p.ends = make([]uint32, 0, count)
	}
	var found []uint32
	from := list.Iterator(true, true, places, nil)
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		next, err := from.Next()
		if err != nil {
			return nil, err
		}
		if next == nil {
			return p, nil
		}
		norm, ok := next.(normed)
		if !ok {
			return nil, errPosting
		}
		p.rows = append(p.rows, uint32(next.Number()))
		p.freqs = append(p.freqs, uint32(next.Frequency()))
		p.lengths = append(p.lengths, uint32(norm.NormUint64()))
		if !places {
			continue
		}
		found = positions(next, found[:0])
		last := uint32(0)
		for _, at := range found {
			p.places = binary.AppendUvarint(p.places, uint64(at-last))
			last = at
		}
		p.ends = append(p.ends, uint32(len(p.places)))
	}
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

// meet goes over the rows that two ordered lists share, and tells where they stand
// in each.
func meet(a, b []uint32) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i, j := 0, 0; i < len(a) && j < len(b); {
			switch x, y := a[i], b[j]; {
			case x == y:
				if !yield(i, j) {
					return
				}
				i, j = i+1, j+1
			case x < y:
				i = seek(a, i+1, y)
			default:
				j = seek(b, j+1, x)
			}
		}
	}
}

// seek returns where the first row from least on stands in a list that is
// looked at from at on.
func seek(list []uint32, at int, least uint32) int {
	step := 1
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
	mostKept  = 96 << 20 // bytes of postings
	leastKept = 128      // rows: shorter lists are quicker read than found
)

// postingStore keeps postings in two generations: when the younger is full, it
// becomes the elder, and what was there is forgotten. The zero postingStore is empty.
type postingStore struct {
	mu             sync.Mutex
	younger, elder map[postingKey]*postings
	bytes          int // of the younger
}

type postingKey struct {
	segment     any
	field, term string
}

// get returns what is kept, nil where it is not there or has no places though they
// are wanted.
func (s *postingStore) get(k postingKey, places bool) *postings {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.younger[k]
	if !ok {
		if p, ok = s.elder[k]; !ok {
			return nil
		}
		delete(s.elder, k)
		s.keep(k, p)
	}
	if places && p.ends == nil {
		return nil
	}
	return p
}

// put keeps postings.
func (s *postingStore) put(k postingKey, p *postings) {
	if len(p.rows) < leastKept || p.bytes() > mostKept/8 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(k, p)
}

// keep is put for who holds the lock.
func (s *postingStore) keep(k postingKey, p *postings) {
	if s.bytes+p.bytes() > mostKept/2 {
		s.elder, s.younger, s.bytes = s.younger, nil, 0
	}
	if s.younger == nil {
		s.younger = map[postingKey]*postings{}
	}
	if had, ok := s.younger[k]; ok {
		s.bytes -= had.bytes()
	}
	s.younger[k] = p
	s.bytes += p.bytes()
}

// forget lets go of everything.
func (s *postingStore) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.younger, s.elder, s.bytes = nil, nil, 0
}
