package grammar

import (
	"math/rand/v2"
	"testing"

	"github.com/communique-kg/communique"
)

// A packed table gives each feature that found a row the weights it was taught.
func TestTableKeepsWeights(t *testing.T) {
	const classes, rows, stride = 39, 256, 40
	rng := rand.New(rand.NewPCG(5, 6))
	v := newVocabulary()
	var features []uint64
	for range 200 {
		h := rng.Uint64()
		features = append(features, h)
		v.see(h)
	}
	l := newLinear(v, classes, 1, 1)
	for _, h := range features {
		ids := l.find(nil, []uint64{h})
		for range 3 {
			l.update(ids, 1+rng.IntN(classes-1), 1+rng.IntN(classes-1))
			l.step++
		}
	}
	var at [maxFeatures]uint32
	kept := l.placed(rows)
	if len(kept) < 150 {
		t.Fatalf("%d of %d features found a row in %d", len(kept), len(features), rows)
	}
	scale := 0.0
	tab := newTable(l.pack(rows, stride, 1), stride)
	for _, f := range kept {
		var sum lanes
		tab.sum(&sum, tab.find(&at, []uint64{f.hash}))
		id := int(l.features.id(f.hash)) * classes
		for c := 1; c < classes; c++ {
			want := l.average(id + c)
			got := float64(sum.class(c) - bias)
			if want == 0 && got != 0 || want*got < 0 {
				t.Fatalf("feature %x class %d: %v, want the sign of %v", f.hash, c, got, want)
			}
			if want != 0 && scale == 0 {
				scale = got / want
			}
			if d := got - max(-bias+1, min(bias-1, want*scale)); d > 1.5 || d < -1.5 {
				t.Fatalf("feature %x class %d: %v, want %v", f.hash, c, got, want*scale)
			}
		}
	}
	strangers := 0
	for range 1000 {
		var sum lanes
		if tab.sum(&sum, tab.find(&at, []uint64{rng.Uint64()})); sum != (lanes{}) {
			strangers++
		}
	}
	if strangers > 30 {
		t.Errorf("%d of 1000 unknown features found a row", strangers)
	}
}

func TestArcsKeepWeights(t *testing.T) {
	v := newVocabulary()
	for h := uint64(1); h < 40; h++ {
		v.see(mix(h))
	}
	l := newLinear(v, int(moves), 1, 1)
	for h := uint64(1); h < 40; h++ {
		l.update(l.find(nil, []uint64{mix(h)}), int(h%3), int((h+1)%3))
		l.step++
	}
	l.homes = arcHome
	a := newArcs(l.packArcs())
	kept := l.placed(moveRows)
	if len(kept) < 30 {
		t.Fatalf("%d features found a row", len(kept))
	}
	for _, f := range kept {
		for c, got := range scores(a.sum([]uint64{f.hash}), 1) {
			if want := l.average(int(l.features.id(f.hash))*int(moves) + c); want*float64(got) < 0 || want == 0 != (got == 0) {
				t.Errorf("feature %x move %d: %d, want the sign of %v", f.hash, c, got, want)
			}
		}
	}
	if got := scores(a.sum([]uint64{1 << 56, 2 << 56}), 2); got != [moves]int32{} {
		t.Errorf("unknown features add %v", got)
	}
}

func TestTrimKeepsWhatHasARow(t *testing.T) {
	v := newVocabulary()
	for h := uint64(1); h < 100; h++ {
		v.see(mix(h))
	}
	l := newLinear(v, 3, 1, 1)
	for h := uint64(1); h < 100; h++ {
		l.update(l.find(nil, []uint64{mix(h)}), 0, 1)
		l.step++
	}
	n := l.trim(64)
	if n == 0 || n > 64 {
		t.Fatalf("%d features kept for 64 rows", n)
	}
	known := 0
	for h := uint64(1); h < 100; h++ {
		known += len(l.find(nil, []uint64{mix(h)}))
	}
	if known != n {
		t.Errorf("%d features are known after trimming to %d", known, n)
	}
}

func TestLexicon(t *testing.T) {
	counts := tally{}
	add := func(form uint64, tag communique.Tag, n int32) {
		if counts[form] == nil {
			counts[form] = &[communique.Tags]int32{}
		}
		counts[form][tag] += n
	}
	word := func(s string) uint64 { return hash([]byte(s)) }
	add(word("the"), communique.DT, 100)
	add(word("plans"), communique.NNS, 30)
	add(word("plans"), communique.VBZ, 10)
	add(word("rare"), communique.JJ, 1)
	add(word("slip"), communique.NN, 200)
	add(word("slip"), communique.UH, 1)
	l := learnLexicon(counts, Clusters{word("the"): {17, smallCase}, word("minister"): {300, capitalCase}})
	for s, want := range map[string]entry{
		"the":      {[3]communique.Tag{communique.DT}, true, cluster{17, smallCase}},
		"plans":    {[3]communique.Tag{communique.NNS, communique.VBZ}, false, cluster{}},
		"rare":     {[3]communique.Tag{communique.JJ}, false, cluster{}},
		"slip":     {[3]communique.Tag{communique.NN}, false, cluster{}},
		"minister": {[3]communique.Tag{}, false, cluster{300, capitalCase}},
		"unheard":  {},
	} {
		if got := l.find(word(s)); got != want {
			t.Errorf("%s: %+v, want %+v", s, got, want)
		}
	}
	// What a sentence taught is not told to it.
	var e entry
	counts.tags(&e, word("rare"), communique.JJ)
	if e != (entry{}) {
		t.Errorf("a word seen once knows itself: %+v", e)
	}
}
