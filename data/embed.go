// Package data is what Communiqué knows before it reads anything: the gazetteer
// (who and what there is, by which names, in which office and when), reference
// facts (dated claims, each with the public record it rests on), a sample
// collection of short reports, and the models of grammar (models/README.md).
//
// The tables are compiled by hand from the public record; README.md has their
// layouts, their sources and how to add a row. The tests of this package prove
// that every row parses, that every id that is named exists, and that dates,
// tenures and member counts agree with each other.
//
// Only package cmd imports it and hands [Files] on; others take an fs.FS.
package data

import (
	"embed"
	"io/fs"
)

//go:embed gazetteer reference samples models/*.bin
var files embed.FS

// Files returns the data folder: gazetteer/*.tsv, reference/*.tsv, samples and models/*.bin.
func Files() fs.FS { return files }
