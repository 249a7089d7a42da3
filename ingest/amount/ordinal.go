package amount

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readOrdinal: "the 31st Ally". Only figures count: "first" and "third" mostly order what is said.
func readOrdinal(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	if !g.digits(i) || g.glued(i) || !g.glued(i+1) || cmp != communique.Equal || g.dated[i] {
		return nil, 0
	}
	o, ok := atom.Ordinal(g.low, g.atoms, i)
	if !ok || !g.oneOf(i-1, "the", "its", "s", "their", "as", "our", "his", "her") {
		return nil, 0
	}
	j := o.End
	if !g.letters(j) || g.glued(j) || g.class(j)&(stop|timed) != 0 || g.oneOf(j, "floor", "street", "avenue", "largest", "biggest", "best", "worst", "straight", "consecutive") {
		return nil, 0
	}
	end := g.word(j)
	for n := 0; n < 4 && (g.capital(j) || g.is(j, "member")) && g.letters(end) && !g.glued(end) && g.class(end)&stop == 0 && (g.capital(end) || g.is(j, "member")); n++ {
		j, end = end, g.word(end)
	}
	j = o.End
	return one(i, end, o.N, communique.Equal, g.text[g.atoms[j].Start:g.atoms[end-1].End]+" (ordinal)")
}

// readAge: "Ann Lee, 66, said", "aged 45", "at the age of 21".
func readAge(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	if !g.digits(i) && !(g.class(i)&numeral != 0 && g.is(first-1, "aged")) || g.glued(i) || g.dated[i] || g.digits(i) && g.atoms[i].End-g.atoms[i].Start > 3 {
		return nil, 0
	}
	v, ok := g.number(i)
	if !ok || v.end > i+3 || g.digits(i) && v.end != i+1 || v.n < 1 || v.n > 120 || g.spoiled(v.end) {
		return nil, 0
	}
	age := g.oneOf(first-1, "aged", "age") && !g.capital(first-1) || g.is(first-1, "of") && g.is(first-2, "age")
	if !age {
		age = v.n >= 10 && first == i && g.mark(i-1, ',') && g.letters(i-2) && g.capital(i-2) && g.class(i-2)&(month|label) == 0 && (i == 2 || g.letters(i-3) && g.capital(i-3) && g.class(i-3)&label == 0) &&
			g.mark(i+1, ',') && g.letters(i+2) && !g.capital(i+2)
	}
	if !age || g.class(v.end)&measures != 0 || g.dash(v.end) && g.glued(v.end) {
		return nil, 0
	}
	return one(first, v.end, v.n, cmp, "years")
}
