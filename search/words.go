package search

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"github.com/communique-kg/communique"
)

// Every word of a text has one position and up to two kinds of term there: the
// folded word, which phrases, prefixes and fuzzy words ask for, and its stem
// behind stemMark, which plain words ask for. Folding takes away capitals,
// accents, "'s" and the dots of acronyms.
//
// "cyberattack", "cyber attack" and "cyber-attack" are one word to a reader. In
// a text all three take one position with the term "cyberattack", and with
// "cyber"; written apart, the second word is a term there too. In a query they
// are the one word.

// stemMark begins the term of a stem. It is no letter, so no word that anybody
// types can be taken for a stem.
const stemMark = "="

const (
	longestTerm = 100 // bytes; what is longer is no word
	compound    = "cyber"
	// positionGap keeps phrases from reaching over the border of two pieces.
	positionGap = 100
)

// word is one position of a text: a folded word and where it stands.
type word struct {
	communique.Span
	term  string
	parts []string // what else is a word at this position
}

// wordsOf returns the words of a text, compounds joined.
func wordsOf(text []byte) []word {
	tokens := unicode.NewUnicodeTokenizer().Tokenize(text)
	words := make([]word, 0, len(tokens))
	for _, t := range tokens {
		// Unicode takes "Q:What" for one word, as Swedish does.
		start := t.Start
		for part := range bytes.SplitSeq(t.Term, []byte(":")) {
			if term := fold(part); term != "" {
				words = append(words, word{Span: communique.Span{Start: start, End: start + len(part)}, term: term})
			}
			start += len(part) + 1
		}
	}
	out := words[:0]
	for n := 0; n < len(words); n++ {
		w := words[n]
		switch {
		case w.term == compound && n+1 < len(words) && joins(w, words[n+1]):
			next := words[n+1]
			n++
			w = word{Span: communique.Span{Start: w.Start, End: next.End}, term: compound + next.term, parts: []string{compound, next.term}}
		case strings.HasPrefix(w.term, compound) && isPart(w.term[len(compound):]):
			w.parts = []string{compound}
		}
		out = append(out, w)
	}
	return out
}

// joins reports whether "cyber" and the word after it are one: a space or a
// hyphen of any sort between them, and the second a word of its own.
func joins(cyber, next word) bool {
	gap := next.Start - cyber.End
	return (gap == 1 || gap == 3) && isPart(next.term) && !strings.HasPrefix(next.term, compound)
}

func isPart(term string) bool {
	if len(term) < 3 || isStop(term) {
		return false
	}
	for _, c := range []byte(term) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// fold makes the term of a word as it is written; "" where nothing remains.
func fold(written []byte) string {
	term := bytes.ToLower(written)
	if !ascii(term) {
		term = bytes.ToLower(asciifolding.New().Filter(term))
	}
	term = bytes.TrimSuffix(term, []byte("'s"))
	term = bytes.Trim(term, "'_")
	if isAcronym(term) {
		term = bytes.ReplaceAll(term, []byte("."), nil)
	}
	if len(term) > longestTerm {
		cut := longestTerm
		for cut > 0 && !utf8.RuneStart(term[cut]) {
			cut--
		}
		term = term[:cut]
	}
	return string(term)
}

// isAcronym reports letters with dots between them: "u.s".
func isAcronym(term []byte) bool {
	for n, c := range term {
		if n%2 == 0 && (c < 'a' || c > 'z') || n%2 == 1 && c != '.' {
			return false
		}
	}
	return len(term) >= 3
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// stem returns the term of a word's stem; stop words have none of their own.
func stem(term string) string {
	if isStop(term) {
		return term
	}
	env := snowballstem.NewEnv(term)
	english.Stem(env)
	return stemMark + env.Current()
}

// stopWords are so frequent that they tell nothing by themselves. Texts keep
// them, for phrases; queries do not insist on them.
var stopWords = func() (words set[string]) {
	words.add("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her", "his",
		"in", "into", "is", "it", "its", "of", "on", "or", "our", "she", "that", "the", "their", "them", "then", "there", "these",
		"they", "this", "those", "to", "was", "we", "were", "which", "who", "will", "with", "would", "you", "your")
	return words
}()

// isStop reports a stop word.
func isStop(term string) bool { return stopWords.has[term] }

// piecesOf are stretches of a text as an analyzer: its terms stand at their
// offsets in the whole text, so that what is found needs no further arithmetic.
type piecesOf struct {
	text  string
	base  int // offset of text in the document
	spans []communique.Span
}

// Analyze returns the terms of the pieces; Bleve's own copy of the value is not needed.
func (p piecesOf) Analyze([]byte) (tokens analysis.TokenStream) {
	position := 0
	for _, s := range p.spans {
		if position > 0 {
			position += positionGap
		}
		start := s.Start - p.base
		for _, w := range wordsOf([]byte(p.text[start : s.End-p.base])) {
			position++
			add := func(term string) {
				tokens = append(tokens, &analysis.Token{Term: []byte(term), Start: s.Start + w.Start, End: s.Start + w.End, Position: position})
			}
			for _, term := range append([]string{w.term}, w.parts...) {
				add(term)
				if st := stem(term); st != term {
					add(st)
				}
			}
		}
	}
	return tokens
}

// lines are short texts of their own, such as names, as an analyzer.
type lines []string

// Analyze returns the terms of all lines; their offsets mean nothing.
func (l lines) Analyze([]byte) (tokens analysis.TokenStream) {
	position := 0
	for _, line := range l {
		more := piecesOf{text: line, spans: []communique.Span{{Start: 0, End: len(line)}}}.Analyze(nil)
		last := 0
		for _, t := range more {
			last = t.Position
			t.Position += position
		}
		position += last + positionGap
		tokens = append(tokens, more...)
	}
	return tokens
}

// values are whole terms as an analyzer: ids, years, days.
type values []string

// Analyze returns each value as one term.
func (v values) Analyze([]byte) analysis.TokenStream {
	tokens := make(analysis.TokenStream, len(v))
	for n, s := range v {
		tokens[n] = &analysis.Token{Term: []byte(s), End: len(s), Position: n + 1}
	}
	return tokens
}
