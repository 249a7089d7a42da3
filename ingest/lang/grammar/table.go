package grammar

import "encoding/binary"

// table holds the weights of features: rows of stride bytes, the first of which
// tells the feature that owns the row from others that would come to lie there,
// the rest one weight for each class from 1. Weights are signed and stored with
// 128 added. A feature lies in one of two neighbouring rows, or nowhere.
//
// Most features have no row. Their owners lie apart, so that a row is only touched
// where it counts; rows are read eight bytes at a time, and the bytes summed in
// lanes of sixteen bits, so that a row of forty classes costs ten additions.
type table struct {
	rows   []byte
	owners []byte // the first byte of each row
	mask   uint32 // number of rows less one, a power of two less one
	stride uint32 // a multiple of eight
}

// maxLanes is how many words of lanes the widest table needs: two for each eight bytes.
const maxLanes = 2 * 6

// maxFeatures is how many features can be summed at once.
const maxFeatures = 64

// bias is what a stored weight has on top.
const bias = 128

// lanes are running sums of weights: class c stands in word c/8*2 + c%2, in the
// sixteen bits from 16*(c%8/2). A sum must not take more than 256 rows.
type lanes [maxLanes]uint64

func home(h uint64, mask uint32) uint32 { return uint32(h>>32) & mask }

// homes returns the two rows in which a feature may lie.
func homes(h uint64, mask uint32) (first, second uint32) {
	first = home(h, mask)
	return first, first ^ 1
}

// owner is the byte by which a row knows its feature. A row that nobody owns holds
// weights of zero.
func owner(h uint64) byte { return byte(h) }

// size tells the table how long its rows are.
func (t *table) size(stride int) {
	t.stride, t.mask = uint32(stride), mask(t.rows, stride)
	t.owners = make([]byte, t.mask+1)
	for i := range t.owners {
		t.owners[i] = t.rows[i*stride]
	}
}

// find puts the places of the rows of the features, at most maxFeatures, into at.
func (t *table) find(at *[maxFeatures]uint32, features []uint64) []uint32 {
	// Where a row is, is guessed by no branch: half of the guesses would be wrong.
	n := 0
	owners := t.owners
	for _, h := range features {
		slot := home(h, t.mask)
		first, second, o := owners[slot], owners[slot^1], owner(h)
		step, has := uint32(1), 0
		if second == o {
			has = 1
		}
		if first == o {
			step, has = 0, 1
		}
		at[n&(maxFeatures-1)] = (slot ^ step) * t.stride
		n += has
	}
	return at[:min(n, maxFeatures)]
}

// sum sets the lanes to the sum of the rows that were found.
func (t *table) sum(sum *lanes, found []uint32) {
	const every = 0x00FF00FF00FF00FF // other byte
	columns := min(int(t.stride)/8, maxLanes/2)
	// Two at a time, so that a row's place is looked up half as often.
	i := 0
	for ; i+1 < columns; i += 2 {
		var even, odd, even2, odd2 uint64
		rows := t.rows[i*8:]
		for _, a := range found {
			row := rows[a:][:16]
			x, y := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(row[8:])
			even += x & every
			odd += x >> 8 & every
			even2 += y & every
			odd2 += y >> 8 & every
		}
		sum[2*i], sum[2*i+1], sum[2*i+2], sum[2*i+3] = even, odd, even2, odd2
	}
	if i < columns {
		var even, odd uint64
		rows := t.rows[i*8:]
		for _, a := range found {
			x := binary.LittleEndian.Uint64(rows[a:])
			even += x & every
			odd += x >> 8 & every
		}
		sum[2*i], sum[2*i+1] = even, odd
	}
}

// best returns the class from 1 to classes-1 with the greatest sum over the features,
// the first of equals; one of those given where any are.
func (t *table) best(features []uint64, classes int, of []byte) int {
	var at [maxFeatures]uint32
	found := t.find(&at, features)
	if len(of) == 0 {
		var sum lanes
		t.sum(&sum, found)
		return sum.best(classes)
	}
	best, most := 0, -1
	for _, c := range of {
		sum, weights := 0, t.rows[c:]
		for _, a := range found {
			sum += int(weights[a])
		}
		if sum > most {
			best, most = int(c), sum
		}
	}
	return best
}

// class returns the sum of class c.
func (l *lanes) class(c int) int {
	return int(l[c>>3<<1|c&1] >> (uint(c&7>>1) * 16) & 0xFFFF)
}

// best returns the class from 1 to classes-1 with the greatest sum, the first of equals.
func (l *lanes) best(classes int) int {
	best := 0
	see := func(c int, sum uint64) { best = max(best, int(sum&0xFFFF)<<8|(0xFF-c)) }
	c := 1
	for ; c < min(8, classes); c++ {
		see(c, uint64(l.class(c)))
	}
	for ; c+8 <= classes; c += 8 {
		even, odd := l[c>>2], l[c>>2+1]
		see(c, even)
		see(c+1, odd)
		see(c+2, even>>16)
		see(c+3, odd>>16)
		see(c+4, even>>32)
		see(c+5, odd>>32)
		see(c+6, even>>48)
		see(c+7, odd>>48)
	}
	for ; c < classes; c++ {
		see(c, uint64(l.class(c)))
	}
	return 0xFF - best&0xFF
}
