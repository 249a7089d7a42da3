package web

import (
	"context"
	"net/http"
	"runtime"
	"time"
)

// turns bounds how many answers are made at once. Who comes later waits, in
// order, and is told to come again where that takes too long: so a rush makes
// some wait, not every answer slow, and the memory that answers take is bounded.
type turns struct {
	free     chan struct{} // holds an item for each answer that is being made
	patience time.Duration // how long one waits for a turn
}

// newTurns gives two answers to a core, since one of them may wait for the disk.
func newTurns() turns {
	return turns{free: make(chan struct{}, max(4, 2*runtime.GOMAXPROCS(0))), patience: 5 * time.Second}
}

// take waits for a turn; who has it must give it back.
func (t turns) take(ctx context.Context) error {
	select {
	case t.free <- struct{}{}:
		return nil
	default:
	}
	patience := time.NewTimer(t.patience)
	defer patience.Stop()
	select {
	case t.free <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-patience.C:
		return &fault{Status: http.StatusServiceUnavailable, Detail: "More is asked of the server now than it can answer. Try again in a moment."}
	}
}

// giveBack ends a turn.
func (t turns) giveBack() { <-t.free }
