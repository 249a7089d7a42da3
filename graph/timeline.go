package graph

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/communique-kg/communique"
)

// Clock is the time by which claims are put in order.
type Clock string

// The clocks of a timeline.
const (
	AboutClock     Clock = "about"     // when it holds or happened
	SaidClock      Clock = "said"      // when its statement was made; unknown in the outlet's own voice
	PublishedClock Clock = "published" // when its document was published
	RecordedClock  Clock = "recorded"  // when the corpus first held it
)

// Clocks lists the clocks of a timeline; the first is the usual one.
var Clocks = []Clock{AboutClock, SaidClock, PublishedClock, RecordedClock}

// Days returns the days of a record by the clock; unknown ones are never guessed
// from another clock.
func (c Clock) Days(r communique.Record) communique.Days {
	switch c {
	case SaidClock:
		return r.Said()
	case PublishedClock:
		return r.Document.Published().Days
	case RecordedClock:
		return firstRecorded(r.Recorded)
	}
	return r.Claim.About.Days
}

// firstRecorded is the day from which the corpus held a record at all.
func firstRecorded(recorded []communique.Days) communique.Days {
	if len(recorded) == 0 {
		return communique.Days{}
	}
	return communique.Days{From: recorded[0].From, To: recorded[0].From}
}

// Timeline is one page of the claims that pass a filter, in order of time.
type Timeline struct {
	Rows     []Row
	Total    int    // how many pass, on all pages
	Timeless int    // how many of them have no day on this clock; they come last
	Undated  int    // how many more only their unknown publication date keeps out
	Next     string // Page.After of the next page, "" on the last
	Years    []YearCount
}

// YearCount says how many of the claims that pass, on all pages, begin in a year
// by the clock of the timeline, or end in it where their beginning is open.
type YearCount struct {
	Year   int
	Claims int
}

// Since is a Page.After with which a timeline begins at what has its first known
// day on the given day or later.
func Since(day communique.Day) string { return encodePage(moment{Day: day}) }

// Timeline returns the claims that pass the filter by the days of a clock, the
// earliest first, those without any last. Claims of the same days stand by kind,
// subject and object, so that what tells one event stands together. Each page is
// one pass over what the filter finds and holds no more than the page in memory.
// It returns a *communique.InvalidError for a filter, clock or page that makes
// no sense.
func (g *Graph) Timeline(ctx context.Context, f communique.Filter, clock Clock, p Page) (Timeline, error) {
	if err := f.Validate(); err != nil {
		return Timeline{}, err
	}
	if !slices.Contains(Clocks, clock) {
		return Timeline{}, &communique.InvalidError{What: "clock", Err: fmt.Errorf("unknown clock %q; known: %v", clock, Clocks)}
	}
	var after moment
	if err := p.decode(&after); err != nil {
		return Timeline{}, err
	}
	var out Timeline
	err := g.view(ctx, func(t *transaction) error {
		limit := p.limit()
		var kept []timed   // the first of those after the cursor, at most twice a page
		var farthest timed // of those once cut, beyond which nothing is on this page
		var counts dayCounts
		cut := func() {
			slices.SortFunc(kept, func(a, b timed) int { return a.moment.compare(b.moment) })
			if len(kept) > limit+1 {
				kept = kept[:limit+1]
				farthest = kept[limit]
			}
		}
		err := t.walk(f, func(r *reader, m communique.Match) {
			if m == communique.Undated {
				out.Undated++
				return
			}
			out.Total++
			days := r.days(clock)
			day := cmp.Or(days.From, days.To, never)
			counts.add(r, clock)
			if p.After != "" && day < after.Day || farthest.moment.Claim != "" && day > farthest.Day {
				return // most rows, of which nothing else need be known
			}
			at := momentOf(r, days)
			if p.After != "" && at.compare(after) <= 0 || farthest.moment.Claim != "" && at.compare(farthest.moment) > 0 {
				return
			}
			kept = append(kept, timed{at.cloned(), r.row(m)})
			if len(kept) > 2*limit+1 {
				cut()
			}
		})
		if err != nil {
			return err
		}
		cut()
		var years map[int]int
		years, out.Timeless = counts.byYear()
		for _, y := range slices.Sorted(maps.Keys(years)) {
			out.Years = append(out.Years, YearCount{y, years[y]})
		}
		for i, k := range kept {
			if i == limit {
				out.Next = encodePage(kept[i-1].moment)
				break
			}
			out.Rows = append(out.Rows, k.Row)
		}
		return nil
	})
	if err != nil {
		return Timeline{}, err
	}
	return out, nil
}

// dayCounts counts claims by the day at which they stand in a timeline. The zero
// dayCounts has counted none.
type dayCounts struct {
	days     map[communique.Day]int
	numbered []int             // by the days of a table
	names    []communique.Days // of the table
}

// add counts the row on which a reader stands.
func (c *dayCounts) add(r *reader, clock Clock) {
	if n, ok := r.daysNumber(clock); ok {
		if c.numbered == nil {
			c.numbered, c.names = make([]int, len(r.table.days)), r.table.days
		}
		c.numbered[n]++
		return
	}
	c.addDays(r.days(clock), 1)
}

func (c *dayCounts) addDays(d communique.Days, n int) {
	if c.days == nil {
		c.days = map[communique.Day]int{}
	}
	day := cmp.Or(d.From, d.To, never)
	if _, known := c.days[day]; !known {
		day = communique.Day(strings.Clone(string(day)))
	}
	c.days[day] += n
}

// byYear returns the claims of each year, and how many have no day.
func (c *dayCounts) byYear() (years map[int]int, timeless int) {
	for i, n := range c.numbered {
		if n > 0 {
			c.addDays(c.names[i], n)
		}
	}
	years = map[int]int{}
	for day, n := range c.days {
		if y, ok := yearOf(day); ok {
			years[y] += n
		} else {
			timeless += n
		}
	}
	return years, timeless
}

// timed is a row with its place in a timeline.
type timed struct {
	moment
	Row
}

// moment is where a claim stands in a timeline; as a cursor it survives changes
// elsewhere.
type moment struct {
	Day      communique.Day      `json:"d"` // the first, or the last where that is open
	To       communique.Day      `json:"t,omitempty"`
	Kind     communique.Kind     `json:"k"`
	Subject  communique.EntityID `json:"s,omitempty"`
	Object   communique.EntityID `json:"o,omitempty"`
	Document communique.DocID    `json:"i"`
	Start    int                 `json:"p"`
	Claim    communique.ClaimID  `json:"c"`
}

// never stands for an unknown day and sorts after every day.
const never communique.Day = "~"

// momentOf is where the row stands that has these days by the clock.
func momentOf(r *reader, days communique.Days) moment {
	r.load()
	return moment{cmp.Or(days.From, days.To, never), days.To, r.claim.Kind, r.claim.Subject, r.claim.Object, r.document.ID, r.claim.Evidence.Start, r.claim.ID}
}

// yearOf returns the year of a day; false where the day is never.
func yearOf(d communique.Day) (int, bool) {
	if len(d) < 4 {
		return 0, false
	}
	y, err := strconv.Atoi(string(d[:4]))
	return y, err == nil
}

// cloned keeps a moment from holding the rows of its document in memory.
func (m moment) cloned() moment {
	c := func(s string) string { return strings.Clone(s) }
	m.Day, m.To = communique.Day(c(string(m.Day))), communique.Day(c(string(m.To)))
	m.Kind, m.Subject, m.Object = communique.Kind(c(string(m.Kind))), communique.EntityID(c(string(m.Subject))), communique.EntityID(c(string(m.Object)))
	m.Document, m.Claim = communique.DocID(c(string(m.Document))), communique.ClaimID(c(string(m.Claim)))
	return m
}

func (m moment) compare(o moment) int {
	return cmp.Or(cmp.Compare(m.Day, o.Day), cmp.Compare(m.To, o.To), cmp.Compare(m.Kind, o.Kind), cmp.Compare(m.Subject, o.Subject), cmp.Compare(m.Object, o.Object),
		cmp.Compare(m.Document, o.Document), cmp.Compare(m.Start, o.Start), cmp.Compare(m.Claim, o.Claim))
}

// Answered returns those of the questions that a claim of the store answers, or
// once answered, in the order given.
func (g *Graph) Answered(ctx context.Context, questions ...communique.Question) (out []communique.Question, err error) {
	err = g.view(ctx, func(t *transaction) error {
		for _, q := range questions {
			_, size, err := t.postings(access{[]quad.IRI{question}, []quad.Value{questionNode(q)}})
			if err != nil {
				return err
			}
			if size > 0 {
				out = append(out, q)
			}
		}
		return nil
	})
	return out, err
}
