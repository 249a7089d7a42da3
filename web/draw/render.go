package draw

import (
	"embed"
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

//go:embed *.html
var files embed.FS

// templates make SVG of layouts: html/template, which puts every text where it
// can only be text.
var templates = template.Must(template.New("").Funcs(template.FuncMap{"plain": plain}).ParseFS(files, "*.html"))

func render(name string, drawing any) (template.HTML, error) {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, drawing); err != nil {
		return "", fmt.Errorf("draw: %s: %w", name, err)
	}
	return template.HTML(strings.TrimSpace(b.String())), nil
}

// plain keeps of a text what XML can hold.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff || r == utf8.RuneError:
			return '\uFFFD'
		}
		return r
	}, s)
}
