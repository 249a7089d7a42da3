package ingest

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/format"
	"github.com/communique-kg/communique/ingest/when"
)

// The ladder of publication dates, from the surest rung down: what the caller
// or the file's own metadata state (statedDate); a date line, byline or head of
// the text, the day with which a treaty or order closes, and captions that agree
// with a weekday of the article (writtenDate); an interval that the findings
// leave possible (inferredDate). Never a page's clock, a side bar or a copyright
// year. Where no rung holds, the date is unknown.

// statedDate is the date that the caller gave or that the file's metadata hold.
func statedDate(in Input, t format.Text) communique.TimeValue {
	if in.Source.Published.Known() {
		return publication(in.Source.Published, in.Source.Published.Basis)
	}
	for _, hint := range t.Dates {
		if v, ok := when.ParseDate(strings.TrimSpace(hint.Raw)); ok && v.Known() {
			return publication(v, hint.Basis)
		}
	}
	return communique.TimeValue{}
}

func publication(v communique.TimeValue, basis string) communique.TimeValue {
	v.Role, v.Basis = "publication", basis
	return v
}

const (
	// dateLineWords is how many words besides a date a line may hold and still
	// be a date line: a place, an outlet, a time of day, "Published", "Updated".
	dateLineWords = 9
	// dateLineBytes is how long a date line may be at most.
	dateLineBytes = 300
	// headParagraphs is how far into an article a date line may stand.
	headParagraphs = 8
)

// writtenDate is the date that the text itself bears: in its head, at the end of
// its title, in a date line near its top, where it closes, under a picture
// whose date agrees with a weekday told in the article, on its title page, under
// its signatures, or in its first words on the meeting it speaks for.
func writtenDate(r *communique.Reading) communique.TimeValue {
	for _, rung := range []func(*communique.Reading) communique.TimeValue{headDate, titleDate, lineDate, closingDate, captionDate, monthDate, signedDate, meetingDate} {
		if v := rung(r); v.Known() {
			return v
		}
	}
	return communique.TimeValue{}
}

// isDay reports whether a time is one calendar day that is stated with the
// figure of the day. "Labor Day 2022" is what a text is about, not when it appeared.
func isDay(t communique.TimeValue) bool {
	figures := 0
	for _, c := range t.Exact {
		if c >= '0' && c <= '9' {
			figures++
		}
	}
	return t.Type == communique.Date && t.From != "" && t.From == t.To && figures > len("2006")
}

// regionAt returns the region that holds the offset, or the zero Region.
func regionAt(r *communique.Reading, offset int) communique.Region {
	i, found := slices.BinarySearchFunc(r.Regions, offset, func(g communique.Region, at int) int {
		switch {
		case g.End <= at:
			return -1
		case g.Start > at:
			return 1
		}
		return 0
	})
	if !found {
		return communique.Region{}
	}
	return r.Regions[i]
}

// headDate is the first day in a metadata head, or a date that its label
// ("Date:", "Published:") names.
func headDate(r *communique.Reading) communique.TimeValue {
	for _, t := range r.Times {
		if !isDay(t) {
			continue
		}
		switch regionAt(r, t.Start).Type {
		case "head":
			return publication(t, "header")
		case "byline", "dateline":
			return publication(t, "byline")
		}
	}
	return communique.TimeValue{}
}

// titleDate is the day that ends a title, as briefings and remarks bear it
// ("Press Briefing by the Press Secretary, May 18, 2022").
func titleDate(r *communique.Reading) communique.TimeValue {
	if r.Title == "" {
		return communique.TimeValue{}
	}
	for _, p := range r.Paragraphs[:min(len(r.Paragraphs), headParagraphs)] {
		if p.Len() > dateLineBytes || oneLine(p.Of(r.Text)) != r.Title {
			continue
		}
		t, ok := firstDay(r, p)
		if ok && strings.Trim(r.Text[t.End:p.End], " .)\t\u00a0\r\n") == "" && wordsIn(r, p) > wordsIn(r, t.Span) {
			return publication(t, "title")
		}
		break
	}
	return communique.TimeValue{}
}

// lineDate is a day on a line near the top of the article that holds hardly
// anything else, or that opens the first paragraph after a place, as agencies
// write it ("BRUSSELS, 14 June 2021 – …").
func lineDate(r *communique.Reading) communique.TimeValue {
	seen := 0
	quoted := false // the paragraph before ends a quotation: a date then belongs to the words quoted
	credit := false // the line names who said them, and when
	for i, p := range r.Paragraphs {
		if regionAt(r, p.Start).Role != communique.Article {
			continue
		}
		if seen++; seen > headParagraphs {
			break
		}
		text := strings.TrimSpace(p.Of(r.Text))
		credit = quoted || startsWithDash(text) || credit && strings.Count(r.Text[r.Paragraphs[i-1].End:p.Start], "\n") == 1
		bare := strings.TrimRight(text, "*_ ")
		quoted = strings.HasSuffix(bare, "”") || strings.HasSuffix(bare, "\"")
		if credit || i > 0 && goesOn(r.Text, r.Paragraphs[i-1], p) {
			continue
		}
		t, ok := firstDay(r, p)
		if !ok || regionAt(r, t.Start).Type == "caption" {
			continue
		}
		if p.Len() <= dateLineBytes && wordsIn(r, p)-wordsIn(r, t.Span) <= dateLineWords && !isSentence(text) && !toldOf(r, t.Span) && !between(p.Of(r.Text), t.Start-p.Start, t.End-p.Start) {
			return publication(t, "dateline")
		}
		before := communique.Span{Start: p.Start, End: t.Start}
		if before.Len() <= dateLineBytes && wordsIn(r, before) <= 3 && allUpper(before.Of(r.Text)) && startsWithDash(r.Text[t.End:p.End]) {
			return publication(t, "dateline")
		}
	}
	return communique.TimeValue{}
}

// goesOn reports whether a line continues the sentence of the line right above
// it, as where a text was wrapped by hand ("a term expiring\nJanuary 31, 2028").
func goesOn(text string, above, line communique.Span) bool {
	const long = 25 // a line above that is shorter is a head or a place
	if above.Len() < long || line.Start < above.End || strings.Count(text[above.End:line.Start], "\n") > 1 {
		return false
	}
	switch text[above.End-1] {
	case '.', '!', '?', ':', '"', ')':
		return false
	}
	return !allUpper(above.Of(text))
}

// firstDay returns the first stated day of a paragraph. A day that is an end of
// a range ("11–13 June 2021") is a meeting's, not the text's.
func firstDay(r *communique.Reading, p communique.Span) (communique.TimeValue, bool) {
	in := r.TimesIn(p)
	for i, t := range in {
		if isDay(t) && t.End <= p.End && (i == 0 || !joined(r, in[i-1], t)) && (i+1 == len(in) || !joined(r, t, in[i+1])) {
			return t, true
		}
	}
	return communique.TimeValue{}, false
}

// joined reports whether nothing but a dash, "to" or "and" stands between two times.
func joined(r *communique.Reading, a, b communique.TimeValue) bool {
	if b.Start < a.End || b.Start-a.End > len(" and ") {
		return false
	}
	switch strings.TrimSpace(r.Text[a.End:b.Start]) {
	case "-", "–", "—", "/", "to", "and", "&":
		return true
	}
	return false
}

func wordsIn(r *communique.Reading, s communique.Span) int {
	n := 0
	for i := r.TokenAt(s.Start); i < len(r.Tokens) && r.Tokens[i].Start < s.End; i++ {
		if k := r.Tokens[i].Kind; k == communique.Word || k == communique.Number {
			n++
		}
	}
	return n
}

// toldOf reports whether a preposition ties a date to what the line tells
// ("the attacks of 11 September 2001"): then it is no date line.
func toldOf(r *communique.Reading, s communique.Span) bool {
	i := r.TokenAt(s.Start)
	if i == 0 {
		return false
	}
	switch strings.ToLower(r.Word(i - 1)) {
	case "of", "on", "in", "since", "until", "before", "after", "from", "by", "till", "through", "to", "and", "for", "effective", "expiring", "expires", "ending", "ends", "beginning", "begins", "dated":
		return true
	}
	return false
}

// between reports whether words stand right before and right after a date, as in
// a title ("the leaders' 16 February 2023 call").
func between(line string, start, end int) bool {
	before := strings.TrimRight(line[:start], " \t\u00a0")
	after := strings.TrimLeft(line[end:], " \t\u00a0")
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return before != "" && after != "" && (unicode.IsLetter(last) || last == '’' || last == '\'') && unicode.IsLetter(first)
}

// isSentence reports whether a short line reads as a sentence: it is long for a
// date line and ends with a full stop.
func isSentence(s string) bool { return strings.HasSuffix(s, ".") && len(s) > 60 }

func allUpper(s string) bool {
	s = strings.Trim(s, " ,.—–-\t\u00a0(")
	return s != "" && s == strings.ToUpper(s)
}

func startsWithDash(s string) bool {
	s = strings.TrimLeft(s, ") \t\u00a0")
	return strings.HasPrefix(s, "—") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "-")
}

// captionDate is the day of a picture's caption that falls on a weekday which
// the article's own words tell, and on which no second caption disagrees.
func captionDate(r *communique.Reading) communique.TimeValue {
	told := map[time.Weekday]bool{}
	for _, t := range r.Times {
		if g := regionAt(r, t.Start); g.Role != communique.Article || g.Type == "caption" {
			continue
		}
		if day, ok := weekday(t.Exact); ok && !t.Known() {
			told[day] = true
		}
	}
	var best communique.TimeValue
	for _, t := range r.Times {
		if !isDay(t) || regionAt(r, t.Start).Type != "caption" {
			continue
		}
		day, err := time.Parse(time.DateOnly, string(t.From))
		if err != nil || !told[day.Weekday()] {
			continue
		}
		if best.Known() && best.Days != t.Days {
			return communique.TimeValue{}
		}
		if !best.Known() {
			best = publication(t, "caption, agrees with weekday")
		}
	}
	return best
}

func weekday(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()) {
			return d, true
		}
	}
	return 0, false
}
