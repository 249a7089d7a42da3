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
