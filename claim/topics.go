package claim

import (
	"slices"

	"github.com/communique-kg/communique"
)

// topics returns the concepts of a claim: those that its evidence names, those
// that its subject and object bring with them, itself where it is one, those that
// rules give to what it names or to its kind, and all that these are parts of, so
// that who asks for collective defence also gets what is said of Article 5 and cyber attacks.
// Sorted, without repeats.
func (s *scan) topics(c *communique.Claim) []communique.EntityID {
	var out, named []communique.EntityID
	for _, m := range s.MentionsIn(c.Evidence.Span) {
		if m.End > c.Evidence.End {
			continue
		}
		named = append(named, m.Entity)
		switch m.Entity.Kind() {
		case communique.Concept:
			out = append(out, m.Entity)
		case communique.Instrument, communique.NamedDocument, communique.Event:
			out = append(out, s.entity(m.Entity).Topics...)
		}
	}
	for _, id := range []communique.EntityID{c.Subject, c.Object} {
		named = append(named, id)
		if id.Kind() == communique.Concept {
			out = append(out, id)
		}
		out = append(out, s.entity(id).Topics...)
	}
	named = append(named, out...)
	for i := range s.finder.Topics {
		if rule := &s.finder.Topics[i]; rule.holds(c.Kind, named) {
			out = append(out, rule.Topic)
		}
	}
	return s.withParents(out)
}

// withParents adds to concepts those that they are parts of.
func (s *scan) withParents(ids []communique.EntityID) []communique.EntityID {
	for i := 0; i < len(ids); i++ { // the list grows at its end
		if parent := s.entity(ids[i]).Parent; parent.Kind() == communique.Concept && !slices.Contains(ids, parent) {
			ids = append(ids, parent)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
