package web

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"iter"
	"net/url"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/web/draw"
)

// drawnPolicy is the policy of a drawing that a browser opens by itself: nothing
// but the style inside it, known by its hash.
var drawnPolicy = func() string {
	sum := sha256.Sum256([]byte(draw.FileStyle()))
	return strings.Replace(policy, "style-src 'self'", "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", 1)
}()

// mostDrawn is how many claims one drawing takes, the earliest; what is left out
// is said in it.
const mostDrawn = graph.MaxLimit

// drawn exports the claims of a filter as one drawing.
func (q *request) drawn(f communique.Filter) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) { yield(q.drawingOf(f)) }
}

func (q *request) drawingOf(f communique.Filter) ([]byte, error) {
	clock, err := q.clock()
	if err != nil {
		return nil, err
	}
	found, err := q.site.Graph.Timeline(q.ctx, f, clock, graph.Page{Limit: mostDrawn})
	if err != nil {
		return nil, err
	}
	q.counted(found.Total, found.Undated)
	says := fmt.Sprintf("%s in order of time, %s.", plural(found.Total, "claim", "claims"), clockLabels[clock])
	if n := found.Total - len(found.Rows); n > 0 {
		says = fmt.Sprintf("The earliest %s of %s in order of time, %s.", thousands(len(found.Rows)), plural(found.Total, "claim", "claims"), clockLabels[clock])
	}
	if found.Timeless > 0 {
		says += fmt.Sprintf(" %s no known date and no place in the drawing.", plural(found.Timeless, "claim has", "claims have"))
	}
	if found.Undated > 0 {
		says += fmt.Sprintf(" %s left out, whose documents have no known publication date.", plural(found.Undated, "more is", "more are"))
	}
	if chosen := q.chosenWords(f); chosen != "" {
		says += " Chosen: " + chosen + "."
	}
	title := "Timeline"
	if len(f.Questions) == 1 {
		title = q.asks(f.Questions[0])
	}
	return q.drawFile(found.Rows, f, clock, draw.About{Title: title, Says: says})
}

// drawnOf exports named claims as one drawing.
func (q *request) drawnOf(ids []communique.ClaimID) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		clock, err := q.clock()
		if err != nil {
			yield(nil, err)
			return
		}
		var views []claimView
		for _, id := range ids {
			held, _, err := q.find(id)
			if err != nil {
				yield(nil, err)
				return
			}
			v, err := q.claimData(held, communique.In)
			if err != nil {
				yield(nil, err)
				return
			}
			q.dress(&v, held)
			views = append(views, v)
		}
		yield(q.file(eventsOf(views, clock), clock, draw.About{Title: "Timeline", Says: plural(len(views), "claim", "claims") + ", chosen one by one."}))
	}
}

// drawFile draws the claims of rows as a file.
func (q *request) drawFile(rows []graph.Row, f communique.Filter, clock graph.Clock, about draw.About) ([]byte, error) {
	views, err := q.dressed(rows)
	if err != nil {
		return nil, err
	}
	events := eventsOf(views, clock)
	if err := q.lookBack(events, f, clock); err != nil {
		return nil, err
	}
	return q.file(events, clock, about)
}

func (q *request) file(events []event, clock graph.Clock, about draw.About) ([]byte, error) {
	about.Base = strings.TrimSuffix(q.full("/", url.Values{}), "/")
	return drawEvents(events, clock).File(about)
}

// chosenWords says what a filter chooses, beside its one question.
func (q *request) chosenWords(f communique.Filter) string {
	var words []string
	for _, c := range q.chips() {
		if c.Field != "question" || len(f.Questions) != 1 {
			words = append(words, strings.ReplaceAll(c.Field, "-", " ")+" "+c.Label)
		}
	}
	return joined(", ", strings.Join(words, ", "), q.clocksWords())
}
