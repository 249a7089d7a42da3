package search

import (
	"context"
	"fmt"
	"slices"
	"strings"

	index "github.com/blevesearch/bleve_index_api"

	"github.com/communique-kg/communique"
)

// suggest returns other texts that find something under the same filters:
// with unknown words spelt as known ones, or with any word instead of all,
// unless that was asked for already.
func (s search) suggest(ctx context.Context, x *expression, widened bool) (out []string, err error) {
	const most = 3
	var candidates []string
	err = s.index.reader(func(r index.IndexReader) (err error) {
		candidates, err = s.respell(ctx, r, x)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: suggestions: %w", err)
	}
	if x.op == andOf && !widened {
		var words []string
		for i := range x.kids {
			if x.kids[i].op != notOf {
				words = append(words, x.kids[i].Of(s.q.Text))
			}
		}
		if len(words) > 1 {
			candidates = append(candidates, strings.Join(words, " OR "))
		}
	}
	if x.op == phraseLeaf && x.field == "" && len(wordsOf([]byte(x.text))) > 1 {
		candidates = append(candidates, strings.TrimSpace(x.text))
	}
	for _, text := range candidates {
		if len(out) == most {
			break
		}
		y, note, err := parse(text)
		if err != nil || note != "" || y == nil || slices.Contains(out, text) {
			continue
		}
		try := s
		try.text = new(compiler).compile(y)
		n, err := try.count(ctx, try.query(""))
		if err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, text)
		}
	}
	return out, nil
}

// respell returns the text with each word that no row has spelt as the most
// frequent word that is nearest to it: all of them at once.
func (s search) respell(ctx context.Context, r index.IndexReader, x *expression) ([]string, error) {
	var spans []communique.Span
	var spelt []string
	for _, leaf := range x.plainLeaves() {
		words := wordsOf([]byte(leaf.text))
		if len(words) != 1 {
			continue
		}
		known, err := hasWord(ctx, r, words[0].term)
		if err != nil {
			return nil, err
		}
		if known {
			continue
		}
		near, err := nearest(ctx, r, words[0].term)
		if err != nil {
			return nil, err
		}
		if near != "" {
			spans, spelt = append(spans, leaf.Span), append(spelt, near)
		}
	}
	if len(spans) == 0 {
		return nil, nil
	}
	text, at := "", 0
	for i, span := range spans {
		text += s.q.Text[at:span.Start] + spelt[i]
		at = span.End
	}
	return []string{text + s.q.Text[at:]}, nil
}

// plainLeaves returns the words of an expression that were typed without
// marks, in order.
func (x *expression) plainLeaves() (out []*expression) {
	if x.op < andOf {
		if isPlain(x) {
			out = append(out, x)
		}
		return out
	}
	if x.op == notOf {
		return nil
	}
	for i := range x.kids {
		out = append(out, x.kids[i].plainLeaves()...)
	}
	return out
}

func hasWord(ctx context.Context, r index.IndexReader, term string) (bool, error) {
	for _, f := range wordFields {
		if n, err := rowsWith(ctx, r, f.name, stem(term)); err != nil || n > 0 {
			return n > 0, err
		}
	}
	return false, nil
}

// rowsWith returns the number of rows that have a term.
func rowsWith(ctx context.Context, r index.IndexReader, field, term string) (uint64, error) {
	rows, err := r.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return 0, err
	}
	n := rows.Count()
	return n, rows.Close()
}

// nearest returns the most frequent word that is one letter away from a term,
// or else two; "" where there is none.
func nearest(ctx context.Context, r index.IndexReader, term string) (best string, err error) {
	fuzzy, ok := r.(index.IndexReaderFuzzy)
	if !ok || len([]rune(term)) < 4 { // every short word is near every other
		return "", nil
	}
	letter := string([]rune(term)[:1])
	for edits := 1; edits <= 2 && best == ""; edits++ {
		most := uint64(0)
		for _, field := range []string{titleField, namesField, textField} {
			near, err := candidates(fuzzy, field, term, edits, letter)
			if err != nil {
				return "", err
			}
			for _, word := range near {
				n, err := rowsWith(ctx, r, field, word)
				if err != nil {
					return "", err
				}
				if n > most {
					best, most = word, n
				}
			}
		}
	}
	return best, nil
}

// candidates returns the words of a field near a term, at most a few hundred.
func candidates(r index.IndexReaderFuzzy, field, term string, edits int, letter string) (near []string, err error) {
	const enough = 300
	words, err := r.FieldDictFuzzy(field, term, edits, letter)
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := words.Close(); err == nil {
			err = cerr
		}
	}()
	for len(near) < enough {
		e, err := words.Next()
		if err != nil || e == nil {
			return near, err
		}
		near = append(near, e.Term)
	}
	return near, nil
}
