package web

import (
	"strings"

	"github.com/communique-kg/communique"
)

// bar is the date bar: which days a list is seen from. It is a form that keeps
// the rest of the address.
type bar struct {
	Action      string
	Kept        []field // hidden: the rest of the address
	PublishedBy string
	RecordedBy  string
	About       string
	Set         bool   // whether any of them is
	Says        string // what is set, in words
	Clear       string // the address without them
}

func (q *request) bar() *bar {
	b := &bar{Action: q.route.path, PublishedBy: q.get("published-by"), RecordedBy: q.get("recorded-by"), About: q.get("about")}
	b.Set = b.PublishedBy != "" || b.RecordedBy != "" || b.About != ""
	b.Says = q.clocksWords()
	v := q.copied()
	for _, name := range clockNames {
		v.Del(name)
	}
	b.Clear = address(q.route.path, v)
	for _, p := range q.route.params {
		for _, value := range v[p.Name] {
			b.Kept = append(b.Kept, field{p.Name, value})
		}
	}
	return b
}

// clocksWords says which dates are chosen: "published by 15 June 2016, about
// 2014 to 2016"; "" where none are.
func (q *request) clocksWords() string {
	var words []string
	if d := q.clocks.PublishedBy; d != "" {
		words = append(words, "published by "+dayWords(d))
	}
	if d := q.clocks.RecordedBy; d != "" {
		words = append(words, "recorded by "+dayWords(d))
	}
	if q.clocks.About.Known() {
		words = append(words, aboutTime(communique.TimeValue{EDTF: q.get("about"), Days: q.clocks.About}))
	}
	return strings.Join(words, ", ")
}
