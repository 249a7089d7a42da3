package claim

import (
	"iter"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// quantity finds numbers with their units, each only with what it counts: "a
// team of 200 cyberexperts", "over 120 Russian diplomats". Members are counted
// by member-count, dates are no quantities.
var quantity = Kind{communique.QuantityClaim, findQuantities, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Value == nil || c.Value.Unit == "" || c.Subject.Kind() == communique.NounPhrase && !tellsWhose(c) {
		return nil // "the visit" of one text is not that of another
	}
	if c.Value.Unit == "percent" && c.Scope == "" && c.Subject.Kind() != communique.NounPhrase {
		return nil // a share of what?
	}
	if c.Subject.IsActor() && c.Scope == "" && sums.Has(c.Value.Unit) {
		return nil // one gives and gets many sums; none speaks of another
	}
	return []communique.Question{key("quantity", c.Subject, communique.NP(c.Value.Unit))}
}}

// sums are units of money and time, which do not say what they are for.
var sums = set("dollars euros pounds yen yuan rubles roubles francs rupees years months weeks days hours minutes")

func findQuantities(l *line) []communique.Claim {
	quantities := l.QuantitiesIn(l.Span)
	if len(quantities) == 0 {
		return nil
	}
	var out []communique.Claim
	members := findMemberCounts(l)
	for _, q := range quantities {
		if q.Unit == "" || q.Validate(l.Text) != nil || q.End > l.End {
			continue
		}
		first, last := l.TokenAt(q.Start), l.TokenAt(q.End-1)
		if first < l.First || last >= l.Last || overlapsAny(members, q.Span) || q.N == 1 && l.Tokens[first].Kind == communique.Word || l.isTime(q.Span) || l.isIdle(q, first) {
			continue
		}
		if l.isVague(first, last) {
			continue
		}
		unit := strings.ToLower(q.Unit)
		if strings.HasSuffix(unit, "(ordinal)") || unit == "px" || strings.ContainsRune(unit, '\u00ad') || l.isSectionNumber(first, q.N) {
			continue
		}
		c := l.draft(communique.QuantityClaim, "number-unit", first, last, first)
		c.Value = &communique.Value{N: q.N, Unit: q.Unit, Cmp: q.Cmp}
		if c.Value.Cmp == "" {
			c.Value.Cmp = communique.Equal
		}
		l.quantityOf(&c, first, last)
		if c.Subject == "" || !counts(&c) {
			continue
		}
		if l.at(l.beforeBound(first)) == "from" {
			// "from 2% to 5%": what it has been
		} else if l.sought(first) && (unitOnly.Has(strings.ToLower(c.Value.Unit)) || l.verbOver(first, last) != nested) || c.Value.Unit == "percent" && l.targeted(first, last) {
			c.Modality = communique.Planned
		}
		c.About = l.quantityTime(&c, first, last)
		out = append(out, c)
	}
	return out
}

// isIdle reports whether a quantity counts words of the text itself or orders the
// talk: "three points", "two countries". Many countries or people are a number.
func (l *line) isIdle(q communique.Quantity, first int) bool {
	unit := lastWord(strings.ToLower(q.Unit))
	small := q.N <= 12 && l.Tokens[first].Kind == communique.Word
	if manyUnits.Has(unit) {
		return small
	}
	return idleUnits.Has(strings.ToLower(q.Unit)) || small && idleUnits.Has(unit)
}

// isVague reports whether a number is none: "thousands of computers", "two of our partners".
func (l *line) isVague(first, last int) bool {
	for i := first; i <= last; i++ {
		switch l.low[i] {
		case "hundreds", "thousands", "millions", "billions", "trillions", "tens", "scores":
			return true
		case "of":
			if n := l.at(i + 1); (n == "our" || n == "my" || n == "their" || n == "these" || n == "those" || n == "them") && l.Tokens[first].Kind == communique.Word {
				return true
			}
		}
	}
	w := l.at(last + 1)
	return w == "of" && (l.at(last+2) == "our" || l.at(last+2) == "my") && l.Tokens[first].Kind == communique.Word && l.at(last) != "percent"
}

// counts reports whether a quantity counts what claims on policy are about: it
// belongs to somebody or something known, its unit stands in the table, or it
// gives a share, a sum or a time to a noun phrase of its own.
func counts(c *communique.Claim) bool {
	if c.Subject.Kind() != communique.NounPhrase {
		return true
	}
	unit := strings.ToLower(c.Value.Unit)
	name := c.Subject.Name()
	if strings.Contains(strings.ToLower(c.Evidence.Exact), "-second ") && strings.HasPrefix(unit, "second") {
		return false // the sixty-second session
	}
	if first, _, _ := strings.Cut(name, " "); prepositions.Has(first) || openers.Has(first) || emptyHeads.Has(name) || isAdverb(first) {
		return false
	}
	if strings.HasSuffix(unit, name) || c.Scope == "others" || strings.HasPrefix(name, strings.ToLower(c.Value.Unit)+" and ") {
		return countedUnits.Has(lastWord(unit)) || c.Value.N > 12 && strings.HasSuffix(unit, "s") && !durationUnits.Has(strings.TrimSuffix(lastWord(unit), "s")) || manyUnits.Has(lastWord(unit))
	}
	head := lastWord(unit)
	return countedUnits.Has(head) || head == "percent" || unitOnly.Has(head) || durationUnits.Has(strings.TrimSuffix(head, "s"))
}

// tellsWhose reports whether the words of a quantity hold a name, so that the
// same words of two texts can mean the same: "Russian diplomats".
func tellsWhose(c *communique.Claim) bool {
	head := lastWord(strings.ToLower(c.Value.Unit))
	switch {
	case !strings.Contains(c.Subject.Name(), " "):
		return false
	case head == "percent":
		return true // of the thing that is named
	case unitOnly.Has(head):
		return false
	}
	for i, w := range strings.Fields(c.Evidence.Exact) {
		if i > 0 && isTitleCase(w) {
			return true
		}
	}
	return false
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// words left over where the noun of a share or a time is missing
var emptyHeads = set("all out toward towards below above date made progress them us it each those these others half time way end top heads back behalf part parts basis addition terms case")

// what claims on policy count
var countedUnits = set(`experts cyberexperts cyber-experts specialists analysts hackers officers officials diplomats spies agents personnel troops soldiers forces teams battlegroups battalions
	brigades squadrons individuals persons companies firms banks entities agencies departments ministries organisations organizations operators contractors institutions allies partners signatories
	attacks cyberattacks cyber-attacks incidents intrusions breaches compromises operations campaigns exercises outages vulnerabilities records accounts computers systems servers networks
	websites sites devices machines customers users victims substations arrests indictments sanctions visas missiles drones aircraft tanks emails domains casualties deaths refugees`)

// units that are worth a claim where they are many
var manyUnits = set("nations countries states governments men women people citizens children leaders ministers missions")

// units that count words of the text itself or nothing in the world
var idleUnits = set("factors issues themes presidents sessions things reasons ways points questions times article articles page pages sentence sentences examples kinds types parts steps words pillars elements topics actions speakers priorities goals objectives areas principles categories phases sets paragraph paragraphs side sides hand hands thing one ones point step reason way part kind")

func overlapsAny(claims []communique.Claim, span communique.Span) bool {
	for i := range claims {
		if claims[i].Evidence.Overlaps(span) {
			return true
		}
	}
	return false
}

// isSectionNumber reports whether a number such as "2.18" numbers a heading.
func (l *line) isSectionNumber(first int, n float64) bool {
	return n != float64(int64(n)) && first == l.First && isTitleCase(l.Word(min(first+1, l.Last-1)))
}

// sought reports whether a number stands in what somebody plans or asks for.
func (l *line) sought(first int) bool {
	for j := first - 1; j >= l.First && j > first-9; j-- {
		switch w := l.low[j]; {
		case w == "," || w == ";" || w == "that":
			return false
		case expecting.Has(w) && w != "about" && w != "set" && w != "want", w == "will" || w == "propose" || w == "proposed" || w == "proposes", promising.Has(w):
			return true
		}
	}
	if v := l.verbBefore(first); v >= 0 && l.Tokens[v].Tag == communique.VBD {
		return false // "raised $12 billion in pledges"
	}
	for j := first + 1; j < l.Last && j < first+7; j++ {
		if w := l.low[j]; w == "," || w == "." || w == "and" {
			break
		} else if promising.Has(w) {
			return true
		}
	}
	return false
}

// verbBefore returns the verb shortly before a number, -1 where there is none.
func (l *line) verbBefore(first int) int {
	for k := first - 1; k >= l.First && k > first-4; k-- {
		if l.Tokens[k].Tag.Verb() {
			return k
		}
	}
	return -1
}

// targeted reports whether a share is one to be reached: what something is to
// be raised to, or will or must make up.
func (l *line) targeted(first, last int) bool {
	j := l.beforeBound(first)
	v := -1
	switch {
	case l.at(j) == "to":
		for k := j - 1; k >= l.First && k > j-12; k-- {
			if raising.Has(l.low[k]) {
				v = k
				break
			}
			if l.low[k] == "," || l.low[k] == ";" || l.low[k] == "that" {
				break
			}
		}
		if v < 0 {
			return l.Tokens[max(j-1, l.First)].Tag.Noun() && spendable.Has(l.at(j-1)) && !l.isFinite(l.verbOver(first, last))
		}
	case raising.Has(l.at(j)) || spending.Has(l.at(j)):
		v = j
	default:
		return false
	}
	f := raising.Of(l.low[v])
	if f == noForm {
		f = spending.Of(l.low[v])
	}
	g := l.verbGroup(v, f)
	if g.modal == "will" || g.modal == "must" || g.modal == "should" || g.infinitive && !g.perfect {
		return true
	}
	return (f == gerund && g.first == g.verb || f == base && g.first == g.verb && l.Tokens[v].Tag == communique.VB) && !formsOfBe.Has(l.at(v-1))
}

// isFinite reports whether the verb at a token tells an act of its own; -1 is none.
func (l *line) isFinite(v int) bool {
	return v >= 0 && l.Tokens[v].Tag.Finite() && l.Tokens[v].Tag != communique.VBP
}

// beforeBound returns the token before a number and the words that bound it:
// "to | at least 2 percent".
func (l *line) beforeBound(first int) int {
	at := first - 1
	if _, from, ok := l.comparator(first); ok && !(l.at(first-1) == "to") {
		at = from - 1
	}
	for at >= l.First && isAdverb(l.low[at]) {
		at--
	}
	return at
}

var (
	raising   = fold.TableOf(regular("raise increase boost lift hike bring push").with("bring", "brings", "brought", "brought", "bringing").with("grow", "grows", "grew", "grown", "growing"))
	spending  = fold.TableOf(regular("invest devote contribute allocate").with("spend", "spends", "spent", "spent", "spending"))
	spendable = set("spending investment investments expenditure expenditures budget budgets funding contribution contributions outlays commitment share")
)

// spentOn returns what the words before a share say is raised to it or makes it
// up: "increase | defence spending | from 2% to 5%", "defence investment | of 5%".
func (l *line) spentOn(first int) communique.EntityID {
	j := l.beforeBound(first)
	if w := l.at(j); w != "to" && w != "of" && w != "at" && w != "from" {
		return ""
	}
	if l.at(j) == "to" {
		// over "from 2%"
		for k := j - 1; k > j-6 && k >= l.First; k-- {
			if l.low[k] == "from" {
				j = k
				break
			}
		}
	}
	head := j - 1
	if head < l.First || !spendable.Has(l.at(head)) || !l.sameVoice(head, first) {
		return ""
	}
	from := head
	for from-1 >= l.First && from > head-3 && l.nounLike(from-1) && l.Tokens[from-1].Kind == communique.Word && !determiners.Has(l.low[from-1]) && !raising.Has(l.low[from-1]) && !spending.Has(l.low[from-1]) && !yearly.Has(l.low[from-1]) && !l.entityAt(from-1).IsActor() && l.low[from-1] != "up" && (!strings.HasSuffix(l.low[from-1], "ing") || spendable.Has(l.low[from-1])) && !possessive(l.low[from-1]) && !l.Tokens[from-1].Tag.Verb() {
		from--
	}
	return l.np(from, head)
}

// yearly are adjectives that do not tell what is spent.
var yearly = set("annual yearly increased total overall new additional minimum current higher nominal their our its")

// words for what somebody means to reach
var promising = set("target targets goal goals commitment commitments pledge pledges pledged pledging commit commits committed committing agreement agreed agree aim aims promise promised")

// isTime reports whether a number stands in a date.
func (l *line) isTime(span communique.Span) bool {
	for _, t := range l.TimesIn(communique.Span{Start: max(0, span.Start-40), End: span.End}) {
		if (t.Type == communique.Date || t.Type == communique.Clock || t.Type == communique.Set) && t.Evidence.Overlaps(span) {
			return true
		}
	}
	return false
}

// quantityOf sets what a quantity counts: whose it is, where a possessor
// stands before or an organisation after it, else its own noun phrase.
func (l *line) quantityOf(c *communique.Claim, first, last int) {
	end, number := last, first
	// The rest of the noun phrase: "10 percent | size increase".
	for end+1 < l.Last && end < last+4 && l.Tokens[end+1].Kind == communique.Word && l.nounLike(end+1) && !pronouns.Has(l.low[end+1]) && !determiners.Has(l.low[end+1]) && l.low[end+1] != "and" && l.low[end+1] != "or" && l.mention[end+1] < 0 && !l.looksVerb(end+1) && !trailing.Has(l.low[end+1]) && !strings.Contains(strings.TrimSuffix(l.low[end+1], "'s"), "'") {
		end++
	}
	if end > last && c.Value.Unit != "" && (c.Value.Unit == "percent" || durationUnits.Has(strings.TrimSuffix(c.Value.Unit, "s"))) {
		c.Scope = l.text(last+1, end)
	}
	at := first - 1
	for at >= l.First && (isAdverb(l.low[at]) || l.low[at] == "than" || l.low[at] == "more" || l.low[at] == "over") {
		at--
	}
	w := l.at(at)
	switch {
	case strings.HasSuffix(w, "'s") && l.entityAt(at) != "":
		c.Subject = l.entityAt(at)
		c.Evidence = l.span(l.startWithArticle(l.firstOfMention(at)), end).Quote(l.Text)
		return
	case (w == "its" || w == "our") && l.selfOrMention(w, at) != "":
		c.Subject = l.selfOrMention(w, at)
		return
	case w == "of" && at-1 >= l.First && groupNouns.Has(l.low[at-1]):
		// "we have a team of 200 cyberexperts"
		k := at - 2
		for k >= l.First && (determiners.Has(l.low[k]) || l.Tokens[k].Kind == communique.Word && l.nounLike(k) && !pronouns.Has(l.low[k]) && l.mention[k] < 0) {
			k--
		}
		if l.at(k) == "have" || l.at(k) == "has" {
			g := l.verbGroup(k, base)
			if s := l.subject(g); s.entity.IsActor() {
				c.Subject = s.entity
			}
		}
		start := at - 1
		if determiners.Has(l.at(start - 1)) {
			start--
		}
		c.Evidence = l.span(start, last).Quote(l.Text)
		c.Scope = l.low[at-1]
		if c.Subject != "" {
			return
		}
	}
	if l.at(end+1) == "from" {
		// "four from Canada": a part that is counted by itself
		first := end + 2
		stop := first
		for stop+1 < l.Last && stop < first+4 && l.nounLike(stop+1) && l.Tokens[stop+1].Kind == communique.Word && !l.looksVerb(stop+1) {
			stop++
		}
		if stop < l.Last && l.entityAt(stop) != "" || stop < l.Last && l.Tokens[stop].Kind == communique.Word && l.low[stop] == "countries" {
			c.Scope = "from " + strings.Join(strings.Fields(l.text(first, stop)), " ")
			if l.entityAt(stop).IsActor() {
				c.Evidence = l.span(number, stop).Quote(l.Text)
				if c.Subject = communique.NP(c.Value.Unit); sums.Has(strings.ToLower(c.Value.Unit)) {
					c.Subject = l.entityAt(stop) // "€550 million from the EU"
				}
				return
			}
		}
	}
	if p := l.at(end + 1); p == "in" || p == "of" || p == "for" || p == "by" {
		k := end + 2
		for k < l.Last && k < end+6 && (determiners.Has(l.low[k]) || strings.HasSuffix(l.low[k], "'s") || l.low[k] == "military") {
			k++
		}
		if id := l.entityAt(k); id.IsActor() && (c.Value.Unit == "percent" || p == "of" && end == last) {
			_, stop := l.mentionTokens(k)
			c.Subject = id
			c.Evidence = l.span(first, stop).Quote(l.Text)
			return
		}
	}
	// The counted things themselves.
	noun := last
	for noun > first && l.Tokens[noun].Kind != communique.Word {
		noun--
	}
	words := c.Value.Unit
	if c.Value.Unit == "percent" {
		if id := l.spentOn(number); id != "" {
			c.Subject = id
			stop := end
			if l.at(last+1) == "of" {
				if y, ok := l.nounAt(last+2, min(last+8, l.Last-1)); ok && y.last < last+9 {
					stop = l.wordsOnly(last+2, y.last)
				}
			}
			c.Scope = ""
			c.Evidence = l.span(first, max(stop, last)).Quote(l.Text)
			return
		}
	}
	if unitOnly.Has(strings.ToLower(c.Value.Unit)) || durationUnits.Has(strings.TrimSuffix(strings.ToLower(c.Value.Unit), "s")) {
		lasting := durationUnits.Has(strings.TrimSuffix(strings.ToLower(c.Value.Unit), "s"))
		if end == last && lasting && l.at(at) == "for" {
			if c.Subject = l.lasted(number, last); c.Subject != "" {
				return
			}
		}
		if end == last && !lasting {
			if id := l.measured(number, last); id != "" {
				c.Subject = id
				if l.at(end+1) == "of" {
					if y, ok := l.nounAt(end+2, min(end+8, l.Last-1)); ok {
						c.Evidence = l.span(first, l.wordsOnly(end+2, y.last)).Quote(l.Text)
					}
				}
				return
			}
		}
		if end == last {
			// A bare "40 percent" or "three years" says nothing by itself.
			if k := l.purpose(end+1, lasting); k > 0 {
				stop := k
				for stop+1 < l.Last && stop < k+5 && l.Tokens[stop+1].Kind == communique.Word && l.nounLike(stop+1) && !l.looksVerb(stop+1) {
					stop++
				}
				if k < l.Last && l.nounLike(k) && stop < l.Last {
					c.Subject = l.np(k, stop)
					c.Evidence = l.span(first, stop).Quote(l.Text)
				}
			}
			return
		}
		c.Subject = l.np(last+1, end)
		c.Evidence = l.span(first, end).Quote(l.Text)
		c.Scope = ""
		return
	}
	if firstWord := strings.ToLower(words); strings.HasPrefix(firstWord, "of ") {
		return
	}
	if rest, ok := strings.CutPrefix(strings.ToLower(words), "other "); ok && rest != "" {
		words, c.Scope = rest, "others" // "two other companies": the companies
	}
	for _, more := range [...]string{"additional ", "further ", "more "} {
		words = strings.TrimPrefix(words, more)
	}
	if end == last && l.at(last+1) == "and" && countedUnits.Has(l.at(last+2)) && countedUnits.Has(lastWord(strings.ToLower(words))) && (!l.nounLike(last+3) || l.looksVerb(last+3)) {
		// "eight individuals and entities": one number counts both
		words += " and " + l.low[last+2]
		c.Evidence = l.span(first, last+2).Quote(l.Text)
	}
	c.Subject = communique.NP(words)
}

// purpose returns where the noun phrase begins that says what a share, a sum or a
// time is of or for: "of the cost", "$320 million in | new funding", "worth of |
// goods"; 0 where token i begins none. Only sums are in or for something.
func (l *line) purpose(i int, lasting bool) int {
	switch w := l.at(i); {
	case w == "of":
		return i + 1
	case w == "worth" && l.at(i+1) == "of":
		return i + 2
	case lasting || l.at(i-1) == "percent" || l.at(i-1) == "%":
	case w == "in" || w == "for" || w == "toward" || w == "towards":
		if l.entityAt(i+1).IsActor() || l.timeAt(i+1) {
			return 0
		}
		if determiners.Has(l.at(i + 1)) {
			i++
		}
		return i + 1
	}
	return 0
}

// lasted returns what has gone on for the time at tokens first to last: the subject
// of a verb in the perfect, "the embargo has lasted | for half a century".
func (l *line) lasted(first, last int) communique.EntityID {
	v := l.verbOver(first, last)
	if v < 0 {
		return ""
	}
	for n := 0; n < 3; n++ {
		for c := range l.Children(v) {
			if d := l.Tokens[c].Dependency; (d == communique.Aux || d == communique.AuxPass) && formsOfHave.Has(l.low[c]) && l.low[c] != "had" {
				return l.subjectOf(v, -1)
			}
		}
		if d := l.Tokens[v].Dependency; d != communique.Cop && d != communique.AuxPass && d != communique.Aux {
			return ""
		}
		v = int(l.Tokens[v].Head)
	}
	return ""
}

// wordsOnly returns the last token up to which only words and numbers stand.
func (l *line) wordsOnly(first, last int) int {
	for k := first; k <= last; k++ {
		if l.Tokens[k].Kind != communique.Word && l.Tokens[k].Kind != communique.Number {
			return max(first, k-1)
		}
	}
	return last
}

func (l *line) selfOrMention(w string, i int) communique.EntityID {
	if id := l.entityAt(i); id != "" {
		return id
	}
	return l.selfReference(w, i)
}

func (l *line) startWithArticle(i int) int {
	if l.at(i-1) == "the" && i-1 >= l.First {
		return i - 1
	}
	return i
}

// looksVerb reports whether a word after a noun is more likely its verb.
func (l *line) looksVerb(i int) bool {
	w := l.low[i]
	return l.isFiniteWord(i) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") && w != "training" && w != "funding" && w != "spending" && w != "meeting" && w != "building"
}

var (
	trailing      = set("aside more less each annually worth ago later old long away alone so far due")
	groupNouns    = set("team teams group groups force forces coalition staff corps")
	durationUnits = set("year month week day hour minute decade century second")
	unitOnly      = set("percent % dollars euros pounds usd eur gbp")
)

// quantityTime dates a number: by the time that its clause states, else, where
// its verb tells the present or what has come about, as a stock. What is planned
// has only a date by which it is to be reached.
func (l *line) quantityTime(c *communique.Claim, first, last int) communique.TimeValue {
	right := l.rightEdge(first)
	if c.Modality == communique.Planned {
		return l.deadline(last+1, right)
	}
	g := group{first: first, verb: first, last: first, form: past}
	if l.at(first-1) == "current" || c.Value.Unit == "percent" && l.at(l.beforeBound(first)) == "from" && l.at(last+1) == "to" {
		return l.present(c, first)
	}
	for j := first; j >= l.First && j > first-farLeft; j-- {
		w := l.low[j]
		if w == "have" || w == "has" || w == "is" || w == "are" || strings.HasSuffix(w, "'s") && j == first-1 {
			return l.present(c, first)
		}
		if w == "," || w == ";" {
			break
		}
	}
	if t := l.stated(first, right, g); t.Known() {
		if i := l.TokenAt(t.Evidence.Start); !l.attributive(t) && !aiming.Has(l.at(i-1)) {
			return t
		}
	}
	now := l.present(c, first)
	if !l.mayDate(now.Known(), right) {
		return communique.TimeValue{}
	}
	if v := l.verbOver(first, last); v >= 0 {
		switch l.tense(v, right) {
		case presentTense:
			return now
		case pastTense:
			return l.leadingDate(v)
		}
	}
	return communique.TimeValue{}
}

// tense is how a verb tells a number: as what is so, as what was, or neither.
type tense uint8

const (
	noTense tense = iota
	presentTense
	pastTense
)

// tense returns the tense of the verb at token v, whose clause ends with right.
func (l *line) tense(v, right int) tense {
	vg := l.verbGroup(v, formOf(l.Tokens[v].Tag))
	switch {
	case foreseeing.of(l.low[v]) != nil || vg.modal != "" || vg.infinitive || !vg.finite() || vg.form == gerund && vg.first == vg.verb:
		return noTense
	case !vg.isPast() || vg.perfect && !vg.was, l.inText(max(l.First, v-12), min(right, v+30), "today"):
		return presentTense
	}
	return pastTense
}

// mayDate reports whether any verb of the sentence could date a number; where none
// could, it is not asked which of them the number has. now says whether what is so
// has a date.
func (l *line) mayDate(now bool, right int) bool {
	if !l.Reading.Tag(l.index) {
		return false
	}
	led := l.hasLeadingDate()
	if !now && !led {
		return false
	}
	for v := l.First; v < l.Last; v++ {
		if t := l.Tokens[v].Tag; !t.Verb() && t != communique.MD && t != communique.POS {
			continue
		}
		if t := l.tense(v, right); t == presentTense && now || t == pastTense && led {
			return true
		}
	}
	return false
}

// foreseeing are verbs of what is not yet so.
var foreseeing = lexiconOf("foresee expect envisage envision plan propose request seek aim call want demand need require predict project forecast estimate anticipate urge ask suggest threaten offer").verbsOnly()

// leadingDate is the date that opens the sentence of a past verb: "In 2003, 42 countries sent".
func (l *line) leadingDate(verb int) communique.TimeValue {
	for t, i := range l.leadingDates() {
		if i < verb && l.sameVoice(i, verb) && l.clauseOf(i) == verb {
			return l.bounded(t)
		}
	}
	return communique.TimeValue{}
}

// leadingDates yields the dates that open the sentence, with their first tokens.
func (l *line) leadingDates() iter.Seq2[communique.TimeValue, int] {
	return func(yield func(communique.TimeValue, int) bool) {
		for _, t := range l.TimesIn(l.Sentence.Span) {
			if !t.Known() || t.Type != communique.Date || t.Exact == "" || t.Role == "publication" {
				continue
			}
			if i := l.TokenAt(t.Start); i >= l.First && i-l.First < 8 && l.fronted(i) && !yield(t, i) {
				return
			}
		}
	}
}

func (l *line) hasLeadingDate() bool {
	for range l.leadingDates() {
		return true
	}
	return false
}

// attributive reports whether a time only tells one thing from another: "the 2020 election".
func (l *line) attributive(t communique.TimeValue) bool {
	last := l.TokenAt(t.End - 1)
	if last < l.First || last+1 >= l.Last || !l.Reading.Parse(l.index) {
		return false
	}
	h := int(l.Tokens[last].Head)
	d := l.Tokens[last].Dependency
	return (d == communique.Amod || d == communique.Compound || d == communique.Nummod || d == communique.NmodUnmarked) && h > last && h < l.Last && l.Tokens[h].Tag.Noun() && !l.timeAt(h)
}

// deadline is the time by which something planned is to be reached: "by 2035".
func (l *line) deadline(first, right int) communique.TimeValue {
	for _, t := range l.TimesIn(l.span(min(first, l.Last-1), min(max(first, right), l.Last-1))) {
		i := l.TokenAt(t.Start)
		if w := l.at(i - 1); !t.Known() || t.Type != communique.Date || t.Exact == "" || w != "by" && w != "in" && w != "until" && w != "before" && w != "of" {
			continue
		}
		if t.Role = "event"; t.Basis == "" {
			t.Basis = "stated"
		}
		return t
	}
	return communique.TimeValue{}
}

// nested stands for no verb: another noun has the number.
const nested = -2

// verbOver returns the nearest verb that governs a number in the tree, -1 where
// there is none, nested where another noun has it.
func (l *line) verbOver(first, last int) int {
	if !l.Reading.Parse(l.index) {
		return -1
	}
	top := l.topOf(first, last)
	for n := 0; n < 8; n++ {
		if n > 0 && l.Tokens[top].Tag.Verb() && !spendable.Has(l.low[top]) {
			return top
		}
		for c := range l.Children(top) {
			if l.Tokens[c].Dependency == communique.Cop {
				return c
			}
		}
		h := int(l.Tokens[top].Head)
		if h < l.First || h >= l.Last || !l.sameVoice(first, h) {
			return -1
		}
		if l.Tokens[top].Dependency == communique.Nmod && h < first && l.Tokens[h].Tag.Noun() && !spendable.Has(l.low[h]) && !groupNouns.Has(l.low[h]) {
			return nested // "the expulsion of 20 diplomats": another noun has it
		}
		top = h
	}
	return -1
}
