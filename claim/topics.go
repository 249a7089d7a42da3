package claim

import (
	"slices"

	"github.com/communique-kg/communique"
)

// topics returns the concepts of a claim: those that its evidence names, those
// that its subject and object bring with them, and itself where it is one.
// Sorted, without repeats.
func (s *scan) topics(c *communique.Claim) []communique.EntityID {
	var out []communique.EntityID
	for _, m := range s.MentionsIn(c.Evidence.Span) {
		if m.Entity.Kind() == communique.Concept && m.End <= c.Evidence.End {
			out = append(out, m.Entity)
		}
		if k := m.Entity.Kind(); k == communique.Instrument || k == communique.NamedDocument || k == communique.Event {
			out = append(out, s.entity(m.Entity).Topics...)
		}
	}
	for _, id := range []communique.EntityID{c.Subject, c.Object} {
		if id.Kind() == communique.Concept {
			out = append(out, id)
		}
		out = append(out, s.entity(id).Topics...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
