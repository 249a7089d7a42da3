package lang

import (
	"slices"
	"testing"
)

func TestParagraphs(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", " \n\u00a0\n", nil},
		{"one a line", "Head\nIt was a long day for the allies who had met there.\nAnd now it is over.\n",
			[]string{"Head", "It was a long day for the allies who had met there.", "And now it is over."}},
		{"a stray break", "There was a strong consensus among the leaders who met there on what is to be done, and our long commitment to the people and our support for\nthe forces of the country will endure.\nIt will.\n",
			[]string{"There was a strong consensus among the leaders who met there on what is to be done, and our long commitment to the people and our support for\nthe forces of the country will endure.", "It will."}},
		{"wrapped", "The members of the alliance have agreed to look into the\nmatter of defence in the years to come. They have said\nthat the work will be long, and one ally,\nEstonia has offered help.\n\nA second paragraph begins here and it goes on for a while,\nuntil it ends.\n",
			[]string{
				"The members of the alliance have agreed to look into the\nmatter of defence in the years to come. They have said\nthat the work will be long, and one ally,\nEstonia has offered help.",
				"A second paragraph begins here and it goes on for a while,\nuntil it ends.",
			}},
		{"wrapped after its first words", "It is\nan honour for my country to speak here today about what\nwe have done since the last time that we met in this hall,\nand about what is left to do.\n",
			[]string{"It is\nan honour for my country to speak here today about what\nwe have done since the last time that we met in this hall,\nand about what is left to do."}},
		{"wrapped with a list", "The parties to this charter will, in the years that lie ahead\nof them, take care\n• to share what they know with those who need to know it and\nare able to use it;\n• to keep the rest to themselves for as long as it is sensible\nto do so.\n",
			[]string{
				"The parties to this charter will, in the years that lie ahead\nof them, take care",
				"• to share what they know with those who need to know it and\nare able to use it;",
				"• to keep the rest to themselves for as long as it is sensible\nto do so.",
			}},
		{"blank lines left by a page", "We build our policy on the experience of many years and of \r\n \r\na good number of partners, who have told us what they think of \r\nit and what they would rather see done about the threats that \r\n \r\nall of us face.\r\n",
			[]string{"We build our policy on the experience of many years and of \r\n \r\na good number of partners, who have told us what they think of \r\nit and what they would rather see done about the threats that \r\n \r\nall of us face."}},
		{"blank lines before capitals", "The review asked how the partners of the Government see the plan,\n\nand it found that most of them would like to be heard before the\n\nCouncil decides. They said so in letters, in talks and in the\n\nexercise, and they asked for a reply. Many wrote to the office of the\n\nMinister at once. It was read with care by those who had to take\n\nit further, and nobody thought that it would take a year.\n\nWhat the Partners of the Plan Would Rather See in the Coming Year\n\nThe partners named three aims.\n",
			[]string{
				"The review asked how the partners of the Government see the plan,\n\nand it found that most of them would like to be heard before the\n\nCouncil decides. They said so in letters, in talks and in the\n\nexercise, and they asked for a reply. Many wrote to the office of the\n\nMinister at once. It was read with care by those who had to take\n\nit further, and nobody thought that it would take a year.",
				"What the Partners of the Plan Would Rather See in the Coming Year",
				"The partners named three aims.",
			}},
		{"heads of pages", "The plan that we put forward today was written with the help of\nmany partners, who have told us\n\n1\n\n\fThe National Plan for Safe Networks, Second Edition\n\nwhat they think of it and of the threats that all of them have\nto face in the years to come.\n\nThe National Plan for Safe Networks, Second Edition 2\n\nnothing in it is new, but it says who has to do what, and until\nwhen it has to be\n\nThe National Plan for Safe Networks, Second Edition 3\n\ndone.\n",
			[]string{
				"The plan that we put forward today was written with the help of\nmany partners, who have told us",
				"1",
				"The National Plan for Safe Networks, Second Edition",
				"what they think of it and of the threats that all of them have\nto face in the years to come.",
				"The National Plan for Safe Networks, Second Edition 2",
				"nothing in it is new, but it says who has to do what, and until\nwhen it has to be",
				"The National Plan for Safe Networks, Second Edition 3",
				"done.",
			}},
		{"place and clock", "Vilnius University\nVilnius, Lithuania\n\n7:51 P.M. EEST\n", []string{"Vilnius University", "Vilnius, Lithuania", "7:51 P.M. EEST"}},
		{"rows", "Country and its capital city of today   Members\nLatvia with its capital of Riga          12\nEstonia with its capital of Tallinn      13\n",
			[]string{"Country and its capital city of today   Members", "Latvia with its capital of Riga          12", "Estonia with its capital of Tallinn      13"}},
	} {
		var got []string
		for _, p := range Paragraphs(tt.text) {
			got = append(got, p.Of(tt.text))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: paragraphs of %q\n got %q\nwant %q", tt.name, tt.text, got, tt.want)
		}
	}
}
