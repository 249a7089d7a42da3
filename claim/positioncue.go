package claim

import (
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// What can make a clause a position: the words that carry one, by class. To add
// a word, add it to the list of its class; the forms of verbs follow.

// cue is a class of words.
type cue uint8

const (
	noCue     cue = iota
	modalCue      // will, must, should, can, may
	needCue       // need to, need vigilance
	haveCue       // have to, has a responsibility
	beCue         // is unacceptable, are determined to
	stanceCue     // supports, condemns, rejects: about who holds it
	planCue       // intends to, commits to
	callCue       // calls on, urges: about who is addressed
	judgeCue      // threatens, violates, requires: about what does it
	paperCue      // sets out, provides, directs: what a policy paper lays down
	longCue       // for too long
	weightCue     // the importance of
	thinkCue      // believes that: its content is a position; underscores the importance of
)

// cueForm is a written form of a cue.
type cueForm struct {
	cue
	form
	lemma string // of a verb
}

// cueVerbs lists the verbs of each class by their base forms. Where a verb
// stands in several classes the last one holds.
var cueVerbs = []struct {
	cue
	verbs string
}{
	{judgeCue, `threaten endanger violate pose constitute harm damage destabilize destabilise weaken strengthen enhance apply
		depend deserve risk disregard contradict contravene breach jeopardize jeopardise hinder hamper undermine impede enable allow ensure guarantee prohibit forbid
		oblige protect underpin reinforce contribute affect justify require govern matter erode disrupt fuel challenge magnify face lead`},
	{paperCue, `outline include provide mandate direct instruct establish create prioritize prioritise envisage focus recommend define describe address advance
		entail preserve invoke set lay break`},
	{stanceCue, `support welcome condemn reject oppose denounce deplore refuse favor favour share respect promote value want desire
		tolerate accept defend champion cherish regret abide adhere comply overlook uphold stand seek take`},
	{planCue, `intend resolve pledge aim vow undertake commit plan strive`},
	{callCue, `call urge encourage invite demand insist expect appeal hope`},
	{thinkCue, `believe recognize recognise acknowledge affirm reaffirm reiterate stress underscore emphasize emphasise underline highlight maintain think understand agree know`},
}

// cueForms maps written forms, in lower case, to what they can be.
var cueForms = newCueForms()

func newCueForms() *fold.Table[cueForm] {
	out := map[string]cueForm{
		"shakes": {judgeCue, third, "shake"}, "shaken": {judgeCue, participle, "shake"}, "feeds": {judgeCue, third, "feed"},
	}
	for _, class := range cueVerbs {
		for _, lemma := range strings.Fields(class.verbs) {
			for w, f := range inflected(lemma) {
				out[w] = cueForm{class.cue, f, lemma}
			}
		}
	}
	for w := range modals.All() {
		out[w] = cueForm{cue: modalCue}
	}
	for _, class := range []struct {
		cue
		words string
	}{{needCue, "need needs"}, {longCue, "long"}, {weightCue, "importance necessity inadmissibility urgency"}, {haveCue, "have has we've they've"}, {beCue, "is are isn't aren't it's that's there's we're they're remains remain"}} {
		for _, w := range strings.Fields(class.words) {
			out[w] = cueForm{cue: class.cue}
		}
	}
	return fold.TableOf(out)
}

// What stands after a form of "be" where the clause judges.
var (
	beMeaning    = set("determined prepared ready willing resolved committed poised")
	beTrying     = set("looking trying attempting seeking striving aiming working")
	beNeeded     = set("necessary essential vital crucial imperative indispensable needed required obligated obliged bound critical")
	judgingWords = set(`threat threats danger dangers risk risks challenge challenges priority priorities responsibility responsibilities duty obligation task goal aim objective
		purpose mission interest interests right violation violations breach crime crimes condition prerequisite precondition key cornerstone foundation basis pillar backbone bedrock
		anchor guarantee guarantor source cause root result consequence problem concern concerns step instrument tool means way path solution answer alternative choice option necessity
		need imperative principle norm commitment proof failure mistake aggression crisis strength advantage opportunity part element component factor driver domain
		target targets adversary adversaries enemy competitor rival line trend realm role framework end reason place room excuse justification doubt
		unacceptable inadmissible intolerable illegal unlawful illegitimate legitimate unjustified unjustifiable unprovoked inexcusable appalling shameful wrong unjust dangerous
		reckless irresponsible responsible accountable important vital essential crucial critical necessary indispensable imperative fundamental central paramount urgent irreversible
		ironclad unwavering unshakeable steadfast possible impossible inconsistent consistent incompatible compatible contrary vulnerable secure insecure safe unsafe stable unstable
		resilient weak strong stronger weaker safer united concerned alarmed horrified worried convinced opposed difficult serious severe grave growing increasing rising
		spreading blurred interconnected interdependent indivisible inviolable sacrosanct open binding applicable subject outdated obsolete insufficient inadequate
		sufficient effective ineffective justified proportionate defensive underestimated based guided governed founded built rooted threatened undermined endangered inseparable
		stake heart disgusting unthinkable irrelevant futile destructive counterproductive harmful malicious destabilizing destabilising deplorable regrettable over`)
	deemed = set("considered seen deemed regarded viewed judged")
	// what "there is" may bring in
	existing = set("alternative place room need reason risk risks threat threats responsibility solution excuse justification obligation way danger dangers right duty choice crisis")
	// subjects whose "is to" tells what is meant
	aims = set("aim aims goal goals purpose purposes objective objectives task tasks mission missions duty duties priority priorities pillar responsibility role job intent")
)

// What one has where the clause judges.
var haveWords = set(`responsibility responsibilities role right rights duty duties obligation obligations interest desire intention commitment need choice capability capabilities
	ability potential authority impact effect flexibility stake consequences capacity principle`)

// What is underscored, reiterated, recognised.
var weighty = set(`importance need necessity role right support commitment responsibility obligation determination opposition concern concerns centrality value resolve solidarity
	condemnation rejection inadmissibility urgency`)

// Stances that are one whatever they are about.
var strongStances = set("welcome condemn reject oppose denounce deplore support refuse uphold")

// Calls that need not name whom they address.
var openCalls = set("call encourage demand hope expect insist urge")

// Verbs that tell what is on the programme, or only of talk.
var (
	scheduled = set(`participate meet travel visit host attend speak deliver arrive depart brief sign announce hear turn see say tell talk take answer address read give
		convene hold go come receive greet stop start begin note mention recall add discuss join turn thank remember let launch release issue publish unveil
		open close welcome remind share include comprise express quote repeat ask look find imagine get do be have show`)
	arranged = set("meet travel visit host attend speak arrive depart brief hear turn see say tell talk answer read convene go come greet stop start begin thank remember quote repeat ask look find get discuss remind")
	talking  = set("say see tell imagine hear think expect ask talk discuss get speak confirm share find read answer remember recall comment note add")
	// what other kinds claim
	claimedElsewhere = set("announce launch release issue publish unveil sign endorse adopt approve ratify agree decide declare designate recognise recognize reaffirm recommit reiterate affirm establish create amend extend invoke")
)

// What a paper sets out where it tells of doings to come.
var intended = set("plan plans step steps action actions measure measures initiative initiatives effort efforts")

// Nouns that name who acts, and papers that lay something down.
var (
	actorNouns = set(`government administration alliance union coalition community council commission parliament congress assembly ministry department agency military forces troops teams directorate centre center office bureau
		people society societies citizens party sector industry companies company operators providers vendors countries country nation nations state states allies ally partners partner members member
		leaders leader regime authorities organisations organizations west world europe america everyone everybody all others democracies democracy president minister team strategy delegation republic kingdom
		businesses institutions police court adversaries enemies powers power ministers governments parties federation`)
	paperNouns = set(`strategy policy plan document directive order law act bill treaty convention agreement article charter declaration framework legislation regulation rule budget
		roadmap doctrine concept pledge resolution memorandum proclamation provision clause principle approach programme program`)
	// nouns whose "that" tells what is held
	contentNouns = set(`argument view views signal belief fact conclusion idea understanding notion principle message hope commitment conviction assessment position concern warning risk
		danger possibility clear doubt assurance promise determination recognition consensus expectation requirement demand call statement sense opinion judgment judgement likelihood
		chance evidence need proposal ground grounds extent way truth guarantee norm rule moment`)
)
