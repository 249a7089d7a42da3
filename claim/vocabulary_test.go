package claim

import (
	"strings"
	"testing"

	"github.com/communique-kg/communique/internal/fold"
)

// TestVocabulary holds the entries of words to the lists that they are made of.
func TestVocabulary(t *testing.T) {
	texts := strings.ToLower(strings.Join(goldenTexts(t), " ")) + " firmly ally supply january xyzly "
	words := strings.FieldsFunc(texts, func(r rune) bool { return strings.ContainsRune(" \t\n.,;:!?[]{}|()“”\"", r) })
	for _, list := range []*fold.Set{prepositions, openers, conjunctions, sayings, deciders, formsOfBe, formsOfHave, formsOfDo, groupAdverbs, negations, determiners, pronouns, fields, memberWords, positionVerbs, papers, bodies} {
		for w := range list.All() {
			words = append(words, w)
		}
	}
	for w := range modals.All() {
		words = append(words, w)
	}
	seen := 0
	for _, w := range words {
		e := vocabulary.of(w)
		if e.class != 0 {
			seen++
		}
		for _, c := range classes {
			if got, want := e.class&c.class != 0, c.holds(w); got != want {
				t.Errorf("%q in class %b: %v, want %v", w, c.class, got, want)
			}
		}
		if e.cue != cueForms.Of(w) || e.mark != markOf.Of(w) {
			t.Errorf("%q is the cue %v and marks %b, want %v and %b", w, e.cue, e.mark, cueForms.Of(w), markOf.Of(w))
		}
	}
	if seen == 0 {
		t.Error("no word has a class")
	}
}

// TestLexiconsHaveNumbers holds that the vocabulary knows the forms of every
// lexicon that frames are asked for by.
func TestLexiconsHaveNumbers(t *testing.T) {
	for _, x := range []*lexicon{joins, takesIn, becomes, adoptions, amendments, decisions, committing, striking, meddling, denying, branding, establishments, invoking, recognitions, punishing, listing, imposing, seizing, measuresNamed} {
		if x.number == 0 {
			t.Error("a lexicon has no number")
		}
		for w := range x.forms.Words() {
			if vocabulary.of(w).lexicons&x.number == 0 {
				t.Errorf("%q stands in a lexicon and not in its entry", w)
			}
		}
	}
}
