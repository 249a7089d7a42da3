package search

import (
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/communique-kg/communique"
)

// What of the questions a result offers: so many, none of them less like the
// text than the best by more than one word.
const (
	mostQuestions = 5
	worse         = 1.0
)

// askedLike returns the questions of claims, under the filters of the query,
// that are most like what was typed: those that have enough of its words. A question's own words count, and those of its answers find it.
func (s search) askedLike(ctx context.Context) ([]communique.Question, error) {
	ask, w := s.index.options.Ask, s.wanted
	if ask == nil || len(w.words) == 0 {
		return nil, nil
	}
	any, alike := make([]query.Query, len(w.words)), make([][]string, len(w.words))
	for i, word := range w.words {
		terms := word.alike()
		alike[i] = terms
		any[i] = disjunction([]query.Query{anyOf(askedField, terms), anyOf(exactField, terms), anyOf(namesField, terms)})
	}
	q := query.NewDisjunctionQuery(any)
	q.SetMin(float64(w.enough()))
	s.q.Things, s.text = []Thing{Claims}, unscored{q}
	const candidates = 300
	found, err := s.mostOf(ctx, questionField, candidates)
	if err != nil {
		return nil, err
	}
	type match struct {
		key   communique.Question
		score float64
		n     int // claims
	}
	var matches []match
	for _, t := range found.Terms.Terms() {
		key := communique.Question(t.Term)
		if score, ok := w.likeness(alike, s.index.asked.of(key, ask)); ok {
			matches = append(matches, match{key, score, t.Count})
		}
	}
	slices.SortFunc(matches, func(a, b match) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		case a.n != b.n:
			return b.n - a.n
		}
		return strings.Compare(string(a.key), string(b.key))
	})
	var out []communique.Question
	for _, m := range matches[:min(len(matches), mostQuestions)] {
		if m.score >= matches[0].score-worse {
			out = append(out, m.key)
		}
	}
	return out, nil
}

// mostOf counts the values of a field among the rows found and returns the n of
// most rows.
func (s search) mostOf(ctx context.Context, field string, n int) (*bsearch.FacetResult, error) {
	if counted, ok, err := s.tally(ctx, field, n); ok || err != nil {
		return counted, err
	}
	r := bleve.NewSearchRequestOptions(unscored{s.query("")}, 0, 0, false)
	r.AddFacet(field, bleve.NewFacetRequest(field, n))
	found, err := s.ask(ctx, r)
	if err != nil {
		return nil, err
	}
	return found.Facets[field], nil
}

// likeness says how much a question is like what was typed: the words that
// both have, the more where one names what the question is about or how it asks
// ("when", "how many"), less what it asks besides. Alike are the terms that stand
// for each word.
func (w wanted) likeness(alike [][]string, q *questionStems) (score float64, ok bool) {
	const sort, besides = 0.5, 0.1
	shared := 0
	for _, terms := range alike {
		if slices.ContainsFunc(terms, func(st string) bool { return q.own.has[st] || q.kind.has[st] }) {
			shared++
		}
		if slices.ContainsFunc(terms, func(st string) bool { return q.kind.has[st] }) {
			score += sort
		}
	}
	if shared < w.enough() {
		return 0, false
	}
	for _, term := range w.asks {
		if q.own.has[stem(term)] {
			score += sort
		}
	}
	return score + float64(shared) - besides*float64(max(0, q.content-shared)), true
}

// questionStems are the stems of the words of a question.
type questionStems struct {
	own, kind set[string] // of the words that ask it, and that name its sort
	content   int         // of its own, those of words that are no function words
}

// bytes is what the stems take in memory, about.
func (q *questionStems) bytes() int { return 300 + 80*(len(q.own.list)+len(q.kind.list)) }

// askedStore keeps the stems of questions that were lately compared with a text,
// in at most 8 MB: to make them takes longer than to compare. The zero askedStore
// is empty.
type askedStore struct {
	recent[communique.Question, *questionStems]
}

const mostAsked = 8 << 20 // bytes

// of returns the stems of a question, which ask puts into words.
func (s *askedStore) of(key communique.Question, ask func(communique.Question) string) *questionStems {
	q, ok := s.get(key, mostAsked)
	if ok {
		return q
	}
	q = &questionStems{own: stemsOf(ask(key)), kind: stemsOf(kindOf(key))}
	for _, st := range q.own.list {
		if !isFunction(strings.TrimPrefix(st, stemMark)) {
			q.content++
		}
	}
	s.put(key, q, mostAsked)
	return q
}

func stemsOf(text string) (stems set[string]) {
	for _, w := range wordsOf([]byte(text)) {
		stems.add(stem(w.term))
		for _, part := range w.parts {
			stems.add(stem(part))
		}
	}
	return stems
}

// kindOf returns the words that name what sort of question a key is of.
func kindOf(key communique.Question) string {
	kind, rest, _ := strings.Cut(string(key), "/")
	if kind == "when" {
		kind, _, _ = strings.Cut(rest, "/")
	}
	return strings.ReplaceAll(kind, "-", " ")
}

// questionWords returns the words that find a claim by a question: those that
// ask it and those of its sort, since "What does it do to Article 5?" is looked
// for by "amendment".
func questionWords(key communique.Question, asks string) string { return asks + "\n" + kindOf(key) }
