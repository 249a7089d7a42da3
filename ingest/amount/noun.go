package amount

import "strings"

// longestUnit is how many words the noun phrase of a unit may have.
const longestUnit = 6

// noun reads the noun phrase that a number counts, from atom i on, and returns
// it as written. It is "" where none is to be seen: without a tagger, the phrase
// is known by its head, the first noun in the plural before the phrase must end.
func (g *grammar) noun(i int) (unit string, end int) {
	if i >= len(g.atoms) || g.glued(i) {
		return "", i
	}
	if g.memberLike(i) {
		return hyphenUnit(g.of(i)), i + 1 // the 11 member trade agreement
	}
	words, j := 0, i
	if g.is(j, "more") && g.letters(j+1) && g.class(j+1)&(stop|det|article|numeral) == 0 {
		j++ // 20 million more girls
	}
	for ; words < longestUnit; words++ {
		switch {
		case g.digits(j) && words > 0 && !g.glued(j) && !g.glued(j+1) && g.letters(j+1) && !g.dated[j] && g.atoms[j].End-g.atoms[j].Start <= 4 && (g.capital(j+1) || g.capital(j-1)):
			j++ // new 737 Max jets
			continue
		case !g.letters(j) || j > i && g.glued(j):
			return "", i
		case words > 0 && g.oneOf(j, "and", "or") && g.letters(j+1) && g.class(j+1)&(stop|numeral|article) == 0:
			j++ // digital and physical sales
			continue
		}
		end := g.word(j)
		c := g.class(j)
		if end > j+1 {
			c = g.class(end - 1)
		}
		switch {
		case c&plural != 0, c&money != 0 && words > 0 && end == j+1:
			return g.rate(g.text[g.atoms[i].Start:g.atoms[end-1].End], end, false)
		case c&(stop|det|numeral|more|less|article|times|vague|share) != 0 && c&(measure|label) == 0 && !g.capital(j):
			return "", i
		case c&(stop|det|numeral|vague|article) != 0 && g.class(j)&label == 0 || g.is(j, "north") && words == 0:
			return "", i
		case g.pluralNoun(end-1) && !(words == 0 && g.glued(end) && g.dash(end)):
			for n := 0; n < 2 && !g.is(end-1, "times") && g.letters(end) && !g.glued(end) && g.pluralNoun(end) && g.class(end)&(stop|measures) == 0 && !g.capital(end) && !g.beginsPhrase(end+1); n++ {
				end = g.word(end)
			}
			return g.rate(g.text[g.atoms[i].Start:g.atoms[end-1].End], end, false)
		}
		j = end
	}
	return "", i
}

// memberLike reports whether atom i is a noun in the singular that a number
// before it counts, as the first part of a longer phrase: "a 29 member alliance".
func (g *grammar) memberLike(i int) bool {
	return g.oneOf(i, "member", "nation", "country", "state", "person", "man", "seat", "party", "page", "item", "seater", "bed", "storey", "story", "strong") && !g.is(i, "strong") &&
		g.letters(i+1) && !g.glued(i+1) && g.class(i+1)&(stop|plural) == 0 && !g.pluralNoun(i+1) && !g.dash(i+2)
}

// beginsPhrase reports whether atom i begins a noun phrase of its own, so that
// the word before it is a verb.
func (g *grammar) beginsPhrase(i int) bool {
	return g.class(i)&(det|article|numeral) != 0 || g.digits(i) || g.oneOf(i, "it", "them", "him", "her", "us", "me", "that", "to", "very")
}

// word steps over one word with its inner hyphens: "member-states", "COVID-19".
func (g *grammar) word(i int) int {
	j := i + 1
	for g.dash(j) && g.glued(j) && g.glued(j+1) && (g.letters(j+1) || g.digits(j+1)) {
		j += 2
	}
	return j
}

// pluralNoun reports whether the word at atom i ends as plurals do.
func (g *grammar) pluralNoun(i int) bool {
	if !g.letters(i) {
		return false
	}
	c := g.class(i)
	switch {
	case c&plural != 0:
		return true
	case c&(singular|stop) != 0:
		return false
	}
	w := g.of(i)
	n := len(w)
	if n < 3 || w[n-1] != 's' {
		return false
	}
	switch {
	case n == 3:
		return c == 0
	case w[n-2] == 's', w[n-2] == 'u' && n > 4, w[n-2] == 'i' && n > 4 && !strings.HasSuffix(w, "skis") && !strings.HasSuffix(w, "xis"), strings.HasSuffix(w, "ous"):
		return false
	}
	return true
}

// singularNoun reads what "one" counts: the words up to where the phrase must end.
func (g *grammar) singularNoun(i int) (string, int) {
	j := i
	for words := 0; words < 4 && g.letters(j) && (j == i || !g.glued(j)); words++ {
		c := g.class(j)
		if c&(stop|det|numeral|vague|times|article|over|under|about|sign|from) != 0 && c&(measures|label) == 0 || c&(rise|month) != 0 && words > 0 {
			break
		}
		w := g.of(j)
		if words > 0 && (strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || g.pluralNoun(j)) {
			break
		}
		j = g.word(j)
	}
	if j == i || g.letters(j) && g.class(j) == 0 && j-i >= 4 {
		return "", i
	}
	if w := g.of(j - 1); j == i+1 && (strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ed") || g.pluralNoun(i)) {
		return "", i
	}
	return g.text[g.atoms[i].Start:g.atoms[j-1].End], j
}

// whole reads the noun phrase after "of", in the plural or else the singular,
// with the words that open it. A number that stands in it is left to be read by
// itself: of "two-thirds of the 30 allies" the phrase is "allies", the end that of "two-thirds".
func (g *grammar) whole(i int) (phrase string, end int) {
	j := i
	for n := 0; n < 3 && g.class(j)&(det|article) != 0; n++ {
		j++
	}
	k := max(j, g.possessed(j))
	if g.oneOf(k, "combined", "total", "other", "remaining", "estimated", "roughly", "about") {
		k++
	}
	if g.digits(k) || g.class(k)&numeral != 0 {
		t, ok := g.term(k)
		if !ok {
			return "", i
		}
		unit := t.unit
		if unit == "" {
			unit, _ = g.noun(t.end)
		}
		if g.is(i-1, "of") {
			i--
		}
		return unit, i
	}
	unit, end := "", i
	if stop := g.possessed(j); stop > j {
		if unit, end = g.noun(stop); unit == "" {
			unit, end = g.singularNoun(stop)
		}
		if unit == "" {
			return "", i
		}
		return g.text[g.atoms[i].Start:g.atoms[end-1].End], end
	}
	if g.class(j-1)&article == 0 {
		unit, end = g.noun(j)
	}
	if unit == "" {
		if unit, end = g.singularNoun(j); unit == "" {
			return "", i
		}
	}
	return g.text[g.atoms[i].Start:g.atoms[end-1].End], end
}

// possessed returns the atom after a possessor that begins at atom i ("the
// world's", "Russia's"), i where none does.
func (g *grammar) possessed(i int) int {
	for j := i; j < i+4 && g.letters(j) && g.class(j)&stop == 0; j++ {
		if g.glued(j+1) && (g.mark(j+1, '\'') || j+1 < len(g.atoms) && g.of(j+1) == "’") && g.glued(j+2) && g.is(j+2, "s") {
			return j + 3
		}
	}
	return i
}
