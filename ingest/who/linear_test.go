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
		"in Vellin, Poland and ", "in Vellin ", "al-", "al-Qasr ", "Abu ", "Abu Karim al-", "Executive Order 14028 ", "Convention on the ", "Act of ", "3rd Battalion, ", "Free Coastal Forces ", "the Agency ", "Tide Agency and the Agency ",
		"Growth Centre ", "Tidal Growth Centre ", "MS. HORNE: Yes.\n", "province ", "Vellin province ", "Lake ", "city of ", "Jake ", "Jane Doe (", "Jane Doe is a ", "Working Group ", "Air Force and Growth ", "resolution 1 ", "Directive (EU) ", "The 12th 12th ", "TIDAL GROWTH CENTRE OPENED. The Tidal Growth Centre. ", "the outskirts of Washington ", "Houthi Kurds ",
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
	f := g.Scan(r).finder()
	f.find()
	again := g.Scan(r).finder()
	again.resolve()
	return f.looks + again.looks
}
