package when

import (
	"cmp"
	"slices"

	"github.com/communique-kg/communique"
)

// ResolveQuoted gives days to the relative expressions inside the statements of
// r, from the day on which each was said; where that is not known, words that
// the article reports as its news are taken to have been said when it was
// published, as far as that is known. Quotations that belong to no statement
// stay unresolved.
func (s Scan) ResolveQuoted() {
	r := s.r
	published := r.Published().Days
	at := newContents(r.Statements)
	var last *communique.Statement // the one that now tells of
	now := false
	all := s.told()
	history := historical(all, r)
	resolve(r, all, history, func(f *found) (anchor, bool) {
		s := at.innermost(f.Span)
		switch {
		case s == nil:
			return anchor{}, false
		case s.Said.Known():
			return anchor{days: s.Said.Days, name: "utterance date"}, true
		case s.Kind == communique.Indirect, history: // a history's voices spoke long ago
			return anchor{}, false
		case s != last:
			last, now = s, reportedNow(r, s, published)
		}
		return anchor{days: published, name: "publication date of the report"}, now
	})
}

// contents finds the statement around a place, for places that are asked for in
// the order of the text.
type contents struct {
	spans []content // by start, the longer first
	next  int
	open  []content // those around the last place, the innermost last
}

type content struct {
	communique.Span
	statement *communique.Statement
}

func newContents(statements []communique.Statement) *contents {
	c := &contents{}
	for i := range statements {
		for _, e := range statements[i].Content {
			c.spans = append(c.spans, content{e.Span, &statements[i]})
		}
	}
	slices.SortStableFunc(c.spans, func(a, b content) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return c
}

// innermost returns the statement whose content holds the span most closely, nil where none does.
func (c *contents) innermost(span communique.Span) *communique.Statement {
	for c.next < len(c.spans) && c.spans[c.next].Start <= span.Start {
		c.open = append(c.open, c.spans[c.next])
		c.next++
	}
	c.open = slices.DeleteFunc(c.open, func(o content) bool { return o.End <= span.Start })
	for i := len(c.open) - 1; i >= 0; i-- {
		if c.open[i].Contains(span) {
			return c.open[i].statement
		}
	}
	return nil
}

// reportedNow reports whether nothing around a statement's cue dates it to
// another time: its own sentence, outside the content, names no other day.
func reportedNow(r *communique.Reading, s *communique.Statement, published communique.Days) bool {
	at := s.Cue.Span
	if at.Len() == 0 {
		at = s.Content[0].Span
	}
	si := r.SentenceAt(at.Start)
	if si < 0 {
		return true
	}
	sentence := r.Sentences[si].Span
	first, _ := slices.BinarySearchFunc(r.Times, sentence.Start, func(t communique.TimeValue, start int) int { return cmp.Compare(t.Start, start) })
	const most = 32 // a sentence with more times is no sentence
	for _, t := range r.Times[first:min(first+most, len(r.Times))] {
		if t.Start >= sentence.End {
			break
		}
		if t.Type != communique.Date || t.EDTF == "" || t.Value == refs[refPresent] || t.Overlaps(published) {
			continue
		}
		if !slices.ContainsFunc(s.Content, func(c communique.Evidence) bool { return c.Contains(t.Span) }) {
			return false
		}
	}
	return true
}
