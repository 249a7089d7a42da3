package web

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// clause puts the content of a claim into a short English clause, without full
// stop, with the names that name gives to ids. It adds nothing to what the
// claim holds: what was done stands in the past, what is planned with "will",
// and words that are nobody's name are shown as the evidence has them.
func clause(c *communique.Claim, name func(communique.EntityID) string) string {
	t := teller{c, name}
	subject, object := t.noun(c.Subject), t.noun(c.Object)
	if object.text == "" {
		object.text = c.Proposition
	}
	if subject.text == "" {
		subject.text = "somebody"
	}
	switch c.Kind {
	case communique.MemberCount:
		return t.state(subject, "have") + " " + t.members()
	case communique.Membership:
		return t.state(subject, "be") + " a member" + after(" of ", object.text)
	case communique.Accession:
		return t.act(subject, "join", "joined") + after(" ", object.text)
	case communique.QuantityClaim:
		return t.firmly(t.quantity(subject))
	case communique.Invocation:
		s := t.done(subject, "invoked") + t.times() + after(", over ", object.text)
		return s
	case communique.Decision:
		return t.act(subject, "decide", "decided") + t.decided(object.text)
	case communique.Recognition:
		return t.state(subject, "recognise") + after(" ", object.text) + after(" as ", t.as())
	case communique.Adoption:
		return t.act(subject, "adopt", "adopted") + after(" ", object.text)
	case communique.Amendment:
		act := strings.TrimSuffix(c.Act, "s")
		if act == "" {
			act = "amend"
		}
		return t.state(subject, act) + after(" ", object.text)
	case communique.Establishment:
		return t.done(subject, "established") + after(" in ", object.text)
	case communique.Incident:
		if object.text == "" {
			return t.act(subject, "take place", "took place")
		}
		return t.done(subject, "directed") + " against " + object.text
	case communique.Attribution:
		return t.state(subject, "be") + " attributed" + after(" to ", object.text)
	case communique.Denial:
		if c.Object == "" && c.Proposition != "" {
			return t.act(subject, "deny", "denied") + complement(c.Proposition, "", " that ")
		}
		return t.act(subject, "deny", "denied") + after(" ", object.text)
	case communique.Sanction:
		return t.act(subject, "sanction", "sanctioned") + t.punished(object)
	case communique.RoleClaim:
		s := t.state(subject, "be") + after(" ", t.bare(c.Object))
		if org := communique.EntityID(c.Scope); org.Kind() != "" {
			s += " of " + t.noun(org).text
		}
		return s
	case communique.Position:
		return t.held(subject, object.text)
	}
	return t.firmly(subject.text + after(" – "+kindTitle(c.Kind)+" – ", c.Says()))
}

// teller tells one claim.
type teller struct {
	*communique.Claim
	name func(communique.EntityID) string
}

// noun is a name or phrase with its article where it takes one.
type noun struct {
	text   string
	plural bool
}

// bare is what an entity is called: a phrase that is nobody's name with the
// capitals of the evidence.
func (t teller) bare(id communique.EntityID) string {
	name := t.name(id)
	if id.Kind() != communique.NounPhrase {
		return name
	}
	if s, _ := inEvidence(t.Evidence.Exact, name); s != "" {
		return s
	}
	return name
}

// noun makes the subject or object of a sentence of an entity.
func (t teller) noun(id communique.EntityID) noun {
	if id == "" {
		return noun{}
	}
	n := noun{text: t.name(id)}
	if id.Kind() != communique.NounPhrase {
		n.plural = pluralName(n.text)
		if id.Kind() != communique.Concept && takesArticle(n.text) {
			n.text = "the " + n.text
		}
		return n
	}
	n.plural = pluralPhrase(n.text)
	if s, before := inEvidence(t.Evidence.Exact, n.text); s != "" {
		n.text = determiner(before) + s
	} else if !n.plural && n.text != "" && !determined(n.text) {
		n.text = "the " + n.text // spoken of before: the communiqué
	}
	return n
}

// inEvidence finds a phrase in the words of the evidence, whatever its
// capitals, and returns it as it stands there and what stands before it.
func inEvidence(exact, phrase string) (found, before string) {
	exact = strings.Join(strings.Fields(exact), " ")
	low, want := strings.ToLower(exact), strings.ToLower(strings.Join(strings.Fields(phrase), " "))
	if want == "" || len(low) != len(exact) { // a letter whose small form is longer
		return "", ""
	}
	for at := 0; ; {
		i := strings.Index(low[at:], want)
		if i < 0 {
			return "", ""
		}
		start, end := at+i, at+i+len(want)
		left, _ := utf8.DecodeLastRuneInString(low[:start])
		right, _ := utf8.DecodeRuneInString(low[end:])
		if !inWord(left) && !inWord(right) {
			return exact[start:end], exact[:start]
		}
		at = end
	}
}

func inWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// determiners are the words that may stand before a phrase, and what tells the
// same where the text around is not seen.
var determiners = map[string]string{"the": "the ", "a": "a ", "an": "an ", "this": "the ", "that": "the ", "these": "the ", "those": "the ",
	"its": "its ", "their": "their ", "his": "his ", "her": "her ", "our": "the ", "all": "all ", "both": "both ", "some": "some ", "any": "any ", "no": "no "}

// qualities may stand between determiner and phrase.
var qualities = map[string]bool{"new": true, "first": true, "joint": true, "revised": true, "updated": true, "common": true, "national": true, "comprehensive": true}

// determiner reads the determiner off the words before a phrase, with a quality
// between the two; "" where there is none.
func determiner(before string) string {
	words := strings.Fields(before)
	for i, quality := len(words)-1, ""; i >= 0 && i >= len(words)-2; i-- {
		word := strings.ToLower(words[i])
		if d, ok := determiners[word]; ok {
			return d + quality
		}
		if !qualities[word] {
			break
		}
		quality = word + " "
	}
	return ""
}

// determined reports whether a phrase brings its determiner along.
func determined(phrase string) bool {
	first, _, _ := strings.Cut(phrase, " ")
	return determiners[strings.ToLower(first)] != ""
}

// pluralPhrase reports whether the head of a phrase looks like a plural.
func pluralPhrase(phrase string) bool {
	head := phrase
	for _, border := range []string{",", " of ", " in ", " from ", " on ", " for ", " to ", " against ", " that ", " which ", " who ", " with ", " at ", " by "} {
		head, _, _ = strings.Cut(head, border)
	}
	if head == "people" || head == "police" {
		return true
	}
	return strings.HasSuffix(head, "s") && !slices.ContainsFunc([]string{"ss", "us", "is", "’s", "'s", "news"}, func(end string) bool { return strings.HasSuffix(head, end) })
}

// pluralName reports whether a name is a plural, as few are.
func pluralName(name string) bool {
	head, _, _ := strings.Cut(name, " on ")
	head, _, _ = strings.Cut(head, " of ")
	words := strings.Fields(head)
	if len(words) == 0 {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "attacks", "cyberattacks", "leaks", "hacks", "breaches", "intrusions", "operations", "elections", "sanctions", "talks", "bombings", "outages":
		return true
	}
	return false
}

// heads are the words by which a name is a description, which takes the article.
var heads = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`states kingdom nations netherlands philippines gambia bahamas maldives emirates republic federation union council
		commission committee organisation organization department ministry agency court bank house alliance office group assembly parliament
		centre center coalition forum institute league kremlin pentagon fund bureau secretariat force command panel
		congress attack attacks cyberattack cyberattacks compromise war crisis incident breach hack outage campaign leak leaks summit bombings hacks breaches intrusion intrusions operation
		treaty charter convention protocol pledge act declaration communiqué policy concept agreement accord pact strategy framework programme initiative`) {
		m[w] = true
	}
	return m
}()

// borders end the part of a name that holds its head.
var borders = regexp.MustCompile(` (?:of|on|for|in|against|to|at|with|and|by|from) |,`)

// takesArticle reports whether a name is one that stands with "the".
func takesArticle(name string) bool {
	if at := borders.FindStringIndex(name); at != nil {
		name = name[:at[0]]
	}
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 || words[0] == "the" || strings.HasSuffix(words[0], "’s") || strings.HasSuffix(words[0], "'s") {
		return false
	}
	last := words[len(words)-1]
	if year := strings.Trim(last, "0123456789"); year == "" && len(words) > 1 {
		last = words[len(words)-2] // the Strategic Concept 2010
	}
	return heads[last]
}

// modal is the verb that says how firmly a claim is put; "" where it is told as a fact.
func (t teller) modal() string {
	switch t.Modality {
	case communique.Planned:
		return "will"
	case communique.Possible:
		return "may"
	case communique.Conditional, communique.Hypothetical:
		return "would"
	case communique.Necessary:
		return "must"
	case communique.Normative:
		return "should"
	}
	return ""
}

func (t teller) denied() bool { return t.Polarity == communique.Denied }

// firm returns subject, modal verb and verb; ok is false where the claim is told as a fact.
func (t teller) firm(subject noun, base string) (s string, ok bool) {
	modal := t.modal()
	if modal == "" {
		return "", false
	}
	if t.denied() {
		modal += " not"
	}
	return subject.text + " " + modal + " " + base, true
}

// act tells an act, which lies in the past where it is a fact.
func (t teller) act(subject noun, base, past string) string {
	if s, ok := t.firm(subject, base); ok {
		return s
	}
	if t.denied() {
		return subject.text + " did not " + base
	}
	return subject.text + " " + past
}

// done tells what was done to the subject.
func (t teller) done(subject noun, participle string) string {
	if s, ok := t.firm(subject, "be "+participle); ok {
		return s
	}
	verb := "was"
	if subject.plural {
		verb = "were"
	}
	if t.Kind == communique.Invocation && t.Value != nil {
		verb = "has been"
		if subject.plural {
			verb = "have been"
		}
		if t.denied() {
			verb = strings.Replace(verb, " ", " not ", 1)
		}
	} else if t.denied() {
		verb += " not"
	}
	return subject.text + " " + verb + " " + participle
}

// state tells what holds.
func (t teller) state(subject noun, base string) string {
	if s, ok := t.firm(subject, base); ok {
		return s
	}
	verb := base + "s"
	switch {
	case base == "be" && subject.plural:
		verb = "are"
	case base == "be":
		verb = "is"
	case base == "have" && !subject.plural:
		verb = "has"
	case subject.plural:
		verb = base
	}
	if t.denied() {
		switch {
		case base == "be":
			verb += " not"
		case subject.plural:
			verb = "do not " + base
		default:
			verb = "does not " + base
		}
	}
	return subject.text + " " + verb
}

// firmly marks a clause without verb by its modality and polarity.
func (t teller) firmly(s string) string {
	if t.denied() {
		s = "not so: " + s
	}
	if t.Modality != communique.Asserted && t.Modality != "" {
		s = string(t.Modality) + ": " + s
	}
	return s
}

// as is what something is recognised as, with the article that the evidence has.
func (t teller) as() string {
	if found, before := inEvidence(t.Evidence.Exact, t.As); found != "" {
		return determiner(before) + found
	}
	return t.As
}

// members gives the value of a member count: "28 member states", "29 other allies".
func (t teller) members() string {
	if t.Value == nil {
		return "members"
	}
	v := *t.Value
	if v.Unit == "" {
		v.Unit = "members"
	}
	switch t.Scope {
	case "":
		return valueWords(v)
	case "others":
		v.Unit = "other " + v.Unit
		return valueWords(v)
	}
	return valueWords(v) + " (" + t.Scope + ")"
}

// times gives the value of an invocation: " once", " five times".
func (t teller) times() string {
	if t.Value == nil {
		return ""
	}
	v := *t.Value
	if v.Unit == "" || v.Unit == "times" || v.Unit == "time" {
		switch {
		case v.Cmp == communique.Equal && v.N == 0:
			return " 0 times"
		case v.Cmp == communique.Equal && v.N == 1:
			return " once"
		case v.Cmp == communique.Equal && v.N == 2:
			return " twice"
		}
		v.Unit = "times"
	}
	return " " + valueWords(v)
}

// quantity tells a number of something: "6 persons", "3 weeks of cyber attacks".
func (t teller) quantity(subject noun) string {
	what := t.bare(t.Subject)
	if t.Value == nil {
		return subject.text
	}
	value := valueWords(*t.Value)
	low := strings.ToLower(what)
	unit := strings.ToLower(t.Value.Unit)
	switch {
	case what == "" || low == unit || strings.HasSuffix(unit, " "+low):
		return value
	case unit != "" && strings.HasSuffix(low, " "+unit):
		v := *t.Value
		v.Unit = what
		return valueWords(v)
	}
	if found, _ := inEvidence(t.Evidence.Exact, t.Value.Unit+" of "+what); found != "" {
		return value + " of " + what
	}
	return what + ": " + value
}

// punished tells who was sanctioned, and how many of them.
func (t teller) punished(object noun) string {
	if t.Value == nil {
		return after(" ", object.text)
	}
	value := valueWords(*t.Value)
	if low := strings.ToLower(t.bare(t.Object)); low == "" || low == strings.ToLower(t.Value.Unit) {
		return " " + value
	}
	return " " + object.text + ": " + value
}

// held tells a position: its own words, with whom they are about before them
// only where they begin with a pronoun.
func (t teller) held(subject noun, words string) string {
	if words == "" {
		return t.firmly(subject.text)
	}
	first, _, _ := strings.Cut(words, " ")
	if t.Subject != "" && pronouns[strings.ToLower(first)] {
		words = t.bare(t.Subject) + ": " + words
	}
	if t.denied() && !negation.MatchString(words) {
		words = "not so: " + words
	}
	return words // which carry their modality themselves
}

var (
	pronouns = map[string]bool{"it": true, "they": true, "he": true, "she": true, "this": true, "that": true, "these": true, "those": true}
	negation = regexp.MustCompile(`(?i)\b(?:not|no|never|nor|neither|none|nothing|nobody|cannot|without)\b|n[’']t\b`)
	day      = regexp.MustCompile(`^(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (to|that) `)
	finite   = regexp.MustCompile(`(?i)\b(?:can|could|will|would|shall|should|may|might|must|is|are|was|were|has|have|had|does|do)\b`)
	relative = regexp.MustCompile(`(?i)\b(?:that|which|who|whose|where|to)\b`)
	nominal  = regexp.MustCompile(`(?i)^(?:the|a|an|this|that|these|those|its|their|his|her|our|new|further|additional|more|all|no|some|several|many|\d\S*)\b`)
)

// decided joins what was decided to the verb: " to establish …", " that a cyber
// attack could …", " on the creation of …".
func (t teller) decided(what string) string {
	if what == "" {
		return ""
	}
	if t.Object != "" {
		return " on " + what
	}
	if m := day.FindStringSubmatch(what); m != nil {
		return " " + m[1] + " " + what[len(m[0]):]
	}
	last := ""
	_, before := inEvidence(t.Evidence.Exact, what)
	if before == "" { // a word further on may be broken at the end of a line
		_, before = inEvidence(t.Evidence.Exact, strings.Join(firstFields(what, 4), " "))
	}
	if before != "" {
		words := strings.Fields(before)
		last = strings.ToLower(words[len(words)-1])
	}
	return complement(what, last, " on ")
}

// firstFields returns the first words, at most so many.
func firstFields(s string, most int) []string {
	words := strings.Fields(s)
	return words[:min(len(words), most)]
}

// complement joins what somebody decided or denied to the verb, by the word
// that stood before it: " to " before an infinitive, " that " before a
// sentence, else with otherwise before a noun.
func complement(what, before, otherwise string) string {
	switch {
	case strings.HasPrefix(what, "to ") || strings.HasPrefix(what, "that "):
		return " " + what
	case before == "that":
		return " that " + what
	case before == "to" && infinitive(what):
		return " to " + what
	}
	if at := finite.FindStringIndex(what); at != nil && at[0] > 0 && at[0] < 80 && !relative.MatchString(what[:at[0]]) {
		return " that " + what
	}
	return otherwise + what
}

// infinitive reports whether words after "to" begin with a verb and not with a noun.
func infinitive(what string) bool {
	first, _, _ := strings.Cut(what, " ")
	if nominal.MatchString(what) || strings.IndexFunc(first, unicode.IsUpper) == 0 {
		return false
	}
	return !strings.HasSuffix(first, "s") || strings.HasSuffix(first, "ss") || strings.HasSuffix(first, "us")
}

// valueWords gives a value for people, with commas in large numbers.
func valueWords(v communique.Value) string {
	if v.N != math.Trunc(v.N) || math.Abs(v.N) < 1000 || math.Abs(v.N) > 1e15 {
		return v.String()
	}
	return strings.Replace(v.String(), strconv.FormatFloat(v.N, 'f', -1, 64), thousands(int(v.N)), 1)
}

func after(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}
