package amount

import "github.com/communique-kg/communique"

// comparator reads the words and signs that bound a number, and returns the atom
// after them. Of two that follow each other the first decides: "up to about 30".
func (g *grammar) comparator(i int) (communique.Comparator, int) {
	cmp, j := g.bound(i)
	if j == i {
		return cmp, i
	}
	if second, k := g.bound(j); k > j {
		if cmp == communique.Equal {
			cmp = second
		}
		return cmp, k
	}
	return cmp, j
}

func (g *grammar) bound(i int) (communique.Comparator, int) {
	c := g.class(i)
	switch {
	case c&more != 0 && g.is(i+1, "than"):
		return communique.Greater, i + 2
	case c&less != 0 && g.is(i+1, "than"):
		return communique.Less, i + 2
	case c&over != 0:
		if g.is(i+1, "than") {
			return communique.Greater, i + 2
		}
		return communique.Greater, i + 1
	case g.is(i, "sub"):
		if g.dash(i+1) && g.glued(i+1) && g.glued(i+2) {
			return communique.Less, i + 2
		}
	case c&under != 0:
		return communique.Less, i + 1
	case c&about != 0:
		if g.is(i, "about") && g.speaks(i) {
			return communique.Equal, i
		}
		return communique.Approximately, i + 1
	case c&bound != 0:
		if cmp, j := g.longBound(i); j > i {
			return cmp, j
		}
	}
	if i < len(g.atoms) && !g.letters(i) && !g.digits(i) {
		j := i + 1
		if g.mark(j, '=') && g.glued(j) {
			j++
		}
		switch g.of(i) {
		case "~", "≈", "∼", "±":
			return communique.Approximately, i + 1
		case "≥":
			return communique.AtLeast, i + 1
		case "≤":
			return communique.AtMost, i + 1
		case ">":
			if j > i+1 {
				return communique.AtLeast, j
			}
			return communique.Greater, j
		case "<":
			if j > i+1 {
				return communique.AtMost, j
			}
			return communique.Less, j
		}
	}
	return communique.Equal, i
}

// speaks reports whether "about" at atom i tells what somebody speaks of: "talk
// with you about two incidents".
func (g *grammar) speaks(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4 && g.letters(j); j-- {
		switch {
		case g.oneOf(j, "talk", "talked", "talking", "talks", "speak", "spoke", "speaking", "ask", "asked", "asking", "asks", "question", "questions", "think", "thinking", "hear", "heard", "know", "knew",
			"concern", "concerns", "concerned", "worry", "worried", "worries", "conversation", "conversations", "discussion", "discussions", "remarks", "statement", "statements", "story", "stories", "news",
			"information", "wrote", "write", "writing", "complained", "learn", "learned", "briefed", "informed", "warned", "warning", "word", "words", "book", "report", "reports"):
			return true
		case g.oneOf(j, "that", "are", "is", "was", "were", "has", "have", "had", "of", "in", "by", "to", "for", "at", "from"):
			return false
		}
	}
	return false
}

// longBound reads the bounds of several words.
func (g *grammar) longBound(i int) (communique.Comparator, int) {
	of := func(i int) int {
		if g.is(i, "of") {
			return i + 1
		}
		return i
	}
	switch {
	case g.is(i, "at") && g.is(i+1, "least"), g.is(i, "at") && g.is(i+1, "the") && g.is(i+2, "least"):
		return communique.AtLeast, i + 2
	case g.is(i, "at") && g.is(i+1, "most"):
		return communique.AtMost, i + 2
	case g.is(i, "up") && g.is(i+1, "to"):
		return communique.AtMost, i + 2
	case g.is(i, "close") && g.is(i+1, "to"):
		return communique.Approximately, i + 2
	case g.oneOf(i, "no", "not") && g.class(i+1)&more != 0 && g.is(i+2, "than"), g.is(i, "not") && g.is(i+1, "over"):
		if g.is(i+1, "over") {
			return communique.AtMost, i + 2
		}
		return communique.AtMost, i + 3
	case g.oneOf(i, "no", "not") && g.class(i+1)&less != 0 && g.is(i+2, "than"):
		return communique.AtLeast, i + 3
	case g.is(i, "as") && g.is(i+2, "as"):
		switch {
		case g.oneOf(i+1, "many", "much", "high", "long"):
			return communique.AtMost, i + 3
		case g.oneOf(i+1, "few", "little", "low"):
			return communique.AtLeast, i + 3
		}
	case g.oneOf(i, "a", "an"):
		switch {
		case g.is(i+1, "estimated"):
			return communique.Approximately, i + 2
		case g.oneOf(i+1, "minimum", "min") && g.is(i+2, "of"):
			return communique.AtLeast, i + 3
		case g.oneOf(i+1, "maximum", "max") && g.is(i+2, "of"):
			return communique.AtMost, i + 3
		case g.oneOf(i+1, "good", "full", "whole", "staggering", "whopping", "record", "further", "additional", "mere", "massive", "total") && (g.digits(i+2) || g.class(i+2)&numeral != 0):
			return communique.Equal, i + 2
		}
	case g.is(i, "minimum"):
		if j := of(i + 1); j > i+1 {
			return communique.AtLeast, j
		}
	case g.is(i, "maximum"):
		if j := of(i + 1); j > i+1 {
			return communique.AtMost, j
		}
	case g.is(i, "in") && g.is(i+1, "excess") && g.is(i+2, "of"):
		return communique.Greater, i + 3
	case g.oneOf(i, "upwards", "upward", "north") && g.is(i+1, "of"):
		return communique.Greater, i + 2
	case g.oneOf(i, "south", "shy") && g.is(i+1, "of"):
		return communique.Less, i + 2
	}
	return communique.Equal, i
}

// trailing reads what bounds a number from behind: "+", "-plus", "or more", "or so".
func (g *grammar) trailing(i int, cmp communique.Comparator) (communique.Comparator, int) {
	switch {
	case g.mark(i, '+') && g.glued(i):
		if cmp == communique.Equal {
			cmp = communique.AtLeast
		}
		return cmp, i + 1
	case g.dash(i) && g.glued(i) && g.is(i+1, "plus") && g.glued(i+1):
		return communique.AtLeast, i + 2
	case g.dash(i) && g.glued(i) && g.is(i+1, "odd") && g.glued(i+1):
		return communique.Approximately, i + 2
	case g.oneOf(i, "or", "and") && !g.digits(i+2) && g.class(i+2)&(numeral|article|det) == 0:
		if len(g.words) > i+2 && g.letters(i+2) && g.words[i+2] == 0 && g.class(i-1)&(numeral|power) == 0 && !g.digits(i-1) {
			return cmp, i // 20 leaders or less safe ones
		}
		switch {
		case g.is(i+2, "than"):
		case g.oneOf(i+1, "more", "over", "above", "greater", "older"):
			return communique.AtLeast, i + 2
		case g.oneOf(i+1, "less", "fewer", "under", "younger"):
			return communique.AtMost, i + 2
		case g.is(i, "or") && g.is(i+1, "so"):
			return communique.Approximately, i + 2
		}
	}
	return cmp, i
}
