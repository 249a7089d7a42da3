package main

import (
	"context"
	"log/slog"
	"time"
)

// judging keeps the standing of the answers up to date while a store is served,
// in one goroutine of its own: what it finds nobody waits for.
type judging struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// How long judging is put off after a round of syncing, and at most where one
// round follows the other: what a bulk load brings is judged together.
const (
	settled    = 2 * time.Second
	mostPutOff = time.Minute
)

// startJudging judges at once, and again after rounds of syncing.
func startJudging(judge func(context.Context) error, rounds <-chan struct{}, log *slog.Logger) *judging {
	ctx, cancel := context.WithCancel(context.Background())
	j := &judging{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(j.done)
		for {
			start := time.Now()
			if err := judge(ctx); err != nil && ctx.Err() == nil {
				log.Error("comparing all answers failed", "error", err)
			} else if took := time.Since(start); took > time.Second {
				log.Info("all answers are compared", "took", took.Round(time.Millisecond))
			}
			select {
			case <-rounds:
			case <-ctx.Done():
				return
			}
			if !putOff(ctx, rounds) {
				return
			}
		}
	}()
	return j
}

// putOff returns when no round has ended for a while, or enough of them have;
// false when the context ends.
func putOff(ctx context.Context, rounds <-chan struct{}) bool {
	enough := time.NewTimer(mostPutOff)
	defer enough.Stop()
	for {
		quiet := time.NewTimer(settled)
		select {
		case <-rounds:
			quiet.Stop()
		case <-quiet.C:
			return true
		case <-enough.C:
			quiet.Stop()
			return true
		case <-ctx.Done():
			quiet.Stop()
			return false
		}
	}
}

// stop ends judging and waits until it has ended.
func (j *judging) stop() {
	j.cancel()
	<-j.done
}
