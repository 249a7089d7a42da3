package export

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
)

// CSL is CSL-JSON 1.0.2, which Zotero and other reference managers read: an array
// with an item for each claim. What CSL has no variable for stands in custom.
var CSL = Format{
	Name: "csl", Title: "CSL-JSON", Says: "Zotero, Mendeley, Pandoc", MediaType: "application/vnd.citationstyles.csl+json", Extension: ".csl.json", Cites: true,
	Head: "[\n", Between: ",\n", Tail: "\n]\n", Claim: cslClaim, Question: cslQuestion,
}

type cslItem struct {
	ID        string     `json:"id"`
	Type      string     `json:"type"`
	Title     string     `json:"title"`
	Container string     `json:"container-title,omitempty"`
	Author    []cslName  `json:"author,omitempty"`
	Issued    *cslDate   `json:"issued,omitempty"`
	URL       string     `json:"URL,omitempty"`
	Language  string     `json:"language,omitempty"`
	Note      string     `json:"note"`
	Custom    *cslCustom `json:"custom,omitempty"`
}

// cslName is a name as it stands in the document; which part of it is the family
// name nobody knows.
type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts,omitempty"`
	Circa bool    `json:"circa,omitempty"`
	Raw   string  `json:"raw,omitempty"` // EDTF, where the parts cannot say it
}

type cslCustom struct {
	Claim     communique.ClaimID  `json:"claim,omitempty"` // none where words alone are cited
	Reading   string              `json:"reading"`
	Exact     string              `json:"exact"`
	Start     *int                `json:"start"`
	End       *int                `json:"end"`
	Document  communique.DocID    `json:"document"`
	Text      communique.TextID   `json:"text"`
	File      string              `json:"file,omitempty"`
	Speaker   communique.EntityID `json:"speaker,omitempty"`
	Said      string              `json:"said,omitempty"`
	Published string              `json:"published,omitempty"`
	Words     string              `json:"words,omitempty"`
}

func cslClaim(c *Citation) ([]byte, error) {
	item := cslItem{ID: string(c.Claim.ID), Type: "document", Title: c.title(), Container: c.outlet(), Issued: cslIssued(c.published()), URL: c.url(),
		Language: c.Document.Language, Note: strings.Join(c.notes(), " "),
		Custom: &cslCustom{Claim: c.Claim.ID, Reading: c.Reading, Exact: c.Claim.Evidence.Exact, Document: c.Document.ID, Text: c.Document.TextID,
			File: c.file(), Speaker: c.Claim.Speaker, Said: edtfOf(c.Said), Published: edtfOf(c.published()), Words: c.Words}}
	if c.Alone {
		item.Custom.Claim = ""
	}
	if item.URL != "" {
		item.Type = "webpage"
	}
	if a := c.author(); a != "" {
		item.Author = []cslName{{a}}
	}
	if c.placed() {
		item.Custom.Start, item.Custom.End = &c.Start, &c.End
	}
	return encode(item)
}

func cslQuestion(q *Question) ([]byte, error) {
	return encode(cslItem{ID: string(q.Key), Type: "webpage", Title: q.Asks, Container: q.Reader, URL: webAddress(q.Address),
		Note: strings.Join(append(q.verdicts(), q.compared()), " ")})
}

// cslIssued gives a date as CSL has it: as parts where it is a day, month or year
// or a stretch between two such, with circa where it is doubted; else as EDTF.
// It is nil where nothing is known.
func cslIssued(t communique.TimeValue) *cslDate {
	s := edtfOf(t)
	if s == "" {
		return nil
	}
	v, err := edtf.Parse(s)
	if err != nil || !isExact(v.From) || !isExact(v.To) {
		return &cslDate{Raw: s}
	}
	d := &cslDate{Parts: [][]int{dateParts(v.From)}, Circa: v.From.Qualifier != 0 || v.To.Qualifier != 0}
	if v.Interval {
		d.Parts = append(d.Parts, dateParts(v.To))
	}
	return d
}

func dateParts(d edtf.Date) []int {
	parts := []int{d.Year}
	if d.Month > 0 {
		parts = append(parts, d.Month)
		if d.Day > 0 {
			parts = append(parts, d.Day)
		}
	}
	return parts
}
