package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
)

// param is a parameter of an address.
type param struct {
	Name string
	Says string   // what it does, for the description
	Type string   // "string" where empty; "integer"
	One  []string // the only values, where they are few
	Many bool     // may be given several times: alternatives
}

// The parameters that several routes know.
var (
	paramID       = param{Name: "id", Says: "The id of what is asked for."}
	paramKind     = param{Name: "kind", Says: "Claim kinds; several are alternatives.", One: kindNames(), Many: true}
	paramActor    = param{Name: "actor", Says: "Ids of subject, object or speaker: org:nato; several are alternatives.", Many: true}
	paramTopic    = param{Name: "topic", Says: "Ids of topics: concept:cyberspace; several are alternatives.", Many: true}
	paramOutlet   = param{Name: "outlet", Says: "Outlets; several are alternatives.", Many: true}
	paramDocument = param{Name: "document", Says: "Ids of documents; several are alternatives.", Many: true}
	paramQuestion = param{Name: "question", Says: "Question keys: member-count/org:nato; several are alternatives.", Many: true}
	paramAbout    = param{Name: "about", Says: "When the claim holds: FROM/TO or one date, as EDTF: 2014-09-05, 2014/2016, 2024-03-07/.. ."}
	paramKnownBy  = param{Name: "published-by", Says: "Only what was published by the end of this day, YYYY-MM-DD."}
	paramHeldBy   = param{Name: "recorded-by", Says: "What the corpus held at the end of this day, YYYY-MM-DD."}
	paramLimit    = param{Name: "limit", Says: "The most rows of one answer, 1 to 200.", Type: "integer"}
	paramAfter    = param{Name: "after", Says: "The cursor of the page before: its \"next\"."}
	paramAt       = param{Name: "at", Says: "Words to show: START-END in code points of the text."}
	paramHash     = param{Name: "q", Says: "The first 16 hexadecimal digits of the SHA-256 of the words at \"at\", to prove them."}
	paramPart     = param{Name: "part", Says: "Which part of a long text, from 1.", Type: "integer"}
)

// clockNames are the parameters of the date bar, which stay in every link.
var clockNames = []string{"published-by", "recorded-by", "about"}

var (
	clockParams       = []param{paramKnownBy, paramHeldBy, paramAbout}
	filterParams      = append([]param{paramKind, paramActor, paramTopic, paramOutlet, paramDocument, paramQuestion}, clockParams...)
	pageParams        = []param{paramLimit, paramAfter}
	idParams          = []param{paramID}
	idClockParams     = append(slices.Clone(idParams), clockParams...)
	claimsParams      = append(slices.Clone(filterParams), pageParams...)
	compareParams     = append(slices.Clone(filterParams), pageParams...)
	documentAPIParams = append([]param{paramAt, paramHash, paramPart}, clockParams...)
	documentParams    = append(slices.Clone(idParams), documentAPIParams...)
	actorAPIParams    = append(slices.Clone(clockParams), pageParams...)
	actorParams       = append(slices.Clone(idParams), actorAPIParams...)
	paramEntityKind   = param{Name: "kind", Says: "Kinds of entity; several are alternatives.", One: entityKindNames(), Many: true}
	actorsAPIParams   = append([]param{paramEntityKind}, pageParams...)
	actorsParams      = append(slices.Clone(actorsAPIParams), clockParams...)
	addParams         = []param{
		{Name: "name", Says: "File name of the bytes, for a raw body."},
		{Name: "outlet", Says: "Who published it."}, {Name: "author", Says: "Who wrote it."},
		{Name: "published", Says: "When it was published, as EDTF."}, {Name: "url", Says: "Where it stands."},
		{Name: "licence", Says: "Under which licence."},
		{Name: "wait", Says: "\"no\" answers before graph and index have caught up.", One: []string{"no", "yes"}},
	}
)

func kindNames() []string {
	var names []string
	for _, k := range communique.Kinds {
		names = append(names, string(k))
	}
	return names
}

func entityKindNames() []string {
	var names []string
	for _, k := range communique.EntityKinds {
		names = append(names, string(k))
	}
	return names
}

func paramNames(params []param) []string {
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = p.Name
	}
	return names
}

// filter reads the filter of a list.
func (q *request) filter() (communique.Filter, error) {
	f := q.clocks
	f.Kinds = values[communique.Kind](q, "kind")
	f.Actors = values[communique.EntityID](q, "actor")
	f.Topics = values[communique.EntityID](q, "topic")
	f.Outlets = values[string](q, "outlet")
	f.Documents = values[communique.DocID](q, "document")
	f.Questions = values[communique.Question](q, "question")
	return f, f.Validate()
}

func values[T ~string](q *request, name string) []T {
	var out []T
	for _, v := range q.query[name] {
		if !slices.Contains(out, T(v)) {
			out = append(out, T(v))
		}
	}
	return out
}

// readClocks reads the date bar: inclusive UTC days.
func (q *request) readClocks() (communique.Filter, error) {
	var f communique.Filter
	for name, day := range map[string]*communique.Day{"published-by": &f.PublishedBy, "recorded-by": &f.RecordedBy} {
		*day = communique.Day(q.get(name))
		if err := day.Validate(); err != nil {
			return f, badParam(name, fmt.Sprintf("%s: %q is not a day such as 2016-06-15.", name, clip(q.get(name), 40)))
		}
	}
	if s := q.get("about"); s != "" {
		days, err := days(s)
		if err != nil || !days.Known() {
			return f, badParam("about", fmt.Sprintf("about: %q is not a date or period such as 2016, 2016-06-15, 2014/2016 or 2024-03-07/.. .", clip(s, 60)))
		}
		f.About = days
	}
	return f, nil
}

// days reads a date or period in EDTF as the days that it can mean.
func days(s string) (communique.Days, error) {
	from, to, err := edtf.Bounds(strings.TrimSpace(s))
	if err != nil {
		return communique.Days{}, err
	}
	d := communique.Days{From: communique.Day(from), To: communique.Day(to)}
	return d, d.Validate()
}
