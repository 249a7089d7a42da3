// Package amount finds the quantities of a text: a number, in figures or in
// words, with the unit that it counts and the comparator that it is given with.
//
// A number counts only through its unit: one that stands bare, in a name, a
// list, a note, a date or a reference ("Article 5", "APT 29", "+2") is none.
// What a quantity holds:
//   - Evidence is the comparator, the number and the unit, as they stand:
//     "over 120 Russian diplomats", "two-day", "$5 billion".
//   - Unit is the head noun phrase as written: "member states", "Russian
//     diplomats". Percentages are "percent" or "percentage points", money is
//     "dollars", "euros" and the like, what is joined by a hyphen is put in the
//     plural ("69-year" counts "years"), "once" and "three times" count "times".
//   - A share counts "of" its whole: "half of the allies" is 0.5 "of the allies".
//   - An ordinal ("the 31st Ally") has the unit "Ally (ordinal)".
//   - A range is two quantities: its low end with AtLeast, its high end with AtMost.
//   - "one" in words counts only with a comparator or before a measure of time
//     and the like: "an attack on one member" counts nobody.
//   - "dozens", "hundreds", "tens of thousands" bound from below by two of their kind.
//
// Measured on NewsQuant; the figures are in testdata/scores.txt. To add a
// construction, write a rule, a function that reads it from an atom on, and put
// it into rules.
package amount

import (
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
		g.cut(r.Text, s.Start, s.End)
		for ti < len(r.Times) && r.Times[ti].End <= s.Start {
			ti++
		}
		g.forbid(r.Times[ti:], s.End)
		first := len(r.Quantities)
		for i := 0; i < len(g.atoms); {
			found, end := g.at(i)
			if end <= i {
				i++
				continue
			}
			for _, f := range found {
				if f.unit == "" { // four from Canada: of what was counted before
					if len(r.Quantities) == first {
						continue
					}
					f.unit = r.Quantities[len(r.Quantities)-1].Unit
				}
				span := communique.Span{Start: g.atoms[f.first].Start, End: g.atoms[f.end-1].End}
				r.Quantities = append(r.Quantities, communique.Quantity{Evidence: span.Quote(r.Text), N: f.n, Cmp: f.cmp, Unit: f.unit})
			}
			i = end
		}
	}
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
	atoms []atom.Atom
	words []class
	dated []bool // the atom belongs to a date, a clock time or a set
}

func (g *grammar) cut(text string, start, end int) {
	g.text = text
	g.atoms = atom.Split(g.atoms[:0], text, start, end)
	g.words, g.dated = g.words[:0], g.dated[:0]
	var buf [longestWord]byte
	for _, a := range g.atoms {
		c := none
		if a.Kind == atom.Letters && a.End-a.Start <= longestWord {
			c = lexicon[string(atom.Fold(buf[:0], text, a))]
		}
		g.words = append(g.words, c)
		g.dated = append(g.dated, false)
	}
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

func (g *grammar) of(i int) string { return g.text[g.atoms[i].Start:g.atoms[i].End] }

func (g *grammar) class(i int) class {
	if i < 0 || i >= len(g.words) {
		return none
	}
	return g.words[i]
}

func (g *grammar) is(i int, word string) bool {
	if i < 0 || i >= len(g.atoms) || g.atoms[i].End-g.atoms[i].Start != len(word) {
		return false
	}
	var buf [longestWord]byte
	return string(atom.Fold(buf[:0], g.text, g.atoms[i])) == word
}

func (g *grammar) mark(i int, c byte) bool {
	return i >= 0 && i < len(g.atoms) && g.text[g.atoms[i].Start] == c
}

func (g *grammar) glued(i int) bool { return i < len(g.atoms) && g.atoms[i].Glued }

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
	s := g.of(i)
	return s == "-" || s == "–" || s == "‑" || s == "‐"
}

// rules, in the order in which they are tried; the first that reads wins.
var rules = []func(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int){
	readMoney, readOrdinal, readShare, readManifold, readVague, readRange, readCounted,
}

// at reads the quantity that begins at atom i, with its comparator.
func (g *grammar) at(i int) ([]quantity, int) {
	if g.dated[i] {
		return nil, 0
	}
	cmp, j := g.comparator(i)
	if j >= len(g.atoms) || g.dated[j] {
		return nil, 0
	}
	if j == i && g.atoms[i].Kind == atom.Letters && g.words[i] == none && g.atoms[i].End-g.atoms[i].Start > 4 {
		return nil, 0 // most words
	}
	for _, read := range rules {
		if found, end := read(g, j, i, cmp); end > 0 {
			return found, end
		}
	}
	return nil, 0
}

// comparator reads the words that bound a number, and returns the atom after them.
func (g *grammar) comparator(i int) (communique.Comparator, int) {
	switch g.class(i) {
	case more:
		if g.is(i+1, "than") {
			return communique.Greater, i + 2
		}
	case less:
		if g.is(i+1, "than") {
			return communique.Less, i + 2
		}
	case over:
		return communique.Greater, i + 1
	case under:
		return communique.Less, i + 1
	case about:
		j := i + 1
		if g.is(i, "close") || g.is(i, "up") {
			if !g.is(j, "to") {
				return communique.Equal, i
			}
			if j++; g.is(i, "up") {
				return communique.AtMost, j
			}
		}
		return communique.Approximately, j
	case not: // no more than, not less than
		switch {
		case g.class(i+1) == more && g.is(i+2, "than"):
			return communique.AtMost, i + 3
		case g.class(i+1) == less && g.is(i+2, "than"):
			return communique.AtLeast, i + 3
		}
	case at:
		switch {
		case g.is(i+1, "least"):
			return communique.AtLeast, i + 2
		case g.is(i+1, "most"):
			return communique.AtMost, i + 2
		}
	case as:
		if (g.is(i+1, "many") || g.is(i+1, "much") || g.is(i+1, "few")) && g.is(i+2, "as") {
			if g.is(i+1, "few") {
				return communique.AtLeast, i + 3
			}
			return communique.AtMost, i + 3
		}
	case article:
		switch {
		case g.is(i+1, "estimated"):
			return communique.Approximately, i + 2
		case g.is(i+1, "minimum") && g.is(i+2, "of"):
			return communique.AtLeast, i + 3
		case g.is(i+1, "maximum") && g.is(i+2, "of"):
			return communique.AtMost, i + 3
		}
	case excess:
		if g.is(i+1, "excess") && g.is(i+2, "of") {
			return communique.Greater, i + 3
		}
	}
	if g.mark(i, '~') && g.glued(i+1) {
		return communique.Approximately, i + 1
	}
	return communique.Equal, i
}

// trailing reads what bounds a number from behind: "or more", "or so".
func (g *grammar) trailing(i int, cmp communique.Comparator) (communique.Comparator, int) {
	if !g.is(i, "or") {
		return cmp, i
	}
	switch {
	case g.is(i+1, "more"):
		return communique.AtLeast, i + 2
	case g.is(i+1, "less") || g.is(i+1, "fewer"):
		return communique.AtMost, i + 2
	case g.is(i+1, "so"):
		return communique.Approximately, i + 2
	}
	return cmp, i
}
