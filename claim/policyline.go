package claim

import (
	"regexp"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// policyLine is a matter on which decisions, amendments, recognitions and
// positions meet. Where it lists answers, only claims that give one of them
// stand in its question: the answer is the proposition without its wording, so
// that "can trigger", "could be considered" and "will suffice to trigger" meet
// and differ only in what they answer.
type policyLine struct {
	name      string       // the question key is "line/" and this
	asks      string       // the question in plain English; %1 is the subject of a line that has one question for each
	about     string       // the matter as a noun phrase
	words     [][]string   // each group must have one of its words in what the claim says
	answers   []lineAnswer // in order of trial; none where answers are compared by their words
	found     bool         // a clause that gives an answer to it is a position
	differ    Relation     // how two different answers stand to each other; "" leaves that to the other relations
	graded    bool         // the answers are ordered from the least demanding to the most
	bySubject bool         // each subject has a question of its own
	family    string       // the development that it is a part of; a key of developments
}

// lineAnswer is one way to answer the question of a policy line.
type lineAnswer struct {
	says   string         // in a few words
	means  *regexp.Regexp // what a text must say to give it
	unless *regexp.Regexp // what it must not say; nil forbids nothing
	finer  *regexp.Regexp // what makes it more precise; nil where nothing does
	beside *regexp.Regexp // finer tells apart only answers that both say this; nil asks for nothing
	past   bool           // it tells how things were before
	denies bool           // it holds a negation itself, so that the polarity of the claim says nothing more
}

// given is the answer that a claim gives on a line.
type given struct {
	says  string
	grade int // its place among the answers; -1 where the line lists none
	finer bool
	among bool // it may be told apart by what is finer
	past  bool
	plain bool // whether the claim affirms or denies, the answer is the same
	new   bool // presented as something that has only now begun
}

// onLine returns the answer of some words to a line, false where they do not
// speak to it. The words must have been made even.
func (p *policyLine) onLine(even string) (given, bool) {
	for _, group := range p.words {
		if !slices.ContainsFunc(group, func(w string) bool { return strings.Contains(even, w) }) {
			return given{}, false
		}
	}
	return p.answer(even)
}

// answer returns the answer of some words that hold what the line asks for.
func (p *policyLine) answer(even string) (given, bool) {
	if len(p.answers) == 0 {
		return given{grade: -1}, true
	}
	for i, a := range p.answers {
		if a.means.MatchString(even) && (a.unless == nil || !a.unless.MatchString(even)) {
			return given{says: a.says, grade: i, past: a.past, plain: a.denies, finer: a.finer != nil && a.finer.MatchString(even),
				among: a.finer != nil && (a.beside == nil || a.beside.MatchString(even)), new: asNew.MatchString(even)}, true
		}
	}
	return given{}, false
}

// asNew reads words that present something as having only now begun. A bare
// "now" tells no more than the present.
var asNew = regexp.MustCompile(`\b(will now|now (also )?(cover|appl|includ|extend|allow)\w*|for the first time|from now on|until now|no longer only|newly|is new\b)`)

// even writes words in one way: lower case, one spelling of what is written in
// several, single spaces.
func even(s string) string {
	s = fold.Lower(s)
	if !evenlySpaced(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	return respelled(s)
}

// evenlySpaced reports whether single spaces, and no other white space that
// texts have, stand between words only.
func evenlySpaced(s string) bool {
	spaced := true // a space, or the beginning, stands before
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			if spaced {
				return false
			}
			spaced = true
			continue
		case c >= '\t' && c <= '\r', c == 0xc2 && i+1 < len(s) && (s[i+1] == 0xa0 || s[i+1] == 0x85):
			return false
		}
		spaced = false
	}
	return s == "" || !spaced && strings.TrimSpace(s) == s
}

// respelled replaces what spellings lists, from left to right.
func respelled(s string) string {
	var out []byte // s[:done], respelled; nil while there is nothing to replace
	done := 0
	for i := 0; i < len(s); i++ {
		for _, p := range spellings[spellingOf[s[i]]] {
			if strings.HasPrefix(s[i:], p.other) {
				out = append(append(out, s[done:i]...), p.even...)
				done = i + len(p.other)
				i = done - 1
				break
			}
		}
	}
	if out == nil {
		return s
	}
	return string(append(out, s[done:]...))
}

type spelling struct{ other, even string }

// spellings lists what is written in several ways, by the byte that it begins
// with; the first that fits counts. The first list is empty.
var spellings = [][]spelling{
	nil,
	{{"cyber attack", "cyberattack"}, {"cyber-attack", "cyberattack"}, {"cyber space", "cyberspace"}},
	{{"defence", "defense"}},
	{{"’", "'"}, {"‘", "'"}, {"“", `"`}, {"”", `"`}},
	{{"law enforcement", "policing"}, {"law-enforcement", "policing"}},
	{{"recognis", "recogniz"}},
	{{"organis", "organiz"}},
	{{"behaviour", "behavior"}},
}

// spellingOf gives the list of the spellings that begin with a byte.
var spellingOf = func() (of [256]uint8) {
	for n, list := range spellings {
		for _, p := range list {
			of[p.other[0]] = uint8(n)
		}
	}
	return of
}()

// words of a claim that a line reads.
func lineWords(c *communique.Claim) string {
	return even(c.Proposition + " " + c.Evidence.Exact + " " + string(c.Object))
}

// linesOf returns the policy lines that a claim speaks to.
func linesOf(c *communique.Claim) []*policyLine {
	words := lineWords(c)
	found := known.in(words)
	var out []*policyLine
	for i := range lines {
		if l := &lines[i]; l.bySubject && c.Subject.Kind() != communique.NamedDocument && c.Subject.Kind() != communique.Instrument {
			continue
		} else if !asked(i, &found) {
			continue
		} else if _, ok := l.answer(words); ok {
			out = append(out, l)
		}
	}
	return out
}

// givesAnswer reports whether words, made even, that hold these phrases give an
// answer to a line on which that makes a position.
func givesAnswer(words string, found *phraseSet) bool {
	for i := range lines {
		if lines[i].found && asked(i, found) {
			if _, ok := lines[i].answer(words); ok {
				return true
			}
		}
	}
	return false
}

// lineQuestions returns the questions of the policy lines that a claim speaks
// to, and of the developments that they are part of.
func lineQuestions(c *communique.Claim) []communique.Question {
	var out []communique.Question
	for _, l := range linesOf(c) {
		if l.bySubject {
			out = append(out, key("line", communique.EntityID(l.name), c.Subject))
		} else {
			out = append(out, key("line", communique.EntityID(l.name)))
		}
		if q := key("development", communique.EntityID(l.family)); l.family != "" && !slices.Contains(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// lineNamed returns the line of a question, nil where it asks for none.
func lineNamed(q communique.Question) *policyLine {
	parts := strings.Split(string(q), "/")
	if parts[0] != "line" || len(parts) < 2 {
		return nil
	}
	for i := range lines {
		if lines[i].name == parts[1] {
			return &lines[i]
		}
	}
	return nil
}
