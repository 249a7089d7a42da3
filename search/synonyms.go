package search

import "github.com/communique-kg/communique"

// synonyms are words that stand for each other in claims of a kind, where no
// common stem brings them together: other forms of one word, and few words of
// the same sense. A plain word also finds claims of that kind by the other words
// of its row, for less than by itself; two spellings find each other
// everywhere. In quotation marks a word finds only itself. A word stands in one
// row.
//
// To add a row, take words that policy texts use for one another; the ranking
// file shows what it does.
var synonyms = []struct {
	kind  communique.Kind // "" for spellings
	words []string
}{
	{communique.MemberCount, []string{"member", "ally"}},
	{communique.Accession, []string{"join", "accede", "accession", "become"}},
	{communique.Invocation, []string{"invoke", "invocation", "trigger"}},
	{communique.Decision, []string{"decide", "decision"}},
	{communique.Recognition, []string{"recognise", "recognize", "recognition"}},
	{communique.Adoption, []string{"adopt", "adoption"}},
	{communique.Amendment, []string{"amend", "amendment", "change"}},
	{communique.Establishment, []string{"establish", "establishment"}},
	{communique.Attribution, []string{"attribute", "attribution", "blame"}},
	{communique.Denial, []string{"deny", "denial"}},
	{"", []string{"defence", "defense"}},
	{"", []string{"organisation", "organization"}},
	{"", []string{"programme", "program"}},
}

// asSynonym is what a synonym of a word is worth beside the word; little, because
// a synonym may be so much rarer than the word that it would come first.
const asSynonym = 0.2

// alike returns the terms of a word and those that stand for it in questions.
func (w wantedWord) alike() []string {
	others, _ := synonymsOf(w.terms[0])
	return append(others, w.terms...)
}

// synonymsOf returns the stems of the words that stand for the word with a
// stem, without itself, and the kind of claim where they do, "" for everywhere.
func synonymsOf(stemmed string) (others []string, kind communique.Kind) {
	for _, row := range synonyms {
		var stems set[string]
		found := false
		for _, w := range row.words {
			st := stem(w)
			stems.add(st)
			found = found || st == stemmed
		}
		if !found {
			continue
		}
		for _, st := range stems.list {
			if st != stemmed {
				others = append(others, st)
			}
		}
		return others, row.kind
	}
	return nil, ""
}
