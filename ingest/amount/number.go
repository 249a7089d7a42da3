package amount

import (
	"math"
	"strconv"
	"strings"

	"github.com/communique-kg/communique/internal/atom"
)

// number is a number as it stands, atoms [first,end).
type number struct {
	n          float64
	first, end int
	words      bool    // begins in words
	plus       bool    // a plus sign stands before it
	scale      float64 // what a word or suffix behind it multiplies it by, 1 where none does
}

// number reads the number that begins at atom i: "28", "minus 5", ".5", "1/16",
// "a million", "half a dozen", "4.3M", "two and a half".
func (g *grammar) number(i int) (number, bool) {
	if g.lastAt != i+1 {
		g.last, g.lastOK = g.readNumber(i)
		g.lastAt = i + 1
	}
	return g.last, g.lastOK
}

func (g *grammar) readNumber(i int) (number, bool) {
	v := number{first: i, end: i, scale: 1}
	factor := 1.0
	if i >= len(g.atoms) {
		return v, false
	}
	switch {
	case g.class(i)&sign != 0:
		factor, i = -1, i+1
		if g.dash(i) && g.glued(i) {
			i++
		}
	case (g.mark(i, '-') || g.mark(i, '+') || g.dash(i) && g.of(i) == "−") && !g.glued(i) && g.glued(i+1) && (g.digits(i+1) || g.mark(i+1, '.')):
		if v.plus = g.mark(i, '+'); !v.plus {
			factor = -1
		}
		i++
	}
	switch {
	case i >= len(g.atoms):
		return v, false
	case g.mark(i, '.') && !g.mark(i-1, '.') && g.glued(i+1) && g.digits(i+1) && (!g.glued(i) || i > v.first) && g.atoms[i+1].End-g.atoms[i+1].Start <= 6:
		n, err := strconv.ParseFloat(g.text[g.atoms[i].Start:g.atoms[i+1].End], 64)
		if err != nil {
			return v, false
		}
		v.n, v.end = n, i+2
		g.multiply(&v)
	case g.digits(i) || g.class(i)&numeral != 0:
		c, ok := atom.Cardinal(g.low, g.atoms, i)
		if !ok {
			return v, false
		}
		v.n, v.end, v.words = c.N, c.End, g.letters(i)
		g.spaced(&v, i)
		g.spoken(&v)
		if s := g.many(c.End - 1); s > 0 && c.End > i+1 {
			v.scale = s
		}
		g.multiply(&v)
		g.half(&v)
	case g.class(i)&power != 0 && !g.glued(i) && (g.is(i-1, "than") || g.class(i-1)&(over|under|about) != 0): // more than hundred
		v.n, v.end, v.words = 1, i, true
		g.multiply(&v)
	case g.class(i)&article != 0 && g.class(i+1)&power != 0: // a hundred
		v.n, v.end, v.words = 1, i+1, true
		g.multiply(&v)
	case g.class(i)&article != 0 && g.is(i+1, "couple") && g.is(i+2, "of"):
		v.n, v.end, v.words = 2, i+3, true
		g.multiply(&v)
	case g.oneOf(i, "half", "quarter") && g.class(i+1)&power != 0 && !g.is(i+1, "dozen"):
		v.n, v.end, v.words = parts(g.of(i)), i+1, true
		g.multiply(&v)
	case g.is(i, "half") && g.class(i+1)&article != 0 && (g.class(i+2)&(measure|timed) != 0 || g.is(i+2, "percentage")) && !g.dash(i+3):
		v.n, v.end, v.words = .5, i+2, true // half a year
	case g.is(i, "half") && g.class(i+1)&article != 0 && g.class(i+2)&power != 0:
		v.n, v.end, v.words = .5, i+2, true
		g.multiply(&v)
	case g.is(i, "a") && g.oneOf(i+1, "quarter", "half") && g.class(i+2)&power != 0:
		v.n, v.end, v.words = parts(g.of(i+1)), i+2, true
		g.multiply(&v)
	case g.oneOf(i, "quarter", "a") && g.oneOf(i+1, "of", "quarter"):
		j := i + 2
		if g.is(i, "a") && g.is(j, "of") {
			j++
		}
		if !g.is(j, "a") || g.class(j+1)&power == 0 {
			return v, false
		}
		v.n, v.end, v.words = .25, j+1, true
		g.multiply(&v)
	default:
		return v, false
	}
	v.n *= factor
	return v, true
}

// spaced takes up further groups of three digits after a space: "10 000".
func (g *grammar) spaced(v *number, i int) {
	if v.words || v.end != i+1 || g.atoms[i].End-g.atoms[i].Start > 3 {
		return
	}
	n, j := v.n, v.end
	for g.digits(j) && !g.glued(j) && g.atoms[j].End-g.atoms[j].Start == 3 && j-i < 5 {
		switch g.text[g.atoms[j-1].End:g.atoms[j].Start] {
		case " ", "\u00a0", "\u202f", "\u2009":
		default:
			return
		}
		group, err := strconv.Atoi(g.of(j))
		if err != nil || n == 0 {
			return
		}
		n, j = n*1000+float64(group), j+1
	}
	if g.digits(j) || g.glued(j) && g.letters(j) {
		return
	}
	v.n, v.end = n, j
}

// spoken takes up decimals in words: "two point five".
func (g *grammar) spoken(v *number) {
	if !v.words || !g.is(v.end, "point") || g.class(v.end+1)&numeral == 0 || g.many(v.end-1) > 0 {
		return
	}
	n, j, place := v.n, v.end+1, .1
	for ; j < v.end+5 && g.class(j)&numeral != 0; j++ {
		d, ok := atom.Cardinal(g.low, g.atoms, j)
		if !ok || d.N > 9 || d.End != j+1 {
			return
		}
		n, place = n+d.N*place, place/10
	}
	v.n, v.end = math.Round(n*1e6)/1e6, j
}

// multiply takes up the words and suffixes behind a number that multiply it.
func (g *grammar) multiply(v *number) {
	if v.words && g.dash(v.end) && g.glued(v.end) && g.glued(v.end+1) && g.class(v.end+1)&power != 0 && g.dash(v.end+2) { // "two-million-strong"
		v.end++
	}
	for k := 0; k < 3; k++ {
		s := g.many(v.end)
		if s == 0 || g.class(v.end)&power == 0 || g.glued(v.end) && !g.dash(v.end-1) {
			break
		}
		v.n, v.scale, v.end = v.n*s, v.scale*s, v.end+1
	}
	if s := g.scale(v.end); s > 0 {
		v.n, v.scale, v.end = v.n*s, v.scale*s, v.end+1
	}
}

// half takes up "and a half", and the fraction in "1/16 of".
func (g *grammar) half(v *number) {
	if g.is(v.end, "and") && g.is(v.end+1, "a") && g.oneOf(v.end+2, "half", "quarter", "third") && !g.is(v.end+3, "of") {
		v.n, v.end = v.n+parts(g.of(v.end+2))*v.scale, v.end+3
		if v.scale == 1 {
			g.multiply(v)
		}
		return
	}
	if !g.fraction(v.end) {
		if g.digits(v.end) && !g.glued(v.end) && v.end == v.first+1 && g.fraction(v.end+1) { // 2 1/4
			top, _ := strconv.Atoi(g.of(v.end))
			below, _ := strconv.Atoi(g.of(v.end + 2))
			if top > 0 && below > top {
				v.n, v.end = v.n+float64(top)/float64(below), v.end+3
			}
		}
		return
	}
	below, _ := strconv.Atoi(g.of(v.end + 1))
	if v.end == v.first+1 && v.n > 0 && v.n < float64(below) && !v.words && (g.is(v.end+2, "of") || g.class(v.end+2)&(measure|timed) != 0) {
		v.n, v.end = v.n/float64(below), v.end+2
	}
}

// fraction reports whether a stroke stands at atom i, glued to the digits around
// it, with one of the numbers behind it that people divide by.
func (g *grammar) fraction(i int) bool {
	if !g.glued(i) || !g.digits(i+1) || !g.glued(i+1) || g.glued(i+2) && !g.mark(i+2, ',') && !g.mark(i+2, '.') {
		return false
	}
	switch g.of(i) {
	case "/", "⁄", "∕":
	default:
		return false
	}
	switch g.of(i + 1) {
	case "2", "3", "4", "5", "6", "8", "10", "12", "16", "32", "64", "100", "128", "1000":
		return true
	}
	return false
}

// scale reads the letters at atom i, glued to a number, that multiply it, 0 where none do.
func (g *grammar) scale(i int) float64 {
	if !g.glued(i) || !g.letters(i) {
		return 0
	}
	switch g.of(i) {
	case "k", "K":
		return 1e3
	case "M", "mn", "mln":
		return 1e6
	case "mm", "MM":
		if g.paid(i) {
			return 1e6
		}
	case "m":
		if g.paid(i) || g.letters(i+1) && !g.glued(i+1) && g.class(i+1)&(stop|measure) == 0 && g.pluralNoun(i+1) {
			return 1e6 // else metres
		}
	case "bn", "b", "B", "BN", "Bn":
		return 1e9
	case "tn", "trn", "T", "tln":
		return 1e12
	}
	return 0
}

// paid reports whether the number that ends before atom i has a currency before it.
func (g *grammar) paid(i int) bool {
	j := i - 1
	for j >= 0 && i-j < 12 && g.glued(j) && (g.digits(j) || g.mark(j, '.') || g.mark(j, ',')) {
		j--
	}
	if g.digits(j) { // not glued: the number's own first digits
		j--
	}
	if j < 0 {
		return false
	}
	if g.letters(j) {
		return codes[strings.ToUpper(g.of(j))] != "" && g.capital(j) || dollars[g.of(j)] != "" && g.mark(j-1, '$')
	}
	return signs[g.of(j)] != "" || g.dash(j) && j > 0 && signs[g.of(j-1)] != ""
}

// parts returns what the word of a share stands for.
func parts(w string) float64 {
	w = strings.ToLower(w)
	switch strings.TrimSuffix(w, "s") {
	case "half", "halve":
		return .5
	case "third":
		return 1. / 3
	case "quarter", "fourth":
		return .25
	case "fifth":
		return .2
	case "sixth":
		return 1. / 6
	case "seventh":
		return 1. / 7
	case "eighth":
		return .125
	case "ninth":
		return 1. / 9
	case "tenth":
		return .1
	case "hundredth":
		return .01
	}
	return .001
}
