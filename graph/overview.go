package graph

import "sync"

// overview keeps what Entities and Count found until the graph changes.
type overview struct {
	mu sync.Mutex
}

func (o *overview) forget() {}
