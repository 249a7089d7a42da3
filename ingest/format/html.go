package format

// HTML is a web page.
var HTML = Format{
	Name:       "html",
	Extensions: []string{".html", ".htm", ".xhtml"},
	Parse:      func(text string) (Text, error) { return Text{Text: text}, nil },
}
