package claim

import (
	"fmt"

	"github.com/communique-kg/communique"
)

// judgeMisreport holds where a document says of its own that something changes
// a text while the words it quotes only say it again.
var judgeMisreport = judgement{
	relation: Misreport,
	inside: func(_ *gathering, a, b *answer) bool {
		return (glosses(a, b) || glosses(b, a)) && shareDocument(a, b)
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		gloss, quote := f.pairs[0][0], f.pairs[0][1]
		if glosses(quote, gloss) {
			gloss, quote = quote, gloss
		}
		return fmt.Sprintf("The article says in its own words that %s %s %s, but the words it quotes only say “%s”: they restate an earlier rule and change nothing.",
			articled(gloss.first.Subject, "", nameOf(gloss.first.Subject, g.name)), gloss.first.Act, articled(gloss.first.Object, "", nameOf(gloss.first.Object, g.name)), firstWords(quote.first.Evidence.Exact, 8)), f.facts(), ""
	},
}

// glosses reports whether a is an outlet's own word for a change where b is the
// quotation that only reaffirms the same.
func glosses(a, b *answer) bool {
	x, y := a.first, b.first
	return x.Kind == communique.Amendment && y.Kind == communique.Amendment &&
		(x.Act == "amends" || x.Act == "extends") && y.Act == "reaffirms" && x.Object == y.Object &&
		x.Polarity == communique.Affirmed && y.Polarity == communique.Affirmed &&
		hasVoice(a, false) && hasVoice(b, true)
}

// hasVoice reports whether an answer is given by a quoted speaker, or by an outlet itself.
func hasVoice(a *answer, quoted bool) bool {
	for _, r := range a.records {
		if (r.Claim.Statement != "" || r.Claim.Speaker != "") == quoted {
			return true
		}
	}
	return false
}
