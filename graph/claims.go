package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// Claims is one page of the claims that pass a filter.
type Claims struct {
	Rows    []Row
	Total   int    // how many pass, on all pages
	Undated int    // how many more only their unknown publication date keeps out
	Next    string // Page.After of the next page, "" on the last
}

// Claims returns the claims that pass the filter: the newest document first, by
// the latest possible day of its publication (the earliest where that is open;
// unknown days last), then by the document's id, then in the order of its text.
// It returns a *communique.InvalidError for a filter or page that makes no sense.
func (g *Graph) Claims(ctx context.Context, f communique.Filter, p Page) (Claims, error) {
	if err := f.Validate(); err != nil {
		return Claims{}, err
	}
	var after place
	if err := p.decode(&after); err != nil {
		return Claims{}, err
	}
	var out Claims
	err := g.view(ctx, func(t *transaction) error {
		var fresh map[uint64][]Row // what the pass that finds the claims has read of them already
		hits, err := remember(t, &g.memory, keyOf("claims", f), func() (h hits, err error) {
			h, fresh, err = t.hits(f)
			return h, err
		})
		if err != nil {
			return err
		}
		rows, err := t.rowsOf(f)
		if err != nil {
			return err
		}
		out.Total, out.Undated = hits.total, hits.undated
		out.Rows = make([]Row, 0, min(p.limit(), hits.total)+1)
		for _, h := range hits.documents {
			if p.After != "" && h.compareDocument(after) < 0 {
				continue
			}
			if found, known := fresh[h.node]; known {
				out.Rows = append(out.Rows, found...)
			} else if out.Rows, err = rows(h.node, out.Rows); err != nil {
				return err
			}
			if p.After != "" && h.compareDocument(after) == 0 {
				out.Rows = slices.DeleteFunc(out.Rows, func(row Row) bool { return placeOf(row).compare(after) <= 0 })
			}
			if most := p.limit(); len(out.Rows) > most {
				out.Rows = out.Rows[:most:most]
				out.Next = encodePage(placeOf(out.Rows[most-1]))
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return Claims{}, err
	}
	return out, nil
}

// hits is where the claims are that pass a filter.
type hits struct {
	documents      []hit // in the order of Claims
	total, undated int   // claims
}

func (h hits) items() int { return len(h.documents) }

// hit is a document with a claim that passes.
type hit struct {
	place // without Start and Claim
	node  uint64
}

// hits finds where the claims are; of the file, with them the rows of each
// document, in order of the text, as long as all of them together would fit on few
// pages.
func (t *transaction) hits(f communique.Filter) (h hits, fresh map[uint64][]Row, err error) {
	table, err := t.inMemory()
	if err != nil {
		return h, nil, err
	}
	if table != nil {
		h, err = table.hits(t.ctx, f)
		return h, nil, err
	}
	const most = 2 * MaxLimit
	fresh = map[uint64][]Row{}
	err = t.walk(f, func(r *reader, m communique.Match) {
		if m == communique.Undated {
			h.undated++
			return
		}
		h.total++
		if n := len(h.documents); n == 0 || h.documents[n-1].node != r.node {
			p := place{Day: sortDay(r.document.Sources[0].Published.Days), Document: r.document.ID}
			p.Day, p.Document = communique.Day(strings.Clone(string(p.Day))), communique.DocID(strings.Clone(string(p.Document)))
			h.documents = append(h.documents, hit{p, r.node})
		}
		if h.total > most {
			fresh = nil
		} else {
			fresh[r.node] = append(fresh[r.node], r.row(m))
		}
	})
	for _, rows := range fresh {
		slices.SortFunc(rows, compareInText)
	}
	slices.SortFunc(h.documents, func(a, b hit) int { return a.compareDocument(b.place) })
	return h, fresh, err
}

// hits is transaction.hits over the rows in memory, which are quick to read again.
func (t *rowTable) hits(ctx context.Context, f communique.Filter) (h hits, err error) {
	var found []uint32
	err = t.choose(f).walk(ctx, func(r *reader, m communique.Match) {
		if m == communique.Undated {
			h.undated++
			return
		}
		h.total++
		if n := len(found); n == 0 || found[n-1] != r.place {
			found = append(found, r.place)
		}
	})
	slices.SortFunc(found, func(a, b uint32) int { return cmp.Compare(t.rank[a], t.rank[b]) })
	h.documents = make([]hit, len(found))
	for i, at := range found {
		h.documents[i] = hit{t.place(at), t.nodes[at]}
	}
	return h, err
}

// rowsOf returns what appends the rows of a document that pass a filter, in order
// of the text.
func (t *transaction) rowsOf(f communique.Filter) (func(doc uint64, to []Row) ([]Row, error), error) {
	table, err := t.inMemory()
	if err != nil {
		return nil, err
	}
	var choose *chooser
	if table != nil {
		choose = table.choose(f)
	}
	return func(doc uint64, to []Row) (_ []Row, err error) {
		before := len(to)
		take := func(r *reader, m communique.Match) {
			if m != communique.Undated {
				to = append(to, r.row(m))
			}
		}
		if choose == nil {
			err = t.walkFile([]uint64{doc}, f, take)
		} else if at, ok := slices.BinarySearch(table.nodes, doc); ok {
			err = choose.walkDocument(t.ctx, &reader{table: table}, uint32(at), take)
		}
		slices.SortFunc(to[before:], compareInText)
		return to, err
	}, nil
}

func compareInText(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Claim, b.Claim))
}

// place is where a claim stands in the order of Claims; as a cursor it survives
// changes elsewhere.
type place struct {
	Day      communique.Day     `json:"d"`
	Document communique.DocID   `json:"i"`
	Start    int                `json:"s"`
	Claim    communique.ClaimID `json:"c"`
}

func placeOf(r Row) place { return place{sortDay(r.Published), r.Document, r.Start, r.Claim} }

// sortDay is the day by which documents are listed.
func sortDay(d communique.Days) communique.Day { return cmp.Or(d.To, d.From) }

func (p place) compareDocument(o place) int {
	// The newest first; the empty day, unknown, sorts last by itself.
	return cmp.Or(-cmp.Compare(p.Day, o.Day), cmp.Compare(p.Document, o.Document))
}

func (p place) compare(o place) int {
	return cmp.Or(p.compareDocument(o), cmp.Compare(p.Start, o.Start), cmp.Compare(p.Claim, o.Claim))
}
