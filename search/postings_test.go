package search

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// TestPlaceLists: a list of places tells of every row what the posting list does,
// whichever rows are asked for.
func TestPlaceLists(t *testing.T) {
	r := random{rand.New(rand.NewPCG(9, 10))}
	words := []string{"the", "the", "of", "nato"}
	l := shuffled(t, r, words, 200)
	err := l.reader(func(reader index.IndexReader) error {
		cols, err := l.columns.at(t.Context(), reader)
		if err != nil {
			return err
		}
		e, err := l.columns.evaluation(cols, reader)
		if err != nil {
			return err
		}
		defer e.end()
		asked := 0
		for _, word := range words[1:] {
			rows, err := e.rowsOf(textField, word)
			if err != nil {
				return err
			}
			for at := range rows.in {
				if rows.in[at].list == nil {
					continue
				}
				kept, err := readPlaces(t.Context(), rows.in[at].list)
				if err != nil {
					return err
				}
				all, err := readPostings(t.Context(), rows.in[at].list, textField)
				if err != nil {
					return err
				}
				for range 20 {
					one := r.IntN(40) + 1
					read, from := placeReader{placeList: kept}, rows.in[at].list.Iterator(true, true, true, nil)
					for n, row := range all.rows {
						if r.IntN(one) > 0 {
							continue
						}
						p, err := from.Advance(uint64(row))
						if err != nil {
							return err
						}
						places, length := read.in(row)
						var want []uint32
						for _, l := range p.Locations() {
							want = append(want, uint32(l.Pos()))
						}
						if got := places.list(nil, 0); !slices.Equal(got, want) || int(places.count()) != len(want) || uint64(length) != p.(normed).NormUint64() {
							t.Fatalf("%s in row %d of segment %d: places %v in %d terms, want %v in %d", word, row, at, got, length, want, p.(normed).NormUint64())
						}
						if got := saturation(places.count(), length, usualLength(textField)); got != all.weights[n] {
							t.Fatalf("%s in row %d of segment %d: weight %v, want %v", word, row, at, all.weights[n], got)
						}
						asked++
					}
				}
			}
		}
		if asked < 1000 {
			t.Errorf("only %d rows were asked for", asked)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSeek holds seek against a search from the beginning.
func TestSeek(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 1000 {
		var list []uint32
		for n := uint32(0); len(list) < r.IntN(60); {
			n += 1 + r.Uint32N(5)
			list = append(list, n)
		}
		at, least := r.IntN(len(list)+1), r.Uint32N(300)
		want := at
		for want < len(list) && list[want] < least {
			want++
		}
		if got := seek(list, at, least); got != want {
			t.Fatalf("seek(%v, %d, %d) = %d, want %d", list, at, least, got, want)
		}
	}
}

type weight int

func (w weight) bytes() int { return int(w) }

// TestRecent: what is kept never takes more than it may, and what is asked for
// again stays.
func TestRecent(t *testing.T) {
	var s recent[int, weight]
	const most = 1000
	s.put(-1, 100, most)
	for n := range 200 {
		s.put(n, weight(1+n%240), most)
		if _, ok := s.get(-1, most); !ok {
			t.Fatalf("what was asked for again is gone after %d others", n)
		}
		sum := 0
		for _, generation := range []map[int]weight{s.younger, s.elder} {
			for _, w := range generation {
				sum += w.bytes()
			}
		}
		if sum > most {
			t.Fatalf("%d bytes are kept, at most %d may be", sum, most)
		}
	}
	if _, ok := s.get(3, most); ok {
		t.Error("nothing was forgotten")
	}
	if s.put(500, most/2, most); s.younger[500] != 0 {
		t.Error("something that is half of all was kept")
	}
}

// TestColumnCounts: a column counts what its rows have, whether by sets of rows or
// row by row.
func TestColumnCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	const rows = 1000
	for _, values := range []uint32{1, 3, 40, 500} {
		ends, numbers, byRow := []uint32{0}, []uint32(nil), [][]uint32(nil)
		for range rows {
			var distinct set[uint32]
			for range r.IntN(4) {
				distinct.add(min(r.Uint32N(values), r.Uint32N(values)))
			}
			byRow, numbers = append(byRow, distinct.list), append(numbers, distinct.list...)
			ends = append(ends, uint32(len(numbers)))
		}
		c := newColumn(ends, numbers, int(values))
		if few, many := len(c.numbers) == 0, len(c.sets) == 0; few != (values <= 3) || many != (values == 500) {
			t.Errorf("%d values: %d sets and %d others", values, len(c.sets), len(c.numbers))
		}
		for _, one := range []int{1, 2, 50, 900} {
			some := make(rowSet, wordsFor(rows))
			got, want := make([]uint32, values), make([]uint32, values)
			for row, numbers := range byRow {
				if r.IntN(one) > 0 {
					continue
				}
				some.add(uint32(row))
				for _, n := range numbers {
					want[n]++
				}
			}
			if c.count(some, some.size(), got); !slices.Equal(got, want) {
				t.Errorf("%d of %d rows: %v, want %v", some.size(), rows, got, want)
			}
		}
	}
}

// TestStoppedEvaluation: a search whose context has ended gives its error,
// wherever it was.
func TestStoppedEvaluation(t *testing.T) {
	r := random{rand.New(rand.NewPCG(15, 16))}
	words := []string{"the", "the", "of", "nato", "cyber", "attack", "members"}
	l := shuffled(t, r, words, 100)
	for _, text := range []string{"nato members", `"the of the"`, "na*", "atack~2", "nato OR cyber", "-nato", ""} {
		x, _, err := parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s := search{index: l.Index, q: Query{Text: text, Facets: true, Filter: communique.Filter{Kinds: communique.Kinds[:3]}}}
		if x != nil {
			s.wanted = new(compiler).take(x)
			s.require(len(s.wanted.words))
		}
		for after := 0; ; after++ {
			l.columns.kept.forget()
			var r Result
			_, err := s.collect(&stopping{Context: context.Background(), after: after}, 10, &r)
			if err == nil {
				if after < 2 {
					t.Errorf("%q was stopped only %d times", text, after)
				}
				break
			}
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("%q stopped after %d questions: %v", text, after, err)
			}
		}
	}
}
