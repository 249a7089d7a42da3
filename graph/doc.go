// Package graph keeps what the claims of a corpus link together: actors,
// topics, questions, outlets and documents, as quads in a Cayley store. It is
// derived from package corpus alone, catches up by a cursor (Sync), can be
// deleted at any time, and has one law: an answer equals a scan of
// corpus.Records with communique.Filter.Match.
//
// Every quad is labelled with the document that it comes from, so that a
// document is replaced or proved by its label; annotations and reference facts
// have labels of their own. Predicates are a table (schema.go, printed in
// SCHEMA.md). A claim has a quad for each thing that it names, which is what
// finds it; what decides whether a filter takes it (its days, its ranges of
// being recorded) stands in the rows of its document, one literal on the
// document's node (rows.go). So a query walks quads to the documents that can
// answer, reads each one's rows once, and lets Filter.Match decide. Many questions
// pass over most rows of a store: as long as there is room for all of them, they
// are kept in memory, packed, and kept up with the file (table.go); networks
// and paths read there what claims link (links.go).
//
// Cayley's key-value backend corrupts its file when it is used plainly;
// transaction.go is the only way to it and says what is avoided.
//
// To add a predicate, add a line to Predicates, make its quads in quads.go and
// raise the version in store.go: files of another version are made again. To
// add a field to rows, extend the codec in rows.go and raise the version.
package graph
