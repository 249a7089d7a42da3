package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/export"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/internal/edtf"
)

// statementView is the statement that a claim was made in. Its offsets are
// missing where it stands in a text that an older reader made.
type statementView struct {
	ID        communique.StatementID   `json:"id"`
	Kind      communique.StatementKind `json:"kind"`
	Content   []quoted                 `json:"content"`
	Speaker   *communique.EntityID     `json:"speaker"`
	Addressee *string                  `json:"addressee"`
	Occasion  *string                  `json:"occasion"`
	Via       *communique.EntityID     `json:"via"`
	Said      *string                  `json:"said"`
	Rule      string                   `json:"rule"`
}

// claimPage is one claim with where it stands and how others answer the same.
type claimPage struct {
	claimView
	Quotation   *statementView `json:"quotation"` // the statement that it was made in
	Judgements  []judgement    `json:"judgements"`
	Comparisons []comparison   `json:"comparisons"`
	Citation    string         `json:"citation"`
	History     []happening    `json:"history"` // what the log says of it, oldest first

	Cite    citing      `json:"-"`
	Before  string      `json:"-"` // the text around the evidence
	After   string      `json:"-"`
	Above   string      `json:"-"` // the end of the line before, where the evidence begins its own
	Below   string      `json:"-"` // the beginning of the line after, where it ends its own
	Chain   []link      `json:"-"` // from the outlet to who answers for it, and of whom
	Clocks  []clock     `json:"-"`
	Facts   []named     `json:"-"` // the parts of the claim
	Topical []*entity   `json:"-"`
	Undated int         `json:"-"`
	Asked   []asked     `json:"-"` // the questions that it answers
	Stands  []relatives `json:"-"` // how it stands to other answers, what asks for attention first
	Ruled   string      `json:"-"` // what its kind says
	Data    string      `json:"-"` // its address for programs
}

func (p *claimPage) title() string { return p.Sentence }

// asked is a question that a claim answers.
type asked struct {
	Text, Href string
	Answers    int // of all
}

// judgement is what a person said of a claim or document.
type judgement struct {
	Seq    uint64                    `json:"seq"`
	Kind   communique.AnnotationKind `json:"kind"`
	Reason string                    `json:"reason,omitempty"`
	Agent  corpus.Agent              `json:"agent"`
	Day    communique.Day            `json:"day"`
}

// link is a step of a chain or a reference to another page; Href may be empty.
type link struct{ Role, Text, Href string }

// clock is one of the four dates of a claim.
type clock struct{ Name, Says, EDTF, Words, Basis string }

// named is a part of a claim with its name.
type named struct {
	Name, Text string
	Entity     *entity
}

func oneClaim(s *Server, q *request) (any, error) {
	id, err := q.id("claim")
	if err != nil {
		return nil, err
	}
	held, h, err := q.find(communique.ClaimID(id))
	if err != nil {
		return nil, err
	}
	v, err := q.claimView(held, communique.In)
	if err != nil {
		return nil, err
	}
	r := held.Record
	page := &claimPage{claimView: v, Judgements: []judgement{}, Comparisons: []comparison{}}
	c, current := r.Claim, h.Current()
	entries, err := s.Corpus.Annotations(q.ctx, id)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		page.Judgements = append(page.Judgements, judgement{e.Seq, e.Annotation.Kind, e.Annotation.Reason, e.Agent, communique.DayOf(e.Recorded)})
	}
	if v.Permalink != "" {
		page.Before, page.After = around(current.Text, c.Evidence.Span, fewLines)
		page.Above, page.Below = beyond(current.Text, c.Evidence.Span, page.Before, page.After)
	}
	var statement *communique.Statement
	for i := range r.Document.Statements {
		if st := &r.Document.Statements[i]; c.Statement != "" && st.ID == c.Statement {
			statement = st
			page.Quotation = &statementView{ID: st.ID, Kind: st.Kind, Speaker: optional(st.Speaker), Addressee: optional(st.Addressee), Occasion: optional(st.Occasion),
				Via: optional(st.Via), Said: optional(edtfOf(st.Said)), Rule: st.Rule}
			for _, e := range st.Content {
				page.Quotation.Content = append(page.Quotation.Content, q.quote(e, r.Document.TextID, current))
			}
		}
	}
	page.chain(q, r, statement)
	page.clocks(r, statement)
	page.parts(q, c)
	for _, key := range c.Questions {
		f := q.clocks
		f.Questions = []communique.Question{key}
		found, err := s.Graph.Claims(q.ctx, f, graph.Page{Limit: mostAnswers})
		if err != nil {
			return nil, err
		}
		page.Undated += found.Undated
		page.Asked = append(page.Asked, asked{Text: q.asks(key), Href: q.href("/compare", "question", string(key)) + "#answer-" + id, Answers: found.Total})
		comparisons, err := q.comparisonsOf(c.ID, key, found.Rows)
		if err != nil {
			return nil, err
		}
		page.Comparisons = append(page.Comparisons, comparisons...)
	}
	page.Stands = relativesOf(c, page.Comparisons)
	page.History, page.Ruled = historyOf(h, c.ID), kindSays(c.Kind)
	page.Data = address("/api/v1/claims/"+id, nil)
	if page.Citation, err = asText(export.Plain.Claim(q.citation(v))); err != nil {
		return nil, err
	}
	page.Cite = q.citing(page.Citation, "claim", string(c.ID))
	return page, nil
}

// comparisonsOf compares the answers that the graph found to a question and shows
// those comparisons in which a claim stands. Other answers are not looked up.
func (q *request) comparisonsOf(id communique.ClaimID, key communique.Question, rows []graph.Row) ([]comparison, error) {
	judged, err := q.judged(key, rows)
	if err != nil {
		return nil, err
	}
	var with []claim.Comparison
	members := map[communique.ClaimID]bool{}
	for _, c := range judged {
		if slices.ContainsFunc(c.Members, func(m claim.Member) bool { return m.Claim.ID == id }) {
			with = append(with, c)
			for _, m := range c.Members {
				members[m.Claim.ID] = true
			}
		}
	}
	var some []graph.Row
	for _, row := range rows {
		if members[row.Claim] {
			some = append(some, row)
		}
	}
	views, err := q.rows(some)
	if err != nil {
		return nil, err
	}
	return q.told(key, with, views), nil
}

// find finds a claim by its id alone, with all that the log says of its document.
func (q *request) find(id communique.ClaimID) (corpus.Held, *corpus.History, error) {
	doc, err := q.site.Corpus.DocumentOf(q.ctx, id)
	if err != nil {
		return corpus.Held{}, nil, err
	}
	v, err := q.volume(doc)
	if err != nil {
		return corpus.Held{}, nil, err
	}
	held, ok := v.held[id]
	if !ok {
		return held, nil, fmt.Errorf("web: claim %s: %w", id, communique.ErrNotFound)
	}
	return held, v.history, nil
}

// chain tells who has it from whom: outlet, via, speaker.
func (p *claimPage) chain(q *request, r communique.Record, st *communique.Statement) {
	if p.Outlet != "" {
		p.Chain = append(p.Chain, link{"published by", p.Outlet, q.href("/documents", "outlet", r.Document.Outlets()[0])})
	} else {
		p.Chain = append(p.Chain, link{"published in", p.Title, p.DocHref})
	}
	if st != nil && st.Via != "" {
		e := q.entity(st.Via)
		p.Chain = append(p.Chain, link{"which has it through", e.Name, e.Href})
	}
	switch {
	case r.Claim.Speaker != "":
		e := q.speaker(r.Claim.Speaker)
		p.Chain = append(p.Chain, link{"said by", e.Name, e.Href})
	case st != nil:
		p.Chain = append(p.Chain, link{"said by", "somebody who is not named", ""})
	default:
		p.Chain = append(p.Chain, link{"told by", "the outlet itself", ""})
	}
	if e := q.entity(r.Claim.Subject); e != nil {
		of := link{"of", teller{r.Claim, q.site.name}.bare(e.ID), e.Href}
		if year := yearOf(r.Claim.About.Days); year != "" {
			of.Text += ", " + year
		}
		p.Chain = append(p.Chain, of)
	}
}

// yearOf is the year in which a range of days lies, "" where it lies in several.
func yearOf(d communique.Days) string {
	if len(d.From) < 4 || len(d.To) < 4 || d.From[:4] != d.To[:4] {
		return ""
	}
	return string(d.From[:4])
}

func (p *claimPage) clocks(r communique.Record, st *communique.Statement) {
	about := r.Claim.About
	said := communique.TimeValue{}
	saidBasis := "not quoted: told in the outlet's own voice"
	if st != nil {
		said, saidBasis = st.Said, basisWords(st.Said.Basis)
	}
	published := r.Document.Published()
	recorded := clock{Name: "Recorded", Says: "when this store held it", Words: "not held", Basis: "from the log of this store, which only grows"}
	for i, d := range r.Recorded {
		if i == 0 {
			recorded.Words, recorded.EDTF = daysWords(d), d.String()
			continue
		}
		recorded.Words += "; " + daysWords(d)
		recorded.EDTF += ", " + d.String()
	}
	p.Clocks = []clock{
		{"About", "when it holds or happened", edtfOf(about), timeWords(about, spanWords) + noEnd(r.Claim), basis(about)},
		{"Said", "when it was uttered", edtfOf(said), timeWords(said, momentTime), saidBasis},
		{"Published", "when its document was published", edtfOf(published), timeWords(published, momentTime), basis(published)},
		recorded,
	}
	for i := range p.Clocks {
		if c := &p.Clocks[i]; c.Basis == "" {
			c.Basis = "nothing in the text tells"
		}
	}
}

// timeWords gives a time for people, with the hedge of its EDTF reading.
func timeWords(t communique.TimeValue, words func(communique.TimeValue) string) string {
	s := words(t)
	if v, err := edtf.Parse(t.EDTF); err == nil && t.Days.Known() {
		switch v.From.Qualifier {
		case edtf.Approximate:
			s += ", about"
		case edtf.Uncertain:
			s += ", uncertain"
		case edtf.UncertainApproximate:
			s += ", about and uncertain"
		}
	}
	return s
}

// basis tells why a time is read as it is.
func basis(t communique.TimeValue) string {
	switch {
	case t.Exact != "" && t.Basis != "":
		return fmt.Sprintf("“%s” – %s", clip(t.Exact, 80), basisWords(t.Basis))
	case t.Exact != "":
		return fmt.Sprintf("“%s”", clip(t.Exact, 80))
	}
	return basisWords(t.Basis)
}

// parts lists what the claim is made of.
func (p *claimPage) parts(q *request, c *communique.Claim) {
	add := func(name, text string, id communique.EntityID) {
		if text != "" || id != "" {
			e := q.entity(id)
			if e != nil {
				e.Name = teller{c, q.site.name}.bare(id)
			}
			p.Facts = append(p.Facts, named{name, text, e})
		}
	}
	add("Subject", "", c.Subject)
	add("Object", "", c.Object)
	add("Content", c.Proposition, "")
	if c.Value != nil {
		add("Value", c.Value.String(), "")
	}
	if org := communique.EntityID(c.Scope); c.Kind == communique.RoleClaim && org.Kind() != "" {
		add("Organisation", "", org)
	} else {
		add("Scope", c.Scope, "")
	}
	add("As", c.As, "")
	add("Act", c.Act, "")
	add("Modality", string(c.Modality), "")
	add("Polarity", string(c.Polarity), "")
	add("Rule", c.Rule, "")
	add("Reader", p.record.Document.Reader, "")
	for _, id := range c.Topics {
		p.Topical = append(p.Topical, q.entity(id))
	}
}

// reach is how far the text around a span goes.
type reach struct {
	most   int  // bytes on each side
	within bool // only the same paragraph
}

var (
	fewLines = reach{400, true}  // for who reads the span
	atLarge  = reach{900, false} // for who judges it
)

// around returns the text before and after a span as far as it reaches, never
// from or to the middle of a word. An ellipsis stands where it breaks off.
func around(text string, s communique.Span, r reach) (before, after string) {
	from, to := max(0, s.Start-r.most), min(len(text), s.End+r.most)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	before, after = text[from:s.Start], text[s.End:to]
	broken, ends := from > 0, to < len(text)
	if i := strings.LastIndexByte(before, '\n'); r.within && i >= 0 {
		before, broken = before[i+1:], false
	}
	if i := strings.IndexByte(after, '\n'); r.within && i >= 0 {
		after, ends = after[:i], false
	}
	if broken {
		if _, rest, ok := strings.Cut(before, " "); ok {
			before = rest
		}
		before = "… " + before
	}
	if ends {
		if i := strings.LastIndexByte(after, ' '); i >= 0 {
			after = after[:i]
		}
		after += " …"
	}
	return strings.TrimLeft(before, "\n"), strings.TrimRight(after, "\n")
}

// beyond returns the end of the line before a span and the beginning of the line
// after it, each only where the span has little of its own line on that side.
func beyond(text string, s communique.Span, before, after string) (above, below string) {
	const little, most = 40, 240
	if len(strings.TrimSpace(before)) < little {
		rest := strings.TrimRight(text[:s.Start-len(strings.TrimPrefix(before, "… "))], " \t\r\n")
		rest = rest[strings.LastIndexByte(rest, '\n')+1:]
		if len(rest) > most {
			_, rest, _ = strings.Cut(strings.ToValidUTF8(rest[len(rest)-most:], ""), " ")
			rest = "… " + rest
		}
		above = rest
	}
	if len(strings.TrimSpace(after)) < little {
		rest := strings.TrimLeft(text[s.End+len(strings.TrimSuffix(after, " …")):], " \t\r\n")
		rest, _, _ = strings.Cut(rest[:min(len(rest), most+100)], "\n")
		below = clip(strings.ToValidUTF8(rest, ""), most)
	}
	return above, below
}
