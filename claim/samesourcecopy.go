package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeSameSourceCopy holds where documents carry the same long words: they
// count as one voice. The evidence must be so long that two writers would not
// choose it by chance.
var judgeSameSourceCopy = judgement{
	relation: SameSourceCopy, clustered: true,
	within: func(_ *gathering, a *answer) bool { return len(a.copies()) > 0 },
	keep: func(a *answer) func(communique.Record) bool {
		copied := a.copies()
		return func(r communique.Record) bool { return copied[sameWords(r.Claim.Evidence.Exact)] }
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		documents := map[communique.DocID]bool{}
		for _, r := range f.members {
			documents[r.Document.ID] = true
		}
		return fmt.Sprintf("%d documents carry the same words, so they count as one voice, not as %d.", len(documents), len(documents)), nil, ""
	},
}

const copyLength = 120

// copies returns the words that more than one document has of an answer.
func (a *answer) copies() map[string]bool {
	first := map[string]communique.DocID{}
	out := map[string]bool{}
	for _, r := range a.records {
		if len(r.Claim.Evidence.Exact) < copyLength {
			continue
		}
		words := sameWords(r.Claim.Evidence.Exact)
		if d, ok := first[words]; ok && d != r.Document.ID {
			out[words] = true
		} else {
			first[words] = r.Document.ID
		}
	}
	return out
}

// sameWords takes from a text what copying changes: case, spaces and the form of quotation marks.
func sameWords(s string) string {
	s = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "\u00a0", " ").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}
