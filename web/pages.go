package web

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// pages are the templates by name.
type pages map[string]*template.Template

// shell is what the layout shows around a page.
type shell struct {
	Title   string // of the page, for the browser
	Name    string // of the template
	Home    string
	Bar     *bar // the date bar; nil on pages without one
	Nav     []navItem
	Query   string // what stands in the search box
	Carried []field
	Ignored []string
	Known   []string
	Styles  []string
	Scripts []string
	Version string
	Refresh int // after so many seconds a browser without script asks again; 0 for never
	Page    any
}

// refreshing is a page that changes by itself.
type refreshing interface{ refresh() int }

// borrowing is a page that shows a part of another, whose style and script it wears.
type borrowing interface{ borrows() (page string) }

// navItem is an entry of the main navigation.
type navItem struct {
	Href, Text string
	Here       bool
	Icon       string   // its name in icons.html; "" for none
	pages      []string // where it is the current one
}

// navigation is the main navigation, the ways to look at what was read first.
var navigation = []navItem{
	{Href: "/compare", Text: "Compare", pages: []string{"compare"}},
	{Href: "/timeline", Text: "Timeline", pages: []string{"timeline"}},
	{Href: "/graph", Text: "Graph", pages: []string{"graph"}},
	{Href: "/claims", Text: "Claims", pages: []string{"claims", "claim"}},
	{Href: "/actors", Text: "Actors", pages: []string{"actors", "actor"}},
	{Href: "/documents", Text: "Sources", pages: []string{"documents", "document", "source"}},
	{Href: "/review", Text: "Review", pages: []string{"review"}},
	{Href: "/add", Text: "Add", Icon: "add", pages: []string{"add"}},
	{Href: "/help", Text: "Help", pages: []string{"help"}},
}

// field is a hidden field that keeps a part of the address in a form.
type field struct{ Name, Value string }

// titled is a page that names itself.
type titled interface{ title() string }

// templateNames are the folders under pages that are pages.
func templateNames() []string {
	entries, err := files.ReadDir("pages")
	if err != nil {
		panic(err) // unreachable: the folder is part of the program
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "shared" {
			names = append(names, e.Name())
		}
	}
	return names
}

// loadPages parses every page together with the shared parts.
func loadPages() pages {
	funcs := template.FuncMap{
		"days": daysWords, "day": dayWords, "about": aboutWords,
		"plural":    func(n any, one, many string) string { return plural(whole(n), one, many) },
		"thousands": func(n any) string { return thousands(whole(n)) },
		"words":     func(v any) string { return strings.ReplaceAll(fmt.Sprint(v), "-", " ") },
	}
	shared := template.Must(template.New("").Funcs(funcs).Option("missingkey=error").ParseFS(files, "pages/shared/*.html"))
	p := pages{}
	for _, name := range templateNames() {
		p[name] = template.Must(template.Must(shared.Clone()).ParseFS(files, path.Join("pages", name, name+".html")))
	}
	return p
}

// whole makes an int of the counts that stores give.
func whole(n any) int {
	switch n := n.(type) {
	case uint64:
		return int(n)
	case int:
		return n
	}
	return 0
}

// render executes a page into a buffer, so that a failure is never half a page.
func (t *site) render(name string, q *request, page any) ([]byte, error) {
	tmpl, ok := t.pages[name]
	if !ok {
		return nil, fmt.Errorf("web: no page %q", name)
	}
	sh := shell{Name: name, Home: q.href("/"), Page: page, Version: t.Version.Program, Ignored: q.ignored, Known: paramNames(q.route.params)}
	for _, part := range wears(name, page) {
		sh.Styles, sh.Scripts = append(sh.Styles, t.assets.hrefs(part+".css")...), append(sh.Scripts, t.assets.hrefs(part+".js")...)
	}
	if p, ok := page.(titled); ok {
		sh.Title = p.title()
	}
	if p, ok := page.(refreshing); ok {
		sh.Refresh = p.refresh()
	}
	if h, ok := page.(*homePage); q.route.bar && name != "error" && !(ok && h.Empty) {
		sh.Bar = q.bar()
	}
	if name == "search" {
		sh.Query = q.get("q")
	}
	if p, ok := page.(*searchPage); ok {
		sh.Carried = append(sh.Carried, p.Kept...)
	}
	for _, c := range clockNames {
		if v := q.get(c); v != "" {
			sh.Carried = append(sh.Carried, field{c, v})
		}
	}
	for _, n := range navigation {
		n.Here = slices.Contains(n.pages, name)
		n.Href = q.href(n.Href)
		sh.Nav = append(sh.Nav, n)
	}
	var b bytes.Buffer
	if err := tmpl.ExecuteTemplate(&b, "layout", sh); err != nil {
		return nil, fmt.Errorf("web: page %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// wears names the style sheets and scripts of a page, without their extensions, in
// the order in which browsers read them; those that there are not are left out.
func wears(name string, page any) []string {
	out := []string{"htmx.min", "shared"}
	switch p := page.(type) {
	case *timelinePage, *comparePage, *actorPage:
		out = append(out, "charts")
	case *graphPage:
		if p.Drawing != nil {
			out = append(out, "cytoscape.min")
		}
	}
	if p, ok := page.(borrowing); ok && p.borrows() != "" {
		out = append(out, p.borrows())
	}
	return append(out, name)
}

// sendPage answers a page.
func (t *site) sendPage(c *gin.Context, status int, name string, q *request, page any) {
	body, err := t.render(name, q, page)
	if err != nil {
		if name != "error" {
			t.fail(c, err)
			return
		}
		t.log().Error("could not show an error", "error", err)
		status, body = http.StatusInternalServerError, []byte("<!doctype html><html lang=\"en\"><title>Error</title><h1>The program made a mistake; its log says where.</h1></html>")
	}
	t.send(c, status, pageType, body)
}
