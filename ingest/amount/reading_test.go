package amount

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
	"github.com/communique-kg/communique/ingest/when"
)

// read makes a reading of plain text, with its times and quantities found.
func read(text string) *communique.Reading {
	r := &communique.Reading{Document: &communique.Document{Text: text}}
	if len(text) > 0 {
		r.Regions = []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}}
	}
	lang.Segment(r)
	when.NewScan(r).Find()
	Find(r)
	return r
}
