package grammar

import "encoding/binary"

// arcs is a table of three classes, the parser's moves, in rows of four bytes: the
// owner's byte, then the weights, with 128 added. Two rows are read at once.
type arcs struct {
	rows []byte
	two  []uint64 // the rows, two by two
}

// size makes the rows ready.
func (t *arcs) size() {
	t.two = make([]uint64, len(t.rows)/(2*moveStride))
	for i := range t.two {
		t.two[i] = binary.LittleEndian.Uint64(t.rows[2*moveStride*i:])
	}
}

func newArcs(rows []byte) arcs {
	t := arcs{rows: rows}
	t.size()
	return t
}

// sum adds up the weights of the features, in lanes of sixteen bits that have 128
// too much for each feature. It takes no branches, which would be guessed
// wrongly half the time.
func (t *arcs) sum(features []uint64) uint64 {
	const none = uint32(bias<<8 | bias<<16 | bias<<24)
	all := t.two
	mask := uint64(len(all)) - 1
	var outer, inner uint64
	for _, h := range features {
		two := all[h>>33&mask]
		first, second := uint32(two), uint32(two>>32)
		row := none
		if byte(second) == owner(h) {
			row = second
		}
		if byte(first) == owner(h) {
			row = first
		}
		outer += uint64(row >> 8 & 0xFF00FF)
		inner += uint64(row & 0xFF0000)
	}
	return outer&0xFFFF | inner | outer>>16<<32
}
