package grammar

import "encoding/binary"

// table holds the weights of features: rows of stride bytes, the first of which
// tells the feature that owns the row from others that would come to lie there,
// the rest one weight for each class from 1. Weights are signed and stored with
// 128 added. A feature lies in one of two neighbouring rows, or nowhere.
//
// Rows are read eight bytes at a time, and the bytes summed in lanes of sixteen
// bits, so that a row of forty classes costs ten additions.
type table struct {
	rows   []byte
	mask   uint32 // number of rows less one, a power of two less one
	stride uint32 // a multiple of eight
}

// maxLanes is how many words of lanes the widest table needs: two for each eight bytes.
const maxLanes = 2 * 6

// bias is what a stored weight has on top.
const bias = 128

// lanes are running sums of weights: class c stands in word c/8*2 + c%2, in the
// sixteen bits from 16*(c%8/2). A sum must not take more than 256 rows.
type lanes [maxLanes]uint64

func home(h uint64, mask uint32) uint32 { return uint32(h>>32) & mask }

// owner is the byte by which a row knows its feature. A row that nobody owns holds
// weights of zero.
func owner(h uint64) byte { return byte(h) }

// add adds the row of feature h, if there is one.
func (t *table) add(sum *lanes, h uint64) {
	slot := home(h, t.mask)
	at := slot * t.stride
	if t.rows[at] != owner(h) {
		at = (slot ^ 1) * t.stride
		if t.rows[at] != owner(h) {
			return
		}
	}
	row := t.rows[at : at+t.stride]
	for i := 0; len(row) >= 8; i += 2 {
		x := binary.LittleEndian.Uint64(row)
		sum[i] += x & 0x00FF00FF00FF00FF
		sum[i+1] += x >> 8 & 0x00FF00FF00FF00FF
		row = row[8:]
	}
}

// class returns the sum of class c.
func (l *lanes) class(c int) int {
	return int(l[c>>3<<1|c&1] >> (uint(c&7>>1) * 16) & 0xFFFF)
}

// best returns the class from 1 to classes-1 with the greatest sum, the first of equals.
func (l *lanes) best(classes int) int {
	best, most := 1, -1
	for c := 1; c < classes; c++ {
		if v := l.class(c); v > most {
			best, most = c, v
		}
	}
	return best
}
