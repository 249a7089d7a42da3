package claim

import (
	"math"

	"github.com/communique-kg/communique"
)

const (
	shingle  = 3  // words
	passages = 20 // the fewest words of a paragraph that a copy can be told by
)

// passage returns the fingerprint of the paragraph of sentence i.
func (s *scan) passage(i int) communique.Passage {
	p := s.Sentences[i].Paragraph
	if p == s.passageOf && s.passageKnown {
		return s.passageIs
	}
	first, last := i, i
	for first > 0 && s.Sentences[first-1].Paragraph == p {
		first--
	}
	for last+1 < len(s.Sentences) && s.Sentences[last+1].Paragraph == p {
		last++
	}
	words := s.words[:0]
	for t := s.Sentences[first].First; t < s.Sentences[last].Last; t++ {
		if k := s.Tokens[t].Kind; k == communique.Word || k == communique.Number {
			words = append(words, s.low[t])
		}
	}
	s.words = words
	s.passageOf, s.passageKnown, s.passageIs = p, true, fingerprint(words)
	return s.passageIs
}

// fingerprint makes the Passage of a paragraph's words.
func fingerprint(words []string) communique.Passage {
	if len(words) < passages {
		return 0
	}
	var least minimums
	for i := range least {
		least[i] = math.MaxUint64
	}
	var buf [256]byte
	for i := 0; i+shingle <= len(words); i++ {
		b := buf[:0]
		for _, w := range words[i : i+shingle] {
			b = append(append(b, w...), ' ')
		}
		least.push(hashes(b))
	}
	var p communique.Passage
	for i, l := range least {
		// The higher half decides: a product by i leaves the lowest bits in step.
		p |= communique.Passage(l>>32&1) << i
	}
	if p == 0 {
		p = 1 // zero says that there is none
	}
	return p
}

// minimums are the least of the hashes of some shingles by as many functions,
// each of which is made of two: the second times its number on top of the first.
type minimums [64]uint64

// push adds the hashes of a shingle.
func (m *minimums) push(first, second uint64) {
	for i := range m {
		m[i] = min(m[i], first)
		first += second
	}
}

// hashes hashes a shingle by FNV-1a in two ways: behind a zero byte and behind a one.
func hashes(b []byte) (first, second uint64) {
	const offset, prime = 14695981039346656037, 1099511628211
	first, second = offset, offset^1
	first, second = first*prime, second*prime
	for _, c := range b {
		first, second = (first^uint64(c))*prime, (second^uint64(c))*prime
	}
	return spread(first), spread(second)
}

// spread mixes the last bytes into FNV's high bits, which they hardly reach.
func spread(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}
