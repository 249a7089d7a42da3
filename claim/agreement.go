package claim

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
)

// judgeAgreement holds where several places give the same answer and nothing
// in their dates speaks against it.
var judgeAgreement = judgement{
	relation: Agreement, clustered: true,
	within: func(_ *gathering, a *answer) bool {
		if len(a.records) < 2 {
			return false
		}
		// Copies are one voice.
		words := map[string]bool{}
		for _, r := range a.records {
			w := sameWords(r.Claim.Evidence.Exact)
			if len(r.Claim.Evidence.Exact) < copyLength {
				w = string(r.Document.ID) + fmt.Sprint(r.Claim.Evidence.Start)
			}
			words[w] = true
			if len(words) > 1 {
				return a.first.Kind != communique.Position || sameMatterAll(a.records)
			}
		}
		return false
	},
	between: func(_ *gathering, a, b *answer) bool {
		x, y := a.first, b.first
		if x.Kind != y.Kind || x.Modality != y.Modality || x.Polarity != y.Polarity || x.Scope != y.Scope || x.Act != y.Act {
			return false
		}
		if x.Kind == communique.Position {
			return leaning(x) == leaning(y) && sameMatter(x, y)
		}
		if x.Kind == communique.Decision {
			return sameMatter(x, y) && a.about.Known() && b.about.Known() && a.about.Overlaps(b.about)
		}
		return a.says == b.says && x.Subject == y.Subject && x.Object == y.Object && (isState(x.Kind) || sameDay(a, b))
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		says := map[string]bool{}
		documents := map[communique.DocID]bool{}
		for _, a := range f.answers {
			says[g.plain(a)] = true
		}
		for _, r := range f.members {
			documents[r.Document.ID] = true
		}
		where := fmt.Sprintf("%d places in %d documents", len(f.members), len(documents))
		if len(documents) == 1 {
			where = fmt.Sprintf("%d places in one document", len(f.members))
		}
		switch {
		case f.answers[0].first.Kind == communique.Position:
			return capital(where) + " take the same line.", nil, ""
		case len(says) == 1:
			return fmt.Sprintf("%s say the same: %s.", capital(where), g.plain(f.answers[0])), f.facts(), ""
		}
		return capital(where) + " agree: " + strings.Join(firstOf(slices.Sorted(maps.Keys(says)), 4), "; ") + ".", f.facts(), ""
	},
}
