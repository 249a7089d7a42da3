package export

import (
	"fmt"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/internal/edtf"
)

// RIS is what EndNote and most libraries read: lines of a tag and a value, ended
// by carriage return and line feed.
var RIS = Format{
	Name: "ris", Title: "RIS", Says: "EndNote and libraries", MediaType: "application/x-research-info-systems; charset=utf-8", Extension: ".ris", Cites: true,
	Between: "\r\n", Claim: risClaim, Question: risQuestion,
}

func risClaim(c *Citation) ([]byte, error) {
	var r ris
	if c.url() != "" {
		r.add("TY", "ELEC")
	} else {
		r.add("TY", "GEN")
	}
	r.add("ID", string(c.Claim.ID))
	r.add("TI", c.title())
	r.add("AU", c.author())
	r.add("T2", c.outlet())
	year, date := risDate(c.published())
	r.add("PY", year)
	r.add("DA", date)
	r.add("LA", c.Document.Language)
	r.add("UR", c.url())
	r.add("AN", string(c.Claim.ID))
	for _, n := range c.notes() {
		r.add("N1", n)
	}
	return r.end(), nil
}

func risQuestion(q *Question) ([]byte, error) {
	var r ris
	if webAddress(q.Address) != "" {
		r.add("TY", "ELEC")
	} else {
		r.add("TY", "GEN")
	}
	r.add("ID", string(q.Key))
	r.add("TI", q.Asks)
	r.add("T2", q.Reader)
	r.add("UR", webAddress(q.Address))
	for _, v := range q.verdicts() {
		r.add("N1", v)
	}
	r.add("N1", q.compared())
	return r.end(), nil
}

// ris is an entry while it is written.
type ris struct{ b strings.Builder }

// add adds a line; an empty value is left out.
func (r *ris) add(tag, value string) {
	if value = line(value); value != "" {
		r.b.WriteString(tag + "  - " + value + "\r\n")
	}
}

func (r *ris) end() []byte {
	r.b.WriteString("ER  - \r\n")
	return []byte(r.b.String())
}

// risDate gives the year and the date, YYYY/MM/DD/ and a word of doubt. Both are
// empty where the time is no single day, month or year: a note tells it then.
func risDate(t communique.TimeValue) (year, date string) {
	v, err := edtf.Parse(edtfOf(t))
	if err != nil || v.Interval || !isExact(v.From) {
		return "", ""
	}
	d := v.From
	year = fmt.Sprintf("%04d", d.Year)
	date = year + "/"
	if d.Month > 0 {
		date += fmt.Sprintf("%02d", d.Month)
	}
	date += "/"
	if d.Day > 0 {
		date += fmt.Sprintf("%02d", d.Day)
	}
	date += "/"
	switch d.Qualifier {
	case edtf.Approximate:
		date += "about"
	case edtf.Uncertain:
		date += "uncertain"
	case edtf.UncertainApproximate:
		date += "about, uncertain"
	}
	return year, date
}
