package amount

import (
	"strings"

	"github.com/communique-kg/communique"
)

// readRange: "20 to 30 allies", "10-15 countries", "between $62 and $68 per
// share", "two or three years", "from 4.8 to 4.7 percent".
func readRange(g *grammar, i, first int, cmp communique.Comparator) ([]quantity, int) {
	j := i
	between, from := g.is(j, "between"), g.is(j, "from")
	if between || from {
		_, j = g.bound(j + 1)
	}
	low, ok := g.term(j)
	if !ok && !(low.number.end > low.number.first) {
		return nil, 0
	}
	if low.plus || g.named(low) {
		return nil, 0
	}
	k, either, dashed := low.end, false, false
	if g.dash(k) && g.glued(k) && g.oneOf(k+1, "to", "or") && low.unit == "" { // five- to ten-year
		k++
	}
	switch {
	case between && g.is(k, "and"), g.is(k, "to"):
		k++
		if g.dash(k) && g.glued(k) {
			k++
		}
	case !between && g.is(k, "or"):
		k, either = k+1, true
	case !between && g.dash(k) && (g.glued(k) == g.glued(k+1)):
		k, dashed = k+1, true
	default:
		return nil, 0
	}
	if k >= len(g.atoms) || dashed && g.class(k)&sign != 0 {
		return nil, 0
	}
	high, ok := g.term(k)
	if !ok || high.plus {
		return nil, 0
	}
	end, unit := high.end, high.unit
	if unit == "" {
		switch hyphen, stop := g.hyphenated(end); {
		case low.paid:
			unit, end = g.rate(low.unit, end, true)
		case hyphen != "":
			unit, end = hyphen, stop
		default:
			if g.dash(end) && g.glued(end) && g.glued(end+1) {
				return nil, 0
			}
			_, after := g.trailing(end, cmp)
			if unit, stop = g.noun(after); unit != "" {
				end = stop
			} else if low.unit != "" && from && !g.glued(end) {
				unit = low.unit // from 208 pounds to 193
			}
			if low.unit == "" && (year(low) || year(high)) {
				return nil, 0
			}
		}
	}
	if unit == "" || low.unit != "" && !alike(low.unit, unit) || g.inDate(low) || g.dated[high.number.first] && g.inDate(high) {
		return nil, 0
	}
	if len(low.unit) > len(unit) {
		unit = low.unit // US $89 to $93 billion
	}
	reach := 1.0
	if from && low.unit == "" {
		reach = 3 // from 9 to 7 billion
	}
	if low.scale == 1 && high.scale > 1 && low.n < high.n/high.scale*reach && !(low.unit != "" && !low.paid) { // two to three million
		low.n *= high.scale
	}
	switch {
	case either && (high.n <= low.n || high.n > 2*low.n+1):
		return nil, 0
	case g.is(first-1, "by") && low.unit != "" && !dashed && !between: // rose by $4 to $20
		return nil, 0
	case high.n <= low.n && (!from && !g.is(k-1, "to") || low.n == high.n || either || dashed):
		return nil, 0
	}
	below, above := communique.AtLeast, communique.AtMost
	if high.n < low.n || from && g.changed(first) {
		below, above = communique.Equal, communique.Equal
	}
	return []quantity{{first, low.end, low.n, below, unit}, {k, end, high.n, above, unit}}, end
}

func year(t term) bool {
	return !t.words && t.scale == 1 && t.n >= 1900 && t.n < 2100 && t.n == float64(int(t.n)) && t.number.end == t.number.first+1
}

// alike reports whether two units are one, or the second the first with what it is paid for.
func alike(a, b string) bool {
	a, b = strings.TrimSuffix(strings.ToLower(a), "s"), strings.ToLower(b)
	return strings.HasPrefix(b, a) || strings.HasPrefix(a, strings.TrimSuffix(b, "s")) || strings.HasSuffix(a, strings.TrimSuffix(b, "s"))
}

// changed reports whether a verb of change stands before atom i.
func (g *grammar) changed(i int) bool {
	for j := i - 1; j >= 0 && j >= i-8; j-- {
		if g.class(j)&rise != 0 {
			return true
		}
		if g.oneOf(j, "ranging", "range", "ranges", "ranged", "vary", "varies", "varying") {
			return false
		}
	}
	return false
}
