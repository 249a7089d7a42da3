package said

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// Gazetteer is what this package asks of the gazetteer: the titles of offices by
// any of their names in lower case, so that a speaker known only by office is
// called by its one title, and entities, to tell news outlets from other bodies.
type Gazetteer interface {
	TitleCalled(name string) (communique.EntityID, bool)
	Entity(communique.EntityID) (communique.Entity, bool)
}

// Find fills r.Statements, in order of their first content. g may be nil. It
// reads paragraphs, sentences, tokens, mentions and times, in linear time.
func Find(r *communique.Reading, g Gazetteer) {
	newFinder(r, g).find()
}

func (f *finder) find() {
	r := f.r
	f.turns()
	f.issued()
	var previous *draft // the last statement of the paragraph before
	for p := range r.Paragraphs {
		if !f.article(p) || f.labelOnly[p] {
			previous = nil
			f.goes, f.pending = false, nil
			continue
		}
		previous = f.paragraph(p, previous)
	}
	f.attributions()
	r.Statements = f.statements()
}

// finder is one document while its statements are found.
type finder struct {
	r         *communique.Reading
	g         Gazetteer
	text      string
	mention   []int32         // for each token, 1 + the index of the mention that covers it
	forms     []*form         // for each token, what the lexicons know of it
	edges     []edge          // for each token, whether a sentence begins or ends with it
	named     map[string]bool // see names
	turnOf    []int           // for each paragraph, 1 + the index of its turn
	labelOnly map[int]bool
	region    []int // for each paragraph, its region
	drafts    []*draft
	found     []candidate       // room for those of one sentence
	genre     genre             // what kind of text it is, once judged
	goes      bool              // the paragraph before ended inside a quotation that goes on
	expected  *draft            // a cue with a colon at the end of its paragraph
	pending   []communique.Span // quotations whose speaker is still to come
	tree      tree
	inContent []bool  // for each token, whether it is content of a statement
	inCue     []int32 // for each token, 1 + the statement whose cue it is of
	quoted    []quote // the quotations of the paragraph quotedIn
	quotedIn  int
	scratch   []item // of the paragraph, see items
	looks     int    // how often a word or mention was looked at: what reading costs
}

// draft is a statement while it is found.
type draft struct {
	communique.Statement
	spans []communique.Span
}

func newFinder(r *communique.Reading, g Gazetteer) *finder {
	f := &finder{r: r, g: g, text: r.Text, labelOnly: map[int]bool{}}
	f.mention = make([]int32, len(r.Tokens))
	f.edges = make([]edge, len(r.Tokens))
	f.forms = make([]*form, len(r.Tokens))
	for i := range r.Tokens {
		f.forms[i] = vocabulary.Of(r.Lower(i))
	}
	t := 0
	for i, m := range r.Mentions {
		for t < len(r.Tokens) && r.Tokens[t].End <= m.Start {
			t++
		}
		for k := t; k < len(r.Tokens) && r.Tokens[k].Start < m.End; k++ {
			f.mention[k] = int32(i + 1)
		}
	}
	f.region = make([]int, len(r.Paragraphs))
	f.turnOf = make([]int, len(r.Paragraphs))
	for _, s := range r.Sentences {
		if s.First < s.Last {
			f.edges[s.First] |= begins
			f.edges[s.Last-1] |= ends
		}
		if s.Paragraph >= 0 && s.Paragraph < len(f.region) {
			f.region[s.Paragraph] = s.Region
		}
	}
	return f
}

// edge says whether a sentence begins or ends with a token.
type edge uint8

const (
	begins edge = 1 << iota
	ends
)

// begins reports whether a sentence begins at a place of the text.
func (f *finder) begins(start int) bool {
	t := f.r.TokenAt(start)
	return t < len(f.edges) && f.r.Tokens[t].Start == start && f.edges[t]&begins != 0
}

// endsSentence reports whether a sentence ends with an item.
func (f *finder) endsSentence(it item) bool {
	t := it.token
	if t < 0 {
		t = f.r.TokenAt(it.End - 1)
	}
	return t < len(f.edges) && f.r.Tokens[t].End == it.End && f.edges[t]&ends != 0
}

// form returns what the lexicons know of token t; nothing outside the text.
func (f *finder) form(t int) form {
	f.looks++
	if t < 0 || t >= len(f.forms) || f.forms[t] == nil {
		return form{}
	}
	return *f.forms[t]
}

// titled returns the title of an office by one of its names in lower case.
func (f *finder) titled(name string) (communique.EntityID, bool) {
	if f.g == nil {
		return "", false
	}
	return f.g.TitleCalled(name)
}

func (f *finder) article(p int) bool {
	i := f.region[p]
	return i >= 0 && i < len(f.r.Regions) && f.r.Regions[i].Role == communique.Article
}

func (f *finder) word(t int) string {
	f.looks++
	if t < 0 || t >= len(f.r.Tokens) {
		return ""
	}
	return f.r.Tokens[t].Of(f.text)
}

func (f *finder) lower(t int) string {
	f.looks++
	if t < 0 || t >= len(f.r.Tokens) {
		return ""
	}
	return f.r.Lower(t)
}

// at returns the mention that covers token t, nil where none does.
func (f *finder) at(t int) *communique.Mention {
	f.looks++
	if t < 0 || t >= len(f.mention) || f.mention[t] == 0 {
		return nil
	}
	return &f.r.Mentions[f.mention[t]-1]
}

func (f *finder) keep(d *draft) *draft {
	f.drafts = append(f.drafts, d)
	return d
}

// statements turns the drafts into sound statements: no empty spans, in order,
// one for each id.
func (f *finder) statements() []communique.Statement {
	out := make([]communique.Statement, 0, len(f.drafts))
	seen := make(map[communique.StatementID]bool, len(f.drafts))
	for _, d := range f.drafts {
		s := d.Statement
		slices.SortFunc(d.spans, func(a, b communique.Span) int { return a.Start - b.Start })
		end := 0
		for _, span := range d.spans {
			span = trim(f.text, span)
			if span.Start < end || span.Len() == 0 {
				continue
			}
			s.Content = append(s.Content, span.Quote(f.text))
			end = span.End
		}
		if len(s.Content) == 0 {
			continue
		}
		s.ID = communique.NewStatementID(f.r.ID, f.r.TextID, s.Kind, s.Content[0].Span)
		if seen[s.ID] {
			continue
		}
		seen[s.ID] = true
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b communique.Statement) int {
		if c := cmp.Compare(a.Content[0].Start, b.Content[0].Start); c != 0 {
			return c
		}
		return b.Content[0].End - a.Content[0].End
	})
	return out
}

// trim takes white space off both ends of a span.
func trim(text string, s communique.Span) communique.Span {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return communique.Span{}
	}
	inner := s.Of(text)
	left := strings.TrimLeft(inner, " \t\r\n\u00a0")
	s.Start += len(inner) - len(left)
	s.End = s.Start + len(strings.TrimRight(left, " \t\r\n\u00a0"))
	return s
}
