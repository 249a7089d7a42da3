package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/web/draw"
)

// answerRow is an answer in the table of a question, with the copies of its text
// that give it too.
type answerRow struct {
	member
	Copies []member // folded under it
	New    string   // why it stands only on the later of two dates; "" where it does not

	// Differs says what most answers say where this one says something else, ""
	// where it does not; LessFirm the same of how firmly it is put.
	Differs, LessFirm string
	Loud              bool   // it stands against something
	Verbatim          bool   // what it says are its words
	Hedge             string // how the day that it is about is known: "inferred", "approximate", "uncertain"; "" where a text states it
}

// judgedByPeople is what a person said of an answer.
type judgedByPeople struct {
	Says, Href    string // the answer
	Verb          string // "accepted", "rejected", "corrected"
	Reason, Agent string
	On            string // the day in words
}

// answerRows puts answers into rows by their origin: what the comparisons know
// as copies of one text is folded under the earliest of them.
func answerRows(members []member, comparisons []comparison) []answerRow {
	origin := origins(comparisons)
	at := map[communique.ClaimID]int{}
	var out []answerRow
	for _, m := range members {
		if first, ok := origin[m.Claim]; !ok || first == m.Claim {
			at[m.Claim] = len(out)
			out = append(out, answerRow{member: m, Loud: standsAgainst(m), Verbatim: strings.Join(strings.Fields(m.Exact), " ") == m.Says, Hedge: hedge(m.View.record.Claim.About)})
		}
	}
	for _, m := range members {
		if first, ok := origin[m.Claim]; ok && first != m.Claim {
			i := at[first]
			out[i].Copies = append(out[i].Copies, m)
		}
	}
	return out
}

// hedge says how a time is known that no text states as exactly; "" for others.
func hedge(t communique.TimeValue) string {
	switch c := certainty(t); c {
	case approximate, uncertain, inferred:
		return c
	}
	return ""
}

// standsAgainst reports whether an answer stands against another or against the
// reference.
func standsAgainst(m member) bool { return slices.ContainsFunc(m.Relations, isLoud) }

// origins names of each copy the claim that was told first.
func origins(comparisons []comparison) map[communique.ClaimID]communique.ClaimID {
	out := map[communique.ClaimID]communique.ClaimID{}
	for _, c := range comparisons {
		if c.Relation != claim.SameSourceCopy || len(c.Members) == 0 {
			continue
		}
		// A claim that is a copy in two comparisons joins what both hold.
		first := slices.MinFunc(c.Members, func(a, b member) int {
			return cmp.Or(cmp.Compare(firstTold(a.View), firstTold(b.View)), cmp.Compare(a.Claim, b.Claim))
		}).Claim
		for _, m := range c.Members {
			if was, ok := out[m.Claim]; ok {
				for id, of := range out {
					if of == was {
						out[id] = first
					}
				}
			}
			out[m.Claim] = first
		}
		if of, ok := out[first]; ok && of != first {
			for id, o := range out {
				if o == of {
					out[id] = first
				}
			}
		}
		out[first] = first
	}
	return out
}

// tellDifferences says of each row where it differs from what most rows say, and
// returns what that is; "" where most do not say the same.
func tellDifferences(rows []answerRow) string {
	says := usual(rows, func(r answerRow) string { return r.Says })
	firm := usual(rows, func(r answerRow) string { return string(r.Modality) })
	for i := range rows {
		if says != "" && !strings.EqualFold(rows[i].Says, says) {
			rows[i].Differs = says
		}
		if firm != "" && string(rows[i].Modality) != firm {
			rows[i].LessFirm = firm
		}
	}
	return says
}

// haveUsual reports whether most answers to a question can say what is usual. The
// acts of a development all differ; none of them is the odd one out.
func haveUsual(key communique.Question) bool { return !strings.HasPrefix(string(key), "development/") }

// usual returns the text that more than half of the rows have, as the first of
// them writes it; "" where there is no such text, or only one row.
func usual(rows []answerRow, text func(answerRow) string) string {
	counts := map[string]int{}
	for _, r := range rows {
		counts[strings.ToLower(text(r))]++
	}
	for _, r := range rows {
		if n := counts[strings.ToLower(text(r))]; n > 1 && 2*n > len(rows) {
			return text(r)
		}
	}
	return ""
}

// How many rows a small drawing has at most.
const (
	mostValues = 24
	mostStrips = 8
)

// answersDrawing is a small drawing of answers over time, and the steps of its
// staircase as a table.
type answersDrawing struct {
	drawingView
	Title, Says string
	Steps       []factView
}

// drawAnswers draws the answers over time: of a count on the staircase of the
// reference, else in a strip for each answer. Nil where fewer than two have a day
// and the reference knows no count.
func drawAnswers(rows []answerRow, facts []communique.Fact, view func(communique.Fact) factView) *answersDrawing {
	var all []member
	for _, r := range rows {
		all = append(append(all, r.member), r.Copies...)
	}
	counts := slices.DeleteFunc(slices.Clone(all), func(m member) bool { return m.View.record.Claim.Value == nil })
	if steps := stepsFrom(facts, counts); len(steps) > 0 {
		return drawSteps(steps, counts, view)
	}
	return drawStrips(all)
}

// stepsFrom keeps of what the reference knows the counts from the day of the
// earliest answer on; none where no answer has a day.
func stepsFrom(facts []communique.Fact, counts []member) []communique.Fact {
	var first communique.Day
	for _, m := range counts {
		if d := m.View.record.Claim.About; d.Known() {
			if day := cmp.Or(d.From, d.To); first == "" || day < first {
				first = day
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f communique.Fact) bool {
		return first == "" || f.Value == nil || !f.Known() || f.To != "" && f.To < first
	})
}

// drawSteps draws counts on the staircase of what the reference knows.
func drawSteps(facts []communique.Fact, counts []member, view func(communique.Fact) factView) *answersDrawing {
	out := &answersDrawing{drawingView: drawingView{ID: "drawing-title"}, Title: "The answers on the reference",
		Says: "Each step is a number that the reference knows, on its days. A dot or bar is an answer at the time that it is about, and has the number of its band, in whichever row of it; a ring stands beside the step of its day."}
	var steps []draw.Step
	shown := map[float64]bool{}
	for _, f := range facts {
		steps = append(steps, draw.Step{Days: f.Days, Value: f.Value.N})
		shown[f.Value.N] = true
		out.Steps = append(out.Steps, view(f))
	}
	left := 0
	var dots []draw.Dot
	for _, g := range gathered(counts) {
		m := g[0]
		n := m.View.record.Claim.Value.N
		if !shown[n] && len(shown) >= mostValues {
			left += len(g)
			continue
		}
		shown[n] = true
		mark := answerMark(g)
		mark.Against = besideSteps(m.View.record.Claim, facts)
		if mark.Against {
			mark.Label += "; the reference has another number then"
		}
		dots = append(dots, draw.Dot{Mark: mark, Value: n})
	}
	if left > 0 {
		out.Says += fmt.Sprintf(" %s with other numbers stand only in the list below.", plural(left, "answer", "answers"))
	}
	out.Drawing = draw.LaySteps(steps, dots)
	out.Drawing.Title = out.Title
	return out
}

// besideSteps reports whether a plain count stands beside every step of its days.
func besideSteps(c *communique.Claim, facts []communique.Fact) bool {
	if c.Value.Cmp != communique.Equal || c.Polarity == communique.Denied || c.Scope != "" {
		return false
	}
	met := false
	for _, f := range facts {
		if f.Days.Overlaps(c.About.Days) {
			if f.Value.N == c.Value.N {
				return false
			}
			met = true
		}
	}
	return met
}

// drawStrips draws answers over time, a lane for each answer, those of most
// texts first.
func drawStrips(all []member) *answersDrawing {
	dated := gathered(all)
	total := 0
	counts := map[string]int{}
	var names []string
	for _, g := range dated {
		total += len(g)
		if counts[g[0].Says] == 0 {
			names = append(names, g[0].Says)
		}
		counts[g[0].Says] += len(g)
	}
	if total < 2 {
		return nil
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	lanes := make([]string, min(len(names), mostStrips))
	for i := range lanes {
		lanes[i] = clip(names[i], 70)
	}
	if len(names) > mostStrips {
		lanes = append(lanes, "Other answers")
	}
	var marks []draw.Mark
	for _, g := range dated {
		mark := answerMark(g)
		mark.Lane = min(slices.Index(names, g[0].Says), mostStrips)
		mark.Against = slices.ContainsFunc(g, standsAgainst)
		marks = append(marks, mark)
	}
	out := &answersDrawing{drawingView: drawingView{ID: "drawing-title"}, Title: "The answers over time",
		Says: "A lane for each answer, at the time that it is about. A ring stands against something, as told above."}
	out.Drawing = draw.LayTimeline(lanes, marks, nil)
	out.Drawing.Title, out.Drawing.Name = out.Title, "strips"
	return out
}

// gathered puts together the answers that have a day and say the same of the
// same days, in their order.
func gathered(all []member) [][]member {
	var out [][]member
	at := map[string]int{}
	for _, m := range all {
		days := m.View.record.Claim.About.Days
		if !days.Known() {
			continue
		}
		c := m.View.record.Claim
		key := strings.Join([]string{m.Says, c.Says(), c.Scope, days.String()}, "\x00")
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], m)
	}
	return out
}

// answerMark is the mark of answers that say the same of the same days. It leads
// to the first of them in the list.
func answerMark(g []member) draw.Mark {
	c := g[0].View.record.Claim
	certain := certainty(c.About)
	label := spanWords(c.About) + ": " + g[0].Says
	if c.Scope != "" {
		label += " (" + strings.ReplaceAll(c.Scope, "-", " ") + ")"
	}
	if hedge := hedge(c.About); hedge != "" {
		label += ", " + hedge
	}
	if len(g) > 1 {
		label += ", " + plural(len(g), "answer", "answers")
	}
	return draw.Mark{Days: c.About.Days, Label: label, Href: "#answer-" + string(g[0].Claim), Inferred: certain == inferred, Approximate: certain == approximate || certain == uncertain}
}

// reviewed lists what people said of the answers, the newest last.
func (q *request) reviewed(members []member) ([]judgedByPeople, error) {
	var out []judgedByPeople
	for _, m := range members {
		entries, err := q.site.Corpus.Annotations(q.ctx, string(m.Claim))
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			switch e.Annotation.Kind {
			case communique.Accept, communique.Reject, communique.Correct:
				out = append(out, judgedByPeople{Says: m.Says, Href: "#answer-" + string(m.Claim), Verb: done(e.Annotation.Kind), Reason: e.Annotation.Reason, Agent: string(e.Agent), On: dayWords(communique.DayOf(e.Recorded))})
			}
		}
	}
	return out, nil
}
