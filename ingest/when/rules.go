package when

import (
	"github.com/communique-kg/communique/internal/atom"
	"github.com/communique-kg/communique/internal/fold"
)

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
			{"hyphened", readHyphened}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration},
		},
		apostrophe: []rule{{"decade", readDecade}, {"short-year", readShortYear}},
		letter:     []rule{{"quarter", readQuarter}, {"named-day", readNamedDay}},
		openers: [openLoose + 1][]rule{
			openCount: {{"all-day", readAll}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
			openThese: {{"these-days", readTheseDays}, {"loose", readLoose}},
			openLoose: {{"loose", readLoose}},
		},
		count:     []rule{{"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
		modifiers: []rule{{"part-of", readModified}, {"part-of-period", readPart}},
		the:       []rule{{"the", readThe}, {"range-day", readRangeDay}, {"year-part", readYearPart}, {"year-ago", readYearAgo}, {"the-quarter", readTheQuarter}, {"years-quarter", readYearsQuarter}, {"nth", readNthOf}, {"rest", readRest}, {"day-month", readDayMonth}, {"these-days", readTheseDays}},

		of: [clockWord + 1][]rule{
			month:      {{"named-day", readNamedDay}, {"month-day", readMonthDay}, {"month-year", readMonthYear}, {"month", readMonth}},
			weekday:    {{"month-day", readMonthDay}, {"day-month", readDayMonth}, {"weekdays", readWeekdays}, {"weekday", readWeekday}},
			unitWord:   {{"day-month", readDayMonth}, {"quarter", readQuarter}, {"century", readCentury}, {"hyphened", readHyphened}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}, {"weekend", readWeekend}, {"year-end", readYearEnd}, {"year-ago", readYearAgo}, {"day-before", readDayBefore}},
			season:     {{"season", readSeason}},
			this:       {{"directed", readDirected}, {"this-day", readThisDay}, {"lapse", readLapse}, {"these-days", readTheseDays}, {"loose", readLoose}},
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
			a:          {{"spoken-clock", readSpokenClock}, {"per", readPer}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
			number:     {{"spoken-clock", readSpokenClock}, {"day-month", readDayMonth}, {"century", readCentury}, {"hyphened", readHyphened}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}, {"year-in-words", readYearInWords}, {"decade", readDecade}},
			several:    {{"hyphened", readHyphened}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
			about:      {{"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
			in:         {{"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
			half:       {{"spoken-clock", readSpokenClock}, {"anniversary", readAnniversary}, {"distance", readDistance}, {"duration", readDuration}},
			ordinalNth: {{"nth", readNthOf}, {"quarter", readQuarter}, {"century", readCentury}, {"day-month", readDayMonth}},
			fiscal:     {{"fiscal", readFiscal}},
			noon:       {{"noon", readNoon}},
			nineties:   {{"decade", readDecade}},
			holiday:    {{"holiday", readHoliday}},
		},
	}
}

// behindThe are the words of no class of their own that a rule asks for behind "the".
var behindThe = fold.SetOf("latter comparable corresponding final opening rest remainder moment near foreseeable time")

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
		if i+1 < len(g.atoms) && (g.class(i+1) != none || g.atoms[i+1].Kind != atom.Letters || behindThe.Has(g.low[g.atoms[i+1].Start:g.atoms[i+1].End])) {
			try(g.rules.the)
		}
	case early, late, middle, ending, beginning, earlier, later:
		try(g.rules.modifiers)
	case about, in, several:
		if g.units {
			try(g.rules.of[g.class(i)])
		}
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
