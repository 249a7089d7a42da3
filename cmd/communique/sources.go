package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/when"
)

// source is what the user says of where a document comes from.
type source struct{ outlet, author, published, url, licence string }

// over returns s with the gaps filled from t.
func (s source) over(t source) source {
	for _, f := range []struct {
		field *string
		value string
	}{{&s.outlet, t.outlet}, {&s.author, t.author}, {&s.published, t.published}, {&s.url, t.url}, {&s.licence, t.licence}} {
		if *f.field == "" {
			*f.field = f.value
		}
	}
	return s
}

// parseDate reads a publication date as the user writes it.
func parseDate(s string) (communique.TimeValue, error) {
	v, ok := when.ParseDate(s)
	if !ok || !v.Known() {
		return v, fmt.Errorf("%q is not a date; write it as 2016-06-15, 2016-06 or 2016", s)
	}
	return v, nil
}

// checkDate refuses a publication date that cannot be read; an empty one is unknown.
func checkDate(s string) error {
	if s == "" {
		return nil
	}
	_, err := parseDate(s)
	return err
}

// rowOf finds what a table says of a document: by its path or, else, by its base name.
func rowOf[T any](table map[string]T, f file) (T, bool) {
	if row, ok := table[f.path]; ok {
		return row, true
	}
	row, ok := table[filepath.Base(f.path)]
	return row, ok
}

// sourceColumns are the columns of a table of sources, with their other names.
var sourceColumns = map[string]func(*source) *string{
	"outlet":    func(s *source) *string { return &s.outlet },
	"author":    func(s *source) *string { return &s.author },
	"published": func(s *source) *string { return &s.published },
	"date":      func(s *source) *string { return &s.published },
	"url":       func(s *source) *string { return &s.url },
	"licence":   func(s *source) *string { return &s.licence },
}

// readSources reads a table of sources: tab separated, with a header that names
// file and any of sourceColumns; other columns are left alone. The result finds
// a document by its path or, else, by its base name.
func readSources(path string) (func(file) source, error) {
	fail := func(line int, err error) error { return fmt.Errorf("--sources %s line %d: %w", path, line, err) }
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("--sources %s: %w", path, reason(err))
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.Comment = '\t', -1, true, '#'
	header, err := r.Read()
	if err != nil {
		return nil, fail(1, errors.New("want a header that names the column file and any of outlet, author, published, url, licence"))
	}
	name := slices.Index(header, "file")
	if name < 0 {
		return nil, fail(1, fmt.Errorf("no column file among %s", strings.Join(header, ", ")))
	}
	byName := map[string]source{}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("--sources %s: %w", path, err)
		}
		line, _ := r.FieldPos(0)
		if len(row) <= name || row[name] == "" {
			return nil, fail(line, errors.New("no file named"))
		}
		var s source
		for i, cell := range row {
			if i < len(header) && sourceColumns[header[i]] != nil {
				*sourceColumns[header[i]](&s) = strings.TrimSpace(cell)
			}
		}
		if err := checkDate(s.published); err != nil {
			return nil, fail(line, err)
		}
		if _, twice := byName[row[name]]; twice {
			return nil, fail(line, fmt.Errorf("%s stands here a second time", row[name]))
		}
		byName[row[name]] = s
	}
	return func(f file) source {
		s, _ := rowOf(byName, f)
		return s
	}, nil
}
