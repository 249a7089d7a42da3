package web

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
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

// kindTitle names a kind of claim for people. What is done to a document is one
// kind, whether it changes the document or not.
func kindTitle(k communique.Kind) string {
	if k == communique.Amendment {
		return "change or reaffirmation"
	}
	return strings.ReplaceAll(string(k), "-", " ")
}

// done says what an annotation did: "accepted".
func done(k communique.AnnotationKind) string {
	switch k {
	case communique.Correct, communique.Accept, communique.Reject, communique.Retract:
		return string(k) + "ed"
	case communique.Merge:
		return "merged"
	case communique.Undo:
		return "taken back"
	}
	return string(k)
}

// capital begins words with a capital letter.
func capital(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
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
// "2014", "since 7 March 2024", "1 to 30 June 2016"; "unknown" where unknown.
func daysWords(d communique.Days) string {
	switch {
	case !d.Known():
		return "unknown"
	case d.From == d.To:
		return dayWords(d.From)
	case d.From == "":
		return "until " + dayWords(d.To)
	case d.To == "":
		return "since " + dayWords(d.From)
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

// spanWords gives a time for people as exactly as it is told and no more: the ends
// of "2014/.." are years, not days.
func spanWords(t communique.TimeValue) string {
	first, last, ok := toldEnds(t)
	switch {
	case !ok:
		return daysWords(t.Days)
	case last == "":
		return "since " + first
	case first == "":
		return "until " + last
	case first == last:
		return first
	}
	return first + " to " + last
}

// toldEnds gives the ends of a period as exactly as its EDTF tells them, "" for
// one that is open; false where there is no such period, its days are others, or
// both ends are days.
func toldEnds(t communique.TimeValue) (first, last string, ok bool) {
	v, err := edtf.Parse(t.EDTF)
	if err != nil || !v.Interval {
		return "", "", false
	}
	if from, to := v.Bounds(); from != string(t.From) || to != string(t.To) {
		return "", "", false
	}
	if v.From.Precision() == edtf.Day && v.To.Precision() == edtf.Day {
		return "", "", false
	}
	return endWords(t.From, v.From), endWords(t.To, v.To), true
}

// endWords gives the day at an end of a period as its year, its month or itself,
// whichever is as exact as the end is told; "" where that is open.
func endWords(day communique.Day, told edtf.Date) string {
	t, err := time.Parse(time.DateOnly, string(day))
	switch p := told.Precision(); {
	case err != nil || p == edtf.Day:
		return dayWords(day)
	case p <= edtf.Year:
		return t.Format("2006")
	}
	return t.Format("January 2006")
}

// aboutWords tells within a line when something holds: "about June 2016", "since
// 7 March 2024".
func aboutWords(d communique.Days) string { return aboutTime(communique.TimeValue{Days: d}) }

// aboutTime tells within a line when something holds, as exactly as it is told.
func aboutTime(t communique.TimeValue) string {
	s := spanWords(t)
	if t.Known() && (t.From == "" || t.To == "") {
		return s
	}
	return "about " + s
}

// aboutClaim tells when a claim holds. An act that is told only with a beginning
// did not go on since then; no more than the beginning is known.
func aboutClaim(c *communique.Claim) string {
	return aboutTime(c.About) + noEnd(c)
}

// noEnd says of an act that is told only with a beginning that this is so.
func noEnd(c *communique.Claim) string {
	if d := c.About.Days; d.From != "" && d.To == "" && isAct(c.Kind) {
		return "; no end told"
	}
	return ""
}

// isAct reports whether claims of a kind tell of what is done once, and not of
// what holds for a time.
func isAct(k communique.Kind) bool {
	switch k {
	case communique.Invocation, communique.Decision, communique.Adoption, communique.Amendment, communique.Establishment,
		communique.Incident, communique.Sanction, communique.Accession, communique.Denial:
		return true
	}
	return false
}

// kindOf names for people what a claim tells: its kind or, of what is done to a
// document, the act.
func kindOf(c *communique.Claim) string {
	if c.Kind == communique.Amendment {
		switch c.Act {
		case "reaffirms":
			return "reaffirmation"
		case "extends":
			return "extension"
		}
		return "amendment"
	}
	return kindTitle(c.Kind)
}

// momentWords gives for people the day on which something happened, which lies
// in a range: "4 April 2018", "7 March 2024 or later"; "unknown" where unknown.
func momentWords(d communique.Days) string { return momentTime(communique.TimeValue{Days: d}) }

// momentTime gives for people the day on which something happened, as exactly as
// it is told: "2014 or later".
func momentTime(t communique.TimeValue) string {
	s := spanWords(t)
	if from, ok := strings.CutPrefix(s, "since "); ok {
		return from + " or later"
	}
	if to, ok := strings.CutPrefix(s, "until "); ok {
		return to + " or earlier"
	}
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
