package communique

import "iter"

// Grammar finds parts of speech and dependencies. Both cost time, so the
// finders ask for them sentence by sentence, through Reading.Tag and
// Reading.Parse.
type Grammar interface {
	// Tag sets the tags of the tokens of one sentence.
	Tag(r *Reading, s Sentence)
	// Parse sets heads and dependencies of the tokens of one sentence, which is tagged.
	Parse(r *Reading, s Sentence)
}

// Tag makes sure that the tokens of sentence i carry their parts of speech, and
// reports whether they do; without a Grammar they do not.
func (r *Reading) Tag(i int) bool {
	s := &r.Sentences[i]
	if !s.tagged && r.Grammar != nil {
		r.Grammar.Tag(r, *s)
		s.tagged = true
	}
	return s.tagged
}

// Parse makes sure that the tokens of sentence i are tagged and stand in a
// tree, and reports whether they do; without a Grammar they do not.
func (r *Reading) Parse(i int) bool {
	s := &r.Sentences[i]
	if !s.parsed && r.Tag(i) {
		r.Grammar.Parse(r, *s)
		s.parsed = true
	}
	return s.parsed
}

// Subtree returns the tokens Tokens[first:last] that token i governs, itself
// among them: the phrase or clause of which it is the head. Its sentence must be
// parsed; trees have no crossing arcs, so that a phrase is one stretch.
func (r *Reading) Subtree(i int) (first, last int) {
	s := &r.Sentences[r.SentenceAt(r.Tokens[i].Start)]
	above := int(r.Tokens[i].Head)
	first, last = i, i+1
	for j := i - 1; j >= s.First && j != above; j-- {
		h := int(r.Tokens[j].Head)
		if h < 0 || h > i {
			break
		}
		if h >= first {
			first = j // what lies between hangs on this one
		}
	}
	for j := i + 1; j < s.Last && j != above; j++ {
		h := int(r.Tokens[j].Head)
		if h < i {
			break
		}
		if h < last {
			last = j + 1
		}
	}
	return first, last
}

// Children yields the tokens that depend on token i, in order of the text. Its
// sentence must be parsed.
func (r *Reading) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		first, last := r.Subtree(i)
		for j := first; j < last; j++ {
			if int(r.Tokens[j].Head) == i && !yield(j) {
				return
			}
		}
	}
}

// Child returns the first token that depends on token i by one of the
// relations, -1 where none does. Its sentence must be parsed.
func (r *Reading) Child(i int, by ...Dependency) int {
	for j := range r.Children(i) {
		for _, d := range by {
			if r.Tokens[j].Dependency == d {
				return j
			}
		}
	}
	return -1
}

// Tag is a part of speech of the Penn Treebank. The zero value means that the
// token was not tagged.
type Tag uint8

// The tags of the Penn Treebank as the English Universal Dependencies write them.
// A word with its clitic is one token here; it carries the tag of its stem:
// "doesn't" is VBZ, "NATO's" NNP.
const (
	Untagged Tag = iota
	CC
	CD
	DT
	EX
	FW
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NN
	NNS
	NNP
	NNPS
	PDT
	POS
	PRP
	PRPS // PRP$
	RB
	RBR
	RBS
	RP
	SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS // WP$
	WRB
	ADD  // an address: "www.nato.int"
	PUNC // any mark
)

var tagNames = [...]string{
	"", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS",
	"PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$",
	"WRB", "ADD", "PUNC",
}

// Tags is how many tags there are, the zero value included.
const Tags = len(tagNames)

// String returns the tag as the Penn Treebank writes it, "" for Untagged.
func (t Tag) String() string { return tagNames[t] }

// TagOf returns the tag of that name, and whether there is one.
func TagOf(name string) (Tag, bool) { return named[Tag](tagNames[:], name) }

// Verb reports whether the tag is a verb form, modals apart.
func (t Tag) Verb() bool { return t >= VB && t <= VBZ }

// Finite reports whether the tag is a finite verb form or a modal.
func (t Tag) Finite() bool { return t == VBD || t == VBP || t == VBZ || t == MD }

// Noun reports whether the tag is a noun, common or proper.
func (t Tag) Noun() bool { return t >= NN && t <= NNPS }

// Proper reports whether the tag is a proper noun.
func (t Tag) Proper() bool { return t == NNP || t == NNPS }

// Dependency is a dependency relation of Universal Dependencies. The zero value
// means that the token was not parsed.
type Dependency uint8

// The relations, in the order of their names. Subtypes that no finder asks for
// count as their relation.
const (
	Unparsed Dependency = iota
	Acl
	AclRelcl
	Advcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjPass
	Dep
	Det
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Root
	Vocative
	Xcomp
)

var dependencyNames = [...]string{
	"", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound",
	"compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat",
	"goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:pass", "nummod", "obj", "obl",
	"obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
}

// Dependencies is how many relations there are, the zero value included.
const Dependencies = len(dependencyNames)

// String returns the relation as Universal Dependencies writes it, "" for Unparsed.
func (d Dependency) String() string { return dependencyNames[d] }

// DependencyOf returns the relation of that name, and whether there is one.
func DependencyOf(name string) (Dependency, bool) { return named[Dependency](dependencyNames[:], name) }

// Subject reports whether the relation is that of a subject, of an active or a passive verb.
func (d Dependency) Subject() bool {
	return d == Nsubj || d == NsubjPass || d == Csubj || d == CsubjPass
}

func named[T ~uint8](names []string, name string) (T, bool) {
	for i, n := range names {
		if i > 0 && n == name {
			return T(i), true
		}
	}
	return 0, false
}
