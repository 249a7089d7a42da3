// Package when finds the times that a text speaks of and says which days they
// mean.
//
// It is a grammar over the letters, figures and marks of each sentence, built
// after the TIMEX3 guidelines of TimeML: absolute dates, relative ones, clock
// times, durations and sets, with their TIMEX3 values and their EDTF forms.
// What is relative waits for an anchor: the publication date in the outlet's own
// voice, the date of the utterance inside a quotation, what was told last in
// history. Where the anchor is unknown or too coarse, the expression stays
// unresolved: a symbolic value, no EDTF, no days. Durations have neither, but
// for those that hang on an anchor: "the past two years" has the days it covers.
// The ends of a range are two dates, as TIMEX3 has no value for both, and each
// takes from the other what it leaves out: "20" and "21 May 2012", "2014" and "16". A
// figure that could be the day as well as the month ("03/04/2018") tells its year only.
//
// A document that tells history keeps a thread: dates without their year have that
// of the story, through paragraphs and asides, and words such as "former" and
// "future", which news leaves as they are, are times there.
//
// Measured on TempEval-3, WikiWars and the seeds, and on the specifications of
// Microsoft's Recognizers as a checklist; the figures are in testdata/scores.txt
// and recognizers.txt, and tests hold them. errors.txt counts what is left.
//
// To add a construction, write a rule, a function that reads it from an atom on,
// put it under what it begins with in rules.go, and add a case to TestConstructions.
package when

import (
	"iter"
	"slices"

	"github.com/communique-kg/communique"
)

// Scan is a reading whose expressions of time are understood, so that this is
// done once for all the steps that give them days.
type Scan struct {
	r   *communique.Reading
	all []found
}

// NewScan reads the expressions of the article's own words and of metadata heads.
// It needs Text, Regions, Paragraphs and Sentences.
func NewScan(r *communique.Reading) Scan { return Scan{r, scan(r)} }

// everything yields all expressions.
func (s Scan) everything() iter.Seq[*found] {
	return func(yield func(*found) bool) {
		for i := range s.all {
			if !yield(&s.all[i]) {
				return
			}
		}
	}
}

// told yields the expressions of the sentences that hold one of r.Times.
func (s Scan) told() iter.Seq[*found] {
	return func(yield func(*found) bool) {
		ti := 0
		for f := range s.everything() {
			sentence, times := s.r.Sentences[f.sentence].Span, s.r.Times
			for ti < len(times) && times[ti].Start < sentence.Start {
				ti++
			}
			if ti < len(times) && times[ti].Start < sentence.End && !yield(f) {
				return
			}
		}
	}
}

// Find fills r.Times with every temporal expression of the article's own words
// and of metadata heads, in order of the text, not overlapping. What is stated
// in full has its days already; what is relative has a symbolic Value
// ("XXXX-WXX-3", "PRESENT_REF"), no EDTF and no days.
func (s Scan) Find() {
	r := s.r
	r.Times = slices.Grow(r.Times[:0], len(s.all))
	history := historical(s.everything(), r)
	for f := range s.everything() {
		if f.loose && !history {
			continue
		}
		t := communique.TimeValue{Evidence: f.Span.Quote(r.Text), Type: f.typ}
		t.Value, t.EDTF = f.unanchored()
		if t.EDTF != "" {
			t.Basis = "stated"
			t.Days = daysOf(t.EDTF)
		}
		r.Times = append(r.Times, t)
	}
}

// Resolve gives days to the relative expressions outside quotations, as far as
// the publication interval and the history told so far support it.
func (s Scan) Resolve(published communique.Days) {
	all := s.told()
	resolve(s.r, all, historical(all, s.r), func(f *found) (anchor, bool) {
		if f.quoted {
			return anchor{}, false
		}
		return anchor{days: published, name: "publication date"}, true
	})
}
