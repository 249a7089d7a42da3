package when

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/atom"
)

// found is an expression at its place in the text.
type found struct {
	communique.Span
	expression
	rule     string
	sentence int
	quoted   bool
	tense    tense
}

// scan reads the whole document. It is a pure function of the text, its
// regions and its sentences, so that each stage can read it again instead of
// keeping what another stage understood. Where only is set, it reads the
// sentences that hold one of r.Times.
func scan(r *communique.Reading, only bool) []found {
	var out []found
	g := grammar{rules: grammarRules}
	var quotes []communique.Span // those of a paragraph, read where it holds an expression
	q, quoted := 0, -1
	ti := 0
	for si, s := range r.Sentences {
		if !readable(r, s) {
			continue
		}
		for only && ti < len(r.Times) && r.Times[ti].Start < s.Start {
			ti++
		}
		if only && (ti == len(r.Times) || r.Times[ti].Start >= s.End) {
			continue
		}
		g.cut(r.Text, s.Start, s.End)
		first := len(out)
		for i := 0; i < len(g.atoms); {
			e, end, name := g.at(i)
			if end <= i {
				i++
				continue
			}
			span := communique.Span{Start: g.atoms[i].Start, End: g.atoms[end-1].End}
			if p := s.Paragraph; p != quoted && p < len(r.Paragraphs) {
				quotes, q, quoted = quotations(quotes[:0], r.Text, r.Paragraphs[p]), 0, p
			}
			for q < len(quotes) && quotes[q].End <= span.Start {
				q++
			}
			f := found{Span: span, expression: e, rule: name, sentence: si}
			f.quoted = q < len(quotes) && quotes[q].Contains(span)
			if e.kind != fixed || e.direction != byTense {
				f.tense = g.tense(i, end)
				if f.weekday > 0 && f.direction == byTense && (g.is(i-1, "until") || g.is(i-1, "till")) {
					f.tense = futureTense
				}
			}
			out = append(out, f)
			g.last, g.end = e, end
			i = end
		}
		g.shareYears(out[first:])
		shareDate(out[first:])
	}
	return out
}

// readable reports whether times are looked for in a sentence: the article's
// own words and the heads that hold metadata.
func readable(r *communique.Reading, s communique.Sentence) bool {
	if s.Region < 0 || s.Region >= len(r.Regions) {
		return true
	}
	g := r.Regions[s.Region]
	switch g.Type {
	case "head", "byline", "dateline":
		return true
	}
	return g.Role == communique.Article
}

// cut fills the grammar with one stretch of text.
func (g *grammar) cut(text string, start, end int) {
	g.text = text
	g.atoms = atom.Split(g.atoms[:0], text, start, end)
	g.words = g.words[:0]
	g.last, g.end = expression{}, -1
	var buf [longestWord]byte
	for _, a := range g.atoms {
		var w entry
		if n := a.End - a.Start; a.Kind == atom.Letters && n <= longestWord {
			key := atom.Fold(buf[:0], text, a)
			w = lexicon[string(key)]
			if w == (entry{}) && n > 4 && key[n-1] == 'd' && key[n-2] == 'e' && !a.Capital {
				w.class = pastVerb
			}
		}
		g.words = append(g.words, w)
	}
}

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

// at reads the longest expression that begins at atom i.
func (g *grammar) at(i int) (best expression, end int, name string) {
	try := func(list []rule) {
		g.steps += len(list)
		for _, r := range list {
			if e, stop := r.read(g, i); stop > end {
				best, end, name = e, stop, r.name
			}
		}
	}
	switch g.class(i) {
	case none, future, pastVerb, present, license:
		switch {
		case g.digits(i):
			try(g.rules.figures)
		case g.atoms[i].Kind == atom.Mark:
			if g.apostrophe(i) && g.digits(i+1) {
				try(g.rules.apostrophe)
			}
		case g.atoms[i].End-g.atoms[i].Start == 1:
			try(g.rules.letter)
		case g.class(i) == license && (g.is(i, "no") || g.is(i, "some")):
			try(g.rules.count)
		}
	case opener:
		try(g.rules.openers[g.n(i)])
	case the:
		try(g.rules.the)
	case early, late, middle, ending, beginning, earlier, later:
		try(g.rules.modifiers)
	default:
		try(g.rules.of[g.class(i)])
	}
	if end > 0 {
		best, end = g.yearFromAnchor(best, end)
		best, end = g.clockOfDay(best, end)
	}
	return best, end, name
}

// base reads what a modifier or an article can stand before.
func (g *grammar) base(i int) (best expression, end int) {
	if g.nested { // nothing that nests needs to nest twice
		return expression{}, 0
	}
	g.nested = true
	defer func() { g.nested = false }()
	var list []rule
	switch {
	case i >= len(g.atoms):
		return expression{}, 0
	case g.digits(i):
		list = g.rules.figures
	default:
		switch g.class(i) {
		case month, weekday, season, this, that, last, next, dayWord, ordinalNth, fiscal, nineties, holiday, number:
			list = g.rules.of[g.class(i)]
		}
	}
	g.steps += len(list)
	for _, r := range list {
		if e, stop := r.read(g, i); stop > end {
			best, end = e, stop
		}
	}
	return best, end
}

// rules holds the rules by what they begin with. Of the rules that match, the
// one that reads most wins, the earlier of two that read the same.
type rules struct {
	figures, apostrophe, letter, count, modifiers, the []rule
	openers                                            [openLoose + 1][]rule
	of                                                 [clockWord + 1][]rule
}

// grammarRules is the table; it is never written to.
var grammarRules = newRules()

func newRules() *rules {
	return &rules{
		figures: []rule{
			{"range-end", readRangeEnd}, {"iso", readISO}, {"numeric", readNumeric}, {"range-day", readRangeDay}, {"day-month", readDayMonth}, {"decade", readDecade}, {"century", readCentury},
			{"before-christ", readBC}, {"named-day", readNamedDay}, {"clock", readClock}, {"spoken-clock", readSpokenClock}, {"quarter", readQuarter}, {"year", readYear}, {"year-part", readYearPart},
			{"hyphened", readHyphened}, {"distance", readDistance}, {"duration", readDuration},
		},
		apostrophe: []rule{{"decade", readDecade}, {"short-year", readShortYear}},
		letter:     []rule{{"quarter", readQuarter}, {"named-day", readNamedDay}},
		openers: [openLoose + 1][]rule{
			openCount: {{"all-day", readAll}, {"distance", readDistance}, {"duration", readDuration}},
			openThese: {{"these-days", readTheseDays}, {"loose", readLoose}},
			openLoose: {{"loose", readLoose}},
		},
		count:     []rule{{"distance", readDistance}, {"duration", readDuration}},
		modifiers: []rule{{"part-of", readModified}, {"part-of-period", readPart}},
		the:       []rule{{"the", readThe}, {"range-day", readRangeDay}, {"year-part", readYearPart}, {"year-ago", readYearAgo}, {"the-quarter", readTheQuarter}, {"years-quarter", readYearsQuarter}, {"nth", readNthOf}, {"rest", readRest}, {"day-month", readDayMonth}, {"these-days", readTheseDays}},

		of: [clockWord + 1][]rule{
			month:      {{"named-day", readNamedDay}, {"month-day", readMonthDay}, {"month-year", readMonthYear}, {"month", readMonth}},
			weekday:    {{"month-day", readMonthDay}, {"day-month", readDayMonth}, {"weekdays", readWeekdays}, {"weekday", readWeekday}},
			unitWord:   {{"day-month", readDayMonth}, {"quarter", readQuarter}, {"century", readCentury}, {"hyphened", readHyphened}, {"distance", readDistance}, {"duration", readDuration}, {"weekend", readWeekend}, {"year-end", readYearEnd}, {"year-ago", readYearAgo}, {"day-before", readDayBefore}},
			season:     {{"season", readSeason}},
			this:       {{"directed", readDirected}, {"lapse", readLapse}, {"these-days", readTheseDays}, {"loose", readLoose}},
			that:       {{"directed", readDirected}, {"loose", readLoose}},
			last:       {{"directed", readDirected}, {"lapse", readLapse}},
			past:       {{"lapse", readLapse}},
			next:       {{"directed", readDirected}, {"lapse", readLapse}},
			coming:     {{"lapse", readLapse}},
			partOfDay:  {{"loose", readLoose}},
			dayWord:    {{"day", readDayWord}},
			reference:  {{"reference", readReference}},
			every:      {{"every", readEvery}},
			often:      {{"often", readOften}},
			per:        {{"per", readPer}},
			a:          {{"spoken-clock", readSpokenClock}, {"per", readPer}, {"distance", readDistance}, {"duration", readDuration}},
			number:     {{"spoken-clock", readSpokenClock}, {"day-month", readDayMonth}, {"century", readCentury}, {"hyphened", readHyphened}, {"distance", readDistance}, {"duration", readDuration}, {"year-in-words", readYearInWords}, {"decade", readDecade}},
			several:    {{"hyphened", readHyphened}, {"distance", readDistance}, {"duration", readDuration}},
			about:      {{"distance", readDistance}, {"duration", readDuration}},
			in:         {{"distance", readDistance}, {"duration", readDuration}},
			half:       {{"spoken-clock", readSpokenClock}, {"distance", readDistance}, {"duration", readDuration}},
			ordinalNth: {{"nth", readNthOf}, {"quarter", readQuarter}, {"century", readCentury}, {"day-month", readDayMonth}},
			fiscal:     {{"fiscal", readFiscal}},
			noon:       {{"noon", readNoon}},
			nineties:   {{"decade", readDecade}},
			holiday:    {{"holiday", readHoliday}},
		},
	}
}

// readThe: "the third quarter", "the next day", "the 1990s", "the weekend".
func readThe(g *grammar, i int) (expression, int) {
	var best expression
	end := 0
	take := func(e expression, stop int) {
		if stop > end {
			best, end = e, stop
		}
	}
	j := i + 1
	if j >= len(g.atoms) {
		return expression{}, 0
	}
	switch c := g.class(j); c {
	case last, past, next, coming, previous, following, same, latest, this:
		take(readDirected(g, j))
		if c == past || c == last || c == next || c == coming || c == following || c == previous {
			take(readLapse(g, j))
		}
		if c == last {
			take(readTheUnits(g, j))
			take(readQuarter(g, j))
		}
	case season:
		if !g.qualifies(j + 1) {
			take(readSeason(g, j))
		}
	case nineties:
		take(readDecade(g, j))
	case ordinalNth, number:
		take(readDecade(g, j))
		if e, stop := readCentury(g, j); stop > 0 && !g.dash(stop-2) { // "the 21st-century economy": the article is the economy's
			take(e, stop)
		}
		if !g.dash(j + 1) { // "the third-quarter results": the article is the results'
			take(readQuarter(g, j))
		}
		take(readTheUnits(g, j))
	case unitWord:
		if !g.dash(j + 1) {
			take(readQuarter(g, j))
		}
		take(readCentury(g, j))
		take(readWeekend(g, j))
		take(readDayBefore(g, j))
		take(readTheYear(g, j))
	case early, late, middle, ending, beginning:
		take(readModified(g, j))
	case partOfDay:
		take(readPartOf(g, j))
	case several:
		take(readTheUnits(g, j))
	default:
		if g.digits(j) {
			take(readDecade(g, j))
			if e, stop := readCentury(g, j); stop > 0 && !g.dash(stop-2) {
				take(e, stop)
			}
			take(readQuarter(g, j))
			take(readTheUnits(g, j))
		} else if g.apostrophe(j) {
			take(readDecade(g, j))
		} else if g.is(j, "latter") {
			take(readQuarter(g, j))
		}
	}
	return best, end
}

// qualifies reports whether what stands before atom i qualifies a noun there:
// "the spring offensive" has the offensive's article.
func (g *grammar) qualifies(i int) bool {
	if i >= len(g.atoms) || g.atoms[i].Kind != atom.Letters || g.class(i) != none || g.words[i].n != 0 {
		return false
	}
	switch g.of(i) {
	case "with", "when", "where", "while", "but", "he", "she", "it", "they", "we", "I", "who", "which", "because", "as", "if", "so", "not", "also", "into", "under", "against", "without":
		return false
	}
	return !g.glued(i)
}

// readTheYear: "the year 2000", "the years 1955", "for the year", "the months ahead".
func readTheYear(g *grammar, i int) (expression, int) {
	if g.class(i) != unitWord || unit(g.n(i)) != yearUnit || g.words[i].plural && g.is(i+1, "ahead") {
		if g.class(i) == unitWord && g.words[i].plural && g.is(i+1, "ahead") {
			return expression{kind: fixed, typ: communique.Duration, value: durationValue(0, unit(g.n(i)), true)}, i + 2
		}
		return expression{}, 0
	}
	y, end := g.yearAt(i + 1)
	if y == 0 && g.is(i-2, "for") && g.clauseFollows(i+1) {
		e := periodOf(yearUnit, 0)
		e.direction = here
		return e, i + 1
	}
	if y == 0 && g.is(i+1, "two") && g.is(i+2, "thousand") {
		if y, end = 2000, i+3; g.class(end) == number {
			if n, ok := atom.Cardinal(g.text, g.atoms, end); ok && n.N >= 1 && n.N < 100 {
				y, end = y+int(n.N), n.End
			}
		}
	}
	if y == 0 {
		return expression{}, 0
	}
	return date(expression{year: y}), end
}

// readModified: "early 2019", "mid-2016", "late last week", "the end of 1990",
// "the beginning of the year", "late in 1911".
func readModified(g *grammar, i int) (expression, int) {
	m := whole
	j := i + 1
	switch g.class(i) {
	case early:
		m = earlyIn
	case late:
		m = lateIn
	case middle:
		m = midIn
	case ending:
		m = endOf
	case beginning:
		m = startOf
	default:
		return expression{}, 0
	}
	needsOf := g.words[i].n > 0
	switch {
	case needsOf && g.class(j) != of:
		return expression{}, 0
	case needsOf:
		j++
	case g.dash(j) && g.glued(j):
		j++
	case g.is(j, "in") && (m == earlyIn || m == lateIn):
		j++
	}
	if g.class(j) == the {
		if u, ok := g.unitAt(j + 1); ok && u >= week && u != fortnight && (needsOf || g.is(j-1, "in")) {
			e := periodOf(u, 0)
			e.direction, e.modifier = here, m
			return e, j + 2
		}
		e, end := readThe(g, j)
		if end == 0 || e.typ != communique.Date {
			return expression{}, 0
		}
		return e.modified(m), end
	}
	e, end := g.base(j)
	if end == 0 || e.typ != communique.Date && e.typ != communique.Clock || e.kind == refer {
		return expression{}, 0
	}
	if g.class(j) == partOfDay {
		return expression{}, 0
	}
	e, end = g.yearFromAnchor(e, end)
	return e.modified(m), end
}

func (e expression) modified(m modifier) expression {
	if e.kind == fixed {
		e.edtf = narrow(e.edtf, m)
		return e
	}
	e.modifier = m
	return e
}

// readPart: "later that year", "early in the year".
func readPart(g *grammar, i int) (expression, int) {
	switch g.class(i) {
	case earlier, later, early, late:
		return readPartOfPeriod(g, i)
	}
	return expression{}, 0
}

// readRest: "the rest of the year", "the remainder of this month".
func readRest(g *grammar, i int) (expression, int) {
	if g.class(i) != the || !g.is(i+1, "rest") && !g.is(i+1, "remainder") || g.class(i+2) != of {
		return expression{}, 0
	}
	if u, ok := g.unitAt(i + 4); ok && g.class(i+3) == the && u >= dayUnit && u != fortnight {
		e := periodOf(u, 0)
		e.direction = here
		return e, i + 5
	}
	e, end := g.base(i + 3)
	if end == 0 || e.typ != communique.Date || e.kind == refer {
		return expression{}, 0
	}
	return e, end
}

// readYearEnd: "year-end", "by year end", "month's end".
func readYearEnd(g *grammar, i int) (expression, int) {
	if u, ok := g.unitAt(i); !ok || u != yearUnit && u != monthUnit {
		return expression{}, 0
	}
	j := i + 1
	switch {
	case g.dash(j):
		j++
	case g.apostrophe(j) && g.is(j+1, "s"):
		j += 2
	}
	if !g.is(j, "end") || j == i+1 && g.class(i-1) != in {
		return expression{}, 0
	}
	if y, end := g.yearAt(j + 1); y > 0 {
		return date(expression{year: y}).modified(endOf), end
	}
	e := periodOf(unit(g.n(i)), 0)
	e.direction, e.modifier = here, endOf
	return e, j + 1
}

// readYearInWords: "nineteen ninety-six".
func readYearInWords(g *grammar, i int) (expression, int) {
	y, end := g.yearAt(i)
	if y == 0 {
		return expression{}, 0
	}
	return date(expression{year: y}), end
}
