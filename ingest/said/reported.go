package said

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Whom the speaker of a turn reports, and a text that speaks for those who issued it.

// voice says who speaks in a sentence besides those whom it reports.
type voice struct {
	own  bool // the text itself, for those who issued it
	turn int  // 1 + the draft of the turn that the sentence belongs to, 0 where it belongs to none
}

// self reports whether what is said in the first person is the voice's own.
func (v voice) self() bool { return v.own || v.turn > 0 }

// reported reports whether an attribution tells of another than the voice, or of
// what that said before: somebody, who is named or can be, said it in a clause of
// his own. In a turn that clause stands behind its cue.
func (f *finder) reported(t *tree, c candidate, a *attributed, v voice) bool {
	switch {
	case !v.self() && f.genre == report, c.predicate == account && v.turn == 0:
		return true
	case v.turn > 0 && (a.frame != clausal || a.contents[0].from < a.cue.to || !t.behindLabel(a, f.drafts[v.turn-1])):
		return false
	case a.head < 0 || c.predicate.class != utterance || t.classOf(c.predicate, *a) != utterance:
		return false
	case v.self() && t.firstPerson(*a):
		return a.frame == clausal && t.word(a.contents[0].from) != "to" && t.recounts(c)
	}
	return t.canSay(a.head) && t.finitely(*a) && t.word(a.source.from-1) != "as" && t.tag(a.source.from) != communique.CC
}

// recounts reports whether a text in its own voice tells with a cue what it has said
// before: "I announced that", "we have been clear that".
func (t *tree) recounts(c candidate) bool {
	if c.predicate.class != utterance {
		return false
	}
	return t.tag(c.token) == communique.VBD || t.tag(c.token) == communique.VBN || t.tag(c.token) == communique.JJ
}

// canSay reports whether the head of a source can be somebody who said something:
// a name, "he", people, or a body or paper. "You" may be anybody.
func (t *tree) canSay(h int) bool {
	if relatives.Has(t.word(h)) {
		h = t.antecedentOf(h)
	}
	if h < 0 {
		return false
	}
	w, m := t.stem(h), t.f.at(h)
	switch {
	case m != nil:
		return m.Type != "concept" && m.Type != "event" && m.Type != "place"
	case t.tag(h) == communique.PRP:
		return w == "he" || w == "she" || w == "they" || w == "it"
	case !t.tag(h).Noun():
		return false
	}
	return sayers.Has(w) || t.tag(h).Proper() && h > t.first
}

// sayers are the nouns of those who say something, and of what they say it in.
var sayers = set("people official officials minister ministers ministry government governments president prime spokesman spokeswoman spokesperson leader leaders ally allies partner partners " +
	"country countries nation nations state states member members community agency agencies administration team committee council court commission parliament congress senate party parties " +
	"media press newspaper newspapers paper report reports study studies statement statements strategy document documents communique communiqué declaration resolution resolutions charter treaty agreement law order policy article articles " +
	"expert experts analyst analysts specialist specialists researcher researchers scientist scientists company companies secretary ambassador ambassadors general generals commander commanders adviser advisers advisor advisors " +
	"director directors colleague colleagues critics reporter reporters journalist journalists author authors historian historians")

// finitely reports whether the verb of a cue, or the one before it ("made clear"),
// has a tense of its own.
func (t *tree) finitely(a attributed) bool {
	for k := max(t.first, a.cue.from-2); k <= a.cue.to; k++ {
		if t.tag(k).Finite() {
			return true
		}
	}
	return false
}

// reportedBehind reports whether a clause may follow the word at token t that tells
// what was said, so that a sentence of a turn where none does is not parsed. What
// a speaker says with "I say" or "we believe" is not reported.
func (f *finder) reportedBehind(t, last int) bool {
	if w := f.lower(t - 1); (w == "i" || w == "we") && f.r.Tokens[t].Kind == communique.Word && !strings.HasSuffix(f.lower(t), "d") && f.form(t).lexeme.adjective == nil {
		return false
	}
	const far = 9
	for k := t + 1; k < min(last, t+far); k++ {
		if w := f.lower(k); w == "that" || openers.Has(w) || w == "if" {
			return true
		}
	}
	return t+1 < last && f.r.Tokens[t+1].Kind == communique.Word
}

// behindLabel takes the label of a turn from a source that the tree reads on from it,
// "Q    The media are reporting", and reports whether a source is left.
func (t *tree) behindLabel(a *attributed, turn *draft) bool {
	body := t.first
	for body < t.last && t.f.r.Tokens[body].Start < turn.Cue.End || t.mark(body, ":") {
		body++
	}
	if a.source.empty() || a.source.from >= body {
		return true
	}
	if a.source.from = body; a.source.to < body {
		a.source.to = a.cue.from - 1
	}
	if a.head < body {
		a.head = a.source.to
	}
	return a.source.from <= a.source.to && a.source.to-a.source.from < 8 && (t.tag(a.head).Noun() || t.tag(a.head) == communique.PRP)
}

// openTurns makes what is said in turns readable again: within them others are reported.
func (f *finder) openTurns() {
	for _, d := range f.drafts {
		if d.Kind == communique.Turn {
			for _, s := range d.spans {
				for t := f.r.TokenAt(s.Start); t < len(f.r.Tokens) && f.r.Tokens[t].Start < s.End; t++ {
					f.inContent[t] = false
				}
			}
		}
	}
	for _, d := range f.drafts {
		if d.Kind != communique.Turn {
			for _, s := range d.spans {
				f.paint(s, f.inContent)
			}
		}
	}
}
