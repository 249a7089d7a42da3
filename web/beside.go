package web

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
)

// today is the value of beside that sets no day: all that is known now.
const today = "today"

var paramBeside = param{Name: "beside", Says: "Of one question, a second published-by day, YYYY-MM-DD, or \"today\": what could be known then is shown beside the first."}

// besideView is what could be known of a question on a second day.
type besideView struct {
	PublishedBy string               `json:"published_by"` // a day, or "today"
	Answers     int                  `json:"answers"`
	Undated     int                  `json:"undated"`
	Comparisons []comparison         `json:"comparisons"`
	Added       []communique.ClaimID `json:"added"` // answers of the later day that the earlier lacks
}

// daySide is one of two days beside each other.
type daySide struct {
	Title    string // "Known by 15 June 2016"
	Answers  int
	Undated  int
	New      int // answers that the earlier day lacks
	Verdicts []comparison
	Agree    int    // agreements
	Href     string // with this day alone
}

// knowledge is what could be known of a question by a day.
type knowledge struct {
	asked       *request // as of the day
	rows        []graph.Row
	total       int
	undated     int
	views       []claimView
	comparisons []comparison
}

// knownBy asks one question as of the day of the filter.
func (q *request) knownBy(f communique.Filter) (knowledge, error) {
	o := q
	if f.PublishedBy != q.clocks.PublishedBy {
		other := *q
		other.clocks.PublishedBy, other.known = f.PublishedBy, nil
		o = &other
	}
	found, err := o.site.Graph.Claims(o.ctx, f, graph.Page{Limit: mostAnswers})
	if err != nil {
		return knowledge{}, err
	}
	k := knowledge{asked: o, rows: found.Rows, total: found.Total, undated: found.Undated}
	judged, err := o.judged(f.Questions[0], found.Rows)
	if err != nil {
		return knowledge{}, err
	}
	if k.views, err = o.rows(found.Rows); err != nil {
		return knowledge{}, err
	}
	k.comparisons = o.told(f.Questions[0], judged, k.views)
	for i := range k.comparisons {
		k.comparisons[i].part(len(found.Rows), found.Total)
	}
	return k, nil
}

// besideDay reads the second day; false where none is given.
func (q *request) besideDay() (communique.Day, bool, error) {
	given := q.get(paramBeside.Name)
	switch given {
	case "":
		return "", false, nil
	case today:
		return "", true, nil
	}
	day := communique.Day(given)
	if err := day.Validate(); err != nil {
		fault := badParam(paramBeside.Name, fmt.Sprintf("beside: %q is not a day. Write year, month and day, such as 2016-06-15, or today.", clip(given, 40)))
		if meant := likelyDays(given); meant.To != "" {
			fault.Instead = []choice{{Label: dayWords(meant.To), Href: q.with(paramBeside.Name, string(meant.To))}}
		}
		return "", false, fault
	}
	return day, true, nil
}

// setBeside puts what could be known by another day beside the page. The answers
// that the page lists become those of the later day, with a word on those that
// the earlier lacks.
func (q *request) setBeside(page *comparePage, f communique.Filter, first knowledge, day communique.Day) (later knowledge, err error) {
	g := f
	g.PublishedBy = day
	second, err := q.knownBy(g)
	if err != nil {
		return knowledge{}, err
	}
	early, late, earlyDay, lateDay := first, second, f.PublishedBy, day
	if before(day, f.PublishedBy) {
		early, late, earlyDay, lateDay = second, first, day, f.PublishedBy
	}
	had := map[communique.ClaimID]bool{}
	for _, v := range early.views {
		had[v.ID] = true
	}
	page.Beside = &besideView{PublishedBy: q.get(paramBeside.Name), Answers: second.total, Undated: second.undated, Comparisons: second.comparisons, Added: []communique.ClaimID{}}
	page.added = map[communique.ClaimID]string{}
	for _, v := range late.views {
		if had[v.ID] {
			continue
		}
		page.Beside.Added = append(page.Beside.Added, v.ID)
		page.added[v.ID] = "new since " + dayWords(earlyDay)
		if !v.record.Document.Published().Known() {
			page.added[v.ID] = "of unknown date"
		}
	}
	page.Sides = []daySide{q.daySide(early, earlyDay), q.daySide(late, lateDay)}
	page.Sides[1].New = len(page.Beside.Added)
	return late, nil
}

// before reports whether a published-by day comes before another; none is today.
func before(a, b communique.Day) bool { return a != "" && (b == "" || a < b) }

func (q *request) daySide(k knowledge, day communique.Day) daySide {
	s := daySide{Title: "Known today", Answers: k.total, Undated: k.undated}
	if day != "" {
		s.Title = "Known by " + dayWords(day)
	}
	loud, quiet := verdicts(k.comparisons)
	s.Verdicts, s.Agree = loud, len(quiet)
	v := q.copied()
	v.Del(paramBeside.Name)
	v.Del("published-by")
	if day != "" {
		v.Set("published-by", string(day))
	}
	s.Href = address(q.route.path, v)
	return s
}
