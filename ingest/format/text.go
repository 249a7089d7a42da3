package format

// Plain is text without marks. Its text is the input itself.
var Plain = Format{
	Name:       "text",
	Extensions: []string{".txt", ".text", ""},
	Parse:      func(text string) (Text, error) { return Text{Text: text}, nil },
}
