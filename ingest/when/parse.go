package when

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// ParseDate reads one string that is wholly a date, as meta tags and flags hold
// it: "2018-04-04T08:47:00+02:00", "April 4, 2018", "4 April 2018, 10:30 am",
// "2016-06", "2016-06-01/2016-06-30". It reports false for anything else, for
// dates without their year and for dates that can be read in two ways.
func ParseDate(raw string) (communique.TimeValue, bool) {
	s := strings.TrimSpace(raw)
	if len(s) == 0 || len(s) > 64 {
		return communique.TimeValue{}, false
	}
	if d := daysOf(s); d.Known() {
		return communique.TimeValue{Type: communique.Date, Value: s, EDTF: s, Days: d, Basis: "stated"}, true
	}
	g := grammar{rules: grammarRules}
	g.cut(s, fold.ASCII(s), 0, len(s))
	i := 0
	if g.is(0, "published") || g.is(0, "updated") || g.is(0, "posted") {
		i = 1
		if g.mark(i, ':') || g.is(i, "on") {
			i++
		}
	}
	if i >= len(g.atoms) {
		return communique.TimeValue{}, false
	}
	e, end, name := g.at(i)
	if end > 0 && end+1 < len(g.atoms) && g.spans(end) { // a range is a stretch that both ends say
		return g.parseRange(e, end)
	}
	if end == 0 || name == "numeric" && e.kind == fixed || e.typ != communique.Date && e.typ != communique.Clock || !g.onlyZone(end) {
		return communique.TimeValue{}, false
	}
	f := found{expression: e}
	value, ed := f.unanchored()
	d := daysOf(ed)
	if ed == "" || !d.Known() {
		return communique.TimeValue{}, false
	}
	return communique.TimeValue{Type: communique.Date, Value: strings.SplitN(value, "T", 2)[0], EDTF: ed, Days: d, Basis: "stated"}, true
}

// parseRange reads the far end of a range that begins with e and ends the string.
func (g *grammar) parseRange(e expression, end int) (communique.TimeValue, bool) {
	g.last, g.end = e, end
	to, stop, _ := g.at(end + 1)
	if stop != len(g.atoms) || e.kind != calendar || to.kind != calendar || to.year == 0 || e.typ != communique.Date || to.typ != communique.Date {
		return communique.TimeValue{}, false
	}
	if e.year == 0 {
		if e.year = to.year; e.month > to.month {
			e.year--
		}
	}
	_, first := e.stated()
	_, last := to.stated()
	ed := first + "/" + last
	d := daysOf(ed)
	return communique.TimeValue{Type: communique.Date, Value: ed, EDTF: ed, Days: d, Basis: "stated"}, d.Known()
}

// onlyZone reports whether from atom i on nothing stands but a time zone's offset or name.
func (g *grammar) onlyZone(i int) bool {
	if i < len(g.atoms) && g.digits(i-1) && (g.mark(i, '+') || g.mark(i, '-')) {
		i++
		for i < len(g.atoms) && (g.digits(i) || g.mark(i, ':')) {
			i++
		}
	}
	if i < len(g.atoms) && g.class(i) == clockWord {
		i++
	}
	return i >= len(g.atoms)
}
