// Package corpus keeps the only truth of a store: an append-only log of the
// documents that were read and of what people said about them. Everything else,
// graph and search index, is derived from it and can be made again.
//
// An entry is a reading of a document, a further source for one, or an
// annotation. It has a sequence number without gaps, the time at which it was
// recorded (which never runs backwards) and the agent who wrote it. Texts and
// original bytes are kept once under the hash of their content, compressed.
// Appending what is already there changes nothing, so that any worker may
// repeat any job.
//
// The log stands on a backend, an ordered key-value store with transactions
// (backend.go); bolt.go is the one on bbolt. A further backend is one file that
// passes the conformance suite of conformance_test.go.
package corpus
