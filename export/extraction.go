package export

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
)

// Extraction is all that reading found in one document, in the shape of the
// command "extract --format jsonl": offsets are Unicode code points, end
// exclusive, and a field that is not known is null.
type Extraction struct {
	File       string              `json:"file"`
	SHA256     string              `json:"sha256"`
	TextSHA256 string              `json:"text_sha256"`
	Extractor  string              `json:"extractor"`
	Document   ExtractedDocument   `json:"document"`
	Regions    []ExtractedRegion   `json:"regions"`
	Statements []ExtractedSpeech   `json:"statements"`
	Claims     []ExtractedClaim    `json:"claims"`
	Times      []ExtractedTime     `json:"times"`
	Mentions   []ExtractedMention  `json:"mentions"`
	Quantities []ExtractedQuantity `json:"quantities"`
}

// ExtractedDocument is what is known of the document as a whole.
type ExtractedDocument struct {
	Title          *string `json:"title"`
	Outlet         *string `json:"outlet"`
	Author         *string `json:"author"`
	Language       *string `json:"language"`
	Published      *string `json:"published"`
	PublishedBasis *string `json:"published_basis"`
}

// ExtractedSpan is evidence by code points.
type ExtractedSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Exact string `json:"exact"`
}

// ExtractedRegion is a region by code points.
type ExtractedRegion struct {
	Start int             `json:"start"`
	End   int             `json:"end"`
	Role  communique.Role `json:"role"`
	Type  string          `json:"type"`
}

// ExtractedSpeech is a statement.
type ExtractedSpeech struct {
	ID          string                   `json:"id"`
	Kind        communique.StatementKind `json:"kind"`
	Content     []ExtractedSpan          `json:"content"`
	Speaker     *string                  `json:"speaker"`
	SpeakerSpan *ExtractedSpan           `json:"speaker_span"`
	Cue         *ExtractedSpan           `json:"cue"`
	Addressee   *string                  `json:"addressee"`
	Occasion    *string                  `json:"occasion"`
	Via         *string                  `json:"via"`
	Said        *string                  `json:"said"`
	Rule        string                   `json:"rule"`
}

// ExtractedClaim is a claim; object holds an id or, where a proposition is
// held or decided, its words.
type ExtractedClaim struct {
	ID        string              `json:"id"`
	Kind      communique.Kind     `json:"kind"`
	Subject   *string             `json:"subject"`
	Object    *string             `json:"object"`
	Value     *communique.Value   `json:"value"`
	Scope     *string             `json:"scope"`
	As        *string             `json:"as"`
	Act       *string             `json:"act"`
	Time      *string             `json:"time"`
	TimeBasis *string             `json:"time_basis"`
	Modality  communique.Modality `json:"modality"`
	Polarity  communique.Polarity `json:"polarity"`
	Speaker   *string             `json:"speaker"`
	Statement *string             `json:"statement"`
	Evidence  ExtractedSpan       `json:"evidence"`
	Rule      string              `json:"rule"`
}

// ExtractedTime is a temporal expression.
type ExtractedTime struct {
	ExtractedSpan
	Type  communique.TimeType `json:"type"`
	Value string              `json:"value"`
	EDTF  *string             `json:"edtf"`
	Role  *string             `json:"role"`
}

// ExtractedMention is a mention.
type ExtractedMention struct {
	ExtractedSpan
	Actor *string        `json:"actor"`
	Type  string         `json:"type"`
	Via   communique.Via `json:"via"`
}

// ExtractedQuantity is a quantity.
type ExtractedQuantity struct {
	ExtractedSpan
	N    float64               `json:"n"`
	Cmp  communique.Comparator `json:"cmp"`
	Unit string                `json:"unit"`
}

// Extract puts a document into the shape of an Extraction, with claims c1, c2, …
// and statements s1, s2, … in the order of the document.
func Extract(file string, d *communique.Document) Extraction {
	offsets := communique.NewOffsets(d.Text)
	span := func(e communique.Evidence) ExtractedSpan {
		return ExtractedSpan{offsets.Rune(e.Start), offsets.Rune(e.End), e.Exact}
	}
	maybe := func(e communique.Evidence) *ExtractedSpan {
		if e.Exact == "" {
			return nil
		}
		s := span(e)
		return &s
	}
	published := d.Published()
	x := Extraction{
		File: file, SHA256: bare(string(d.ID)), TextSHA256: bare(string(d.TextID)), Extractor: d.Reader,
		Document: ExtractedDocument{
			Title: known(d.Title), Outlet: known(d.Sources[0].Outlet), Author: known(d.Sources[0].Author), Language: known(d.Language),
			Published: known(published.EDTF), PublishedBasis: known(published.Basis),
		},
		Regions: []ExtractedRegion{}, Statements: []ExtractedSpeech{}, Claims: []ExtractedClaim{},
		Times: []ExtractedTime{}, Mentions: []ExtractedMention{}, Quantities: []ExtractedQuantity{},
	}
	for _, r := range d.Regions {
		x.Regions = append(x.Regions, ExtractedRegion{offsets.Rune(r.Start), offsets.Rune(r.End), r.Role, r.Type})
	}
	ids := map[communique.StatementID]string{}
	for i, s := range d.Statements {
		id := fmt.Sprint("s", i+1)
		ids[s.ID] = id
		content := make([]ExtractedSpan, len(s.Content))
		for j, e := range s.Content {
			content[j] = span(e)
		}
		x.Statements = append(x.Statements, ExtractedSpeech{
			ID: id, Kind: s.Kind, Content: content, Speaker: known(s.Speaker), SpeakerSpan: maybe(s.SpeakerSpan), Cue: maybe(s.Cue),
			Addressee: known(s.Addressee), Occasion: known(s.Occasion), Via: known(s.Via), Said: known(s.Said.EDTF), Rule: s.Rule,
		})
	}
	for i, c := range d.Claims {
		x.Claims = append(x.Claims, ExtractedClaim{
			ID: fmt.Sprint("c", i+1), Kind: c.Kind, Subject: known(c.Subject), Object: known(claim.ObjectOf(&c)), Value: c.Value,
			Scope: known(c.Scope), As: known(c.As), Act: known(c.Act), Time: known(c.About.EDTF), TimeBasis: known(c.About.Basis),
			Modality: c.Modality, Polarity: c.Polarity, Speaker: known(c.Speaker), Statement: known(ids[c.Statement]),
			Evidence: span(c.Evidence), Rule: c.Rule,
		})
	}
	for _, t := range d.Times {
		x.Times = append(x.Times, ExtractedTime{span(t.Evidence), t.Type, t.Value, known(t.EDTF), known(t.Role)})
	}
	for _, m := range d.Mentions {
		x.Mentions = append(x.Mentions, ExtractedMention{span(m.Evidence), known(m.Entity), m.Type, m.Via})
	}
	for _, q := range d.Quantities {
		x.Quantities = append(x.Quantities, ExtractedQuantity{span(q.Evidence), q.N, q.Cmp, q.Unit})
	}
	return x
}

// known returns nil for the empty string, so that JSON shows null.
func known[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	plain := string(s)
	return &plain
}

func bare(id string) string { return id[len("sha256-"):] }
