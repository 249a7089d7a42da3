package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"runtime"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/data"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/ingest"
	"github.com/communique-kg/communique/ingest/who"
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
	// standing is empty until judge, if anybody, begins to judge.
	standing *web.Standing
	judging  *judging
	// reading bounds how many documents are read at the same time, large how
	// many long ones: reading takes memory of a hundred times the text at worst.
	reading, large chan struct{}
}

// openStore opens a store, makes it where there is none, and starts to bring
// graph and index up to date. Another process that has it open is
// corpus.ErrLocked. References are files with further facts.
func openStore(dir string, references []string, log *slog.Logger) (*store, error) {
	rd, err := newReader(references)
	if err != nil {
		return nil, err
	}
	s := &store{dir: dir, reader: rd, log: log, standing: &web.Standing{Reference: rd.Reference, Name: rd.Gazetteer.Name}, reading: make(chan struct{}, runtime.NumCPU()), large: make(chan struct{}, 1)}
	if s.corpus, err = corpus.Open(dir); err != nil {
		return nil, err
	}
	if err := s.openDerived(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	s.sync = startSyncer(s.corpus, log, graphWithFacts{s.graph, s.reader.Reference.Facts()}, s.index)
	return s, nil
}

// openDerived opens graph and index; what is damaged or of an older version is
// made again, with a notice.
func (s *store) openDerived() (err error) {
	if s.graph, err = graph.Open(s.dir); err != nil {
		return err
	}
	if s.index, err = search.Open(s.dir, searchOptions(s.reader.Gazetteer, s.standing)); err != nil {
		return err
	}
	for _, notice := range []string{s.graph.Notice(), s.index.Notice()} {
		if notice != "" {
			s.log.Warn("a derived store is made again from the corpus", "because", notice)
		}
	}
	return nil
}

// searchOptions gives the index names and questions, and the edition of both: an
// index of another edition is made again.
func searchOptions(g *who.Gazetteer, standing *web.Standing) search.Options {
	ask := func(q communique.Question) string { return claim.Ask(q, g.Name) }
	sum := sha256.New()
	for _, e := range g.Entities() {
		fmt.Fprintf(sum, "%s\t%s\n", e.ID, e.Name)
	}
	return search.Options{Name: g.Name, Ask: ask, Relations: standing.RelationsOf, Edition: fmt.Sprintf("%s %x", version, sum.Sum(nil)[:6])}
}

// judge begins to compare all answers, and to make what visitors would wait for,
// and goes on as the log grows, until the store is closed.
func (s *store) judge() {
	s.standing.Corpus, s.standing.Graph, s.standing.Told = s.corpus, s.graph, s.index.Relations
	s.standing.Restate = func(ctx context.Context, docs []communique.DocID) error { return s.index.Restate(ctx, s.corpus, docs) }
	judge := func(ctx context.Context) error {
		// Entries of this program bring their sheets along. What a store of an older program lacks is made
		// here, where nobody waits for it: without them each claim to compare costs a document.
		if _, err := s.corpus.Fill(ctx); err != nil {
			return err
		}
		s.warm(ctx)
		return s.standing.Judge(ctx)
	}
	s.judging = startJudging(judge, s.sync.rounds, s.log)
}

// close stops judging and syncing and closes what is open.
func (s *store) close() error {
	if s.judging != nil {
		s.judging.stop() // it may be waiting for its turn, but never works for long without looking
	}
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

// largeBytes is from where on documents are read one at a time.
const largeBytes = 2 << 20

// read makes a document of bytes, at most one for each core at a time.
func (s *store) read(ctx context.Context, name string, data []byte, source communique.Source) (*communique.Document, error) {
	turns := []chan struct{}{s.reading}
	if len(data) >= largeBytes {
		turns = []chan struct{}{s.large, s.reading}
	}
	for _, turn := range turns {
		select {
		case turn <- struct{}{}:
			defer func() { <-turn }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return s.reader.Read(ingest.Input{Name: name, Data: data, Source: source})
}

// warm makes what the next visitors would wait for, once the stores have caught up.
func (s *store) warm(ctx context.Context) {
	err := s.sync.wait(ctx)
	if err == nil {
		_, err = s.graph.Count(ctx)
	}
	if err == nil {
		err = s.index.Warm(ctx)
	}
	if err != nil && ctx.Err() == nil {
		s.log.Warn("the next pages will be slower", "because", err)
	}
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
		Names: s.reader.Gazetteer, Reference: s.reader.Reference, Standing: s.standing,
		Read: s.read, Synced: s.sync.wait, Wake: s.sync.wake, Lag: s.sync.lag, Check: s.check, Ready: s.sync.err,
		Samples: samples(), Log: s.log, Version: web.Version{Program: version, Commit: commit(), Reader: s.reader.Version}, Agent: reader, Addr: addr,
	}
}

// samples is the sample collection.
func samples() fs.FS {
	sub, err := fs.Sub(data.Files(), "samples")
	if err != nil {
		panic(err) // unreachable: the name is a valid path
	}
	return sub
}

// graphWithFacts is the graph with the reference facts of this program beside
// what it takes from the corpus; a graph that was emptied gets both again.
type graphWithFacts struct {
	*graph.Graph
	facts []communique.Fact
}

func (g graphWithFacts) Sync(ctx context.Context, c *corpus.Corpus) (int, error) {
	n, err := g.Graph.Sync(ctx, c)
	if err != nil {
		return n, err
	}
	return n, g.SetReference(ctx, g.facts)
}
