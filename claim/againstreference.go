package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeAgainstReference holds where an answer with a day of its own says
// something that the reference facts for that day do not allow. A day that was
// inferred from the text's own answers proves nothing.
var judgeAgainstReference = judgement{
	relation: AgainstReference,
	within:   func(g *gathering, a *answer) bool { return len(g.against(a)) > 0 || len(a.anachrone) > 0 },
	between: func(g *gathering, a, b *answer) bool {
		return isAct(a.first.Kind) && (g.fits(b, g.against(a)) || g.fits(a, g.against(b)))
	},
	against: func(g *gathering, _ *finding, a *answer) bool { return len(g.against(a)) > 0 || len(a.anachrone) > 0 },
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		var parts []string
		var facts []communique.Fact
		for _, a := range f.answers {
			wrong := g.against(a)
			if len(wrong) == 0 {
				continue
			}
			var says []string
			for _, x := range wrong {
				says = append(says, g.factSays(x)+" "+dated(x))
				facts = append(facts, x)
			}
			parts = append(parts, fmt.Sprintf("%s, but the reference says: %s.", g.claims(f, a), strings.Join(says, "; ")))
		}
		return strings.Join(firstOf(parts, 3), " "), unrepeated(facts), ""
	},
}

// claims tells in a clause who gives an answer, and for which time.
func (g *gathering) claims(f *finding, a *answer) string {
	who, several := f.who(a)
	verb := "says"
	if several {
		verb = strings.TrimSuffix(verb, "s")
	}
	if isState(a.first.Kind) {
		return fmt.Sprintf("%s %s %s for %s", who, verb, g.plain(a), written(a.about))
	}
	return fmt.Sprintf("%s %s of %s: “%s”", who, verb, written(a.about), firstWords(a.first.Evidence.Exact, 16))
}

// factSays gives a fact in words, the holder of an office with the names that people know.
func (g *gathering) factSays(f communique.Fact) string {
	if f.Kind == communique.RoleClaim {
		return nameOf(f.Subject, g.name) + " was " + f.Object.Name() + " of " + nameOf(communique.EntityID(f.Scope), g.name)
	}
	return strings.TrimRight(f.Says, ".")
}

// dated gives the time of a fact in brackets, for an act its day and for a
// state its interval.
func dated(f communique.Fact) string {
	if isState(f.Kind) {
		return "(" + span(f.Days) + ")"
	}
	return "(" + written(f.Days) + ")"
}

// against returns the facts that speak against an answer: for a state those
// that hold on all its days and say something else, for an act told as done
// those that date the same act wholly later.
func (g *gathering) against(a *answer) []communique.Fact {
	c := a.first
	if !a.about.Known() || c.About.Basis == inferredPublication || c.Modality != communique.Asserted || len(g.facts) == 0 || c.Scope != "" && c.Kind == communique.MemberCount {
		return nil
	}
	var out []communique.Fact
	if isState(c.Kind) {
		if a.about.From == "" || a.about.To == "" {
			return nil
		}
		for _, f := range g.facts {
			if f.Kind != c.Kind || !f.Days.Overlaps(a.about) {
				continue
			}
			same := g.sameAnswer(c, &f)
			if c.Polarity == communique.Denied {
				undenied := *c
				undenied.Polarity = communique.Affirmed
				same = !g.sameAnswer(&undenied, &f)
			}
			if same || !a.about.Within(f.Days) {
				return nil
			}
			out = append(out, f)
		}
		// An office can have several holders where the table knows only one.
		if c.Kind == communique.RoleClaim && len(out) > 0 && !g.knowsHolder(c) {
			return nil
		}
		return out
	}
	switch {
	case c.Polarity == communique.Denied:
		return nil
	case c.Kind == communique.Decision:
		return g.againstDecision(a)
	case changes(c):
		return g.againstChange(a)
	}
	if c.Kind != communique.Recognition && c.Kind != communique.Accession {
		return nil
	}
	for _, f := range a.holds {
		if a.about.To == "" || f.From == "" || a.about.To >= f.From {
			return nil
		}
		out = append(out, f)
	}
	return out
}

// againstDecision returns the one decision of the actor on the matter that the
// reference knows, where the answer states another date for it. What is only
// declared or announced may well have been decided before.
func (g *gathering) againstDecision(a *answer) []communique.Fact {
	if !a.dated() || g.develops || announced(a.first) {
		return nil
	}
	var known []communique.Fact
	for _, f := range g.facts {
		if f.Kind == communique.Decision && f.Subject == a.first.Subject && f.Days.Known() {
			known = append(known, f)
		}
	}
	if len(known) != 1 || known[0].Days.Overlaps(a.about) {
		return nil
	}
	return known
}

// againstChange returns the facts by which the document, or whoever acted on
// those days, only said again what the answer says was changed.
func (g *gathering) againstChange(a *answer) []communique.Fact {
	var out []communique.Fact
	for _, f := range g.facts {
		if f.Kind != communique.Amendment || f.Object != a.first.Object || f.Subject != a.first.Subject && !f.Days.Overlaps(a.about) {
			continue
		}
		if f.Act != "reaffirms" {
			return nil
		}
		out = append(out, f)
	}
	return out
}

// announced reports whether a decision is told as a declaration.
func announced(c *communique.Claim) bool {
	if c.Kind != communique.Decision {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(c.Evidence.Exact)) {
		if deciding.Has(w) {
			return false
		}
		if declaring.Has(w) {
			return true
		}
	}
	return false
}

// fits reports whether an answer tells one of some facts: an act of its kind
// that is not dated apart from it.
func (g *gathering) fits(a *answer, facts []communique.Fact) bool {
	for _, f := range facts {
		if f.Kind == a.first.Kind && f.Act == a.first.Act && a.first.Polarity == communique.Affirmed && a.first.Modality == communique.Asserted && a.about.Known() && f.Days.Overlaps(a.about) {
			return true
		}
	}
	return false
}

// knowsHolder reports whether the reference knows the person in that office at
// another time; only then does another holder speak against it.
func (g *gathering) knowsHolder(c *communique.Claim) bool {
	for _, f := range g.facts {
		if f.Subject == c.Subject {
			return true
		}
	}
	return false
}
