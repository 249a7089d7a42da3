package graph

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// link is a claim that passes a filter, with what it links. It is good until the next one.
type link struct {
	*reader                       // stands on the claim
	ids     []communique.EntityID // distinct, in the order of appendLinked
	places  []int                 // of ids in the list that was asked for, -1 of what is not on it
	named   int                   // how many of ids come before the topics
	match   communique.Match      // not Out
}

// links calls fn with the claims that pass a filter and link at least so many of
// some distinct entities, and perhaps others.
func (t *transaction) links(f communique.Filter, of []communique.EntityID, least int, fn func(*link)) error {
	table, err := t.inMemory()
	if err != nil {
		return err
	}
	if table != nil {
		return table.links(t.ctx, f, of, least, fn)
	}
	ways := []access{linking(of...)}
	if least == len(of) {
		ways = nil
		for _, id := range of {
			ways = append(ways, linking(id))
		}
	}
	docs, err := t.candidates(f, ways...)
	if err != nil {
		return err
	}
	places := map[communique.EntityID]int{}
	for i, id := range of {
		places[id] = i
	}
	var l link
	return t.walkFile(docs, f, func(r *reader, m communique.Match) {
		l.ids, l.named = linked(l.ids, &r.claim)
		hits := 0
		l.places = l.places[:0]
		for _, id := range l.ids {
			place, ok := places[id]
			if ok {
				hits++
			} else {
				place = -1
			}
			l.places = append(l.places, place)
		}
		if hits >= least {
			l.reader, l.match = r, m
			fn(&l)
		}
	})
}

// links is transaction.links over the rows in memory, of which it reads only those
// that link enough.
func (t *rowTable) links(ctx context.Context, f communique.Filter, of []communique.EntityID, least int, fn func(*link)) error {
	words := t.wordsOf(of)
	places := make(map[uint32]int, len(of))
	for i, id := range of {
		for _, word := range t.wordsOf([]communique.EntityID{id}) {
			places[word] = i
		}
	}
	c := t.choose(f)
	c.narrow(t.naming.atLeast(least, words, len(t.holder)))
	var l link
	var numbers []uint32
	return c.walk(ctx, func(r *reader, m communique.Match) {
		row := r.packed()
		numbers, l.named = appendLinked(numbers, row.speaker, row.subject, row.object, row.organisation, t.topics[row.topics].words)
		l.ids, l.places = l.ids[:0], l.places[:0]
		for _, n := range numbers {
			place, asked := places[n]
			if !asked {
				place = -1
			}
			l.ids, l.places = append(l.ids, communique.EntityID(t.words[n])), append(l.places, place)
		}
		r.load()
		l.reader, l.match = r, m
		fn(&l)
	})
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
