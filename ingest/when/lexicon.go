package when

import "github.com/communique-kg/communique/internal/fold"

// class says what part a word can play in an expression of time.
type class uint8

const (
	none class = iota
	month
	weekday
	unitWord   // day, weeks, …
	season     // n is the EDTF code
	partOfDay  // morning, …; n indexes parts
	this       // this
	that       // that
	last       // last
	past       // past
	next       // next
	coming     // coming
	previous   // previous, preceding
	following  // following
	same       // same
	latest     // latest: the last one that is over
	early      // early
	late       // late
	middle     // mid, middle
	ending     // end, close
	beginning  // beginning, start, outset
	ago        // ago
	earlier    // earlier
	later      // later
	before     // before
	after      // after
	the        // the
	a          // a, an
	of         // of
	in         // prepositions that take a time: in, since, by, until, …
	on         // on
	and        // and, to, through: between the ends of a range
	every      // every, each
	per        // per
	often      // daily, annual, …; n is the unit
	dayWord    // today, yesterday, tomorrow, tonight; n is the days from the anchor
	reference  // now, currently, recently, …
	several    // several, few, many
	couple     // couple
	about      // words before a number that belong to the expression
	than       // than, to: "more than", "up to"
	ordinalNth // first, second, … as words
	number     // two, twenty, …
	fiscal     // fiscal, financial, FY
	half       // half
	meridiem   // am, pm
	noon       // noon, midnight
	nineties   // twenties … nineties; n is the decade
	year       // AD, CE, BC, BCE ("year" itself is a unit); n < 0 before Christ
	holiday    // the first word of a holiday's name
	long       // long, old
	future     // marks of what is to come: will, shall, …
	pastVerb   // marks of what is over: said, was, …
	present    // is, are, remains: neither
	license    // nouns after which a number is no year: resolution, article, …
	opener     // words that may begin an expression and say nothing else; n tells of what kind
	clockWord  // o'clock, hrs, GMT
)

// What an opener may begin.
const (
	openCount = iota + 1 // another, all
	openThese            // these, right, present
	openLoose            // former, future, modern
)

// unit is a length of time.
type unit int8

const (
	second unit = iota + 1
	minute
	hour
	dayUnit
	weekend
	week
	fortnight
	monthUnit
	quarter
	yearUnit
	decade
	century
	millennium
)

// letters are the ISO 8601 designators of the units, as TIMEX3 has them.
var letters = [...]string{second: "TS", minute: "TM", hour: "TH", dayUnit: "D", weekend: "WE", week: "W", fortnight: "W",
	monthUnit: "M", quarter: "Q", yearUnit: "Y", decade: "DE", century: "CE", millennium: "L"}

// parts are the TIMEX3 parts of a day.
var parts = [...]string{1: "MO", 2: "AF", 3: "EV", 4: "NI"}

// References that are no date.
const (
	refPresent = iota + 1
	refPast
	refFuture
)

var refs = [...]string{refPresent: "PRESENT_REF", refPast: "PAST_REF", refFuture: "FUTURE_REF"}

// entry is what the lexicon knows of a word.
type entry struct {
	class  class
	n      int16
	plural bool // of a unit, weekday or part of the day
	short  bool // an abbreviation, which needs a date beside it
}

// lexicon holds every word that the grammar knows, in lower case. It is never written to.
var lexicon = fold.TableOf(map[string]entry{
	"january": {month, 1, false, false}, "february": {month, 2, false, false}, "march": {month, 3, false, false},
	"april": {month, 4, false, false}, "may": {month, 5, false, false}, "june": {month, 6, false, false},
	"july": {month, 7, false, false}, "august": {month, 8, false, false}, "september": {month, 9, false, false},
	"october": {month, 10, false, false}, "november": {month, 11, false, false}, "december": {month, 12, false, false},
	"jan": {month, 1, false, true}, "feb": {month, 2, false, true}, "mar": {month, 3, false, true}, "apr": {month, 4, false, true},
	"jun": {month, 6, false, true}, "jul": {month, 7, false, true}, "aug": {month, 8, false, true}, "sep": {month, 9, false, true},
	"sept": {month, 9, false, true}, "oct": {month, 10, false, true}, "nov": {month, 11, false, true}, "dec": {month, 12, false, true},

	"monday": {weekday, 1, false, false}, "tuesday": {weekday, 2, false, false}, "wednesday": {weekday, 3, false, false},
	"thursday": {weekday, 4, false, false}, "friday": {weekday, 5, false, false}, "saturday": {weekday, 6, false, false},
	"sunday": {weekday, 7, false, false}, "mondays": {weekday, 1, true, false}, "tuesdays": {weekday, 2, true, false},
	"wednesdays": {weekday, 3, true, false}, "thursdays": {weekday, 4, true, false}, "fridays": {weekday, 5, true, false},
	"saturdays": {weekday, 6, true, false}, "sundays": {weekday, 7, true, false},
	"mon": {weekday, 1, false, true}, "tue": {weekday, 2, false, true}, "tues": {weekday, 2, false, true}, "wed": {weekday, 3, false, true},
	"thu": {weekday, 4, false, true}, "thur": {weekday, 4, false, true}, "thurs": {weekday, 4, false, true}, "fri": {weekday, 5, false, true},
	"sat": {weekday, 6, false, true}, "sun": {weekday, 7, false, true},

	"second": {unitWord, int16(second), false, false}, "seconds": {unitWord, int16(second), true, false},
	"minute": {unitWord, int16(minute), false, false}, "minutes": {unitWord, int16(minute), true, false},
	"hour": {unitWord, int16(hour), false, false}, "hours": {unitWord, int16(hour), true, false},
	"hr": {unitWord, int16(hour), true, true}, "mins": {unitWord, int16(minute), true, true}, "secs": {unitWord, int16(second), true, true},
	"day": {unitWord, int16(dayUnit), false, false}, "days": {unitWord, int16(dayUnit), true, false},
	"weekend": {unitWord, int16(weekend), false, false}, "weekends": {unitWord, int16(weekend), true, false},
	"week": {unitWord, int16(week), false, false}, "weeks": {unitWord, int16(week), true, false},
	"fortnight": {unitWord, int16(fortnight), false, false}, "fortnights": {unitWord, int16(fortnight), true, false},
	"month": {unitWord, int16(monthUnit), false, false}, "months": {unitWord, int16(monthUnit), true, false},
	"quarter": {unitWord, int16(quarter), false, false}, "quarters": {unitWord, int16(quarter), true, false},
	"year": {unitWord, int16(yearUnit), false, false}, "years": {unitWord, int16(yearUnit), true, false},
	"decade": {unitWord, int16(decade), false, false}, "decades": {unitWord, int16(decade), true, false},
	"century": {unitWord, int16(century), false, false}, "centuries": {unitWord, int16(century), true, false},
	"millennium": {unitWord, int16(millennium), false, false}, "millennia": {unitWord, int16(millennium), true, false},

	"spring": {season, 21, false, false}, "summer": {season, 22, false, false}, "autumn": {season, 23, false, false},
	"fall": {season, 23, false, false}, "winter": {season, 24, false, false}, "springtime": {season, 21, false, false},
	"summertime": {season, 22, false, false},
	"morning":    {partOfDay, 1, false, false}, "afternoon": {partOfDay, 2, false, false}, "evening": {partOfDay, 3, false, false},
	"night": {partOfDay, 4, false, false}, "mornings": {partOfDay, 1, true, false}, "afternoons": {partOfDay, 2, true, false},
	"evenings": {partOfDay, 3, true, false}, "nights": {partOfDay, 4, true, false},

	"this": {class: this}, "that": {class: that}, "last": {class: last}, "past": {class: past}, "next": {class: next},
	"coming": {class: coming}, "previous": {class: previous}, "preceding": {class: previous}, "prior": {class: previous},
	"following": {class: following}, "same": {class: same}, "latest": {class: latest}, "current": {class: this, n: 1},
	"early": {class: early}, "late": {class: late}, "mid": {class: middle}, "middle": {class: middle, n: 1},
	"end": {class: ending, n: 1}, "close": {class: ending, n: 2}, "beginning": {class: beginning, n: 1}, "start": {class: beginning, n: 1},
	"ago": {class: ago}, "earlier": {class: earlier}, "later": {class: later}, "before": {class: before}, "after": {class: after},
	"the": {class: the}, "a": {class: a}, "an": {class: a}, "of": {class: of},
	"in": {class: in}, "since": {class: in}, "by": {class: in}, "until": {class: in}, "till": {class: in}, "during": {class: in},
	"from": {class: in}, "between": {class: in}, "throughout": {class: in}, "for": {class: in, n: 1}, "over": {class: in, n: 2},
	"within": {class: in, n: 1}, "around": {class: in, n: 2}, "circa": {class: in}, "as": {class: in, n: 1},
	"on": {class: on}, "and": {class: and}, "to": {class: and}, "through": {class: and}, "or": {class: and},
	"every": {class: every}, "each": {class: every}, "per": {class: per},
	"daily": {often, int16(dayUnit), false, false}, "hourly": {often, int16(hour), false, false}, "weekly": {often, int16(week), false, false},
	"fortnightly": {often, int16(fortnight), false, false}, "monthly": {often, int16(monthUnit), false, false},
	"quarterly": {often, int16(quarter), false, false}, "annual": {often, int16(yearUnit), false, false},
	"annually": {often, int16(yearUnit), false, false}, "yearly": {often, int16(yearUnit), false, false},
	"nightly": {often, int16(dayUnit), false, false}, "everyday": {often, int16(dayUnit), false, false},
	"biweekly": {often, int16(-12), false, false}, "bimonthly": {often, int16(-11), false, false},
	"semiannual": {often, int16(-10), false, false}, "semiannually": {often, int16(-10), false, false},
	"biennial": {often, int16(-2), false, false}, "biennially": {often, int16(-2), false, false},
	"today": {class: dayWord}, "yesterday": {class: dayWord, n: -1}, "tomorrow": {class: dayWord, n: 1}, "tonight": {class: dayWord, n: 9},
	"now": {class: reference, n: refPresent}, "currently": {class: reference, n: refPresent}, "presently": {class: reference, n: refPresent},
	"nowadays": {class: reference, n: refPresent}, "recently": {class: reference, n: refPast}, "recent": {class: reference, n: refPast},
	"lately": {class: reference, n: refPast}, "formerly": {class: reference, n: refPast},
	"several": {class: several}, "few": {class: several}, "many": {class: several}, "couple": {class: couple},
	"about": {class: about}, "nearly": {class: about}, "almost": {class: about}, "roughly": {class: about},
	"approximately": {class: about}, "under": {class: about}, "more": {class: about, n: 1}, "less": {class: about, n: 1},
	"fewer": {class: about, n: 1}, "than": {class: than}, "up": {class: about, n: 2}, "least": {class: than}, "most": {class: than},
	"at":    {class: about, n: 3},
	"first": {class: ordinalNth, n: 1}, "third": {class: ordinalNth, n: 3}, "fourth": {class: ordinalNth, n: 4},
	"fifth": {class: ordinalNth}, "sixth": {class: ordinalNth}, "seventh": {class: ordinalNth}, "eighth": {class: ordinalNth},
	"ninth": {class: ordinalNth}, "tenth": {class: ordinalNth}, "eleventh": {class: ordinalNth}, "twelfth": {class: ordinalNth},
	"thirteenth": {class: ordinalNth}, "fourteenth": {class: ordinalNth}, "fifteenth": {class: ordinalNth},
	"sixteenth": {class: ordinalNth}, "seventeenth": {class: ordinalNth}, "eighteenth": {class: ordinalNth},
	"nineteenth": {class: ordinalNth}, "twentieth": {class: ordinalNth}, "thirtieth": {class: ordinalNth},
	"one": {class: number}, "two": {class: number}, "three": {class: number}, "four": {class: number}, "five": {class: number},
	"six": {class: number}, "seven": {class: number}, "eight": {class: number}, "nine": {class: number}, "ten": {class: number},
	"eleven": {class: number}, "twelve": {class: number}, "thirteen": {class: number}, "fourteen": {class: number},
	"fifteen": {class: number}, "sixteen": {class: number}, "seventeen": {class: number}, "eighteen": {class: number, n: 18},
	"nineteen": {class: number, n: 19}, "twenty": {class: number}, "thirty": {class: number}, "forty": {class: number},
	"fifty": {class: number}, "sixty": {class: number}, "seventy": {class: number}, "eighty": {class: number}, "ninety": {class: number},
	"fiscal": {class: fiscal}, "financial": {class: fiscal}, "fy": {class: fiscal, n: 1},
	"half": {class: half}, "am": {class: meridiem, n: 1}, "pm": {class: meridiem, n: 2},
	"noon": {class: noon, n: 12}, "midday": {class: noon, n: 12}, "midnight": {class: noon, n: 24},
	"twenties": {class: nineties, n: 2}, "thirties": {class: nineties, n: 3}, "forties": {class: nineties, n: 4},
	"fifties": {class: nineties, n: 5}, "sixties": {class: nineties, n: 6}, "seventies": {class: nineties, n: 7},
	"eighties": {class: nineties, n: 8}, "nineties": {class: nineties, n: 9},
	"bc": {class: year, n: -1}, "bce": {class: year, n: -1}, "ad": {class: year, n: 1}, "ce": {class: year, n: 1},
	"christmas": {class: holiday}, "new": {class: holiday}, "easter": {class: holiday}, "good": {class: holiday}, "thanksgiving": {class: holiday}, "halloween": {class: holiday},
	"valentine": {class: holiday}, "independence": {class: holiday}, "memorial": {class: holiday}, "labor": {class: holiday}, "veterans": {class: holiday}, "armistice": {class: holiday},
	"remembrance": {class: holiday}, "boxing": {class: holiday}, "bastille": {class: holiday}, "columbus": {class: holiday}, "presidents": {class: holiday}, "election": {class: holiday}, "inauguration": {class: holiday},
	"long": {class: long}, "old": {class: long, n: 1},
	"will": {class: future}, "ll": {class: future}, "shall": {class: future}, "won": {class: future}, "upcoming": {class: future},
	"expected": {class: future}, "scheduled": {class: future}, "plans": {class: future}, "planned": {class: future},
	"due": {class: future}, "slated": {class: future}, "hopes": {class: future}, "expects": {class: future}, "poised": {class: future},
	"intends": {class: future}, "tentatively": {class: future}, "would": {class: future, n: 1},
	"said": {class: pastVerb}, "was": {class: pastVerb}, "were": {class: pastVerb}, "had": {class: pastVerb}, "told": {class: pastVerb},
	"met": {class: pastVerb}, "went": {class: pastVerb}, "came": {class: pastVerb}, "made": {class: pastVerb}, "took": {class: pastVerb},
	"began": {class: pastVerb}, "fell": {class: pastVerb}, "rose": {class: pastVerb}, "held": {class: pastVerb}, "left": {class: pastVerb},
	"gave": {class: pastVerb}, "found": {class: pastVerb}, "got": {class: pastVerb}, "ran": {class: pastVerb}, "sent": {class: pastVerb},
	"spoke": {class: pastVerb}, "won't": {class: future}, "lost": {class: pastVerb}, "did": {class: pastVerb}, "became": {class: pastVerb},
	"broke": {class: pastVerb}, "saw": {class: pastVerb}, "led": {class: pastVerb}, "wrote": {class: pastVerb}, "struck": {class: pastVerb},
	"drew": {class: pastVerb}, "grew": {class: pastVerb}, "sold": {class: pastVerb}, "bought": {class: pastVerb}, "put": {class: pastVerb},
	"kept": {class: pastVerb}, "brought": {class: pastVerb}, "thought": {class: pastVerb}, "stood": {class: pastVerb},
	"been": {class: pastVerb}, "has": {class: pastVerb}, "have": {class: pastVerb}, "hit": {class: pastVerb}, "built": {class: pastVerb},
	"must": {class: future}, "might": {class: future}, "planning": {class: future}, "plan": {class: future}, "likely": {class: future}, "set": {class: future, n: 2},
	"succeed": {n: 1}, "proceed": {n: 1}, "exceed": {n: 1}, "indeed": {n: 1}, "speed": {n: 1}, "breed": {n: 1}, "bleed": {n: 1}, "hundred": {n: 1},
	"sacred": {n: 1}, "united": {n: 1}, "limited": {n: 1}, "advanced": {n: 1}, "embed": {n: 1}, "naked": {n: 1}, "wicked": {n: 1}, "greed": {n: 1},
	"is": {class: present}, "are": {class: present}, "remains": {class: present}, "faces": {class: present}, "face": {class: present},
	"resolution": {class: license}, "resolutions": {class: license}, "article": {class: license}, "articles": {class: license},
	"no": {class: license}, "nos": {class: license}, "number": {class: license}, "room": {class: license}, "flight": {class: license},
	"section": {class: license}, "chapter": {class: license}, "page": {class: license}, "pages": {class: license}, "paragraph": {class: license},
	"rfc": {class: license}, "iso": {class: license}, "iec": {class: license}, "port": {class: license}, "pp": {class: license},
	"apt": {class: license}, "directive": {class: license}, "regulation": {class: license}, "windows": {class: license},
	"some": {class: license}, "annex": {class: license}, "version": {class: license}, "tel": {class: license}, "suite": {class: license},
	"another": {class: opener, n: openCount}, "all": {class: opener, n: openCount},
	"these": {class: opener, n: openThese}, "right": {class: opener, n: openThese}, "present": {class: opener, n: openThese},
	"former": {class: opener, n: openLoose}, "future": {class: opener, n: openLoose}, "modern": {class: opener, n: openLoose},
	"clock": {class: clockWord}, "hrs": {class: clockWord}, "gmt": {class: clockWord}, "utc": {class: clockWord}, "est": {class: clockWord},
	"edt": {class: clockWord}, "cet": {class: clockWord}, "et": {class: clockWord}, "pst": {class: clockWord}, "bst": {class: clockWord},
	"cest": {class: clockWord}, "eet": {class: clockWord}, "eest": {class: clockWord}, "cst": {class: clockWord}, "cdt": {class: clockWord},
	"pdt": {class: clockWord}, "pt": {class: clockWord}, "msk": {class: clockWord}, "jst": {class: clockWord}, "aest": {class: clockWord},
})
