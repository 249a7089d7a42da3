package when

import (
	"fmt"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// readYear: a bare number is a year only where its surroundings allow it:
// "in 2014", "since 2014", "the 2007 cyberattacks", "(2016)", never "Article
// 5", "Resolution 1540", "2000 troops".
func readYear(g *grammar, i int) (expression, int) {
	y, ok := g.figure(i, 1000, 2099)
	if !ok || len(g.of(i)) != 4 || g.attached(i) || !g.yearAllowed(i, y) {
		return expression{}, 0
	}
	return date(expression{year: y}), i + 1
}

func (g *grammar) yearAllowed(i, y int) bool {
	if i > 0 {
		switch g.class(i - 1) {
		case license, about, than:
			if !(g.is(i-1, "at") || g.is(i-1, "under")) {
				return false
			}
		}
		if g.mark(i-1, '/') && g.glued(i) && (i < 2 || !g.digits(i-2) || len(g.of(i-2)) != 4) && !g.atoms[i-1].Glued {
			return false
		}
		if g.mark(i-1, '.') && g.class(i-2) == license {
			return false
		}
		if g.dash(i-1) && g.glued(i) && g.glued(i-1) && (i < 2 || g.atoms[i-2].Kind != atom.Digits || len(g.of(i-2)) != 4) {
			return i >= 2 && y >= 1900 && g.atoms[i-2].Kind == atom.Letters && (g.is(i-2, "mid") || g.is(i-2, "post") || g.is(i-2, "pre"))
		}
		if g.digits(i - 1) {
			return false
		}
	}
	nx := i + 1
	plural, lower := false, false
	if nx < len(g.atoms) {
		if g.mark(nx, '/') && g.glued(nx) && g.glued(nx+1) && !(g.digits(nx+1) && len(g.of(nx+1)) == 4) {
			return false
		}
		if a := g.atoms[nx]; a.Kind == atom.Letters {
			c := g.text[a.End-1]
			lower = !a.Capital && g.class(nx) == none
			plural = lower && c == 's' && a.End-a.Start > 3
			if g.class(nx) == unitWord && g.words[nx].plural {
				return false
			}
			switch g.of(nx) {
			case "people", "men", "women", "troops", "soldiers", "personnel", "million", "billion", "percent", "per":
				return false
			}
		}
	}
	licensed := false
	if i == 0 {
		licensed = y >= 1900 && !lower
	} else {
		switch g.class(i - 1) {
		case in, of, early, late, middle, this, before, after:
			licensed = true
		case on, every, the, holiday:
			licensed = y >= 1900
		case and, ending, beginning:
			licensed = y >= 1900 || i > 1 && g.digits(i-2)
		case unitWord:
			licensed = unit(g.n(i-1)) == yearUnit
		case ago, earlier, later:
			licensed = false
		}
		if g.is(i-1, "year") || g.is(i-1, "back") {
			licensed = true
		}
	}
	switch {
	case licensed && y >= 1900:
		// "in 2000 cases", "of 2000 troops": round and followed by what it counts.
		return !(plural && y%100 == 0)
	case licensed:
		return !lower || y >= 1500 && !plural && y%100 != 0
	case y < 1900:
		return g.oldYear(i, y, plural)
	case y == 2000 && i > 0 && g.atoms[i-1].Kind == atom.Letters && g.atoms[i-1].Capital && g.class(i-1) == none && lower: // "Mirage 2000 fighters"
		return false
	case plural:
		// Without a preposition "2014 experts" counts, unless an article or a name stands before it.
		return y%100 != 0 && i > 0 && (g.atoms[i-1].Kind == atom.Letters && g.atoms[i-1].Capital || g.class(i-1) == the || g.apostrophe(i-1) || g.is(i-1, "s"))
	}
	return true
}

// oldYear reports whether a number below 1900 without a word that makes it a
// year is one all the same: the first of a range, alone between brackets, or
// after an article.
func (g *grammar) oldYear(i, y int, plural bool) bool {
	if g.dash(i+1) && g.glued(i+2) == g.glued(i+1) && g.digits(i+2) {
		n, ok := g.figure(i+2, 0, 2099)
		switch {
		case ok && len(g.of(i+2)) == 4 && !g.attached(i+2):
			return n > y && n-y <= 150
		case ok && len(g.of(i+2)) == 2 && g.glued(i+1) && !g.spans(i+3):
			return y%100 < n && n-y%100 <= 30 && i > 0 && g.mark(i-1, '(')
		}
		return false
	}
	if y < 1500 {
		return false
	}
	return g.mark(i-1, '(') && (g.mark(i+1, ')') || g.mark(i+1, ',')) || g.class(i-1) == the && !plural && y%100 != 0 && i+1 < len(g.atoms) && g.atoms[i+1].Kind == atom.Letters
}

// readShortYear: "’68", "'99" after a word that takes a year.
func readShortYear(g *grammar, i int) (expression, int) {
	if g.glued(i) || g.class(i-1) != in && g.class(i-1) != of && g.class(i-1) != and || g.glued(i+2) && g.atoms[i+2].Kind != atom.Mark {
		return expression{}, 0
	}
	y, end := g.yearAt(i)
	if y == 0 {
		return expression{}, 0
	}
	return date(expression{year: y}), end
}

// yearAt reads a year in figures. It takes no licence into account: who calls
// it has seen a month or another word that makes the number a year.
func (g *grammar) yearAt(i int) (year, end int) {
	if g.apostrophe(i) && g.digits(i+1) && g.glued(i+1) && len(g.of(i+1)) == 2 {
		n, _ := g.figure(i+1, 0, 99)
		if n >= 30 {
			return 1900 + n, i + 2
		}
		return 2000 + n, i + 2
	}
	if n, ok := g.figure(i, 1000, 2199); ok && len(g.of(i)) == 4 && !g.attached(i) {
		return n, i + 1
	}
	if g.is(i, "two") && g.is(i+1, "thousand") { // "two thousand [and] twenty-two"
		j := i + 2
		if g.is(j, "and") {
			j++
		}
		if n, ok := atom.Cardinal(g.low, g.atoms, j); ok && n.N >= 1 && n.N <= 99 && g.class(j) == number {
			y, end := 2000+int(n.N), n.End
			if y%10 == 0 && g.dash(end) && g.glued(end+1) { // behind a hyphen that does not break, or an ordinal
				one, ok := atom.Cardinal(g.low, g.atoms, end+1)
				if !ok || one.N < 1 || one.N > 9 {
					return 0, 0
				}
				y, end = y+int(one.N), one.End
			}
			return y, end
		}
	}
	if g.class(i) == number && g.n(i) >= 18 && g.class(i+1) == number {
		if n, ok := atom.Cardinal(g.low, g.atoms, i+1); ok && n.N >= 10 && n.N <= 99 {
			return g.n(i)*100 + int(n.N), n.End
		}
	}
	return 0, 0
}

// attached reports whether a run of digits is part of something longer: "2,014",
// "2014.5", "A2014", "2014km".
func (g *grammar) attached(i int) bool {
	if g.glued(i) {
		switch {
		case g.atoms[i-1].Kind == atom.Letters:
			return true
		case g.digits(i-2) && (g.mark(i-1, ',') || g.mark(i-1, '.')) && g.atoms[i-1].Glued:
			return true
		case g.mark(i-1, '$') || g.mark(i-1, '+') || g.mark(i-1, '#') || g.of(i-1) == "€" || g.of(i-1) == "£" || g.of(i-1) == "§":
			return true
		}
	}
	if g.glued(i + 1) {
		switch {
		case g.atoms[i+1].Kind == atom.Letters:
			return true
		case (g.mark(i+1, ',') || g.mark(i+1, '.')) && g.digits(i+2) && g.glued(i+2):
			return true
		case g.mark(i+1, '%') || g.mark(i+1, ':') && g.digits(i+2) && g.glued(i+2):
			return true
		}
	}
	return false
}

// readYearInWords: "nineteen ninety-six".
func readYearInWords(g *grammar, i int) (expression, int) {
	y, end := g.yearAt(i)
	if y == 0 {
		return expression{}, 0
	}
	return date(expression{year: y}), end
}

// readFiscal: "FY 2019", "fiscal year 2019", "fiscal 1989". What days a fiscal
// year has is the government's own; the year is given as approximate.
func readFiscal(g *grammar, i int) (expression, int) {
	j := i + 1
	if g.class(j) == unitWord && unit(g.n(j)) == yearUnit {
		j++
	}
	y, end := g.yearAt(j)
	if n, ok := g.figure(i+1, 0, 2199); ok && y == 0 && g.n(i) == 1 {
		switch len(g.of(i + 1)) {
		case 2: // FY21
			y, end = 2000+n, i+2
		case 4: // FY2021
			y, end = n, i+2
		}
	}
	if y == 0 {
		return expression{}, 0
	}
	return expression{kind: fixed, typ: communique.Date, value: fmt.Sprintf("%04d", y), edtf: fmt.Sprintf("%04d~", y), explicit: true}, end
}
