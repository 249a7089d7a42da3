package format

import (
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML is a web page. Its text is the main text of the page: the title, then
// headings, paragraphs, list items, table rows (cells divided by a tab), quotes
// and captions, each on a line. What the page says about itself comes from
// JSON-LD, OpenGraph and meta tags.
var HTML = Format{
	Name:       "html",
	Extensions: []string{".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx"},
	Detect:     looksLikeHTML,
	Parse:      parseHTML,
}

// The most that the extraction libraries are given, for the time they take is
// not in proportion to a page made to hurt them: at these bounds the worst that was
// tried took them two to three seconds. Beyond, a page is read flat.
const (
	maxPage  = 3 << 20 // bytes
	maxNodes = 40_000
	maxDepth = 200
)

func looksLikeHTML(head string) bool {
	head = strings.TrimLeft(head, " \t\r\n\f")
	if !strings.HasPrefix(head, "<") {
		return false
	}
	head = strings.ToLower(head)
	for strings.HasPrefix(head, "<!--") || strings.HasPrefix(head, "<?xml") {
		end := strings.IndexByte(head, '>')
		if strings.HasPrefix(head, "<!--") {
			if end = strings.Index(head, "-->"); end >= 0 {
				end += 2
			}
		}
		if end < 0 {
			return false
		}
		head = strings.TrimLeft(head[end+1:], " \t\r\n\f")
	}
	if strings.HasPrefix(head, "<!doctype html") {
		return true
	}
	for _, tag := range []string{"html", "head", "body"} {
		if rest, ok := strings.CutPrefix(head, "<"+tag); ok && rest != "" && strings.IndexByte("> \t\r\n/", rest[0]) >= 0 {
			return true
		}
	}
	// A cut-out of a page: it begins with a tag and holds more of them than a text would.
	return strings.HasPrefix(head, "<") && (strings.Contains(head, "</p>") || strings.Contains(head, "</div>")) && strings.Count(head, "</") >= 3
}

func parseHTML(page string) (Text, error) {
	doc := parseNodes(page)
	if doc == nil {
		var w writer
		flat(&w, page)
		return Text{Text: w.text(), Blocks: w.blocks}, nil
	}
	m := readMeta(doc)
	t := m.text()
	t.Dates = pageDates(doc, m)

	var w writer
	main := mainText(doc)
	if main == nil {
		flat(&w, page)
	} else {
		render(&w, main)
	}
	if len(w.blocks) == 0 {
		flat(&w, page)
	}
	if t.Title != "" && !begins(&w, t.Title) {
		var titled writer
		titled.add("heading", t.Title)
		for _, b := range w.blocks {
			titled.add(b.Type, b.Of(w.b.String()))
		}
		w = titled
	}
	t.Text, t.Blocks = w.text(), w.blocks
	return t, nil
}

// begins reports whether one of the first blocks is the title.
func begins(w *writer, title string) bool {
	text := w.b.String()
	for _, b := range w.blocks[:min(3, len(w.blocks))] {
		if strings.EqualFold(b.Of(text), collapse(title)) {
			return true
		}
	}
	return false
}

// parseNodes returns the page's tree; nil where it is too large or too deep.
func parseNodes(page string) *html.Node {
	if len(page) > maxPage {
		return nil
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil
	}
	nodes := 0
	for n, depth := doc, 0; n != nil; {
		if nodes++; nodes > maxNodes || depth > maxDepth {
			return nil
		}
		n, depth = next(n, depth)
	}
	return doc
}

// next returns the node after n in the order of the document, without recursion.
func next(n *html.Node, depth int) (*html.Node, int) {
	if n.FirstChild != nil {
		return n.FirstChild, depth + 1
	}
	for n != nil && n.NextSibling == nil {
		n, depth = n.Parent, depth-1
	}
	if n == nil {
		return nil, 0
	}
	return n.NextSibling, depth
}

// mainText returns the tree of the article's own text; nil where neither library finds one.
func mainText(doc *html.Node) *html.Node {
	const enough = 200 // bytes; less may be a cookie notice
	first := byTrafilatura(doc)
	if textLen(first) >= enough {
		return first
	}
	second := byReadability(doc)
	if textLen(second) > textLen(first) {
		return second
	}
	if textLen(first) == 0 {
		return nil
	}
	return first
}

func byTrafilatura(doc *html.Node) (n *html.Node) {
	// The libraries walk trees made by others and have met fewer of them than the web holds.
	defer func() {
		if recover() != nil {
			n = nil
		}
	}()
	r, err := trafilatura.ExtractDocument(doc, trafilatura.Options{HtmlDateMode: trafilatura.Disabled, EnableFallback: true})
	if err != nil {
		return nil
	}
	return r.ContentNode
}

func byReadability(doc *html.Node) (n *html.Node) {
	defer func() {
		if recover() != nil {
			n = nil
		}
	}()
	p := readability.NewParser()
	a, err := p.ParseDocument(doc, nil)
	if err != nil {
		return nil
	}
	return a.Node
}

// textLen returns how many bytes of words stand inside n; 0 for nil.
func textLen(n *html.Node) int {
	if n == nil {
		return 0
	}
	total := 0
	for m, depth := n.FirstChild, 1; m != nil && depth > 0; m, depth = next(m, depth) {
		if m.Type == html.TextNode {
			total += len(strings.TrimSpace(m.Data))
		}
	}
	return total
}

// attr returns an attribute's value, "" where it is not there.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// inside returns the closest of n and the nodes around it that is one of the tags, nil where none is.
func inside(n *html.Node, tags ...atom.Atom) *html.Node {
	for ; n != nil; n = n.Parent {
		for _, tag := range tags {
			if n.Type == html.ElementNode && n.DataAtom == tag {
				return n
			}
		}
	}
	return nil
}

// words returns the text inside a node.
func words(n *html.Node) string {
	var b strings.Builder
	for m := n.FirstChild; m != nil; {
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
		}
		if m.FirstChild != nil {
			m = m.FirstChild
			continue
		}
		for m != n && m.NextSibling == nil {
			m = m.Parent
		}
		if m == n {
			break
		}
		m = m.NextSibling
	}
	return collapse(b.String())
}
