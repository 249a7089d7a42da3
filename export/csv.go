package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
)

// CSV is a table for spreadsheets and scripts, in UTF-8: a head, then a row for
// each claim. Several values of one cell are parted by "; ". A text that a
// spreadsheet would take for a formula has an apostrophe before it.
var CSV = Format{
	Name: "csv", Title: "CSV", Says: "spreadsheets", MediaType: "text/csv; charset=utf-8; header=present", Extension: ".csv",
	Head: csvHead(), Claim: csvClaim,
}

// column is a column of the table.
type column struct {
	name string
	of   func(*Citation) string
}

var columns = []column{
	{"id", func(c *Citation) string { return string(c.Claim.ID) }},
	{"kind", func(c *Citation) string { return string(c.Claim.Kind) }},
	{"reading", func(c *Citation) string { return cell(c.Reading) }},
	{"subject", func(c *Citation) string { return cell(string(c.Claim.Subject)) }},
	{"subject_name", func(c *Citation) string { return cell(c.Subject) }},
	{"object", func(c *Citation) string { return cell(string(c.Claim.Object)) }},
	{"object_name", func(c *Citation) string { return cell(c.Object) }},
	{"proposition", func(c *Citation) string { return cell(c.Claim.Proposition) }},
	{"cmp", func(c *Citation) string {
		if c.Claim.Value == nil {
			return ""
		}
		return cell(string(c.Claim.Value.Cmp))
	}},
	{"n", func(c *Citation) string {
		if c.Claim.Value == nil {
			return ""
		}
		return strconv.FormatFloat(c.Claim.Value.N, 'f', -1, 64)
	}},
	{"unit", func(c *Citation) string {
		if c.Claim.Value == nil {
			return ""
		}
		return cell(c.Claim.Value.Unit)
	}},
	{"scope", func(c *Citation) string { return cell(c.Claim.Scope) }},
	{"as", func(c *Citation) string { return cell(c.Claim.As) }},
	{"act", func(c *Citation) string { return cell(c.Claim.Act) }},
	{"modality", func(c *Citation) string { return string(c.Claim.Modality) }},
	{"polarity", func(c *Citation) string { return string(c.Claim.Polarity) }},
	{"speaker", func(c *Citation) string { return cell(string(c.Claim.Speaker)) }},
	{"speaker_name", func(c *Citation) string { return cell(c.Speaker) }},
	{"time", func(c *Citation) string { return cell(edtfOf(c.Claim.About)) }},
	{"time_basis", func(c *Citation) string { return cell(c.Claim.About.Basis) }},
	{"said", func(c *Citation) string { return cell(edtfOf(c.Said)) }},
	{"published", func(c *Citation) string { return cell(edtfOf(c.published())) }},
	{"published_basis", func(c *Citation) string { return cell(c.published().Basis) }},
	{"possibly", func(c *Citation) string { return strconv.FormatBool(c.Possibly) }},
	{"recorded", func(c *Citation) string { return cell(joined(recorded(c))) }},
	{"status", func(c *Citation) string { return cell(joined(c.Statuses)) }},
	{"exact", func(c *Citation) string { return cell(c.Claim.Evidence.Exact) }},
	{"start", func(c *Citation) string { return c.offset(c.Start) }},
	{"end", func(c *Citation) string { return c.offset(c.End) }},
	{"title", func(c *Citation) string { return cell(c.Document.Title) }},
	{"outlet", func(c *Citation) string { return cell(joined(c.Document.Outlets())) }},
	{"author", func(c *Citation) string { return cell(c.author()) }},
	{"url", func(c *Citation) string { return cell(c.source()) }},
	{"file", func(c *Citation) string { return cell(c.file()) }},
	{"licence", func(c *Citation) string { return cell(c.licence()) }},
	{"language", func(c *Citation) string { return cell(c.Document.Language) }},
	{"document", func(c *Citation) string { return string(c.Document.ID) }},
	{"text", func(c *Citation) string { return string(c.Document.TextID) }},
	{"questions", func(c *Citation) string { return cell(joined(c.Claim.Questions)) }},
	{"topics", func(c *Citation) string { return cell(joined(c.Claim.Topics)) }},
	{"rule", func(c *Citation) string { return cell(c.Claim.Rule) }},
	{"reader", func(c *Citation) string { return cell(c.Document.Reader) }},
	{"address", func(c *Citation) string { return cell(c.Address) }},
	{"words", func(c *Citation) string { return cell(c.Words) }},
}

func csvHead() string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return strings.Join(names, ",") + "\n"
}

func csvClaim(c *Citation) ([]byte, error) {
	row := make([]string, len(columns))
	for i, column := range columns {
		row[i] = column.of(c)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(row); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// offset gives a place, "" where it is not known.
func (c *Citation) offset(n int) string {
	if !c.placed() {
		return ""
	}
	return strconv.Itoa(n)
}

// recorded lists when the corpus held a claim.
func recorded(c *Citation) []string {
	var out []string
	for _, d := range c.Recorded {
		out = append(out, communique.Days.String(d))
	}
	return out
}

func joined[S ~string](values []S) string {
	plain := make([]string, len(values))
	for i, v := range values {
		plain[i] = string(v)
	}
	return strings.Join(plain, "; ")
}

// cell keeps a text from being taken for a formula. Texts that begin with
// apostrophes before such a sign get one more, so that taking one away always
// gives the text back.
func cell(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if formula(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// formula reports whether a spreadsheet may take a text for a formula.
func formula(s string) bool {
	for _, sign := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) && s != sign { // a sign by itself, as of a comparator, is none
			return true
		}
	}
	return false
}
