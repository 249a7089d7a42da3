package graph

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// link is a claim that passes a filter, with what it links. It is good until the
// next one, and has to be loaded as its reader says.
type link struct {
	*reader                       // stands on the claim
	ids     []communique.EntityID // distinct, in the order of appendLinked
	places  []int                 // of ids in the list that was asked for, -1 of what is not on it
	named   int                   // how many of ids come before the topics
	match   communique.Match      // not Out
}

// wanted says what claims have to link: the first so many of some distinct
// entities, and at least so many of all of them. They may link others.
type wanted struct {
	of    []communique.EntityID
	must  int
	least int
}

// met reports whether the places of what a claim links are enough.
func (w wanted) met(places []int) bool {
	must, hits := 0, 0
	for _, place := range places {
		if place >= 0 {
			hits++
			if place < w.must {
				must++
			}
		}
	}
	return must == w.must && hits >= w.least
}

// links calls fn with the claims that pass a filter and link what is wanted.
func (t *transaction) links(f communique.Filter, w wanted, fn func(*link)) error {
	table, err := t.inMemory()
	if err != nil {
		return err
	}
	if table != nil {
		return table.links(t.ctx, f, w, fn)
	}
	var ways []access
	for _, id := range w.of[:w.must] {
		ways = append(ways, linking(id))
	}
	if ways == nil {
		ways = []access{linking(w.of...)}
	}
	docs, err := t.candidates(f, ways...)
	if err != nil {
		return err
	}
	places := map[communique.EntityID]int{}
	for i, id := range w.of {
		places[id] = i
	}
	var l link
	return t.walkFile(docs, f, func(r *reader, m communique.Match) {
		l.ids, l.named = linked(l.ids, &r.claim)
		l.places = l.places[:0]
		for _, id := range l.ids {
			place, ok := places[id]
			if !ok {
				place = -1
			}
			l.places = append(l.places, place)
		}
		if w.met(l.places) {
			l.reader, l.match = r, m
			fn(&l)
		}
	})
}

// links is transaction.links over the rows in memory, of which it reads only those
// that can link enough.
func (t *rowTable) links(ctx context.Context, f communique.Filter, w wanted, fn func(*link)) error {
	c := t.choose(f)
	places := map[uint32]int{}
	for i, id := range w.of {
		words := t.wordsOf([]communique.EntityID{id})
		for _, word := range words {
			places[word] = i
		}
		if i < w.must {
			c.narrow(t.naming.anyOf(words, len(t.holder)))
		}
	}
	if w.must == 0 {
		c.narrow(t.naming.atLeast(w.least, t.wordsOf(w.of), len(t.holder)))
	}
	place := t.placing(places)
	var l link
	var words []uint32
	return c.walk(ctx, func(r *reader, m communique.Match) {
		row := r.packed()
		words, l.named = appendLinked(words, row.speaker, row.subject, row.object, row.organisation, t.topics[row.topics].words)
		l.ids, l.places = l.ids[:0], l.places[:0]
		for _, word := range words {
			l.ids, l.places = append(l.ids, communique.EntityID(t.words[word])), append(l.places, place(word))
		}
		if w.met(l.places) {
			l.reader, l.match = r, m
			fn(&l)
		}
	})
}

// placing returns what tells the places of words, -1 of those that have none.
func (t *rowTable) placing(places map[uint32]int) func(word uint32) int {
	const few = 4 // for which a map costs more than looking at each
	if len(places) <= few {
		var words, at []uint32
		for word, place := range places {
			words, at = append(words, word), append(at, uint32(place))
		}
		return func(word uint32) int {
			if i := slices.Index(words, word); i >= 0 {
				return int(at[i])
			}
			return -1
		}
	}
	all := make([]int32, len(t.words)) // from 1
	for word, place := range places {
		all[word] = int32(place + 1)
	}
	return func(word uint32) int { return int(all[word]) - 1 }
}

// linking finds the claims that name one of some entities or concern it.
func linking(ids ...communique.EntityID) access {
	return access{slices.Concat(naming, []quad.IRI{topic}), nodes(ids, entityNode)}
}

// linked writes over dst the distinct entities that a claim names, then those of
// its topics that it does not name. The first of them are named.
func linked(dst []communique.EntityID, c *communique.Claim) (ids []communique.EntityID, named int) {
	return appendLinked(dst, c.Speaker, c.Subject, c.Object, organisationOf(c), c.Topics)
}

// appendLinked is linked over what stands for entities; the zero value stands for
// none. Links lead from what comes first: who speaks, what is spoken of, and what
// is said of it.
func appendLinked[E comparable](dst []E, speaker, subject, object, organisation E, topics []E) (ids []E, named int) {
	ids = dst[:0]
	var none E
	for _, id := range [...]E{speaker, subject, object, organisation} {
		if id != none && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	named = len(ids)
	for _, id := range topics {
		if id != none && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, named
}
