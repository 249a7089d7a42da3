// Package said finds who said what: quotations, reported speech, written
// statements and the turns of transcripts; and who thinks, wants, supports,
// blames, decides or shows what.
//
// It works in two passes. The first reads words, sentences, mentions and times: a
// statement rests on the cue that shows it (a verb or noun of speech, "according
// to", a speaker label) or on the quotation that it continues, and its Rule names
// the pattern. Words in quotation marks that nobody is shown to say are terms, not
// statements. The second (attributed.go) asks for the trees of those sentences of
// the outlet that hold a further word of the tables in predicates.go, gives the
// statements of the first pass the whole phrase of their source and the whole
// group of their cue, and adds attributions of every class. Their Rule is the
// class, a slash and the frame of the content: "intention/infinitive"; those
// whose class is not "utterance" are attitudes (Statement.Attitude). Within the
// content of a statement nothing further is looked for, but in turns of transcripts,
// where it is asked whom the speaker reports and what he says that he said before;
// so it is in texts that speak for those who issued them. Trees are dear: where
// only the cues of the first pass stand in a sentence, and their sources stand
// so that tags bound them as a tree would (plain.go), there is none, nor where a
// sentence is one attribution all through (settle.go).
//
// To add a verb of speech, add it to the table in cues.go, a noun to that in
// nouncue.go; any other predicate, with its class and its frames, goes into
// predicates.go. To add a pattern, a file of its own and a case in testdata.
// testdata/errors.txt counts what is still read wrongly.
package said
