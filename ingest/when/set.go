package when

import (
	"fmt"

	"github.com/communique-kg/communique"
)

func set(value string) expression {
	return expression{kind: fixed, typ: communique.Set, value: value}
}

// readEvery: "every day", "each year", "every single day", "every two years",
// "every Friday", "each July".
func readEvery(g *grammar, i int) (expression, int) {
	j := i + 1
	if j < len(g.atoms) {
		switch g.of(j) {
		case "single", "other", "and":
			if g.is(j, "and") && g.class(j+1) == every {
				j++
			}
			j++
		}
	}
	switch g.class(j) {
	case unitWord:
		u := unit(g.n(j))
		if g.words[j].plural || u == second {
			return expression{}, 0
		}
		if g.is(j-1, "other") {
			return set(durationValue(2, u, false)), j + 1
		}
		if u == quarter {
			return set("P1Q"), j + 1
		}
		return set(durationValue(1, u, false)), j + 1
	case partOfDay:
		return set("XXXX-XX-XXT" + parts[g.n(j)]), j + 1
	case weekday:
		end := j + 1
		v := fmt.Sprintf("XXXX-WXX-%d", g.n(j))
		if g.class(end) == partOfDay {
			v += "T" + parts[g.n(end)]
			end++
		}
		return set(v), end
	case month:
		if m, end := g.monthAt(j); m > 0 {
			return set(fmt.Sprintf("XXXX-%02d", m)), end
		}
	case season:
		return set("XXXX-" + partValues[g.n(j)]), j + 1
	case number:
		if q, end, ok := g.amount(j); ok && !q.vague {
			return set(durationValue(q.n, q.unit, false)), end
		}
	case several:
		if q, end, ok := g.amount(j); ok {
			return set(durationValue(q.n, q.unit, true)), end
		}
	}
	if g.digits(j) {
		if q, end, ok := g.amount(j); ok {
			return set(durationValue(q.n, q.unit, false)), end
		}
	}
	return expression{}, 0
}

// readOften: "daily", "annual", "weekly".
func readOften(g *grammar, i int) (expression, int) {
	n := g.n(i)
	if (g.is(i-2, "semi") || g.is(i-2, "bi")) && g.dash(i-1) {
		return expression{}, 0
	}
	switch n {
	case -12:
		return set("P2W"), i + 1
	case -11:
		return set("P2M"), i + 1
	case -10:
		return set("P6M"), i + 1
	}
	if n < 0 {
		return set(fmt.Sprintf("P%dY", -n)), i + 1
	}
	if unit(n) == quarter {
		return set("P1Q"), i + 1
	}
	if (g.is(i, "daily") || g.is(i, "weekly") || g.is(i, "monthly") || g.is(i, "quarterly")) && g.atoms[i].Capital && i > 0 {
		return expression{}, 0 // the name of a paper
	}
	return set(durationValue(1, unit(n), false)), i + 1
}

// readPer: "a year", "per month" after a number, "once" or "twice".
func readPer(g *grammar, i int) (expression, int) {
	u, ok := g.unitAt(i + 1)
	if !ok || u == second || u == fortnight {
		return expression{}, 0
	}
	if g.class(i) == per {
		return set(durationValue(1, u, false)), i + 2
	}
	switch {
	case g.digits(i-1) && !g.glued(i), g.is(i-1, "once"), g.is(i-1, "twice"), g.is(i-1, "times"), g.is(i-1, "million"),
		g.is(i-1, "billion"), g.is(i-1, "dollars"), g.is(i-1, "euros"), g.mark(i-1, '%'), g.is(i-1, "percent"):
		if g.class(i+2) == ago || g.class(i+2) == earlier || g.class(i+2) == later {
			return expression{}, 0
		}
		return set(durationValue(1, u, false)), i + 2
	}
	return expression{}, 0
}

// readWeekdays: "Mondays", "Tuesday nights".
func readWeekdays(g *grammar, i int) (expression, int) {
	if g.words[i].short {
		return expression{}, 0
	}
	v := fmt.Sprintf("XXXX-WXX-%d", g.n(i))
	if g.words[i].plural {
		return set(v), i + 1
	}
	if g.class(i+1) == partOfDay && g.words[i+1].plural {
		return set(v + "T" + parts[g.n(i+1)]), i + 2
	}
	return expression{}, 0
}
