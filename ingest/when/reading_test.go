package when

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
)

// read makes a reading of plain text, with its times found.
func read(text string) *communique.Reading {
	r := &communique.Reading{Document: &communique.Document{Text: text, Sources: []communique.Source{{}}}}
	if len(text) > 0 {
		r.Regions = []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}}
	}
	lang.Segment(r)
	NewScan(r).Find()
	return r
}

// resolved reads text as published on the given days, and takes every
// quotation to have been said then.
func resolved(text string, published communique.Days) *communique.Reading {
	r := read(text)
	r.Sources[0].Published = communique.TimeValue{Days: published}
	NewScan(r).Resolve(published)
	var quotes []communique.Span
	for _, p := range r.Paragraphs {
		quotes = quotations(quotes, text, p)
	}
	for _, q := range quotes {
		r.Statements = append(r.Statements, communique.Statement{Kind: communique.Direct,
			Content: []communique.Evidence{q.Quote(text)}, Said: communique.TimeValue{Days: published}})
	}
	NewScan(r).ResolveQuoted()
	return r
}
