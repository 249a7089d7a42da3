package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/ingest/when"
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
	paramRelation = param{Name: "relation", Says: "In which relations to other answers claims stand, as far as all answers are compared; several are alternatives.", One: stringsOf(claim.Relations), Many: true}
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
	compareParams     = append(append(slices.Clone(filterParams), paramRelation, paramBeside), pageParams...)
	documentAPIParams = append([]param{paramAt, paramHash, paramPart}, clockParams...)
	paramShow         = param{Name: "show", Says: "Which claims are marked: kinds or relations, several are alternatives; none for the text alone.", One: showNames(), Many: true}
	documentParams    = append(append(slices.Clone(idParams), documentAPIParams...), paramShow, paramWords)
	paramAs           = param{Name: "as", Says: "In which place claims name the actor: as the speaker, or in any other.", One: []string{asSpeaker, asNamed}}
	actorAPIParams    = append(append(slices.Clone(clockParams), pageParams...), paramAs, paramKind)
	actorParams       = append(slices.Clone(idParams), actorAPIParams...)
	paramEntityKind   = param{Name: "kind", Says: "Kinds of entity; several are alternatives.", One: entityKindNames(), Many: true}
	actorsAPIParams   = append([]param{paramEntityKind}, pageParams...)
	actorsParams      = append(slices.Clone(actorsAPIParams), clockParams...)
	addFormParams     = append([]param{{Name: "address", Says: "The address of a web page to be added; it is carried over to the form."}}, clockParams...)
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
	if err := q.oneOf("kind"); err != nil {
		return f, err
	}
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

// readClocks reads the date bar: inclusive UTC days. What is no date is refused,
// with the form that is wanted and the date that was most likely meant.
func (q *request) readClocks() (communique.Filter, error) {
	var f communique.Filter
	for _, c := range []struct {
		param
		day *communique.Day
	}{{paramKnownBy, &f.PublishedBy}, {paramHeldBy, &f.RecordedBy}} {
		given := q.get(c.Name)
		*c.day = communique.Day(given)
		if err := c.day.Validate(); err != nil {
			fault := badParam(c.Name, fmt.Sprintf("%s: %q is not a day. Write year, month and day, such as 2016-06-15.", c.Name, clip(given, 40)))
			if meant := likelyDays(given); meant.To != "" {
				fault.Instead = []choice{{Label: dayWords(meant.To), Href: q.with(c.Name, string(meant.To))}}
			}
			return f, fault
		}
	}
	if given := q.get("about"); given != "" {
		days, err := days(given)
		if err != nil || !days.Known() {
			fault := badParam("about", fmt.Sprintf("about: %q is not a date or period. Write 2016, 2016-06, 2016-06-15, 2014/2016 or 2024-03-07/.. .", clip(given, 60)))
			if turned := turnedPeriod(given); turned != "" {
				fault.Detail = fmt.Sprintf("about: %q ends before it begins.", clip(given, 60))
				fault.Instead = []choice{{Label: turned, Href: q.with("about", turned)}}
			} else if meant := likelyDays(given); meant.Known() {
				fault.Instead = []choice{{Label: daysWords(meant), Href: q.with("about", meant.String())}}
			}
			return f, fault
		}
		f.About = days
	}
	return f, nil
}

// turnedPeriod returns a period that ends before it begins the other way round; ""
// for anything else.
func turnedPeriod(s string) string {
	first, last, ok := strings.Cut(strings.TrimSpace(s), "/")
	if _, err := days(last + "/" + first); !ok || err != nil || first == "" || last == "" {
		return ""
	}
	if _, err := days(s); err == nil {
		return ""
	}
	return last + "/" + first
}

// likelyDays reads a date as people write it, "14/06/2021" or "June 2016";
// unknown where that could mean several days.
func likelyDays(s string) communique.Days {
	if len(s) > 60 {
		return communique.Days{}
	}
	v, ok := when.ParseDate(s)
	if !ok || v.Days.Validate() != nil {
		return communique.Days{}
	}
	return v.Days
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
