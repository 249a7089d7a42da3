package web

import (
	"cmp"
	"slices"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// relatives is a group of relations in which a claim stands to others.
type relatives struct {
	Title  string
	Stands []stand
}

// stand is one relation, with why it is seen and who else stands in it.
type stand struct {
	Relation claim.Relation
	Because  string
	Href     string   // where the answers are compared
	Others   []member // the first of them
	Folded   []member // more of them
	More     int      // how many more there are, which only the comparison lists
}

// The groups of relations, in the order in which a page tells them.
const (
	against = iota
	supporting
	development
	agreeing
	otherwise
	elsewhere
)

var relativesTitles = []string{"Stands against", "Speaks for it, against others", "Before and after", "Agrees with", "Told otherwise", "The same words elsewhere"}

// groupOf tells to which group a relation belongs.
func groupOf(r claim.Relation) int {
	switch r {
	case claim.Misreport, claim.AgainstReference, claim.Contradiction, claim.StaleInternal:
		return against
	case claim.Evolution, claim.DifferentAct:
		return development
	case claim.Agreement, claim.Refinement:
		return agreeing
	case claim.SameSourceCopy:
		return elsewhere
	}
	return otherwise
}

// relativesOf groups the comparisons that a claim stands in. What several
// questions say in the same words is said once. Of a development, the later
// answers come first: they are what superseded it.
func relativesOf(c *communique.Claim, comparisons []comparison) []relatives {
	groups := make([]relatives, len(relativesTitles))
	for i, title := range relativesTitles {
		groups[i].Title = title
	}
	for _, comparison := range comparisons {
		g := &groups[groupOf(comparison.Relation)]
		var others []member
		for _, m := range comparison.Members {
			switch {
			case m.Claim != c.ID:
				others = append(others, m)
			case m.Supports:
				g = &groups[supporting]
			}
		}
		same := slices.IndexFunc(g.Stands, func(s stand) bool { return s.Relation == comparison.Relation && s.Because == comparison.Because })
		if same < 0 {
			g.Stands = append(g.Stands, stand{Relation: comparison.Relation, Because: comparison.Because, Href: comparison.Href + "#answer-" + string(c.ID)})
			same = len(g.Stands) - 1
		}
		s := &g.Stands[same]
		s.Others = joinMembers(s.Others, others)
	}
	var out []relatives
	for i, g := range groups {
		if len(g.Stands) == 0 {
			continue
		}
		slices.SortStableFunc(g.Stands, func(a, b stand) int { return cmp.Compare(weight(a.Relation), weight(b.Relation)) })
		for j := range g.Stands {
			s := &g.Stands[j]
			if i == development {
				slices.SortStableFunc(s.Others, func(a, b member) int { return cmp.Compare(order(c, a), order(c, b)) })
			}
			const open, folded = 3, 50
			n := min(len(s.Others), open)
			if len(s.Others) == open+1 {
				n = open + 1
			}
			s.Others, s.Folded = s.Others[:n:n], s.Others[n:]
			if len(s.Folded) > folded {
				s.Folded, s.More = s.Folded[:folded], len(s.Folded)-folded
			}
		}
		out = append(out, g)
	}
	return out
}

// order puts later answers before earlier ones, and those without a date last.
func order(c *communique.Claim, m member) int {
	switch m.When(c) {
	case "later":
		return 0
	case "earlier":
		return 1
	}
	return 2
}

// When tells whether what another claim tells is later or earlier than what this
// one does; "" where that is not known.
func (m member) When(c *communique.Claim) string {
	mine, other := c.About.Days, m.View.record.Claim.About.Days
	switch {
	case mine.To != "" && other.From > mine.To:
		return "later"
	case other.To != "" && mine.From > other.To:
		return "earlier"
	}
	return ""
}

// Later tells of another claim how it stands in time to the one of the page.
func (p *claimPage) Later(m member) string { return m.When(p.record.Claim) }
