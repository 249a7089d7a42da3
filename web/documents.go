package web

import (
	"slices"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/search"
)

var documentsParams = append(append([]param{paramOutlet,
	{Name: "sort", Says: "The order of publication: newest first where not given.", One: []string{string(search.ByNewest), string(search.ByOldest)}},
	{Name: "status", Says: "Statuses instead of what the corpus holds now; several are alternatives.", One: []string{search.Current, search.Retracted}, Many: true},
}, clockParams...), pageParams...)

// documentsPage lists documents, the newest publication first.
type documentsPage struct {
	Documents []documentRow `json:"documents"`
	Total     uint64        `json:"total"`
	Undated   uint64        `json:"undated"`
	Next      string        `json:"next,omitempty"`
	Notes     []string      `json:"notes,omitempty"` // what of the filter nothing in the store has

	Filters   []choice    `json:"-"`
	Outlets   []countView `json:"-"`
	Sorts     []choice    `json:"-"`
	Retracted string      `json:"-"` // the address that shows retracted documents too, or hides them
	Shown     bool        `json:"-"` // whether they are shown
	Rows      []sourceRow `json:"-"`
	Search    []field     `json:"-"` // the dates, for the search by words
	Review    string      `json:"-"`
	AddHref   string      `json:"-"`
	Pager     pager       `json:"-"`
}

// sourceRow is a document in the list of sources.
type sourceRow struct {
	documentRow
	Lang   string // its language, in words
	Reason string // why it was retracted
	Source string // the page of its history
}

// languages are the names of those that texts are most often in.
var languages = map[string]string{"en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
	"ru": "Russian", "uk": "Ukrainian", "cs": "Czech", "sv": "Swedish", "fi": "Finnish", "da": "Danish", "no": "Norwegian", "et": "Estonian", "lv": "Latvian", "lt": "Lithuanian",
	"tr": "Turkish", "el": "Greek", "ro": "Romanian", "hu": "Hungarian", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ar": "Arabic", "he": "Hebrew", "fa": "Persian"}

// languageWords names a language by its code; the code where it has no name here.
func languageWords(code string) string {
	if name, ok := languages[code]; ok {
		return name
	}
	if code == "" {
		return "language unknown"
	}
	return "language " + code
}

// sourceRow shows a document with what only the list of sources says.
func (q *request) sourceRow(o corpus.Outline, m communique.Match) sourceRow {
	r := sourceRow{documentRow: q.documentRow(o, m), Lang: languageWords(o.Document.Language), Source: q.href("/source", "id", string(o.Document.ID))}
	r.Basis = basisWords(o.Document.Published().Basis)
	if o.Retracted {
		r.Reason = o.Reason
	}
	return r
}

func (p *documentsPage) title() string { return "Sources" }

func documents(s *Server, q *request) (any, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	limit, err := q.number("limit", 1, 50, search.MaxLimit)
	if err != nil {
		return nil, err
	}
	if err := q.oneOf("status", "sort"); err != nil {
		return nil, err
	}
	statuses := values[string](q, "status")
	if len(statuses) == 0 && !q.isAPI() && f.RecordedBy == "" {
		statuses = []string{search.Current, search.Retracted} // people see what was taken back, as taken back
	}
	sort := search.Sort(q.get("sort"))
	if sort == "" {
		sort = search.ByNewest
	}
	found, err := s.Index.Search(q.ctx, search.Query{Things: []search.Thing{search.Documents}, Filter: f, Statuses: statuses,
		Sort: sort, Limit: limit, After: q.get("after"), Facets: true})
	if err != nil {
		return nil, err
	}
	page := &documentsPage{Documents: []documentRow{}, Total: found.Total, Undated: found.Undated, Next: found.Next,
		Filters: q.chips(), AddHref: q.href("/add"), Pager: q.pager(found.Next), Review: q.href("/review")}
	for _, c := range clockNames {
		if v := q.get(c); v != "" {
			page.Search = append(page.Search, field{c, v})
		}
	}
	if page.Notes, err = q.unnamed(f); err != nil {
		return nil, err
	}
	if page.Shown = slices.Contains(statuses, search.Retracted); page.Shown {
		page.Retracted = q.with("status", search.Current)
	} else {
		page.Retracted = q.with("status", "")
	}
	for _, o := range []search.Sort{search.ByNewest, search.ByOldest} {
		page.Sorts = append(page.Sorts, choice{Label: string(o) + " first", On: o == sort, Href: q.with("sort", string(o))})
	}
	ids := make([]communique.DocID, len(found.Hits))
	for i, hit := range found.Hits {
		ids[i] = hit.Document
	}
	outlines, err := q.outlines(ids...)
	if err != nil {
		return nil, err
	}
	for i, o := range outlines {
		row := q.sourceRow(o, found.Hits[i].Match)
		page.Documents = append(page.Documents, row.documentRow)
		page.Rows = append(page.Rows, row)
	}
	for _, facet := range found.Facets {
		if facet.Field != "outlet" {
			continue
		}
		for _, c := range facet.Counts {
			page.Outlets = append(page.Outlets, countView{Value: c.Value, N: c.N, Selected: c.Selected, Label: c.Value, Href: q.toggled("outlet", c.Value)})
		}
	}
	return page, nil
}
