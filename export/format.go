package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// Format is a form in which claims leave the program. What is written is Head,
// the pieces with Between between them, and Tail; so a writer needs no more
// memory than one piece takes.
type Format struct {
	Name      string // as in the flag --format and in ?format=
	Title     string // for people
	Says      string // what it is for, in a few words
	MediaType string
	Extension string // of files, with its dot
	Cites     bool   // it is made for citing; the others are for working on claims
	Reviews   bool   // it writes comparisons, and claims only as what they compare
	Drawn     bool   // it is one drawing of all claims, which who exports makes; Claim and Question are nil

	Head, Between, Tail string
	// Claim writes one claim, empty for nothing; nil of what is drawn.
	Claim func(*Citation) ([]byte, error)
	// Question writes how the answers to a question stand to each other, empty
	// for nothing; nil where the format has no words for that.
	Question func(*Question) ([]byte, error)
}

// Formats lists every format, those for citing first.
var Formats = []Format{Plain, CSL, BibTeX, RIS, ClaimReview, CSV, JSONL, JSONLD, NQuads, SVG}

// Named returns the format of a name; false where there is none.
func Named(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Writer writes claims in a format. Make one with NewWriter; nothing is written
// before the first Put, or Close.
type Writer struct {
	w      io.Writer
	format Format
	begun  bool
	pieces int
}

// NewWriter returns a writer of a format.
func NewWriter(w io.Writer, f Format) *Writer { return &Writer{w: w, format: f} }

// Put writes a piece that the format has made; an empty one is left out.
func (w *Writer) Put(piece []byte) error {
	if len(piece) == 0 {
		return nil
	}
	before := w.format.Between
	if w.pieces == 0 {
		before = ""
	}
	w.pieces++
	if err := w.begin(); err != nil {
		return err
	}
	if _, err := io.WriteString(w.w, before); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if _, err := w.w.Write(piece); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

func (w *Writer) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	if _, err := io.WriteString(w.w, w.format.Head); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// Close writes what ends the format; without any piece, a file that is empty and
// still valid. It does not close what it writes to.
func (w *Writer) Close() error {
	if err := w.begin(); err != nil {
		return err
	}
	if _, err := io.WriteString(w.w, w.format.Tail); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// encode writes JSON in one line, with the characters of a quotation as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
