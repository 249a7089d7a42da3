package format

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dateTags are the meta tags that give the day of publication, best first. Days
// of change, of expiry and of crawling are none.
var dateTags = [...]string{
	"article:published_time", "og:article:published_time", "og:published_time", "itemprop:datepublished",
	"dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created",
	"citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "publication_date", "publish-date", "publish_date", "publishdate",
	"pubdate", "date.published", "article.published", "date",
}

// pageDates returns what a page says of its publication, best first: JSON-LD, meta
// tags, then the time that its article bears.
func pageDates(doc *html.Node, m *meta) []DateHint {
	var out []DateHint
	add := func(raw, basis string) {
		raw = collapse(raw)
		const longest, most = 64, 10 // bytes of a date; dates
		if raw == "" || len(raw) > longest || len(out) == most || !strings.ContainsAny(raw, "0123456789") {
			return
		}
		for _, h := range out {
			if h.Raw == raw {
				return
			}
		}
		out = append(out, DateHint{Raw: raw, Basis: basis})
	}
	add(text1(m.article()["datePublished"]), "JSON-LD datePublished")
	for _, name := range dateTags {
		for _, v := range m.tags[name] {
			add(v, "meta "+name)
		}
	}
	if n := publicationTime(doc); n != nil {
		add(first(attr(n, "datetime"), attr(n, "content"), words(n)), "time element")
	}
	return out
}

// publicationTime returns the element that bears the article's time: in the one
// article or main part of the page, outside its side bars, comments and cards of
// other articles, and not the time of a change. nil where there is none or where
// the page is a list of articles.
func publicationTime(doc *html.Node) *html.Node {
	var article *html.Node
	articles, headed := 0, false
	for n, depth := doc, 0; n != nil; n, depth = next(n, depth) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Article && inside(n.Parent, atom.Article, atom.Aside, atom.Footer, atom.Nav) == nil && !aside(n, nil) {
			if articles++; !headed {
				if headed = has(n, atom.H1); article == nil || headed {
					article = n
				}
			}
		}
	}
	if articles > 1 && !headed {
		return nil
	}
	if article == nil {
		for n, depth := doc, 0; n != nil && article == nil; n, depth = next(n, depth) {
			if n.Type == html.ElementNode && n.DataAtom == atom.Main {
				article = n
			}
		}
	}
	if article == nil {
		return nil
	}
	paragraphs := 0
	for n, depth := article.FirstChild, 1; n != nil && depth > 0; n, depth = next(n, depth) {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.P && len(words(n)) > 80 {
			// Further down stand the times of what the article tells or links to.
			if paragraphs++; paragraphs > 2 {
				return nil
			}
		}
		item := strings.ToLower(attr(n, "itemprop"))
		if item == "datepublished" || n.DataAtom == atom.Time && item != "datemodified" && !changed(n) {
			if !aside(n, article) {
				return n
			}
		}
	}
	return nil
}

// has reports whether a tag stands inside n.
func has(n *html.Node, tag atom.Atom) bool {
	for m, depth := n.FirstChild, 1; m != nil && depth > 0; m, depth = next(m, depth) {
		if m.Type == html.ElementNode && m.DataAtom == tag {
			return true
		}
	}
	return false
}

// aside reports whether n, or something around it below top, is beside the article.
func aside(n, top *html.Node) bool {
	for ; n != nil && n != top; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer:
			return true
		case atom.Article:
			if top != nil {
				return true
			}
		case atom.Html, atom.Body:
			continue // their classes speak of the whole page
		}
		names := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		for _, word := range []string{"related", "comment", "sidebar", "recommend", "popular", "promo", "teaser", "latest", "trending", "widget"} {
			if strings.Contains(names, word) {
				return true
			}
		}
	}
	return false
}

// changed reports whether a time is that of a change.
func changed(n *html.Node) bool {
	for range 2 {
		if n == nil {
			return false
		}
		names := strings.ToLower(attr(n, "class"))
		if strings.Contains(names, "updated") || strings.Contains(names, "modified") {
			// WordPress gives both names to the time of a post that never changed.
			return !strings.Contains(names, "published")
		}
		n = n.Parent
	}
	return false
}
