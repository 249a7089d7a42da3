package claim

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeDifferentAct holds where answers tell two acts rather than one: acts of
// different kinds, or acts that are dated apart.
var judgeDifferentAct = judgement{
	relation: DifferentAct,
	between: func(g *gathering, a, b *answer) bool {
		if !isAct(a.first.Kind) || !isAct(b.first.Kind) || a.first.Polarity != b.first.Polarity || !both(a, b) {
			return false
		}
		if len(g.against(a)) > 0 || len(g.against(b)) > 0 {
			return false // the reference says already which of them does not fit
		}
		if actOf(a.first) != actOf(b.first) {
			return true
		}
		return apart(a, b) && a.first.Kind != communique.Accession && !g.oneAct(a, b)
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		var parts []string
		seen := map[string]bool{}
		answers := slices.Clone(f.answers)
		slices.SortStableFunc(answers, func(a, b *answer) int {
			return cmp.Or(cmp.Compare(later(a.about), later(b.about)), cmp.Compare(actOf(a.first), actOf(b.first)))
		})
		for _, a := range answers {
			act := actOf(a.first)
			if announced(a.first) {
				act = "a declaration"
			}
			s := act + " " + a.at()
			if !a.about.Known() {
				s = act + " at a date not given"
			}
			if !seen[s] {
				seen[s] = true
				parts = append(parts, s)
			}
		}
		return "These are different acts: " + strings.Join(firstOf(parts, 5), "; ") + ". A later act does not make an earlier date wrong." + g.known(f), g.namedFacts(), ""
	},
}

// later gives the day by which answers are put in order, unknown ones last.
func later(d communique.Days) string {
	switch {
	case d.From != "":
		return string(d.From)
	case d.To != "":
		return string(d.To)
	}
	return "~"
}

// known tells which acts of the kinds concerned the reference knows.
func (g *gathering) known(f *finding) string {
	var parts []string
	for _, x := range g.facts {
		concerned := slices.ContainsFunc(f.answers, func(a *answer) bool { return a.first.Kind == x.Kind && a.first.Subject == x.Subject })
		if concerned && x.Days.Known() {
			parts = append(parts, g.factSays(x)+" ("+written(x.Days)+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " The reference knows: " + strings.Join(firstOf(parts, 3), "; ") + "."
}

// actOf names the act that a claim tells.
func actOf(c *communique.Claim) string {
	if c.Kind == communique.Amendment {
		switch c.Act {
		case "reaffirms":
			return "a reaffirmation"
		case "extends":
			return "an extension"
		}
	}
	if name := actNames[c.Kind]; name != "" {
		return name
	}
	return "another act"
}

var actNames = map[communique.Kind]string{
	communique.Decision: "a decision", communique.Amendment: "an amendment", communique.Recognition: "a recognition", communique.Adoption: "an adoption",
	communique.Invocation: "an invocation", communique.Accession: "an accession", communique.Establishment: "an establishment", communique.Incident: "an incident",
	communique.Attribution: "an attribution", communique.Denial: "a denial", communique.Sanction: "a sanction", communique.Position: "a position that is held",
}

// oneAct reports whether the reference knows just one such act, so that two
// dates cannot both be right.
func (g *gathering) oneAct(a, b *answer) bool {
	return len(a.holds) == 1 && len(b.holds) == 1 && a.holds[0].ID == b.holds[0].ID && a.first.Kind != communique.Decision
}

// namedFacts returns the facts that answer the question.
func (g *gathering) namedFacts() []communique.Fact { return firstOf(g.facts, 6) }
