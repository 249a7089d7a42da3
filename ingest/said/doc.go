// Package said finds who said what: quotations, reported speech, written
// statements and the turns of transcripts.
//
// It reads words, sentences, mentions and times of a Reading; a statement rests
// on the cue that shows it (a verb or noun of speech, "according to", a speaker
// label) or on the quotation that it continues, and its Rule names the pattern.
// Words in quotation marks that nobody is shown to say are terms, not statements.
//
// To add a verb, add it to the table in cues.go, a noun to that in nouncue.go; to
// add a pattern, a file of its own and a case in testdata.
package said
