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
// reads into: a record is good until the next one. In a table it stands on a row,
// of whose claim it says nothing but questions and days before it is loaded.
type reader struct {
	node  uint64    // of the document
	table *rowTable // nil in the file, as the next three
	place uint32    // of the document in the table
	rows  *packedRows
	at    int // the row, among those of the document

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

// stand goes to a document of the table.
func (r *reader) stand(place uint32) {
	r.place, r.rows = place, r.table.documents[place]
	r.node, r.document.ID, r.document.Sources = r.rows.node, r.rows.id, r.rows.sources
}

// packed returns the row of the table.
func (r *reader) packed() *packedRow { return &r.rows.rows[r.at] }

// load makes the claim and the record good. What they refer to is the table's:
// nobody changes it.
func (r *reader) load() {
	t := r.table
	if t == nil {
		return // reading the row has made them
	}
	row, c := r.packed(), &r.claim
	c.ID, c.Kind = r.id(), r.kind()
	c.Subject, c.Object = communique.EntityID(t.words[row.subject]), communique.EntityID(t.words[row.object])
	c.Scope, c.Speaker = t.words[row.organisation], communique.EntityID(t.words[row.speaker])
	c.Evidence.Start = int(row.start)
	c.About.Days, r.said = t.days[row.about], t.days[row.said]
	c.Topics, c.Questions = t.topics[row.topics].ids, t.questions[row.questions].keys
	r.record = communique.Record{Claim: c, Document: &r.document, Recorded: t.recorded[row.recorded]}
}

// kind returns the kind of the claim.
func (r *reader) kind() communique.Kind {
	if r.table != nil {
		return r.table.kinds[r.packed().kind]
	}
	return r.claim.Kind
}

// id returns the id of the claim.
func (r *reader) id() communique.ClaimID {
	if r.table == nil {
		return r.claim.ID
	}
	begin := uint32(0)
	if r.at > 0 {
		begin = r.rows.rows[r.at-1].end
	}
	return communique.ClaimID(r.rows.claims[begin:r.packed().end])
}

// questions returns what the row answers.
func (r *reader) questions() []communique.Question {
	if r.table != nil {
		return r.table.questions[r.packed().questions].keys
	}
	return r.claim.Questions
}

// days returns the days of the row by a clock.
func (r *reader) days(clock Clock) communique.Days {
	if n, ok := r.daysNumber(clock); ok {
		return r.table.days[n]
	}
	switch clock {
	case SaidClock:
		return r.said
	case PublishedClock:
		return r.document.Sources[0].Published.Days
	case RecordedClock:
		if r.table != nil {
			return firstRecorded(r.table.recorded[r.packed().recorded])
		}
		return firstRecorded(r.record.Recorded)
	}
	return r.claim.About.Days
}

// daysNumber returns the number that the days of the row by a clock have in the
// table, where they have one.
func (r *reader) daysNumber(clock Clock) (uint32, bool) {
	if r.table == nil || clock == RecordedClock {
		return 0, false
	}
	switch clock {
	case SaidClock:
		return r.packed().said, true
	case PublishedClock:
		return r.rows.published, true
	}
	return r.packed().about, true
}

// row returns the current record. From the file its lists are copied (Concat,
// because Clone makes an empty list of no list); those of a table are nobody's to
// change.
func (r *reader) row(m communique.Match) Row {
	r.load()
	c := &r.claim
	out := Row{
		Claim: c.ID, Document: r.document.ID, Kind: c.Kind,
		Subject: c.Subject, Object: c.Object, Organisation: communique.EntityID(c.Scope), Speaker: c.Speaker,
		Questions: c.Questions, Topics: c.Topics, Start: c.Evidence.Start,
		About: c.About.Days, Said: r.said, Published: r.document.Sources[0].Published.Days,
		Recorded: r.record.Recorded, Match: m,
	}
	if r.table == nil {
		out.Questions, out.Topics, out.Recorded = slices.Concat(out.Questions), slices.Concat(out.Topics), slices.Concat(out.Recorded)
	}
	return out
}
