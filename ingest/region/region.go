// Package region tells an article's own words from what a page puts around them:
// the second stage of reading. No claim is ever made from boilerplate, and
// words lost to it are lost to every later stage, so both mistakes weigh alike.
//
// It is derived from the text and what its format knows, and looks at evidence
// that any page may show: where a line stands, whether it is said again, whom it
// addresses, how rules are worded, what its neighbours are. Each kind of
// boilerplate is a rule with a name in rules.go that scores a paragraph; the longer
// the paragraph, the more evidence it takes ([rule]). What printed pages leave in
// a text (heads, feet, contents, notes, pictures) is in page.go, what follows an
// encyclopedia's text in backmatter.go. What is left is the article, and
// article.go gives its parts their types. testdata/errors.txt tells what was read
// by eye.
//
// To add a rule, append it to rules and put a page that shows it, and one that
// almost does, into testdata. A rule must make sense for pages in general: words
// that only one page uses are no evidence.
package region

import (
	"strings"
	"unicode"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
)

// Classify divides a text into regions with a role and a type: in order, not
// overlapping, covering every visible character. Neighbouring paragraphs of one
// role and type are one region, but every speaker's turn in a transcript is a
// region of its own, with its label. The blocks are what the format knows; nil is
// fine. A blank text has no regions. A text of more than 200,000 lines is no
// article that people read, and is one region, body.
func Classify(text string, blocks []format.Block) []communique.Region {
	const most = 200_000
	if strings.Count(text, "\n") > most {
		if start := strings.IndexFunc(text, visible); start >= 0 {
			return []communique.Region{{Span: communique.Span{Start: start, End: len(text)}, Role: communique.Article, Type: "body"}}
		}
		return nil
	}
	d := &draft{units: units(text, blocks)}
	d.learn()
	d.setBoilerplate()
	d.setArticle()
	return d.regions()
}

func visible(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsControl(r) }

// Title returns the headline among the regions in one line, "" where there is none.
func Title(text string, regions []communique.Region) string {
	for _, r := range regions {
		if r.Type == "headline" && r.Role == communique.Article {
			return strings.Join(strings.Fields(strings.TrimLeft(r.Of(text), "# ")), " ")
		}
	}
	return ""
}

// draft is a text while its units are judged.
type draft struct {
	units    []unit
	said     map[string]int // how often a short unit's key occurs
	edges    map[string]int // and how often at the edge of a page
	notes    int            // units that are the notes at a page's foot
	headline int            // index of the unit that is the headline, -1 where none
	prose    int            // index of the first unit of prose, len(units) where none
	last     int            // index of the last unit of prose before any reply form, -1 where none
	pages    int            // units that are nothing but a number
	cited    bool           // notes in brackets stand below the prose, and mostly cite
	counted  bool           // some of them count on by one, as pages do
	replies  bool           // readers are asked to answer below the prose
	steps    int            // how often a neighbour was looked at by the rules that look furthest, for tests
	turns    int            // units that open a speaker's turn
}

// learn looks at the document as a whole.
func (d *draft) learn() {
	d.said, d.edges = make(map[string]int), make(map[string]int)
	d.prose, d.last = len(d.units), -1
	d.setContents()
	for i := range d.units {
		u := &d.units[i]
		if u.key != "" && !u.contents {
			d.said[u.key]++
			if u.edge {
				d.edges[u.key]++
			}
		}
		if u.prose() {
			d.prose = min(d.prose, i)
			d.last = i
		}
		if pageNumber(u) {
			d.pages++
		}
		if cites(u) {
			d.notes++
		}
	}
	d.turns = d.countTurns()
	d.counted = d.countsPages()
	d.cited = d.citesInBrackets()
	for i := range d.units {
		d.replies = d.replies || commentScore(d, i) >= 1
	}
	d.headline = d.findHeadline()
}

// regions joins the judged units.
func (d *draft) regions() []communique.Region {
	var out []communique.Region
	for i := range d.units {
		u := &d.units[i]
		if n := len(out); n > 0 && out[n-1].Role == u.role && out[n-1].Type == u.typ && !(u.typ == "turn" && label(u.text) != "") {
			out[n-1].End = u.End
			continue
		}
		out = append(out, communique.Region{Span: u.Span, Role: u.role, Type: u.typ})
	}
	return out
}
