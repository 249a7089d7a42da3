package web

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/graph"
)

// lineageView is how a line developed.
type lineageView struct {
	Acts    []actView `json:"acts"`    // in order of time
	Undated []telling `json:"undated"` // tell of an act and not when it was
}

// actView is a step of a lineage: an act with the texts that tell it.
type actView struct {
	Verb      string               `json:"verb"` // what was done: "decided", "reaffirmed"
	Kind      communique.Kind      `json:"kind"`
	Actor     *communique.EntityID `json:"actor"`
	Object    *communique.EntityID `json:"object"`
	From      communique.Day       `json:"from"`
	To        communique.Day       `json:"to"`
	When      string               `json:"when"` // the days in words
	Says      string               `json:"says"` // in a sentence
	Told      []telling            `json:"told"` // by texts of its own time
	Hindsight []telling            `json:"hindsight"`
	Reference []factView           `json:"reference"`       // facts that know it
	Doubt     string               `json:"doubt,omitempty"` // what the reference says against it
}

// telling is a text that tells an act.
type telling struct {
	Claim     communique.ClaimID   `json:"claim"`
	Document  communique.DocID     `json:"document"`
	File      string               `json:"file"`
	Start     *int                 `json:"start"`
	End       *int                 `json:"end"`
	Exact     string               `json:"exact"`
	Says      string               `json:"says"` // in a sentence
	Outlet    string               `json:"outlet"`
	Speaker   *communique.EntityID `json:"speaker"`
	Said      *string              `json:"said"`
	Published *string              `json:"published"`
	After     string               `json:"after,omitempty"` // how much later, at least: "3 years"

	View *claimView `json:"-"`
	New  string     `json:"-"` // why it stands only on the later of two dates; "" where it does not
}

// mark says of the tellings that only the later of two dates has why that is so.
func (l *lineageView) mark(added map[communique.ClaimID]string) {
	if l == nil {
		return
	}
	lists := [][]telling{l.Undated}
	for _, a := range l.Acts {
		lists = append(lists, a.Told, a.Hindsight)
	}
	for _, list := range lists {
		for i := range list {
			list[i].New = added[list[i].Claim]
		}
	}
}

// lineageOf traces the line of a question over the claims that a filter chooses,
// at most as many as are compared.
func (q *request) lineageOf(key communique.Question, f communique.Filter) (*lineageView, error) {
	found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostAnswers})
	if err != nil {
		return nil, err
	}
	views, err := q.rows(found.Rows)
	if err != nil {
		return nil, err
	}
	return q.lineage(key, views), nil
}

// lineage shows the acts of a line; nil where fewer than two are known, since one
// act is no development.
func (q *request) lineage(key communique.Question, views []claimView) *lineageView {
	records := make([]communique.Record, len(views))
	at := make(map[communique.ClaimID]int, len(views))
	for i, v := range views {
		records[i], at[v.ID] = v.record, i
	}
	l := claim.Trace(key, records, q.reference())
	if len(l.Acts) < 2 {
		return nil
	}
	tell := func(r communique.Record) telling { return tellingOf(&views[at[r.Claim.ID]]) }
	out := &lineageView{Undated: []telling{}}
	for _, a := range l.Acts {
		v := actView{Verb: a.Verb, Kind: a.Kind, Actor: optional(a.Actor), Object: optional(a.Object), From: a.From, To: a.To, When: momentWords(a.Days),
			Told: []telling{}, Hindsight: []telling{}, Reference: []factView{}, Doubt: a.Doubt}
		for _, r := range a.Told {
			v.Told = append(v.Told, tell(r))
		}
		for _, h := range a.Hindsight {
			t := tell(h.Record)
			t.After = lapse(h.Days)
			v.Hindsight = append(v.Hindsight, t)
		}
		for _, f := range a.Facts {
			v.Reference = append(v.Reference, q.factView(f))
		}
		switch {
		case len(v.Told) > 0:
			v.Says = v.Told[0].View.Sentence
		case len(v.Reference) > 0:
			v.Says = v.Reference[0].Fact
		case len(v.Hindsight) > 0:
			v.Says = v.Hindsight[0].View.Sentence
		}
		out.Acts = append(out.Acts, v)
	}
	for _, r := range l.Undated {
		out.Undated = append(out.Undated, tell(r))
	}
	return out
}

func tellingOf(v *claimView) telling {
	return telling{Claim: v.ID, Document: v.Document, File: v.File, Start: v.Evidence.Start, End: v.Evidence.End, Exact: v.Evidence.Exact,
		Says: v.Sentence, Outlet: v.Outlet, Speaker: v.Speaker, Said: v.Said, Published: v.Published, View: v}
}

// lapse gives a number of days as people count them, rounded down: "40 days",
// "7 months", "3 years".
func lapse(days int) string {
	switch {
	case days < 61:
		return plural(days, "day", "days")
	case days < 731:
		return plural(days*12/365, "month", "months")
	}
	return plural(days*4/1461, "year", "years")
}
