package region

import (
	"strings"

	"github.com/communique-kg/communique"
)

// setBackMatter makes boilerplate of what follows the text of an encyclopedia's
// page or a paper: references, further reading, links, categories. It begins with
// such a heading below the text and goes on while lines are items, notes, works
// or no sentences at all. A paragraph of text ends it, and what stood directly
// before that was its heading.
func (d *draft) setBackMatter() {
	if d.turns >= 2 {
		return
	}
	inside := false
	var loose []int // the last lines taken in only because they are no sentences
	for i := d.prose + 1; i < len(d.units); i++ {
		u := &d.units[i]
		switch {
		case backHead(u) && d.listsBelow(i):
			inside, loose = true, loose[:0]
		case !inside:
			continue
		case u.role != "":
			continue
		case bracketed(u) || itemMark(u.text) > 0 || strings.HasPrefix(u.text, "^") || reference(u):
			loose = loose[:0]
		case !u.stopped && u.words <= 60 && len(loose) < 12:
			loose = append(loose, i)
		default:
			for _, j := range loose[max(0, len(loose)-2):] {
				d.units[j].role, d.units[j].typ = "", ""
			}
			inside = false
			continue
		}
		if u.role == "" {
			u.role, u.typ = communique.Boilerplate, "navigation"
			if bracketed(u) {
				u.typ = "note"
			}
		}
	}
}

func backHead(u *unit) bool {
	if low := strings.TrimRight(u.low, ":. "); u.words <= 6 && (strings.HasPrefix(low, "appendix") || strings.HasPrefix(low, "annex") || numbered(u.text)) {
		return strings.HasSuffix(low, " bibliography") || strings.HasSuffix(low, " references") || strings.HasSuffix(low, " sources") || strings.HasSuffix(low, " further reading") || strings.HasSuffix(low, " endnotes")
	}
	return u.words <= 4 && u.is("references", "notes", "footnotes", "endnotes", "citations", "sources", "bibliography", "further reading", "external links", "see also", "works cited", "literature",
		"notes and references", "references and notes", "selected bibliography", "## references", "# references", "## see also", "## external links", "## further reading", "## notes")
}

// listsBelow reports whether the first lines below unit i are items, notes or
// references, or nothing at all stands there.
func (d *draft) listsBelow(i int) bool {
	const near = 3
	for j := i + 1; j < len(d.units) && j <= i+near; j++ {
		u := &d.units[j]
		if bracketed(u) || itemMark(u.text) > 0 || strings.HasPrefix(u.text, "^") || reference(u) || backHead(u) || categories(u) {
			return true
		}
		if u.prose() {
			return false
		}
	}
	return i+near >= len(d.units)
}

// bracketed reports whether a unit opens with the number of a note: "[12] …".
func bracketed(u *unit) bool {
	n := 1
	if !strings.HasPrefix(u.text, "[") {
		return false
	}
	for n < len(u.text) && n < 5 && isDigit(u.text[n]) {
		n++
	}
	return n > 1 && n < len(u.text) && u.text[n] == ']'
}

// reference reports whether a unit names a work and where it is to be found.
func reference(u *unit) bool {
	return u.words <= 80 && u.digits && (dated(u) || links(u.low) > 0 || u.count("isbn", "issn", "doi", "retrieved", "archived", "accessed", "university press", "pp", "vol", "eds", "ed", "et al", "ibid") > 0)
}

// dated reports whether a unit ends in a year as works are dated, and says nothing itself.
func dated(u *unit) bool {
	s := strings.TrimRight(u.low, ". )")
	if len(s) < 4 || u.words > 50 || !strings.Contains(s, ",") {
		return false
	}
	year := s[len(s)-4:]
	return (strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20")) && isDigit(year[2]) && isDigit(year[3]) && !finite(u)
}

// categories reports whether a unit is the list of categories below an
// encyclopedia's page.
func categories(u *unit) bool { return !u.stopped && strings.Contains(u.low, "category:") }

// bracketScore finds the notes in brackets of a text whose notes mostly cite.
func bracketScore(d *draft, i int) float64 {
	if d.cited && i > d.prose && bracketed(&d.units[i]) {
		return 3
	}
	return 0
}

// templateScore finds the categories of a page and the parameters of a template.
func templateScore(d *draft, i int) float64 {
	u := &d.units[i]
	if categories(u) && (strings.HasPrefix(u.low, "category:") || strings.Count(u.low, "category:") > 1) ||
		strings.Count(u.low, "|") >= 4 && strings.Count(u.low, "=") >= 4 && (strings.Contains(u.low, "}}") || strings.Contains(u.low, "image")) {
		return 3
	}
	return 0
}

// citesInBrackets reports whether the text has notes in brackets below its prose
// of which at least a third only cite, or are empty.
func (d *draft) citesInBrackets() bool {
	all, cite := 0, 0
	for i := d.prose + 1; i < len(d.units); i++ {
		if u := &d.units[i]; bracketed(u) {
			all++
			if u.words == 1 || reference(u) {
				cite++
			}
		}
	}
	return all >= 3 && cite*3 >= all
}
