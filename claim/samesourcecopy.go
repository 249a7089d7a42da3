package claim

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeSameSourceCopy holds where documents carry the same long words, or the
// same answer in paragraphs that are the same but for a few words: they
// count as one voice. The evidence must be so long that two writers would not
// choose it by chance. Who says the same again half a year later says it again.
var judgeSameSourceCopy = judgement{
	relation: SameSourceCopy, clustered: true,
	within: func(_ *gathering, a *answer) bool { return len(a.copies()) > 0 },
	keep: func(a *answer) func(communique.Record) bool {
		copied := a.copies()
		return func(r communique.Record) bool { return copied[r.Claim.ID] }
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		documents := map[communique.DocID]bool{}
		same := true
		for _, r := range f.members {
			documents[r.Document.ID] = true
			same = same && sameWords(r.Claim.Evidence.Exact) == sameWords(f.members[0].Claim.Evidence.Exact)
		}
		what := "the same words"
		if !same {
			what = "nearly the same paragraph"
		}
		return fmt.Sprintf("%d documents carry %s, so they count as one voice, not as %d.", len(documents), what, len(documents)), nil, ""
	},
}

const (
	copyLength = 120 // bytes of evidence
	copyDays   = 183 // between the publications of what may be copies
)

// copies returns the claims of an answer that another document has in the same
// long words or in nearly the same paragraph.
func (a *answer) copies() map[communique.ClaimID]bool {
	out := map[communique.ClaimID]bool{}
	words := map[string]int{}               // the first record with these words
	bands := map[communique.Passage][]int{} // records by a byte of their passage, and which byte it is
	pair := func(i, j int) {
		x, y := &a.records[i], &a.records[j]
		if x.Document.ID != y.Document.ID && !farApart(x.Document.Published(), y.Document.Published()) {
			out[x.Claim.ID], out[y.Claim.ID] = true, true
		}
	}
	for i, r := range a.records {
		if len(r.Claim.Evidence.Exact) >= copyLength {
			w := sameWords(r.Claim.Evidence.Exact)
			if j, ok := words[w]; ok {
				pair(j, i)
			} else {
				words[w] = i
			}
		}
		// Passages that differ in seven bits at most share one of eight bytes.
		for band := range 8 {
			if r.Claim.Passage == 0 {
				break
			}
			key := r.Claim.Passage>>(8*band)&0xff | communique.Passage(band)<<8
			same := bands[key]
			for _, j := range same {
				if a.records[j].Claim.Passage.Like(r.Claim.Passage) {
					pair(j, i)
				}
			}
			if len(same) < mostAnswers {
				bands[key] = append(same, i)
			}
		}
	}
	return out
}

// farApart reports whether two publication dates are known and too far from
// each other for copies.
func farApart(a, b communique.TimeValue) bool {
	if a.From == "" || b.From == "" || a.To == "" || b.To == "" {
		return false
	}
	return a.From.Add(-copyDays) > b.To || b.From.Add(-copyDays) > a.To
}

// sameWords takes from a text what copying changes: case, spaces and the form of quotation marks.
func sameWords(s string) string {
	return strings.Join(strings.Fields(copySpelling.Replace(strings.ToLower(s))), " ")
}

var copySpelling = strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "\u00a0", " ")
