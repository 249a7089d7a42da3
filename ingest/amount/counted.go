package amount

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

func one(first, end int, n float64, cmp communique.Comparator, unit string) ([]quantity, int) {
	return []quantity{{first, end, n, cmp, unit}}, end
}

// scaleOf reads the letters glued to a number that multiply it.
func (g *grammar) scaleOf(i int) float64 {
	if !g.glued(i) || !g.letters(i) {
		return 0
	}
	switch g.of(i) {
	case "k", "K":
		return 1e3
	case "m", "M", "mn":
		return 1e6
	case "bn", "b", "B":
		return 1e9
	case "tn", "T":
		return 1e12
	}
	return 0
}

// readCounted: "28 member states", "two-day", "10%", "four from Canada", "a hundred men".
func readCounted(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	j := i
	if g.class(i) == article && g.class(i+1) == vague && !strings.HasSuffix(g.of(i+1), "s") { // a dozen, a million
		n := manyOf[strings.ToLower(g.of(i+1))]
		unit, end := g.unitAt(i+2, n)
		if unit == "" {
			return nil, 0
		}
		return one(first, end, n, cmp, unit)
	}
	if g.class(j) != numeral && !g.digits(j) || g.named(i) {
		return nil, 0
	}
	n, ok := atom.Cardinal(g.text, g.atoms, j)
	if !ok {
		return nil, 0
	}
	end := n.End
	if g.is(end, "dozen") {
		n.N, end = n.N*12, end+1
	}
	if g.mark(end, '+') && g.glued(end) {
		if cmp == communique.Equal {
			cmp = communique.AtLeast
		}
		end++
	}
	if g.mark(end, '%') {
		return one(first, end+1, n.N, cmp, "percent")
	}
	if g.dash(end) && g.glued(end) && g.glued(end+1) && g.letters(end+1) {
		stop := end + 2
		unit := hyphenUnit(g.of(end + 1))
		if unit == "" || g.dash(stop) && g.glued(stop) && g.letters(stop+1) && g.class(stop+1) == numeral {
			return nil, 0
		}
		if g.dash(stop) && (g.is(stop+1, "old") || g.is(stop+1, "long")) {
			stop += 2
		}
		return one(first, stop, n.N, cmp, unit)
	}
	if g.composed(end) {
		if g.is(end, "g") && g.atoms[end].Capital { // 5G
			return nil, 0
		}
		if !g.letters(end) || g.class(end) != measure || g.of(end) == "M" {
			s := g.scaleOf(end)
			if s == 0 {
				return nil, 0
			}
			n.N, end = n.N*s, end+1
		}
	}
	var after int
	cmp, after = g.trailing(end, cmp)
	if unit, stop := g.unitAt(after, n.N); unit != "" {
		if n.N == 1 && g.words[i] == numeral && cmp == communique.Equal && !g.oneCounts(after) {
			return nil, 0
		}
		if g.class(first) == over && timeUnits[strings.ToLower(unit)] && !g.measuring(first-1) { // spent over four years
			cmp, first = communique.Equal, i
		}
		if g.isYear(i, n, cmp) {
			return nil, 0
		}
		return one(first, stop, n.N, cmp, unit)
	}
	if n.N > 1 && g.is(after, "from") && g.words[i] == numeral && (g.is(first-1, "including") || g.is(first-1, "and")) {
		return one(first, after, n.N, cmp, "")
	}
	return nil, 0
}

// isYear reports whether a number that stands before a noun is more likely a year.
func (g *grammar) isYear(i int, n atom.Number, cmp communique.Comparator) bool {
	return cmp == communique.Equal && g.digits(i) && n.End == i+1 && n.N >= 1900 && n.N < 2100 && int(n.N)%100 != 0
}

// oneCounts reports whether "one" before the word at atom i counts: only what measures is counted so.
func (g *grammar) oneCounts(i int) bool {
	c := g.class(i)
	return c == measure || c == percent || c == money || g.is(i, "per") || timeUnits[g.of(i)+"s"] && !g.is(i, "day")
}

// measuring reports whether "over" after the word at atom i bounds a stretch of
// time ("lasted over four years") instead of telling when something goes on.
func (g *grammar) measuring(i int) bool {
	for _, w := range []string{"for", "lasted", "lasting", "took", "taken", "just", "spent", "been", "was", "well", "after", "of", "is"} {
		if g.is(i, w) {
			return true
		}
	}
	return false
}

var timeUnits = map[string]bool{"seconds": true, "minutes": true, "hours": true, "days": true, "weeks": true, "months": true, "years": true, "decades": true, "centuries": true}

// readRange: "20 to 30 allies", "10-15 countries", "between 20 and 30".
func readRange(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	j := i
	between := g.is(j, "between")
	if between {
		j++
	} else if g.is(j, "from") {
		j++
	}
	if j >= len(g.atoms) || g.class(j) != numeral && !g.digits(j) || g.named(j) || g.dated[j] {
		return nil, 0
	}
	low, ok := atom.Cardinal(g.text, g.atoms, j)
	if !ok {
		return nil, 0
	}
	k := low.End
	switch {
	case g.mark(k, '%') && g.is(k+1, "to"):
		k += 2
	case between && g.is(k, "and"), !between && g.is(k, "to"), !between && g.dash(k):
		k++
	default:
		return nil, 0
	}
	if k >= len(g.atoms) || g.dated[k] || g.class(k) != numeral && !g.digits(k) {
		return nil, 0
	}
	high, ok := atom.Cardinal(g.text, g.atoms, k)
	if !ok || high.N <= low.N && high.N >= 1 {
		return nil, 0
	}
	unit, end := g.unitAt(high.End, high.N)
	if unit == "" && g.dash(high.End) && g.letters(high.End+1) {
		unit, end = hyphenUnit(g.of(high.End+1)), high.End+2
	}
	if unit == "" || g.dash(high.End) && g.digits(high.End+1) {
		return nil, 0
	}
	lowN := low.N
	if w := high.End - 1; !low.Words && high.Words && g.class(w) == vague { // "two to three million"
		if s := manyOf[strings.ToLower(g.of(w))]; s > 0 && lowN < 1000 {
			lowN *= s
		}
	}
	return []quantity{{first, low.End, lowN, communique.AtLeast, unit}, {k, end, high.N, communique.AtMost, unit}}, end
}

// manyOf is what the words for many of a kind stand for.
var manyOf = map[string]float64{"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"dozens": 12, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "tens": 10, "scores": 20}

// readVague: "dozens of countries", "hundreds of thousands of computers".
func readVague(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	if g.class(i) != vague || !strings.HasSuffix(g.of(i), "s") || g.class(i-1) == numeral {
		return nil, 0
	}
	n := 2 * manyOf[strings.ToLower(g.of(i))]
	j := i + 1
	for g.is(j, "of") && g.class(j+1) == vague && n < 1e13 {
		n *= manyOf[strings.ToLower(g.of(j+1))]
		j += 2
	}
	if j == i+1 && (g.is(i, "tens") || g.is(i, "scores") && !g.is(j, "of")) {
		return nil, 0
	}
	if g.is(j, "of") {
		j++
	}
	unit, end := g.unitAt(j, n)
	if unit == "" {
		return nil, 0
	}
	return one(first, end, n, communique.AtLeast, unit)
}

// readManifold: "once", "twice", "three times".
func readManifold(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	if g.class(i) != times {
		return nil, 0
	}
	n := map[byte]float64{'o': 1, 't': 2}[g.text[g.atoms[i].Start]|0x20]
	if g.is(i, "thrice") {
		n = 3
	}
	if n == 1 { // often a conjunction or "formerly"
		before := i > 0 && g.letters(i-1) && (g.is(i-1, "only") || g.is(i-1, "just") || g.is(i-1, "than") || strings.HasSuffix(g.of(i-1), "ed"))
		if g.atoms[i].Capital || !before || g.is(i+1, "again") || g.is(i+1, "more") {
			return nil, 0
		}
	}
	if g.class(i+1) == article || g.is(i+1, "every") || g.is(i+1, "per") || g.is(i+1, "the") || g.is(i+1, "as") {
		return nil, 0 // how often, or how much more
	}
	return one(first, i+1, n, cmp, "times")
}

// readShare: "half of the allies", "two-thirds of members", "a third of attacks".
func readShare(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	n, j := 0.0, i
	switch {
	case g.is(i, "half") && (i == 0 || !g.dash(i-1)):
		n, j = .5, i+1
	case g.class(i) == article && g.class(i+1) == share:
		n, j = parts(g.of(i+1)), i+2
	case g.class(i) == numeral || g.digits(i):
		c, ok := atom.Cardinal(g.text, g.atoms, i)
		if !ok || c.N > 99 {
			return nil, 0
		}
		j = c.End
		if g.dash(j) {
			j++
		}
		if g.class(j) != share || g.is(j, "half") {
			return nil, 0
		}
		n, j = c.N*parts(g.of(j)), j+1
	default:
		return nil, 0
	}
	start := j
	if g.is(j, "of") {
		j++
	} else if !g.is(i, "half") || !g.is(j, "the") && !g.is(j, "its") && !g.is(j, "their") {
		return nil, 0
	}
	for g.is(j, "the") || g.is(j, "all") || g.is(j, "its") || g.is(j, "their") || g.is(j, "these") || g.is(j, "our") || g.is(j, "those") {
		j++
	}
	unit, end := g.unitAt(j, 2)
	if unit == "" {
		return nil, 0
	}
	from := start
	if g.is(start, "of") {
		from++
	}
	return one(first, end, n, cmp, "of "+g.text[g.atoms[from].Start:g.atoms[end-1].End])
}

func parts(w string) float64 {
	switch strings.TrimSuffix(strings.ToLower(w), "s") {
	case "half":
		return .5
	case "third":
		return 1. / 3
	case "quarter":
		return .25
	case "fifth":
		return .2
	}
	return .1
}

// readOrdinal: "the 31st Ally". Only figures count: "first" and "third" mostly order what is said.
func readOrdinal(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	if !g.digits(i) || g.glued(i) || cmp != communique.Equal {
		return nil, 0
	}
	o, ok := atom.Ordinal(g.text, g.atoms, i)
	if !ok || !(g.is(i-1, "the") || g.is(i-1, "its") || g.is(i-1, "s") || g.is(i-1, "their") || g.is(i-1, "as")) {
		return nil, 0
	}
	j := o.End
	if !g.letters(j) || g.class(j) == stop || g.is(j, "century") || g.is(j, "floor") || g.is(j, "street") {
		return nil, 0
	}
	end := g.word(j)
	for n := 0; n < 4 && (g.atoms[j].Capital || g.is(j, "member")) && g.letters(end) && !g.glued(end) && g.class(end) != stop && (g.atoms[end].Capital || g.is(j, "member")); n++ {
		j, end = end, g.word(end)
	}
	j = o.End
	return one(i, end, o.N, communique.Equal, g.text[g.atoms[j].Start:g.atoms[end-1].End]+" (ordinal)")
}

// readMoney: "$5 billion", "€2.1bn", "US$1.1 million", "5 million euros" (the last by readCounted).
func readMoney(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	j := i
	prefix := ""
	if g.letters(j) && g.mark(j+1, '$') {
		switch w := g.of(j); {
		case w == "US", g.glued(j+1) && (w == "A" || w == "C" || w == "AU" || w == "CA" || w == "NZ"):
			prefix, j = w[:1], j+1
		}
	}
	unit := ""
	if j < len(g.atoms) {
		switch g.of(j) {
		case "$":
			unit = map[string]string{"": "dollars", "U": "US dollars", "A": "Australian dollars", "C": "Canadian dollars", "N": "New Zealand dollars"}[prefix]
		case "€":
			unit = "euros"
		case "£":
			unit = "pounds"
		case "¥":
			unit = "yen"
		}
	}
	if unit == "" || !g.digits(j+1) {
		return nil, 0
	}
	n, ok := atom.Cardinal(g.text, g.atoms, j+1)
	if !ok {
		return nil, 0
	}
	end := n.End
	if s := g.scaleOf(end); s > 0 {
		n.N, end = n.N*s, end+1
	}
	if g.mark(end, '+') && g.glued(end) {
		cmp, end = communique.AtLeast, end+1
	}
	high := 0.0
	if g.dash(end) && g.glued(end) || g.is(end, "to") || g.is(end, "and") && g.is(first-1, "between") {
		k := end + 1
		if k < len(g.atoms) && g.of(k) == g.of(j) {
			k++
		}
		if g.digits(k) {
			if h, ok := atom.Cardinal(g.text, g.atoms, k); ok && h.N > n.N && (g.dash(end) || g.is(first-1, "between")) {
				lowEnd := end
				high, end = h.N, h.End
				if s := g.scaleOf(end); s > 0 {
					high, end = high*s, end+1
				}
				return []quantity{{first, lowEnd, n.N, communique.AtLeast, unit}, {k, end, high, communique.AtMost, unit}}, end
			}
		}
	}
	unit, end = g.rate(unit, end)
	return one(first, end, n.N, cmp, unit)
}
