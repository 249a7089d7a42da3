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
	links    tables
}

// What is kept: few answers, and none that grows with a large store.
const (
	maxAnswers = 32
	maxKept    = 50_000 // items of one answer
)

// forget empties the memory. It is called when the file is exchanged: another
// file counts its revisions anew and numbers its nodes otherwise.
func (m *memory) forget() {
	m.links.forget()
	m.forgetAnswers()
}

func (m *memory) forgetAnswers() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.revision, m.answers = 0, nil
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

func (m *memory) put(revision uint64, key string, v any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case revision < m.revision:
		return // somebody who still reads an older state
	case revision > m.revision || len(m.answers) >= maxAnswers || m.answers == nil:
		m.revision, m.answers = revision, map[string]any{}
	}
	m.answers[key] = v
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
		m.put(revision, key, v)
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
