// Package region tells an article's own words from what a page puts around them.
package region

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

// Classify divides a text into regions with a role and a type: in order, not
// overlapping, covering every visible character. The blocks are what the format
// knows; nil is fine.
func Classify(text string, blocks []format.Block) []communique.Region {
	s := strings.TrimSpace(text)
	if s == "" {
		return nil
	}
	start := strings.Index(text, s)
	return []communique.Region{{Span: communique.Span{Start: start, End: start + len(s)}, Role: communique.Article, Type: "body"}}
}

// Title returns the headline among the regions, "" where there is none.
func Title(text string, regions []communique.Region) string {
	for _, r := range regions {
		if r.Type == "headline" {
			return r.Of(text)
		}
	}
	return ""
}
