package ingest

import (
	"strings"

	"github.com/communique-kg/communique"
)

// Official texts date themselves: a strategy by the month on its title page, a
// treaty or order where it was signed, a communiqué by the meeting that it speaks for.

const (
	// closingParagraphs is how far from the end of an article its signature may stand.
	closingParagraphs = 4
	// openingParagraphs is how far into an article a communiqué tells of its meeting.
	openingParagraphs = 4
	// meetingWords is how far behind "met" the day of a meeting may stand.
	meetingWords = 14
)

// articleParagraphs returns the paragraphs that stand in article regions.
func articleParagraphs(r *communique.Reading) []communique.Span {
	var out []communique.Span
	for _, p := range r.Paragraphs {
		if regionAt(r, p.Start).Role == communique.Article {
			out = append(out, p)
		}
	}
	return out
}

// monthDate is the month and year on a line of their own near the top, as on the
// title page of a strategy.
func monthDate(r *communique.Reading) communique.TimeValue {
	for _, p := range r.Paragraphs[:min(len(r.Paragraphs), headParagraphs)] {
		times := r.TimesIn(p)
		if len(times) != 1 || p.Len() > dateLineBytes || wordsIn(r, p) != wordsIn(r, times[0].Span) || strings.TrimSpace(p.Of(r.Text)) != times[0].Exact {
			continue
		}
		if t := times[0]; t.Type == communique.Date && len(t.EDTF) == len("2011-11") && t.EDTF[4] == '-' && t.Known() {
			return publication(t, "title page")
		}
	}
	return communique.TimeValue{}
}

// signedDate is the day that stands on a line of its own at the very end, under
// the signatures.
func signedDate(r *communique.Reading) communique.TimeValue {
	all := articleParagraphs(r)
	if len(all) <= closingParagraphs {
		return communique.TimeValue{}
	}
	for _, p := range all[len(all)-closingParagraphs:] {
		t, ok := firstDay(r, p)
		if ok && p.Len() <= dateLineBytes && wordsIn(r, p)-wordsIn(r, t.Span) <= 4 && strings.Trim(r.Text[t.End:p.End], " .)\t\u00a0\r\n") == "" && !toldOf(r, t.Span) {
			return publication(t, "signature")
		}
	}
	return communique.TimeValue{}
}

// meetingDate is the last day of the meeting that a communiqué opens with: "We,
// the leaders of …, met in Cornwall on 11-13 June 2021".
func meetingDate(r *communique.Reading) communique.TimeValue {
	all := articleParagraphs(r)
	for _, p := range all[:min(len(all), openingParagraphs)] {
		for at := max(0, r.SentenceAt(p.Start)); at < len(r.Sentences) && r.Sentences[at].Start < p.End; at++ {
			if t, ok := met(r, r.Sentences[at]); ok {
				return publication(t, "the meeting it speaks for")
			}
		}
	}
	return communique.TimeValue{}
}

// met returns the last day that a sentence in the first person gives for a meeting.
func met(r *communique.Reading, s communique.Sentence) (communique.TimeValue, bool) {
	we := false
	verb := -1
	for i := s.First; i < s.Last; i++ {
		switch r.Lower(i) {
		case "we":
			we = true
		case "met", "gathered", "convened", "assembled":
			if verb < 0 {
				verb = i
			}
		}
	}
	if !we || verb < 0 {
		return communique.TimeValue{}, false
	}
	var found communique.TimeValue
	for _, t := range r.TimesIn(communique.Span{Start: r.Tokens[verb].End, End: r.Tokens[min(verb+meetingWords, s.Last-1)].End}) {
		if t.Type == communique.Date && t.To != "" && t.From != "" && t.From.Add(14) >= t.To && (!found.Known() || t.To > found.To) {
			found = t
		}
	}
	if found.To == "" {
		return communique.TimeValue{}, false
	}
	found.From, found.EDTF = found.To, string(found.To)
	return found, true
}
