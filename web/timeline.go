package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/internal/edtf"
)

var timelineParams = append(append([]param{
	{Name: "clock", Says: "By which time events are put in order: when they happened (about, the usual one) or when their document was published.", One: stringsOf(graph.Clocks)},
}, filterParams...), pageParams...)

// timelinePage is what the claims that a filter chooses tell, in order of time.
type timelinePage struct {
	Clock    graph.Clock  `json:"clock"`
	Events   []event      `json:"events"`
	Total    int          `json:"total"`             // claims, on all pages
	Timeless int          `json:"timeless"`          // how many of them have no day on this clock; they come last
	Undated  int          `json:"undated"`           // how many more only their unknown publication date keeps out
	Lineage  *lineageView `json:"lineage,omitempty"` // of one question: its acts, on the first page
	Next     string       `json:"next,omitempty"`
	Notes    []string     `json:"notes,omitempty"`

	Asks        string   `json:"-"` // the one question
	CompareHref string   `json:"-"`
	Clocks      []choice `json:"-"`
	Lines       []choice `json:"-"`
	Kinds       []choice `json:"-"`
	Filters     []choice `json:"-"`
	Years       []year   `json:"-"`
	Axis        *axis    `json:"-"` // nil where no event has a day
	Pager       pager    `json:"-"`
}

func (p *timelinePage) title() string {
	if p.Asks != "" {
		return p.Asks + " – Timeline"
	}
	return "Timeline"
}

// event is what one or several claims tell in the same way of the same days.
type event struct {
	From      communique.Day  `json:"from"` // "" where open or unknown
	To        communique.Day  `json:"to"`
	Time      string          `json:"time"`      // EDTF, "" where unknown
	Precision string          `json:"precision"` // day, month, year, period, open or unknown
	Certainty string          `json:"certainty"` // stated, approximate, uncertain, inferred or unknown
	When      string          `json:"when"`      // in words
	Kind      communique.Kind `json:"kind"`
	Says      string          `json:"says"` // in a sentence
	Claims    []claimView     `json:"claims"`

	ID    string      `json:"-"`
	First claimView   `json:"-"`
	More  []claimView `json:"-"`
	Hedge string      `json:"-"` // precision and certainty for people; "" for a day that is stated
	days  communique.Days
}

// year is the events of one year in the list.
type year struct {
	ID, Name string
	Events   []event
}

func timeline(s *Server, q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	p, err := q.page(60)
	if err != nil {
		return nil, err
	}
	if err := q.oneOf("clock"); err != nil {
		return nil, err
	}
	clock := graph.Clock(cmp.Or(q.get("clock"), string(graph.AboutClock)))
	found, err := s.Graph.Timeline(q.ctx, f, clock, p)
	if err != nil {
		return nil, err
	}
	page := &timelinePage{Clock: clock, Events: []event{}, Total: found.Total, Timeless: found.Timeless, Undated: found.Undated, Next: found.Next,
		Pager: q.pager(found.Next), Filters: q.chips()}
	if page.Notes, err = q.unnamed(f); err != nil {
		return nil, err
	}
	views, err := q.rows(found.Rows)
	if err != nil {
		return nil, err
	}
	page.Events = eventsOf(views, clock)
	if len(f.Questions) == 1 {
		key := f.Questions[0]
		page.Asks, page.CompareHref = q.asks(key), q.href("/compare", "question", string(key))
		if p.After == "" {
			if page.Lineage, err = q.lineageOf(key, f); err != nil {
				return nil, err
			}
		}
	}
	if q.isAPI() {
		return page, nil
	}
	page.layOut()
	return page, page.choices(s, q, f)
}

// layOut makes the list by years and the axis of the events.
func (p *timelinePage) layOut() {
	var marks []axisMark
	for _, e := range p.Events {
		name, id := "Without a known date", "undated"
		if day := cmp.Or(e.From, e.To); day != "" {
			name, id = cmp.Or(strings.TrimLeft(string(day[:4]), "0"), "0"), string(day[:4])
			marks = append(marks, axisMark{Days: e.days, Lane: laneOf(e.First.record.Claim), Approximate: e.Certainty == approximate || e.Certainty == uncertain,
				Inferred: e.Certainty == inferred, Label: strings.Trim(e.When+", "+e.Hedge, ", ") + ": " + e.Says, Href: e.First.Href})
		}
		if n := len(p.Years); n == 0 || p.Years[n-1].Name != name {
			p.Years = append(p.Years, year{ID: "year-" + id, Name: name})
		}
		last := &p.Years[len(p.Years)-1]
		last.Events = append(last.Events, e)
	}
	if len(marks) > 0 {
		a := layAxis(marks)
		p.Axis = &a
	}
}

// choices are the addresses that choose something else.
func (p *timelinePage) choices(s *Server, q *request, f communique.Filter) error {
	for _, c := range graph.Clocks {
		label := map[graph.Clock]string{graph.AboutClock: "when it happened or holds", graph.PublishedClock: "when it was published"}[c]
		value := string(c)
		if c == graph.Clocks[0] {
			value = ""
		}
		p.Clocks = append(p.Clocks, choice{Field: "clock", Value: string(c), Label: label, On: c == p.Clock, Href: q.with("clock", value)})
	}
	lines, err := s.Graph.Answered(q.ctx, claim.Lines()...)
	if err != nil {
		return err
	}
	for _, key := range lines {
		on := len(f.Questions) == 1 && f.Questions[0] == key
		c := choice{Field: "question", Value: string(key), Label: q.asks(key), On: on, Href: q.with("question", string(key))}
		if on {
			c.Href = q.with("question", "")
		}
		p.Lines = append(p.Lines, c)
	}
	p.Kinds = q.kindChoices(f)
	return nil
}

// eventsOf puts claims together that tell the same of the same days. They come
// in the order of a timeline, in which they stand together.
func eventsOf(views []claimView, clock graph.Clock) []event {
	out := []event{}
	at := map[string]int{}
	for _, v := range views {
		e := eventOf(v, clock)
		key := strings.Join([]string{string(e.Kind), e.days.String(), e.Says, string(v.Modality), string(v.Polarity), kindOf(v.record.Claim)}, "\x00")
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, e)
			continue
		}
		o := &out[i]
		if o.Certainty != stated && e.Certainty == stated { // one that states it speaks for those that leave it to be worked out
			o.Certainty, o.When, o.Hedge, o.Time = e.Certainty, e.When, e.Hedge, e.Time
		}
		o.Claims = append(o.Claims, v)
	}
	for i := range out {
		o := &out[i]
		slices.SortStableFunc(o.Claims, func(a, b claimView) int { return cmp.Compare(firstTold(a), firstTold(b)) })
		o.First, o.More, o.ID = o.Claims[0], o.Claims[1:], "event-"+string(o.Claims[0].ID)
	}
	return out
}

// firstTold orders the tellings of an event: by when they were published, those
// without a date last.
func firstTold(v claimView) string {
	d := v.record.Document.Published().Days
	return string(cmp.Or(d.From, d.To, "~")) + v.File
}

// How exactly the time of an event is known.
const (
	stated      = "stated"
	approximate = "approximate"
	uncertain   = "uncertain"
	inferred    = "inferred"
	unknown     = "unknown"
)

// eventOf tells one claim as an event.
func eventOf(v claimView, clock graph.Clock) event {
	c := v.record.Claim
	t, moment := c.About, isAct(c.Kind)
	if clock == graph.PublishedClock {
		t, moment = v.record.Document.Published(), true
	}
	e := event{From: t.From, To: t.To, Time: edtfOf(t), Precision: precision(t.Days), Certainty: certainty(t), Kind: c.Kind, Says: v.Sentence,
		Claims: []claimView{v}, days: t.Days}
	e.When = daysWords(t.Days)
	if moment {
		e.When = momentWords(t.Days)
	}
	var hedges []string
	switch {
	case !t.Known():
		e.When = "date unknown"
	case moment && (e.Precision == "month" || e.Precision == "year"):
		hedges = append(hedges, "the day is not told")
	}
	switch e.Certainty {
	case approximate, uncertain, inferred:
		hedges = append(hedges, e.Certainty)
	}
	if end := strings.TrimPrefix(noEnd(c), "; "); end != "" && clock == graph.AboutClock {
		hedges = append(hedges, end)
	}
	e.Hedge = strings.Join(hedges, ", ")
	return e
}

// precision says how long the days are in which a time lies.
func precision(d communique.Days) string {
	switch words := daysWords(d); {
	case !d.Known():
		return unknown
	case d.From == "" || d.To == "":
		return "open"
	case d.From == d.To:
		return "day"
	case strings.Contains(words, " to "):
		return "period"
	case strings.Contains(words, " "):
		return "month"
	}
	return "year"
}

// certainty says whether a text states a time or how it is known otherwise.
func certainty(t communique.TimeValue) string {
	if !t.Known() {
		return unknown
	}
	if v, err := edtf.Parse(t.EDTF); err == nil {
		switch v.From.Qualifier {
		case edtf.Approximate, edtf.UncertainApproximate:
			return approximate
		case edtf.Uncertain:
			return uncertain
		}
	}
	if strings.HasPrefix(t.Basis, "inferred") || strings.HasPrefix(t.Basis, "publication date") && t.Exact == "" {
		return inferred
	}
	return stated
}

// laneOf names the lane of the axis on which a claim stands.
func laneOf(c *communique.Claim) string {
	switch c.Kind {
	case communique.Decision, communique.Establishment, communique.Invocation, communique.Accession, communique.Sanction:
		return laneDecisions
	case communique.Recognition:
		return laneRecognitions
	case communique.Adoption:
		return laneAdoptions
	case communique.Amendment:
		return laneChanges
	case communique.Position, communique.Denial, communique.Attribution:
		return laneRemarks
	}
	return laneReports
}

// The lanes of the axis, by the act that is told, from above.
const (
	laneDecisions    = "Decisions"
	laneRecognitions = "Recognitions"
	laneAdoptions    = "Adoptions"
	laneChanges      = "Changes and reaffirmations"
	laneRemarks      = "Views and attributions"
	laneReports      = "What holds and happens"
)

var lanes = []string{laneDecisions, laneRecognitions, laneAdoptions, laneChanges, laneRemarks, laneReports}
