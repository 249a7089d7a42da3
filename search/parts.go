package search

import (
	"cmp"
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// termPart finds the rows that have a term in a field.
type termPart struct {
	e     *evaluation
	terms *termRows
	weighing
}

func (e *evaluation) term(field, term string, boost float64) (*termPart, error) {
	t, err := e.rowsOf(field, term)
	if err != nil {
		return nil, err
	}
	return &termPart{e: e, terms: t, weighing: e.weighing(field, boost, t.count)}, nil
}

func (t *termPart) size() uint64 { return t.terms.count }

func (t *termPart) rows(_ context.Context, at int, within rowSet) (rowSet, error) {
	out := t.e.set(at)
	t.e.mark(&t.terms.in[at], out)
	out.and(within)
	return out, nil
}

func (t *termPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	in := &t.terms.in[at]
	if in.list == nil || len(rows) == 0 {
		return nil
	}
	if few := uint64(8 * len(rows)); few < in.rows && t.e.keptPostings(t.terms, at) == nil {
		return t.addFew(at, rows, to)
	}
	p, err := t.e.postings(ctx, t.terms, at)
	if err != nil {
		return err
	}
	if 8*len(p.rows) < len(rows) {
		i := 0
		for j, row := range p.rows {
			if i = seek(rows, i, row); i == len(rows) {
				break
			}
			if rows[i] == row {
				to.sums[i] += p.weights[j] * t.scale
				to.counts[i]++
			}
		}
		return nil
	}
	j := 0
	for i, row := range rows {
		if p.rows[j] < row {
			if j = seek(p.rows, j, row); j == len(p.rows) {
				break
			}
		}
		if p.rows[j] == row {
			to.sums[i] += p.weights[j] * t.scale
			to.counts[i]++
		}
	}
	return nil
}

// addFew is add for so few rows that the list is not read to its end for them.
func (t *termPart) addFew(at int, rows []uint32, to tally) error {
	in := &t.terms.in[at]
	from := in.list.Iterator(true, true, false, nil)
	for i, row := range rows {
		if !in.has(row) {
			continue
		}
		p, err := from.Advance(uint64(row))
		if err != nil {
			return err
		}
		norm, ok := p.(normed)
		if !ok {
			return errPosting
		}
		to.sums[i] += t.score(uint32(p.Frequency()), uint32(norm.NormUint64()))
		to.counts[i]++
	}
	return nil
}

// kids are what a part is made of, in the order in which scores are added.
type kids []part

func (k kids) size() (n uint64) {
	for _, kid := range k {
		n += kid.size()
	}
	return n
}

func (k kids) weight() (sum float64) {
	for _, kid := range k {
		sum += kid.weight()
	}
	return sum
}

func (k kids) normed(norm float64) {
	for _, kid := range k {
		kid.normed(norm)
	}
}

// anyPart finds the rows that enough of its kids find, and scores them the higher
// the more of these do.
type anyPart struct {
	kids
	e     *evaluation
	least int
	found rowSet
}

func newAny(e *evaluation, kids []part, least int) part {
	if len(kids) <= 10 { // beyond, Bleve adds in the order of a heap
		slices.SortStableFunc(kids, func(a, b part) int { return cmp.Compare(a.size(), b.size()) })
	}
	return &anyPart{e: e, kids: kids, least: least}
}

func (a *anyPart) rows(ctx context.Context, at int, within rowSet) (rowSet, error) {
	out := a.e.set(at)
	var counts []uint32
	if a.least > 1 {
		counts = a.e.counts.take(64 * len(within))
	}
	for n, kid := range a.kids {
		if n%64 == 63 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if t, ok := kid.(*termPart); ok && a.least <= 1 {
			a.e.mark(&t.terms.in[at], out)
			continue
		}
		found, err := kid.rows(ctx, at, within)
		if err != nil {
			return nil, err
		}
		if a.least <= 1 {
			out.or(found)
			continue
		}
		for row := range found.all() {
			if counts[row]++; counts[row] == uint32(a.least) {
				out.add(row)
			}
		}
	}
	out.and(within)
	a.found = out
	return out, nil
}

func (a *anyPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	mine := a.e.tally(len(rows))
	for n, kid := range a.kids {
		if n%64 == 63 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := kid.add(ctx, at, rows, mine); err != nil {
			return err
		}
	}
	least := uint32(max(a.least, 1))
	for i, n := range mine.counts {
		if n >= least {
			to.sums[i] += mine.sums[i] * (float64(n) / float64(len(a.kids)))
			to.counts[i]++
		}
	}
	return nil
}

// allPart finds the rows that all its kids find.
type allPart struct {
	kids
	e     *evaluation
	found rowSet
}

func newAll(e *evaluation, kids []part) *allPart {
	slices.SortStableFunc(kids, func(a, b part) int { return cmp.Compare(a.size(), b.size()) })
	return &allPart{e: e, kids: kids}
}

func (a *allPart) rows(ctx context.Context, at int, within rowSet) (out rowSet, err error) {
	out = within
	for _, kid := range a.kids {
		if out, err = kid.rows(ctx, at, out); err != nil {
			return nil, err
		}
	}
	a.found = out
	return out, nil
}

func (a *allPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	mine := a.e.tally(len(rows))
	for _, kid := range a.kids {
		if err := kid.add(ctx, at, rows, mine); err != nil {
			return err
		}
	}
	for i, row := range rows {
		if a.found.has(row) {
			to.sums[i] += mine.sums[i]
			to.counts[i]++
		}
	}
	return nil
}

// eitherPart is the part of an either; what it embeds is the first of the two.
type eitherPart struct {
	part
	e      *evaluation
	second part
}

func (p *eitherPart) size() uint64 { return p.part.size() + p.second.size() }

func (p *eitherPart) normed(norm float64) {
	p.part.normed(norm)
	p.second.normed(norm)
}

func (p *eitherPart) rows(ctx context.Context, at int, within rowSet) (rowSet, error) {
	first, err := p.part.rows(ctx, at, within)
	if err != nil {
		return nil, err
	}
	second, err := p.second.rows(ctx, at, within)
	if err != nil {
		return nil, err
	}
	out := p.e.copied(first)
	out.or(second)
	return out, nil
}

func (p *eitherPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	first, second := p.e.tally(len(rows)), p.e.tally(len(rows))
	if err := p.part.add(ctx, at, rows, first); err != nil {
		return err
	}
	if err := p.second.add(ctx, at, rows, second); err != nil {
		return err
	}
	for i := range rows {
		switch {
		case first.counts[i] > 0:
			to.sums[i] += first.sums[i]
		case second.counts[i] > 0:
			to.sums[i] += second.sums[i]
		default:
			continue
		}
		to.counts[i]++
	}
	return nil
}

// favouredPart is the part of a favoured.
type favouredPart struct {
	part
	e      *evaluation
	also   part
	factor float64
}

func (p *favouredPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	mine := p.e.tally(len(rows))
	if err := p.part.add(ctx, at, rows, mine); err != nil {
		return err
	}
	also, err := p.also.rows(ctx, at, p.e.setOf(at, rows))
	if err != nil {
		return err
	}
	for i, row := range rows {
		if mine.counts[i] == 0 {
			continue
		}
		if also.has(row) {
			mine.sums[i] *= p.factor
		}
		to.sums[i] += mine.sums[i]
		to.counts[i]++
	}
	return nil
}

// talliedPart is the part of a tallied.
type talliedPart struct {
	part
	e *evaluation
}

func (p *talliedPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	mine := p.e.tally(len(rows))
	if err := p.part.add(ctx, at, rows, mine); err != nil {
		return err
	}
	for i := range rows {
		if mine.counts[i] > 0 {
			to.sums[i] += mine.sums[i] + perWord
			to.counts[i]++
		}
	}
	return nil
}

// unscoredPart is the part of an unscored.
type unscoredPart struct {
	part
	e     *evaluation
	found rowSet
}

// size is that of a single term; Bleve makes one searcher of several, which does
// not know how many rows it finds.
func (p *unscoredPart) size() uint64 {
	if t, ok := p.part.(*termPart); ok {
		return t.size()
	}
	return 0
}

// weight is that of what Bleve makes of it: see size.
func (p *unscoredPart) weight() float64 {
	if t, ok := p.part.(*termPart); ok {
		return t.weight()
	}
	w := p.e.weighing("*", 1, 0)
	return w.weight()
}

func (p *unscoredPart) rows(ctx context.Context, at int, within rowSet) (found rowSet, err error) {
	p.found, err = p.part.rows(ctx, at, within)
	return p.found, err
}

func (p *unscoredPart) add(_ context.Context, _ int, rows []uint32, to tally) error {
	for i, row := range rows {
		if p.found.has(row) {
			to.counts[i]++
		}
	}
	return nil
}

func (p *unscoredPart) places(context.Context, int, []uint32, func(uint32, shownPlace)) error {
	return nil
}

// butNotPart is the part of a butNot; what it embeds is what must be found.
type butNotPart struct {
	part
	e     *evaluation
	not   part
	found rowSet
}

func (p *butNotPart) rows(ctx context.Context, at int, within rowSet) (rowSet, error) {
	must, err := p.part.rows(ctx, at, within)
	if err != nil {
		return nil, err
	}
	not, err := p.not.rows(ctx, at, must)
	if err != nil {
		return nil, err
	}
	p.found = p.e.copied(must)
	p.found.without(not)
	return p.found, nil
}

func (p *butNotPart) add(ctx context.Context, at int, rows []uint32, to tally) error {
	mine := p.e.tally(len(rows))
	if err := p.part.add(ctx, at, rows, mine); err != nil {
		return err
	}
	for i, row := range rows {
		if p.found.has(row) {
			to.sums[i] += mine.sums[i]
			to.counts[i]++
		}
	}
	return nil
}

// everything finds all rows.
type everything struct {
	e            *evaluation
	boost, score float64
}

func (p *everything) size() uint64        { return p.e.state.rows }
func (p *everything) weight() float64     { return p.boost * p.boost }
func (p *everything) normed(norm float64) { p.score = p.boost * norm }

func (p *everything) rows(_ context.Context, _ int, within rowSet) (rowSet, error) {
	return p.e.copied(within), nil
}

func (p *everything) add(_ context.Context, _ int, rows []uint32, to tally) error {
	for i := range rows {
		to.sums[i] += p.score
		to.counts[i]++
	}
	return nil
}

func (p *everything) places(context.Context, int, []uint32, func(uint32, shownPlace)) error {
	return nil
}

// nothing finds no row.
type nothing struct{ e *evaluation }

func (nothing) size() uint64    { return 0 }
func (nothing) weight() float64 { return 0 }
func (nothing) normed(float64)  {}

func (p nothing) rows(_ context.Context, at int, _ rowSet) (rowSet, error) { return p.e.set(at), nil }

func (nothing) add(context.Context, int, []uint32, tally) error { return nil }

func (nothing) places(context.Context, int, []uint32, func(uint32, shownPlace)) error { return nil }

// prefix makes the part of a prefix: any of the terms that begin so.
func (e *evaluation) prefix(ctx context.Context, q *query.PrefixQuery) (part, error) {
	dict, err := e.reader.FieldDictPrefix(q.FieldVal, []byte(q.Prefix))
	if err != nil {
		return nil, err
	}
	return e.anyTerm(ctx, dict, q.FieldVal, q.Prefix, func(*index.DictEntry) float64 { return q.Boost() })
}

// fuzzy makes the part of a fuzzy word: any of the terms that are near it.
func (e *evaluation) fuzzy(ctx context.Context, q *query.FuzzyQuery) (part, error) {
	reader, ok := e.reader.(index.IndexReaderFuzzy)
	if !ok {
		return nothing{e}, nil // unreachable: columns are of a scorch index
	}
	begin := q.Term
	for at := range q.Term {
		if at >= q.Prefix {
			begin = q.Term[:at]
			break
		}
	}
	dict, _, err := reader.FieldDictFuzzyAutomaton(q.FieldVal, q.Term, q.Fuzziness, begin)
	if err != nil {
		return nil, err
	}
	return e.anyTerm(ctx, dict, q.FieldVal, q.Term, func(t *index.DictEntry) float64 {
		return q.Boost() * (1 / float64(t.EditDistance+1))
	})
}

// anyTerm makes the part of any term of a dictionary; where it has no other, of
// the one that was asked for.
func (e *evaluation) anyTerm(ctx context.Context, dict index.FieldDict, field, asked string, boost func(*index.DictEntry) float64) (_ part, err error) {
	defer func() { err = cmp.Or(err, dict.Close()) }()
	var kids []part
	var only string
	for n := 0; ; n++ {
		if n%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			break
		}
		t, err := e.term(field, entry.Term, boost(entry))
		if err != nil {
			return nil, err
		}
		kids, only = append(kids, t), entry.Term
	}
	if len(kids) == 0 || len(kids) == 1 && only == asked {
		return e.term(field, asked, boost(&index.DictEntry{}))
	}
	return newAny(e, kids, 0), nil
}
