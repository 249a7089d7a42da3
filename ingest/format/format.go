// Package format turns the bytes of a document into text: the first stage of
// reading. It knows how a file is written (its encoding, its marks and tags) and
// what it says about itself (title, outlet, dates), and nothing about policy.
//
// It is derived from the bytes and the file's name alone. The text it gives is
// the text that every later offset belongs to; for UTF-8 plain text it is the
// input itself, byte for byte, less a byte order mark at the beginning.
//
// Importing it costs a program about 0.16 s and 65 MB before main, nearly all of it
// in the tables of go-dateparser, which go-trafilatura brings along; there is no
// way to put that off short of not importing it.
//
// To add a format, write one file with one [Format] value and name it in
// [Formats]. Give it a fuzz target and a case in the golden files.
package format

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/communique-kg/communique"
)

// MaxBytes is the most input that Parse reads, in bytes: 20 MiB. Callers should
// read with [ReadAll], or ask for a file's size first, so that what is larger is
// refused without being read whole.
const MaxBytes = 20 << 20

// Text is a document as its format tells it. Empty fields are unknown.
type Text struct {
	Format   string     // name of the Format that read it: "text", "markdown", "html"
	Text     string     // valid UTF-8; all offsets of the document are bytes in it
	Title    string     // the format's own title, not guessed from the words
	Outlet   string     // who published it
	Author   string     // who wrote it, several joined by ", "
	URL      string     // where it says that it stands: absolute, http or https
	Licence  string     // as stated: a name or an address
	Language string     // ISO 639-1 code as declared, lower case
	Dates    []DateHint // when it says it was published, best first
	Blocks   []Block    // what the format knows of the text's make-up: in order, not overlapping; nil for plain text
}

// DateHint is a publication date as the format states it, not yet read.
type DateHint struct {
	Raw   string // as written: "2021-06-14T09:30:00+02:00", "June 14, 2021"
	Basis string // where it stands: "JSON-LD datePublished", "meta article:published_time", "front matter date"
}

// Block is a stretch of the text that the format sets apart.
type Block struct {
	communique.Span
	Type        string // "heading", "paragraph", "list", "table", "quote", "caption", "code"
	Boilerplate bool   // the format says that it is not the article's own text
}

// Format reads one way of writing documents.
type Format struct {
	Name       string   // as in Text.Format
	Extensions []string // lower case with their dot: ".md"; they decide only where no format is sure of the content

	// Detect reports whether the decoded beginning of a file is surely of this
	// format; nil where the content never tells.
	Detect func(head string) bool

	// Parse reads the whole decoded file. It must not panic, and takes time and
	// memory in proportion to its input.
	Parse func(text string) (Text, error)
}

// Formats lists every format. The first that is sure of the content reads it;
// else the first that has the file's extension; else the last, plain text.
var Formats = []Format{HTML, Markdown, Plain}

// Parse makes text of a file's bytes. The name may be a path or an address or
// empty; only its extension matters. The error wraps ErrEmpty, ErrBinary,
// ErrEncoding or ErrTooLarge where the bytes are no text to read.
func Parse(name string, data []byte) (Text, error) {
	if len(data) > MaxBytes {
		return Text{}, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(data))
	}
	text, err := decode(data)
	if err != nil {
		return Text{}, err
	}
	if blank(text) {
		return Text{}, ErrEmpty
	}
	f := detect(name, text)
	t, err := f.Parse(text)
	if err != nil {
		return Text{}, fmt.Errorf("format: %s: %w", f.Name, err)
	}
	if blank(t.Text) {
		return Text{}, fmt.Errorf("%w: the %s page has no words of its own", ErrEmpty, f.Name)
	}
	t.Format = f.Name
	return t, nil
}

// ReadAll reads what Parse can take from a file or an answer of the network, and
// stops with an error that wraps ErrTooLarge where there is more, without reading it.
func ReadAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("format: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, ErrTooLarge
	}
	return data, nil
}

// detect chooses the format of a decoded file.
func detect(name, text string) Format {
	const most = 4 << 10
	head := text[:min(len(text), most)]
	for _, f := range Formats {
		if f.Detect != nil && f.Detect(head) {
			return f
		}
	}
	if strings.Contains(name, "://") {
		if i := strings.IndexAny(name, "?#"); i >= 0 {
			name = name[:i]
		}
	}
	ext := strings.ToLower(path.Ext(name))
	for _, f := range Formats {
		for _, e := range f.Extensions {
			if e == ext {
				return f
			}
		}
	}
	return Formats[len(Formats)-1]
}
