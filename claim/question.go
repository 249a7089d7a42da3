package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// key makes a question key of a name and its arguments. A slash in an argument
// would end it, so it is written as a space.
func key(name string, args ...communique.EntityID) communique.Question {
	var b strings.Builder
	b.WriteString(name)
	for _, a := range args {
		b.WriteByte('/')
		b.WriteString(strings.ReplaceAll(string(a), "/", " "))
	}
	return communique.Question(b.String())
}

// asks holds the words of each question: %1 and %2 are the names of its arguments.
var asks = map[string]string{
	"member-count":  "How many members does %1 have?",
	"membership":    "Is %1 a member of %2?",
	"accession":     "When did %1 join %2?",
	"quantity":      "How many %2 are given for %1?",
	"invocation":    "How often has %1 been invoked, and why?",
	"decision":      "What did %1 decide on %2?",
	"when/decision": "When did %1 decide on %2?",
	"recognition":   "Has %1 recognised %2, and as what?",
	"adoption":      "Has %1 adopted %2?",
	"amendment":     "Does %1 change %2, or only reaffirm it?",
	"amended":       "Has %1 been changed?",
	"role":          "Who is %1 of %2?",
	"office":        "Which office does %1 hold?",
	"member-list":   "Do the members of %1 that are listed match their number?",
	"attribution":   "Who is held responsible for %1?",
	"sanction":      "Has %1 imposed sanctions on %2?",
	"incident":      "What is said of %1?",
	"establishment": "When was %1 established?",
}

// Ask puts a question key into a plain English question, with the names that
// name gives to ids: "How many members does NATO have?". A nil name shows the
// ids' own words. A key that it does not know comes back as it is.
func Ask(q communique.Question, name func(communique.EntityID) string) string {
	parts := strings.Split(string(q), "/")
	if l := lineNamed(q); l != nil && len(parts) == 2 {
		return l.asks
	} else if l != nil && len(parts) == 3 {
		id := communique.EntityID(parts[2])
		return strings.Replace(l.asks, "%1", articled(id, "line", nameOf(id, name)), 1)
	}
	if parts[0] == "development" && len(parts) == 2 && developments[parts[1]] != "" {
		return developments[parts[1]]
	}
	kind, args := parts[0], parts[1:]
	if kind == "when" && len(args) > 0 {
		kind, args = "when/"+args[0], args[1:]
	}
	template, ok := asks[kind]
	if !ok || strings.Contains(template, "%2") != (len(args) == 2) || strings.Contains(template, "%1") != (len(args) >= 1) {
		return string(q)
	}
	if len(args) == 2 {
		template = reworded(kind, communique.EntityID(args[0]), communique.EntityID(args[1]), template)
	}
	if kind == "role" {
		template = strings.Replace(template, "%1", "the %1", 1)
	}
	for i, a := range args {
		if kind == "quantity" && i == 1 {
			template = strings.Replace(template, "%2", communique.EntityID(a).Name(), 1)
			continue
		}
		template = strings.Replace(template, "%"+string(rune('1'+i)), articled(communique.EntityID(a), kind, nameOf(communique.EntityID(a), name)), 1)
	}
	return template
}

// reworded gives the words of a question where its arguments ask for others.
func reworded(kind string, first, second communique.EntityID, template string) string {
	switch {
	case kind == "quantity" && first == second:
		return "How many %1 are counted?"
	case kind == "quantity" && second == "np:percent":
		return "What percentage is given for %1?"
	case kind == "amendment" && first.IsActor():
		return "Has %1 changed or reaffirmed %2?"
	case first.Kind() == communique.NounPhrase && strings.HasSuffix(first.Name(), "s"):
		return strings.Replace(template, "Has %1", "Have %1", 1)
	}
	return template
}

// articled puts "the" before a name that needs it in a sentence.
func articled(id communique.EntityID, kind, n string) string {
	if kind == "role" && id.Kind() == communique.NounPhrase || strings.HasPrefix(strings.ToLower(n), "the ") || n == "" {
		return n
	}
	last := n[strings.LastIndexByte(n, ' ')+1:]
	switch {
	case id.Kind() == communique.Event && namesWhose(n):
		return n
	case id.Kind() == communique.NounPhrase && kind != "quantity", id.Kind() == communique.Event && last != n,
		strings.HasPrefix(n, "United "), takeArticle[last]:
		return "the " + n
	}
	return n
}

// namesWhose reports whether a name begins with whose it is: "Russia's invasion".
func namesWhose(n string) bool {
	first, _, _ := strings.Cut(n, " ")
	return strings.HasSuffix(first, "'s") || strings.HasSuffix(first, "’s")
}

var takeArticle = map[string]bool{"Union": true, "Nations": true, "Council": true, "Commission": true, "Netherlands": true, "Philippines": true,
	"Emirates": true, "Republic": true, "Treaty": true, "Convention": true, "Pledge": true, "Communiqué": true, "Declaration": true, "Assembly": true, "Initiative": true,
	"Administration": true, "Agency": true, "Department": true, "Ministry": true, "Office": true, "House": true, "Bureau": true, "Representatives": true, "Eyes": true,
	"Organization": true, "Organisation": true, "Centre": true, "Center": true, "Court": true, "Government": true, "Senate": true, "Kremlin": true, "Army": true}

// nameOf gives an id's name for people.
func nameOf(id communique.EntityID, name func(communique.EntityID) string) string {
	if name != nil && id.Kind() != communique.NounPhrase {
		if n := name(id); n != "" {
			return n
		}
	}
	for _, l := range lines {
		if string(id) == l.name {
			return l.about
		}
	}
	n := id.Name()
	if n == "" {
		return string(id)
	}
	if id.Kind() == communique.NounPhrase {
		return n
	}
	words := strings.Split(n, "-")
	for i, w := range words {
		if w != "" && (id.Kind() != communique.Concept) {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
