package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/web/draw"
)

// How much of what an actor said is drawn.
const (
	mostPositions = 200 // positions, the newest
	mostTopics    = 12  // topics, those of most positions
)

// positionsView is what an actor held, by topic over time: a drawing, and a
// table that says the same. The zero value shows nothing.
type positionsView struct {
	Drawing *drawingView // nil where no position has a day
	Topics  []topicPositions
	Left    int // positions on topics that are left out
	Partly  bool
}

// topicPositions is what an actor held on one topic, in order of time.
type topicPositions struct {
	ID         string // of its row
	Name, Href string
	Positions  []position
}

// position is a claim of what an actor holds, when it was said.
type position struct {
	View *claimView
	On   string // when it was said, else published, in words
}

// heldBy tells of an actor what it held on which topic and when, and in which
// years it said something, from its newest claims.
func (q *request) heldBy(id communique.EntityID, found graph.Claims) (positionsView, barsView, error) {
	years := map[int]int{}
	var rows []graph.Row
	for _, row := range found.Rows {
		if row.Speaker == id {
			if d := toldDays(row); d.Known() {
				years[yearOfDays(d)]++
			}
		}
		if row.Kind == communique.Position && (row.Speaker == id || row.Speaker == "" && row.Subject == id) && len(rows) < mostPositions {
			rows = append(rows, row)
		}
	}
	said := barsView{}
	if len(years) > 1 {
		said = barsView{ID: "said", Title: "Said by year", Head: "Years", Unit: "Claims", Says: "Claims with this speaker, by when they were said, else published."}
		if found.Total > len(found.Rows) {
			said.Says += fmt.Sprintf(" Of the newest %s claims that name the speaker.", thousands(len(found.Rows)))
		}
		var counts []graph.YearCount
		for y, n := range years {
			counts = append(counts, graph.YearCount{Year: y, Claims: n})
		}
		said = yearBars(said, counts, nil, nil)
	}
	views, err := q.sentences(rows)
	if err != nil {
		return positionsView{}, barsView{}, err
	}
	held := q.byTopic(views)
	held.Partly = found.Total > len(found.Rows) || len(rows) == mostPositions
	return held, said, nil
}

// sentences shows of the claims that the graph found only what they say, and their
// addresses.
func (q *request) sentences(rows []graph.Row) ([]claimView, error) {
	held, err := q.helds(refsOf(rows)...)
	out := make([]claimView, len(held))
	for i, h := range held {
		out[i] = claimView{ID: h.Claim.ID, Sentence: sentence(clause(h.Claim, q.site.name)), Href: q.href("/claim", "id", string(h.Claim.ID)), record: h.Record}
	}
	return out, err
}

// toldDays are the days on which a claim was said, else published.
func toldDays(r graph.Row) communique.Days {
	if r.Said.Known() {
		return r.Said
	}
	return r.Published
}

// yearOfDays is the year in which known days begin, or end.
func yearOfDays(d communique.Days) int {
	y := 0
	fmt.Sscanf(string(cmp.Or(d.From, d.To)), "%4d", &y)
	return y
}

// byTopic puts positions under their topics, those of most positions first, and
// draws them.
func (q *request) byTopic(views []claimView) positionsView {
	var out positionsView
	at := map[string]int{}
	for i := range views {
		v := &views[i]
		for _, topic := range q.topicsOf(v) {
			i, ok := at[topic.Href+topic.Name]
			if !ok {
				i = len(out.Topics)
				at[topic.Href+topic.Name] = i
				out.Topics = append(out.Topics, topic)
			}
			p := position{View: v, On: "on an unknown day"}
			if d := v.toldOn(); d.Known() {
				p.On = v.toldWords()
			}
			out.Topics[i].Positions = append(out.Topics[i].Positions, p)
		}
	}
	slices.SortStableFunc(out.Topics, func(a, b topicPositions) int {
		return cmp.Or(last(a, b), cmp.Compare(len(b.Positions), len(a.Positions)), cmp.Compare(a.Name, b.Name))
	})
	for _, t := range out.Topics[min(len(out.Topics), mostTopics):] {
		out.Left += len(t.Positions)
	}
	out.Topics = out.Topics[:min(len(out.Topics), mostTopics)]
	for i, t := range out.Topics {
		out.Topics[i].ID = fmt.Sprintf("topic-%d", i+1)
		slices.SortStableFunc(t.Positions, func(a, b position) int {
			x, y := a.View.toldOn(), b.View.toldOn()
			return cmp.Compare(cmp.Or(x.From, x.To, "~"), cmp.Or(y.From, y.To, "~"))
		})
	}
	out.Drawing = drawPositions(out.Topics)
	return out
}

// otherMatters names what has no topic, which comes last.
const otherMatters = "Other matters"

func last(a, b topicPositions) int {
	switch {
	case a.Name == otherMatters && b.Name != otherMatters:
		return 1
	case b.Name == otherMatters && a.Name != otherMatters:
		return -1
	}
	return 0
}

// topicsOf are the policy lines of a position, else its topics, else one for
// what has none.
func (q *request) topicsOf(v *claimView) []topicPositions {
	var out []topicPositions
	for _, key := range v.record.Claim.Questions {
		if strings.HasPrefix(string(key), "line/") {
			out = append(out, topicPositions{Name: q.asks(key), Href: q.href("/compare", "question", string(key))})
		}
	}
	if len(out) == 0 {
		for _, id := range v.record.Claim.Topics {
			out = append(out, topicPositions{Name: q.site.name(id), Href: q.href("/claims", "topic", string(id))})
		}
	}
	if len(out) == 0 {
		out = append(out, topicPositions{Name: otherMatters})
	}
	return out
}

// drawPositions draws a lane for each topic; many of the same days are folded
// into a number, which leads to the table.
func drawPositions(topics []topicPositions) *drawingView {
	var lanes []string
	var marks []draw.Mark
	for i, t := range topics {
		lanes = append(lanes, clip(t.Name, 70))
		seen := map[communique.Days]int{}
		folded := map[communique.Days]int{} // the place of the mark that folds
		for _, p := range t.Positions {
			d := p.View.toldOn()
			if !d.Known() {
				continue
			}
			seen[d]++
			switch n := seen[d] - mostAlike; {
			case n > 0:
				m := &marks[folded[d]]
				m.More, m.Href = n+1, "#"+t.ID
				m.Label = fmt.Sprintf("+%d more, %s, on %s: in the table", n+1, p.On, t.Name)
				continue
			case n == 0:
				folded[d] = len(marks)
			}
			marks = append(marks, draw.Mark{Days: d, Lane: i, Label: p.On + ", on " + t.Name + ": " + p.View.Sentence, Href: p.View.Href})
		}
	}
	if len(marks) == 0 {
		return nil
	}
	drawn := draw.LayTimeline(lanes, marks, nil)
	drawn.Title, drawn.Name = "Positions by topic over time", "positions"
	return &drawingView{ID: "positions-title", Drawing: drawn}
}
