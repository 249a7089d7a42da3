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
	within: func(g *gathering, a *answer) bool {
		if len(a.records) < 2 || g.develops || g.isList() {
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
				return a.first.Kind != communique.Position || a.given.says != "" || sameMatterAll(a.records)
			}
		}
		return false
	},
	between: func(_ *gathering, a, b *answer) bool {
		x, y := a.first, b.first
		if onlyOnce(x, y) || onlyOnce(y, x) {
			return true
		}
		if x.Kind != y.Kind || x.Modality != y.Modality || x.Polarity != y.Polarity || x.Scope != y.Scope || x.Act != y.Act {
			return false
		}
		if x.Kind == communique.Position {
			return leaning(x) == leaning(y) && sameMatter(x, y)
		}
		if x.Kind == communique.Incident {
			return x.Subject == y.Subject && sameDay(a, b) // one event, told with more or less of whom it hit
		}
		if x.Kind == communique.Amendment && x.Subject.Kind() == communique.NamedDocument && x.Subject == y.Subject && x.Object == y.Object {
			return true // a document does so once, whenever it is told
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
		case g.isList():
			return fmt.Sprintf("The list names as many members as the number says: %d.", len(f.answers)-1), nil, ""
		case len(says) == 1:
			return fmt.Sprintf("%s say the same: %s.", capital(where), g.plain(f.answers[0])), f.facts(), ""
		}
		return capital(where) + " agree: " + strings.Join(firstOf(slices.Sorted(maps.Keys(says)), 4), "; ") + ".", f.facts(), ""
	},
}

// onlyOnce reports whether x tells that a clause was invoked once and for
// something else than what y denies: if that was the only time, y holds.
func onlyOnce(x, y *communique.Claim) bool {
	return x.Kind == communique.Invocation && y.Kind == communique.Invocation && x.Subject == y.Subject &&
		x.Polarity == communique.Affirmed && y.Polarity == communique.Denied && x.Modality == communique.Asserted &&
		x.Value != nil && x.Value.N == 1 && x.Value.Cmp == communique.Equal && x.Object != "" && y.Object != "" && x.Object != y.Object
}
