package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// isList reports whether the question asks if a list of members matches a number.
func (g *gathering) isList() bool { return strings.HasPrefix(string(g.question), "member-list/") }

// listMatches reports whether a is a number of members and b a member that the
// same document lists, where it lists as many as it counts.
func (g *gathering) listMatches(a, b *answer) bool {
	if !g.isList() || a.first.Kind != communique.MemberCount || b.first.Kind != communique.Membership || a.first.Scope != "" || a.first.Value == nil || a.first.Value.Cmp != communique.Equal {
		return false
	}
	for d := range a.documents {
		if b.documents[d] && float64(g.listed(d)) == a.first.Value.N {
			return true
		}
	}
	return false
}

// listed counts the distinct members that a document lists.
func (g *gathering) listed(d communique.DocID) int {
	if g.lists == nil {
		g.lists = map[communique.DocID]int{}
		for _, a := range g.answers {
			if a.first.Kind == communique.Membership {
				for id := range a.documents {
					g.lists[id]++
				}
			}
		}
	}
	return g.lists[d]
}
