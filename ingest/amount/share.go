package amount

import "github.com/communique-kg/communique"

// readShare: "half of the allies", "two-thirds of members", "a third of attacks",
// "one in five allies", "eight out of ten officials".
func readShare(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	n, j := 0.0, i
	switch {
	case g.dated[i]:
		return nil, 0
	case g.is(i, "half") && (i == 0 || !g.dash(i-1)):
		n, j = .5, i+1
	case g.class(i)&article != 0 && g.class(i+1)&share != 0 && !(g.is(i-1, "and") && g.class(i-2)&timed != 0): // a year and a half
		if n, j = parts(g.of(i+1)), i+2; g.is(j, "of") && g.is(j+1, "a") && g.class(j+2)&power != 0 {
			return nil, 0 // a quarter of a million
		}
	case g.class(i)&numeral != 0 || g.digits(i):
		v, ok := g.number(i)
		if !ok || v.n > 999 || v.n <= 0 || v.scale != 1 || g.inName(i, false) {
			return nil, 0
		}
		if v.n < 1 && v.end == i+3 && g.is(v.end, "of") { // 1/16 of a pint
			n, j = v.n, v.end
			break
		}
		if found, end := g.ratio(v, first, cmp); end > 0 {
			return found, end
		}
		j = v.end
		if g.dash(j) {
			j++
		}
		if g.class(j)&share == 0 || g.is(j, "half") || g.class(j)&timed != 0 || !v.words {
			return nil, 0
		}
		n, j = v.n*parts(g.of(j)), j+1
		if n > 1 {
			return nil, 0
		}
	default:
		return nil, 0
	}
	of := g.is(j, "of")
	if of {
		j++
	} else if !g.is(i, "half") || !g.oneOf(j, "the", "its", "their", "all", "our") {
		return nil, 0
	}
	phrase, end := g.whole(j)
	if phrase == "" {
		return nil, 0
	}
	return one(first, end, n, cmp, "of "+phrase)
}

// ratio reads "one in five allies", "eight out of ten officials" from the number on.
func (g *grammar) ratio(v number, first int, cmp communique.Comparator) ([]quantity, int) {
	j := v.end
	switch {
	case g.is(j, "in"):
		j++
	case g.is(j, "out") && g.is(j+1, "of"):
		j += 2
	default:
		return nil, 0
	}
	if g.is(j, "every") {
		j++
	}
	if g.class(j)&numeral == 0 && !g.digits(j) || g.dated[j] {
		return nil, 0
	}
	whole, ok := g.number(j)
	if !ok || whole.n <= v.n || whole.n > 1000 || g.spoiled(whole.end) || g.class(whole.end)&measures != 0 {
		return nil, 0
	}
	unit, end := g.noun(whole.end)
	if unit == "" {
		return nil, 0
	}
	return one(first, end, v.n/whole.n, cmp, "of "+unit)
}
