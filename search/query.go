package search

import (
	"github.com/communique-kg/communique"
)

// Thing is what a row of the index stands for.
type Thing string

// The things that can be found.
const (
	Documents  Thing = "document"
	Statements Thing = "statement"
	Claims     Thing = "claim"
)

// Things lists every thing, in the order in which pages list them.
var Things = []Thing{Documents, Statements, Claims}

// The statuses of a row. A row has one of the first three; a claim that people
// judged also has one of the others.
const (
	Current    = "current"    // the corpus holds it now
	Superseded = "superseded" // only an older reading of its document held it
	Retracted  = "retracted"  // its document is retracted
	Accepted   = "accepted"   // a person accepted the claim
	Rejected   = "rejected"   // a person rejected the claim
)

// Statuses lists every status.
var Statuses = []string{Current, Superseded, Retracted, Accepted, Rejected}

// Sort is the order of hits.
type Sort string

// The orders. Rows of equal rank are in the order of their ids; rows without a
// publication date come last.
const (
	ByRelevance Sort = ""
	ByNewest    Sort = "newest" // publication date, newest first
	ByOldest    Sort = "oldest" // publication date, oldest first
)

// Sorts lists every order.
var Sorts = []Sort{ByRelevance, ByNewest, ByOldest}

// The number of hits on a page.
const (
	DefaultLimit = 20
	MaxLimit     = 200
)

// Query asks the index. The zero Query lists everything that the corpus holds
// now. Several values of one field are alternatives; different fields must all
// hold.
type Query struct {
	Text   string            `json:"q,omitempty"`     // in the query language; empty finds everything
	Things []Thing           `json:"thing,omitempty"` // none means all
	Filter communique.Filter `json:"filter,omitzero"`
	Years  []string          `json:"year,omitempty"` // "2014": published in that year or, for a claim, about it
	// Relations: in which claims stand, as Options.Relations tells them.
	Relations []string `json:"relation,omitempty"`
	// Statuses chooses by status instead of what the corpus holds now; with
	// Filter.RecordedBy, in addition to what it held then.
	Statuses []string `json:"status,omitempty"`
	Sort     Sort     `json:"sort,omitempty"`
	Limit    int      `json:"limit,omitempty"` // 0 means DefaultLimit; at most MaxLimit
	After    string   `json:"after,omitempty"` // Result.Next of the page before
	Facets   bool     `json:"facets,omitempty"`
}

// Result is one page of hits.
type Result struct {
	Hits   []Hit   `json:"hits"`
	Total  uint64  `json:"total"`
	Facets []Facet `json:"facets,omitempty"`
	Next   string  `json:"next,omitempty"` // Query.After of the next page; "" on the last
	// Undated counts the rows that only their unknown publication date keeps out.
	Undated uint64 `json:"undated,omitempty"`
	// Notes say how the query was understood where it could not be taken as it
	// stands: words that were not looked for, values that nothing has, and that
	// the hits hold not all of the words but most of them.
	Notes []string `json:"notes,omitempty"`
	// Suggestions are other texts that do find something; only where nothing
	// holds all that the text asks for.
	Suggestions []string `json:"suggestions,omitempty"`
	// Questions are those of the claims under the filters that are most like the
	// text, best first, for comparing their answers; only on the first page.
	Questions []communique.Question `json:"questions,omitempty"`
}

// Hit is a row that was found.
type Hit struct {
	Thing     Thing                  `json:"thing"`
	ID        string                 `json:"id"` // of the document, statement or claim
	Document  communique.DocID       `json:"document"`
	Statement communique.StatementID `json:"statement,omitempty"` // of a statement, or the one that a claim was made in
	Claim     communique.ClaimID     `json:"claim,omitempty"`
	Kind      communique.Kind        `json:"kind,omitempty"` // of a claim
	Title     string                 `json:"title"`          // of the document
	Outlet    string                 `json:"outlet"`         // the document's first
	Published communique.Days        `json:"published"`
	Match     communique.Match       `json:"match"` // In or Possibly
	Statuses  []string               `json:"statuses"`
	Score     float64                `json:"score"`
	// Repeat says of a claim that an earlier one of its document says the same.
	Repeat bool `json:"repeat,omitempty"`
	// Span is where the reader should open: a claim's evidence, a statement's
	// content, the first words found in a document. Bytes in the text of Text.
	Span      communique.Span   `json:"span"`
	Text      communique.TextID `json:"text_id"`
	Fragments []Fragment        `json:"fragments,omitempty"`
	// Body is the text that Text names, where it is the current one of the
	// document; nil where the words found are those of an older reading.
	Body *Body `json:"-"`
}

// Body is the text of a document as the index holds it. The hits of a page in
// one document share it.
type Body struct {
	Text    string
	Offsets *communique.Offsets // of Text
}

// Fragment is a stretch of the text of a document around words that were found.
type Fragment struct {
	communique.Span        // in the text that Hit.Text names
	Parts           []Part `json:"parts"` // joined, they are the text of the span
}

// Part is a piece of plain text; Hit marks words that were found.
type Part struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

// Facet counts the values of one field among the rows that were found. What the
// query itself selects of the field is left out of account, so that the counts
// say what each further choice would add.
type Facet struct {
	Field  string  `json:"field"` // thing, kind, relation, actor, topic, outlet, year, status
	Counts []Count `json:"counts"`
	More   uint64  `json:"more,omitempty"` // counted values that are not listed
}

// Count is the number of rows with a value.
type Count struct {
	Value    string `json:"value"`
	N        uint64 `json:"n"`
	Selected bool   `json:"selected,omitempty"`
}
