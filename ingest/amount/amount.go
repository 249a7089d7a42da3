// Package amount finds the quantities of a text: a number, in figures or in
// words, with the unit that it counts and the comparator that it is given with.
//
// A number counts only through its unit: one that stands bare, in a name, a
// list, a note, a date or a reference ("Article 5", "APT 29", "+2") is none.
// What a quantity holds:
//   - Evidence is the comparator, the number and the unit, as they stand:
//     "over 120 Russian diplomats", "two-day", "$5 billion".
//   - Unit is the head noun phrase as written: "member states", "Russian
//     diplomats", "kW". Percentages are "percent" or "percentage points", money
//     is "dollars", "euros" and the like however it is written, with what it is
//     paid for ("dollars per barrel"); what is joined by a hyphen is put in the
//     plural ("69-year" counts "years"), and so is an age ("Ann Lee, 66, said");
//     "once", "three times" and "doubled" count "times".
//   - A share counts "of" its whole: "half of the allies", "one in two allies"
//     are 0.5 "of the allies", "of allies". A part that is counted has its
//     whole's unit: "12 of the 30 allies" is 12 "allies" and 30 "allies".
//   - An ordinal ("the 31st Ally") has the unit "Ally (ordinal)".
//   - A range is two quantities: its low end with AtLeast, its high end with
//     AtMost. A change ("rose from 20 to 30 percent") is two quantities as well,
//     with Equal.
//   - "dozens", "hundreds", "tens of thousands" bound from below by one of their
//     kind: 12, 100, 10,000.
//   - Numbers below zero are those after "minus" or a minus sign.
//   - What follows a quantity in brackets converts it and shares its comparator.
//
// Measured on NewsQuant and on Microsoft's recognizer cases; the figures are in
// testdata/scores.txt and testdata/recognizers.txt, the errors that were read,
// by class, in testdata/errors.txt. To add a construction, write a rule, a
// function that reads it from an atom on, and put it into rules; words and units
// are in lexicon.go, currencies in currency.go.
package amount

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// Find fills r.Quantities from the article's own words, in order of the text,
// not overlapping. It needs Text, Regions and Sentences, and Times, so that no
// part of a date is taken for a quantity.
func Find(r *communique.Reading) {
	r.Quantities = r.Quantities[:0]
	var g grammar
	ti := 0
	for _, s := range r.Sentences {
		if s.Region >= 0 && s.Region < len(r.Regions) && r.Regions[s.Region].Role != communique.Article {
			continue
		}
		if !g.cut(r.Text, r.LowerText(), s.Start, s.End) {
			continue
		}
		for ti < len(r.Times) && r.Times[ti].End <= s.Start {
			ti++
		}
		g.forbid(r.Times[ti:], s.End)
		g.sentence(func(f quantity) {
			span := communique.Span{Start: g.atoms[f.first].Start, End: g.atoms[f.end-1].End}
			r.Quantities = append(r.Quantities, communique.Quantity{Evidence: span.Quote(r.Text), N: f.n, Cmp: f.cmp, Unit: unbroken(f.unit)})
		})
	}
}

// unbroken puts a unit that goes over the end of a line into one: with single
// spaces, and without the hyphens that only divide a word there.
func unbroken(unit string) string {
	if !strings.ContainsAny(unit, "\n\r\t\u00ad\u00a0") && !strings.Contains(unit, "  ") {
		return unit
	}
	var b strings.Builder
	for i, w := range strings.Fields(unit) {
		if i > 0 && !strings.HasSuffix(b.String(), "\u00ad") {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return strings.ReplaceAll(b.String(), "\u00ad", "")
}

// quantity is one finding: atoms [first,end).
type quantity struct {
	first, end int
	n          float64
	cmp        communique.Comparator
	unit       string
}

// grammar is one sentence, cut into atoms.
type grammar struct {
	text  string
	low   string // the text in lower case
	atoms []atom.Atom
	words []class
	dated []bool // the atom belongs to a date, a clock time or a set
	steps int    // how often a rule was tried, for tests

	last   number // the number read last, since several rules ask for the same one,
	lastAt int    // the atom after the one that it was asked for at; 0 for none
	lastOK bool
}

// cut cuts text[start:end], which low gives in lower case, into atoms and reports whether a quantity can begin among them.
func (g *grammar) cut(text, low string, start, end int) bool {
	g.text, g.low, g.lastAt = text, low, 0
	g.atoms = atom.Split(g.atoms[:0], text, start, end)
	if !g.promising() {
		return false
	}
	g.words, g.dated = slices.Grow(g.words[:0], len(g.atoms)), slices.Grow(g.dated[:0], len(g.atoms))
	for i := range g.atoms {
		a := &g.atoms[i]
		c := g.lookUp(a)
		if a.Capital && c&stop != 0 && a.End-a.Start > 1 && text[a.Start+1] <= 'Z' {
			c = 0 // US, IT, WHO
		}
		g.words = append(g.words, c)
		g.dated = append(g.dated, false)
	}
	return true
}

// promising reports whether any atom can be a number or a part of one.
func (g *grammar) promising() bool {
	for i := range g.atoms {
		a := &g.atoms[i]
		switch a.Kind {
		case atom.Digits:
			return true
		case atom.Letters:
			if counting.Has(g.low[a.Start:a.End]) {
				return true
			}
		}
	}
	return false
}

// lookUp returns the class of a word.
func (g *grammar) lookUp(a *atom.Atom) class {
	if a.Kind != atom.Letters {
		return 0
	}
	return lexicon.Of(g.low[a.Start:a.End])
}

// forbid marks the atoms of times that are no durations.
func (g *grammar) forbid(times []communique.TimeValue, end int) {
	i := 0
	for _, t := range times {
		if t.Start >= end {
			return
		}
		if t.Type == communique.Duration {
			continue
		}
		for i < len(g.atoms) && g.atoms[i].End <= t.Start {
			i++
		}
		for ; i < len(g.atoms) && g.atoms[i].Start < t.End; i++ {
			g.dated[i] = true
		}
	}
}

// sentence yields the quantities of the sentence that was cut.
func (g *grammar) sentence(yield func(quantity)) {
	var last quantity // of this sentence; its unit is "" before the first
	for i := 0; i < len(g.atoms); {
		found, end := g.at(i)
		if end <= i {
			i++
			continue
		}
		for _, f := range found {
			if f.unit == "" { // four from Canada: of what was counted before
				if last.unit == "" {
					continue
				}
				f.unit = last.unit
			}
			if f.cmp == communique.Equal && last.unit != "" && last.cmp != communique.Equal && last.unit != f.unit && g.converts(last.end, f.first) {
				f.cmp = last.cmp
			}
			yield(f)
			last = f
		}
		i = end
	}
}

// converts reports whether what begins at atom i stands in brackets directly
// behind a quantity that ends at atom end, or behind a slash in them.
func (g *grammar) converts(end, i int) bool {
	return i == end+1 && (g.mark(end, '(') || g.mark(end, '/'))
}

func (g *grammar) of(i int) string { return g.text[g.atoms[i].Start:g.atoms[i].End] }

func (g *grammar) class(i int) class {
	if i < 0 || i >= len(g.words) {
		return 0
	}
	return g.words[i]
}

func (g *grammar) is(i int, word string) bool {
	return i >= 0 && i < len(g.atoms) && g.low[g.atoms[i].Start:g.atoms[i].End] == word
}

// oneOf reports whether the word at atom i is one of the words.
func (g *grammar) oneOf(i int, words ...string) bool {
	for _, w := range words {
		if g.is(i, w) {
			return true
		}
	}
	return false
}

func (g *grammar) mark(i int, c byte) bool {
	return i >= 0 && i < len(g.atoms) && g.text[g.atoms[i].Start] == c && g.atoms[i].Kind == atom.Mark
}

func (g *grammar) glued(i int) bool { return i >= 0 && i < len(g.atoms) && g.atoms[i].Glued }

func (g *grammar) capital(i int) bool { return i >= 0 && i < len(g.atoms) && g.atoms[i].Capital }

func (g *grammar) letters(i int) bool {
	return i >= 0 && i < len(g.atoms) && g.atoms[i].Kind == atom.Letters
}

func (g *grammar) digits(i int) bool {
	return i >= 0 && i < len(g.atoms) && g.atoms[i].Kind == atom.Digits
}

// dash reports whether atom i is a hyphen or a dash that joins.
func (g *grammar) dash(i int) bool {
	if i < 0 || i >= len(g.atoms) || g.atoms[i].Kind != atom.Mark {
		return false
	}
	switch g.of(i) {
	case "-", "–", "‑", "‐", "−":
		return true
	}
	return false
}

// rules, in the order in which they are tried; the first that reads wins. Each
// looks at a bounded number of atoms.
var rules = []func(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int){
	readOrdinal, readShare, readManifold, readAge, readRange, readVague, readAmount,
}

// at reads the quantity that begins at atom i, with its comparator.
func (g *grammar) at(i int) ([]quantity, int) {
	if g.letters(i) && g.words[i]&begins == 0 && !g.prefixed(i) || g.parting(i) {
		return nil, 0 // most words and marks
	}
	cmp, j := g.comparator(i)
	if j >= len(g.atoms) || g.letters(j) && g.words[j]&numbers == 0 && !g.prefixed(j) {
		return nil, 0
	}
	for _, read := range rules {
		g.steps++
		if found, end := read(g, j, i, cmp); end > 0 {
			return found, end
		}
	}
	return nil, 0
}

// parting reports whether atom i is a mark with which no quantity begins: a
// comma, a quotation mark, a bracket.
func (g *grammar) parting(i int) bool {
	if g.atoms[i].Kind != atom.Mark {
		return false
	}
	switch s := g.of(i); s[0] {
	case ',', ';', ':', '!', '?', '"', '\'', '(', ')', '[', ']':
		return true
	case 0xe2:
		return s == "“" || s == "”" || s == "‘" || s == "’"
	}
	return false
}

func one(first, end int, n float64, cmp communique.Comparator, unit string) ([]quantity, int) {
	return []quantity{{first, end, n, cmp, unit}}, end
}
