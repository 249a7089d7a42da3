package claim

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// memberCount finds how many members an organisation has: "its 28
// member-states", "32 NATO allies", "an alliance of 32 nations". The number
// must count the whole: "the 30 nations of the initiative" is another set, and
// "11 allies have met the target" a part.
var memberCount = Kind{communique.MemberCount, findMemberCounts, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" {
		return nil
	}
	return []communique.Question{key("member-count", c.Subject), key("member-list", c.Subject)}
}}

var (
	memberNouns = set("members member-states member-nations member-countries allies member-state ally")
	countNouns  = set("states nations countries allies members governments parties")
	partial     = set("new european former additional more further newest least remaining")
	selecting   = set("democratic independent free") // a part, but for "all" and where it is told what the whole is made of
	founders    = set("founding original initial")
	others      = set("other")
)

func findMemberCounts(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		if l.Tokens[i].Kind != communique.Number && l.entries[i].class&numberClass == 0 {
			continue
		}
		n, last, ok := l.number(i)
		if !ok || n < 2 || n > 400 || n != float64(int(n)) {
			continue
		}
		if c, ok := l.memberCountAt(i, last, n); ok {
			out = append(out, c)
		}
		i = last
	}
	return out
}

// number reads the number that begins at token i, in figures or in words.
func (l *line) number(i int) (n float64, last int, ok bool) {
	w := l.at(i)
	if w == "" {
		return 0, 0, false
	}
	if l.Tokens[i].Kind == communique.Number {
		n, ok = figures(w)
		return n, i, ok
	}
	head, tail, hyphen := strings.Cut(w, "-")
	if n = smallNumbers.Of(head); n == 0 {
		return 0, 0, false
	}
	if hyphen {
		unit := smallNumbers.Of(tail)
		if unit == 0 || n < 20 || unit > 9 {
			return 0, 0, false
		}
		return n + unit, i, true
	}
	if unit := smallNumbers.Of(l.at(i + 1)); unit > 0 && n >= 20 && unit < 10 {
		return n + unit, i + 1, true
	}
	return n, i, true
}

// beginsNumber reports whether a number in words begins with a word: "two", "twenty-eight".
func beginsNumber(w string) bool {
	head, _, _ := strings.Cut(w, "-")
	return smallNumbers.Has(head)
}

var smallNumbers = fold.TableOf(map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90})

func figures(w string) (float64, bool) {
	n, digits, decimals := 0.0, 0, 0.0
	for _, r := range w {
		switch {
		case r >= '0' && r <= '9':
			digits++
			if decimals > 0 {
				n += float64(r-'0') * decimals
				decimals /= 10
			} else {
				n = n*10 + float64(r-'0')
			}
		case r == ',':
		case r == '.' && decimals == 0:
			decimals = 0.1
		default:
			return 0, false
		}
	}
	return n, digits > 0 && digits < 16
}

func (l *line) memberCountAt(first, last int, n float64) (communique.Claim, bool) {
	if m := l.mention[first]; m >= 0 && l.Mentions[m].Entity.Kind() == communique.Organisation {
		return communique.Claim{}, false // "Group of 20 countries", "Five Eyes countries": a number in a name
	}
	// The noun after the number, over an organisation's name and "sovereign".
	j := last + 1
	var named communique.EntityID
	adjective := ""
	for steps := 0; j < l.Last && steps < 6; steps++ {
		if l.mention[j] >= 0 && !memberNouns.Has(l.low[j]) && !countNouns.Has(l.low[j]) {
			id := l.entityAt(j)
			if id.Kind() != communique.Organisation {
				return communique.Claim{}, false
			}
			named = id
			if m := l.Mentions[l.mention[j]]; m.Via == communique.ViaNominal || m.Type == "group" {
				j++ // "NATO allies" names the group; its noun is counted
			} else {
				_, j = l.mentionTokens(j)
				j++
			}
			continue
		}
		if w := l.low[j]; founders.Has(w) || others.Has(w) || partial.Has(w) || selecting.Has(w) || w == "sovereign" || w == "current" || w == "allied" {
			adjective = w
			j++
			continue
		}
		break
	}
	composed := l.composedOf(first - 1)
	if composed != "" {
		j = l.overAdjectives(j) // "an alliance of 29 North American and European countries"
	}
	w := l.at(j)
	end, unit := j, ""
	switch {
	case w == "member" && (countNouns.Has(l.at(j+1)) || l.at(j+1) == "nation" || l.at(j+1) == "state"):
		end, unit = j+1, "member "+plural(l.at(j+1))
	case strings.HasPrefix(w, "member-"):
		unit = "member " + plural(strings.TrimPrefix(w, "member-"))
	case w == "members" || w == "allies":
		unit = w
	case w == "nations" || w == "countries" || w == "states":
		unit = w
	case (w == "nation" || w == "member") && l.headlineLike():
		unit = plural(w)
	default:
		return communique.Claim{}, false
	}
	scope := ""
	if partial.Has(adjective) {
		return communique.Claim{}, false
	}
	if founders.Has(adjective) || founders.Has(l.at(first-1)) {
		scope = "founding members"
	}
	if others.Has(adjective) || others.Has(l.at(first-1)) {
		scope = "others"
	}
	// What stands before decides whether the number counts the whole.
	at := first - 1
	start := first
	cmpr := communique.Equal
	if c, from, ok := l.comparator(first); ok {
		cmpr, at, start = c, from-1, from
	}
	if others.Has(l.at(at)) || founders.Has(l.at(at)) {
		at--
	}
	before := l.at(at)
	if before == "of" && (l.at(at-1) == "all" || l.at(at-1) == "each" || l.at(at-1) == "any") {
		before = "all"
	}
	org := communique.EntityID("")
	whole := false
	set := counted{last: end, unit: unit, n: n, before: before, at: at, cmpr: cmpr, composed: composed != "", selected: selecting.Has(adjective)}
	switch {
	case l.correctedLater(end, w), l.isPart(set):
		return communique.Claim{}, false
	case composed != "":
		org, whole = composed, true
	case l.at(end+1) == "strong":
		// "united, and now 32 nations strong"
		org, whole, end = l.nearestOrganisation(at), true, end+1
	case l.entityAt(at).Kind() == communique.Organisation && (strings.HasSuffix(before, "'s") || strings.HasSuffix(before, "s'")):
		org, whole = l.entityAt(at), true
	case l.entityAt(at).Kind() == communique.Organisation && l.headlineLike() && (named == "" || named == l.entityAt(at)):
		org, whole, start = l.entityAt(at), true, l.firstOfMention(at)
	case before == "its" || before == "their" || before == "our":
		if org = l.entityAt(at); org == "" {
			org = l.selfReference(before, at)
		}
		if w == "allies" && before != "its" && before != "their" || w == "allies" && org.Kind() != communique.Organisation && org != "" {
			// "our 29 allies" are the others
			scope, org = "others", named
			if org == "" && l.knowsNATO && (l.isMainOrganisation("org:nato") || l.nearestOrganisation(at) == "org:nato") {
				org = "org:nato"
			}
			whole = org != ""
			break
		}
		if org == "" {
			org = named
		}
		if org == "" {
			org = l.meantByOwner(set)
		}
		whole = org != ""
	case before == "all" || before == "the" || before == "each":
		whole = true
	case before == "has" || before == "have" || before == "with" || before == "had" || before == "now" || counting.Has(before):
		if whole = w == "members" || strings.HasPrefix(unit, "member ") || w == "allies" && named == ""; !whole {
			break
		}
		var open bool
		if org, open = l.whoHas(at, end); org == "" && !open {
			return communique.Claim{}, false
		}
	case (before == "is" || before == "are" || before == "of" || before == "numbers") && (w == "nations" || w == "countries" || w == "allies" || w == "members" || w == "states"):
		// "an alliance of 32 nations", "We are 31 nations"
		if before == "of" && (l.at(at-1) == "alliance" || l.at(at-1) == "organization" || l.at(at-1) == "organisation" || l.at(at-1) == "union") {
			org, whole = l.entityAt(at-1), true
		} else if before != "of" && l.entityAt(at-1).Kind() == communique.Organisation {
			org, whole = l.entityAt(at-1), true
		}
	}
	if org == "" {
		org = named
	}
	if org == "" && (l.at(end+1) == "of" || l.at(end+1) == "in") {
		k := end + 2
		if determiners.Has(l.at(k)) {
			k++
		}
		if id := l.entityAt(k); id.Kind() == communique.Organisation {
			org = id
		} else if w != "allies" {
			return communique.Claim{}, false // members of something else
		}
	}
	if !whole {
		return communique.Claim{}, false
	}
	if org == "" {
		// Bare "nations" can be any set; only members and allies belong to somebody.
		if adjective == "allied" && l.knowsNATO {
			org = "org:nato"
		} else if unit == "nations" || unit == "countries" || unit == "states" {
			return communique.Claim{}, false
		}
		if id := l.entityAt(j); id.Kind() == communique.Organisation {
			org = id
		} else if w == "allies" && l.knowsNATO {
			org = "org:nato"
		} else {
			if org = l.nearestOrganisation(first); !l.isMainOrganisation(org) {
				// Only what is written large belongs to the text's own organisation
				// where that is not near, the "Members" of a speech before it, and
				// "all" of them.
				org = l.subjectOfText()
				near := l.lastNamed(first)
				if !isTitleCase(l.Word(j)) && near != org && before != "all" {
					return communique.Claim{}, false
				}
			}
			if org == "" {
				return communique.Claim{}, false
			}
		}
	}
	if org.Kind() != communique.Organisation || !l.countsMembers(org) {
		return communique.Claim{}, false
	}
	c := l.draft(communique.MemberCount, "number-noun", start, end, first)
	if !l.predicated(at) {
		l.ridesAlong(&c, first)
	}
	c.Subject, c.Scope = org, scope
	c.Value = &communique.Value{N: n, Unit: unit, Cmp: cmpr}
	if scope == "founding members" {
		c.About = l.stated(l.First, l.Last-1, group{first: first, verb: first, last: first, form: past})
	} else {
		c.About = l.state(&c, first)
	}
	return c, true
}

// composedOf returns the organisation of which the words up to token at say what
// it is made of: "NATO is an alliance of", "is made up of", "comprises", "brings
// together". "" where they say it of nothing.
func (l *line) composedOf(at int) communique.EntityID {
	if w := l.at(at); w == "currently" || w == "now" || w == "some" {
		at--
	}
	verb := -1
	switch w := l.at(at); w {
	case "of", "between", "among":
		switch b := l.at(at - 1); {
		case alliances.Has(b):
			if id := l.entityAt(at - 1); id.Kind() == communique.Organisation {
				return id
			}
			for verb = at - 2; verb > l.First && verb > at-8 && !formsOfBe.Has(l.low[verb]) && l.low[verb] != "remains" && l.low[verb] != ","; verb-- {
			}
			if v := l.at(verb); v == "," && !determiners.Has(l.at(verb+1)) || v != "," && v != "remains" && !formsOfBe.Has(v) {
				return "" // "Latvia, with a group of 130 countries"
			}
		case w == "of" && (b == "up" && (l.at(at-2) == "made" || l.at(at-2) == "makes")):
			verb = at - 2
		case w == "of" && (b == "composed" || b == "consists" || b == "consisting" || b == "consisted"):
			verb = at - 1
		}
	case "comprises", "comprising", "comprised", "unites", "uniting":
		verb = at
	case "together":
		if b := l.at(at - 1); b == "brings" || b == "bringing" {
			verb = at - 1
		}
	}
	if verb < 0 {
		return ""
	}
	participle := l.at(verb-1) == ","
	for verb--; verb >= l.First && (formsOfBe.Has(l.low[verb]) || isAdverb(l.low[verb]) || l.low[verb] == ","); verb-- {
	}
	if id := l.entityAt(verb); id.Kind() == communique.Organisation {
		before := l.firstOfMention(verb) - 1
		if determiners.Has(l.at(before)) {
			before--
		}
		if participle && l.at(before) == "of" {
			return "" // "a member of the union, composed of three nations"
		}
		return id
	}
	return ""
}

var alliances = set("alliance organization organisation union bloc group community partnership coalition club")

// overAdjectives returns the first token from j on that is no adjective of origin: it goes over
// "North American and European", which are written large or stand between such.
func (l *line) overAdjectives(j int) int {
	for k := j; k < l.Last && k < j+6; k++ {
		w := l.low[k]
		if countNouns.Has(w) || w == "member" || strings.HasPrefix(w, "member-") {
			return k
		}
		if !isTitleCase(l.Word(k)) && w != "and" && w != "," {
			break
		}
	}
	return j
}

// subjectOfText returns the organisation that the document names, with its
// bodies, at least twice and twice as often as any other; "" where none stands
// out so far.
func (s *scan) subjectOfText() communique.EntityID {
	s.isMainOrganisation("") // counts them
	best, second := communique.EntityID(""), 0
	for id, n := range s.named {
		switch {
		case best == "" || n > s.named[best]:
			if best != "" {
				second = max(second, s.named[best])
			}
			best = id
		default:
			second = max(second, n)
		}
	}
	if best == "" || s.named[best] < 2 || s.named[best] < 2*second {
		return ""
	}
	return best
}

// isMainOrganisation reports whether no other organisation is named more often
// in the document, its bodies counted with it; only then do bare "members" mean its own.
func (s *scan) isMainOrganisation(org communique.EntityID) bool {
	if s.named == nil {
		s.named = map[communique.EntityID]int{}
		for _, m := range s.Mentions {
			id := m.Entity
			for range 4 {
				parent := s.entity(id).Parent
				if parent.Kind() != communique.Organisation {
					break
				}
				id = parent
			}
			if id.Kind() == communique.Organisation {
				s.named[id]++
			}
		}
	}
	for id, n := range s.named {
		if id != org && n > s.named[org] {
			return false
		}
	}
	return true
}

// countsMembers reports whether an organisation is a body of its own and not a
// part of another: a council or an agency does not have the members.
func (l *line) countsMembers(org communique.EntityID) bool { return l.entity(org).Parent == "" }

func plural(w string) string {
	switch {
	case w == "ally":
		return "allies"
	case strings.HasSuffix(w, "y"):
		return w[:len(w)-1] + "ies"
	case w != "" && !strings.HasSuffix(w, "s"):
		return w + "s"
	}
	return w
}

// comparator reads the words before a number that bound it: "over", "at least".
func (l *line) comparator(first int) (communique.Comparator, int, bool) {
	switch w := l.at(first - 1); {
	case w == "over" || w == "above" || w == "exceeding":
		return communique.Greater, first - 1, true
	case w == "under" || w == "below":
		return communique.Less, first - 1, true
	case w == "about" || w == "around" || w == "some" || w == "nearly" || w == "almost" || w == "roughly" || w == "approximately" || w == "circa":
		return communique.Approximately, first - 1, true
	case w == "than" && (l.at(first-2) == "more" || l.at(first-2) == "greater"):
		return communique.Greater, first - 2, true
	case w == "than" && (l.at(first-2) == "fewer" || l.at(first-2) == "less"):
		return communique.Less, first - 2, true
	case w == "least" && l.at(first-2) == "at":
		return communique.AtLeast, first - 2, true
	case w == "most" && l.at(first-2) == "at", w == "to" && l.at(first-2) == "up":
		return communique.AtMost, first - 2, true
	}
	return communique.Equal, first, false
}

// correctedLater reports a self-correction: the same noun counted again after a dash.
func (l *line) correctedLater(end int, noun string) bool {
	j := end + 1
	if !l.isDash(j) {
		return false
	}
	for k := j + 1; k < j+7 && k < l.Last; k++ {
		if _, last, ok := l.number(k); ok {
			return l.at(last+1) == noun
		}
	}
	return false
}

// headlineLike reports whether the sentence is a heading or headline, which
// leaves articles out.
func (l *line) headlineLike() bool {
	switch l.Regions[l.Region].Type {
	case "headline", "heading", "standfirst":
		return true
	}
	// A line without a full stop whose words are mostly written large.
	last := l.low[l.Last-1]
	if last == "." || last == "!" || last == `"` || last == "”" {
		return false
	}
	large, all := 0, 0
	for i := l.First; i < l.Last && i < l.First+40; i++ {
		if l.Tokens[i].Kind != communique.Word || len(l.low[i]) < 4 {
			continue
		}
		all++
		if isTitleCase(l.Word(i)) {
			large++
		}
	}
	return all > 2 && 4*large >= 3*all
}

func (l *line) firstOfMention(i int) int {
	first, _ := l.mentionTokens(i)
	return max(first, l.First)
}

// nearestOrganisation returns the organisation named last before token i in
// the sentence; else the only one of the sentence before it.
func (l *line) nearestOrganisation(i int) communique.EntityID {
	for j := i - 1; j >= l.First; j-- {
		if id := l.entityAt(j); id.Kind() == communique.Organisation && l.countsMembers(id) {
			return id
		}
	}
	if l.index == 0 {
		return ""
	}
	only := communique.EntityID("")
	for _, m := range l.MentionsIn(l.Sentences[l.index-1].Span) {
		if m.Entity.Kind() != communique.Organisation || !l.countsMembers(m.Entity) {
			continue
		}
		if only != "" && only != m.Entity {
			return ""
		}
		only = m.Entity
	}
	return only
}

// state dates a state that a noun phrase tells: by a date that the sentence
// states for a past tense, else as present.
func (l *line) state(c *communique.Claim, trigger int) communique.TimeValue {
	for j := max(l.First, trigger-4); j < trigger; j++ {
		if w := l.low[j]; w == "had" || w == "was" || w == "were" || w == "then" {
			g := group{first: trigger, verb: trigger, last: trigger, form: past}
			if t := l.stated(l.First, l.Last-1, g); t.Known() {
				return t
			}
			return communique.TimeValue{}
		}
	}
	return l.present(c, trigger)
}
