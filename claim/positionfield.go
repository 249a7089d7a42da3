package claim

import (
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// fields are the words by which a clause speaks of policy, with their plurals
// and possessives.
var fields = withPlurals(
	// security and war
	`security secure safety defence defense defend defensive deterrence deter deterrent military force forces army troop weapon missile nuclear arms disarmament
	proliferation non-proliferation war warfare conflict attack aggression invasion occupation annexation hostility ceasefire peace peaceful peacekeeping stability stable
	instability terrorism terrorist extremism extremist crime criminal cybercrime ransomware malware hacker intrusion espionage sabotage threat threaten risk danger
	dangerous vulnerable vulnerability resilience resilient adversary enemy rival fight violence violent crisis escalation tension provocation intelligence border incident homeland
	response respond`,
	// the digital world
	`cyber cyberspace cybersecurity cyberattack cyber-attack cyberdefence cyberdefense cyberwarfare digital internet online network data information disinformation technology software
	infrastructure telecommunication privacy encryption space domain critical`,
	// law and norms
	`law legal illegal unlawful treaty convention charter resolution norm principle right rule rules-based sovereignty sovereign territorial integrity independence obligation
	commitment sanction accountability accountable justice court tribunal impunity violation legitimate compliance responsibility`,
	// diplomacy and alliances
	`diplomacy diplomatic alliance ally partner partnership cooperation cooperate multilateral international global world nation state government country community union
	member membership council dialogue negotiation agreement accession enlargement foreign policy strategy burden interest america europe nato eu un`,
	// governance
	`democracy democratic freedom human civil society media corruption governance election institution reform transparency authoritarianism regime humanitarian
	refugee migration development climate emission energy value`,
	// means
	`capability spending gdp investment budget resource`)

// withPlurals makes a set of words, their plurals and their possessives.
func withPlurals(lists ...string) *fold.Set {
	var out []string
	for _, w := range strings.Fields(strings.Join(lists, " ")) {
		out = append(out, w, w+"'s")
		if p := pluralOf(w); p != w {
			out = append(out, p, p+"'")
		}
	}
	return set(out...)
}

// onPolicy counts the words of a clause that speak of policy, names of states,
// bodies, instruments and events among them.
func (l *line) onPolicy(left, right int) int {
	n := 0
	for i := left; i <= right; i++ {
		if l.entries[i].class&fieldClass != 0 {
			n++
			continue
		}
		switch l.entityAt(i).Kind() {
		case communique.State, communique.Organisation, communique.Instrument, communique.Event:
			n++
		}
	}
	return n
}

// gate reports whether a position speaks of policy. In a text about policy,
// whoever speaks for himself holds what he says; in any other it must show. Of
// a reporter, who tells of others, only what can be read in no other way counts.
func (l *line) gate(h held) bool {
	n, m := l.onPolicy(h.left, h.right), l.mannerOf()
	spoken := l.statement[h.trigger] >= 0
	switch {
	case !spoken && !m.own:
		return h.strong && (n >= 2 || n == 1 && m.paper)
	case m.paper:
		return n >= 1 || h.strong || h.ours && !spoken
	}
	return n >= 2
}

// cutShort reports whether a position ends in a verb whose object it does not hold:
// "what | we can do".
func (l *line) cutShort(h held) bool {
	return l.Tokens[h.right].Tag == communique.VB && objectless.Has(l.low[h.right])
}

var objectless = set("do make allow expect provide ensure formulate give take include bring put set keep")

// entertained reports whether the words before a clause only hold it up for thought,
// or make it an aim or a condition: "the idea that …", "whether we conclude that …",
// "not likely that …", "to ensure that …", "as long as …".
func (l *line) entertained(h held) bool {
	i := h.left - 1
	if l.at(i) == "that" {
		i--
	}
	switch w := l.at(i); {
	case notions.Has(w) && l.at(i+1) == "that", w == "unlikely", w == "ensure" && l.at(i-1) == "to", w == "sure" && l.at(i-1) == "make" && l.at(i-2) == "to":
		return true
	case w == "likely":
		return l.has(hardly, i-2, i-1) || strings.HasSuffix(l.at(i-1), "n't")
	case w == "as" && (l.at(i-1) == "long" || l.at(i-1) == "far" && l.at(i-2) == "as"):
		return true
	}
	for k := i; k >= l.First && k > i-6 && l.Tokens[k].Kind == communique.Word; k-- {
		if l.low[k] == "whether" {
			return l.at(i+1) == "that"
		}
	}
	return false
}

var hardly = set("not hardly n't")

// notions are nouns of what somebody may have in mind.
var notions = set("idea notion bet claim claims lie myth suggestion possibility chance risk illusion assumption theory pretext allegation allegations fear fears")

// maySpeakOfPolicy reports whether any position of the sentence could pass the
// gate: one that has all of its words.
func (l *line) maySpeakOfPolicy() bool {
	switch n := l.onPolicy(l.First, l.Last-1); {
	case n >= 2:
		return true
	case !l.mannerOf().paper:
		return false
	default:
		return n == 1 || l.mannerOf().own || l.holdsStatement()
	}
}

// holdsStatement reports whether somebody is shown to say something in the sentence.
func (l *line) holdsStatement() bool {
	for i := l.First; i < l.Last; i++ {
		if l.statement[i] >= 0 {
			return true
		}
	}
	return false
}
