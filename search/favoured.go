package search

import (
	"bytes"
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// favoured asks for what a query finds, and multiplies the scores of those rows
// that another query finds as well.
type favoured struct {
	query.Query
	also   query.Query
	factor float64
}

// Searcher implements query.Query.
func (f favoured) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o bsearch.SearcherOptions) (bsearch.Searcher, error) {
	s, err := f.Query.Searcher(ctx, r, m, o)
	if err != nil || o.Score == "none" {
		return s, err
	}
	if _, none := s.(*searcher.MatchNoneSearcher); none {
		return s, nil
	}
	also, err := unscored{f.also}.Searcher(ctx, r, m, o)
	if err != nil {
		s.Close()
		return nil, err
	}
	out := &favouredSearcher{also: also, factor: f.factor}
	out.FilteringSearcher = searcher.NewFilteringSearcher(ctx, s, out.weigh)
	return out, nil
}

type favouredSearcher struct {
	*searcher.FilteringSearcher
	also   bsearch.Searcher
	factor float64
	at     index.IndexInternalID // of the last row of also that was looked at
	ended  bool
	err    error
}

// weigh goes along with the rows that are found; it keeps every one.
func (s *favouredSearcher) weigh(ctx *bsearch.SearchContext, m *bsearch.DocumentMatch) bool {
	if !s.ended && s.err == nil && (s.at == nil || bytes.Compare(s.at, m.IndexInternalID) < 0) {
		next, err := s.also.Advance(ctx, m.IndexInternalID)
		if s.err = err; next == nil {
			s.ended = true
		} else {
			s.at = append(s.at[:0], next.IndexInternalID...)
			ctx.DocumentMatchPool.Put(next)
		}
	}
	if !s.ended && bytes.Equal(s.at, m.IndexInternalID) {
		m.Score *= s.factor
	}
	return true
}

// Next implements bsearch.Searcher.
func (s *favouredSearcher) Next(ctx *bsearch.SearchContext) (*bsearch.DocumentMatch, error) {
	m, err := s.FilteringSearcher.Next(ctx)
	if err == nil {
		err = s.err
	}
	return m, err
}

// Advance implements bsearch.Searcher.
func (s *favouredSearcher) Advance(ctx *bsearch.SearchContext, id index.IndexInternalID) (*bsearch.DocumentMatch, error) {
	m, err := s.FilteringSearcher.Advance(ctx, id)
	if err == nil {
		err = s.err
	}
	return m, err
}

// Close implements bsearch.Searcher.
func (s *favouredSearcher) Close() error {
	err := s.FilteringSearcher.Close()
	if cerr := s.also.Close(); err == nil {
		err = cerr
	}
	return err
}

// DocumentMatchPoolSize implements bsearch.Searcher.
func (s *favouredSearcher) DocumentMatchPoolSize() int {
	return s.FilteringSearcher.DocumentMatchPoolSize() + s.also.DocumentMatchPoolSize() + 1
}

// tallied is one of several queries of which a row need not be found by all. Its
// score is so large that rows that more of them find come before others.
type tallied struct{ query.Query }

// perWord is worth more than all that one word scores otherwise.
const perWord = 1000

// Searcher implements query.Query.
func (t tallied) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o bsearch.SearcherOptions) (bsearch.Searcher, error) {
	s, err := t.Query.Searcher(ctx, r, m, o)
	if err != nil || o.Score == "none" {
		return s, err
	}
	return searcher.NewFilteringSearcher(ctx, s, func(_ *bsearch.SearchContext, m *bsearch.DocumentMatch) bool {
		m.Score += perWord
		return true
	}), nil
}
