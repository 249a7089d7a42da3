package lang

import (
	"slices"
	"testing"

	"github.com/communique-kg/communique"
)

// read segments a text that is one article region.
func read(text string) *communique.Reading {
	r := &communique.Reading{Document: &communique.Document{Text: text}}
	if text != "" {
		r.Regions = []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article, Type: "body"}}
	}
	Segment(r)
	return r
}

func sentences(text string) []string {
	r := read(text)
	var out []string
	for _, s := range r.Sentences {
		out = append(out, s.Of(text))
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name string
		want []string // joined by a space they are the text
	}{
		{"plain", []string{"The Council met.", "It agreed on nothing."}},
		{"acronym before a name", []string{"The U.S. Army and the U.K. Navy sent Gen. Paul Nakasone."}},
		{"acronym at the end", []string{"It happened in the U.S. in May.", "Nobody was hurt in the U.S.", "The rest is known."}},
		{"titles", []string{"Mr. Smith met Dr. Jones and Lt. Gov. Brown.", "MR. SULLIVAN: Thank you, Mrs. Clinton."}},
		{"counters", []string{"See No. 5 and Art. 5 of the Treaty.", "He said no.", "Then he left."}},
		{"months", []string{"On Sept. 11 the world changed.", "It was Dec.", "The snow fell."}},
		{"clock", []string{"The talks began at 9 a.m. and ended at 5 p.m.", "They were short."}},
		{"initials", []string{"George W. Bush met J. K. Smith."}},
		{"decimals", []string{"Manual 2.0 says 1,000 words.", "It grew by 2.5 per cent."}},
		{"number at the end", []string{"This is Article 5.", "The Treaty has 14."}},
		{"list number", []string{"1. The first rule holds.", "It always did."}},
		{"roman list number", []string{"IV. Threats are many.", "They grow."}},
		{"ellipsis", []string{"We waited ... and waited…", "Then it came."}},
		{"closing quote", []string{"“We will act.”", "He left."}},
		{"question in a quote", []string{"“Can we?” he asked.", "“Yes!” Mr. Smith said."}},
		{"question, then a sentence", []string{"“Can we?”", "The minister did not answer."}},
		{"brackets", []string{"It ended (as planned.)", "Nobody spoke."}},
		{"applause", []string{"Thank you.", "(Applause.)", "My lords, I am told that it is late."}},
		{"company", []string{"Microsoft Corp. and Acme Inc. Europe agreed.", "It sued Acme Corp.", "The court agreed."}},
		{"for example", []string{"Grids (e.g., power) and more, i.e. water, are at risk."}},
		{"opening quote", []string{"It failed.", "“We knew,” he said."}},
		{"straight quotes", []string{`"A severe attack is a case."`, `"How, that will depend."`}},
		{"no-break space", []string{"It ended.\u00a0Then\u00a0it began.\u00a0"}},
		{"exclamations", []string{"Stop!", "Who is there?!", "Nobody."}},
		{"one letter", []string{"It was you and I.", "We met Plan B.", "The end."}},
		{"et al.", []string{"Smith et al. found it.", "Others did not."}},
	} {
		var text string
		for i, s := range tt.want {
			if i > 0 {
				text += " "
			}
			text += s
		}
		want := tt.want
		if tt.name == "no-break space" {
			want = []string{"It ended.", "Then\u00a0it began."}
		}
		if got := sentences(text); !slices.Equal(got, want) {
			t.Errorf("%s: sentences of %q\n got %q\nwant %q", tt.name, text, got, want)
		}
	}
}

// What follows a stop without a space is divided too, where it is a note's mark
// or plainly another sentence.
func TestGlued(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"It gives answers.ilmc.univie+2 The next one.", []string{"It gives answers.", "ilmc.univie+2", "The next one."}},
		{"It gives answers.ccdcoe", []string{"It gives answers.", "ccdcoe"}},
		{"New capabilities.25 The strategy holds.", []string{"New capabilities.", "25", "The strategy holds."}},
		{"France left in 1966.[13] In 1982 Spain joined.[14][note 2] It was good.", []string{"France left in 1966.", "[13]", "In 1982 Spain joined.", "[14][note 2]", "It was good."}},
		{"He said “we.[sic] will” do it. See [13] there.", []string{"He said “we.[sic] will” do it.", "See [13] there."}},
		{"Write to www.example.org. Or visit nato.int today.", []string{"Write to www.example.org.", "Or visit nato.int today."}},
		{"It met the attack.The end came.", []string{"It met the attack.", "The end came."}},
		{"Node.js and version 2.0.1 work.", []string{"Node.js and version 2.0.1 work."}},
	} {
		if got := sentences(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("sentences of %q\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

// Cells are divided by tabs. A row's label that a table has glued to its text is a sentence of its own, but
// a name with a capital inside is not divided.
func TestLabels(t *testing.T) {
	text := "The political view.\nPoliticalNATO's policy holds.\nSolarWinds is known to NATO.\nYear 2009\t28 members\n"
	r := &communique.Reading{Document: &communique.Document{Text: text}}
	r.Regions = []communique.Region{
		{Span: communique.Span{End: 19}, Role: communique.Article, Type: "body"},
		{Span: communique.Span{Start: 20, End: len(text)}, Role: communique.Article, Type: "table"},
	}
	Segment(r)
	var got []string
	for _, s := range r.Sentences {
		got = append(got, s.Of(text))
	}
	want := []string{"The political view.", "Political", "NATO's policy holds.", "SolarWinds is known to NATO.", "Year 2009", "28 members"}
	if !slices.Equal(got, want) {
		t.Errorf("sentences\n got %q\nwant %q", got, want)
	}
}
