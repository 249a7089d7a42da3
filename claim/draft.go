package claim

import (
	"strings"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// draft makes a claim that rests on the tokens from first to last; trigger is
// the word that carries it and decides whose words they are.
func (l *line) draft(kind communique.Kind, rule string, first, last, trigger int) communique.Claim {
	c := communique.Claim{Kind: kind, Rule: string(kind) + "/" + rule,
		Evidence: l.span(first, last).Quote(l.Text),
		Modality: communique.Asserted, Polarity: communique.Affirmed}
	l.answers(&c, l.statement[trigger])
	return c
}

// answers says who answers for a claim: the speaker of statement n, the outlet
// where n is -1.
func (l *line) answers(c *communique.Claim, n int32) {
	c.Statement, c.Speaker = "", ""
	if n >= 0 {
		c.Statement, c.Speaker = l.Statements[n].ID, l.Statements[n].Speaker
	}
}

// ridesAlong gives a claim that a noun phrase carries to whoever reports, the
// outlet or the speaker of the turn, where the phrase stands in reported speech:
// the words there are his. In a quotation or a turn they are the speaker's own.
func (l *line) ridesAlong(c *communique.Claim, trigger int) {
	n := l.statement[trigger]
	if n < 0 {
		return
	}
	if k := l.Statements[n].Kind; k == communique.Indirect || k == communique.Mixed && !l.quoted(trigger) {
		l.answers(c, l.around[n])
	}
}

// predicated reports whether what begins after token i is what its clause says,
// rather than a phrase that rides along in it: "the alliance now has | 29
// members", "we are | 31 nations".
func (l *line) predicated(i int) bool {
	for i >= l.First && (isAdverb(l.low[i]) || l.low[i] == "now" || determiners.Has(l.low[i])) {
		i--
	}
	if i < l.First {
		return false
	}
	w := l.low[i]
	return counting.Has(w) || formsOfBe.Has(w) && w != "being" && w != "been" || formsOfHave.Has(w) && w != "having"
}

// verbs by which a clause says how many there are
var counting = set("counts counted numbers numbered comprises comprised includes included totals totaled totalled reached")

// quoted reports whether token i stands between quotation marks of its sentence.
func (l *line) quoted(i int) bool {
	open := false
	for j := l.First; j < i; j++ {
		switch w := l.low[j]; {
		case w == `"`:
			open = !open
		case w == "“":
			open = true
		case w == "”":
			open = false
		}
	}
	return open
}

// governed sets modality, polarity and, for a verb, nothing else.
func governed(c *communique.Claim, g group) {
	c.Modality, c.Polarity = g.modality(), g.polarity()
}

// text returns the words of the tokens from first to last as they stand.
func (l *line) text(first, last int) string {
	if last < first {
		return ""
	}
	return l.span(first, last).Of(l.Text)
}

// np makes the id of a noun phrase from its tokens, without determiner.
func (l *line) np(first, last int) communique.EntityID {
	for first < last && determiners.Has(l.low[first]) {
		first++
	}
	id := communique.NP(strings.Trim(l.text(first, last), ` "“”'’‘,;.`))
	if id == "" || id.Validate() != nil {
		return ""
	}
	return id
}

// idOf returns the entity of a phrase, or the id of its words. Pronouns that
// stay open have none.
func (l *line) idOf(p phrase) communique.EntityID {
	switch {
	case p.empty():
		return ""
	case p.entity != "":
		return p.entity
	case p.first == p.last && pronouns.Has(l.low[p.first]):
		return ""
	}
	for i := p.first; i <= p.last; i++ {
		if l.low[i] == "we" || l.low[i] == "our" || l.low[i] == "i" {
			return ""
		}
	}
	return l.np(p.first, p.last)
}

// proposition makes short words of a clause: one line, no quotation marks
// around it, no mark at its end, at most 200 bytes.
func proposition(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(s, " .,;:!?\"“”")
	if first, size := utf8.DecodeRuneInString(s); size > 0 && size < len(s) {
		second, _ := utf8.DecodeRuneInString(s[size:])
		word, _, _ := strings.Cut(s, " ")
		if lower := strings.ToLower(word); determiners.Has(lower) || pronouns.Has(lower) || second == ' ' && first == 'A' {
			s = lower + s[len(word):]
		}
	}
	const most = 200
	if len(s) > most {
		cut := most - len("…")
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		if sp := strings.LastIndexByte(s[:cut], ' '); sp > 0 {
			cut = sp
		}
		s = s[:cut] + "…"
	}
	return s
}
