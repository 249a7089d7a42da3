package grammar

import "encoding/binary"

// arcs is a table of three classes, the parser's moves, in rows of four bytes: the
// owner's byte, then the weights, with 128 added. Two rows are read at once.
type arcs struct {
	rows []byte
	mask uint32 // number of rows less one, a power of two less one
}

// add adds the weights of feature h, if there are any, to three lanes of sixteen bits.
func (t *arcs) add(sum, h uint64) uint64 {
	x := binary.LittleEndian.Uint64(t.rows[home(h, t.mask)&^1*4:])
	o := owner(h)
	if byte(x) != o {
		x >>= 32
		if byte(x) != o {
			return sum + bias*0x000100010001
		}
	}
	return sum + (x >> 8 & 0xFF) + (x >> 16 & 0xFF << 16) + (x >> 24 & 0xFF << 32)
}
