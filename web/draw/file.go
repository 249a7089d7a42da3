package draw

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
)

// About is what a drawing says of itself where it stands alone.
type About struct {
	Title string
	Says  string // in a sentence or two
	Base  string // the address of the server that links lead to; "" leaves links out
}

//go:embed file.css
var fileStyle string

// FileStyle is the style inside a drawing that stands alone.
func FileStyle() string { return fileStyle }

// aside is the border around a drawing that stands alone, and its head.
const (
	fileBorder = 16
	fileHead   = 56
)

// fileView is a drawing that stands alone.
type fileView struct {
	Timeline
	About
	Style      template.CSS
	FullWidth  int
	FullHeight int
}

// File is the drawing as a file of its own: SVG with its title, what it says of
// itself and its style inside, the same bytes for the same drawing. Its links
// begin with the base.
func (t Timeline) File(a About) ([]byte, error) {
	v := fileView{Timeline: t, About: a, Style: template.CSS(fileStyle), FullWidth: max(t.Width, usualWidth/2) + 2*fileBorder, FullHeight: t.Height + fileHead + 2*fileBorder}
	v.Marks = make([]Placed, len(t.Marks))
	for i, m := range t.Marks {
		if a.Base != "" && strings.HasPrefix(m.Href, "/") {
			m.Href = strings.TrimRight(a.Base, "/") + m.Href
		} else {
			m.Href = ""
		}
		v.Marks[i] = m
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	if err := templates.ExecuteTemplate(&b, "file", v); err != nil {
		return nil, fmt.Errorf("draw: file: %w", err)
	}
	return append(bytes.TrimSpace(b.Bytes()), '\n'), nil
}
