package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// item is one token outside quotation marks, or one whole quotation.
type item struct {
	communique.Span
	token int // -1 for a quotation
	quote *quote
}

// paragraph reads one paragraph and returns the direct statement that a
// following paragraph of mere quotation would continue.
func (f *finder) paragraph(p int, previous *draft) *draft {
	span := f.r.Paragraphs[p]
	if len(f.text[span.Start:span.End]) == 0 {
		return previous
	}
	follows := p+1 < len(f.r.Paragraphs) && opening(f.text, f.r.Paragraphs[p+1])
	qs := quotes(f.text, span, follows)
	items := f.items(span, qs)
	if len(items) == 0 {
		return previous
	}
	goes := f.goes
	f.goes = len(qs) > 0 && qs[len(qs)-1].goes
	expected := f.expected
	f.expected = nil
	if f.mere(items) {
		if expected != nil {
			for i := range items {
				if items[i].quote != nil {
					expected.spans = append(expected.spans, items[i].Span)
				}
			}
			return f.keep(expected)
		}
		if previous == nil && f.goes {
			// The speaker comes with a later paragraph of the same quotation.
			for i := range items {
				if items[i].quote != nil {
					f.pending = append(f.pending, items[i].Span)
				}
			}
			return nil
		}
		if previous == nil || f.turnOf[p] > 0 {
			return previous
		}
		if goes && previous.Kind == communique.Direct {
			for i := range items {
				if items[i].quote != nil {
					previous.spans = append(previous.spans, items[i].Span)
				}
			}
			return previous
		}
		d := &draft{Statement: communique.Statement{
			Kind: communique.Direct, Speaker: previous.Speaker, Addressee: previous.Addressee, Occasion: previous.Occasion,
			Via: previous.Via, Said: previous.Said, Rule: "continued: a paragraph that is only a quotation",
		}}
		var only *quote
		for i := range items {
			if items[i].quote != nil {
				d.spans = append(d.spans, items[i].Span)
				only = items[i].quote
			}
		}
		if len(d.spans) == 1 && only.words <= 3 && !only.ended {
			return previous
		}
		return f.keep(d)
	}
	var last *draft
	pending := f.pending
	f.pending = nil
	for n, u := range f.units(items) {
		if d := f.unit(u); d != nil {
			if n == 0 && d.Kind == communique.Direct && items[0].quote != nil && len(pending) > 0 {
				d.spans = append(pending, d.spans...)
			}
			if n == 0 && goes && previous != nil && items[0].quote != nil && previous.Kind == communique.Direct && d.Speaker == previous.Speaker && d.Kind == communique.Direct {
				d.Rule += ", goes on from the paragraph before"
			}
			if d.Kind != communique.Indirect {
				last = d
			} else if last == nil {
				last = d
			}
		} else if last != nil && f.mere(u) && sentenceLike(u) && f.turnOf[p] == 0 {
			// "…," he said. "A further sentence."
			for i := range u {
				if u[i].quote != nil && last.Kind == communique.Direct {
					last.spans = append(last.spans, u[i].Span)
				}
			}
		}
	}
	return last
}

// items lists what stands in a paragraph, quotations as wholes. The list is good
// until the next call.
func (f *finder) items(p communique.Span, qs []quote) []item {
	first := f.r.TokenAt(p.Start)
	out := slices.Grow(f.scratch[:0], f.r.TokenAt(p.End)-first+len(qs))
	next := 0
	for t := first; t < len(f.r.Tokens) && f.r.Tokens[t].Start < p.End; t++ {
		span := f.r.Tokens[t].Span
		for next < len(qs) && qs[next].End <= span.Start {
			out = append(out, item{qs[next].Span, -1, &qs[next]})
			next++
		}
		if next < len(qs) && span.Overlaps(qs[next].Span) {
			continue
		}
		out = append(out, item{span, t, nil})
	}
	for ; next < len(qs); next++ {
		out = append(out, item{qs[next].Span, -1, &qs[next]})
	}
	f.scratch = out
	return out
}

// mere reports whether a paragraph consists of quotations alone.
func (f *finder) mere(items []item) bool {
	any := false
	for i := range items {
		if items[i].quote != nil {
			any = true
		} else if !f.punctuation(items[i]) {
			return false
		}
	}
	return any
}

func sentenceLike(items []item) bool {
	for i := range items {
		if q := items[i].quote; q != nil && (q.words > 3 || q.ended) {
			return true
		}
	}
	return false
}

func (f *finder) punctuation(it item) bool {
	return it.quote == nil && it.token >= 0 && f.r.Tokens[it.token].Kind == communique.Punctuation
}

// units divides a paragraph into sentences as they stand outside quotations. A
// quotation that ends with a full stop ends its unit too, unless words that
// attribute it follow.
func (f *finder) units(items []item) [][]item {
	var out [][]item
	start := 0
	for i := range items {
		cut := false
		if q := items[i].quote; q != nil {
			if q.ended && i+1 < len(items) {
				a, ok := f.attribution(items, i+1)
				cut = f.beginsSentence(items[i+1]) && (!ok || f.stopped(items[i]) && f.introduces(items, a.end))
			}
		} else if f.endsSentence(items[i]) && (i+1 >= len(items) || items[i+1].quote == nil || !f.colon(items[i])) {
			cut = true
		}
		if cut {
			out = append(out, items[start:i+1])
			start = i + 1
		}
	}
	if start < len(items) {
		out = append(out, items[start:])
	}
	return out
}

// stopped reports whether the words of a quotation end with a full stop, after
// which no attribution of it follows with a capital.
func (f *finder) stopped(it item) bool {
	return strings.HasSuffix(strings.TrimRight(it.Of(f.text), "”\"’'»"), ".")
}

// introduces reports whether what is said begins at item i: “…”, that …
func (f *finder) introduces(items []item, i int) bool {
	if f.is(items, i, ",:") {
		i++
		return i < len(items) && items[i].quote != nil
	}
	return i < len(items) && (items[i].quote != nil || f.lowerOf(items, i) == "that")
}

func (f *finder) colon(it item) bool { w := it.Of(f.text); return w == ":" || w == "," }

func (f *finder) beginsSentence(it item) bool {
	if it.quote != nil {
		return true
	}
	r, _ := utf8.DecodeRuneInString(f.text[it.Start:it.End])
	return unicode.IsUpper(r)
}

func (f *finder) is(items []item, i int, marks string) bool {
	f.looks++
	return i >= 0 && i < len(items) && items[i].quote == nil && strings.Contains(marks, items[i].Of(f.text)) && items[i].Len() > 0
}

// lowerOf returns the word of item i in lower case, "" for a quotation or outside.
func (f *finder) lowerOf(items []item, i int) string {
	f.looks++
	if i < 0 || i >= len(items) || items[i].quote != nil {
		return ""
	}
	return f.r.Lower(items[i].token)
}
