package web

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

// Where every turn is taken, who comes waits until one is given back, is told to
// come again after some time, and leaves when nobody waits for the answer.
func TestTurns(t *testing.T) {
	ctx := t.Context()
	full := func(patience time.Duration) turns {
		q := turns{free: make(chan struct{}, 2), patience: patience}
		for range 2 {
			if err := q.take(ctx); err != nil {
				t.Fatal(err)
			}
		}
		return q
	}

	q := full(time.Hour)
	got := make(chan error)
	go func() { got <- q.take(ctx) }()
	q.giveBack()
	if err := <-got; err != nil {
		t.Errorf("a turn was given back: %v", err)
	}

	var f *fault
	if err := full(time.Nanosecond).take(ctx); !errors.As(err, &f) || f.Status != http.StatusServiceUnavailable {
		t.Errorf("waited too long: %v", err)
	}

	gone, leave := context.WithCancel(ctx)
	leave()
	if err := full(time.Hour).take(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
}
