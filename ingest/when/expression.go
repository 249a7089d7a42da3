package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/edtf"
)

// expression is what a rule has understood. Exactly one of its forms is used,
// as kind says.
type expression struct {
	kind kind
	typ  communique.TimeType

	value, edtf string // fixed: the whole answer

	// calendar: what is stated of a date; zero is not stated.
	year, month, day, weekday int
	holiday                   int    // one of holidays, counted from 1; month and day are then its usual ones
	part                      int    // a season, quarter or half, as EDTF numbers them in the place of a month
	hour                      string // part of the day ("MO") or clock time ("08:47")
	modifier                  modifier
	nth                       nth

	// calendar without a year, and period
	direction direction

	// period: the unit that holds the anchor, moved by n units
	unit unit
	n    int
	back shift // an anniversary: by how much the anchor is moved first
	in   int   // the year that it is moved to; 0 where it stays

	compared bool // hangs on the quarter that is reported on
	story    bool // the anchor is what was told last, not the day of speaking
	explicit bool // a year is stated, so that what follows can hang on it
	adrift   bool // a clock time whose day is told, but not understood
	loose    bool // a word that only histories mean as a time
	joined   bool // the far end of a range, joined to the expression before
}

type kind uint8

const (
	fixed    kind = iota
	calendar      // a date, in full or without its year
	period        // this week, last year, two months ago
	refer         // n is one of the references that are no date
	today         // today: a day or the present, as the tense tells
)

// direction says on which side of the anchor a date without a year lies.
type direction uint8

const (
	byTense  direction = iota // as the verb tells
	here                      // "this": in the anchor's own year or week
	backward                  // "last": wholly before the anchor
	forward                   // "next": wholly after it
)

// modifier narrows a date to a part of it.
type modifier uint8

const (
	whole modifier = iota
	earlyIn
	midIn
	lateIn
	endOf
	startOf
	roughly // the whole, give or take
)

// grammar is one sentence, cut into atoms with what the lexicon knows of each.
type grammar struct {
	text  string
	low   string // the text in lower case
	atoms []atom.Atom
	words []entry
	units bool // one of the words is a unit
	rules *rules

	nested bool // base is reading
	steps  int  // rules tried

	// The expression read last in the sentence and the atom after it, which the
	// far end of a range hangs on.
	last expression
	end  int
}

// rule is one construction. Read returns the expression that begins at atom i
// and the index of the first atom after it, 0 where there is none.
type rule struct {
	name string
	read func(g *grammar, i int) (expression, int)
}

func (g *grammar) class(i int) class {
	if i < 0 || i >= len(g.words) {
		return none
	}
	return g.words[i].class
}

func (g *grammar) n(i int) int { return int(g.words[i].n) }

// mark reports whether atom i is the mark c.
func (g *grammar) mark(i int, c byte) bool {
	return i >= 0 && i < len(g.atoms) && g.atoms[i].Kind == atom.Mark && g.text[g.atoms[i].Start] == c
}

// dash reports whether atom i is a hyphen or a dash between dates.
func (g *grammar) dash(i int) bool {
	if g.mark(i, '-') {
		return true
	}
	if i < 0 || i >= len(g.atoms) {
		return false
	}
	s := g.of(i)
	return s == "–" || s == "‑" || s == "‐"
}

// apostrophe reports whether atom i is one.
func (g *grammar) apostrophe(i int) bool {
	return g.mark(i, '\'') || i >= 0 && i < len(g.atoms) && g.of(i) == "’"
}

func (g *grammar) of(i int) string { return g.text[g.atoms[i].Start:g.atoms[i].End] }

func (g *grammar) glued(i int) bool { return i < len(g.atoms) && g.atoms[i].Glued }

// is reports whether atom i is the word, whatever its case.
func (g *grammar) is(i int, word string) bool {
	return i >= 0 && i < len(g.atoms) && g.low[g.atoms[i].Start:g.atoms[i].End] == word
}

func (g *grammar) digits(i int) bool {
	return i >= 0 && i < len(g.atoms) && g.atoms[i].Kind == atom.Digits
}

// figure reads a run of at most four digits that stands by itself between lo and hi.
func (g *grammar) figure(i, lo, hi int) (int, bool) {
	if !g.digits(i) {
		return 0, false
	}
	s := g.of(i)
	if len(s) > 4 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n, n >= lo && n <= hi
}

// stated finishes a calendar date whose year is known: its value and EDTF.
func (e expression) stated() (value, ed string) {
	e = e.onHoliday()
	y := fmt.Sprintf("%04d", e.year)
	switch {
	case e.part > 0:
		ed = fmt.Sprintf("%s-%02d", y, e.part)
		value = y + "-" + partValues[e.part]
	case e.day > 0:
		ed = fmt.Sprintf("%s-%02d-%02d", y, e.month, e.day)
		value = ed
	case e.month > 0:
		ed = fmt.Sprintf("%s-%02d", y, e.month)
		value = ed
	default:
		ed, value = y, y
	}
	if e.nth.n != 0 {
		return e.nth.of(value, ed)
	}
	if e.hour != "" {
		value += "T" + e.hour
	}
	return value, narrow(ed, e.modifier)
}

// symbolic is the value of a calendar date whose year is not known.
func (e expression) symbolic() string {
	var s string
	switch {
	case e.part > 0:
		s = "XXXX-" + partValues[e.part]
	case e.day > 0 && e.month == 0:
		s = fmt.Sprintf("XXXX-XX-%02d", e.day)
	case e.holiday > 0 && (holidays[e.holiday-1].easter || holidays[e.holiday-1].nth > 0):
		s = fmt.Sprintf("XXXX-%02d", e.month)
	case e.day > 0:
		s = fmt.Sprintf("XXXX-%02d-%02d", e.month, e.day)
	case e.month > 0:
		s = fmt.Sprintf("XXXX-%02d", e.month)
	case e.weekday > 0:
		s = fmt.Sprintf("XXXX-WXX-%d", e.weekday)
	default:
		s = "XXXX-XX-XX"
	}
	if e.hour != "" {
		s += "T" + e.hour
	}
	return s
}

var partValues = map[int]string{
	edtf.Spring: "SP", edtf.Summer: "SU", edtf.Autumn: "FA", edtf.Winter: "WI",
	edtf.Quarter1: "Q1", edtf.Quarter2: "Q2", edtf.Quarter3: "Q3", edtf.Quarter4: "Q4",
	edtf.Half1: "H1", edtf.Half2: "H2",
}

// narrow gives the part of a year, decade or month that a modifier means, as an
// interval whose inner end is approximate: "early 2019" is 2019-01/2019-04~.
func narrow(ed string, m modifier) string {
	if m == whole {
		return ed
	}
	v, err := edtf.Parse(ed)
	if err != nil || v.Interval {
		return ed
	}
	if m == roughly {
		return ed + "~"
	}
	d := v.From
	at := func(month, day int) string {
		return edtf.Date{Year: d.Year, Month: month, Day: day}.String()
	}
	switch d.Precision() {
	case edtf.Decade:
		y := d.Year
		switch m {
		case earlyIn, startOf:
			return fmt.Sprintf("%04d/%04d~", y, y+3)
		case midIn:
			return fmt.Sprintf("%04d~/%04d~", y+4, y+6)
		case lateIn, endOf:
			return fmt.Sprintf("%04d~/%04d", y+7, y+9)
		}
	case edtf.Year:
		switch m {
		case earlyIn:
			return at(1, 0) + "/" + at(4, 0) + "~"
		case startOf:
			return at(1, 0) + "/" + at(2, 0) + "~"
		case midIn:
			return at(5, 0) + "~/" + at(8, 0) + "~"
		case lateIn:
			return at(9, 0) + "~/" + at(12, 0)
		case endOf:
			return at(11, 0) + "~/" + at(12, 0)
		}
	case edtf.Month:
		last := edtf.DaysIn(d.Year, d.Month)
		switch m {
		case earlyIn, startOf:
			return at(d.Month, 1) + "/" + at(d.Month, 10) + "~"
		case midIn:
			return at(d.Month, 11) + "~/" + at(d.Month, 20) + "~"
		case lateIn, endOf:
			return at(d.Month, 21) + "~/" + at(d.Month, last)
		}
	}
	return ed
}
