package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// searcher makes the searcher of a query, which scores as Bleve's own search does.
func (s search) searcher(ctx context.Context, r index.IndexReader, q query.Query) (bsearch.Searcher, error) {
	stats, err := s.lengths()
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, bsearch.GetScoringModelCallbackKey, bsearch.GetScoringModelCallbackFn(func() string { return index.BM25Scoring }))
	ctx = context.WithValue(ctx, bsearch.BM25StatsKey, stats)
	ctx = bsearch.ContextWithTermSearchersCounter(ctx)
	return q.Searcher(ctx, r, s.index.b.Mapping(), bsearch.SearcherOptions{})
}

// each calls fn with every row that a query finds, in the order of the rows, by
// Bleve's own searchers: what an evaluation is measured by. What fn gets is good
// until it returns.
func (s search) each(ctx context.Context, r index.IndexReader, q query.Query, fn func(*bsearch.DocumentMatch)) error {
	found, err := s.searcher(ctx, r, q)
	if err != nil {
		return err
	}
	defer found.Close()
	if w := found.Weight(); w > 0 {
		found.SetQueryNorm(1 / math.Sqrt(w)) // as a conjunction with filters does, so that these do not matter
	}
	sc := &bsearch.SearchContext{DocumentMatchPool: bsearch.NewDocumentMatchPool(found.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		m, err := found.Next(sc)
		if err != nil || m == nil {
			return cmp.Or(err, ctx.Err())
		}
		fn(m)
		sc.DocumentMatchPool.Put(m)
	}
}

// scored is what a query finds, by the numbers of the rows.
type scored map[uint64]float64

// byBleve and byEvaluation answer a query.
func (s search) byBleve(t testing.TB, r index.IndexReader, q query.Query) scored {
	t.Helper()
	out := scored{}
	err := s.each(t.Context(), r, q, func(m *bsearch.DocumentMatch) { out[m.IndexInternalID.Value()] = m.Score })
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s search) byEvaluation(t testing.TB, r index.IndexReader, q query.Query) scored {
	t.Helper()
	cols, err := s.index.columns.at(t.Context(), r)
	if err != nil || cols == nil {
		t.Fatalf("columns %v, %v", cols, err)
	}
	e, err := s.index.columns.evaluation(cols, r)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.query(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	out := scored{}
	for at, live := range cols.live {
		e.begin()
		found, err := p.rows(t.Context(), at, live)
		if err != nil {
			t.Fatal(err)
		}
		list := e.list(found)
		scores := e.tally(len(list))
		if err := p.add(t.Context(), at, list, scores); err != nil {
			t.Fatal(err)
		}
		for i, row := range list {
			if scores.counts[i] != 1 {
				t.Errorf("row %d was found %d times", row, scores.counts[i])
			}
			out[cols.offsets[at]+uint64(row)] = scores.sums[i]
		}
	}
	return out
}

// differ says how two answers differ; "" where they do not but for the last bits of scores.
func (got scored) differ(want scored) string {
	for row, w := range want {
		if g, ok := got[row]; !ok || math.Abs(g-w) > 1e-12*math.Abs(w) {
			return fmt.Sprintf("row %d: score %v (%v), want %v", row, g, ok, w)
		}
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d rows, want %d", len(got), len(want))
	}
	return ""
}

// drawnText draws a text in the query language.
func (r random) drawnText(words []string, depth int) string {
	word := func() string { return pick(r, words) }
	var parts []string
	for range 1 + r.IntN(3) {
		switch r.IntN(14) {
		case 0:
			parts = append(parts, fmt.Sprintf("%q", word()+" "+word()))
		case 1:
			parts = append(parts, fmt.Sprintf("%q", word()+" "+word()+" "+word()))
		case 2:
			w := word()
			parts = append(parts, w[:min(len(w), 2+r.IntN(3))]+"*")
		case 3:
			parts = append(parts, word()+pick(r, []string{"~", "~2"}))
		case 4:
			parts = append(parts, "-"+word())
		case 5:
			parts = append(parts, pick(r, []string{"title:", "name:", "speaker:", "text:", "outlet:"})+word())
		case 6:
			parts = append(parts, pick(r, []string{"kind:decision", "year:2016", "thing:claim", "status:current", "published:2014..2018", "about:2014-09", "actor:org:nato", "actor:nato"}))
		case 7:
			if depth < 3 {
				parts = append(parts, "("+r.drawnText(words, depth+1)+")")
			}
		default:
			parts = append(parts, word())
		}
		parts = append(parts, pick(r, []string{"", "", "", "OR", "AND"}))
	}
	return strings.Join(parts[:len(parts)-1], " ")
}

// shuffled is a library of drawn texts whose index has several segments, some
// with deleted rows.
func shuffled(t testing.TB, r random, words []string, n int) *library {
	var all []article
	for range n {
		a := article{outlet: pick(r, []string{"NATO", "The Courier"}), published: on(communique.Day("2014-01-01").Add(r.IntN(1500)))}
		for line := range 1 + r.IntN(6) {
			for range 1 + r.IntN(30) {
				a.text += pick(r, words) + " "
			}
			a.text += fmt.Sprintf("%d.%d\n", len(all), line)
		}
		for range r.IntN(4) {
			from := r.IntN(len(a.text))
			a.claims = append(a.claims, assertion{kind: pick(r, communique.Kinds), subject: "org:nato", words: a.text[from : from+1+r.IntN(len(a.text)-from)]})
		}
		all = append(all, a)
	}
	l := newLibrary(t, all[:n/2]...)
	for _, a := range all[n/2:] {
		l.docs = append(l.docs, l.append(t, a.document(t)))
		if r.IntN(8) == 0 {
			l.sync(t)
		}
	}
	l.sync(t)
	var some []communique.DocID
	for _, d := range l.docs {
		if r.IntN(4) == 0 {
			some = append(some, d.ID)
		}
	}
	if err := l.Restate(context.Background(), l.corpus, some); err != nil { // replaces rows
		t.Fatal(err)
	}
	return l
}

// TestEvaluationAnswersAsBleve asks drawn queries both ways, with and without
// scores: the same rows are found, with the same scores.
func TestEvaluationAnswersAsBleve(t *testing.T) {
	r := random{rand.New(rand.NewPCG(5, 6))}
	words := strings.Fields("nato nato nato ally allies the the the of of and member members joins cyber attack cyberattack defence defense decided programme article 5 2016 space wales")
	l := shuffled(t, r, words, 300)
	err := l.reader(func(reader index.IndexReader) error {
		found, deleted := 0, 0
		cols, err := l.columns.at(t.Context(), reader)
		if err != nil {
			return err
		}
		for at, live := range cols.live {
			deleted += int(cols.offsets[at+1]-cols.offsets[at]) - live.size()
		}
		if len(cols.live) < 2 || deleted == 0 {
			t.Errorf("%d segments with %d deleted rows", len(cols.live), deleted)
		}
		for range 600 {
			text := r.drawnText(words, 0)
			x, _, err := parse(text)
			if err != nil || x == nil {
				continue
			}
			var c compiler
			w := c.take(x)
			s := search{index: l.Index}
			for _, least := range w.steps() {
				q := w.query(least)
				if q == nil {
					continue
				}
				for _, q := range []query.Query{q, w.ranked(q, least), unscored{q}} {
					if r.IntN(4) == 0 {
						l.columns.kept.forget()
					}
					want := s.byBleve(t, reader, q)
					if d := s.byEvaluation(t, reader, q).differ(want); d != "" {
						t.Errorf("%s (%d of %d words, %T): %s", text, least, len(w.words), q, d)
					}
					found += len(want)
				}
			}
		}
		if found < 10000 {
			t.Errorf("only %d rows were found", found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPlacesAsBleve: the words of hits stand where Bleve finds them.
func TestPlacesAsBleve(t *testing.T) {
	r := random{rand.New(rand.NewPCG(7, 8))}
	words := strings.Fields("nato nato ally allies the the of and member joins cyber attack defence decided 5")
	l := shuffled(t, r, words, 120)
	shown := func(m *bsearch.DocumentMatch) (out []mark) {
		return slices.CompactFunc(wordsFound(m), func(a, b mark) bool { return a == b })
	}
	places := 0
	for range 200 {
		x, _, err := parse(r.drawnText(words, 0))
		if err != nil || x == nil {
			continue
		}
		s := search{index: l.Index}
		s.wanted = new(compiler).take(x)
		s.require(pick(r, s.wanted.steps()))
		if s.text == nil {
			continue
		}
		err = l.reader(func(reader index.IndexReader) error {
			c, err := s.gathering(t.Context(), reader)
			if err != nil {
				return err
			}
			c.first = firsts{most: 20, byScore: true, id: rowName(reader)}
			if err := s.pass(t.Context(), c); err != nil {
				return err
			}
			got, err := s.matches(reader, c.first.list)
			if err != nil {
				return err
			}
			want, err := s.matches(reader, c.first.list)
			if err != nil {
				return err
			}
			if err := s.placesIn(t.Context(), c.evaluation, c.first.list, got); err != nil {
				return err
			}
			if err := s.locate(t.Context(), want); err != nil {
				return err
			}
			for i := range got {
				g, w := shown(got[i]), shown(want[i])
				if places += len(w); !reflect.DeepEqual(g, w) {
					t.Errorf("%s in %s: %v, want %v", s.q.Text, got[i].ID, g, w)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if places < 1000 {
		t.Errorf("only %d places were found", places)
	}
}
