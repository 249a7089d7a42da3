package web

import (
	"strconv"
	"strings"
	"time"

	"github.com/communique-kg/communique"
)

// kindWord names a kind of entity for people.
func kindWord(k communique.EntityKind) string {
	switch k {
	case communique.Organisation:
		return "organisation"
	case communique.NounPhrase:
		return "phrase"
	}
	return string(k)
}

// kindTitle names a kind of claim for people.
func kindTitle(k communique.Kind) string {
	return strings.ReplaceAll(string(k), "-", " ")
}

// dayWords gives a day for people: "4 April 2018".
func dayWords(d communique.Day) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("2 January 2006")
}

// daysWords gives a range of days for people: "4 April 2018", "June 2016",
// "2014", "from 7 March 2024", "1 to 30 June 2016"; "unknown" where unknown.
func daysWords(d communique.Days) string {
	switch {
	case !d.Known():
		return "unknown"
	case d.From == d.To:
		return dayWords(d.From)
	case d.From == "":
		return "until " + dayWords(d.To)
	case d.To == "":
		return "from " + dayWords(d.From)
	}
	from, err1 := time.Parse(time.DateOnly, string(d.From))
	to, err2 := time.Parse(time.DateOnly, string(d.To))
	if err1 != nil || err2 != nil {
		return d.String()
	}
	next := to.AddDate(0, 0, 1)
	switch {
	case from.Day() == 1 && from.AddDate(0, 1, 0).Equal(next):
		return from.Format("January 2006")
	case from.YearDay() == 1 && from.AddDate(1, 0, 0).Equal(next):
		return from.Format("2006")
	case from.YearDay() == 1 && next.YearDay() == 1:
		return from.Format("2006") + " to " + to.Format("2006")
	case from.Day() == 1 && next.Day() == 1:
		return from.Format("January 2006") + " to " + to.Format("January 2006")
	case from.Year() == to.Year() && from.Month() == to.Month():
		return from.Format("2") + " to " + to.Format("2 January 2006")
	}
	return dayWords(d.From) + " to " + dayWords(d.To)
}

// momentWords gives for people the day on which something happened, which lies
// in a range: "4 April 2018", "7 March 2024 or later"; "unknown" where unknown.
func momentWords(d communique.Days) string {
	switch {
	case d.From == "" && d.To != "":
		return dayWords(d.To) + " or earlier"
	case d.From != "" && d.To == "":
		return dayWords(d.From) + " or later"
	}
	s := daysWords(d)
	if from, to, ok := strings.Cut(s, " to "); ok {
		return "between " + from + " and " + to
	}
	return s
}

// edtfOf gives a time in EDTF: as it was read, else its days; "" where unknown.
func edtfOf(t communique.TimeValue) string {
	if t.EDTF != "" {
		return t.EDTF
	}
	return t.Days.String()
}

// clause puts the content of a claim into a short English clause, without full
// stop, with the names that name gives to ids. It adds nothing to what the
// claim holds.
func clause(c *communique.Claim, name func(communique.EntityID) string) string {
	subject, object := name(c.Subject), name(c.Object)
	if object == "" {
		object = c.Proposition
	}
	if subject == "" && (c.Kind != communique.Position || object == "") {
		subject = "somebody"
	}
	value := ""
	if c.Value != nil {
		value = c.Value.String()
	}
	var s string
	switch c.Kind {
	case communique.MemberCount:
		s = subject + " has " + counted(c)
	case communique.Membership:
		s = subject + " is a member" + after(" of ", object)
	case communique.Accession:
		s = subject + " joins" + after(" ", object)
	case communique.QuantityClaim:
		s = subject + after(": ", value) + after(", ", object)
	case communique.Invocation:
		s = subject + " is invoked" + after(" ", value) + after(", over ", object)
	case communique.Decision:
		s = subject + " decides" + after(": ", object)
	case communique.Recognition:
		s = subject + " recognises" + after(" ", object) + after(" as ", c.As)
	case communique.Adoption:
		s = subject + " adopts" + after(" ", object)
	case communique.Amendment:
		act := c.Act
		if act == "" {
			act = "amends"
		}
		s = subject + " " + act + after(" ", object)
	case communique.Establishment:
		s = subject + " is established" + after(", ", object)
	case communique.Incident:
		s = subject + after(", against ", object)
	case communique.Attribution:
		s = subject + " is attributed" + after(" to ", object)
	case communique.Denial:
		s = subject + " denies" + after(" ", object)
	case communique.Sanction:
		s = subject + " sanctions" + after(" ", object) + after(": ", value)
	case communique.RoleClaim:
		s = subject + " is" + after(" ", object)
		if org := communique.EntityID(c.Scope); org.Kind() != "" {
			s += " of " + name(org)
		}
	case communique.Position:
		s = strings.TrimPrefix(subject+after(": ", object), ": ")
	default:
		s = subject + after(" – "+kindTitle(c.Kind)+" – ", c.Says())
	}
	if c.Polarity == communique.Denied {
		s = "not so: " + s
	}
	if c.Modality != communique.Asserted && c.Modality != "" && c.Kind != communique.Position {
		s = string(c.Modality) + ": " + s // the words of a position carry its modality themselves
	}
	return s
}

func after(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// counted gives the value of a member count: "28 member states", "29 others".
func counted(c *communique.Claim) string {
	if c.Value == nil {
		return "members"
	}
	if c.Scope != "" {
		v := *c.Value
		v.Unit = ""
		return v.String() + " members (" + c.Scope + ")"
	}
	if c.Value.Unit == "" {
		v := *c.Value
		v.Unit = "members"
		return v.String()
	}
	return c.Value.String()
}

// plural gives a number with its noun: "1 claim", "2 claims".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a number with commas: 12,345.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
