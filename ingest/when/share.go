package when

import (
	"strings"
)

// shareDate gives the bare clock times of a sentence the first day that it states.
func shareDate(in []found) {
	day := -1
	for i := range in {
		if o := &in[i].expression; o.kind == calendar && o.day > 0 && o.hour == "" {
			day = i
			break
		}
	}
	if day < 0 {
		for i := range in { // a date that can be read in two ways is the clock time's
			if o := &in[i].expression; o.kind == fixed && in[i].rule == "numeric" {
				day = i
			}
		}
		for i := range in {
			if e := &in[i].expression; day >= 0 && e.clockOnly() {
				e.adrift = true
			}
		}
		return
	}
	o := in[day].expression
	for i := range in {
		if e := &in[i].expression; e.kind == calendar && e.hour != "" && e.year == 0 && e.month == 0 && e.weekday == 0 && e.part == 0 {
			e.year, e.month, e.day, e.direction = o.year, o.month, o.day, o.direction
		}
	}
}

// shareYears gives a date without its year that of the date it is joined to:
// "28 May – 2 June 2019", "between November and March 1940".
func (g *grammar) shareYears(in []found) {
	for i := len(in) - 2; i >= 0; i-- {
		e, next := &in[i].expression, &in[i+1].expression
		if e.kind == calendar && next.kind == calendar && e.weekday > 0 && next.weekday > 0 && next.direction == byTense && joins(strings.TrimSpace(g.text[in[i].End:in[i+1].Start])) {
			next.joined = true // "between Thursday and Saturday": the Saturday after
			continue
		}
		if e.kind != calendar || e.year > 0 || e.month == 0 || e.direction != byTense || e.unit != 0 || next.kind != calendar || next.year == 0 || next.month == 0 || !next.explicit {
			continue
		}
		if between := strings.TrimSpace(g.text[in[i].End:in[i+1].Start]); !joins(between) {
			continue
		}
		y := next.year
		if e.month > next.month {
			y--
		}
		if e.day == 0 || exists(y, e.month, e.day) {
			e.year, e.explicit = y, true
		}
	}
}

// joins reports whether words stand between the ends of a range or the items of a list.
func joins(between string) bool {
	switch between {
	case "-", "–", "—", "to", "and", "or", "&", ",", ", and", "until", "through", "till", "and on", "and from":
		return true
	}
	return false
}
