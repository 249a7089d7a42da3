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
// query of it, filter.go adds the filter, search.go asks and fragments.go shows
// the words that were found.
//
// To add a field: give row a value, write it in fields.go, name it in fields or
// facets (query.go, compile.go), and raise mappingVersion, which makes every
// store build its index anew.
package search
