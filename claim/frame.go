package claim

// Frames: who does what to whom, read off the tree of a sentence.
//
// A finder names the verbs that it asks for in a lexicon and walks the frames
// that a sentence has for them:
//
//	var joining = lexiconOf("join accede enter")        // with "accession", "entry" (see deverbal)
//
//	for f := range l.frames(joining) {
//		mood, told := l.told(f)                     // asserted, planned; not told: supposed, wished, only possible
//		for _, s := range f.subjects {              // each of "Greece and Turkey" by itself
//			org := f.after("to", "into")            // the oblique, or f.objects
//			c := l.draft(kind, f.lemma, f.left, f.right, f.verb)
//			c.Subject = l.named(s)                  // its entity, else "np:" and its head
//			c.About = l.happened(&c, f)             // the time of the act, see frametime.go
//		}
//	}
//
// A frame is the same whether the act is told in the active or the passive
// voice, by a participle, in a relative clause, by a second verb beside
// another, by an infinitive or by a noun:
//
//	Greece and Turkey joined the alliance         subjects Greece, Turkey; objects the alliance
//	the treaty was signed by France               subjects France;         objects the treaty
//	the statement made by our ministers           subjects our ministers;  objects the statement   (reduced)
//	Croatia, which joined in 2009                 subjects Croatia
//	They met in 1949 and signed the pact          subjects They;           objects the pact
//	NATO agreed to create a force                 subjects NATO;           objects a force         (infinitive; governor "agreed")
//	the accession of Greece to NATO               subjects Greece;         obliques to: NATO       (nominal)
//	Russia's invasion of Ukraine                  subjects Russia;         objects Ukraine         (nominal)
//
// Subjects and objects are the deep ones: who acts, and what is acted upon. A
// place that the sentence leaves open is empty. A place is filled from the tree
// and checked by the token rules of clause.go, which also stand in where there
// is no Grammar. Nothing of a frame lies outside the sentence or outside the
// utterance of its verb (see sameVoice). Subjects that are taken over from
// another verb may stand outside of [left, right]: the evidence is the clause's
// own words, unless the finder stretches it.
//
// Only sentences that hold a word of the lexicon are parsed; Reading keeps the
// tree. A tree costs more than all else that is read: ask for frames by
// framesWhere with what the verb must be said of (see marks.go) wherever that
// can be told from the words alone.
//
// The parts: lexicon.go says which forms a verb has and which nouns stand for
// it, frameverb.go and framenoun.go make the frames, argument.go the phrases
// and lists that fill them, frametime.go dates them and says whether they are
// told as having happened, voice.go whom "we", "it" and "they" mean.

import (
	"iter"

	"github.com/communique-kg/communique"
)

// frame is an act as one verb or deverbal noun tells it.
type frame struct {
	group           // of a noun: the noun alone
	lemma    string // as the lexicon gives it
	nominal  bool   // told by a noun: "the accession of"
	reduced  bool   // a participle that tells of the noun before it: "signed by France"
	subjects []argument
	objects  []argument
	second   []argument // a second object or predicate: "declared it | a domain", "was promised | membership"
	obliques []oblique  // every "preposition phrase" after the verb in its clause, in order
	content  int        // the first token of what is said or decided, after "that" or "to"; -1 where there is none
	how      string     // what opens the content: "that", "to", "on", ""
	governor int        // the token that the verb depends on, -1 for the root or without a tree
	left     int        // the first token of the clause's own words
	right    int        // the last one
	parsed   bool       // whether there was a tree
}

// oblique is a phrase that a preposition brings in.
type oblique struct {
	argument
	prep string // "to", "with"
	at   int    // the token of the preposition
}

// frames yields the frames of the sentence for the verbs of a lexicon and the
// nouns made from them, in order of the text.
func (l *line) frames(x *lexicon) iter.Seq[*frame] { return l.framesWhere(x, nil) }

// framesWhere is frames for those words, by their tokens, around which the
// sentence holds what their lexemes ask for; nil asks for nothing. It is asked
// before the sentence is parsed.
func (l *line) framesWhere(x *lexicon, holds func(i int, e lexeme) bool) iter.Seq[*frame] {
	return func(yield func(*frame) bool) {
		if l.lexicons&x.number == 0 {
			return
		}
		for i := l.First; i < l.Last; i++ {
			if l.entries[i].lexicons&x.number == 0 {
				continue
			}
			for _, e := range x.of(l.low[i]) {
				if holds != nil && !holds(i, e) {
					continue
				}
				if f := l.frameAt(i, e); f != nil && !yield(f) {
					return
				}
			}
		}
	}
}

// frameAt returns the frame of one word that may be the lexeme, nil where it
// is something else there.
func (l *line) frameAt(i int, e lexeme) *frame {
	if e.particle != "" && l.at(i+1) != e.particle && !l.hasParticle(i, e.particle) {
		return nil
	}
	if k := l.entityAt(i).Kind(); l.mention[i] >= 0 && (!e.noun || k != communique.Event && k != communique.Concept) {
		return nil // "Joint Declaration", "Enlargement": a part of a name
	}
	// Tags cost a quarter of a tree and often tell already that the word is another.
	if l.Reading.Tag(l.index) && !l.mayBe(i, e) {
		return nil
	}
	parsed := l.Reading.Parse(l.index)
	if e.noun {
		return l.nounFrame(i, e, parsed)
	}
	return l.verbFrame(i, e, parsed)
}

// mayBe reports whether the tag of token i allows it to be the lexeme.
func (l *line) mayBe(i int, e lexeme) bool {
	t := l.Tokens[i].Tag
	if e.noun {
		return t.Noun() || t == communique.VBG
	}
	switch e.form {
	case base, third:
		return t.Verb() || modals.Has(l.at(i-1)) || l.at(i-1) == "to"
	}
	return t.Verb() || t == communique.JJ || t == communique.IN || formsOfBe.Has(l.at(i-1)) || formsOfHave.Has(l.at(i-1))
}

// hasParticle reports whether a verb has its particle after its object: "set it up".
func (l *line) hasParticle(i int, particle string) bool {
	for j := i + 2; j < i+6; j++ {
		if l.at(j) == particle {
			return !prepositions.Has(l.at(i+1)) && !l.nounLike(j+1)
		}
	}
	return false
}

// after returns the first oblique with one of the prepositions.
func (f *frame) after(preps ...string) (oblique, bool) {
	for _, o := range f.obliques {
		for _, p := range preps {
			if o.prep == p {
				return o, true
			}
		}
	}
	return oblique{}, false
}

// object returns the first object, and whether there is one.
func (f *frame) object() (argument, bool) {
	if len(f.objects) == 0 {
		return argument{}, false
	}
	return f.objects[0], true
}

// subject returns the first subject, and whether there is one.
func (f *frame) subject() (argument, bool) {
	if len(f.subjects) == 0 {
		return argument{}, false
	}
	return f.subjects[0], true
}

// habitual reports a passive in the present tense, which tells what is done
// again and again rather than an act: "standards are adopted"; "is being
// adopted" and "is hereby adopted" tell one.
func (l *line) habitual(f *frame) bool {
	for k := f.last + 1; k <= f.right && k < f.last+6; k++ {
		if w := l.low[k]; (w == "every" || w == "each") && periods.Has(l.at(k+1)) || w == "every" && periods.Has(l.at(k+2)) || w == "annually" || w == "regularly" {
			return true
		}
	}
	if !f.passive || f.was || f.perfect || f.modal != "" || f.infinitive || f.just || f.expected {
		return false
	}
	for k := f.first; k <= f.verb; k++ {
		if w := l.low[k]; w == "being" || w == "hereby" || w == "today" || w == "been" {
			return false
		}
	}
	return true
}

var periods = set("year years month months week weeks day days spring autumn")
