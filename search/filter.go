package search

import (
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/communique-kg/communique"
)

// condition is one part of what a query lets through, and the facet whose
// choice it is.
type condition struct {
	facet  string
	field  string
	values []string // of the field, of which a row must have one
	query  query.Query
}

// conditions returns the parts of a query besides its text. All must hold. For
// a claim they mean what communique.Filter.Match decides. A document passes
// where it has claims of such a kind, topic, question or time, and names such
// an actor; so does a statement with the claims made in it.
func (q Query) conditions() (all []condition) {
	add := func(facet, field string, values []string) {
		if len(values) > 0 {
			all = append(all, condition{facet, field, values, anyOf(field, values)})
		}
	}
	f := q.Filter
	add(thingField, thingField, texts(q.Things))
	add(kindField, kindField, texts(f.Kinds))
	add(actorField, actorField, texts(f.Actors))
	add(topicField, topicField, texts(f.Topics))
	add(outletField, outletField, f.Outlets)
	add(yearField, yearField, q.Years)
	add(relationField, relationField, q.Relations)
	add("", documentField, texts(f.Documents))
	add("", questionField, texts(f.Questions))
	if f.About.Known() {
		add("", aboutField, askedDays(f.About))
	}
	if f.RecordedBy != "" {
		add("", recordedField, askedDays(communique.Days{From: f.RecordedBy, To: f.RecordedBy}))
	} else if len(q.Statuses) == 0 {
		add(statusField, heldField, []string{yes})
	}
	add(statusField, statusField, q.Statuses)
	if f.PublishedBy != "" {
		// Whatever may have been published by that day: a range that begins by then.
		add(publishedField, publishedField, askedDays(communique.Days{To: f.PublishedBy}))
	}
	return all
}

// filtered reports whether a query lets through less than all that the corpus holds now.
func (q Query) filtered() bool { return len(q.conditions()) != 1 || len(q.Statuses) > 0 }

// selected returns the values of a facet that a query chooses.
func (q Query) selected(facet string) []string {
	switch facet {
	case thingField:
		return texts(q.Things)
	case kindField:
		return texts(q.Filter.Kinds)
	case actorField:
		return texts(q.Filter.Actors)
	case topicField:
		return texts(q.Filter.Topics)
	case outletField:
		return q.Filter.Outlets
	case yearField:
		return q.Years
	case relationField:
		return q.Relations
	case statusField:
		return q.Statuses
	}
	return nil
}

// validate reports what in a query cannot be asked.
func (q Query) validate() error {
	invalid := func(what, format string, args ...any) error {
		return &communique.InvalidError{What: what, Err: fmt.Errorf(format, args...)}
	}
	if err := q.Filter.Validate(); err != nil {
		return err
	}
	for _, t := range q.Things {
		if !slices.Contains(Things, t) {
			return invalid("thing", "unknown thing %q; known: %v", t, Things)
		}
	}
	for _, s := range q.Statuses {
		if !slices.Contains(Statuses, s) {
			return invalid("status", "unknown status %q; known: %v", s, Statuses)
		}
	}
	for _, y := range q.Years {
		if _, ok := parseDays(y); !ok || len(y) != 4 {
			return invalid("year", "%q: want a year such as 2014", y)
		}
	}
	if !slices.Contains(Sorts, q.Sort) {
		return invalid("sort", "unknown order %q; known: %q", q.Sort, Sorts)
	}
	if q.Limit < 0 || q.Limit > MaxLimit {
		return invalid("limit", "%d: want 1 to %d", q.Limit, MaxLimit)
	}
	const mostValues = 1000
	for _, facet := range facets {
		if n := len(q.selected(facet.name)); n > mostValues {
			return invalid(facet.name, "%d values, at most %d are read", n, mostValues)
		}
	}
	if n := len(q.Filter.Documents) + len(q.Filter.Questions); n > mostValues {
		return invalid("document and question", "%d values, at most %d are read", n, mostValues)
	}
	return nil
}

func texts[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
