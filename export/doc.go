// Package export writes what the program knows in forms that other programs
// read, one file for each form: the extraction of a document, and the formats in
// which claims leave, to be worked with or to be cited ([Formats]). It is derived
// from documents and claims alone, and asks no store, clock or network: who
// exports fills a [Citation] for each claim and hands it to a [Writer]. Offsets
// leave the program as Unicode code points.
//
// To add a format: a file with its [Format] value, and a line in Formats. What a
// format cannot say is left out, never guessed: a date that is known only roughly
// goes out with its hedge, and no format has a verdict on a claim.
package export
