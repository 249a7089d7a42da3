package said

import (
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// class says what a predicate tells of its source. It is the first part of a
// statement’s Rule, so that a reader can tell an utterance from an attitude.
type class string

// The classes.
const (
	utterance  class = "utterance"  // said, wrote, announced, promised
	topic      class = "topic"      // described, discussed: what was spoken about
	unsaid     class = "unsaid"     // did not say, would say
	criticism  class = "criticism"  // criticised, blamed, dismissed
	support    class = "support"    // praised, endorsed, opposed
	thought    class = "thought"    // believes, fears, considers
	knowledge  class = "knowledge"  // knows, learned, noticed
	intention  class = "intention"  // wants, plans, hopes, refuses
	request    class = "request"    // called for, urged, demanded
	decision   class = "decision"   // ruled, appointed, banned
	finding    class = "finding"    // a poll shows, a study found
	impression class = "impression" // seems, is expected, is known as: nobody is named
)

// frame is what may stand as the content of a predicate.
type frame uint8

const (
	clausal    frame = 1 << iota // a clause, with or without "that"; a question; a quotation
	infinitive                   // "to" with a verb
	object                       // a noun phrase and what is predicated of it
	addressed                    // whom it is told stands before the content
	gerund                       // a form in -ing
	raising                      // its subject belongs to the content: "X seems to", "X is expected to"
)

// predicate is what is known of one word that may be a cue.
type predicate struct {
	class  class
	frames frame
	preps  string // prepositions between it and its content, with spaces around
}

func (p *predicate) takes(f frame) bool { return p.frames&f != 0 }

// governs reports whether a preposition links the predicate to its content.
func (p *predicate) governs(prep string) bool {
	if prep == "" || strings.Contains(prep, " ") {
		return false
	}
	i := strings.Index(p.preps, prep)
	for i >= 0 {
		if i > 0 && p.preps[i-1] == ' ' && p.preps[i+len(prep)] == ' ' {
			return true
		}
		next := strings.Index(p.preps[i+1:], prep)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return false
}

// lexeme is what one form may be: a verb, a noun, an adjective, or several of them.
type lexeme struct{ verb, noun, adjective *predicate }

// entry is a line of a table of predicates: "frames prepositions = words", where the
// frames are letters: s a clause, t an infinitive, o an object, a an addressee
// before it, g a form in -ing, x raising.
type entry struct {
	class class
	line  string
}

// predicate reads the line of an entry.
func (e entry) predicate() (p *predicate, words []string) {
	head, list, _ := strings.Cut(e.line, " = ")
	letters, preps, _ := strings.Cut(head, " ")
	p = &predicate{class: e.class}
	for _, l := range letters {
		p.frames |= frameOf[l]
	}
	if preps != "" {
		p.preps = " " + preps + " "
	}
	return p, strings.Fields(list)
}

var frameOf = map[rune]frame{'s': clausal, 't': infinitive, 'o': object, 'a': addressed, 'g': gerund, 'x': raising}

// lexemes holds every form of the tables, in lower case.
var lexemes = func() *fold.Table[lexeme] {
	m := map[string]lexeme{}
	add := func(table []entry, forms func(word string) []string, sense func(*lexeme) **predicate) {
		for _, e := range table {
			p, words := e.predicate()
			for _, w := range words {
				for _, form := range forms(w) {
					l := m[form]
					if s := sense(&l); *s == nil {
						*s = p
						m[form] = l
					}
				}
			}
		}
	}
	add(verbTable, inflect, func(l *lexeme) **predicate { return &l.verb })
	add(nounTable, func(w string) []string { return []string{w, plural(w)} }, func(l *lexeme) **predicate { return &l.noun })
	add(adjectiveTable, func(w string) []string { return []string{w} }, func(l *lexeme) **predicate { return &l.adjective })
	return fold.TableOf(m)
}()

// form is what the lexicons know of a written form.
type form struct {
	said   verb // as a verb of speech
	lexeme lexeme
	hints  hints
}

// hints are the patterns of the first pass that a word is asked for.
type hints uint8

const (
	speechHint    hints = 1 << iota // trailing, leading, participial
	topicHint                       // topic
	askingHint                      // infinitive
	nounHint                        // nounCue
	accordingHint                   // accordingTo
)

// vocabulary holds all forms of the lexicons, so that each word of a text is looked up once.
var vocabulary = func() *fold.Table[*form] {
	all := map[string]*form{}
	of := func(w string) *form {
		if all[w] == nil {
			all[w] = &form{}
		}
		return all[w]
	}
	for w, v := range lexicon.All() {
		of(w).said = v
		of(w).hints |= speechHint
	}
	for h, words := range map[hints]*fold.Set{topicHint: topicVerbs, askingHint: asking, nounHint: speechNouns.With(thoughtNouns), accordingHint: set("according")} {
		for w := range words.All() {
			of(w).hints |= h
		}
	}
	for w, l := range lexemes.All() {
		of(w).lexeme = l
	}
	return fold.TableOf(all)
}()

// verbOf returns the verb that a form in lower case may be, nil where it is none.
func verbOf(form string) *predicate { return lexemes.Of(form).verb }
