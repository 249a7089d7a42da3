package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// longest is how long a search may take; what takes longer asks too much.
const longest = 5 * time.Second

// ErrSlow says that a search was given up because it took too long.
var ErrSlow = errors.New("search: it took longer than 5 s; ask for less: fewer prefixes, rarer words, more filters")

// facets are the fields that are counted, in the order in which pages show them.
var facets = [...]struct{ name, field string }{
	{thingField, thingField},
	{kindField, kindField},
	{relationField, relationField},
	{actorField, whoField}, // noun phrases would crowd out the actors
	{topicField, topicField},
	{outletField, outletField},
	{yearField, yearField},
	{statusField, statusField},
}

// facetSize is the number of values of a facet that are listed.
const facetSize = 20

// Search answers a query. A query that cannot be asked gives an error that is
// a *communique.InvalidError; one that takes too long gives ErrSlow.
func (i *Index) Search(ctx context.Context, q Query) (result Result, err error) {
	if err := q.validate(); err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}
	x, note, err := parse(q.Text)
	if err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}
	var c compiler
	if note != "" {
		c.notes = append(c.notes, note)
	}
	s := search{index: i, q: q}
	if x != nil {
		s.wanted = c.take(x)
	}
	w := s.wanted
	s.require(len(w.words))
	if s.text == nil && strings.TrimSpace(q.Text) != "" {
		s.text = query.NewMatchNoneQuery()
		c.notes = append(c.notes, "there is no word to look for in "+clip(q.Text))
	}
	if slices.ContainsFunc(w.left, func(left string) bool { return !isStop(fold([]byte(left))) }) {
		c.notes = append(c.notes, "not looked for: "+strings.Join(w.left, ", ")+"; quotation marks keep a word")
	}
	after, err := s.after()
	if err != nil {
		return Result{}, fmt.Errorf("search: %w", err)
	}

	outer := ctx
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	defer func() {
		if errors.Is(err, context.DeadlineExceeded) && outer.Err() == nil {
			err = ErrSlow
		}
		if err != nil {
			result = Result{}
		}
	}()
	i.mu.RLock()
	defer i.mu.RUnlock()
	defer guard(&err)()
	if i.b == nil {
		return Result{}, errClosed
	}
	if err := s.run(ctx, after, &result); err != nil {
		return Result{}, err
	}
	if result.Total == 0 && q.After == "" {
		if wider, err := s.widen(ctx); err != nil {
			return Result{}, err
		} else if wider {
			result, s.from = Result{}, nil
			if err := s.run(ctx, nil, &result); err != nil {
				return Result{}, err
			}
		}
	}
	widened := s.least < len(w.words)
	if widened {
		c.notes = append(c.notes, w.note(s.least, q.filtered()))
	}
	result.Notes = c.notes
	if q.After != "" {
		return result, nil
	}
	if result.Total == 0 {
		why, err := s.why(ctx, x)
		if err != nil {
			return Result{}, err
		}
		result.Notes = append(result.Notes, why...)
	}
	if x != nil && (result.Total == 0 || widened) {
		if result.Suggestions, err = s.suggest(ctx, x, widened); err != nil {
			return Result{}, err
		}
	}
	if result.Questions, err = s.askedLike(ctx); err != nil {
		return Result{}, err
	}
	return result, nil
}

// require makes so many of the words enough.
func (s *search) require(least int) {
	s.least = least
	if text := s.wanted.query(least); text != nil {
		s.text = s.wanted.ranked(text, least)
	}
}

// widen asks for fewer of the words, where no row holds all of them, and
// reports whether some row holds so many. Where none does, nothing changes.
func (s *search) widen(ctx context.Context) (bool, error) {
	for _, least := range s.wanted.steps()[1:] {
		try := *s
		try.text = s.wanted.query(least)
		n, err := try.count(ctx, try.query(""))
		if err != nil {
			return false, err
		}
		if n > 0 {
			s.require(least)
			return true, nil
		}
	}
	return false, nil
}

// why says why nothing was found, where more can be said than that.
func (s search) why(ctx context.Context, x *expression) ([]string, error) {
	notes, err := s.unknown(ctx, x)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if day := s.q.Filter.RecordedBy; day != "" {
		held, err := s.count(ctx, anyOf(recordedField, askedDays(communique.Days{From: day, To: day})))
		if err != nil {
			return nil, err
		}
		if held == 0 {
			notes = append(notes, "the store held nothing on "+string(day))
		}
	}
	return notes, nil
}

func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return strconv.Quote(string(r[:most]) + "…")
	}
	return strconv.Quote(s)
}

// search is one query while it is answered. Its index is locked for reading.
type search struct {
	index  *Index
	q      Query
	text   query.Query // nil asks for everything
	wanted wanted      // what text asks for, taken apart
	least  int         // how many of the wanted words are enough
	from   *place      // after which row the page begins; nil for the first page
}

// query returns the Bleve query without the choice of one facet, "" for all of them.
func (s search) query(without string) query.Query {
	var all []query.Query
	for _, c := range s.q.conditions() {
		if without == "" || c.facet != without {
			all = append(all, c.query)
		}
	}
	filter := conjunction(all)
	switch {
	case filter == nil && s.text == nil:
		return query.NewMatchAllQuery()
	case s.text == nil:
		return unscored{filter}
	case filter == nil:
		return s.text
	}
	return query.NewConjunctionQuery([]query.Query{s.text, unscored{filter}})
}

// order is the sort of a query. Without words all rows are equally relevant,
// and the newest come first.
func (s search) order() bsearch.SortOrder {
	byDay := &bsearch.SortField{Field: newestField, Type: bsearch.SortFieldAsString, Missing: bsearch.SortFieldMissingLast, Desc: true}
	byID := &bsearch.SortDocID{}
	switch {
	case s.q.Sort == ByOldest:
		byDay.Desc = false
	case s.q.Sort == ByRelevance && s.text != nil:
		return bsearch.SortOrder{&bsearch.SortScore{Desc: true}, byID}
	}
	return bsearch.SortOrder{byDay, byID}
}

// ask runs a Bleve query.
func (s search) ask(ctx context.Context, r *bleve.SearchRequest) (*bleve.SearchResult, error) {
	stats, err := s.lengths()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	r.PreSearchData = map[string]any{bsearch.BM25PreSearchDataKey: stats}
	out, err := s.index.b.SearchInContext(ctx, r)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if err := ctx.Err(); err != nil { // a search that is stopped may return what it has
		return nil, fmt.Errorf("search: %w", err)
	}
	return out, nil
}

// run fills in the page, the facets and the number of undated rows.
func (s search) run(ctx context.Context, after []string, out *Result) error {
	limit := s.q.Limit
	if limit == 0 {
		limit = DefaultLimit
	}
	if done, err := s.collect(ctx, limit, out); done || err != nil {
		return err
	}
	r := bleve.NewSearchRequestOptions(s.query(""), limit+1, 0, false)
	r.Sort = s.order()
	r.SearchAfter = after
	r.Fields = []string{storedField}
	var apart []string // facets with a choice of their own
	if s.q.Facets {
		for _, f := range facets {
			if slices.ContainsFunc(s.q.conditions(), func(c condition) bool { return c.facet == f.name }) {
				apart = append(apart, f.name)
				continue
			}
			r.AddFacet(f.name, bleve.NewFacetRequest(f.field, facetSize))
		}
	}
	found, err := s.ask(ctx, r)
	if err != nil {
		return err
	}
	out.Total = found.Total
	hits := found.Hits
	if len(hits) > limit {
		hits = hits[:limit]
		out.Next = s.cursor(hits[limit-1])
	}
	if err := s.locate(ctx, hits); err != nil {
		return err
	}
	if out.Hits, err = s.hits(hits); err != nil {
		return err
	}
	if s.q.Facets {
		for _, f := range facets {
			from := found.Facets[f.name]
			if slices.Contains(apart, f.name) {
				if from, err = s.countApart(ctx, f.name, f.field); err != nil {
					return err
				}
			}
			facet, err := s.facet(ctx, f.name, f.field, from, nil)
			if err != nil {
				return err
			}
			out.Facets = append(out.Facets, facet)
		}
	}
	if s.q.Filter.PublishedBy != "" {
		undated := query.NewConjunctionQuery([]query.Query{s.query(publishedField), unscored{anyOf(undatedField, []string{yes})}})
		if out.Undated, err = s.count(ctx, undated); err != nil {
			return err
		}
	}
	return nil
}

// locate finds by Bleve where the words of the query stand in the hits of a page.
// To ask for places at once would read those of every row that is found.
func (s search) locate(ctx context.Context, hits bsearch.DocumentMatchCollection) error {
	if s.text == nil || len(hits) == 0 {
		return nil
	}
	byID := map[string]*bsearch.DocumentMatch{}
	ids := make([]string, len(hits))
	for n, m := range hits {
		byID[m.ID], ids[n] = m, m.ID
	}
	text := s.text
	if plain := s.wanted.query(s.least); plain != nil {
		text = plain // what favours some rows has no places
	}
	q := query.NewConjunctionQuery([]query.Query{text, unscored{query.NewDocIDQuery(ids)}})
	r := bleve.NewSearchRequestOptions(q, len(ids), 0, false)
	r.IncludeLocations = true
	found, err := s.ask(ctx, r)
	if err != nil {
		return err
	}
	for _, m := range found.Hits {
		byID[m.ID].Locations = m.Locations
	}
	return nil
}

// count returns how many rows a query finds.
func (s search) count(ctx context.Context, q query.Query) (n uint64, err error) {
	counted := false
	err = s.index.reader(func(r index.IndexReader) error {
		cols, err := s.index.columns.at(ctx, r)
		if err != nil || cols == nil {
			return err
		}
		e, err := s.index.columns.evaluation(cols, r)
		if err != nil {
			return err
		}
		defer e.end()
		p, err := e.part(ctx, q, false)
		if err != nil {
			return err
		}
		n, err = e.howMany(ctx, p)
		counted = true
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("search: %w", err)
	}
	if counted {
		return n, nil
	}
	found, err := s.ask(ctx, bleve.NewSearchRequestOptions(unscored{q}, 0, 0, false))
	if err != nil {
		return 0, err
	}
	return found.Total, nil
}

// countApart counts a facet among the rows found without its own choice.
func (s search) countApart(ctx context.Context, name, field string) (*bsearch.FacetResult, error) {
	r := bleve.NewSearchRequestOptions(unscored{s.query(name)}, 0, 0, false)
	r.AddFacet(name, bleve.NewFacetRequest(field, facetSize))
	found, err := s.ask(ctx, r)
	if err != nil {
		return nil, err
	}
	return found.Facets[name], nil
}

// facet lists the counts of a facet; values that the query chooses are always
// listed, so that the choice can be taken back. Known tells how many rows have
// such a value where that is known already; nil knows none.
func (s search) facet(ctx context.Context, name, field string, from *bsearch.FacetResult, known func(value string) (uint64, bool)) (Facet, error) {
	out := Facet{Field: name, More: uint64(max(from.Other, 0))}
	selected := s.q.selected(name)
	for _, t := range from.Terms.Terms() {
		out.Counts = append(out.Counts, Count{Value: t.Term, N: uint64(t.Count), Selected: slices.Contains(selected, t.Term)})
	}
	for _, v := range selected {
		if slices.ContainsFunc(out.Counts, func(c Count) bool { return c.Value == v }) {
			continue
		}
		n, ok := uint64(0), false
		if known != nil {
			n, ok = known(v)
		}
		if !ok {
			if field == whoField { // the choice may be an entity that cannot act
				field = actorField
			}
			var err error
			if n, err = s.count(ctx, query.NewConjunctionQuery([]query.Query{s.query(name), unscored{anyOf(field, []string{v})}})); err != nil {
				return out, err
			}
		}
		out.Counts = append(out.Counts, Count{Value: v, N: n, Selected: true})
		out.More -= min(out.More, n)
	}
	return out, nil
}

// hits makes the hits of a page, with their fragments.
func (s search) hits(found bsearch.DocumentMatchCollection) ([]Hit, error) {
	hits := make([]Hit, 0, len(found))
	err := s.index.reader(func(r index.IndexReader) error {
		texts := bodies{reader: r}
		for _, m := range found {
			var st stored
			plain, _ := m.Fields[storedField].(string)
			if err := json.Unmarshal([]byte(plain), &st); err != nil {
				return fmt.Errorf("search: row %s: %w", m.ID, err)
			}
			h := Hit{
				Thing: st.Thing, ID: st.id(), Document: st.Document, Statement: st.Statement, Claim: st.Claim, Kind: st.Kind,
				Title: st.Title, Outlet: st.Outlet, Published: st.Published, Match: s.q.Filter.MatchPublished(st.Published),
				Statuses: st.Statuses, Score: m.Score, Repeat: st.Repeat, Span: st.Span, Text: st.TextID,
			}
			text := st.Own
			if len(text) == 0 {
				var err error
				if h.Body, err = texts.of(&st); err != nil {
					return fmt.Errorf("search: row %s: %w", st.Document, err)
				}
				if h.Body != nil {
					text = []chunk{{0, h.Body.Text}}
				}
			}
			var first communique.Span
			h.Fragments, first = fragments(text, st.Lead, wordsFound(m))
			if st.Thing == Documents && first.Len() > 0 {
				h.Span = first
			}
			hits = append(hits, h)
		}
		return nil
	})
	return hits, err
}

// bodies reads the texts of documents, each once.
type bodies struct {
	reader index.IndexReader
	read   map[communique.DocID]textOf
}

type textOf struct {
	id   communique.TextID
	body *Body
}

// of returns the text in which the words of a row stand. It is nil where the index
// has none or, since a writer may have been there after the row was found, another.
func (b *bodies) of(st *stored) (*Body, error) {
	t, ok := b.read[st.Document]
	if !ok {
		d, plain, err := readStored(b.reader, string(st.Document))
		switch {
		case err == nil:
			t = textOf{d.TextID, &Body{plain, communique.NewOffsets(plain)}}
		case !errors.Is(err, communique.ErrNotFound):
			return nil, err
		}
		if b.read == nil {
			b.read = map[communique.DocID]textOf{}
		}
		b.read[st.Document] = t
	}
	if t.id != st.TextID {
		return nil, nil
	}
	return t.body, nil
}
