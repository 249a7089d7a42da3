package grammar

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
)

// arcs is the table of the parser's moves, in rows of four bytes: the weights of
// the three moves, with 128 added, then the owner's byte. A feature lies in one row,
// or nowhere.
type arcs struct {
	rows  []byte
	whole *[moveRows]uint32 // the same, a row a number
}

// none is the row of a feature that has none.
const none = bias | bias<<8 | bias<<16

// arcOwner is the byte by which a row knows its feature.
func arcOwner(h uint64) byte { return byte(h >> 56) }

// arcHome returns the only row in which a feature may lie, twice.
func arcHome(h uint64, mask uint32) (first, second uint32) { return uint32(h) & mask, uint32(h) & mask }

// size makes the rows ready, of which there are moveRows.
func (t *arcs) size() {
	t.whole = new([moveRows]uint32)
	for i := range t.whole {
		t.whole[i] = binary.LittleEndian.Uint32(t.rows[i*moveStride:])
	}
}

func newArcs(rows []byte) arcs {
	t := arcs{rows: rows}
	t.size()
	return t
}

// sum adds up the weights of the features in three lanes, which scores takes apart,
// with 128 too much for each feature. It takes no branches, which would be guessed
// wrongly half the time.
func (t *arcs) sum(features []uint64) uint64 {
	var whole, outer uint64
	rows := t.whole
	for _, h := range features {
		row := rows[h&(moveRows-1)]
		if byte(row>>24) != arcOwner(h) {
			row = none
		}
		whole += uint64(row)
		outer += uint64(row & 0xFF00FF)
	}
	return outer | (whole-outer)>>8&0xFFFF<<32 // what is left of the whole is the lane between, below the owners
}

// scores takes the sum of so many features apart.
func scores(sum uint64, features int32) [moves]int32 {
	zero := features * bias
	return [moves]int32{shift: int32(sum&0xFFFF) - zero, left: int32(sum>>32) - zero, right: int32(sum>>16&0xFFFF) - zero}
}

// arcScale returns by what the weights of moves are multiplied to be stored.
func (l *linear) arcScale() float64 {
	var sizes []float64
	for i, h := range l.features.keys {
		if h == 0 || l.features.ids[i] < 0 {
			continue
		}
		for m := range l.classes {
			if w := l.average(int(l.features.ids[i])*l.classes + m); w != 0 {
				sizes = append(sizes, math.Abs(w))
			}
		}
	}
	return scaleOf(sizes)
}

// packArcs writes the averaged weights of moves into the rows of a table. Features
// that have no row were trimmed.
func (l *linear) packArcs() []byte {
	scale := l.arcScale()
	out := bytes.Repeat([]byte{bias, bias, bias, 0}, moveRows)
	for _, r := range l.placed(moveRows) {
		row := out[r.at*moveStride : (r.at+1)*moveStride]
		for m := range l.classes {
			row[m] = asByte(l.average(int(l.features.id(r.hash))*l.classes+m) * scale)
		}
		row[l.classes] = arcOwner(r.hash)
	}
	return out
}

// scaleOf returns by what weights of these sizes are multiplied to be stored. The
// few greatest are cut off, so that the others keep their differences.
func scaleOf(sizes []float64) float64 {
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return (bias - 1) / sizes[int(float64(len(sizes)-1)*0.9998)]
}

// asByte returns a weight as a row holds it.
func asByte(w float64) byte { return byte(int(max(-bias+1, min(bias-1, math.Round(w)))) + bias) }
