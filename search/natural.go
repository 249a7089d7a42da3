package search

import (
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"
)

// A text without operators may be a question: "when did NATO decide that a
// cyber attack can trigger Article 5". Its function words are not looked for,
// and where no row holds all of the others, rows that hold most of them are
// found, or half, or any (widen). What is typed with an operator, in quotation
// marks, with a field or a mark must hold as it stands throughout.

// isFunction reports a word that asks and joins but names nothing. The words
// of isStop are among them; the others are here because texts, unlike
// questions, seldom have them. "may", "us" and "not" are not: the month, the
// state and the denial are worth looking for.
func isFunction(term string) bool {
	switch term {
	case "about", "after", "am", "any", "anybody", "anyone", "anything", "before", "can", "can't", "could", "couldn't", "did", "didn't",
		"do", "does", "doesn't", "doing", "don't", "done", "during", "ever", "hasn't", "haven't", "how", "i", "if", "isn't", "many", "me",
		"much", "my", "shall", "should", "since", "so", "than", "wasn't", "weren't", "what", "when", "where", "whether", "whom", "whose", "why":
		return true
	}
	return isStop(term)
}

// isAsking reports a word that tells one sort of question from another.
func isAsking(term string) bool {
	switch term {
	case "how", "many", "often", "when", "who":
		return true
	}
	return false
}

// functionWord returns the folded word of a leaf that is nothing but a function word.
func functionWord(x *expression) (string, bool) {
	if !isPlain(x) {
		return "", false
	}
	words := wordsOf([]byte(x.text))
	if len(words) != 1 || !isFunction(words[0].term) {
		return "", false
	}
	return words[0].term, true
}

// wanted is what a text asks for, taken apart.
type wanted struct {
	must  []query.Query // with operators
	not   []query.Query
	words []wantedWord
	left  []string // function words that are not looked for
	asks  []string // those of them that tell one sort of question from another
}

// wantedWord is one plain word, or several that were typed as one.
type wantedWord struct {
	text  string
	terms []string // stems
	query query.Query
}

// take takes an expression apart. An AND that was typed keeps all words.
func (c *compiler) take(x *expression) (w wanted) {
	if x.op != andOf || x.exact {
		if x.op == andOf || !isPlain(x) {
			if q := c.compile(x); q != nil {
				w.must = append(w.must, q)
			}
			return w
		}
		x = &expression{op: andOf, kids: []expression{*x}}
	}
	var functions []wantedWord
	has := map[string]bool{}
	for i := 0; i < len(x.kids); i++ {
		kid := &x.kids[i]
		if kid.op == notOf {
			if q := c.compile(&kid.kids[0]); q != nil {
				w.not = append(w.not, q)
			}
			continue
		}
		q := c.compile(kid)
		if q == nil {
			continue
		}
		if !isPlain(kid) {
			w.must = append(w.must, q)
			continue
		}
		word := wantedWord{text: shown(kid.text), query: q}
		terms := wordsOf([]byte(kid.text))
		// "cyber attack" as two words is also the one word.
		if i+1 < len(x.kids) && isPlain(&x.kids[i+1]) && fold([]byte(kid.text)) == compound {
			both := wordsOf([]byte(kid.text + " " + x.kids[i+1].text))
			if next := c.compile(&x.kids[i+1]); next != nil && len(both) == 1 {
				word.text += " " + shown(x.kids[i+1].text)
				word.query = disjunction([]query.Query{oneWord("", both[0]), conjunction([]query.Query{q, next})})
				terms = both
				i++
			}
		}
		for _, t := range terms {
			word.terms = append(word.terms, stem(t.term))
		}
		if id := strings.Join(word.terms, " "); has[id] {
			continue
		} else {
			has[id] = true
		}
		if f, is := functionWord(kid); is {
			functions = append(functions, word)
			if isAsking(f) {
				w.asks = append(w.asks, f)
			}
			continue
		}
		w.words = append(w.words, word)
	}
	if len(w.words) == 0 && len(w.must) == 0 {
		w.words, w.asks, functions = functions, nil, nil
	}
	for _, f := range functions {
		w.left = append(w.left, f.text)
	}
	return w
}

// shown returns what notes show of a word: without the signs around it.
func shown(typed string) string {
	words := wordsOf([]byte(typed))
	if len(words) == 0 {
		return typed
	}
	return typed[words[0].Start:words[len(words)-1].End]
}

// query asks for at least so many of the plain words, besides what must hold.
// It is nil where nothing is asked for.
func (w wanted) query(least int) query.Query {
	must := append([]query.Query(nil), w.must...)
	if least == len(w.words) {
		for _, word := range w.words {
			must = append(must, word.query)
		}
	} else {
		some := make([]query.Query, len(w.words))
		for i, word := range w.words {
			some[i] = tallied{word.query}
		}
		q := query.NewDisjunctionQuery(some)
		q.SetMin(float64(least))
		must = append(must, q)
	}
	q := conjunction(must)
	switch {
	case len(w.not) == 0:
		return q
	case q == nil:
		q = query.NewMatchAllQuery()
	}
	return butNot{q, disjunction(w.not)}
}

// steps returns the numbers of words that are enough, one after the other: all,
// most, half, any.
func (w wanted) steps() (out []int) {
	n := len(w.words)
	for _, least := range []int{n, (2*n + 2) / 3, (n + 1) / 2, min(n, 1)} {
		if len(out) == 0 || least < out[len(out)-1] {
			out = append(out, least)
		}
	}
	return out
}

// note says what was found instead of rows with all words; filtered tells that
// filters may have kept such rows out.
func (w wanted) note(least int, filtered bool) string {
	all := make([]string, len(w.words))
	for i, word := range w.words {
		all[i] = word.text
	}
	held := fmt.Sprintf("at least %d of the %d", least, len(all))
	switch {
	case least == 1:
		held = "one or more of them"
	case least == (2*len(all)+2)/3:
		held = fmt.Sprintf("most of them (at least %d of %d)", least, len(all))
	}
	nothing := "nothing"
	if filtered {
		nothing += " under these filters"
	}
	return fmt.Sprintf("%s holds all of: %s; these hold %s", nothing, strings.Join(all, ", "), held)
}

// enough is how many of the words a question must have to be like them: half,
// and both of two.
func (w wanted) enough() int {
	if len(w.words) == 2 {
		return 2
	}
	return (len(w.words) + 1) / 2
}

// How much higher rows come that hold neighbouring words side by side, and
// claims that answer a question of such words, above all one that asks in the
// same way ("how many", "when"); and how much lower claims that
// say again what an earlier one of their document says.
const (
	sideBySide = 1.15
	asAnswer   = 1.3
	asSought   = 8 // the answer to the very sort of question
	asRepeat   = 0.6
)

// ranked gives a query of at least so many of the words the order in which
// people expect its rows. Where not all are asked for, how many a row holds
// matters more than what it answers.
func (w wanted) ranked(q query.Query, least int) query.Query {
	if q == nil || len(w.words) == 0 {
		return q
	}
	var pairs, asked []query.Query
	for i, word := range w.words {
		if i > 0 {
			before := w.words[i-1].terms
			pairs = append(pairs, phrase{[]string{before[len(before)-1], word.terms[0]}, textField, 1})
		}
		asked = append(asked, anyOf(askedField, word.alike()))
	}
	answers := query.NewDisjunctionQuery(asked)
	answers.SetMin(float64(w.enough()))
	q = favoured{q, answers, asAnswer}
	if len(w.asks) > 0 && least == len(w.words) {
		same := []query.Query{answers}
		for _, term := range w.asks {
			same = append(same, anyOf(askedField, []string{stem(term)}))
		}
		q = favoured{q, conjunction(same), asSought}
	}
	q = favoured{q, anyOf(repeatField, []string{yes}), asRepeat}
	if len(pairs) > 0 {
		q = favoured{q, disjunction(pairs), sideBySide} // outermost: pass looks at it only where it matters
	}
	return q
}
