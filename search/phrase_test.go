package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bsearch "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// TestPhrases holds that a phrase finds and scores what Bleve's own query does.
func TestPhrases(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"nato", "nato", "nato", "ally", "ally", "united", "states", "cyber", "law", "rule"}
	draw := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = words[random.IntN(len(words))]
		}
		return strings.Join(out, " ")
	}
	m := bleve.NewIndexMapping()
	b, err := bleve.NewUsing(t.TempDir()+"/index", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	i := &Index{b: b}
	for n := range 400 {
		if err := b.Index(fmt.Sprint(n), map[string]string{"text": draw(1 + random.IntN(60))}); err != nil {
			t.Fatal(err)
		}
	}
	s := search{index: i}
	found := func(r index.IndexReader, q query.Query) string {
		var out strings.Builder
		err := s.each(t.Context(), r, q, func(m *bsearch.DocumentMatch) {
			fmt.Fprintf(&out, "%d %v\n", m.IndexInternalID.Value(), m.Score)
		})
		if err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	err = i.reader(func(r index.IndexReader) error {
		some := 0
		for range 300 {
			terms := strings.Fields(draw(2 + random.IntN(3)))
			boost := 1 + random.Float64()
			theirs := query.NewPhraseQuery(terms, "text")
			theirs.SetBoost(boost)
			got, want := found(r, phrase{terms, "text", boost}), found(r, theirs)
			if got != want {
				t.Errorf("%q:\n%swant\n%s", terms, got, want)
			}
			if want != "" {
				some++
			}
			other := inFields("text", func(f wordField) query.Query { return f.term(words[random.IntN(len(words))]) })
			got, want = found(r, query.NewConjunctionQuery([]query.Query{other, phrase{terms, "text", boost}})), found(r, query.NewConjunctionQuery([]query.Query{other, theirs}))
			if got != want {
				t.Errorf("%q with another word:\n%swant\n%s", terms, got, want)
			}
			got, want = found(r, unscored{phrase{terms, "text", boost}}), found(r, unscored{theirs})
			if got != want {
				t.Errorf("%q without scores:\n%swant\n%s", terms, got, want)
			}
		}
		if some < 50 {
			t.Errorf("only %d of the phrases stand anywhere", some)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
