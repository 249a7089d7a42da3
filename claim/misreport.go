package claim

import (
	"fmt"
	"slices"

	"github.com/communique-kg/communique"
)

// judgeMisreport holds where a document says of its own that something changes
// a text while the words it quotes only say it again.
var judgeMisreport = judgement{
	relation: Misreport,
	inside: func(g *gathering, a, b *answer) bool {
		return (g.glosses(a, b) || g.glosses(b, a)) && shareDocument(a, b)
	},
	against: func(g *gathering, f *finding, a *answer) bool {
		return slices.ContainsFunc(f.answers, func(b *answer) bool { return g.glosses(a, b) })
	},
	because: func(g *gathering, f *finding) (string, []communique.Fact, string) {
		gloss, quote := f.pairs[0][0], f.pairs[0][1]
		if g.glosses(quote, gloss) {
			gloss, quote = quote, gloss
		}
		of, _ := f.who(nil)
		own, quoted := inOneText(gloss, quote)
		if gloss.first.Kind != communique.Amendment {
			if g.line.graded {
				return fmt.Sprintf("%s says in its own words “%s”, but the words that it quotes ask for more: “%s”.", of, firstWords(own.Evidence.Exact, 14), firstWords(quoted.Evidence.Exact, 16)), nil, ""
			}
			return fmt.Sprintf("%s presents it as new in its own words (“%s”), but the words that it quotes only say again what held before: “%s”.", of, firstWords(own.Evidence.Exact, 14), firstWords(quoted.Evidence.Exact, 12)), nil, ""
		}
		quote = g.reaffirming(gloss, quote)
		return fmt.Sprintf("%s says in its own words that %s %s %s, but the words it quotes only say “%s”: they restate an earlier rule and change nothing.",
			of, articled(gloss.first.Subject, "", nameOf(gloss.first.Subject, g.name)), gloss.first.Act, articled(gloss.first.Object, "", nameOf(gloss.first.Object, g.name)), firstWords(quote.first.Evidence.Exact, 8)), f.facts(), ""
	},
}

// inOneText returns a claim of each answer that stand in one document: an answer
// holds the claims of all documents that give it, and a document quotes only its own.
func inOneText(a, b *answer) (x, y *communique.Claim) {
	for _, r := range a.records {
		for _, s := range b.records {
			if r.Document.ID == s.Document.ID && isQuoted(s.Claim) != isQuoted(r.Claim) {
				return r.Claim, s.Claim
			}
		}
	}
	return a.first, b.first
}

// glosses reports whether a is an outlet's own word on what b quotes, and says
// more than the quotation bears.
func (g *gathering) glosses(a, b *answer) bool {
	return changesOnly(a, b) || g.weakens(a, b)
}

// changesOnly reports whether a is an outlet's own word for a change where b is the
// quotation that only reaffirms the same.
func changesOnly(a, b *answer) bool {
	x, y := a.first, b.first
	return x.Kind == communique.Amendment && y.Kind == communique.Amendment &&
		(x.Act == "amends" || x.Act == "extends") && y.Act == "reaffirms" && x.Object == y.Object &&
		x.Polarity == communique.Affirmed && y.Polarity == communique.Affirmed &&
		hasVoice(a, false) && hasVoice(b, true)
}

// reaffirming returns the answer in whose words a quotation stands that says
// what is reaffirmed: those words show that nothing changes. Where there is none,
// it returns the quotation itself.
func (g *gathering) reaffirming(gloss, quote *answer) *answer {
	for _, y := range g.answers {
		if changesOnly(gloss, y) && shareDocument(quote, y) && y.first.Evidence.Contains(quote.first.Evidence.Span) {
			return y
		}
	}
	return quote
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
