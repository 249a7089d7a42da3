package graph

import (
	"encoding/json"
	"strconv"
	"sync"

	"github.com/communique-kg/communique"
)

// memory keeps what passes over many rows found, for as long as the graph does
// not change: the next page of an answer and the next visitor need not count
// again. The zero memory is empty.
type memory struct {
	mu       sync.Mutex
	revision uint64 // of the graph that the answers are about
	answers  map[string]any
	items    int // of all answers
}

// What is kept: as many answers as fit, and none that grows with a large store.
const (
	maxAnswers = 1000
	maxItems   = 200_000 // of all answers, about 150 bytes each
	maxKept    = 50_000  // of one answer
)

// forget empties the memory. It is called when the file is exchanged: another
// file counts its revisions anew and numbers its nodes otherwise.
func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.revision, m.answers, m.items = 0, nil, 0
}

func (m *memory) get(revision uint64, key string) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.revision != revision {
		return nil, false
	}
	v, ok := m.answers[key]
	return v, ok
}

func (m *memory) put(revision uint64, key string, v any, items int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case revision < m.revision:
		return // somebody who still reads an older state
	case revision > m.revision, m.answers == nil, len(m.answers) >= maxAnswers, m.items+items > maxItems:
		m.revision, m.answers, m.items = revision, map[string]any{}, 0
	}
	m.answers[key] = v
	m.items += items
}

// remember returns what find finds in this state of the graph, from memory where
// it is there. Others may hold the same value: nobody changes it. Strings in it
// must not be part of rows, or each would keep the rows of a document in memory.
func remember[T interface{ items() int }](t *transaction, m *memory, key string, find func() (T, error)) (T, error) {
	revision, err := t.revision()
	if err != nil {
		var none T
		return none, err
	}
	if v, ok := m.get(revision, key); ok {
		return v.(T), nil
	}
	v, err := find()
	if err == nil && t.ctx.Err() == nil && v.items() <= maxKept {
		m.put(revision, key, v, v.items())
	}
	return v, err
}

// keyOf names the answer to a filter.
func keyOf(what string, f communique.Filter) string {
	data, err := json.Marshal(f)
	if err != nil {
		return what // unreachable: a filter is strings and lists of them
	}
	return what + string(data)
}

// revision returns the number of the last change of the graph.
func (t *transaction) revision() (uint64, error) {
	s, err := t.get(revisionKey)
	if err != nil || s == "" {
		return 0, err
	}
	return strconv.ParseUint(s, 10, 64)
}

// Forget empties the memory of answers, so that the next one is found anew.
// Benchmarks use it.
func (g *Graph) Forget() { g.memory.forget() }
