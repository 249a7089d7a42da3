package grammar

import (
	"bytes"
	"cmp"
	"math"
	"slices"
)

// vocabulary numbers the features that training has seen often enough.
type vocabulary struct {
	keys  []uint64 // open addressing; 0 marks a free place
	ids   []int32  // while counting: how often
	mask  uint64
	count int
}

func newVocabulary() *vocabulary {
	const first = 1 << 16
	return &vocabulary{keys: make([]uint64, first), ids: make([]int32, first), mask: first - 1}
}

func (v *vocabulary) place(h uint64) uint64 {
	for i := h >> 20 & v.mask; ; i = (i + 1) & v.mask {
		if v.keys[i] == h || v.keys[i] == 0 {
			return i
		}
	}
}

// see counts a feature.
func (v *vocabulary) see(h uint64) {
	i := v.place(h)
	if v.keys[i] == 0 {
		v.keys[i] = h
		v.count++
	}
	v.ids[i]++
	if v.count*2 > len(v.keys) {
		v.resize(len(v.keys) * 2)
	}
}

func (v *vocabulary) resize(n int) {
	keys, ids := v.keys, v.ids
	v.keys, v.ids, v.mask = make([]uint64, n), make([]int32, n), uint64(n-1)
	for i, h := range keys {
		if h != 0 {
			p := v.place(h)
			v.keys[p], v.ids[p] = h, ids[i]
		}
	}
}

// keep numbers the features seen at least least times and forgets the others.
// It returns how often each was seen, by number.
func (v *vocabulary) keep(least int) []int32 {
	keys, ids := v.keys, v.ids
	n := 0
	for _, c := range ids {
		if int(c) >= least {
			n++
		}
	}
	size := 1 << 10
	for size < n*2 {
		size *= 2
	}
	v.keys, v.ids, v.mask, v.count = make([]uint64, size), make([]int32, size), uint64(size-1), 0
	var counts []int32
	for i, h := range keys {
		if int(ids[i]) >= least && h != 0 {
			p := v.place(h)
			v.keys[p], v.ids[p] = h, int32(v.count)
			v.count++
			counts = append(counts, ids[i])
		}
	}
	return counts
}

// id returns the number of a feature, -1 where it was not kept.
func (v *vocabulary) id(h uint64) int32 {
	if i := v.place(h); v.keys[i] != 0 {
		return v.ids[i] // -1 for one that was trimmed
	}
	return -1
}

// linear is an averaged perceptron with a margin. All its sums are integers, so
// that training gives the same weights on every machine.
type linear struct {
	features *vocabulary
	counts   []int32
	classes  int
	margin   int32
	weights  []int32 // by feature, then class
	totals   []int64 // updates times the step they were made in
	step     int64

	homes func(h uint64, mask uint32) (first, second uint32) // the rows in which a feature may lie
}

// newLinear makes a model of the features that were counted least times.
func newLinear(features *vocabulary, classes, least int, margin int32) *linear {
	counts := features.keep(least)
	n := len(counts) * classes
	return &linear{features: features, counts: counts, classes: classes, margin: margin, weights: make([]int32, n), totals: make([]int64, n), step: 1, homes: homes}
}

// find puts the places of the features' weights into ids, -1 for those it does not know.
func (l *linear) find(ids []int32, features []uint64) []int32 {
	ids = ids[:0]
	for _, h := range features {
		if id := l.features.id(h); id >= 0 {
			ids = append(ids, id*int32(l.classes))
		}
	}
	return ids
}

func (l *linear) score(ids, scores []int32) {
	clear(scores)
	for _, id := range ids {
		for c, w := range l.weights[id : int(id)+l.classes] {
			scores[c] += w
		}
	}
}

func (l *linear) update(ids []int32, good, bad int) {
	for _, id := range ids {
		l.weights[int(id)+good]++
		l.totals[int(id)+good] += l.step
		l.weights[int(id)+bad]--
		l.totals[int(id)+bad] -= l.step
	}
}

// learn returns the class from 1 with the greatest score, one of those given where
// any are, and moves the weights where gold is not far enough ahead of the others.
func (l *linear) learn(ids, scores []int32, gold int, of []byte) int {
	best, rival, known := 0, 0, len(of) == 0
	see := func(c int) {
		if best == 0 || scores[c] > scores[best] {
			best = c
		}
		if c != gold && (rival == 0 || scores[c] > scores[rival]) {
			rival = c
		}
		known = known || c == gold
	}
	for c := 1; c < l.classes && len(of) == 0; c++ {
		see(c)
	}
	for _, c := range of {
		see(int(c))
	}
	if known && scores[gold]-scores[rival] <= l.margin {
		l.update(ids, gold, rival)
	}
	l.step++
	return best
}

// restart begins the mean anew: it is that of the weights from here on.
func (l *linear) restart() {
	clear(l.totals)
	l.step = 1
}

// back gives the weights the values that they had once, as one more update: the mean
// is that of all steps before and after.
func (l *linear) back(to []int32) {
	for i, w := range to {
		l.totals[i] += int64(w-l.weights[i]) * l.step
		l.weights[i] = w
	}
}

// average returns the mean weight over all steps.
func (l *linear) average(i int) float64 {
	return float64(l.weights[i]) - float64(l.totals[i])/float64(l.step)
}

// ranked is a feature by how much it decides.
type ranked struct {
	hash   uint64
	at     int // of its row in the table
	weight float64
}

// placed returns the features that get a row in a table of so many rows. Where
// two want the same, the one that decides more has it.
func (l *linear) placed(rows int) []ranked {
	var all []ranked
	for i, h := range l.features.keys {
		id := l.features.ids[i]
		if h == 0 || id < 0 {
			continue
		}
		most := 0.0
		for c := range l.classes {
			most = max(most, math.Abs(l.average(int(id)*l.classes+c)))
		}
		if most > 0 {
			all = append(all, ranked{h, 0, most * math.Log1p(float64(l.counts[id]))})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.hash, b.hash))
	})
	taken := make([]bool, rows)
	mask := uint32(rows - 1)
	kept := all[:0]
	for _, r := range all {
		first, second := l.homes(r.hash, mask)
		if r.at = int(first); taken[r.at] {
			r.at = int(second)
		}
		if !taken[r.at] {
			taken[r.at] = true
			kept = append(kept, r)
		}
	}
	return kept
}

// trim forgets the features that would get no row, so that training goes on with
// what the table can hold.
func (l *linear) trim(rows int) (kept int) {
	features := l.placed(rows)
	keep := make(map[uint64]bool, len(features))
	for _, f := range features {
		keep[f.hash] = true
	}
	for i, h := range l.features.keys {
		if h != 0 && !keep[h] {
			l.features.ids[i] = -1
		}
	}
	return len(features)
}

// pack writes the averaged weights into rows of stride bytes; the classes stand
// behind the owner's byte from class first on.
func (l *linear) pack(rows, stride, first int) []byte {
	all := l.placed(rows)
	var sizes []float64
	for _, r := range all {
		id := l.features.id(r.hash)
		for c := first; c < l.classes; c++ {
			if w := math.Abs(l.average(int(id)*l.classes + c)); w > 0 {
				sizes = append(sizes, w)
			}
		}
	}
	scale := scaleOf(sizes)
	out := bytes.Repeat([]byte{bias}, rows*stride)
	for at := range rows {
		out[at*stride] = 0
	}
	for _, r := range all {
		row := out[r.at*stride : (r.at+1)*stride]
		row[0] = owner(r.hash)
		id := l.features.id(r.hash)
		for c := first; c < l.classes; c++ {
			row[1+c-first] = asByte(l.average(int(id)*l.classes+c) * scale)
		}
	}
	return out
}
