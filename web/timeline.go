package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/internal/edtf"
	"github.com/communique-kg/communique/web/draw"
)

var (
	paramClock = param{Name: "clock", Says: "By which time events are put in order: when they happened (about, the usual one), were said, published in their document, or first recorded.", One: stringsOf(graph.Clocks)}
	paramFrom  = param{Name: "from", Says: "Where the list begins, by its clock: a year, month or day, 2014 or 2014-09-05."}

	timelineParams = append(append([]param{paramClock, paramFrom}, filterParams...), pageParams...)
)

// timelinePage is what the claims that a filter chooses tell, in order of time.
type timelinePage struct {
	Clock    graph.Clock  `json:"clock"`
	Events   []event      `json:"events"`
	Total    int          `json:"total"`             // claims, on all pages
	Timeless int          `json:"timeless"`          // how many of them have no day on this clock; they come last
	Undated  int          `json:"undated"`           // how many more only their unknown publication date keeps out
	Density  []yearCount  `json:"years"`             // how many of the claims, on all pages, begin in each year
	Lineage  *lineageView `json:"lineage,omitempty"` // of one question: its acts, on the first page
	Next     string       `json:"next,omitempty"`
	Notes    []string     `json:"notes,omitempty"`

	Asks        string       `json:"-"` // the one question
	CompareHref string       `json:"-"`
	Clocks      []choice     `json:"-"`
	Lines       []choice     `json:"-"`
	Kinds       []choice     `json:"-"`
	Filters     []choice     `json:"-"`
	Since       *choice      `json:"-"` // where the list begins, and the address from the beginning; nil where that is
	Overview    barsView     `json:"-"` // every year; only where the page is a part
	Years       []year       `json:"-"`
	Axis        *drawingView `json:"-"` // nil where no event has a day
	Glances     bool         `json:"-"` // whether some event is looked back on
	Reaches     string       `json:"-"` // when the last dated event of the page begins, in words
	Shown       int          `json:"-"` // claims, on this page
	Saves       []citeFormat `json:"-"`
	Pager       pager        `json:"-"`
}

func (p *timelinePage) title() string {
	if p.Asks != "" {
		return p.Asks + " – Timeline"
	}
	return "Timeline"
}

// yearCount is how many claims begin in a year.
type yearCount struct {
	Year   int `json:"year"`
	Claims int `json:"claims"`
}

// event is what one or several claims tell in the same way of the same days.
type event struct {
	From       communique.Day  `json:"from"` // "" where open or unknown
	To         communique.Day  `json:"to"`
	Time       string          `json:"time"`      // EDTF, "" where unknown
	Precision  string          `json:"precision"` // day, month, year, period, open or unknown
	Certainty  string          `json:"certainty"` // stated, approximate, uncertain, inferred or unknown
	When       string          `json:"when"`      // in words
	Kind       communique.Kind `json:"kind"`
	Says       string          `json:"says"` // in a sentence
	Claims     []claimView     `json:"claims"`
	LookedBack []telling       `json:"looked_back,omitempty"` // by later texts, the earliest first

	ID    string      `json:"-"`
	First *claimView  `json:"-"`
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
	clock, err := q.clock()
	if err != nil {
		return nil, err
	}
	since, err := q.since()
	if err != nil {
		return nil, err
	}
	whole := p.After == "" && since == ""
	if p.After == "" && since != "" {
		p.After = graph.Since(since)
	}
	found, err := s.Graph.Timeline(q.ctx, f, clock, p)
	if err != nil {
		return nil, err
	}
	page := &timelinePage{Clock: clock, Events: []event{}, Total: found.Total, Timeless: found.Timeless, Undated: found.Undated, Density: []yearCount{}, Next: found.Next,
		Pager: q.pager(found.Next), Filters: q.chips()}
	for _, y := range found.Years {
		page.Density = append(page.Density, yearCount(y))
	}
	if page.Notes, err = q.unnamed(f); err != nil {
		return nil, err
	}
	views, err := q.rows(found.Rows)
	if err != nil {
		return nil, err
	}
	page.Events = eventsOf(views, clock)
	if err := q.lookBack(page.Events, f, clock); err != nil {
		return nil, err
	}
	if len(f.Questions) == 1 {
		key := f.Questions[0]
		page.Asks, page.CompareHref = q.asks(key), q.href("/compare", "question", string(key))
		if whole {
			if page.Lineage, err = q.lineageOf(key, f); err != nil {
				return nil, err
			}
		}
	}
	if q.isAPI() {
		return page, nil
	}
	if since != "" {
		given, _ := beginning(q.get("from")) // which since has read already
		page.Since = &choice{Label: daysWords(communique.Days{From: given.From, To: cmp.Or(given.To, given.From)}), Href: q.with("from", "")}
	}
	page.layOut()
	if !whole || found.Next != "" {
		page.Overview = q.overview(page, found.Years)
	}
	page.Saves = q.saves()
	return page, page.choices(s, q, f)
}

// clock reads by which time events are put in order.
func (q *request) clock() (graph.Clock, error) {
	if err := q.oneOf("clock"); err != nil {
		return "", err
	}
	return graph.Clock(cmp.Or(q.get("clock"), string(graph.AboutClock))), nil
}

// since reads where a timeline begins; "" at its beginning.
func (q *request) since() (communique.Day, error) {
	given := q.get("from")
	if given == "" {
		return "", nil
	}
	if days, ok := beginning(given); ok {
		return days.From, nil
	}
	fault := badParam("from", fmt.Sprintf("from: %q is not a year, month or day. Write 2014, 2014-09 or 2014-09-05.", clip(given, 60)))
	if meant := likelyDays(given); meant.From != "" {
		fault.Instead = []choice{{Label: dayWords(meant.From), Href: q.with("from", string(meant.From))}}
	}
	return "", fault
}

// beginning reads a year, month, day or period as the days where a list begins.
// The year 0, which EDTF has not, is one that claims can have.
func beginning(given string) (communique.Days, bool) {
	if given == "0000" {
		return communique.Days{From: "0000-01-01", To: "0000-12-31"}, true
	}
	if day := communique.Day(given); day.Validate() == nil {
		return communique.Days{From: day, To: day}, true
	}
	d, err := days(given)
	return d, err == nil && d.From != ""
}

// layOut makes the list by years and the drawing of the events.
func (p *timelinePage) layOut() {
	for _, e := range p.Events {
		name, id := "Without a known date", "undated"
		if day := cmp.Or(e.From, e.To); day != "" {
			name, id = cmp.Or(strings.TrimLeft(string(day[:4]), "0"), "0"), string(day[:4])
		}
		if n := len(p.Years); n == 0 || p.Years[n-1].Name != name {
			p.Years = append(p.Years, year{ID: "year-" + id, Name: name})
		}
		last := &p.Years[len(p.Years)-1]
		last.Events = append(last.Events, e)
		p.Shown += len(e.Claims)
		p.Reaches = cmp.Or(beginWords(e), p.Reaches)
		p.Glances = p.Glances || len(e.LookedBack) > 0
	}
	if drawn := drawEvents(p.Events, p.Clock); len(drawn.Marks) > 0 {
		p.Axis = &drawingView{ID: "axis-title", Drawing: drawn}
	}
}

// beginWords gives the beginning of an event, or its end where only that is known,
// no more exactly than it is told; "" where it has no day.
func beginWords(e event) string {
	day := cmp.Or(e.From, e.To)
	t, err := time.Parse(time.DateOnly, string(day))
	switch v, told := edtf.Parse(e.Time); {
	case err != nil:
		return string(day)
	case e.From != "" && told == nil:
		return endWords(day, v.From)
	case told == nil:
		return endWords(day, v.To)
	}
	return t.Format("2006")
}

// overview draws how many claims each year has, with the part that the page shows.
func (q *request) overview(p *timelinePage, years []graph.YearCount) barsView {
	first, last := math.MaxInt, math.MinInt
	for _, e := range p.Events {
		if y, err := strconv.Atoi(string(cmp.Or(e.From, e.To, "none")[:4])); err == nil {
			first, last = min(first, y), max(last, y)
		}
	}
	says := "The page shows only what has no known date."
	if first <= last {
		says = fmt.Sprintf("The page shows what begins from %d to %d.", first, last)
		if first == last {
			says = fmt.Sprintf("The page shows a part of %d.", first)
		}
	}
	return yearBars(barsView{ID: "overview", Title: "All years", Head: "Years", Unit: "Claims", Says: says + " A bar leads to where its years begin; a dash after a year means several together."}, years,
		func(first, _ int) string { return q.with("from", fmt.Sprintf("%04d", first)) },
		func(from, to int) bool { return from <= last && first <= to })
}

// saves are the formats in which what the page lists can be saved, the drawing
// before the claims.
func (q *request) saves() []citeFormat {
	var out []citeFormat
	for _, f := range export.Formats {
		v := q.copied()
		for _, name := range []string{"from", "limit"} {
			v.Del(name)
		}
		if !f.Drawn {
			v.Del("clock")
		}
		v.Set("format", f.Name)
		one := citeFormat{f.Name, f.Title, f.Says, address("/api/v1/export", v)}
		if f.Drawn {
			out = slices.Insert(out, 0, one)
		} else {
			out = append(out, one)
		}
	}
	return out
}

// clockLabels say for people by which time events are put in order.
var clockLabels = map[graph.Clock]string{graph.AboutClock: "when it happened or holds", graph.SaidClock: "when it was said",
	graph.PublishedClock: "when it was published", graph.RecordedClock: "when it was recorded here"}

// choices are the addresses that choose something else. Where the list begins
// belongs to its clock, and goes with it.
func (p *timelinePage) choices(s *Server, q *request, f communique.Filter) error {
	for _, c := range graph.Clocks {
		v := q.copied()
		v.Del("clock")
		v.Del("from")
		if c != graph.Clocks[0] {
			v.Set("clock", string(c))
		}
		p.Clocks = append(p.Clocks, choice{Field: "clock", Value: string(c), Label: clockLabels[c], On: c == p.Clock, Href: address(q.route.path, v)})
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
		slices.SortStableFunc(o.Claims, func(a, b claimView) int { return cmp.Compare(firstTold(&a), firstTold(&b)) })
		o.First, o.More, o.ID = &o.Claims[0], o.Claims[1:], "event-"+string(o.Claims[0].ID)
	}
	return out
}

// firstTold orders the tellings of an event: by when they were published, those
// without a date last.
func firstTold(v *claimView) string {
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
	t, moment := timeOf(v.record, clock), clock != graph.AboutClock || isAct(c.Kind)
	e := event{From: t.From, To: t.To, Time: edtfOf(t), Precision: precision(t.Days), Certainty: certainty(t), Kind: c.Kind, Says: v.Sentence,
		Claims: []claimView{v}, days: t.Days}
	e.When = spanWords(t)
	if moment {
		e.When = momentTime(t)
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

// timeOf returns the time of a record by a clock, unknown where that is.
func timeOf(r communique.Record, clock graph.Clock) communique.TimeValue {
	switch clock {
	case graph.SaidClock:
		for i := range r.Document.Statements {
			if s := &r.Document.Statements[i]; r.Claim.Statement != "" && s.ID == r.Claim.Statement {
				return s.Said
			}
		}
		return communique.TimeValue{}
	case graph.PublishedClock:
		return r.Document.Published()
	case graph.RecordedClock:
		return communique.TimeValue{Days: clock.Days(r), Basis: "the log"}
	}
	return r.Claim.About
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

// The lanes of the drawing, by the act that is told, from above.
const (
	laneDecisions = iota
	laneRecognitions
	laneAdoptions
	laneChanges
	laneRemarks
	laneReports
	laneGlances
)

var lanes = []string{"Decisions", "Recognitions", "Adoptions", "Changes and reaffirmations", "Remarks", "Reports", "Looking back"}

// laneOf gives the lane in which a claim stands. What is done once and binds is a
// decision, what somebody holds of something a remark; what is or happens is a report.
func laneOf(c *communique.Claim) int {
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

// drawEvents draws the events that have a day. On the clock of events, texts that
// look back stand in a lane of their own on the day on which they did; on the
// clocks of texts they stand there anyhow. Connectors lead from acts to them.
func drawEvents(events []event, clock graph.Clock) draw.Timeline {
	var marks []draw.Mark
	var links []draw.Link
	at := map[communique.ClaimID]int{} // the marks of claims
	of := make([]int, len(events))
	sorts := crowds(events)
	for i, e := range events {
		if !e.days.Known() {
			continue
		}
		of[i] = len(marks)
		s := sorts[sortOf(e)]
		if s.seen++; s.all > mostAlike && s.seen > mostAlike {
			of[i] = s.folded
			marks[s.folded].More = s.all - mostAlike + 1
		}
		for _, c := range e.Claims {
			at[c.ID] = of[i]
		}
		if of[i] < len(marks) {
			continue
		}
		mark := draw.Mark{Days: e.days, Lane: laneOf(e.First.record.Claim), Approximate: e.Certainty == approximate || e.Certainty == uncertain,
			Inferred: e.Certainty == inferred, Label: joined(", ", e.When, kindOf(e.First.record.Claim), e.Hedge) + ": " + e.Says, Href: e.First.Href}
		if s.all > mostAlike && s.seen == mostAlike {
			s.folded = len(marks)
			mark.Approximate, mark.Inferred = false, false
			mark.Label = fmt.Sprintf("+%d more, %s, %s: in the list", s.all-mostAlike+1, e.When, strings.ToLower(lanes[mark.Lane]))
			mark.Href = "#" + e.ID
		}
		marks = append(marks, mark)
	}
	glances := map[communique.ClaimID]int{}
	for i, e := range events {
		for _, t := range e.LookedBack {
			to, ok := at[t.Claim]
			if clock == graph.AboutClock {
				if to, ok = glances[t.Claim]; !ok {
					to, ok = len(marks), true
					glances[t.Claim] = to
					marks = append(marks, draw.Mark{Days: t.View.toldOn(), Lane: laneGlances, Glance: true,
						Label: t.View.toldWords() + ", " + t.After + " later, looks back: “" + t.Exact + "”", Href: t.View.Href})
				}
			}
			if ok && clock != graph.RecordedClock && e.days.Known() {
				links = append(links, draw.Link{From: of[i], To: to})
			}
		}
	}
	drawn := draw.LayTimeline(lanes, marks, links)
	drawn.Title = "The events over the years"
	return drawn
}

// mostAlike is how many events of one lane and the same days are drawn; more
// are folded into the last, as their number, which leads to them in the list.
const mostAlike = 8

// crowd is the events of one lane with the same days.
type crowd struct{ all, seen, folded int }

// sortOf names the crowd of an event.
func sortOf(e event) string {
	return strconv.Itoa(laneOf(e.First.record.Claim)) + " " + e.days.String()
}

func crowds(events []event) map[string]*crowd {
	out := map[string]*crowd{}
	for _, e := range events {
		if out[sortOf(e)] == nil {
			out[sortOf(e)] = &crowd{}
		}
		out[sortOf(e)].all++
	}
	return out
}

// joined joins the texts that are not empty.
func joined(by string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), by)
}
