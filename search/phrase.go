package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2/mapping"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve/v2/search/searcher"
	index "github.com/blevesearch/bleve_index_api"
)

// phrase asks for terms that stand in a field one after the other. It finds and
// scores what Bleve's own phrase query does. That one reads the places of every
// term in each row that has all of them; this one begins with the rarest and
// stops when no place is left where the phrase can stand. Only where places are
// wanted for showing, it leaves all to Bleve. A phrasePart does the same with
// places that are kept.
type phrase struct {
	terms []string // at least two
	field string
	boost float64
}

// Searcher implements query.Query.
func (p phrase) Searcher(ctx context.Context, r index.IndexReader, m mapping.IndexMapping, o bsearch.SearcherOptions) (_ bsearch.Searcher, err error) {
	if o.IncludeTermVectors {
		q := query.NewPhraseQuery(p.terms, p.field)
		q.SetBoost(p.boost)
		return q.Searcher(ctx, r, m, o)
	}
	s := &phraseSearcher{}
	var terms []bsearch.Searcher
	defer func() {
		if err != nil {
			s.closeReaders()
		}
	}()
	for at, term := range p.terms {
		t, err := searcher.NewTermSearcher(ctx, r, term, p.field, p.boost, o)
		if err != nil {
			return nil, closeAll(terms, err)
		}
		terms = append(terms, t)
		places, err := r.TermFieldReader(ctx, []byte(term), p.field, true, false, true)
		if err != nil {
			return nil, closeAll(terms, err)
		}
		s.terms = append(s.terms, &phraseTerm{at: at, places: places, rows: places.Count()})
	}
	slices.SortStableFunc(s.terms, func(a, b *phraseTerm) int { return cmp.Compare(a.rows, b.rows) })
	all, err := searcher.NewConjunctionSearcher(ctx, r, terms, o)
	if err != nil {
		return nil, closeAll(terms, err)
	}
	if _, none := all.(*searcher.MatchNoneSearcher); none {
		s.closeReaders()
		return all, nil
	}
	s.FilteringSearcher = searcher.NewFilteringSearcher(ctx, all, s.stands)
	return s, nil
}

func closeAll(all []bsearch.Searcher, err error) error {
	for _, s := range all {
		s.Close()
	}
	return err
}

// phraseSearcher lets through the rows in which the phrase stands.
type phraseSearcher struct {
	*searcher.FilteringSearcher
	terms  []*phraseTerm // the rarest first
	starts []uint64      // where the phrase may begin in the row that is looked at
	err    error
}

// phraseTerm is a term of a phrase.
type phraseTerm struct {
	at     int // its place in the phrase
	rows   uint64
	places index.TermFieldReader
	doc    *index.TermFieldDoc // the row that places stands on; nil at the beginning
	ended  bool
}

// in returns the places of the term in a row; nil where it has none.
func (t *phraseTerm) in(row index.IndexInternalID) ([]*index.TermFieldVector, error) {
	if !t.ended && (t.doc == nil || t.doc.ID.Compare(row) < 0) {
		doc, err := t.places.Advance(row, t.doc)
		if err != nil {
			return nil, err
		}
		if doc == nil {
			t.ended = true
		}
		t.doc = doc
	}
	if t.ended || !t.doc.ID.Equals(row) {
		return nil, nil
	}
	return t.doc.Vectors, nil
}

// stands reports whether the phrase stands in a row that has all terms.
func (s *phraseSearcher) stands(_ *bsearch.SearchContext, m *bsearch.DocumentMatch) bool {
	for n, t := range s.terms {
		places, err := t.in(m.IndexInternalID)
		if err != nil {
			s.err = cmp.Or(s.err, err)
		}
		if n == 0 {
			s.starts = s.starts[:0]
			for _, v := range places {
				if v.Pos >= uint64(t.at) {
					s.starts = append(s.starts, v.Pos-uint64(t.at))
				}
			}
			slices.Sort(s.starts)
		} else {
			s.keep(places, uint64(t.at))
		}
		if len(s.starts) == 0 {
			return false
		}
	}
	return true
}

// keep keeps the starts from which a place is so far away. Both are in order.
func (s *phraseSearcher) keep(places []*index.TermFieldVector, at uint64) {
	kept, next := s.starts[:0], 0
	for _, start := range s.starts {
		for next < len(places) && places[next].Pos < start+at {
			next++
		}
		if next < len(places) && places[next].Pos == start+at {
			kept = append(kept, start)
		}
	}
	s.starts = kept
}

// Next implements bsearch.Searcher.
func (s *phraseSearcher) Next(ctx *bsearch.SearchContext) (*bsearch.DocumentMatch, error) {
	m, err := s.FilteringSearcher.Next(ctx)
	return m, cmp.Or(err, s.err)
}

// Advance implements bsearch.Searcher.
func (s *phraseSearcher) Advance(ctx *bsearch.SearchContext, id index.IndexInternalID) (*bsearch.DocumentMatch, error) {
	m, err := s.FilteringSearcher.Advance(ctx, id)
	return m, cmp.Or(err, s.err)
}

// Close implements bsearch.Searcher.
func (s *phraseSearcher) Close() error {
	return cmp.Or(s.FilteringSearcher.Close(), s.closeReaders())
}

func (s *phraseSearcher) closeReaders() (err error) {
	for _, t := range s.terms {
		err = cmp.Or(err, t.places.Close())
	}
	s.terms = nil // a reader that is closed twice would serve two others
	return err
}
