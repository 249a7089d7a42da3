package web

import (
	"slices"
	"sync"
)

// kept remembers whole answers by their ETag, which names everything that they
// depend on (state.go): what is asked again in the same state is not made again.
type kept struct {
	mu      sync.Mutex
	answers generations[string, keptAnswer]
}

// keptRoom is how many bytes of answers are kept.
const keptRoom = 24 << 20

// keptAnswer is an answer with status 200, in one form. It is never changed.
type keptAnswer struct {
	contentType  string
	body, packed []byte // body is nil where packed is not
}

func newKept() *kept {
	k := &kept{}
	k.answers.room = keptRoom
	return k
}

func (k *kept) get(tag string) (keptAnswer, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.answers.get(tag)
}

// put keeps an answer, whose packed form is nil where it has none yet.
func (k *kept) put(tag, contentType string, body, packed []byte) {
	if packed == nil && len(body) > worthPacking {
		packed = pack(body, quickly)
	}
	a := keptAnswer{contentType: contentType, packed: slices.Clone(packed)} // without the room that is left in the buffer
	if packed == nil {
		a.body = slices.Clone(body)
	}
	const overhead = 300
	k.mu.Lock()
	defer k.mu.Unlock()
	k.answers.put(tag, a, len(a.body)+len(a.packed)+overhead)
}

// whole returns the body as it was made.
func (a keptAnswer) whole() []byte {
	if a.packed != nil {
		return unpack(a.packed)
	}
	return a.body
}
