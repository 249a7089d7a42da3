package claim

import (
	"iter"
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// Each word of a text is looked up once: its entry tells in which lexicons and
// in which classes of words it stands. What finders ask of every word of every
// sentence is a bit of an entry; what they ask now and then is a set by itself.

// entry is what this package knows of a written form.
type entry struct {
	lexicons lexicons
	class    class
	mark     mark
	cue      cueForm
}

// class is a set of classes of words, a bit for each.
type class uint16

const (
	finiteClass  class = 1 << iota // begins a finite verb group
	adverbClass                    // can stand within a verb group, see isAdverb
	noNounClass                    // ends no noun phrase
	fieldClass                     // speaks of policy
	memberClass                    // begins a list of members or tells of one
	lineClass                      // a position on a policy line begins with it
	numberClass                    // a number in words begins with it
	attackClass                    // names an attack, see attackNouns
	regardClass                    // a form of a verb by which something is recognised or considered
	blameClass                     // an attribution can hang on it, see blames
	chargeClass                    // what is rejected, see rejectable
	ownClass                       // who speaks for himself says it: "we", "our"
	boundClass                     // what will, must or should be is told with it
	nothingClass                   // "nothing"
	phraseClass                    // a phrase that carries a position begins with it, see phraseWords
)

// classes says which words a class has. All of them stand in a list that the
// vocabulary is made of, but for adverbs in -ly and for numbers with a hyphen.
var classes = []struct {
	class class
	holds func(w string) bool
}{
	{finiteClass, isFinite}, {adverbClass, isAdverb}, {noNounClass, endsNoNoun}, {fieldClass, fields.Has}, {memberClass, memberWords.Has}, {lineClass, beginsPosition},
	{numberClass, beginsNumber}, {attackClass, attackNouns.Has}, {regardClass, regards}, {blameClass, blames}, {chargeClass, rejectable.Has}, {ownClass, ourWords.Has}, {boundClass, boundWords.Has}, {nothingClass, func(w string) bool { return w == "nothing" }}, {phraseClass, phraseWords.Has},
}

// vocabulary holds the entries of all forms. It is complete once the package's
// variables are made, and never changes after.
var vocabulary = newWords(
	modals.Words(), formsOfBe.All(), formsOfHave.All(), formsOfDo.All(), groupAdverbs.All(), prepositions.All(), openers.All(), conjunctions.All(), sayings.All(), deciders.All(),
	fields.All(), memberWords.All(), positionVerbs.All(), smallNumbers.Words(), attackNouns.All(), recognising.Words(), considering.Words(), assigning.Words(), naming.Words(), blaming.All(), rejectable.All(), phraseWords.All(), ourWords.All(), boundWords.All(), set("nothing").All(), cueForms.Words(), markOf.Words())

// words are entries by their forms.
type words struct {
	entries fold.Table[*entry]
	newest  lexicons // the number of the newest lexicon
}

// What a word is that no list holds.
var unknown, unknownAdverb, unknownNumber = &entry{}, &entry{class: adverbClass | noNounClass}, &entry{class: numberClass}

func newWords(lists ...iter.Seq[string]) *words {
	v := &words{}
	for _, list := range lists {
		for w := range list {
			v.entry(w)
		}
	}
	return v
}

// of returns the entry of a word in lower case.
func (v *words) of(w string) *entry {
	if e := v.entries.Of(w); e != nil {
		return e
	}
	switch {
	case strings.IndexByte(w, '-') > 0 && beginsNumber(w):
		return unknownNumber
	case isAdverb(w):
		return unknownAdverb
	}
	return unknown
}

// entry returns the entry of a word that a list holds, a new one where it has none.
func (v *words) entry(w string) *entry {
	e := v.entries.Of(w)
	if e == nil {
		e = &entry{cue: cueForms.Of(w), mark: markOf.Of(w)}
		for _, c := range classes {
			if c.holds(w) {
				e.class |= c.class
			}
		}
		v.entries.Put(w, e)
	}
	return e
}

// nextLexicon returns a number for a lexicon.
func (v *words) nextLexicon() lexicons {
	if v.newest == 1<<63 {
		panic("claim: there are more lexicons than bits in lexicons") // unreachable: no test would run
	}
	v.newest = max(1, v.newest<<1)
	return v.newest
}

// is reports whether token i is a word of one of the classes; false outside the sentence.
func (l *line) is(i int, c class) bool {
	return i >= l.First && i < l.Last && l.entries[i].class&c != 0
}
