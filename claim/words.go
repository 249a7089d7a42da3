package claim

import (
	"strings"

	"github.com/communique-kg/communique/internal/fold"
)

// set makes a set of words in lower case.
func set(lists ...string) *fold.Set { return fold.SetOf(lists...) }

// form is a form of a verb.
type form uint8

const (
	noForm     form = iota
	base            // decide
	third           // decides
	past            // decided, took
	participle      // decided, taken; also past where both are written alike
	gerund          // deciding
)

// verbs maps the written forms of some verbs to what they are.
type verbs map[string]form

// regular adds verbs whose forms follow the rules, given by their base forms.
func regular(list string) verbs {
	v := verbs{}
	for _, b := range strings.Fields(list) {
		v.add(b)
	}
	return v
}

func (v verbs) add(b string) {
	stem, tail := b, b+"s"
	switch {
	case strings.HasSuffix(b, "e"):
		stem = b[:len(b)-1]
	case strings.HasSuffix(b, "y") && !strings.ContainsAny(b[len(b)-2:len(b)-1], "aeiou"):
		v[b], v[b[:len(b)-1]+"ies"], v[b[:len(b)-1]+"ied"], v[b+"ing"] = base, third, participle, gerund
		return
	case strings.HasSuffix(b, "ss"), strings.HasSuffix(b, "sh"), strings.HasSuffix(b, "ch"), strings.HasSuffix(b, "x"):
		tail = b + "es"
	}
	v[b], v[tail], v[stem+"ed"], v[stem+"ing"] = base, third, participle, gerund
	if strings.HasSuffix(b, "ee") {
		delete(v, stem+"ing")
		v[b+"ing"] = gerund
	}
}

// with adds irregular forms: base, third, past, participle, gerund.
func (v verbs) with(forms ...string) verbs {
	for i, w := range forms {
		if f := form(i + 1); v[w] == noForm || f == participle {
			v[w] = f
		}
	}
	return v
}

var (
	modals = fold.TableOf(map[string]string{"can": "can", "could": "can", "may": "can", "might": "can", "cannot": "can", "can't": "can", "couldn't": "can",
		"will": "will", "won't": "will", "shall": "will", "we'll": "will", "they'll": "will", "it'll": "will", "he'll": "will", "i'll": "will",
		"should": "should", "shouldn't": "should", "ought": "should",
		"must": "must", "mustn't": "must", "would": "would", "wouldn't": "would", "we'd": "would"})
	formsOfBe   = set("is are was were be been being isn't aren't wasn't weren't we're they're it's that's he's she's")
	formsOfHave = set("has have had having hasn't haven't hadn't we've they've")
	formsOfDo   = set("do does did don't doesn't didn't")
	negations   = set("not never no nor neither cannot can't couldn't won't shouldn't mustn't wouldn't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't")
	// adverbs that stand inside a verb group and do not end in -ly
	groupAdverbs = set("only also now just already ever never not still always then therefore too long yet once again first soon even together thus hence so today almost")
	determiners  = set("the a an this that these those its their our his her my your any some each every no all both another such")
	pronouns     = set("it they we he she i you this that these those who which us them")
	prepositions = set("in on at by for with from to into of against under over after before since until during through among between across within without about as per via like despite following including")
	openers      = set("that which who whom whose because if unless when while whereas although though whether until since as where why how but so therefore meaning")
	conditions   = set("if unless whether suppose supposing")
	// words that only sit between a determiner and the head and say nothing of what is meant
	weakAdjectives = set("official genuine formal full new own separate distinct so-called fully-fledged fledged proper real true legitimate")
)

// isAdverb reports whether a word can stand as an adverb within a verb group.
func isAdverb(w string) bool {
	return groupAdverbs.Has(w) || len(w) > 4 && strings.HasSuffix(w, "ly") && w != "ally" && w != "reply" && w != "supply" && w != "family" && w != "assembly"
}

// isDash reports whether token i is a dash; a hyphen is one only between spaces.
func (l *line) isDash(i int) bool {
	switch l.at(i) {
	case "--", "—", "–", "---":
		return true
	case "-":
		return i > l.First && i+1 < l.Last && l.Tokens[i-1].End < l.Tokens[i].Start && l.Tokens[i].End < l.Tokens[i+1].Start
	}
	return false
}

func isOpenQuote(w string) bool  { return w == "“" || w == "‘" || w == "«" }
func isCloseQuote(w string) bool { return w == "”" || w == "»" }
