package who

import "github.com/communique-kg/communique/internal/fold"

// words makes a set of a list of words in lower case.
func words(list string) *fold.Set { return fold.SetOf(list) }

// Closed lists of English words that decide between a name and something else.
// All are lower case.
var (
	// honorifics stand before a person's name, and before nothing else.
	honorifics = words("gov det supt mr mrs ms miss dr sir dame lord lady prof professor gen general lt lieutenant col colonel maj major capt captain adm admiral vadm " +
		"sgt sergeant brig brigadier commander cmdr sen senator rep representative congressman congresswoman ambassador president minister premier chancellor secretary " +
		"commissioner spokesman spokeswoman spokesperson adviser advisor analyst director chief leader speaker chairman chairwoman chair king queen prince princess judge justice governor mayor " +
		"undersecretary attorney coordinator envoy researcher scientist economist journalist reporter correspondent author chairperson taoiseach pope reverend rev rabbi imam bishop archbishop emperor empress madam baroness baron viscount earl countess duke duchess " +
		"spc cpl pvt pfc ssgt tsgt msgt smsgt cmsgt csm officer airman corporal seaman sheikh sheik shaykh mullah emir ayatollah sultan mufti vicar patriarch chancellor")

	// heads end the name of an organisation.
	heads = words("agency ministry council university institute centre center committee command commission department office bureau service authority corps corporation " +
		"foundation association organization organisation directorate academy college secretariat establishment assembly tribunal consortium institution headquarters " +
		"taskforce inc ltd laboratory laboratories observatory society federation parliament administration")

	// headsOf begin the name of an organisation before "of" or "for".
	headsOf = words("ministry department university institute council bureau office house court center centre agency college academy board committee bank school chamber army party front union league movement association organisation organization federation society confederation coalition community commission foundation")

	// documentHeads end the name of a document or instrument rather than of an organisation.
	documentHeads = words("act treaty convention agreement protocol declaration charter strategy policy plan framework manual report directive regulation accord pact pledge order program programme initiative review resolution concept law " +
		"constitution code resolutions directives regulations manifesto memorandum doctrine compact covenant recommendation decision")

	// joiners may stand inside an organisation's name.
	joiners = words("of for and the on in to")

	// function are words that do not begin a name although a sentence begins with them.
	function = words("the a an this that these those our their its his her my your we they it he she you i and but or nor so yet if when while as at by for from in into of on over under " +
		"to with within without after before during since until because although though however moreover meanwhile furthermore additionally also then thus therefore today yesterday tomorrow " +
		"now there here what who whom whose which where why how no not all any both each every either neither some many most more much few several other another such one two three four five six " +
		"first second third fourth fifth sixth seventh eighth ninth tenth last next new old former ex late early joint national international federal regional global general special senior deputy vice only just even still again once " +
		"january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday " +
		"is are was were be been being has have had do does did will would can could should may might must shall let please thank thanks yes well ok okay " +
		"q a photo image video source sources read watch click share about between against among through per via like unlike despite according")

	// ordinary are surnames and given names that are English words as well: at the
	// head of a sentence a capital does not tell which.
	ordinary = words("may will price rice brown baker young rich day law king bush gates page rose grace mark bill frank grant pace long short little white black green gray grey wood stone field hill park west " +
		"north east south banks cook fisher hunter mason carter power powers fall sharp strong swift wise wolf fox bird case chance church cross dean drew earl ford glass hall hand hope house hunt joy lane love major marsh " +
		"miles moon noble parish penny pope rush sage sands small snow speed spring sterling story summers swan temple turner walker ward ways winter winters works worth china austin jordan chad georgia")

	// shouted are acronyms that are ordinary words when a whole line is in capitals.
	shouted = words("us it who aid act start an in on at is as so we or and for the am pm id eu all ice can")

	// speechVerbs follow or precede a speaker's name.
	speechVerbs = words("said says say told tells added adds noted notes warned warns announced announces explained explains stated states wrote writes argued argues claimed claims insisted insists stressed " +
		"emphasised emphasized emphasizes declared declares confirmed confirms denied denies replied replies asked asks urged urges tweeted testified acknowledged admitted predicted pledged vowed concluded commented remarked " +
		"continued suggested recalled spoke speaks called calls reiterated underlined highlighted described")

	months = words("january february march april may june july august september october november december")

	// given are common first names of the languages that policy news is full of.
	given = words("aaron abdul abdullah adam adrian ahmed alain alan albert alejandro aleksandr alex alexander alexei alexandra alexis alfred ali alice alison amanda amy ana andrea andreas andrei andrew andrzej andy angela anita ann anna anne annegret anthony antonio antony antonio aleksey ashley " +
		"barack barbara ben benjamin bernard beth betty bill bob boris brad brandon brian bridget bruce carl carla carlos carol caroline catherine cathy charles charlie chris christian christina christine christopher claire claudia colin condoleezza craig cynthia dalton damian dan daniel dave david dean deborah denis dennis diana diane dick dmitry dmitri dominic don donald donna dorothy doug douglas " +
		"ed eddie edgars eduardo edward eileen elaine elena elisabeth elizabeth ella ellen emily emma emmanuel eric erik erica ernest esper estelle ethan eugene eva evan evelyn federica felipe fernando fiona florence frances francesco francisco francois françois franz fred frederick gabriel gary gavin geoffrey george gerald gerard gerhard giorgia giorgio giuseppe glenn gloria gordon graham greg gregory greta guy " +
		"hans harold harry hassan heather heidi heiko helen helmut henri henry herbert hillary howard hubert hugh ian igor irina ivan jack jacob jacqueline jacques jake james jamie jan jana jane janet janez jason javier jean jeff jeffrey jen jennifer jens jeremy jerry jessica jill jim jimmy joan joanna joao joe john johannes jonathan jorge jose joseph josep joshua joyce juan judith julia julian julie jürgen justin " +
		"kaja kamala karen karina karine karl kate katherine kathleen keith kelly ken kenneth kersti kevin kim kimberly klaus kristalina kyle larry laura lauren laurence lawrence leo leon leonard leonid lee lester lewis linas linda lindsey lisa liz lloyd louis louise luca lucy luis luigi luke lynn madeleine magdalena manuel marc marcel marcus margaret margus maria marie mario marina marise marjorie mark markus marta martha martin mary mateusz matt matthew maurice max megan melissa michael michel michelle miguel mike mikhail mircea mohamed mohammed moritz muhammad " +
		"nancy naomi narendra natalia nathan neil nicholas nick nicolas nicole nigel nikolai nina noel norman oleg oleksandr oleksiy olga oliver olivia omar oscar otto pablo pamela patricia patrick paul paula pavel pedro penny peter petr petro philip philippe phil pierre piotr rachel radek rafael ralph raymond rebecca recep rex richard rick rishi rob robert roberto robin rodrigo roger roland ron ronald rose ross roy ruth ryan " +
		"sabine sally sam samantha samuel sandra sara sarah sauli scott sean sebastian sergei sergey sergio sharon shinzo shirley simon sophia sophie stefan stella stephanie stephen steve steven stuart sue susan suzanne sven sylvia tamara tanja ted teresa terry theresa thomas tim timothy tina toby todd tom toomas tony tracy ursula urmas valentina valeri vera veronica vicky victor victoria viktor vincent virginia vladimir volodymyr walter wanda wang warren wayne wendy wendy werner wesley william wolfgang yair yukio yuri yves zoe xi jinping fumihide fumio yoshihide jacinda giulia mette sanna magdalena pål lars anders ulf tobias gitanas ingrida artis krišjānis andris alar taavi jüri kaspars dalia valdis edgar jaak josé joão " + givenAbroad)
)

// female are the common first names of women among given; unisex ones of both.
var (
	female = words("alexandra alice alison amanda amy ana andrea angela anita ann anna anne annegret barbara beth betty bridget carla carol caroline catherine cathy christina christine claire claudia condoleezza cynthia deborah diana diane donna dorothy eileen elaine elena elisabeth elizabeth ella ellen emily emma erica estelle eva evelyn federica fiona florence frances francesca giorgia gloria greta " +
		"heather heidi helen hillary irina jacqueline jane janet jen jennifer jessica jill joan joanna joyce judith julia julie kaja kamala karen karina karine kate katherine kathleen kersti kimberly kristalina laura lauren linda lindsey lisa liz louise lucy madeleine magdalena margaret maria marie marina marjorie marta martha mary megan melissa michelle nancy naomi natalia nicole nina olga olivia pamela patricia paula penny rachel rebecca rose ruth " +
		"sabine sally samantha sandra sara sarah sharon shirley sophia sophie stella stephanie sue susan suzanne sylvia tamara tanja teresa theresa tina tracy ursula valentina vera veronica vicky victoria virginia wanda wendy yvonne zoe jacinda giulia mette sanna ingrida evika dalia jüri avril adrienne")
	unisex = words("alex alexis ashley chris dominic jamie jan jean kelly kim lee leslie lynn sam terry andrea robin evan guy wang xi jinping yair yukio toomas ali nikolai sasha penny charlie glenn taylor jordan morgan casey lauren")
)

// commonHeads end the name of a body only where they and a word before them have
// capitals: "Syrian Democratic Forces", "3rd Battalion", "Conservative Party".
var commonHeads = words("group groups force forces units army navy brigade brigades battalion battalions regiment squadron wing division battery fleet front party movement union league alliance coalition " +
	"company bank fund team unit cell church police marines airlines airways partnership forum media news times tribune herald industries technologies solutions labs holdings corp llc plc gmbh " +
	"telecom militia militias legion platoon taskforce club confederation congregation courts partnership registry fellowship")

// Words that show a place.
var (
	// placeHeads end the name of a place. Those of smallPlaceHeads do so in small
	// letters, too, where a capitalised word stands before them.
	placeHeads = words("province governorate district oblast prefecture river rivers valley island islands peninsula county desert mountain mountains municipality airport airbase airfield village town city dam barrage lake sea ocean gulf strait straits " +
		"bay harbor harbour canal bridge mosque cathedral square street avenue boulevard highway road park stadium canyon delta basin heights hills beach coast plateau reef archipelago neighborhood neighbourhood suburb camp palace refinery port seaport hospital prison barracks garden plaza airstrip crossing")
	smallPlaceHeads = words("province governorate district oblast prefecture river valley island islands peninsula county desert mountains municipality airport airbase village town city neighbourhood neighborhood")
	// placesOf stand before "of" and the name of a place.
	placesOf = words("city cities town towns village villages province provinces governorate governorates district districts island islands municipality oblast port suburb suburbs town hamlet peninsula north south east west northeast northwest southeast southwest outskirts neighborhood neighbourhood vicinity")
	// settlements say of a name that it is a place.
	settlements = words("city town village province governorate district region island municipality county hamlet suburb port oblast peninsula river lake mountain neighborhood neighbourhood settlement capital")
	// placeLeads begin the name of a place.
	placeLeads = words("lake mount fort camp cape port lakes")
	// placeCues are prepositions before which a place is likely.
	placeCues = words("in near outside around inside throughout across into")
)

// operationNouns stand before the name of a campaign or an exercise.
var operationNouns = words("operation exercise")

// personalPronouns may stand for somebody named before.
var personalPronouns = words("he him his himself she her hers herself")

// prefixes begin a part of a name that they are written together with by a
// hyphen, mostly in small letters: "al-Zarqawi", "Deir ez-Zor".
var prefixes = words("al el ul ad ar as ash at az an ez es")

// hiding are phrases in which the name of a state names something else.
var hiding = []string{
	"New Mexico", "New England", "New Jersey", "New Guinea", "New York", "New Hampshire", "Gulf of Mexico", "Gulf of Guinea", "Gulf of Aden", "Gulf of Oman", "Gulf of Finland", "Gulf of Thailand",
	"Jordan River", "Jordan Valley", "South China Sea", "East China Sea", "Panama Canal", "Indian Ocean", "Latin America", "South America", "North America", "Central America", "Latin American",
	"South American", "North American", "Central American", "African American", "African Americans", "Asian American", "Native American", "Native Americans", "American Samoa", "English Channel", "Mexico City", "Panama City", "Kuwait City",
	"Guatemala City", "Georgia Tech", "Georgia Avenue", "West Bank", "Turkey Point", "Cyprus Avenue", "Irish Sea", "Korean Peninsula", "Korean War", "Georgian Bay", "Oval Office", "North Lawn", "Sea of Japan", "Washington Monument", "Washington State", "Washington, D.C.", "Washington, DC", "Washington D.C.", "Washington DC",
	"Indian River", "Niger River", "Niger Delta", "Congo River", "Congo Basin", "Norwegian Sea", "North Macedonian", "Northern Ireland", "Inner Mongolia",
}
