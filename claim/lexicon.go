package claim

import (
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// lexeme is what a written form is a form of.
type lexeme struct {
	lemma    string // "sign", "set up"; of a deverbal noun the lemma of its verb
	form     form   // of a verb
	particle string // the word that must follow: "up"
	noun     bool   // a deverbal noun: "signature"
	of       place  // what "of" gives to the noun, where no possessive stands before it
}

// place is a place in a frame.
type place uint8

const (
	subjectPlace place = iota
	objectPlace
)

// lexicon maps written forms, in lower case, to the lexemes that a finder asks for.
type lexicon struct {
	forms  fold.Table[[]lexeme]
	number lexicons // its own, from its first form on
}

// lexicons is a set of lexicons, a bit for each.
type lexicons uint64

// of returns the lexemes of a form, nil where the lexicon does not hold it.
func (x *lexicon) of(w string) []lexeme { return x.forms.Of(w) }

// add adds a lexeme under a form.
func (x *lexicon) add(w string, e lexeme) {
	if x.number == 0 {
		x.number = vocabulary.nextLexicon()
	}
	x.forms.Put(w, append(x.forms.Of(w), e))
	vocabulary.entry(w).lexicons |= x.number
}

// lexiconOf makes the lexicon of verbs given by their base forms, and of the
// nouns that are made from them (see deverbal). A particle is joined by "_":
// "set_up". The forms follow the rules and the table of irregular verbs.
func lexiconOf(lists ...string) *lexicon {
	x := &lexicon{}
	for _, b := range strings.Fields(strings.Join(lists, " ")) {
		verb, particle, _ := strings.Cut(b, "_")
		lemma := strings.ReplaceAll(b, "_", " ")
		for w, f := range inflected(verb) {
			x.add(w, lexeme{lemma: lemma, form: f, particle: strings.ReplaceAll(particle, "_", " ")})
		}
		for _, n := range strings.Fields(deverbal[lemma]) {
			noun, of := n, objectPlace
			if strings.HasPrefix(n, "<") {
				noun, of = n[1:], subjectPlace
			}
			x.add(noun, lexeme{lemma: lemma, noun: true, of: of})
			if plural := pluralOf(noun); plural != noun {
				x.add(plural, lexeme{lemma: lemma, noun: true, of: of})
			}
		}
	}
	return x
}

// verbsOnly returns the lexicon without its nouns.
func (x *lexicon) verbsOnly() *lexicon {
	out := &lexicon{}
	for w, list := range x.forms.All() {
		for _, e := range list {
			if !e.noun {
				out.add(w, e)
			}
		}
	}
	return out
}

func pluralOf(n string) string {
	switch {
	case strings.HasSuffix(n, "s"), strings.HasSuffix(n, "x"), strings.HasSuffix(n, "sh"), strings.HasSuffix(n, "ch"):
		return n + "es"
	case strings.HasSuffix(n, "y") && !strings.ContainsAny(n[len(n)-2:len(n)-1], "aeiou"):
		return n[:len(n)-1] + "ies"
	}
	return n + "s"
}

// inflected returns the forms of a verb.
func inflected(b string) verbs {
	v := verbs{}
	for prefix, base := "", b; ; prefix, base = base[:2], base[2:] {
		if f, ok := irregular[base]; ok && (prefix == "" || prefix == "re" || prefix == "un") {
			forms := strings.Fields(f)
			var full []string
			for _, w := range append([]string{base}, forms...) {
				full = append(full, prefix+w)
			}
			return v.with(full...)
		}
		if prefix != "" || len(base) < 5 {
			break
		}
	}
	v.add(b)
	if doubling.Has(b) {
		last := b[len(b)-1:]
		delete(v, b+"ed")
		delete(v, b+"ing")
		v[b+last+"ed"], v[b+last+"ing"] = participle, gerund
		if last == "l" { // American spelling leaves some single
			v[b+"ed"], v[b+"ing"] = participle, gerund
		}
	}
	return v
}

var doubling = set("commit admit permit submit transmit refer defer plan ban bar control compel expel propel repel cancel label signal stop ship wrap strip equip deter occur incur concur infer regret target_ knit hit_ split_ enrol enroll_ quit_ step")

// irregular gives third person, past, participle and gerund of verbs by their base form.
var irregular = map[string]string{
	"be": "is was been being", "have": "has had had having", "do": "does did done doing",
	"set": "sets set set setting", "put": "puts put put putting", "cut": "cuts cut cut cutting", "hit": "hits hit hit hitting", "split": "splits split split splitting", "quit": "quits quit quit quitting", "cast": "casts cast cast casting",
	"make": "makes made made making", "take": "takes took taken taking", "give": "gives gave given giving", "come": "comes came come coming",
	"become": "becomes became become becoming", "bring": "brings brought brought bringing", "build": "builds built built building",
	"begin": "begins began begun beginning", "hold": "holds held held holding", "withdraw": "withdraws withdrew withdrawn withdrawing",
	"draw": "draws drew drawn drawing", "choose": "chooses chose chosen choosing", "leave": "leaves left left leaving", "keep": "keeps kept kept keeping",
	"lead": "leads led led leading", "meet": "meets met met meeting", "see": "sees saw seen seeing", "know": "knows knew known knowing",
	"write": "writes wrote written writing", "rewrite": "rewrites rewrote rewritten rewriting", "speak": "speaks spoke spoken speaking", "say": "says said said saying", "tell": "tells told told telling", "show": "shows showed shown showing",
	"steal": "steals stole stolen stealing", "break": "breaks broke broken breaking", "strike": "strikes struck struck striking", "seek": "seeks sought sought seeking",
	"fall": "falls fell fallen falling", "rise": "rises rose risen rising", "grow": "grows grew grown growing", "lose": "loses lost lost losing", "win": "wins won won winning",
	"shut": "shuts shut shut shutting", "send": "sends sent sent sending", "spend": "spends spent spent spending", "stand": "stands stood stood standing", "understand": "understands understood understood understanding",
	"undertake": "undertakes undertook undertaken undertaking", "swear": "swears swore sworn swearing", "throw": "throws threw thrown throwing", "lay": "lays laid laid laying",
	"agree": "agrees agreed agreed agreeing", "consider": "considers considered considered considering", "free": "frees freed freed freeing", "welcome": "welcomes welcomed welcomed welcoming",
	"find": "finds found found finding", "feel": "feels felt felt feeling", "think": "thinks thought thought thinking", "mean": "means meant meant meaning", "go": "goes went gone going", "get": "gets got gotten getting",
	"fight": "fights fought fought fighting", "shoot": "shoots shot shot shooting", "run": "runs ran run running", "let": "lets let let letting", "forbid": "forbids forbade forbidden forbidding", "veto": "vetoes vetoed vetoed vetoing",
	"forswear": "forswears forswore forsworn forswearing", "uphold": "upholds upheld upheld upholding", "overcome": "overcomes overcame overcome overcoming", "pay": "pays paid paid paying", "sell": "sells sold sold selling", "shed": "sheds shed shed shedding", "spread": "spreads spread spread spreading", "wage": "wages waged waged waging",
}

// deverbal gives the nouns made from verbs, by the lemma of the verb. "<" marks
// nouns whose "of" names who does it ("the accession of Finland"); "of" after
// the others names what it is done to ("the adoption of the treaty").
var deverbal = map[string]string{
	"accede": "<accession", "join": "<joining", "enter": "<entry", "admit": "admission", "add": "addition", "incorporate": "incorporation", "integrate": "integration", "ascend": "<ascension",
	"withdraw": "<withdrawal", "depart": "<departure", "exit": "<exit", "secede": "<secession", "return": "<return",
	"adopt": "adoption", "sign": "signing signature", "ratify": "ratification", "approve": "approval", "endorse": "endorsement", "issue": "issuance", "release": "release", "publish": "publication", "launch": "launch launching", "promulgate": "promulgation", "conclude": "conclusion",
	"establish": "establishment", "create": "creation", "form": "formation", "found": "founding birth", "inaugurate": "inauguration", "set up": "setting-up",
	"amend": "amendment", "revise": "revision", "extend": "extension", "expand": "expansion", "reaffirm": "reaffirmation", "update": "update", "renew": "renewal",
	"recognize": "recognition", "recognise": "recognition", "designate": "designation", "declare": "declaration", "classify": "classification",
	"decide": "<decision", "agree": "<agreement", "pledge": "<pledge", "commit": "<commitment", "promise": "<promise", "announce": "announcement", "resolve": "<resolve", "apply": "<application", "determine": "<determination", "vow": "<vow",
	"invoke": "invocation", "trigger": "triggering", "activate": "activation",
	"invade": "invasion", "attack": "<attack", "annex": "annexation", "interfere": "<interference", "intervene": "<intervention", "occupy": "occupation", "assault": "<assault", "intrude": "<intrusion", "hack": "hack hacking", "bomb": "bombing", "breach": "breach", "compromise": "compromise", "poison": "poisoning", "use": "use", "steal": "theft", "exploit": "exploitation", "disrupt": "disruption", "strike": "<strike", "violate": "violation", "destroy": "destruction", "infiltrate": "infiltration", "meddle": "<meddling", "target": "targeting",
	"expel": "expulsion", "sanction": "sanctioning", "indict": "indictment", "designate_": "designation", "arrest": "arrest", "suspend": "suspension", "freeze": "freezing", "ban": "ban", "prohibit": "prohibition",
	"attribute": "attribution", "accuse": "<accusation", "blame": "blame", "deny": "<denial", "reject": "<rejection", "dismiss": "dismissal",
	"appoint": "appointment", "elect": "election", "nominate": "nomination", "enlarge": "enlargement", "deploy": "deployment", "dissolve": "dissolution", "end": "end",
}
