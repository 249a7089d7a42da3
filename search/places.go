package search

import (
	"cmp"
	"context"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/communique-kg/communique"
)

// shownPlace is where a word of a query stands in the text of a row.
type shownPlace struct {
	field, term string
	position    uint32
	communique.Span
}

// isShown reports whether the places of a field are shown in hits.
func isShown(field string) bool { return field == textField || field == marginField }

// phrasePart finds the rows in which terms stand one after the other: those that
// have all terms, of which it reads the places, the rarest first.
type phrasePart struct {
	*allPart
	words  []*phraseWord // the rarest first
	starts []uint32
	sums   []float64 // the scores of the rows that were found last, in order
}

// phraseWord is a word of a phrase.
type phraseWord struct {
	*termPart
	at     uint32 // its place in the phrase
	cursor placeCursor
	found  codedPlaces // in the row that was looked at
}

func (e *evaluation) phrase(q phrase) (part, error) {
	p := &phrasePart{}
	var kids []part
	for at, term := range q.terms {
		t, err := e.term(q.field, term, q.boost)
		if err != nil {
			return nil, err
		}
		w := &phraseWord{termPart: t, at: uint32(at)}
		kids, p.words = append(kids, w), append(p.words, w)
	}
	slices.SortStableFunc(p.words, func(a, b *phraseWord) int { return cmp.Compare(a.size(), b.size()) })
	p.allPart = newAll(e, kids)
	return p, nil
}

func (p *phrasePart) rows(ctx context.Context, at int, within rowSet) (rowSet, error) {
	all, err := p.allPart.rows(ctx, at, within)
	if err != nil {
		return nil, err
	}
	p.found, p.sums = p.e.set(at), p.sums[:0]
	if all.empty() {
		return p.found, nil
	}
	if err := p.open(ctx, at, all.size()); err != nil {
		return nil, err
	}
	n := 0
	for row := range all.all() {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		length, err := p.stands(row)
		if err != nil {
			return nil, err
		}
		if len(p.starts) > 0 {
			p.found.add(row)
			p.sums = append(p.sums, p.score(length))
		}
	}
	return p.found, nil
}

// open makes the words ready for so many rows of a segment.
func (p *phrasePart) open(ctx context.Context, at, rows int) error {
	for _, w := range p.words {
		if err := w.cursor.open(ctx, w.termPart, at, rows); err != nil {
			return err
		}
	}
	return nil
}

// score is that of the row that was looked at, whose field has a length.
func (p *phrasePart) score(length uint32) (sum float64) {
	for _, w := range p.words { // in the order in which Bleve adds them
		sum += w.termPart.score(w.found.count(), length)
	}
	return sum
}

// add adds the scores that rows has left.
func (p *phrasePart) add(_ context.Context, _ int, rows []uint32, to tally) error {
	i := 0
	for n, row := range p.e.list(p.found) {
		if i = seek(rows, i, row); i == len(rows) {
			break
		}
		if rows[i] == row {
			to.sums[i] += p.sums[n]
			to.counts[i]++
		}
	}
	return nil
}

// stands leaves in starts where the phrase stands in a row that has all terms, and
// returns the length of the field.
func (p *phrasePart) stands(row uint32) (length uint32, err error) {
	p.starts = p.starts[:0]
	for n, w := range p.words {
		if w.found, length, err = w.cursor.in(row); err != nil {
			return 0, err
		}
		if n == 0 {
			p.starts = w.found.list(p.starts, w.at)
		} else {
			p.starts = w.found.keep(p.starts, w.at)
		}
		if len(p.starts) == 0 {
			break
		}
	}
	return length, nil
}

// placeCursor reads the places of a term in rows of a segment that come in order.
type placeCursor struct {
	kept  placeReader
	from  segment.PostingsIterator // where nothing is kept
	coder placeCoder
}

// open makes the cursor ready for so many rows of a segment.
func (c *placeCursor) open(ctx context.Context, t *termPart, at, rows int) (err error) {
	c.from = nil
	places := t.e.keptPlaces(t.terms, at)
	if places == nil && uint64(4*rows) >= t.terms.in[at].rows {
		if places, err = t.e.places(ctx, t.terms, at); err != nil {
			return err
		}
	}
	c.kept = placeReader{placeList: places}
	if places == nil {
		c.from = t.terms.in[at].list.Iterator(true, true, true, nil)
	}
	return nil
}

// in returns the places in a row that has the term, which are good until the next
// call, and the length of the field.
func (c *placeCursor) in(row uint32) (_ codedPlaces, length uint32, err error) {
	if c.from == nil {
		places, length := c.kept.in(row)
		return places, length, nil
	}
	p, err := c.from.Advance(uint64(row))
	if err != nil {
		return nil, 0, err
	}
	norm, ok := p.(normed)
	if !ok {
		return nil, 0, errPosting
	}
	return c.coder.code(p), uint32(norm.NormUint64()), nil
}

// places reads the places of a term, of rows that need not have it.
func (t *termPart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	in := &t.terms.in[at]
	if !isShown(t.terms.field) || in.list == nil {
		return nil
	}
	from := in.list.Iterator(true, true, true, nil)
	for _, row := range rows {
		if !in.has(row) {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p, err := from.Advance(uint64(row))
		if err != nil {
			return err
		}
		for _, l := range p.Locations() {
			fn(row, shownPlace{t.terms.field, t.terms.term, uint32(l.Pos()), communique.Span{Start: int(l.Start()), End: int(l.End())}})
		}
	}
	return nil
}

func (a *anyPart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	return placesOfAll(ctx, a.kids, at, foundOf(a.found, rows), fn)
}

func (a *allPart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	return placesOfAll(ctx, a.kids, at, foundOf(a.found, rows), fn)
}

func (p *butNotPart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	return p.part.places(ctx, at, foundOf(p.found, rows), fn)
}

func (p *eitherPart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	return placesOfAll(ctx, []part{p.part, p.second}, at, rows, fn)
}

// places calls fn with the places of the words where they make up the phrase.
func (p *phrasePart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	rows = foundOf(p.found, rows)
	if len(rows) == 0 || !isShown(p.words[0].terms.field) {
		return nil
	}
	type rowPlace struct {
		word  *phraseWord
		place shownPlace
	}
	all := map[uint32][]rowPlace{}
	starts := map[uint32]map[uint32]int{} // how many of the words stand where they should
	for _, w := range p.words {
		err := w.places(ctx, at, rows, func(row uint32, place shownPlace) {
			if starts[row] == nil {
				starts[row] = map[uint32]int{}
			}
			if place.position >= w.at {
				starts[row][place.position-w.at]++
				all[row] = append(all[row], rowPlace{w, place})
			}
		})
		if err != nil {
			return err
		}
	}
	for _, row := range rows {
		for _, r := range all[row] {
			if starts[row][r.place.position-r.word.at] == len(p.words) {
				fn(row, r.place)
			}
		}
	}
	return nil
}

func placesOfAll(ctx context.Context, parts []part, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	for _, p := range parts {
		if err := p.places(ctx, at, rows, fn); err != nil {
			return err
		}
	}
	return nil
}

// foundOf returns those of some rows that are in a set.
func foundOf(found rowSet, rows []uint32) (out []uint32) {
	for _, row := range rows {
		if found.has(row) {
			out = append(out, row)
		}
	}
	return out
}
