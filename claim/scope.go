package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeScope holds where two values of one time, or of one document, count
// different sets: all members and the others, the whole and one part.
var judgeScope = judgement{
	relation: Scope, clustered: true,
	between: func(_ *gathering, a, b *answer) bool {
		if !isState(a.first.Kind) || a.first.Kind != b.first.Kind || a.first.Kind == communique.RoleClaim || a.first.Scope == b.first.Scope {
			return false
		}
		return a.about.Known() && b.about.Known() && a.about.Overlaps(b.about) || shareDocument(a, b)
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		a, b := f.pairs[0][0], f.pairs[0][1]
		for _, p := range f.pairs {
			if shareDocument(p[0], p[1]) {
				a, b = p[0], p[1]
				break
			}
		}
		return fmt.Sprintf("The numbers count different sets: %s %s, %s %s.", g.plain(a), setOf(a), g.plain(b), setOf(b)), f.facts(), ""
	},
}

func setOf(a *answer) string {
	switch {
	case a.first.Scope == "":
		return "for the whole"
	case a.first.Scope == "others":
		return "for the others, without the one that is spoken of"
	case strings.HasPrefix(a.first.Scope, "from "):
		return a.first.Scope
	}
	return "for " + a.first.Scope
}
