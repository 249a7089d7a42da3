package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/search"
	"github.com/communique-kg/communique/web"
)

// store is an open store: the corpus, what is derived from it, and the reader
// that fills it. This file is where the rooms of the program are wired together.
type store struct {
	dir    string
	corpus *corpus.Corpus
	graph  *graph.Graph
	index  *search.Index
	reader *ingest.Reader
	log    *slog.Logger
	sync   *syncer
	// reading bounds how many documents are read at the same time.
	reading chan struct{}
}

// openStore opens a store, makes it where there is none, and starts to bring
// graph and index up to date. Another process that has it open is
// corpus.ErrLocked.
func openStore(dir string, log *slog.Logger) (*store, error) {
	rd, err := newReader()
	if err != nil {
		return nil, err
	}
	s := &store{dir: dir, reader: rd, log: log, reading: make(chan struct{}, runtime.NumCPU())}
	if s.corpus, err = corpus.Open(dir); err != nil {
		return nil, err
	}
	if err := s.openDerived(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	s.sync = startSyncer(s.corpus, log, s.graph, s.index)
	return s, nil
}

// openDerived opens graph and index; what is damaged or of an older version is
// made again, with a notice.
func (s *store) openDerived() (err error) {
	if s.graph, err = graph.Open(s.dir); err != nil {
		return err
	}
	if s.index, err = search.Open(s.dir, search.Options{Name: s.reader.Gazetteer.Name}); err != nil {
		return err
	}
	for _, notice := range []string{s.graph.Notice(), s.index.Notice()} {
		if notice != "" {
			s.log.Warn("a derived store is made again from the corpus", "because", notice)
		}
	}
	return s.graph.SetReference(context.Background(), s.reader.Reference.Facts())
}

// close stops syncing and closes what is open.
func (s *store) close() error {
	if s.sync != nil {
		s.sync.stop()
	}
	var errs []error
	if s.index != nil {
		errs = append(errs, s.index.Close())
	}
	if s.graph != nil {
		errs = append(errs, s.graph.Close())
	}
	return errors.Join(append(errs, s.corpus.Close())...)
}

// read makes a document of bytes, at most one for each core at a time.
func (s *store) read(ctx context.Context, name string, data []byte, source communique.Source) (*communique.Document, error) {
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return s.reader.Read(ingest.Input{Name: name, Data: data, Source: source})
}

// check proves the store sound, after graph and index have caught up.
func (s *store) check(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if err := s.sync.wait(ctx); err != nil {
			yield("", err)
			return
		}
		for _, problems := range []iter.Seq2[string, error]{s.corpus.Check(ctx), s.graph.Check(ctx, s.corpus), s.index.Check(ctx, s.corpus)} {
			for problem, err := range problems {
				if !yield(problem, err) || err != nil {
					return
				}
			}
		}
	}
}

// server makes the web front end of the store.
func (s *store) server(addr string) *web.Server {
	return &web.Server{
		Corpus: s.corpus, Graph: s.graph, Index: s.index,
		Names: s.reader.Gazetteer, Reference: s.reader.Reference,
		Read: s.read, Synced: s.sync.wait, Wake: s.sync.wake, Lag: s.sync.lag, Check: s.check, Ready: s.sync.err,
		Log: s.log, Version: web.Version{Program: version, Commit: commit(), Reader: reader}, Agent: reader, Addr: addr,
	}
}

// derived is a store that is made from the corpus and keeps a cursor into it.
type derived interface {
	Sync(ctx context.Context, c *corpus.Corpus) (int, error)
	Cursor(ctx context.Context) (uint64, error)
}

// syncer brings the derived stores up to date, in one goroutine of its own, each
// time it is woken.
type syncer struct {
	corpus *corpus.Corpus
	stores []derived
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}
	woken  chan struct{} // holds one wake-up
	state  chan syncState
}

// syncState is how far syncing has come; it lives in a channel of one.
type syncState struct {
	failed  error
	changed chan struct{} // closed when a round of syncing ends
}

func startSyncer(c *corpus.Corpus, log *slog.Logger, stores ...derived) *syncer {
	ctx, cancel := context.WithCancel(context.Background())
	y := &syncer{corpus: c, stores: stores, log: log, cancel: cancel,
		done: make(chan struct{}), woken: make(chan struct{}, 1), state: make(chan syncState, 1)}
	y.state <- syncState{changed: make(chan struct{})}
	go y.run(ctx)
	y.wake()
	return y
}

func (y *syncer) run(ctx context.Context) {
	defer close(y.done)
	for {
		select {
		case <-y.woken:
		case <-ctx.Done():
			return
		}
		err := y.round(ctx)
		if err != nil && ctx.Err() == nil {
			y.log.Error("syncing failed", "error", err)
		}
		state := <-y.state
		close(state.changed)
		y.state <- syncState{failed: err, changed: make(chan struct{})}
	}
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

// wake asks for another round.
func (y *syncer) wake() {
	select {
	case y.woken <- struct{}{}:
	default: // one is due already
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
		y.wake()
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
