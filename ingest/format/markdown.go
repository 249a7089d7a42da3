package format

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Markdown is CommonMark with tables, and front matter at its head. Its text is
// readable without the marks: each heading, paragraph, item and row is a line,
// a link is its words, a picture its description as a caption. The front
// matter is YAML; its keys title, date, outlet, author, url, licence and lang are read.
var Markdown = Format{
	Name:       "markdown",
	Extensions: []string{".md", ".markdown", ".mdown", ".mkd"},
	Detect:     looksLikeMarkdown,
	Parse:      parseMarkdown,
}

// looksLikeMarkdown is sure only of front matter: a line of three hyphens, keys
// with values, and such a line again. Other marks also stand in plain texts.
func looksLikeMarkdown(head string) bool {
	fields, _ := frontMatter(head)
	return len(fields) > 0
}

func parseMarkdown(source string) (Text, error) {
	fields, rest := frontMatter(source)
	var t Text
	for _, f := range fields {
		setField(&t, f.key, f.value)
	}
	var w writer
	if nested(rest) {
		// A parser of nested marks may take very long over a text that is all marks.
		for line := range strings.Lines(rest) {
			w.add("paragraph", line)
		}
	} else {
		p := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()
		src := []byte(rest)
		m := markdown{w: &w, src: src}
		m.blocks(p.Parse(text.NewReader(src), parser.WithContext(parser.NewContext())), "paragraph", 0)
		if t.Title == "" {
			t.Title = m.title
		}
	}
	t.Text, t.Blocks = w.text(), w.blocks
	return t, nil
}

// nested reports whether a stretch of lines is so full of marks, or set in so
// deep, that parsing it is no longer in proportion to its length.
func nested(source string) bool {
	const most, columns = 8000, 2000
	marks := 0 // since the last blank line
	for line := range strings.Lines(source) {
		if setIn(line) {
			return true
		}
		if strings.TrimSpace(line) == "" {
			marks = 0
			continue
		}
		bars := 0
		for i := range len(line) {
			switch line[i] {
			case '[', ']', '(', '*', '_', '`', '<', '!', '~', '\\':
				marks++
			case '|':
				bars++
			}
		}
		if marks > most || bars > columns {
			return true
		}
	}
	return false
}

// setIn reports whether a line begins with more quotes and items inside each
// other than people write.
func setIn(line string) bool {
	const most, widest = 20, 100
	marks := 0
	for i := range len(line) {
		switch line[i] {
		case ' ', '\t':
		case '-', '+', '*', '>', '.', ')':
			if marks++; marks > most && !rule(line) || i > widest {
				return true
			}
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		default:
			return false
		}
	}
	return false
}

// rule reports whether a line is drawn with one sign: "----".
func rule(line string) bool {
	line = strings.TrimSpace(line)
	return strings.Trim(line, line[:1]) == ""
}

// setField puts a field of a head where it belongs; unknown ones are left.
func setField(t *Text, key, value string) {
	if value = collapse(value); value == "" {
		return
	}
	switch key {
	case "title":
		t.Title = value
	case "outlet", "publisher", "site":
		t.Outlet = value
	case "author", "authors", "byline":
		t.Author = strings.Trim(value, "[]")
	case "url", "link", "canonical", "source_url":
		t.URL = absolute(value)
	case "licence", "license", "rights":
		t.Licence = value
	case "lang", "language":
		t.Language = languageCode(value)
	case "date", "published", "publishdate", "pubdate":
		t.Dates = append(t.Dates, DateHint{Raw: value, Basis: "front matter " + key})
	}
}

// markdown writes the blocks of a parsed text.
type markdown struct {
	w     *writer
	src   []byte
	title string // the first heading of the first level
}

func (m *markdown) blocks(n ast.Node, kind string, depth int) {
	const deepest = 100
	if depth > deepest {
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			s := m.inline(c)
			if m.title == "" && c.Level == 1 {
				m.title = collapse(s)
			}
			m.w.add("heading", s)
		case *ast.Paragraph, *ast.TextBlock:
			if image := onlyImage(c); image != nil {
				m.w.add("caption", m.inline(image))
				continue
			}
			m.w.add(kind, m.inline(c))
		case *ast.List, *ast.ListItem:
			m.blocks(c, "list", depth+1)
		case *ast.Blockquote:
			m.blocks(c, "quote", depth+1)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			var b strings.Builder
			for i := range c.Lines().Len() {
				s := c.Lines().At(i)
				b.Write(s.Value(m.src))
			}
			m.w.add("code", b.String())
		case *ast.HTMLBlock:
			var b strings.Builder
			for i := range c.Lines().Len() {
				s := c.Lines().At(i)
				b.Write(s.Value(m.src))
			}
			flat(m.w, b.String())
		case *east.Table:
			for row := c.FirstChild(); row != nil; row = row.NextSibling() {
				var cells []string
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					cells = append(cells, strings.ReplaceAll(m.inline(cell), "\t", " "))
				}
				m.w.add("table", strings.Join(cells, "\t"))
			}
		default:
			m.blocks(c, kind, depth+1)
		}
	}
}

func onlyImage(n ast.Node) ast.Node {
	if image, ok := n.FirstChild().(*ast.Image); ok && n.ChildCount() == 1 {
		return image
	}
	return nil
}

// inline returns the words of a block without their marks.
func (m *markdown) inline(n ast.Node) string {
	var b strings.Builder
	const deepest = 100
	var walk func(ast.Node, int)
	walk = func(n ast.Node, depth int) {
		if depth > deepest {
			return
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value(m.src), n.IsRaw()))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
			return
		case *ast.String:
			b.Write(n.Value)
			return
		case *ast.AutoLink:
			b.Write(n.Label(m.src))
			return
		case *ast.RawHTML:
			return
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}
