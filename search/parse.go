package search

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// The language of Query.Text is told in the package comment; this reads it by hand.

// The bounds of a text.
const (
	longestText = 1000 // characters
	mostClauses = 64
	deepest     = 16
	minPrefix   = 2
)

// expression is a query text as a tree.
type expression struct {
	op    operator
	text  string // of a leaf: what was typed, without its marks
	field string // of a leaf: one of textFields or valueFields, "" where none was typed
	edits int    // of a fuzzy word
	exact bool   // of andOf: AND was typed
	kids  []expression
	communique.Span
}

type operator uint8

const (
	wordLeaf operator = iota
	phraseLeaf
	prefixLeaf
	fuzzyLeaf
	andOf
	orOf
	notOf
)

// syntaxError says what cannot be read, and where.
type syntaxError struct {
	what string
	at   int // character, from 1
}

func (e *syntaxError) Error() string { return fmt.Sprintf("%s at character %d", e.what, e.at) }

// parse reads a text. Where the text cannot be read as it stands, the result
// has its plain words and note says why; the error, a *communique.InvalidError,
// is for texts beyond the bounds. The expression is nil where there is no word.
func parse(text string) (x *expression, note string, err error) {
	invalid := func(format string, args ...any) error {
		return &communique.InvalidError{What: "query", Err: fmt.Errorf(format, args...)}
	}
	if !utf8.ValidString(text) {
		return nil, "", invalid("not valid UTF-8")
	}
	if n := utf8.RuneCountInString(text); n > longestText {
		return nil, "", invalid("%d characters, at most %d are read", n, longestText)
	}
	p := parser{text: text}
	x, err = p.or(0)
	if err == nil && p.at < len(text) {
		err = p.fail("closing parenthesis without an opening one", p.at)
	}
	if err != nil {
		note = err.Error() + "; searched for the plain words instead"
		x = plainWords(text)
	}
	if x != nil && x.leaves() > mostClauses {
		return nil, "", invalid("%d words and phrases, at most %d are read", x.leaves(), mostClauses)
	}
	return x, note, nil
}

// plainWords reads a text as nothing but words.
func plainWords(text string) *expression {
	all := expression{op: andOf, Span: communique.Span{End: len(text)}}
	for _, w := range wordsOf([]byte(text)) {
		all.kids = append(all.kids, expression{op: wordLeaf, text: w.Of(text), Span: w.Span})
	}
	return all.simple()
}

func (x *expression) leaves() int {
	if x.op < andOf {
		return 1
	}
	n := 0
	for i := range x.kids {
		n += x.kids[i].leaves()
	}
	return n
}

// simple returns nil for an operator without operands and the operand of one
// that has only that.
func (x expression) simple() *expression {
	switch {
	case len(x.kids) == 0:
		return nil
	case len(x.kids) == 1 && x.op != notOf:
		return &x.kids[0]
	}
	return &x
}

type parser struct {
	text string
	at   int // byte
}

func (p *parser) fail(what string, at int) error {
	return &syntaxError{what, utf8.RuneCountInString(p.text[:at]) + 1}
}

func (p *parser) or(depth int) (*expression, error) {
	if depth > deepest {
		return nil, p.fail(fmt.Sprintf("more than %d parentheses inside each other", deepest), p.at)
	}
	any := expression{op: orOf, Span: communique.Span{Start: p.at}}
	for {
		x, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		before := p.at
		more := p.keyword("OR")
		if x != nil {
			any.kids = append(any.kids, *x)
		}
		if x == nil && (more || len(any.kids) > 0) {
			return nil, p.fail("OR with nothing beside it", before)
		}
		if !more {
			any.End = p.at
			return any.simple(), nil
		}
	}
}

func (p *parser) and(depth int) (*expression, error) {
	p.space()
	all := expression{op: andOf, Span: communique.Span{Start: p.at}}
	for {
		p.space()
		start := p.at
		if p.at == len(p.text) || p.text[p.at] == ')' || p.peek("OR") {
			all.End = p.at
			return all.simple(), nil
		}
		if p.keyword("AND") {
			if p.space(); len(all.kids) == 0 || p.at == len(p.text) || p.text[p.at] == ')' || p.peek("OR") || p.peek("AND") {
				return nil, p.fail("AND with nothing beside it", start)
			}
			all.exact = true
			continue
		}
		x, err := p.not(depth)
		if err != nil {
			return nil, err
		}
		if x != nil {
			all.kids = append(all.kids, *x)
		}
	}
}

func (p *parser) not(depth int) (*expression, error) {
	start := p.at
	if !p.keyword("NOT") && !p.minus() {
		return p.operand(depth)
	}
	if depth > deepest {
		return nil, p.fail(fmt.Sprintf("more than %d operators inside each other", deepest), p.at)
	}
	p.space()
	if p.at == len(p.text) || p.text[p.at] == ')' || p.peek("OR") || p.peek("AND") {
		return nil, p.fail("NOT with nothing after it", start)
	}
	x, err := p.not(depth + 1)
	if err != nil || x == nil {
		return nil, err
	}
	return &expression{op: notOf, kids: []expression{*x}, Span: communique.Span{Start: start, End: p.at}}, nil
}

func (p *parser) operand(depth int) (*expression, error) {
	start := p.at
	switch r, size := utf8.DecodeRuneInString(p.text[p.at:]); {
	case r == '(':
		p.at++
		x, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.at == len(p.text) {
			return nil, p.fail("unclosed parenthesis", start)
		}
		p.at++
		return x, nil
	case isQuote(r):
		p.at += size
		return p.phrase(start, "")
	}
	return p.word()
}

// phrase reads up to the closing quotation mark.
func (p *parser) phrase(start int, field string) (*expression, error) {
	n := strings.IndexFunc(p.text[p.at:], isQuote)
	if n < 0 {
		return nil, p.fail("unclosed quotation mark", start)
	}
	x := &expression{op: phraseLeaf, field: field, text: p.text[p.at : p.at+n]}
	p.at += n
	_, size := utf8.DecodeRuneInString(p.text[p.at:])
	p.at += size
	x.Span = communique.Span{Start: start, End: p.at}
	return x, nil
}

func (p *parser) word() (*expression, error) {
	start := p.at
	end := len(p.text)
	if n := strings.IndexFunc(p.text[p.at:], func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r) }); n >= 0 {
		end = p.at + n
	}
	typed := p.text[start:end]
	p.at = end
	field := ""
	if name, value, ok := strings.Cut(typed, ":"); ok && isField(name) {
		field = name
		at := start + len(name) + 1
		if value == "" {
			if r, size := utf8.DecodeRuneInString(p.text[end:]); isQuote(r) {
				p.at += size
				x, err := p.phrase(end, field)
				if x != nil {
					x.Start = start
				}
				return x, err
			}
			return nil, p.fail("nothing after "+name+":", start)
		}
		typed, start = value, at
	} else if ok && isName(name) && value != "" && !strings.HasPrefix(value, "//") && !isEntity(typed) {
		return nil, p.fail(fmt.Sprintf("no field %q", name), start)
	}
	x := &expression{op: wordLeaf, field: field, text: typed, Span: communique.Span{Start: start, End: end}}
	if valueFields[field] {
		return x, nil
	}
	switch body, mark := cutMark(typed); {
	case strings.HasPrefix(typed, "*") || strings.HasPrefix(typed, "?"):
		return nil, p.fail("a word cannot begin with * or ?", start)
	case mark == "*":
		x.op, x.text = prefixLeaf, body
		if utf8.RuneCountInString(fold([]byte(body))) < minPrefix {
			return nil, p.fail(fmt.Sprintf("fewer than %d letters before *", minPrefix), start)
		}
	case mark != "":
		x.op, x.text, x.edits = fuzzyLeaf, body, 1
		if mark == "~2" {
			x.edits = 2
		}
	}
	return x, nil
}

// cutMark cuts the mark of a prefix or fuzzy word off its end.
func cutMark(typed string) (body, mark string) {
	for _, mark := range []string{"*", "~", "~1", "~2"} {
		if body, ok := strings.CutSuffix(typed, mark); ok && body != "" {
			return body, mark
		}
	}
	return typed, ""
}

func (p *parser) space() {
	p.at = len(p.text) - len(strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace))
}

// peek reports whether an operator in capitals stands here as a word of its own.
func (p *parser) peek(operator string) bool {
	rest, ok := strings.CutPrefix(p.text[p.at:], operator)
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r) || r == '(' || r == ')' || isQuote(r)
}

func (p *parser) keyword(operator string) bool {
	p.space()
	ok := p.peek(operator)
	if ok {
		p.at += len(operator)
	}
	return ok
}

// minus reads a "-" that stands before something.
func (p *parser) minus() bool {
	rest, ok := strings.CutPrefix(p.text[p.at:], "-")
	if r, _ := utf8.DecodeRuneInString(rest); !ok || rest == "" || unicode.IsSpace(r) || r == '-' {
		return false
	}
	p.at++
	return true
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

// isName reports what a person would type as the name of a field.
func isName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

func isEntity(s string) bool {
	return communique.EntityID(s).Kind() != "" && communique.EntityID(s).Validate() == nil
}

func isField(name string) bool { return textFields[name] != "" || valueFields[name] }
