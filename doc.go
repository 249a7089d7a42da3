// Package communique is the vocabulary of Communiqué, a knowledge-graph
// explorer for cyber policy statements. Read it first; GLOSSARY.md has the
// words, DESIGN.md the reasons.
//
// # The tour
//
// A [Document] is one immutable text and where it came from ([Source]). Reading
// it is a pure function, [github.com/communique-kg/communique/ingest].Reader.Read:
// format makes text of bytes, region tells article from boilerplate, lang finds
// words and sentences, who finds actors ([Mention]), when finds times
// ([TimeValue]), amount finds numbers ([Quantity]), said finds who said what
// ([Statement]); they share one [Reading]. Package claim turns it into claims,
// one file for each kind ([Claim], [Kinds]), each resting on [Evidence], and
// later compares the claims that answer the same [Question].
//
// The corpus package keeps documents and what people say of them ([Annotation])
// in one append-only log, the only truth. From it the graph package (Cayley) and
// the search package (Bleve) derive what makes questions quick; both catch up by
// a cursor and can be deleted and made again. A [Record] is a claim with its
// document and the days on which the corpus held it; a [Filter] chooses among
// records, and its Match method is the definition that every store must agree with.
//
// The web package asks these stores and answers pages and the API with the same
// functions; cmd/communique wires everything and its commands ask that same API,
// over a socket where a server runs and in the process where none does.
//
// Four clocks tell when a claim holds (About), was said, was published and was
// recorded; [Day] and [Days] measure them all.
//
// Offsets inside the program are bytes of the document's text ([Span]); outside,
// in JSON and links, they are Unicode code points ([Offsets]).
package communique
