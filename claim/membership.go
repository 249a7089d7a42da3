package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// membership finds that a state belongs to an organisation: each name in "The
// 28 members are Albania, …", "including" and bracketed lists after a word for
// the members, and "X is a member of Y".
var membership = Kind{communique.Membership, findMemberships, func(c *communique.Claim) []communique.Question {
	if c.Subject == "" || c.Object == "" {
		return nil
	}
	out := []communique.Question{key("membership", c.Subject, c.Object)}
	if c.Rule == string(communique.Membership)+"/list" {
		out = append(out, key("member-list", c.Object))
	}
	return out
}}

// memberWords are the words that begin a list of members or tell of one.
var memberWords = memberNouns.With(set("nations states countries ( comprising comprises comprised member ally member-state"))

func findMemberships(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		if l.entries[i].class&memberClass == 0 {
			continue
		}
		w := l.low[i]
		if memberNouns.Has(w) || w == "nations" && strings.HasPrefix(l.at(i-1), "member") || w == "states" && strings.HasPrefix(l.at(i-1), "member") || w == "countries" && l.at(i-1) == "member" {
			out = append(out, l.memberList(i)...)
		}
		if w == "(" && i > l.First && l.entityAt(i-1).Kind() == communique.Organisation && !l.isAcronymBracket(i) {
			out = append(out, l.bracketList(i, l.entityAt(i-1))...)
		}
		if w == "comprising" || w == "comprises" || w == "comprised" && l.at(i+1) == "of" {
			if org := l.nearestOrganisation(i); org != "" {
				if l.at(i+1) == "of" {
					i++
				}
				out = append(out, l.bracketList(i, org)...)
			}
		}
		if w == "member" || w == "ally" || memberNouns.Has(w) || w == "member-state" {
			out = add(out, l.memberOf(i))
			out = add(out, l.oneOfMembers(i))
			out = add(out, l.allyNamed(i))
			out = add(out, l.asMember(i))
		}
	}
	return out
}

// add adds memberships that are not yet told by the same words.
func add(found, more []communique.Claim) []communique.Claim {
	for _, c := range more {
		if !slices.ContainsFunc(found, func(f communique.Claim) bool {
			return f.Subject == c.Subject && f.Object == c.Object && f.Evidence.Span.Overlaps(c.Evidence.Span)
		}) {
			found = append(found, c)
		}
	}
	return found
}

// memberList reads the states after a word for the members at token i: "… are
// A, B and C", "… (including A)", "… including A".
func (l *line) memberList(i int) []communique.Claim {
	org := l.ownerOfMembers(i)
	if org == "" && (l.at(i-1) == "european" || l.at(i-1) == "other") && l.knowsNATO && (l.low[i] == "allies" || l.low[i] == "ally") && l.isMainOrganisation("org:nato") {
		org = "org:nato"
	}
	if org == "" {
		return nil
	}
	j := i + 1
	rule := ""
	switch {
	case l.at(j) == "are" && l.number28(i):
		rule, j = "list", j+1
	case l.at(j) == "(" && l.at(j+1) == "including", l.at(j) == "," && l.at(j+1) == "including":
		rule, j = "including", j+2
	case l.at(j) == "like", l.at(j) == "such" && l.at(j+1) == "as":
		rule = "such-as"
		if j++; l.at(j) == "as" {
			j++
		}
	case l.at(j) == "including":
		rule, j = "including", j+1
	case l.at(j) == "(" || l.at(j) == ":":
		rule, j = "list", j+1
	default:
		// "… member states have done so, including A": the list ends the sentence.
		k := l.lastIncluding(j)
		if k < 0 {
			return l.andOthers(i, org)
		}
		rule, j = "including", k+1
	}
	if l.at(j) == ":" {
		j++
	}
	list := l.stateList(j)
	if rule == "list" && len(list) < 3 {
		return nil
	}
	return l.memberships(rule, list, org, j)
}

// lastIncluding returns the token of an "including" after a comma that a list
// of states follows to the end of the sentence; -1 where there is none.
func (l *line) lastIncluding(from int) int {
	for k := from; k < l.Last && k < from+12; k++ {
		if l.low[k] == "including" && l.at(k-1) == "," {
			list := l.stateList(k + 1)
			if len(list) == 0 {
				return -1
			}
			_, last := l.mentionTokens(list[len(list)-1])
			if w := l.at(last + 1); w == "." || w == "" {
				return k
			}
			return -1
		}
		if memberNouns.Has(l.low[k]) {
			return -1
		}
	}
	return -1
}

// andOthers reads "the US and other allies": the state is one of them.
func (l *line) andOthers(i int, org communique.EntityID) []communique.Claim {
	j := i - 1
	if j >= l.First && l.mention[j] >= 0 && l.entityAt(j) == org {
		j--
	}
	if j-2 < l.First || l.low[j] != "other" || l.low[j-1] != "and" || l.entityAt(j-2).Kind() != communique.State {
		return nil
	}
	return l.memberships("and-others", []int{j - 2}, org, i)
}

// number28 reports whether the members are counted or all of them meant, so
// that a list after "are" names them rather than says something of them.
func (l *line) number28(i int) bool {
	for j := i - 1; j >= l.First && j >= i-5; j-- {
		if _, _, ok := l.number(j); ok || l.low[j] == "the" || l.low[j] == "its" {
			return true
		}
	}
	return false
}

// ownerOfMembers returns the organisation whose members the word at token i names.
func (l *line) ownerOfMembers(i int) communique.EntityID {
	for j := i - 1; j >= l.First && j >= i-5; j-- {
		if id := l.entityAt(j); id.Kind() == communique.Organisation && l.countsMembers(id) {
			return id
		}
		if l.low[j] == "its" || l.low[j] == "their" {
			return l.nearestOrganisation(j)
		}
		if prepositions.Has(l.low[j]) || l.low[j] == "," {
			break
		}
	}
	if l.at(i+1) == "of" {
		k := i + 2
		if l.at(k) == "the" {
			k++
		}
		if id := l.entityAt(k); id.Kind() == communique.Organisation {
			return id
		}
	}
	return ""
}

// isAcronymBracket reports whether the bracket at token i only gives a short name.
func (l *line) isAcronymBracket(i int) bool { return l.at(i+2) == ")" }

// bracketList reads "the Five Eyes (US, UK, Canada)" and "comprising the US, UK and Canada".
func (l *line) bracketList(i int, org communique.EntityID) []communique.Claim {
	list := l.stateList(i + 1)
	if len(list) < 3 {
		return nil
	}
	return l.memberships("list", list, org, i)
}

// stateList reads a list of states that begins at token j: names with commas, "and" and articles only.
func (l *line) stateList(j int) []int {
	var list []int
	for j < l.Last {
		w := l.low[j]
		if l.mention[j] >= 0 {
			if l.entityAt(j).Kind() != communique.State || strings.HasSuffix(w, "'s") {
				break
			}
			list = append(list, j)
			_, last := l.mentionTokens(j)
			j = last + 1
			continue
		}
		if w == "," || w == "and" || w == "the" || w == "&" {
			j++
			continue
		}
		break
	}
	return list
}

func (l *line) memberships(rule string, list []int, org communique.EntityID, trigger int) []communique.Claim {
	var out []communique.Claim
	for _, j := range list {
		first, last := l.mentionTokens(j)
		c := l.draft(communique.Membership, rule, first, last, first)
		if !formsOfBe.Has(l.at(trigger - 1)) {
			l.ridesAlong(&c, first)
		}
		c.Subject, c.Object = l.entityAt(j), org
		c.About = l.state(&c, first)
		out = append(out, c)
	}
	return out
}

// memberWord is how a text calls a member, with where the words for it begin and end.
type memberWord struct {
	org         communique.EntityID
	first, last int    // "a full | member of NATO": from its article
	scope       string // "full", "permanent", "associate", "founding"
}

// memberWordAt reads the word for a member at token i with what says of which
// organisation: "a full member of the Council", "NATO's newest ally", "a NATO
// member state". False where it belongs to nothing that has members.
func (l *line) memberWordAt(i int) (memberWord, bool) {
	m := memberWord{first: i, last: i}
	if w := l.at(i + 1); w == "state" || w == "states" || w == "country" || w == "countries" || w == "nation" || w == "nations" {
		m.last = i + 1
	}
	for j := i - 1; j >= l.First && j > i-8; j-- {
		w := l.low[j]
		if id := l.entityAt(j); l.mention[j] >= 0 && id.Kind() == communique.Organisation && m.org == "" && l.mention[j] != l.mention[i] {
			m.org = id
			m.first = l.firstOfMention(j)
			j = m.first
			continue
		}
		switch {
		case scopes[w] != "":
			if m.scope == "" {
				m.scope = scopes[w]
			}
		case w == "'s" || determiners.Has(w) && w != "no" || memberRanks.Has(w) || l.Tokens[j].Kind == communique.Number || smallNumbers.Of(w) > 0 || w == "the" || strings.HasSuffix(w, "est") || ordinal(w):
		default:
			j = l.First
			continue
		}
		m.first = j
		if determiners.Has(w) {
			break
		}
	}
	if n := l.at(m.last + 1); n == "of" || n == "in" && l.low[i] == "member" {
		k := m.last + 2
		for determiners.Has(l.at(k)) {
			k++
		}
		id := l.entityAt(k)
		if id.Kind() != communique.Organisation {
			return m, false
		}
		m.org, m.last = id, min(l.lastOf(k), l.Last-1)
	} else if m.org == "" && strings.HasPrefix(l.Word(i), "All") && l.knowsNATO && l.isMainOrganisation("org:nato") {
		m.org = "org:nato" // "our newest Ally"
	}
	return m, m.org != "" && (l.countsMembers(m.org) || l.low[i] != "ally" && l.low[i] != "allies" && (strings.HasSuffix(m.org.Name(), "council") || l.at(m.last+1) != ""))
}

var (
	scopes = map[string]string{"full": "full", "permanent": "permanent", "non-permanent": "non-permanent", "nonpermanent": "non-permanent", "elected": "elected", "associate": "associate",
		"founding": "founding", "candidate": "candidate", "original": "founding"}
	memberRanks = set("new newest next latest key close longtime long-standing longstanding fellow eu's valued trusted important proud loyal committed active northern southern eastern western baltic nordic treaty oldest first strong")
)

func ordinal(w string) bool {
	return len(w) > 2 && w[0] >= '0' && w[0] <= '9' && (strings.HasSuffix(w, "st") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd") || strings.HasSuffix(w, "th"))
}

// member makes the claim of one state that belongs to an organisation.
func (l *line) member(rule string, state, first, last int, m memberWord) communique.Claim {
	c := l.draft(communique.Membership, rule, max(first, l.First), min(last, l.Last-1), state)
	c.Subject, c.Object, c.Scope = l.entityAt(state), m.org, m.scope
	return c
}

// oneOfMembers reads "one of the permanent members of the Security Council, Russia".
func (l *line) oneOfMembers(i int) []communique.Claim {
	if l.low[i] != "members" && l.low[i] != "allies" && l.low[i] != "member" {
		return nil
	}
	m, ok := l.memberWordAt(i)
	if !ok || l.at(m.first-1) != "of" || l.at(m.first-2) != "one" && l.at(m.first-2) != "some" {
		return nil
	}
	k := m.last + 1
	if l.at(k) != "," && l.at(k) != "(" && !l.isDash(k) {
		return nil
	}
	if k++; determiners.Has(l.at(k)) {
		k++
	}
	if k >= l.Last || l.mention[k] < 0 || l.entityAt(k).Kind() != communique.State || possessive(l.low[l.lastOf(k)]) {
		return nil
	}
	c := l.member("one-of", k, m.first-2, l.lastOf(k), m)
	l.ridesAlong(&c, k)
	c.About = l.present(&c, m.first)
	return []communique.Claim{c}
}

// allyNamed reads a state that a word for a member introduces, or each of a
// list: "our NATO Ally, Albania", "EU member state Hungary", "NATO allies Latvia and Poland".
func (l *line) allyNamed(i int) []communique.Claim {
	m, ok := l.memberWordAt(i)
	if !ok || m.last >= l.Last || l.at(m.first-1) == "non" || l.at(m.last+1) == "of" || strings.HasPrefix(l.at(m.first), "non-") || m.scope == "candidate" {
		return nil
	}
	k := m.last + 1
	comma := l.at(k) == ","
	if comma {
		k++
	}
	if w := l.at(k); w == "the" {
		k++
	}
	if k >= l.Last || l.mention[k] < 0 || l.entityAt(k).Kind() != communique.State || m.scope == "" && l.at(m.first) == "no" {
		return nil
	}
	singular := l.low[i] == "ally" || l.low[i] == "member" || l.low[i] == "member-state"
	list := l.stateList(k)
	if singular || len(list) == 0 {
		list = []int{k}
	} else if comma {
		return nil // "NATO members, Russia and …"
	}
	if comma && !determiners.Has(l.at(m.first)) && l.low[m.first] != "our" {
		return nil
	}
	var out []communique.Claim
	for n, j := range list {
		last := min(l.lastOf(j), l.Last-1)
		first := m.first
		if n > 0 {
			first = j
		}
		c := l.member("ally", j, first, last, m)
		l.ridesAlong(&c, j)
		c.About = l.present(&c, m.first)
		out = append(out, c)
	}
	return out
}

// asMember reads a word for a member beside a state: "Norway, a founding member
// of NATO,", "as a permanent member of the Security Council, Britain has".
func (l *line) asMember(i int) []communique.Claim {
	m, ok := l.memberWordAt(i)
	if !ok || l.low[i] == "allies" || l.low[i] == "members" {
		return nil
	}
	w := l.at(m.first)
	former := l.has(set("former prospective potential aspiring future would-be candidate"), max(m.first-2, l.First), i)
	if former || !(determiners.Has(w) || l.mention[m.first] >= 0) || w == "any" || w == "every" || w == "each" || w == "another" || w == "no" || w == "that" || w == "this" {
		return nil
	}
	var state int
	first, last := m.first, m.last
	switch {
	case l.at(m.first-1) == "as" && (m.first-1 == l.First || l.at(m.first-2) == "," || l.at(m.first-2) == "and") && l.at(m.last+1) == ",":
		if state = m.last + 2; l.at(state) == "the" {
			state++
		}
		last = state
		if state < l.Last && l.mention[state] >= 0 && l.entityAt(state).Kind() == communique.State && !possessive(l.low[l.lastOf(state)]) {
			last = l.lastOf(state)
			first--
			break
		}
		return nil
	case l.at(m.first-1) == "," && (l.at(m.last+1) == "," || l.at(m.last+1) == "." || m.last+1 >= l.Last || l.at(m.last+1) == "and" || l.isDash(m.last+1)):
		if state = m.first - 2; state < l.First || l.mention[state] < 0 || l.entityAt(state).Kind() != communique.State || possessive(l.low[state]) {
			return nil
		}
		if l.at(m.last+1) == "," && m.last+2 < l.Last && l.mention[m.last+2] >= 0 || l.at(m.first-3) == "," || l.at(m.first-3) == "and" {
			return nil // a list
		}
		first = l.firstOfMention(state)
	default:
		return nil
	}
	c := l.member("beside", state, first, last, m)
	l.ridesAlong(&c, state)
	c.About = l.present(&c, first)
	return []communique.Claim{c}
}

// memberOf reads "X is (not) a member of Y", "X is a NATO ally", "X remains the only member".
func (l *line) memberOf(i int) []communique.Claim {
	m, ok := l.memberWordAt(i)
	if !ok {
		return nil
	}
	j := m.first - 1
	for j >= l.First && (determiners.Has(l.low[j]) || isAdverb(l.low[j]) || l.low[j] == "one" || l.low[j] == "of") {
		j--
	}
	negated := false
	if l.at(j) == "not" {
		negated = true
		j--
	}
	if j < l.First || !formsOfBe.Has(l.low[j]) && l.low[j] != "remains" || l.low[i] == "members" || l.low[i] == "allies" || m.scope == "candidate" {
		return nil
	}
	for k := j + 1; k < i; k++ {
		switch l.low[k] {
		case "future", "prospective", "potential", "former", "nearly", "almost", "no":
			return nil
		case "any":
			return nil
		}
	}
	g := l.verbGroup(j, base)
	g.negated = g.negated || negated
	if l.low[j] == "being" || g.infinitive || g.modal != "" || l.inCondition(g) || l.low[j] == "be" {
		return nil
	}
	s := l.subject(g)
	if s.entity.Kind() != communique.State {
		return nil
	}
	c := l.draft(communique.Membership, "is-member", s.first, min(m.last, l.Last-1), j)
	c.Subject, c.Object, c.Scope = s.entity, m.org, m.scope
	governed(&c, g)
	if w := l.low[j]; w == "was" || w == "were" || w == "been" {
		if c.About = l.stated(s.first, l.rightEdge(i), g); !c.About.Known() && w != "been" {
			return nil
		}
	} else {
		c.About = l.present(&c, j)
	}
	return []communique.Claim{c}
}
