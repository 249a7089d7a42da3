// Package when finds the times that a text speaks of and says which days they
// mean.
//
// It is a grammar over the words of a reading: absolute dates, relative ones,
// clock times, durations and sets, with the TIMEX3 values of TimeML and their
// EDTF forms. What is relative waits for an anchor: the publication date in the
// outlet's own voice, the date of the utterance inside a quotation, the last
// stated date in history. Where the anchor is unknown or too coarse, the
// expression stays unresolved: a symbolic value, no EDTF, no days.
//
// To add a construction, add a rule to the list that its file holds and cases
// to the golden files in testdata.
package when

import "github.com/communique-kg/communique"

// Find fills r.Times with every temporal expression of the article's own words
// and of metadata heads, in order of the text, not overlapping. What is stated
// in full has its days already; what is relative has a symbolic Value
// ("XXXX-WXX-3", "PRESENT_REF"), no EDTF and no days.
func Find(r *communique.Reading) {}

// Resolve gives days to the relative expressions outside quotations, as far as
// the publication interval and the history told so far support it.
func Resolve(r *communique.Reading, published communique.Days) {}

// ResolveQuoted gives days to the relative expressions inside the quotations of
// r.Statements, from the day on which each was said; where that is unknown and
// the quotation is reported in the article's present, from the publication date.
func ResolveQuoted(r *communique.Reading) {}

// ParseDate reads one string that is wholly a date, as meta tags and flags hold
// it. It reports false for anything else and for dates that can be read in two ways.
func ParseDate(raw string) (communique.TimeValue, bool) { return communique.TimeValue{}, false }
