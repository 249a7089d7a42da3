package search

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communique-kg/communique"
)

// String writes an expression so that its shape can be compared.
func (x *expression) String() string {
	if x == nil {
		return "-"
	}
	var s string
	switch x.op {
	case wordLeaf:
		s = x.text
	case phraseLeaf:
		s = fmt.Sprintf("%q", x.text)
	case prefixLeaf:
		s = x.text + "*"
	case fuzzyLeaf:
		s = fmt.Sprintf("%s~%d", x.text, x.edits)
	default:
		s = "(" + [...]string{andOf: "and", orOf: "or", notOf: "not"}[x.op]
		for i := range x.kids {
			s += " " + x.kids[i].String()
		}
		return s + ")"
	}
	if x.field != "" {
		s = x.field + ":" + s
	}
	return s
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, want, note string }{
		{"", "-", ""},
		{"   ", "-", ""},
		{"nato", "nato", ""},
		{"nato members", "(and nato members)", ""},
		{"nato AND members", "(and nato members)", ""},
		{"a OR b c", "(or a (and b c))", ""},
		{"(a OR b) c", "(and (or a b) c)", ""},
		{"a -b NOT c", "(and a (not b) (not c))", ""},
		{"NOT NOT a", "(not (not a))", ""},
		{`-"a b"`, `(not "a b")`, ""},
		{`"28 member states" x`, `(and "28 member states" x)`, ""},
		{"“typographic quotes”", `"typographic quotes"`, ""},
		{"attrib* stoltenburg~ wallonia~2", "(and attrib* stoltenburg~1 wallonia~2)", ""},
		{`title:wales title:"wales summit" title:wal*`, `(and title:wales title:"wales summit" title:wal*)`, ""},
		{"actor:org:nato kind:denial", "(and actor:org:nato kind:denial)", ""},
		{"-kind:denial", "(not kind:denial)", ""},
		{"case-by-case", "case-by-case", ""},
		{"a - b", "(and a - b)", ""},
		{"and or not", "(and and or not)", ""},
		{"ORDER", "ORDER", ""},
		{"org:nato", "org:nato", ""},
		{"https://nato.int/a(b)", "(and https://nato.int/a b)", ""},
		{"()", "-", ""},
		{"a ()", "a", ""},
		{`nato "28 member`, "(and nato 28 member)", "unclosed quotation mark at character 6"},
		{"(a b", "(and a b)", "unclosed parenthesis at character 1"},
		{"a b)", "(and a b)", "closing parenthesis without an opening one at character 4"},
		{"Türkiye )", "Türkiye", "closing parenthesis without an opening one at character 9"},
		{"OR a", "(and OR a)", "OR with nothing beside it at character 1"},
		{"a OR", "(and a OR)", "OR with nothing beside it"},
		{"a OR OR b", "(and a OR OR b)", "OR with nothing beside it"},
		{"AND a", "(and AND a)", "AND with nothing beside it at character 1"},
		{"a NOT", "(and a NOT)", "NOT with nothing after it at character 3"},
		{"*ly", "ly", "a word cannot begin with * or ? at character 1"},
		{"a*", "a", "fewer than 2 letters before * at character 1"},
		{"colour:red", "(and colour red)", `no field "colour" at character 1`},
		{"title:", "title", "nothing after title: at character 1"},
	} {
		x, note, err := parse(test.text)
		if err != nil || x.String() != test.want || !strings.HasPrefix(note, test.note) || (note == "") != (test.note == "") {
			t.Errorf("%q: %s, note %q, %v; want %s, note %q", test.text, x, note, err, test.want, test.note)
		}
	}
}

func TestParseBounds(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("ü", longestText+1), strings.Repeat("a ", mostClauses+1), "\xff", strings.Repeat("(", 200) + strings.Repeat("a ", 90),
	} {
		_, _, err := parse(text)
		var invalid *communique.InvalidError
		if !errors.As(err, &invalid) {
			t.Errorf("%.20q…: %v, want an *InvalidError", text, err)
		}
	}
	for _, text := range []string{strings.Repeat("(", deepest+2) + "a" + strings.Repeat(")", deepest+2), strings.Repeat("-(", 100) + "a" + strings.Repeat(")", 100)} {
		x, note, err := parse(text)
		if err != nil || note == "" || x.String() != "a" {
			t.Errorf("%.20q…: %s, note %q, %v; want a note", text, x, note, err)
		}
	}
}

// FuzzParse: no text ends the program; leaves lie inside the text; what was
// read compiles.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"nato", `"a b" OR -c`, "title:x* y~2", "((a)", "actor:org:nato", "cyber attack", "a:b:c", "published:2014..2016", "year:9 *", "“ü” – İ", "NOT -a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, note, err := parse(text)
		if err != nil || x == nil {
			return
		}
		if note != "" && !utf8.ValidString(note) {
			t.Errorf("%q: note %q", text, note)
		}
		var walk func(x *expression)
		walk = func(x *expression) {
			if x.Start < 0 || x.End > len(text) || x.Start > x.End {
				t.Fatalf("%q: %v lies outside", text, x.Span)
			}
			if x.op < andOf && !utf8.ValidString(x.Of(text)) {
				t.Fatalf("%q: %v cuts a character", text, x.Span)
			}
			for i := range x.kids {
				walk(&x.kids[i])
			}
		}
		walk(x)
		new(compiler).compile(x)
	})
}

// FuzzWords: words lie in the text, in order, and do not overlap.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"Cyber-attacks on the U.S.", "cyber cyber attack", "Türkiye’s İ ǅ", "a\u2011b cyber\u2011defence", "10,000.5 e-mail"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, w := range wordsOf([]byte(text)) {
			if w.Start < end || w.End <= w.Start || w.End > len(text) || w.term == "" || len(w.term) > 3*longestTerm {
				t.Fatalf("%q: %+v after %d", text, w, end)
			}
			end = w.End
		}
	})
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"The Alliance’s 28 member-states", "the alliance 28 member states"},
		{"U.S. and U.N. envoys", "us and un envoys"},
		{"Türkiye, İstanbul, Łódź", "turkiye istanbul lodz"},
		{"Cyber attacks, cyberattacks, cyber-attacks", "cyberattacks cyberattacks cyberattacks"},
		{"cyber and space", "cyber and space"},
		{"cyber, attack", "cyber attack"},
		{"don't", "don't"},
	} {
		var got []string
		for _, w := range wordsOf([]byte(test.text)) {
			got = append(got, w.term)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}
