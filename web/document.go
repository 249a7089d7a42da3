package web

import (
	"cmp"
	"fmt"
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/graph"
)

// partSize is how much of a long text one page of the reader holds.
const partSize = 60 << 10

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
	Reason    string      `json:"-"` // why it was retracted
	Sections  []section   `json:"-"`
	Part      int         `json:"-"`
	Parts     int         `json:"-"`
	Earlier   string      `json:"-"`
	Later     string      `json:"-"`
	Speakers  []*entity   `json:"-"`
	from      int         // where the part that is shown begins
	badges    map[communique.ClaimID][]badge
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
}

// section is a stretch of the text as the reader shows it.
type section struct {
	Role  communique.Role
	Type  string
	Label string // of boilerplate: what it is, and how much
	Open  bool   // boilerplate that holds the words of the permalink
	Lines []lineView
	types []string // of boilerplate
	words int
}

// lineView is a line of the text with its marks, and the claims that begin in it.
type lineView struct {
	Heading bool
	Again   bool // it is the title, which stands above already
	Pieces  []pieceView
	Cards   []card
	Folded  []card // the claims beyond the first few
}

// card is a claim beside the line in which it begins.
type card struct {
	claimView
	Badges []badge
}

// badge says that a claim stands in a relation, and leads to it.
type badge struct {
	Relation claim.Relation
	Href     string
}

// pieceView is a stretch of a line over which the same marks lie.
type pieceView struct {
	Text    string
	Href    string   // to the card of the innermost claim; "" where nothing is marked
	Anchors []string // ids of the evidence that begins here
	Place   bool     // it belongs to what the permalink names
	First   bool     // it is the first piece of that
	Deep    bool     // more than one claim rests on it
	Loud    bool     // a claim on it stands against something
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
	d := h.Current()
	page := &documentPage{}
	if err := page.fill(q, h, q.volumes[h.Current().ID].held); err != nil {
		return nil, err
	}
	if at := q.get("at"); at != "" {
		p, err := parsePlace(at)
		if err != nil {
			return nil, err
		}
		l := locate(d.Text, q.offsets(d), p, q.get("q"))
		page.Place = &l
	}
	if q.isAPI() {
		return page, nil
	}
	return page, page.layOut(q, d)
}

// fill sets everything but the text's layout.
func (p *documentPage) fill(q *request, h *corpus.History, held map[communique.ClaimID]corpus.Held) error {
	d := h.Current()
	row := q.documentRow(h, communique.In)
	published := d.Published()
	*p = documentPage{
		Extraction: export.Extract(fileOf(d), d), ID: d.ID, Format: d.Format,
		Sources: []sourceView{}, Claims: []claimView{},
		Recorded: row.Recorded, Retracted: row.Retracted, Text: d.Text,
		Title: row.Title, Byline: row, Basis: basisWords(published.Basis), BasisSpan: published.Exact, Original: "/original?id=" + string(d.ID),
	}
	for _, s := range d.Sources {
		v := sourceView{Outlet: optional(s.Outlet), Author: optional(s.Author), URL: optional(s.URL), File: optional(s.File), Licence: optional(s.Licence),
			Published: optional(edtfOf(s.Published)), PublishedBasis: optional(s.Published.Basis), PublishOn: momentWords(s.Published.Days)}
		if strings.HasPrefix(s.URL, "https://") || strings.HasPrefix(s.URL, "http://") {
			v.Link = s.URL
		}
		p.Sources = append(p.Sources, v)
	}
	for _, v := range slices.Backward(h.Versions) {
		if p.Retracted && v.Annotation != nil && v.Annotation.Kind == communique.Retract {
			p.Reason = v.Annotation.Reason
			break
		}
	}
	for i, s := range d.Statements {
		p.Statements[i].ID = string(s.ID) // the store's own, which stays when more is read
		if e := q.speaker(s.Speaker); e != nil && !slices.ContainsFunc(p.Speakers, func(o *entity) bool { return o.ID == e.ID }) {
			p.Speakers = append(p.Speakers, e)
		}
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

// layOut cuts the part of the text that the request asks for into sections,
// lines and pieces.
func (p *documentPage) layOut(q *request, d *communique.Document) error {
	cuts := parts(d.Text, partSize)
	p.Parts, p.Part = len(cuts), 1
	if p.Place != nil && p.Place.Shown {
		for i, c := range cuts {
			if c.Start <= p.Place.span.Start && p.Place.span.Start < c.End {
				p.Part = i + 1
			}
		}
	}
	var err error
	if p.Part, err = q.number("part", 1, p.Part, p.Parts); err != nil {
		return err
	}
	link := func(part int) string {
		return q.href("/document", "id", string(d.ID), "part", strconv.Itoa(part))
	}
	if p.Part > 1 {
		p.Earlier = link(p.Part - 1)
	}
	if p.Part < p.Parts {
		p.Later = link(p.Part + 1)
	}

	shown := cuts[p.Part-1]
	p.from = shown.Start
	var marks []highlight
	for i := range p.Claims {
		if e := p.Claims[i].record.Claim.Evidence.Span; e.Overlaps(shown) {
			marks = append(marks, highlight{e, i})
		}
	}
	if p.Place != nil && p.Place.Shown {
		marks = append(marks, highlight{p.Place.span, -1})
	}
	if err := p.relate(q, d, marks); err != nil {
		return err
	}
	slices.SortStableFunc(marks, func(a, b highlight) int { return a.Start - b.Start })
	next, open := 0, []highlight(nil) // marks are handed to lines in one walk over both
	first := true
	for _, r := range regionsOf(d, shown) {
		s := section{Role: r.Role, Type: r.Type}
		if r.Role == communique.Boilerplate {
			s.types, s.words = []string{strings.ReplaceAll(r.Type, "-", " ")}, len(strings.Fields(r.Of(d.Text)))
		}
		for _, l := range lines(d.Text, r.Span) {
			open = slices.DeleteFunc(open, func(h highlight) bool { return h.End <= l.Start })
			for ; next < len(marks) && marks[next].Start < l.End; next++ {
				open = append(open, marks[next])
			}
			if strings.TrimSpace(l.Of(d.Text)) == "" {
				continue
			}
			s.Open = s.Open || p.Place != nil && p.Place.Shown && p.Place.span.Overlaps(l)
			s.Lines = append(s.Lines, p.line(d.Text, l, r.Type, open, &first))
		}
		if len(s.Lines) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	p.foldBoilerplate()
	return nil
}

// foldBoilerplate makes one section of boilerplate that stands together, and
// says what it is.
func (p *documentPage) foldBoilerplate() {
	var out []section
	for _, s := range p.Sections {
		if last := len(out) - 1; last >= 0 && s.Role == communique.Boilerplate && out[last].Role == communique.Boilerplate {
			o := &out[last]
			o.Lines, o.words, o.Open = append(o.Lines, s.Lines...), o.words+s.words, o.Open || s.Open
			if !slices.Contains(o.types, s.types[0]) {
				o.types = append(o.types, s.types[0])
			}
			continue
		}
		out = append(out, s)
	}
	for i := range out {
		if s := &out[i]; s.Role == communique.Boilerplate {
			s.Label = fmt.Sprintf("Not the article: %s (%s)", strings.Join(s.types, ", "), plural(s.words, "word", "words"))
		}
	}
	p.Sections = out
}

// How many questions of one part of a document are compared for its badges, and
// with how many answers each; the rest is left to the page of each claim.
const (
	mostRelated        = 60
	mostRelatedAnswers = 60
)

// relate finds how the claims that are shown stand to what others say.
func (p *documentPage) relate(q *request, d *communique.Document, shown []highlight) error {
	own := map[communique.Question][]graph.Row{}
	var keys []communique.Question
	for _, h := range shown {
		if h.Of < 0 {
			continue
		}
		c := p.Claims[h.Of].record.Claim
		for _, key := range c.Questions {
			if own[key] == nil {
				if len(keys) == mostRelated {
					continue
				}
				keys = append(keys, key)
			}
			own[key] = append(own[key], graph.Row{Claim: c.ID, Document: d.ID})
		}
	}
	p.badges = map[communique.ClaimID][]badge{}
	for _, key := range keys {
		f := q.clocks
		f.Questions = []communique.Question{key}
		found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostRelatedAnswers})
		if err != nil {
			return err
		}
		rows := found.Rows
		if found.Next != "" { // the document's own answers may stand beyond the newest
			for _, r := range own[key] {
				if !slices.ContainsFunc(rows, func(o graph.Row) bool { return o.Claim == r.Claim }) {
					rows = append(rows, r)
				}
			}
		}
		comparisons, err := q.judged(key, rows)
		if err != nil {
			return err
		}
		for _, c := range comparisons {
			if c.Relation == claim.Agreement || c.Relation == claim.SameSourceCopy || c.Relation == claim.Undetermined {
				continue
			}
			// The words that a document quotes do not misreport themselves; its own do.
			accused := func(m claim.Member) bool { return m.Document.ID == d.ID && m.Claim.Statement == "" }
			own := slices.ContainsFunc(c.Members, accused)
			for _, m := range c.Members {
				if m.Document.ID != d.ID || c.Relation == claim.Misreport && own && !accused(m) {
					continue
				}
				id := m.Claim.ID
				if !slices.ContainsFunc(p.badges[id], func(b badge) bool { return b.Relation == c.Relation }) {
					p.badges[id] = append(p.badges[id], badge{c.Relation, q.href("/compare", "question", string(key)) + "#answer-" + string(id)})
				}
			}
		}
	}
	const most = 3 // beside one claim
	for id, badges := range p.badges {
		slices.SortStableFunc(badges, func(a, b badge) int { return cmp.Compare(weight(a.Relation), weight(b.Relation)) })
		p.badges[id] = badges[:min(len(badges), most)]
	}
	return nil
}

// mostCards is how many claims stand open beside one line.
const mostCards = 4

// line lays out one line.
func (p *documentPage) line(text string, l communique.Span, kind string, marks []highlight, first *bool) lineView {
	v := lineView{Heading: kind == "headline" || kind == "heading"}
	if kind == "headline" && strings.Join(strings.Fields(l.Of(text)), " ") == strings.Join(strings.Fields(p.Title), " ") {
		v.Heading, v.Again = false, true
	}
	for end := l.End; end > l.Start && (text[end-1] == '\n' || text[end-1] == '\r'); end-- {
		l.End = end - 1
	}
	for _, piece := range pieces(l, marks) {
		w := pieceView{Text: piece.Of(text)}
		n := 0
		for _, m := range piece.Marks {
			if m < 0 {
				w.Place = true
				continue
			}
			w.Loud = w.Loud || slices.ContainsFunc(p.badges[p.Claims[m].ID], func(b badge) bool { return isLoud(b.Relation) })
			if n++; n == 1 {
				w.Href = "#" + p.Claims[m].Anchor
				if p.Claims[m].record.Claim.Evidence.Start < p.from {
					w.Href = p.Claims[m].Href // its card stands in the part before
				}
			}
		}
		w.Deep = n > 1
		if w.Place && *first {
			w.First, *first = true, false
		}
		for _, m := range piece.Begins {
			if m < 0 {
				continue
			}
			w.Anchors = append(w.Anchors, "at-"+string(p.Claims[m].ID))
			c := card{p.Claims[m], p.badges[p.Claims[m].ID]}
			if len(v.Cards) < mostCards {
				v.Cards = append(v.Cards, c)
			} else {
				v.Folded = append(v.Folded, c)
			}
		}
		v.Pieces = append(v.Pieces, w)
	}
	return v
}

// regionsOf returns the regions that a stretch of a text holds, clipped to it,
// with what lies between them as article text, so that nothing is left out.
func regionsOf(d *communique.Document, shown communique.Span) []communique.Region {
	var out []communique.Region
	at := shown.Start
	gap := func(to int) {
		if at < to {
			out = append(out, communique.Region{Span: communique.Span{Start: at, End: to}, Role: communique.Article, Type: "body"})
		}
	}
	for _, r := range d.Regions {
		if !r.Overlaps(shown) {
			continue
		}
		r.Span = communique.Span{Start: max(r.Start, shown.Start), End: min(r.End, shown.End)}
		gap(r.Start)
		out, at = append(out, r), r.End
	}
	gap(shown.End)
	return out
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
