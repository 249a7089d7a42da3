package claim

import "regexp"

var re = regexp.MustCompile

// Words that several lines ask for.
var (
	digitalWords   = []string{"cyber", "digital", "malicious code", "ddos"}
	article5Words  = []string{"article 5", "article-5", "article v", "collective defen", "mutual defen", "attack on all", "armed attack", "go to war", "case for the alliance"}
	collectiveWord = []string{"article 5", "article-5", "collective", "invo", "trigger", "threshold", "react", "respond", "decision", "decide", "assess", "unanim", "consensus"}
	domainWords    = []string{"domain", "battlefield", "along with", "alongside", "just like"}
	grave          = re(`severe|serious|massive|devastating|significant|catastrophic|sufficient severity|mass casualties|low-level|grave\b|large-scale|scale and effects|damaging enough|cumulative`)
)

// lines lists the policy lines. To add one, add a row: patterns are matched in
// lower case against words that are written in one way (see even).
var lines = []policyLine{
	{name: "article-5-cyber", found: true, asks: "Can a cyber attack lead to Article 5?", about: "cyber attacks and Article 5", family: "collective-defence-cyber",
		words: [][]string{append([]string{"invasion", "act of war", "tanks"}, digitalWords...), article5Words},
		answers: []lineAnswer{
			{says: "only an armed attack could, until then", past: true, means: re(`\b(previously|until (now|then|recently)|in the past|formerly|used to)\b.*\b(invasion|act of war|armed|physical|conventional|tanks)\b`)},
			{says: "it should not", denies: true, means: re(`\b(should|ought to|must) (\w+ ){0,3}?(not|never|resist|refrain|avoid|reject|oppose|stop|cease)\b.*\b(consider|treat|declar|cover|includ|regard)`)},
			{says: "it should", means: re(`\b(should|ought to|must)\b.*\b(consider|treat|declar|cover|include|regard)`)},
			{says: "it can", finer: grave, beside: re(`\bif\b`), means: re(`(cyber|digital|malicious|ddos|collective).*(\b(can|could|may|might|would|will|warrant|suffic\w+|cover|includ\w+|reason enough)\b|part of .*collective defense|case.by.case|leads? to|trigger)`), unless: re(`(cyber|digital|ddos)[^.]*\b(does|do|did) not (meet|reach|cross)`)},
			{says: "it can", means: re(`defense is part of|collective defense (applies|extends)|article 5 to include`)},
		}},
	{name: "article-5-meaning", found: true, asks: "What does Article 5 say?", about: "the meaning of Article 5",
		words: [][]string{{"attack on one", "attack against one", "attack on any", "attack against any"}, {"attack on all", "attack against all", "attack on the entire", "attack against them all", "attack on us all"}},
		answers: []lineAnswer{{says: "an attack on one is an attack on all", means: re(`attack (on|against) (all|the entire|them all|us all)`), finer: re(`\barmed attack`),
			unless: re(`\b(should|resist|declaring)\b`)}}},
	{name: "article-5-gravity", found: true, asks: "How grave must an attack be to lead to Article 5?", about: "how grave an attack must be", differ: Contradiction, graded: true,
		words: [][]string{{"attack", "invasion", "act of war", "ddos"}, append([]string{"armed conflict", "threshold", "collective response", "war"}, article5Words...)},
		answers: []lineAnswer{
			{says: "any cyber attack will do", means: re(`\b(any|every|all|each|even (a )?(small|minor|low-level)) (\w+ )?(cyber|digital )attacks?\b`), unless: re(`\bany (severe|serious|significant|massive|devastating|other|armed)|whether|does not|do not|did not`)},
			{says: "it must be an act of war such as an invasion", past: true, means: re(`\b(previously|until (now|then|recently)|in the past|formerly|used to)\b.*\b(invasion|act of war|armed|physical|conventional)\b`)},
			{says: "a grave one", means: grave},
		}},
	{name: "article-5-automatic", found: true, asks: "Does a serious cyber attack lead to Article 5 by itself, or is each case decided?", about: "whether Article 5 follows by itself", differ: Modality,
		words: [][]string{collectiveWord, {"attack", "article 5", "threshold", "nato", "alliance", "allies"}},
		answers: []lineAnswer{
			{says: "each case is decided", finer: re(`unanim|consensus|\ball (its )?(member|allies)`), means: re(`case.by.case|\bassess\b.*\b(threshold|whether|attack|decide)|(decision|decide).*(political|taken by|made by|based)|unanim\w* agree|discretion|decision to invoke|each case (is|will|would|must|on its)`)},
			{says: "it follows by itself", means: re(`\b(will|would) suffice\b|\bmust (react|respond|invoke)\b|automatic(ally)?\b|reason enough`), unless: re(`not automatic|no automatic|should`)},
		}},
	{name: "article-5-unanimity", found: true, asks: "Must the members be unanimous on Article 5?", about: "whether the members must be unanimous",
		words:   [][]string{{"unanim", "consensus"}, {"article 5", "decision", "collective", "agree", "council", "member"}},
		answers: []lineAnswer{{says: "all must agree", means: re(`(decision|decid|invo[kc]|action)\w*.*(unanim|consensus)|agree\w*.*unanim|unanim\w* (agree|decid|consent|approv)|(requir|need)\w* .*consensus|consensus (is|must|would be|has to be) (need|requir|reach|found)`), unless: re(`\b(not|without|no) (\w+ ){0,3}(unanim|consensus)|\b(resolutions?|security council|general assembly|united nations|adopt\w*|invite|welcom\w+|proposals?)\b`)}}},
	{name: "threshold-ambiguity", found: true, asks: "Is the threshold left open on purpose?", about: "whether the threshold is left open", family: "collective-defence-cyber",
		words:   [][]string{{"ambigu", "red line", "uncertain"}, {"threshold", "ambigu", "red line"}},
		answers: []lineAnswer{{says: "it is left open, and that has a use", means: re(`strategic ambiguity|deliberate\w*|value in|uncertain|on purpose`), unless: re(`should (end|clarify|define|draw)|too ambiguous`)}}},
	{name: "attribution-required", found: true, asks: "Must the attacker be known before there is an answer?", about: "whether the attacker must be known",
		words:   [][]string{{"identif", "attribut", "which state"}, {"article 5", "respon", "invoke", "before"}, {"attack", "hostile", "which state", "article 5"}},
		answers: []lineAnswer{{says: "the attacker must be known first", means: re(`(must|needs? to|has to|have to|require\w*|before).*(identif|attribut|responsible)|(identif|attribut)\w*.*(must|require|before)`), unless: re(`risk|based on`)}}},
	{name: "cyber-damage", found: true, asks: "How damaging can cyber attacks be?", about: "how damaging cyber attacks can be",
		words:   [][]string{digitalWords, {"as damaging", "as dangerous", "as destructive", "as devastating", "as serious"}},
		answers: []lineAnswer{{says: "as damaging as armed attacks", means: re(`as (damaging|dangerous|destructive|devastating)\b`)}, {says: "as serious as any other attack", means: re(`as serious(ly)? as`)}}},
	{name: "cyber-response", asks: "How would a cyber attack be answered?", about: "the answer to a cyber attack", differ: Evolution,
		words: [][]string{{"cyber", "digital", "response", "attack"}, {"respond", "response", "react", "retaliat", "counterattack", "go to war", "military"}},
		answers: []lineAnswer{
			{says: "measured and proportionate", means: re(`(respon|react|retaliat).*(proportiona|measured)|(proportiona|measured).*(respon|react|retaliat)`)},
			{says: "by force too", means: re(`conventional (weapons|military)|military (strike|response|means)|with force|all (available|necessary) means|armed response`), unless: re(`non-?military|(slow|disrupt|hinder|delay|degrade)\w* .*response`)},
		}},
	{name: "cyber-response-means", found: true, asks: "Must a cyber attack be answered in cyberspace?", about: "by which means a cyber attack is answered",
		words:   [][]string{{"cyber", "digital"}, {"respond", "response", "react", "retaliat", "answer"}},
		answers: []lineAnswer{{says: "other means serve too", denies: true, means: re(`other (ways|means|tools|domains)|conventional (weapons|military)|military (strike|response|means)|not (always )?(be )?(obvious|limited|confined)|all (available|necessary) (means|tools)|with force|every tool|full range`)}}},
	{name: "armed-attack-threshold", found: true, asks: "What does it take for a cyber attack to be an armed attack?", about: "the threshold of an armed attack",
		words: [][]string{{"threshold", "armed attack", "use of force", "qualify"}, {"cyber", "attack", "digital", "article 5"}},
		answers: []lineAnswer{
			{says: "such attacks stay below it", denies: true, means: re(`\b(not|n't|never) (\w+ ){0,2}(meet|met|reach|reached|cross|crossed)\b|below (the )?threshold|is not an "?armed attack`)},
			{says: "it can be reached", means: re(`\b(can|could|may|might|would|must|easily)\b`)},
		}},
	{name: "economic-damage-threshold", found: true, asks: "Is economic damage by a cyber attack enough?", about: "economic damage and the threshold", differ: Scope,
		words: [][]string{{"economic", "financial"}, {"damage", "disruption", "loss", "stability", "system"}, {"attack", "blackout", "qualify", "threshold"}},
		answers: []lineAnswer{{says: "catastrophic damage would be", means: re(`(catastrophic|massive|devastating) (\w+ )?(economic|financial)`)},
			{says: "significant disruption is open", means: re(`(significant|serious|major) (\w+ )?(economic|financial)`)}}},
	{name: "power-grid-threshold", found: true, asks: "Does an attack on a power grid cross the threshold?", about: "attacks on power grids", differ: Modality,
		words:   [][]string{{"power grid", "blackout", "electricity"}, {"threshold", "qualify", "article 5", "armed attack"}},
		answers: []lineAnswer{{says: "it almost certainly does", means: re(`almost certainly|certainly|clearly|must|would`)}, {says: "it could", means: re(`\b(can|could|may|might)\b`)}}},
	{name: "domains", asks: "Which domains does NATO have besides cyberspace?", about: "the domains of operations", differ: Undetermined, family: "",
		words: [][]string{domainWords, {"space", "air"}},
		answers: []lineAnswer{
			{says: "space is one", means: re(`\b(land|sea|air|maritime)\b.*\band (outer )?space\b|\bspace (is|as|was|becomes?|became)\b.*\bdomain|\bspace\b.*\b(is|as|was|been) .*domain|domain.*\bspace\b`), unless: re(`cyberspace, and space|without space`)},
			{says: "air, land and sea", means: re(`\bair\b,? (and )?(land|sea)|\bland\b,? (and )?(air|sea)|\bsea\b,? (and )?(land|air)`)},
		}},
	{name: "cyber-domain", asks: "Is cyberspace a domain of operations?", about: "cyberspace as a domain", family: "collective-defence-cyber",
		words:   [][]string{{"domain", "battlefield", "territory"}, {"cyber", "digital", "internet"}},
		answers: []lineAnswer{{says: "it is one", means: re(`recogniz|designat|declar|consider|regard|treat|agreed that`), unless: re(`\b(not|n't|never)\b`)}}},
	{name: "binding", found: true, asks: "Is %1 binding?", about: "whether it binds", bySubject: true, differ: Contradiction,
		words:   [][]string{{"binding"}},
		answers: []lineAnswer{{says: "not binding", denies: true, means: re(`non-?binding|\b(not|isn't|never) (legally |politically )?binding|no binding`)}, {says: "binding", means: re(`\bbinding\b`)}}},
	{name: "advanced-capabilities", found: true, asks: "Who has the most advanced cyber capabilities?", about: "the most advanced capabilities",
		words:   [][]string{{"most advanced", "most extensive", "most capable", "strongest"}, {"capabilit"}},
		answers: []lineAnswer{{says: "%subject", means: re(`\b(has|have|possess\w*|holds?)\b`)}}},
	{name: "command", found: true, asks: "Who has overall command?", about: "overall command",
		words:   [][]string{{"overall command", "in command of", "supreme command"}},
		answers: []lineAnswer{{says: "%subject", means: re(`\b(has|have|holds?|exercis\w*|is|are)\b`)}}},
	{name: "russia-relation", found: true, asks: "What relation to Russia is sought?", about: "the relation to Russia", differ: Evolution,
		words: [][]string{{"russia"}, {"relation", "aimed at", "dialogue", "threat", "partner", "neighbour", "neighbor"}},
		answers: []lineAnswer{{says: "a better one", means: re(`(constructive|better|improved|stable|good) (relation|partnership|dialogue)|strive .* russia`)},
			{says: "Russia as an opponent", means: re(`aimed at russia|russia (is|poses|remains|as) .*(threat|adversar)`)}}},
	{name: "international-law", found: true, asks: "Does international law apply in cyberspace?", about: "international law in cyberspace",
		words: [][]string{{"international law", "un charter", "united nations charter", "charter of the united nations"}, {"cyber", "digital", "icts", "(ict)", "information and communication"}},
		answers: []lineAnswer{{says: "it does not", denies: true, means: re(`\b(not|n't|never) (\w+ ){0,2}appl`)},
			{says: "it applies", means: re(`\b(applies|apply|applicab\w+|adhere\w*|govern\w*|bound|respect\w*|observ\w*|constitute|in accordance|consistent with|uphold\w*)\b`)}}},
	{name: "norms", asks: "Which norms of behaviour hold in cyberspace?", about: "norms in cyberspace",
		words: [][]string{{"norms", "norm of", "responsible state behavior"}, {"cyber", "responsible state behavior", "governmental experts", "gge", "icts", "(ict)"}}},
	{name: "ransomware", asks: "What should be done about ransomware?", about: "ransomware",
		words: [][]string{{"ransomware", "cryptocurrenc"}}},
}

// developments names what several lines and acts are steps of.
var developments = map[string]string{
	"collective-defence-cyber": "How has the line on cyber attacks and collective defence developed?",
}
