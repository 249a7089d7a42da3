package export

import (
	"bytes"
	"strings"

	"github.com/communique-kg/communique"
)

// ClaimReview is JSON-LD in the words of schema.org: what fact-checkers exchange.
// A review tells of which claims it is, where they appeared and who made them, and
// how they stand to each other, as text. It has no rating: whether a claim is true
// is not for a program to say. Of a question it has a review for each comparison.
var ClaimReview = Format{
	Name: "claimreview", Title: "ClaimReview", Says: "fact-checkers; JSON-LD without a verdict", MediaType: "application/ld+json; charset=utf-8", Extension: ".claimreview.jsonld", Cites: true, Reviews: true,
	Head: `{"@context":{"@vocab":"https://schema.org/"},"@graph":[` + "\n", Between: ",\n", Tail: "\n]}\n",
	Claim: reviewOfClaim, Question: reviewsOfQuestion,
}

type review struct {
	Type     string        `json:"@type"`
	URL      string        `json:"url,omitempty"`
	Reviewed string        `json:"claimReviewed"`
	Aspect   string        `json:"reviewAspect"`
	Body     string        `json:"reviewBody"`
	Items    []reviewItem  `json:"itemReviewed"`
	BasedOn  []reviewBasis `json:"isBasedOn,omitempty"`
	Credit   string        `json:"creditText"`
}

type reviewItem struct {
	Type       string       `json:"@type"`
	ID         string       `json:"@id"`
	Text       string       `json:"text"`
	Author     *reviewParty `json:"author,omitempty"`
	About      string       `json:"temporalCoverage,omitempty"` // EDTF, of which ISO 8601 is a part
	Appearance appearance   `json:"appearance"`
}

type reviewParty struct {
	Type string `json:"@type,omitempty"`
	Name string `json:"name"`
}

type appearance struct {
	Type        string       `json:"@type"`
	ID          string       `json:"@id"`
	Name        string       `json:"name"`
	URL         string       `json:"url,omitempty"`
	Author      *reviewParty `json:"author,omitempty"`
	Publisher   *reviewParty `json:"publisher,omitempty"`
	Published   string       `json:"datePublished,omitempty"`
	Language    string       `json:"inLanguage,omitempty"`
	Identifier  string       `json:"identifier"` // the hash of the bytes
	Description string       `json:"description,omitempty"`
	Part        reviewQuote  `json:"hasPart"`
}

type reviewQuote struct {
	Type  string `json:"@type"`
	Text  string `json:"text"` // the exact words
	Place string `json:"description,omitempty"`
	URL   string `json:"url,omitempty"`
}

type reviewBasis struct {
	Type      string       `json:"@type"`
	Text      string       `json:"text"`
	About     string       `json:"temporalCoverage,omitempty"`
	Authority *reviewParty `json:"author,omitempty"`
}

func reviewOfClaim(c *Citation) ([]byte, error) {
	aspect, body := "How this claim stands to other claims", "No other claim stands beside this answer."
	if len(c.Stands) > 0 {
		var told []string
		for _, s := range c.Stands {
			t := words(string(s.Relation)) + ": " + s.Because
			if s.Asks != "" {
				t = s.Asks + " – " + t
			}
			told = append(told, line(t))
		}
		body = strings.Join(told, " ")
	}
	return encode(review{Type: "ClaimReview", URL: webAddress(c.Address), Reviewed: c.Reading, Aspect: aspect, Body: body,
		Items: []reviewItem{reviewed(c)}, Credit: credit(c.Document.Reader)})
}

func reviewsOfQuestion(q *Question) ([]byte, error) {
	var out [][]byte
	for i := range q.Comparisons {
		c := &q.Comparisons[i]
		r := review{Type: "ClaimReview", URL: webAddress(q.Address), Reviewed: q.Asks, Aspect: "How the answers stand to each other: " + words(string(c.Relation)),
			Body: line(c.verdict()), Items: []reviewItem{}, Credit: credit(q.Reader)}
		if c.Settles != "" {
			r.Body += " What would settle it: " + line(c.Settles)
		}
		if q.Compared < q.Answers {
			r.Body += " " + q.compared()
		}
		for _, m := range c.Members {
			r.Items = append(r.Items, reviewed(m))
		}
		for _, f := range c.Facts {
			b := reviewBasis{Type: "CreativeWork", Text: f.Says, About: f.Days.String()}
			if f.Authority != "" {
				b.Authority = &reviewParty{Name: f.Authority}
			}
			r.BasedOn = append(r.BasedOn, b)
		}
		b, err := encode(r)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return bytes.Join(out, []byte(",\n")), nil
}

func credit(reader string) string {
	return "Found by " + reader + ", which tells how claims stand to each other and rates none."
}

func reviewed(c *Citation) reviewItem {
	item := reviewItem{Type: "Claim", ID: iri("claim", string(c.Claim.ID)), Text: c.Reading, Author: party(c.Claim.Speaker, c.Speaker), About: edtfOf(c.Claim.About),
		Appearance: appearance{Type: "CreativeWork", ID: iri("document", string(c.Document.ID)), Name: c.title(), URL: c.url(), Published: isoDate(c.published()),
			Language: c.Document.Language, Identifier: string(c.Document.ID), Part: reviewQuote{Type: "Quotation", Text: c.Claim.Evidence.Exact, URL: c.proof()}}}
	a := &item.Appearance
	if c.author() != "" {
		a.Author = &reviewParty{Name: c.author()}
	}
	if c.outlet() != "" {
		a.Publisher = &reviewParty{Type: "Organization", Name: c.outlet()}
	}
	if item.Author == nil {
		item.Author = a.Publisher // told in the outlet's own voice
	}
	if t := c.published(); t.Known() && a.Published == "" {
		a.Description = "Published " + c.PublishedOn + " (EDTF " + edtfOf(t) + ")."
	}
	if c.placed() {
		a.Part.Place = "Characters " + c.offset(c.Start) + "–" + c.offset(c.End) + " of the text with the SHA-256 " + plainHash(string(c.Document.TextID)) + "."
	}
	return item
}

// party names who answers for a claim, with a type where schema.org has one.
func party(id communique.EntityID, name string) *reviewParty {
	if id == "" || name == "" {
		return nil
	}
	p := &reviewParty{Name: name}
	switch id.Kind() {
	case communique.Person:
		p.Type = "Person"
	case communique.Organisation, communique.State:
		p.Type = "Organization"
	}
	return p
}
