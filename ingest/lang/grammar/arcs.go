package grammar

import "encoding/binary"

// arcs is a table of three classes, the parser's moves, in rows of four bytes: the
// owner's byte, then the weights, with 128 added. Two rows are read at once.
type arcs struct {
	rows []byte
	mask uint32 // number of rows less one, a power of two less one
}

// sum adds up the weights of the features, in lanes of sixteen bits that have 128
// too much for each feature. It takes no branches, which would be guessed
// wrongly half the time.
func (t *arcs) sum(features []uint64) (sum uint64) {
	const none = uint32(bias<<8 | bias<<16 | bias<<24)
	rows, mask := t.rows, t.mask
	for _, h := range features {
		two := binary.LittleEndian.Uint64(rows[home(h, mask)&^1*moveStride:])
		row := none
		if second := uint32(two >> 32); byte(second) == owner(h) {
			row = second
		}
		if first := uint32(two); byte(first) == owner(h) {
			row = first
		}
		x := uint64(row)
		sum += x>>8&0xFF + x&0xFF0000 + x>>24<<32
	}
	return sum
}
