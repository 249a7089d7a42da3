package claim

import (
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

func findMemberships(l *line) []communique.Claim {
	var out []communique.Claim
	for i := l.First; i < l.Last; i++ {
		w := l.low[i]
		if memberNouns[w] || w == "nations" && strings.HasPrefix(l.at(i-1), "member") || w == "states" && strings.HasPrefix(l.at(i-1), "member") || w == "countries" && l.at(i-1) == "member" {
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
		if w == "member" && (l.at(i+1) == "of" || l.at(i+1) == "in") {
			out = append(out, l.memberOf(i)...)
		}
	}
	return out
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
		if memberNouns[l.low[k]] {
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
		if prepositions[l.low[j]] || l.low[j] == "," {
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
		if !formsOfBe[l.at(trigger-1)] {
			l.ridesAlong(&c, first)
		}
		c.Subject, c.Object = l.entityAt(j), org
		c.About = l.state(&c, first)
		out = append(out, c)
	}
	return out
}

// memberOf reads "X is (not) a member of Y".
func (l *line) memberOf(i int) []communique.Claim {
	j := i - 1
	for j >= l.First && (determiners[l.low[j]] || l.low[j] == "full" || l.low[j] == "founding" || l.low[j] == "nato") {
		j--
	}
	if j < l.First || !formsOfBe[l.low[j]] && !(l.low[j] == "not" && formsOfBe[l.at(j-1)]) {
		return nil
	}
	g := l.verbGroup(j, base)
	if l.low[j] == "not" {
		g = l.verbGroup(j-1, base)
		g.negated = true
	}
	if l.low[j] == "was" || l.low[j] == "were" || g.modal != "" || g.infinitive || l.inCondition(g) {
		return nil
	}
	s := l.subject(g)
	k := i + 2
	if l.at(k) == "the" {
		k++
	}
	org := l.entityAt(k)
	if s.entity.Kind() != communique.State || org.Kind() != communique.Organisation {
		return nil
	}
	_, last := l.mentionTokens(k)
	c := l.draft(communique.Membership, "is-member", s.first, last, j)
	c.Subject, c.Object = s.entity, org
	governed(&c, g)
	c.About = l.present(&c, j)
	return []communique.Claim{c}
}
