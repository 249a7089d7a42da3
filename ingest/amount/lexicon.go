package amount

import (
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// class says what parts a word can play around a number; most play one.
type class uint32

const (
	more     class = 1 << iota // more, greater: before "than"
	less                       // less, fewer: before "than"
	over                       // over, above, exceeding
	under                      // under, below
	about                      // about, nearly
	bound                      // begins a longer bound: at (least), up (to), no (more than), in (excess of)
	article                    // a, an
	numeral                    // one, two, …
	power                      // hundred, million: multiplies what stands before
	vague                      // dozens, hundreds: many of a kind
	times                      // once, twice, thrice
	manifold                   // doubled, tenfold
	share                      // half, third, quarter
	percent                    // percent, pct
	measure                    // km, mph, GB: counted whether singular or plural
	timed                      // second … century: a measure of time
	money                      // euros, dollars, USD
	plural                     // people, troops: plural without an s
	singular                   // series of words that end in s and are no plural: business, always
	verb                       // also a verb: train, order; a name only with a capital
	label                      // article, section: what follows is a name, no number
	det                        // the, its, these: begins a noun phrase
	stop                       // ends a noun phrase
	sign                       // minus, negative
	from                       // between, from: before a range
	rise                       // rose, fell: what goes "from … to" has changed
	month                      // January, …
)

// begins holds the classes of the words that a quantity can begin with.
const begins = more | less | over | under | about | bound | article | numeral | vague | times | manifold | share | money | sign | from

// numbers holds the classes of the words that a quantity without its comparator can begin with.
const numbers = article | numeral | power | vague | times | manifold | share | money | sign | from

// counts holds the classes of the words without which, and without figures, a sentence has no quantity.
const counts = numeral | vague | times | manifold | share | power

// measures holds only what a number counts without a noun phrase around it.
const measures = measure | timed | percent | money

// lexicon is never written to.
var lexicon = func() *fold.Table[class] {
	m := map[string]class{}
	add := func(c class, words string) {
		for _, w := range strings.Fields(words) {
			m[w] |= c
		}
	}
	add(stop|det, "the this that these those its their his her our my your all both such each every another")
	add(stop, `some and or but nor of to for from by with on into onto across among amongst against after before between during since
		until till through throughout toward towards via per than then within without upon at in as under over about around above below near beyond despite behind beside besides inside outside past last next
		who whom whose which what when where while if because so though although unless whether how why
		is are was were be been being am has have had having do does did done will would can could may might must should shall
		cannot isn aren wasn weren don doesn didn won can't said says say told added it he she they we you i them us him me there here also now today tonight tomorrow yesterday ago
		later earlier versus vs perhaps plus minus only just even still yet already again up down out off away back along apart like too however
		including took take takes taken taking came come comes coming went go goes going gone made make makes making met meet meets agree agreed remain remains remained become
		becomes became signed killed injured wounded used reported based known called include includes included followed held led died joined joining need needs needed want wants
		rather compared worth instead not never no once twice thrice got get gets give gives gave given left saw see seen said stood stand sat say
		voted vote rose fell grew found pledged expected began begin begins ended won lost showed show shows following amid according due till except regarding concerning
		thereof whereas hence thus therefore moreover altogether together annually apiece aside overall respectively alike alone long`)
	add(measure, `pound pounds km kilometre kilometer mile metre meter m cm centimetre centimeter mm millimetre millimeter μm µm micron nm nanometre nanometer kg kilogram kilo g gram gramme mg milligram
		lb lbs tonne ton tons kt mt gt megaton kiloton oz ounce
		kb mb gb tb pb bit byte kilobyte megabyte gigabyte terabyte petabyte gigabit megabit terabit bps kbps mbps gbps tbps
		mph kmh kph kmph kmhr knot knots rpm hp bhp ps kw mw gw tw w kilowatt megawatt gigawatt terawatt watt kwh mwh gwh twh v kv volt mv mah ah amp wh hz khz mhz ghz hertz nits
		litre liter l ml cl millilitre milliliter gallon pint quart barrel bbl bpd bushel cc hectare ha acre foot feet ft inch inches yard yd
		celsius fahrenheit kelvin degree degrees mpg psi pa kpa mpa gpa gigapascal pascal decibel db dpi ppi px pixel fps ppb ppm nmi horsepower torque newton nm joule kj mj calorie kcal dm deg microgram micrograms μg µg teaspoon teaspoons tablespoon tablespoons centigrade
		msec ms min mins hr hrs sec secs ns usv msv sievert carat lumen lux`)
	for _, w := range strings.Fields(`kilometre kilometer mile metre meter centimetre centimeter millimetre millimeter micron nanometre nanometer kilogram kilo gram gramme milligram tonne ounce bit byte
		kilobyte megabyte gigabyte terabyte petabyte gigabit megabit terabit kilowatt megawatt gigawatt terawatt watt volt amp litre liter millilitre milliliter gallon pint quart barrel bushel
		hectare acre yard pixel gigapascal pascal decibel newton joule calorie sievert carat lumen megaton kiloton`) {
		add(measure, w+"s")
	}
	add(timed, "second seconds minute minutes hour hours day days week weeks weekday weekdays weekend weekends month months year years decade decades century centuries fortnight fortnights nights")
	add(money, `dollar dollars euro euros pound pounds quid ruble rubles rouble roubles yen yuan renminbi krona kronor krone kroner kronur crown crowns hryvnia hryvnias hryvnya franc francs lira liras lire zloty zlotys
		forint forints lev leva leu lei dinar dinars dirham dirhams riyal riyals rial rials shekel shekels rupee rupees rupiah ringgit ringgits baht peso pesos real reais rand naira cedi shilling shillings tenge
		lari lats litas koruna korunas kuna kunas sen cent cents sterling penny pence pennies bitcoin bitcoins
		usd eur gbp jpy cny rmb rub uah chf sek nok dkk pln czk huf ron bgn try ils inr pkr bdt idr myr thb krw sgd hkd twd aud nzd cad mxn brl ars clp cop zar ngn kes egp aed sar qar kwd kzt gel amd azn php vnd isk btc nis`)
	add(percent, "percent pct pc percents")
	add(plural, `people men women children troops personnel staff police policemen policewomen servicemen servicewomen fishermen sportsmen businessmen clergymen lawmakers aircraft spacecraft watercraft
		feet teeth mice geese oxen data criteria phenomena media bacteria headquarters series species crew infantry cattle sheep fish deer salmon congressmen congresswomen airmen crewmen gunmen
		spokesmen horsemen freshmen salesmen firemen workmen craftsmen statesmen militiamen guardsmen tribesmen marksmen helicopters dice lives wives wolves knives halves thieves leaves selves
		basis-points alumni nuclei fungi stimuli indices vertices appendices matrices analyses crises theses hypotheses bases axes oases diagnoses parentheses ellipses personnel offspring swine`)
	add(singular, `business address process access congress progress success express class mass loss boss cross press stress gas bus virus status focus bonus campus census corpus versus plus minus thus
		always perhaps sometimes besides its his this is was has does yes us news politics economics physics mathematics ethics athletics dynamics series analysis crisis basis thesis emphasis hypothesis axis
		tennis chess cyprus laos honduras texas paris brussels athens netherlands philippines maldives bahamas james charles thomas chris reuters mars venus christmas less across
		as towards afterwards onwards backwards upwards downwards indoors outdoors overseas nowadays whereas says goes means hers ours yours theirs themselves ourselves`)
	add(label, `article articles section sections chapter chapters page pages pp figure figures fig table tables annex annexes apt unc paragraph paragraphs para paras rule rules title titles part parts phase level
		category version unit room flight highway route type grade class iso act resolution resolutions no nos number numbers step item items question principle pillar tier stage vol volume issue clause
		clauses protocol amendment day week season episode directive regulation sec windows ios android norm appendix cve model channel chapter schedule group line track lane gate platform district sector area zone
		route interstate mark mach block bin box case exhibit form file order bill law code proposition prop opcw psalm note footnote endnote recital target goal objective sdg option scenario bus train apollo boeing airbus`)
	add(verb, "train order mark file form target note block bill box line act group step issue rule type question model channel track exhibit stage platform route code scenario goal")
	add(numeral, `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety`)
	add(power, "hundred thousand million billion trillion dozen quadrillion lakh crore bn bln mn mln tn tln trn")
	add(vague, "dozens hundreds thousands millions billions trillions tens scores several few")
	add(times, "once twice thrice")
	add(manifold, "doubled tripled trebled quadrupled quintupled twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold hundredfold thousandfold fold")
	add(share, "half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths eighth eighths ninth ninths tenth tenths hundredth hundredths thousandth thousandths")
	add(more, "more greater higher larger longer older bigger better faster")
	add(less, "less fewer lower smaller shorter younger")
	add(over, "over above exceeding exceed exceeds exceeded topping topped surpassing surpassed beyond")
	add(under, "under below sub")
	add(about, "about around nearly almost roughly approximately approx circa some estimated virtually barely")
	add(bound, "at up no not in an a as upwards upward north south close shy minimum maximum")
	add(article, "a an")
	add(sign, "minus negative")
	add(from, "between from")
	add(rise, `rose rise rises risen rising fell fall falls fallen falling grew grow grows grown growing increase increases increased increasing decrease decreases decreased decreasing jump jumps jumped jumping climb climbs climbed
		climbing drop drops dropped dropping decline declines declined declining went up down shrank shrunk moved moving changed cut cuts cutting raise raised raising raises reduce reduces reduced reducing slow slowed slowing slipped slid soared surged
		plunged plummeted tumbled lifted lowered revised expand expanded doubled widened narrowed improved advanced gained sank dipped accelerate accelerated accelerating rebounded edged swung goes go going swelled`)
	add(month, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")
	return fold.TableOf(m)
}()

// counting holds the words that count. It is never written to.
var counting = func() *fold.Set {
	var words []string
	for w, c := range lexicon.All() {
		if c&counts != 0 {
			words = append(words, w)
		}
	}
	return fold.SetOf(words...)
}()

// manyOf is what the words for many of a kind stand for. It is never written to.
var manyOf = map[string]float64{"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15, "lakh": 1e5, "crore": 1e7, "bn": 1e9, "bln": 1e9, "mn": 1e6, "mln": 1e6, "tn": 1e12, "tln": 1e12, "trn": 1e12,
	"dozens": 12, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "tens": 10, "scores": 20}

// many returns what the word at atom i multiplies by, 0 where it is no such word.
func (g *grammar) many(i int) float64 {
	if g.class(i)&(power|vague) == 0 {
		return 0
	}
	return manyOf[strings.ToLower(g.of(i))]
}
