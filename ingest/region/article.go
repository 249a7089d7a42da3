package region

import (
	"strings"

	"github.com/communique-kg/communique"
)

// findHeadline returns the unit that is the headline, -1 where none is: the first
// short line that ends as no sentence does, near the top, with text below it.
func (d *draft) findHeadline() int {
	const near = 10
	best, score := -1, 0
	for i := 0; i < len(d.units) && i < near; i++ {
		u := &d.units[i]
		if u.block == "heading" {
			return i
		}
		if u.prose() || u.words > 40 {
			break
		}
		s := d.headlineScore(i)
		if s > score {
			best, score = i, s
		}
		if score >= 4 {
			break
		}
	}
	return best
}

func (d *draft) headlineScore(i int) int {
	u := &d.units[i]
	stop := u.stopped && !strings.HasSuffix(u.text, "?") && !strings.HasSuffix(u.text, "!") && !strings.HasSuffix(u.text, "”") && !strings.HasSuffix(u.text, "’")
	switch {
	case stop, u.words < 2, u.letters*2 < u.runes, lower(u.text), captioned(u), itemMark(u.text) > 0, label(u.text) != "", quoted(u.text) && u.stopped,
		strings.HasPrefix(u.text, "<"), strings.HasPrefix(u.text, "!["), i+1 >= len(d.units), strings.HasSuffix(u.text, ":"):
		return 0
	case clockScore(d, i) >= 1, widgetScore(d, i) >= 1, blankPage(u), headField(u):
		return 0
	}
	if next := &d.units[i+1]; lower(next.text) && next.words > 3 {
		return 0 // a sentence goes on below
	}
	score := 1
	if u.words >= 4 || u.words == 3 && i == 0 {
		score += 2
	}
	if u.words >= 4 && d.said[u.key] > 1 {
		score++ // as the running head of a longer text does
	}
	for j := i + 1; j < len(d.units) && j <= i+5 && u.words >= 4 && u.key != ""; j++ {
		if d.units[j].key == u.key {
			score += 2 // pages say their headline again
			break
		}
	}
	if i == 0 {
		score++
	}
	if strings.HasPrefix(u.text, "#") {
		score += 2
	}
	return score
}

// setArticle gives every unit that is not boilerplate its part in the article.
func (d *draft) setArticle() {
	transcript := d.turns >= 2
	inTurn, inQuestions, inTable := false, false, false
	for i := range d.units {
		u := &d.units[i]
		if u.role != "" {
			inTable = false
			continue
		}
		u.role = communique.Article
		u.typ = d.articleType(i)
		switch {
		case i == d.headline:
			u.typ = "headline"
		case i < 12 && i == d.headline+1 && d.headline >= 0 && !u.gap && (u.caps && d.units[d.headline].caps || lower(u.text) && u.words <= 12 && !u.stopped):
			u.typ = "headline" // a headline on two lines
		case transcript && label(u.text) != "":
			inTurn, u.typ = true, "turn"
		case inTurn && u.caps && u.begins("end") && u.words <= 6:
			u.typ = "byline" // "END 1:18 P.M. EDT"
		case inTurn:
			u.typ = "turn"
		case transcript && u.words <= 12 && u.typ != "caption":
			u.typ = "byline" // place and time of a transcript, before its first turn
		}
		if transcript {
			continue
		}
		// An answer may take more than one paragraph, a question none but its own.
		if question(u.text) {
			inQuestions = true
		} else if inQuestions && !answer(u.text) {
			inQuestions = u.typ == "body" && !d.lastAnswer(i)
		}
		if inQuestions {
			u.typ = "faq"
		}
		// Rows follow rows, with no blank line between.
		if u.typ == "table" {
			inTable = true
		} else if inTable = inTable && !u.gap && u.typ == "body"; inTable {
			u.typ = "table"
		}
	}
	d.setRows()
	d.setLists()
	d.setStandfirst()
}

// lastAnswer reports whether no question follows unit i soon, so that what stands
// after the answer before it is no part of it.
func (d *draft) lastAnswer(i int) bool {
	for j := i + 1; j < len(d.units) && j <= i+3; j++ {
		if question(d.units[j].text) {
			return false
		}
	}
	return true
}

// articleType returns the part that a unit plays by itself and its neighbours.
func (d *draft) articleType(i int) string {
	u := &d.units[i]
	switch u.block {
	case "heading", "list", "table", "caption":
		return u.block
	case "quote", "code":
		return "body"
	}
	switch {
	case captioned(u):
		return "caption"
	case strings.HasPrefix(u.text, "#"):
		return "heading"
	case i < 10 && u.begins("by") && u.short(8) && len(u.text) > 3 && startsUpper(strings.TrimSpace(u.text[2:])):
		return "byline"
	case numbered(u.text) && u.prose():
		return "body" // the paragraphs of a communiqué are numbered too
	case itemMark(u.text) > 0:
		if d.numberedHeading(i) {
			return "heading"
		}
		return "list"
	case strings.Count(u.text, "\t") >= 2, strings.HasPrefix(u.text, "|") && strings.Count(u.text, "|") > 2:
		return "table"
	}
	longest := 12 // words
	if u.words <= 18 && titled(u.text) {
		longest = 18
	}
	if u.words <= longest && !u.stopped && !quoted(u.text) && !lower(u.text) && u.letters*2 >= u.runes && !strings.HasSuffix(u.text, ":") && !strings.HasSuffix(u.text, ",") && !strings.HasSuffix(u.text, ";") && i+1 < len(d.units) {
		return "heading"
	}
	if u.words <= longest && strings.HasSuffix(u.text, "?") && !quoted(u.text) && u.gap && i+1 < len(d.units) && d.units[i+1].prose() {
		return "heading"
	}
	return "body"
}

// numberedHeading reports whether unit i is a heading with a number: "2. WHAT WE
// WILL DO", or a short line between blank lines with text below it.
func (d *draft) numberedHeading(i int) bool {
	u := &d.units[i]
	if c := u.text[0]; !isDigit(c) && (c < 'A' || c > 'Z') || u.words > 13 || u.stopped || strings.HasSuffix(u.text, ";") || strings.HasSuffix(u.text, ",") || strings.HasSuffix(u.text, ":") || u.words < 2 {
		return false
	}
	if i+1 >= len(d.units) {
		return false
	}
	next := &d.units[i+1]
	return u.caps && u.letters > 3 || u.gap && next.gap && next.prose() && itemMark(next.text) == 0
}

// setRows finds tables whose cells were glued together: under a heading, at
// least two lines without a blank line between, each with a capital directly
// behind a small letter or a bracket near its beginning.
func (d *draft) setRows() {
	for i := 0; i+1 < len(d.units); i++ {
		if d.units[i].typ != "heading" {
			continue
		}
		j := i + 1
		for j < len(d.units) && (j == i+1 || !d.units[j].gap) && d.units[j].role == communique.Article && d.units[j].typ == "body" && glued(d.units[j].text) {
			j++
		}
		if j-i > 2 {
			for k := i + 1; k < j; k++ {
				d.units[k].typ = "table"
			}
		}
	}
}

// setLists makes a list of four short lines or more that stand directly below
// each other: a heading has text below it.
func (d *draft) setLists() {
	for i := 0; i < len(d.units); {
		j := i + 1
		for d.units[i].typ == "heading" && d.units[i].block == "" && j < len(d.units) && d.units[j].typ == "heading" && !d.units[j].gap {
			j++
		}
		if j-i >= 4 {
			for k := i; k < j; k++ {
				d.units[k].typ = "list"
			}
		}
		i = j
	}
}

// glued reports whether a capital follows a small letter or a closing bracket
// without a space in the first part of a line.
func glued(s string) bool {
	const near = 90
	for i := 3; i < len(s) && i < near; i++ {
		if c, b := s[i], s[i-1]; c >= 'A' && c <= 'Z' && (b >= 'a' && b <= 'z' || b == ')') {
			return true
		}
	}
	return false
}

// setStandfirst finds the line between headline and text that sums it up: one
// sentence, shorter than the paragraph that follows.
func (d *draft) setStandfirst() {
	if d.headline < 0 {
		return
	}
	const longest, near = 45, 6
	for i := d.headline + 1; i < len(d.units) && i <= d.headline+near; i++ {
		u := &d.units[i]
		if u.role == communique.Boilerplate || u.typ == "caption" || u.typ == "byline" {
			continue
		}
		if (u.typ == "body" || u.typ == "heading") && u.words >= 6 && u.words <= longest && !quoted(u.text) && strings.Count(u.text, ". ") == 0 {
			for j := i + 1; j < len(d.units) && j <= i+near; j++ {
				n := &d.units[j]
				if n.role == communique.Boilerplate || n.typ == "caption" || n.typ == "byline" {
					continue
				}
				if n.typ == "body" && n.words*2 > u.words*3 && n.prose() {
					u.typ = "standfirst"
				}
				break
			}
		}
		return
	}
}
