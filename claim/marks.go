package claim

import (
	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/fold"
)

// A verb alone does not make a finder parse its sentence: what it must be said
// of has to stand there too. One pass over the words of a sentence tells which
// sets of such words it holds.

// mark is a set of words of which a sentence holds one.
type mark uint16

const (
	paperMark    mark = 1 << iota // a word for a document or policy, or the name of one
	bodyMark                      // a word for a body, or the name of one
	asMark                        // "as"
	resolvedMark                  // "decision", "commitment"
	approvedMark                  // what is approved or ordered
	moneyMark
	leftMark    // what is withdrawn from, or its name
	appliedMark // "membership", "application"
	goalMark    // "target", "initiatives"
)

var markOf = marksOf(map[mark]*fold.Set{
	paperMark: papers, paperMark | 1<<15: morePapers, bodyMark: bodies, bodyMark | 1<<15: moreBodies, asMark: set("as"), resolvedMark: resolved, approvedMark: approvable,
	goalMark: goals, goalMark | 1<<15: set("initiatives set series range"), moneyMark: moneys, leftMark: leavable, appliedMark: set("membership accession admission status candidacy application applications bid bids request requests"),
})

func marksOf(sets map[mark]*fold.Set) *fold.Table[mark] {
	of := map[string]mark{}
	for m, list := range sets {
		for w := range list.All() {
			of[w] |= m &^ (1 << 15)
		}
	}
	return fold.TableOf(of)
}

// marked reports whether the sentence holds a word of one of the sets.
func (l *line) marked(m mark) bool {
	if !l.marksKnown {
		l.marksKnown = true
		for i := l.First; i < l.Last; i++ {
			l.marks |= l.entries[i].mark
			if l.mention[i] < 0 {
				continue
			}
			switch id := l.entityAt(i); {
			case documentary(id):
				l.marks |= paperMark | leftMark
			case id.Kind() == communique.Organisation:
				l.marks |= bodyMark | leftMark
			}
		}
	}
	return l.marks&m != 0
}

// mayBeTold reports whether the words of the group around token i leave open that
// its act is told (see told): a tree would not tell of a condition, a "should" or
// an infinitive on which nothing can hang that it is.
func (l *line) mayBeTold(i int, e lexeme) bool {
	if e.noun {
		return true
	}
	g := l.verbGroup(i, e.form)
	switch {
	case l.inCondition(g):
		return false
	case g.expected || g.modal == "will" || g.modal == "would":
		return true
	case g.modal != "":
		return false
	}
	return !g.infinitive || l.mayHang()
}

// isFree reports whether mayBeTold, and no claim is made of token i yet.
func (l *line) isFree(i int, e lexeme) bool { return l.taken[i] == "" && l.mayBeTold(i, e) }

// mayHaveHappened is mayBeTold for an act that is neither planned nor denied.
func (l *line) mayHaveHappened(i int, e lexeme) bool {
	if !l.mayBeTold(i, e) {
		return false
	}
	g := l.verbGroup(i, e.form)
	return e.noun || !g.negated && !g.expected && g.modal == ""
}

// mayHang reports whether the sentence holds a word on which an infinitive may
// hang that is told (see hangingTold).
func (l *line) mayHang() bool {
	if l.lexicons&(intending.number|achieving.number|resolving.number) != 0 {
		return true
	}
	return l.has(hangers, l.First, l.Last-1) || l.has(designs, l.First, l.Last-1)
}

// hangers are the words that pioneers and forced look for.
var hangers = set("first last only second third latest forced forcing led leading prompted prompting caused causing")

// holdsPaper reports whether the sentence names a document or has one of the words.
func (l *line) holdsPaper(words *fold.Set) bool {
	return l.names(communique.NamedDocument, communique.Instrument) || l.has(words, l.First, l.Last-1)
}

// holdsBody reports whether the sentence names an organisation or has one of the words.
func (l *line) holdsBody(words *fold.Set) bool {
	return l.names(communique.Organisation) || l.has(words, l.First, l.Last-1)
}
