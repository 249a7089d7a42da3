package web

import "testing"

func TestBasesInWords(t *testing.T) {
	for _, test := range []struct{ basis, want string }{
		{"", ""},
		{"front matter published", "from the document’s own header"},
		{"meta article:published_time", "from the page’s own data"},
		{"JSON-LD datePublished", "from the page’s own data"},
		{"byline", "from the byline"},
		{"stated", "stated in the text"},
		{"publication date", "taken from the publication date, since the text tells it as present"},
		{"weekday: publication date 2020-07-30, past tense", "a weekday, counted from the publication date 30 July 2020 in the past tense"},
		{"directed: publication date 2021-06-14", "a time told from another, counted from the publication date 14 June 2021"},
		{`month-day: told after "2001-09-20"`, "a day without its year, in a story that had come to 20 September 2001"},
		{"quarter: utterance date 2021-06-14", "a quarter, counted from the utterance date 14 June 2021"},
		{"caption, agrees with weekday", "from a caption, which agrees with its weekday"},
		{"after Iraq War", "after Iraq War"},
		{"inferred: NATO has 29 members. (NATO member countries; accessions of 2017-06-05)", "worked out from what the text says: NATO has 29 members (NATO member countries; accessions of 5 June 2017)"},
		{"given by whoever added it", "given by whoever added it"},
		{"something new: 2020-13-45", "something new: 2020-13-45"},
	} {
		if got := basisWords(test.basis); got != test.want {
			t.Errorf("%q: %q, want %q", test.basis, got, test.want)
		}
	}
}
