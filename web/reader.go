package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/corpus"
	"github.com/communique-kg/communique/graph"
)

// partCost is how much one part of a long text costs to show: about 60,000
// characters, fewer where there is much to show of them.
const partCost = 240 << 10

// reader is a document as its page lays it out: one part of the text, the claims
// beside it, and the ways through the whole.
type reader struct {
	Sections []section
	Part     int
	Parts    int
	First    string // the address of the first part; "" on it
	Earlier  string
	Later    string
	Last     string
	Backward *link // the last evidence before this part
	Forward  *link // the first evidence after it
	Controls int   // characters of this part that steer the direction of writing

	Kinds     []choice // kinds of claim, with how many the whole text has
	Relations []choice // relations of the claims of this part
	All       string   // the address that shows every mark; "" where all are shown
	Plain     string   // the address that shows none; "" where none is
	Hidden    int      // claims of this part that the choice leaves out
	Contents  []heading
	More      int // headings beyond those

	Here    string       // the address of the words that a permalink names; "" where none are shown
	Sought  *wordsAnswer // the words that were asked for
	Asked   string       // as they were given
	Kept    []field      // what the forms of the page keep of its address
	Propose string       // the address that reads the words of a permalink as a claim
	Cite    citing       // the words that a permalink names, or none

	from, to int // the stretch that is shown
	badges   map[communique.ClaimID][]badge
	offsets  *communique.Offsets
}

// heading is an entry of the table of contents.
type heading struct {
	Text, Href string
	Here       bool // it stands in this part
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
	At      int    // the code point of the text with which it begins
	Heading string // of a heading, its id; "" otherwise
	Again   bool   // it is the title, which stands above already
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
	Runs    []run
	Marked  bool     // a claim rests on it
	Href    string   // to the card of the innermost claim; "" where there is none, or nothing to read
	Anchors []string // ids of the evidence that begins here
	Place   bool     // it belongs to what the permalink names
	First   bool     // it is the first piece of that
	Deep    bool     // more than one claim rests on it
	Loud    bool     // a claim on it stands against something
}

// noMarks is the value of show that shows the text alone.
const noMarks = "none"

// showNames are the values of show.
func showNames() []string {
	names := kindNames()
	for _, r := range claim.Relations {
		names = append(names, string(r))
	}
	return append(names, noMarks)
}

// layOut cuts the part of the text that the request asks for into sections,
// lines and pieces.
func (p *documentPage) layOut(q *request, h *corpus.History, held map[communique.ClaimID]corpus.Held) error {
	d := h.Current()
	p.offsets, p.badges = q.offsets(d), map[communique.ClaimID][]badge{}
	cuts := q.parts(d)
	if err := p.choosePart(q, cuts); err != nil {
		return err
	}
	shown := cuts[p.Part-1]
	p.from, p.to = shown.Start, shown.End
	reading := slices.Contains(q.query["show"], noMarks)
	for i := range d.Claims {
		if c := &d.Claims[i]; c.Evidence.Overlaps(shown) && !reading {
			v, err := q.claimView(held[c.ID], communique.In)
			if err != nil {
				return err
			}
			p.Claims = append(p.Claims, v)
		}
	}
	if err := p.relate(q, d); err != nil {
		return err
	}
	p.outline(q, d)
	p.walk(q, d, cuts)
	p.contents(q, d, cuts)
	p.lay(d, shown)
	if p.Place != nil && p.Place.Shown && partOf(cuts, p.Place.span.Start) != p.Part {
		p.Here = q.with("part", "") + "#here" // another part was asked for
	}
	for _, name := range append([]string{"id", "show"}, clockNames...) {
		for _, v := range q.query[name] {
			p.Kept = append(p.Kept, field{name, v})
		}
	}
	if p.Place != nil && p.Place.Shown {
		return p.citeWords(q, d)
	}
	return nil
}

// choosePart decides which part is shown: the one that is asked for, else the one
// where the words stand.
func (p *documentPage) choosePart(q *request, cuts []communique.Span) error {
	p.Parts, p.Part = len(cuts), 1
	if p.Place != nil && p.Place.Shown {
		p.Part = partOf(cuts, p.Place.span.Start)
	}
	var err error
	if p.Part, err = q.number("part", 1, p.Part, p.Parts); err != nil {
		return err
	}
	if p.Part > 1 {
		p.First, p.Earlier = q.partHref(p.ID, 1), q.partHref(p.ID, p.Part-1)
	}
	if p.Part < p.Parts {
		p.Later, p.Last = q.partHref(p.ID, p.Part+1), q.partHref(p.ID, p.Parts)
	}
	return nil
}

// partOf returns the number of the part that holds a byte.
func partOf(cuts []communique.Span, at int) int {
	i, _ := slices.BinarySearchFunc(cuts, at, func(s communique.Span, at int) int { return cmp.Compare(s.End, at+1) })
	return min(i, len(cuts)-1) + 1
}

// partHref is the address of a part, with the marks that are chosen.
func (q *request) partHref(d communique.DocID, part int) string {
	pairs := []string{"id", string(d), "part", strconv.Itoa(part)}
	for _, v := range q.query["show"] {
		pairs = append(pairs, "show", v)
	}
	return q.href("/document", pairs...)
}

// outline tells which claims there are, with the addresses that show some of
// them, and leaves out those that are not chosen.
func (p *documentPage) outline(q *request, d *communique.Document) {
	counts := map[communique.Kind]int{}
	for i := range d.Claims {
		counts[d.Claims[i].Kind]++
	}
	chosen := slices.DeleteFunc(slices.Clone(q.query["show"]), func(v string) bool { return v == noMarks })
	toggle := func(value string) string {
		v := q.copied()
		v["show"] = slices.Clone(chosen)
		if i := slices.Index(chosen, value); i >= 0 {
			v["show"] = slices.Delete(v["show"], i, i+1)
		} else {
			v["show"] = append(v["show"], value)
		}
		return address(q.route.path, v)
	}
	for _, k := range communique.Kinds {
		if n, name := counts[k], string(k); n > 0 || slices.Contains(chosen, name) {
			p.Kinds = append(p.Kinds, choice{Field: "show", Value: name, Label: kindTitle(k), N: n, Counted: true, On: slices.Contains(chosen, name), Href: toggle(name)})
		}
	}
	standing := map[claim.Relation]int{}
	for _, badges := range p.badges {
		for _, b := range badges {
			standing[b.Relation]++
		}
	}
	for _, r := range claim.Relations {
		if n, name := standing[r], string(r); n > 0 || slices.Contains(chosen, name) {
			p.Relations = append(p.Relations, choice{Field: "show", Value: name, Label: strings.ReplaceAll(name, "-", " "), N: n, Counted: true, On: slices.Contains(chosen, name), Href: toggle(name)})
		}
	}
	slices.SortStableFunc(p.Relations, func(a, b choice) int {
		return cmp.Compare(weight(claim.Relation(a.Value)), weight(claim.Relation(b.Value)))
	})
	if p.Found > 0 {
		if len(q.query["show"]) > 0 {
			p.All = q.with("show", "")
		}
		if !slices.Contains(q.query["show"], noMarks) {
			p.Plain = q.with("show", noMarks)
		}
	}
	if len(chosen) == 0 {
		return
	}
	all := len(p.Claims)
	p.Claims = slices.DeleteFunc(p.Claims, func(v claimView) bool {
		return !slices.Contains(chosen, string(v.Kind)) &&
			!slices.ContainsFunc(p.badges[v.ID], func(b badge) bool { return slices.Contains(chosen, string(b.Relation)) })
	})
	p.Hidden = all - len(p.Claims)
}

// walk finds the evidence before and after the part that is shown, so that who
// goes from one to the next does not end at its border. Where kinds alone are
// chosen it is evidence of those.
func (p *documentPage) walk(q *request, d *communique.Document, cuts []communique.Span) {
	chosen := q.query["show"]
	if p.Parts == 1 || slices.Contains(chosen, noMarks) {
		return
	}
	kindsOnly := len(chosen) > 0 && !slices.ContainsFunc(chosen, func(v string) bool { return !slices.Contains(communique.Kinds, communique.Kind(v)) })
	var before, after *communique.Claim
	for i := range d.Claims {
		c := &d.Claims[i]
		if kindsOnly && !slices.Contains(chosen, string(c.Kind)) {
			continue
		}
		switch {
		case c.Evidence.Start < p.from && (before == nil || c.Evidence.Start >= before.Evidence.Start):
			before = c
		case c.Evidence.Start >= p.to && (after == nil || c.Evidence.Start < after.Evidence.Start):
			after = c
		}
	}
	lead := func(c *communique.Claim, words string) *link {
		if c == nil {
			return nil
		}
		part := partOf(cuts, c.Evidence.Start)
		return &link{Role: words, Text: fmt.Sprintf("%s, in part %s", words, thousands(part)), Href: q.partHref(d.ID, part) + "#at-" + string(c.ID)}
	}
	p.Backward, p.Forward = lead(before, "Evidence before"), lead(after, "Next evidence")
}

// contents lists the headings of the whole text where there are several.
func (p *documentPage) contents(q *request, d *communique.Document, cuts []communique.Span) {
	const few, most = 3, 100
	for _, r := range d.Regions {
		if r.Role != communique.Article || r.Type != "heading" {
			continue
		}
		words := strings.Join(strings.Fields(clip(r.Of(d.Text), 400)), " ")
		if words == "" {
			continue
		}
		if len(p.Contents) == most {
			p.More++
			continue
		}
		h := heading{Text: clip(words, 120), Href: "#" + headingID(p.offsets.Rune(r.Start))}
		if part := partOf(cuts, r.Start); part != p.Part {
			h.Href = q.partHref(d.ID, part) + h.Href
		} else {
			h.Here = true
		}
		p.Contents = append(p.Contents, h)
	}
	if len(p.Contents) < few {
		p.Contents = nil
	}
}

// headingID is the id of a heading by the code point with which its region begins.
func headingID(at int) string { return "heading-" + strconv.Itoa(at) }

// lay cuts the stretch that is shown into sections, lines and pieces.
func (p *documentPage) lay(d *communique.Document, shown communique.Span) {
	var marks []highlight
	for i := range p.Claims {
		marks = append(marks, highlight{p.Claims[i].record.Claim.Evidence.Span, i})
	}
	if p.Place != nil && p.Place.Shown {
		marks = append(marks, highlight{p.Place.span, -1})
	}
	slices.SortStableFunc(marks, func(a, b highlight) int { return a.Start - b.Start })
	next, open := 0, []highlight(nil) // marks are handed to lines in one walk over both
	first := true
	for _, r := range regionsOf(d, shown) {
		s := section{Role: r.Role, Type: r.Type}
		if r.Role == communique.Boilerplate {
			s.types, s.words = []string{strings.ReplaceAll(r.Type, "-", " ")}, len(strings.Fields(r.Of(d.Text)))
		}
		heads := r.Type == "headline" || r.Type == "heading"
		for _, l := range lines(d.Text, r.Span) {
			open = slices.DeleteFunc(open, func(h highlight) bool { return h.End <= l.Start })
			for ; next < len(marks) && marks[next].Start < l.End; next++ {
				open = append(open, marks[next])
			}
			if strings.TrimSpace(l.Of(d.Text)) == "" {
				continue
			}
			s.Open = s.Open || p.Place != nil && p.Place.Shown && p.Place.span.Overlaps(l)
			v := p.line(d.Text, l, r.Type, open, &first)
			if heads && !v.Again {
				v.Heading, heads = headingID(p.offsets.Rune(r.Start)), false
			}
			s.Lines = append(s.Lines, v)
		}
		if len(s.Lines) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	if p.Place != nil && p.Place.Shown && !first {
		p.Here = "#here"
	}
	p.foldBoilerplate()
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
func (p *documentPage) relate(q *request, d *communique.Document) error {
	own := map[communique.Question][]graph.Row{}
	var keys []communique.Question
	for i := range p.Claims {
		c := p.Claims[i].record.Claim
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
			for _, m := range c.Members {
				if m.Document.ID != d.ID || m.Supports {
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

// line lays out one line.
func (p *documentPage) line(text string, l communique.Span, kind string, marks []highlight, first *bool) lineView {
	v := lineView{At: p.offsets.Rune(l.Start)}
	v.Again = kind == "headline" && strings.Join(strings.Fields(l.Of(text)), " ") == strings.Join(strings.Fields(p.Title), " ")
	for end := l.End; end > l.Start && (text[end-1] == '\n' || text[end-1] == '\r'); end-- {
		l.End = end - 1
	}
	room := roomBeside(l.Len())
	for _, piece := range pieces(l, marks) {
		w := pieceView{Runs: runs(piece.Of(text))}
		for _, r := range w.Runs {
			if r.Control {
				p.Controls += len(r.Text) / 3
			}
		}
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
		if w.Deep, w.Marked = n > 1, n > 0; strings.TrimFunc(piece.Of(text), func(r rune) bool { return unicode.IsSpace(r) || isControl(r) }) == "" {
			w.Href = "" // a link needs a name
		}
		if w.Place && *first {
			w.First, *first = true, false
		}
		for _, m := range piece.Begins {
			if m < 0 {
				continue
			}
			w.Anchors = append(w.Anchors, "at-"+string(p.Claims[m].ID))
			c := card{p.Claims[m], p.badges[p.Claims[m].ID]}
			if len(v.Cards) < room {
				v.Cards = append(v.Cards, c)
			} else {
				v.Folded = append(v.Folded, c)
			}
		}
		v.Pieces = append(v.Pieces, w)
	}
	if len(v.Folded) == 1 { // a fold takes as much room
		v.Cards, v.Folded = append(v.Cards, v.Folded...), nil
	}
	return v
}

// roomBeside is how many claims stand open beside a line of so many bytes: about
// as many as it is high, and at least three, so that the text stays together.
func roomBeside(bytes int) int { return max(3, bytes/150) }

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
