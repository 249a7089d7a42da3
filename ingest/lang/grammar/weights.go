package grammar

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math/bits"
)

// edition is raised whenever the features change, so that weights of other
// features are told apart.
const edition = 1

// magic opens every file of weights.
const magic = "communique weights\n"

// The files of the models, in the folder models of data.
const (
	lexiconFile  = "models/lexicon.bin"
	tagFile      = "models/tags.bin"
	moveFile     = "models/moves.bin"
	relationFile = "models/relations.bin"
	headerSize   = len(magic) + 1 + 16
	remedy       = "make it again with go run ./cmd/modeltrain --treebanks DIR --out data/models"
)

// Files returns the files of the models by their names in data.
func (m *Models) Files() map[string][]byte {
	return map[string][]byte{
		lexiconFile:  seal(m.tagger.lexicon.slots, lexiconSlot),
		tagFile:      seal(m.tagger.weights.rows, tagStride),
		moveFile:     seal(m.parser.moves.rows, moveStride),
		relationFile: seal(m.parser.relations.rows, relStride),
	}
}

// seal puts the head before a table: magic, padding, edition, stride, length and
// checksum of the rest.
func seal(rows []byte, stride int) []byte {
	head := make([]byte, headerSize, headerSize+len(rows))
	copy(head, magic)
	at := headerSize - 16
	for i, v := range []uint32{edition, uint32(stride), uint32(len(rows)), crc32.ChecksumIEEE(rows)} {
		binary.LittleEndian.PutUint32(head[at+4*i:], v)
	}
	return append(head, rows...)
}

// open returns the table in a sealed file.
func open(data fs.FS, name string, stride int) ([]byte, error) {
	b, err := fs.ReadFile(data, name)
	if err != nil {
		return nil, fmt.Errorf("grammar: %w; %s", err, remedy)
	}
	wrong := func(what string) ([]byte, error) {
		return nil, fmt.Errorf("grammar: %s %s; %s", name, what, remedy)
	}
	if len(b) < headerSize || string(b[:len(magic)]) != magic {
		return wrong("holds no weights")
	}
	var v [4]uint32
	for i := range v {
		v[i] = binary.LittleEndian.Uint32(b[headerSize-16+4*i:])
	}
	rows := b[headerSize:]
	switch {
	case v[0] != edition || v[1] != uint32(stride):
		return wrong("was made by another edition of this program")
	case int64(v[2]) != int64(len(rows)) || crc32.ChecksumIEEE(rows) != v[3]:
		return wrong("is damaged")
	case len(rows)%stride != 0 || bits.OnesCount(uint(len(rows)/stride)) != 1 || len(rows)/stride < 2:
		return wrong("is of an impossible size")
	}
	return rows, nil
}

func newTable(rows []byte, stride int) table {
	return table{rows: rows, mask: uint32(len(rows)/stride - 1), stride: uint32(stride)}
}

func (m *Models) read(data fs.FS) error {
	lex, err := open(data, lexiconFile, lexiconSlot)
	if err != nil {
		return err
	}
	tags, err := open(data, tagFile, tagStride)
	if err != nil {
		return err
	}
	moves, err := open(data, moveFile, moveStride)
	if err != nil {
		return err
	}
	relations, err := open(data, relationFile, relStride)
	if err != nil {
		return err
	}
	m.tagger = tagger{lexicon: lexicon{slots: lex, mask: uint32(len(lex)/lexiconSlot - 1)}, weights: newTable(tags, tagStride)}
	m.parser = parser{moves: arcs{rows: moves, mask: uint32(len(moves)/moveStride - 1)}, relations: newTable(relations, relStride)}
	return nil
}
