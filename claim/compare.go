package claim

import "github.com/communique-kg/communique"

// Comparison says how some answers to a question stand to each other.
type Comparison struct {
	Question communique.Question
	Asks     string // the question in plain English
	Relation Relation
	Because  string            // one sentence for a reader
	Members  []Member          // the answers concerned, in order of document and place; at least one
	Facts    []communique.Fact // the reference facts that the reason rests on
	Settles  string            // what would settle the question, where it stays open; else ""
}

// Member is one answer in a comparison.
type Member struct {
	communique.Record
	Says  string // the answer in a few words: "28", "amends"
	About string // when it holds, as EDTF: "2016-06"; "" where unknown
}

// Compare tells how the answers to a question stand to each other: one
// comparison for each relation that holds among them, in the order in which
// relations are judged. Answers that do not stand in the question are left
// out. It is pure and does not depend on the order of the answers. A nil
// Reference knows no facts; a nil name shows the ids' own words.
func Compare(q communique.Question, answers []communique.Record, ref *Reference, name func(communique.EntityID) string) []Comparison {
	return nil
}
