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
const edition = 3

// magic opens every file of weights.
const magic = "communique weights\n"

const headerSize = len(magic) + 1 + 16

const remedy = "make it again with go run ./cmd/modeltrain (data/models/README.md)"

// part is one table of the models and its file.
type part struct {
	name   string // in data
	stride int    // bytes of a row
	count  int    // of rows, 0 where any power of two will do
	rows   *[]byte
	ready  func()
}

// The rows of the tables: the owner's byte and one weight for each class, in
// multiples of eight bytes where the table is a wide one.
const (
	tagStride      = 40
	moveStride     = 4
	relationStride = 48
	nameStride     = 16
	choiceStride   = 8
)

// parts lists the tables of tagger and parser, each with what is to be done once
// its rows are there.
func (m *Models) parts() []part {
	lex, p := &m.tagger.lexicon, &m.parser
	return []part{
		{"models/lexicon.bin", lexiconSlot, 0, &lex.slots, func() { lex.mask = mask(lex.slots, lexiconSlot) }},
		{"models/tags.bin", tagStride, 0, &m.tagger.weights.rows, func() { m.tagger.weights.size(tagStride) }},
		{"models/moves.bin", moveStride, moveRows, &p.moves.rows, p.moves.size},
		{"models/choices.bin", choiceStride, choiceRows, &p.choices.rows, func() {}},
		{"models/relations.bin", relationStride, 0, &p.relations.rows, func() { p.relations.size(relationStride) }},
	}
}

// namedParts is parts of the name finder.
func (m *Models) namedParts() []part {
	return []part{{"models/names.bin", nameStride, 0, &m.finder.weights.rows, func() { m.finder.weights.size(nameStride) }}}
}

// Files returns the files of the models by their names in data.
func (m *Models) Files() map[string][]byte {
	_, _ = m.Load(), m.loadNames() // what could not be read is empty and differs from its file
	files := map[string][]byte{}
	for _, p := range append(m.parts(), m.namedParts()...) {
		files[p.name] = seal(*p.rows, p.stride)
	}
	return files
}

// read reads tables from their files, unless they were trained in this process.
func (m *Models) read(parts []part) error {
	if m.data == nil {
		return nil
	}
	for _, p := range parts {
		rows, err := open(m.data, p)
		if err != nil {
			return err
		}
		*p.rows = rows
		p.ready()
	}
	return nil
}

// mask returns the number of rows less one.
func mask(rows []byte, stride int) uint32 { return uint32(len(rows)/stride - 1) }

func newTable(rows []byte, stride int) table {
	t := table{rows: rows}
	t.size(stride)
	return t
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

// open returns the rows of a table from its sealed file.
func open(data fs.FS, p part) ([]byte, error) {
	name, stride := p.name, p.stride
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
	case len(rows)%stride != 0 || bits.OnesCount(uint(len(rows)/stride)) != 1 || len(rows)/stride < 2, p.count > 0 && len(rows) != p.count*stride:
		return wrong("is of an impossible size")
	}
	return rows, nil
}
