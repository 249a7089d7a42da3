package amount

// class says what part a word plays around a number.
type class uint8

const (
	none    class = iota
	more          // more, greater
	less          // less, fewer
	over          // over, above, exceeding
	under         // under, below
	about         // about, nearly, up (to)
	not           // no, not
	at            // at
	as            // as
	excess        // in: "in excess of"
	article       // a, an
	numeral       // one, two, …
	vague         // dozens, hundreds, …
	times         // once, twice, thrice
	share         // half, third, quarter
	percent       // percent, percentage, pct
	measure       // km, mph, GB: counted whether singular or plural
	plural        // people, troops: plural without an s
	money         // euros, dollars: never more than a unit
	label         // article, section: what follows is a name, no number
	stop          // ends a noun phrase
)

// lexicon is never written to.
var lexicon = func() map[string]class {
	m := map[string]class{}
	add := func(c class, words ...string) {
		for _, w := range words {
			m[w] = c
		}
	}
	add(stop, "the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your", "some", "all", "both",
		"and", "or", "but", "nor", "of", "to", "for", "from", "by", "with", "on", "into", "onto", "across", "among", "against", "after",
		"before", "between", "during", "since", "until", "through", "throughout", "toward", "towards", "via", "per", "than", "then", "within",
		"without", "who", "whom", "whose", "which", "what", "when", "where", "while", "if", "because", "so", "though", "although",
		"is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "do", "does", "did", "will", "would", "can",
		"could", "may", "might", "must", "should", "shall", "said", "says", "say", "it", "he", "she", "they", "we", "you", "i", "them", "us",
		"him", "me", "there", "here", "also", "now", "today", "ago", "each", "every", "later", "earlier", "versus", "vs", "perhaps", "always",
		"plus", "minus", "only", "just", "even", "still", "yet", "already", "again", "up", "down", "out", "off", "away", "back", "along",
		"apart", "such", "like", "too", "very", "however", "whether", "how", "why", "s", "including", "took", "take", "takes", "came",
		"come", "comes", "went", "go", "goes", "made", "make", "makes", "met", "meet", "meets", "agree", "agreed", "share",
		"remain", "remains", "become", "becomes", "signed", "killed", "used", "reported", "based", "known", "called", "include", "includes",
		"followed", "held", "led", "died", "joined", "need", "needs", "want", "wants", "states'", "rather", "compared", "worth", "instead",
		"last", "next")
	add(measure, "km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "cm", "mm", "kg", "kilogram", "g", "gram", "lb", "lbs",
		"tonne", "ton", "gb", "mb", "tb", "kb", "gbps", "mbps", "tbps", "gigabit", "terabit", "gigabyte", "terabyte", "megabyte", "mph",
		"kmh", "kph", "hp", "bhp", "kw", "mw", "gw", "kwh", "mwh", "gwh", "nm", "rpm", "hz", "khz", "mhz", "ghz", "litre", "liter",
		"foot", "feet", "inch", "inches", "ft", "yd", "acre", "hectare", "celsius", "fahrenheit", "mpg", "psi", "volt", "watt", "w",
		"mah", "ms", "min", "mins", "hr", "hrs", "sec", "secs", "bps", "oz", "ps", "cc", "dpi", "px", "fps", "kt", "mt", "knots",
		"horsepower", "nanometer", "nanometre", "millimeter", "millimetre", "degree", "barrel", "ounce", "gallon", "pound")
	add(plural, "people", "men", "women", "children", "troops", "personnel", "staff", "police", "policemen", "servicemen", "fishermen",
		"lawmakers", "aircraft", "spacecraft", "feet", "teeth", "mice", "data", "criteria", "phenomena", "media", "headquarters",
		"series", "species", "crew", "infantry", "cattle", "forces", "congressmen", "airmen", "crewmen", "nationals", "gunmen", "spokesmen")
	add(money, "dollars", "euros", "pounds", "rubles", "roubles", "yen", "yuan", "kronor", "kroner", "hryvnia", "hryvnias", "francs",
		"lira", "zlotys", "usd", "eur", "gbp", "cents", "euro", "pence", "rupees", "won")
	add(label, "article", "articles", "section", "sections", "chapter", "page", "pages", "figure", "fig", "table", "annex", "apt", "unc",
		"paragraph", "paragraphs", "para", "rule", "rules", "title", "part", "phase", "level", "category", "version", "unit", "room",
		"flight", "highway", "route", "type", "grade", "class", "iso", "act", "resolution", "resolutions", "no", "nos", "number",
		"numbers", "step", "item", "question", "principle", "pillar", "tier", "stage", "point", "vol", "volume", "issue", "clause",
		"protocol", "amendment", "day", "week", "season", "episode", "directive", "regulation", "sec", "unc2452", "windows", "ios", "android", "norm", "appendix")
	add(numeral, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
		"fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
	add(vague, "dozens", "hundreds", "thousands", "millions", "billions", "trillions", "tens", "scores", "dozen", "hundred", "thousand", "million", "billion", "trillion")
	add(times, "once", "twice", "thrice")
	add(share, "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths")
	add(percent, "percent", "percentage", "pct", "pc")
	add(more, "more", "greater", "higher")
	add(less, "less", "fewer", "lower")
	add(over, "over", "above", "exceeding", "topping", "exceeded")
	add(under, "under", "below")
	add(about, "about", "around", "nearly", "almost", "roughly", "approximately", "circa", "close", "up", "some", "estimated", "virtually")
	add(not, "no", "not")
	add(at, "at")
	add(as, "as")
	add(excess, "in")
	add(article, "a", "an")
	return m
}()

// longestWord is the length of the longest word of the lexicon.
const longestWord = 13
