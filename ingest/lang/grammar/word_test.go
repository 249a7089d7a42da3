package grammar

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
)

// cut cuts a text into sentences and tokens.
func cut(text string) *communique.Reading {
	r := &communique.Reading{Document: &communique.Document{Text: text,
		Regions: []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article}}}}
	lang.Segment(r)
	return r
}

func wordOf(text string) word {
	r := cut(text)
	var w word
	w.set(r.Text, r.Tokens[0], mixedCase, false)
	return w
}

func TestWord(t *testing.T) {
	stem := func(s string) uint64 { return hash([]byte(s)) }
	for _, c := range []struct {
		in, form string
		clitic   string
		capital  bool
	}{
		{"Oslo’s", "oslo", "'s", true},
		{"Oslo's", "oslo", "'s", true},
		{"doesn’t", "does", "n't", false},
		{"they'll", "they", "'ll", false},
		{"state‑owned", "state-owned", "", false},
		{"1,250", "0,000", "", false},
		{"ÉTAT", "état", "", true},
		{"NATO", "nato", "", true},
	} {
		w := wordOf(c.in)
		clitic := ""
		if w.clitic > 0 {
			clitic = clitics[w.clitic-1]
		}
		if w.form != stem(c.form) || clitic != c.clitic || w.capital != c.capital {
			t.Errorf("%s: form of %q %v, clitic %q, capital %v; want %q, %v", c.in, c.form, w.form == stem(c.form), clitic, w.capital, c.clitic, c.capital)
		}
	}
	if a, b := wordOf("state-owned"), wordOf("owned"); a.last != b.form {
		t.Error("the last part of state-owned is not owned")
	}
	if a, b := wordOf("US"), wordOf("Us"); a.shape == b.shape {
		t.Error("US and Us have one shape")
	}
	if a, b := wordOf("Reuters"), wordOf("Oslo"); a.shape != b.shape {
		t.Error("Reuters and Oslo differ in shape")
	}
	long := strings.Repeat("é", 5000)
	if a, b := wordOf(long), wordOf(long+"x"); a.form != b.form {
		t.Error("the end of an endless word is read")
	}
}

func TestCaseOf(t *testing.T) {
	for text, want := range map[string]letterCase{
		"MINISTERS AGREE ON A CYBER PLEDGE":          noCase,
		"Ministers Agree On A New Cyber Pledge":      titleCase,
		"Ministers agreed on a new cyber pledge":     mixedCase,
		"NATO and the EU agree":                      mixedCase,
		"Oslo":                                       mixedCase,
		"The U.S. and NATO said that WTO talks fail": mixedCase,
	} {
		r := cut(text)
		if got := caseOf(r.Text, r.Tokens); got != want {
			t.Errorf("%q: case %d, want %d", text, got, want)
		}
	}
}
