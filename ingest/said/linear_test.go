package said

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
	"github.com/communique-kg/communique/ingest/when"
)

// TestLinear proves that four times the text is looked at about four times as
// often, in texts that are nothing but what the finders look for.
func TestLinear(t *testing.T) {
	g := shipped(t)
	for _, unit := range []string{
		"Q: What will NATO do?\n", "Q: Why?\nMR. SMITH: Because.\n", "MR. SMITH:\n", "said “x y z w v.” ", "NATO said, ", "“", "\"a b c d.\" He said that ",
		"President Biden said that President Putin said that ", "NATO urged Russia to urge ", "according to ", "NATO said and warned that ", ", saying ", "said, ",
		"“We will not do it.”\n", "The statement that said that which says ", "5:12 P.M. EDT\n", "it is saying that ",
		"the claim by NATO that it is ", "NATO’s claim that it ", "quickly say ", "NATO said it was old, but NATO said that ", "“A b c d,” he said, adding that ",
		"She wants to ", "He criticized the plan, ", "support for the criticism of the claim that ", "A poll shows that it is. ", "is confident that ", "Smith: It is.\n", "asked about “it” and ",
		"She wants peace and criticized the plan, said Jane Doe, an official. ",
	} {
		const n = 400
		small, large := looks(g, strings.Repeat(unit, n)), looks(g, strings.Repeat(unit, 4*n))
		if large > 6*small+1000 {
			t.Errorf("%q: %d looks for %d, %d for %d", unit, small, n, large, 4*n)
		}
	}
}

// looks returns how often Find looks at a word or mention of a text.
func looks(g Gazetteer, text string) int {
	r := fresh(text)
	r.Grammar = models
	r.Regions = []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}}
	lang.Segment(r)
	if finds, ok := g.(interface {
		Find(*communique.Reading)
		Resolve(*communique.Reading)
	}); ok {
		finds.Find(r)
		when.NewScan(r).Find()
		finds.Resolve(r)
	}
	f := newFinder(r, g)
	f.genre = report
	f.find()
	return f.looks
}
