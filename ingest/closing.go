package ingest

import (
	"strings"

	"github.com/communique-kg/communique"
)

// formulas begin the closing sentences of treaties and proclamations.
var formulas = [...]string{"done at ", "done in ", "signed at ", "signed in ", "given at ", "given under ", "opened for signature at ", "in witness whereof, i "}

// closingDate is the day that follows the closing formula of a treaty or
// proclamation, wherever it stands ("… have signed this Treaty. Done at Washington,
// the fourth day of April, 1949"). Where two of them differ, as in a collection,
// there is none.
func closingDate(r *communique.Reading) communique.TimeValue {
	var best communique.TimeValue
	for _, p := range articleParagraphs(r) {
		t := formulaDay(r, p)
		if !t.Known() {
			t = doneDay(r, p)
		}
		if !t.Known() {
			continue
		}
		if best.Known() && best.Days != t.Days {
			return communique.TimeValue{}
		}
		if !best.Known() {
			best = publication(t, "signature")
		}
	}
	return best
}

// formulaDay is the day of a closing sentence, zero where the paragraph has none.
func formulaDay(r *communique.Reading, p communique.Span) communique.TimeValue {
	const reach = 160 // how far from the formula its day stands at most
	for _, t := range r.TimesIn(p) {
		if t.Type != communique.Date || t.From == "" || t.From != t.To || t.Basis != "stated" {
			continue
		}
		before := r.Text[max(p.Start, t.Start-reach):t.Start]
		lower := strings.ToLower(before)
		if len(lower) != len(before) {
			continue
		}
		for _, f := range formulas {
			i := strings.LastIndex(lower, f)
			if i < 0 || before[i] == lower[i] || strings.Contains(before[i:], ". ") {
				continue // "the treaty signed at Lisbon on …" is another one
			}
			if lead := strings.TrimRight(before[:i], " \t\u00a0"); lead == "" || strings.HasSuffix(lead, ".") || strings.HasSuffix(lead, ";") {
				return t
			}
		}
	}
	return communique.TimeValue{}
}

// doneDay is the last day of a sentence of the paragraph that begins with "Done"
// or "Signed" and a place, however far behind it the day stands; zero where there
// is none.
func doneDay(r *communique.Reading, p communique.Span) communique.TimeValue {
	for i := max(0, r.SentenceAt(p.Start)); i < len(r.Sentences) && r.Sentences[i].Start < p.End; i++ {
		s := r.Sentences[i]
		if !r.SentenceInArticle(s) || s.Last-s.First < 4 {
			continue
		}
		if w := r.Word(s.First); !strings.EqualFold(w, "done") && !strings.EqualFold(w, "signed") {
			continue
		}
		if at := strings.ToLower(r.Word(s.First + 1)); at != "at" && at != "in" {
			continue
		}
		if t, ok := lastDay(r, s.Span); ok {
			return t
		}
	}
	return communique.TimeValue{}
}

// lastDay returns the last stated day of a span.
func lastDay(r *communique.Reading, s communique.Span) (communique.TimeValue, bool) {
	times := r.TimesIn(s)
	for i := len(times) - 1; i >= 0; i-- {
		if isDay(times[i]) && times[i].End <= s.End {
			return times[i], true
		}
	}
	return communique.TimeValue{}, false
}
