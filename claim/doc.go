// Package claim turns what was read of a document into claims, and compares
// claims that answer the same question.
//
// Finding walks over a communique.Reading: words, sentences, mentions, times,
// quantities and statements, which package ingest has found before. Each kind
// of claim has one file that holds its trigger words, its arguments and the
// questions it answers; [Kinds] lists them. To add a kind, write its file and
// add one line there. Lists of words are sets in the file that asks them; what
// is asked of every word of a text is a class in vocabulary.go, and verbs that
// frames are asked for by are lexicons, so that each word is looked up once.
//
// Comparing takes the claims that answer one question, and the dated facts of
// data/reference, and says for each set of answers how they stand to each
// other and why, in a sentence for a reader. Each relation has one small
// function; [Relations] lists them in the order in which they are judged. To
// add one, write its function and add one line there.
//
// Positions, and acts on the same matter, meet in policy lines: each line is a
// question with the answers that texts give to it, and a claim stands in the
// question with the answer that its words come to. The lines are rows of one
// table in lines.go; to follow another matter, add a row, and to tell several
// lines as steps of one development, give them a family.
//
// Nothing here decides who is right: relations are shown with their reasons,
// and what would settle a question is named where it stays open.
package claim
