// Package ingest reads a document: bytes and what is known of their source in,
// a communique.Document out. Reading is a pure function of these and of the
// Reader's named inputs; it knows no clock, no network and no store.
//
// The stages have a folder each and run in this order: format (text), region
// (article or boilerplate), lang (language, sentences, words), who (mentions),
// when (times), amount (quantities), said (statements), then package claim. To
// keep dating from running in a circle, the publication date is settled from
// undated findings first (published.go) and everything relative is resolved
// against it afterwards.
//
// To read a further kind of file, add it to format.Formats; to find more in
// texts, see the stage that finds it.
package ingest

import (
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/claim"
	"github.com/communique-kg/communique/ingest/amount"
	"github.com/communique-kg/communique/ingest/format"
	"github.com/communique-kg/communique/ingest/lang"
	"github.com/communique-kg/communique/ingest/lang/grammar"
	"github.com/communique-kg/communique/ingest/region"
	"github.com/communique-kg/communique/ingest/said"
	"github.com/communique-kg/communique/ingest/when"
	"github.com/communique-kg/communique/ingest/who"
)

// Input is one document to be read.
type Input struct {
	Name   string            // file name; its extension helps where the content does not tell the format
	Data   []byte            // the bytes, at most format.MaxBytes
	Source communique.Source // what the caller knows; it goes before what the text says
	// Anchor is the publication date where neither Source nor the text has one;
	// zero where that stays unknown.
	Anchor communique.TimeValue
}

// Reader reads documents. It is not changed by reading, so many goroutines may share it.
type Reader struct {
	Gazetteer *who.Gazetteer
	Reference *claim.Reference // helps to date texts; nil knows nothing
	Grammar   *grammar.Models  // tags, trees and names; nil leaves texts without them
	Version   string           // name and version, as documents carry it: "communique 0.1.0"

	claims   *claim.Finder
	readings sync.Pool // of *communique.Reading, for their room
}

// NewReader loads what reading needs from the data folder. Errors name the
// file, the line and the remedy.
func NewReader(data fs.FS, version string) (*Reader, error) {
	g, err := who.Load(data)
	if err != nil {
		return nil, err
	}
	ref, err := claim.LoadReference(data)
	if err != nil {
		return nil, err
	}
	topics, err := claim.LoadTopics(data)
	if err != nil {
		return nil, err
	}
	var tenures []communique.Tenure
	seen := map[communique.EntityID]bool{}
	for _, o := range g.Offices() {
		if !seen[o.Organisation] {
			seen[o.Organisation] = true
			tenures = append(tenures, g.Tenures(o.Organisation)...)
		}
	}
	return &Reader{Gazetteer: g, Reference: ref.WithTenures(tenures), Grammar: grammar.New(data), Version: version,
		claims: &claim.Finder{Entity: g.Entity, Offices: g.Offices(), Tenures: g.Tenures, Topics: topics}}, nil
}

// Read reads one document. Errors are those of package format, with the name of
// the input before them; a document in a language other than English is
// returned with its text and regions, and without findings.
func (rd *Reader) Read(in Input) (d *communique.Document, err error) {
	// A fault in a finder must cost one document, never the thousand beside it.
	defer func() {
		if fault := recover(); fault != nil {
			d, err = nil, fmt.Errorf("ingest: a fault of the program, please report it: %v at %s", fault, place(debug.Stack()))
		}
	}()
	t, err := format.Parse(in.Name, in.Data)
	if err != nil {
		return nil, err
	}
	d = &communique.Document{
		ID:       communique.DocIDOf(in.Data),
		TextID:   communique.TextIDOf(t.Text),
		Reader:   rd.Version,
		Format:   t.Format,
		Language: t.Language,
		Text:     t.Text,
		Regions:  region.Classify(t.Text, t.Blocks),
		Sources:  []communique.Source{source(in, t)},
	}
	if d.Title = oneLine(t.Title); d.Title == "" {
		d.Title = oneLine(region.Title(d.Text, d.Regions))
	}
	if found := lang.Identify(t.Text); found != "" {
		d.Language = found // what the words show goes before what a page's head says
	}
	r, _ := rd.readings.Get().(*communique.Reading)
	if r == nil {
		r = &communique.Reading{}
	}
	r.Reuse(d)
	defer func() {
		r.Reuse(nil)
		rd.readings.Put(r)
	}()
	lang.Segment(r)
	if !readable(d.Language) {
		d.Sources[0].Published = statedDate(in, t)
		return d, d.Validate()
	}
	if rd.Grammar != nil {
		if err := rd.Grammar.Load(); err != nil {
			return nil, fmt.Errorf("ingest: %w", err)
		}
		r.Grammar = rd.Grammar
	}
	names := rd.Gazetteer.Scan(r)
	defer names.Close()
	names.Find()
	times := when.NewScan(r)
	times.Find()
	amount.Find(r)
	rd.date(r, scans{names, times}, in, t)
	if err := d.Validate(); err != nil {
		return nil, fmt.Errorf("ingest: %w", err)
	}
	return d, nil
}

// place returns where in this module a panic arose: the first line of the stack
// below the panic that names one of our files, less the folders above it.
func place(stack []byte) string {
	const module = "github.com/communique-kg/communique/"
	_, below, _ := strings.Cut(string(stack), "panic(")
	for line := range strings.Lines(below) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), module); ok {
			name, _, _ = strings.Cut(name, "(0x")
			return name
		}
	}
	return "an unknown place"
}

// readable reports whether the finders know the language. An unknown one, as of
// a text too short to tell, is tried.
func readable(language string) bool { return language == "" || language == "en" }

// source is where the document comes from: what the caller says, else what the
// file says of itself.
func source(in Input, t format.Text) communique.Source {
	s := in.Source
	for _, f := range []struct {
		field *string
		value string
	}{{&s.Outlet, t.Outlet}, {&s.Author, t.Author}, {&s.URL, t.URL}, {&s.Licence, t.Licence}, {&s.File, in.Name}} {
		if *f.field == "" {
			*f.field = oneLine(f.value)
		}
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// findings are what the stages found before anything was dated.
type findings struct {
	mentions []communique.Mention
	times    []communique.TimeValue
}

// scans are what the stages understood of the text itself, before anything was found in it.
type scans struct {
	names who.Scan
	times when.Scan
}

// interpret resolves what is relative against the publication date and makes
// statements and claims, from the undated findings, which it takes.
func (rd *Reader) interpret(r *communique.Reading, scans scans, undated findings, published communique.TimeValue) {
	r.Sources[0].Published = published
	r.Mentions, r.Times = undated.mentions, undated.times
	r.Statements, r.Claims = nil, nil
	scans.names.Resolve()
	scans.times.Resolve(published.Days)
	said.Find(r, rd.Gazetteer)
	scans.times.ResolveQuoted()
	r.Claims = rd.claims.Find(r)
}

// date settles the publication date and interprets the reading with it.
func (rd *Reader) date(r *communique.Reading, scans scans, in Input, t format.Text) {
	undated := findings{r.Mentions, r.Times}
	published := statedDate(in, t)
	if !published.Known() {
		published = writtenDate(r)
	}
	if !published.Known() {
		published = in.Anchor
	}
	if published.Known() {
		rd.interpret(r, scans, undated, published)
		return
	}
	rd.interpret(r, scans, findings{undated.mentions, slices.Clone(undated.times)}, published) // mentions are made anew
	if published = inferredDate(r, rd.Reference, rd.Gazetteer); published.Known() {
		rd.interpret(r, scans, undated, published)
	}
}
