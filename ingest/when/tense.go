package when

// tense is what the verbs around an expression tell of its direction.
type tense uint8

const (
	unknownTense tense = iota
	pastTense
	futureTense
	presentTense
)

var tenseNames = [...]string{unknownTense: "no tense", pastTense: "past tense", futureTense: "future tense", presentTense: "present tense"}

// How far around an expression a verb is looked for, in atoms.
const (
	tenseBack  = 40
	tenseAhead = 25
)

// tense looks for the nearest verb before the expression [i,end), then for the
// first one after it.
func (g *grammar) tense(i, end int) tense {
	switch {
	case g.is(i-1, "as") && (g.is(i-2, "soon") || g.is(i-2, "early") || g.is(i-2, "late")) && g.is(i-3, "as"): // "as soon as Tuesday"
		return futureTense
	case g.is(i-1, "effective"):
		return futureTense
	}
	for j := i - 1; j >= 0 && j > i-tenseBack; j-- {
		if t := g.tenseOf(j); t != unknownTense {
			return t
		}
	}
	for j := end; j < len(g.words) && j < end+tenseAhead; j++ {
		if t := g.tenseOf(j); t != unknownTense {
			return t
		}
	}
	return unknownTense
}

func (g *grammar) tenseOf(j int) tense {
	switch g.class(j) {
	case pastVerb:
		switch {
		case g.class(j+1) == future || g.is(j, "put") || g.is(j, "hit"):
			return unknownTense // what follows tells
		case g.is(j-1, "be"), g.is(j-1, "to"), g.is(j-2, "be") && g.class(j-1) == none: // "will be held": what stands before "be" tells
			return unknownTense
		case (g.is(j, "has") || g.is(j, "have")) && g.class(j+1) != pastVerb && g.class(j+2) != pastVerb:
			return presentTense
		}
		return pastTense
	case future:
		switch {
		case g.is(j-1, "been") && (g.is(j-2, "had") || g.is(j-3, "had")), g.is(j-1, "previously"), g.is(j-1, "originally"): // "had been due"
			return pastTense
		case g.n(j) == 2 && !g.is(j+1, "to"), g.is(j, "won") && !g.apostrophe(j+1), g.is(j, "ll") && !g.apostrophe(j-1):
			return unknownTense
		}
		return futureTense
	case present:
		if g.class(j+1) == future || g.is(j+1, "to") && !g.is(j+2, "the") {
			return futureTense
		}
		return presentTense
	case and:
		if g.is(j, "to") && g.is(j+1, "be") {
			return futureTense
		}
	}
	return unknownTense
}
