package export

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique/internal/edtf"
)

// BibTeX is a bibliography for biblatex, in UTF-8: an entry for each claim under
// the claim's id. The date is EDTF, which biblatex reads with hedges and open
// ends as they are.
var BibTeX = Format{
	Name: "bibtex", Title: "BibTeX", Says: "LaTeX with biblatex", MediaType: "application/x-bibtex; charset=utf-8", Extension: ".bib", Cites: true,
	Between: "\n", Claim: bibClaim, Question: bibQuestion,
}

func bibClaim(c *Citation) ([]byte, error) {
	e := bibEntry{kind: "misc", key: string(c.Claim.ID)}
	if c.url() != "" {
		e.kind = "online"
	}
	e.add("title", bibText(c.title()))
	if a := c.author(); a != "" {
		e.add("author", "{"+bibText(a)+"}") // in braces of its own, one name whatever stands in it
	}
	e.add("organization", bibText(c.outlet()))
	if s := edtfOf(c.published()); s != "" {
		if _, err := edtf.Parse(s); err == nil {
			e.add("date", s)
		}
	}
	e.add("url", c.url())
	if c.url() == "" {
		e.add("howpublished", bibText(c.file()))
	}
	e.add("note", bibText(strings.Join(c.notes(), " ")))
	return e.end(), nil
}

func bibQuestion(q *Question) ([]byte, error) {
	e := bibEntry{kind: "misc", key: bibKey("q-" + string(q.Key))}
	if webAddress(q.Address) != "" {
		e.kind = "online"
	}
	e.add("title", bibText(q.Asks))
	e.add("organization", bibText(q.Reader))
	e.add("url", webAddress(q.Address))
	e.add("note", bibText(strings.Join(append(q.verdicts(), q.compared()), " ")))
	return e.end(), nil
}

// bibEntry is an entry while it is written.
type bibEntry struct {
	kind, key string
	fields    strings.Builder
}

// add adds a field whose value is escaped already; an empty one is left out.
func (e *bibEntry) add(name, value string) {
	if value != "" {
		fmt.Fprintf(&e.fields, "  %-12s = {%s},\n", name, value)
	}
}

func (e *bibEntry) end() []byte {
	return fmt.Appendf(nil, "@%s{%s,\n%s}\n", e.kind, e.key, e.fields.String())
}

// bibText escapes a text. Braces become commands, since BibTeX counts even
// escaped ones.
func bibText(s string) string { return bibEscapes.Replace(line(s)) }

var bibEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`$`, `\$`, `&`, `\&`, `#`, `\#`, `_`, `\_`, `%`, `\%`)

// bibKey makes a key that every BibTeX reads.
func bibKey(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ':' || r == '/' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '-'
	}, s)
}
