// Package lang divides a text into paragraphs, sentences and tokens, and names
// its language: the third stage of reading. Everything after it walks over what
// it cuts.
//
// It is derived from the text and its regions alone, and changes no character:
// it only says where things begin and end. The rules for stops and abbreviations
// are those of English; other languages are cut by the same rules, which serves
// for counting and for showing, and their documents are read no further.
//
// What a token is:
//   - a word is letters with what stands inside it: "doesn’t", "NATO’s",
//     "case-by-case", "COVID-19", "AT&T"; an acronym with stops is one word with
//     its last stop, "U.S.", "a.m.", "U.S.-EU"; other abbreviations are a word
//     and a mark, "Gen" "."; an address on the web is one word;
//   - a number is digits with separators, and letters that touch them: "28",
//     "1,000", "2.5", "04.04.2018", "31st", "1990s"; a hyphen, slash or colon
//     divides: "2014-09-05" is 2014 - 09 - 05, "69-year" is 69 - year;
//   - a mark is one character; "..." and "--" are one mark each;
//   - white space, of which the no-break space is one kind, and control
//     characters lie between tokens.
//
// To add an abbreviation, name it in abbreviation.go and a sentence with it in
// the table of sentence_test.go.
package lang
