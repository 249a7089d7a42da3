package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// role finds who holds which office: "NATO Secretary General Jens Stoltenberg",
// "Chief of Cyber Command, Gen. Paul Nakasone", "Sarah Brown, a senior scientist
// with the agency". The office is the object, its organisation the scope.
var role = Kind{communique.RoleClaim, func(l *line) []communique.Claim { return l.roles[l.index] }, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" || c.Scope == "" || seats[c.Object] {
		return nil
	}
	return []communique.Question{key("role", c.Object, communique.EntityID(c.Scope))}
}}

// seats are offices that many hold at one time: nobody asks who "the senator" is.
var seats = map[communique.EntityID]bool{"np:senator": true, "np:representative": true, "np:ambassador": true, "np:delegate": true}

var (
	// heads of titles; several can hold one at a time except where data/gazetteer says so
	titleHeads = set(`secretary president premier minister chancellor adviser advisor chief chairman chairwoman chair chairperson director commander
		ambassador scientist spokesman spokeswoman spokesperson head governor commissioner envoy coordinator representative analyst
		administrator chancellor undersecretary counsel speaker minister-president general-secretary secretary-general king queen fellow professor officer`)
	titleTails = set("general adviser advisor minister secretary")
	titleWords = set("prime vice deputy assistant under national security foreign defense defence home state high senior chief supreme allied interior press permanent special attorney principal associate acting executive managing first associate policy cyber homeland justice finance treasury")
	ranks      = set("gen gen. general adm adm. admiral lt lt. col col. colonel mr mr. ms ms. mrs mrs. dr dr. sir lord dame baroness maj maj. brig brig. air marshal hon hon. rt")
	pastTitles = set("former ex then-")
	// lettersAfter stand behind a name for an honour or a seat: "Francis Maude MP, Minister for …"
	lettersAfter = set("mp mps mep msp ms td qc kc cbe obe mbe mc phd")
	// shortTitles are titles that are written short before a name.
	shortTitles  = map[string]string{"sen": "senator", "rep": "representative", "gov": "governor", "amb": "ambassador", "pres": "president", "congressman": "representative", "congresswoman": "representative", "senator": "senator", "representative": "representative"}
	opening      = set("later then yesterday today meanwhile earlier monday tuesday wednesday thursday friday saturday sunday former while and but when our thank dear")
	roleRelating = set("of at with for to")
)

// findRoles finds the role claims of a sentence and keeps them with it, and
// which organisation they give to a person.
func (s *scan) findRoles(l *line) {
	for i := l.First; i < l.Last; i++ {
		if l.mention[i] < 0 || i > l.First && l.mention[i-1] == l.mention[i] {
			continue
		}
		m := &l.Mentions[l.mention[i]]
		if m.Entity.Kind() != communique.Person || m.Via == communique.ViaPronoun || m.Via == communique.ViaRole {
			continue
		}
		_, last := l.mentionTokens(i)
		if l.at(last+1) == ":" && isUpper(l.Word(last)) || l.at(i-1) == "marshal" {
			continue // the label of a turn; a rank
		}
		c, ok := l.roleBefore(i, last, m.Entity)
		is := false
		if !ok {
			c, ok = l.roleAfter(i, last, m.Entity)
			is = l.at(last+1) == "is" || l.at(last+1) == "remains"
		}
		if !ok {
			continue
		}
		if !is {
			l.ridesAlong(&c, i)
		}
		c.About = l.roleTime(&c, i, is)
		if c.Scope != "" && s.organised[m.Entity] == "" {
			s.organised[m.Entity] = communique.EntityID(c.Scope)
		}
		s.roles[l.index] = append(s.roles[l.index], c)
	}
}

// roleTime dates a title as present. A bare title of somebody who is known not
// to have held the office then is one of courtesy or of history: it is as old as
// what the sentence tells, where that is in his time, and else tells of
// no day; "X is president" says so all the same.
func (l *line) roleTime(c *communique.Claim, trigger int, is bool) communique.TimeValue {
	t := l.present(c, trigger)
	if is || !l.outOfOffice(c, t.Days) {
		return t
	}
	for _, told := range l.TimesIn(l.Span) {
		if told.Type == communique.Date && told.From != "" && told.To != "" && !l.outOfOffice(c, told.Days) {
			told.Role = "event"
			return told
		}
	}
	return communique.TimeValue{}
}

// spreadOrganisations completes titles without an organisation ("Prime
// Minister Justin Trudeau") by the organisation that the document gives the
// same person in the same office elsewhere.
func (s *scan) spreadOrganisations() {
	type holding struct{ person, title communique.EntityID }
	full := map[holding]string{}
	for _, list := range s.roles {
		for _, c := range list {
			if c.Scope == "" {
				continue
			}
			h := holding{c.Subject, c.Object}
			if was, ok := full[h]; ok && was != c.Scope {
				full[h] = ""
			} else if !ok {
				full[h] = c.Scope
			}
		}
	}
	for _, list := range s.roles {
		for i := range list {
			if c := &list[i]; c.Scope == "" {
				c.Scope = full[holding{c.Subject, c.Object}]
			}
		}
	}
}

// title is an office as it is written: its tokens, its id and its organisation.
type title struct {
	first, last  int
	id           communique.EntityID
	organisation communique.EntityID
}

// titleEnding reads the title whose last word is token j.
func (l *line) titleEnding(j int) (title, bool) {
	if t, ok := l.officeEnding(j); ok {
		return l.withOwner(t), true
	}
	w := l.at(j)
	if !titleHeads.Has(w) && !(titleTails.Has(w) && titleHeads.Has(l.at(j-1))) {
		return title{}, false
	}
	first := j
	if titleTails.Has(w) && titleHeads.Has(l.at(j-1)) && w == "general" {
		first = j - 1
	}
	for first-1 >= l.First && j-first < 6 {
		x := l.low[first-1]
		if titleWords.Has(x) && l.organisationWord(first-1) == "" || titleHeads.Has(x) && l.mention[first-1] < 0 {
			first--
			continue
		}
		// "Democratic Institutions Minister": large words that name no one.
		if isTitleCase(l.Word(first-1)) && isTitleCase(l.Word(j)) && l.mention[first-1] < 0 && l.Tokens[first-1].Kind == communique.Word && !determiners.Has(x) && !prepositions.Has(x) && !openers.Has(x) && !pastTitles.Has(x) && !opening.Has(x) && !isAdverb(x) && !strings.HasSuffix(x, "'s") {
			first--
			continue
		}
		break
	}
	return l.withOwner(title{first: first, last: j, id: l.np(first, j)}), true
}

// organisationWord returns the organisation or state that token i belongs to.
func (l *line) organisationWord(i int) communique.EntityID {
	if id := l.entityAt(i); id.Kind() == communique.Organisation || id.Kind() == communique.State {
		return id
	}
	return ""
}

// officeEnding reads an office of the gazetteer whose name ends at token j.
func (l *line) officeEnding(j int) (title, bool) {
	best := title{first: j + 1}
	for _, name := range l.offices[l.at(j)] {
		first := j - len(name.words) + 1
		if first < l.First || first > best.first {
			continue
		}
		same := true
		for k, w := range name.words {
			same = same && l.low[first+k] == w
		}
		o := name.office
		switch {
		case !same:
		case first < best.first:
			best = title{first: first, last: j, id: o.Title, organisation: o.Organisation}
		case best.organisation != o.Organisation || best.id != o.Title:
			best.organisation = "" // several bodies have an office of this name
		}
	}
	named := false
	for k := best.first; k <= best.last && best.id != ""; k++ {
		named = named || l.organisationWord(k) != ""
	}
	if !named {
		best.organisation = "" // the words alone could mean another body's office
	}
	return best, best.id != ""
}

// withOwner adds the organisation that stands before a title: "NATO", "Canada's", "U.S.".
func (l *line) withOwner(t title) title {
	if id := l.organisationWord(t.first - 1); id != "" && t.first-1 >= l.First && !l.insideCompound(t.first-1) {
		t.organisation = id
		t.first = l.firstOfMention(t.first - 1)
		if determiners.Has(l.at(t.first-1)) && l.at(t.first-1) == "the" && l.mention[t.first] >= 0 && l.Mentions[l.mention[t.first]].Via == communique.ViaNominal {
			t.first--
		}
	} else if l.placeAt(t.first - 1) {
		t.organisation = "" // "Michigan Speaker of the House" is not the one of the nation
	}
	return t
}

// placeAt reports whether token i belongs to the name of a place that is no state.
func (l *line) placeAt(i int) bool {
	return i >= l.First && l.mention[i] >= 0 && l.Mentions[l.mention[i]].Type == "place" && l.organisationWord(i) == ""
}

// ofAnother takes from a title the state before it where that belongs to the entry
// before in a list, and gives it the one that stands behind the name, which ends
// at token last: "Ewen McDonald of Australia | Prime Minister Mark Brown of Cook Islands".
func (l *line) ofAnother(t title, last int) title {
	if t.organisation.Kind() != communique.State || l.entityAt(t.first) != t.organisation {
		return t
	}
	of := t.first - 1
	if l.at(of) != "of" {
		of--
	}
	if l.at(of) != "of" {
		return t
	}
	_, owner := l.mentionTokens(t.first)
	bare := t
	bare.first, bare.organisation = owner+1, ""
	if l.at(last+1) != "of" {
		if l.entityAt(of-1).Kind() == communique.Person {
			return bare // "Xi Jinping of China | President Joe Biden"
		}
		return t
	}
	k := last + 2
	if l.at(k) == "the" {
		k++
	}
	id := l.entityAt(k)
	if id == t.organisation || id.Kind() != communique.State && !isTitleCase(l.Word(min(k, len(l.Tokens)-1))) {
		return t
	}
	if id.Kind() == communique.State {
		bare.organisation = id
	}
	return bare
}

// insideCompound reports whether the name at token i is only a part of a word
// made of several: the one in "pro-Russian" owns nothing.
func (l *line) insideCompound(i int) bool {
	if l.mention[i] < 0 {
		return false
	}
	m := l.Mentions[l.mention[i]]
	first, last := l.mentionTokens(i)
	return l.Tokens[first].Start < m.Start || m.End < l.Tokens[last].End && strings.HasPrefix(l.Text[m.End:l.Tokens[last].End], "-") ||
		first > l.First && l.low[first-1] == "-" && l.Tokens[first-1].End == m.Start
}

// roleClaim finishes a role claim.
func (l *line) roleClaim(rule string, t title, first, last, trigger int, person communique.EntityID) (communique.Claim, bool) {
	if t.id == "" || pastTitles.Has(l.at(t.first-1)) || pastTitles.Has(l.at(t.first)) {
		return communique.Claim{}, false
	}
	if t.organisation == "" && l.finder.Tenures != nil {
		// The one body in which this person is known to have held the office.
		only, several := communique.EntityID(""), false
		for _, x := range l.finder.Tenures(person) {
			if x.Title == t.id {
				several = several || only != "" && only != x.Organisation
				only = x.Organisation
			}
		}
		if !several {
			t.organisation = only
		}
	}
	if t.id == "np:chief" && t.organisation != "" && l.finder.Tenures != nil {
		// Journalists call the head of a body its chief.
		if office, ok := l.onlyOffice(person, t.organisation); ok {
			t.id = office
		}
	}
	c := l.draft(communique.RoleClaim, rule, first, last, trigger)
	c.Subject, c.Object, c.Scope = person, t.id, string(t.organisation)
	if end := l.Mentions[l.mention[trigger]].End; end < c.Evidence.End && last < l.Last && l.mention[last] == l.mention[trigger] {
		c.Evidence = communique.Span{Start: c.Evidence.Start, End: end}.Quote(l.Text) // without a possessive ending
	}
	return c, true
}

// roleBefore reads the title before a name.
func (l *line) roleBefore(first, last int, person communique.EntityID) (communique.Claim, bool) {
	j := first - 1
	for j >= l.First && (ranks.Has(l.low[j]) && !(l.low[j] == "general" && titleHeads.Has(l.at(j-1))) || l.low[j] == "." && ranks.Has(l.at(j-1))) {
		j--
	}
	if j >= l.First && l.low[j] == "," {
		j--
	}
	if j < l.First {
		return communique.Claim{}, false
	}
	if t, ok := l.shortTitle(j); ok {
		return l.roleClaim("short-title-name", t, t.first, last, first, person)
	}
	comma := j+1 < first && l.low[j+1] == ","
	if !comma {
		if t, ok := l.titleEnding(j); ok {
			t = l.ofAnother(t, last)
			return l.roleClaim("title-name", t, t.first, last, first, person)
		}
	}
	// "Chief of Cyber Command, Gen. Paul Nakasone"
	if id := l.organisationWord(j); id != "" {
		k := l.firstOfMention(j) - 1
		if l.at(k) == "the" {
			k--
		}
		if l.at(k) == "of" && k-1 >= l.First {
			if t, ok := l.titleEnding(k - 1); ok && t.organisation == "" {
				t.organisation = id
				return l.roleClaim("title-of-organisation-name", t, t.first, last, first, person)
			}
		}
	}
	if !comma {
		if t, ok := l.titleWithMatter(j); ok {
			return l.roleClaim("title-of-matter-name", t, t.first, last, first, person)
		}
	}
	return communique.Claim{}, false
}

// shortTitle reads "Sen." or "Rep" that ends at token j. A legislator's chamber
// is that of the state before the title; the American titles belong to the
// American chambers where the document names the United States.
func (l *line) shortTitle(j int) (title, bool) {
	word := j
	if l.at(j) == "." {
		word--
	}
	name := shortTitles[strings.TrimSuffix(l.at(word), ".")]
	if name == "" || !isTitleCase(l.Word(word)) {
		return title{}, false
	}
	t := l.withOwner(title{first: word, last: j, id: communique.EntityID("np:" + name)})
	american := t.organisation == "state:united-states" || t.organisation == "" && l.namesUnitedStates()
	switch {
	case name == "senator" && american:
		t.organisation = "org:us-senate"
	case name == "representative" && american:
		t.organisation = "org:us-house-of-representatives"
	}
	return t, true
}

// namesUnitedStates reports whether the document names the United States or a body of theirs.
func (s *scan) namesUnitedStates() bool {
	for id := range s.shownOrgs {
		for up := id; up != ""; up = s.entity(up).Parent {
			if up == "state:united-states" || up == "org:us-congress" {
				return true
			}
			if up == s.entity(up).Parent {
				break
			}
		}
	}
	for i := range s.Mentions {
		if s.Mentions[i].Entity == "state:united-states" {
			return true
		}
	}
	return false
}

// titleWithMatter reads a title that says what it is for before a name: "Minister
// for Foreign Affairs | Elina Valtonen". Its last word is token j.
func (l *line) titleWithMatter(j int) (title, bool) {
	for k := j; k > l.First && k > j-6; k-- {
		w := l.low[k]
		if l.mention[k] >= 0 && l.organisationWord(k) == "" || l.Tokens[k].Kind != communique.Word {
			return title{}, false
		}
		if w != "for" && w != "of" {
			if !isTitleCase(l.Word(k)) && w != "and" && w != "the" {
				return title{}, false
			}
			continue
		}
		if k == j || !isTitleCase(l.Word(k-1)) {
			return title{}, false
		}
		t, ok := l.titleEnding(k - 1)
		if !ok || t.first < l.First {
			return title{}, false
		}
		owner := t.first
		t.last = j
		if office, ok := l.officeEnding(j); ok && office.first <= k {
			t.id = office.id
		} else {
			for t.organisation != "" && owner < k && l.organisationWord(owner) != "" {
				owner++
			}
			t.id = l.np(owner, j)
		}
		return t, true
	}
	return title{}, false
}

// roleAfter reads the title after a name: ", a senior scientist with the agency".
func (l *line) roleAfter(first, last int, person communique.EntityID) (communique.Claim, bool) {
	j := last + 1
	if lettersAfter.Has(l.at(j)) && isUpper(l.Word(j)) {
		last, j = j, j+1
	}
	switch {
	case l.at(j) == ",":
		j++
	case (l.at(j) == "is" || l.at(j) == "remains" || l.at(j) == "became") && !negations.Has(l.at(j+1)):
		j++
	default:
		return communique.Claim{}, false
	}
	if l.at(j) == "the" || l.at(j) == "a" || l.at(j) == "an" {
		j++
	}
	if l.mention[min(j, l.Last-1)] >= 0 && l.organisationWord(j) != "" {
		_, end := l.mentionTokens(j)
		j = end + 1
	}
	for k := j; k < j+6 && k < l.Last; k++ {
		w := l.low[k]
		if !titleHeads.Has(w) && !titleWords.Has(w) && !titleTails.Has(w) && l.Tokens[k].Kind != communique.Word || prepositions.Has(w) || l.mention[k] >= 0 {
			return communique.Claim{}, false
		}
		if !titleHeads.Has(w) || titleHeads.Has(l.at(k+1)) || titleTails.Has(l.at(k+1)) {
			continue
		}
		end := k
		if l.at(k+1) == "general" {
			end = k + 1
		}
		t, ok := l.titleEnding(end)
		if !ok || t.first > j {
			return communique.Claim{}, false
		}
		stop := end
		if t.organisation == "" && roleRelating.Has(l.at(end+1)) {
			o := end + 2
			if l.at(o) == "the" {
				o++
			}
			if id := l.organisationWord(o); id != "" {
				t.organisation = id
				_, stop = l.mentionTokens(o)
			}
		}
		// An apposition ends with a mark; what goes on is another noun phrase.
		if next := l.at(stop + 1); l.at(last+1) == "," && next != "," && next != "." && next != ";" && next != ")" && next != "" && !l.isDash(stop+1) {
			return communique.Claim{}, false
		}
		if t.organisation == "" {
			return communique.Claim{}, false
		}
		return l.roleClaim("name-title", t, first, min(stop, l.Last-1), first, person)
	}
	return communique.Claim{}, false
}

// onlyOffice returns the one office that a person is known to have held in an organisation.
func (l *line) onlyOffice(person, organisation communique.EntityID) (communique.EntityID, bool) {
	only := communique.EntityID("")
	for _, x := range l.finder.Tenures(person) {
		if x.Organisation != organisation {
			continue
		}
		if only != "" && only != x.Title {
			return "", false
		}
		only = x.Title
	}
	return only, only != ""
}

// outOfOffice reports whether the person is known to have held the office, but
// not on all of the days: "President Eisenhower" in a text of today.
func (l *line) outOfOffice(c *communique.Claim, on communique.Days) bool {
	if l.finder.Tenures == nil || !on.Known() {
		return false
	}
	known := false
	for _, x := range l.finder.Tenures(c.Subject) {
		if x.Title != c.Object || c.Scope != "" && string(x.Organisation) != c.Scope {
			continue
		}
		if !x.Days.Known() || on.Within(x.Days) {
			return false
		}
		known = true
	}
	return known
}

// isUpper reports whether a word is written in capitals.
func isUpper(w string) bool { return w == strings.ToUpper(w) && w != strings.ToLower(w) }
