package claim

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// contentWords returns the words of a proposition that carry its sense, cut to
// their stems and with spellings made one, so that "a cyberattack could
// trigger Article 5" and "a cyber attack can trigger Article 5" meet.
func contentWords(c *communique.Claim) map[string]bool {
	s := c.Proposition
	if s == "" {
		s = c.Evidence.Exact
	}
	s = strings.NewReplacer("cyber attack", "cyberattack", "cyber-attack", "cyberattack", "defence", "defense", "collective response", "response").Replace(strings.ToLower(s))
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) < 3 && (w[0] < '0' || w[0] > '9') || weakWords.Has(w) || modals.Has(w) {
			continue
		}
		for _, tail := range []string{"ing", "ed", "es", "s"} {
			if strings.HasSuffix(w, tail) && len(w) > len(tail)+3 {
				w = w[:len(w)-len(tail)]
				break
			}
		}
		out[w] = true
	}
	return out
}

var weakWords = set(`the and that this with for from its any all our their would could can may might will must should has have had are was were been being into
	not but such nato alliance allies member members state states serious severe significant massive devastating organized organised enough`)

// sameMatter reports whether two claims say the same in other words: most of
// the shorter one's content words stand in the longer one.
func sameMatter(a, b *communique.Claim) bool {
	x, y := contentWords(a), contentWords(b)
	if len(y) < len(x) {
		x, y = y, x
	}
	if len(x) == 0 {
		return false
	}
	n := 0
	for w := range x {
		if y[w] {
			n++
		}
	}
	return 3*n >= 2*len(x) && n >= 2
}

// sameMatterAll reports whether some two of the records say the same.
func sameMatterAll(records []communique.Record) bool {
	const most = 20
	for i := 0; i < len(records) && i < most; i++ {
		for j := i + 1; j < len(records) && j < most; j++ {
			if sameMatter(records[i].Claim, records[j].Claim) {
				return true
			}
		}
	}
	return false
}

// sharesWord reports whether two short texts have a word in common that carries sense.
func sharesWord(a, b string) bool {
	in := contentWords(&communique.Claim{Proposition: a})
	for w := range contentWords(&communique.Claim{Proposition: b}) {
		if in[w] {
			return true
		}
	}
	return false
}

// plain gives an answer in words for a reason; the words it rests on, where it
// has none of its own.
func (g *gathering) plain(a *answer) string {
	if s := strings.TrimSpace(a.says); s != "" && s != "not" {
		return s
	}
	return "“" + firstWords(a.first.Evidence.Exact, 12) + "”"
}

// who names the documents that bring an answer into a finding, to begin a
// sentence with, and whether there are several of them; a nil answer asks for
// those of all members.
func (f *finding) who(a *answer) (name string, several bool) {
	var in []communique.Record
	for _, r := range f.members {
		if a == nil || slices.ContainsFunc(a.records, func(x communique.Record) bool { return x.Claim.ID == r.Claim.ID && x.Document.ID == r.Document.ID }) {
			in = append(in, r)
		}
	}
	if len(in) == 0 {
		return "A text", false
	}
	documents := map[communique.DocID]bool{}
	for _, r := range in {
		documents[r.Document.ID] = true
	}
	if len(documents) > 1 {
		return fmt.Sprintf("%d documents", len(documents)), true
	}
	return named(in[0].Document), false
}

// named names a document at the head of a sentence: by its title, else by its
// outlet or its file.
func named(d *communique.Document) string {
	if strings.TrimSpace(d.Title) != "" {
		return "“" + firstWords(d.Title, 12) + "”"
	}
	for _, s := range d.Sources {
		if outlet := strings.TrimSpace(s.Outlet); outlet != "" {
			return "A text of " + outlet
		}
	}
	return "One document"
}

// asksWhen reports whether the question asks for a date, so that the answers are dates.
func (g *gathering) asksWhen() bool { return strings.HasPrefix(string(g.question), "when/") }

// capital writes the first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// firstWords returns the first n words of a text, with … where more follow.
func firstWords(s string, n int) string {
	fields := strings.Fields(s)
	if len(fields) <= n {
		return strings.Trim(strings.Join(fields, " "), `“”" `)
	}
	return strings.Trim(strings.Join(fields[:n], " "), `“”" ,;`) + " …"
}
