package web

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/graph"
)

// How much is looked at for who looked back: so many policy lines of the events
// of a page, and of each so many of the newest claims.
const (
	mostLines    = 8
	mostLookBack = 200
)

// lookBack tells of the events which later texts looked back on them, along the
// policy lines on which they stand and among the claims that the filter chooses.
func (q *request) lookBack(events []event, f communique.Filter, clock graph.Clock) error {
	at := map[communique.ClaimID]int{}
	for i, e := range events {
		for _, c := range e.Claims {
			at[c.ID] = i
		}
	}
	for _, line := range linesOf(events) {
		acts, rows, err := q.actsOf(line, f)
		if err != nil {
			return err
		}
		for _, a := range acts {
			i, ok := eventOfAct(a, events, at, clock)
			if !ok {
				continue
			}
			told, err := q.glances(a, rows)
			if err != nil {
				return err
			}
			events[i].addLooks(told)
		}
	}
	return nil
}

// linesOf lists the policy lines on which events stand, in their order.
func linesOf(events []event) []communique.Question {
	var out []communique.Question
	for _, e := range events {
		for _, c := range e.Claims {
			for _, key := range c.record.Claim.Questions {
				if strings.HasPrefix(string(key), "line/") && !slices.Contains(out, key) && len(out) < mostLines {
					out = append(out, key)
				}
			}
		}
	}
	return out
}

// actsOf traces the acts of a line that were looked back on, with the rows of
// the claims that tell them.
func (q *request) actsOf(line communique.Question, f communique.Filter) ([]claim.Act, map[communique.ClaimID]graph.Row, error) {
	chosen := f.Questions
	f.Questions = []communique.Question{line}
	found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostLookBack})
	if err != nil {
		return nil, nil, err
	}
	held, err := q.helds(refsOf(found.Rows)...)
	if err != nil {
		return nil, nil, err
	}
	var records []communique.Record
	rows := map[communique.ClaimID]graph.Row{}
	for i, row := range found.Rows {
		if len(chosen) > 0 && !slices.ContainsFunc(row.Questions, func(k communique.Question) bool { return slices.Contains(chosen, k) }) {
			continue
		}
		records = append(records, held[i].Record)
		rows[row.Claim] = row
	}
	acts := claim.Trace(line, records, q.reference()).Acts
	return slices.DeleteFunc(acts, func(a claim.Act) bool { return len(a.Hindsight) == 0 }), rows, nil
}

// eventOfAct finds the event that tells an act at its time: the one with its
// very days before others. By the clock of events, what only later texts tell
// is told by them.
func eventOfAct(a claim.Act, events []event, at map[communique.ClaimID]int, clock graph.Clock) (int, bool) {
	tell := a.Told
	if len(tell) == 0 && clock == graph.AboutClock {
		for _, h := range a.Hindsight {
			tell = append(tell, h.Record)
		}
	}
	best, found := 0, false
	for _, r := range tell {
		i, ok := at[r.Claim.ID]
		if ok && (!found || events[i].days == a.Days && events[best].days != a.Days) {
			best, found = i, true
		}
	}
	return best, found
}

// glances shows the texts that looked back on an act.
func (q *request) glances(a claim.Act, rows map[communique.ClaimID]graph.Row) ([]telling, error) {
	var list []graph.Row
	for _, h := range a.Hindsight {
		list = append(list, rows[h.Claim.ID])
	}
	views, err := q.dressed(list)
	if err != nil {
		return nil, err
	}
	var out []telling
	for i := range views {
		t := tellingOf(&views[i])
		t.After = lapse(a.Hindsight[i].Days)
		out = append(out, t)
	}
	return out, nil
}

// addLooks adds texts that look back, each once.
func (e *event) addLooks(told []telling) {
	for _, t := range told {
		if !slices.ContainsFunc(e.LookedBack, func(o telling) bool { return o.Claim == t.Claim }) {
			e.LookedBack = append(e.LookedBack, t)
		}
	}
	slices.SortStableFunc(e.LookedBack, func(a, b telling) int {
		return strings.Compare(string(a.View.toldOn().From), string(b.View.toldOn().From))
	})
}

// toldOn returns the days on which a claim was told: said, else published.
func (v *claimView) toldOn() communique.Days { return v.toldAt().Days }

func (v *claimView) toldAt() communique.TimeValue {
	if said := timeOf(v.record, graph.SaidClock); said.Known() {
		return said
	}
	return v.record.Document.Published()
}

// toldWords says when a claim was said, else published.
func (v *claimView) toldWords() string {
	if v.record.Said().Known() {
		return "said " + momentTime(v.toldAt())
	}
	return "published " + momentTime(v.toldAt())
}
