package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/export"
)

// citing is the part of a page from which it is cited.
type citing struct {
	Text    string // the citation in words
	Formats []citeFormat
	Pack    string // the address of the evidence pack; "" where there is none
}

// citeFormat is a format in which a page can be cited.
type citeFormat struct{ Name, Title, Says, Href string }

// citing makes the part of a page that cites what the parameters choose; they
// alternate with their values.
func (q *request) citing(text string, pairs ...string) citing {
	c := citing{Text: text, Pack: q.href("/api/v1/export", append([]string{"format", export.Pack.Name}, pairs...)...)}
	for _, f := range export.Formats {
		if f.Cites {
			c.Formats = append(c.Formats, citeFormat{f.Name, f.Title, f.Says, q.href("/api/v1/export", append([]string{"format", f.Name}, pairs...)...)})
		}
	}
	return c
}

// asText is a citation as a page shows it.
func asText(b []byte, err error) (string, error) { return string(b), err }

// citation is a claim with all that a citation of it must name. Its addresses
// leave out the chosen dates: they are those of the claim and of its words.
func (q *request) citation(v claimView) *export.Citation {
	r := v.record
	c, published := r.Claim, r.Document.Published()
	out := &export.Citation{Claim: c, Document: r.Document, Recorded: r.Recorded, Statuses: v.Statuses, Possibly: v.Possibly, Against: q.against(c.ID), Start: -1, End: -1,
		Reading: v.Sentence, Subject: q.site.name(c.Subject), Object: q.site.name(c.Object), PublishedOn: timeWords(published, momentTime),
		Address: q.full("/claim", url.Values{"id": {string(c.ID)}})}
	if e := q.speaker(c.Speaker); e != nil {
		out.Speaker = e.Name
	}
	for i := range r.Document.Statements {
		if s := &r.Document.Statements[i]; c.Statement != "" && s.ID == c.Statement {
			out.Said, out.SaidOn = s.Said, timeWords(s.Said, momentTime)
		}
	}
	if v.Evidence.Start != nil {
		at := place{*v.Evidence.Start, *v.Evidence.End}
		out.Start, out.End = at.Start, at.End
		out.Words = q.full("/document", url.Values{"id": {string(v.Document)}, "at": {at.String()}, "q": {proof(v.Evidence.Exact)}})
	}
	return out
}

// mostCited is how many answers the plain citation of a comparison names.
const mostCited = 10

// citeQuestion sets what the page of a question is cited by: its comparison, and
// the answers where they are few.
func (q *request) citeQuestion(page *comparePage, key communique.Question, judged []claim.Comparison, views []claimView, answers int) error {
	text, err := asText(export.Plain.Question(q.question(key, judged, nil, answers, len(views))))
	if err != nil || len(views) == 0 {
		return err
	}
	if len(views) <= mostCited {
		for _, v := range views {
			one, err := asText(export.Plain.Claim(q.citation(v)))
			if err != nil {
				return err
			}
			text += export.Plain.Between + one
		}
	}
	var pairs []string
	for name, values := range q.chosen() {
		for _, v := range values {
			if !slices.Contains(clockNames, name) {
				pairs = append(pairs, name, v)
			}
		}
	}
	page.Citation, page.Cite = text, q.citing(text, pairs...)
	documents := map[communique.DocID]bool{}
	for _, v := range views {
		documents[v.Document] = true
	}
	if answers > export.MostPackClaims || len(documents) > export.MostPackDocuments {
		page.Cite.Pack = "" // it would be refused
	}
	return nil
}

// question is a question with how its answers stand. Without views, the
// comparisons have no members.
func (q *request) question(key communique.Question, judged []claim.Comparison, views []claimView, answers, compared int) *export.Question {
	chosen := q.chosen()
	chosen["question"] = []string{string(key)}
	out := &export.Question{Key: key, Asks: q.asks(key), Address: q.full("/compare", chosen), Reader: strings.TrimSpace("Communiqué " + q.site.Version.Program), Answers: answers, Compared: compared}
	at := make(map[communique.ClaimID]*export.Citation, len(views))
	for _, v := range views {
		at[v.ID] = q.citation(v)
	}
	if views == nil { // only the first are told in words: what asks for most attention
		judged = slices.Clone(judged)
		slices.SortStableFunc(judged, func(a, b claim.Comparison) int { return cmp.Compare(weight(a.Relation), weight(b.Relation)) })
	}
	for _, c := range judged {
		e := export.Comparison{Relation: c.Relation, Because: c.Because, Settles: c.Settles, Facts: c.Facts}
		if views != nil {
			for _, m := range c.Members {
				e.Members = append(e.Members, at[m.Claim.ID])
			}
		}
		out.Comparisons = append(out.Comparisons, e)
	}
	return out
}

// chosen is the filter of the address, with its dates.
func (q *request) chosen() url.Values {
	v := url.Values{}
	for _, p := range filterParams {
		if values := q.query[p.Name]; len(values) > 0 {
			v[p.Name] = slices.Clone(values)
		}
	}
	return v
}

// full makes an address of ours with the host by which the browser asked. The
// commands of this machine ask through a socket: theirs begins with the base that
// they were given, or with none.
func (q *request) full(path string, v url.Values) string {
	if q.site.side == local {
		return strings.TrimSuffix(q.get(paramBase.Name), "/") + address(path, v)
	}
	scheme := "http://"
	if q.c.Request.TLS != nil {
		scheme = "https://"
	}
	return scheme + q.c.Request.Host + address(path, v)
}
