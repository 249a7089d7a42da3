package search

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
)

// Bleve trusts what its files say, so damage may show as a panic, or as a fault
// of the memory that a file is mapped to. Neither may end the program, because
// an index can always be made anew.

// guard turns a panic or fault of the function that defers it into an error.
// It is used as: defer guard(&err)().
func guard(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if r := recover(); r != nil {
			*err = fmt.Errorf("search: the index is damaged, rebuild it: %v", r)
		}
	}
}

// brokenSegments returns the segment files of an index whose bytes are not
// those that were written: each ends with the checksum of the rest. A file that
// was not finished when a program was killed is among them too; Bleve deletes
// it when it opens the index.
func brokenSegments(path string) (broken []string) {
	files, _ := filepath.Glob(filepath.Join(path, "store", "*.zap")) // the pattern is sound
	for _, file := range files {
		if !wholeSegment(file) {
			broken = append(broken, file)
		}
	}
	return broken
}

func wholeSegment(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < crc32.Size {
		return false
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyBuffer(sum, io.LimitReader(f, info.Size()-crc32.Size), make([]byte, 256<<10)); err != nil {
		return false
	}
	var want [crc32.Size]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return false
	}
	return binary.BigEndian.Uint32(want[:]) == sum.Sum32()
}
