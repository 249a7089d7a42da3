package claim

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// TestPositionsKeepTheirPlace proves where positions stand: inside one sentence
// and one voice, with a verb of their own, and none of those found in general
// inside another one.
func TestPositionsKeepTheirPlace(t *testing.T) {
	texts := goldenTexts(t)
	texts = append(texts, strings.Join(texts, "\n"),
		strings.Repeat("we must defend, and they will attack, which is a threat, ", 500),
		"{direct|person:a|“We must defend the alliance,”} she said, and the government should pay for the security of the world.",
		"must", "we will", "is a threat", ", which is", "and support the alliance", "call on", "it is important to", "– – will – defend")
	for _, text := range texts {
		for _, parsed := range []bool{false, true} {
			r := read(t, june2018, text)
			if parsed {
				withGrammar(t, r)
			}
			s := newScan(&testFinder, r)
			end := -1
			for _, c := range testFinder.Find(r) {
				if c.Kind != communique.Position {
					continue
				}
				first, last := r.TokenAt(c.Evidence.Start), r.TokenAt(c.Evidence.End-1)
				if r.SentenceAt(c.Evidence.Start) != r.SentenceAt(c.Evidence.End-1) {
					t.Errorf("%q goes over the end of a sentence", c.Evidence.Exact)
				}
				if c.Statement != "" && !lineRules.Has(c.Rule) && s.statement[first] != s.statement[last] {
					t.Errorf("%q goes from one voice into another", c.Evidence.Exact)
				}
				if c.Evidence.Start < end && !lineRules.Has(c.Rule) {
					t.Errorf("%q stands inside the position before it", c.Evidence.Exact)
				}
				end = max(end, c.Evidence.End)
			}
		}
	}
}

// TestPositionQuestions holds that a position found in general answers only
// what two texts can really answer.
func TestPositionQuestions(t *testing.T) {
	for _, test := range []struct {
		rule, says string
		asks       int
	}{
		{"position/modal", "states should keep to the norms of responsible behaviour in cyberspace", 1},
		{"position/should", "states should keep to the norms of responsible behaviour in cyberspace", 0},
		{"position/should", "international law should govern what states do in cyberspace", 1},
		{"position/must", "vendors must report incidents", 0},
	} {
		c := communique.Claim{Kind: communique.Position, Rule: test.rule, Proposition: test.says, Evidence: communique.Evidence{Exact: test.says}}
		if got := positionQuestions(&c); len(got) != test.asks {
			t.Errorf("%s %q asks %v, want %d questions", test.rule, test.says, got, test.asks)
		}
	}
}

// TestManner tells texts that speak for themselves from reports, and texts about
// policy from others.
func TestManner(t *testing.T) {
	for _, test := range []struct {
		text       string
		own, paper bool
		holder     communique.EntityID
	}{
		{"We defend the security of our allies every day. We stand by the treaty and by our partners.", true, true, ""},
		{"The minister arrived in the town by train today. He met the mayor and went to the market.", false, false, ""},
		{"Our cousins bake bread for us every single morning. We eat it with butter and a little salt.", true, false, ""},
		{"{direct|person:a|We defend the security of our allies every day.} {direct|person:a|We stand by the treaty and by our partners.} She left for the market in the town.", false, true, ""},
		{"[Norway|state:norway] supports the treaty on nuclear weapons. [Norway|state:norway] firmly rejects the annexation of that territory. [Norway|state:norway] calls on all states to keep the law. " +
			"[Chad|state:chad] welcomes the end of the war.", false, true, "state:norway"},
	} {
		s := newScan(&testFinder, read(t, june2018, test.text))
		if m := s.mannerOf(); m.own != test.own || m.paper != test.paper || m.holder != test.holder {
			t.Errorf("%s\ngot own %t, paper %t, holder %q; want %t, %t, %q", test.text, m.own, m.paper, m.holder, test.own, test.paper, test.holder)
		}
	}
}
