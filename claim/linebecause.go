package claim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// lineBecause gives the reason for a relation between answers to a policy
// line; false where the relation has a reason of its own.
func (g *gathering) lineBecause(r Relation, f *finding) (string, []communique.Fact, bool) {
	if g.develops {
		return g.developed(r, f)
	}
	if g.line == nil || len(g.line.answers) == 0 {
		return "", nil, false
	}
	if r == AgainstReference {
		return g.againstTime(f)
	}
	if len(f.pairs) == 0 {
		if r != Agreement {
			return "", nil, false
		}
		return fmt.Sprintf("%s give the same answer: %s.", capital(placesOf(f)), f.answers[0].says), nil, true
	}
	a, b := f.pairs[0][0], f.pairs[0][1]
	x, y := a.says, b.says
	quote := func(a *answer) string { return "“" + firstWords(a.first.Evidence.Exact, 16) + "”" }
	switch r {
	case Agreement:
		return fmt.Sprintf("%s give the same answer: %s.", capital(placesOf(f)), x), nil, true
	case Refinement:
		if b.finer {
			a, b = b, a
		}
		return fmt.Sprintf("They agree that %s, and one is more precise: %s beside %s.", x, quote(a), quote(b)), nil, true
	case Evolution:
		if a.past || b.past {
			if b.past {
				a, b = b, a
			}
			return fmt.Sprintf("A change is told: before, %s (%s); then, %s (%s). Whether it was so is another question.", a.says, quote(a), b.says, quote(b)), nil, true
		}
		return "The stress changed, and each can hold: " + strings.Join(firstOf(f.inTime(func(a *answer) string { return a.says }), 8), "; ") + ".", nil, true
	case Modality:
		return fmt.Sprintf("They differ in how firm they are: in one place, %s (%s); in the other, %s (%s).", x, quote(a), y, quote(b)), nil, true
	case Scope:
		return fmt.Sprintf("They speak of different degrees, each with its own answer: %s (%s) and %s (%s).", x, quote(a), y, quote(b)), nil, true
	case Contradiction:
		return fmt.Sprintf("They cannot both be right: %s (%s) and %s (%s).", x, quote(a), y, quote(b)), nil, true
	case Undetermined:
		return fmt.Sprintf("The answers differ: %s (%s) and %s (%s). One does not deny the other, and what is known does not settle how they stand.", x, quote(a), y, quote(b)), nil, true
	}
	return "", nil, false
}

// againstTime tells that a document places an answer where the reference does not.
func (g *gathering) againstTime(f *finding) (string, []communique.Fact, bool) {
	i := slices.IndexFunc(f.answers, func(a *answer) bool { return len(a.anachrone) > 0 })
	if i < 0 {
		return "", nil, false
	}
	a := f.answers[i]
	fact := a.anachrone[0]
	of, several := f.who(a)
	verb, how := "presents", "as new"
	if a.past {
		verb, how = "tells", "as the rule until then"
	} else if !a.new && a.first.Kind != communique.Amendment {
		verb, how = "takes", "for given"
	}
	if several {
		verb = strings.TrimSuffix(verb, "s")
	}
	if day := written(a.held); day != "" && !a.loosely && !strings.HasPrefix(day, "from") && !strings.HasPrefix(day, "until") {
		of += " (" + day + ")"
	}
	s := fmt.Sprintf("%s %s %s “%s”, but the reference says: %s %s.", of, verb, how, firstWords(a.first.Evidence.Exact, 16), g.factSays(fact), dated(fact))
	elsewhere := func(b *answer) bool {
		return len(b.anachrone) == 0 && slices.ContainsFunc(b.records, func(r communique.Record) bool { return !a.documents[r.Document.ID] })
	}
	if slices.ContainsFunc(f.answers, elsewhere) {
		s += " Another source agrees with the reference."
	}
	return s, a.anachrone, true
}

// developed gives the steps of a development in order of time.
func (g *gathering) developed(r Relation, f *finding) (string, []communique.Fact, bool) {
	step := func(a *answer) string {
		if isAct(a.first.Kind) {
			return actOf(a.first)
		}
		return "“" + firstWords(a.first.Evidence.Exact, 8) + "”"
	}
	steps := strings.Join(firstOf(f.inTime(step), 8), "; ")
	if r == DifferentAct {
		return "These are different acts: " + steps + ". A later act does not make an earlier date wrong.", g.namedFacts(), true
	}
	return "Steps of one development, each in its time: " + steps + ".", g.namedFacts(), true
}

// inTime gives each answer in words, with the time at which it was held, in
// order of time and without repeats.
func (f *finding) inTime(words func(*answer) string) []string {
	answers := slices.Clone(f.answers)
	slices.SortStableFunc(answers, func(a, b *answer) int { return strings.Compare(later(a.held)+a.key, later(b.held)+b.key) })
	var out []string
	for _, a := range answers {
		s := words(a) + " " + when(a.held)
		if a.loosely && a.held.Known() {
			s = words(a) + " " + textOf(a.held)
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// placesOf counts the places and documents of a finding.
func placesOf(f *finding) string {
	documents := map[communique.DocID]bool{}
	for _, r := range f.members {
		documents[r.Document.ID] = true
	}
	if len(documents) == 1 {
		return fmt.Sprintf("%d places in one document", len(f.members))
	}
	return fmt.Sprintf("%d places in %d documents", len(f.members), len(documents))
}
