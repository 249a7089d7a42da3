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
	terms  []*phraseWord // the rarest first
	starts []uint32
}

// phraseWord is a term of a phrase.
type phraseWord struct {
	*termPart
	at     uint32 // its place in the phrase
	cursor placeCursor
}

func (e *evaluation) phrase(q phrase) (part, error) {
	p := &phrasePart{}
	var kids []part
	for at, term := range q.terms {
		t, err := e.term(q.field, term, q.boost)
		if err != nil {
			return nil, err
		}
		kids = append(kids, t)
		p.terms = append(p.terms, &phraseWord{termPart: t, at: uint32(at)})
	}
	slices.SortStableFunc(p.terms, func(a, b *phraseWord) int { return cmp.Compare(a.size(), b.size()) })
	p.allPart = newAll(e, kids)
	return p, nil
}

func (p *phrasePart) rows(ctx context.Context, at int, within rowSet) (rowSet, error) {
	all, err := p.allPart.rows(ctx, at, within)
	if err != nil {
		return nil, err
	}
	p.found = p.e.set(at)
	if all.empty() {
		return p.found, nil
	}
	rows := all.size()
	for _, t := range p.terms {
		if err := t.cursor.open(ctx, t.termPart, at, rows); err != nil {
			return nil, err
		}
	}
	n := 0
	for row := range all.all() {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		ok, err := p.stands(row)
		if err != nil {
			return nil, err
		}
		if ok {
			p.found.add(row)
		}
	}
	return p.found, nil
}

// stands reports whether the phrase stands in a row that has all terms, and
// leaves where in starts.
func (p *phrasePart) stands(row uint32) (bool, error) {
	for n, t := range p.terms {
		places, err := t.cursor.in(row)
		if err != nil {
			return false, err
		}
		if n == 0 {
			p.starts = p.starts[:0]
			for _, place := range places {
				if place >= t.at {
					p.starts = append(p.starts, place-t.at)
				}
			}
		} else {
			p.keep(places, t.at)
		}
		if len(p.starts) == 0 {
			return false, nil
		}
	}
	return true, nil
}

// keep keeps the starts from which a place is so far away. Both are in order.
func (p *phrasePart) keep(places []uint32, at uint32) {
	kept, next := p.starts[:0], 0
	for _, start := range p.starts {
		for next < len(places) && places[next] < start+at {
			next++
		}
		if next < len(places) && places[next] == start+at {
			kept = append(kept, start)
		}
	}
	p.starts = kept
}

// placeCursor reads the places of a term in rows of a segment that come in order.
type placeCursor struct {
	known *postings
	next  int // in known
	from  segment.PostingsIterator
	list  []uint32
}

// open makes the cursor ready for so many rows of a segment.
func (c *placeCursor) open(ctx context.Context, t *termPart, at, rows int) (err error) {
	c.next = 0
	if c.known = t.e.knownPostings(t.terms, at, true); c.known != nil {
		return nil
	}
	if uint64(4*rows) >= t.terms.in[at].rows {
		c.known, err = t.e.postings(ctx, t.terms, at, true)
		return err
	}
	c.from = t.terms.in[at].list.Iterator(true, true, true, nil)
	return nil
}

// in returns the places in a row that has the term. They are good until the next call.
func (c *placeCursor) in(row uint32) (_ []uint32, err error) {
	c.list = c.list[:0]
	if c.known != nil {
		c.next = seek(c.known.rows, c.next, row)
		c.list = c.known.placesOf(c.next, c.list)
		return c.list, nil
	}
	p, err := c.from.Advance(uint64(row))
	if err != nil {
		return nil, err
	}
	c.list = positions(p, c.list)
	return c.list, nil
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

// places calls fn with the places of the terms where they make up the phrase.
func (p *phrasePart) places(ctx context.Context, at int, rows []uint32, fn func(uint32, shownPlace)) error {
	rows = foundOf(p.found, rows)
	if len(rows) == 0 || !isShown(p.terms[0].terms.field) {
		return nil
	}
	starts := map[uint32][]uint32{}
	for _, t := range p.terms {
		if err := t.cursor.open(ctx, t.termPart, at, len(rows)); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if _, err := p.stands(row); err != nil {
			return err
		}
		starts[row] = slices.Clone(p.starts)
	}
	for _, t := range p.terms {
		err := t.places(ctx, at, rows, func(row uint32, place shownPlace) {
			if place.position >= t.at && slices.Contains(starts[row], place.position-t.at) {
				fn(row, place)
			}
		})
		if err != nil {
			return err
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
