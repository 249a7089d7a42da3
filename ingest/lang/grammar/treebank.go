package grammar

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
)

// Example is a sentence of a treebank, cut into our tokens.
type Example struct {
	Text   string
	Tokens []communique.Token // with tag, dependency and head; heads are places in the sentence, -1 for the root
	Whole  []bool             // whether the token is exactly one word of the treebank
	names  []label            // of each token; nil where the treebank has no names
}

// treebankWord is one line of a CoNLL-U sentence.
type treebankWord struct {
	communique.Span
	tag        communique.Tag
	dependency communique.Dependency
	head       int // index, -1 for the root
	entity     string
}

// ReadTreebank reads sentences in the CoNLL-U form. Words of the treebank that
// one of our tokens covers are merged into it: it takes tag, head and relation
// of the word among them that stands highest in the tree, the first of equals,
// so that "doesn't" is VBZ. A word that is several tokens of ours lends its own
// to the first that is no mark; the others depend on that. Sentences whose words
// are not found in their text are left out and counted.
func ReadTreebank(r io.Reader) (examples []Example, skipped int, err error) {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 1<<16), 1<<24)
	var text string
	var lines []string
	named, number := false, 0
	flush := func() error {
		defer func() { text, lines = "", lines[:0] }()
		if len(lines) == 0 {
			return nil
		}
		words, ok, err := parseWords(text, lines)
		if err != nil {
			return fmt.Errorf("grammar: the sentence that ends in line %d: %w", number, err)
		}
		if !ok {
			skipped++
			return nil
		}
		e, ok := align(text, words, named)
		if !ok {
			skipped++
			return nil
		}
		examples = append(examples, e)
		return nil
	}
	for scanner.Scan() {
		number++
		line := scanner.Text()
		switch {
		case line == "":
			if err := flush(); err != nil {
				return nil, 0, err
			}
		case strings.HasPrefix(line, "# text = "):
			text = line[len("# text = "):]
		case strings.HasPrefix(line, "# global.Entity"):
			named = true
		case line[0] != '#':
			lines = append(lines, line)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, 0, fmt.Errorf("grammar: treebank: %w", err)
	}
	return examples, skipped, flush()
}

// parseWords reads the lines of one sentence and finds their words in its text;
// ok is false where a word is not there.
func parseWords(text string, lines []string) (words []treebankWord, ok bool, err error) {
	at := 0
	skip := func() {
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if !unicode.IsSpace(r) {
				return
			}
			at += n
		}
	}
	until, whole := 0, communique.Span{} // the words up to this one are written together, there
	for _, line := range lines {
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			return nil, false, fmt.Errorf("%d columns, want the ten of CoNLL-U: %q", len(f), line)
		}
		if first, last, ok := strings.Cut(f[0], "-"); ok {
			from, err1 := strconv.Atoi(first)
			to, err2 := strconv.Atoi(last)
			if err1 != nil || err2 != nil || to < from {
				return nil, false, fmt.Errorf("range %q", f[0])
			}
			skip()
			if !strings.HasPrefix(text[at:], f[1]) {
				return nil, false, nil
			}
			whole = communique.Span{Start: at, End: at + len(f[1])}
			until = to
			continue
		}
		if strings.Contains(f[0], ".") {
			continue // a word that is not there
		}
		id, err1 := strconv.Atoi(f[0])
		head, err2 := strconv.Atoi(f[6])
		if err1 != nil || err2 != nil || id != len(words)+1 {
			return nil, false, fmt.Errorf("word %q with head %q", f[0], f[6])
		}
		w := treebankWord{head: head - 1, tag: tagOf(f[4]), dependency: dependencyOf(f[7])}
		for _, m := range strings.Split(f[9], "|") {
			if e, ok := strings.CutPrefix(m, "Entity="); ok {
				w.entity = e
			}
		}
		skip()
		switch {
		case strings.HasPrefix(text[at:], f[1]) && (id > until || at+len(f[1]) <= whole.End):
			w.Span = communique.Span{Start: at, End: at + len(f[1])}
			at = w.End
		case id <= until:
			w.Span = whole
			at = whole.End
		default:
			return nil, false, nil
		}
		if id == until {
			at = whole.End
		}
		words = append(words, w)
	}
	for _, w := range words {
		if w.head < -1 || w.head >= len(words) {
			return nil, false, fmt.Errorf("head %d in a sentence of %d words", w.head+1, len(words))
		}
	}
	return words, true, nil
}

// tagOf maps the tags of the treebanks to ours.
func tagOf(xpos string) communique.Tag {
	switch xpos {
	case "``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "NFP":
		return communique.PUNC
	case "$":
		return communique.SYM
	case "GW":
		return communique.NN
	case "AFX":
		return communique.JJ
	case "VERB":
		return communique.VB
	}
	if t, ok := communique.TagOf(xpos); ok {
		return t
	}
	return communique.NN
}

// dependencyOf maps the relations of the treebanks to ours.
func dependencyOf(name string) communique.Dependency {
	if d, ok := communique.DependencyOf(name); ok {
		return d
	}
	name, _, _ = strings.Cut(name, ":")
	if d, ok := communique.DependencyOf(name); ok {
		return d
	}
	return communique.Dep
}

// align cuts the text into our tokens and gives them what the words have.
func align(text string, words []treebankWord, named bool) (e Example, ok bool) {
	r := &communique.Reading{Document: &communique.Document{Text: text,
		Regions: []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article}}}}
	lang.Segment(r)
	e = Example{Text: text, Tokens: r.Tokens, Whole: make([]bool, len(r.Tokens))}
	if len(r.Tokens) == 0 {
		return e, false
	}
	depth := depths(words)
	if depth == nil {
		return e, false
	}
	// The main token of each word, and of each token the word it takes from.
	main := make([]int, len(words))
	from := make([]int, len(r.Tokens))
	over := make([]int, len(r.Tokens)) // a word that covers the token
	for i := range from {
		from[i], over[i] = -1, -1
	}
	t := 0
	for i, w := range words {
		main[i] = -1
		for t > 0 && r.Tokens[t-1].End > w.Start {
			t--
		}
		for t < len(r.Tokens) && r.Tokens[t].End <= w.Start {
			t++
		}
		for k := t; k < len(r.Tokens) && r.Tokens[k].Start < w.End; k++ {
			over[k] = i
			if main[i] < 0 || r.Tokens[main[i]].Kind >= communique.Punctuation && r.Tokens[k].Kind < communique.Punctuation {
				main[i] = k
			}
			e.Whole[k] = r.Tokens[k].Span == w.Span
		}
		if main[i] < 0 {
			return e, false // a word between our tokens
		}
		if m := main[i]; from[m] < 0 || depth[i] < depth[from[m]] {
			from[m] = i
		}
	}
	for k := range r.Tokens {
		tok := &r.Tokens[k]
		i := from[k]
		switch {
		case i >= 0:
			tok.Tag, tok.Dependency = words[i].tag, words[i].dependency
			tok.Head = -1
			if h := words[i].head; h >= 0 {
				tok.Head = int32(main[h])
			}
		case over[k] >= 0:
			i = over[k]
			tok.Tag, tok.Dependency, tok.Head = words[i].tag, communique.Flat, int32(main[i])
			if tok.Kind >= communique.Punctuation {
				tok.Dependency = communique.Punct
			}
		default:
			return e, false // a token between the words
		}
		if tok.Kind == communique.Punctuation {
			tok.Tag = communique.PUNC
		}
		if tok.Head == int32(k) {
			return e, false
		}
	}
	if named {
		for k, i := range from {
			if i < 0 {
				from[k] = over[k]
			}
		}
		e.names = names(r.Tokens, words, from)
	}
	return e, true
}

// depths returns how far each word is below the root, nil where words depend on each other in a ring.
func depths(words []treebankWord) []int {
	depth := make([]int, len(words))
	for i := range words {
		for h, n := i, 0; h >= 0; h, n = words[h].head, n+1 {
			if n > len(words) {
				return nil
			}
			depth[i] = n
		}
	}
	return depth
}
