package web

import (
	"mime"
	"net/url"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/export"
)

// documentPage is one document with all that was found in it. Its API form
// carries the fields of extract's JSON.
type documentPage struct {
	export.Extraction
	ID        communique.DocID `json:"id"`
	Format    string           `json:"format"`
	Sources   []sourceView     `json:"sources"`
	Claims    []claimView      `json:"claims"` // instead of those of the extraction: with their ids in the store, dates and status
	Recorded  string           `json:"recorded"`
	Retracted bool             `json:"retracted"`
	Text      string           `json:"text"`
	Place     *located         `json:"place,omitempty"` // what a permalink names

	Title     string      `json:"-"`
	Byline    documentRow `json:"-"`
	Basis     string      `json:"-"`
	BasisSpan string      `json:"-"` // the words that date it
	Original  string      `json:"-"`
	History   string      `json:"-"` // the page of its source
	Reason    string      `json:"-"` // why it was retracted
	Found     int         `json:"-"` // claims in the whole text; a page holds those of its part
	Said      int         `json:"-"` // statements in the whole text
	Speakers  []*entity   `json:"-"`
	Unlisted  int         `json:"-"` // speakers beyond those
	Address   string      `json:"-"` // of the document, whole, for paper

	reader `json:"-"`
}

// Skips reports whether the page holds passages that are not the article, which
// stay off paper.
func (p *documentPage) Skips() bool {
	return slices.ContainsFunc(p.Sections, func(s section) bool { return s.Label != "" })
}

func (p *documentPage) title() string { return p.Title }

type sourceView struct {
	Outlet         *string `json:"outlet"`
	Author         *string `json:"author"`
	URL            *string `json:"url"`
	File           *string `json:"file"`
	Licence        *string `json:"licence"`
	Published      *string `json:"published"`
	PublishedBasis *string `json:"published_basis"`

	Link      string `json:"-"` // the URL where it is one to follow
	PublishOn string `json:"-"`
	Basis     string `json:"-"` // of the publication date, in words
}

func document(s *Server, q *request) (any, error) {
	id, err := q.id("document")
	if err != nil {
		return nil, err
	}
	if err := communique.DocID(id).Validate(); err != nil {
		return nil, badParam("id", sentence(err.Error()))
	}
	h, err := q.history(communique.DocID(id))
	if err != nil {
		return nil, err
	}
	d, held := h.Current(), q.volumes[h.Current().ID].held
	if err := q.oneOf("show"); err != nil {
		return nil, err
	}
	page := &documentPage{}
	if err := page.locate(q, d); err != nil {
		return nil, err
	}
	page.head(q, h)
	if q.isAPI() {
		return page, page.fill(q, h, held)
	}
	return page, page.layOut(q, h, held)
}

// locate finds the words that a permalink names or that were asked for.
func (p *documentPage) locate(q *request, d *communique.Document) error {
	if at := q.get("at"); at != "" {
		where, err := parsePlace(at)
		if err != nil {
			return err
		}
		l := locate(d.Text, q.offsets(d), where, q.get("q"))
		p.Place = &l
		return nil
	}
	words, err := q.wording()
	if err != nil || words == "" {
		return err
	}
	p.Asked = words
	found := findWords(d.Text, words)
	p.Sought = q.sought(d, found)
	if len(found.Spans) == 1 {
		p.Place = &located{At: p.Sought.Places[0].At, Proved: true, Exact: found.Spans[0].Of(d.Text), Shown: true, Says: p.Sought.Says, span: found.Spans[0]}
		p.Sought.Says, p.Sought.Listed = "", nil
	}
	return nil
}

// head sets what tells of the document as a whole.
func (p *documentPage) head(q *request, h *corpus.History) {
	d, outline := h.Current(), h.Outline()
	row, published := q.documentRow(outline, communique.In), d.Published()
	p.ID, p.Format, p.Sources, p.Claims = d.ID, d.Format, sourceViews(d), []claimView{}
	p.Recorded, p.Retracted, p.Title, p.Byline, p.Basis, p.BasisSpan = row.Recorded, row.Retracted, row.Title, row, basisWords(published.Basis), published.Exact
	p.File = fileOf(d)
	p.Original, p.Found, p.Said = "/original?id="+string(d.ID), len(d.Claims), len(d.Statements)
	p.Address = q.full("/document", url.Values{"id": {string(d.ID)}})
	p.History = q.href("/source", "id", string(d.ID))
	if p.Retracted {
		p.Reason = outline.Reason
	}
	p.SHA256, p.TextSHA256 = strings.TrimPrefix(string(d.ID), "sha256-"), strings.TrimPrefix(string(d.TextID), "sha256-")
	seen := map[communique.EntityID]bool{"": true}
	for _, s := range d.Statements {
		if seen[s.Speaker] {
			continue
		}
		seen[s.Speaker] = true
		if len(p.Speakers) == mostSpeakers {
			p.Unlisted++
			continue
		}
		p.Speakers = append(p.Speakers, q.speaker(s.Speaker))
	}
}

// mostSpeakers is how many speakers the head of a document names.
const mostSpeakers = 100

// fill sets what only the API gives: everything that was found.
func (p *documentPage) fill(q *request, h *corpus.History, held map[communique.ClaimID]corpus.Held) error {
	d := h.Current()
	p.Extraction, p.Text = export.Extract(fileOf(d), d), d.Text
	for i, s := range d.Statements {
		p.Statements[i].ID = string(s.ID) // the store's own, which stays when more is read
	}
	for i := range d.Claims {
		v, err := q.claimView(held[d.Claims[i].ID], communique.In)
		if err != nil {
			return err
		}
		p.Claims = append(p.Claims, v)
	}
	return nil
}

// original sends the bytes of a document as they came: always as a download,
// never as a page, since they may be hostile.
func original(s *Server, q *request) error {
	id, err := q.id("document")
	if err != nil {
		return err
	}
	if err := communique.DocID(id).Validate(); err != nil {
		return badParam("id", sentence(err.Error()))
	}
	h, err := q.history(communique.DocID(id))
	if err != nil {
		return err
	}
	data, err := s.Corpus.Original(q.ctx, communique.DocID(id))
	if err != nil {
		return err
	}
	kind, name := "application/octet-stream", fileOf(h.Current())
	if h.Current().Format == "text" {
		kind = "text/plain; charset=utf-8"
	}
	if name == "" {
		name = id
	}
	q.c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": safeName(name)}))
	q.site.sendOriginal(q, kind, id, data)
	return nil
}

// safeName keeps of a file name what no system takes amiss.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`/\:*?"<>|`, r) || r == '\u202e' || r == '\u2066' || r == '\u2067' {
			return '_'
		}
		return r
	}, name)
	return clip(strings.TrimLeft(name, "."), 150)
}
