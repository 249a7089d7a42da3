package amount

import (
	"github.com/communique-kg/communique"
)

// term is a number with the currency before it or the measure behind it.
type term struct {
	number
	first, end int
	unit       string // "" where neither stands there
	paid       bool   // a currency stands before it
}

func (g *grammar) term(i int) (term, bool) {
	t := term{first: i}
	minus := false
	if j := i; (g.class(i)&sign != 0 || g.dash(i) && !g.glued(i) && g.glued(i+1)) && !g.digits(i+1) { // -$5bn
		if unit, _ := g.currency(j + 1); unit != "" {
			minus, i = true, j+1
		}
	}
	unit, j := g.currency(i)
	if unit != "" && g.dash(j) && g.glued(j) && g.glued(j+1) { // $-5bn
		minus, j = true, j+1
	}
	n, ok := g.number(j)
	if !ok {
		return t, false
	}
	t.number, t.end, t.paid = n, n.end, unit != ""
	if minus {
		t.n = -t.n
	}
	if t.paid {
		if g.oneOf(t.end, "m", "b") && !g.glued(t.end) && !g.capital(t.end) { // £5 m
			t.n, t.scale, n.end = t.n*map[bool]float64{true: 1e6, false: 1e9}[g.is(t.end, "m")], 1e6, t.end+1
			t.number.end, t.end = n.end, n.end
		}
		t.unit, t.end = g.rate(unit, t.end, true)
		if t.end == n.end && g.is(t.end, "sterling") {
			t.unit, t.end = "pounds", t.end+1
		}
		return t, !g.spoiled(n.end)
	}
	if u, end := g.measured(t.end); u != "" {
		t.unit, t.end = u, end
		return t, true
	}
	return t, !g.spoiled(n.end)
}

// spoiled reports whether the number that ends before atom i goes on into
// something else: a clock time, a phone number, a score, a model's name.
func (g *grammar) spoiled(i int) bool {
	if !g.glued(i) {
		return false
	}
	if g.letters(i) || g.digits(i) {
		return true
	}
	switch g.of(i) {
	case ":":
		return g.glued(i + 1)
	case "/", "⁄", "°", "@", "_", "]", "′", "×", "^", "=", "§", "*":
		return true
	case "-", "–", "‑", "−":
		return g.digits(i+1) && g.glued(i+1) && g.dash(i+2) && g.glued(i+2) && g.glued(i+3)
	case ".", ",":
		return g.digits(i+1) && g.glued(i+1)
	}
	return false
}

// readAmount: "28 member states", "two-day", "10%", "$5 billion", "12 of the 30
// allies", "four from Canada", "a hundred men".
func readAmount(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	t, ok := g.term(i)
	if !ok || g.named(t) {
		return nil, 0
	}
	if t.unit != "" {
		if g.inDate(t) || t.n < 0 && g.dash(t.first) && g.letters(t.first-1) && g.acronym(t.first-1) { // COVID -19
			return nil, 0
		}
		cmp, first = g.timeBound(t, first, cmp)
		cmp, end := g.trailing(t.end, cmp)
		return one(first, end, t.n, cmp, t.unit)
	}
	if t.plus || t.n < 0 && g.dash(t.first) {
		return nil, 0
	}
	if t.n == 0 && t.words {
		return nil, 0 // zero-trust, zero emission vehicles
	}
	if unit, end := g.hyphenated(t.end); unit != "" {
		if g.inDate(t) && g.class(t.end+1)&timed == 0 {
			return nil, 0
		}
		return one(first, end, t.n, cmp, unit)
	}
	if unit, end := g.suspended(t.end); unit != "" {
		return one(first, end, t.n, cmp, unit)
	}
	cmp, after := g.trailing(t.end, cmp)
	if unit, end := g.measured(after); after > t.end && unit != "" && !g.inDate(t) {
		return one(first, end, t.n, cmp, unit)
	}
	if g.dated[t.number.first] || g.glued(after) {
		return nil, 0
	}
	if t.n == 1 && t.words && cmp == communique.Equal {
		return g.single(t, first, after)
	}
	if g.discussed(i, after) {
		return nil, 0
	}
	if t.n == 1 {
		if unit, end := g.singularNoun(after); unit != "" && cmp != communique.Equal {
			return one(first, end, t.n, cmp, unit)
		}
	}
	if unit, end := g.noun(after); unit != "" {
		if g.isYear(t, cmp) || g.fiveEyes(t, after, end) {
			return nil, 0
		}
		if g.heads(t) {
			return nil, 0
		}
		if after == t.end {
			cmp, end = g.trailing(end, cmp)
		}
		return one(first, end, t.n, cmp, unit)
	}
	if after == t.end && g.is(after, "of") {
		return g.part(t, first, after+1, cmp)
	}
	if t.n > 1 && g.oneOf(after, "injured", "wounded", "killed", "dead", "missing", "arrested", "detained", "hurt") && g.oneOf(t.first-1, "than", "least", "and", "over", "about", "nearly", "some", "another", "with", "to") {
		return one(first, after, t.n, cmp, "") // 12 people were killed and 30 injured
	}
	if t.n > 1 && g.is(after, "from") && t.words && g.oneOf(first-1, "including", "and") {
		return one(first, after, t.n, cmp, "")
	}
	return nil, 0
}

// heads reports whether a number such as "2.9" opens its line as a heading's.
func (g *grammar) heads(t term) bool {
	return t.number.first == 0 && t.number.end == 3 && !t.words && g.mark(1, '.') && g.capital(3)
}

// inDate reports whether a term stands in a date without counting a measure there.
func (g *grammar) inDate(t term) bool {
	if !g.dated[t.number.first] {
		return false
	}
	c := g.class(t.number.end)
	if g.dash(t.number.end) {
		c = g.class(t.number.end + 1)
	}
	if c&timed != 0 {
		return false
	}
	return g.dated[min(t.number.end, len(g.dated)-1)] || t.unit == ""
}

// timeBound takes "over" before a stretch of time for "during", unless a word
// before it measures: "spent over four years", but "lasted over four years".
func (g *grammar) timeBound(t term, first int, cmp communique.Comparator) (communique.Comparator, int) {
	if !g.is(first, "over") || g.class(t.number.end)&timed == 0 {
		return cmp, first
	}
	if g.oneOf(first-1, "for", "lasted", "lasting", "took", "taken", "just", "been", "was", "well", "after", "of", "is", "a", "are", "be", "with", "by", "has", "have") {
		return cmp, first
	}
	return communique.Equal, t.first
}

// part reads what a number of a whole counts: "12 of the 30 allies", "two of its officials".
func (g *grammar) part(t term, first, i int, cmp communique.Comparator) ([]quantity, int) {
	j := i
	for n := 0; n < 2 && g.class(j)&det != 0; n++ {
		j++
	}
	if stop := g.possessed(j); stop > j {
		j = stop // two of America's closest allies
	}
	if j == i && !(g.digits(j) || g.class(j)&numeral != 0) {
		return nil, 0
	}
	if g.digits(j) || g.class(j)&numeral != 0 || g.class(j)&(about|over) != 0 {
		_, k := g.comparator(j)
		whole, ok := g.term(k)
		if !ok {
			return nil, 0
		}
		unit := whole.unit
		if unit == "" {
			unit, _ = g.noun(whole.end)
		}
		if unit == "" || whole.n < t.n {
			return nil, 0
		}
		return one(first, t.end, t.n, cmp, unit)
	}
	unit, end := g.noun(j)
	if unit == "" {
		return nil, 0
	}
	return one(first, end, t.n, cmp, unit)
}

// single reads what "one" counts. Alone it is a pronoun, and after some words it
// points instead of counting.
func (g *grammar) single(t term, first, after int) ([]quantity, int) {
	if g.oneOf(first-1, "no", "any", "every", "each", "this", "that", "which", "some", "other", "another", "the", "first", "last", "next", "by") || g.dash(first-1) && g.glued(first) || g.dash(after) && g.glued(after) {
		return nil, 0
	}
	if g.is(after, "of") && g.class(after+1)&det != 0 {
		j := after + 2
		if g.oneOf(j, "most", "few", "many") {
			j++
		}
		if unit, end := g.noun(j); unit != "" {
			return one(first, end, 1, communique.Equal, unit)
		}
		return nil, 0
	}
	if g.oneOf(after, "another", "day", "thing", "hand", "time", "way") && !(g.is(after, "hand") && !g.is(first-1, "on")) {
		return nil, 0
	}
	unit, end := g.singularNoun(after)
	if unit == "" {
		return nil, 0
	}
	return one(first, end, 1, communique.Equal, unit)
}

// discussed reports whether a number in words stands for whom it counts, with
// their verb behind it: "the two discussed issues of trade".
func (g *grammar) discussed(i, after int) bool {
	if g.class(i)&numeral == 0 || after != i+1 || !g.oneOf(i-1, "the", "these", "those") || !g.letters(after) {
		return false
	}
	w := g.of(after)
	return len(w) > 4 && w[len(w)-2:] == "ed"
}

// isYear reports whether a number that stands before a noun is more likely a year.
func (g *grammar) isYear(t term, cmp communique.Comparator) bool {
	return cmp == communique.Equal && g.digits(t.number.first) && t.number.end == t.number.first+1 && t.n >= 1900 && t.n < 2100 && int(t.n)%100 != 0
}

// fiveEyes reports whether a number in words is part of a name.
func (g *grammar) fiveEyes(t term, after, end int) bool {
	if !t.words || !g.capital(t.number.first) || !g.capital(after) {
		return false
	}
	if t.number.first > 0 && !g.mark(t.number.first-1, '"') {
		return true
	}
	if !g.capital(end - 1) {
		return g.is(after, "eyes") // Two Russian diplomats
	}
	w := g.of(end - 1)
	return !(len(w) > 4 && (w[len(w)-3:] == "ans" || w[len(w)-3:] == "ons"))
}

// suspended reads the unit of a number whose hyphen waits for it: "four-, five-
// and six-cylinder".
func (g *grammar) suspended(i int) (unit string, end int) {
	if !g.dash(i) || !g.glued(i) || g.glued(i+1) && !g.mark(i+1, ',') {
		return "", i
	}
	j := i + 1
	for n := 0; n < 4; n++ {
		for g.mark(j, ',') || g.oneOf(j, "and", "or", "to") {
			j++
		}
		v, ok := g.number(j)
		if !ok || !g.dash(v.end) {
			return "", i
		}
		if unit, _ := g.hyphenated(v.end); unit != "" {
			return unit, i + 1
		}
		j = v.end + 1
	}
	return "", i
}

// named reports whether a term belongs to the name that stands before it.
func (g *grammar) named(t term) bool {
	if t.paid {
		return g.glued(t.first) && (g.letters(t.first-1) || g.digits(t.first-1))
	}
	return g.inName(t.number.first, t.unit != "")
}

// inName reports whether the number at atom i belongs to what stands before it:
// "Article 5", "Category 5", "G7", "+2", "[3]", or is a list's own. A number with
// a measure belongs to fewer things.
func (g *grammar) inName(i int, measured bool) bool {
	if i == 0 {
		return g.digits(0) && (g.mark(1, '.') || g.mark(1, ')')) && g.glued(1) && !(g.digits(2) && g.glued(2))
	}
	p := i - 1
	if g.glued(i) {
		if g.letters(p) || g.digits(p) {
			return true
		}
		switch g.of(p) {
		case "#", "[", "/", ":", ".", "_", "@", "=", "§", "^", "*", "'", "’", "×":
			return !measured || !g.mark(p, '/')
		case "+":
			return !measured
		case "-", "–", "‑", "−":
			return !(p > 0 && g.letters(p-1) && g.class(p-1)&(sign|under) != 0)
		case "(":
			if g.mark(i+1, ')') {
				return true
			}
		}
	}
	c := g.class(p)
	if g.mark(p, '.') && p > 0 && g.class(p-1)&label != 0 && !measured {
		return true
	}
	if measured {
		return c&label != 0 && c&(stop|det|bound|timed) == 0 && g.capital(p)
	}
	if c&label != 0 && (c&verb == 0 || g.capital(p) && p > 0) && (g.digits(i) || g.capital(p) && g.capital(i)) {
		return true
	}
	if g.digits(i) && g.letters(p) && g.capital(p) && p > 0 && c == 0 && !g.glued(p) && g.atoms[i].End-g.atoms[i].Start <= 2 && g.class(i+1)&power == 0 {
		return true // Category 5, Windows 10
	}
	if g.digits(i) && g.acronym(p) && g.text[g.atoms[p].Start:g.atoms[p].End] != "US" {
		return true // FTSE 350
	}
	if g.digits(i) && g.mark(p, '.') && g.glued(p) && p > 2 && g.mark(p-2, '.') && g.capital(p-1) && g.atoms[p-1].End-g.atoms[p-1].Start == 1 && !g.is(p-1, "s") {
		return true // E.O. 12333
	}
	if g.letters(i) && g.capital(i) && g.letters(p) {
		return true // the Big Four
	}
	return g.digits(i) && g.text[g.atoms[i].Start] == '0' && g.atoms[i].End-g.atoms[i].Start > 1
}

// acronym reports whether the word at atom i is all in capitals.
func (g *grammar) acronym(i int) bool {
	if !g.letters(i) || g.atoms[i].End-g.atoms[i].Start < 2 || g.class(i) != 0 {
		return false
	}
	for j := g.atoms[i].Start; j < g.atoms[i].End; j++ {
		if c := g.text[j]; c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}
