package search

import (
	"bytes"
	"context"

	"github.com/blevesearch/bleve/v2/mapping"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// either asks for what one of two queries finds. A row that the first finds has
// its score from there alone, so that a second way to find it does not raise
// it above others, and a word that has no second way is worth the same.
type either struct{ first, second query.Query }

// Searcher implements query.Query.
func (e either) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o bsearch.SearcherOptions) (bsearch.Searcher, error) {
	first, err := e.first.Searcher(ctx, r, m, o)
	if err != nil {
		return nil, err
	}
	second, err := e.second.Searcher(ctx, r, m, o)
	if err != nil {
		first.Close()
		return nil, err
	}
	return &eitherSearcher{Searcher: first, second: second}, nil
}

// eitherSearcher merges two searchers; what the second has to say besides is
// told by the first, which it embeds.
type eitherSearcher struct {
	bsearch.Searcher
	second bsearch.Searcher
	a, b   *bsearch.DocumentMatch // the next of each, nil at its end
	begun  bool
}

// Next implements bsearch.Searcher.
func (s *eitherSearcher) Next(ctx *bsearch.SearchContext) (_ *bsearch.DocumentMatch, err error) {
	if !s.begun {
		s.begun = true
		if s.a, err = s.Searcher.Next(ctx); err != nil {
			return nil, err
		}
		if s.b, err = s.second.Next(ctx); err != nil {
			return nil, err
		}
	}
	return s.take(ctx)
}

// Advance implements bsearch.Searcher.
func (s *eitherSearcher) Advance(ctx *bsearch.SearchContext, id index.IndexInternalID) (_ *bsearch.DocumentMatch, err error) {
	if s.a, err = s.reach(ctx, s.Searcher, s.a, id); err != nil {
		return nil, err
	}
	if s.b, err = s.reach(ctx, s.second, s.b, id); err != nil {
		return nil, err
	}
	s.begun = true
	return s.take(ctx)
}

// reach brings one side to the first row from id on.
func (s *eitherSearcher) reach(ctx *bsearch.SearchContext, side bsearch.Searcher, at *bsearch.DocumentMatch, id index.IndexInternalID) (*bsearch.DocumentMatch, error) {
	switch {
	case at == nil && s.begun: // it has ended
		return nil, nil
	case at != nil && bytes.Compare(at.IndexInternalID, id) >= 0:
		return at, nil
	case at != nil:
		ctx.DocumentMatchPool.Put(at)
	}
	return side.Advance(ctx, id)
}

// take returns the row that comes first, and lets its side go on.
func (s *eitherSearcher) take(ctx *bsearch.SearchContext) (out *bsearch.DocumentMatch, err error) {
	order := 0
	switch {
	case s.a == nil && s.b == nil:
		return nil, nil
	case s.b == nil:
		order = -1
	case s.a == nil:
		order = 1
	default:
		order = bytes.Compare(s.a.IndexInternalID, s.b.IndexInternalID)
	}
	if order > 0 {
		out = s.b
		s.b, err = s.second.Next(ctx)
		return out, err
	}
	out = s.a
	if order == 0 {
		out.FieldTermLocations = bsearch.MergeFieldTermLocations(out.FieldTermLocations, []*bsearch.DocumentMatch{s.b})
		ctx.DocumentMatchPool.Put(s.b)
		if s.b, err = s.second.Next(ctx); err != nil {
			return nil, err
		}
	}
	s.a, err = s.Searcher.Next(ctx)
	return out, err
}

// Close implements bsearch.Searcher.
func (s *eitherSearcher) Close() error {
	err := s.Searcher.Close()
	if cerr := s.second.Close(); err == nil {
		err = cerr
	}
	return err
}

// SetQueryNorm implements bsearch.Searcher.
func (s *eitherSearcher) SetQueryNorm(n float64) {
	s.Searcher.SetQueryNorm(n)
	s.second.SetQueryNorm(n)
}

// Count implements bsearch.Searcher.
func (s *eitherSearcher) Count() uint64 { return s.Searcher.Count() + s.second.Count() }

// DocumentMatchPoolSize implements bsearch.Searcher.
func (s *eitherSearcher) DocumentMatchPoolSize() int {
	return s.Searcher.DocumentMatchPoolSize() + s.second.DocumentMatchPoolSize() + 2
}
