package web

import (
	"context"
	"slices"
	"sync"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
)

// shelf remembers, between requests, what is dear to make of the log: decoded
// documents, and how answers stand to each other. It holds nothing that is not
// in the corpus: whatever an entry of the log concerns is forgotten as soon as
// the next request sees that the log has grown.
type shelf struct {
	mu          sync.Mutex
	seq         uint64 // up to which entries are taken into account
	volumes     generations[communique.DocID, *volume]
	comparisons generations[string, []claim.Comparison]
}

// How much the shelf holds, in about bytes.
const (
	volumeRoom     = 64 << 20
	comparisonRoom = 48 << 20
	farBehind      = 512 // entries after which everything is forgotten instead of one by one
)

func newShelf() *shelf {
	s := &shelf{}
	s.volumes.room, s.comparisons.room = volumeRoom, comparisonRoom
	return s
}

// volume is a document with what requests make of it. It is never changed, so
// that requests may share it.
type volume struct {
	history *corpus.History
	held    map[communique.ClaimID]corpus.Held
	offsets func() *communique.Offsets // of the current text
	parts   func() []communique.Span   // of the current text, as the reader shows them
}

func newVolume(h *corpus.History) *volume {
	v := &volume{history: h, held: map[communique.ClaimID]corpus.Held{}}
	for _, r := range h.Held() {
		v.held[r.Claim.ID] = r
	}
	text := h.Current().Text
	v.offsets = sync.OnceValue(func() *communique.Offsets { return communique.NewOffsets(text) })
	v.parts = sync.OnceValue(func() []communique.Span { return parts(text, beginsOf(h.Current()), partCost) })
	return v
}

// beginsOf returns where the claims of a document begin, in order.
func beginsOf(d *communique.Document) []int {
	begins := make([]int, len(d.Claims))
	for i := range d.Claims {
		begins[i] = d.Claims[i].Evidence.Start
	}
	slices.Sort(begins)
	return begins
}

// weight is about how many bytes a volume takes, as measured on briefings: 73 kB
// with 8.7 kB of text and 17 claims.
func (v *volume) weight() int { return 8<<10 + 4*len(v.history.Current().Text) + 1536*len(v.held) }

// catchUp forgets what the entries since the last request concern, and returns
// the sequence number that the shelf now stands for.
func (s *shelf) catchUp(ctx context.Context, c Corpus) (uint64, error) {
	last, err := c.Last(ctx)
	if err != nil {
		return 0, err
	}
	s.mu.Lock()
	since := s.seq
	s.mu.Unlock()
	if last <= since {
		return since, nil
	}
	var concerned []communique.DocID
	forgetAll := last-since > farBehind
	if !forgetAll {
		for e, err := range c.Entries(ctx, since) {
			if err != nil {
				return 0, err
			}
			if e.Seq > last {
				break
			}
			concerned = append(concerned, e.Document)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seq != since {
		return s.seq, nil // another request was quicker
	}
	s.seq = last
	s.comparisons.clear()
	if forgetAll {
		s.volumes.clear()
	}
	for _, id := range concerned {
		s.volumes.drop(id)
	}
	return last, nil
}

// volume returns a document as the log has it at least up to seq.
func (s *shelf) volume(ctx context.Context, c Corpus, id communique.DocID, seq uint64) (*volume, error) {
	s.mu.Lock()
	v, ok := s.volumes.get(id)
	s.mu.Unlock()
	if ok {
		return v, nil
	}
	h, err := c.History(ctx, id)
	if err != nil {
		return nil, err
	}
	v = newVolume(h)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seq == seq { // else there may be an entry that it was read too early for
		s.volumes.put(id, v, v.weight())
	}
	return v, nil
}

// compared returns what compare finds, which must depend on nothing but the key
// and the log up to seq. Nobody may change it.
func (s *shelf) compared(seq uint64, key string, compare func() ([]claim.Comparison, error)) ([]claim.Comparison, error) {
	s.mu.Lock()
	found, ok := s.comparisons.get(key)
	current := s.seq == seq
	s.mu.Unlock()
	if ok && current {
		return found, nil
	}
	found, err := compare()
	if err != nil {
		return nil, err
	}
	weight := len(key) + 200
	for _, c := range found {
		const member = 1500 // bytes, with its claim and statement
		weight += 500 + len(c.Because) + member*len(c.Members)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seq == seq {
		s.comparisons.put(key, found, weight)
	}
	return found, nil
}

// generations is a bounded map: what was not asked for while half of the room
// filled up goes first.
type generations[K comparable, V any] struct {
	room       int // how much the values may weigh together; 0 keeps nothing
	young, old map[K]weighed[V]
	weight     int // of the young ones
}

type weighed[V any] struct {
	value  V
	weight int
}

func (g *generations[K, V]) get(k K) (V, bool) {
	if w, ok := g.young[k]; ok {
		return w.value, true
	}
	w, ok := g.old[k]
	if ok {
		g.put(k, w.value, w.weight)
	}
	return w.value, ok
}

// put keeps a value. One that would fill half of the room by itself takes the
// place of all others; one that would fill more than the room is not kept.
func (g *generations[K, V]) put(k K, v V, weight int) {
	if weight > g.room {
		return
	}
	if weight > g.room/2 {
		g.clear()
	}
	if g.weight+weight > g.room/2 {
		g.old, g.young, g.weight = g.young, nil, 0
	}
	if g.young == nil {
		g.young = map[K]weighed[V]{}
	}
	g.weight += weight - g.young[k].weight
	g.young[k] = weighed[V]{v, weight}
}

func (g *generations[K, V]) drop(k K) {
	g.weight -= g.young[k].weight
	delete(g.young, k)
	delete(g.old, k)
}

func (g *generations[K, V]) clear() { g.young, g.old, g.weight = nil, nil, 0 }
