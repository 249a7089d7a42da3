package web

import (
	"regexp"
	"strings"

	"github.com/communique-kg/communique"
)

// basisWords tells people why a date is read as it is. The API gives the basis
// itself; one that is not known here is shown as it is.
func basisWords(basis string) string {
	if words, ok := plainBases[basis]; ok {
		return words
	}
	if rest, ok := strings.CutPrefix(basis, "inferred: "); ok {
		return "worked out from what the text says: " + dayIn(strings.ReplaceAll(rest, ". (", " ("))
	}
	for _, p := range []struct{ prefix, words string }{
		{"front matter ", "from the document’s own header"},
		{"meta ", "from the page’s own data"},
		{"JSON-LD ", "from the page’s own data"},
		{"after ", "after "},
	} {
		if rest, ok := strings.CutPrefix(basis, p.prefix); ok {
			if strings.HasSuffix(p.words, " ") {
				return p.words + dayIn(rest)
			}
			return p.words
		}
	}
	rule, anchor, _ := strings.Cut(basis, ": ")
	anchor, tense, _ := strings.Cut(anchor, ", ")
	if !strings.HasPrefix(anchor, "publication date") && !strings.HasPrefix(anchor, "utterance date") && !strings.HasPrefix(anchor, "told after ") {
		return dayIn(basis)
	}
	s, known := ruleBases[rule]
	if !known {
		s = "a " + strings.ReplaceAll(rule, "-", " ") + ", "
	}
	if told, ok := strings.CutPrefix(anchor, "told after "); ok {
		s += "in a story that had come to " + dayIn(told)
	} else {
		s += "counted from the " + dayIn(anchor)
	}
	if tense != "" {
		s += " in the " + tense
	}
	return s
}

// plainBases are the bases that are one word or two.
var plainBases = map[string]string{
	"stated":                       "stated in the text",
	"stated as after":              "the text says only that it came after",
	"publication date":             "taken from the publication date, since the text tells it as present",
	"publication date (inferred)":  "taken from the publication date, which was itself worked out",
	"utterance date":               "taken from the day on which it was said",
	"byline":                       "from the byline",
	"header":                       "from the header of the text",
	"title":                        "from the title",
	"dateline":                     "from the dateline",
	"date line":                    "from the line with the date",
	"caption":                      "from a caption",
	"caption, agrees with weekday": "from a caption, which agrees with its weekday",
	"time element":                 "from the page’s own date",
}

// ruleBases are the beginnings of bases that name a rule and what it counts from.
var ruleBases = map[string]string{
	"weekday": "a weekday, ", "month": "a month without its year, ", "month-day": "a day without its year, ", "directed": "a time told from another, ",
	"the": "a time that points back, ", "part-of": "a part of a time, ", "part-of-period": "a part of a time, ",
	"these-days": "told as present, ", "distance": "a distance in time, ", "day-month": "a day without its year, ",
}

var dayForm = regexp.MustCompile(`"?\b\d{4}-\d{2}-\d{2}\b"?`)

// dayIn writes the days in a text for people.
func dayIn(s string) string {
	return dayForm.ReplaceAllStringFunc(s, func(d string) string { return dayWords(communique.Day(strings.Trim(d, `"`))) })
}
