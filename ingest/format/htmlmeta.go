package format

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page's head says: meta tags by their lower-case name, links by
// their relation, and the articles of its JSON-LD.
type meta struct {
	tags     map[string][]string
	links    map[string]string
	title    string
	language string
	headline string // the page's only h1
	articles []map[string]any
}

// text returns what the page says about itself, all but its dates.
func (m *meta) text() Text {
	a := m.article()
	t := Text{
		Title:    first(text1(a["headline"]), m.tag("og:title"), m.headline, m.tag("twitter:title", "dc.title", "citation_title"), m.title),
		Outlet:   first(names(a["publisher"]), m.tag("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher")),
		Author:   first(names(a["author"]), m.authors(), m.links["author text"]),
		URL:      absolute(m.links["canonical"], m.tag("og:url"), text1(a["url"]), address(a["mainEntityOfPage"])),
		Licence:  first(m.links["license"], address(a["license"]), m.tag("dcterms.license", "dc.rights", "dcterms.rights", "license")),
		Language: languageCode(m.language, text1(a["inLanguage"]), m.tag("content-language", "og:locale", "dc.language")),
	}
	t.Title = withoutSite(t.Title, t.Outlet)
	return t
}

func readMeta(doc *html.Node) *meta {
	m := &meta{tags: map[string][]string{}, links: map[string]string{}}
	headlines := 0
	for n, depth := doc, 0; n != nil; n, depth = next(n, depth) {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.language = first(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Meta:
			name := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "http-equiv")))
			if item := attr(n, "itemprop"); name == "" && item != "" {
				name = "itemprop:" + strings.ToLower(item)
			}
			if content := collapse(attr(n, "content")); name != "" && content != "" {
				m.tags[name] = append(m.tags[name], content)
			}
		case atom.Link, atom.A:
			for _, rel := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
				switch rel {
				case "canonical", "license":
					if n.DataAtom == atom.Link || rel == "license" {
						setOnce(m.links, rel, attr(n, "href"))
					}
				case "author":
					if n.DataAtom == atom.A {
						setOnce(m.links, "author text", words(n))
					}
				}
			}
		case atom.Title:
			if m.title == "" && inside(n, atom.Svg) == nil {
				m.title = words(n)
			}
		case atom.H1:
			headlines++
			m.headline = words(n)
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				var v any
				if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
					m.collect(v, 0)
				}
			}
		}
	}
	if headlines != 1 {
		m.headline = ""
	}
	return m
}

// collect gathers the articles of a JSON-LD value. Those in lists of links to
// other pages are not looked for: they are somebody else's.
func (m *meta) collect(v any, depth int) {
	const deepest = 5
	if depth > deepest {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.collect(e, depth+1)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			m.articles = append(m.articles, v)
			return
		}
		m.collect(v["@graph"], depth+1)
		m.collect(v["mainEntity"], depth+1)
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "Report" || v == "PressRelease" || v == "GovernmentDocument" || v == "WebPage"
	case []any:
		return slices.ContainsFunc(v, isArticle)
	}
	return false
}

// article returns the JSON-LD object that describes the page: the first article,
// a mere web page only where there is none. The nil map where nothing does.
func (m *meta) article() map[string]any {
	for _, a := range m.articles {
		if a["@type"] != "WebPage" {
			return a
		}
	}
	if len(m.articles) > 0 {
		return m.articles[0]
	}
	return nil
}

// tag returns the first value of the first of the names that has one.
func (m *meta) tag(names ...string) string {
	for _, name := range names {
		if v := m.tags[name]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// mostNames is how many authors of a page are kept.
const mostNames = 20

// authors returns the authors named by meta tags, without addresses of their pages.
func (m *meta) authors() string {
	for _, name := range []string{"author", "dc.creator", "dcterms.creator", "citation_author", "article:author", "parsely-author", "sailthru.author", "byl"} {
		var out []string
		for _, v := range m.tags[name] {
			if len(out) < mostNames && !strings.Contains(v, "://") && !slices.Contains(out, v) {
				out = append(out, strings.TrimPrefix(v, "By "))
			}
		}
		if len(out) > 0 {
			return strings.Join(out, ", ")
		}
	}
	return ""
}

func setOnce(m map[string]string, key, value string) {
	if m[key] == "" {
		m[key] = value
	}
}

func first(values ...string) string {
	for _, v := range values {
		if v = collapse(v); v != "" {
			return v
		}
	}
	return ""
}

// text1 returns a JSON value that is a string, or the first of several.
func text1(v any) string {
	switch v := v.(type) {
	case string:
		return html.UnescapeString(v)
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return html.UnescapeString(s)
			}
		}
	}
	return ""
}

// names returns the names of a person or organisation in JSON-LD, or of several.
func names(v any) string {
	switch v := v.(type) {
	case string:
		if !strings.Contains(v, "://") {
			return html.UnescapeString(v)
		}
	case map[string]any:
		return text1(v["name"])
	case []any:
		var out []string
		for _, e := range v {
			if _, nested := e.([]any); nested {
				continue
			}
			if s := names(e); len(out) < mostNames && s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	return ""
}

// address returns a JSON-LD value that is an address or has one as its id.
func address(v any) string {
	if o, ok := v.(map[string]any); ok {
		return first(text1(o["@id"]), text1(o["url"]), text1(o["name"]))
	}
	return text1(v)
}

// absolute returns the first of the values that is an absolute web address.
func absolute(values ...string) string {
	for _, v := range values {
		if u, err := url.Parse(v); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return v
		}
	}
	return ""
}

// languageCode returns the language of the first tag that begins with a code of two letters.
func languageCode(tags ...string) string {
	for _, tag := range tags {
		code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
		if code = strings.TrimSpace(code); len(code) == 2 && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") == "" {
			return code
		}
	}
	return ""
}

// withoutSite takes the site's own name off the end of a title: "Title | Outlet".
func withoutSite(title, outlet string) string {
	if outlet == "" {
		return title
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · "} {
		if head, ok := strings.CutSuffix(title, sep+outlet); ok && head != "" {
			return head
		}
	}
	return title
}
