package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/communique-kg/communique/corpus"
)

// derived is a store that is made from the corpus and keeps a cursor into it.
type derived interface {
	Sync(ctx context.Context, c *corpus.Corpus) (int, error)
	Cursor(ctx context.Context) (uint64, error)
}

// gather is how long a round that nobody waits for is put off. What a bulk load
// appends in that time shares one round, which costs the index a few segments
// instead of hundreds that it must merge again.
const gather = 5 * time.Second

// syncer brings the derived stores up to date, in one goroutine of its own: at
// once where somebody waits for it, else a moment after it is woken.
type syncer struct {
	corpus *corpus.Corpus
	stores []derived
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}
	woken  chan struct{} // holds one wish for a round before long
	hurry  chan struct{} // holds one wish for a round at once
	state  chan syncState
	rounds chan struct{} // holds word of a round that has ended
}

// syncState is how far syncing has come; it lives in a channel of one.
type syncState struct {
	failed  error
	changed chan struct{} // closed when a round of syncing ends
}

func startSyncer(c *corpus.Corpus, log *slog.Logger, stores ...derived) *syncer {
	ctx, cancel := context.WithCancel(context.Background())
	y := &syncer{corpus: c, stores: stores, log: log, cancel: cancel,
		done: make(chan struct{}), woken: make(chan struct{}, 1), hurry: make(chan struct{}, 1), state: make(chan syncState, 1),
		rounds: make(chan struct{}, 1)}
	y.state <- syncState{changed: make(chan struct{})}
	ask(y.hurry)
	go y.run(ctx)
	return y
}

func (y *syncer) run(ctx context.Context) {
	defer close(y.done)
	for y.due(ctx) {
		err := y.round(ctx)
		if err != nil && ctx.Err() == nil {
			y.log.Error("syncing failed", "error", err)
		}
		state := <-y.state
		close(state.changed)
		y.state <- syncState{failed: err, changed: make(chan struct{})}
		ask(y.rounds)
	}
}

// due returns true when a round is to begin, false when the context ends.
func (y *syncer) due(ctx context.Context) bool {
	select {
	case <-y.hurry:
	case <-y.woken:
		timer := time.NewTimer(gather)
		defer timer.Stop()
		select {
		case <-y.hurry:
		case <-timer.C:
		case <-ctx.Done():
			return false
		}
	case <-ctx.Done():
		return false
	}
	select { // whatever woke it up to here is part of this round
	case <-y.woken:
	default:
	}
	return true
}

// round syncs every store, side by side.
func (y *syncer) round(ctx context.Context) error {
	errs := make(chan error, len(y.stores))
	for _, s := range y.stores {
		go func() {
			_, err := s.Sync(ctx, y.corpus)
			errs <- err
		}()
	}
	var all []error
	for range y.stores {
		all = append(all, <-errs)
	}
	return errors.Join(all...)
}

// wake asks for another round before long.
func (y *syncer) wake() { ask(y.woken) }

// ask puts a wish into a channel of one.
func ask(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default: // it is there already
	}
}

// wait returns when every store holds what the corpus held at the call, or with
// the error that keeps them from it.
func (y *syncer) wait(ctx context.Context) error {
	target, err := y.corpus.Last(ctx)
	if err != nil {
		return err
	}
	for asked := false; ; asked = true {
		state := <-y.state
		y.state <- state
		behind, err := y.behind(ctx, target)
		if err != nil || behind == 0 {
			return err
		}
		if asked && state.failed != nil {
			return fmt.Errorf("graph and index are behind the corpus: %w", state.failed)
		}
		ask(y.hurry)
		select {
		case <-state.changed:
		case <-y.done:
			return errors.New("the store is closing")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// behind returns how many entries the slowest store has yet to take in.
func (y *syncer) behind(ctx context.Context, target uint64) (uint64, error) {
	var most uint64
	for _, s := range y.stores {
		at, err := s.Cursor(ctx)
		if err != nil {
			return 0, err
		}
		if at < target {
			most = max(most, target-at)
		}
	}
	return most, nil
}

// lag returns how many entries of the log graph and index have yet to take in.
func (y *syncer) lag(ctx context.Context) (uint64, error) {
	last, err := y.corpus.Last(ctx)
	if err != nil {
		return 0, err
	}
	return y.behind(ctx, last)
}

// err returns why the last round failed, nil where it did not.
func (y *syncer) err() error {
	state := <-y.state
	y.state <- state
	return state.failed
}

// stop ends syncing; what is not taken in yet is taken in when the store is
// opened again.
func (y *syncer) stop() {
	y.cancel()
	<-y.done
}
