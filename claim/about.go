package claim

import (
	"strings"

	"github.com/communique-kg/communique"
)

// present dates a state that is told in the present tense: by the date of what
// was said, where a quotation has its own, else by the publication date. An
// open publication interval dates nothing.
func (l *line) present(c *communique.Claim, trigger int) communique.TimeValue {
	if n := l.statement[trigger]; n >= 0 && c.Statement != "" && l.Statements[n].Kind != communique.Indirect {
		if said := l.Statements[n].Said; closed(said) {
			return inferred(said, "date of the statement")
		}
	}
	if t, ok := l.captionDate(); ok {
		return inferred(t, "date of the caption")
	}
	if closed(l.publishedOn) {
		basis := "publication date"
		if strings.HasPrefix(l.publishedOn.Basis, "inferred") {
			basis = inferredPublication
		}
		return inferred(l.publishedOn, basis)
	}
	return communique.TimeValue{}
}

// inferredPublication is the basis of a time that rests on a publication date
// which was itself inferred. Such a time must not prove what it was inferred from.
const inferredPublication = "publication date (inferred)"

func closed(t communique.TimeValue) bool { return t.From != "" && t.To != "" }

// inferred makes the time of a claim from a time that stands elsewhere.
func inferred(t communique.TimeValue, basis string) communique.TimeValue {
	edtf := t.EDTF
	if edtf == "" {
		edtf = t.Days.String()
	}
	return communique.TimeValue{Type: communique.Date, EDTF: edtf, Days: t.Days, Basis: basis, Role: "event"}
}

// captionDate returns the one full date of a caption.
func (l *line) captionDate() (communique.TimeValue, bool) {
	if l.Region >= len(l.Regions) || l.Regions[l.Region].Type != "caption" {
		return communique.TimeValue{}, false
	}
	var found communique.TimeValue
	for _, t := range l.TimesIn(l.Paragraphs[l.Paragraph]) {
		if t.From == "" || t.From != t.To {
			continue
		}
		if found.Known() && found.Days != t.Days {
			return communique.TimeValue{}, false
		}
		found = t
	}
	return found, found.Known()
}

// stated finds the time that the clause between two tokens gives to the verb
// group: the resolved date nearest to it. "since" leaves the end open, "after"
// and "before" too. Where nothing is stated, the time is unknown.
func (l *line) stated(first, last int, g group) communique.TimeValue {
	var best communique.TimeValue
	distance := int(^uint(0) >> 1)
	for _, t := range l.TimesIn(l.span(first, last)) {
		if !t.Known() || t.Type != communique.Date && t.Type != communique.Clock || t.Exact == "" {
			continue
		}
		if strings.EqualFold(t.Exact, "now") || strings.EqualFold(t.Exact, "today") {
			if g.isPast() {
				continue
			}
		}
		if t.Role == "publication" {
			continue
		}
		if l.at(l.TokenAt(t.Start)-1) == "since" && !g.perfect {
			continue // it dates what has lasted since, not the act
		}
		d := t.Start - l.Tokens[g.verb].End
		if d < 0 {
			d = l.Tokens[g.first].Start - t.End
		}
		if d < distance {
			best, distance = t, d
		}
	}
	if !best.Known() {
		return communique.TimeValue{}
	}
	return l.bounded(best)
}

// bounded makes a stated time the time of an act: "since" and "after" leave its
// end open, "before" its beginning.
func (l *line) bounded(best communique.TimeValue) communique.TimeValue {
	i := l.TokenAt(best.Start)
	switch l.at(i - 1) {
	case "since":
		best.To, best.EDTF = "", openEnd(best)
	case "after", "following":
		best.To, best.EDTF = "", openEnd(best)
	case "before", "until":
		best.From, best.EDTF = "", "../"+edtfOf(best)
	}
	best.Role = "event"
	if best.Basis == "" {
		best.Basis = "stated"
	}
	return best
}

func edtfOf(t communique.TimeValue) string {
	if t.EDTF != "" {
		return t.EDTF
	}
	return t.Days.String()
}

func openEnd(t communique.TimeValue) string {
	if strings.Contains(t.EDTF, "/") {
		return t.EDTF
	}
	return edtfOf(t) + "/.."
}

// acted dates an act: by what its clause states, else, where it is told as
// having just happened, by the publication date.
func (l *line) acted(c *communique.Claim, first, last int, g group) communique.TimeValue {
	if t := l.stated(first, last, g); t.Known() {
		return t
	}
	if g.just && (g.perfect || g.modal == "" && !g.isPast()) {
		return l.present(c, g.verb)
	}
	return communique.TimeValue{}
}
