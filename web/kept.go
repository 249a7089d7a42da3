package web

import "sync"

// kept remembers whole answers by their ETag, which names everything that they
// depend on (state.go): what is asked again in the same state is not made again.
type kept struct {
	mu      sync.Mutex
	answers generations[string, keptAnswer]
}

// keptRoom is how many bytes of answers are kept.
const keptRoom = 48 << 20

// keptAnswer is an answer with status 200. It is never changed.
type keptAnswer struct {
	contentType  string
	body, packed []byte // packed is nil where it does not pay
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

func (k *kept) put(tag, contentType string, body, packed []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	const overhead = 300
	k.answers.put(tag, keptAnswer{contentType, body, packed}, len(body)+len(packed)+overhead)
}
