package amount

import "strings"

// measured reads, from atom i on, a unit that needs no noun phrase: a percentage,
// a measure, a sum of money. It is "" where none stands there.
func (g *grammar) measured(i int) (unit string, end int) {
	if i >= len(g.atoms) {
		return "", i
	}
	c := g.class(i)
	switch {
	case g.mark(i, '%'):
		return "percent", i + 1
	case c&percent != 0:
		if g.oneOf(i+1, "point", "points") {
			return "percentage points", i + 2
		}
		return "percent", i + 1
	case g.is(i, "per") && g.is(i+1, "cent"):
		return "percent", i + 2
	case g.is(i, "percentage") && g.oneOf(i+1, "point", "points"):
		return "percentage points", i + 2
	case g.is(i, "basis") && g.oneOf(i+1, "point", "points"):
		return "basis points", i + 2
	case g.is(i, "p") && !g.capital(i) && !g.joined(i+1) && (g.glued(i) || !(g.mark(i+1, '.') && g.letters(i+2))):
		return "p", i + 1
	case g.is(i, "in") && g.glued(i) && !g.capital(i) && !g.joined(i+1):
		return "in", i + 1
	case c&money != 0 && c&measure != 0 && g.dash(i+1) && g.class(i+2)&measure != 0:
		return g.measure(i)
	case g.oneOf(i, "square", "cubic", "sq", "cu", "nautical", "metric") && g.letters(g.past(i+1, '.')) && g.class(g.past(i+1, '.'))&measure != 0:
		j := g.past(i+1, '.')
		return g.rate(g.text[g.atoms[i].Start:g.atoms[j].End], j+1, true)
	case g.is(i, "us") && g.oneOf(i+1, "dollar", "dollars", "cents"):
		return g.rate("US "+g.of(i+1), i+2, true)
	case c&money != 0:
		if !strings.HasSuffix(g.of(i), "s") && g.pluralNoun(i+1) && !g.glued(i+1) && g.class(i+1)&(stop|measures) == 0 {
			return "", i // two crown princes
		}
		return g.rate(g.of(i), i+1, true)
	case c&timed != 0:
		end = i + 1
		if g.dash(end) && g.glued(end) && g.letters(end+1) && g.glued(end+1) {
			if !g.is(end+1, "old") {
				return "", i // 12 second-hand cars
			}
			return g.of(i), end + 2
		}
		if g.is(end, "old") {
			return g.of(i), end + 1
		}
		return g.rate(g.of(i), end, false)
	case c&measure != 0:
		return g.measure(i)
	}
	if g.letters(i) {
		if c := g.of(i); (c == "C" || c == "F") && !g.capital(i+1) && !g.joined(i+1) {
			return c, i + 1 // a temperature
		}
		return "", i
	}
	switch s := g.of(i); {
	case s == "°" || s == "º":
		if g.letters(i+1) && g.glued(i+1) && g.atoms[i+1].End-g.atoms[i+1].Start == 1 {
			return "degrees " + g.of(i+1), i + 2
		}
		return "degrees", i + 1
	case s == "″":
		return "inches", i + 1
	case signs[s] != "" && !(g.digits(i+1) && g.glued(i+1)) && (g.glued(i) || !g.digits(i+1)):
		return g.rate(signs[s], i+1, true)
	}
	return "", i
}

// joined reports whether a letter or a digit at atom i is glued to what stands before it.
func (g *grammar) joined(i int) bool { return g.glued(i) && (g.letters(i) || g.digits(i)) }

// past returns the atom after atom i if that is the mark, else i.
func (g *grammar) past(i int, mark byte) int {
	if g.mark(i, mark) {
		return i + 1
	}
	return i
}

// measure reads "kWh", "pound-feet", "m2", "barrel-a-day", "degrees Celsius".
func (g *grammar) measure(i int) (string, int) {
	end := i + 1
	if g.atoms[i].End-g.atoms[i].Start == 1 { // letters that may be anything else
		switch c := g.of(i); {
		case g.glued(i):
			if c == "G" || c == "L" { // 5G
				return "", i
			}
		case c == "W" || c == "V":
		case (c == "m" || c == "g" || c == "l") && !g.letters(end):
		default:
			return "", i
		}
	}
	if !g.glued(i) && g.capital(i) && g.capital(i-1) && g.letters(i-1) {
		return "", i // Five Acre Farm
	}
	if g.dash(end) && g.glued(end) && g.glued(end+1) && g.letters(end+1) {
		switch {
		case g.class(end+1)&(measure|timed) != 0:
			end += 2
		case g.oneOf(end+1, "long", "wide", "high", "tall", "deep", "thick", "per", "a"):
			end += 2
			for g.dash(end) && g.glued(end) && g.glued(end+1) && g.letters(end+1) {
				end += 2
			}
		default:
			return "", i
		}
	}
	if g.digits(end) && g.glued(end) && (g.is(end, "2") || g.is(end, "3")) && !g.joined(end+1) {
		end++
	}
	if g.oneOf(i, "degree", "degrees") && g.oneOf(end, "celsius", "fahrenheit", "kelvin", "centigrade", "c", "f") {
		end++
	}
	return g.rate(g.text[g.atoms[i].Start:g.atoms[end-1].End], end, true)
}

// rate joins what a unit is counted for: "per hour", "/h"; "a barrel" after
// money and measures.
func (g *grammar) rate(unit string, end int, loose bool) (string, int) {
	unit, end = g.owner(unit, end)
	switch {
	case g.mark(end, '/') && g.letters(end+1) && (g.glued(end) && g.glued(end+1)) && (g.class(end-1)&measure != 0 || g.class(end+1)&measures != 0):
		stop := end + 2
		if g.digits(stop) && g.glued(stop) && !g.glued(stop+1) {
			stop++
		}
		return unit + g.text[g.atoms[end].Start:g.atoms[stop-1].End], stop
	case g.is(end, "per") && g.oneOf(end+1, "square", "cubic", "sq", "cu", "nautical", "metric") && g.letters(g.past(end+2, '.')):
		stop := g.past(end+2, '.')
		return unit + " per " + g.text[g.atoms[end+1].Start:g.atoms[stop].End], stop + 1
	case g.is(end, "per") && g.letters(end+1) && (g.class(end+1)&stop == 0) && !g.is(end+1, "cent"):
		return unit + " per " + g.of(end+1), end + 2
	case loose && g.class(end)&article != 0 && (g.class(end+1)&(measure|timed) != 0 || g.oneOf(end+1, "share", "head", "person", "unit", "piece", "ticket", "tonne")) && !g.dash(end+2) && !g.oneOf(end+2, "ago", "earlier", "later", "before", "after", "previously"):
		return unit + " " + g.of(end) + " " + g.of(end+1), end + 2
	}
	return unit, end
}

// hyphenated reads a unit joined to a number by a hyphen at atom i: "-day", "-year-old".
func (g *grammar) hyphenated(i int) (unit string, end int) {
	if !g.dash(i) || !g.glued(i) || !g.glued(i+1) || !g.letters(i+1) || g.class(i+1)&power != 0 {
		return "", i
	}
	end = i + 2
	if unit = hyphenUnit(g.of(i + 1)); unit == "" {
		return "", i
	}
	if g.dash(end) && g.glued(end) && g.letters(end+1) && g.glued(end+1) {
		switch {
		case g.oneOf(end+1, "old", "long", "wide", "high", "tall", "deep", "thick", "strong", "olds"):
			end += 2
		case g.is(end+1, "per"), g.is(end+1, "a"):
			for g.dash(end) && g.glued(end) && g.glued(end+1) && g.letters(end+1) {
				unit, end = unit+" "+g.of(end+1), end+2
			}
		case g.class(end+1)&numeral != 0:
			return "", i
		case g.class(i+1)&measure != 0 && g.class(end+1)&measure != 0:
			unit, end = g.text[g.atoms[i+1].Start:g.atoms[end+1].End], end+2
		}
	} else if g.class(i+1)&timed != 0 && g.is(end, "old") {
		end++
	}
	return unit, end
}

// hyphenUnit puts the word after "two-" into the plural: "day" → "days"; "" where it counts nothing.
func hyphenUnit(w string) string {
	abbreviated := lexicon.Of(w)&measure != 0 && len(w) < 4
	low := strings.ToLower(w)
	switch low {
	case "way", "sided", "time", "off", "on", "to", "one", "two", "star", "step", "track", "tier", "pronged", "third", "thirds", "quarter", "quarters", "fold", "half", "fifth", "fifths", "tenth", "tenths",
		"plus", "something", "out", "up", "in", "and", "dimensional", "th", "x", "d", "g", "ever", "stop", "size", "hand", "handed", "based", "ish", "by", "odd", "or", "nothing", "all", "love", "down", "under", "over", "max", "pro",
		"fourth", "fourths", "eighth", "eighths", "sixth", "sixths":
		return ""
	case "man":
		return "men"
	case "woman":
		return "women"
	case "person":
		return "people"
	case "foot":
		return "feet"
	case "inch":
		return "inches"
	case "percent", "mph", "mpg", "kmh", "rpm", "hp", "bhp", "dollar", "euro", "pound":
		if low == "dollar" || low == "euro" || low == "pound" {
			return low + "s"
		}
		return low
	}
	switch {
	case abbreviated:
		return w
	case len(low) < 3 || strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "ing") || strings.HasSuffix(low, "s"):
		return ""
	case low == "century" || strings.HasSuffix(low, "y") && !strings.HasSuffix(low, "ay") && !strings.HasSuffix(low, "ey"):
		return low[:len(low)-1] + "ies"
	}
	return low + "s"
}
