package web

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/graph"
	"github.com/communique-kg/communique/internal/edtf"
)

var proposeParams = append([]param{paramID, paramAt, paramHash,
	{Name: "kind", Says: "The kind of claim.", One: kindNames()},
	{Name: "subject", Says: "Of whom or what: an id such as org:nato, or words."}, {Name: "object", Says: "To whom or what: an id, or words."},
	{Name: "content", Says: "What is decided or held, in short words."}, {Name: "n", Says: "The number."}, {Name: "unit", Says: "What it counts."},
	{Name: "cmp", Says: "How the number bounds what is counted.", One: comparatorNames()}, {Name: "as", Says: "As what something is recognised."},
	{Name: "act", Says: "What an amendment does.", One: actNames},
	{Name: "when", Says: "When it holds or happened, as EDTF."}, {Name: "speaker", Says: "Who says so: an id, or words; none for the outlet itself."},
	{Name: "modality", Says: "How firmly.", One: modalityNames()}, {Name: "polarity", Says: "Whether it is affirmed.", One: []string{string(communique.Affirmed), string(communique.Denied)}},
}, clockParams...)

var actNames = []string{"amends", "reaffirms", "extends"}

func comparatorNames() []string {
	var names []string
	for _, c := range []communique.Comparator{communique.Equal, communique.Greater, communique.AtLeast, communique.Less, communique.AtMost, communique.Approximately} {
		names = append(names, string(c))
	}
	return names
}

func modalityNames() []string {
	var names []string
	for _, m := range []communique.Modality{communique.Asserted, communique.Possible, communique.Planned, communique.Conditional, communique.Necessary, communique.Normative, communique.Hypothetical} {
		names = append(names, string(m))
	}
	return names
}

// proposePage tries a reading of words by hand: what the claim would say, which
// questions it would answer, and how it would stand to other answers. Nothing is
// stored by it.
type proposePage struct {
	Words   string
	Link    string // to the words in their document
	Title   string
	Place   located
	Hidden  []field // what the form keeps of its address
	Found   []claimView
	Given   draftFields
	Kinds   []choice
	Cmps    []choice
	Acts    []choice
	Firms   []choice
	Poles   []choice
	Known   []*entity // whom the words name
	Wrong   []string  // what keeps the fields from being a claim
	Started bool      // fields were given, not only proposed

	Sentence string // what the claim would say; "" where there is none
	Answers  []asked
	Stands   []relatives
	JSON     string
}

func (p *proposePage) title() string { return "Read words as a claim" }

// draftFields are the fields of a claim as a form has them.
type draftFields struct {
	Kind, Subject, Object, Content, N, Unit, Cmp, As, Act, When, Speaker, Modality, Polarity string
}

func propose(_ *Server, q *request) (any, error) {
	id, err := q.id("document")
	if err != nil {
		return nil, err
	}
	if err := communique.DocID(id).Validate(); err != nil {
		return nil, badParam("id", sentence(err.Error()))
	}
	if err := q.oneOf("kind", "cmp", "act", "modality", "polarity"); err != nil {
		return nil, err
	}
	h, err := q.history(communique.DocID(id))
	if err != nil {
		return nil, err
	}
	d := h.Current()
	at, err := parsePlace(q.get("at"))
	if err != nil {
		return nil, err
	}
	page := &proposePage{Place: locate(d.Text, q.offsets(d), at, q.get("q")), Title: titleOf(d), Link: q.href("/document", "id", id)}
	if !page.Place.Shown {
		return page, nil
	}
	span := page.Place.span
	if span.Len() > mostQuoted {
		return nil, badParam("at", fmt.Sprintf("at: a claim rests on a few words; these are more than %s bytes.", thousands(mostQuoted)))
	}
	page.Words, page.Link = page.Place.Exact, q.permalink(d.ID, at, page.Place.Exact)
	for _, name := range append([]string{"id", "at", "q"}, clockNames...) {
		if v := q.get(name); v != "" {
			page.Hidden = append(page.Hidden, field{name, v})
		}
	}
	if err := page.read(q, d, span, q.volumes[d.ID]); err != nil {
		return nil, err
	}
	page.choices()
	c, wrong := page.Given.claim(d, span)
	if page.Wrong = wrong; len(wrong) > 0 {
		return page, nil
	}
	return page, page.tell(q, d, c)
}

// read sets what the reader found at the words, and the fields: those that were
// given, else what was found.
func (p *proposePage) read(q *request, d *communique.Document, span communique.Span, v *volume) error {
	var best *communique.Claim
	overlap := 0
	for i := range d.Claims {
		c := &d.Claims[i]
		if !c.Evidence.Overlaps(span) {
			continue
		}
		if n := min(c.Evidence.End, span.End) - max(c.Evidence.Start, span.Start); n > overlap {
			best, overlap = c, n
		}
		const most = 12
		if len(p.Found) < most {
			view, err := q.claimView(v.held[c.ID], communique.In)
			if err != nil {
				return err
			}
			p.Found = append(p.Found, view)
		}
	}
	for _, m := range d.Mentions {
		if e := q.entity(m.Entity); e != nil && m.Overlaps(span) && !slices.ContainsFunc(p.Known, func(o *entity) bool { return o.ID == e.ID }) {
			p.Known = append(p.Known, e)
		}
	}
	if p.Started = q.get("kind") != ""; p.Started {
		p.Given = draftFields{q.get("kind"), q.get("subject"), q.get("object"), q.get("content"), q.get("n"), q.get("unit"), q.get("cmp"), q.get("as"), q.get("act"),
			q.get("when"), q.get("speaker"), q.get("modality"), q.get("polarity")}
		return nil
	}
	p.Given = proposed(d, span, best)
	return nil
}

// proposed fills the fields with what was read at the words: the claim that lies
// most over them, else who speaks, who is named, what is counted, and when.
func proposed(d *communique.Document, span communique.Span, c *communique.Claim) draftFields {
	if c != nil {
		f := draftFields{Kind: string(c.Kind), Subject: string(c.Subject), Object: string(c.Object), Content: c.Proposition, As: c.As, Act: c.Act,
			When: edtfOf(c.About), Speaker: string(c.Speaker), Modality: string(c.Modality), Polarity: string(c.Polarity)}
		if c.Value != nil {
			f.N, f.Unit, f.Cmp = strconv.FormatFloat(c.Value.N, 'f', -1, 64), c.Value.Unit, string(c.Value.Cmp)
		}
		return f
	}
	f := draftFields{Kind: string(communique.Position), Content: clip(strings.Join(strings.Fields(span.Of(d.Text)), " "), 200),
		Modality: string(communique.Asserted), Polarity: string(communique.Affirmed)}
	for i := range d.Statements {
		s := &d.Statements[i]
		if slices.ContainsFunc(s.Content, func(e communique.Evidence) bool { return e.Overlaps(span) }) {
			f.Speaker = string(s.Speaker)
		}
	}
	for _, m := range d.Mentions {
		if m.Overlaps(span) && m.Entity != "" && f.Subject == "" {
			f.Subject = string(m.Entity)
		}
	}
	for _, n := range d.Quantities {
		if n.Overlaps(span) && f.N == "" {
			f.Kind, f.Content, f.N, f.Unit, f.Cmp = string(communique.QuantityClaim), "", strconv.FormatFloat(n.N, 'f', -1, 64), n.Unit, string(n.Cmp)
		}
	}
	for _, t := range d.Times {
		if t.Span.Overlaps(span) && f.When == "" {
			f.When = edtfOf(t)
		}
	}
	return f
}

// entityOf reads an id, or makes one of words.
func entityOf(s string) communique.EntityID {
	if id := communique.EntityID(s); s == "" || id.Kind() != "" && id.Validate() == nil {
		return id
	}
	return communique.NP(s)
}

// claim makes a claim of the fields that rests on a span of a document, or tells
// everything that is wrong with them.
func (f draftFields) claim(d *communique.Document, span communique.Span) (*communique.Claim, []string) {
	var wrong []string
	c := &communique.Claim{Kind: communique.Kind(f.Kind), Subject: entityOf(f.Subject), Object: entityOf(f.Object), Proposition: f.Content, As: f.As,
		Modality: communique.Modality(f.Modality), Polarity: communique.Polarity(f.Polarity), Speaker: entityOf(f.Speaker), Evidence: span.Quote(d.Text), Rule: f.Kind + "/by-hand"}
	if c.Modality == "" {
		c.Modality = communique.Asserted
	}
	if c.Polarity == "" {
		c.Polarity = communique.Affirmed
	}
	if f.N != "" {
		n, err := strconv.ParseFloat(strings.ReplaceAll(f.N, ",", ""), 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			wrong = append(wrong, fmt.Sprintf("Number: %q is none. Write figures, such as 28 or 1500.5.", clip(f.N, 40)))
		}
		c.Value = &communique.Value{N: n, Unit: f.Unit, Cmp: communique.Comparator(f.Cmp)}
		if c.Value.Cmp == "" {
			c.Value.Cmp = communique.Equal
		}
	}
	if f.When != "" {
		from, to, err := edtf.Bounds(f.When)
		if err != nil {
			wrong = append(wrong, fmt.Sprintf("When: %q is no date. Write 2016, 2016-06, 2016-06-15, 2014/2016 or 2024-03-07/.. .", clip(f.When, 40)))
		}
		c.About = communique.TimeValue{Type: communique.Date, EDTF: f.When, Days: communique.Days{From: communique.Day(from), To: communique.Day(to)}, Basis: "by hand"}
	}
	if c.Kind == communique.Amendment {
		c.Act = f.Act
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		if c.Speaker != "" && s.Speaker == c.Speaker && slices.ContainsFunc(s.Content, func(e communique.Evidence) bool { return e.Contains(span) }) {
			c.Statement = s.ID
		}
	}
	c.ID = communique.NewClaimID(d.ID, d.TextID, c.Kind, span, c.Subject)
	wrong = append(wrong, lacking(c)...)
	if len(wrong) > 0 {
		return nil, wrong
	}
	// The rules are those by which the corpus takes a document.
	with := *d
	with.Claims = []communique.Claim{*c}
	if err := with.Validate(); err != nil {
		text := err.Error()
		if i := strings.LastIndex(text, "): "); i >= 0 {
			text = text[i+3:]
		}
		return nil, []string{sentence(text)}
	}
	return c, nil
}

// lacking tells what a claim of its kind needs and has not.
func lacking(c *communique.Claim) []string {
	var out []string
	if c.Subject == "" && c.Kind != communique.Position {
		out = append(out, "Subject: say of whom or what this is told.")
	}
	switch c.Kind {
	case communique.MemberCount, communique.QuantityClaim:
		if c.Value == nil {
			out = append(out, "Number: a claim of this kind needs one.")
		}
	case communique.Amendment:
		if c.Act == "" {
			out = append(out, "Act: say whether it amends, reaffirms or extends.")
		}
	case communique.Position:
		if c.Proposition == "" && c.Object == "" {
			out = append(out, "Content: say in short words what is held.")
		}
	}
	if c.Object != "" && c.Proposition != "" {
		out = append(out, "Object and content: give one of them, not both.")
	}
	return out
}

// tell sets what the claim would say and how it would stand.
func (p *proposePage) tell(q *request, d *communique.Document, c *communique.Claim) error {
	for _, k := range claim.Kinds {
		if k.Kind == c.Kind {
			c.Questions = k.Questions(c)
		}
	}
	p.Sentence = sentence(clause(c, q.site.name))
	bare := *d
	bare.Text = ""
	record := communique.Record{Claim: c, Document: &bare, Recorded: []communique.Days{}}
	var all []comparison
	for _, key := range c.Questions {
		f := q.clocks
		f.Questions = []communique.Question{key}
		found, err := q.site.Graph.Claims(q.ctx, f, graph.Page{Limit: mostListed})
		if err != nil {
			return err
		}
		rows := slices.DeleteFunc(found.Rows, func(r graph.Row) bool { return r.Claim == c.ID })
		p.Answers = append(p.Answers, asked{Text: q.asks(key), Href: q.href("/compare", "question", string(key)), Answers: len(rows)})
		views, err := q.rows(rows)
		if err != nil {
			return err
		}
		records := []communique.Record{record}
		for _, v := range views {
			records = append(records, v.record)
		}
		views = append(views, claimView{ID: c.ID, Sentence: p.Sentence, record: record})
		for _, told := range q.told(key, claim.Compare(key, records, q.reference(), q.site.name), views) {
			if slices.ContainsFunc(told.Members, func(m member) bool { return m.Claim == c.ID }) {
				all = append(all, told)
			}
		}
	}
	p.Stands = relativesOf(c, all)
	for i := range p.Stands {
		for j := range p.Stands[i].Stands {
			s := &p.Stands[i].Stands[j]
			s.Href, _, _ = strings.Cut(s.Href, "#") // the page of the question does not know this claim
		}
	}
	body, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return fmt.Errorf("web: propose: %w", err)
	}
	p.JSON = string(body)
	return nil
}

// choices sets what the lists of the form offer.
func (p *proposePage) choices() {
	offer := func(names []string, on string) []choice {
		var out []choice
		for _, n := range names {
			out = append(out, choice{Value: n, Label: strings.ReplaceAll(n, "-", " "), On: n == on})
		}
		return out
	}
	p.Kinds, p.Cmps, p.Acts = offer(kindNames(), p.Given.Kind), offer(comparatorNames(), p.Given.Cmp), offer(actNames, p.Given.Act)
	p.Firms, p.Poles = offer(modalityNames(), p.Given.Modality), offer([]string{string(communique.Affirmed), string(communique.Denied)}, p.Given.Polarity)
	for i := range p.Cmps {
		p.Cmps[i].Label = map[string]string{"=": "exactly", ">": "over", ">=": "at least", "<": "under", "<=": "at most", "~": "about"}[p.Cmps[i].Value]
	}
}
