package atom

import (
	"strconv"

	"github.com/communique-kg/communique/internal/fold"
)

// Number is a number as it stands in a text.
type Number struct {
	N     float64
	End   int  // index of the first atom after it
	Words bool // written in words, at least in part
	Whole bool // a whole number
}

// class tells how a word takes part in a number.
type class uint8

const (
	unit     class = iota + 1 // one … nineteen
	ten                       // twenty … ninety
	hundred                   // hundred
	power                     // thousand, million, …
	ordinal                   // first … nineteenth, twentieth …
	fraction                  // half, quarter: after "and a"
)

type word struct {
	class class
	n     float64
}

// numbers holds the words that make numbers. It is never written to.
var numbers = fold.TableOf(map[string]word{
	"zero": {unit, 0}, "one": {unit, 1}, "two": {unit, 2}, "three": {unit, 3}, "four": {unit, 4}, "five": {unit, 5},
	"six": {unit, 6}, "seven": {unit, 7}, "eight": {unit, 8}, "nine": {unit, 9}, "ten": {unit, 10}, "eleven": {unit, 11},
	"twelve": {unit, 12}, "thirteen": {unit, 13}, "fourteen": {unit, 14}, "fifteen": {unit, 15}, "sixteen": {unit, 16},
	"seventeen": {unit, 17}, "eighteen": {unit, 18}, "nineteen": {unit, 19},
	"twenty": {ten, 20}, "thirty": {ten, 30}, "forty": {ten, 40}, "fifty": {ten, 50}, "sixty": {ten, 60},
	"seventy": {ten, 70}, "eighty": {ten, 80}, "ninety": {ten, 90},
	"hundred": {hundred, 100}, "thousand": {power, 1e3}, "million": {power, 1e6}, "billion": {power, 1e9}, "trillion": {power, 1e12},
	"first": {ordinal, 1}, "second": {ordinal, 2}, "third": {ordinal, 3}, "fourth": {ordinal, 4}, "fifth": {ordinal, 5},
	"sixth": {ordinal, 6}, "seventh": {ordinal, 7}, "eighth": {ordinal, 8}, "ninth": {ordinal, 9}, "tenth": {ordinal, 10},
	"eleventh": {ordinal, 11}, "twelfth": {ordinal, 12}, "thirteenth": {ordinal, 13}, "fourteenth": {ordinal, 14},
	"fifteenth": {ordinal, 15}, "sixteenth": {ordinal, 16}, "seventeenth": {ordinal, 17}, "eighteenth": {ordinal, 18},
	"nineteenth": {ordinal, 19}, "twentieth": {ordinal, 20}, "thirtieth": {ordinal, 30}, "fortieth": {ordinal, 40},
	"fiftieth": {ordinal, 50}, "sixtieth": {ordinal, 60}, "seventieth": {ordinal, 70}, "eightieth": {ordinal, 80},
	"ninetieth": {ordinal, 90}, "hundredth": {ordinal, 100}, "half": {fraction, .5}, "quarter": {fraction, .25},
})

func lookup(low string, a Atom) word {
	if a.Kind != Letters {
		return word{}
	}
	return numbers.Of(low[a.Start:a.End])
}

// longest is how many atoms a number may have; what is longer is no number.
const longest = 24

// Cardinal reads the number that begins at atom i: "28", "1,200", "2.5",
// "twenty-eight", "two hundred and five", "3.5 million". It reports false where
// none begins there. The text is in lower case (see fold.ASCII).
func Cardinal(low string, atoms []Atom, i int) (Number, bool) {
	if i >= len(atoms) {
		return Number{}, false
	}
	if atoms[i].Kind == Digits {
		n, ok := figures(low, atoms, i)
		if !ok {
			return Number{}, false
		}
		for n.End < len(atoms) && n.End-i < longest {
			w := lookup(low, atoms[n.End])
			if w.class != power && w.class != hundred || atoms[n.End].Glued {
				break
			}
			n.N *= w.n
			n.End, n.Words = n.End+1, true
		}
		n.Whole = n.N == float64(int64(n.N))
		return n, true
	}
	return inWords(low, atoms, i)
}

// figures reads digits with groups of three and a decimal part.
func figures(low string, atoms []Atom, i int) (Number, bool) {
	var buf [64]byte
	digits := append(buf[:0], low[atoms[i].Start:atoms[i].End]...)
	if len(digits) > 15 {
		return Number{}, false
	}
	end := i + 1
	for len(digits) <= 15 && (end > i+1 || len(digits) <= 3) && joined(low, atoms, end, ',') && size(atoms[end+1]) == 3 {
		digits = append(digits, low[atoms[end+1].Start:atoms[end+1].End]...)
		end += 2
	}
	whole := true
	if joined(low, atoms, end, '.') && size(atoms[end+1]) <= 6 {
		digits = append(append(digits, '.'), low[atoms[end+1].Start:atoms[end+1].End]...)
		end, whole = end+2, false
	}
	n, err := strconv.ParseFloat(string(digits), 64)
	if whole && end < len(atoms) && atoms[end].Glued {
		if f := fractions[low[atoms[end].Start:atoms[end].End]]; f > 0 {
			n, end = n+f, end+1
		}
	}
	return Number{N: n, End: end, Whole: whole}, err == nil
}

// fractions are the characters for parts of one. It is never written to.
var fractions = map[string]float64{"½": 1. / 2, "¼": 1. / 4, "¾": 3. / 4, "⅓": 1. / 3, "⅔": 2. / 3}

func size(a Atom) int { return a.End - a.Start }

// joined reports whether atom i is the mark, with a digit run glued to it on both sides.
func joined(low string, atoms []Atom, i int, mark byte) bool {
	return i+1 < len(atoms) && low[atoms[i].Start] == mark && atoms[i].Glued &&
		atoms[i+1].Kind == Digits && atoms[i+1].Glued
}

// inWords reads "two hundred and twenty-eight thousand". "a hundred" and "a
// dozen" are the caller's to decide.
func inWords(low string, atoms []Atom, i int) (Number, bool) {
	total, part := 0.0, 0.0
	last := class(0)
	j, end := i, i
loop:
	for j < len(atoms) && j-i < longest {
		w := lookup(low, atoms[j])
		switch w.class {
		case unit:
			if last == unit || last == ten && w.n > 9 {
				break loop
			}
			part += w.n
		case ten:
			if last == unit || last == ten {
				break loop
			}
			part += w.n
		case hundred:
			if last != unit && last != ten {
				break loop
			}
			part *= 100
		case power:
			if last == 0 || last == power {
				break loop
			}
			total, part = total+part*w.n, 0
		default:
			break loop
		}
		last = w.class
		j++
		end = j
		if j+1 >= len(atoms) {
			continue
		}
		next := lookup(low, atoms[j+1])
		switch {
		case last == ten && low[atoms[j].Start] == '-' && atoms[j].Glued && next.class == unit && atoms[j+1].Glued:
			j++
		case (last == hundred || last == power) && low[atoms[j].Start:atoms[j].End] == "and" && (next.class == unit || next.class == ten):
			j++
		}
	}
	if end == i {
		return Number{}, false
	}
	return Number{N: total + part, End: end, Words: true, Whole: true}, true
}

// Ordinal reads the ordinal that begins at atom i: "31st", "first",
// "twenty-first". It reports false where none begins there. The text is in lower
// case (see fold.ASCII).
func Ordinal(low string, atoms []Atom, i int) (Number, bool) {
	if i >= len(atoms) {
		return Number{}, false
	}
	if atoms[i].Kind == Digits {
		if i+1 < len(atoms) && atoms[i+1].Glued && size(atoms[i]) <= 4 && size(atoms[i+1]) == 2 {
			switch low[atoms[i+1].Start:atoms[i+1].End] {
			case "st", "nd", "rd", "th":
				n, err := strconv.Atoi(low[atoms[i].Start:atoms[i].End])
				return Number{N: float64(n), End: i + 2, Whole: true}, err == nil
			}
		}
		return Number{}, false
	}
	w := lookup(low, atoms[i])
	switch {
	case w.class == ordinal:
		return Number{N: w.n, End: i + 1, Words: true, Whole: true}, true
	case w.class == ten:
		j := i + 1
		if j < len(atoms) && low[atoms[j].Start] == '-' {
			j++
		}
		if j < len(atoms) {
			if o := lookup(low, atoms[j]); o.class == ordinal && o.n < 10 {
				return Number{N: w.n + o.n, End: j + 1, Words: true, Whole: true}, true
			}
		}
	}
	return Number{}, false
}
