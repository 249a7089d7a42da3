// Package who finds who and what a text speaks of: persons, organisations,
// states, instruments, documents, events and concepts.
//
// It reads in two passes, so that dating a document is not circular. Find needs
// only the words: it looks up names, aliases, acronyms and demonyms in the
// gazetteer (data/gazetteer/*.tsv) and recognises names that the gazetteer does
// not hold: bodies and documents by their head noun, places by their noun or by
// where they stand, persons by title, first name or what a sentence says of them.
// A place without an id of its own is "np:" and its name. Resolve needs to know
// when the document was published: it reads offices ("the Secretary General"),
// group nouns ("the Alliance"), head nouns ("the Agency") and pronouns.
//
// Where evidence does not decide, a mention keeps an empty Entity and its Rule
// says why; nothing is guessed between two.
//
// To teach it a name, add a line to a gazetteer table; to teach it a word of a
// closed list, see words.go and classes.go. To teach it a way of naming, add a
// rule in a file of its own and a line to the table of its test.
package who
