package when

import (
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
// regions and its sentences, so that each stage can read it again instead of
// keeping what another stage understood. Where only is set, it reads the
// sentences that hold one of r.Times.
func scan(r *communique.Reading, only bool) []found {
	var out []found
	g := grammar{rules: grammarRules}
	var quotes []communique.Span // those of a paragraph, read where it holds an expression
	q, quoted := 0, -1
	ti := 0
	for si, s := range r.Sentences {
		if !readable(r, s) {
			continue
		}
		for only && ti < len(r.Times) && r.Times[ti].Start < s.Start {
			ti++
		}
		if only && (ti == len(r.Times) || r.Times[ti].Start >= s.End) {
			continue
		}
		g.cut(r.Text, s.Start, s.End)
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

// cut fills the grammar with one stretch of text.
func (g *grammar) cut(text string, start, end int) {
	g.text = text
	g.atoms = atom.Split(g.atoms[:0], text, start, end)
	g.words = g.words[:0]
	g.last, g.end = expression{}, -1
	var buf [longestWord]byte
	for _, a := range g.atoms {
		var w entry
		if n := a.End - a.Start; a.Kind == atom.Letters && n <= longestWord {
			key := atom.Fold(buf[:0], text, a)
			if initials.MayBegin(key[0], n) {
				w = lexicon[string(key)]
			}
			if w == (entry{}) && n > 4 && key[n-1] == 'd' && key[n-2] == 'e' && !a.Capital {
				w.class = pastVerb
			}
		}
		g.words = append(g.words, w)
	}
}
