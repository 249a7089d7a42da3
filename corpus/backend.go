package corpus

import (
	"context"
	"io"
)

// backend is an ordered key-value store with serial writers and snapshot readers.
type backend interface {
	// view runs fn on a snapshot. Views must be short and never nested.
	view(ctx context.Context, fn func(tx) error) error
	// update runs fn in the one write transaction; it commits durably when fn
	// returns nil and leaves nothing behind otherwise.
	update(ctx context.Context, fn func(tx) error) error
	// backup writes one consistent copy, while others read and write.
	backup(ctx context.Context, w io.Writer) (int64, error)
	// bytes returns the size of the store on disk.
	bytes() int64
	close() error
}

// tx is a transaction. Slices that it returns are valid until it ends.
type tx interface {
	get(t table, key []byte) []byte // nil where there is nothing
	put(t table, key, value []byte) error
	// scan calls fn for each pair from the key on, in order, until fn returns
	// false or the keys no longer begin with prefix.
	scan(t table, from, prefix []byte, fn func(key, value []byte) bool)
	last(t table) (key, value []byte) // nil where the table is empty
}

// table names one of the key spaces.
type table string

// The tables.
const (
	metaTable        table = "meta"        // "format" → version; "sheets" → how far they are made
	logTable         table = "log"         // seq → entry (JSON)
	readingTable     table = "readings"    // seq → Document (JSON, compressed)
	textTable        table = "texts"       // TextID → text (compressed)
	originalTable    table = "originals"   // DocID → bytes (compressed)
	documentTable    table = "documents"   // DocID, seq → kind: the log by document
	claimTable       table = "claims"      // ClaimID → DocID
	annotationsTable table = "annotations" // target, 0, seq → nothing: the log by target
	sheetTable       table = "sheets"      // DocID → its claims apart from it (sheet.go)
)

var tables = []table{metaTable, logTable, readingTable, textTable, originalTable, documentTable, claimTable, annotationsTable, sheetTable}
