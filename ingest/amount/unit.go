package amount

import (
	"strings"

	"github.com/communique-kg/communique/internal/atom"
)

// longestUnit is how many words the noun phrase of a unit may have.
const longestUnit = 5

// unitAt reads the noun phrase that a number counts, from atom i on, and
// returns it as written. It is "" where none is to be seen: without a tagger,
// the phrase is known by its head, the first noun in the plural, a measure, or,
// after one, the last word before the phrase must end.
func (g *grammar) unitAt(i int, n float64) (unit string, end int) {
	if i >= len(g.atoms) {
		return "", 0
	}
	if g.mark(i, '%') {
		return "percent", i + 1
	}
	switch g.class(i) {
	case percent:
		if g.is(i, "percentage") {
			if g.is(i+1, "point") || g.is(i+1, "points") {
				return "percentage points", i + 2
			}
			return "", 0
		}
		return "percent", i + 1
	case measure, money:
		return g.rate(g.of(i), i+1)
	case plural:
		return g.of(i), i + 1
	case numeral, vague:
		return "", 0
	}
	if g.is(i, "per") && g.is(i+1, "cent") {
		return "percent", i + 2
	}
	if n == 1 {
		return g.singular(i)
	}
	words := 0
	for j := i; words < longestUnit && g.letters(j); words++ {
		end := g.word(j)
		if c := g.class(j); end == j+1 && (c == plural || c == money) {
			return g.phrase(i, end)
		}
		if c := g.class(j); end == j+1 && (c == stop || c == numeral || c == more || c == less || c == over || c == under || c == at || c == as || c == article || c == not ||
			c == excess || c == times || c == vague || c == about) {
			return "", 0
		}
		if end == j+1 && (g.is(j, "north") || g.is(j, "east")) {
			return "", 0
		}
		if g.pluralNoun(end - 1) {
			for g.letters(end) && !g.glued(end) && g.pluralNoun(end) && g.class(end) != stop && !g.atoms[end].Capital {
				end = g.word(end)
			}
			return g.rate(g.text[g.atoms[i].Start:g.atoms[end-1].End], end)
		}
		if strings.HasSuffix(g.of(end-1), "ly") && g.class(j) == none {
			return "", 0
		}
		j = end
	}
	return "", 0
}

func (g *grammar) phrase(i, end int) (string, int) {
	return g.text[g.atoms[i].Start:g.atoms[end-1].End], end
}

// word steps over one word with its inner hyphens: "member-states".
func (g *grammar) word(i int) int {
	j := i + 1
	for g.dash(j) && g.glued(j) && g.glued(j+1) && g.letters(j+1) {
		j += 2
	}
	return j
}

// rate joins "per hour" to a unit.
func (g *grammar) rate(unit string, end int) (string, int) {
	if (unit == "degrees" || unit == "degree") && (g.is(end, "celsius") || g.is(end, "fahrenheit") || g.is(end, "c") || g.is(end, "f")) {
		unit, end = unit+" "+g.of(end), end+1
	}
	switch {
	case g.mark(end, '/') && g.glued(end) && g.glued(end+1) && g.letters(end+1) && g.class(end-1) == measure:
		return unit + "/" + g.of(end+1), end + 2
	case g.is(end, "per") && (g.is(end+1, "square") || g.is(end+1, "cubic")) && g.letters(end+2):
		return unit + " per " + g.of(end+1) + " " + g.of(end+2), end + 3
	case g.is(end, "per") && g.letters(end+1) && (g.class(end+1) != stop || g.is(end+1, "share")) && !g.is(end+1, "cent"):
		return unit + " per " + g.of(end+1), end + 2
	}
	return unit, end
}

// pluralNoun reports whether the word at atom i ends as plurals do.
func (g *grammar) pluralNoun(i int) bool {
	if !g.letters(i) {
		return false
	}
	w := strings.ToLower(g.of(i))
	if g.class(i) == plural {
		return true
	}
	if len(w) < 4 || w[len(w)-1] != 's' || g.class(i) == stop || g.class(i) == label && !g.inPlural(w) {
		return len(w) == 3 && w[2] == 's' && w != "has" && w != "was" && w != "his" && w != "its" && w != "yes" && w != "gas" && w != "bus" && g.class(i) == none
	}
	for _, s := range []string{"ss", "ous", "us", "is", "'s", "less"} {
		if strings.HasSuffix(w, s) {
			return false
		}
	}
	return true
}

func (g *grammar) inPlural(w string) bool { return strings.HasSuffix(w, "s") && w != "class" }

// singular reads what "one" counts: the words up to where the phrase must end.
func (g *grammar) singular(i int) (string, int) {
	j := i
	for words := 0; words < 3 && g.letters(j) && g.class(j) != stop && (g.class(j) == none || g.class(j) == label || g.class(j) == measure); words++ {
		w := g.of(j)
		if strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") && words > 0 || words > 0 && g.pluralNoun(j) || strings.HasSuffix(w, "ing") && words > 0 {
			break
		}
		j = g.word(j)
	}
	if j == i || j < len(g.atoms) && g.class(j) == none && g.letters(j) && j-i >= 3 {
		return "", 0
	}
	return g.text[g.atoms[i].Start:g.atoms[j-1].End], j
}

// hyphenUnit puts the word after "two-" into the plural: "day" → "days"; "" where it counts nothing.
func hyphenUnit(w string) string {
	w = strings.ToLower(w)
	switch w {
	case "way", "sided", "time", "off", "on", "to", "one", "two", "star", "step", "track", "tier", "pronged", "third", "thirds", "quarter", "quarters", "fold",
		"plus", "something", "out", "up", "in", "and", "off-", "dimensional", "th", "x", "d", "g", "half", "ever", "stop", "size", "hand", "handed", "based", "ish":
		return ""
	case "man":
		return "men"
	case "woman":
		return "women"
	case "person":
		return "people"
	case "foot":
		return "feet"
	case "percent":
		return "percent"
	}
	switch {
	case len(w) < 3 || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "s"):
		return ""
	case strings.HasSuffix(w, "y") && !strings.HasSuffix(w, "ay") && !strings.HasSuffix(w, "ey"):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

// named reports whether the number at atom i belongs to what stands before it:
// "Article 5", "Category 5", "G7", "+2", "[3]", or is a list's own.
func (g *grammar) named(i int) bool {
	if i == 0 {
		return g.digits(0) && (g.mark(1, '.') || g.mark(1, ')')) && g.glued(1) && !(g.digits(2) && g.glued(2))
	}
	p := i - 1
	if g.glued(i) {
		if g.letters(p) || g.digits(p) {
			return true
		}
		switch g.of(p) {
		case "+", "#", "[", "/", ":", ".", "_", "@", "=", "§", "^", "*", "'", "’":
			return true
		case "-", "–", "‑":
			return true
		case "(":
			if g.mark(i+1, ')') {
				return true
			}
		}
	}
	if g.mark(p, '.') && p > 0 && g.class(p-1) == label {
		return true
	}
	if g.class(p) == label && (g.digits(i) || g.atoms[p].Capital && g.atoms[i].Capital) {
		return true
	}
	if g.digits(i) && g.letters(p) && g.atoms[p].Capital && p > 0 && g.class(p) == none && !g.glued(p) && g.atoms[i].End-g.atoms[i].Start <= 2 && g.class(i+1) != vague {
		return true // Category 5, Windows 10
	}
	if g.digits(i) && g.acronym(p) && p > 0 && !g.is(p, "us") {
		return true // FTSE 350
	}
	if (g.is(p, "in") || g.is(p, "of") && g.is(p-1, "out")) && (g.class(i-2) == numeral || g.digits(i-2) || g.class(i-3) == numeral || g.digits(i-3) && !g.is(p, "in")) {
		return true // eight in ten
	}
	if g.letters(i) && g.atoms[i].Capital && g.letters(i+1) && g.atoms[i+1].Capital { // Five Eyes
		return true
	}
	return false
}

// acronym reports whether the word at atom i is all in capitals.
func (g *grammar) acronym(i int) bool {
	if !g.letters(i) || g.atoms[i].End-g.atoms[i].Start < 2 || g.class(i) != none {
		return false
	}
	w := g.of(i)
	return w == strings.ToUpper(w)
}

// composed reports whether the number [i,end) goes on into something else: a
// clock time, a phone number, a score, a model's name.
func (g *grammar) composed(end int) bool {
	if !g.glued(end) || end >= len(g.atoms) {
		return false
	}
	switch g.of(end) {
	case ":", "/", "°", "@", "_", "]", "′", "x":
		return true
	case "-", "–", "‑":
		return g.digits(end+1) && g.dash(end+2)
	case ".", ",":
		return g.digits(end+1) && g.glued(end+1)
	}
	return g.atoms[end].Kind == atom.Letters
}
