package grammar

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/communique-kg/communique"
	"github.com/communique-kg/communique/ingest/lang"
)

// Clusters are classes of words that stand beside the same words, learnt from
// plain text. They tell the models of words that no treebank has: whoever has
// seen "minister" knows what to think of "commissioner".
type Clusters map[uint64]cluster

// cluster is what plain text tells of a word.
type cluster struct {
	number  uint16 // from 1: sixteen clusters make a group, of numbers that differ in the last four bits
	written caseClass
}

// caseClass says how a word is mostly written inside sentences.
type caseClass uint8

const (
	anyCase caseClass = iota
	smallCase
	capitalCase
	acronymCase
)

// Numbers of clusters.
const (
	groupSize  = 16
	groupCount = 48
)

// ReadClusters reads the lines that [Text.Clusters] writes: the cluster, the
// case class and the word.
func ReadClusters(r io.Reader) (Clusters, error) {
	c := Clusters{}
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		f := strings.Fields(s.Text())
		if len(f) != 3 {
			return nil, fmt.Errorf("grammar: clusters, line %d: %d fields, want cluster, case and word", n, len(f))
		}
		number, err := strconv.Atoi(f[0])
		if err != nil || number < groupSize || number >= groupSize*(groupCount+1) {
			return nil, fmt.Errorf("grammar: clusters, line %d: cluster %q", n, f[0])
		}
		written, err := strconv.Atoi(f[1])
		if err != nil || written < 0 || written > int(acronymCase) {
			return nil, fmt.Errorf("grammar: clusters, line %d: case %q", n, f[1])
		}
		c[hash([]byte(f[2]))] = cluster{uint16(number), caseClass(written)}
	}
	return c, s.Err()
}

// Text is plain text from which clusters are learnt.
type Text struct {
	forms  *vocabulary
	words  []string
	cases  [][3]int32
	stream []int32 // the words by number, -1 between sentences
}

// Add adds a document.
func (t *Text) Add(text string) {
	if t.forms == nil {
		t.forms = newVocabulary()
	}
	r := &communique.Reading{Document: &communique.Document{Text: text,
		Regions: []communique.Region{{Span: communique.Span{End: len(text)}, Role: communique.Article}}}}
	lang.Segment(r)
	var w word
	for _, s := range r.Sentences {
		t.stream = append(t.stream, -1)
		tokens := r.Tokens[s.First:s.Last]
		c := caseOf(text, tokens)
		for i, tok := range tokens {
			w.set(text, tok, c, i == 0)
			p := t.forms.place(w.form)
			if t.forms.keys[p] == 0 {
				t.forms.keys[p], t.forms.ids[p] = w.form, int32(len(t.words))
				t.forms.count++
				t.words = append(t.words, w.stem(text, tok))
				t.cases = append(t.cases, [3]int32{})
				if t.forms.count*2 > len(t.forms.keys) {
					t.forms.resize(len(t.forms.keys) * 2)
				}
				p = t.forms.place(w.form)
			}
			id := t.forms.ids[p]
			t.stream = append(t.stream, id)
			if i > 0 && c == mixedCase && tok.Kind == communique.Word {
				switch s := tok.Of(text); {
				case !w.capital:
					t.cases[id][0]++
				case len(s) > 1 && upper(s):
					t.cases[id][2]++
				default:
					t.cases[id][1]++
				}
			}
		}
	}
}

// stem returns the word as it is hashed.
func (w *word) stem(text string, t communique.Token) string {
	s := strings.ToLower(t.Of(text))
	s = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "\u2010", "-", "\u2011", "-", "\u00AD", "", "\u2060", "", "\u200C", "", "\u200D", "").Replace(s)
	if w.clitic > 0 {
		s = strings.TrimSuffix(s, clitics[w.clitic-1])
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, s)
}

// Clusters writes the clusters of the commonest words, a line a word.
func (t *Text) Clusters(w io.Writer, log func(format string, args ...any)) error {
	const (
		most  = 60000 // words
		least = 6     // times that a word must stand in the text
		dims  = 80
	)
	counts := make([]int32, len(t.words))
	for _, id := range t.stream {
		if id >= 0 {
			counts[id]++
		}
	}
	order := make([]int32, len(t.words))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(t.words[a], t.words[b]))
	})
	n := 0
	for n < len(order) && n < most && counts[order[n]] >= least {
		n++
	}
	contexts := min(2500, n) // commonest words that count as neighbours
	rank := make([]int32, len(t.words))
	for i := range rank {
		rank[i] = -1
	}
	for i, id := range order[:n] {
		rank[id] = int32(i)
	}
	log("clusters: %d words in all, %d different, %d often enough", len(t.stream), len(t.words), n)
	// Neighbours: before, then behind; of either side contexts words, any other, none.
	side := uint64(contexts + 2)
	neighbour := func(id int32) uint64 {
		switch {
		case id < 0:
			return uint64(contexts + 1)
		case rank[id] < 0 || int(rank[id]) >= contexts:
			return uint64(contexts)
		}
		return uint64(rank[id])
	}
	pairs := newVocabulary()
	see := func(word int32, c uint64) {
		if r := rank[word]; r >= 0 {
			// The multiplier spreads the pairs; place takes the bits above the twentieth.
			pairs.see((uint64(r)<<20 | c | 1<<63) * k1)
		}
	}
	for i, id := range t.stream {
		if id < 0 {
			continue
		}
		see(id, neighbour(t.stream[i-1]))
		next := int32(-1)
		if i+1 < len(t.stream) {
			next = t.stream[i+1]
		}
		see(id, side+neighbour(next))
	}
	log("clusters: %d pairs of neighbours", pairs.count)
	type cell struct {
		row, column int32
		n           float64
	}
	inverse := inverseOf(k1)
	cells := make([]cell, 0, pairs.count)
	columns := make([]float64, 2*side)
	rows := make([]float64, n)
	for i, key := range pairs.keys {
		if key != 0 {
			key *= inverse
			c := cell{int32(key << 1 >> 21), int32(key & (1<<20 - 1)), float64(pairs.ids[i])}
			cells = append(cells, c)
			columns[c.column] += c.n
			rows[c.row] += c.n
		}
	}
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column)) })
	// Positive pointwise mutual information, with the commoner neighbours held up.
	total, smooth := 0.0, 0.0
	for _, c := range columns {
		total += c
	}
	for i, c := range columns {
		columns[i] = math.Pow(c, 0.75)
		smooth += columns[i]
	}
	kept := cells[:0]
	for _, c := range cells {
		if v := math.Log(c.n * smooth / (rows[c.row] * columns[c.column])); v > 0 {
			c.n = v
			kept = append(kept, c)
		}
	}
	m := sparse{rows: n, columns: int(2 * side)}
	for _, c := range kept {
		m.row, m.column, m.value = append(m.row, c.row), append(m.column, c.column), append(m.value, float32(c.n))
	}
	vectors := m.reduce(dims)
	log("clusters: %d values in %d dimensions", len(kept), dims)
	groups := nearest(vectors, dims, groupCount, all(n))
	numbers := make([]int, n)
	for g := range groupCount {
		var members []int
		for i, of := range groups {
			if of == g {
				members = append(members, i)
			}
		}
		for i, sub := range nearest(vectors, dims, groupSize, members) {
			numbers[members[i]] = (g+1)*groupSize + sub
		}
	}
	var lines []string
	for i, id := range order[:n] {
		if strings.ContainsAny(t.words[id], " \t\n\u00a0\u2028\u0085") || t.words[id] == "" {
			continue
		}
		written := anyCase
		small, capital, acronym := t.cases[id][0], t.cases[id][1], t.cases[id][2]
		switch sum := small + capital + acronym; {
		case sum < 5:
		case small*10 > sum*9:
			written = smallCase
		case acronym*10 > sum*8:
			written = acronymCase
		case (capital+acronym)*10 > sum*8:
			written = capitalCase
		}
		lines = append(lines, fmt.Sprintf("%d %d %s\n", numbers[i], written, t.words[id]))
	}
	slices.Sort(lines)
	_, err := io.WriteString(w, strings.Join(lines, ""))
	return err
}

func all(n int) []int {
	a := make([]int, n)
	for i := range a {
		a[i] = i
	}
	return a
}

// inverseOf returns the number that undoes the multiplication by odd.
func inverseOf(odd uint64) uint64 {
	x := odd
	for range 6 {
		x *= 2 - odd*x
	}
	return x
}

// sparse is a matrix by its cells, in order of rows.
type sparse struct {
	rows, columns int
	row, column   []int32
	value         []float32
}

// reduce returns the rows in dims dimensions, each of length one: a truncated
// singular value decomposition by subspace iteration.
func (m *sparse) reduce(dims int) []float32 {
	rng := rand.New(rand.NewPCG(7, 7))
	q := make([]float32, m.columns*dims)
	for i := range q {
		q[i] = float32(rng.NormFloat64())
	}
	var y []float32
	for round := 0; ; round++ {
		y = make([]float32, m.rows*dims)
		for i, r := range m.row {
			to, from := y[int(r)*dims:][:dims], q[int(m.column[i])*dims:][:dims]
			v := m.value[i]
			for k := range to {
				to[k] += v * from[k]
			}
		}
		if round == 4 {
			break
		}
		clear(q)
		for i, r := range m.row {
			to, from := q[int(m.column[i])*dims:][:dims], y[int(r)*dims:][:dims]
			v := m.value[i]
			for k := range to {
				to[k] += v * from[k]
			}
		}
		orthonormal(q, dims)
	}
	// The columns of y have the singular values as their lengths: half of that
	// weight is taken, so that the first few do not decide alone.
	for k := range dims {
		sum := 0.0
		for i := k; i < len(y); i += dims {
			sum += float64(y[i]) * float64(y[i])
		}
		f := float32(1 / math.Max(math.Sqrt(math.Sqrt(sum)), 1e-9))
		for i := k; i < len(y); i += dims {
			y[i] *= f
		}
	}
	for i := 0; i < len(y); i += dims {
		unit(y[i : i+dims])
	}
	return y
}

func unit(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	f := float32(1 / math.Max(math.Sqrt(sum), 1e-9))
	for i := range v {
		v[i] *= f
	}
}

// orthonormal makes the columns of q orthogonal and of length one (Gram-Schmidt).
func orthonormal(q []float32, dims int) {
	n := len(q) / dims
	columns := make([][]float64, dims)
	for k := range columns {
		c := make([]float64, n)
		for i := range c {
			c[i] = float64(q[i*dims+k])
		}
		for range 2 {
			for _, before := range columns[:k] {
				dot := 0.0
				for i := range c {
					dot += c[i] * before[i]
				}
				for i := range c {
					c[i] -= dot * before[i]
				}
			}
		}
		sum := 0.0
		for _, x := range c {
			sum += x * x
		}
		f := 1 / math.Max(math.Sqrt(sum), 1e-9)
		for i := range c {
			c[i] *= f
			q[i*dims+k] = float32(c[i])
		}
		columns[k] = c
	}
}

// nearest divides the members among k centres (k-means of directions) and
// returns the centre of each.
func nearest(vectors []float32, dims, k int, members []int) []int {
	of := make([]int, len(members))
	if len(members) <= k {
		for i := range of {
			of[i] = i
		}
		return of
	}
	vector := func(i int) []float32 { return vectors[members[i]*dims:][:dims] }
	dot := func(a, b []float32) float32 {
		sum := float32(0)
		for i := range a {
			sum += a[i] * b[i]
		}
		return sum
	}
	// Each further centre is a word far from those before (k-means++).
	rng := rand.New(rand.NewPCG(11, uint64(len(members))))
	centres := make([][]float32, 0, k)
	far := make([]float64, len(members))
	for i := range far {
		far[i] = 2
	}
	for len(centres) < k {
		sum := 0.0
		for _, d := range far {
			sum += d
		}
		at, pick := 0, rng.Float64()*sum
		for ; at < len(far)-1 && pick > far[at]; at++ {
			pick -= far[at]
		}
		c := slices.Clone(vector(at))
		centres = append(centres, c)
		for i := range far {
			far[i] = max(0, min(far[i], float64(1-dot(c, vector(i)))))
		}
	}
	for round := range 20 {
		changed := 0
		for i := range of {
			best, most := 0, float32(-2)
			for c, centre := range centres {
				if d := dot(centre, vector(i)); d > most {
					best, most = c, d
				}
			}
			if of[i] != best || round == 0 {
				of[i], changed = best, changed+1
			}
		}
		if changed*1000 < len(of) {
			break
		}
		for _, c := range centres {
			clear(c)
		}
		for i, c := range of {
			v := vector(i)
			for d := range v {
				centres[c][d] += v[d]
			}
		}
		for _, c := range centres {
			unit(c)
		}
	}
	return of
}
