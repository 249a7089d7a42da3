package graph

import (
	"context"
	"slices"

	"github.com/communique-kg/communique"
)

// chooser decides of the rows of a table what Filter.Match decides of records:
// each part of the filter once for each value, which many rows share.
type chooser struct {
	table     *rowTable
	f         communique.Filter
	kinds     verdicts
	about     verdicts
	recorded  verdicts
	topics    verdicts
	questions verdicts
	published verdicts
	actors    []uint32 // the words of those that a row must name one of; nil for any row
	rows      []uint32 // the rows that may pass, in order; nil where every row of documents may
	documents []uint32 // in order; nil where every document may
	none      bool     // no row can pass
}

// verdicts is what is said of numbered values, each of which is judged once, when
// it first turns up. The zero verdicts takes all.
type verdicts struct {
	known []communique.Match // one more than the verdict, 0 where nothing was judged yet
	judge func(uint32) communique.Match
}

func newVerdicts[T any](values []T, judge func(T) communique.Match) verdicts {
	return verdicts{make([]communique.Match, len(values)), func(n uint32) communique.Match { return judge(values[n]) }}
}

// taking returns verdicts of what is taken or not.
func taking[T any](values []T, take func(T) bool) verdicts {
	return newVerdicts(values, func(v T) communique.Match {
		if take(v) {
			return communique.In
		}
		return communique.Out
	})
}

func (v *verdicts) of(n uint32) communique.Match {
	if v.known == nil {
		return communique.In
	}
	if v.known[n] == 0 {
		v.known[n] = v.judge(n) + 1
	}
	return v.known[n] - 1
}

// choose makes the chooser of a filter.
func (t *rowTable) choose(f communique.Filter) *chooser {
	c := &chooser{table: t, f: f}
	c.recorded = taking(t.recorded, f.MatchRecorded)
	if len(f.Kinds) > 0 {
		c.kinds = taking(t.kinds, func(k communique.Kind) bool { return slices.Contains(f.Kinds, k) })
	}
	if f.About.Known() {
		c.about = taking(t.days, f.About.Overlaps)
	}
	if len(f.Topics) > 0 {
		c.topics = taking(t.topics, func(l topicList) bool { return meet(f.Topics, l.ids) })
		c.narrow(t.naming.anyOf(t.wordsOf(f.Topics), len(t.holder)))
	}
	if len(f.Questions) > 0 {
		c.questions = taking(t.questions, func(l questionList) bool { return meet(f.Questions, l.keys) })
		c.narrow(t.asking.anyOf(t.askedOf(f.Questions), len(t.holder)))
	}
	if f.PublishedBy != "" {
		c.published = newVerdicts(t.days, f.MatchPublished)
	}
	if len(f.Actors) > 0 {
		c.actors = t.wordsOf(f.Actors)
		c.narrow(t.naming.anyOf(c.actors, len(t.holder)))
	}
	if len(f.Documents) > 0 {
		c.within(t.ofDocuments(f.Documents))
	}
	if len(f.Outlets) > 0 {
		c.within(t.ofOutlets(f.Outlets))
	}
	return c
}

// narrow says that only some rows may pass.
func (c *chooser) narrow(rows []uint32) {
	if c.rows != nil {
		rows = both(c.rows, rows)
	}
	c.rows, c.none = rows, c.none || len(rows) == 0
}

// within says that only the rows of some documents may pass.
func (c *chooser) within(documents []uint32) {
	if c.documents != nil {
		documents = both(c.documents, documents)
	}
	c.documents, c.none = documents, c.none || len(documents) == 0
}

// document decides of a document by itself; it gives what Match gives of its
// claims that pass otherwise.
func (c *chooser) document(at uint32) communique.Match {
	if c.documents != nil {
		if _, in := slices.BinarySearch(c.documents, at); !in {
			return communique.Out
		}
	}
	return c.published.of(c.table.documents[at].published)
}

// takes decides of a row of a document that is not out.
func (c *chooser) takes(r *packedRow) bool {
	if c.recorded.of(r.recorded) == communique.Out || c.kinds.of(r.kind) == communique.Out || c.about.of(r.about) == communique.Out ||
		c.topics.of(r.topics) == communique.Out || c.questions.of(r.questions) == communique.Out {
		return false
	}
	return c.actors == nil || slices.Contains(c.actors, r.subject) || slices.Contains(c.actors, r.object) ||
		slices.Contains(c.actors, r.speaker) || slices.Contains(c.actors, r.organisation)
}

// walk calls fn with the rows that pass, or that only their unknown date keeps
// out, in their order. The reader stands on the row; what it says of the claim has
// to be loaded.
func (c *chooser) walk(ctx context.Context, fn func(r *reader, m communique.Match)) error {
	if c.none {
		return ctx.Err()
	}
	t := c.table
	r := reader{table: t}
	if c.rows == nil {
		for at := range t.documents {
			if err := c.walkDocument(ctx, &r, uint32(at), fn); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	last, match := -1, communique.Out
	for i, n := range c.rows {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		at := t.holder[n]
		if int(at) != last {
			last, match = int(at), c.document(at)
			r.stand(at)
		}
		row := &t.documents[at].rows[n-t.first[at]]
		if match != communique.Out && c.takes(row) {
			r.at = int(n - t.first[at])
			fn(&r, match)
		}
	}
	return ctx.Err()
}

// walkDocument is walk over one document, whatever rows were narrowed down to.
func (c *chooser) walkDocument(ctx context.Context, r *reader, at uint32, fn func(r *reader, m communique.Match)) error {
	if at%256 == 0 && ctx.Err() != nil {
		return ctx.Err()
	}
	match := c.document(at)
	if match == communique.Out {
		return nil
	}
	r.stand(at)
	rows := c.table.documents[at].rows
	for i := range rows {
		if row := &rows[i]; c.takes(row) {
			r.at = i
			fn(r, match)
		}
	}
	return nil
}

func meet[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// wordsOf returns the words of those entities that any row names or concerns; not nil.
func (t *rowTable) wordsOf(ids []communique.EntityID) []uint32 {
	t.packer.mu.RLock()
	defer t.packer.mu.RUnlock()
	out := []uint32{}
	for _, id := range ids {
		if n, ok := t.packer.words.numbers[string(id)]; ok && n > 0 && int(n) < len(t.words) {
			out = append(out, n)
		}
	}
	return out
}

// askedOf returns the numbers of those questions that any row answers.
func (t *rowTable) askedOf(keys []communique.Question) []uint32 {
	t.packer.mu.RLock()
	defer t.packer.mu.RUnlock()
	out := []uint32{}
	for _, key := range keys {
		if n, ok := t.packer.asked.numbers[string(key)]; ok && int(n) < len(t.asked) {
			out = append(out, n)
		}
	}
	return out
}

// ofDocuments returns the places of documents, in order; not nil.
func (t *rowTable) ofDocuments(ids []communique.DocID) []uint32 {
	out := []uint32{}
	for at, d := range t.documents {
		if slices.Contains(ids, d.id) {
			out = append(out, uint32(at))
		}
	}
	return out
}

// ofOutlets returns the places of the documents that any of some outlets published, in order; not nil.
func (t *rowTable) ofOutlets(names []string) []uint32 {
	out := []uint32{}
	for _, name := range names {
		if name != "" { // which stands for no outlet
			out = append(out, t.outlets[name]...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// anyOf returns the rows of any of some lists, in order; not nil. Rows is how many
// there are in all.
func (l rowLists) anyOf(numbers []uint32, rows int) []uint32 { return l.atLeast(1, numbers, rows) }

// atLeast returns the rows that are in at least so many of some distinct lists.
func (l rowLists) atLeast(least int, numbers []uint32, rows int) []uint32 {
	out := []uint32{}
	switch {
	case len(numbers) < least:
		return out
	case len(numbers) == 1:
		return l.of(numbers[0])
	case len(numbers) == least && least == 2:
		return append(out, both(l.of(numbers[0]), l.of(numbers[1]))...)
	}
	times := make([]uint8, rows) // at most least
	for _, number := range numbers {
		for _, row := range l.of(number) {
			if int(times[row]) < least {
				times[row]++
			}
		}
	}
	for row, n := range times {
		if int(n) == least {
			out = append(out, uint32(row))
		}
	}
	return out
}
