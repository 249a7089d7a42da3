package web

import (
	"cmp"
	"slices"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/search"
)

// homePage is the first page.
type homePage struct {
	Empty     bool
	Counts    graph.Counts
	Dated     bool // dates are chosen; the next two are what they let pass
	Documents uint64
	Claims    int
	Newest    []documentRow
	Questions []questionRow
	Undated   int
	Lag       uint64 // entries that graph and index have yet to take in

	CompareHref, DocumentsHref, AddHref string
}

func (p *homePage) title() string { return "" }

func home(s *Server, q *request) (any, error) {
	last, err := s.Corpus.Last(q.ctx)
	if err != nil {
		return nil, err
	}
	page := &homePage{Empty: last == 0, CompareHref: q.href("/compare"), DocumentsHref: q.href("/documents"), AddHref: q.href("/add")}
	if page.Empty {
		return page, nil
	}
	if page.Lag, err = s.lag(q.ctx); err != nil {
		page.Lag = 0 // only a note
	}
	if page.Counts, err = s.Graph.Count(q.ctx); err != nil {
		return nil, err
	}
	if page.Dated = q.clocksWords() != ""; page.Dated {
		found, err := s.Index.Search(q.ctx, search.Query{Things: []search.Thing{search.Documents}, Filter: q.clocks, Limit: 1})
		if err != nil {
			return nil, err
		}
		claims, err := s.Graph.Claims(q.ctx, q.clocks, graph.Page{Limit: 1})
		if err != nil {
			return nil, err
		}
		page.Documents, page.Claims = found.Total, claims.Total
	}
	if page.Newest, err = q.newest(last, 8); err != nil {
		return nil, err
	}
	groups, err := s.Graph.Groups(q.ctx, q.clocks, graph.Page{Limit: 30})
	if err != nil {
		return nil, err
	}
	page.Undated = groups.Undated
	if page.Questions, err = q.questions(groups.Groups, mostListed, false); err != nil {
		return nil, err
	}
	page.Questions = slices.DeleteFunc(page.Questions, func(r questionRow) bool { return len(r.Verdicts) == 0 })
	slices.SortStableFunc(page.Questions, func(a, b questionRow) int {
		return cmp.Compare(weight(a.Verdicts[0].Relation), weight(b.Verdicts[0].Relation))
	})
	page.Questions = page.Questions[:min(len(page.Questions), 6)]
	return page, nil
}

// newest returns the documents that were last read for the first time, walking
// the log backwards by small steps.
func (q *request) newest(last uint64, n int) ([]documentRow, error) {
	const step, farthest = 64, 2048
	var rows []documentRow
	seen := map[communique.DocID]bool{}
	for low := last; len(rows) < n && low > 0 && last-low < farthest; {
		high := low
		low -= min(low, step)
		var entries []corpus.Entry
		for e, err := range q.site.Corpus.Entries(q.ctx, low) {
			if err != nil {
				return nil, err
			}
			if e.Seq > high {
				break
			}
			entries = append(entries, e)
		}
		for _, e := range slices.Backward(entries) {
			if e.Kind != corpus.ReadingEntry || seen[e.Document] || len(rows) == n {
				continue
			}
			seen[e.Document] = true
			h, err := q.history(e.Document)
			if err != nil {
				return nil, err
			}
			if h.Retracted() || q.clocks.MatchPublished(h.Current().Published().Days) < communique.Possibly {
				continue
			}
			if by := q.clocks.RecordedBy; by != "" && communique.DayOf(h.Recorded()) > by {
				continue
			}
			rows = append(rows, q.documentRow(h, q.clocks.MatchPublished(h.Current().Published().Days)))
		}
	}
	return rows, nil
}
