// Package search finds documents, statements and claims by their words. It is
// derived from the corpus: a Bleve index in the folder index of the store that
// catches up by a cursor ([Index.Sync]) and can be deleted and made again.
//
// What is found is a row: a document, a statement in it or a claim. A row
// holds the words that find it, the values that filters and facets ask for and
// the days of its four clocks (row.go); the claim itself is in the corpus. For
// claims, what a [communique.Filter] lets through here equals what its Match
// method decides over the corpus.
//
// The ways through the package: sync.go reads the corpus, row.go makes rows of
// a document's history, fields.go makes Bleve documents of rows, words.go turns
// text into terms; parse.go reads what a person typed, compile.go makes a Bleve
// query of it, natural.go of what is more like a question, filter.go adds the filter, search.go asks and fragments.go shows
// the words that were found.
//
// # The query language
//
//	members nato          both words, in any form ("member", "members")
//	how many allies       a question: its function words are not looked for
//	"28 member states"    these words in this order, as they are written
//	wales OR warsaw       either; OR, AND and NOT are in capitals
//	-russia, NOT russia   without it
//	attribut*             words that begin so; at least two letters
//	stoltenburg~          words at most one letter away; ~2 two; the first letter must be right
//	title:wales           in one field: title, speaker, name, outlet, text
//	kind:decision         with one value: kind, actor, topic, year, thing, status, language
//	about:2014-09         on days of a clock: about, said, published, recorded; a year, month, day or FROM..TO
//	(a OR b) c            groups
//
// Where no row holds all words that were typed without an operator, rows that
// hold most of them are found, or half, or any; rows with more of them come
// first. What stands in quotation marks, behind a field, or beside an operator
// always has to hold, and a typed AND holds for every word beside it. Words that
// stand for each other in claims of a kind, such as "members" and "allies" in
// member counts, find those claims, too (synonyms.go). [Result].Notes says what was
// not looked for, what was found instead, and which values nothing has;
// [Result].Questions has the questions that the words ask.
//
// Case, accents and the hyphen of "cyber-attack" do not matter. Operators bind
// in the order NOT, AND, OR. A text without any word finds nothing. What cannot be read so, such as an unclosed
// quotation mark, is read as plain words, and [Result].Notes says why and where.
// A text has at most 1,000 characters and 64 words and phrases.
//
// To add a field: give row a value, write it in fields.go, name it in fields or
// facets (query.go, compile.go), and raise mappingVersion, which makes every
// store build its index anew.
package search
