package graph

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
)

// The rows of a document are one text: a line about the document, then one for
// each claim. Fields are parted by tabs, the items of a list by the unit
// separator; both, line ends and backslashes are escaped inside values. Text,
// because a quad's literal must be UTF-8, and lines, because reading them copies
// nothing.
const (
	tab  = '\t'
	unit = '\x1f'
)

const (
	documentFields = 3  // id, published, outlets
	claimFields    = 12 // id, kind, subject, object, organisation, speaker, start, about, said, recorded, topics, questions
)

// encodeRows writes the rows of a document. Records that were never held at the
// end of a day have none: no filter can choose them.
func encodeRows(d *communique.Document, records []communique.Record) string {
	var b strings.Builder
	field := func(s string) {
		b.WriteString(escape(s))
		b.WriteByte(tab)
	}
	field(string(d.ID))
	field(days(d.Published().Days))
	writeList(&b, d.Outlets())
	for _, r := range records {
		if len(r.Recorded) == 0 {
			continue
		}
		c := r.Claim
		b.WriteByte('\n')
		field(string(c.ID))
		field(string(c.Kind))
		field(string(c.Subject))
		field(string(c.Object))
		field(string(organisationOf(c)))
		field(string(c.Speaker))
		field(strconv.Itoa(c.Evidence.Start))
		field(days(c.About.Days))
		field(days(r.Said()))
		for i, d := range r.Recorded {
			if i > 0 {
				b.WriteByte(unit)
			}
			b.WriteString(days(d))
		}
		b.WriteByte(tab)
		writeList(&b, c.Topics)
		b.WriteByte(tab)
		writeList(&b, c.Questions)
	}
	return b.String()
}

func writeList[T ~string](b *strings.Builder, items []T) {
	for i, s := range items {
		if i > 0 {
			b.WriteByte(unit)
		}
		b.WriteString(escape(string(s)))
	}
}

// organisationOf returns the organisation of a role, "" for any other claim.
func organisationOf(c *communique.Claim) communique.EntityID {
	if id := communique.EntityID(c.Scope); c.Kind == communique.RoleClaim && id.Kind() != "" {
		return id
	}
	return ""
}

var (
	escaper   = strings.NewReplacer("\\", `\\`, "\t", `\t`, "\n", `\n`, "\x1f", `\u`)
	unescaper = strings.NewReplacer(`\\`, "\\", `\t`, "\t", `\n`, "\n", `\u`, "\x1f")
)

func escape(s string) string {
	if !strings.ContainsAny(s, "\\\t\n\x1f") {
		return s
	}
	return escaper.Replace(s)
}

func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return unescaper.Replace(s)
}

// days writes a range as "from/to"; an unknown one is "".
func days(d communique.Days) string {
	if !d.Known() {
		return ""
	}
	return string(d.From) + "/" + string(d.To)
}

func parseDays(s string) communique.Days {
	from, to, _ := strings.Cut(s, "/")
	return communique.Days{From: communique.Day(from), To: communique.Day(to)}
}

func parseList[T ~string](dst []T, s string) []T {
	for s != "" {
		var item string
		item, s, _ = strings.Cut(s, string(unit))
		dst = append(dst, T(unescape(item)))
	}
	return dst
}

func parseRecorded(dst []communique.Days, s string) []communique.Days {
	for s != "" {
		var one string
		one, s, _ = strings.Cut(s, string(unit))
		dst = append(dst, parseDays(one))
	}
	return dst
}

// reader reads the rows of one document after the other. It reuses what it
// reads into: a record is good until the next one.
type reader struct {
	document communique.Document // ID and Sources
	claim    communique.Claim
	record   communique.Record
	said     communique.Days
	lists    [3]string // recorded, topics and questions as they are written
	rest     string
}

// open begins with the rows of a document.
func (r *reader) open(text string) error {
	line, rest, _ := strings.Cut(text, "\n")
	var f [documentFields]string
	if !split(f[:], line) {
		return fmt.Errorf("rows of a document begin with %.80q", line)
	}
	r.rest = rest
	r.document = communique.Document{ID: communique.DocID(unescape(f[0])), Sources: r.document.Sources[:0]}
	for _, name := range parseList[string](nil, f[2]) {
		r.document.Sources = append(r.document.Sources, communique.Source{Outlet: name})
	}
	if len(r.document.Sources) == 0 {
		r.document.Sources = append(r.document.Sources, communique.Source{})
	}
	r.document.Sources[0].Published.Days = parseDays(f[1])
	return nil
}

// next reads the next record; false at the end.
func (r *reader) next() (bool, error) {
	if r.rest == "" {
		return false, nil
	}
	var line string
	line, r.rest, _ = strings.Cut(r.rest, "\n")
	var f [claimFields]string
	if !split(f[:], line) {
		return false, fmt.Errorf("a row of document %s reads %.80q", r.document.ID, line)
	}
	start, err := strconv.Atoi(f[6])
	if err != nil {
		return false, fmt.Errorf("a row of document %s reads %.80q", r.document.ID, line)
	}
	c := &r.claim
	c.ID, c.Kind = communique.ClaimID(f[0]), communique.Kind(f[1])
	c.Subject, c.Object, c.Scope, c.Speaker = entity(f[2]), entity(f[3]), unescape(f[4]), entity(f[5])
	c.Evidence.Start = start
	c.About.Days, r.said = parseDays(f[7]), parseDays(f[8])
	r.lists = [3]string(f[9:])
	r.record.Recorded = parseRecorded(r.record.Recorded[:0], f[9])
	c.Topics, c.Questions = parseList(c.Topics[:0], f[10]), parseList(c.Questions[:0], f[11])
	r.record.Claim, r.record.Document = c, &r.document
	return true, nil
}

func entity(s string) communique.EntityID { return communique.EntityID(unescape(s)) }

// split cuts a line into exactly len(f) fields.
func split(f []string, line string) bool {
	for i := range f[:len(f)-1] {
		n := strings.IndexByte(line, tab)
		if n < 0 {
			return false
		}
		f[i], line = line[:n], line[n+1:]
	}
	f[len(f)-1] = line
	return strings.IndexByte(line, tab) < 0
}

// row copies the current record. Concat, because Clone makes an empty list of no list.
func (r *reader) row(m communique.Match) Row {
	c := &r.claim
	return Row{
		Claim: c.ID, Document: r.document.ID, Kind: c.Kind,
		Subject: c.Subject, Object: c.Object, Organisation: communique.EntityID(c.Scope), Speaker: c.Speaker,
		Questions: slices.Concat(c.Questions), Topics: slices.Concat(c.Topics), Start: c.Evidence.Start,
		About: c.About.Days, Said: r.said, Published: r.document.Sources[0].Published.Days,
		Recorded: slices.Concat(r.record.Recorded), Match: m,
	}
}
