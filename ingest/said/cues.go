package said

import (
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// Manner is what an act of speech does.
type Manner string

// The manners. Neutral ones only report.
const (
	Neutral  Manner = "neutral"
	Announce Manner = "announce"
	Warn     Manner = "warn"
	Affirm   Manner = "affirm"
	Deny     Manner = "deny"
	Accuse   Manner = "accuse"
	Ask      Manner = "ask"
	Urge     Manner = "urge"
	Promise  Manner = "promise"
	Write    Manner = "write"
)

// cue is one verb of speech and what may follow it.
type cue struct {
	forms  string // finite forms and participles, the -ing form last
	manner Manner
	bare   bool // a clause without "that" may follow: "said NATO would"
	object bool // an addressee follows: "told reporters"
}

// cues is the lexicon. A verb that also means something else than speaking
// ("found", "means") is left out or needs its "that".
var cues = []cue{
	{"say said says saying", Neutral, true, false},
	{"told tells telling", Neutral, true, true},
	{"added adds adding", Neutral, true, false},
	{"noted notes noting", Neutral, true, false},
	{"explained explains explaining", Neutral, true, false},
	{"stated states stating", Neutral, true, false},
	{"remarked remarks remarking", Neutral, true, false},
	{"commented comments commenting", Neutral, false, false},
	{"observed observes observing", Neutral, false, false},
	{"replied replies replying", Neutral, true, false},
	{"answered answers answering", Neutral, false, false},
	{"responded responds responding", Neutral, false, false},
	{"continued continues continuing", Neutral, false, false},
	{"concluded concludes concluding", Neutral, true, false},
	{"recalled recalls recalling", Neutral, false, false},
	{"found finds finding", Neutral, false, false}, // "the report found that"
	{"suggested suggests suggesting", Neutral, true, false},
	{"testified testifies testifying", Neutral, true, false},
	{"mentioned mentions mentioning", Neutral, false, false},
	{"indicated indicates indicating", Neutral, false, false},
	{"informed informs informing", Neutral, false, true},
	{"notified notifies notifying", Announce, false, true},
	{"advised advises advising", Neutral, false, true},
	{"reminded reminds reminding", Affirm, false, true},
	{"assured assures assuring", Promise, true, true},
	{"countered counters countering", Affirm, true, false},
	{"retorted retorts retorting", Affirm, true, false},
	{"boasted boasts boasting", Affirm, true, false},
	{"joked jokes joking", Neutral, true, false},
	{"speculated speculates speculating", Neutral, true, false},
	{"estimated estimates estimating", Neutral, true, false},
	{"hinted hints hinting", Neutral, true, false},
	{"signaled signals signaling", Announce, false, false},
	{"signalled signalling", Announce, false, false},
	{"opined opines opining", Neutral, true, false},
	{"lamented laments lamenting", Accuse, false, false},
	{"protested protests protesting", Accuse, false, false},
	{"objected objects objecting", Accuse, false, false},
	{"threatened threatens threatening", Warn, false, false},
	{"encouraged encourages encouraging", Urge, false, true},
	{"implored implores imploring", Urge, false, true},
	{"ruled ruling", Announce, false, false}, // "the court ruled that"
	{"swore swears swearing", Promise, false, false},
	{"reported reports reporting", Neutral, false, false},
	{"quipped quips quipping", Neutral, false, false},
	{"announced announces announcing", Announce, true, false},
	{"declared declares declaring", Announce, true, false},
	{"revealed reveals revealing", Announce, true, false},
	{"disclosed discloses disclosing", Announce, false, false},
	{"proclaimed proclaims proclaiming", Announce, false, false},
	{"warned warns warning", Warn, true, false},
	{"cautioned cautions cautioning", Warn, true, false},
	{"confirmed confirms confirming", Affirm, true, false},
	{"affirmed affirms affirming", Affirm, true, false},
	{"reaffirmed reaffirms reaffirming", Affirm, false, false},
	{"reiterated reiterates reiterating", Affirm, false, false},
	{"stressed stresses stressing", Affirm, true, false},
	{"emphasised emphasises emphasising", Affirm, true, false},
	{"emphasized emphasizes emphasizing", Affirm, true, false},
	{"underlined underlines underlining", Affirm, false, false},
	{"underscored underscores underscoring", Affirm, false, false},
	{"insisted insists insisting", Affirm, true, false},
	{"asserted asserts asserting", Affirm, true, false},
	{"maintained maintains maintaining", Affirm, false, false},
	{"argued argues arguing", Affirm, true, false},
	{"contended contends contending", Affirm, true, false},
	{"claimed claims claiming", Affirm, true, false},
	{"acknowledged acknowledges acknowledging", Affirm, true, false},
	{"admitted admits admitting", Affirm, true, false},
	{"conceded concedes conceding", Affirm, true, false},
	{"clarified clarifies clarifying", Affirm, false, false},
	{"predicted predicts predicting", Affirm, true, false},
	{"denied denies denying", Deny, false, false},
	{"rejected rejects rejecting", Deny, false, false},
	{"dismissed dismisses dismissing", Deny, false, false},
	{"disputed disputes disputing", Deny, false, false},
	{"alleged alleges alleging", Accuse, true, false},
	{"complained complains complaining", Accuse, true, false},
	{"asked asks asking", Ask, false, false},
	{"urged urges urging", Urge, false, false},
	{"demanded demands demanding", Urge, false, false},
	{"recommended recommends recommending", Urge, false, false},
	{"promised promises promising", Promise, true, false},
	{"vowed vows vowing", Promise, false, false},
	{"pledged pledges pledging", Promise, false, false},
	{"wrote writes writing", Write, true, false},
	{"tweeted tweets tweeting", Write, true, false},
	{"posted posts posting", Write, false, false},
	{"read reads reading", Write, false, false}, // "the communiqué read"
}

// verb is one form of a cue.
type verb struct {
	*cue
	ing bool
}

// lexicon gives the cue of every form, in lower case.
var lexicon = func() *fold.Table[verb] {
	m := map[string]verb{}
	for i := range cues {
		forms := strings.Fields(cues[i].forms)
		for k, f := range forms {
			m[f] = verb{&cues[i], k == len(forms)-1}
		}
	}
	return fold.TableOf(m)
}()

// set makes a set of words in lower case.
func set(lists ...string) *fold.Set { return fold.SetOf(lists...) }

// Closed word lists, lower case.
var (
	// between stand between a subject and its verb.
	between = set("has have had also then later again just now already recently repeatedly previously earlier today yesterday publicly officially officially, openly clearly explicitly formally further " +
		"reportedly meanwhile therefore consistently often always once quickly bluntly simply and")
	auxiliaries = set("has have had")
	// blockers before a verb keep it from reporting anything: not said, or not yet.
	blockers = set("not never would could should may might must will shall can cannot to be is are was were been being didn’t didn't doesn’t doesn't don’t don't won’t won't if")
	// ranks may stand in small letters before a name.
	ranks = set("adviser advisor minister secretary general national security foreign defence defense prime president chief director spokesman spokeswoman spokesperson commander chancellor ambassador senior deputy " +
		"official head chairman chairwoman chair the then former acting coordinator envoy representative high commissioner premier premier, interior economy finance justice digital cyber state home army navy air force military leader " +
		"governor senator mayor analyst expert professor researcher lawmaker undersecretary assistant principal press")
	// nounish forms are plural nouns more often than verbs.
	nounish = set("mentions counters jokes estimates hints signals protests objects laments boasts states notes reports claims answers comments remarks posts demands pledges promises reads stresses responds observes maintains")
	// speakers are nouns that speak without a name.
	speakers = set("campaign ruling filing lawsuit complaint newspaper magazine website network university relatives family aides aide attorney attorneys lawyer doctors residents witnesses supporters candidate nominee congressman mayor governor coordinator envoy negotiators delegates chief head chairs premier official officials spokesman spokeswoman spokesperson spokespeople source sources analyst analysts expert experts researcher researchers minister ministers leader leaders ally allies diplomat diplomats " +
		"president chancellor secretary general ambassador government ministry alliance administration department agency commission council committee parliament company firm officer officers prosecutor prosecutors investigator investigators " +
		"authorities police military adviser advisor advisers critics observers scholars lawyers lawmakers lawmaker senator senators chairman chairwoman chair director commander commanders scientist professor author authors " +
		"statement communique communiqué declaration document report release letter text manual strategy treaty article resolution indictment joint advisory summary paper study fact-sheet pact readout tweet post memo policy " +
		"members member states nations countries governments group organisation organization union team panel court judge reporter journalist he she they it who which one some many")
	// written are nouns for written statements.
	written = set("statement communique communiqué declaration document report release letter text manual strategy treaty resolution indictment advisory summary paper study readout tweet post memo policy pact article order")
	// determiners open a noun phrase.
	determiners = set("the a an one another several some many two three four five senior top its their his her this these those both unnamed anonymous local western allied all other u.s. us uk british american")
	// clausePrepositions may follow a cue that ends its sentence.
	clausePrepositions = set("in at on during after before ahead from through via as when while following by to of about with for over under since until wednesday thursday friday saturday sunday monday tuesday late early earlier last this today yesterday again recently")
	addressees         = set("reporters journalists lawmakers senators parliament congress allies leaders troops students members delegates viewers press media council committee news conference bbc cnn reuters")
	occasions          = set("meeting conference summit briefing interview speech hearing session event forum ceremony visit call remarks address panel talk debate assembly gaggle")
	// stops end the walk to the left over a noun phrase.
	stops = set("that and but or as when while after before because since although though if which who whom where how why what than then so said says")
)
