package claim

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/communique-kg/communique"
)

// read makes a Reading of a short text by simple means, so that the finders can
// be tested without package ingest. Markup stands in square brackets:
//
//	[NATO|org:nato]                      a mention
//	[=over 120 diplomats|120|>|diplomats] a quantity
//	[@this July|2016-07-01|2016-07-31]   a time
//	{indirect|person:x|…}                the content of a statement
//
// A line that begins with "!" is boilerplate, with "#" a heading, with "^" a
// caption. Years are times by themselves.
func read(t testing.TB, published communique.TimeValue, marked string) *communique.Reading {
	t.Helper()
	d := &communique.Document{Reader: "test", Format: "text", Sources: []communique.Source{{Published: published}}}
	r := &communique.Reading{Document: d}
	var text strings.Builder
	type open struct {
		start int
		parts []string
	}
	var statements []open
	for i := 0; i < len(marked); i++ {
		switch marked[i] {
		case '{':
			parts := strings.SplitN(marked[i+1:], "|", 3)
			statements = append(statements, open{text.Len(), parts[:2]})
			i += len(parts[0]) + len(parts[1]) + 2
		case '}':
			o := statements[len(statements)-1]
			statements = statements[:len(statements)-1]
			d.Statements = append(d.Statements, communique.Statement{Kind: communique.StatementKind(o.parts[0]), Speaker: communique.EntityID(o.parts[1]),
				Content: []communique.Evidence{{Span: communique.Span{Start: o.start, End: text.Len()}}}, Rule: "test"})
		case '[':
			end := i + strings.IndexByte(marked[i:], ']')
			parts := strings.Split(marked[i+1:end], "|")
			if len(parts) < 2 { // a bracket of the text itself
				text.WriteByte('[')
				continue
			}
			word := strings.TrimLeft(parts[0], "=@")
			span := communique.Span{Start: text.Len(), End: text.Len() + len(word)}
			text.WriteString(word)
			switch parts[0][0] {
			case '=':
				n, _ := strconv.ParseFloat(parts[1], 64)
				d.Quantities = append(d.Quantities, communique.Quantity{Evidence: communique.Evidence{Span: span}, N: n, Cmp: communique.Comparator(parts[2]), Unit: parts[3]})
			case '@':
				d.Times = append(d.Times, communique.TimeValue{Evidence: communique.Evidence{Span: span}, Type: communique.Date,
					Days: communique.Days{From: communique.Day(parts[1]), To: communique.Day(parts[2])}, Basis: "stated"})
			default:
				m := communique.Mention{Evidence: communique.Evidence{Span: span}, Entity: communique.EntityID(parts[1]), Via: communique.ViaName}
				if len(parts) > 2 {
					m.Via = communique.Via(parts[2])
				}
				d.Mentions = append(d.Mentions, m)
			}
			i = end
		default:
			text.WriteByte(marked[i])
		}
	}
	d.Text = text.String()
	d.ID, d.TextID = communique.DocIDOf([]byte(d.Text)), communique.TextIDOf(d.Text)
	segment(r)
	for i := range d.Mentions {
		d.Mentions[i].Exact = d.Mentions[i].Of(d.Text)
	}
	for i := range d.Quantities {
		d.Quantities[i].Exact = d.Quantities[i].Of(d.Text)
	}
	for i := range d.Times {
		d.Times[i].Exact = d.Times[i].Evidence.Of(d.Text)
		d.Times[i].EDTF = d.Times[i].Days.String()
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		s.Content[0] = s.Content[0].Quote(d.Text)
		s.ID = communique.NewStatementID(d.ID, d.TextID, s.Kind, s.Content[0].Span)
	}
	for _, m := range year.FindAllStringIndex(d.Text, -1) {
		span := communique.Span{Start: m[0], End: m[1]}
		y := span.Of(d.Text)
		inside := false
		for _, x := range d.Times {
			inside = inside || x.Evidence.Overlaps(span)
		}
		if !inside {
			d.Times = append(d.Times, communique.TimeValue{Evidence: span.Quote(d.Text), Type: communique.Date, Value: y, EDTF: y,
				Days: communique.Days{From: communique.Day(y + "-01-01"), To: communique.Day(y + "-12-31")}, Basis: "stated"})
		}
	}
	sortTimes(d.Times)
	return r
}

var (
	year  = regexp.MustCompile(`\b(19|20)\d\d\b`)
	token = regexp.MustCompile(`\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[\pL\d]+(?:[-’'][\pL\d]+)*|--|[^\s]`)
)

func sortTimes(times []communique.TimeValue) {
	for i := range times {
		for j := i; j > 0 && times[j].Start < times[j-1].Start; j-- {
			times[j], times[j-1] = times[j-1], times[j]
		}
	}
}

func segment(r *communique.Reading) {
	offset := 0
	for _, p := range strings.SplitAfter(r.Text, "\n") {
		line := strings.TrimRight(p, "\n")
		start := offset
		offset += len(p)
		if strings.TrimSpace(line) == "" {
			continue
		}
		region := communique.Region{Role: communique.Article, Type: "body"}
		switch line[0] {
		case '!':
			region = communique.Region{Role: communique.Boilerplate, Type: "widget"}
		case '#':
			region.Type = "heading"
		case '^':
			region.Type = "caption"
		}
		if strings.IndexByte("!#^", line[0]) >= 0 {
			start++
			line = line[1:]
		}
		if line == "" {
			continue
		}
		region.Span = communique.Span{Start: start, End: start + len(line)}
		r.Regions = append(r.Regions, region)
		r.Paragraphs = append(r.Paragraphs, region.Span)
		first := len(r.Tokens)
		close := func() {
			if len(r.Tokens) > first {
				r.Sentences = append(r.Sentences, communique.Sentence{Span: communique.Span{Start: r.Tokens[first].Start, End: r.Tokens[len(r.Tokens)-1].End},
					First: first, Last: len(r.Tokens), Paragraph: len(r.Paragraphs) - 1, Region: len(r.Regions) - 1})
			}
			first = len(r.Tokens)
		}
		words := token.FindAllStringIndex(line, -1)
		for i, m := range words {
			w := line[m[0]:m[1]]
			kind := communique.Word
			switch c := w[0]; {
			case c >= '0' && c <= '9':
				kind = communique.Number
			case strings.ContainsAny(w[:1], `.,;:!?"'()-`) || strings.ContainsAny(w, "“”‘’—–"):
				kind = communique.Punctuation
			}
			if len(w) > 1 && kind == communique.Punctuation && w != "--" && len([]rune(w)) > 1 {
				kind = communique.Word
			}
			r.Tokens = append(r.Tokens, communique.Token{Span: communique.Span{Start: start + m[0], End: start + m[1]}, Kind: kind})
			ends := w == "." || w == "?" || w == "!"
			if next := i + 1; ends && next < len(words) {
				if n := line[words[next][0]:words[next][1]]; n == `"` || n == "”" || words[next][0] == m[1] {
					ends = false
				}
			}
			if i > 0 && (w == `"` || w == "”") {
				if p := line[words[i-1][0]:words[i-1][1]]; p == "." || p == "?" {
					ends = true
				}
			}
			if ends {
				close()
			}
		}
		close()
	}
}
