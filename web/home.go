package web

import (
	"cmp"
	"slices"
	"strings"

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
	Changes   []change // the last days on which the log grew, newest first
	Questions []questionRow
	Undated   int
	Lag       uint64 // entries that graph and index have yet to take in

	CompareHref, DocumentsHref, ClaimsHref, ActorsHref, ReviewHref string

	Add *addPage // of an empty store: the ways to add documents; nil where it takes none
}

func (p *homePage) title() string { return "" }

// borrows tells that a home without documents shows the form of the page that adds them.
func (p *homePage) borrows() string {
	if p.Empty {
		return "add"
	}
	return ""
}

func home(s *Server, q *request) (any, error) {
	last, err := s.Corpus.Last(q.ctx)
	if err != nil {
		return nil, err
	}
	page := &homePage{Empty: last == 0, CompareHref: q.href("/compare"), DocumentsHref: q.href("/documents"),
		ClaimsHref: q.href("/claims"), ActorsHref: q.href("/actors"), ReviewHref: q.href("/review")}
	if page.Empty {
		if in, err := q.inbox(); err == nil {
			page.Add = q.addPage(in)
		}
		return page, nil
	}
	if page.Lag, err = s.lag(q.ctx); err != nil {
		page.Lag = 0 // only a note
	}
	if page.Counts, err = s.Graph.Count(q.ctx); err != nil {
		return nil, err
	}
	if page.Dated = q.clocksWords() != ""; page.Dated {
		claims, err := s.Graph.Claims(q.ctx, q.clocks, graph.Page{Limit: 1})
		if err != nil {
			return nil, err
		}
		page.Claims = claims.Total
		if err := q.dated(page); err != nil {
			return nil, err
		}
	}
	if err := q.latest(page, last); err != nil {
		return nil, err
	}
	groups, err := q.gravest()
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

// gravest returns the questions that home looks at: those in the gravest
// conflicts, as far as all answers are compared and no dates are chosen, else
// those that most documents answer.
func (q *request) gravest() (graph.Groups, error) {
	const looked = 30
	f := q.clocks
	if keys, all := q.site.Standing.Gravest(); all && len(keys) > 0 && q.clocksWords() == "" {
		f.Questions = keys[:min(len(keys), looked)]
	}
	return q.site.Graph.Groups(q.ctx, f, graph.Page{Limit: looked})
}

// change is what the log took in on a day.
type change struct {
	Day    communique.Day
	Says   string // "20 documents were read, 1 was judged"
	Before string // the same page as the store was the day before; "" where it held nothing

	read, noted, judged int
}

// What home shows of the end of the log.
const (
	mostNewest  = 6
	mostChanges = 4
)

// latest fills in what the end of the log tells: the documents that were last
// read for the first time, and what the last days brought.
func (q *request) latest(page *homePage, last uint64) error {
	entries, whole, err := q.site.tail.upTo(q.ctx, q.site.Corpus, last)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(entries) {
		page.changed(e, q.clocks.RecordedBy)
	}
	if !page.Dated {
		if err := q.newest(page, entries); err != nil {
			return err
		}
	}
	for i := range page.Changes {
		c := &page.Changes[i]
		c.Says = c.words()
		switch oldest := i == len(page.Changes)-1 && i+1 < mostChanges; {
		case !oldest:
		case whole:
			continue // there was nothing the day before
		default:
			c.Says = "more than " + c.Says // the tail does not reach the day's beginning
		}
		c.Before = q.with("recorded-by", string(c.Day.Add(-1)))
	}
	return nil
}

// changed counts an entry of the log among those of its day.
func (p *homePage) changed(e logEntry, by communique.Day) {
	if by != "" && e.day > by {
		return
	}
	if n := len(p.Changes); n == 0 || p.Changes[n-1].Day != e.day {
		if n == mostChanges {
			return
		}
		p.Changes = append(p.Changes, change{Day: e.day})
	}
	switch c := &p.Changes[len(p.Changes)-1]; e.kind {
	case corpus.ReadingEntry:
		c.read++
	case corpus.SourceEntry:
		c.noted++
	case corpus.AnnotationEntry:
		c.judged++
	}
}

func (c change) words() string {
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{c.read, "document was read", "documents were read"}, {c.noted, "further source was noted", "further sources were noted"}, {c.judged, "act of people (a judgement, retraction or correction)", "acts of people (judgements, retractions, corrections)"}} {
		if p.n > 0 {
			parts = append(parts, plural(p.n, p.one, p.many))
		}
	}
	return strings.Join(parts, ", ")
}

// newest lists the documents that were last read.
func (q *request) newest(page *homePage, entries []logEntry) error {
	var ids []communique.DocID
	seen := map[communique.DocID]bool{}
	for _, e := range slices.Backward(entries) {
		if e.kind == corpus.ReadingEntry && !seen[e.document] {
			seen[e.document] = true
			ids = append(ids, e.document)
		}
	}
	for some := range slices.Chunk(ids, 2*mostNewest) {
		outlines, err := q.outlines(some...)
		if err != nil {
			return err
		}
		for _, o := range outlines {
			if o.Retracted {
				continue
			}
			if page.Newest = append(page.Newest, q.documentRow(o, communique.In)); len(page.Newest) == mostNewest {
				return nil
			}
		}
	}
	return nil
}

// dated counts the documents that the chosen dates let pass, and lists those of
// them that were published last.
func (q *request) dated(page *homePage) error {
	found, err := q.site.Index.Search(q.ctx, search.Query{Things: []search.Thing{search.Documents}, Filter: q.clocks, Sort: search.ByNewest, Limit: mostNewest})
	if err != nil {
		return err
	}
	page.Documents = found.Total
	ids := make([]communique.DocID, len(found.Hits))
	for i, h := range found.Hits {
		ids[i] = h.Document
	}
	outlines, err := q.outlines(ids...)
	if err != nil {
		return err
	}
	for i, o := range outlines {
		page.Newest = append(page.Newest, q.documentRow(o, found.Hits[i].Match))
	}
	return nil
}
