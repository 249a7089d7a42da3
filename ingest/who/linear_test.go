package who

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// TestLinear proves that four times the text is looked at about four times as
// often, in texts that are nothing but what the finders look for.
func TestLinear(t *testing.T) {
	g := load(t)
	for _, unit := range []string{
		"President Biden ", "President Biden. ", "Secretary Smith ", "Biden ", "NATO ", "Washington ", "the communiqué ", "the President ", "he ", "A", "a ", "Korea ",
		"Department for Culture, ", "of the ", "Ministry of ", "Media and Sport, ", "(NATO) ", "North Atlantic Treaty Organization (NATO) ", "Article 5 ", "Jane Doe said ",
		"MR. SMITH: Yes.\n", "Q: What will NATO do?\n", "Strategic Concept ", "next Strategic Concept ", "the Alliance ", "John Smith and ", "Mr. Sullivan and Jake Sullivan ", "“", "O’",
	} {
		const n = 300
		small, large := looks(g, strings.Repeat(unit, n)), looks(g, strings.Repeat(unit, 4*n))
		if large > 5*small+1000 {
			t.Errorf("%q: %d looks for %d, %d for %d", unit, small, n, large, 4*n)
		}
	}
}

// looks returns how often Find and Resolve look at an atom of a text.
func looks(g *Gazetteer, text string) int {
	r := reading(text)
	r.Sources[0].Published.Days = communique.Days{From: "2021-06-16", To: "2021-06-16"}
	f := g.newFinder(r)
	f.find()
	again := g.newFinder(r)
	again.resolve()
	return f.looks + again.looks
}
