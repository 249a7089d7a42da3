package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeStance holds where different speakers hold opposed opinions: neither is
// a fact that the other could be wrong about.
var judgeStance = judgement{
	relation: Stance,
	between: func(_ *gathering, a, b *answer) bool {
		x, y := a.first, b.first
		return x.Kind == communique.Position && y.Kind == communique.Position && leaning(x) != leaning(y) &&
			(opinion(x.Modality) && opinion(y.Modality)) && (x.Speaker != y.Speaker || x.Speaker == "" && !shareDocument(a, b))
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		a, b := f.pairs[0][0], f.pairs[0][1]
		return fmt.Sprintf("Opposed opinions, not facts: %s holds “%s”, %s holds “%s”.", g.holder(a), firstWords(a.first.Evidence.Exact, 16), g.holder(b), firstWords(b.first.Evidence.Exact, 16)), nil, ""
	},
}

func opinion(m communique.Modality) bool {
	return m == communique.Normative
}

// leaning reports whether a position speaks for (true) or against something:
// its polarity, turned round by words such as "resist" and "refrain".
func leaning(c *communique.Claim) bool {
	pro := c.Polarity != communique.Denied
	for _, w := range strings.Fields(strings.ToLower(c.Evidence.Exact)) {
		if against.Has(strings.Trim(w, `.,;:"“”`)) {
			pro = !pro
			break
		}
	}
	return pro
}

var against = set("resist refrain avoid reject rejects oppose opposes abandon refuse cease stop abstain")

// holder names who answers for a position.
func (g *gathering) holder(a *answer) string {
	if a.first.Speaker != "" {
		return nameOf(a.first.Speaker, g.name)
	}
	if o := a.records[0].Document.Outlets(); len(o) > 0 {
		return o[0]
	}
	return "the writer"
}
