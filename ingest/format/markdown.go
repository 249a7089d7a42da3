package format

// Markdown is CommonMark with tables and front matter.
var Markdown = Format{
	Name:       "markdown",
	Extensions: []string{".md", ".markdown", ".mdown"},
	Parse:      func(text string) (Text, error) { return Text{Text: text}, nil },
}
