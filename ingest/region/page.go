package region

import (
	"strings"

	"github.com/communique-kg/communique"
)

// runningScore finds the heads and feet of pages: the same short line, page
// numbers aside, at least four times, or twice at the edge of a page; and the
// numbers of pages.
func runningScore(d *draft, i int) float64 {
	u := &d.units[i]
	switch {
	case blankPage(u), pageLine(u), documentLine(u), pageNumber(u) && (u.edge || d.pages >= 5 || d.counted || d.parts(i)):
		return 1
	case itemMark(u.text) > 0 && !u.edge: // items may begin alike
		return 0
	case u.stopped || len(u.key) < 6 || strings.HasSuffix(u.low, ":") || i == d.headline || label(u.text) != "" && !u.spaced:
		return 0
	case u.words > 16 && !u.spaced:
		return 0
	case d.said[u.key] >= 4 && len(u.key) >= 12, u.edge && d.edges[u.key] >= 3, u.edge && d.edges[u.key] == 2 && len(u.key) >= 12 && !u.first(d, i):
		return max(1, enough(u.words))
	}
	return 0
}

// first reports whether no unit before unit i says the same: a heading that the
// pages after it repeat.
func (u *unit) first(d *draft, i int) bool {
	for j := max(0, i-400); j < i; j++ {
		d.steps++
		if d.units[j].key == u.key {
			return false
		}
	}
	return true
}

// pageNumber reports whether a unit is nothing but a page's number.
func pageNumber(u *unit) bool {
	return u.words == 1 && len(u.text) <= 4 && (strings.Trim(u.text, "0123456789") == "" || strings.Trim(u.text, "ivxlc") == "")
}

// pageLine reports whether a unit says which page it stands on: "Page 3 of 40",
// "- 12 -", "12 | Page", "3/40".
func pageLine(u *unit) bool {
	if !u.digits && u.words > 4 || u.words > 6 || len(u.low) > 24 || u.letters > 8 {
		return false
	}
	words, numbers, page, of, marks := 0, 0, false, false, 0
	for w := range strings.FieldsSeq(u.low) {
		w = strings.Trim(w, "[]()|.,-–—")
		switch {
		case w == "":
			marks++
		case w == "page" || w == "p" || w == "pg":
			page = true
		case w == "of":
			of = true
		case strings.Trim(w, "0123456789/") == "" && len(w) <= 9:
			numbers++
		case pageFigures(w):
			numbers++
		case u.edge && u.words == 1 && len(w) > 2 && w[0] >= 'a' && w[0] <= 'h' && strings.Trim(strings.TrimLeft(w[1:], "-–"), "0123456789") == "":
			return true // A-3, of an annex
		default:
			words++
		}
	}
	if words > 0 || numbers == 0 || numbers > 2 {
		return false
	}
	dashed := strings.HasPrefix(u.low, "-") || strings.HasPrefix(u.low, "–") || strings.HasPrefix(u.low, "—")
	return page || of && numbers == 2 && u.edge || dashed && numbers == 1 && len(u.low) > 2 && (strings.HasSuffix(u.low, "-") || strings.HasSuffix(u.low, "–") || strings.HasSuffix(u.low, "—")) && u.words <= 3
}

// documentLine reports whether a unit is the foot of a printed record: a page's
// number beside the document's, "37 08-51851".
func documentLine(u *unit) bool {
	if u.edge && u.digits && u.words <= 5 && u.letters <= 8 && !u.stopped && numbersOnly(u.low) {
		return true // at a page's edge also "A/70/PV.17 29/09/2015"
	}
	if u.letters > 0 || u.words != 2 || len(u.low) > 24 {
		return false
	}
	a, b, _ := strings.Cut(u.low, " ")
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) <= 3 && strings.Trim(a, "0123456789") == "" && len(b) >= 6 && strings.Trim(b, "0123456789-/") == "" && strings.Trim(b, "0123456789") != ""
}

// numbersOnly reports whether every word has a figure, and a stroke or a hyphen stands in one.
func numbersOnly(low string) bool {
	for w := range strings.FieldsSeq(low) {
		if !strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return strings.ContainsAny(low, "/-")
}

// parts reports whether unit i, a number, parts two stretches of running text.
func (d *draft) parts(i int) bool {
	const fewest = 12
	u := &d.units[i]
	if !u.digits || i == 0 || i+1 >= len(d.units) || len(u.text) > 3 {
		return false
	}
	before, after := &d.units[i-1], &d.units[i+1]
	return before.words >= fewest && after.words >= fewest && before.block == "" && after.block == "" && (!before.stopped && lower(after.text) || before.prose() && after.prose())
}

// countsPages reports whether at least three of the units that are only a number
// count on by one, each apart from the one before it as a page is.
func (d *draft) countsPages() bool {
	last, at, run := -1, 0, 0
	for i := range d.units {
		u := &d.units[i]
		if !pageNumber(u) || !u.digits {
			continue
		}
		n := 0
		for _, c := range u.text {
			n = n*10 + int(c-'0')
		}
		if n == last+1 && i-at >= 3 {
			if run++; run >= 2 {
				return true
			}
		} else {
			run = 0
		}
		last, at = n, i
	}
	return false
}

// blankPage reports whether a unit excuses an empty page.
func blankPage(u *unit) bool {
	return u.words <= 8 && u.count("intentionally left blank", "left intentionally blank", "intentionally blank") > 0
}

// contentsScore finds the table of contents: lines whose dots lead to a page's
// number, the heading above them, and the lines below it.
func contentsScore(d *draft, i int) float64 {
	u := &d.units[i]
	if !u.contents {
		return 0
	}
	return 3
}

// setContents marks what belongs to a table of contents: lines with dots, and
// from a heading on to the end of its page, or where the text has no pages, while
// lines end in a number; prose ends it in any case.
func (d *draft) setContents() {
	for i := range d.units {
		u := &d.units[i]
		u.contents = u.words > 1 && leads(u.text)
	}
	paged := len(d.units) > 0 && d.units[len(d.units)-1].page > 0
	for i := 0; i < len(d.units); i++ {
		if !contentsHead(&d.units[i]) {
			continue
		}
		listed := 0
		to := i + 1
		for ; to < len(d.units) && to-i < 120; to++ {
			d.steps++
			u := &d.units[to]
			if u.prose() && !u.contents || u.page != d.units[i].page || u.words > 40 {
				break
			}
			if u.contents || numberEnds(u) || pageNumber(u) {
				listed++
			} else if !paged {
				break
			}
		}
		if listed < 3 || listed*3 < to-i-1 {
			continue
		}
		for ; i < to; i++ {
			d.units[i].contents = true
		}
		i--
	}
}

func contentsHead(u *unit) bool {
	return u.key == "contents" || u.key == "tableofcontents"
}

// numberEnds reports whether a line ends in a page's number.
func numberEnds(u *unit) bool {
	last := u.low[strings.LastIndexByte(u.low, ' ')+1:]
	return u.words >= 2 && !u.stopped && len(last) <= 4 && last != "" && (strings.Trim(last, "0123456789") == "" || pageFigures(last))
}

// leads reports whether dots lead to a number at the end of a text.
func leads(s string) bool {
	const fewest = 5
	end := strings.TrimRight(s, " \t\u00a0")
	tail := end[strings.LastIndexAny(end, ". …")+1:]
	if tail == "" || len(tail) > 8 || strings.Trim(tail, "0123456789ivxlcABCDEF-–") != "" {
		return false
	}
	dots := 0
	for i := len(end) - len(tail); i > 0; i-- {
		switch c := end[i-1]; c {
		case '.':
			if dots++; dots >= fewest {
				return true
			}
		case ' ', '\t', '\n', '\r':
		case 0xa6: // the end of "…"
			dots += 3
			i -= 2
		default:
			return false
		}
	}
	return false
}

// noteScore finds the notes at a page's foot that cite and say nothing of their
// own, in texts that have some.
func noteScore(d *draft, i int) float64 {
	const fewest = 3
	if d.notes < fewest || !cites(&d.units[i]) {
		return 0
	}
	return 2
}

// setNotes gives a note the lines that go on with it.
func (d *draft) setNotes() {
	const most = 4
	for i, left := 0, 0; i < len(d.units); i++ {
		u := &d.units[i]
		switch {
		case u.typ == "note" && !u.stopped:
			left = most
		case left > 0 && u.role == "" && !u.gap && !d.units[i-1].stopped && u.words <= 25 && !(u.digits && isDigit(u.text[0])):
			u.role, u.typ = communique.Boilerplate, "note"
			left--
		default:
			left = 0
		}
	}
}

// cites reports whether a unit is a note that only cites: it opens with its
// number and names where something is to be found.
func cites(u *unit) bool {
	n := 0
	for n < len(u.low) && n < 4 && isDigit(u.low[n]) {
		n++
	}
	if n == 0 || n > 3 || n >= len(u.low) || u.low[n] != ' ' || u.words > 70 {
		return false
	}
	first := firstWord(u.low[n+1:])
	if first == "see" || first == "id." || first == "ibid" || first == "ibid." || first == "ibid," || first == "id" || strings.HasPrefix(first, "http") || strings.HasPrefix(first, "www.") {
		return true
	}
	strong := u.count("ibid", "op. cit", "supra note", "available at", "retrieved from", "last accessed", "accessed on", "accessed at", "et al") + links(u.low)
	weak := u.count("pp", "vol", "p", "ed", "eds", "press", "report", "journal", "letter", "testimony", "statement before", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "january", "february")
	if last := strings.TrimLeft(u.low[strings.LastIndexByte(u.low, ' ')+1:], "q("); weak > 0 && last != "" && isDigit(last[0]) {
		weak++ // the number of a page
	}
	return strong > 0 && u.words <= 45 || weak >= 2 && strings.Contains(u.low, ",") && u.words <= 40 && !finite(u)
}

// links counts the addresses in a text.
func links(low string) int {
	return strings.Count(low, "http://") + strings.Count(low, "https://") + strings.Count(low, "www.")
}

// finite reports whether a unit has one of the verbs that sentences have.
func finite(u *unit) bool {
	return u.count("is", "are", "was", "were", "has", "have", "had", "will", "would", "may not", "can", "must", "should", "include", "includes", "did", "does", "provides", "established", "requires") > 0
}

// debrisScore finds what a picture leaves when its text is drawn out: many lines
// of a letter or a number each, directly below each other.
func debrisScore(d *draft, i int) float64 {
	const fewest = 6
	scrap := func(u *unit) bool {
		return u.words == 1 && (u.runes <= 2 || u.letters == 0 && u.runes <= 8) && u.block == ""
	}
	if !scrap(&d.units[i]) {
		return 0
	}
	from, to := i, i+1
	for from > 0 && i-from < fewest && scrap(&d.units[from-1]) {
		from--
	}
	for to < len(d.units) && to-i < fewest && scrap(&d.units[to]) {
		to++
	}
	if to-from < fewest {
		return 0
	}
	return 1
}

// endScore finds the marks that end a press release, and whom to ask below them.
func endScore(d *draft, i int) float64 {
	u := &d.units[i]
	if i <= d.prose || u.words > 25 {
		return 0
	}
	switch strings.Trim(u.low, " -–—*#") {
	case "":
		if strings.Count(u.low, "#") >= 3 {
			return 1
		}
	case "ends", "end", "30":
		if strings.ContainsAny(u.low, "-–—*#") || u.caps {
			return 1
		}
	}
	if i*2 > len(d.units) && !u.stopped && (strings.Contains(u.low, "@") && strings.Contains(u.low, ".") || u.begins("tel", "tel.", "phone", "telephone", "fax", "email", "e-mail", "contact", "contacts") && (u.digits || strings.Contains(u.low, ":"))) && u.words <= 15 && !quoted(u.text) {
		return 1
	}
	return 0
}
