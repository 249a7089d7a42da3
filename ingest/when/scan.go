package when

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// found is an expression at its place in the text.
type found struct {
	communique.Span
	expression
	rule     string
	sentence int
	quoted   bool
	aside    bool // a bare year that no "in" makes the time of the story
	figures  bool // sums or shares stand before it in its sentence
	tense    tense
}

// figuresBack is how far before an expression a sum or share is looked for, in bytes.
const figuresBack = 300

// scan reads the whole document. It is a pure function of the text, its
// regions, paragraphs and sentences.
func scan(r *communique.Reading) []found {
	var out []found
	g := grammar{rules: grammarRules}
	var quotes []communique.Span // those of a paragraph, read where it holds an expression
	q, quoted := 0, -1
	for si, s := range r.Sentences {
		if !readable(r, s) {
			continue
		}
		g.cut(r.Text, r.LowerText(), s.Start, s.End)
		first := len(out)
		for i := 0; i < len(g.atoms); {
			e, end, name := g.at(i)
			if end <= i {
				i++
				continue
			}
			span := communique.Span{Start: g.atoms[i].Start, End: g.atoms[end-1].End}
			if p := s.Paragraph; p != quoted && p < len(r.Paragraphs) {
				quotes, q, quoted = quotations(quotes[:0], r.Text, r.Paragraphs[p]), 0, p
			}
			for q < len(quotes) && quotes[q].End <= span.Start {
				q++
			}
			f := found{Span: span, expression: e, rule: name, sentence: si}
			f.quoted = q < len(quotes) && quotes[q].Contains(span)
			f.aside = e.kind == calendar && e.year > 0 && e.month == 0 && e.part == 0 && e.modifier == whole && !g.is(i-1, "in") && !g.is(i-1, "during")
			if e.kind != fixed || e.direction != byTense {
				f.tense = g.tense(i, end)
				f.figures = e.kind == period && e.unit == yearUnit && strings.ContainsAny(g.text[max(g.atoms[0].Start, span.Start-figuresBack):span.Start], "$%€£")
				if f.weekday > 0 && f.direction == byTense && i > 1 && (g.is(i-1, "until") || g.is(i-1, "till")) {
					f.tense = futureTense
				}
			}
			if n := len(out); n == cap(out) && n >= 1024 {
				out = slices.Grow(out, min(n, n*(len(r.Sentences)-si)/(si+1))) // at the rate so far, if less than twice as many
			}
			out = append(out, f)
			g.last, g.end = e, end
			i = end
		}
		g.shareYears(out[first:])
		shareDate(out[first:])
	}
	return out
}

// readable reports whether times are looked for in a sentence: the article's
// own words and the heads that hold metadata.
func readable(r *communique.Reading, s communique.Sentence) bool {
	if s.Region < 0 || s.Region >= len(r.Regions) {
		return true
	}
	g := r.Regions[s.Region]
	switch g.Type {
	case "head", "byline", "dateline":
		return true
	}
	return g.Role == communique.Article
}

// longestPast is how long a word in -ed may be to be taken for a verb of the past.
const longestPast = 13

// cut fills the grammar with one stretch of a text, which is given in lower case too.
func (g *grammar) cut(text, low string, start, end int) {
	g.text, g.low = text, low
	g.atoms = atom.Split(g.atoms[:0], text, start, end)
	g.words = slices.Grow(g.words[:0], len(g.atoms))
	g.last, g.end, g.units = expression{}, -1, false
	for i := range g.atoms {
		a := &g.atoms[i]
		var w entry
		if a.Kind == atom.Letters {
			key := low[a.Start:a.End]
			w = lexicon.Of(key)
			g.units = g.units || w.class == unitWord
			if w == (entry{}) && len(key) > 4 && len(key) <= longestPast && key[len(key)-2:] == "ed" && !a.Capital {
				w.class = pastVerb
			}
		}
		g.words = append(g.words, w)
	}
}
