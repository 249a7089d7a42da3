package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// utterance is one statement of a document.
type utterance struct {
	document  communique.DocID
	statement communique.StatementID
}

// restated returns the utterances that only say again what held before.
func restated(records []communique.Record) map[utterance]bool {
	out := map[utterance]bool{}
	for _, r := range records {
		if r.Claim.Kind == communique.Amendment && r.Claim.Act == "reaffirms" && r.Claim.Statement != "" {
			out[utterance{r.Document.ID, r.Claim.Statement}] = true
		}
	}
	return out
}

func isQuoted(c *communique.Claim) bool { return c.Statement != "" || c.Speaker != "" }

// lineKey reads the answer of a record on the line of the question, and gives
// the key under which equal answers come together; "" where the question asks
// for no line, or the line lists no answers.
func (g *gathering) lineKey(a *answer, r communique.Record) string {
	if g.develops {
		return "development" + string(r.Claim.ID)
	}
	if g.line == nil || len(g.line.answers) == 0 {
		return ""
	}
	on, ok := g.readLine(lineWords(r.Claim))
	if !ok {
		return ""
	}
	a.given = on
	a.given.says = a.says
	a.anachrone = g.anachronism(a, r)
	key := []string{a.says, fmt.Sprint(on.finer, on.among, on.past, on.new, a.quoted, a.restates), fmt.Sprint(a.denied()), string(r.Claim.Speaker)}
	if opinion(r.Claim.Modality) {
		key = append(key, "opinion", fmt.Sprint(leaning(r.Claim)))
	}
	if isAct(r.Claim.Kind) {
		key = append(key, actOf(r.Claim), string(r.Claim.Modality))
	}
	if sinceDays(r.Claim).Known() {
		key = append(key, "since", r.Claim.About.Days.String())
	}
	if on.new || on.past || isAct(r.Claim.Kind) || len(a.anachrone) > 0 {
		key = append(key, a.held.String())
	} else if g.line.differ == Evolution {
		key = append(key, later(a.held)[:min(4, len(later(a.held)))])
	}
	return strings.Join(key, "\x00")
}

// anachronism returns the facts that speak against how a document places an
// answer in time: what it presents as new held long before it was published,
// or what it takes for given came only after.
func (g *gathering) anachronism(a *answer, r communique.Record) []communique.Fact {
	published := r.Document.Published().Days
	c := r.Claim
	if !published.Known() || len(g.facts) == 0 || c.Polarity == communique.Denied || a.quoted || c.About.Exact != "" {
		return nil
	}
	changes := c.Kind == communique.Amendment && (c.Act == "amends" || c.Act == "extends")
	if c.Kind != communique.Position && !changes {
		return nil
	}
	var out []communique.Fact
	for _, f := range g.facts {
		on, ok := g.readLine(even(f.Says))
		if !ok || on.past || f.From == "" {
			continue
		}
		switch {
		case a.past && on.grade != a.grade || !a.past && on.says == a.says && (a.new || changes):
			if f.To != "" && published.From > f.To && monthsApart(f.To, published.From) > 6 {
				out = append(out, f)
			}
		case !a.past && on.says == a.says && c.Modality == communique.Asserted && published.To != "" && published.To < f.From:
			out = append(out, f)
		}
	}
	// What the reference knows to have held before the document is no anachronism of the other sort.
	if len(out) > 0 && !a.past && !a.new && !changes {
		for _, f := range g.facts {
			if on, ok := g.readLine(even(f.Says)); ok && on.says == a.says && f.From != "" && f.From <= published.To {
				return nil
			}
		}
	}
	return firstOf(out, 2)
}

// monthsApart counts the months from one day to a later one; 0 where they cannot be read.
func monthsApart(from, to communique.Day) int {
	var y1, m1, y2, m2 int
	if n, _ := fmt.Sscanf(string(from), "%d-%d", &y1, &m1); n != 2 {
		return 0
	}
	if n, _ := fmt.Sscanf(string(to), "%d-%d", &y2, &m2); n != 2 {
		return 0
	}
	return 12*(y2-y1) + m2 - m1
}

// bearsOut reports whether b is on the side of the reference against a: it
// says of the time before a's document what a denies, or of a later time what
// a takes for given.
func bearsOut(a, b *answer) bool {
	if len(a.anachrone) == 0 || len(b.anachrone) > 0 || b.past || b.first.Polarity == communique.Denied {
		return false
	}
	if !a.past && b.says != a.says {
		return false
	}
	fact := a.anachrone[0]
	if a.past || a.new || a.first.Kind == communique.Amendment {
		return b.about.From != "" && b.about.From <= fact.To && (b.about.To == "" || b.about.To[:4] <= fact.To[:4])
	}
	return b.held.From == "" || b.held.From >= fact.From
}

// sinceDays returns the day from which a position says that something was
// held: "has stated since 2014 that". Unknown for all others.
func sinceDays(c *communique.Claim) communique.Days {
	if c.Kind != communique.Position || c.About.Exact == "" || c.About.From == "" || c.About.To != "" {
		return communique.Days{}
	}
	return communique.Days{From: c.About.From, To: c.About.From[:4] + "-12-31"}
}

// otherAct reports whether two answers tell acts, or what has been said since
// an act, that are not the same.
func otherAct(a, b *answer) bool {
	if a.first.Modality != communique.Asserted && isAct(a.first.Kind) || b.first.Modality != communique.Asserted && isAct(b.first.Kind) {
		return false
	}
	actA, actB := isAct(a.first.Kind), isAct(b.first.Kind)
	x, y := a.about, b.about
	switch {
	case actA && actB:
		return actOf(a.first) != actOf(b.first) || apart(a, b)
	case actA:
		y = sinceDays(b.first)
	case actB:
		x = sinceDays(a.first)
	default:
		return false
	}
	return x.Known() && y.Known() && !x.Overlaps(y)
}

// denied reports whether an answer is denied rather than given.
func (a *answer) denied() bool { return a.first.Polarity == communique.Denied && !a.plain }

// onLine tells how two answers on a policy line stand to each other; false
// where the question asks for no line with answers, "" where they do not bear
// on each other.
func (g *gathering) onLine(a, b *answer) (Relation, bool) {
	if g.develops {
		return g.onDevelopment(a, b), true
	}
	if g.isList() {
		if g.listMatches(a, b) || g.listMatches(b, a) {
			return Agreement, true
		}
		return "", true
	}
	if g.line == nil || a.given.says == "" || b.given.says == "" {
		return "", false
	}
	switch {
	case bearsOut(a, b) || bearsOut(b, a):
		return AgainstReference, true
	case isAct(a.first.Kind) && (g.fits(b, g.against(a)) || g.fits(a, g.against(b))):
		return AgainstReference, true
	case isAct(a.first.Kind) && isAct(b.first.Kind) && len(g.against(a))+len(g.against(b)) > 0:
		return "", true
	case otherAct(a, b):
		return DifferentAct, true
	case opinion(a.first.Modality) && opinion(b.first.Modality) && leaning(a.first) != leaning(b.first):
		if a.first.Speaker != b.first.Speaker || a.first.Speaker == "" && !shareDocument(a, b) {
			return Stance, true
		}
		return Undetermined, true
	case len(a.anachrone) > 0 != (len(b.anachrone) > 0) && g.line.differ != Undetermined:
		if a.past != b.past && shareDocument(a, b) {
			return Evolution, true
		}
		return "", true
	case a.says == b.says && a.denied() != b.denied():
		return "", true // what a denial leaves open differs from text to text
	case a.says == b.says && a.finer != b.finer && a.among && b.among:
		return Refinement, true
	case a.says == b.says:
		return Agreement, true
	case a.past != b.past:
		return Evolution, true
	case g.line.differ == Evolution:
		if a.held.Known() && b.held.Known() && !a.held.Overlaps(b.held) {
			return Evolution, true
		}
		return "", true
	}
	return g.line.differ, true
}

// onDevelopment tells how two steps of one development stand to each other.
// Steps without a time stand outside of it.
func (g *gathering) onDevelopment(a, b *answer) Relation {
	switch {
	case !a.held.Known() || !b.held.Known() || a.held.Overlaps(b.held):
		return ""
	case isAct(a.first.Kind) && isAct(b.first.Kind) && both(a, b):
		return DifferentAct
	}
	return Evolution
}

// weakens reports whether a is an outlet's own word that asks for less than
// the quotation b, or that calls new what the quotation only says again.
func (g *gathering) weakens(a, b *answer) bool {
	if g.line == nil || a.quoted || !b.quoted || a.given.says == "" || b.given.says == "" || a.first.Polarity != b.first.Polarity || a.past || b.past {
		return false
	}
	if g.line.graded {
		return a.grade < b.grade
	}
	changes := a.new || a.first.Kind == communique.Amendment && a.first.Act != "reaffirms"
	return changes && b.restates
}
