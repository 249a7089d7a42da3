package format

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockType returns the type of block that a tag makes, "" for tags inside a line.
func blockType(tag atom.Atom) string {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return "heading"
	case atom.Li, atom.Dt, atom.Dd:
		return "list"
	case atom.Tr:
		return "table"
	case atom.Blockquote, atom.Q:
		if tag == atom.Q {
			return ""
		}
		return "quote"
	case atom.Figcaption, atom.Caption:
		return "caption"
	case atom.Pre:
		return "code"
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Ul, atom.Ol, atom.Dl, atom.Table,
		atom.Tbody, atom.Thead, atom.Tfoot, atom.Figure, atom.Hr, atom.Address, atom.Details, atom.Summary, atom.Fieldset, atom.Form,
		atom.Nav, atom.Body, atom.Html, atom.Center:
		return "paragraph"
	}
	return ""
}

// silent reports whether a tag's content is not read by people.
func silent(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Head, atom.Title, atom.Iframe, atom.Object, atom.Embed,
		atom.Select, atom.Option, atom.Button, atom.Textarea, atom.Canvas, atom.Audio, atom.Video:
		return true
	}
	return false
}

// composer collects the words of the open block and knows what blocks are open.
type composer struct {
	w     *writer
	line  strings.Builder
	kinds []string // types of the blocks that are open, outermost first
}

// kind returns the type of what is being written: the innermost type that is
// more than a paragraph, so that a paragraph in an item is an item.
func (c *composer) kind() string {
	for i := len(c.kinds) - 1; i >= 0; i-- {
		if k := c.kinds[i]; k != "paragraph" {
			return k
		}
	}
	return "paragraph"
}

func (c *composer) flush() {
	if c.line.Len() > 0 {
		c.w.add(c.kind(), c.line.String())
		c.line.Reset()
	}
}

func (c *composer) open(kind string) {
	// What stands in a row stays on its line.
	if c.kind() != "table" {
		c.flush()
	}
	c.kinds = append(c.kinds, kind)
}

func (c *composer) close() {
	if len(c.kinds) == 0 {
		return
	}
	if last := c.kinds[len(c.kinds)-1]; c.kind() != "table" || last == "table" {
		c.flush()
	} else {
		c.line.WriteByte(' ')
	}
	c.kinds = c.kinds[:len(c.kinds)-1]
}

func (c *composer) text(s string) {
	if c.kind() != "code" {
		// A tab divides cells and nothing else.
		s = strings.ReplaceAll(s, "\t", " ")
	}
	c.line.WriteString(s)
}

// lineBreak ends the line, but not that of a table's row.
func (c *composer) lineBreak() {
	switch c.kind() {
	case "table":
		c.line.WriteByte(' ')
	case "code":
		c.line.WriteByte('\n')
	default:
		c.flush()
	}
}

// tagOf returns an element's tag, 0 where it is none. The libraries make elements
// that have a name only.
func tagOf(n *html.Node) atom.Atom {
	switch {
	case n.Type != html.ElementNode:
		return 0
	case n.DataAtom != 0:
		return n.DataAtom
	}
	return atom.Lookup([]byte(n.Data))
}

// render writes the blocks of a tree that is no deeper than maxDepth.
func render(w *writer, n *html.Node) {
	c := &composer{w: w}
	c.node(n)
	c.flush()
}

func (c *composer) node(n *html.Node) {
	tag := tagOf(n)
	switch {
	case n.Type == html.TextNode:
		c.text(n.Data)
		return
	case silent(tag):
		return
	case tag == atom.Br:
		c.lineBreak()
		return
	}
	kind := blockType(tag)
	if kind != "" {
		c.open(kind)
	}
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		c.node(m)
	}
	if tag == atom.Td || tag == atom.Th {
		c.line.WriteByte('\t')
	}
	if kind != "" {
		c.close()
	}
}

// flat reads a page by its tags alone, in one pass over it and without a tree:
// for pages too large or too deep for one. It leaves out what navigates.
func flat(w *writer, page string) {
	c := &composer{w: w}
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(MaxBytes)
	var skip atom.Atom // the tag whose content is being left out
	depth := 0         // how many of it are open
	for {
		switch z.Next() {
		case html.ErrorToken:
			c.flush()
			return
		case html.TextToken:
			if skip == 0 {
				c.text(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case skip != 0:
				if tag == skip {
					depth++
				}
			case silent(tag) || tag == atom.Nav || tag == atom.Footer || tag == atom.Aside || tag == atom.Form:
				skip, depth = tag, 1
			case tag == atom.Br:
				c.lineBreak()
			case tag == atom.P || blockType(tag) != "":
				c.flush()
				c.kinds = append(c.kinds[:0], blockType(tag))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case skip != 0:
				if tag == skip {
					if depth--; depth == 0 {
						skip = 0
					}
				}
			case tag == atom.Td || tag == atom.Th:
				c.line.WriteByte('\t')
			case blockType(tag) != "":
				c.flush()
				c.kinds = c.kinds[:0]
			}
		}
	}
}
