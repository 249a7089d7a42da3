package grammar

import (
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
		return v.ids[i]
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
}

// newLinear makes a model of the features that were counted least times.
func newLinear(features *vocabulary, classes, least int, margin int32) *linear {
	counts := features.keep(least)
	n := len(counts) * classes
	return &linear{features: features, counts: counts, classes: classes, margin: margin, weights: make([]int32, n), totals: make([]int64, n), step: 1}
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

// average returns the mean weight over all steps.
func (l *linear) average(i int) float64 {
	return float64(l.weights[i]) - float64(l.totals[i])/float64(l.step)
}

// pack writes the averaged weights into rows of stride bytes; the classes stand
// behind the owner's byte from class first on. Where two features want a row, the
// one that decides more keeps it.
func (l *linear) pack(rows, stride, first int) []byte {
	type ranked struct {
		hash   uint64
		id     int32
		weight float64
	}
	var all []ranked
	var sizes []float64
	for i, h := range l.features.keys {
		if h == 0 {
			continue
		}
		id := l.features.ids[i]
		most := 0.0
		for c := range l.classes {
			w := math.Abs(l.average(int(id)*l.classes + c))
			most = max(most, w)
			if w > 0 {
				sizes = append(sizes, w)
			}
		}
		if most > 0 {
			all = append(all, ranked{h, id, most * math.Log1p(float64(l.counts[id]))})
		}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.hash, b.hash))
	})
	// The few greatest weights are cut off, so that the others keep their differences.
	slices.Sort(sizes)
	scale := 1.0
	if len(sizes) > 0 {
		scale = (bias - 1) / sizes[int(float64(len(sizes)-1)*0.9998)]
	}
	out := make([]byte, rows*stride)
	mask := uint32(rows - 1)
	for _, r := range all {
		at := int(home(r.hash, mask))
		if out[at*stride] != 0 {
			at ^= 1
		}
		if out[at*stride] != 0 {
			continue
		}
		row := out[at*stride : (at+1)*stride]
		for i := range row {
			row[i] = bias
		}
		row[0] = owner(r.hash)
		for c := first; c < l.classes; c++ {
			w := math.Round(l.average(int(r.id)*l.classes+c) * scale)
			row[1+c-first] = byte(int(max(-bias+1, min(bias-1, w))) + bias)
		}
	}
	return out
}
