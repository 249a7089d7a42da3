package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/export"
)

var (
	paramWords      = param{Name: "words", Says: "Words to find in the text, exactly or with other white space between them."}
	paramWordFormat = param{Name: "format", Says: "A format to cite the words in, instead of the answer.", One: wordFormatNames()}
	wordsParams     = []param{paramAt, paramHash, paramWords, paramWordFormat}
)

// wordFormats are the formats that can cite words of a document by themselves.
func wordFormats() []export.Format {
	return slices.DeleteFunc(slices.Clone(export.Formats), func(f export.Format) bool { return !f.Cites || f.Reviews })
}

func wordFormatNames() []string {
	var names []string
	for _, f := range wordFormats() {
		names = append(names, f.Name)
	}
	return names
}

// wordsAnswer is where words stand in a document.
type wordsAnswer struct {
	Document communique.DocID `json:"document"`
	Places   []placed         `json:"places"`
	Exact    bool             `json:"exact"`          // they stand there as they were given, not only with other white space
	More     bool             `json:"more,omitempty"` // there are more places than these
	Says     string           `json:"says"`

	Listed []placed `json:"-"` // places of which the reader must choose one
}

// placed is a place of words, with what proves and cites them.
type placed struct {
	At       string `json:"at"`
	Hash     string `json:"q"`
	Exact    string `json:"words"`
	Link     string `json:"link"`    // within this server
	Address  string `json:"address"` // whole
	Citation string `json:"citation"`

	Before string `json:"-"`
	After  string `json:"-"`
}

// words finds and proves words of a document, and cites them.
func words(s *Server, q *request) error {
	id, err := q.id("document")
	if err != nil {
		return err
	}
	if err := communique.DocID(id).Validate(); err != nil {
		return badParam("id", sentence(err.Error()))
	}
	if err := q.oneOf("format"); err != nil {
		return err
	}
	h, err := q.history(communique.DocID(id))
	if err != nil {
		return err
	}
	answer, err := q.placesOf(h.Current())
	if err != nil {
		return err
	}
	name := q.get("format")
	if name == "" {
		q.site.sendJSON(q.c, http.StatusOK, answer)
		return nil
	}
	format, _ := export.Named(name) // oneOf knows it
	if len(answer.Places) != 1 {
		return &fault{Status: http.StatusNotFound, Param: "words", Detail: answer.Says + " Only words of one place can be cited."}
	}
	at, err := parsePlace(answer.Places[0].At)
	if err != nil {
		return err
	}
	o := q.offsets(h.Current())
	piece, err := format.Claim(q.quotation(h.Current(), communique.Span{Start: o.Byte(at.Start), End: o.Byte(at.End)}))
	if err != nil {
		return err
	}
	q.c.Header("Content-Disposition", `inline; filename="communique`+format.Extension+`"`)
	q.site.send(q.c, http.StatusOK, format.MediaType, slices.Concat([]byte(format.Head), piece, []byte(format.Tail)))
	return nil
}

// placesOf answers where the words are that the address names by place or by themselves.
func (q *request) placesOf(d *communique.Document) (*wordsAnswer, error) {
	if at := q.get("at"); at != "" {
		p, err := parsePlace(at)
		if err != nil {
			return nil, err
		}
		l := locate(d.Text, q.offsets(d), p, q.get("q"))
		if !l.Shown {
			return nil, &fault{Status: http.StatusNotFound, Param: "at", Detail: l.Says}
		}
		if l.span.Len() > mostQuoted {
			return nil, badParam("at", fmt.Sprintf("at: these are %s characters; at most %s bytes can be quoted.", thousands(p.End-p.Start), thousands(mostQuoted)))
		}
		a := q.sought(d, wording{Spans: []communique.Span{l.span}, Exact: true})
		a.Says = l.Says
		return a, nil
	}
	given, err := q.wording()
	if err != nil {
		return nil, err
	}
	if given == "" {
		return nil, badParam("at", "The address names no words: give at, such as at=907-1004, or words.")
	}
	return q.sought(d, findWords(d.Text, given)), nil
}

// mostQuoted is how many bytes of a text can be quoted at once.
const mostQuoted = 20_000

// wording reads the words that are looked for.
func (q *request) wording() (string, error) {
	words := q.get("words")
	if len(words) > mostWording {
		return "", badParam("words", fmt.Sprintf("words: the words are longer than %s bytes. Give their beginning.", thousands(mostWording)))
	}
	return words, nil
}

// sought tells where words were found.
func (q *request) sought(d *communique.Document, found wording) *wordsAnswer {
	a := &wordsAnswer{Document: d.ID, Places: []placed{}, Exact: found.Exact, More: found.More}
	for _, span := range found.Spans {
		a.Places = append(a.Places, q.placed(d, span))
	}
	how := ""
	if !found.Exact {
		how = ", with other spaces or line breaks between them"
	}
	switch n := len(found.Spans); {
	case n == 0:
		a.Exact = false
		a.Says = "These words do not stand in this text. Capitals, quotation marks and dashes count; give fewer words, or copy them from the text."
	case n == 1 && !found.More:
		a.Says = "These words stand in this text once" + how + "."
	case found.More:
		a.Says = fmt.Sprintf("These words stand in this text at least %d times%s; these are the first. Give more words to tell them apart.", n, how)
	default:
		a.Says = fmt.Sprintf("These words stand in this text %d times%s. Choose a place.", n, how)
	}
	a.Listed = a.Places
	return a
}

// placed tells of one place.
func (q *request) placed(d *communique.Document, span communique.Span) placed {
	at, words := placeOf(q.offsets(d), span), span.Of(d.Text)
	p := placed{At: at.String(), Hash: proof(words), Exact: words, Link: q.permalink(d.ID, at, words)}
	p.Address = q.full("/document", url.Values{"id": {string(d.ID)}, "at": {p.At}, "q": {p.Hash}})
	p.Before, p.After = around(d.Text, span, fewLines)
	if len(p.Before) > 120 {
		_, p.Before, _ = strings.Cut(strings.ToValidUTF8(p.Before[len(p.Before)-100:], ""), " ")
		p.Before = "… " + p.Before
	}
	p.After = clip(p.After, 100)
	if c, err := asText(export.Plain.Claim(q.quotation(d, span))); err == nil {
		p.Citation = c
	}
	return p
}

// quotation is words of a document as a citation without a claim. Who says them
// is named where they lie within a statement.
func (q *request) quotation(d *communique.Document, span communique.Span) *export.Citation {
	at, words, published := placeOf(q.offsets(d), span), span.Quote(d.Text), d.Published()
	c := &export.Citation{Claim: &communique.Claim{ID: communique.ClaimID("words-" + proof(words.Exact)), Evidence: words}, Document: d, Alone: true,
		PublishedOn: timeWords(published, momentTime), Start: at.Start, End: at.End}
	c.Words = q.full("/document", url.Values{"id": {string(d.ID)}, "at": {at.String()}, "q": {proof(words.Exact)}})
	for i := range d.Statements {
		s := &d.Statements[i]
		if s.Speaker != "" && slices.ContainsFunc(s.Content, func(e communique.Evidence) bool { return e.Contains(span) }) {
			c.Claim.Statement, c.Claim.Speaker, c.Speaker, c.Said, c.SaidOn = s.ID, s.Speaker, q.speaker(s.Speaker).Name, s.Said, timeWords(s.Said, momentTime)
		}
	}
	return c
}

// citeWords sets what the words of a permalink are cited by.
func (p *documentPage) citeWords(q *request, d *communique.Document) error {
	if p.Place.span.Len() > mostQuoted {
		return nil
	}
	text, err := asText(export.Plain.Claim(q.quotation(d, p.Place.span)))
	if err != nil {
		return err
	}
	p.Propose = q.href("/propose", "id", string(d.ID), "at", p.Place.At, "q", proof(p.Place.Exact))
	p.Cite = citing{Text: text}
	for _, f := range wordFormats() {
		p.Cite.Formats = append(p.Cite.Formats, citeFormat{f.Name, f.Title, f.Says,
			address("/api/v1/documents/"+string(d.ID)+"/words", url.Values{"at": {p.Place.At}, "q": {proof(p.Place.Exact)}, "format": {f.Name}})})
	}
	return nil
}
