package export

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// JSONL has a JSON object in each line, one for each claim: the fields of the
// extraction and those that the API gives of a claim, and its document.
var JSONL = Format{
	Name: "jsonl", Title: "JSON lines", Says: "scripts", MediaType: "application/jsonl; charset=utf-8", Extension: ".jsonl",
	Claim: func(c *Citation) ([]byte, error) {
		b, err := encode(objectOf(c))
		return append(b, '\n'), err
	},
}

// ClaimObject is a claim as JSON.
type ClaimObject struct {
	ID        communique.ClaimID    `json:"id"`
	Kind      communique.Kind       `json:"kind"`
	Reading   string                `json:"reading"`
	Subject   *string               `json:"subject"`
	Object    *string               `json:"object"` // an id, or the proposition in short words
	Value     *communique.Value     `json:"value"`
	Scope     *string               `json:"scope"`
	As        *string               `json:"as"`
	Act       *string               `json:"act"`
	Time      *string               `json:"time"`
	TimeBasis *string               `json:"time_basis"`
	Modality  communique.Modality   `json:"modality"`
	Polarity  communique.Polarity   `json:"polarity"`
	Speaker   *string               `json:"speaker"`
	Said      *string               `json:"said"`
	Evidence  ClaimEvidence         `json:"evidence"`
	Rule      string                `json:"rule"`
	Topics    []communique.EntityID `json:"topics"`
	Questions []communique.Question `json:"questions"`
	Recorded  []communique.Days     `json:"recorded"`
	Statuses  []string              `json:"statuses"`
	Possibly  bool                  `json:"possibly,omitempty"`
	Names     map[string]string     `json:"names"` // of the entities above, by their ids
	Document  ClaimDocument         `json:"document"`
	Address   string                `json:"address,omitempty"`
	Words     string                `json:"words,omitempty"`
}

// ClaimEvidence is evidence by code points, which are null where the words stand
// in a text that an older reader made.
type ClaimEvidence struct {
	Start *int   `json:"start"`
	End   *int   `json:"end"`
	Exact string `json:"exact"`
}

// ClaimDocument is where a claim stands.
type ClaimDocument struct {
	ID             communique.DocID  `json:"id"`
	Text           communique.TextID `json:"text"`
	Title          *string           `json:"title"`
	Outlets        []string          `json:"outlets"`
	Author         *string           `json:"author"`
	URL            *string           `json:"url"`
	File           *string           `json:"file"`
	Licence        *string           `json:"licence"`
	Language       *string           `json:"language"`
	Published      *string           `json:"published"`
	PublishedBasis *string           `json:"published_basis"`
	Reader         string            `json:"reader"`
}

func objectOf(c *Citation) ClaimObject {
	k, published := c.Claim, c.published()
	o := ClaimObject{
		ID: k.ID, Kind: k.Kind, Reading: c.Reading, Subject: known(k.Subject), Object: known(claim.ObjectOf(k)), Value: k.Value,
		Scope: known(k.Scope), As: known(k.As), Act: known(k.Act), Time: known(edtfOf(k.About)), TimeBasis: known(k.About.Basis),
		Modality: k.Modality, Polarity: k.Polarity, Speaker: known(k.Speaker), Said: known(edtfOf(c.Said)),
		Evidence: ClaimEvidence{Exact: k.Evidence.Exact}, Rule: k.Rule, Topics: listed(k.Topics), Questions: listed(k.Questions),
		Recorded: listed(c.Recorded), Statuses: listed(c.Statuses), Possibly: c.Possibly, Names: c.names(), Address: c.Address, Words: c.Words,
		Document: ClaimDocument{ID: c.Document.ID, Text: c.Document.TextID, Title: known(c.Document.Title), Outlets: listed(c.Document.Outlets()),
			Author: known(c.author()), URL: known(c.source()), File: known(c.file()), Licence: known(c.licence()), Language: known(c.Document.Language),
			Published: known(edtfOf(published)), PublishedBasis: known(published.Basis), Reader: c.Document.Reader},
	}
	if c.placed() {
		o.Evidence.Start, o.Evidence.End = &c.Start, &c.End
	}
	return o
}

// names are the names of the claim's subject, object and speaker by their ids.
func (c *Citation) names() map[string]string {
	out := map[string]string{}
	for id, name := range map[communique.EntityID]string{c.Claim.Subject: c.Subject, c.Claim.Object: c.Object, c.Claim.Speaker: c.Speaker} {
		if id != "" && name != "" {
			out[string(id)] = name
		}
	}
	return out
}

// listed returns an empty list, not null, for none.
func listed[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}
