package claim

import (
	"testing"

	"github.com/communique-kg/communique"
)

// TestSpeaksAs holds for whom a document speaks, and that what a title is about does not.
func TestSpeaksAs(t *testing.T) {
	for text, want := range map[string]communique.EntityID{
		"We, the leaders of the [Nordic Council|org:nordic-council], met today. We agreed to act.":                                    "org:nordic-council",
		"I speak on behalf of the people of [Norway|state:norway]. We signed the treaty.":                                             "state:norway",
		"#[Nordic Council|org:nordic-council] Summit Statement\nWe met today.":                                                        "org:nordic-council",
		"#Statement of the [Nordic Council|org:nordic-council] on [Russia|state:russia]\nWe met today.":                               "org:nordic-council",
		"#Fact sheet: measures against harmful acts by [Russia|state:russia]\n[Russia|state:russia] has done harm, and we answer it.": "",
		"#Statement on [Russia|state:russia]\nWe condemn it.":                                                                         "",
		"My country, [Estonia|state:estonia], is small. We know [Russia|state:russia] well.":                                          "state:estonia",
	} {
		r := read(t, june2018, text)
		if got := newScan(&testFinder, r).speaksAs(); got != want {
			t.Errorf("%s\ngot %q, want %q", text, got, want)
		}
	}
}
