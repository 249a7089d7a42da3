package who

import (
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
	"github.com/communique-kg/communique/internal/testkit"
)

// reading makes a reading of a text that is all article.
func reading(text string) *communique.Reading {
	r := &communique.Reading{Document: &communique.Document{Text: text, Sources: []communique.Source{{}}}}
	if text != "" {
		r.Regions = []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}}
	}
	lang.Segment(r)
	return r
}

func load(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Load(testkit.Data(t))
	if err != nil {
		t.Fatal(err)
	}
	return g
}
