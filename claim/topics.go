package claim

import (
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// topics returns the concepts of a claim: those that its evidence names, those
// that its subject and object bring with them, and itself where it is one.
// Sorted, without repeats.
func (s *scan) topics(c *communique.Claim) []communique.EntityID {
	var out []communique.EntityID
	for _, m := range s.MentionsIn(c.Evidence.Span) {
		if m.Entity.Kind() == communique.Concept && m.End <= c.Evidence.End {
			out = append(out, m.Entity)
		}
		if k := m.Entity.Kind(); k == communique.Instrument || k == communique.NamedDocument || k == communique.Event {
			out = append(out, s.entity(m.Entity).Topics...)
		}
	}
	for _, id := range []communique.EntityID{c.Subject, c.Object} {
		if id.Kind() == communique.Concept {
			out = append(out, id)
		}
		out = append(out, s.entity(id).Topics...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// policyLine is a matter on which decisions, amendments and positions meet.
type policyLine struct {
	name  string     // the last part of the question key
	asks  string     // the question in plain English
	about string     // the matter as a noun phrase
	words [][]string // each group must have one of its words in what the claim says
}

// lines lists the policy lines. To add one, add a row.
var lines = []policyLine{
	{"article-5-cyber", "How does NATO link cyber attacks to Article 5?", "cyber attacks and Article 5",
		[][]string{{"cyber", "digital", "malicious code"}, {"article 5", "collective defen", "mutual defen", "attack on all", "armed attack"}}},
	{"article-5-meaning", "What does Article 5 say?", "the meaning of Article 5",
		[][]string{{"attack on one", "attack against one", "attack on any", "attack against any"}, {"attack on all", "attack against all", "attack on the entire", "attack against them all", "attack on us all"}}},
	{"cyber-response", "How would a cyber attack be answered?", "the answer to a cyber attack",
		[][]string{{"cyber", "digital"}, {"respond", "response", "react", "retaliat", "counterattack", "go to war", "military"}}},
	{"armed-attack-threshold", "What does it take for a cyber attack to be an armed attack?", "the threshold of an armed attack",
		[][]string{{"threshold", "armed attack", "use of force"}, {"cyber", "attack", "digital"}}},
	{"international-law", "Does international law apply in cyberspace?", "international law in cyberspace",
		[][]string{{"international law", "un charter", "united nations charter"}, {"cyber", "digital", "ict", "state"}}},
	{"norms", "Which norms of behaviour hold in cyberspace?", "norms in cyberspace",
		[][]string{{"norm", "responsible state behavio"}, {"cyber", "state"}}},
	{"ransomware", "What should be done about ransomware?", "ransomware",
		[][]string{{"ransomware", "cryptocurrenc"}}},
}

// linesOf returns the names of the policy lines that words speak to.
func linesOf(words string) []string {
	words = strings.ToLower(words)
	var out []string
	for _, l := range lines {
		all := true
		for _, group := range l.words {
			all = all && slices.ContainsFunc(group, func(w string) bool { return strings.Contains(words, w) })
		}
		if all {
			out = append(out, l.name)
		}
	}
	return out
}

// lineQuestions returns the questions of the policy lines that a claim speaks to.
func lineQuestions(c *communique.Claim) []communique.Question {
	var out []communique.Question
	for _, l := range linesOf(c.Proposition + " " + c.Evidence.Exact + " " + string(c.Object)) {
		out = append(out, communique.Question("line/"+l))
	}
	return out
}
